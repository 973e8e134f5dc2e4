"""Minutes needed against minutes there are, on each working day, and who steps in."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import SupervisionForm, Terms
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.supervision import Gap, Supervision, is_away, is_there, supervision

TODAY = date(2026, 11, 22)


def days(*weekdays: int) -> tuple[Slot, ...]:
    return tuple(Slot(day) for day in weekdays)


def who(minutes: int | None = 60, *weekdays: int, leaves_on: date | None = None, name: str = "Femke") -> Supervisor:
    return Supervisor(
        name=name, minutes=None if minutes is None else Decimal(minutes), days=days(*weekdays), leaves_on=leaves_on
    )


def terms(first: Supervisor | None, second: Supervisor | None = None, minutes: int | None = 60, *on: int) -> Terms:
    return Terms(
        supervisor=first.id if first else None,
        backup=second.id if second else None,
        supervision_minutes=None if minutes is None else Decimal(minutes),
        supervision_form=SupervisionForm.REGULAR,
        days=days(*on),
    )


def found(what: Terms, *people: Supervisor, others: tuple[Terms, ...] = ()) -> Supervision:
    return supervision(what, people, others, TODAY)


def gaps(what: Terms, *people: Supervisor, others: tuple[Terms, ...] = ()) -> list[Gap]:
    return [one.gap for one in found(what, *people, others=others).findings]


OKAN = who(60, name="Okan")


def test_enough_time_and_somebody_to_step_in() -> None:
    femke = who(60, 0, 1)
    assert found(terms(femke, OKAN, 60, 0, 1), femke, OKAN).in_order


def test_a_minute_short() -> None:
    femke = who(59)
    (one,) = found(terms(femke, OKAN, 60, 0, 3), femke, OKAN).findings
    assert one.gap is Gap.SHORT
    assert one.reason == "Femke heeft 59 minuten; nodig is 60, op maandag en donderdag."
    assert "§5.2.2" in one.source


def test_short_is_told_without_known_days_too() -> None:
    femke = who(30)
    (one,) = found(terms(femke, OKAN, 60), femke, OKAN).findings
    assert one.reason == "Femke heeft 30 minuten; nodig is 60, per dag."


def test_everybody_whom_one_supervisor_guides_that_day_counts() -> None:
    femke = who(60)
    other = terms(femke, None, 30, 1)
    (one,) = found(terms(femke, OKAN, 60, 0, 1), femke, OKAN, others=(other,)).findings
    assert one.reason == "Femke heeft 60 minuten; nodig is 90 voor iedereen samen, op dinsdag."
    assert gaps(terms(femke, OKAN, 60, 0), femke, OKAN, others=(other,)) == []
    assert gaps(terms(femke, OKAN, 60, 0), femke, OKAN, others=(terms(OKAN, None, 90, 0),)) == []


def test_days_when_the_backup_stands_in() -> None:
    femke, okan = who(60, 0), who(45, 1, name="Okan")
    assert gaps(terms(femke, okan, 60, 0, 1), femke, okan) == [Gap.BACKUP_SHORT]
    assert gaps(terms(femke, okan, 45, 0, 1, 2), femke, okan) == [Gap.DAYS_UNCOVERED]


def test_nobody_to_step_in() -> None:
    femke = who()
    assert gaps(terms(femke), femke) == [Gap.NO_BACKUP]
    assert gaps(terms(femke, femke), femke) == [Gap.BACKUP_IS_SAME]
    assert gaps(terms(None)) == [Gap.NO_SUPERVISOR]
    assert gaps(terms(who())) == [Gap.NO_SUPERVISOR]  # not of this employer


def test_the_employer_may_know_who_steps_in() -> None:
    femke = who()
    femke.backup = OKAN.id
    assert gaps(terms(femke), femke, OKAN) == []


@pytest.mark.parametrize(
    ("leaves_on", "with_backup", "gap", "words"),
    [
        (date(2026, 12, 31), True, Gap.LEAVES, "Okan neemt het over"),
        (date(2026, 12, 31), False, Gap.LEAVES, "nog niemand"),
        (TODAY, True, Gap.GONE, "Okan neemt waar"),
        (TODAY, False, Gap.GONE, "Niemand neemt het over"),
    ],
)
def test_a_supervisor_who_leaves(leaves_on: date, with_backup: bool, gap: Gap, words: str) -> None:
    femke = who(leaves_on=leaves_on)
    one = found(terms(femke, OKAN if with_backup else None), femke, OKAN).findings[0]
    assert (one.gap, one.day) == (gap, leaves_on)
    assert words in one.reason


def test_a_backup_who_left_is_none() -> None:
    femke, gone = who(), who(leaves_on=TODAY, name="Rens")
    assert gaps(terms(femke, gone), femke, gone) == [Gap.NO_BACKUP]


def test_what_is_not_filled_in_is_no_shortage() -> None:
    femke = who(None)
    assert gaps(terms(femke, OKAN, None, 0), femke, OKAN) == [Gap.NEED_UNKNOWN, Gap.TIME_UNKNOWN]


def test_side_by_side_most_of_the_days() -> None:
    femke = who(200, 0)
    what = terms(femke, OKAN, 60, 0, 1, 2)
    assert gaps(what, femke, OKAN) == []
    what.supervision_form = SupervisionForm.CONTINUOUS
    assert gaps(what, femke, OKAN) == [Gap.NOT_BESIDE]


TOO_LITTLE = (
    "Femke is afwezig tot en met 4 december 2026. Okan neemt waar."
    " Okan heeft 45 minuten; nodig is 60, op maandag en dinsdag."
)


def test_while_away_the_backup_is_who_is_there() -> None:
    femke, okan = who(60), who(45, name="Okan")
    femke.away_since, femke.away_until = TODAY, date(2026, 12, 4)
    result = found(terms(femke, okan, 60, 0, 1), femke, okan)
    assert {day.by for day in result.week} == {okan.id}
    assert [(one.gap, one.reason) for one in result.findings] == [
        (Gap.AWAY, TOO_LITTLE),
        (Gap.BACKUP_SHORT, "Op maandag en dinsdag is Okan er, met 45 minuten; nodig is 60."),
    ]
    assert gaps(terms(femke, None, 60, 0), femke) == [Gap.AWAY, Gap.NO_BACKUP, Gap.DAYS_UNCOVERED]
    assert gaps(terms(femke, None, 90), femke) == [Gap.AWAY, Gap.NO_BACKUP], "who is away is not short of time"
    what = terms(femke, okan, 45, 0)
    what.supervision_form = SupervisionForm.CONTINUOUS
    assert gaps(what, femke, okan) == [Gap.AWAY]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (
            date(2026, 12, 7),
            date(2026, 12, 18),
            "afwezig van 7 december 2026 tot en met 18 december 2026. Okan neemt dan",
        ),
        (date(2026, 12, 7), None, "afwezig vanaf 7 december 2026; tot wanneer is niet bekend."),
        (date(2026, 11, 2), None, "afwezig sinds 2 november 2026; tot wanneer is niet bekend."),
        (None, date(2026, 12, 18), "afwezig tot en met 18 december 2026. Okan neemt waar."),
    ],
)
def test_how_being_away_is_told(since: date | None, until: date | None, words: str) -> None:
    femke = who()
    femke.away_since, femke.away_until = since, until
    (one,) = found(terms(femke, OKAN), femke, OKAN).findings
    assert (one.gap, one.day, one.until, one.alone_from) == (Gap.AWAY, since, until, None)
    assert words in one.reason
    alone = found(terms(femke), femke).findings[0]
    assert alone.alone_from == (since if since is not None and since > TODAY else TODAY)
    assert "niemand die waarneemt" in alone.reason


@pytest.mark.parametrize(
    ("on", "minutes", "words", "uncovered", "too_few"),
    [
        ((0, 2), 90, "Theo neemt dan waar op woensdag. Op maandag is er dan geen begeleider.", (0,), 30),
        ((0, 2), 60, "Theo neemt dan waar op woensdag. Op maandag is er dan geen begeleider.", (0,), 0),
        ((0, 3), 60, "Op maandag en donderdag is er dan geen begeleider.", (0, 3), 0),
        ((1, 2), 60, "Theo neemt dan waar.", (), 0),
        ((1, 2), 61, "Theo neemt dan waar. Theo heeft 60 minuten; nodig is 61, op dinsdag en woensdag.", (), 1),
        ((), 61, "Theo neemt dan waar. Theo heeft 60 minuten; nodig is 61, per dag.", (), 1),
        ((), 60, "Theo neemt dan waar.", (), 0),
    ],
)
def test_who_stands_in_is_said_of_the_days_on_which_he_is_there(
    on: tuple[int, ...], minutes: int, words: str, uncovered: tuple[int, ...], too_few: int
) -> None:
    hanneke, theo = who(75, 0, 1, 3, name="Hanneke"), who(60, 1, 2, 4, name="Theo")
    hanneke.away_since, hanneke.away_until = date(2026, 12, 7), date(2027, 1, 5)
    one = found(terms(hanneke, theo, minutes, *on), hanneke, theo).findings[0]
    expected = f"Hanneke is afwezig van 7 december 2026 tot en met 5 januari 2027. {words}"
    assert one.gap is Gap.AWAY
    assert one.reason.startswith(expected)
    assert (one.uncovered, one.too_few) == (uncovered, Decimal(too_few))


def test_days_outside_a_short_stay_away_do_not_count() -> None:
    hanneke, theo = who(75, name="Hanneke"), who(60, 1, 2, name="Theo")
    hanneke.away_since, hanneke.away_until = date(2026, 12, 8), date(2026, 12, 9)  # Tuesday and Wednesday
    assert found(terms(hanneke, theo, 60, 0, 2), hanneke, theo).findings[0].uncovered == ()
    hanneke.away_until = date(2026, 12, 14)  # and the Monday after it
    assert found(terms(hanneke, theo, 60, 0, 2), hanneke, theo).findings[0].uncovered == (0,)


def test_somebody_who_left_is_stood_in_for_on_the_days_of_the_backup() -> None:
    hanneke, theo = who(75, leaves_on=TODAY, name="Hanneke"), who(60, 1, 2, name="Theo")
    one = found(terms(hanneke, theo, 60, 0, 2), hanneke, theo).findings[0]
    assert one.reason.endswith("Theo neemt waar op woensdag: maak daar vaste afspraken van.")
    one = found(terms(hanneke, theo, 60, 0), hanneke, theo).findings[0]
    assert one.reason.endswith("Theo zou waarnemen, maar is er niet op maandag.")


def test_who_stands_in_does_it_for_everybody() -> None:
    femke, okan = who(60), who(60, name="Okan")
    femke.away_since = TODAY
    other = terms(femke, okan, 30, 0)
    assert gaps(terms(femke, okan, 60, 0), femke, okan) == [Gap.AWAY]
    assert gaps(terms(femke, okan, 60, 0), femke, okan, others=(other,)) == [Gap.AWAY, Gap.BACKUP_SHORT]
    (one,) = found(terms(okan, femke, 60, 0), femke, okan, others=(other,)).findings
    assert one.reason == "Okan heeft 60 minuten; nodig is 90 voor iedereen samen, op maandag."


SOME_DAY = st.none() | st.integers(-4, 8).map(lambda number: TODAY + timedelta(number))


@given(SOME_DAY, SOME_DAY, SOME_DAY, SOME_DAY, SOME_DAY, SOME_DAY, st.booleans())
def test_alone_is_the_first_day_away_without_a_backup(
    since: date | None,
    until: date | None,
    leaves: date | None,
    other_since: date | None,
    other_until: date | None,
    other_leaves: date | None,
    backup: bool,
) -> None:
    femke, okan = who(leaves_on=leaves), who(name="Okan", leaves_on=other_leaves)
    femke.away_since, femke.away_until = since, until
    okan.away_since, okan.away_until = other_since, other_until
    told = [one for one in found(terms(femke, okan if backup else None), femke, okan).findings if one.gap is Gap.AWAY]
    coming = [TODAY + timedelta(number) for number in range(20)]
    away = [day for day in coming if is_away(femke, day)]
    begins = away[0] if away else None
    if begins is None or (leaves is not None and leaves <= begins):
        assert told == []
        return
    (one,) = told
    assert (one.day, one.until) == (since, until)
    assert one.alone_from == next((day for day in away if not backup or not is_there(okan, day)), None)


@given(
    st.integers(0, 480),
    st.integers(0, 480),
    st.sets(st.integers(0, 6)),
    st.sets(st.integers(0, 6)),
    st.lists(st.tuples(st.integers(0, 300), st.sets(st.integers(0, 6))), max_size=4),
)
def test_short_means_that_the_sum_of_a_day_is_more_than_there_is(
    need: int, there: int, on: set[int], present: set[int], others: list[tuple[int, set[int]]]
) -> None:
    femke = who(there, *present)
    what = terms(femke, None, need, *on)
    rest = tuple(terms(femke, None, minutes, *their) for minutes, their in others)
    result = found(what, femke, others=rest)
    sums = [
        need + sum(minutes for minutes, their in others if not their or day in their)
        for day in on
        if not present or day in present
    ]
    if on:
        assert (Gap.SHORT in {one.gap for one in result.findings}) == any(one > there for one in sums)
        assert (Gap.DAYS_UNCOVERED in {one.gap for one in result.findings}) == bool(present and on - present)
    assert [one.weekday for one in result.week] == sorted(on)
