"""What would happen to each row of a table: new, known already, or wrong. Nothing is kept here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.exchange import twins
from beschutdesk.exchange.cells import as_text, to_plain
from beschutdesk.exchange.columns import NAMES, BadMapping, Target, fingerprint, split_name, targets
from beschutdesk.exchange.columns import Mapping as Columns
from beschutdesk.exchange.mapped import located
from beschutdesk.exchange.sheet import Cell, Line, Sheet, is_empty
from beschutdesk.exchange.twins import Known, Twin
from beschutdesk.rules.checks import remark

Report = Callable[[int, int], None]
"""Called with what is done and the total. What it raises cancels the work."""

_EVERY = 250


class Standing(Enum):
    """What a row is, with its Dutch word."""

    NEW = "nieuw"
    DOUBLE = "staat er al"
    LIKELY = "staat er misschien al"
    BAD = "fout"


@dataclass(frozen=True, slots=True)
class Said:
    """A Dutch remark on a row.

    Attributes:
        column: name of the column it is about; empty when it is about the row.
    """

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.

    Attributes:
        number: as a spreadsheet program shows it.
        standing: what it is.
        title: the name, for who looks at the plan; may be empty in a bad row.
        record: what would be kept; ``None`` in a bad row.
        errors: why it is bad; every wrong column is named.
        remarks: what may be wrong and stops nothing.
        twin: what it seems to be the same as.
    """

    number: int
    standing: Standing
    title: str
    record: Record | None
    errors: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()
    twin: Twin | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        record: name of the record.
        rows: in the order of the table.
        fingerprint: of the header, to remember the mapping by.
        mapping: what the plan was made with.
        left: columns that nothing is done with.
        form: how the table was read.
    """

    record: str
    rows: tuple[Row, ...]
    fingerprint: str
    mapping: Columns
    left: tuple[str, ...] = ()
    form: str = ""

    def of(self, *standings: Standing) -> tuple[Row, ...]:
        """The rows that are one of these."""
        return tuple(row for row in self.rows if row.standing in standings)

    @property
    def new(self) -> tuple[Row, ...]:
        """What would be kept."""
        return self.of(Standing.NEW)

    @property
    def doubles(self) -> tuple[Row, ...]:
        """What is or may be here already; it is passed over unless somebody says otherwise."""
        return self.of(Standing.DOUBLE, Standing.LIKELY)

    @property
    def bad(self) -> tuple[Row, ...]:
        """What cannot be kept."""
        return self.of(Standing.BAD)


def plan(sheet: Sheet, mapping: Columns, known: Iterable[Known], report: Report | None = None) -> Plan:
    """Look at every row.

    Args:
        sheet: the table.
        mapping: which column fills which field.
        known: who is in the vault already, none of them in the trash.
        report: see :data:`Report`.

    Raises:
        BadMapping: it names a column that the table has not, or it fills no name.
    """
    reader = _Reader(sheet, mapping)
    before = seen(mapping.record, known)
    rows = []
    for index, line in enumerate(sheet.lines):
        if report is not None and index % _EVERY == 0:
            report(index, len(sheet.lines))
        rows.append(_judge(reader.row(line), before))
    if report is not None:
        report(len(sheet.lines), len(sheet.lines))
    return Plan(
        mapping.record, tuple(rows), fingerprint(mapping.record, sheet.header), mapping, reader.left, sheet.form
    )


def seen(record: str, known: Iterable[Known]) -> twins.Seen:
    """Everybody in the vault, to be found again."""
    found = twins.Seen(record)
    for one in known:
        found.add(one)
    return found


def known_by(row: Row) -> Known | None:
    """What the record of a row is known by; ``None`` for a bad row."""
    return None if row.record is None else twins.of(row.record, row.number)


def _judge(row: Row, before: twins.Seen) -> Row:
    me = known_by(row)
    if me is None:
        return row
    twin = before.find(me)
    if twin is None:
        before.add(me)
        return row
    return replace(row, standing=Standing.DOUBLE if twin.sure else Standing.LIKELY, twin=twin)


class _Reader:
    """Makes records out of lines, under one mapping."""

    def __init__(self, sheet: Sheet, mapping: Columns) -> None:
        self._record = mapping.record
        self._targets = targets(mapping.record)
        self._columns, self.left = located(sheet, mapping)
        self._named_by = next((c.name for c in mapping.columns if set(c.to) & set(NAMES[mapping.record])), "")
        if not self._named_by:
            labels = " of ".join(self._targets[path].label for path in NAMES[mapping.record])
            raise BadMapping(f"geen kolom vult {labels}; zonder naam is niet te zien over wie het gaat")

    def row(self, line: Line) -> Row:
        """What a line says, with everything that is wrong with it."""
        errors: list[Said] = []
        remarks: list[Said] = []
        plain: dict[str, Any] = {}
        for path, (column, cell) in self._cells(line, errors).items():
            spec = self._targets[path].spec
            try:
                plain[path] = to_plain(spec, cell)
            except WrongValue as wrong:
                errors.append(Said(column, str(wrong)))
                continue
            if spec.kind is Kind.TEXT and (told := remark(spec, plain[path])):
                remarks.append(Said(column, told))
        name = " ".join(plain[path] for path in NAMES[self._record] if plain.get(path))
        if not name and not any(error.column == self._named_by for error in errors):
            errors.append(Said(self._named_by, "hier ontbreekt de naam"))
        if errors:
            return Row(line.number, Standing.BAD, name, None, tuple(errors), tuple(remarks))
        return Row(line.number, Standing.NEW, name, self._build(plain), (), tuple(remarks))

    def _cells(self, line: Line, errors: list[Said]) -> dict[str, tuple[str, Cell]]:
        """What goes into each path, with the column it is first said in; columns are split and joined here."""
        found: dict[str, tuple[str, Cell]] = {}
        for column, place in self._columns:
            cell = line.cells[place]
            if is_empty(cell):
                continue
            if column.split is None:
                (path,) = column.to
                if path in found:
                    first, before = found[path]
                    found[path] = first, f"{as_text(before)}{self._glue(path)}{as_text(cell)}"
                else:
                    found[path] = column.name, cell
                continue
            try:
                parts = split_name(as_text(cell), column.split)
            except ValueError as wrong:
                errors.append(Said(column.name, str(wrong)))
                continue
            found |= {path: (column.name, part) for path, part in zip(column.to, parts, strict=True)}
        return found

    def _glue(self, path: str) -> str:
        return "\n" if self._targets[path].spec.kind in (Kind.PROSE, Kind.LINES, Kind.CHOICES) else " "

    def _build(self, plain: Mapping[str, Any]) -> Record:
        shape = shape_of(self._record)
        values: dict[str, Any] = {}
        rows: dict[tuple[str, int], dict[str, Any]] = {}
        for path, value in plain.items():
            target: Target = self._targets[path]
            into = rows.setdefault((target.child, target.row), {}) if target.child else values
            into[target.spec.name] = codec.decode(target.spec, value)
        for (child, _), fields in sorted(rows.items()):
            values.setdefault(child, []).append(shape_of(shape.children[child]).type(**fields))
        return shape.type(**values)
