"""The week: nothing lost, nothing counted twice, overlaps found."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.around import WeekPart, WeekPartKind
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.placement import Placement, PlacementPhase, Terms
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.week import Block, BlockKind, arranged, week
from tests.strategies import SLOTS

TODAY = date(2026, 11, 22)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), st.sampled_from(["", "a", "b"]), SLOTS), max_size=8)


def slot(weekday: int, start: str, end: str) -> Slot:
    return Slot(weekday, time.fromisoformat(start), time.fromisoformat(end))


def minutes_of(block: Block) -> set[int]:
    start, end = block.slot.start, block.slot.end
    if start is None or end is None:
        return set()
    base = block.slot.weekday * 1440
    return set(range(base + start.hour * 60 + start.minute, base + end.hour * 60 + end.minute))


@given(BLOCKS)
def test_every_minute_counts_once(blocks: list[Block]) -> None:
    found = arranged(blocks)
    assert sorted(map(repr, found.blocks())) == sorted(map(repr, blocks))
    assert found.minutes() == len(set().union(*map(minutes_of, blocks)))
    for kind in BlockKind:
        mine = [block for block in blocks if block.kind is kind]
        assert found.minutes(kind) == len(set().union(*map(minutes_of, mine)))
    assert found.untimed == any(not block.minutes for block in blocks)


@given(BLOCKS)
def test_overlaps_are_found_and_no_others(blocks: list[Block]) -> None:
    found = arranged(blocks)
    both = [len(minutes_of(a) & minutes_of(b)) for i, a in enumerate(blocks) for b in blocks[i + 1 :]]
    assert sorted(one.minutes for one in found.overlaps) == sorted(length for length in both if length)
    if not found.overlaps:
        assert found.minutes() == sum(block.minutes for block in blocks)


@given(BLOCKS, st.randoms())
def test_the_order_of_writing_makes_no_difference(blocks: list[Block], dice: object) -> None:
    mixed = list(blocks)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert [b.slot for b in arranged(mixed).blocks()] == [b.slot for b in arranged(blocks).blocks()]


def test_work_day_activity_and_care_in_one_week() -> None:
    person = Candidate(
        day_activity="Zorgboerderij",
        day_activity_week=(slot(3, "09:00", "15:00"),),
        week_parts=[
            WeekPart(kind=WeekPartKind.CARE, where="thuis", days=(slot(1, "14:00", "15:00"),)),
            WeekPart(kind=WeekPartKind.SCHOOL, days=(slot(4, "09:00", "12:00"),), until=date(2026, 7, 1)),
            WeekPart(days=(Slot(5),)),
        ],
    )
    runs = Placement(
        job_title="bakker",
        phases=[PlacementPhase(since=date(2026, 1, 1))],
        terms=[
            Terms(valid_from=date(2026, 1, 1), days=(slot(0, "08:00", "17:00"),)),
            Terms(valid_from=date(2026, 6, 1), days=(slot(1, "08:30", "14:30"),)),
            Terms(valid_from=date(2027, 1, 1), days=(slot(2, "08:00", "17:00"),)),
        ],
    )
    over = Placement(ended_on=date(2026, 5, 1), terms=[Terms(days=(slot(0, "08:00", "17:00"),))])
    ran_out = Placement(phases=[PlacementPhase(until=date(2026, 5, 1))], terms=runs.terms)
    to_come = Placement(phases=[PlacementPhase(since=date(2027, 5, 1))], terms=runs.terms)
    found = week(person, [over, ran_out, to_come, runs], TODAY)
    assert [(b.kind, b.what, b.slot.weekday) for b in found.blocks()] == [
        (BlockKind.WORK, "bakker", 1),
        (BlockKind.CARE, "thuis", 1),
        (BlockKind.DAY_ACTIVITY, "Zorgboerderij", 3),
        (BlockKind.OTHER, "", 5),
    ]
    assert list(map(str, found.overlaps)) == ["dinsdag: werk en zorg, 30 minuten tegelijk"]
    assert (found.minutes(BlockKind.WORK), found.minutes(), found.untimed) == (360, 750, True)
