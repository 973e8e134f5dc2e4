"""The rows of those who guide people at work: the same in the dossier of a person and in that of an employer."""

from typing import Final

from ui.forms.parse import format_day
from ui.forms.rows import RowsPlan, Value


def _summary(value: Value) -> str:
    leaves = f"gaat weg op {format_day(value('leaves_on'))}" if value("leaves_on") else ""
    return ", ".join(part for part in (value("name"), value("role"), leaves, _away(value)) if part)


def _away(value: Value) -> str:
    """With the last day: a stay away that is over stands there too."""
    since, until = value("away_since"), value("away_until")
    begins = f"afwezig vanaf {format_day(since)}" if since else "afwezig"
    if until:
        return f"{begins} tot en met {format_day(until)}"
    return begins if since else ""


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
        ("away_since", "away_until"),
    ),
    "Wie begeleidt er elke dag, en wie neemt het over?",
    summary=_summary,
)
