"""The quick note: who, how, and what was said; ten seconds, and it stands in the timeline.

While it is typed it is a draft of a visit that was never saved (:func:`as_draft`), so it survives a lock or a crash.
A visit that is worked out on its own page is a real record from its first key on; what is a draft and no record is a
quick note, or a visit that is being planned (:mod:`beschutdesk.services.visit_plans`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.rules.time import current_placement
from beschutdesk.services.dossiers import Dossiers, Edit, Saved
from beschutdesk.services.store import Store
from beschutdesk.services.visit_plans import is_plan
from beschutdesk.storage import drafts, queries
from beschutdesk.storage.drafts import Draft
from beschutdesk.trouble import Trouble

__all__ = ["MEDIA", "Notes", "QuickNote", "Who", "as_draft", "from_draft"]

Who = tuple[str, UUID]
"""``("candidate", id)`` or ``("employer", id)``."""
MEDIA = (Medium.PHONE, Medium.APP, Medium.MAIL, Medium.TALK)
"""Kinds that a quick note offers first; any :class:`Medium` may be kept."""

_SAFE = "Je tekst staat nog in het venster."
_ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class QuickNote:
    """A note that is being typed.

    Attributes:
        key: id that the visit will have, and of its draft.
        subject: id that the part about a candidate will have.
        who: whom it is about; ``None`` as long as nobody is chosen.
    """

    key: UUID = field(default_factory=new_id)
    subject: UUID = field(default_factory=new_id)
    who: Who | None = None
    medium: Medium | None = None
    text: str = ""


class Notes:
    """Quick notes of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store = store
        self._dossiers = dossiers

    def quick(
        self,
        who: Who,
        medium: Medium | None,
        text: str,
        at: Appointment | None = None,
        *,
        draft: QuickNote | None = None,
    ) -> Saved:
        """Keep a note. It is undone by its ``save_id``, and its draft is gone.

        About a candidate it is one visit with one subject, at the placement that runs; about an employer it has none.

        Args:
            who: whom it is about.
            medium: how contact was made; may stay open.
            text: what is to be remembered.
            at: when it was; now when left out.
            draft: the note as it was being typed, for its ids.

        Raises:
            Trouble: there is no text, or whom it is about is not there any more.
        """
        if not text.strip():
            raise Trouble("Er staat nog niets in de notitie.", "Er is niets opgeslagen.", "Typ wat je wilt onthouden.")
        record, key = who
        note = draft or QuickNote()
        moment = at or now()
        visit = Visit(id=note.key, at=moment, medium=medium, state=VisitState.DONE)
        person = self._dossiers.get(record, key) if record in ("candidate", "employer") else None
        if not isinstance(person, Candidate | Employer) or person.deleted_at is not None:
            raise Trouble("Deze persoon of werkgever is er niet meer.", _SAFE, "Kies iemand anders.")
        if isinstance(person, Employer):
            visit.employer, visit.notes = key, text.strip()
        else:
            with self._store.reading() as connection:
                known = queries.placements_of(connection, key)
            placement = current_placement(self._store.load_all("placement", known), moment.day)
            about = VisitSubject(id=note.subject, candidate=key, notes=text.strip())
            about.placement = placement.id if placement is not None else None
            visit.subjects = [about]
        changes = codec.changes(codec.flatten(Visit(id=visit.id)), codec.flatten(visit))
        return self._dossiers.save([Edit("visit", visit.id, 0, changes)])

    def unfinished(self) -> list[QuickNote]:
        """Quick notes that were typed and never saved, the latest first."""
        with self._store.reading() as connection:
            kept = drafts.all_drafts(connection)
        return [found for draft in kept if (found := from_draft(draft)) is not None]


def now() -> Appointment:
    """This minute, in Dutch time."""
    moment = datetime.now(ZoneInfo(_ZONE))
    return Appointment(moment.date(), moment.time().replace(second=0, microsecond=0), _ZONE)


def as_draft(note: QuickNote) -> Draft:
    """What :class:`~beschutdesk.services.drafts.Drafts` keeps while a note is typed."""
    changes: dict[str, Any] = {}
    if note.medium is not None:
        changes["medium"] = note.medium.key
    if note.who is not None and note.who[0] == "employer":
        changes |= {"employer": str(note.who[1]), "notes": note.text}
    else:
        row = f"subjects/{note.subject}"
        changes |= {"subjects": [str(note.subject)], f"{row}/notes": note.text}
        if note.who is not None:
            changes[f"{row}/candidate"] = str(note.who[1])
    return Draft("visit", note.key, 0, changes)


def from_draft(draft: Draft) -> QuickNote | None:
    """The note that a draft is of; ``None`` when it is something else."""
    if draft.record != "visit" or draft.base_version or is_plan(draft):
        return None
    changes: Mapping[str, Any] = draft.changes
    medium = changes.get("medium")
    known = None if medium is None else codec.decode(shape_of(Visit).specs["medium"], medium)
    if "employer" in changes:
        return QuickNote(
            draft.id, new_id(), ("employer", UUID(changes["employer"])), known, str(changes.get("notes", ""))
        )
    subject = next(iter(changes.get("subjects", ())), None)
    if subject is None:
        return QuickNote(draft.id, new_id(), None, known, str(changes.get("notes", "")))
    person = changes.get(f"subjects/{subject}/candidate")
    text = str(changes.get(f"subjects/{subject}/notes", ""))
    return QuickNote(draft.id, UUID(subject), None if person is None else ("candidate", UUID(person)), known, text)
