"""The *evaluatie kennismaking* that leaves the program: for one kind of reader, and what is kept of that."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience, readers
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.fields import PRINT, Kind, Record, shape_of
from beschutdesk.dossier.introduction import IntroductionEvaluation
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.introduction import Around
from beschutdesk.rules.time import current_placement
from beschutdesk.services import issuing
from beschutdesk.services.documents import LeftOut
from beschutdesk.services.dossiers import Dossiers, Saved, Whole, refuse_trashed
from beschutdesk.services.leaving import NOTHING_PRINTED, only_for
from beschutdesk.services.store import Store
from beschutdesk.storage import queries
from beschutdesk.trouble import Trouble

__all__ = ["READERS", "IntroductionOrder", "IntroductionPaper", "missing"]

READERS: Final = (
    Audience.EMPLOYER,
    Audience.SUPERVISOR,
    Audience.CANDIDATE,
    Audience.MUNICIPALITY,
    Audience.COLLEAGUE,
)
"""For whom an evaluation can be printed."""


@dataclass(frozen=True, slots=True)
class IntroductionOrder:
    """One evaluation for one audience.

    Attributes:
        audience: who will read it.
        candidate: of whom.
        placement, evaluation, caseworker: copies; the views are made of these.
        others: the candidate and the employer, as far as they are there.
        number: of the version.
        issued_on: the date on it.
    """

    audience: Audience
    candidate: UUID
    placement: Placement
    evaluation: IntroductionEvaluation
    caseworker: Caseworker
    others: tuple[Record, ...]
    number: int
    issued_on: date


class IntroductionPaper:
    """Evaluations on paper of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store, self._dossiers = store, dossiers

    def order(
        self,
        candidate: UUID,
        audience: Audience,
        today: date,
        *,
        placement: UUID | None = None,
        evaluation: IntroductionEvaluation | None = None,
    ) -> IntroductionOrder:
        """The order for an evaluation as it would be printed today.

        Args:
            candidate: of whom.
            audience: one of :data:`READERS`.
            today: the date on it.
            placement: of which placement; the running one, else the latest that has one, when left out.
            evaluation: what to print instead of the latest that was kept, for a preview of what is being typed.

        Raises:
            Trouble: there is no such person or evaluation, it is in the trash, or it is not for these readers.
        """
        only_for("Een evaluatie kennismaking", audience, READERS)
        whole = self._dossiers.whole(candidate)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", NOTHING_PRINTED)
        refuse_trashed(whole.candidate, NOTHING_PRINTED)
        chosen = _placement(whole, today, placement, any_=evaluation is not None)
        said = evaluation or _latest(chosen)
        if chosen is None or said is None:
            raise Trouble(
                "Er is nog geen evaluatie van de kennismaking.",
                NOTHING_PRINTED,
                "Maak er een bij de plaatsing, onder Kennismaking.",
            )
        if said.readers is not None and audience not in said.readers:
            raise Trouble("Deze evaluatie is niet voor deze lezer.", NOTHING_PRINTED, "Kies een andere lezer.")
        others = (whole.candidate, *(one for one in whole.employers if one.id == chosen.employer))
        number = self._next_number(chosen.id)
        return IntroductionOrder(
            audience, candidate, chosen, codec.copy(said), self._dossiers.owner(), tuple(others), number, today
        )

    def render(self, order: IntroductionOrder) -> Printed:
        """Make it, here and now. It is nowhere but in memory."""
        from beschutdesk.documents.introduction import IntroductionViews, build, file_name, unprintable

        glass = Glass(order.audience, {one.id: one for one in (*order.others, order.placement)})
        views = IntroductionViews(
            audience=order.audience,
            evaluation=glass.see(order.evaluation),
            placement=glass.see(order.placement),
            caseworker=glass.see(order.caseworker),
            number=order.number,
            issued_on=order.issued_on,
        )
        return Printed(build(views), file_name(views), unprintable(views))

    def issue(self, order: IntroductionOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program: an immutable snapshot with its file. Call it after the file was handed over."""
        record = IssuedDocument(
            kind=DocumentKind.INTRODUCTION,
            candidate=order.candidate,
            placement=order.placement.id,
            audience=order.audience.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom,
            way=way,
            concept=YesNo.YES if missing(order.evaluation) else YesNo.NO,
        )
        return issuing.keep(self._store, self._dossiers, printed, record)

    def left_out(self, order: IntroductionOrder) -> list[LeftOut]:
        """What is filled in on the evaluation and not for this audience, for the list beside a preview."""
        shape, flat = shape_of("introduction_evaluation"), codec.flatten(order.evaluation)
        return [
            LeftOut(spec.label, shape.label, f"alleen voor {readers(spec.share)}" if spec.share else "alleen voor jou")
            for spec in shape.specs.values()
            if spec.kind is not Kind.READERS
            and order.audience not in spec.share
            and codec.is_filled(flat.get(spec.key))
        ]

    def issued(self, placement: UUID) -> list[IssuedDocument]:
        """The evaluations of a placement that left, the latest first."""
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "placement", placement)
        found = (self._dossiers.get("issued_document", key) for key in reversed(ids))
        return [one for one in found if one is not None and one.kind is DocumentKind.INTRODUCTION]

    def around(self, candidate: UUID, placement: UUID) -> Around:
        """What is kept elsewhere and says something about an introduction: tasks, and who guides."""
        whole = self._dossiers.whole(candidate)
        place = next((one for one in whole.placements if one.id == placement), None) if whole is not None else None
        if whole is None or place is None:
            return Around()
        tasks = (task for made in whole.task_lists if made.placement == placement for task in made.tasks)
        employer = next((one for one in whole.employers if one.id == place.employer), None)
        guides = tuple(employer.supervisors) if employer is not None else ()
        return Around(tuple(tasks), guides, whole.candidate.name_used.strip())

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _next_number(self, placement: UUID) -> int:
        return 1 + len(self.issued(placement))


def missing(evaluation: IntroductionEvaluation) -> tuple[str, ...]:
    """Labels of what must be filled in before it is more than a concept."""
    specs, flat = shape_of("introduction_evaluation").specs, codec.flatten(evaluation)
    wanted = [spec for spec in specs.values() if PRINT in spec.needed_for]
    return tuple(spec.label for spec in wanted if not str(flat.get(spec.key) or "").strip())


def _placement(whole: Whole, today: date, asked: UUID | None, *, any_: bool) -> Placement | None:
    if asked is not None:
        return next((one for one in whole.placements if one.id == asked), None)
    evaluated = [one for one in whole.placements if any_ or one.evaluations]
    return current_placement(evaluated, today) or next(iter(evaluated), None)


def _latest(placement: Placement | None) -> IntroductionEvaluation | None:
    """The one of which the talk was last; without a day it is still being written, and counts as the newest."""
    rows = list(enumerate(placement.evaluations)) if placement is not None else []
    return max(rows, key=lambda pair: (pair[1].held_on or date.max, pair[0]), default=(0, None))[1]
