"""Which field stands where in a dossier. What a field is, its declaration says.

A placement has a layout of its own: :mod:`ui.tabs.candidates.layout_placement`.
"""

from typing import Final

from ui.forms.parse import format_day
from ui.forms.rows import RowsPlan, Value
from ui.tabs.candidates.layout_placement import SECTIONS as PLACEMENT
from ui.tabs.candidates.layout_placement import first_up, joined, named, period
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.tabs.dossiers.supervisors import SUPERVISORS


def _background(value: Value) -> str:
    what = value("what") or first_up(named(value("kind")))
    return joined(what, value("where"), period(value("since"), value("until")))


def _week_part(value: Value) -> str:
    return joined(first_up(named(value("kind"))), value("where"), period(value("since"), value("until")))


def _involved(value: Value) -> str:
    return joined(value("name"), named(value("role")), value("organisation"))


def _advice(value: Value) -> str:
    if value("decided_on") or value("outcome"):
        words = first_up(named(value("outcome")) or "besluit")
        day = f"besluit {format_day(value('decided_on'))}" if value("decided_on") else ""
    else:
        words = "Aanvraag"
        day = format_day(value("requested_on")) if value("requested_on") else ""
    ended = f"telt niet meer sinds {format_day(value('ended_on'))}" if value("ended_on") else ""
    return joined(words, day, ended)


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
    *PLACEMENT,
    SectionPlan(
        "employer",
        "Bij de werkgever",
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
