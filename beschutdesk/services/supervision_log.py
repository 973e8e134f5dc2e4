"""The supervision log of an application: what is in it, what is missing, and writing in it.

Every act is one save that ``desk.dossiers.undo`` takes back. What was said at visits is read from them and kept there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import LogOrigin, SubsidyState, SupervisionEntry, SupervisionSubsidy
from beschutdesk.exchange import columns, log_sheet
from beschutdesk.exchange.columns import Guess, Mapping
from beschutdesk.exchange.contents import BadDossier
from beschutdesk.exchange.intake import Said, Standing
from beschutdesk.exchange.log_sheet import TARGETS, LogPlan, LogRow
from beschutdesk.exchange.sheet import Sheet
from beschutdesk.rules.folding import words
from beschutdesk.rules.log_typed import Days, Filling, checked, filling, read_days, read_minutes
from beschutdesk.rules.subsidy_states import latest
from beschutdesk.rules.supervision_log import Granted, Line, Log, Seen, Source, log
from beschutdesk.rules.supervision_log_words import gaps, month_name, short_day, span, totals
from beschutdesk.services import tables
from beschutdesk.services.dossiers import Saved, saved_of
from beschutdesk.services.store import Store
from beschutdesk.services.tables import NOTHING, Opened
from beschutdesk.storage import settings, supervision
from beschutdesk.storage.audit import Act, Note
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble

__all__ = [
    "TARGETS", "Days", "Entry", "Filling", "Guess", "Line", "Log", "LogPlan", "LogRow", "Look", "Mapping",
    "Opened", "Said", "Source", "Standing", "SupervisionLog", "gaps", "mapping_of", "month_name",
    "read_days", "read_minutes", "short_day", "span", "totals",
]  # fmt: skip

RECORD: Final = "supervision_subsidy"
_UNCHANGED: Final = "Er is niets veranderd."


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be written.

    Attributes:
        day: on which.
        minutes: whole, more than nothing.
        supervisor: one of the employer's; ``None`` when it was somebody else.
        by: who, in words, when it was somebody else.
        why: what it was for.
    """

    day: date
    minutes: Decimal
    supervisor: UUID | None = None
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A log with what is needed to show it and to write in it.

    Attributes:
        log: what is in it.
        names: of supervisors, by id: also of those who left.
        usual: who guides now by the terms; ``None`` when nobody is named.
        terms, absences: of the placement, for :func:`~beschutdesk.rules.log_typed.filling`.
        version: of the application.
    """

    log: Log
    names: dict[UUID, str] = field(default_factory=dict)
    usual: UUID | None = None
    terms: tuple[Terms, ...] = ()
    absences: tuple[Absence, ...] = ()
    version: int = 0

    def who(self, line: Line) -> str:
        """Who gave it, in words; empty when nobody was noted."""
        return self.names.get(line.supervisor, "") if line.supervisor is not None else line.by

    def filling(self, found: Days, today: date) -> Filling:
        """Which of the days that were typed get a line, and why the others do not."""
        has = {one.day for one in self.log.days} | {one.day for one in self.log.outside}
        return filling(found, self.terms, self.absences, has, today)


class SupervisionLog:
    """The logs of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading -------------------------------------------------------------------------------------------------------

    def of(self, key: UUID, today: date, *, reader: Audience | None = None) -> Log:
        """The log of an application.

        Args:
            key: of the application.
            today: the day that is asked about.
            reader: only what this reader may see of lines and visits; ``None`` for who keeps the dossier.

        Raises:
            Trouble: it is not there.
        """
        return self.look(key, today, reader=reader).log

    def look(self, key: UUID, today: date, *, reader: Audience | None = None) -> Look:
        """The log with the people and the terms around it; see :meth:`of`."""
        found = self._store.load(RECORD, key)
        if not isinstance(found, SupervisionSubsidy):
            raise _gone()
        place = self._store.load("placement", found.placement) if found.placement is not None else None
        place = place if isinstance(place, Placement) else None
        house = self._store.load("employer", place.employer) if place is not None and place.employer else None
        with self._store.reading() as connection:
            rows = supervision.supervision_seen(connection, place.id) if place is not None else []
        seen = [Seen(row.visit, row.day, row.minutes, row.supervisor) for row in rows if _open(row.readers, reader)]
        terms = tuple(place.terms) if place is not None else ()
        absences = tuple(place.absences) if place is not None else ()
        made = log(
            [one for one in found.log if _open(one.readers, reader)],
            seen,
            granted_of(found),
            terms,
            since=found.since,
            until=found.until,
            today=today,
            absences=absences,
        )
        names = {one.id: one.name for one in house.supervisors} if isinstance(house, Employer) else {}
        return Look(made, names, _usual(terms, today), terms, absences, found.version)

    # -- writing -------------------------------------------------------------------------------------------------------

    def add(self, key: UUID, entries: Sequence[Entry], *, origin: LogOrigin = LogOrigin.TYPED) -> Saved:
        """Write lines behind the others, in one save.

        Raises:
            Trouble: the application is not there, there is nothing to write, or a line cannot be.
        """
        if not entries:
            raise Trouble("Er is geen dag om op te schrijven.", _UNCHANGED)
        with self._store.work() as work:
            root = _found(work, key)
            _write(work, root, [*root.log, *(_row(one, origin) for one in entries)])
            work.commit()
            return saved_of(work, [root])

    def change(self, key: UUID, row: UUID, entry: Entry) -> Saved:
        """Write a line anew; where it came from stays known.

        Raises:
            Trouble: it is not there (any more), or it cannot be.
        """
        with self._store.work() as work:
            root = _found(work, key)
            new = codec.copy(root)
            line = next((one for one in new.log if one.id == row), None)
            if line is None:
                raise Trouble("Deze regel is er niet meer.", _UNCHANGED, "Kijk of iemand hem weghaalde.")
            made = _row(entry, LogOrigin.TYPED)
            for name in ("given_on", "minutes", "supervisor", "by", "why"):
                setattr(line, name, getattr(made, name))
            _put(work, root, new)
            work.commit()
            return saved_of(work, [root])

    def remove(self, key: UUID, rows: Collection[UUID]) -> Saved:
        """Take lines out; what is not there is passed over.

        Raises:
            Trouble: the application is not there.
        """
        with self._store.work() as work:
            root = _found(work, key)
            _write(work, root, [one for one in root.log if one.id not in rows])
            work.commit()
            return saved_of(work, [root])

    # -- from a table --------------------------------------------------------------------------------------------------

    def open(self, path: Path, name: str = "") -> Opened:
        """Read a table and say what its columns may mean.

        Args:
            path: CSV or Excel.
            name: of a sheet; the first one when empty.

        Raises:
            Trouble: it cannot be read.
        """
        table, names = tables.read(path, name)
        with self._store.reading() as connection:
            text = settings.get(connection, tables.kept_at(log_sheet.RECORD, table.header))
        return Opened(table, names, log_sheet.guess(table.header), log_sheet.remembered(text))

    def preview(self, key: UUID, table: Sheet, mapping: Mapping, today: date) -> LogPlan:
        """What would happen to each row of a table.

        Raises:
            Trouble: the application is not there, or the mapping does not fit the table.
        """
        look = self.look(key, today)
        found = self._store.load(RECORD, key)
        have = found.log if isinstance(found, SupervisionSubsidy) else ()
        try:
            return log_sheet.plan(
                table,
                mapping,
                log_sheet.Around(
                    {words(name): one for one, name in look.names.items() if words(name)},
                    frozenset(log_sheet.known_by(one) for one in have),
                    look.log.since,
                    look.log.until,
                    today,
                ),
            )
        except BadDossier as error:
            raise tables.unfit(error) from None

    def take(self, key: UUID, plan: LogPlan, *, skip: Collection[int] = (), also: Collection[int] = ()) -> Saved:
        """Keep the new rows of a plan in one save, and remember its mapping: all of it or nothing.

        Args:
            key: of the application.
            plan: of :meth:`preview`.
            skip: numbers of rows to pass over; bad ones have to be named here.
            also: numbers of rows that seem to be here already and are kept all the same.

        Raises:
            Trouble: a bad row is not skipped, there is nothing to keep, or the application is not there.
        """
        if wrong := [row.number for row in plan.bad if row.number not in skip]:
            raise Trouble(tables.bad_rows(wrong), NOTHING, "Verbeter ze in de lijst, of sla de foute rijen over.")
        chosen = [
            row.entry
            for row in plan.rows
            if row.entry is not None and row.number not in skip and (row.standing is Standing.NEW or row.number in also)
        ]
        if not chosen:
            raise Trouble("Er is geen nieuwe rij om in te lezen.", NOTHING)
        with self._store.work() as work:
            root = _found(work, key)
            there = {log_sheet.known_by(one) for one in root.log}
            if any(log_sheet.known_by(one) in there for one in chosen) and not also:
                raise Trouble("Intussen staat een deel van deze lijst er al in.", NOTHING, "Bekijk de lijst opnieuw.")
            _write(work, root, [*root.log, *chosen])
            work.note(Note(Act.IMPORT, RECORD, root.id, detail={"rows": len(chosen)}))
            if columns.is_header(log_sheet.RECORD, plan.table.header):
                at = tables.kept_at(log_sheet.RECORD, plan.table.header)
                settings.put(work.session.connection(), at, columns.to_toml(plan.mapping))
            work.commit()
            return saved_of(work, [root])


# -- parts -------------------------------------------------------------------------------------------------------------


def mapping_of(chosen: dict[str, str]) -> Mapping:
    """The mapping in which each field is filled by one column; an empty name is none.

    Raises:
        Trouble: one column is chosen twice.
    """
    return tables.mapping_of(log_sheet.RECORD, chosen)


def granted_of(found: SupervisionSubsidy) -> Granted | None:
    """What was granted, by the latest step that says it; ``None`` while no hours are."""
    step = latest([one for one in found.steps if getattr(one, "hours", None) is not None], SubsidyState.GRANTED)
    hours = getattr(step, "hours", None)
    if step is None or hours is None:
        return None
    return Granted(hours, step.since, step.until)


def _usual(terms: Iterable[Terms], today: date) -> UUID | None:
    from beschutdesk.rules.time import in_force

    holds = in_force(terms, today)
    return None if holds is None else holds.supervisor


def _open(readers: Collection[object] | None, reader: Audience | None) -> bool:
    return reader is None or readers is None or reader in readers


def _row(entry: Entry, origin: LogOrigin) -> SupervisionEntry:
    try:
        minutes = checked(entry.minutes)
    except WrongValue as error:
        raise Trouble(str(error), _UNCHANGED) from None
    return SupervisionEntry(
        given_on=entry.day,
        minutes=minutes,
        supervisor=entry.supervisor,
        by="" if entry.supervisor is not None else " ".join(entry.by.split()),
        why=" ".join(entry.why.split()),
        entered=origin,
    )


def _write(work: UnitOfWork, root: SupervisionSubsidy, rows: Sequence[SupervisionEntry]) -> None:
    new = codec.copy(root)
    new.log = list(rows)
    _put(work, root, new)


def _put(work: UnitOfWork, root: SupervisionSubsidy, new: SupervisionSubsidy) -> None:
    try:
        work.change(root, codec.changes(codec.flatten(root), codec.flatten(new)))
    except WrongValue as error:
        raise Trouble(f"Deze regel kan niet: {error}.", _UNCHANGED) from None


def _found(work: UnitOfWork, key: UUID) -> SupervisionSubsidy:
    root = work.find(RECORD, key)
    if not isinstance(root, SupervisionSubsidy) or root.deleted_at is not None:
        raise _gone()
    return root


def _gone() -> Trouble:
    return Trouble("Deze aanvraag is er niet meer.", _UNCHANGED, "Kijk in de prullenbak.")
