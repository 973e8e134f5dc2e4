"""*Kopieer als tekst*: a section of a dossier for one kind of reader, to paste into another program.

The text goes through the same glass as documents do, so a reader gets nothing by pasting that they may not read.
Clearing the clipboard afterwards is the window's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.documents import plain_text
from beschutdesk.documents.plain_text import Section
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task_list import TaskList, TaskState
from beschutdesk.dossier.visit import Visit
from beschutdesk.exchange.contents import only_about
from beschutdesk.rules.time import current_placement
from beschutdesk.services.dossiers import Dossiers, refuse_trashed
from beschutdesk.services.settings import Settings
from beschutdesk.services.store import Store
from beschutdesk.services.task_order import chosen
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["SECTIONS", "Copied", "Copying"]

SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "candidate": plain_text.PERSON,
    "employer": plain_text.EMPLOYER,
    "visit": (plain_text.VISIT,),
}
"""What can be copied, by record."""

_SAFE = "Er is niets gekopieerd."


@dataclass(frozen=True, slots=True)
class Copied:
    """A text to paste.

    Attributes:
        text: empty when there is nothing in it for this reader.
        section: its Dutch title.
        audience: who it is for.
        alone: whether something in it is for this kind of reader alone, so that nobody may read along.
    """

    text: str
    section: str
    audience: Audience
    alone: bool = False


class Copying:
    """Copying as text in one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store = store
        self._dossiers = dossiers
        self._settings = Settings(store)

    def text(
        self, record: str, key: UUID, section: str, audience: Audience, today: date, *, about: UUID | None = None
    ) -> Copied:
        """A section as it would be copied, to look at first. Nothing is noted down.

        Args:
            record: ``candidate``, ``employer`` or ``visit``.
            key: its id.
            section: key of one of :data:`SECTIONS`.
            audience: who will read it.
            today: the day that decides which placement runs.
            about: for a visit: the candidate that it is copied for; whoever else was seen stays out.

        Raises:
            Trouble: it is not there any more, or lies in the trash.
            KeyError: there is no such section.
        """
        wanted = {one.key: one for one in SECTIONS[record]}[section]
        roots, known = self._gather(record, key, today, about)
        for root in roots:
            if isinstance(root, TaskList) and audience not in shape_of("carved_task").specs["state"].share:
                # who may not know how far a task is, gets what is on paper: those that were agreed, and no tries
                agreed = chosen(root, {task.id for task in root.tasks if task.state is TaskState.PACKAGE})
                gone = {task.id for task in root.tasks} - {task.id for task in agreed.tasks}
                roots = [agreed if one is root else one for one in roots]
                known = [one for one in known if one.id not in gone]
        glass = Glass(audience, {one.id: one for one in known}, opted=self._settings.record_bsn)
        views = {shape_of(root).name: [glass.see(root)] for root in roots}
        alone = any(len(spec.share) == 1 for spec in plain_text.fields(wanted, views))
        return Copied(plain_text.text(wanted, views), wanted.title, audience, alone)

    def copy(
        self, record: str, key: UUID, section: str, audience: Audience, today: date, *, about: UUID | None = None
    ) -> Copied:
        """The same, to put on the clipboard: the audit log says that it left the program, when there was anything."""
        copied = self.text(record, key, section, audience, today, about=about)
        if copied.text:
            self._store.note(Note(Act.EXPORT, record, key, detail={"section": section, "audience": audience.key}))
        return copied

    def _gather(self, record: str, key: UUID, today: date, about: UUID | None) -> tuple[list[Record], list[Record]]:
        """The roots to write down, and everything that they may refer to."""
        if record == "candidate":
            whole = self._dossiers.whole(key)
            if whole is None:
                raise _gone()
            refuse_trashed(whole.candidate, _SAFE)
            placement = current_placement(whole.placements, today)
            roots: list[Record] = [whole.candidate]
            if placement is not None:
                roots.append(placement)
                roots += [one for one in whole.employers if one.id == placement.employer]
                roots += [one for one in whole.task_lists if one.placement == placement.id][:1]
            return roots, _with_rows(whole.records())
        found = self._dossiers.get(record, key)
        if not isinstance(found, Employer | Visit) or found.deleted_at is not None:
            raise _gone()
        if isinstance(found, Employer):
            return [found], _with_rows([found])
        return [visit := self._visit(found, about)], _with_rows([visit, *self._around(visit)])

    def _visit(self, visit: Visit, about: UUID | None) -> Visit:
        links = {visit.employer, *(subject.placement for subject in visit.subjects)} - {None}
        known = {link for link in links if link is not None}
        if about is not None:
            return only_about(visit, about, known)
        if len(visit.subjects) > 1:
            raise Trouble("Dit contact ging over meer mensen.", _SAFE, "Kies eerst over wie je kopieert.")
        return visit

    def _around(self, visit: Visit) -> list[Record]:
        """Whom a visit refers to."""
        keys = [("employer", visit.employer)]
        for subject in visit.subjects:
            keys += [("candidate", subject.candidate), ("placement", subject.placement)]
        found = [self._dossiers.get(name, key) for name, key in keys if key is not None]
        around: list[Record] = [one for one in found if one is not None]
        for one in around:
            if isinstance(one, Candidate):
                refuse_trashed(one, _SAFE)
        return around


def _with_rows(roots: Iterable[Record]) -> list[Record]:
    out: list[Record] = []
    for root in roots:
        out.append(root)
        for name in shape_of(root).children:
            out += getattr(root, name)
    return out


def _gone() -> Trouble:
    return Trouble("Dit dossier is er niet meer.", _SAFE)
