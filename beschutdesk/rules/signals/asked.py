"""As much of an application for begeleidingssubsidie as the rules look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.rules.scheme import Scheme
from beschutdesk.rules.schemes import Schemes
from beschutdesk.rules.subsidy_applicant import applicant_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One application.

    Attributes:
        since, until, renews, steps, facts: as in the record.
        iban: on which the money comes.
        scheme: whose terms count; ``None`` when nobody knows it.
        renewed: whether there is an application for the period after.
    """

    id: UUID
    since: date | None
    until: date | None
    renews: UUID | None
    steps: Sequence[Any]
    facts: Sequence[Any]
    iban: str
    scheme: Scheme | None
    renewed: bool


def asked(
    applications: Iterable[SupervisionSubsidy],
    placement: UUID,
    employer: Employer | None,
    municipality: str,
    schemes: Schemes,
) -> tuple[Asked, ...]:
    """The applications of one placement, the oldest first; none from the trash.

    Args:
        applications: of the candidate.
        placement: the one that is looked at.
        employer: of it.
        municipality: of the candidate.
        schemes: all there are.
    """
    mine = [one for one in applications if one.placement == placement and one.deleted_at is None]
    renewed = {one.renews for one in mine}
    return tuple(
        Asked(
            one.id,
            one.since,
            one.until,
            one.renews,
            one.steps,
            one.facts,
            applicant_of(one, employer).iban,
            schemes.chosen(one.scheme, municipality),
            one.id in renewed,
        )
        for one in sorted(mine, key=lambda one: (one.since or date.max, one.id))
    )
