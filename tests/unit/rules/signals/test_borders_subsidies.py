"""Applications for begeleidingssubsidie: from which day each rule speaks, and until which."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from beschutdesk.dossier.contract import Contract, ContractKind, Instrument, InstrumentKind, InstrumentState
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.supervision_subsidy import SubsidyState, SubsidyStep, SupervisionSubsidy
from beschutdesk.rules.scheme import CountsFrom, Deadline, Scheme
from beschutdesk.rules.signals import RULES, Severity, Situation
from beschutdesk.rules.signals.asked import Asked
from beschutdesk.rules.subsidy_changes import facts
from tests.unit.rules.signals.asking import ask, at, begins, haste, stops

S = SubsidyState
DAY = timedelta(1)
SINCE, UNTIL = date(2026, 3, 1), date(2027, 2, 28)
SENT = date(2026, 2, 10)
OWN = {key for key, one in RULES.items() if one.record == "supervision_subsidy"}


def application(*steps: SubsidyStep, scheme: Scheme | None = None, **more: Any) -> Asked:
    values: dict[str, Any] = {"facts": (), "iban": "", "renewed": False, "renews": None} | more
    return Asked(id=new_id(), since=SINCE, until=UNTIL, steps=steps, scheme=scheme, **values)


def step(state: SubsidyState, on: date, due: date | None = None) -> SubsidyStep:
    return SubsidyStep(state=state, happened_on=on, due_on=due)


def found(*asked: Asked, **more: Any) -> Situation:
    return at(subsidies=asked, **more)


def test_sending_in() -> None:
    place, last = found(application()), SINCE + 28 * DAY
    begins("subsidy_apply", place, last - 28 * DAY)
    assert haste("subsidy_apply", place, last - 28 * DAY) is Severity.SOON
    assert haste("subsidy_apply", place, last) is Severity.TODAY
    assert haste("subsidy_apply", place, last + DAY) is Severity.OVERDUE
    ready = ask("subsidy_apply", found(application(step(S.READY, SENT))), last)
    assert ready is not None
    assert ready.words.startswith("Laat de aanvraag tekenen")
    assert ask("subsidy_apply", found(application(step(S.SUBMITTED, SENT))), last) is None
    assert ask("subsidy_apply", found(application(step(S.WITHDRAWN, SENT))), last) is None
    assert ask("subsidy_apply", place, date.max) is not None


def test_a_scheme_that_wants_it_before_the_period() -> None:
    early = Scheme(
        key="x", name="X", deadlines=(Deadline("apply_before", CountsFrom.PERIOD_START, "v", weeks=2, before=True),)
    )
    place = found(application(scheme=early))
    begins("subsidy_apply", place, SINCE - 42 * DAY)
    told = ask("subsidy_apply", place, SINCE)
    assert told is not None
    assert (told.due, told.source, told.severity) == (SINCE - 14 * DAY, "v", Severity.OVERDUE)


def test_a_decision_that_does_not_come() -> None:
    begins("subsidy_decision", found(application(step(S.SUBMITTED, SENT))), SENT + 57 * DAY)
    begins("subsidy_decision", found(application(step(S.SUBMITTED, SENT, SENT + DAY))), SENT + 2 * DAY)
    begins("subsidy_decision", found(application(step(S.ACCOUNTING, UNTIL))), UNTIL + 92 * DAY)


def test_questions_and_an_objection() -> None:
    asked = found(application(step(S.QUESTIONS, SENT)))
    told = ask("subsidy_answer", asked, SENT)
    assert told is not None
    assert (told.due, told.severity) == (None, Severity.SOON)
    dated = found(application(step(S.QUESTIONS, SENT, SENT + 14 * DAY)))
    assert haste("subsidy_answer", dated, SENT + 14 * DAY) is Severity.TODAY
    assert haste("subsidy_answer", dated, SENT + 15 * DAY) is Severity.OVERDUE
    refused = found(application(step(S.REFUSED, SENT)))
    assert haste("subsidy_answer", refused, SENT) is Severity.KNOW
    stops("subsidy_answer", refused, SENT + 42 * DAY)


def test_renewing() -> None:
    granted = step(S.GRANTED, SENT)
    place = found(application(granted))
    begins("subsidy_renew", place, UNTIL - 56 * DAY)
    stops("subsidy_renew", place, UNTIL)
    assert ask("subsidy_renew", found(application(granted, renewed=True)), UNTIL) is None
    assert ask("subsidy_renew", found(application(granted), ended_on=UNTIL), UNTIL) is None
    early = Deadline("renew_before", CountsFrom.PERIOD_END, "v", weeks=8, before=True)
    before = found(application(granted, scheme=Scheme(key="x", name="X", deadlines=(early,))))
    begins("subsidy_renew", before, UNTIL - 112 * DAY)


def test_accounting() -> None:
    granted = step(S.GRANTED, SENT, UNTIL + 30 * DAY)
    place = found(application(granted))
    begins("subsidy_account", place, UNTIL + DAY)
    told = ask("subsidy_account", place, UNTIL + 31 * DAY)
    assert told is not None
    assert (told.due, told.severity) == (UNTIL + 30 * DAY, Severity.OVERDUE)
    begins("subsidy_account", found(application(granted), ended_on=date(2026, 9, 30)), date(2026, 10, 1))
    settled = application(granted, step(S.SETTLED, UNTIL + DAY))
    assert ask("subsidy_account", found(settled), UNTIL + 31 * DAY) is None


def test_a_change() -> None:
    terms = [Terms(valid_from=SENT, hours=Decimal(24))]
    record = SupervisionSubsidy(since=SINCE, until=UNTIL, steps=[step(S.SUBMITTED, SENT)])
    kept = facts(record, at(terms=terms), "NL1", SENT)
    asked = application(*record.steps, facts=kept, iban="NL1")
    assert ask("subsidy_change", found(asked, terms=terms), SINCE) is None
    more = [*terms, Terms(valid_from=SINCE + 30 * DAY, hours=Decimal(16))]
    told = ask("subsidy_change", found(asked, terms=more), SINCE)
    assert told is not None
    assert told.words == "Meld aan de gemeente: uren per week."
    assert (told.where.record, told.where.id, told.since) == ("supervision_subsidy", asked.id, SINCE + 30 * DAY)
    again = ask("subsidy_change", found(asked, terms=[*terms, Terms(valid_from=SINCE, hours=Decimal(8))]), SINCE)
    assert again is not None
    assert again.key != told.key  # ticking off one does not hide the next


def test_never_asked() -> None:
    contract = Contract(kind=ContractKind.PERMANENT, since=SINCE)
    begins("subsidy_never", at(contracts=[contract]), SINCE + 7 * DAY)
    far = SINCE + 2000 * DAY
    assert haste("subsidy_never", at(contracts=[contract]), far) is Severity.SOON
    assert ask("subsidy_never", at(contracts=[contract], ended_on=far - DAY), far) is None
    assert ask("subsidy_never", found(application(step(S.WITHDRAWN, SENT)), contracts=[contract]), far) is None
    thought = Instrument(kind=InstrumentKind.SUPERVISION_SUBSIDY, state=InstrumentState.NOT_NEEDED)
    assert ask("subsidy_never", at(contracts=[contract], instruments=[thought]), far) is None
    lent = Contract(kind=ContractKind.SECONDMENT, since=SINCE)
    assert ask("subsidy_never", at(contracts=[lent]), far) is None


@pytest.mark.parametrize("rule", ["instrument_answer", "instrument_renew", "instrument_settle"])
def test_an_application_says_it_better_than_the_instrument(rule: str) -> None:
    state = InstrumentState.ASKED if rule == "instrument_answer" else InstrumentState.GRANTED
    one = Instrument(kind=InstrumentKind.SUPERVISION_SUBSIDY, state=state, asked_on=SENT, until=UNTIL)
    today = UNTIL + DAY if rule == "instrument_settle" else UNTIL
    assert ask(rule, at(instruments=[one]), today) is not None
    assert ask(rule, found(application(step(S.SETTLED, SENT)), instruments=[one]), today) is None


def test_all_of_them_are_here() -> None:
    asked = {
        "subsidy_apply",
        "subsidy_decision",
        "subsidy_answer",
        "subsidy_renew",
        "subsidy_account",
        "subsidy_change",
    }
    assert asked == OWN
