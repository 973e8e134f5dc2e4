"""Which field stands where in a dossier. What a field is, its declaration says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ui.forms.parse import format_day, format_number
from ui.forms.rows import RowsPlan

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a root, beside each other per line."""

    record: str
    lines: Lines

    @property
    def attributes(self) -> list[str]:
        """All of them."""
        return [attribute for line in self.lines for attribute in line]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of the form.

    Attributes:
        key: its name in code.
        title: its heading.
        record: root that it is about; while a person has none, the section says how to begin one.
        parts: fields and rows, below each other.
        uncounted: fields that need not be filled in for the section to be whole.
        note: below the heading, when there is nothing to count.
    """

    key: str
    title: str
    record: str
    parts: Sequence[Fields | RowsPlan]
    uncounted: frozenset[str] = frozenset()
    note: str = ""


Value = Callable[[str], Any]


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{format_day(since)} t/m {format_day(until)}"
    return f"vanaf {format_day(since)}" if since else f"tot en met {format_day(until)}" if until else ""


def _phase(value: Value) -> str:
    kind = value("kind")
    name = kind.label[:1].upper() + kind.label[1:] if kind else "Nieuwe fase"
    return ", ".join(part for part in (name, _period(value("since"), value("until"))) if part)


def _terms(value: Value) -> str:
    hours = value("hours")
    words = f"{format_number(hours, 2)} uur per week" if hours is not None else ""
    since = f"Vanaf {format_day(value('valid_from'))}" if value("valid_from") else "Vanaf het begin"
    return ", ".join(part for part in (since, words) if part)


def _next_terms(before: Value | None) -> dict[str, Any]:
    """A change starts from what held so far; only the day from which it holds is open."""
    if before is None:
        return {}
    same = ("hours", "days", "supervisor", "backup", "supervision_form", "supervision_minutes")
    more = ("supervision_moment", "visit_weeks")
    return {name: before(name) for name in (*same, *more) if before(name) is not None}


PHASES: Final = RowsPlan(
    "placement",
    "phases",
    "Fasen",
    "Fase toevoegen",
    (("kind", "since", "until"),),
    "Bijvoorbeeld een stage, een proefplaatsing en daarna een contract.",
    summary=_phase,
)
TERMS: Final = RowsPlan(
    "placement",
    "terms",
    "Afspraken over uren en begeleiding",
    "Nieuwe afspraken vanaf een dag",
    (
        ("valid_from", "hours"),
        ("days",),
        ("supervisor", "backup"),
        ("supervision_form",),
        ("supervision_minutes", "visit_weeks"),
        ("supervision_moment",),
    ),
    "Verandert er iets? Maak dan nieuwe afspraken; de oude blijven staan.",
    summary=_terms,
    first=_next_terms,
)
ADJUSTMENTS: Final = RowsPlan(
    "placement",
    "adjustments",
    "Aanpassingen op het werk",
    "Aanpassing toevoegen",
    (("what",), ("agreed_on", "agreed_with")),
    "Wat is er anders dan bij collega’s? Waarom, hoeft hier niet.",
    summary=lambda value: value("what"),
)
SUPERVISORS: Final = RowsPlan(
    "employer",
    "supervisors",
    "Begeleiders op de werkvloer",
    "Begeleider toevoegen",
    (("name", "role"), ("phone", "email"), ("days",), ("training", "trained_on")),
    "Wie begeleidt er elke dag, en wie neemt het over?",
    summary=lambda value: ", ".join(part for part in (value("name"), value("role")) if part),
)

_COPIED: Final = (
    ("summary",),
    ("good_at",),
    ("enjoys",),
    ("works_best",),
    ("explain",),
    ("pace",),
    ("surroundings",),
    ("changes",),
    ("aids",),
    ("please_do",),
    ("please_dont",),
    ("calm_signs",),
    ("rising_signs",),
    ("rising_help",),
    ("overload_signs",),
    ("overload_help",),
    ("new_colleague",),
    ("next_step",),
)

SECTIONS: Final = (
    SectionPlan(
        "person",
        "Persoon en contact",
        "candidate",
        (
            Fields(
                "candidate",
                (
                    ("name_used", "family_name"),
                    ("state",),
                    ("born", "municipality"),
                    ("phone", "email"),
                    ("contact_preference",),
                    ("photo",),
                    ("photo_consent",),
                ),
            ),
        ),
        uncounted=frozenset({"photo", "photo_consent"}),
    ),
    SectionPlan(
        "works",
        "Zo werkt het goed",
        "candidate",
        (
            Fields(
                "candidate",
                (
                    ("works_best",),
                    ("good_at",),
                    ("enjoys",),
                    ("explain",),
                    ("pace",),
                    ("surroundings",),
                    ("changes",),
                    ("aids",),
                ),
            ),
        ),
    ),
    SectionPlan(
        "stress",
        "Spanning en steun",
        "candidate",
        (
            Fields(
                "candidate",
                (
                    ("calm_signs",),
                    ("rising_signs",),
                    ("rising_help",),
                    ("overload_signs",),
                    ("overload_help",),
                    ("please_do", "please_dont"),
                    ("new_colleague",),
                ),
            ),
        ),
    ),
    SectionPlan(
        "week",
        "Week en ritme",
        "candidate",
        (Fields("candidate", (("day_activity",), ("day_activity_week",), ("wishes",), ("view_on_sob",))),),
        uncounted=frozenset({"day_activity", "day_activity_week"}),
    ),
    SectionPlan(
        "placement",
        "Plaatsing",
        "placement",
        (
            PHASES,
            Fields("placement", (("job_title", "department"), ("match_type", "ended_on"))),
            TERMS,
            ADJUSTMENTS,
            Fields("placement", (("safety_net",), ("notes",))),
        ),
        uncounted=frozenset({"ended_on", "notes", "adjustments"}),
    ),
    SectionPlan(
        "employer",
        "Werkgever en begeleiders",
        "employer",
        (
            Fields("employer", (("name", "sector"), ("address",), ("postcode", "place"), ("phone", "contact_name"))),
            SUPERVISORS,
            Fields("employer", (("contact_role",), ("work_on_offer",), ("notes",))),
        ),
        uncounted=frozenset({"contact_role", "notes", "work_on_offer"}),
    ),
    SectionPlan(
        "portfolio",
        "Portfolio",
        "portfolio",
        (
            Fields("portfolio", _COPIED),
            Fields(
                "portfolio",
                (("readers_named",), ("discussed_with",), ("discussed_on", "review_on"), ("left_out",)),
            ),
        ),
        uncounted=frozenset({"left_out"}),
    ),
    SectionPlan(
        "private",
        "Alleen voor mij",
        "candidate",
        (Fields("candidate", (("care",), ("income",), ("private_notes",))),),
        note="Komt in geen enkel portfolio.",
    ),
)
"""The dossier from top to bottom."""
