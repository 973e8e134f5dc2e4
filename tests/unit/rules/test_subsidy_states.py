"""How far an application is, what may follow, and which term runs."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from beschutdesk.dossier.supervision_subsidy import SubsidyState, SubsidyStep, SupervisionSubsidy
from beschutdesk.rules.schemes import CountsFrom, Deadline, Scheme
from beschutdesk.rules.subsidy_states import (
    CLOSED,
    NEXT,
    OPEN,
    SENT,
    Term,
    apply_by,
    deadlines,
    granted_period,
    latest,
    next_deadline,
    next_states,
    proposed_due,
    state_of,
    submitted_on,
)

S = SubsidyState
DAY = timedelta(1)
TODAY = date(2026, 11, 22)
SINCE, UNTIL = date(2026, 3, 1), date(2027, 2, 28)


def asked(*steps: SubsidyStep, since: date | None = SINCE, until: date | None = UNTIL) -> SupervisionSubsidy:
    return SupervisionSubsidy(since=since, until=until, steps=list(steps))


def step(state: SubsidyState, on: date | None, due: date | None = None, until: date | None = None) -> SubsidyStep:
    return SubsidyStep(state=state, happened_on=on, due_on=due, until=until)


def scheme(*terms: Deadline) -> Scheme:
    return Scheme(key="x", name="X", deadlines=terms)


def test_every_state_has_its_next_and_the_expected_one_comes_first() -> None:
    assert NEXT.keys() == set(S)
    usual = [S.CONCEPT, S.READY, S.SUBMITTED, S.GRANTED, S.ACCOUNTING, S.SETTLED]
    assert all(next_states(one)[0] is after for one, after in pairwise(usual))
    assert all(one not in after for one, after in NEXT.items())
    assert set(S) == OPEN | SENT | CLOSED
    assert S.GRANTED in NEXT[S.REFUSED]  # an objection that was won


def test_the_latest_by_day_counts_and_of_one_day_the_one_further_down() -> None:
    first, second = step(S.SUBMITTED, date(2026, 5, 1)), step(S.QUESTIONS, date(2026, 5, 20))
    assert state_of(asked()) is S.CONCEPT
    assert state_of(asked(second, first)) is S.QUESTIONS
    same = step(S.SUBMITTED, date(2026, 5, 20))
    assert state_of(asked(second, same)) is S.SUBMITTED
    assert state_of(asked(same, second)) is S.QUESTIONS
    assert state_of(asked(first, step(S.GRANTED, None))) is S.SUBMITTED
    assert latest([first, second], S.SUBMITTED) is first
    assert submitted_on(asked(second, same, first)) == date(2026, 5, 1)
    assert state_of(asked(SubsidyStep(happened_on=TODAY))) is S.CONCEPT


def test_the_period_is_what_was_granted_and_otherwise_what_was_asked() -> None:
    short = step(S.GRANTED, date(2026, 5, 1), until=date(2026, 12, 31))
    assert granted_period(asked()) == (SINCE, UNTIL)
    assert granted_period(asked(short)) == (SINCE, date(2026, 12, 31))


def test_before_it_is_sent_in_the_period_says_until_when() -> None:
    found = next_deadline(asked(), TODAY)
    assert found is not None
    assert (found.term, found.due) == (Term.APPLY, SINCE + 28 * DAY)  # retro_days
    ready = next_deadline(asked(step(S.READY, date(2026, 2, 1))), TODAY)
    assert ready is not None
    assert ready.term is Term.SIGN
    early = scheme(Deadline("apply_before", CountsFrom.PERIOD_START, "verordening", weeks=2, before=True))
    told = next_deadline(asked(), TODAY, scheme=early)
    assert told is not None
    assert (told.due, told.source) == (SINCE - 14 * DAY, "verordening")
    assert apply_by(SINCE, early) == SINCE - 14 * DAY
    assert next_deadline(asked(since=None), TODAY) is None


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (S.SUBMITTED, TODAY + 56 * DAY),
        (S.REFUSED, TODAY + 42 * DAY),
        (S.GRANTED, UNTIL + 91 * DAY),
        (S.ACCOUNTING, UNTIL + 91 * DAY),
        (S.QUESTIONS, None),
        (S.CONCEPT, None),
        (S.SETTLED, None),
    ],
)
def test_the_term_after_a_step(state: SubsidyState, due: date | None) -> None:
    assert proposed_due(state, TODAY, UNTIL) == due


def test_a_scheme_says_it_better_than_a_number_and_the_letter_best() -> None:
    terms = scheme(
        Deadline("decide_within", CountsFrom.SUBMITTED, "verordening", weeks=6),
        Deadline("answer_within", CountsFrom.QUESTION, "verordening", weeks=2),
        Deadline("account_within", CountsFrom.PERIOD_END, "verordening", months=3),
    )
    assert proposed_due(S.SUBMITTED, TODAY, UNTIL, terms) == TODAY + 42 * DAY
    assert proposed_due(S.QUESTIONS, TODAY, UNTIL, terms) == TODAY + 14 * DAY
    assert proposed_due(S.GRANTED, TODAY, UNTIL, terms) == date(2027, 5, 28)
    assert proposed_due(S.GRANTED, TODAY, None, terms) is None
    sent = asked(step(S.SUBMITTED, TODAY, due=TODAY + 3 * DAY))
    found = next_deadline(sent, TODAY, scheme=terms)
    assert found is not None
    assert found.due == TODAY + 3 * DAY


def test_an_objection_is_asked_as_long_as_it_can_be_made() -> None:
    refused = asked(step(S.REFUSED, TODAY - 42 * DAY))
    found = next_deadline(refused, TODAY)
    assert found is not None
    assert (found.term, found.due) == (Term.OBJECTION, TODAY)
    assert next_deadline(refused, TODAY + DAY) is None


def test_what_is_granted_is_renewed_and_accounted_for() -> None:
    granted = asked(step(S.GRANTED, date(2026, 4, 1)))
    both = deadlines(granted, TODAY)
    assert [(one.term, one.due) for one in both] == [(Term.RENEW, UNTIL), (Term.ACCOUNT, UNTIL + 91 * DAY)]
    assert [one.term for one in deadlines(granted, TODAY, renewed=True)] == [Term.ACCOUNT]
    early = scheme(Deadline("renew_before", CountsFrom.PERIOD_END, "v", weeks=8, before=True))
    assert deadlines(granted, TODAY, scheme=early)[0].due == UNTIL - 56 * DAY
    over = deadlines(granted, UNTIL + DAY)
    assert [one.term for one in over] == [Term.ACCOUNT]


def test_a_placement_that_ended_is_accounted_for_from_there() -> None:
    granted, end = asked(step(S.GRANTED, date(2026, 4, 1))), date(2026, 10, 31)
    (only,) = deadlines(granted, TODAY, ended_on=end)
    assert (only.term, only.due) == (Term.ACCOUNT, end + 91 * DAY)
    assert "31 oktober 2026" in only.why


def test_nothing_is_asked_of_what_is_over() -> None:
    for state in (S.SETTLED, S.WITHDRAWN):
        assert deadlines(asked(step(state, TODAY)), TODAY) == ()
