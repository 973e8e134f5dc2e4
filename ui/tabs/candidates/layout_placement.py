"""Which field of a placement stands where: the line in time, the paper, what is kept up meanwhile, and the end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from beschutdesk.dossier.contract import EmployingParty, InstrumentState
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.new_rows import AFTER, BEGIN
from ui.forms.parse import format_day, format_number
from ui.forms.rows import RowMark, RowsPlan, Value
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.theme.paint import Tone


def period(since: date | None, until: date | None) -> str:
    """``01-02-2026 t/m 30-04-2026``, or what is known of it."""
    if since and until:
        return f"{format_day(since)} t/m {format_day(until)}"
    return f"vanaf {format_day(since)}" if since else f"tot en met {format_day(until)}" if until else ""


def joined(*parts: str) -> str:
    """What is known, behind each other."""
    return ", ".join(part for part in parts if part)


def named(choice: Any) -> str:
    """The words of a choice, or none."""
    return "" if choice is None else str(choice.label)


def first_up(words: str) -> str:
    """With a capital, as a heading begins."""
    return words[:1].upper() + words[1:]


def _rows(
    attribute: str,
    title: str,
    add: str,
    lines: Sequence[Sequence[str]],
    hint: str,
    summary: Callable[[Value], str],
    mark: Callable[[Value], RowMark | None] | None = None,
    by_day: str = "",
) -> RowsPlan:
    begin, after = BEGIN.get(attribute), AFTER.get(attribute)
    return RowsPlan(
        "placement", attribute, title, add, lines, hint, summary, begin, after, folds=True, mark=mark, by_day=by_day
    )


# -- what a row says in one line ---------------------------------------------------------------------------------------


def _phase(value: Value) -> str:
    return joined(first_up(named(value("kind"))) or "Nieuwe fase", period(value("since"), value("until")))


def _terms(value: Value) -> str:
    hours, weeks = value("hours"), value("visit_weeks")
    since = f"Vanaf {format_day(value('valid_from'))}" if value("valid_from") else "Vanaf het begin"
    often = (
        "" if weeks is None else "elke week bezoek" if weeks == 1 else f"om de {format_number(weeks, 0)} weken bezoek"
    )
    return joined(since, "" if hours is None else f"{format_number(hours, 2)} uur per week", often)


def _contract(value: Value) -> str:
    kind = first_up(named(value("kind"))) or "Nieuw contract"
    elsewhere = value("party") not in (None, EmployingParty.EMPLOYER)
    party = (value("party_name") or named(value("party"))) if elsewhere else ""
    return joined(kind, period(value("since"), value("until")), f"met {party}" if party else "")


def _wage_value(value: Value) -> str:
    percentage, day = value("percentage"), value("measured_on")
    much = "" if percentage is None else f"{format_number(percentage, 2)}%"
    return joined(much, named(value("kind")), format_day(day) if day else "") or "Nieuwe loonwaarde"


def _wage_mark(value: Value) -> RowMark | None:
    if value("percentage") is None or value("measured_on"):
        return None
    return RowMark(
        "dag ontbreekt", "warn", "Zonder de dag telt deze loonwaarde nog niet mee. Vul de dag in als je die weet."
    )


def _instrument(value: Value) -> str:
    return joined(first_up(named(value("kind"))) or "Nieuwe voorziening", period(value("since"), value("until")))


_INSTRUMENT_TONES: Final[dict[InstrumentState, Tone]] = {
    InstrumentState.TO_ASK: "warn",
    InstrumentState.GRANTED: "good",
    InstrumentState.ASKED: "info",
}


def _instrument_mark(value: Value) -> RowMark | None:
    state = value("state")
    return None if state is None else RowMark(state.label, _INSTRUMENT_TONES.get(state))


def _agreement(value: Value) -> str:
    return joined(value("what") or "Nieuwe afspraak", value("who") or named(value("party")))


def _agreement_mark(value: Value) -> RowMark | None:
    result = value("result")
    if result is None:
        if value("done_on"):
            return RowMark("gedaan", "good")
        return RowMark(f"vóór {format_day(value('due_on'))}") if value("due_on") else RowMark("open")
    return RowMark(result.label, "good" if result is AgreementResult.DONE else None)


def _expectation(value: Value) -> str:
    told = f"Verteld op {format_day(value('told_on'))}" if value("told_on") else "Nog niet verteld"
    again = f"herhaald op {format_day(value('reminded_on'))}" if value("reminded_on") else ""
    return joined(told, f"aan {value('told_to')}" if value("told_to") else "", again)


def _team(value: Value) -> str:
    day = f"vanaf {format_day(value('from_on'))}" if value("from_on") else ""
    return joined(first_up(named(value("reason"))) or "Team voorbereid", value("who"), day)


def _team_mark(value: Value) -> RowMark | None:
    done = value("done_on")
    return RowMark(format_day(done), "good", "Op die dag voorbereid.") if done else RowMark("nog doen", "warn")


def _development(value: Value) -> str:
    day = format_day(value("looked_on")) if value("looked_on") else ""
    return joined(day, named(value("profile"))) or "Nieuwe keer bekeken"


def _absence(value: Value) -> str:
    return first_up(period(value("since"), value("until"))) or "Nieuwe afwezigheid"


def _absence_mark(value: Value) -> RowMark | None:
    return RowMark("loopt nog") if value("since") and not value("until") else None


# -- the lists ---------------------------------------------------------------------------------------------------------

PHASES: Final = replace(
    _rows(
        "phases",
        "Fasen",
        "Fase toevoegen",
        (("kind", "since", "until"), ("goal",), ("permitted_on", "lender")),
        "Bijvoorbeeld een stage, een proefplaatsing en daarna een contract.",
        _phase,
    ),
    only={
        "permitted_on": lambda value: value("kind") in (PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED),
        "lender": lambda value: value("kind") is PhaseKind.SECONDMENT,
    },
)
TERMS: Final = _rows(
    "terms",
    "Afspraken over uren en begeleiding",
    "Nieuwe afspraken vanaf een dag",
    (
        ("valid_from", "hours"),
        ("days",),
        ("supervisor", "backup"),
        ("supervision_form",),
        ("supervision_minutes", "supervision_moment"),
        ("supervision_cover",),
        ("visit_weeks", "rhythm_employer"),
        ("rhythm_employer_on", "rhythm_employee_on"),
    ),
    "Verandert er iets? Maak dan nieuwe afspraken; de oude blijven staan.",
    _terms,
)
ADJUSTMENTS: Final = _rows(
    "adjustments",
    "Aanpassingen op het werk",
    "Aanpassing toevoegen",
    (("what",), ("agreed_on", "agreed_with")),
    "Wat is er anders dan bij collega’s? Waarom, hoeft hier niet.",
    lambda value: value("what") or "Nieuwe aanpassing",
)
CONTRACTS: Final = _rows(
    "contracts",
    "Contracten",
    "Contract toevoegen",
    (
        ("party", "party_name"),
        ("kind", "fee"),
        ("since", "until"),
        ("same_work",),
        ("notice_on",),
        ("decision", "decided_on"),
        ("remark",),
    ),
    "Elke verlenging is een nieuw contract. Het nummer in de keten telt het programma zelf.",
    _contract,
)
WAGE_VALUES: Final = _rows(
    "wage_values",
    "Metingen",
    "Loonwaarde toevoegen",
    (("kind", "percentage"), ("measured_on", "next_on"), ("measured_by",), ("remark",)),
    "Gemeten of forfaitair, met de dag waarop het ingaat.",
    _wage_value,
    _wage_mark,
    by_day="measured_on",
)
INSTRUMENTS: Final = _rows(
    "instruments",
    "Voorzieningen en subsidies",
    "Voorziening toevoegen",
    (("kind",), ("state",), ("asked_on", "decided_on"), ("since", "until"), ("remark",)),
    "Loonkostensubsidie, no-riskpolis, begeleidingssubsidie, aanpassing, jobcoach of training.",
    _instrument,
    _instrument_mark,
)
AGREEMENTS: Final = _rows(
    "agreements",
    "Afspraken",
    "Afspraak toevoegen",
    (("what",), ("party", "who"), ("made_on", "due_on"), ("result", "done_on"), ("remark",)),
    "Wie doet wat, en wanneer is het klaar? Ook wat jij zelf doet.",
    _agreement,
    _agreement_mark,
)
ABSENCES: Final = _rows(
    "absences",
    "Afwezigheid",
    "Afwezigheid toevoegen",
    (("since", "until"), ("to_report",), ("reported_on", "recovery_reported_on"), ("reported_municipality_on",)),
    "Alleen van wanneer tot wanneer. Waarom iemand er niet is, hoort hier niet.",
    _absence,
    _absence_mark,
)
EXPECTATIONS: Final = _rows(
    "expectations",
    "Verwachtingen die je vertelde",
    "Verwachting toevoegen",
    (("told_on", "told_to"), ("what",), ("reminded_on",)),
    "Wat weet de werkgever over wat kan, wat langer duurt en wat nodig blijft?",
    _expectation,
)
TEAM_BRIEFINGS: Final = _rows(
    "team_briefings",
    "Team voorbereid",
    "Team of collega toevoegen",
    (("reason", "who"), ("from_on",), ("done_on", "done_by"), ("what",)),
    "Bij de start, en weer bij elke nieuwe collega.",
    _team,
    _team_mark,
)
DEVELOPMENTS: Final = _rows(
    "developments",
    "Ontwikkeling, elk jaar bekeken",
    "Ontwikkeling toevoegen",
    (("looked_on",), ("profile",), ("what",), ("next_step",)),
    "Kijk elk jaar: wat veranderde er, en wat is een kleine volgende stap?",
    _development,
)

_SAFETY: Final = (("safety_net",), ("safety_net_on", "safety_net_with"), ("notes",))

SECTIONS: Final = (
    SectionPlan(
        "placement",
        "Plaatsing",
        "placement",
        (
            Own("phases"),
            Own("placement_says"),
            PHASES,
            Fields("placement", (("job_title", "department"), ("match_type",))),
            Own("guidance"),
            TERMS,
            ADJUSTMENTS,
            Fields("placement", _SAFETY),
        ),
        uncounted=frozenset({"notes", "adjustments"}),
    ),
    SectionPlan("introduction", "Kennismaking", "placement", (Own("introduction", counts="evaluations"),)),
    SectionPlan(
        "contracts",
        "Contract en loon",
        "placement",
        (CONTRACTS, Own("wage_chart"), WAGE_VALUES, INSTRUMENTS),
    ),
    SectionPlan(
        "lasting",
        "Tijdens de plaatsing",
        "placement",
        (AGREEMENTS, EXPECTATIONS, TEAM_BRIEFINGS, DEVELOPMENTS, ABSENCES),
        uncounted=frozenset({"agreements", "absences"}),
    ),
    SectionPlan(
        "success",
        "Succesfactoren",
        "placement",
        (Own("success", counts="success_checks"),),
        uncounted=frozenset({"success_checks"}),
        note="Wat een plaatsing laat slagen.",
    ),
    SectionPlan(
        "end",
        "Einde en daarna",
        "placement",
        (
            Fields(
                "placement",
                (
                    ("ended_on", "end_reason"),
                    ("end_remark",),
                    ("next_step", "next_contact_on"),
                    ("next_remark",),
                ),
            ),
        ),
        uncounted=frozenset(("ended_on", "end_reason", "end_remark", "next_step", "next_contact_on", "next_remark")),
        note="Pas als een plaatsing stopt.",
    ),
)
"""A placement from top to bottom."""
