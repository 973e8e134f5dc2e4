"""Learning moments: a question of who guides, and the tip that was given. Whether it worked is asked the next time."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT
from ui.forms.editors import LineEdit, clean
from ui.stops import tab_after
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.cells import Cell, TextCell, fill_all
from ui.visiting.open_visit import LEARNING, OpenVisit
from ui.widgets import announce, box, button, clear, cols, label, rows, scroll

_ROOM, _ROOM_LOW = 130, 44


class LearningRow(QWidget):
    """One question with its tip.

    Attributes:
        out_wanted: it goes.
    """

    out_wanted = Signal()

    def __init__(self, visit: OpenVisit, key: UUID) -> None:
        super().__init__()
        self.key = key
        self.question = TextCell(Cell(visit, LEARNING, key, "question"), "Vraag van de begeleider")
        self.tip = TextCell(Cell(visit, LEARNING, key, "tip"), "Tip die je gaf", "tip")
        out = button("", "quiet", "trash-2", "Leermoment weghalen", on=self.out_wanted.emit)
        self.setLayout(cols((self.question, 1), label("tip", "meta", "soft"), (self.tip, 1), out, gap=tk.S1 + 2))
        self.setMinimumWidth(1)


class LearningPane(QWidget):
    """The learning moments of this visit, and a line for the next.

    Attributes:
        question, tip: the cells of the line.
        changed: one was added or taken out.
    """

    changed = Signal()

    def __init__(self, toast: Callable[[str, Callable[[], object] | None], object]) -> None:
        super().__init__()
        self._visit: OpenVisit | None = None
        self._toast, self._low = toast, False
        self.made: list[LearningRow] = []
        self.question, self.tip = LineEdit(), LineEdit()
        for made, name, hint in (
            (self.question, "Leermoment: vraag van de begeleider", "Vraag van de begeleider"),
            (self.tip, "Leermoment: tip die je gaf", "Tip die je gaf; Enter voegt toe"),
        ):
            made.setAccessibleName(name)
            made.setPlaceholderText(hint)
            made.setMinimumWidth(60)
            made.setMaxLength(TEXT_LIMIT)
            made.textEdited.connect(lambda _words: self._half())
            made.returnPressed.connect(self._enter)
        self._column = rows(gap=tk.S1)
        self._area = scroll(box(rows(self._column, None, gap=0)))
        self._area.follow_focus()
        head = cols((self.question, 1), (self.tip, 1), label("Alt+M", "meta", "soft"), gap=tk.S1 + 2)
        self.setLayout(rows(head, self._area, gap=tk.S1))
        self.setMinimumWidth(1)

    def show_visit(self, visit: OpenVisit | None) -> None:
        """Show the learning moments about who is in front."""
        self._visit = visit
        half = {} if visit is None else visit.half(LEARNING)
        self.question.setText(half.get("question", ""))
        self.tip.setText(half.get("tip", ""))
        self._rebuild()

    def fill(self) -> None:
        """Show again what is kept."""
        if self._visit is not None and [row.key for row in self.made] != self._visit.rows(LEARNING):
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
            for key in self._visit.rows(LEARNING):
                row = LearningRow(self._visit, key)
                row.out_wanted.connect(lambda key=key: self._take_out(key))
                self._column.addWidget(row)
                self.made.append(row)
            tab_after(self.tip, *self.made)
        self._fit()

    def _fit(self) -> None:
        self._area.setVisible(bool(self.made))
        wanted = sum(row.sizeHint().height() + tk.S1 for row in self.made)
        self._area.setFixedHeight(max(1, min(wanted, px(_ROOM_LOW if self._low else _ROOM))))

    def _half(self) -> None:
        if self._visit is not None:
            words = [clean(made.text(), one_line=True) for made in (self.question, self.tip)]
            self._visit.set_half(LEARNING, {"question": words[0], "tip": words[1]})

    def _enter(self) -> None:
        visit = self._visit
        question, tip = (clean(made.text(), one_line=True).strip() for made in (self.question, self.tip))
        if visit is None or not (question or tip):
            return
        if self.question.hasFocus() and not tip:
            self.tip.setFocus(Qt.FocusReason.TabFocusReason)
            return
        try:
            visit.add(LEARNING, {"question": question, "tip": tip})
        except WrongValue as wrong:
            announce(self.question, str(wrong))
            return
        visit.set_half(LEARNING, {})
        self.question.clear()
        self.tip.clear()
        self._rebuild()
        announce(self.question, "Leermoment toegevoegd")
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take_out(self, key: UUID) -> None:
        visit = self._visit
        if visit is None:
            return
        back = visit.take_out(LEARNING, key)

        def undo() -> None:
            back()
            self.fill()
            self.changed.emit()

        self._rebuild()
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        self._toast("Het leermoment is weggehaald.", undo)
        self.changed.emit()
