"""An order for a visit report: plain data that crosses to another process, and its way to a file.

Each person comes as a part of its own, with a visit in which nobody else stands: whoever makes the document cannot mix
them up. The records are built again there and seen through the glass of the reader.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import beschutdesk.dossier  # noqa: F401 - declares the records
from beschutdesk.documents.order import Printed
from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_content import Person
from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Record, shape_of

Packed = tuple[str, UUID, codec.Flat]
"""Name, id and flat form of a record."""


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What a report draws from for one person.

    Attributes:
        candidate, placement, subject: ids.
        visit: cut down to this person.
        before: earlier visits, cut down too; the latest first.
        around: candidate, placement and employer, as far as they are there.
        since: day of the visit before this one.
    """

    candidate: UUID
    placement: UUID | None
    subject: UUID
    visit: Packed
    before: tuple[Packed, ...]
    around: tuple[Packed, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class VisitOrder:
    """One report for one reader.

    Attributes:
        reader: who will read it.
        visit: id of the visit.
        parts: whom it is about; more than one only for the employer.
        trip: the visit, for when and where, with all the parts and nobody else.
        employer: id of whose place it was; ``None`` without one.
        caseworker: who makes it.
        number: of the version.
        issued_on: the date on it.
        concept: whether the visit is not finished yet.
        others: people who were seen and are not in it.
        unnamed: lines of who was there that are not in it.
        trip_notes: whether there are notes about the trip as a whole that are not in it.
        loose: agreements and the like about nobody in particular that are not in it.
        only_news: make an empty file when there is nothing of this visit itself for this reader.
    """

    reader: Reader
    visit: UUID
    parts: tuple[PersonPart, ...]
    trip: Packed
    employer: UUID | None
    caseworker: Packed
    number: int
    issued_on: date
    concept: bool
    others: int = 0
    unnamed: int = 0
    trip_notes: bool = False
    loose: int = 0
    only_news: bool = False

    @property
    def combined(self) -> bool:
        """Whether it is about several people."""
        return len(self.parts) > 1

    def render(self) -> Printed:
        """Make the document."""
        from beschutdesk.documents.visit_report import file_name, made

        views = self.views()
        if self.only_news and not any(one.news for one in views.told):
            return Printed(b"", file_name(views))
        data, dropped = made(views)
        return Printed(data, file_name(views), dropped)

    def text(self) -> str:
        """The same as plain text; empty when there is nothing for this reader."""
        from beschutdesk.documents.visit_report import as_text

        return as_text(self.views())

    def texts(self) -> list[tuple[str, str]]:
        """All that this reader gets to read that somebody typed, with the title it stands under."""
        from beschutdesk.documents.visit_report import texts

        return texts(self.views())

    def names(self) -> list[str]:
        """What those whom it is about, who guides and who made it are called, in full and by first name."""
        views = self.views()
        guides = views.employer.supervisors if views.employer is not None else ()
        full = [views.maker, *(str(one.name) for one in guides)]
        people = [name for one in views.told for name in (one.name, one.called)]
        return [*people, *full, *(name.split(" ")[0] for name in full)]

    def views(self) -> Any:
        """The :class:`~beschutdesk.documents.visit_report.VisitReportViews` of this order."""
        from beschutdesk.documents.visit_report import VisitReportViews

        people = tuple(self._person(part) for part in self.parts)
        known = {one.id: one for packed in self.parts[0].around for one in [unpacked(packed)]}
        glass = self.reader.glass(known)
        at = known.get(self.employer) if self.employer is not None else None
        return VisitReportViews(
            people=people,
            visit=glass.see(unpacked(self.trip)),
            employer=None if at is None else glass.see(at),
            caseworker=glass.see(unpacked(self.caseworker)),
            number=self.number,
            issued_on=self.issued_on,
            concept=self.concept,
        )

    def _person(self, part: PersonPart) -> Person:
        visit = unpacked(part.visit)
        before = [unpacked(packed) for packed in part.before]
        records: dict[UUID, Record] = {}
        for one in (visit, *before, *(unpacked(packed) for packed in part.around)):
            records[one.id] = one
            for name in shape_of(one).children:
                records |= {row.id: row for row in getattr(one, name)}
        glass = self.reader.glass(records)
        place = records.get(part.placement) if part.placement is not None else None
        return Person(
            visit=glass.see(visit),
            subject=glass.see(records[part.subject]),
            before=tuple(glass.see(one) for one in before),
            placement=None if place is None else glass.see(place),
            since=part.since,
        )


def packed(record: Record) -> Packed:
    """A record as plain data."""
    return shape_of(record).name, record.id, codec.flatten(record)


def unpacked(packed: Packed) -> Any:
    """The record again."""
    name, key, flat = packed
    record = shape_of(name).type(id=key)
    codec.apply(record, flat)
    return record
