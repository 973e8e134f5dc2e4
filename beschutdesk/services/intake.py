"""Candidates and employers out of a table: look first, then all in one save, and all of it back again."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from beschutdesk.exchange import columns, intake, mapped, sheet
from beschutdesk.exchange.columns import BadMapping, Column, Guess, Mapping, Split, Target, targets
from beschutdesk.exchange.intake import Plan, Report, Row, Said, Standing
from beschutdesk.exchange.sheet import Sheet
from beschutdesk.exchange.twins import Known, Twin
from beschutdesk.services import tables
from beschutdesk.services.dossiers import Dossiers, Saved
from beschutdesk.services.settings import Settings
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.services.tables import NOTHING, Opened
from beschutdesk.storage import bulk, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = [
    "RECORDS", "Column", "Guess", "Intake", "Mapping", "Opened", "Plan", "Row", "Said", "Split", "Standing", "Target",
    "Twin", "Undone", "targets",
]  # fmt: skip

RECORDS = {"candidates": "candidate", "employers": "employer"}
"""Record by the word on the command line."""

_NO_HEADER = (
    "In de eerste rij staan geen namen van kolommen die wij kennen. Gaat die rij over iemand? Dan wordt die niet "
    "ingelezen: zet er een rij met namen boven, zoals ‘Voornaam’. Wat je bij deze kolommen kiest, wordt niet onthouden."
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back an import did.

    Attributes:
        saved: the save that did it; undoing that brings everything back.
        stayed: what somebody had changed or used since, and so stayed.
    """

    saved: Saved
    stayed: ChangeSet


class Intake:
    """Import of tables into one profile."""

    def __init__(self, store: Store, dossiers: Dossiers, before: Callable[[str], object] = lambda why: None) -> None:
        """*before* is called before rows are kept: it makes a backup."""
        self._store = store
        self._dossiers = dossiers
        self._before = before
        self._settings = Settings(store)

    # -- looking -------------------------------------------------------------------------------------------------------

    def open(self, path: Path, record: str, name: str = "") -> Opened:
        """Read a table and say what its columns may mean.

        Args:
            path: CSV or Excel.
            record: ``candidate`` or ``employer``.
            name: of a sheet; the first one when empty.

        Raises:
            Trouble: it cannot be read.
        """
        table, names = tables.read(path, name)
        remarks = tables.remarks(record, table, _NO_HEADER)
        return Opened(table, names, self._guess(record, table), self.remembered(record, table), remarks)

    def targets(self, record: str) -> dict[str, Target]:
        """The fields that a column can fill, by path, without those that the user has not turned on."""
        return {path: target for path, target in targets(record).items() if self._settings.asks(target.spec)}

    def _guess(self, record: str, table: Sheet) -> Guess:
        found, open_ = columns.guess(record, table.header), self.targets(record)
        every = targets(record)
        off = {one.name: every[path].label for one in found.mapping.columns for path in one.to if path not in open_}
        said = {name: f"{label} vastleggen staat uit, bij Instellingen, Gegevens." for name, label in off.items()}
        return Guess(self._allowed(found.mapping), {**found.ask, **said}, found.unknown)

    def _allowed(self, mapping: Mapping) -> Mapping:
        """The mapping without columns for fields that the user has not turned on: those are left alone."""
        open_ = self.targets(mapping.record)
        return Mapping(mapping.record, tuple(one for one in mapping.columns if open_.keys() >= set(one.to)))

    def preview(
        self, path: Path | Sheet, record: str, mapping: Mapping, *, name: str = "", report: Report | None = None
    ) -> Plan:
        """What would happen to each row.

        Args:
            path: CSV or Excel, or the table that :meth:`open` gave.
            record: ``candidate`` or ``employer``.
            mapping: which column fills which field; a field that the user has not turned on stays empty.
            name: of a sheet; the first one when empty.
            report: gets rows done and in all; what it raises cancels.

        Raises:
            Trouble: it cannot be read, or the mapping does not fit it.
        """
        if mapping.record != record:
            raise Trouble("Deze indeling van kolommen is voor een andere soort lijst.", NOTHING)
        with tables.said("" if isinstance(path, Sheet) else path.name):
            table = path if isinstance(path, Sheet) else sheet.read(path, name)
            return intake.plan(table, self._allowed(mapping), self._known(record), report)

    def _known(self, record: str) -> list[Known]:
        with self._store.reading() as connection:
            if record == "candidate":
                people = bulk.known(connection, record, ("name_used", "family_name", "born", "bsn"))
                return [
                    Known(
                        " ".join(part for part in (row.name_used, row.family_name) if part),
                        row.born.isoformat() if row.born else "",
                        row.bsn or "",
                        row.id,
                    )
                    for row in people
                ]
            firms = bulk.known(connection, record, ("name", "place", "kvk"))
            return [Known(row.name or "", row.place or "", row.kvk or "", row.id) for row in firms]

    # -- keeping -------------------------------------------------------------------------------------------------------

    def run(
        self, plan: Plan, skip: Collection[int] = (), also: Collection[int] = (), report: Report | None = None
    ) -> Saved:
        """Keep the new rows of a plan in one save, and remember its mapping: all of it or nothing.

        A mapping is not remembered for a first row in which no name of a column is known.

        Args:
            plan: of :meth:`preview`.
            skip: numbers of rows to pass over; bad ones have to be named here.
            also: numbers of rows that seem to be here already and are to be kept all the same.
            report: gets rows done and in all; what it raises cancels, and then nothing was kept.

        Raises:
            Trouble: a bad row is not skipped, there is nothing to keep, or the plan no longer fits the vault.
        """
        if wrong := [row.number for row in plan.bad if row.number not in skip]:
            raise Trouble(tables.bad_rows(wrong), NOTHING, "Verbeter ze in de lijst, of sla de foute rijen over.")
        chosen = [
            row
            for row in plan.rows
            if row.number not in skip
            and (row.standing is Standing.NEW or row.number in also)
            and row.record is not None
        ]
        if not chosen:
            raise Trouble("Er is geen nieuwe rij om in te lezen.", NOTHING)
        self._refuse_changed(plan, chosen)
        records = [row.record for row in chosen if row.record is not None]
        self._before("import")
        with self._store.work() as work:
            try:
                work.add_all(records, report)
            except bulk.There:
                raise Trouble("Deze lijst is al ingelezen.", NOTHING) from None
            work.note(Note(Act.IMPORT, plan.record, detail={"rows": len(records)}))
            if columns.is_header(plan.record, [*(one.name for one in plan.mapping.columns), *plan.left]):
                # else the first row may be a person, whose name would stay here whatever is destroyed
                settings.put(work.session.connection(), tables.kept_by(plan.fingerprint), columns.to_toml(plan.mapping))
            work.commit()
            return Saved(
                work.save_id,
                frozenset((plan.record, record.id) for record in records),
                dict.fromkeys((record.id for record in records), 1),
            )

    def _refuse_changed(self, plan: Plan, chosen: Iterable[Row]) -> None:
        """What came into the vault since the preview may be the same people."""
        seen = intake.seen(plan.record, self._known(plan.record))
        people = [intake.known_by(row) for row in chosen if row.standing is Standing.NEW]
        if any(seen.find(one) is not None for one in people if one is not None):
            raise Trouble("Intussen is iemand uit deze lijst in de kluis gezet.", NOTHING, "Bekijk de lijst opnieuw.")

    def undo(self, save_id: UUID) -> Undone:
        """Put everything that an import made in the trash, but for what somebody changed or used since.

        Raises:
            NothingLeft: nothing of it is left to take back.
        """
        saved = self._dossiers.undo(save_id, spare=True)
        with self._store.reading() as connection:
            return Undone(saved, frozenset(bulk.alive(connection, save_id)))

    # -- mappings ------------------------------------------------------------------------------------------------------

    def remembered(self, record: str, table: Sheet) -> Mapping | None:
        """The mapping that was last used for this header; ``None`` when there is none that still holds."""
        with self._store.reading() as connection:
            text = settings.get(connection, tables.kept_at(record, table.header))
        found = mapped.remembered(record, text)
        return None if found is None else self._allowed(found)

    @staticmethod
    def read_mapping(path: Path) -> Mapping:
        """The mapping in a file.

        Raises:
            Trouble: it is not one.
        """
        with tables.said(path.name):
            try:
                with path.open(encoding="utf-8-sig") as file:
                    return columns.from_toml(file.read(columns.TEXT_LIMIT + 1))
            except UnicodeDecodeError:
                raise BadMapping("dit is geen UTF-8-tekst") from None

    @staticmethod
    def write_mapping(mapping: Mapping, header: Iterable[str] = ()) -> str:
        """The mapping as the text of a file."""
        return columns.to_toml(mapping, tuple(header))
