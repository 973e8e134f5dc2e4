"""The ketenregeling at its borders: three contracts, 36 months to the day, a gap of six months to the day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.chain import Chain, Paper, chain_of, chains, next_contract, papers
from beschutdesk.rules.figures import standard
from beschutdesk.rules.time import full_months

BAKERY, NURSERY = UUID(int=1), UUID(int=2)
DAY = timedelta(days=1)
LATER = date(2035, 1, 1)


def paper(since: date, until: date | None, party: EmployingParty = EmployingParty.EMPLOYER, **more: object) -> Paper:
    return Paper(since, until, party=party, **({"employer": BAKERY} | more))  # type: ignore[arg-type]


def one(*contracts: Paper) -> Chain:
    (found,) = chains(contracts)
    return found


def years(*starts: int) -> list[Paper]:
    return [paper(date(year, 1, 1), date(year, 12, 31)) for year in starts]


def test_three_years_fit_exactly() -> None:
    chain = one(*years(2024, 2025, 2026))
    assert (chain.number, chain.permanent_since, chain.last_fit) == (3, None, date(2026, 12, 31))
    assert chain.reason == "Tijdelijk contract 3 van 3. Tot en met 31 december 2026 blijft het tijdelijk."
    assert "7:668a" in chain.source


def test_one_day_more_than_36_months_is_permanent_from_that_day() -> None:
    first, second, third = years(2024, 2025, 2026)
    chain = one(first, second, paper(third.since, date(2027, 1, 1)))
    assert (chain.permanent_since, chain.by_law) == (date(2027, 1, 1), True)
    assert "langer dan 36 maanden" in chain.reason


def test_the_fourth_contract_is_permanent_however_short() -> None:
    parts = [paper(date(2026, m, 1), date(2026, m, 28)) for m in (1, 3, 5, 7)]
    assert one(*parts[:3]).permanent_since is None
    assert one(*parts).permanent_since == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("ends", "still", "free"),
    [
        (date(2026, 6, 30), date(2027, 1, 1), date(2027, 1, 2)),
        (date(2026, 8, 31), date(2027, 3, 1), date(2027, 3, 2)),  # February has no 31st
        (date(2023, 8, 30), date(2024, 3, 1), date(2024, 3, 2)),  # nor a 30th, in a leap year
        (date(2023, 8, 28), date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_a_gap_of_six_months_to_the_day_does_not_break_the_chain(ends: date, still: date, free: date) -> None:
    first = paper(ends - 90 * DAY, ends)
    assert len(chains([first, paper(still, still + 30 * DAY)])) == 1
    assert len(chains([first, paper(free, free + 30 * DAY)])) == 2
    assert next_contract(one(first)).free_from == free


def test_the_gaps_count_in_the_36_months() -> None:
    chain = one(paper(date(2024, 1, 1), date(2024, 12, 31)), paper(date(2025, 7, 1), date(2027, 1, 15)))
    assert chain.permanent_since == date(2027, 1, 1)
    late = one(*years(2024), paper(date(2025, 7, 1), date(2026, 12, 31)), paper(date(2027, 3, 1), date(2027, 5, 1)))
    assert late.permanent_since == date(2027, 3, 1)  # beyond the 36 months when it began


def test_36_months_from_the_29th_of_february() -> None:
    start = date(2024, 2, 29)
    first = paper(start, date(2024, 12, 31))
    assert one(first, paper(date(2025, 1, 1), date(2027, 2, 28))).permanent_since is None
    assert one(first, paper(date(2025, 1, 1), date(2027, 3, 1))).permanent_since == date(2027, 3, 1)
    first = paper(date(2025, 3, 1), date(2025, 12, 31))
    assert one(first, paper(date(2026, 1, 1), date(2028, 2, 29))).permanent_since is None


def test_an_open_temporary_contract_becomes_permanent_when_the_months_are_over() -> None:
    first = paper(date(2024, 5, 1), date(2025, 4, 30))
    assert one(first, paper(date(2025, 5, 1), None)).permanent_since == date(2027, 5, 1)
    assert one(paper(date(2024, 5, 1), None)).permanent_since is None


def test_three_months_more_after_36_is_allowed_once_at_the_same_party() -> None:
    long = paper(date(2023, 1, 1), date(2025, 12, 31))
    short, too_long = paper(date(2026, 1, 1), date(2026, 3, 31)), paper(date(2026, 1, 1), date(2026, 4, 1))
    assert one(long, short).permanent_since is None
    assert one(long, too_long).permanent_since == date(2026, 1, 1)
    assert one(long, paper(date(2026, 1, 2), date(2026, 3, 31))).permanent_since == date(2026, 1, 2)
    assert not next_contract(one(long), until=date(2026, 3, 31)).permanent
    assert next_contract(one(long), until=date(2026, 4, 1)).permanent


# -- successive employers ----------------------------------------------------------------------------------------------

SOB = EmployingParty.SOB


def test_seconded_by_the_sob_and_then_direct_takes_the_chain_along() -> None:
    seconded = [paper(date(year, 1, 1), date(year, 12, 31), SOB, name="SOB") for year in (2024, 2025, 2026)]
    chain = one(*seconded, paper(date(2027, 1, 1), date(2027, 12, 31)))
    assert chain.permanent_since == date(2027, 1, 1)
    assert chain.assumed
    assert "kijk na of het hetzelfde werk is" in chain.reason


def test_somebody_who_says_so_decides_about_the_work() -> None:
    before = paper(date(2026, 1, 1), date(2026, 12, 31), SOB, name="SOB")
    after = date(2027, 1, 1), date(2027, 12, 31)
    assert not one(before, paper(*after, same_work=YesNo.YES)).assumed
    assert len(chains([before, paper(*after, same_work=YesNo.NO)])) == 2
    assert len(chains([before, paper(*after, employer=NURSERY)])) == 2
    assert len(chains([before, paper(*after, employer=NURSERY, same_work=YesNo.YES)])) == 1


def test_the_same_party_counts_whatever_the_work_and_wherever() -> None:
    first = paper(date(2025, 1, 1), date(2025, 12, 31), SOB, name="SOB  Almelo")
    second = paper(date(2026, 1, 1), date(2026, 6, 30), SOB, name="sob almelo", employer=NURSERY, same_work=YesNo.NO)
    chain = one(first, second)
    assert (chain.number, chain.assumed) == (2, False)


def test_other_employers_have_chains_of_their_own() -> None:
    here, there = paper(date(2025, 1, 1), date(2025, 12, 31)), paper(date(2026, 1, 1), None, employer=NURSERY)
    assert [chain.number for chain in chains([there, here])] == [1, 1]
    assert chain_of([there, here], date(2025, 6, 1)) == one(here)
    found = chain_of([there, here], date(2026, 1, 1))
    assert found is not None
    assert found.papers == (there,)


def test_a_signed_permanent_contract_ends_the_counting() -> None:
    chain = one(*years(2025), paper(date(2026, 1, 1), None, permanent=True))
    assert (chain.permanent_since, chain.by_law, chain.number) == (date(2026, 1, 1), False, 1)
    assert next_contract(chain, date(2027, 1, 1)).permanent


def test_temporary_after_an_ended_permanent_one_asks_to_look() -> None:
    was = paper(date(2024, 1, 1), date(2025, 12, 31), SOB, permanent=True)
    chain = one(was, paper(date(2026, 1, 1), date(2026, 12, 31), same_work=YesNo.YES))
    assert (chain.permanent_since, chain.number) == (None, 1)
    assert "7:667" in chain.reason


# -- the next one ------------------------------------------------------------------------------------------------------


def test_what_the_next_contract_would_be() -> None:
    second = next_contract(one(*years(2026)))
    assert (second.number, second.permanent, second.latest_end) == (2, False, date(2028, 12, 31))
    third = next_contract(one(*years(2025, 2026)))
    assert (third.number, third.latest_end) == (3, date(2027, 12, 31))
    fourth = next_contract(one(*years(2024, 2025, 2026)))
    assert (fourth.number, fourth.permanent, fourth.latest_end) == (4, True, None)
    assert "Na 3 tijdelijke contracten is het volgende vast." in fourth.reason
    full = next_contract(one(paper(date(2024, 1, 1), date(2026, 12, 31))))
    assert (full.number, full.permanent) == (2, True)
    assert "langer dan 36 maanden" in full.reason


def test_after_more_than_six_months_counting_starts_again() -> None:
    again = next_contract(one(*years(2024, 2025, 2026)), date(2027, 7, 2))
    assert (again.number, again.permanent, again.latest_end) == (1, False, date(2030, 7, 1))
    assert next_contract(one(*years(2024, 2025, 2026)), date(2027, 7, 1)).permanent


def test_an_open_contract_has_no_next_one() -> None:
    with pytest.raises(ValueError, match="no next one"):
        next_contract(one(paper(date(2026, 1, 1), None)))


def test_a_cao_may_count_otherwise() -> None:
    cao = "[chain_contracts]\nsource = 'cao'\nvalues = [{ from = 2020-01-01, value = 6 }]\n"
    assert next_contract(one(*years(2024, 2025)), figures=standard().replaced(cao)).number == 3
    (chain,) = chains([paper(date(2026, m, 1), date(2026, m, 28)) for m in (1, 3, 5, 7)], standard().replaced(cao))
    assert (chain.permanent_since, chain.limit) == (None, 6)


# -- properties --------------------------------------------------------------------------------------------------------

STARTS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
LEAP_YEARS = st.sampled_from([date(2024, 2, 29), date(2028, 2, 29), date(2024, 2, 28), date(2025, 8, 31)])
LENGTHS = st.lists(st.integers(1, 500), min_size=1, max_size=5)


@given(STARTS | LEAP_YEARS)
def test_36_months_to_the_day_is_the_border(start: date) -> None:
    beyond = full_months(start, 36)
    first = paper(start, start + 99 * DAY)
    assert one(first, paper(start + 100 * DAY, beyond - DAY)).permanent_since is None
    assert one(first, paper(start + 100 * DAY, beyond)).permanent_since == beyond


@given(STARTS | LEAP_YEARS, st.integers(1, 2000))
def test_one_contract_is_no_chain_however_long(start: date, more: int) -> None:
    long = paper(start, full_months(start, 36) + more * DAY)
    assert one(long).permanent_since is None
    assert "Eén contract mag zo lang duren" in one(long).reason
    assert long.until is not None
    assert next_contract(one(long)).permanent
    following = paper(long.until + DAY, long.until + 200 * DAY)
    assert one(long, following).permanent_since == following.since


@given(STARTS | LEAP_YEARS)
def test_six_months_to_the_day_is_the_border(ends: date) -> None:
    first, border = paper(ends - 10 * DAY, ends), full_months(ends + DAY, 6)
    assert len(chains([first, paper(border, None)])) == 1
    assert len(chains([first, paper(border + DAY, None)])) == 2


@given(STARTS, LENGTHS)
def test_contracts_one_after_the_other_are_permanent_by_number_or_by_time(start: date, lengths: list[int]) -> None:
    contracts, day = [], start
    for length in lengths:
        contracts.append(paper(day, day + (length - 1) * DAY))
        day += length * DAY
    chain = one(*reversed(contracts))
    beyond = full_months(start, 36)
    assert chain.papers == tuple(contracts)
    assert (chain.permanent_since is not None) == (len(contracts) > 3 or (len(contracts) > 1 and day > beyond))
    following = next_contract(chain)
    if chain.permanent_since is None:
        assert following.permanent == (len(contracts) >= 3 or day >= beyond)
        if following.latest_end is not None:
            assert one(*contracts, paper(day, following.latest_end)).permanent_since is None
            assert one(*contracts, paper(day, following.latest_end + DAY)).permanent_since is not None


@given(st.lists(st.tuples(STARTS, st.none() | st.integers(-5, 900), st.sampled_from(EmployingParty)), max_size=6))
def test_any_contracts_can_be_counted_and_each_counts_once(rows: list[tuple[date, int | None, EmployingParty]]) -> None:
    contracts = [paper(since, None if days is None else since + days * DAY, party) for since, days, party in rows]
    found = chains(contracts)
    counted = [one_paper for chain in found for one_paper in chain.papers]
    assert sorted(counted, key=repr) == sorted(
        (p for p in contracts if p.until is None or p.until >= p.since), key=repr
    )
    for chain in found:
        if chain.permanent_since is not None:
            assert chain.permanent_since >= chain.papers[0].since
        next_contract(chain, LATER)


# -- out of a dossier --------------------------------------------------------------------------------------------------


def test_papers_come_from_contracts_and_from_phases_without_one() -> None:
    placement = Placement(
        employer=BAKERY,
        ended_on=date(2026, 10, 31),
        phases=[
            PlacementPhase(kind=PhaseKind.STAGE, since=date(2024, 1, 1), until=date(2024, 6, 30)),
            PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2024, 7, 1), until=date(2025, 6, 30)),
            PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2025, 7, 1), until=date(2026, 12, 31)),
        ],
        contracts=[
            Contract(kind=ContractKind.TEMPORARY, since=date(2025, 7, 1), until=date(2026, 12, 31)),
            Contract(kind=ContractKind.SECONDMENT, since=date(2025, 7, 1), until=date(2026, 12, 31)),
            Contract(kind=ContractKind.TEMPORARY, until=date(2026, 12, 31)),
            Contract(kind=ContractKind.TEMPORARY, since=date(2027, 1, 1)),
        ],
    )
    found = papers([placement])
    assert [(one_paper.since, one_paper.until) for one_paper in found] == [
        (date(2024, 7, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2026, 10, 31)),
    ]
    assert [one_paper.key for one_paper in found] == [placement.phases[1].id, placement.contracts[0].id]


def test_never_typed_as_a_far_day_is_no_trouble() -> None:
    assert one(paper(date(2026, 1, 1), date.max)).permanent_since is None
    chain = one(paper(date(2025, 1, 1), date(2025, 12, 31)), paper(date(2026, 1, 1), date.max))
    assert chain.permanent_since == date(2028, 1, 1)
    assert next_contract(chain, date(2030, 1, 1)).permanent
