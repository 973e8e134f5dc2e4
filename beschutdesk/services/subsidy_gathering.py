"""Everything around one application for begeleidingssubsidie, as copies: for the page, the papers and the forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import SubsidyState, SupervisionSubsidy
from beschutdesk.dossier.task_list import CarvedTask
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.scheme import Scheme
from beschutdesk.rules.subsidy_amount import Reckoning, Stretch, reckon
from beschutdesk.rules.subsidy_applicant import ApplicantData, applicant_of
from beschutdesk.rules.subsidy_changes import Change, changes
from beschutdesk.rules.subsidy_checks import Check, checks
from beschutdesk.rules.subsidy_states import NextDeadline, deadlines, state_of
from beschutdesk.rules.subsidy_texts import proposals
from beschutdesk.rules.time import in_force
from beschutdesk.services.figures import own_figures
from beschutdesk.services.schemes import own_schemes
from beschutdesk.storage import queries, reading, subsidy_reading


@dataclass(frozen=True, slots=True)
class Gathered:
    """One application with all that stands around it. Nothing of it is shared with anybody else.

    Attributes:
        application: as it is kept, or as it is being typed.
        candidate, placement, employer: that it is about; ``None`` for what is not there any more.
        caseworker: the owner of this profile.
        terms: that hold in the period, the oldest first; those of today while it has no period.
        supervisor, backup: who guides at the end of those terms, and who steps in.
        applicant: the organisation that asks.
        others: other applications of this placement, the oldest first.
        renewed_by: the application for the period after, if there is one.
        choices: schemes to choose from, those of the gemeente first.
        scheme: the one that counts; ``None`` when nobody knows it.
        reckoning: the amount; ``None`` without scheme or period.
        checks: what is missing or cannot be right, what blocks first.
        state: how far it is.
        deadlines: terms that run, the first to come first; and :attr:`deadline` the first of them.
        changes: what must still be told to whoever pays.
        proposals: texts by field; see :func:`beschutdesk.rules.subsidy_texts.proposals`.
        figures: numbers that count for the gemeente.
    """

    application: SupervisionSubsidy
    candidate: Candidate | None
    placement: Placement | None
    employer: Employer | None
    caseworker: Caseworker
    terms: tuple[Terms, ...]
    supervisor: Supervisor | None
    backup: Supervisor | None
    applicant: ApplicantData
    others: tuple[SupervisionSubsidy, ...]
    renewed_by: SupervisionSubsidy | None
    choices: tuple[Scheme, ...]
    scheme: Scheme | None
    reckoning: Reckoning | None
    checks: tuple[Check, ...]
    state: SubsidyState
    deadlines: tuple[NextDeadline, ...]
    changes: tuple[Change, ...]
    proposals: Mapping[str, str]
    figures: Figures

    @property
    def deadline(self) -> NextDeadline | None:
        """The first term to come."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def blocking(self) -> tuple[Check, ...]:
        """What must be right before it is sent in."""
        return tuple(one for one in self.checks if one.blocks)


def terms_in(placement: Placement | None, since: date | None, until: date | None, today: date) -> tuple[Terms, ...]:
    """The terms that hold in a period, the oldest first: those at its start and those that begin in it."""
    if placement is None:
        return ()
    held = in_force(placement.terms, since or today)
    last = until or max(since or today, today)
    begun = [
        one
        for one in placement.terms
        if one is not held and one.valid_from is not None and (since or today) < one.valid_from <= last
    ]
    found = sorted(begun, key=lambda one: one.valid_from or date.min)
    return (held, *found) if held is not None else tuple(found)


def reckoned(application: SupervisionSubsidy, scheme: Scheme | None, terms: Sequence[Terms]) -> Reckoning | None:
    """The amount that is asked; ``None`` without a scheme or a period that can be."""
    since, until = application.since, application.until
    if scheme is None or since is None or until is None or until < since:
        return None
    jobcoaching = application.jobcoaching_amount if application.jobcoaching is YesNo.YES else None
    return reckon(
        scheme,
        since,
        until,
        [Stretch(one.valid_from, one.hours) for one in terms],
        intensity=application.intensity,
        jobcoaching=jobcoaching,
        cap={YesNo.YES: True, YesNo.NO: False}.get(application.capped) if application.capped else None,
    )


def gathered(connection: sa.Connection, application: SupervisionSubsidy, today: date) -> Gathered:
    """All that stands around an application.

    Args:
        connection: to read from.
        application: a copy, as it is kept or as it is being typed.
        today: the present day.
    """
    candidate: Candidate | None = _one(connection, "candidate", application.candidate)
    placement: Placement | None = _one(connection, "placement", application.placement)
    employer: Employer | None = _one(connection, "employer", placement.employer if placement is not None else None)
    owners = queries.all_ids(connection, "caseworker")
    caseworker = _one(connection, "caseworker", owners[0] if owners else None) or Caseworker()
    municipality = candidate.municipality if candidate is not None else ""
    known, schemes = own_figures(connection).of(municipality), own_schemes(connection)
    scheme = schemes.chosen(application.scheme, municipality)
    terms = terms_in(placement, application.since, application.until, today)
    last = terms[-1] if terms else None
    staff = {one.id: one for one in employer.supervisors} if employer is not None else {}
    supervisor = staff.get(last.supervisor) if last is not None and last.supervisor is not None else None
    stand_in = (last.backup if last is not None else None) or (supervisor.backup if supervisor is not None else None)
    beside = subsidy_reading.applications(connection, placement.id) if placement is not None else []
    others = tuple(one for one in beside if one.id != application.id)
    renewed_by = next((one for one in others if one.renews == application.id), None)
    reckoning = reckoned(application, scheme, terms)
    applicant = applicant_of(application, employer)
    return Gathered(
        application=application,
        candidate=candidate,
        placement=placement,
        employer=employer,
        caseworker=caseworker,
        terms=terms,
        supervisor=supervisor,
        backup=staff.get(stand_in) if stand_in is not None else None,
        applicant=applicant,
        others=others,
        renewed_by=renewed_by,
        choices=schemes.of(municipality),
        scheme=scheme,
        reckoning=reckoning,
        checks=checks(
            application,
            candidate=candidate,
            employer=employer,
            placement=placement,
            terms=terms,
            scheme=scheme,
            today=today,
            others=others,
            reckoning=reckoning,
        ),
        state=state_of(application),
        deadlines=deadlines(
            application,
            today,
            scheme=scheme,
            known=known,
            renewed=renewed_by is not None,
            ended_on=placement.ended_on if placement is not None else None,
        ),
        changes=changes(application, placement, applicant.iban, today, known, _names(staff)) if placement else (),
        proposals=_proposals(connection, candidate, placement, last, supervisor),
        figures=known,
    )


def _one(connection: sa.Connection, record: str, key: UUID | None) -> Any:
    found = reading.by_id(connection, record, [key]) if key is not None else []
    return found[0] if found else None


def _names(staff: Mapping[UUID, Supervisor]) -> Callable[[UUID], str]:
    return lambda key: staff[key].name if key in staff else ""


def _proposals(
    connection: sa.Connection,
    candidate: Candidate | None,
    placement: Placement | None,
    terms: Terms | None,
    supervisor: Supervisor | None,
) -> Mapping[str, str]:
    if candidate is None or placement is None:
        return {}
    lists = reading.pointing(connection, "task_list", "placement", [placement.id])
    tasks: list[CarvedTask] = [task for made in lists for task in made.tasks]
    name = supervisor.name if supervisor is not None else ""
    return proposals(candidate, terms, tasks, subsidy_reading.seen(connection, candidate.id, placement.id), name)
