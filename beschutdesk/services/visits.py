"""Visits and contacts: planned, moved, begun, finished, shared or not. Everything that changes is undone by its save.

While a visit is being written it is a record (state *concept*), kept by drafts like any other form: save the draft of
the form before :meth:`Visits.finish`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Answer, Medium, Occasion, Visit, VisitState
from beschutdesk.rules.finishing import Missing, asked, missing
from beschutdesk.rules.rhythm import Due, next_visit
from beschutdesk.services.dossiers import Saved, saved_of
from beschutdesk.services.figures import own_figures
from beschutdesk.services.store import Store
from beschutdesk.services.visit_making import (
    UNCHANGED,
    About,
    day_of,
    employer_of,
    following,
    is_about,
    medium_again,
    part_about,
)
from beschutdesk.storage import situations, visit_listing
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.storage.visit_listing import Unfinished
from beschutdesk.trouble import Trouble

__all__ = ["About", "AgreementAt", "Due", "Finished", "Missing", "Unfinished", "Visits"]


@dataclass(frozen=True, slots=True)
class AgreementAt:
    """Where an agreement stands: on a ``placement`` or on a ``visit``, by the ids of that record and of the row."""

    record: str
    root: UUID
    row: UUID


@dataclass(frozen=True, slots=True)
class Finished:
    """What finishing a visit did.

    Attributes:
        saved: one save for all of it.
        planned: ids of the next visits that were planned.
        missing: what is still open, friendly and never blocking.
    """

    saved: Saved
    planned: tuple[UUID, ...] = ()
    missing: tuple[Missing, ...] = ()


_LOOKED_AT: Final = ("placement_phase", "contract", "terms", "absence", "contacts")
_LISTS: Final = {"placement": "agreements", "visit": "agreements"}
_STANDING, _USUAL = 50, 5
"""So many contacts are looked at, for what is planned and for the usual time."""
_DONE: Final = frozenset({AgreementResult.DONE, AgreementResult.PARTLY})


class Visits:
    """Use cases on visits of one profile. What is written is undone by the id of its save."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- planned -------------------------------------------------------------------------------------------------------

    def next_for(self, about: About, today: date) -> Due | None:
        """When somebody is to be visited next, and why; ``None`` without a placement that runs."""
        if about.placement is None:
            return None
        with self._store.reading() as connection:
            rid = situations.rid_of(connection, about.placement)
            if rid is None:
                return None
            known = own_figures(connection)
            found = situations.situations(connection, {need: {rid} for need in _LOOKED_AT}, today).get(rid)
        return None if found is None else next_visit(found, today, known.of(found.municipality))

    def standing(self, candidate: UUID, today: date) -> list[Appointment]:
        """The contacts with somebody that are planned for today or later, the first one first."""
        with self._store.reading() as connection:
            found = visit_listing.moments(connection, candidate, None, (VisitState.PLANNED,), _STANDING)
        return sorted((at for at in found if at.day >= today), key=lambda at: (at.day, at.at))

    def usual_time(self, about: About) -> time | None:
        """At what time one mostly comes: that of the last and planned contacts; ``None`` when there were none."""
        states = (VisitState.PLANNED, VisitState.DONE)
        with self._store.reading() as connection:
            found = visit_listing.moments(connection, about.candidate, about.placement, states, _USUAL)
        return Counter(at.at for at in found).most_common(1)[0][0] if found else None

    def plan(
        self,
        about: Sequence[About],
        at: Appointment,
        medium: Medium,
        *,
        employer: UUID | None = None,
        occasion: Occasion | None = None,
        draft: UUID | None = None,
    ) -> Saved:
        """Plan a contact, about nobody, one person or more.

        Args:
            about: whom it is about.
            at: when.
            medium: how.
            employer: where; that of the placements when left out and they have the same.
            occasion: why.
            draft: as which it was typed: the visit has that id, and the draft is gone.

        Raises:
            Trouble: somebody or something it is about is not there any more.
        """
        with self._store.work() as work:
            visit = Visit(at=at, medium=medium, state=VisitState.PLANNED, occasion=occasion)
            visit.employer = employer or employer_of(work, about)
            visit.subjects = [part_about(work, one) for one in dict.fromkeys(about)]
            if draft is not None:
                visit.id = draft
                work.drop_draft(draft)
            work.add(visit)
            work.commit()
            return saved_of(work, [visit])

    def move(self, visit: UUID, at: Appointment, because: str) -> Saved:
        """Plan a visit for another moment; the day on which it stood first stays known.

        Raises:
            Trouble: there is no reason, or the visit is not planned.
        """
        if not because.strip():
            raise Trouble("Zet erbij waarom je dit verzet.", UNCHANGED, "Een paar woorden zijn genoeg.")
        with self._store.work() as work:
            root = _found(work, visit)
            if root.state is not VisitState.PLANNED:
                raise Trouble("Dit bezoek staat niet meer gepland.", UNCHANGED, "Plan een nieuw bezoek.")
            if root.at != at:
                with _changing(work, root) as new:
                    if root.at is not None and root.at.day != at.day:
                        new.moved_from = root.moved_from or root.at.day
                    new.at, new.moved_because = at, because.strip()
                work.commit()
            return saved_of(work, [root])

    def no_contact(self, visit: UUID, because: str, today: date) -> Saved:
        """Write down that nobody was reached: an attempt, not a visit. What was planned for later stands today then,
        and the day that it was planned for stays known.

        Raises:
            Trouble: there is no reason, or the visit is not there or was finished.
        """
        if not because.strip():
            raise Trouble("Zet erbij waarom er geen contact was.", UNCHANGED, "Een paar woorden zijn genoeg.")
        with self._store.work() as work:
            root = _found(work, visit)
            if root.state is VisitState.DONE:
                raise Trouble("Dit bezoek is al afgerond.", UNCHANGED, "Maak een nieuw contactmoment.")
            with _changing(work, root) as new:
                new.state, new.no_contact_because = VisitState.NO_CONTACT, because.strip()
                if root.at is not None and root.at.day > today:  # tried before its day
                    new.moved_from = root.moved_from or root.at.day
                    new.at = Appointment(today, root.at.at, root.at.zone)
            work.commit()
            return saved_of(work, [root])

    # -- while it is held ----------------------------------------------------------------------------------------------

    def begin(
        self,
        about: Sequence[About],
        medium: Medium,
        now: Appointment,
        *,
        employer: UUID | None = None,
        planned: UUID | None = None,
        draft: UUID | None = None,
    ) -> Visit:
        """Begin to write: a concept that is on disk at once. A planned visit becomes it; one that was begun goes on.

        Args:
            about: whom it is about; those of the planned visit stay.
            medium: how.
            now: this moment, or the one at which it was, when it is written up later.
            employer: where; see :meth:`plan`.
            planned: the visit that was planned, if any.
            draft: as which a new one was typed: see :meth:`plan`.

        Returns:
            A copy.

        Raises:
            Trouble: somebody it is about is not there any more, or the planned visit was held already.
        """
        with self._store.work() as work:
            if planned is None:
                root = Visit(at=now, medium=medium, state=VisitState.CONCEPT)
                root.employer = employer or employer_of(work, about)
                root.subjects = [part_about(work, one) for one in dict.fromkeys(about)]
                if draft is not None:
                    root.id = draft
                    work.drop_draft(draft)
                work.add(root)
                work.commit()
                return _copy(root)
            root = _found(work, planned)
            if root.state not in (VisitState.PLANNED, VisitState.CONCEPT):
                raise Trouble("Dit bezoek is al vastgelegd.", UNCHANGED, "Maak een nieuw contactmoment.")
            with _changing(work, root) as new:
                if root.state is VisitState.PLANNED:
                    if root.at is not None and root.at.day != now.day:
                        new.moved_from = root.moved_from or root.at.day
                    new.at, new.medium, new.state = now, medium, VisitState.CONCEPT
                new.subjects += [part_about(work, one) for one in dict.fromkeys(about) if not is_about(root, one)]
                new.employer = root.employer or employer or employer_of(work, about)
            work.commit()
            return _copy(root)

    def join(self, visit: UUID, about: About) -> Saved:
        """Let a visit be about somebody else too; nothing happens when it is already.

        Raises:
            Trouble: the visit or the person is not there any more.
        """
        with self._store.work() as work:
            root = _found(work, visit)
            if not is_about(root, about):
                with _changing(work, root) as new:
                    new.subjects.append(part_about(work, about))
                work.commit()
            return saved_of(work, [root])

    def finish(
        self,
        visit: UUID,
        next_at: Mapping[UUID, Appointment | date | None],
        today: date,
        *,
        medium: Medium | None = None,
    ) -> Finished:
        """Finish a visit and plan what comes next, in one save. What is missing stops nobody.

        Somebody who has a contact planned on that day already gets no second one.

        Args:
            visit: its id; what was typed is saved before.
            next_at: by id of a subject; a day alone is planned at the hour of this visit, ``None`` plans nothing. For
                who is not in it the day in the record stays as it is, and nothing is planned.
            today: the present day.
            medium: how the next contact is; as this one when left out, and a visit after a talk with three.

        Raises:
            Trouble: the visit is not there any more, or a next day is past.
        """
        if any(day_of(at) < today for at in next_at.values() if at is not None):
            raise Trouble("Het volgende contact ligt in het verleden.", UNCHANGED, "Kies een dag die nog komt.")
        with self._store.work() as work:
            root = _found(work, visit)
            with _changing(work, root) as new:
                new.state = VisitState.DONE
                for one in new.subjects:
                    if one.id in next_at:
                        at = next_at[one.id]
                        one.next_on = None if at is None else day_of(at)
            coming = following(work, root, next_at, medium or medium_again(root.medium))
            for made in coming:
                work.add(made)
            work.commit()
            saved = saved_of(work, [root, *coming])
        return Finished(saved, tuple(made.id for made in coming), self.missing(root))

    def missing(self, visit: Visit) -> tuple[Missing, ...]:
        """What a visit lacks as it is now; also of a copy that is not saved yet."""
        today = visit.at.day if visit.at is not None else date.max
        people = {one.id: one.candidate for one in visit.subjects if one.candidate is not None}
        with self._store.reading() as connection:
            known = own_figures(connection)
            towns = visit_listing.municipalities(connection, list(people.values()))
        asks = {row: asked(known.of(towns.get(person, "")), today) for row, person in people.items()}
        return missing(visit, asks)

    def unfinished(self) -> list[Unfinished]:
        """What was begun and not finished, the latest first; nobody who is in the trash is named."""
        with self._store.reading() as connection:
            return visit_listing.unfinished(connection)

    # -- afterwards ----------------------------------------------------------------------------------------------------

    def settle(self, at: AgreementAt, result: AgreementResult | None, today: date) -> Saved:
        """Write down what came of an agreement; ``None`` opens it again.

        Raises:
            Trouble: the agreement is not there any more.
        """
        done = today if result in _DONE else None
        return self._in_row(at.record, at.root, _LISTS[at.record], at.row, {"result": result, "done_on": done})

    def learnt(self, visit: UUID, row: UUID, worked: Answer | None, how: str, today: date) -> Saved:
        """Write down whether a tip worked, and what happened; without an answer it is asked again.

        Raises:
            Trouble: the learning moment is not there any more.
        """
        asked_on = today if worked is not None else None
        values = {"worked": worked, "worked_on": asked_on, "worked_how": how.strip()}
        return self._in_row("visit", visit, "learning_moments", row, values)

    def not_shared(self, visit: UUID, subject: UUID, because: str) -> Saved:
        """Write down that the result is not shared on purpose; without a reason it is to be shared again.

        Raises:
            Trouble: the visit, or the person in it, is not there any more.
        """
        return self._in_row("visit", visit, "subjects", subject, {"not_shared_because": because.strip()})

    def _in_row(self, record: str, key: UUID, name: str, row: UUID, values: Mapping[str, Any]) -> Saved:
        with self._store.work() as work:
            root: Any = work.find(record, key)
            if root is None or root.deleted_at is not None or all(one.id != row for one in getattr(root, name)):
                raise Trouble("Deze regel is er niet meer.", UNCHANGED)
            with _changing(work, root) as new:
                for one in getattr(new, name):
                    if one.id == row:
                        for attribute, value in values.items():
                            setattr(one, attribute, value)
            work.commit()
            return saved_of(work, [root])


@contextmanager
def _changing(work: UnitOfWork, root: Any) -> Iterator[Any]:
    """A copy to change; what is different at the end is written. A value that does not fit is told as trouble."""
    new = codec.copy(root)
    yield new
    try:
        work.change(root, codec.changes(codec.flatten(root), codec.flatten(new)))
    except codec.WrongValue as error:
        raise Trouble(f"{shape_of(root).label}: {error}.", UNCHANGED) from None


def _copy(root: Visit) -> Visit:
    """A copy with its version, so that what is typed next is laid over it."""
    made: Visit = codec.copy(root)
    return made


def _found(work: UnitOfWork, key: UUID) -> Visit:
    root = work.find("visit", key)
    if not isinstance(root, Visit) or root.deleted_at is not None:
        raise Trouble("Dit bezoek is er niet meer.", UNCHANGED, "Kijk in de prullenbak.")
    return root
