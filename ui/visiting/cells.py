"""Small inputs of a row in the visit: each shows one value of it and puts what is typed there at once."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT, Kind, Spec, shape_of
from ui.forms import parse
from ui.forms.choosing import NONE, options_of
from ui.forms.editors import LineEdit, clean
from ui.visiting.open_visit import OpenVisit
from ui.widgets import Combo, announce


class Cell:
    """One value of a row.

    Args:
        visit: the open visit.
        part: the list.
        key: the row.
        attribute: on the row.
    """

    def __init__(self, visit: OpenVisit, part: str, key: UUID, attribute: str) -> None:
        self.visit, self.part, self.key, self.attribute = visit, part, key, attribute
        self.path = visit.row_path(part, key, attribute)
        self._stood = self.value

    @property
    def spec(self) -> Spec:
        """The declaration of the value."""
        return shape_of(self.visit.session.shape.children[self.part]).specs[self.attribute]

    @property
    def value(self) -> Any:
        """What is kept."""
        return self.visit.session.value(self.path)

    def put(self, value: Any) -> None:
        """Keep another value."""
        self.visit.session.set(self.path, value)

    @property
    def wrong(self) -> str:
        """Why what is typed is no value; empty when it is one."""
        raw = self.visit.session.raw(self.path)
        if raw is None:
            return ""
        try:
            parse.parse_number(raw, self.spec.decimals, self.spec.unit)
        except WrongValue as wrong:
            return str(wrong)
        return ""

    def put_text(self, text: str) -> None:
        """Keep what is typed, also when it is no value yet."""
        spec, session = self.spec, self.visit.session
        try:
            if spec.kind is Kind.NUMBER:
                session.set(self.path, parse.parse_number(text, spec.decimals, spec.unit))
            else:
                session.set(self.path, clean(text, one_line=True).strip())
        except WrongValue:
            session.set(self.path, self._stood)  # not the number that its first digits were
            session.set_raw(self.path, text)

    def begin(self) -> None:
        """Typing begins: what stands here counts until another value can be read."""
        self._stood = self.value

    @property
    def text(self) -> str:
        """What is kept, as one types it."""
        raw = self.visit.session.raw(self.path)
        if raw is not None:
            return raw
        return parse.format_number(self.value, self.spec.decimals) if self.spec.kind is Kind.NUMBER else str(self.value)


class TextCell(LineEdit):
    """Words or a number.

    Attributes:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, cell: Cell, name: str, hint: str = "") -> None:
        super().__init__()
        self._cell = cell
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(44)
        self.setMaxLength(TEXT_LIMIT)
        self.textEdited.connect(cell.put_text)
        self.returnPressed.connect(self.entered)
        self.editingFinished.connect(self._tell)
        self.fill()

    def fill(self) -> None:
        """Show what is kept; what is the same keeps its cursor."""
        words = self._cell.text
        if words != clean(self.text(), one_line=True).strip():
            self.setText(words)
            self.setCursorPosition(0)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cell.begin()

    def _tell(self) -> None:
        """Mark what cannot be read, and say why."""
        words = self._cell.wrong if self._cell.spec.kind is Kind.NUMBER else ""
        if words == self.toolTip():
            return
        self.setProperty("state", "care" if words else "")
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()
        if words:
            announce(self, words)


class ChoiceCell(Combo):
    """One of a few, or nothing."""

    def __init__(self, cell: Cell, name: str) -> None:
        super().__init__()
        self._cell = cell
        self._options = options_of(cell.spec)
        self.setAccessibleName(name)
        self.addItems([NONE, *(option.label for option in self._options)])
        self.activated.connect(self._chose)
        self.fill()

    def _chose(self, at: int) -> None:
        self._cell.put(None if at <= 0 else self._options[at - 1])

    def fill(self) -> None:
        """Show what is kept."""
        value = self._cell.value
        self.setCurrentIndex(0 if value is None else self._options.index(value) + 1)


def fill_all(part: QWidget) -> None:
    """Show again what is kept in all cells of a part of the page."""
    for made in part.findChildren(QWidget):
        if isinstance(made, TextCell | ChoiceCell):
            made.fill()
