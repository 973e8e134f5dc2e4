"""Tasks that were tried out, noted at the visit: the open draft of Jobcarving stays as it is."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT
from ui.forms.editors import LineEdit, clean
from ui.stops import tab_after
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.cells import Cell, ChoiceCell, TextCell, fill_all
from ui.visiting.open_visit import TRYOUTS, OpenVisit
from ui.widgets import announce, box, button, clear, cols, label, lay_out, line, plain, rows, scroll

_ANSWERS: Final = (("own_opinion", "werknemer"), ("supervisor_opinion", "begeleider"), ("help", "hulp"))
_ROOM, _ROOM_LOW = 190, 84


class TryoutRow(QWidget):
    """One task: its name and what comes of it; below that how it went.

    Attributes:
        out_wanted: it goes.
    """

    out_wanted = Signal()

    def __init__(self, visit: OpenVisit, key: UUID) -> None:
        super().__init__()
        self.key = key
        task = str(visit.row_value(TRYOUTS, key, "name")) or "taak"

        def cell(attribute: str) -> Cell:
            return Cell(visit, TRYOUTS, key, attribute)

        self.name = TextCell(cell("name"), "Taak die is uitgeprobeerd", "taak")
        self.answers = [
            ChoiceCell(cell(attribute), f"{task}: {cell(attribute).spec.label}") for attribute, _ in _ANSWERS
        ]
        self.minutes = TextCell(cell("minutes"), f"{task}: begeleiding in minuten")
        self.minutes.setMaximumWidth(px(52))
        self.decision = ChoiceCell(cell("decision"), f"{task}: besluit")
        self.decision.setFixedWidth(px(176))
        out = button("", "quiet", "trash-2", f"{task} weghalen", on=self.out_wanted.emit)
        answers = cols(gap=tk.S1 + 2)
        for (_, words), made in zip(_ANSWERS, self.answers, strict=True):
            made.setFixedWidth(px(112))
            answers.addWidget(label(words, "meta", "soft"))
            answers.addWidget(made)
        answers.addStretch(1)
        first = cols((self.name, 1), self.decision, self.minutes, label("min", "meta", "soft"), out, gap=tk.S1 + 2)
        self.setLayout(rows(first, answers, line(), gap=tk.S1))
        self.setMinimumWidth(1)


class _Entry(LineEdit):
    """The name of a task.

    Attributes:
        list_wanted: the user wants to choose one of the task list.
    """

    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


class TryoutsPane(QWidget):
    """The tasks of this visit, and a line for the next.

    Attributes:
        entry: the name of a next task; offers those of the task list.
        changed: a task was added or taken out.
    """

    changed = Signal()

    def __init__(self, toast: Callable[[str, Callable[[], object] | None], object]) -> None:
        super().__init__()
        self._visit: OpenVisit | None = None
        self._toast, self._low = toast, False
        self.made: list[TryoutRow] = []
        self.entry = _Entry()
        self.entry.setAccessibleName("Taak uitgeprobeerd")
        self.entry.list_wanted.connect(self._offer)
        self.menu = QMenu(self)
        self.entry.setMaxLength(TEXT_LIMIT)
        self.entry.textEdited.connect(lambda _words: self._half())
        self.entry.returnPressed.connect(self._enter)
        self._column = rows(gap=tk.S1)
        self._area = scroll(box(rows(self._column, None, gap=0)))
        self._area.follow_focus()
        head = cols((self.entry, 1), label("Alt+T", "meta", "soft"), gap=tk.S2)
        self.setLayout(rows(head, self._area, gap=tk.S1))
        self.setMinimumWidth(1)

    def show_visit(self, visit: OpenVisit | None) -> None:
        """Show the tasks that who is in front tried."""
        self._visit = visit
        self.entry.setText("" if visit is None else visit.half(TRYOUTS).get("name", ""))
        names = [] if visit is None else [name for _, name in visit.person.tasks]
        hint = "typ, of ↓ kiest uit de takenlijst" if names else "typ en druk op Enter"
        self.entry.setPlaceholderText(f"Taak uitgeprobeerd: {hint}")
        self._rebuild()

    def fill(self) -> None:
        """Show again what is kept."""
        if self._visit is not None and [row.key for row in self.made] != self._visit.rows(TRYOUTS):
            self._rebuild()
        else:
            fill_all(self)

    def set_low(self, low: bool) -> None:
        """Take less room, in a low window."""
        self._low = low
        self._fit()

    def _rebuild(self) -> None:
        clear(self._column)
        self.made = []
        if self._visit is not None:
            for key in self._visit.rows(TRYOUTS):
                row = TryoutRow(self._visit, key)
                row.out_wanted.connect(lambda key=key: self._take_out(key))
                self._column.addWidget(row)
                self.made.append(row)
            tab_after(self.entry, *self.made)
        self._fit()

    def _fit(self) -> None:
        self._area.setVisible(bool(self.made))
        wanted = sum(row.sizeHint().height() + tk.S1 for row in self.made)
        self._area.setFixedHeight(max(1, min(wanted, px(_ROOM_LOW if self._low else _ROOM))))

    def _half(self) -> None:
        if self._visit is not None:
            self._visit.set_half(TRYOUTS, {"name": clean(self.entry.text(), one_line=True)})

    def _offer(self) -> None:
        """The tasks of the list in which what is typed occurs."""
        typed = clean(self.entry.text(), one_line=True).strip().casefold()
        names = (
            [] if self._visit is None else [name for _, name in self._visit.person.tasks if typed in name.casefold()]
        )
        self.menu.clear()
        for name in names:
            self.menu.addAction(plain(name)).triggered.connect(partial(self._chose, name))
        if names:
            self.menu.popup(self.entry.mapToGlobal(QPoint(0, self.entry.height())))

    def _chose(self, name: str, _on: bool = False) -> None:
        self.entry.setText(name)
        self._enter()

    def _enter(self) -> None:
        visit, name = self._visit, clean(self.entry.text(), one_line=True).strip()
        if visit is None or not name:
            return
        known = next((key for key, task in visit.person.tasks if task.casefold() == name.casefold()), None)
        try:
            key = visit.add(TRYOUTS, {"name": name, "task": known})
        except WrongValue as wrong:
            announce(self.entry, str(wrong))
            return
        visit.set_half(TRYOUTS, {})
        self.entry.clear()
        self._rebuild()
        row = next(row for row in self.made if row.key == key)
        lay_out()  # what was made just now takes no focus before it has its place
        row.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(row, f"{name} staat bij wat is uitgeprobeerd")
        self.changed.emit()

    def _take_out(self, key: UUID) -> None:
        visit = self._visit
        if visit is None:
            return
        back = visit.take_out(TRYOUTS, key)

        def undo() -> None:
            back()
            self.fill()
            self.changed.emit()

        self._rebuild()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._toast("De taak is weggehaald bij dit bezoek.", undo)
        self.changed.emit()
