"""Taken uit een voorbeeld: a list of tasks by sector, of which one takes what there is at this employer."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.task import Work
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.task_templates import Template, TemplateTask, templates
from beschutdesk.rules.task_time import often
from beschutdesk.services.inventories import Brought
from ui.dialogs.act import ActDialog
from ui.tabs.jobcarving.inventory_list import OfferList, OfferModel
from ui.tabs.jobcarving.inventory_open import OfferLine
from ui.theme import px
from ui.widgets import Combo, FieldBox, announce, label

if TYPE_CHECKING:
    from ui.context import DeskContext

_WORDS: Final = (
    "Dit zijn veelvoorkomende taken, verzonnen bij deze branche. Neem over wat er bij jouw werkgever ook is; "
    "de tijden zijn een eerste schatting, vraag ze na."
)
_THERE: Final = "staat er al"
_HIGH: Final = 300


class TaskTemplateDialog(ActDialog):
    """Asks which sector, and which of its tasks.

    Args:
        context: the open desk.
        employer, department: of which inventory.
        names: the tasks that are there already.
        parent: the window below.

    Attributes:
        brought: they were taken: what was :class:`Brought`, and words for the toast.
        sector, model, list: the parts.
    """

    brought = Signal(object, str)
    wide = 640

    def __init__(
        self, context: "DeskContext", employer: UUID, department: str, names: Collection[str], parent: QWidget
    ) -> None:
        super().__init__("Taken uit een voorbeeld", "list-checks", "Erbij zetten", context.database, parent)
        self._context, self._employer, self._department = context, employer, department
        self._names = {folded(name) for name in names}
        self._keys: dict[UUID, str] = {}
        self.sector = Combo()
        for one in templates():
            self.sector.addItem(one.title, one.key)
        self.sector.activated.connect(lambda _index: self._show())
        self._about = label("", "meta", "soft", wrap=True)
        self.model = OfferModel()
        self.list = OfferList(self.model)
        self.list.setAccessibleName("Taken van dit voorbeeld")
        self.list.setFixedHeight(px(_HIGH))
        self.list.chosen_changed.connect(self._count)
        self.list.opened.connect(self.list.turn)
        box = FieldBox("Taken", self.list, "Spatie zet een taak aan of uit, Ctrl+A alle.")
        self.add(label(_WORDS, "body", "soft", wrap=True), FieldBox("Branche", self.sector), self._about, box)
        self._show()
        self.sector.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def template(self) -> Template:
        """The one that is shown."""
        return templates()[max(0, self.sector.currentIndex())]

    def _show(self) -> None:
        template, lines, new = self.template, list[OfferLine](), set[UUID]()
        self._keys.clear()
        for task in template.tasks:
            line, there = self._line(task)
            self._keys[line.id] = task.key
            lines.append(line)
            if not there:
                new.add(line.id)
        self._about.setText(template.about)
        self.list.show_lines(lines, lines[0].id if lines else None)
        self.model.choose(new)
        self._count()

    def _line(self, task: TemplateTask) -> tuple[OfferLine, bool]:
        there = folded(task.name) in self._names
        how = _THERE if there else often(Work(**task.values))
        return OfferLine(new_id(), task.name, how, pictogram=task.pictogram), there

    def chosen(self) -> list[str]:
        """Keys of the tasks that would come, in their order."""
        return [key for one, key in self._keys.items() if one in self.model.chosen]

    def _count(self) -> None:
        number = len(self.chosen())
        self._act_words = f"{number} erbij zetten" if number else "Erbij zetten"
        self.act_button.setText(self._act_words)
        self.act_button.setEnabled(number > 0)
        announce(self.list, f"{number} gekozen")

    def act(self) -> None:
        chosen = self.chosen()
        if chosen:
            take, department = self._context.desk.inventories.from_template, self._department
            self.work(self._take, take, chosen, department, done=self._taken)

    def _take(self, take: Any, chosen: list[str], department: str) -> Any:
        return take(self._employer, self.template.key, chosen, department=department)

    def _taken(self, brought: Any) -> None:
        self.finish_work()
        if isinstance(brought, Brought):
            count = len(brought.made)
            self.accept()
            self.brought.emit(brought, f"{'1 taak' if count == 1 else f'{count} taken'} uit het voorbeeld gezet.")
