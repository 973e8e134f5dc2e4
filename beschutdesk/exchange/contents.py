"""What a dossier file holds, and how a message names a place in it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record, Spec, shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Visit

FORMAT = "beschutdesk-dossier"
SCHEMA = 1
FILE_LIMIT = 25 * 1024 * 1024
"""Largest dossier file, in bytes."""
ATTACHMENT_LIMIT = 10 * 1024 * 1024
"""Largest attachment, in bytes."""
ROWS_LIMIT = 1_000
"""Most rows or records in one list."""
VISITS_LIMIT = 10_000
"""Most visits and notes: somebody who is known for ten years has more of them than of anything else."""

LISTS = {
    "employers": "employer",
    "placements": "placement",
    "task_lists": "task_list",
    "portfolios": "portfolio",
    "visits": "visit",
    "subsidies": "supervision_subsidy",
}
"""Name in the file, and on :class:`Dossier`, to name of the record."""
OWNERS = {
    "placement": "candidate",
    "task_list": "placement",
    "portfolio": "candidate",
    "supervision_subsidy": "placement",
    "visit_subject": "candidate",
}
"""The reference without which a record belongs to nobody, by record."""
MOVED = {"employer": {"contact_name": ("contacts", "name"), "contact_role": ("contacts", "job")}}
"""Fields of files made before 0.2, by record: in which list of rows, and under which key, they stand now."""


def limit_of(name: str) -> int:
    """Most rows or records in the list of this name."""
    return VISITS_LIMIT if name == "visits" else ROWS_LIMIT


def moved_id(owner: UUID) -> UUID:
    """The id of the row that :data:`MOVED` fields become: the same for every reader, and for migration 0003."""
    key = owner.bytes
    return UUID(bytes=key[:10] + bytes(byte ^ 0x5A for byte in key[10:]))


class BadDossier(ValueError):
    """A dossier file that cannot be read or written. The message is one Dutch line without any value of the file."""


@dataclass(frozen=True)
class Place:
    """A spot in the file, in the words of the screen and as a path in the JSON."""

    words: tuple[str, ...] = ()
    path: str = ""

    def root(self, name: str) -> "Place":
        """The candidate."""
        return Place((shape_of(name).label.lower(),), name)

    def member(self, record: str, name: str, index: int) -> "Place":
        """The record at this index (from 0) of a list."""
        label = shape_of(record).label
        words = f"{label if self.words else label.lower()} {index + 1}"
        return Place((*self.words, words), f"{self._dotted(name)}[{index}]")

    def field(self, spec: Spec) -> "Place":
        """A field of the record here."""
        return Place((*self.words, spec.label), self._dotted(spec.key))

    def item(self, index: int) -> "Place":
        """A line of the field here."""
        return Place((*self.words[:-1], f"{self.words[-1]}, regel {index + 1}"), f"{self.path}[{index}]")

    def key(self, name: str, words: str) -> "Place":
        """Something that is no declared field."""
        return Place((*self.words, words), self._dotted(name))

    def _dotted(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def bad(self, problem: str) -> BadDossier:
        """The error to raise for a problem here."""
        return BadDossier(f"{' › '.join(self.words)} ({self.path}): {problem}" if self.words else problem)


@dataclass(frozen=True)
class Dossier:
    """All that travels with one candidate.

    Attributes:
        files: content of the attachments, by SHA-256 in hex.
    """

    candidate: Candidate
    employers: tuple[Employer, ...] = ()
    placements: tuple[Placement, ...] = ()
    task_lists: tuple[TaskList, ...] = ()
    portfolios: tuple[Portfolio, ...] = ()
    visits: tuple[Visit, ...] = ()
    subsidies: tuple[SupervisionSubsidy, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """Every root record, in the order of the file."""
        yield self.candidate
        for name in LISTS:
            yield from getattr(self, name)


def walk(dossier: Dossier) -> Iterator[tuple[Place, Record]]:
    """Every record and row with its place, in the order of the file."""
    yield from _with_rows(Place().root("candidate"), dossier.candidate)
    for name, record_name in LISTS.items():
        for index, record in enumerate(getattr(dossier, name)):
            yield from _with_rows(Place().member(record_name, name, index), record)


def _with_rows(place: Place, record: Record) -> Iterator[tuple[Place, Record]]:
    yield place, record
    for name, child in shape_of(record).children.items():
        rows: list[Any] = getattr(record, name)
        for index, row in enumerate(rows):
            yield from _with_rows(place.member(child, name, index), row)


def only_about(visit: Visit, candidate: UUID, known: Collection[UUID]) -> Visit:
    """A copy of a visit as it may travel with one candidate: nothing of anybody else who was seen on the same trip.

    What is said about the trip as a whole stays behind too when others were seen: it may name them.

    Args:
        visit: with all its subjects.
        candidate: whose file it goes into.
        known: ids of the records in that file, and of supervisors and tasks in them; a reference to another is emptied.
    """
    alone: Visit = codec.copy(visit)
    others = [subject for subject in alone.subjects if subject.candidate != candidate]
    alone.subjects = [subject for subject in alone.subjects if subject.candidate == candidate]
    if others:
        alone.present, alone.notes, alone.no_contact_because, alone.moved_because = (), "", "", ""
    mine = {subject.id for subject in alone.subjects} if others else {None, *(one.id for one in alone.subjects)}
    for name in ABOUT_SUBJECTS:
        setattr(alone, name, [row for row in getattr(alone, name) if row.subject in mine])
    if alone.employer not in known:
        alone.employer = None
    for subject in alone.subjects:
        if subject.placement not in known:
            subject.placement = None
        if subject.supervised_by not in known:
            subject.supervised_by = None
    for tryout in alone.tryouts:
        if tryout.task not in known:
            tryout.task = None
    return alone


def task_lists_with(lists: Iterable[TaskList], known: Collection[UUID]) -> tuple[TaskList, ...]:
    """Copies of task lists as they may travel: their plan points to nobody who does not go along.

    Args:
        lists: of one candidate.
        known: ids of the records in the file, and of supervisors in them; a reference to another is emptied.
    """
    found = []
    for one in lists:
        alone: TaskList = codec.copy(one)
        for part in alone.plan:
            part.supervisor = part.supervisor if part.supervisor in known else None
            part.backup = part.backup if part.backup in known else None
        found.append(alone)
    return tuple(found)


def subsidies_with(subsidies: Iterable[SupervisionSubsidy], known: Collection[UUID]) -> tuple[SupervisionSubsidy, ...]:
    """Copies of applications as they may travel: of placements that go along, and pointing to nothing that does not.

    Args:
        subsidies: of one candidate.
        known: ids of the records in the file, and of supervisors in them; a reference to another is emptied.
    """
    found = []
    for one in subsidies:
        if one.placement not in known:
            continue
        alone: SupervisionSubsidy = codec.copy(one)
        if alone.renews not in known:
            alone.renews = None
        for entry in alone.log:
            if entry.supervisor not in known:
                entry.supervisor = None
        found.append(alone)
    return tuple(found)
