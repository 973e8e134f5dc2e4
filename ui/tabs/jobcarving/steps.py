"""The steps of one task: typed one after the other, and opened for a photo, a picture or a word of warning."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.task_typed import pieces
from ui.forms.editors import Helpers, clean
from ui.forms.rows import RowsEditor, RowsPlan, Value
from ui.forms.session import EditSession
from ui.tabs.jobcarving.half import HALF_MS, keep_half_step
from ui.tabs.jobcarving.inventory_entry import PastedLine, for_now
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import announce, label, rows

_STEPS: Final = "steps"
_LINES: Final = (("words",), ("mind",), ("pictogram",), ("photo",))
_KEYS: Final = "Enter opent een stap · Ctrl+PgUp en PgDn verzetten hem · Delete haalt hem weg"
_HINT: Final = "Eén handeling per stap, in de volgorde waarin je het doet. Dit komt in de werkinstructie."


def _summary(value: Value) -> str:
    more = [word for name, word in (("photo", "foto"), ("pictogram", "pictogram"), ("mind", "let op")) if value(name)]
    words = str(value("words") or "") or "(stap zonder woorden)"
    return f"{words}  ·  {', '.join(more)}" if more else words


class _Rows(RowsEditor):
    """The rows of the list that are about one task.

    Attributes:
        moved: a step went up or down: how to take that back.
    """

    moved = Signal(object)

    def __init__(self, record: str, helpers: Helpers) -> None:
        self.task: UUID | None = None
        plan = RowsPlan(
            record,
            _STEPS,
            "In deze volgorde",
            "Lege stap",
            _LINES,
            hint=_HINT,
            summary=_summary,
            folds=True,
            one="stap",
        )
        super().__init__(plan, helpers)
        self.add.hide()  # a line to type in stands below

    def _keys(self) -> list[UUID]:
        if self._session is None or self.task is None:
            return []
        return [key for key in super()._keys() if self._session.value(f"{_STEPS}/{key}/task") == self.task]

    def show_task(self, session: EditSession | None, task: UUID | None) -> None:
        """Show the steps of another task."""
        if (session, task) != (self._session, self.task):
            self.task = task
            self.bind(session)

    def again(self) -> None:
        """Look which rows there are."""
        self._show()

    def move_row(self, key: UUID, step: int) -> None:
        session, keys = self._session, self._keys()
        goal = keys.index(key) + step if key in keys else -1
        if session is None or not 0 <= goal < len(keys):
            return
        form = next(one for one in self.forms() if one.key == key)
        opened = form.is_open
        whole = session.rows(_STEPS)
        by = whole.index(keys[goal]) - whole.index(key)
        session.move_row(_STEPS, key, by)
        moved = next(one for one in self.forms() if one.key == key)
        if opened:
            moved.open()
            moved.focus_first()
        else:
            moved.head.setFocus()
        self.moved.emit(lambda: session.move_row(_STEPS, key, -by))


class StepsEditor(QWidget):
    """The steps of a task, of an inventory or of a person.

    Args:
        record: the record that has the tasks and steps.
        helpers: what editors may ask of the page.

    Attributes:
        entry: the next step; Enter puts it at the end.
        left: the user is done with a field.
        taken_out: a step went: words, and how to put it back.
        done: a step came, or went up or down: how to take that back.
    """

    left = Signal()
    taken_out = Signal(str, object)
    done = Signal(object)

    def __init__(self, record: str, helpers: Helpers) -> None:
        super().__init__()
        self._session: EditSession | None = None
        self._task: UUID | None = None
        self.rows = _Rows(record, helpers)
        self.rows.left.connect(self.left)
        self.rows.taken_out.connect(self._went)
        self.rows.moved.connect(self.done)
        self.entry = PastedLine()
        self.entry.setAccessibleName("Volgende stap")
        self.entry.setPlaceholderText("Volgende stap: typ en druk op Enter")
        self.rows.add.setFocusProxy(self.entry)  # where the focus goes when the row that has it is taken out
        self.entry.returnPressed.connect(self.enter)
        self.entry.pasted.connect(self._take)
        self.entry.textEdited.connect(self._typed)
        self._soon = one_shot(self, self._keep_half, HALF_MS)
        self._keys = label(_KEYS, "meta", "soft", wrap=True)
        self._keys.setMinimumWidth(1)
        self.setLayout(rows(self.rows, self.entry, self._keys, gap=tk.S1))
        self.setMinimumWidth(1)

    def show_task(self, session: EditSession | None, task: UUID | None) -> None:
        """Show the steps of another task, or none."""
        if (session, task) == (self._session, self._task):
            return
        self.enter()  # what was typed belongs to the task of before
        self._session, self._task = session, task
        self.entry.clear()
        self.rows.show_task(session, task)

    def _typed(self, text: str) -> None:
        if self._keys.text() != _KEYS:
            self._keys.setText(_KEYS)
        if not text.strip():
            self._keep_half()
        elif not self._soon.isActive():
            self._soon.start()

    def _keep_half(self) -> None:
        self._soon.stop()
        keep_half_step(self._session, self._task, self.entry.text())

    def settle(self) -> None:
        """Read all that is half typed; also a step that was not entered yet."""
        self.enter()
        for binder in self.rows.binders():
            binder.settle()

    def enter(self) -> None:
        """Put what is typed at the end, as a step; what is too long for one becomes more of them."""
        words = clean(self.entry.text(), one_line=True).strip()
        if words and self._add(pieces(words)):
            self.entry.clear()
            self._keep_half()
            announce(self.entry, f"‘{words}’ staat bij de stappen")

    def _take(self, lines: list[str]) -> None:
        fit, waiting = for_now(lines)
        if self._add([one for line in fit for one in pieces(" ".join(line.split()))]):
            announce(self.entry, f"{len(fit)} regels staan bij de stappen. {waiting}".strip())
            self._keys.setText(waiting or _KEYS)

    def _add(self, steps: list[str]) -> bool:
        """Put these at the end; all of them are taken back at once."""
        session, keys = self._session, list[UUID]()
        if session is None or self._task is None:
            return False
        try:
            keys += [session.add_row(_STEPS, {"words": words, "task": self._task}) for words in steps]
        except WrongValue as wrong:
            announce(self.entry, str(wrong))
            return False
        self.rows.again()  # the rows came before they said which task they are about
        self.done.emit(lambda: [session.remove_row(_STEPS, key) for key in keys])
        self.left.emit()
        return True

    def _went(self, _name: str, back: Callable[[], Any]) -> None:
        self.taken_out.emit("De stap is weggehaald.", back)
