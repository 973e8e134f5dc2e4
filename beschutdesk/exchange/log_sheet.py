"""A table with supervision, of a time registration or a spreadsheet: what would happen to each row. Nothing is kept.

Columns, names and cells are those of every other table (:mod:`~beschutdesk.exchange.columns`); what differs is that a
row is a line of one log, and that minutes may be written as a time or as hours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.supervision_subsidy import LogOrigin, SupervisionEntry
from beschutdesk.exchange import columns, mapped
from beschutdesk.exchange.cells import as_text, to_plain
from beschutdesk.exchange.columns import BadMapping, Guess, Target
from beschutdesk.exchange.columns import Mapping as Columns
from beschutdesk.exchange.intake import Said, Standing
from beschutdesk.exchange.mapped import located
from beschutdesk.exchange.row_plan import RowPlan
from beschutdesk.exchange.sheet import Cell, Line, Sheet, is_empty
from beschutdesk.rules.folding import words
from beschutdesk.rules.log_typed import checked, read_minutes

RECORD: Final = "supervision_entry"
DAY, MINUTES, BY, WHY = (f"{RECORD}.{name}" for name in ("given_on", "minutes", "by", "why"))
TARGETS: Final[dict[str, Target]] = {
    path: target for path, target in columns.targets(RECORD).items() if path in (DAY, MINUTES, BY, WHY)
}
"""What a column can fill."""
_HOURS: Final = frozenset(("uur", "uren", "aantal uren", "aantal uur", "hours", "uren begeleiding", "begeleiding uren"))
"""Heads under which a bare number is hours."""

Known = tuple[date | None, Decimal | None, UUID | str]
"""By what two lines are the same: day, minutes, who."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a table is compared with.

    Attributes:
        supervisors: id by folded name.
        known: lines that are there already.
        since, until: the period of the application.
        counted_on: what lies ahead was never given.
    """

    supervisors: Mapping[str, UUID]
    known: frozenset[Known]
    since: date | None
    until: date | None
    counted_on: date


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the table.

    Attributes:
        number: as a spreadsheet program shows it.
        standing: new, here already, or wrong.
        entry: the line that would be kept; ``None`` in a bad row.
        errors: why it is bad; every wrong column is named.
        remarks: what may be wrong and stops nothing.
    """

    number: int
    standing: Standing
    entry: SupervisionEntry | None
    errors: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class LogPlan(RowPlan[LogRow]):
    """What reading a table of supervision in would do."""

    @property
    def minutes(self) -> Decimal:
        """Of the new rows together."""
        return sum((row.entry.minutes for row in self.new if row.entry and row.entry.minutes), Decimal(0))


def guess(header: Iterable[str]) -> Guess:
    """What the names of the columns say."""
    return mapped.guess(RECORD, TARGETS, header)


def remembered(text: str | None) -> Columns | None:
    """The mapping in a kept text; ``None`` when there is none that still holds."""
    return mapped.remembered(RECORD, text)


def known_by(one: SupervisionEntry) -> Known:
    """By what a line is found again."""
    return one.given_on, one.minutes, one.supervisor or words(one.by)


def plan(table: Sheet, mapping: Columns, around: Around) -> LogPlan:
    """Look at every row.

    Raises:
        BadMapping: it names a column that the table has not, or fills no day or no minutes.
    """
    reader = _Reader(table, mapping, around)
    seen = set(around.known)
    rows = []
    for line in table.lines:
        row = reader.row(line)
        if row.entry is not None:
            known = known_by(row.entry)
            if known in seen:
                row = LogRow(row.number, Standing.DOUBLE, row.entry, (), row.remarks)
            seen.add(known)
        rows.append(row)
    return LogPlan(table, mapping, tuple(rows), reader.left)


class _Reader:
    """Makes lines of a log out of rows, under one mapping."""

    def __init__(self, table: Sheet, mapping: Columns, around: Around) -> None:
        self._around = around
        found, self.left = located(table, mapping)
        self._at: dict[str, list[tuple[str, int]]] = {}
        for column, place in found:
            for path in column.to:
                self._at.setdefault(path, []).append((column.name, place))
        for path in (DAY, MINUTES):
            if path not in self._at:
                raise BadMapping(f"geen kolom vult ‘{TARGETS[path].label}’; zonder dat is er geen regel van te maken")

    def row(self, line: Line) -> LogRow:
        """What a row says, with everything that is wrong with it."""
        errors: list[Said] = []
        remarks: list[Said] = []
        values: dict[str, Any] = {}
        for path in TARGETS:
            for name, place in self._at.get(path, ()):
                cell = line.cells[place]
                if is_empty(cell):
                    if path in (DAY, MINUTES):
                        errors.append(Said(name, "hier staat niets"))
                    continue
                try:
                    values[path] = self._value(path, name, cell, values.get(path))
                except WrongValue as wrong:
                    errors.append(Said(name, str(wrong).rstrip(".")))
        day = values.get(DAY)
        if isinstance(day, date):
            name = self._at[DAY][0][0]
            if day > self._around.counted_on:
                errors.append(Said(name, "deze dag moet nog komen"))
            elif not (self._around.since or date.min) <= day <= (self._around.until or date.max):
                remarks.append(Said(name, "deze dag valt buiten de periode en telt niet mee"))
        if errors:
            return LogRow(line.number, Standing.BAD, None, tuple(errors), tuple(remarks))
        by = str(values.get(BY, ""))
        supervisor = self._around.supervisors.get(words(by)) if by else None
        entry = SupervisionEntry(
            given_on=day,
            minutes=values[MINUTES],
            supervisor=supervisor,
            by="" if supervisor is not None else by,
            why=str(values.get(WHY, "")),
            entered=LogOrigin.IMPORTED,
        )
        return LogRow(line.number, Standing.NEW, entry, (), tuple(remarks))

    def _value(self, path: str, column: str, cell: Cell, before: Any) -> Any:
        if path == MINUTES:
            return minutes_of(cell, hours=words(column) in _HOURS)
        spec = TARGETS[path].spec
        if path == DAY:
            return codec.decode(spec, to_plain(spec, cell))
        joined = " ".join(part for part in (before, as_text(cell)) if part)
        return codec.decode(spec, to_plain(spec, joined))


def minutes_of(cell: Cell, *, hours: bool = False) -> Decimal:
    """Whole minutes in a cell: a number, a time (1:30), or ``1,5 uur``.

    Args:
        cell: what stands there.
        hours: a bare number is hours.

    Raises:
        WrongValue: it is not that, nothing, or more than a day has.
    """
    if isinstance(cell, datetime | bool):
        raise WrongValue("hier hoort een aantal minuten")
    if isinstance(cell, time):
        return checked(Decimal(60 * cell.hour + cell.minute))
    if isinstance(cell, timedelta):
        return checked(Decimal(int(cell.total_seconds()) // 60))
    text = as_text(cell)
    return read_minutes(f"{text} uur" if hours and text.replace(",", "").replace(".", "").isdecimal() else _whole(text))


def _whole(text: str) -> str:
    """A number without a fraction of nothing: spreadsheets write 30,0 for 30."""
    head, comma, rest = text.partition(",")
    return head if comma and rest and not rest.strip("0") else text
