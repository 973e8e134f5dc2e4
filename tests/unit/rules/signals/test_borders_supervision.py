"""Rules on who guides at their borders: leaving, away, too few days or minutes, judged not good enough."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.lasting import (
    FactorState,
    SuccessCheck,
)
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.signals import Severity, Signal
from beschutdesk.rules.time import months_after
from tests.unit.rules.signals.asking import DAY, DAYS, ask, at, begins, haste, stops


@given(DAYS)
def test_a_supervisor_who_leaves(day: date) -> None:
    first, second = Supervisor(name="Femke", leaves_on=day), Supervisor(name="Okan")
    alone = at(supervisors=[first, second], terms=[Terms(supervisor=first.id)])
    begins("supervisor_leaves", alone, months_after(day, -3))
    stops("supervisor_leaves", alone, day - DAY)
    begins("supervisor_gone", alone, day)
    assert haste("supervisor_gone", alone, day) is Severity.OVERDUE
    ready = at(supervisors=[first, second], terms=[Terms(supervisor=first.id, backup=second.id)])
    assert ask("supervisor_leaves", ready, day - DAY) is None
    assert haste("supervisor_gone", ready, day) is Severity.SOON
    new = [Terms(supervisor=first.id), Terms(valid_from=day, supervisor=second.id)]
    assert ask("supervisor_gone", at(supervisors=[first, second], terms=new), day) is None


@given(DAYS, st.integers(2, 60))
def test_a_supervisor_who_is_away(day: date, more: int) -> None:
    last = day + more * DAY  # three days or longer
    first, second = Supervisor(name="Femke", away_since=day, away_until=last), Supervisor(name="Okan")
    alone = at(supervisors=[first, second], terms=[Terms(supervisor=first.id)])
    begins("supervisor_away", alone, day - 14 * DAY)
    assert haste("supervisor_away", alone, day - 8 * DAY) is Severity.KNOW
    assert haste("supervisor_away", alone, day - 7 * DAY) is Severity.SOON
    assert haste("supervisor_away", alone, day) is haste("supervisor_away", alone, last) is Severity.TODAY
    stops("supervisor_away", alone, last)
    ready = at(supervisors=[first, second], terms=[Terms(supervisor=first.id, backup=second.id)])
    assert all(ask("supervisor_away", ready, when) is None for when in (day - DAY, day, last))
    himself = at(supervisors=[first], terms=[Terms(supervisor=first.id, backup=first.id)])
    begins("supervisor_away", himself, day - 14 * DAY)


WEEKDAYS = st.frozensets(st.integers(0, 6))
MINUTES = st.integers(0, 120)


@given(DAYS, WEEKDAYS, MINUTES, WEEKDAYS, MINUTES, WEEKDAYS, MINUTES, st.integers(-14, 40))
def test_being_away_makes_nothing_quieter(
    day: date,
    works: frozenset[int],
    needed: int,
    hers: frozenset[int],
    has: int,
    his: frozenset[int],
    other: int,
    passed: int,
) -> None:
    """With the supervisor away there is as much said, and as loudly, as of a week that is the backup's alone."""

    def slots(days: frozenset[int]) -> tuple[Slot, ...]:
        return tuple(Slot(one) for one in sorted(days))

    def loudest(guide: Supervisor) -> Severity | None:
        agreed = Terms(days=slots(works), supervision_minutes=Decimal(needed), supervisor=guide.id, backup=theo.id)
        found, when = at(supervisors=[hanneke, theo], terms=[agreed]), day + passed * DAY
        told = [ask(key, found, when) for key in ("supervisor_away", "supervision_short")]
        return min((one.severity for one in told if one is not None), default=None)

    hanneke = Supervisor(name="Hanneke", minutes=Decimal(has), days=slots(hers))
    theo = Supervisor(name="Theo", minutes=Decimal(other), days=slots(his))
    present, alone = loudest(hanneke), loudest(theo)
    hanneke.away_since, hanneke.away_until = day, day + 40 * DAY
    away = loudest(hanneke)
    unguided = bool(his) and bool(works - his)
    if alone is not None or unguided:
        assert away is not None
        assert alone is None or passed < 0 or away <= alone
        assert passed < 0 or away is Severity.TODAY
    no_better = other <= has and (not his or his >= works or (bool(hers) and his <= hers))
    if passed >= 0 and present is not None and no_better:
        assert away is not None
        assert away <= present


@given(DAYS)
def test_a_backup_who_lacks_days_or_minutes_is_told_in_time(day: date) -> None:
    hanneke = Supervisor(name="Hanneke", minutes=Decimal(75), away_since=day, away_until=day + 49 * DAY)
    theo = Supervisor(name="Theo", minutes=Decimal(60), days=(Slot(1), Slot(2), Slot(4)))
    for on, needed in (((0, 2), 60), ((1, 2), 90)):
        agreed = Terms(
            days=tuple(map(Slot, on)), supervision_minutes=Decimal(needed), supervisor=hanneke.id, backup=theo.id
        )
        found = at(supervisors=[hanneke, theo], terms=[agreed])
        begins("supervisor_away", found, day - 14 * DAY)
        assert haste("supervisor_away", found, day - 7 * DAY) is Severity.SOON
        assert haste("supervisor_away", found, day) is Severity.TODAY
        stops("supervisor_away", found, day + 49 * DAY)
    enough = Terms(days=(Slot(1),), supervision_minutes=Decimal(60), supervisor=hanneke.id, backup=theo.id)
    found = at(supervisors=[hanneke, theo], terms=[enough])
    assert all(ask("supervisor_away", found, day + number * DAY) is None for number in (-14, 0, 49))


@given(DAYS, st.integers(0, 60))
def test_a_backup_who_is_not_there_all_the_time(day: date, later: int) -> None:
    gone = day + later * DAY
    first = Supervisor(name="Femke", away_since=day, away_until=day + 60 * DAY)
    for second in (Supervisor(name="Okan", away_since=gone), Supervisor(name="Okan", leaves_on=gone)):
        found = at(supervisors=[first, second], terms=[Terms(supervisor=first.id, backup=second.id)])
        begins("supervisor_away", found, gone - 14 * DAY)
        told = ask("supervisor_away", found, gone - DAY)
        assert told is not None
        assert told.due == gone
        assert haste("supervisor_away", found, gone) is Severity.TODAY
        stops("supervisor_away", found, day + 60 * DAY)


@given(DAYS)
def test_a_short_absence_is_told_on_the_day_itself(day: date) -> None:
    for length, first_told in ((1, day), (2, day), (3, day - 14 * DAY)):
        guide = Supervisor(name="Femke", away_since=day, away_until=day + (length - 1) * DAY)
        found = at(supervisors=[guide], terms=[Terms(supervisor=guide.id)])
        begins("supervisor_away", found, first_told)
        stops("supervisor_away", found, day + (length - 1) * DAY)
    open_end, no_start = Supervisor(away_since=day), Supervisor(away_until=day)
    begins("supervisor_away", at(supervisors=[open_end], terms=[Terms(supervisor=open_end.id)]), day - 14 * DAY)
    stops("supervisor_away", at(supervisors=[no_start], terms=[Terms(supervisor=no_start.id)]), day)
    backwards = Supervisor(away_since=day, away_until=day - DAY)
    told = at(supervisors=[backwards], terms=[Terms(supervisor=backwards.id)])
    assert all(ask("supervisor_away", told, day + number * DAY) is None for number in range(-15, 3))


@given(DAYS)
def test_who_left_is_not_away(day: date) -> None:
    guide = Supervisor(name="Femke", leaves_on=day, away_since=day, away_until=day + 30 * DAY)
    found = at(supervisors=[guide], terms=[Terms(supervisor=guide.id)])
    assert ask("supervisor_away", found, day - DAY) is None
    assert ask("supervisor_away", found, day) is None
    assert haste("supervisor_gone", found, day) is Severity.OVERDUE


@given(DAYS)
def test_a_backup_who_leaves_first_does_not_take_over(day: date) -> None:
    first = Supervisor(name="Femke", leaves_on=day)
    for gone, told in ((day, True), (day + DAY, False)):
        second = Supervisor(name="Okan", leaves_on=gone)
        found = at(supervisors=[first, second], terms=[Terms(supervisor=first.id, backup=second.id)])
        assert (ask("supervisor_leaves", found, day - DAY) is not None) is told


def test_a_minute_too_few() -> None:
    def short(minutes: int) -> Signal | None:
        guide = Supervisor(name="Femke", minutes=Decimal(minutes))
        terms = [Terms(supervisor=guide.id, supervision_minutes=Decimal(60))]
        return ask("supervision_short", at(supervisors=[guide], terms=terms), date(2026, 11, 22))

    assert short(60) is None
    assert short(59) is not None


@given(DAYS)
def test_twice_judged_not_good(day: date) -> None:
    def check(when: date, state: FactorState) -> SuccessCheck:
        return SuccessCheck(factor=SuccessFactor.SUPERVISOR_TIME, state=state, looked_on=when)

    once = [check(day, FactorState.PARTLY)]
    twice = [*once, check(day + 30 * DAY, FactorState.NO)]
    assert ask("supervision_judged", at(success_checks=once), day) is None
    begins("supervision_judged", at(success_checks=twice), day + 30 * DAY)
    better = [*twice, check(day + 31 * DAY, FactorState.YES)]
    stops("supervision_judged", at(success_checks=better), day + 30 * DAY)
    other = SuccessCheck(factor=SuccessFactor.TEAM, state=FactorState.NO, looked_on=day + DAY)
    assert ask("supervision_judged", at(success_checks=[*once, other]), day + DAY) is None
