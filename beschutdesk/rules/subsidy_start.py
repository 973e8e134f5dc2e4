"""What a new application begins with, and one that renews another: proposals that stand on the screen to be changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.supervision_subsidy import (
    Applicant,
    SubsidyAnswer,
    SubsidyAttachment,
    SubsidyGoal,
    SubsidyState,
    SupervisionSubsidy,
)
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.scheme import PaperWhen, Scheme
from beschutdesk.rules.subsidy_applicant import proposed, signatory
from beschutdesk.rules.subsidy_checks import papers_of
from beschutdesk.rules.subsidy_states import apply_by, granted_period, state_of
from beschutdesk.rules.time import days_after, full_months

MONTHS: Final = 12
"""A period as long as nobody says otherwise (research of 2022, §4.3.2: an amount a year)."""
_COPIED: Final = (
    "candidate",
    "placement",
    "scheme",
    "applicant",
    "applicant_name",
    "applicant_kvk",
    "applicant_iban",
    "applicant_address",
    "applicant_postcode",
    "applicant_place",
    "applicant_phone",
    "applicant_email",
    "wage_tax_number",
    "signatory",
    "signatory_role",
    "intensity",
    "jobcoaching",
    "usual",
    "why_more",
    "without",
    "other_subsidies",
)
"""What is the same in the next period as long as nobody changes it. Signature, consent and amounts are new."""
_COUNTS: Final = frozenset(SubsidyState) - {SubsidyState.WITHDRAWN, SubsidyState.REFUSED}


def period(
    placement: Placement,
    today: date,
    others: Iterable[SupervisionSubsidy] = (),
    scheme: Scheme | None = None,
    known: Figures | None = None,
) -> tuple[date | None, date | None]:
    """First and last day to propose.

    From the contract on, as far back as can still be asked, for as long as a scheme grants at once, and no longer
    than there are contracts.

    Args:
        placement: with its contracts.
        today: the present day.
        others: applications that there are; the new one comes after them.
        scheme: whose terms count.
        known: numbers to count with.
    """
    spans = _spans(placement)
    taken = [granted_period(one)[1] for one in others if state_of(one) in _COUNTS]
    after = max((day for day in taken if day is not None), default=None)
    chosen = next((span for span in spans if span[1] >= max(today, after or today)), None)
    if chosen is None:
        return (days_after(after, 1), None) if after is not None else (None, None)
    since, last = chosen
    if after is not None and after >= since:
        since = days_after(after, 1)
    elif apply_by(since, scheme, known) < today:
        since = max(since, _first_in_time(today, scheme, known))
    return since, _until(since, last, scheme)


def next_period(
    old: SupervisionSubsidy, placement: Placement, scheme: Scheme | None = None
) -> tuple[date | None, date | None]:
    """The period after the one that was granted."""
    _, until = granted_period(old)
    if until is None or until == date.max:
        return None, None
    since = days_after(until, 1)
    last = next((end for start, end in _spans(placement) if start <= since <= end), date.max)
    return since, _until(since, last, scheme)


def begun(
    placement: Placement,
    employer: Employer | None,
    today: date,
    others: Sequence[SupervisionSubsidy] = (),
    scheme: Scheme | None = None,
    known: Figures | None = None,
) -> SupervisionSubsidy:
    """A new application for a placement, with what is known filled in.

    Args:
        placement: that it is for.
        employer: of it.
        today: the present day.
        others: applications of this placement.
        scheme: that the gemeente has.
        known: numbers to count with.
    """
    since, until = period(placement, today, others, scheme, known)
    applicant, name = proposed(placement.contracts)
    made = SupervisionSubsidy(
        candidate=placement.candidate,
        placement=placement.id,
        scheme=scheme.key if scheme is not None else "",
        since=since,
        until=until,
        applicant=applicant,
        applicant_name=name,
    )
    signs = signatory(employer.contacts) if employer is not None and applicant is Applicant.EMPLOYER else None
    if signs is not None:
        made.signatory = signs.name
        made.signatory_role = signs.job or (signs.role.label if signs.role is not None else "")
    made.attachments = _papers(scheme, renewal=False)
    return made


def renewal(old: SupervisionSubsidy, placement: Placement, scheme: Scheme | None = None) -> SupervisionSubsidy:
    """The application for the period after, with what stood in the last one.

    Papers that go with every application come along with their file; what was signed, discussed, decided or logged
    does not. What was closed to a reader stays closed.

    Args:
        old: the application of the period before.
        placement: that both are for.
        scheme: that the gemeente has.
    """
    since, until = next_period(old, placement, scheme)
    made = SupervisionSubsidy(renews=old.id, since=since, until=until)
    for name in _COPIED:
        setattr(made, name, getattr(old, name))
    made.goals = [
        SubsidyGoal(problem=one.problem, action=one.action, goal=one.goal, readers=one.readers) for one in old.goals
    ]
    made.answers = [SubsidyAnswer(asked=one.asked, answer=one.answer, readers=one.readers) for one in old.answers]
    made.attachments = _papers(scheme, renewal=True)
    always = {one.key for one in scheme.papers if one.needed_when is PaperWhen.ALWAYS} if scheme is not None else set()
    before = {one.asked: one for one in old.attachments if one.asked}
    for row in made.attachments:
        if row.asked in always and (same := before.get(row.asked)) is not None:
            row.file, row.on_paper, row.not_needed_because = same.file, same.on_paper, same.not_needed_because
            row.readers = same.readers
    return made


# -- parts -------------------------------------------------------------------------------------------------------------


def _papers(scheme: Scheme | None, *, renewal: bool) -> list[SubsidyAttachment]:
    return [SubsidyAttachment(asked=one.key, what=one.label) for one in papers_of(scheme, renewal=renewal)]


def _spans(placement: Placement) -> list[tuple[date, date]]:
    """Days under contract, what follows at once taken together, the oldest first; no further than the placement."""
    found: list[tuple[date, date]] = []
    end = placement.ended_on or date.max
    made = sorted((one.since, one.until or date.max) for one in placement.contracts if one.since is not None)
    for since, until in made:
        last = min(until, end)
        if last < since:
            continue
        if found and since <= days_after(found[-1][1], 1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((since, last))
    return found


def _first_in_time(today: date, scheme: Scheme | None, known: Figures | None) -> date:
    """The first of this month when that can still be asked, otherwise the first of the next."""
    first = today.replace(day=1)
    return first if apply_by(first, scheme, known) >= today else full_months(first, 1)


def _until(since: date, last: date, scheme: Scheme | None) -> date:
    months = scheme.renewal.months if scheme is not None and scheme.renewal.months else MONTHS
    return min(last, days_after(full_months(since, months), -1))
