"""Numbers of a year: everybody in one row, on the right day, and nobody in two."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.around import AdviceEnd, AdviceOutcome, AdviceRoute
from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import EndReason, MatchType, NextStep, PhaseKind
from beschutdesk.rules import counting
from beschutdesk.rules.counting import overview
from beschutdesk.rules.numbers import Advice, Hours, Overview, Person, Phase, Place, Signed
from beschutdesk.rules.waiting import ACQUAINTANCE, LOOKING_AROUND

TODAY = date(2026, 11, 22)
POSITIVE = Advice(date(2026, 1, 5), date(2026, 2, 27), AdviceOutcome.POSITIVE, AdviceRoute.SCHOOL)


def counts(found: Overview, table: str) -> dict[str, int]:
    return {row.key: row.count for row in found.table(table).rows if row.count}


def place(kind: PhaseKind, since: date, until: date | None = None, hours: str | None = None) -> Place:
    terms = [Hours(since, Decimal(hours))] if hours else []
    return Place(phases=[Phase(kind, since, until)], terms=terms)


def test_who_waits_and_how_long() -> None:
    waits = [
        Person(advices=[Advice(None, date(2026, 8, 24), AdviceOutcome.POSITIVE)]),  # one day short of three months
        Person(advices=[Advice(None, date(2026, 8, 23), AdviceOutcome.POSITIVE)]),
        Person(advices=[Advice(None, date(2025, 11, 22), AdviceOutcome.POSITIVE)]),
        Person(advices=[Advice(None, None, AdviceOutcome.POSITIVE)]),
        Person(closed=True, advices=[POSITIVE]),
        Person(advices=[Advice(date(2026, 11, 1))]),
        Person(),
    ]
    found = overview(waits, 2026, TODAY)
    assert counts(found, "waiting") == {"under_3": 1, "under_6": 1, "more": 1, "": 1}
    assert counts(found, "standing") == {"waiting": 4, "closed": 1, "asked": 1, "no_advice": 1}
    assert found.people == 7


def test_a_past_year_is_counted_as_it_was_on_its_last_day() -> None:
    later = Advice(date(2025, 6, 1), date(2026, 2, 1), AdviceOutcome.POSITIVE)
    ended = Advice(None, date(2024, 3, 1), AdviceOutcome.POSITIVE, None, date(2026, 3, 1), AdviceEnd.MOVED)
    people = [Person(advices=[later]), Person(closed=True, advices=[ended]), Person(advices=[POSITIVE])]
    found = overview(people, 2025, TODAY)
    assert found.on == date(2025, 12, 31)
    assert counts(found, "standing") == {"asked": 1, "waiting": 1, "no_advice": 1}
    assert counts(found, "advices_asked") == {"": 1}
    assert counts(found, "advices_decided") == counts(found, "advices_ended") == {}
    now = overview(people, 2026, TODAY)
    assert counts(now, "advices_ended") == {"moved": 1}
    assert counts(now, "advices_decided") == {"positive": 2}
    assert counts(now, "advices_asked") == {"school": 1}


def test_places_hours_and_the_goal() -> None:
    two = [place(PhaseKind.CONTRACT_TEMPORARY, date(2026, 1, 1), None, "12"), place(PhaseKind.BREAK, date(2026, 5, 1))]
    people = [
        Person(places=two),
        Person(places=[place(PhaseKind.SECONDMENT, date(2025, 1, 1), None, "19.50")]),
        Person(places=[place(PhaseKind.CONTRACT_PERMANENT, date(2025, 1, 1), None)]),
        Person(places=[place(PhaseKind.CONTRACT_PERMANENT, date(2025, 1, 1), date(2026, 11, 21), "36")]),
        Person(places=[place(PhaseKind.TRIAL, date(2026, 11, 1), date(2026, 12, 26), "20")]),
        Person(places=[place(PhaseKind.TASTER, date(2026, 11, 1))]),
    ]
    found = overview(people, 2026, TODAY, target=5, source="Stcrt.")
    assert counts(found, "places") == {"contract_temporary": 1, "secondment": 1, "contract_permanent": 1}
    assert counts(found, "hours") == {"under_20": 2, "": 1}
    assert counts(found, "meeting") == {"trial": 1}
    goal = found.goal
    assert (goal.realised, goal.short, goal.hours, goal.unknown_hours) == (3, 2, Decimal("31.50"), 1)
    assert (goal.full_hours, goal.whole_places) == (31, Decimal("1.0"))
    assert overview([], 2026, TODAY).goal.short is None


def test_ends_phases_and_lengths() -> None:
    one = Place(
        MatchType.VACANCY,
        date(2026, 6, 30),
        EndReason.TEAM,
        NextStep.SOB,
        [
            Phase(PhaseKind.TRIAL, date(2026, 1, 5), date(2026, 3, 1)),
            Phase(PhaseKind.CONTRACT_TEMPORARY, date(2026, 3, 2), date(2027, 3, 1)),
        ],
    )
    found = overview([Person(places=[one])], 2026, TODAY)
    assert counts(found, "started") == {"vacancy": 1}
    assert counts(found, "ended") == {"team": 1}
    assert counts(found, "next") == {"sob": 1}
    assert counts(found, "lengths") == {"under_6": 1}
    assert counts(found, "running") == {}
    ended = {row.key: row.weeks for row in found.table("phases_ended").rows if row.count}
    assert ended == {"trial": 8, "contract_temporary": 17}  # cut off where the placement ended
    assert counts(overview([Person(places=[one])], 2025, TODAY), "started") == {}


def test_every_kind_of_phase_is_a_place_an_introduction_or_a_look_around() -> None:
    assert set(counting.PLACES) == set(counting._FIRMNESS)
    assert set(PhaseKind) == set(counting.PLACES) | ACQUAINTANCE | LOOKING_AROUND


DAYS = st.none() | st.dates(date(2024, 1, 1), date(2027, 12, 31))
PHASES = st.builds(Phase, st.none() | st.sampled_from(PhaseKind), DAYS, DAYS)
PLACES = st.builds(
    Place,
    st.none() | st.sampled_from(MatchType),
    DAYS,
    st.none() | st.sampled_from(EndReason),
    st.none() | st.sampled_from(NextStep),
    st.lists(PHASES, max_size=3),
    st.lists(st.builds(Hours, DAYS, st.none() | st.decimals(0, 40, places=2)), max_size=2),
    st.lists(st.builds(Signed, st.none() | st.sampled_from(ContractKind), DAYS, DAYS), max_size=2),
)
ADVICES = st.builds(
    Advice,
    DAYS,
    DAYS,
    st.none() | st.sampled_from(AdviceOutcome),
    st.none() | st.sampled_from(AdviceRoute),
    DAYS,
    st.none() | st.sampled_from(AdviceEnd),
)
PEOPLE = st.builds(Person, st.booleans(), st.lists(ADVICES, max_size=2), st.lists(PLACES, max_size=2))


@given(st.lists(PEOPLE, max_size=6), st.integers(2024, 2026))
def test_everybody_stands_in_one_row_and_the_tables_agree(people: list[Person], year: int) -> None:
    found = overview(people, year, TODAY)
    total = {table.key: table.total for table in found.tables}
    assert found.people == total["standing"] == len(people)
    assert total["places"] == total["hours"] == found.goal.realised == counts(found, "standing").get("placed", 0)
    assert total["meeting"] == counts(found, "standing").get("meeting", 0)
    assert total["waiting"] == counts(found, "standing").get("waiting", 0)
    assert total["ended"] == total["next"] == total["lengths"]


@given(st.lists(PEOPLE, max_size=4), st.lists(PEOPLE, max_size=4))
def test_two_gemeenten_add_up_to_both_together(one: list[Person], two: list[Person]) -> None:
    parts = [overview(people, 2026, TODAY) for people in (one, two)]
    both = overview(one + two, 2026, TODAY)
    for table in both.tables:
        rows = zip(*(part.table(table.key).rows for part in parts), table.rows, strict=True)
        assert all(a.count + b.count == c.count for a, b, c in rows), table.key


@given(st.dates(date(2015, 1, 1), date(2026, 11, 22)), st.integers(0, 4000))
def test_a_band_begins_on_the_day_that_the_months_are_full(since: date, days: int) -> None:
    last = since + timedelta(days=days)
    label = counting._band(since, last, counting._LENGTHS, "meer")
    assert label in [words for _, words in counting._LENGTHS] + ["meer"]
    shorter = counting._band(since, last - timedelta(days=1), counting._LENGTHS, "meer") if days else label
    order = [words for _, words in counting._LENGTHS] + ["meer"]
    assert order.index(shorter) <= order.index(label)


def test_a_contract_that_nobody_drew_is_in_the_tables_of_phases() -> None:
    signed = Signed(ContractKind.TEMPORARY, date(2026, 1, 1), date(2026, 9, 30))
    drawn = Phase(PhaseKind.CONTRACT_TEMPORARY, date(2026, 1, 5), date(2026, 9, 27))
    trial = Phase(PhaseKind.TRIAL, date(2025, 11, 1), date(2025, 12, 31))
    for phases, ended_on, weeks in (([trial], None, 39), ([trial], date(2026, 2, 4), 5), ([trial, drawn], None, 38)):
        place = Place(phases=phases, contracts=[signed], ended_on=ended_on)
        found = {one.key: one for one in overview([Person(places=[place])], 2026, TODAY).tables}
        started, ended = found["phases_started"].rows, found["phases_ended"].rows
        assert {row.key: row.count for row in started if row.count} == {"contract_temporary": 1}
        assert {row.key: (row.count, row.weeks) for row in ended if row.count} == {"contract_temporary": (1, weeks)}
