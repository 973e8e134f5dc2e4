"""What is found for a few typed words: people, employers, applications, notes, tasks and what tasks there are."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.dossier.values import SHORT_MONTHS
from beschutdesk.dossier.visit import Medium
from beschutdesk.rules.folding import words
from beschutdesk.services.store import Store
from beschutdesk.storage import search
from beschutdesk.storage.raw import Connection
from beschutdesk.storage.search import Asked, Name, Text, Vocabulary

__all__ = ["Group", "Hit", "Search"]

_FEW = 3
"""With fewer hits than this in all, names that are close to what was typed are looked for."""
_WORDS = "words of names"
_AROUND = 48
"""Letters of a note before what was found."""
_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        record: ``candidate``, ``employer``, ``supervision_subsidy``, ``visit``, ``carved_task`` or
            ``inventory_task``.
        id: of that record or row.
        title: the line to read first.
        where: the second line, in Dutch.
        excerpt: a piece of text around what was found; empty when the title says it.
        marks: begin and end in the excerpt of every word that was found.
        candidate: whose dossier it is in, if one's.
        day: when it was.
        alike: not what was typed, but close to it.
    """

    record: str
    id: UUID
    title: str
    where: str
    excerpt: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    candidate: UUID | None = None
    day: date | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind, with what stands above them.

    The kind is ``people``, ``employers``, ``subsidies`` (of those people and employers), ``notes``, ``tasks`` or
    ``inventory``.
    """

    kind: str
    label: str
    hits: tuple[Hit, ...]


class Search:
    """Search over the whole vault, for every key. Nothing in the trash is found."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, limit_per_group: int = 6, *, today: date | None = None) -> tuple[Group, ...]:
        """What is found; groups without a hit are left out.

        Every word may be the beginning of one; case and diacritics do not count. Names may have a slip in them when
        hardly anything else is found.

        Args:
            text: what was typed.
            limit_per_group: at most so many hits in a group.
            today: from which day placements are seen; the present day by itself.
        """
        typed = words(text).split()
        if not typed:
            return ()
        day = today or date.today()  # noqa: DTZ011 - a person's today
        with self._store.reading() as connection:
            found = {
                record: search.names(connection, record, text, limit_per_group, day)
                for record in ("candidate", "employer")
            }
            notes = search.notes(connection, text, limit_per_group)
            tasks = search.tasks(connection, text, limit_per_group)
            on_offer = search.tasks_on_offer(connection, text, limit_per_group)
            if sum(len(hits) for hits in found.values()) + len(notes) + len(tasks) + len(on_offer) < _FEW:
                known = self._vocabulary(connection)
                for record, hits in found.items():
                    there = {hit.id for hit in hits}
                    close = search.alike(connection, record, text, limit_per_group, day, known)
                    hits.extend([hit for hit in close if hit.id not in there][: limit_per_group - len(hits)])
            people, employers = found.values()
            ids = [one.id for one in people], [one.id for one in employers]
            asked = search.applications(connection, *ids, limit_per_group)
        groups = (
            Group("people", "Mensen", tuple(_person(hit) for hit in people)),
            Group("employers", "Werkgevers", tuple(_employer(hit, typed) for hit in employers)),
            Group("subsidies", "Subsidie", tuple(_subsidy(hit) for hit in asked)),
            Group("notes", "Notities", tuple(_note(hit, typed) for hit in notes)),
            Group("tasks", "Taken", tuple(_task(hit, typed) for hit in tasks)),
            Group("inventory", "Inventaris", tuple(_on_offer(hit, typed) for hit in on_offer)),
        )
        return tuple(group for group in groups if group.hits)

    def warm(self) -> None:
        """Read what the first search with a slip in it would have to wait for. Belongs in the database lane."""
        import rapidfuzz.process  # noqa: F401

        with self._store.reading() as connection:
            self._vocabulary(connection)

    def _vocabulary(self, connection: Connection) -> Vocabulary:
        """The words of all names. The store holds them, and lets go of them when the vault is locked."""
        known = self._store.memory.get(_WORDS)
        now = search.vocabulary(connection, known if isinstance(known, Vocabulary) else None)
        self._store.memory[_WORDS] = now
        return now


def _person(hit: Name) -> Hit:
    state = CandidateState.from_key(hit.state).label if hit.state and hit.state != "active" else ""
    where = " · ".join(filter(None, (*hit.about, state)))
    return Hit("candidate", hit.id, hit.title or "zonder naam", where, candidate=hit.id, alike=hit.alike)


def _employer(hit: Name, typed: list[str]) -> Hit:
    title = hit.title or "zonder naam"
    in_title = words(title).split()
    missing = [word for word in typed if not any(part.startswith(word) for part in in_title)]
    excerpt, marks = "", tuple[tuple[int, int], ...]()
    for name in hit.others if missing else ():
        if marks := _marks(name, missing):
            excerpt = name
            break
    return Hit("employer", hit.id, title, " · ".join(hit.about), excerpt, marks, alike=hit.alike)


def _note(hit: Text, typed: list[str]) -> Hit:
    kind = Medium.from_key(hit.kind).label if hit.kind else "notitie"
    where = ", ".join(filter(None, (kind, hit.place if hit.person else "", _said(hit.day))))
    excerpt, marks = _excerpt(hit.text, typed)
    return Hit("visit", hit.id, hit.person or hit.place or kind, where, excerpt, marks, hit.candidate, hit.day)


def _task(hit: Text, typed: list[str]) -> Hit:
    state = TaskState.from_key(hit.kind).label if hit.kind else ""
    excerpt, marks = _excerpt(hit.text, typed)
    where = " · ".join(filter(None, (hit.person, hit.place, state)))
    return Hit("carved_task", hit.id, hit.title or "zonder naam", where, excerpt, marks, hit.candidate)


def _on_offer(hit: Text, typed: list[str]) -> Hit:
    excerpt, marks = _excerpt(hit.text, typed)
    where = " · ".join(filter(None, (hit.place, hit.kind)))
    return Hit("inventory_task", hit.id, hit.title or "zonder naam", where, excerpt, marks)


def _subsidy(hit: Asked) -> Hit:
    days = " t/m ".join(f"{day:%d-%m-%Y}" if day else "…" for day in (hit.since, hit.until))
    period = days if hit.since or hit.until else ""
    where = " · ".join(filter(None, (hit.place, SubsidyState.from_key(hit.state).label, period)))
    return Hit("supervision_subsidy", hit.id, hit.person or "zonder naam", where, candidate=hit.candidate)


def _said(day: date | None) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}" if day else ""


def _excerpt(text: str, typed: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of a text around the first word that was found, on one line, with marks."""
    flat = " ".join(text.split())
    first = next((start for start, _ in _spans(flat, typed)), 0)
    start = 0
    if first > _AROUND:
        start = flat.rfind(" ", 0, first - _AROUND + 1) + 1
    end = len(flat)
    if end - start > _LENGTH:
        end = max(flat.rfind(" ", start, start + _LENGTH), first + 1)
        if end <= start:
            end = start + _LENGTH
    piece = ("… " if start else "") + flat[start:end] + (" …" if end < len(flat) else "")
    return piece, _marks(piece, typed)


def _marks(text: str, typed: list[str]) -> tuple[tuple[int, int], ...]:
    return tuple(_spans(text, typed))


_WORD = re.compile(r"[\w\u0300-\u036f]+")


def _spans(text: str, typed: list[str]) -> Iterator[tuple[int, int]]:
    """Begin and end of the words that begin with one that was typed."""
    starts, found = tuple(typed), False
    for word in _WORD.finditer(text):
        token = word[0]
        plain = token.isascii() and "_" not in token
        if token.lower().startswith(starts) if plain else any(p.startswith(starts) for p in words(token).split()):
            found = True
            yield word.span()
    if not found and not text.isascii():
        yield from _slowly(text, starts)


def _slowly(text: str, starts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The same for alphabets in which a mark between two letters does not part a word, and for signs such as ℠."""
    begin: int | None = None
    for index in range(len(text) + 1):
        char = text[index] if index < len(text) else " "
        if char.isalnum() or unicodedata.combining(char) or words(char):
            begin = index if begin is None else begin
        elif begin is not None:
            if any(part.startswith(starts) for part in words(text[begin:index]).split()):
                yield begin, index
            begin = None
