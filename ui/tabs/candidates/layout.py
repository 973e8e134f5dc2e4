"""Which field stands where in a dossier. What a field is, its declaration says."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ui.forms.parse import format_day, format_number
from ui.forms.rows import RowsPlan
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.tabs.dossiers.supervisors import SUPERVISORS

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


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _label(choice: Any) -> str:
    return "" if choice is None else str(choice.label)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _background(value: Value) -> str:
    what = value("what") or _first_up(_label(value("kind")))
    return _joined(what, value("where"), _period(value("since"), value("until")))


def _week_part(value: Value) -> str:
    return _joined(_first_up(_label(value("kind"))), value("where"), _period(value("since"), value("until")))


def _involved(value: Value) -> str:
    return _joined(value("name"), _label(value("role")), value("organisation"))


def _advice(value: Value) -> str:
    if value("decided_on") or value("outcome"):
        words = _first_up(_label(value("outcome")) or "besluit")
        day = f"besluit {format_day(value('decided_on'))}" if value("decided_on") else ""
    else:
        words = "Aanvraag"
        day = format_day(value("requested_on")) if value("requested_on") else ""
    ended = f"telt niet meer sinds {format_day(value('ended_on'))}" if value("ended_on") else ""
    return _joined(words, day, ended)


BACKGROUND: Final = RowsPlan(
    "candidate",
    "background",
    "Wat iemand eerder deed",
    "School, stage of werk toevoegen",
    (("kind", "what"), ("where",), ("since", "until"), ("learnt",)),
    "Het laatste eerst. Wat ging er goed, en wat niet?",
    summary=_background,
)
WEEK_PARTS: Final = RowsPlan(
    "candidate",
    "week_parts",
    "Wat er nog meer in de week zit",
    "School, zorg of iets anders toevoegen",
    (("kind", "where"), ("days",), ("since", "until"), ("remarks",)),
    "Werk en dagbesteding staan hierboven al. Zorg hoeft op het werk niemand te weten.",
    summary=_week_part,
)
INVOLVED: Final = RowsPlan(
    "candidate",
    "involved",
    "Wie er om iemand heen staan",
    "Betrokkene toevoegen",
    (
        ("name", "role"),
        ("organisation",),
        ("phone", "email"),
        ("since", "until"),
        ("leads",),
        ("may_be_asked",),
        ("agreed_with", "agreed_on"),
    ),
    "Jobcoach, zorg, school, familie. Wie heeft de regie, en wat mag je hun vragen?",
    summary=_involved,
)
ADVICES: Final = RowsPlan(
    "candidate",
    "advices",
    "Aanvragen en besluiten",
    "Aanvraag toevoegen",
    (
        ("requested_on", "requested_by"),
        ("route",),
        ("decided_on", "outcome"),
        ("criteria",),
        ("ended_on", "end_reason"),
        ("remark",),
    ),
    "UWV geeft advies; de gemeente besluit. De wachtlijst volgt hieruit.",
    summary=_advice,
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
                    ("bsn",),
                    ("address",),
                    ("postcode", "place"),
                    ("phone", "email"),
                    ("contact_preference",),
                    ("travel",),
                    ("photo",),
                    ("photo_consent",),
                ),
            ),
        ),
        uncounted=frozenset({"bsn", "photo", "photo_consent"}),
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
        "wishes",
        "Werk dat past",
        "candidate",
        (
            Fields(
                "candidate",
                (
                    ("wishes",),
                    ("wants_work",),
                    ("rather_not",),
                    ("suits",),
                    ("suits_not",),
                    ("hours_possible",),
                    ("needs",),
                    ("limits",),
                    ("view_on_sob",),
                ),
            ),
        ),
    ),
    SectionPlan("skills", "Vaardigheden", "candidate", (Own("skills", counts="skills"),)),
    SectionPlan("background", "School en werk", "candidate", (BACKGROUND,)),
    SectionPlan(
        "week",
        "Week en ritme",
        "candidate",
        (Own("week"), Fields("candidate", (("day_activity",), ("day_activity_week",))), WEEK_PARTS),
        uncounted=frozenset({"day_activity", "day_activity_week", "week_parts"}),
    ),
    SectionPlan("involved", "Betrokkenen", "candidate", (INVOLVED,)),
    SectionPlan("advice", "Advies en wachtlijst", "candidate", (Own("standing"), ADVICES)),
    SectionPlan(
        "placement",
        "Plaatsing",
        "placement",
        (
            Own("phases"),
            PHASES,
            Fields("placement", (("job_title", "department"), ("match_type", "ended_on"))),
            Own("guidance"),
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
            Fields("employer", (("name", "sector"), ("address",), ("postcode", "place"), ("phone",))),
            SUPERVISORS,
            Fields("employer", (("work_on_offer",), ("notes",))),
        ),
        uncounted=frozenset({"notes", "work_on_offer"}),
    ),
    SectionPlan("fits", "Wie past", "candidate", (Own("fits"),), note="Naast elkaar, zonder score."),
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
    SectionPlan("timeline", "Tijdlijn", "candidate", (Own("timeline"),), note="Alles met een datum."),
    SectionPlan(
        "private",
        "Alleen voor mij",
        "candidate",
        (Fields("candidate", (("care",), ("income",), ("private_notes",))),),
        note="Komt in geen enkel portfolio.",
    ),
)
"""The dossier from top to bottom."""
