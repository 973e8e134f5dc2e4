"""The page of a day: order, folding, what was put off; and a rule is registered once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.signals import RULES, Hit, Kind, Severity, Signal, Where
from beschutdesk.rules.signals.day import MOST, Fold, Mark, MarkState, page
from beschutdesk.rules.signals.signal import gentle, haste, rule

TODAY = date(2026, 11, 22)
DAY = timedelta(1)


def signal(name: str, number: int = 0, severity: Severity = Severity.SOON, due: date | None = None) -> Signal:
    one = RULES[name]
    where = Where("placement")
    return Signal(f"{name}:{number}", name, one.kind, severity, "Doe iets.", "Daarom.", "bron", due, None, where)


SIGNALS = st.lists(
    st.builds(
        signal,
        st.sampled_from(sorted(RULES)),
        st.integers(0, 200),
        st.sampled_from(list(Severity)),
        st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    ),
    max_size=60,
    unique_by=lambda one: one.key,
)


@given(SIGNALS, st.integers(len(Kind), 20))
def test_nothing_is_lost_and_the_page_is_short(found: list[Signal], most: int) -> None:
    told = page(found, {}, TODAY, most)
    assert len(told.lines) + len(told.folds) <= most
    every = [*told.lines, *(one for fold in told.folds for one in fold.signals)]
    assert sorted(every, key=lambda one: one.key) == sorted(found, key=lambda one: one.key)
    assert told.total == len(found)
    assert [fold.kind for fold in told.folds] == [kind for kind in Kind if kind in {one.kind for one in told.folds}]
    assert all(fold.count and all(one.kind is fold.kind for one in fold.signals) for fold in told.folds)
    for fold in told.folds:
        inside = [one.severity for one in fold.signals]
        assert (fold.severity, fold.worst) == (min(inside), inside.count(min(inside)))
    if len(found) <= most:
        assert not told.folds
    again = page(list(reversed(found)), {}, TODAY, most)
    assert {one.key for one in again.lines} == {one.key for one in told.lines}


def test_a_fold_counts_its_most_pressing_once() -> None:
    late, soon = (
        signal("visit_rhythm", number, severity) for number, severity in enumerate((Severity.OVERDUE, Severity.SOON))
    )
    fold = Fold(Kind.VISIT, (soon, late, replace(late, key="other")))
    assert (fold.severity, fold.worst, fold.count) == (Severity.OVERDUE, 2, 3)
    less = replace(fold, signals=(soon,), more=True)
    assert (less.severity, less.worst, less.more) == (Severity.SOON, 1, True)


def test_forty_late_visits_do_not_hide_a_contract() -> None:
    late = [signal("visit_rhythm", n, Severity.OVERDUE, TODAY - n * DAY) for n in range(40)]
    ends = signal("contract_notice", 1, Severity.OVERDUE, TODAY - DAY)
    planned = [signal("visit_planned", n, Severity.TODAY, TODAY) for n in range(8)]
    lines = page([*late, ends, *planned], {}, TODAY).lines
    assert [one.rule for one in lines[:6]] == ["visit_planned"] * 6
    assert ends in lines
    assert next(one.due for one in lines if one.rule == "visit_rhythm") == TODAY - 39 * DAY
    assert MOST == 12


def mark(one: Signal, state: MarkState, until: date | None = None, made_on: date = TODAY) -> dict[str, Mark]:
    return {one.key: Mark(one.key, one.turn, state, until, "reden", None, None, made_on)}


@given(st.integers(1, 400), st.integers(-5, 400))
def test_what_is_put_off_comes_back_on_its_day(ahead: int, due: int) -> None:
    soft = signal("contract_decision", due=TODAY + due * DAY)
    firm = signal("contract_notice", due=TODAY + due * DAY)
    until = TODAY + ahead * DAY
    for state in (MarkState.MOVED, MarkState.MUTED):
        assert page([soft], mark(soft, state, until), until - DAY).lines == ()
        assert len(page([soft], mark(soft, state, until), until - DAY).put_off) == 1
        assert len(page([soft], mark(soft, state, until), until).lines) == 1
        back = until if due <= 0 else min(until, TODAY + due * DAY)
        assert page([firm], mark(firm, state, until), back - DAY).lines == ()
        assert len(page([firm], mark(firm, state, until), back).lines) == 1
    assert page([soft], mark(soft, MarkState.DONE), until).total == 0


def test_haste() -> None:
    assert [haste(TODAY + n * DAY, TODAY, 7) for n in (-1, 0, 1, 7, 8)] == [
        Severity.OVERDUE,
        Severity.TODAY,
        Severity.SOON,
        Severity.SOON,
        Severity.KNOW,
    ]
    assert [gentle(TODAY + n * DAY, TODAY) for n in (-1, 0, 1)] == [Severity.SOON, Severity.SOON, Severity.KNOW]
    assert [one.label for one in Severity] == ["te laat", "vandaag", "binnenkort", "om te weten"]


def test_a_rule_is_registered_once() -> None:
    def visit_rhythm(found: object, today: date, known: Figures) -> Iterator[Hit]:
        yield from ()

    assert list(visit_rhythm(None, TODAY, standard())) == []
    with pytest.raises(ValueError, match="twice"):
        rule("x", Kind.VISIT, "x")(visit_rhythm)
