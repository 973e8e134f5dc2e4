"""What a supervisor says in one line."""

from datetime import date
from typing import Any

import pytest

from ui.tabs.dossiers.supervisors import SUPERVISORS


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Femke"),
        ({"away_since": date(2026, 12, 7)}, "Femke, afwezig vanaf 07-12-2026"),
        ({"away_until": date(2026, 12, 18)}, "Femke, afwezig tot en met 18-12-2026"),
        (
            {"leaves_on": date(2027, 1, 1), "away_since": date(2026, 12, 7), "away_until": date(2026, 12, 18)},
            "Femke, gaat weg op 01-01-2027, afwezig vanaf 07-12-2026 tot en met 18-12-2026",
        ),
    ],
)
def test_leaving_and_being_away(values: dict[str, Any], words: str) -> None:
    assert SUPERVISORS.summary is not None
    assert SUPERVISORS.summary({"name": "Femke", **values}.get) == words
