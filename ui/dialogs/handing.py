"""Handing over one document: the file or the paper first, then the snapshot of what was issued. In the jobs lane."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.services import documents
from beschutdesk.services.introduction_paper import IntroductionOrder
from beschutdesk.services.municipal_forms import FormOrder
from beschutdesk.services.subsidy_papers import SubsidyOrder
from beschutdesk.services.task_papers import TaskOrder
from beschutdesk.services.visit_papers import VisitOrder
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.printing import Choice, send
from ui.dialogs.saving import write_pdf

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import Order, Printed
    from beschutdesk.services.timeline_paper import TimelineOrder

    Ordered = Order | TimelineOrder | IntroductionOrder | VisitOrder | FormOrder | SubsidyOrder | TaskOrder


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What happened.

    Attributes:
        number: the version that left.
        path: the file, or ``None`` when it went to a printer.
        changed: the records that are new.
    """

    number: int
    path: Path | None
    changed: frozenset[tuple[str, UUID]]


def to_file(desk: "Desk", order: "Ordered", printed: "Printed", path: Path, to_whom: str = "") -> HandedOver:
    """Write it and keep the snapshot; of a visit report also to whom it went.

    Raises:
        Trouble: it was not written, or it was written and the snapshot was not kept.
    """
    write_pdf(path, printed.data, _what(order))
    changed = _issue(desk, order, printed, "pdf", f"Het bestand {path.name} staat er wel.", to_whom)
    return HandedOver(order.number, path, changed)


def print_out(
    desk: "Desk",
    order: "Ordered",
    printed: "Printed",
    choice: Choice,
    report: Callable[[int, int], None],
    to_whom: str = "",
) -> HandedOver:
    """Print it and keep the snapshot; raises as :func:`to_file`."""
    send(printed.data, choice, report, _what(order))
    changed = _issue(desk, order, printed, "print", "Het document is wel afgedrukt.", to_whom)
    return HandedOver(order.number, choice.file, changed)


def _what(order: "Ordered") -> str:
    match order:
        case documents.Order():
            return "Het portfolio"
        case IntroductionOrder():
            return "De evaluatie"
        case VisitOrder():
            return "Het verslag"
        case FormOrder() | SubsidyOrder():
            return "De aanvraag"
        case TaskOrder():
            return {DocumentKind.DAY_PLAN: "De dagindeling", DocumentKind.WORK_INSTRUCTION: "De werkinstructie"}.get(
                order.kind, "De takenlijst"
            )
    return "De tijdlijn"


def _issue(
    desk: "Desk", order: "Ordered", printed: "Printed", way: str, fine: str, to_whom: str
) -> frozenset[tuple[str, UUID]]:
    try:
        if isinstance(order, documents.Order):
            return desk.documents.issue(order, printed, way=way).changed
        if isinstance(order, IntroductionOrder):
            return desk.introductions.issue(order, printed, way=way).changed
        if isinstance(order, FormOrder):
            return desk.municipal_forms.issue(order, printed, way=way, to_whom=to_whom).changed
        if isinstance(order, SubsidyOrder):
            return desk.subsidy_papers.issue(order, printed, way=way, to_whom=to_whom).changed
        if isinstance(order, TaskOrder):
            return desk.task_papers.issue(order, printed, way=way, to_whom=to_whom).changed
        if isinstance(order, VisitOrder):
            return desk.visit_papers.issue(order, printed, way=way, to_whom=to_whom).changed
        kept = desk.timeline_paper.issue(order, printed, way=way)
        return kept.changed if kept is not None else frozenset()
    except Exception as error:  # whatever it was: what left the house has left, and that must be said
        trouble = jobs.calm(error)
        raise Trouble(
            f"De uitgegeven versie is niet in de kluis bewaard. {trouble.happened}",
            fine,
            "Geef het nog een keer uit, dan wordt die versie bewaard.",
        ) from None
