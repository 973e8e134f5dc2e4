"""A timeline that leaves the program, on paper or as text, for one kind of reader, and what is kept of that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.services import issuing
from beschutdesk.services.copying import Copied
from beschutdesk.services.dossiers import Dossiers, Saved
from beschutdesk.services.leaving import only_for
from beschutdesk.services.store import Store
from beschutdesk.services.timeline import Event, EventKind, Timeline, as_text, asked_for
from beschutdesk.storage import queries
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["READERS", "Asked", "TimelineOrder", "TimelinePaper"]

READERS: Final = {
    "candidate": (Audience.COLLEAGUE, Audience.MUNICIPALITY, Audience.CANDIDATE),
    # It names everybody who works or came there: that is for nobody but who keeps the dossiers.
    "employer": (Audience.COLLEAGUE,),
}
"""For whom a timeline can leave, by record."""
_SAFE: Final = "Er is niets afgedrukt of gekopieerd."


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a timeline.

    Attributes:
        kinds: only these; all when empty.
        since, until: first and last day.
        words: every line must have these.
    """

    kinds: tuple[EventKind, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TimelineOrder:
    """One timeline for one audience.

    Attributes:
        record, key: of whom or what.
        audience: who will read it.
        asked: which part.
        events: what is in it, seen through the eyes of the audience; the newest first.
        left_out: how many lines of the same part are not for these readers.
        names: what stands above it: the full name and what the person is called, as far as these readers may know.
        caseworker: who made it.
        number: of the version; 0 when versions are not counted.
        issued_on: the date on it.
    """

    record: str
    key: UUID
    audience: Audience
    asked: Asked
    events: tuple[Event, ...]
    left_out: int
    names: tuple[str, str]
    caseworker: str
    number: int
    issued_on: date


class TimelinePaper:
    """Timelines on paper of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers, timeline: Timeline) -> None:
        self._store, self._dossiers, self._timeline = store, dossiers, timeline

    def order(
        self, record: str, key: UUID, audience: Audience, today: date, asked: Asked | None = None
    ) -> TimelineOrder:
        """The order for a timeline as it would be printed today.

        Args:
            record: ``candidate`` or ``employer``.
            key: its id.
            audience: one of :data:`READERS`.
            today: the date on it.
            asked: which part; everything when left out.

        Raises:
            Trouble: it is not there any more, it is in the trash, or it is not for these readers.
        """
        asked = asked or Asked()
        root = self._root(record, key, audience, asked)
        events = self._read(record, key, asked, audience)
        maker = Glass(audience, {}).see(self._dossiers.owner())
        return TimelineOrder(
            record=record,
            key=key,
            audience=audience,
            asked=asked,
            events=tuple(events),
            left_out=len(self._read(record, key, asked, None)) - len(events),
            names=_names(root, audience),
            caseworker=", ".join(part for part in (maker.name, maker.role) if part),
            number=self._next_number(key) if record == "candidate" else 0,
            issued_on=today,
        )

    def render(self, order: TimelineOrder) -> Printed:
        """Make it, here and now. It is nowhere but in memory."""
        from beschutdesk.documents import timeline as paper

        lines = tuple(paper.Line(one.at, one.kind.value, one.title, one.detail, one.by) for one in order.events)
        asked = order.asked
        choice = paper.Choice(tuple(kind.value for kind in asked.kinds), asked.since, asked.until, asked.words)
        name, called = order.names
        number = order.number or None
        sheet = paper.Sheet(order.audience, name, called, lines, choice, order.caseworker, number, order.issued_on)
        data, dropped = paper.made(sheet)
        return Printed(data, paper.file_name(sheet), dropped)

    def issue(self, order: TimelineOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved | None:
        """Keep what left the program. Call it after the file was handed over.

        Of a person a snapshot is kept, as of every document. Of an employer only the log knows: a snapshot would name
        people, and stay behind when one of them has to be destroyed.

        Returns:
            What was saved; ``None`` of an employer.
        """
        if order.record != "candidate":
            detail = {"document": DocumentKind.TIMELINE.key, "audience": order.audience.key, "way": way}
            self._store.note(Note(Act.PRINT, order.record, order.key, detail=detail))
            return None
        record = IssuedDocument(
            kind=DocumentKind.TIMELINE,
            candidate=order.key,
            audience=order.audience.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom,
            way=way,
        )
        return issuing.keep(self._store, self._dossiers, printed, record)

    # -- as text -------------------------------------------------------------------------------------------------------

    def text(self, record: str, key: UUID, audience: Audience, asked: Asked | None = None) -> Copied:
        """A timeline as it would be copied, to look at first. Nothing is noted down; see :meth:`order`."""
        asked = asked or Asked()
        root = self._root(record, key, audience, asked)
        events = self._read(record, key, asked, audience)
        title = f"Tijdlijn van {_names(root, audience)[0]}".removesuffix(" van ")
        text = as_text(title, events) if events else ""
        return Copied(text, "Tijdlijn", audience, alone=len(READERS[record]) == 1)

    def copy(self, record: str, key: UUID, audience: Audience, asked: Asked | None = None) -> Copied:
        """The same, to put on the clipboard: the audit log says that it left the program, when there was anything."""
        copied = self.text(record, key, audience, asked)
        if copied.text:
            detail = {"section": DocumentKind.TIMELINE.key, "audience": audience.key}
            self._store.note(Note(Act.EXPORT, record, key, detail=detail))
        return copied

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _root(self, record: str, key: UUID, audience: Audience, asked: Asked) -> Candidate | Employer:
        """Whose it is, once it is sure that it may leave."""
        whom = "een kandidaat" if record == "candidate" else "een werkgever"
        only_for(f"Een tijdlijn van {whom}", audience, READERS[record], _SAFE)
        if asked.since is not None and asked.until is not None and asked.since > asked.until:
            raise Trouble("De eerste dag ligt na de laatste.", _SAFE, "Kies een latere laatste dag.")
        root = self._dossiers.get(record, key)
        if not isinstance(root, Candidate | Employer):
            raise Trouble("Dit dossier is er niet meer.", _SAFE)
        if root.deleted_at is not None:
            raise Trouble("Dit dossier ligt in de prullenbak.", _SAFE, "Zet het eerst terug.")
        return root

    def _read(self, record: str, key: UUID, asked: Asked, reader: Audience | None) -> list[Event]:
        events = self._timeline.of(record, key, kinds=asked.kinds, since=asked.since, until=asked.until, reader=reader)
        return asked_for(events, asked.words)

    def _next_number(self, candidate: UUID) -> int:
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "candidate", candidate)
        found = (self._dossiers.get("issued_document", key) for key in ids)
        return 1 + sum(
            isinstance(document, IssuedDocument) and document.kind is DocumentKind.TIMELINE for document in found
        )


def _names(root: Candidate | Employer, audience: Audience) -> tuple[str, str]:
    """The full name, and what a person is called, as far as these readers may know."""
    seen = Glass(audience, {}).see(root)
    if isinstance(root, Employer):
        return str(seen.name or ""), ""
    return " ".join(part for part in (seen.name_used, seen.family_name) if part), str(seen.name_used)


def choices_of(kinds: Collection[str]) -> tuple[EventKind, ...]:
    """Kinds by their Dutch word.

    Raises:
        Trouble: there is no such kind.
    """
    known = {kind.value: kind for kind in EventKind}
    if wrong := [kind for kind in kinds if kind not in known]:
        raise Trouble(f"Deze soort is er niet: {wrong[0]}.", _SAFE, f"Kies uit: {', '.join(known)}.")
    return tuple(known[kind] for kind in kinds)
