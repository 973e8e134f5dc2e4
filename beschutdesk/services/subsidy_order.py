"""An order for a paper of a begeleidingssubsidie: copies of what it draws from, seen as its reader sees them."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.visit import Visit
from beschutdesk.rules.cost_answers import CostAnswers
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.schemes import Scheme

if TYPE_CHECKING:
    from beschutdesk.documents.subsidy_views import SubsidyViews


@dataclass(frozen=True, slots=True)
class SubsidyOrder:
    """One paper for one reader.

    Attributes:
        kind, audience: which paper, for whom.
        candidate, placement: ids.
        subsidy: id of the application; ``None`` when there is none yet (step plan, cost picture).
        number: of the version.
        issued_on: the date on it.
        answers: for a cost picture: what no dossier holds.
        opted: what is off by default, the BSN, was turned on.
    """

    kind: DocumentKind
    audience: Audience
    candidate: UUID
    placement: UUID
    subsidy: UUID | None
    number: int
    issued_on: date
    answers: CostAnswers | None
    _application: SupervisionSubsidy
    _place: Placement
    _caseworker: Caseworker
    _around: tuple[Record, ...]
    _visits: tuple[Visit, ...]
    _scheme: Scheme | None
    _figures: Figures = field(default_factory=standard)
    opted: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of what must be filled in before it is more than a concept; empty for all but the application."""
        return self.views().missing if self.kind is DocumentKind.SUBSIDY_APPLICATION else ()

    @property
    def concept(self) -> bool:
        """Whether it says *concept* on every page."""
        return bool(self.missing)

    def views(self) -> "SubsidyViews":
        """What a builder gets."""
        from beschutdesk.documents.subsidy_views import SubsidyViews

        roots = (self._application, self._place, *self._around)
        known: dict[UUID, Record] = {one.id: one for one in roots}
        for one in roots:
            for name in shape_of(one).children:
                known |= {row.id: row for row in getattr(one, name)}
        glass = Glass(self.audience, known, opted=self.opted)
        return SubsidyViews(
            audience=self.audience,
            subsidy=glass.see(self._application),
            placement=glass.see(self._place),
            caseworker=glass.see(self._caseworker),
            scheme=self._scheme,
            number=self.number,
            issued_on=self.issued_on,
            begun=self.subsidy is not None,
            visits=tuple(glass.see(one) for one in self._visits),
            figures=self._figures,
        )

    @property
    def records(self) -> tuple[Record, ...]:
        """All that it draws from."""
        return (self._application, self._place, *self._around, *self._visits)
