"""Plans for tests: blocks said in a line, and any plan at all."""

from dataclasses import replace
from datetime import time
from uuid import UUID

from hypothesis import strategies as st

from beschutdesk.dossier.task_list import PlanKind, PlanPart
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import Block, Day, days

TASKS = tuple(UUID(int=n) for n in range(1, 4))


def slot(weekday: int, start: str, end: str) -> Slot:
    return Slot(weekday, time.fromisoformat(start), time.fromisoformat(end))


def block(
    key: int, times: str, *, day: int = 0, kind: PlanKind = PlanKind.TASK, task: int = 0, **more: object
) -> Block:
    """``block(1, "08:30-09:15")``."""
    start, end = (int(one[:2]) * 60 + int(one[3:]) for one in times.split("-"))
    return Block(UUID(int=key), day, start, end, kind, UUID(int=task) if task else None, **more)  # type: ignore[arg-type]


def shown(day: Day) -> list[str]:
    """``1 08:30-09:15`` of each block, in order."""
    return [f"{one.id.int} {one.slot.start:%H:%M}-{one.slot.end:%H:%M}" for one in day.blocks]


_STRETCH = st.tuples(st.integers(0, 1438), st.integers(1, 300)).map(lambda s: (s[0], min(s[0] + s[1], 1439)))
_CLOSE = st.tuples(st.integers(480, 540), st.integers(1, 90)).map(lambda s: (s[0], s[0] + s[1]))


@st.composite
def _block(
    draw: st.DrawFn, weekdays: st.SearchStrategy[int], stretch: st.SearchStrategy[tuple[int, int]] = _STRETCH
) -> Block:
    start, end = draw(stretch)
    kind = draw(st.sampled_from(PlanKind))
    task = draw(st.sampled_from([None, *TASKS])) if kind in (PlanKind.TASK, PlanKind.SUPERVISION) else None
    return Block(UUID(int=0), draw(weekdays), start, end, kind, task, draw(st.sampled_from(["", "koffie"])))


def _numbered(found: list[Block]) -> list[Block]:
    return [replace(one, id=UUID(int=100 + n)) for n, one in enumerate(found)]


_CROWDED = st.lists(_block(st.integers(0, 1), _CLOSE), max_size=8)
"""Much lies over each other, in and across."""
PLANS = (st.lists(_block(st.integers(0, 6)), max_size=8) | _CROWDED).map(_numbered)
DAYS = st.lists(_block(st.just(2)), min_size=1, max_size=6).map(_numbered).map(lambda found: days(found)[2])


def row(one: Block) -> PlanPart:
    """The row of a block."""
    return PlanPart(id=one.id, at=(one.slot,), kind=one.kind, task=one.task, name=one.name)
