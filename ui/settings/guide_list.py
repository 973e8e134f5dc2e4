"""The questions of one conversation guide in a list: the question, what it is about, and whether it is one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.rules.guides import Question
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

HIGH: Final = 54
"""Height of a row at 100 % text size."""
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the list.

    Attributes:
        question: as it is kept.
        own: it is not as the program supplies it.
        typed: something was typed that is not kept.
    """

    question: Question
    own: bool
    typed: bool

    @property
    def whose(self) -> str:
        """Whose question it is, in a word; empty for a supplied one."""
        return "niet bewaard" if self.typed else "eigen vraag" if self.own else ""


def lines(
    questions: Sequence[Question], supplied: Mapping[str, Question], typed: frozenset[str]
) -> tuple[QuestionRow, ...]:
    """The lines of a guide, in its order."""
    return tuple(QuestionRow(one, supplied.get(one.key) != one, one.key in typed) for one in questions)


class _Row(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: QuestionRow, look: RowLook) -> None:
        c, inner = colours(), rect.adjusted(14, 5, -12, -5)
        half = inner.height() / 2
        first = QRectF(inner.left(), inner.top(), inner.width(), half)
        second = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        paint.text(painter, first, item.question.ask, font("strong" if look.selected else "body"), c.ink)
        rest = 0.0
        if item.whose:
            tone = c.warn if item.typed else c.accent
            rest = paint.text(painter, second, item.whose, font("meta_strong"), tone, paint.RIGHT) + 6
            left = inner.right() - rest - tk.ICON_SMALL
            name = "pencil" if item.typed else "user-round"
            paint.icon(painter, left, second.center().y() - 8, name, tone, tk.ICON_SMALL)
            rest += tk.ICON_SMALL + 12
        paint.text(painter, second.adjusted(0, 0, -rest, 0), _about(item.question), font("meta"), c.soft)


class QuestionList(ListView):
    """The list. Alt with an arrow moves the chosen question, Delete takes it out.

    Attributes:
        moved: so many places up (negative) or down.
        out_wanted: the chosen question must go.
    """

    moved = Signal(int)
    out_wanted = Signal()

    def __init__(self) -> None:
        self._items = ItemModel(_sentence, lambda row: str(row.question.ask))
        super().__init__(self._items, _Row(), "Vragen van de leidraad")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if held == Qt.KeyboardModifier.AltModifier and step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete and not held:
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_lines(self, found: Sequence[QuestionRow], chosen: str = "") -> None:
        """Show these; the chosen question stays chosen, or one that is named."""
        before, at = chosen or self.current_key(), self.currentIndex().row()
        self._items.set_items(found)
        if found:
            places = {one.question.key: number for number, one in enumerate(found)}
            self.go_to(places.get(before, min(max(at, 0), len(found) - 1)))

    def current(self) -> QuestionRow | None:
        """The chosen line."""
        found = self.current_item()
        return found if isinstance(found, QuestionRow) else None

    def current_key(self) -> str:
        """Key of the chosen question, or empty."""
        found = self.current()
        return "" if found is None else found.question.key

    def count(self) -> int:
        """How many lines there are."""
        return len(self._items.items())


def _about(question: Question) -> str:
    return f"{question.theme.label} · {question.remark}" if question.remark else question.theme.label


def _sentence(row: QuestionRow) -> str:
    whose = f", {row.whose}" if row.whose else ""
    return f"{row.question.ask} {row.question.theme.label}{whose}. {row.question.remark}".strip()
