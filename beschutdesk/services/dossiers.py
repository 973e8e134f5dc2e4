"""Keeping dossiers: new, read, save, undo, trash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import REGISTRY, Record, Shape, shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.services import destroying
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.storage import drafts, queries
from beschutdesk.storage.audit import Act, Note
from beschutdesk.storage.drafts import Draft
from beschutdesk.storage.unit_of_work import ABSENT, IN_TRASH, Step, UnitOfWork
from beschutdesk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Edit:
    """What someone changed in one root.

    Attributes:
        record: name of the record.
        id: its id.
        base_version: version the changes were typed over; 0 for a new record.
        changes: new plain value per path (see :mod:`beschutdesk.dossier.codec`).
        rest: what was typed and cannot be saved yet, such as half a date; stays as a draft over the new version.
    """

    record: str
    id: UUID
    base_version: int
    changes: Mapping[str, Any]
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was changed here and, meanwhile, elsewhere.

    Attributes:
        label: Dutch label of the field.
        mine, theirs: plain values.
    """

    record: str
    id: UUID
    path: str
    label: str
    mine: Any
    theirs: Any


class Conflict(Trouble):
    """The same field changed twice. Nothing was saved; the draft stands."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        names = ", ".join(dict.fromkeys(clash.label for clash in clashes))
        super().__init__(
            f"Dit veld is intussen ook op een andere plek veranderd: {names}.",
            "Je tekst staat als concept in de kluis.",
            "Kies welke tekst je wilt bewaren.",
        )
        self.clashes = tuple(clashes)


class NothingLeft(Trouble):
    """Nothing of a save is left to take back: all of it was changed again. Trying once more does not help."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did.

    Attributes:
        save_id: names it, for undo; ``None`` when nothing had changed.
        changed: the records that are different now.
        versions: the new version per root.
    """

    save_id: UUID | None
    changed: ChangeSet
    versions: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that is kept around one candidate. Lists have the latest placement first."""

    candidate: Candidate
    placements: tuple[Placement, ...]
    employers: tuple[Employer, ...]
    task_lists: tuple[TaskList, ...]
    portfolios: tuple[Portfolio, ...]

    def records(self) -> tuple[Record, ...]:
        """All roots."""
        return (self.candidate, *self.employers, *self.placements, *self.task_lists, *self.portfolios)


class Dossiers:
    """Use cases on whole records. Everything returned is a copy that nobody else holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading -------------------------------------------------------------------------------------------------------

    def get(self, record: str, key: UUID) -> Any:
        """One root with its rows, also from the trash; ``None`` when there is none."""
        return self._store.load(record, key)

    def whole(self, candidate: UUID) -> Whole | None:
        """A candidate with placements, their employers, task lists and portfolios."""
        person = self.get("candidate", candidate)
        if person is None:
            return None
        with self._store.reading() as connection:
            placement_ids = queries.placements_of(connection, candidate)
            list_ids = [i for p in placement_ids for i in queries.ids_where(connection, "task_list", "placement", p)]
            portfolio_ids = queries.ids_where(connection, "portfolio", "candidate", candidate)
        placements = self._all("placement", placement_ids)
        employer_ids = dict.fromkeys(p.employer for p in placements if p.employer is not None)
        return Whole(
            person,
            tuple(placements),
            tuple(self._all("employer", employer_ids)),
            tuple(self._all("task_list", list_ids)),
            tuple(self._all("portfolio", portfolio_ids)),
        )

    def _all(self, record: str, keys: Any) -> list[Any]:
        return [found for key in keys if (found := self._store.load(record, key)) is not None]

    def ids(self, record: str) -> list[UUID]:
        """Ids of all roots of a record that are not in the trash."""
        with self._store.reading() as connection:
            return queries.all_ids(connection, record)

    # -- writing -------------------------------------------------------------------------------------------------------

    def add(
        self, records: Sequence[Record], *, shared: frozenset[str] = frozenset(), notes: Sequence[Note] = ()
    ) -> Saved:
        """Keep new roots in one transaction.

        Args:
            records: the roots.
            shared: names of records that several dossiers bring along; an equal one that is here is passed over.
            notes: what the audit log is to say besides.

        Raises:
            Trouble: one was destroyed or is there already.
        """
        with self._store.work() as work:
            kept = [codec.copy(record) for record in records]
            for record in kept:
                if shape_of(record).name in shared and self._is_same(work, record):
                    continue
                self._refuse_known(work, record)
                work.add(record)
            for note in notes:
                work.note(note)
            work.commit()
            return _saved(work, kept)

    def save(self, edits: Sequence[Edit]) -> Saved:
        """Save edits together, over what others saved meanwhile, and forget their drafts.

        Only a field that was changed on both sides asks.

        Raises:
            Conflict: such a field; nothing is saved.
            Trouble: a value does not fit, a record is destroyed, or a row is still in use.
        """
        with self._store.work() as work:
            roots = []
            clashes: list[Clash] = []
            for edit in edits:
                root = work.find(edit.record, edit.id)
                if root is None:
                    roots.append(self._begin(work, edit))
                    continue
                changes, found = _rebase(edit, root, work.steps_since(edit.id, edit.base_version))
                clashes += found
                if not found:
                    self._write(work, root, changes)
                roots.append(root)
            if clashes:
                raise Conflict(clashes)
            for edit, root in zip(edits, roots, strict=True):
                work.drop_draft(edit.id)
                if edit.rest:
                    drafts.keep(work.session.connection(), Draft(edit.record, edit.id, root.version, edit.rest))
            work.commit()
            return _saved(work, roots)

    def _begin(self, work: UnitOfWork, edit: Edit) -> Record:
        if edit.base_version:
            raise Trouble(
                "Dit dossier is er niet meer.", "Je tekst staat als concept in de kluis.", "Kopieer wat je nodig hebt."
            )
        root = REGISTRY[edit.record].type(id=edit.id)
        self._refuse_known(work, root)
        with _said(edit.record):
            codec.apply(root, edit.changes)
        work.add(root)
        return root

    def _write(self, work: UnitOfWork, root: Record, changes: Mapping[str, Any]) -> None:
        shape = shape_of(root)
        for name, child in shape.children.items():
            if name in changes:
                gone = {row.id for row in getattr(root, name)} - {UUID(key) for key in changes[name]}
                # a row may go together with what pointed to it, so this looks at other roots only
                if gone and (users := work.referrers(gone, child) - {shape.name}):
                    raise _in_use(child, users)
        with _said(shape.name):
            work.change(root, changes)

    def undo(self, save_id: UUID) -> Saved:
        """Take a save back. What was changed again since then stays as it is now.

        Undoing an undo does it again. A record that the save made goes to the trash.

        Raises:
            NothingLeft: nothing of that save is left to take back.
        """
        with self._store.work() as work:
            work.act = Act.UNDO
            by_root: dict[tuple[str, UUID], list[Step]] = {}
            for step in work.steps_of(save_id):
                by_root.setdefault((step.record, step.root_id), []).append(step)
            roots = []
            for (record, key), steps in by_root.items():
                root = work.find(record, key)
                if root is not None and self._take_back(work, root, steps):
                    roots.append(root)
            if not roots:
                raise NothingLeft("Er is niets meer om ongedaan te maken.", "Wat er nu staat, blijft staan.")
            work.commit()
            return _saved(work, roots)

    def _take_back(self, work: UnitOfWork, root: Record, steps: Sequence[Step]) -> bool:
        trash = [step for step in steps if step.path == IN_TRASH]
        fields = [step for step in steps if step.path != IN_TRASH]
        if trash:
            work.set_trashed(root, trash[-1].old is not None)
        elif fields and all(step.old is ABSENT for step in fields) and fields[0].version == 1:
            work.set_trashed(root, True)
        else:
            now = codec.flatten(root)
            back = {s.path: s.old for s in fields if s.old is not ABSENT and now.get(s.path, ABSENT) == s.new}
            if not back:
                return False
            self._write(work, root, back)
        return True

    def trash(self, record: str, key: UUID) -> Saved:
        """Put a root in the trash; its draft stays with it."""
        return self._set_trashed(record, key, True)

    def restore(self, record: str, key: UUID) -> Saved:
        """Take a root out of the trash."""
        return self._set_trashed(record, key, False)

    def _set_trashed(self, record: str, key: UUID, trashed: bool) -> Saved:
        with self._store.work() as work:
            root = work.find(record, key)
            if root is None:
                raise Trouble("Dit dossier is er niet meer.", "Er is niets veranderd.")
            if (root.deleted_at is not None) == trashed:
                return Saved(None, frozenset(), {})
            work.set_trashed(root, trashed)
            work.commit()
            return _saved(work, [root])

    def destroy(self, record: str, key: UUID) -> ChangeSet:
        """Destroy what lies in the trash, with everything that exists because of it: nothing of it can come back.

        Only ids and the date stay, so that no file or backup revives it. Belongs in a jobs lane.

        Raises:
            Trouble: it is not in the trash, or something that stays points to it.
            OSError: the list of what was destroyed cannot be written; nothing is destroyed then.
        """
        return destroying.destroy(self._store, record, key)

    def settle(self) -> int:
        """Destroy again what was destroyed after this database was saved, as in a restored backup. Returns how many.

        Called at every opening; reads a little when there is nothing to do.
        """
        return destroying.settle(self._store)

    @staticmethod
    def _is_same(work: UnitOfWork, record: Record) -> bool:
        found = work.find(shape_of(record).name, record.id)
        return found is not None and codec.flatten(found) == codec.flatten(record)

    def _refuse_known(self, work: UnitOfWork, record: Record) -> None:
        name = shape_of(record).label.lower()
        if work.is_destroyed(record.id):
            raise Trouble(
                f"Een {name} in dit bestand is hier eerder vernietigd.", "Er is niets ingelezen.", "Dat blijft zo."
            )
        if work.find(shape_of(record).name, record.id) is not None:
            raise Trouble(
                f"Deze {name} staat al in de kluis.", "Er is niets veranderd.", "Werk het dossier bij in het venster."
            )


def _saved(work: UnitOfWork, roots: Sequence[Record]) -> Saved:
    changed = frozenset((shape_of(root).name, root.id) for root in roots if root.id in work.changed)
    return Saved(work.save_id if changed else None, changed, {root.id: root.version for root in roots})


def _rebase(edit: Edit, root: Record, since: Sequence[Step]) -> tuple[dict[str, Any], list[Clash]]:
    """The changes to make now, and the fields that were changed on both sides."""
    now = codec.flatten(root)
    shape = shape_of(root)
    elsewhere = {step.path: step for step in reversed(since)}  # the first step per path holds the base value
    changes: dict[str, Any] = {}
    clashes = []
    for path, mine in edit.changes.items():
        if path in elsewhere and now.get(path, ABSENT) != mine:
            if path in shape.children:
                base = elsewhere[path].old
                changes[path] = codec.merge_rows([] if base is ABSENT else base, mine, now[path])
            elif path in now:
                clashes.append(Clash(edit.record, edit.id, path, label_at(shape, path), mine, now[path]))
            continue
        changes[path] = mine
    for path, mine in edit.changes.items():
        if "/" in path and path not in now and codec.is_filled(mine):
            _bring_back(path, mine, edit, now, since, changes)
    return changes, clashes


def _bring_back(
    path: str, mine: Any, edit: Edit, now: codec.Flat, since: Sequence[Step], changes: dict[str, Any]
) -> None:
    """Something was typed in a row that was taken out meanwhile: the row returns, else the text would vanish unseen."""
    rows, key, _ = path.split("/", 2)
    listed: list[str] = changes[rows] if rows in changes else now[rows]
    if key not in listed:
        if key not in edit.changes.get(rows, [key]):
            return  # taken out here too
        changes[rows] = [*listed, key]
        for step in since:
            known = step.old if step.new is ABSENT else step.new
            if step.path.startswith(f"{rows}/{key}/") and known is not ABSENT:
                changes[step.path] = known
    changes[path] = mine


def refuse_trashed(candidate: Candidate, safe: str) -> None:
    """A dossier in the trash leaves the program in no form.

    Raises:
        Trouble: it is in the trash.
    """
    if candidate.deleted_at is not None:
        raise Trouble("Dit dossier ligt in de prullenbak.", safe, "Zet het eerst terug.")


def label_at(shape: Shape, path: str) -> str:
    """The Dutch label of the field a path names."""
    spec = codec.spec_at(shape, path)
    return REGISTRY[shape.children[path]].label if spec is None else spec.label


def _in_use(child: str, users: set[str]) -> Trouble:
    what = REGISTRY[child].label.lower()
    where = " en ".join(sorted(REGISTRY[REGISTRY[user].parent or user].label.lower() for user in users))
    return Trouble(
        f"Deze {what} wordt nog gebruikt bij een {where}.",
        "Er is niets opgeslagen; je tekst staat als concept in de kluis.",
        f"Kies daar eerst een andere {what}.",
    )


class _said:  # noqa: N801 - reads as a phrase
    """Turns a wrong value into trouble with the record's name."""

    def __init__(self, record: str) -> None:
        self._label = REGISTRY[record].label

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, WrongValue):
            raise Trouble(f"{self._label}: {error}.", "Er is niets opgeslagen; je tekst staat als concept.") from None
