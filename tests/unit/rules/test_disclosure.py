"""Small cells: what others get gives nobody away, by itself or by subtraction."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.disclosure import LEAST, is_small, shown
from beschutdesk.rules.numbers import Count, Table


def table(*counts: int, totalled: bool = True, weeks: int | None = None) -> Table:
    rows = tuple(Count(str(number), f"rij {number}", count, weeks) for number, count in enumerate(counts))
    return Table("ended", "Einde", "plaatsingen", "in 2026", rows, totalled)


def seen(*counts: int, totalled: bool = True) -> tuple[list[int | None], int | None]:
    found = shown(table(*counts, totalled=totalled))
    return [row.count for row in found.rows], found.total


def test_a_small_cell_is_hidden_and_what_gives_it_away_too() -> None:
    assert seen(12, 7, 0) == ([12, 7, 0], 19)
    assert seen(12, 3, 7, 0) == ([12, None, None, 0], 22)
    assert seen(12, 3, 4, 0) == ([12, None, None, 0], 19)
    assert seen(12, 1, 1, 9) == ([12, None, None, None], 23)  # two that make two are one each
    assert seen(4, 4, 9) == ([None, None, None], 17)  # two that make eight are four each
    assert seen(3, 0, 0) == ([None, None, None], None)
    assert seen(1, 1, 1, 1, 1, 0) == ([None] * 6, 5)  # which rows are empty would tell
    assert seen(12, 3, 7, totalled=False) == ([12, None, 7], None)
    assert seen(0, 0) == ([0, 0], 0)


def test_a_copy_of_ones_own_hides_nothing_and_marks() -> None:
    found = shown(table(12, 3, weeks=8), exact=True)
    assert [(row.count, row.small, row.weeks) for row in found.rows] == [(12, False, 8), (3, True, 8)]
    assert not found.hides
    assert [row.weeks for row in shown(table(12, 3, 4, weeks=8)).rows] == [8, None, None]


def possible(rows: list[int | None], total: int) -> list[tuple[int, ...]]:
    """All tables that others may take it for, knowing that what is hidden is one of 0 … 30."""
    gaps = [number for number, count in enumerate(rows) if count is None]
    rest = total - sum(count for count in rows if count is not None)
    least = 0 if len(gaps) == len(rows) else 1
    return [guess for guess in product(range(least, rest + 1), repeat=len(gaps)) if sum(guess) == rest]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_hidden_number_can_be_found(counts: list[int]) -> None:
    found = shown(table(*counts))
    rows = [row.count for row in found.rows]
    assert not any(count is not None and is_small(count) for count in rows)
    assert found.total is None or not is_small(found.total)
    if found.total is None:
        assert all(count is None for count in rows)
        return
    gaps = [number for number, count in enumerate(rows) if count is None]
    if gaps and len(rows) > 1:
        guesses = possible(rows, found.total)
        for place in range(len(gaps)):
            assert len({guess[place] for guess in guesses}) > 1


def test_the_border() -> None:
    assert [is_small(count) for count in (0, 1, LEAST - 1, LEAST)] == [False, True, True, False]
