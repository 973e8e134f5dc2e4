"""Taken kopiëren: tasks of an inventory to another employer, or to another department."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from beschutdesk.services.inventories import Brought
from ui.dialogs.act import ActDialog
from ui.dialogs.found_list import FoundList
from ui.dialogs.who_field import WhoField
from ui.finding import whom
from ui.shell.palette import Result
from ui.widgets import FieldBox, label, line_edit, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_MOST: Final = 5
_HOW: Final = "Typ een naam; Enter neemt die over."
_WORDS: Final = (
    "Naar een andere werkgever gaat het werk mee: de taak, de stappen en wat die vraagt. Wie het nu doet, de plek en "
    "de foto’s blijven hier."
)


class TaskCopyDialog(ActDialog):
    """Asks where the tasks go.

    Args:
        context: the open desk.
        inventory: where they are.
        tasks: which ones.
        parent: the window below.

    Attributes:
        brought: they were copied: what was :class:`Brought`, and words for the toast.
        who, found, department: the parts.
        goal: the employer that was chosen; ``None`` for none.
    """

    brought = Signal(object, str)

    def __init__(self, context: "DeskContext", inventory: UUID, tasks: Sequence[UUID], parent: QWidget) -> None:
        number = "1 taak" if len(tasks) == 1 else f"{len(tasks)} taken"
        super().__init__(f"{number} kopiëren", "copy", "Kopiëren", context.database, parent)
        self._context, self._inventory, self._tasks, self._number = context, inventory, list(tasks), number
        self.goal: UUID | None = None
        self._name = ""
        self.who = WhoField()
        self.who.setPlaceholderText("Naam van een werkgever")
        self.who.textEdited.connect(self._find)
        self.who.taken.connect(self._take)
        self.who_box = FieldBox("Naar welke werkgever", self.who, _HOW)
        self.found = FoundList(self._take)
        self.who.moved.connect(self.found.step)
        spec = shape_of("task_inventory").specs["department"]
        self.department = line_edit()
        self.department.returnPressed.connect(self.act)
        box = FieldBox(spec.label, self.department, spec.hint)
        words = label(_WORDS, "body", "soft", wrap=True)
        self.add(words, rows(self.who_box, self.found, gap=2), box)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, employer: UUID, name: str) -> None:
        """Take this employer."""
        self.goal, self._name = employer, name
        self.who.setText(name)
        self.who_box.say("")
        self._show([])

    def _find(self, words: str) -> None:
        self.goal = None
        self.who_box.say("")
        hits = whom(self._context.desk, words) if words.strip() else []
        self._show([one for one in hits if isinstance(one.payload, tuple) and one.payload[0] == "employer"][:_MOST])

    def _show(self, found: list[Result]) -> None:
        self.found.show_found(found)
        self._fit()

    def _take(self) -> None:
        result = self.found.current_item() if not self.found.isHidden() else None
        if isinstance(result, Result) and isinstance(result.payload, tuple):
            self.choose(result.payload[1], result.title)
            self.department.setFocus(Qt.FocusReason.TabFocusReason)

    def act(self) -> None:
        if self.goal is None:
            self._take()  # what stands first is what was meant
        if self.goal is None:
            self.who_box.say("Kies eerst een werkgever.", "warn")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        copy = self._context.desk.inventories.copy_to
        department = " ".join(self.department.text().split())
        self.work(copy, self._inventory, self._tasks, self.goal, department, done=self._copied)

    def _copied(self, brought: Any) -> None:
        self.finish_work()
        if isinstance(brought, Brought):
            count = len(brought.made)
            words = f"{'1 taak' if count == 1 else f'{count} taken'} gekopieerd naar {self._name}."
            self.accept()
            self.brought.emit(brought, words)

    def forget(self) -> None:
        super().forget()
        self.found.results.set_items([])
        self.who.clear()
