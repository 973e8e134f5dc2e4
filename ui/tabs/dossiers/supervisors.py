"""The rows of those who guide people at work: the same in the dossier of a person and in that of an employer."""

from collections.abc import Callable
from typing import Any, Final

from ui.forms.parse import format_day
from ui.forms.rows import RowsPlan


def _summary(value: Callable[[str], Any]) -> str:
    leaves = f"gaat weg op {format_day(value('leaves_on'))}" if value("leaves_on") else ""
    return ", ".join(part for part in (value("name"), value("role"), leaves) if part)


SUPERVISORS: Final = RowsPlan(
    "employer",
    "supervisors",
    "Begeleiders op de werkvloer",
    "Begeleider toevoegen",
    (
        ("name", "role"),
        ("phone", "email"),
        ("days",),
        ("minutes", "backup"),
        ("training", "trained_on"),
        ("leaves_on",),
    ),
    "Wie begeleidt er elke dag, en wie neemt het over?",
    summary=_summary,
)
