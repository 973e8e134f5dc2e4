"""The papers of jobcarving before they leave: task list, day plan for the wall, or the instruction of one task."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.services.task_papers import READERS, LeftOut, Look, Slip, TaskAsked, TaskOffer
from beschutdesk.services.visit_papers import Reader
from ui.dialogs.given_paper import ChosenPaperDialog, beside, choices
from ui.dialogs.paper import Ready
from ui.looking import hear_keys
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Combo, FieldBox, box, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_PAPERS: Final = {
    DocumentKind.TASK_LIST: "Takenlijst voor de werkgever",
    DocumentKind.DAY_PLAN: "Dagindeling voor aan de muur",
    DocumentKind.WORK_INSTRUCTION: "Werkinstructie van één taak",
}
_READERS: Final = {
    Audience.EMPLOYER: "Werkgever",
    Audience.SUPERVISOR: "Begeleider of leidinggevende",
    Audience.SOB: "SOB",
    Audience.COLLEAGUE: "Collega-bemiddelaar",
    Audience.FLOOR: "Werkvloer: aan de muur leest iedereen mee",
    Audience.CANDIDATE: "Kandidaat zelf",
}
_LOOKS: Final = {Look.LINES: "Een regel per stap, staand", Look.PICTURES: "Een plaatje per stap, liggend"}


@dataclass(frozen=True, slots=True)
class Paper(Ready):
    """A paper that is made, with what must be looked at first.

    Attributes:
        left_out: what is not in it, and why.
        slips: words to look at.
    """

    left_out: tuple[LeftOut, ...] = ()
    slips: tuple[Slip, ...] = ()


class TaskPaperDialog(ChosenPaperDialog):
    """Preview of one paper of a placement, for one reader.

    Args:
        context: the open desk.
        placement: its id.
        offer: what there is to choose from.
        paper: which one to begin with.
        task: for a work instruction: which task to begin with.
        typed: the task list as it is being typed, instead of what was kept.
        parent: the window it belongs to.

    Attributes:
        whole: also what is no part of the package yet.
        looks: what a step is on the wall.
        day, task: which day, and which task.
    """

    readers = READERS

    def __init__(
        self,
        context: "DeskContext",
        placement: UUID,
        offer: TaskOffer,
        paper: DocumentKind = DocumentKind.TASK_LIST,
        *,
        task: UUID | None = None,
        typed: TaskList | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.desk, context.jobs, "Het papier", parent)
        self._key, self._today, self._typed = placement, context.today(), typed
        self._build(offer, paper, task)
        hear_keys(self)
        self._after_handing()
        self._render()

    def _build(self, offer: TaskOffer, paper: DocumentKind, task: UUID | None) -> None:
        which, whom, how = "Welk papier?", "Voor wie?", "Hoe ziet een stap eruit?"
        self.papers = choices(self, which, _PAPERS, self._chose_paper)
        self.who = choices(self, whom, _READERS, self._out_of_date)
        self.looks = choices(self, how, _LOOKS, self._out_of_date)
        self.papers[paper].setChecked(True)
        self.looks[Look.LINES].setChecked(True)
        self.whole = CheckBox("Ook ideeën en wat geprobeerd wordt")
        self.whole.setMinimumWidth(1)
        self.whole.clicked.connect(self._out_of_date)
        self.day, self.task = Combo(), Combo()
        self.day.addItem("alle dagen", None)
        for weekday in offer.weekdays:
            self.day.addItem(WEEKDAYS[weekday], weekday)
        for key, name in offer.tasks:
            self.task.addItem(name, key)
        self.task.setCurrentIndex(max(0, self.task.findData(task)) if task is not None else 0)
        self.day.activated.connect(lambda _index: self._out_of_date())
        self.task.activated.connect(lambda _index: self._chose_paper())
        self._of_plan = box(
            rows(label(how, "meta_strong"), *self.looks.values(), FieldBox("Welke dag", self.day), gap=tk.S2)
        )
        self._of_task = box(rows(FieldBox("Welke taak", self.task), gap=0))
        scroller = beside(
            label(which, "meta_strong"),
            *self.papers.values(),
            self.whole,
            self._of_plan,
            self._of_task,
            tk.S1,
            label(whom, "meta_strong"),
            *self.who.values(),
            self.slips,
            tk.S1,
            self.left_out,
            self.to_whom_box,
            self.issued,
        )
        self.slips.hide()
        title = f"Afdrukken: {offer.title}" if offer.title else "Taken afdrukken"
        self.lay_out(title, scroller, self.chip, first="save")
        self._show_choices()
        self.papers[paper].setFocus()

    # -- what is chosen ------------------------------------------------------------------------------------------------

    @property
    def asked(self) -> TaskAsked:
        """What is asked of it now."""
        look = next(look for look, made in self.looks.items() if made.isChecked())
        day = self.day.currentData()
        days = (int(day),) if day is not None else ()
        return TaskAsked(self.task.currentData(), self.whole.isChecked(), look, days)

    def _show_choices(self) -> None:
        """Only who may have this paper, and only what can be asked of it."""
        allowed = READERS[self.kind]
        for reader, made in self.who.items():
            made.setVisible(reader in allowed)
        self.whole.setVisible(self.kind is DocumentKind.TASK_LIST)
        self._of_plan.setVisible(self.kind is DocumentKind.DAY_PLAN)
        self._of_task.setVisible(self.kind is DocumentKind.WORK_INSTRUCTION)
        super()._show_choices()

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready]:
        papers, key, kind, typed = self._desk.task_papers, self._key, self.kind, self._typed
        audience, today, asked = self.audience, self._today, self.asked

        def make() -> Ready:
            order = papers.order(key, kind, audience, today, asked, typed=typed)
            return Paper(order, papers.render(order), tuple(papers.left_out(order)), tuple(papers.slips(order)))

        return make

    def _shown(self, ready: Ready) -> None:
        if not isinstance(ready, Paper):
            return
        self.left_out.show_fields(ready.left_out)
        self.slips.show_slips([(Reader.DOSSIER, slip) for slip in ready.slips], named=False)
        self.chip.set_look(f"versie {ready.order.number}, nog niet gedeeld", icon="pencil", dashed=True)

    def _after_handing(self) -> None:
        task = self.task.currentData() if self.kind is DocumentKind.WORK_INSTRUCTION else None
        self.issued.show_issued(self._desk.task_papers.issued(self._key, self.kind, task))

    def _forget(self, *, locked: bool) -> None:
        super()._forget(locked=locked)
        self.task.clear()
        self._typed = None


def open_task_print(
    context: "DeskContext",
    placement: UUID,
    parent: QWidget,
    *,
    paper: str = "",
    task: UUID | None = None,
    typed: TaskList | None = None,
    back: IssuedDocument | None = None,
) -> TaskPaperDialog:
    """Open the papers of a placement.

    Args:
        context: the open desk.
        placement: its id.
        parent: the window below.
        paper: key of a kind of document, to begin with; the task list when empty.
        task: begin with the work instruction of this task.
        typed: the task list as it is being typed, instead of what was kept.
        back: show this version, as it went out.
    """
    kind = back.kind if back is not None and back.kind in _PAPERS else None
    kind = kind or next((one for one in _PAPERS if one.key == paper), None)
    kind = kind or (DocumentKind.TASK_LIST if task is None else DocumentKind.WORK_INSTRUCTION)
    offer = context.database.call(context.desk.task_papers.offered, placement, typed)
    dialog = TaskPaperDialog(context, placement, offer, kind, task=task, typed=typed, parent=parent)
    dialog.kept.connect(context.announce)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    if back is not None:
        dialog.look_back(back)
    return dialog
