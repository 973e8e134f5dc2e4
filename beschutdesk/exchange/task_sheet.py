"""A table with tasks of an employer: what would happen to each row. Nothing is kept.

Columns, names and cells are those of every other table (:mod:`~beschutdesk.exchange.columns`); what differs is that
steps stand in one cell, that a duration may be hours, and that how often may be written as ``2x per week``.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask
from beschutdesk.exchange import columns, mapped
from beschutdesk.exchange.cells import as_text, to_plain
from beschutdesk.exchange.columns import BadMapping, Guess, Target
from beschutdesk.exchange.columns import Mapping as Columns
from beschutdesk.exchange.intake import Said, Standing
from beschutdesk.exchange.log_sheet import minutes_of
from beschutdesk.exchange.mapped import located
from beschutdesk.exchange.row_plan import RowPlan
from beschutdesk.exchange.sheet import Cell, Line, Sheet, is_empty
from beschutdesk.rules.folding import fold, words
from beschutdesk.rules.task_typed import typed_task

RECORD: Final = "inventory_task"
NAME, MINUTES, TIMES, FREQUENCY, STEPS = (
    f"{RECORD}.{name}" for name in ("name", "minutes", "times", "frequency", "steps")
)
_KEPT_BACK: Final = frozenset({f"{RECORD}.pictogram"})
"""Keys of our own that no list of others has."""
TARGETS: Final[dict[str, Target]] = {
    path: target for path, target in columns.targets(RECORD).items() if path not in _KEPT_BACK
}
"""What a column can fill, by path, in the order of the fields."""

_EVERY: Final = {"dag": Frequency.DAY, "week": Frequency.WEEK, "maand": Frequency.MONTH}
_IN_LISTS: Final = {
    **_EVERY,
    "werkdag": Frequency.DAY,
    "seizoen": Frequency.SEASON,
    "seizoensgebonden": Frequency.SEASON,
    "incidenteel": Frequency.SOMETIMES,
    "zo nodig": Frequency.SOMETIMES,
    "indien nodig": Frequency.SOMETIMES,
    "onregelmatig": Frequency.SOMETIMES,
}
"""What lists say and nobody types on one line."""
_BARE: Final = re.compile(r"(\d{1,2}) (?=per |in de )|(\d{1,2}) ?(?=/)")
_PER: Final = re.compile(r"\b(?:per|in de) (dag|week|maand)\b")
_HOURS: Final = re.compile(r"\b(?:uur|uren|hours)\b")
_NUMBERED: Final = re.compile(r"^(?:\d{1,2}[.)]|stap \d{1,2}[.:)]?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of the table.

    Attributes:
        number: as a spreadsheet program shows it.
        standing: new, here already (by name), or wrong.
        title: name of the task; may be empty in a bad row.
        task: what would be kept; ``None`` in a bad row.
        steps: of that task.
        errors: why it is bad; every wrong column is named.
        remarks: what may be wrong and stops nothing.
    """

    number: int
    standing: Standing
    title: str
    task: InventoryTask | None
    steps: tuple[InventoryStep, ...] = ()
    errors: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


class TaskPlan(RowPlan[TaskRow]):
    """What reading a table of tasks in would do."""

    __slots__ = ()


def guess(header: Iterable[str]) -> Guess:
    """What the names of the columns say."""
    return mapped.guess(RECORD, TARGETS, header)


def remembered(text: str | None) -> Columns | None:
    """The mapping in a kept text; ``None`` when there is none that still holds."""
    return mapped.remembered(RECORD, text)


def plan(table: Sheet, mapping: Columns, known: Collection[str]) -> TaskPlan:
    """Look at every row.

    Args:
        table: the table.
        mapping: which column fills which field.
        known: names of the tasks that are there already.

    Raises:
        BadMapping: it names a column that the table has not, or fills no name.
    """
    reader = _Reader(table, mapping)
    seen = {words(name) for name in known}
    rows = []
    for line in table.lines:
        row = reader.row(line)
        if row.task is not None:
            if words(row.title) in seen:
                row = TaskRow(row.number, Standing.DOUBLE, row.title, row.task, row.steps, (), row.remarks)
            seen.add(words(row.title))
        rows.append(row)
    return TaskPlan(table, mapping, tuple(rows), reader.left)


class _Reader:
    """Makes tasks out of rows, under one mapping."""

    def __init__(self, table: Sheet, mapping: Columns) -> None:
        found, self.left = located(table, mapping)
        self._at: dict[str, list[tuple[str, int]]] = {}
        for column, place in found:
            for path in column.to:
                if path not in TARGETS:
                    raise BadMapping(f"kolom ‘{column.name}’ wijst naar een veld dat een lijst met taken niet vult")
                self._at.setdefault(path, []).append((column.name, place))
        if NAME not in self._at:
            raise BadMapping(f"geen kolom vult ‘{TARGETS[NAME].label}’; zonder dat is er geen taak van te maken")

    def row(self, line: Line) -> TaskRow:
        """What a row says, with everything that is wrong with it."""
        errors: list[Said] = []
        remarks: list[Said] = []
        values: dict[str, Any] = {}
        cells: dict[str, tuple[str, Cell]] = {}
        for path, places in self._at.items():
            filled = [(name, line.cells[place]) for name, place in places if not is_empty(line.cells[place])]
            if len(filled) == 1:
                cells[path] = filled[0]
            elif filled:
                glue = "\n" if TARGETS[path].spec.kind in (Kind.PROSE, Kind.LINES, Kind.CHOICES) else " "
                cells[path] = filled[0][0], glue.join(as_text(cell) for _, cell in filled)
        if NAME not in cells:
            errors.append(Said(self._at[NAME][0][0], "hier ontbreekt de taak"))
        for path, (name, cell) in cells.items():
            try:
                values |= _read(path, name, cell)
            except WrongValue as wrong:
                errors.append(Said(name, str(wrong).rstrip(".")))
        every = _every(cells[MINUTES][0]) if MINUTES in cells else None
        if every is not None and MINUTES in values:
            # hours or minutes per week: that is the whole week, however often it is done
            if values.get(FREQUENCY, every) is not every or values.get(TIMES, Decimal(1)) != 1:
                remarks.append(
                    Said(
                        cells[MINUTES][0], f"deze tijd geldt {every.label}; wat er bij ‘Hoe vaak’ staat, telt niet mee"
                    )
                )
            values |= {FREQUENCY: every, TIMES: None}
        title = str(values.get(NAME, ""))
        if errors:
            return TaskRow(line.number, Standing.BAD, title, None, (), tuple(errors), tuple(remarks))
        steps = values.pop(STEPS, ())
        task = InventoryTask(**{TARGETS[path].spec.name: value for path, value in values.items()})
        made = tuple(InventoryStep(words=step, task=task.id) for step in steps)
        return TaskRow(line.number, Standing.NEW, title, task, made, (), tuple(remarks))


def _read(path: str, column: str, cell: Cell) -> dict[str, Any]:
    """What a filled cell says, by path: how often may be said together with the unit.

    Raises:
        WrongValue: it cannot be that.
    """
    spec = TARGETS[path].spec
    if path == MINUTES:
        return {MINUTES: minutes_of(cell, hours=_HOURS.search(fold(column)) is not None)}
    if path == FREQUENCY:
        times, frequency = often(cell)
        return {FREQUENCY: frequency} | ({} if times is None else {TIMES: times})
    if path == TIMES and isinstance(cell, str) and not cell.strip().isdecimal():
        bare = re.sub(r"\s*(?:x|×|keer|maal)$", "", fold(cell))
        return {TIMES: codec.decode(spec, to_plain(spec, bare))}
    if path == STEPS:
        lines = to_plain(spec, cell)
        return {
            STEPS: tuple(line for line in (_NUMBERED.sub("", one).strip() for one in codec.decode(spec, lines)) if line)
        }
    return {path: codec.decode(spec, to_plain(spec, cell))}


def often(cell: Cell) -> tuple[Decimal | None, Frequency]:
    """How often something is done: ``2x per week``, ``dagelijks``, or one of the choices.

    Raises:
        WrongValue: it cannot be read.
    """
    text = fold(as_text(cell)).rstrip(".")
    if (known := _IN_LISTS.get(text)) is not None:
        return None, known
    plain = _BARE.sub(lambda match: f"{match[1] or match[2]}x ", text)
    if plain.startswith("eens "):
        plain = f"een keer {plain.removeprefix('eens ')}"
    said = typed_task(f"taak {plain}")
    if said.frequency is not None and said.values.keys() <= {"name", "times", "frequency"} and said.name == "taak":
        return said.times, said.frequency
    spec = TARGETS[FREQUENCY].spec
    try:
        found: Frequency = codec.decode(spec, to_plain(spec, text))  # also by the keys and labels of the field
    except WrongValue:
        raise WrongValue(
            f"hier hoort een van: {'; '.join(one.label for one in Frequency)}; of bijvoorbeeld ‘2x per week’"
        ) from None
    return None, found


def _every(column: str) -> Frequency | None:
    """The stretch that the name of a column says: *minuten per week* is for all of the week."""
    found = _PER.search(fold(column))
    return _EVERY[found[1]] if found else None
