"""What a report of a visit is made of, gathered from the vault and cut down to whom it is about.

Of people, places and earlier visits only that is taken along which a report can say: what is not there cannot leak.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_order import PersonPart, packed
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, LearningMoment, Visit, VisitAgreement, VisitSubject
from beschutdesk.rules.visit_copy import Cut, cut
from beschutdesk.services.store import Store
from beschutdesk.storage import visit_history

_Readers = tuple[Audience, ...] | None


@dataclass(frozen=True, slots=True)
class Around:
    """Who and what belongs to each subject of a visit, by id of the subject."""

    people: dict[UUID, Candidate]
    places: dict[UUID, Placement]
    employers: dict[UUID, Employer]

    def names(self, subject: UUID) -> Iterator[str]:
        """What a person may be called."""
        person = self.people.get(subject)
        if person is not None:
            yield " ".join(part for part in (person.name_used, person.family_name) if part)
            yield person.name_used


def around(store: Store, visit: Visit) -> Around:
    """Look up everybody a visit is about, with the employers of their placements; no place that is in the trash."""
    people = {one.id: one for one in store.load_all("candidate", _ids(one.candidate for one in visit.subjects))}
    found = store.load_all("placement", _ids(one.placement for one in visit.subjects))
    places = {one.id: one for one in found if one.deleted_at is None}
    at = [visit.employer, *(place.employer for place in places.values())]
    houses = {one.id: one for one in store.load_all("employer", _ids(iter(at))) if one.deleted_at is None}
    by_place: dict[UUID, Employer] = {}
    for one in visit.subjects:
        place = places.get(one.placement) if one.placement is not None else None
        house = houses.get((place.employer if place is not None else None) or visit.employer or one.id)
        if house is not None:
            by_place[one.id] = house
    return Around(
        {one.id: people[one.candidate] for one in visit.subjects if one.candidate in people},
        {one.id: places[one.placement] for one in visit.subjects if one.placement in places},
        by_place,
    )


def trip(visit: Visit, chosen: Sequence[VisitSubject], known: Around, owner: Caseworker) -> Cut:
    """When and where it was, and who was there as far as that is about those who were chosen."""
    names = [name for one in chosen for name in known.names(one.id)]
    for house in {house.id: house for one in chosen if (house := known.employers.get(one.id))}.values():
        names += [*(one.name for one in house.supervisors), *(one.name for one in house.contacts)]
    names += [owner.name, owner.name.split(" ")[0]]
    barred = [name for one in visit.subjects if one not in chosen for name in known.names(one.id)]
    whole = cut(visit, [one.id for one in chosen], known=names, barred=barred)
    house = known.employers.get(chosen[0].id)
    bare = Visit(
        id=visit.id,
        at=visit.at,
        medium=visit.medium,
        present=whole.visit.present,
        employer=house.id if house is not None else None,
    )
    notes, loose = whole.notes, whole.loose
    if len(chosen) > 1:  # in a report on each in turn there is no place for what is about all of them
        notes = notes or bool(visit.notes.strip())
        loose = sum(row.subject is None for name in ABOUT_SUBJECTS for row in getattr(visit, name))
    return Cut(bare, whole.others, whole.unnamed, notes, loose)


def part(store: Store, visit: Visit, subject: VisitSubject, known: Around, reader: Reader) -> PersonPart:
    """What a report draws from for one person. A workplace hears nothing of what was agreed and learnt at another."""
    person, place = known.people[subject.id], known.places.get(subject.id)
    house = known.employers.get(subject.id)
    there = house.id if house is not None and reader.at_work else None
    with store.reading() as connection:
        ids = visit_history.before(connection, person.id, visit.at, visit.id, house=there)
    before = [_past(one, person.id) for one in store.load_all("visit", ids)]
    day = visit.at.day if visit.at is not None else None
    since = before[0].at.day if before and before[0].at is not None else None
    bare = [Candidate(id=person.id, name_used=person.name_used, family_name=person.family_name), *_places(place, day)]
    if house is not None:
        bare.append(Employer(id=house.id, name=house.name, supervisors=[copy(one) for one in house.supervisors]))
    alone = cut(visit, [subject.id]).visit
    alone.present = ()  # the trip says who was there
    return PersonPart(
        candidate=person.id,
        placement=place.id if place is not None else None,
        subject=subject.id,
        visit=packed(alone),
        before=tuple(packed(one) for one in before),
        around=tuple(packed(one) for one in bare),
        since=since,
    )


def _places(place: Placement | None, day: date | None) -> list[Candidate | Placement | Employer]:
    """A placement with what a report may say of it: agreements that were there on the day of the visit."""
    if place is None:
        return []
    agreed = [copy(one) for one in place.agreements if day is None or one.made_on is None or one.made_on <= day]
    return [Placement(id=place.id, candidate=place.candidate, job_title=place.job_title, agreements=agreed)]


def _past(visit: Visit, candidate: UUID) -> Visit:
    """An earlier visit with nothing but what is looked back at: agreements and tips about this person.

    They are closed to whom that part of that visit was closed.
    """
    left = cut(visit, [one.id for one in visit.subjects if one.candidate == candidate]).visit
    closed: dict[UUID | None, _Readers] = {one.id: one.readers for one in left.subjects}
    closed[None] = next(iter(closed.values()), None)  # a row about nobody stays when there is one part alone
    rows: list[VisitAgreement | LearningMoment] = [*left.agreements, *left.learning_moments]
    for row in rows:
        row.readers = _both(row.readers, closed.get(row.subject))
    return Visit(id=visit.id, at=visit.at, agreements=left.agreements, learning_moments=left.learning_moments)


def _both(row: _Readers, part: _Readers) -> _Readers:
    """Who may read a row of a part of a visit; ``None`` narrows nothing."""
    if row is None or part is None:
        return part if row is None else row
    return tuple(one for one in row if one in part)


def _ids(keys: "Iterator[UUID | None]") -> Sequence[UUID]:
    found: Collection[UUID] = dict.fromkeys(key for key in keys if key is not None)
    return list(found)
