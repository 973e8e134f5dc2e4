"""Editors: one per kind of field. An editor joins a widget to values; the widget itself knows nothing of fields."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind, Spec
from beschutdesk.dossier.values import Attachment
from beschutdesk.rules.figures import Figures, standard
from ui.forms import parse
from ui.theme import px
from ui.widgets import Prose, cols, label

UNDO: Final = QKeySequence.StandardKey.Undo
REDO: Final = QKeySequence.StandardKey.Redo
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an editor holds now.

    Attributes:
        value: the value, when it can be read.
        raw: what is typed, when it cannot; ``None`` when it can.
        message: why it cannot be read; empty while someone is still typing.
        note: what was filled in for the user ("zonder jaar is het dit jaar").
    """

    value: Any = None
    raw: str | None = None
    message: str = ""
    note: str = ""


Arrived = Callable[[Any], None]


def _no_one() -> None:
    return None


def _nothing(_target: str) -> list[tuple[UUID, str]]:
    return []


def _every(_spec: Spec) -> bool:
    return True


@dataclass(slots=True)
class Helpers:
    """What editors ask of the page they stand on.

    Attributes:
        today: the day of today.
        records: the records that a reference may point to, by name of the record: id and words, in order.
        store: puts a chosen file in the vault and calls back with what names it, or with ``None``.
        asks: whether a field is asked for here: some are off until the user turns them on.
        figures: the numbers that count for what is open.
    """

    today: Callable[[], date] = date.today
    records: Callable[[str], list[tuple[UUID, str]]] = _nothing
    store: Callable[[Path, Callable[[Attachment | None], None]], None] | None = None
    asks: Callable[[Spec], bool] = _every
    figures: Callable[[], Figures] = standard


class Editor(QObject):
    """Base of all editors.

    Attributes:
        edited: the user changed something; after every key.
        left: the user is done here: Enter, or the focus went elsewhere.
        spec: the field.
        widget: what stands in the form.
        expect: asked when a value will come later; gives what takes it in for the record that is on the screen now.
        start: asked for the day that comes before it, when it is the end of something.
    """

    edited = Signal()
    left = Signal()
    wide = False
    """Whether it always takes the whole width of a form."""

    def __init__(self, spec: Spec, widget: QWidget) -> None:
        super().__init__(widget)
        self.spec = spec
        self.widget = widget
        self.expect: Callable[[], Arrived | None] = _no_one
        self.start: Callable[[], date | None] = _no_one
        if not self.buddy.accessibleName():
            self.buddy.setAccessibleName(spec.label)

    @property
    def buddy(self) -> QWidget:
        """The widget that takes the focus."""
        return self.widget

    def read(self) -> Reading:
        """What it holds now, while someone may still be typing."""
        raise NotImplementedError

    def settle(self) -> Reading:
        """Read it for good: what can be read is written out in full, what cannot gets a message."""
        return self.read()

    def value(self) -> Any:
        """The value.

        Raises:
            WrongValue: what is typed cannot be read.
        """
        reading = self.settle()
        if reading.raw is not None:
            raise WrongValue(reading.message)
        return reading.value

    def typed(self) -> str | None:
        """The text as it stands there, as :meth:`show_raw` takes it; ``None`` where nothing can be typed."""
        return None

    def set_value(self, value: Any) -> None:
        """Show a value. Does not count as an edit."""
        raise NotImplementedError

    def show_raw(self, text: str) -> None:
        """Show text that was typed earlier and is no value yet."""

    def refill(self) -> None:
        """The records to choose from may be others."""


class Compound(QWidget):
    """An input of several widgets, of which one takes the focus for the whole."""

    def __init__(self, layout: QLayout, focus: QWidget) -> None:
        super().__init__()
        self.setLayout(layout)
        self._focus = focus

    def buddy(self) -> QWidget:
        """The widget that takes the focus."""
        return self._focus

    def set_name(self, name: str) -> None:
        """Take a name for the whole; the parts have names of their own."""
        self.setAccessibleName(name)


# -- lines of text -----------------------------------------------------------------------------------------------------


class LineEdit(QLineEdit):
    """One line. Undo with nothing left to undo in it goes on to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (event.matches(UNDO) and not self.isUndoAvailable()) or (event.matches(REDO) and not self.isRedoAvailable()):
            event.ignore()
            return
        super().keyPressEvent(event)


class GrowingText(Prose):
    """Several lines that grow. Undo with nothing left to undo in it goes on to the page.

    Attributes:
        left: the focus went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        history = self.document()
        if (event.matches(UNDO) and not history.isUndoAvailable()) or (
            event.matches(REDO) and not history.isRedoAvailable()
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


def clean(text: str, *, one_line: bool = False) -> str:
    """Pasted text without what cannot be printed: control characters, half characters, odd line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if one_line:
        text = text.replace("\n", " ").replace("\t", " ")
    text = _CONTROL.sub("", text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class TextEditor(Editor):
    """One line of words."""

    widget: LineEdit

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec, LineEdit())
        self.widget.textEdited.connect(self.edited)
        self.widget.editingFinished.connect(self.left)

    def read(self) -> Reading:
        return Reading(self.typed())

    def typed(self) -> str:
        return clean(self.widget.text(), one_line=True).strip()

    def set_value(self, value: Any) -> None:
        self.widget.setText(value)
        self.widget.setCursorPosition(0)

    def show_raw(self, text: str) -> None:
        self.widget.setText(text)


class ProseEditor(Editor):
    """Several lines of words."""

    widget: GrowingText
    wide = True

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec, GrowingText())
        self.widget.edited.connect(self.edited)
        self.widget.left.connect(self.left)

    def read(self) -> Reading:
        return Reading(self.typed())

    def typed(self) -> str:
        return clean(self.widget.toPlainText()).rstrip().lstrip("\n")

    def set_value(self, value: Any) -> None:
        self.widget.set_words(value)

    def show_raw(self, text: str) -> None:
        self.widget.set_words(text)


class LinesEditor(ProseEditor):
    """A list: each line is an item."""

    def read(self) -> Reading:
        lines = clean(self.widget.toPlainText()).replace("\t", " ").split("\n")
        return Reading(tuple(line.strip() for line in lines if line.strip()))

    def set_value(self, value: Any) -> None:
        self.widget.set_words("\n".join(value))


# -- numbers -----------------------------------------------------------------------------------------------------------


class NumberEditor(Editor):
    """A number with its unit; a comma before the decimals."""

    widget: Compound

    def __init__(self, spec: Spec) -> None:
        self._line = LineEdit()
        self._line.setMaximumWidth(px(140))
        unit = label(spec.unit, "body", "soft")
        money = spec.kind is Kind.MONEY
        row = (unit, self._line, None) if money else (self._line, unit, None)
        super().__init__(spec, Compound(cols(*row), self._line))
        self._line.setAccessibleName(spec.label)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.left)
        self._money = money

    @property
    def buddy(self) -> QWidget:
        return self._line

    def read(self) -> Reading:
        text = self._line.text()
        try:
            return Reading(parse.parse_number(text, self.spec.decimals, self.spec.unit))
        except WrongValue:
            return Reading(raw=text)

    def settle(self) -> Reading:
        text = self._line.text()
        try:
            value = parse.parse_number(text, self.spec.decimals, self.spec.unit)
        except WrongValue as wrong:
            return Reading(raw=text, message=str(wrong))
        self.set_value(value)
        number = self._line.text()
        counted = self.spec.unit == parse.MINUTES and value is not None and any(mark in text for mark in "uUhH:,")
        return Reading(value, note=f"{text.strip()} is {number} {self.spec.unit}." if counted else "")

    def typed(self) -> str:
        return self._line.text()

    def set_value(self, value: Any) -> None:
        words = parse.format_number(value, self.spec.decimals, always=self._money)
        if words != self._line.text():  # setting the same text again would forget the undo of this line
            self._line.setText(words)

    def show_raw(self, text: str) -> None:
        self._line.setText(text)
