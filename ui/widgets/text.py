"""Words on a screen. All of it is plain text: a name never becomes markup, and never a mnemonic."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import colours, dress, paint
from ui.theme import tokens as tk


def plain(words: str) -> str:
    """Words for a button, a menu or a label with a buddy, so that an ``&`` in them stays an ``&``."""
    return words.replace("&", "&&")


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say this, without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def label(words: str = "", type_: str = "body", tone: str = "", *, wrap: bool = False, italic: bool = False) -> QLabel:
    """Plain text.

    Args:
        words: the text.
        type_: step of the type scale: meta, meta_strong, body, strong, section, title, display, note, note_strong.
        tone: name of a colour token, mostly soft, accent, care, warn or good; empty is ink.
        wrap: over more lines when the room is narrow.
        italic: slanted, for remarks.
    """
    made = QLabel(words)
    _prepare(made, type_, tone)
    if italic:
        made.setProperty("italic", True)
        dress(made)
    if wrap:
        made.setWordWrap(True)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label another colour token; empty is ink."""
    widget.setProperty("tone", tone or "ink")
    dress(widget)


def _prepare(made: QLabel, type_: str, tone: str) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", type_)
    if tone:
        made.setProperty("tone", tone)
    dress(made)


class Elided(QLabel):
    """One line that gives way instead of pushing the window wider; when it is cut, the whole text is the tool tip."""

    LEAST = 40

    def __init__(self, words: str = "", type_: str = "body", tone: str = "") -> None:
        super().__init__()
        _prepare(self, type_, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.set_words(words)

    @property
    def words(self) -> str:
        """The whole text."""
        return self._whole

    def set_words(self, words: str) -> None:
        """Show this text; line breaks become spaces."""
        self._whole = " ".join(words.split())
        self.setAccessibleName(self._whole)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(self.LEAST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Glyph(QWidget):
    """One icon of the set, tinted with a colour token. Decoration: the words beside it say the same."""

    def __init__(self, name: str, tone: str = "soft", size: int = tk.ICON) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def set_glyph(self, name: str, tone: str) -> None:
        """Show another icon or colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._name:
            paint.icon(painter, 0, 0, self._name, getattr(colours(), self._tone), self._size)
        painter.end()
