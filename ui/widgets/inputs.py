"""Inputs. The wheel never changes a value that one is not in: it scrolls the form."""

import math
from typing import Final

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ui.theme import colours, dress, paint
from ui.widgets.buttons import button
from ui.widgets.layout import cols

_LEAST_WIDTH: Final = 60


class Combo(QComboBox):
    """A choice of more than four. Its width follows the form, not its longest word."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.sizeHint().height())  # Qt keeps its own, also when letters become smaller

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Spin(QSpinBox):
    """A small whole number."""

    def __init__(self, least: int = 0, most: int = 99, suffix: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DateEdit(QDateEdit):
    """A date that is always filled in, as dd-mm-jjjj, with a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd-MM-yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Search(QLineEdit):
    """A search field with its icon, and its key while it is empty."""

    def __init__(self, placeholder: str, key: str = "") -> None:
        super().__init__()
        self._key = key
        self.setTextMargins(30, 0, 8, 0)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMinimumWidth(_LEAST_WIDTH)

    def setClearButtonEnabled(self, enable: bool) -> None:
        """Offer a button that empties the field; Qt gives it no name for who does not see it."""
        super().setClearButtonEnabled(enable)
        for made in self.findChildren(QToolButton):
            made.setAccessibleName("Zoekveld leegmaken")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint.icon_in(painter, QRectF(4, 0, 32, self.height()), "search", colours().soft)
        if self._key and not self.text() and self.width() >= 240:
            paint.key_cap(painter, self.width() - 8, self.height() / 2, self._key)
        painter.end()


class Secret(QWidget):
    """A field for a passphrase, with a button beside it that shows what was typed.

    Attributes:
        edited: the text has changed.
        entered: Enter was pressed.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(what)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)
        self.line.textChanged.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.eye: QPushButton = button("", "", "eye", f"{what} tonen", on=self._turn)
        self.setLayout(cols((self.line, 1), self.eye))
        self.setFocusProxy(self.line)

    def buddy(self) -> QWidget:
        """The widget that takes the focus."""
        return self.line

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide again."""
        self.line.clear()
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Show the words, or dots."""
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)
        self.eye.setProperty("glyph", "eye-off" if shown else "eye")
        self.eye.setToolTip(f"{self._what} {'verbergen' if shown else 'tonen'}")
        self.eye.setAccessibleName(self.eye.toolTip())
        self.eye.update()

    def _turn(self) -> None:
        self.show_words(self.line.echoMode() == QLineEdit.EchoMode.Password)


class Prose(QPlainTextEdit):
    """A text field that grows with its text, from ``least`` to ``most`` lines; then it scrolls. Tab leaves it.

    Attributes:
        edited: the user has changed the text; filling it with :meth:`set_words` says nothing.
    """

    edited = Signal()
    MARGIN = 8

    def __init__(self, words: str = "", least: int = 2, most: int = 9, type_: str = "body") -> None:
        super().__init__()
        self._least, self._most, self._filling = least, most, False
        self.setProperty("type", type_)
        dress(self)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(self.MARGIN)
        self.setViewportMargins(1, 0, 1, 0)  # room for the focus ring, so that it moves nothing
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().contentsChanged.connect(self._grow)
        self.textChanged.connect(self._changed)
        self.set_words(words)

    def words(self) -> str:
        """The text."""
        return self.toPlainText()

    def set_words(self, words: str) -> None:
        """Fill the field; undo starts anew."""
        self._filling = True
        self.setPlainText(words)
        self._filling = False
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        if self.hasFocus() and bar.maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _changed(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _grow(self) -> None:
        # Lines × lineSpacing() would be a pixel short and show a scroll bar: the blocks know their own height.
        layout, block, high = self.document().documentLayout(), self.document().begin(), 0.0
        one = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        most = self._most * one
        while block.isValid() and high <= most + self.MARGIN:
            high += layout.blockBoundingRect(block).height()
            block = block.next()
        # The first block's height holds the margin above it; the margin below is ours to add.
        wanted = min(max(high, self._least * one + self.MARGIN), most + self.MARGIN) + self.MARGIN
        wanted += 2 * self.frameWidth() + 2
        if self.height() != math.ceil(wanted):
            self.setFixedHeight(math.ceil(wanted))


def line_edit(words: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line, with its beginning in view. It gets its accessible name from the FieldBox around it."""
    made = QLineEdit(words)
    made.setPlaceholderText(placeholder)
    made.setCursorPosition(0)
    made.setMinimumWidth(_LEAST_WIDTH)
    return made
