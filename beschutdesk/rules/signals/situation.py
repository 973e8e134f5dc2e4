"""What rules look at: one placement, one trip, one person, or the desk. Made of records, or read by columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import EMPLOYMENT, Absence, Contract, Instrument, WageValue
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.introduction import IntroductionEvaluation
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.lasting import (
    Agreed,
    Agreement,
    Development,
    Expectation,
    FactorState,
    SuccessCheck,
    TeamBriefing,
)
from beschutdesk.dossier.placement import EndReason, NextStep, Placement, PlacementPhase, Terms
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.rules.chain import Paper, papers
from beschutdesk.rules.contracts import runs
from beschutdesk.rules.schemes import Schemes, standard
from beschutdesk.rules.signals import visited
from beschutdesk.rules.signals.asked import Asked, asked
from beschutdesk.rules.signals.visited import Contact, Judged, Promise
from beschutdesk.rules.time import in_force, months_after

LONG_AGO_MONTHS = 24
"""A placement that ended longer ago gives no signals."""

UNTOLD_DAYS = 14
"""So long after its day a planned visit of which nothing was written down still counts as planned: a line of its own
asks whether it took place, and a second line about the same trip would be noise.
"""


@dataclass(frozen=True, slots=True)
class Paperwork:
    """A portfolio with the last day on which it was discussed or handed over."""

    portfolio: UUID
    review_on: date | None
    settled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One placement with what stands around it.

    Lists that a rule does not look at may stay empty; see :attr:`contacts` for what may be left out of that.

    Attributes:
        root: id of the placement.
        candidate: its candidate.
        who, beside: how candidate and employer are called.
        municipality: of the candidate, as it was written down.
        closed: whether the dossier of the candidate is closed.
        follows: whether the candidate has another placement that runs or began later.
        supervisors: of the employer.
        others: terms that hold today of everybody else who works there.
        papers: employment contracts of the candidate, of all placements.
        contacts: all, or only the planned ones from :data:`UNTOLD_DAYS` ago on, the latest, the latest on which
            somebody was seen, and those on which somebody was seen and of which the result is still asked after.
        shared: up to which day employer and supervisor know how visits went: the day of the latest visit of which
            they have the report, or that of the latest other document.
        promises: open agreements of visits that are about this placement.
        found_at_visits: what was found of the supervision at visits, in any order.
        subsidies: applications for begeleidingssubsidie of this placement, the oldest first.
        paperwork: portfolios of this placement, or of the candidate without one.
    """

    root: UUID
    candidate: UUID | None = None
    who: str = ""
    beside: str = ""
    municipality: str = ""
    closed: bool = False
    follows: bool = False
    ended_on: date | None = None
    end_reason: EndReason | None = None
    next_step: NextStep | None = None
    next_contact_on: date | None = None
    safety_net: str = ""
    phases: Sequence[PlacementPhase] = ()
    terms: Sequence[Terms] = ()
    contracts: Sequence[Contract] = ()
    absences: Sequence[Absence] = ()
    wage_values: Sequence[WageValue] = ()
    instruments: Sequence[Instrument] = ()
    evaluations: Sequence[IntroductionEvaluation] = ()
    agreements: Sequence[Agreement] = ()
    expectations: Sequence[Expectation] = ()
    team_briefings: Sequence[TeamBriefing] = ()
    developments: Sequence[Development] = ()
    success_checks: Sequence[SuccessCheck] = ()
    supervisors: Sequence[Supervisor] = ()
    others: Sequence[Terms] = ()
    papers: Sequence[Paper] = ()
    contacts: Sequence[Contact] = ()
    shared: tuple[date | None, date | None] = (None, None)
    paperwork: Sequence[Paperwork] = ()
    promises: Sequence[Promise] = ()
    found_at_visits: Sequence[Judged] = ()
    subsidies: Sequence[Asked] = ()

    @property
    def people(self) -> tuple[UUID, ...]:
        """Whom it is about."""
        return () if self.candidate is None else (self.candidate,)

    def root_of(self, record: str) -> UUID | None:
        """The id of the record that a signal leads to."""
        return self.candidate if record == "candidate" else self.root

    @property
    def employed_since(self) -> date | None:
        """The first day of employment; ``None`` when there is no contract with a first day."""
        found = (one.since for one in self.contracts if one.kind in EMPLOYMENT and one.since is not None)
        return min(found, default=None)

    @property
    def began(self) -> date | None:
        """The first day of the first phase or contract; ``None`` when none has one."""
        days = (*(one.since for one in self.phases), *(one.since for one in self.contracts))
        return min((day for day in days if day is not None), default=None)

    def under_contract(self, today: date) -> bool:
        """Whether a contract runs that was written down, also when nobody drew the phase of it."""
        return any(runs(one, today) for one in self.contracts)

    def ended(self, today: date) -> bool:
        """Whether the last day of the placement is past."""
        return self.ended_on is not None and self.ended_on < today

    def quiet(self, today: date) -> bool:
        """Whether nothing is asked of it any more: the dossier is closed, or it ended long ago."""
        return self.closed or (self.ended_on is not None and self.ended_on < months_after(today, -LONG_AGO_MONTHS))

    def judged(self) -> list[Judged]:
        """What was found of the supervision, looking back and at visits, the oldest first."""
        found = [
            Judged(one.looked_on, one.state is FactorState.YES)
            for one in self.success_checks
            if one.factor is SuccessFactor.SUPERVISOR_TIME
            and one.looked_on is not None
            and one.state in (FactorState.YES, FactorState.PARTLY, FactorState.NO)
        ]
        return sorted((*found, *self.found_at_visits), key=lambda one: (one.day, one.visit.int if one.visit else 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One visit or contact, whoever it is about: a trip that sees two people is one line.

    Attributes:
        agreements: what was agreed there and is open, as far as it is about no placement.
    """

    root: UUID
    at: Appointment | None
    medium: Medium | None
    state: VisitState | None
    who: str = ""
    beside: str = ""
    people: tuple[UUID, ...] = ()
    agreements: Sequence[Agreed] = ()

    def root_of(self, record: str) -> UUID | None:
        """The id of the visit."""
        return self.root if record == "visit" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose dossier is closed.

    Attributes:
        root: id of the candidate.
        last_day: the last day on which anything happened; ``None`` when nothing has a day.
    """

    root: UUID
    who: str = ""
    beside: str = ""
    municipality: str = ""
    last_day: date | None = None

    @property
    def people(self) -> tuple[UUID, ...]:
        """Whom it is about."""
        return (self.root,)

    def root_of(self, record: str) -> UUID | None:
        """The id of the candidate."""
        return self.root if record == "candidate" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """Something that was typed and not saved."""

    record: str
    id: UUID
    title: str
    kept_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """What concerns the whole desk.

    Attributes:
        dossiers: how many candidates there are.
        last_backup: the day of the last good one.
        backup_failed: what went wrong since, in Dutch.
        unsaved: what was typed and not saved.
        wage_subsidies: how many placements have a wage subsidy now.
    """

    dossiers: int = 0
    last_backup: date | None = None
    backup_failed: str = ""
    unsaved: Sequence[Unsaved] = ()
    wage_subsidies: int = 0
    root: UUID | None = field(default=None, init=False)
    who: str = field(default="", init=False)
    beside: str = field(default="", init=False)
    people: tuple[UUID, ...] = field(default=(), init=False)

    def root_of(self, record: str) -> UUID | None:
        """Nothing: it is about the program."""
        return None


def situation(  # noqa: PLR0913 - a placement has that much around it
    placement: Placement,
    candidate: Candidate | None,
    employer: Employer | None,
    today: date,
    *,
    siblings: Iterable[Placement] = (),
    colleagues: Iterable[Placement] = (),
    visits: Iterable[Visit] = (),
    portfolios: Iterable[Portfolio] = (),
    issued: Iterable[IssuedDocument] = (),
    subsidies: Iterable[SupervisionSubsidy] = (),
    schemes: Schemes | None = None,
) -> Situation:
    """One placement out of whole records.

    Args:
        placement: the one that is looked at.
        candidate, employer: of it.
        today: the day that is asked about.
        siblings: other placements of the candidate.
        colleagues: placements of others at this employer.
        visits: about the candidate.
        portfolios: of the candidate.
        issued: of the candidate, and those on whole visits.
        subsidies: applications of the candidate.
        schemes: for begeleidingssubsidie; those of the program by default.
    """
    others = [one for one in siblings if one.id != placement.id]
    visits = list(visits)
    there = [in_force(one.terms, today) for one in colleagues if one.id != placement.id and _runs(one, today)]
    documents = [
        one
        for one in issued
        if one.placement in (None, placement.id)
        and one.issued_on is not None
        and visited.concerns(one, placement, visits)
    ]
    return Situation(
        root=placement.id,
        candidate=placement.candidate,
        who=called(candidate.name_used, candidate.family_name) if candidate else "",
        beside=employer.name if employer else "",
        municipality=candidate.municipality if candidate else "",
        closed=candidate is not None and candidate.state is CandidateState.CLOSED,
        follows=any(_runs(one, today) or _began(one) > _began(placement) for one in others),
        ended_on=placement.ended_on,
        end_reason=placement.end_reason,
        next_step=placement.next_step,
        next_contact_on=placement.next_contact_on,
        safety_net=placement.safety_net,
        phases=placement.phases,
        terms=placement.terms,
        contracts=placement.contracts,
        absences=placement.absences,
        wage_values=placement.wage_values,
        instruments=placement.instruments,
        evaluations=placement.evaluations,
        agreements=placement.agreements,
        expectations=placement.expectations,
        team_briefings=placement.team_briefings,
        developments=placement.developments,
        success_checks=placement.success_checks,
        supervisors=employer.supervisors if employer else (),
        others=[one for one in there if one is not None],
        papers=papers([placement, *others]),
        contacts=visited.contacts(placement, visits),
        shared=(visited.last_to(documents, "employer", visits), visited.last_to(documents, "supervisor", visits)),
        paperwork=_paperwork(placement, portfolios, documents),
        promises=visited.promises(placement, visits),
        found_at_visits=visited.found(placement, visits),
        subsidies=asked(
            subsidies, placement.id, employer, candidate.municipality if candidate else "", schemes or standard()
        ),
    )


def trip(visit: Visit, names: dict[UUID, str], employer: str = "") -> Trip:
    """One visit out of its record; *names* of the candidates that it is about."""
    about = [one.candidate for one in visit.subjects if one.candidate is not None]
    people = tuple(dict.fromkeys(key for key in about if key in names))
    who = together([names[key] for key in people])
    return Trip(
        root=visit.id, at=visit.at, medium=visit.medium, state=visit.state, who=who, beside=employer, people=people
    )


def called(name_used: str | None, family_name: str | None) -> str:
    """How a candidate is called in a line."""
    return " ".join(part for part in (name_used, family_name) if part) or "zonder naam"


def together(names: Sequence[str]) -> str:
    """Names in one line: ``Emre, Jelte en Fem``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""


def _runs(placement: Placement, today: date) -> bool:
    return placement.deleted_at is None and (placement.ended_on is None or placement.ended_on >= today)


def _began(placement: Placement) -> date:
    """The first day of the first phase or contract."""
    days = (*(one.since for one in placement.phases), *(one.since for one in placement.contracts))
    return min((day for day in days if day is not None), default=date.min)


def _paperwork(
    placement: Placement, portfolios: Iterable[Portfolio], documents: Sequence[IssuedDocument]
) -> list[Paperwork]:
    found = []
    for one in portfolios:
        if one.placement not in (None, placement.id):
            continue
        days = [one.discussed_on, *(paper.issued_on for paper in documents if paper.portfolio == one.id)]
        settled = max((day for day in days if day is not None), default=None)
        found.append(Paperwork(one.id, one.review_on, settled))
    return found
