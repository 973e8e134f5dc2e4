"""Keeping dossiers: new, read, save, undo, trash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import REGISTRY, Record, shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.rows_about import ABOUT
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Visit
from beschutdesk.services import destroying
from beschutdesk.services.rebasing import Clash, Conflict, Edit, rebase
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.storage import drafts, moments, queries, reading
from beschutdesk.storage.audit import Act, Note
from beschutdesk.storage.drafts import Draft
from beschutdesk.storage.unit_of_work import ABSENT, Step, UnitOfWork
from beschutdesk.trouble import Trouble

__all__ = ["Clash", "Conflict", "Dossiers", "Edit", "NothingLeft", "Saved", "Whole", "refuse_trashed"]


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
    """Everything that is kept around one candidate. Lists have the latest placement first.

    Attributes:
        visits: oldest first, with all their subjects; empty unless asked for.
        subsidies: applications of all placements, the oldest first; empty unless asked for.
    """

    candidate: Candidate
    placements: tuple[Placement, ...]
    employers: tuple[Employer, ...]
    task_lists: tuple[TaskList, ...]
    portfolios: tuple[Portfolio, ...]
    visits: tuple[Visit, ...] = ()
    subsidies: tuple[SupervisionSubsidy, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """All roots."""
        return (
            self.candidate,
            *self.employers,
            *self.placements,
            *self.task_lists,
            *self.portfolios,
            *self.visits,
            *self.subsidies,
        )


class Dossiers:
    """Use cases on whole records. Everything returned is a copy that nobody else holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading -------------------------------------------------------------------------------------------------------

    def get(self, record: str, key: UUID) -> Any:
        """One root with its rows, also from the trash; ``None`` when there is none."""
        return self._store.load(record, key)

    def whole(self, candidate: UUID, *, everything: bool = False) -> Whole | None:
        """A candidate with placements, their employers, task lists and portfolios.

        Args:
            candidate: the id.
            everything: also the visits and notes, which can be thousands, with the employers they were at, and the
                applications for a subsidy with their logs.
        """
        with self._store.reading() as connection:
            people = reading.by_id(connection, "candidate", [candidate])
            if not people:
                return None
            placements = reading.pointing(connection, "placement", "candidate", [candidate])[::-1]
            lists = reading.pointing(connection, "task_list", "placement", [place.id for place in placements])
            portfolios = reading.pointing(connection, "portfolio", "candidate", [candidate])
            seen = reading.by_id(connection, "visit", moments.visits_of(connection, candidate)) if everything else []
            asked = reading.pointing(connection, "supervision_subsidy", "candidate", [candidate]) if everything else []
            used = dict.fromkeys(r.employer for r in (*placements, *seen) if r.employer is not None)
            employers = reading.by_id(connection, "employer", used)
        at = {place.id: number for number, place in enumerate(placements)}
        lists.sort(key=lambda made: at[made.placement])
        parts = (placements, employers, lists, portfolios, seen, asked)
        return Whole(people[0], *(tuple(part) for part in parts))

    def ids(self, record: str) -> list[UUID]:
        """Ids of all roots of a record that are not in the trash."""
        with self._store.reading() as connection:
            return queries.all_ids(connection, record)

    def owner(self) -> Caseworker:
        """The owner of this profile; an empty one while there is none."""
        known = self.ids("caseworker")
        found = self.get("caseworker", known[0]) if known else None
        return found if isinstance(found, Caseworker) else Caseworker()

    # -- writing -------------------------------------------------------------------------------------------------------

    def add(
        self, records: Sequence[Record], *, shared: frozenset[str] = frozenset(), notes: Sequence[Note] = ()
    ) -> Saved:
        """Keep new roots in one transaction.

        Args:
            records: the roots.
            shared: names of records that several dossiers bring along; an equal one that is here is passed over, and a
                visit that is here for somebody else who was seen gets the new subjects beside it.
            notes: what the audit log is to say besides.

        Raises:
            Trouble: one was destroyed or is there already.
        """
        with self._store.work() as work:
            kept = [codec.copy(record) for record in records]
            for record in kept:
                if shape_of(record).name in shared and (self._is_same(work, record) or self._joins(work, record)):
                    continue
                self._refuse_known(work, record)
                work.add(record)
            for note in notes:
                work.note(note)
            work.commit()
            return saved_of(work, kept)

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
                changes, found = rebase(edit, root, work.steps_since(edit.id, edit.base_version))
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
            return saved_of(work, roots)

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
        own = {shape.name}
        if shape.name in ABOUT:
            own |= set(shape.children.values())  # those go along, see below
        for name, child in shape.children.items():
            if name in changes:
                gone = {row.id for row in getattr(root, name)} - {UUID(key) for key in changes[name]}
                # a row may go together with what pointed to it, so this looks at other roots only
                if gone and (users := work.referrers(gone, child) - own):
                    raise _in_use(child, users)
        if shape.name in ABOUT:
            changes = _with_their_rows(root, changes)
        with _said(shape.name):
            work.change(root, changes)

    def undo(self, save_id: UUID, *, spare: bool = False) -> Saved:
        """Take a save back. What was changed again since then stays as it is now.

        Undoing an undo does it again. A record that the save made goes to the trash.

        Args:
            save_id: names the save.
            spare: a record that the save made stays when somebody worked with it since.

        Raises:
            NothingLeft: nothing of that save is left to take back.
        """
        with self._store.work() as work:
            work.act = Act.UNDO
            turns = work.turns_of(save_id)
            roots = self._take_back(work, work.steps_of(save_id))
            changed = {(shape_of(root).name, root.id) for root in roots if root.id in work.changed}
            versions = {root.id: root.version for root in roots}
            for record in dict.fromkeys(turn.record for turn in turns):
                busy = work.busy(record, save_id) if spare else set[UUID]()
                mine = [turn for turn in turns if turn.record == record and not (turn.made and turn.key in busy)]
                for trash in (True, False):
                    moved = work.set_trashed_all(record, [turn.key for turn in mine if turn.trash is trash], trash)
                    versions |= moved
                    changed |= {(record, key) for key in moved}
            if not versions:
                raise NothingLeft("Er is niets meer om ongedaan te maken.", "Wat er nu staat, blijft staan.")
            work.commit()
            return Saved(work.save_id if changed else None, frozenset(changed), versions)

    def _take_back(self, work: UnitOfWork, steps: Sequence[Step]) -> list[Record]:
        by_root: dict[tuple[str, UUID], list[Step]] = {}
        for step in steps:
            by_root.setdefault((step.record, step.root_id), []).append(step)
        roots = []
        for (record, key), mine in by_root.items():
            root = work.find(record, key)
            if root is None:
                continue
            now = codec.flatten(root)
            back = {s.path: s.old for s in mine if s.old is not ABSENT and now.get(s.path, ABSENT) == s.new}
            if back:
                self._write(work, root, back)
                roots.append(root)
        return roots

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
            return saved_of(work, [root])

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

    @staticmethod
    def _joins(work: UnitOfWork, record: Record) -> bool:
        """Whether a visit is here for others who were seen on the same trip; then these subjects join them."""
        there = work.find("visit", record.id) if isinstance(record, Visit) else None
        if not isinstance(record, Visit) or not isinstance(there, Visit):
            return False
        known = [str(subject.id) for subject in there.subjects]
        new = [str(subject.id) for subject in record.subjects]
        if not new or set(new) & set(known):
            return False
        lists = ("subjects", *ABOUT_SUBJECTS)
        both = {name: (*getattr(there, name), *getattr(record, name)) for name in lists}
        rows = {name: list(dict.fromkeys(str(row.id) for row in found)) for name, found in both.items()}
        flat = {path: plain for path, plain in codec.flatten(record).items() if path.partition("/")[0] in lists}
        work.change(there, flat | rows)
        return True

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


def _with_their_rows(root: Record, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """With a row goes what is about it: with who goes out of a visit what was agreed, tried and learnt about them."""
    about = ABOUT[shape_of(root).name]
    if about.owners not in changes:
        return changes
    there = set(changes[about.owners])
    found = dict(changes)
    for name in about.lists:
        owner = {str(row.id): (key := getattr(row, about.by)) and str(key) for row in getattr(root, name)}
        order = [str(key) for key in changes.get(name, owner)]
        owner |= {key: changes[path] for key in order if (path := f"{name}/{key}/{about.by}") in changes}
        stay = [key for key in order if owner.get(key) is None or owner[key] in there]
        if stay != list(owner) or name in changes:
            found[name] = stay
    return found


def saved_of(work: UnitOfWork, roots: Sequence[Record]) -> Saved:
    """What a unit of work did to these roots; to be asked once it is committed."""
    changed = frozenset((shape_of(root).name, root.id) for root in roots if root.id in work.changed)
    return Saved(work.save_id if changed else None, changed, {root.id: root.version for root in roots})


def refuse_trashed(candidate: Candidate, safe: str) -> None:
    """A dossier in the trash leaves the program in no form.

    Raises:
        Trouble: it is in the trash.
    """
    if candidate.deleted_at is not None:
        raise Trouble("Dit dossier ligt in de prullenbak.", safe, "Zet het eerst terug.")


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
