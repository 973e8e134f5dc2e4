"""Where everything of the week stands, and what is said of it; without a window."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.rules.plan_moves import QUARTER
from ui.tabs.jobcarving.plan_week import (
    BlockShown,
    DayShown,
    clock,
    entries,
    in_lanes,
    placed,
    sentence,
    shown_days,
    span,
)


def a_block(start: int, end: int, weekday: int = 0, title: str = "Vegen", key: UUID | None = None) -> BlockShown:
    return BlockShown(key or new_id(), weekday, start, end, PlanKind.TASK, title)


def test_the_picture_begins_and_ends_with_the_work() -> None:
    days = [DayShown(0, (a_block(525, 585),), hours=((510, 870),)), DayShown(1, works=False)]
    assert span(days) == (510, 870)
    assert span([DayShown(0, (a_block(440, 590),))]) == (420, 960)  # nobody knows the hours: at least eight to four
    assert span([DayShown(0)]) == (480, 960)


def test_days_without_work_are_narrow_and_the_weekend_comes_when_it_is_used() -> None:
    days = [DayShown(0), DayShown(1, works=False), DayShown(2, (a_block(540, 600, 2),), works=False)]
    places = placed(days, 974, 400, 1)
    (_, first), (_, narrow), (left, third) = places.columns
    assert narrow == 74
    assert first == third > narrow
    assert left + third == 974
    tight = placed(days, 50 + 2 * 145 + 40, 400, 1)  # the days with work come first, at any size of letters
    assert [wide for _, wide in tight.columns] == [148, 34, 148]
    assert [wide for _, wide in placed(days, 2 * (50 + 2 * 145 + 40), 400, 2).columns] == [296, 68, 296]
    assert shown_days([], [0, 3]) == [0, 1, 2, 3, 4]
    assert shown_days([5], []) == [0, 1, 2, 3, 4, 5]


def test_a_block_is_as_high_as_it_lasts_and_a_quarter_holds_a_line() -> None:
    block = a_block(540, 600)
    days = [DayShown(0, (block,), hours=((540, 600),))]
    places = placed(days, 500, 50, 1)
    assert places.rects[block.id].height() == pytest.approx(76 - 2)
    assert placed(days, 500, 2000, 1).minute == places.minute * 2  # it takes the room there is, but not all of it
    assert placed(days, 500, 50, 1.5).minute == pytest.approx(places.minute * 1.5)


def test_a_block_without_time_stands_below_the_day() -> None:
    block = BlockShown(new_id(), 0, 0, 0, PlanKind.TASK, "Vegen")
    places = placed([DayShown(0, (a_block(540, 600), block))], 500, 100, 1)
    assert places.rects[block.id].top() >= places.y(places.last)
    assert sentence(block) == "maandag nog geen tijd: Vegen"


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 16)), max_size=9))
def test_blocks_at_the_same_time_stand_beside_each_other(found: list[tuple[int, int]]) -> None:
    blocks = [a_block(start * QUARTER, (start + length) * QUARTER) for start, length in found]
    rects = placed([DayShown(0, tuple(blocks))], 800, 600, 1).rects
    assert set(rects) == {block.id for block in blocks}
    for number, one in enumerate(blocks):
        for other in blocks[number + 1 :]:
            if one.start < other.end and other.start < one.end:
                assert not rects[one.id].intersects(rects[other.id])
    assert all(lane < lanes for _, lane, lanes in in_lanes(blocks))


@given(st.lists(st.tuples(st.integers(0, 1430), st.integers(1, 90)), max_size=9), st.sampled_from([1, 1.5]))
def test_no_block_hides_another_however_short_they_are(found: list[tuple[int, int]], scale: float) -> None:
    blocks = [a_block(start, min(start + length, 1439)) for start, length in found]
    rects = placed([DayShown(0, tuple(blocks))], 800, 600, scale).rects
    for number, one in enumerate(blocks):
        assert rects[one.id].height() >= 16 * scale
        assert all(not rects[one.id].intersects(rects[other.id]) for other in blocks[number + 1 :])


def test_a_short_block_makes_the_hours_higher_and_a_shorter_one_stands_beside_the_next() -> None:
    def of(minutes: int) -> tuple[float, float, float]:
        first, next_ = a_block(540, 540 + minutes), a_block(540 + minutes, 600)
        places = placed([DayShown(0, (first, next_), hours=((540, 600),))], 500, 50, 1)
        return places.minute * 60, places.rects[first.id].width(), places.rects[next_.id].left()

    (high, wide, left), (higher, _, same), (highest, half, beside) = of(15), of(10), of(5)
    assert (high, higher, highest) == (76, 114, 114)
    assert left == same < beside
    assert half < wide


def test_what_is_dragged_lands_on_quarters_from_where_it_stood_or_against_another_block() -> None:
    places = placed([DayShown(0, (a_block(480, 960),))], 800, 50, 1)

    def landing(minute: int, own: int, *edges: int) -> int:
        return places.near(places.y(minute), own, edges)

    assert landing(560, 560) == 560  # 9.20 stays 9.20
    assert [landing(minute, 560) for minute in (566, 568, 574, 552, 530)] == [560, 575, 575, 545, 530]
    assert landing(565, 480, 563) == 563
    assert landing(565, 480, 590) == 570
    assert landing(5, 0) == 0
    assert places.near(-1e5, 480) == 0
    assert places.near(1e5, 480) == 24 * 60


@given(st.integers(0, 95))
def test_a_height_and_its_quarter_of_an_hour_agree(quarter: int) -> None:
    places = placed([DayShown(0, (a_block(0, 1439),))], 800, 600, 1)
    assert places.minute_at(places.y(quarter * QUARTER) + 1) == quarter * QUARTER


def test_each_day_and_block_is_said_in_words() -> None:
    block = replace(a_block(525, 585), note="met Marja", trying=True, differs=True, told=("Dit overlapt.",))
    said = "maandag 8.45 tot 9.45: Vegen, uitproberen, met Marja, anders dan op andere dagen. Dit overlapt"
    assert sentence(block) == said
    day = DayShown(0, (block,), sums=("1 u", "1 u"), odd=("1 ding anders dan di", "1 anders"), differs=("Vegen om 9.",))
    assert sentence(day) == "maandag, 1 u. 1 ding anders dan di. Vegen om 9"
    assert sentence(DayShown(2, works=False, free="dagbesteding")) == "woensdag: dagbesteding"
    assert [sentence(one) for one in entries([DayShown(0), DayShown(1)])] == [
        "maandag, nog niets ingedeeld",
        "dinsdag, nog niets ingedeeld",
    ]
    assert clock(1439) == "23.59"
