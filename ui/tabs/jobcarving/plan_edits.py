"""Changes to the plan of the open list, each with the way back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.task_list import CarvedTask, PlanKind
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.rules import plan_moves as moves
from beschutdesk.rules.day_plan import LAST, Block, Day, at_clock, days, row_values, title
from beschutdesk.rules.task_time import whole
from ui.forms.session import EditSession
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.plan_side import What
from ui.tabs.jobcarving.plan_source import PlanSource
from ui.tabs.jobcarving.tasks import PLAN, OpenTasks, path_of, put_back
from ui.tabs.jobcarving.words import short

LENGTHS: Final = {PlanKind.BREAK: 15, PlanKind.SUPERVISION: 15, PlanKind.OTHER: 30, PlanKind.TASK: 30}
"""Minutes of a new block, when nothing else is known."""
_NO_ROOM: Final = "Daar is geen ruimte."


def length_of(task: CarvedTask) -> int:
    """Minutes of a block for a task: as long as it takes, so that plan and package agree; at most a whole day."""
    if task.minutes is None or task.minutes <= 0:
        return LENGTHS[PlanKind.TASK]
    return min(max(1, whole(task.minutes)), LAST)


class PlanChange:
    """Some steps that belong together; :meth:`back` takes exactly these back."""

    def __init__(self, session: EditSession) -> None:
        self._session = session
        self._steps: list[Callable[[], object]] = []

    def add(self, values: Mapping[str, Any]) -> UUID:
        """A new block, from its values by attribute."""
        key = self._session.add_row(PLAN, dict(values))
        self._steps.append(lambda: self._session.remove_row(PLAN, key))
        return key

    def take_out(self, key: UUID) -> None:
        """A block goes."""
        place = self._session.remove_row(PLAN, key)
        self._steps.append(lambda: self._session.put_row_back(PLAN, key, place))

    def set(self, key: UUID, attribute: str, value: Any) -> None:
        """A field of a block gets another value."""
        session, path = self._session, path_of(key, attribute, PLAN)
        before, typed = session.value(path), session.raw(path)
        if before == value and typed is None:
            return
        session.set(path, value)
        self._steps.append(partial(put_back, session, path, before, typed))

    @property
    def made(self) -> bool:
        """Whether anything is different now."""
        return bool(self._steps)

    def back(self) -> None:
        """Take the steps back, the last one first."""
        while self._steps:
            self._steps.pop()()


class WeekEdits(QObject):
    """What one does with the week. Each act goes through the rules, into the open list, and onto the undo stack.

    Attributes:
        done: something is different: the block or weekday to stand on, or ``None``.
        refused: there is no room for it: why, in words.
    """

    done = Signal(object)
    refused = Signal(str)

    def __init__(self, tasks: OpenTasks, acts: Acts) -> None:
        super().__init__()
        self._tasks, self._acts = tasks, acts
        self.source = PlanSource(tasks)

    # -- reading -------------------------------------------------------------------------------------------------------

    def days(self) -> tuple[Day, ...]:
        """The seven days as they are on the screen."""
        return days(self.source.plan())

    def _find(self, key: UUID) -> tuple[Day, Block] | None:
        found = ((day, day.block(key)) for day in self.days())
        return next(((day, block) for day, block in found if block is not None), None)

    def _title(self, block: Block) -> str:
        return short(title(block, self._name))

    def _name(self, key: UUID) -> str:
        task = self.source.task(key)
        return task.name if task is not None else ""

    # -- one block -----------------------------------------------------------------------------------------------------

    def shift(self, key: UUID, minutes: int) -> None:
        """A block goes later, or earlier; what stands in the way goes along when there is no room otherwise."""
        self._within(key, partial(moves.shifted, key=key, steps=minutes // moves.QUARTER))

    def lengthen(self, key: UUID, minutes: int) -> None:
        """A block becomes longer, or shorter."""
        self._within(key, partial(moves.resized, key=key, steps=minutes // moves.QUARTER))

    def _within(self, key: UUID, act: Callable[..., Day | None]) -> None:
        if (found := self._find(key)) is None:
            return
        day, _block = found
        after = act(day)
        pushed = after is None
        if after is None and (after := act(day, push=True)) is None:
            self.refused.emit(_NO_ROOM)
            return
        change = self._change()
        for other, at in moves.changed_rows(day.blocks, after.blocks).items():
            change.set(other, "at", at)
        others = len(moves.changed_rows(day.blocks, after.blocks)) - 1
        words = f"{'Een blok schuift' if others == 1 else f'{others} blokken schuiven'} mee." if pushed else ""
        self._keep(change, words, key)

    def to_day(self, key: UUID, weekday: int) -> None:
        """A block goes to another weekday, at the same time or else where there is room first."""
        if (found := self._find(key)) is None:
            return
        block, target = found[1], self.days()[weekday]
        after = moves.placed(target, block, block.start)
        if after is None:
            start = moves.first_free(target, block.minutes, self._hours())
            after = moves.placed(target, block, start) if start is not None else None
        put = after.block(key) if after is not None else None
        if put is None:
            self.refused.emit(f"Op {WEEKDAYS[weekday]} is geen ruimte.")
            return
        change = self._change()
        change.set(key, "at", (put.slot,))
        self._keep(change, "", key)

    def place(self, key: UUID, weekday: int, start: int, end: int) -> None:
        """A block was dragged to here. It may lie over another: then that is told, and not refused."""
        if all(part.id != key for part in self.source.plan()):
            return
        change = self._change()
        put = Block(key, weekday, start, min(end, LAST))
        change.set(key, "at", (put.slot,))
        found = self._find(key)
        name = self._title(found[1]) if found is not None else "Het blok"
        self._keep(change, f"{name} staat nu {WEEKDAYS[weekday]} om {at_clock(start)}.", key)

    def new(self, what: What, weekday: int, start: int = -1) -> UUID | None:
        """A new block; without a start where there is room first, else behind all the others of that day."""
        if self._tasks.session is None:
            return None
        kind = what if isinstance(what, PlanKind) else PlanKind.TASK
        task = what if isinstance(what, UUID) else None
        length, day = self._length(what), self.days()[weekday]
        if start < 0:
            free = moves.first_free(day, length, self._hours())
            start = free if free is not None else max((block.end for block in day.blocks), default=8 * 60)
        start = min(start, LAST - length)
        change = self._change()
        block = Block(UUID(int=0), weekday, start, start + length, kind, task)
        key = change.add(row_values(block))
        self._keep(change, "", key, behind=weekday)
        return key

    def _length(self, what: What) -> int:
        task = self.source.task(what) if isinstance(what, UUID) else None
        return length_of(task) if task is not None else LENGTHS[what if isinstance(what, PlanKind) else PlanKind.TASK]

    def remove(self, key: UUID) -> None:
        """A block goes."""
        session = self._tasks.session
        if session is None or key not in session.rows(PLAN):
            return
        found = self._find(key)
        weekday = found[0].weekday if found is not None else None
        name = self._title(found[1]) if found is not None else "Het blok"
        near = self._near(found[0], key) if found is not None else None
        change = self._change()
        change.take_out(key)
        self._keep(change, f"{name} is uit de dag gehaald.", near or weekday, behind=key)

    def _near(self, day: Day, key: UUID) -> UUID | None:
        order = [block.id for block in day.blocks]
        at = order.index(key)
        rest = order[:at] + order[at + 1 :]
        return rest[min(at, len(rest) - 1)] if rest else None

    # -- a whole day ---------------------------------------------------------------------------------------------------

    def clear_day(self, weekday: int) -> None:
        """All blocks of a day go."""
        day = self.days()[weekday]
        if not day.blocks:
            return
        change = self._change()
        for block in day.blocks:
            change.take_out(block.id)
        self._keep(change, f"{_up(WEEKDAYS[weekday])} is leeg.", weekday)

    def copy(self, weekday: int, to: Sequence[int], _checked: bool = False) -> None:
        """A day goes to other days, in place of what stands there."""
        week = self.days()
        targets = [other for other in to if other != weekday]
        if not week[weekday].blocks or not targets:
            return
        change = self._change()
        for other in targets:
            for block in week[other].blocks:
                change.take_out(block.id)
            for block in moves.copied(week[weekday], other):
                change.add(row_values(block))
        names = [WEEKDAYS[other] for other in targets]
        where = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
        self._keep(change, f"{_up(where)} {'is' if len(names) == 1 else 'zijn'} nu als {WEEKDAYS[weekday]}.", weekday)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def _hours(self) -> Any:
        terms = self._tasks.terms
        return terms.days if terms is not None else ()

    def _change(self) -> PlanChange:
        session = self._tasks.session
        if session is None:
            raise RuntimeError("no task list is open")
        return PlanChange(session)

    def _keep(
        self, change: PlanChange, words: str, here: UUID | int | None, *, behind: UUID | int | None = None
    ) -> None:
        """On the undo stack, when anything is different: *here* is where one stands then, *behind* after undoing."""
        if not change.made:
            return
        back_to = here if behind is None else behind
        self._acts.did(words, change.back, lambda: self.done.emit(back_to))
        self.done.emit(here)


def _up(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
