"""Applications for begeleidingssubsidie: begun with what is known, renewed, sent in, decided, accounted for.

Whatever is written is undone by its save. Nothing stops anybody from typing; only sending in asks that it is whole.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.supervision_subsidy import (
    ReportableChange,
    SubsidyState,
    SubsidyStep,
    SupervisionSubsidy,
)
from beschutdesk.dossier.values import Attachment
from beschutdesk.rules.scheme import Scheme
from beschutdesk.rules.subsidy_changes import Change, facts, told
from beschutdesk.rules.subsidy_checks import Check, blocking
from beschutdesk.rules.subsidy_differences import Difference, differences
from beschutdesk.rules.subsidy_start import begun, renewal
from beschutdesk.rules.subsidy_states import latest, may_follow, proposed_due, state_of
from beschutdesk.services.dossiers import Saved, saved_of
from beschutdesk.services.figures import own_figures
from beschutdesk.services.schemes import own_schemes
from beschutdesk.services.store import Store
from beschutdesk.services.subsidy_gathering import Gathered, gathered
from beschutdesk.storage import subsidy_reading
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble

__all__ = ["Change", "Check", "Difference", "Gathered", "Subsidies"]

_UNCHANGED: Final = "Er is niets veranderd."
_NAMED: Final = 3
"""So many of what is in the way are told at once."""


class Subsidies:
    """Use cases on applications of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- begun ---------------------------------------------------------------------------------------------------------

    def begin(self, placement: UUID, today: date, *, since: date | None = None, until: date | None = None) -> Saved:
        """A new application for a placement, with what is known filled in and a period proposed.

        Args:
            placement: that it is for.
            today: the present day.
            since, until: the period, when somebody chose one.

        Returns:
            Its save; the one root in it is the application.

        Raises:
            Trouble: the placement is not there any more, or it is about nobody.
        """
        with self._store.work() as work:
            place = _alive(work, "placement", placement, "Deze plaatsing is er niet meer.")
            candidate = work.find("candidate", place.candidate) if place.candidate is not None else None
            if candidate is None or candidate.deleted_at is not None:
                raise Trouble("Deze plaatsing hoort bij niemand.", _UNCHANGED, "Kies de kandidaat bij de plaatsing.")
            connection = work.session.connection()
            scheme = self._scheme(connection, "", candidate)
            known = own_figures(connection).of(getattr(candidate, "municipality", ""))
            employer: Any = work.find("employer", place.employer) if place.employer is not None else None
            others = subsidy_reading.applications(connection, place.id)
            made = begun(place, employer, today, others, scheme, known)
            made.since, made.until = since or made.since, until or made.until
            return _kept(work, made)

    def renew(self, key: UUID, today: date) -> Saved:
        """The application for the period after another, with what stood in that; see :meth:`differences`.

        Args:
            key: id of the application of the period before.
            today: the present day.

        Raises:
            Trouble: it is not there any more, was never granted, or was renewed already.
        """
        with self._store.work() as work:
            old = _found(work, key)
            if latest(old.steps, SubsidyState.GRANTED) is None:
                raise Trouble(
                    "Deze aanvraag is niet toegekend.", _UNCHANGED, "Begin een nieuwe aanvraag bij de plaatsing."
                )
            place = _alive(work, "placement", old.placement, "De plaatsing van deze aanvraag is er niet meer.")
            connection = work.session.connection()
            if any(one.renews == old.id for one in subsidy_reading.applications(connection, place.id)):
                raise Trouble("Deze aanvraag is al verlengd.", _UNCHANGED, "Ga verder met de aanvraag die er is.")
            candidate = work.find("candidate", old.candidate) if old.candidate is not None else None
            return _kept(work, renewal(old, place, self._scheme(connection, old.scheme, candidate)))

    # -- reading -------------------------------------------------------------------------------------------------------

    def gather(self, key: UUID, today: date, edited: SupervisionSubsidy | None = None) -> Gathered:
        """An application with all that stands around it; belongs in a lane.

        Args:
            key: its id.
            today: the present day.
            edited: as it is being typed, in place of what was kept.

        Raises:
            Trouble: it is not there any more.
        """
        found = edited if edited is not None else self._store.load("supervision_subsidy", key)
        if not isinstance(found, SupervisionSubsidy):
            raise _gone()
        with self._store.reading() as connection:
            return gathered(connection, codec.copy(found), today)

    def of(self, placement: UUID) -> tuple[SupervisionSubsidy, ...]:
        """The applications of a placement that are not in the trash, the oldest first."""
        with self._store.reading() as connection:
            return tuple(subsidy_reading.applications(connection, placement))

    def differences(self, key: UUID) -> tuple[Difference, ...]:
        """What is different from the application that this one renews; empty when it renews none.

        Raises:
            Trouble: it is not there any more.
        """
        new = self._store.load("supervision_subsidy", key)
        if not isinstance(new, SupervisionSubsidy):
            raise _gone()
        old = self._store.load("supervision_subsidy", new.renews) if new.renews is not None else None
        if not isinstance(old, SupervisionSubsidy):
            return ()
        place: Any = self._store.load("placement", new.placement) if new.placement is not None else None
        employer: Any = self._store.load("employer", place.employer) if place is not None and place.employer else None
        return differences(old, new, place, employer)

    # -- steps ---------------------------------------------------------------------------------------------------------

    def advance(  # noqa: PLR0913 - what is said with a step
        self,
        key: UUID,
        state: SubsidyState,
        on: date,
        *,
        amount: Decimal | None = None,
        since: date | None = None,
        until: date | None = None,
        hours: Decimal | None = None,
        reason: str = "",
        due_on: date | None = None,
        letter: str = "",
        file: Attachment | None = None,
    ) -> Saved:
        """Take a step. Sending it in keeps what is true then, so that a change is noticed later.

        Args:
            key: id of the application.
            state: the state that it comes in.
            on: the day on which that happened.
            amount, since, until, hours: as granted or settled; the period that was asked when left out.
            reason: what the gemeente asked or wrote.
            due_on: the term that follows; by the scheme when left out.
            letter: the reference of the letter.
            file: the letter itself.

        Raises:
            Trouble: the step cannot follow, lies before the last one, ends before it begins, or it is sent in while
                something must be right first. What is missing then stands in the words.
        """
        with self._store.work() as work:
            root = _found(work, key)
            _refuse_step(root, state, on, since, until)
            connection = work.session.connection()
            around = gathered(connection, codec.copy(root), on)
            if state is SubsidyState.SUBMITTED and (found := blocking(around.checks)):
                raise _not_whole(found)
            new = codec.copy(root)
            if state is SubsidyState.GRANTED:
                since, until = since or root.since, until or root.until
            step = SubsidyStep(state=state, happened_on=on, reason=reason.strip(), letter=letter.strip(), file=file)
            step.amount, step.since, step.until, step.hours = amount, since, until, hours
            last = until or root.until
            step.due_on = due_on or proposed_due(state, on, last, around.scheme, around.figures)
            new.steps.append(step)
            if (
                state is SubsidyState.SUBMITTED
                and state_of(root) is not SubsidyState.QUESTIONS
                and around.placement is not None
            ):
                new.facts = facts(new, around.placement, around.applicant.iban, on, around.figures)
            return _changed(work, root, new)

    def told(self, key: UUID, change: ReportableChange, on: date) -> Saved:
        """Write down that a change was told to whoever pays; nothing happens when there is none.

        Args:
            key: id of the application.
            change: which kind.
            on: the day on which it was told.

        Raises:
            Trouble: the application is not there any more.
        """
        with self._store.work() as work:
            root = _found(work, key)
            found = gathered(work.session.connection(), codec.copy(root), on).changes
            new = codec.copy(root)
            new.facts += [told(one, on) for one in found if one.what is change]
            return _changed(work, root, new)

    @staticmethod
    def _scheme(connection: Any, key: str, candidate: Any) -> Scheme | None:
        return own_schemes(connection).chosen(key, getattr(candidate, "municipality", "") or "")


# -- parts -------------------------------------------------------------------------------------------------------------


def _alive(work: UnitOfWork, record: str, key: UUID | None, happened: str) -> Any:
    found = work.find(record, key) if key is not None else None
    if found is None or found.deleted_at is not None:
        raise Trouble(happened, _UNCHANGED, "Kijk in de prullenbak.")
    return found


def _found(work: UnitOfWork, key: UUID) -> SupervisionSubsidy:
    found: SupervisionSubsidy = _alive(work, "supervision_subsidy", key, "Deze aanvraag is er niet meer.")
    return found


def _gone() -> Trouble:
    return Trouble("Deze aanvraag is er niet meer.", _UNCHANGED, "Kijk in de prullenbak.")


def _kept(work: UnitOfWork, made: SupervisionSubsidy) -> Saved:
    work.add(made)
    work.commit()
    return saved_of(work, [made])


def _changed(work: UnitOfWork, root: SupervisionSubsidy, new: SupervisionSubsidy) -> Saved:
    changes: Mapping[str, Any] = codec.changes(codec.flatten(root), codec.flatten(new))
    try:
        if changes:
            work.change(root, changes)
            work.commit()
    except WrongValue as error:
        raise Trouble(f"Begeleidingssubsidie: {error}.", _UNCHANGED) from None
    return saved_of(work, [root])


def _refuse_step(
    root: SupervisionSubsidy, state: SubsidyState, on: date, since: date | None, until: date | None
) -> None:
    before = state_of(root)
    if not may_follow(state, before):
        raise Trouble(
            f"Na ‘{before.label}’ kan ‘{state.label}’ niet komen.", _UNCHANGED, "Kijk welke stap er nu aan de beurt is."
        )
    step = latest(root.steps)
    if step is not None and step.happened_on is not None and on < step.happened_on:
        raise Trouble(
            f"Deze dag ligt vóór de vorige stap ({step.happened_on:%d-%m-%Y}).", _UNCHANGED, "Kies een latere dag."
        )
    if since is not None and until is not None and until < since:
        raise Trouble("De toegekende periode eindigt voordat zij begint.", _UNCHANGED, "Kijk beide dagen na.")


def _not_whole(found: tuple[Check, ...]) -> Trouble:
    said = " ".join(one.words for one in found[:_NAMED])
    more = len(found) - _NAMED
    rest = f" En nog {more} {'punt' if more == 1 else 'punten'}." if more > 0 else ""
    return Trouble(f"De aanvraag is nog niet compleet. {said}{rest}", _UNCHANGED, "Vul aan en dien daarna in.")
