"""Reports of visits that leave the program: one copy per reader, and what is kept of that.

What is about anybody else who was seen on the same trip is cut away before a report is ordered, so that it is in no
process, no preview and no file.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_order import VisitOrder, packed, unpacked
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.values import YesNo
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.rules.known_names import known_names
from beschutdesk.rules.slips import Slip, slips
from beschutdesk.services import issuing, visit_gathering
from beschutdesk.services.documents import LeftOut
from beschutdesk.services.dossiers import Dossiers, Saved
from beschutdesk.services.store import Store
from beschutdesk.services.visit_batch import Batch, Pair, Skipped, since_until
from beschutdesk.services.visit_gathering import Around
from beschutdesk.services.visit_left_out import left_out
from beschutdesk.storage import queries, visit_history
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["Batch", "LeftOut", "Printed", "Reader", "Skipped", "Slip", "VisitOrder", "VisitPapers"]

_SAFE: Final = "Er is niets gemaakt."
_TITLES: Final = frozenset({"mevrouw", "mevr", "mw", "meneer", "mijnheer", "heer", "dhr", "de", "dr"})


class VisitPapers:
    """Reports of visits of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store, self._dossiers = store, dossiers

    # -- making --------------------------------------------------------------------------------------------------------

    def order(
        self,
        visit: UUID,
        reader: Reader,
        today: date,
        *,
        subject: UUID | None = None,
        combined: bool = False,
        typed: Visit | None = None,
    ) -> VisitOrder:
        """The order for a report as it would be made today.

        Args:
            visit: its id.
            reader: for whom.
            today: the date on it.
            subject: id of the part of the visit that is about one person; may be left out when there is only one.
            combined: about everybody who was seen at this employer; for the employer only.
            typed: the visit as it is being typed, for a preview, instead of what was kept.

        Raises:
            Trouble: there is no such visit, it has not been yet, or it is not for this reader.
        """
        found = typed or self._dossiers.get("visit", visit)
        if not isinstance(found, Visit) or found.deleted_at is not None:
            raise _gone()
        return self._made(found, reader, today, self._owner(), subject, combined=combined)

    def render(self, order: VisitOrder) -> Printed:
        """Make one report, here and now. It is nowhere but in memory."""
        return order.render()

    def text(self, order: VisitOrder) -> str:
        """The report as plain text; empty when there is nothing in it for this reader. Nothing is noted down."""
        return order.text()

    def copy(self, order: VisitOrder) -> str:
        """The same, to put on the clipboard: the audit log says that it left the program, when there was anything."""
        text = order.text()
        if text:
            detail = {"section": DocumentKind.VISIT_REPORT.key, "audience": order.reader.key}
            self._store.note(*(Note(Act.EXPORT, "candidate", part.candidate, detail=detail) for part in order.parts))
        return text

    def batch(self, since: date, until: date, reader: Reader, today: date, *, combined: bool = False) -> Batch:
        """Reports of all visits in a period, for one reader, oldest first. Nothing is ordered yet.

        Args:
            since, until: first and last day.
            reader: for whom.
            today: the date on them.
            combined: one report per visit, for the employer only.

        Raises:
            Trouble: the period ends before it begins, or only the employer gets them so.
        """
        since_until(since, until, _SAFE)
        if combined and reader is not Reader.EMPLOYER:
            raise _not_combined()
        with self._store.reading() as connection:
            parts = visit_history.with_reports(connection, since, until)
        pairs: list[Pair] = [*dict.fromkeys((visit, None) for visit, _ in parts)] if combined else [*parts]
        owner = self._owner()
        return Batch(pairs, lambda pair: self._ordered(pair, reader, today, owner))

    # -- before it leaves ----------------------------------------------------------------------------------------------

    def left_out(self, order: VisitOrder) -> list[LeftOut]:
        """What is filled in and not in this report, and why, for the list beside a preview."""
        return left_out(order)

    def slips(self, order: VisitOrder) -> tuple[Slip, ...]:
        """Words to look at before it leaves: what sounds medical, names of others, a BSN. Not of one's own copy."""
        if order.reader is Reader.DOSSIER:
            return ()
        texts = [(title, text) for title, text in order.texts() if text.strip()]
        themselves = order.reader is Reader.CANDIDATE
        with self._store.reading() as connection:
            people = visit_history.every_name(connection)
            places = () if themselves else visit_history.every_workplace(connection)
        known, shown = known_names(people, places), self._shown(order)
        return slips(texts, self._other_names(order), told=not themselves, known=known, shown=shown)

    # -- when it left --------------------------------------------------------------------------------------------------

    def issue(self, order: VisitOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program. Call it after the file was handed over.

        Each person gets a record of their own. Of a report about several nobody keeps the file, only what it is known
        by: it names the others, and would travel with each dossier and stay behind when one has to be destroyed.
        """
        digest = issuing.digest_of(printed)
        kept = None if order.combined else issuing.file_of(self._store, printed)
        records, notes = [], []
        for part in order.parts:
            record = IssuedDocument(
                kind=DocumentKind.VISIT_REPORT,
                candidate=part.candidate,
                placement=part.placement,
                visit=order.visit,
                audience=order.reader.key,
                number=Decimal(order.number),
                issued_on=order.issued_on,
                to_whom=to_whom,
                way=way,
                concept=YesNo.YES if order.concept else YesNo.NO,
                digest=digest,
                file=kept,
            )
            records.append(record)
            notes.append(issuing.note_of(record))
        return self._dossiers.add(records, notes=notes)

    def issued(self, visit: UUID, candidate: UUID | None = None) -> list[IssuedDocument]:
        """Who got which version when, the latest first; of one person when asked."""
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "visit", visit)
        found = (one for one in self._store.load_all("issued_document", ids[::-1]))
        return [
            one
            for one in found
            if one.kind is DocumentKind.VISIT_REPORT and (candidate is None or one.candidate == candidate)
        ]

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _made(
        self, found: Visit, reader: Reader, today: date, owner: Caseworker, subject: UUID | None, *, combined: bool
    ) -> VisitOrder:
        _refuse_state(found, reader)
        known = visit_gathering.around(self._store, found)
        chosen = _chosen(found, reader, known, subject, combined=combined)
        trip = visit_gathering.trip(found, chosen, known, owner)
        parts = tuple(visit_gathering.part(self._store, found, one, known, reader) for one in chosen)
        return VisitOrder(
            reader=reader,
            visit=found.id,
            parts=parts,
            trip=packed(trip.visit),
            employer=trip.visit.employer,
            caseworker=packed(owner),
            number=self._next_number(found.id, reader, [part.candidate for part in parts]),
            issued_on=today,
            concept=found.state is VisitState.CONCEPT,
            others=trip.others,
            unnamed=trip.unnamed,
            trip_notes=trip.notes,
            loose=trip.loose,
        )

    def _ordered(self, pair: Pair, reader: Reader, today: date, owner: Caseworker) -> VisitOrder:
        visit, subject = pair
        found = self._dossiers.get("visit", visit)
        if not isinstance(found, Visit) or found.deleted_at is not None:
            raise _gone()
        if found.state is VisitState.CONCEPT:
            raise Trouble("Dit bezoek is nog niet afgerond.", _SAFE)
        order = self._made(found, reader, today, owner, subject, combined=subject is None)
        return replace(order, only_news=True)

    def _owner(self) -> Caseworker:
        known = self._dossiers.ids("caseworker")
        owner = self._dossiers.get("caseworker", known[0]) if known else None
        return owner if isinstance(owner, Caseworker) else Caseworker()

    def _next_number(self, visit: UUID, reader: Reader, people: Sequence[UUID]) -> int:
        mine = (one for one in self.issued(visit) if one.audience == reader.key and one.candidate in people)
        numbers = [int(one.number or 0) for one in mine]
        return 1 + max(numbers, default=0)

    def _shown(self, order: VisitOrder) -> list[str]:
        """Names that may stand in a report: of those whom it is about, of where that is, and of who works there."""
        out = order.names()
        known = {one.id: one for part in order.parts for packed in part.around for one in [unpacked(packed)]}
        houses = [key for key, one in known.items() if isinstance(one, Employer)]
        for house in self._store.load_all("employer", houses):
            out += [house.name, *(one.name for one in house.supervisors), *(one.name for one in house.contacts)]
        tails = [name.partition(" ")[2] for name in out]
        return [name for name in dict.fromkeys([*out, *tails]) if name.strip()]

    def _other_names(self, order: VisitOrder) -> list[str]:
        """Names that have no place in this report: of others who work there, and of who stands around the person."""
        people = [part.candidate for part in order.parts]
        visit = self._store.load("visit", order.visit)
        seen = {one.candidate for one in visit.subjects} - set(people) if isinstance(visit, Visit) else set()
        found = self._store.load_all("candidate", [key for key in seen if key is not None])
        names = [(one.name_used, one.family_name) for one in found]
        if order.employer is not None:
            with self._store.reading() as connection:
                names += visit_history.names_at(connection, order.employer, people)
        out = [word for used, family in names for word in (f"{used} {family}".strip(), used, family)]
        if order.reader.at_work:
            own = self._store.load_all("candidate", people)
            for name in (around.name for one in own for around in one.involved):
                out += [name, *(word for word in (name.split(" ")[0], name.split(" ")[-1]) if not _is_title(word))]
        shown = {part for name in order.names() for part in (name, name.partition(" ")[2])}
        return [name for name in dict.fromkeys(out) if name and name not in shown]


def _is_title(word: str) -> bool:
    """Whether it is how somebody is addressed, and no name."""
    return word.lower().rstrip(".") in _TITLES


def _refuse_state(visit: Visit, reader: Reader) -> None:
    if visit.state is VisitState.PLANNED:
        raise Trouble("Dit bezoek is nog niet geweest.", _SAFE, "Maak het verslag na het bezoek.")
    if visit.state is VisitState.NO_CONTACT and reader is not Reader.DOSSIER:
        what = "Er was geen contact, dus er is geen verslag voor een ander."
        raise Trouble(what, _SAFE, "Voor het eigen dossier kan het wel.")
    if not visit.subjects:
        raise Trouble("Dit bezoek gaat over geen kandidaat, dus er is geen verslag van.", _SAFE)


def _chosen(visit: Visit, reader: Reader, known: Around, subject: UUID | None, *, combined: bool) -> list[VisitSubject]:
    """Whom a report is about."""
    if combined:
        return _together(visit, reader, known)
    if subject is None and len(visit.subjects) > 1:
        raise Trouble("Dit bezoek ging over meer mensen.", _SAFE, "Kies eerst over wie het verslag gaat.")
    one = next((one for one in visit.subjects if subject in (None, one.id)), None)
    if one is None or one.id not in known.people:
        raise Trouble("Deze kandidaat hoort niet (meer) bij dit bezoek.", _SAFE)
    if known.people[one.id].deleted_at is not None:
        raise Trouble("Deze kandidaat ligt in de prullenbak.", _SAFE, "Zet de kandidaat eerst terug.")
    if reader.audience is not None and one.readers is not None and reader.audience not in one.readers:
        raise Trouble("Dit deel van het bezoek heb je afgesloten voor deze lezer.", _SAFE, "Kies een andere lezer.")
    if reader.at_work and one.id not in known.employers:
        raise Trouble("Bij dit bezoek hoort geen werkgever.", _SAFE, "Kies een andere lezer, of vul de werkgever in.")
    return [one]


def _together(visit: Visit, reader: Reader, known: Around) -> list[VisitSubject]:
    """Everybody of whom this employer may read."""
    if reader is not Reader.EMPLOYER:
        raise _not_combined()
    able = []
    for one in visit.subjects:
        person, house = known.people.get(one.id), known.employers.get(one.id)
        closed = one.readers is not None and reader.audience not in one.readers
        if person is not None and person.deleted_at is None and house is not None and not closed:
            able.append(one)
    there = visit.employer or (known.employers[able[0].id].id if able else None)
    able = [one for one in able if known.employers[one.id].id == there]
    if not able:
        raise Trouble("Er is niemand over wie deze werkgever een verslag krijgt.", _SAFE)
    return able


def _gone() -> Trouble:
    return Trouble("Dit bezoek is er niet meer.", _SAFE)


def _not_combined() -> Trouble:
    return Trouble("Alleen de werkgever krijgt één verslag over meer mensen.", _SAFE, "Kies over wie het verslag gaat.")
