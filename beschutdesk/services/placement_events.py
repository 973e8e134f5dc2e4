"""What the rows of a placement say in a timeline: for every day in them a short line, and what more is known.

A row may come through the :class:`~beschutdesk.services.eyes.Eyes` of a reader: then a field that is not for them is
empty, a day too, and nothing here may say more than the fields that are left.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from beschutdesk.documents import wording
from beschutdesk.dossier.contract import WageValueKind

Told = Iterator[tuple[date | None, str, str]]
"""A day with its line and its detail; without a day it did not happen, or is not for this reader."""


def _phase(row: Any) -> Told:
    name = _label(row.kind, "fase")
    yield row.since, f"Begin: {name}", ""
    yield row.until, f"Einde: {name}", ""
    yield row.permitted_on, "Toestemming van de gemeente", _label(row.kind)


def _terms(row: Any) -> Told:
    hours = f"{wording.number(row.hours)} uur per week" if row.hours is not None else ""
    days = "; ".join(wording.work_days(row.days or ()))
    yield row.valid_from, f"Vanaf nu {hours or days or 'andere afspraken'}", days if hours else ""
    yield row.rhythm_employer_on, "Bezoekritme afgesproken met de werkgever", row.rhythm_employer or ""
    yield row.rhythm_employee_on, "Bezoekritme afgesproken met de werknemer", ""


def _contract(row: Any) -> Told:
    name = _label(row.kind, "contract")
    party = row.party_name or _label(row.party)
    yield row.since, f"Gaat in: {name}", f"met {party}" if party else ""
    yield row.until, f"Laatste dag: {name}", ""
    yield row.notice_on, f"Aangezegd: {name}", ""
    yield row.decided_on, f"Besluit over {name}", _label(row.decision)


def _absence(row: Any) -> Told:
    yield row.since, "Afwezig", ""
    yield row.until, "Laatste dag afwezig", ""
    yield row.reported_on, "Afwezigheid gemeld bij UWV", ""
    yield row.reported_municipality_on, "Afwezigheid gemeld bij de gemeente", ""
    yield row.recovery_reported_on, "Terug gemeld bij UWV", ""


def _wage_value(row: Any) -> Told:
    value = f"{wording.number(row.percentage)}%" if row.percentage is not None else ""
    kind = f" ({row.kind.label})" if row.kind is WageValueKind.FLAT else ""
    yield row.measured_on, f"Loonwaarde{f' {value}' if value else ''}{kind}", row.measured_by or ""
    yield row.next_on, "Loonwaarde opnieuw meten", ""


def _instrument(row: Any) -> Told:
    name = _label(row.kind, "voorziening")
    yield row.asked_on, f"Aangevraagd: {name}", row.remark or ""
    yield row.decided_on, f"Besluit: {name}", _label(row.state)
    yield row.since, f"Gaat in: {name}", ""
    yield row.until, f"Laatste dag: {name}", ""


def _evaluation(row: Any) -> Told:
    verdict = _label(row.verdict)
    yield row.held_on, f"Evaluatie kennismaking{f': {verdict}' if verdict else ''}", row.reasons or ""
    yield row.extended_until, "Kennismaking verlengd tot en met deze dag", ""


def _adjustment(row: Any) -> Told:
    yield row.agreed_on, row.what or "Afspraak", row.agreed_with or ""


def _agreement(row: Any) -> Told:
    what, who = row.what or "een afspraak", row.who or _label(row.party)
    yield row.made_on, f"Afgesproken: {what}", who
    yield row.due_on, f"Uiterste dag: {what}", who
    yield row.done_on, f"Gedaan: {what}", _label(row.result)


def _tryout(row: Any) -> Told:
    """A try has the day of its visit."""
    yield row.day, f"Uitgeprobeerd: {row.name or 'een taak'}", _lines(_label(row.decision), row.own_words, row.why)


def _learning_moment(row: Any) -> Told:
    """A question has the day of its visit."""
    tip = f"Tip: {row.tip}" if row.tip else ""
    answer = f": {row.worked.label}" if row.worked is not None else ""
    yield row.day, f"Vraag van de begeleider: {row.question or 'zonder woorden'}", tip
    yield row.worked_on, f"Werkte de tip{answer or '?'}", _lines(tip, row.worked_how)


def _expectation(row: Any) -> Told:
    whom = f"aan {row.told_to}" if row.told_to else ""
    yield row.told_on, "Verteld wat de werkgever kan verwachten", _lines(whom, row.what)
    yield row.reminded_on, "Opnieuw verteld wat de werkgever kan verwachten", whom


def _team_briefing(row: Any) -> Told:
    yield row.from_on, f"Werkt er vanaf nu: {row.who or _label(row.reason, 'iemand nieuw')}", ""
    yield (
        row.done_on,
        f"Voorbereid: {row.who or 'het team'}",
        _lines(f"door {row.done_by}" if row.done_by else "", row.what),
    )


def _development(row: Any) -> Told:
    yield row.looked_on, "Ontwikkeling bekeken", _lines(_label(row.profile), row.what, row.next_step)


def _success_check(row: Any) -> Told:
    state = f": {row.state.label}" if row.state is not None else ""
    yield row.looked_on, f"{_label(row.factor, 'Succesfactor')}{state}", row.note or ""


def _subsidy_step(row: Any) -> Told:
    amount = f"{wording.number(row.amount)} euro" if row.amount is not None else ""
    state = _label(row.state, "stap")
    yield row.happened_on, f"Begeleidingssubsidie: {state}", _lines(amount, row.letter, row.reason)


ROWS: Final[dict[str, Callable[[Any], Told]]] = {
    "placement_phase": _phase,
    "terms": _terms,
    "adjustment": _adjustment,
    "contract": _contract,
    "absence": _absence,
    "wage_value": _wage_value,
    "instrument": _instrument,
    "introduction_evaluation": _evaluation,
    "agreement": _agreement,
    "visit_agreement": _agreement,
    "tryout": _tryout,
    "learning_moment": _learning_moment,
    "expectation": _expectation,
    "team_briefing": _team_briefing,
    "development": _development,
    "success_check": _success_check,
    "subsidy_step": _subsidy_step,
}
"""How the rows of a placement, and those of a visit, are told, by record: all that have a day."""


def end(row: Any) -> Told:
    """The end of a placement."""
    yield row.ended_on, "Plaatsing geëindigd", _lines(_label(row.end_reason), _label(row.next_step))


def agreed(row: Any) -> Told:
    """What was agreed on a placement as a whole."""
    yield row.next_contact_on, "Volgende contact", row.next_remark or ""
    yield row.safety_net_on, "Vangnet afgesproken", f"met {row.safety_net_with}" if row.safety_net_with else ""


def _label(choice: Any, otherwise: str = "") -> str:
    return str(choice.label) if choice is not None else otherwise


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)
