"""The supervision log: what counts, what is missing, against what was granted; by example and by property."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.supervision_subsidy import LogOrigin, SupervisionEntry
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.supervision_log import Granted, Log, Seen, Source, log
from beschutdesk.rules.supervision_log_words import gaps, span, totals

ANNA, BAS = uuid4(), uuid4()
SINCE, UNTIL = date(2026, 11, 2), date(2026, 11, 29)  # four whole weeks, from a Monday
TODAY = date(2026, 12, 7)
WEEK = tuple(Slot(day) for day in range(5))


def entry(day: date | None, minutes: int | None, who: UUID | None = ANNA, by: str = "") -> SupervisionEntry:
    return SupervisionEntry(
        given_on=day,
        minutes=None if minutes is None else Decimal(minutes),
        supervisor=who,
        by=by,
        entered=LogOrigin.TYPED,
    )


def seen(day: date, minutes: int, who: UUID | None = ANNA) -> Seen:
    return Seen(uuid4(), day, Decimal(minutes), who)


def terms(since: date = SINCE, days: tuple[Slot, ...] = WEEK, minutes: int | None = 30) -> Terms:
    return Terms(valid_from=since, days=days, supervision_minutes=None if minutes is None else Decimal(minutes))


def plain(value: Any) -> Any:
    """As it is: a Decimal equals a whole number, whatever their types say."""
    return value


def made(
    entries: list[SupervisionEntry],
    visits: list[Seen] | None = None,
    granted: Granted | None = None,
    agreed: list[Terms] | None = None,
    *,
    today: date = TODAY,
    absences: list[Absence] | None = None,
) -> Log:
    return log(
        entries,
        visits or [],
        granted,
        [terms()] if agreed is None else agreed,
        since=SINCE,
        until=UNTIL,
        today=today,
        absences=absences or [],
    )


def test_lines_of_a_day_add_up_and_months_say_how_many_days() -> None:
    found = log(
        [entry(date(2026, 11, 30), 20), entry(date(2026, 11, 30), 25, BAS), entry(date(2026, 12, 1), 40)],
        [],
        None,
        [],
        since=date(2026, 11, 1),
        until=date(2026, 12, 31),
        today=TODAY,
    )
    assert plain([(one.day, one.minutes) for one in found.days]) == [(date(2026, 11, 30), 45), (date(2026, 12, 1), 40)]
    assert plain([(one.first, one.minutes, one.days) for one in found.months]) == [
        (date(2026, 11, 1), 45, 1),
        (date(2026, 12, 1), 40, 1),
    ]
    assert found.total == 85


def test_a_visit_counts_where_nothing_is_written() -> None:
    found = made([], [seen(SINCE, 35)])
    assert found.total == 35
    assert found.lines[0].source is Source.VISIT


@pytest.mark.parametrize(
    ("written", "by", "visitor", "counts"),
    [
        (ANNA, "", ANNA, False),  # the same half hour
        (ANNA, "", BAS, True),  # somebody else, besides
        (ANNA, "", None, False),  # nobody said who: it may be the same
        (None, "", BAS, False),
        (None, "een collega", BAS, False),  # that may be how Bas was written down
    ],
)
def test_a_visit_beside_a_written_line(written: UUID | None, by: str, visitor: UUID | None, counts: bool) -> None:
    found = made([entry(SINCE, 30, written, by)], [seen(SINCE, 45, visitor)])
    assert found.total == (75 if counts else 30)
    assert [line.counted for line in found.lines] == [True, counts]
    assert len(found.lines) == 2, "it is shown all the same"


def test_two_visits_on_one_day_count_once_for_one_supervisor() -> None:
    found = made([], [seen(SINCE, 20), seen(SINCE, 45), seen(SINCE, 10, BAS)])
    assert found.total == 55
    assert plain(sorted((line.minutes, line.counted) for line in found.lines)) == [(10, True), (20, False), (45, True)]


def test_what_is_not_clear_or_outside_counts_nowhere_and_is_told() -> None:
    nothing = entry(None, 30)
    found = made([nothing, entry(SINCE, None), entry(SINCE - timedelta(days=1), 30), entry(SINCE, 15)])
    assert found.total == 15
    assert nothing.id in found.unclear
    assert len(found.unclear) == 2
    assert [line.minutes for line in found.outside] == [30]
    assert any("geen dag of geen minuten" in words for words in gaps(found))
    assert any("buiten de periode" in words for words in gaps(found))


def test_a_working_day_without_a_line_is_a_gap_and_today_is_not() -> None:
    found = made([entry(SINCE, 30)], today=date(2026, 11, 5))
    assert found.gaps == (date(2026, 11, 3), date(2026, 11, 4))
    assert found.weeks == ()


def test_weekends_days_off_and_absence_are_no_gap() -> None:
    monday_only = [terms(days=(Slot(0),))]
    found = made([entry(SINCE, 30)], agreed=monday_only, absences=[Absence(since=date(2026, 11, 9))])
    assert found.gaps == ()
    assert found.weeks == ()
    closed = Absence(since=date(2026, 11, 9), until=date(2026, 11, 16))
    assert made([entry(SINCE, 30)], agreed=monday_only, absences=[closed]).gaps == (date(2026, 11, 23),)


def test_a_holiday_is_no_gap() -> None:
    christmas = date(2026, 12, 25)
    assert christmas.weekday() == 4
    fridays = [terms(days=(Slot(4),))]
    found = log([], [], None, fridays, since=SINCE, until=date(2026, 12, 31), today=date(2027, 1, 4))
    assert christmas - timedelta(days=7) in found.gaps
    assert christmas not in found.gaps


def test_a_whole_week_without_is_told_as_a_week() -> None:
    days = [SINCE + timedelta(days=number) for number in (0, 1, 2, 3, 4, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25)]
    found = made([entry(day, 30) for day in days])
    assert found.weeks == (date(2026, 11, 9),)
    assert gaps(found) == ("Van de week van 9 november 2026 staat er niets.",)


def test_without_known_working_days_only_weeks_are_looked_at() -> None:
    found = made([entry(SINCE, 30)], agreed=[terms(days=())])
    assert found.gaps == ()
    assert found.days_unknown
    assert found.weeks == (date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23))


@pytest.mark.parametrize(("before", "first"), [(1, SINCE), (2, SINCE), (3, SINCE - timedelta(days=7))])
def test_without_known_working_days_a_weekend_alone_is_no_week_without(before: int, first: date) -> None:
    begun = SINCE - timedelta(days=before)
    found = log([], [], None, [terms(begun, days=())], since=begun, until=UNTIL, today=TODAY)
    assert found.weeks[0] == first


def test_terms_that_change_change_what_is_expected() -> None:
    later = date(2026, 11, 16)
    found = made([], agreed=[terms(days=(Slot(0),)), terms(later, days=(Slot(4),))])
    assert found.gaps == (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 20), date(2026, 11, 27))


def test_the_average_is_beside_what_was_agreed_on_those_days() -> None:
    later = date(2026, 11, 16)
    agreed = [terms(minutes=30), terms(later, minutes=60)]
    found = made([entry(SINCE, 20), entry(later, 40)], agreed=agreed)
    assert plain((found.average, found.agreed)) == (30, 45)
    assert "afgesproken is 45 minuten per dag" in totals(found)[-1]
    assert made([entry(SINCE, 20)], agreed=[terms(minutes=None)]).agreed is None


def test_given_against_granted() -> None:
    granted = Granted(Decimal("10.5"), SINCE, UNTIL)
    found = made([entry(SINCE, 60), entry(SINCE + timedelta(days=1), 90)], granted=granted, today=date(2026, 11, 16))
    assert plain((found.used, found.left, found.expected)) == (150, 480, 315)
    assert "Van 10 uur 30 die is toegekend, is 2 uur 30 gegeven. Over: 8 uur." in totals(found)[1]
    over = made([entry(SINCE, 700)], granted=granted)
    assert over.left == -70
    assert "1 uur 10 overheen" in totals(over)[1]


def test_what_was_granted_has_a_period_of_its_own() -> None:
    granted = Granted(Decimal(10), SINCE + timedelta(days=7), None)
    found = made([entry(SINCE, 60), entry(SINCE + timedelta(days=8), 30)], granted=granted)
    assert found.used == 30
    assert found.total == 90


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minuten"), (1, "1 minuut"), (45, "45 minuten"), (60, "1 uur"), (750, "12 uur 30"), (-65, "−1 uur 5")],
)
def test_spans(minutes: int, words: str) -> None:
    assert span(Decimal(minutes)) == words


# -- properties --------------------------------------------------------------------------------------------------------

DAYS = st.dates(SINCE - timedelta(days=3), UNTIL + timedelta(days=3))
WHO = st.sampled_from([ANNA, BAS, None])
ENTRIES = st.lists(st.builds(entry, DAYS, st.integers(1, 600), WHO), max_size=25)
VISITS = st.lists(st.builds(seen, DAYS, st.integers(1, 600), WHO), max_size=12)


@given(ENTRIES, VISITS)
def test_parts_add_up_to_the_whole(entries: list[SupervisionEntry], visits: list[Seen]) -> None:
    found = made(entries, visits, Granted(Decimal(40)))
    assert found.total == sum(day.minutes for day in found.days) == sum(month.minutes for month in found.months)
    assert found.total == found.used, "the same period"
    assert sum(month.days for month in found.months) == len(found.days)
    assert sum(month.gaps for month in found.months) == len(found.gaps)
    assert len(found.lines) + len(found.outside) == len(entries) + len(visits), "no line is lost"


@given(ENTRIES, VISITS)
def test_written_lines_always_count(entries: list[SupervisionEntry], visits: list[Seen]) -> None:
    found = made(entries, visits)
    written = sum(one.minutes or 0 for one in entries if one.given_on is not None and SINCE <= one.given_on <= UNTIL)
    assert found.total >= written
    assert made(entries).total == written


@given(ENTRIES, VISITS, st.randoms(use_true_random=False))
def test_the_order_of_lines_says_nothing(entries: list[SupervisionEntry], visits: list[Seen], dice: object) -> None:
    turned, trips = list(entries), list(visits)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    dice.shuffle(trips)  # type: ignore[attr-defined]
    one, other = made(entries, visits), made(turned, trips)
    assert (one.total, one.gaps, one.weeks, one.months) == (other.total, other.gaps, other.weeks, other.months)


@given(ENTRIES, st.dates(SINCE, TODAY))
def test_a_gap_has_no_line_and_lies_behind_us(entries: list[SupervisionEntry], today: date) -> None:
    found = made(entries, today=today)
    has = {day.day for day in found.days}
    for day in found.gaps:
        assert day not in has
        assert SINCE <= day <= UNTIL
        assert day < today
        assert day.weekday() < 5
    for monday in found.weeks:
        assert not has & {monday + timedelta(days=number) for number in range(7)}


@given(ENTRIES, DAYS)
def test_one_more_line_never_makes_a_gap(entries: list[SupervisionEntry], day: date) -> None:
    before, after = made(entries), made([*entries, entry(day, 10)])
    assert set(after.gaps) <= set(before.gaps)
    assert set(after.weeks) <= set(before.weeks)
    assert day not in after.gaps
