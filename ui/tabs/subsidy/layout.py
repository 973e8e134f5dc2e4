"""Which field stands where in an application. What a field is, its declaration says."""

from typing import Final

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from ui.forms.parse import format_day
from ui.forms.rows import RowMark, RowsPlan, Value
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan

ROOT: Final = "supervision_subsidy"
MOST_GOALS: Final = 3
"""The gemeente reads three goals; a plan with more is no plan."""
OTHER_APPLICANT: Final = (
    ("applicant_name",),
    ("applicant_kvk", "applicant_iban"),
    ("applicant_address",),
    ("applicant_postcode", "applicant_place"),
    ("applicant_phone", "applicant_email"),
)
"""Asked for only when somebody else than the employer of the placement asks for the subsidy."""
TEXTS: Final = ("usual", "why_more", "without")


def _goal(value: Value) -> str:
    words = " ".join(str(value("goal") or value("problem") or "").split())
    return words[:60].rstrip() + "…" if len(words) > 60 else words


def _step(value: Value) -> str:
    state, on = value("state"), value("happened_on")
    words = state.label[:1].upper() + state.label[1:] if state is not None else "Stap"
    return f"{words}, {format_day(on)}" if on is not None else words


def _mark(value: Value) -> RowMark | None:
    due = value("due_on")
    return RowMark(f"uiterlijk {format_day(due)}") if due is not None and value("state") in _WAITS else None


_WAITS: Final = frozenset(
    {
        SubsidyState.SUBMITTED,
        SubsidyState.QUESTIONS,
        SubsidyState.GRANTED,
        SubsidyState.REFUSED,
        SubsidyState.ACCOUNTING,
    }
)
GOALS: Final = RowsPlan(
    ROOT,
    "goals",
    "Hoogstens drie doelen",
    "Doel toevoegen",
    (("problem",), ("action",), ("goal",)),
    "Per doel: wat nog niet lukt, wat de begeleider doet en wat daaruit komt. Alleen het werk.",
    summary=_goal,
)
STEPS: Final = RowsPlan(
    ROOT,
    "steps",
    "Wat er gebeurde",
    "Stap toevoegen",
    (("state", "happened_on"), ("amount", "hours"), ("since", "until"), ("due_on", "letter"), ("reason",), ("file",)),
    "Nog niets. Met de knoppen hierboven, of Ctrl+Enter, leg je vast wat er gebeurt.",
    summary=_step,
    mark=_mark,
    folds=True,
    by_day="happened_on",
)

SECTIONS: Final = (
    SectionPlan("missing", "Wat ontbreekt nog", ROOT, (Own("missing"),), note="Kijkt mee terwijl je typt."),
    SectionPlan("changes", "Wijzigingen om te melden", ROOT, (Own("changes"),), note="Sinds het indienen."),
    SectionPlan(
        "applicant",
        "Aanvrager",
        ROOT,
        (
            Own("employer"),
            Fields(ROOT, (("applicant",),)),
            Fields(ROOT, OTHER_APPLICANT),
            Fields(ROOT, (("wage_tax_number",), ("signatory", "signatory_role"), ("signed_on",))),
        ),
        uncounted=frozenset(
            {name for line in OTHER_APPLICANT for name in line} | {"wage_tax_number", "signatory_role", "signed_on"}
        ),
    ),
    SectionPlan(
        "worker",
        "Werknemer",
        ROOT,
        (Own("worker"), Fields(ROOT, (("consent_on", "consent_by"),))),
        uncounted=frozenset({"consent_by"}),
    ),
    SectionPlan(
        "amount",
        "Periode en bedrag",
        ROOT,
        (
            Fields(ROOT, (("since", "until"),)),
            Own("scheme"),
            Fields(ROOT, (("capped",),)),
            Fields(ROOT, (("jobcoaching",), ("jobcoaching_amount",))),
            Own("reckoning"),
            Fields(ROOT, (("other_subsidies",),)),
        ),
        uncounted=frozenset({"capped", "jobcoaching_amount", "other_subsidies"}),
    ),
    SectionPlan(
        "why",
        "Waarom meer begeleiding",
        ROOT,
        (Own("why"), Fields(ROOT, tuple((name,) for name in TEXTS))),
    ),
    SectionPlan("plan", "Plan", ROOT, (GOALS,)),
    SectionPlan("questions", "Vragen van de regeling", ROOT, (Own("questions"),), note="Vraagt alleen deze regeling."),
    SectionPlan("papers", "Bijlagen", ROOT, (Own("papers"),), note="Bestanden staan in de kluis."),
    SectionPlan("log", "Begeleiding bijgehouden", ROOT, (Own("log"),), note="Voor de verantwoording."),
    SectionPlan("state", "Stand", ROOT, (Own("state"), STEPS), uncounted=frozenset({"steps"}), note="Wat er gebeurde."),
    SectionPlan("renewal", "Verlengen", ROOT, (Own("renewal"),), note="Voor de volgende periode."),
    SectionPlan("notes", "Aantekeningen", ROOT, (Fields(ROOT, (("notes",),)),), uncounted=frozenset({"notes"})),
)
"""An application from top to bottom."""
