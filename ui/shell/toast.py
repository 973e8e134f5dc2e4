"""The toast: says what was done and offers to undo it, in place of asking beforehand."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import Elided, Glyph, announce, cols, label

STAYS_MS = 8000
_ABOVE_BOTTOM = 44
_SETTLE_MS = 30
"""A page that was just made has its place only after a moment."""
_PLACED_BY = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_UNDO, _REDO = ("Ongedaan maken", "Ctrl+Z"), ("Opnieuw doen", "Ctrl+Shift+Z")


class _Link(QPushButton):
    """Underlined words on the dark strip; its ring is light, for the usual one cannot be seen there."""

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), "strong")) + 16, px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        rect = self.rect().toRectF()
        used = QFont(font("strong"))
        used.setUnderline(True)
        painter.setFont(used)
        painter.setPen(c.paper)
        painter.drawText(rect, int(paint.CENTRE), self.text())
        if self.hasFocus():
            paint.box(painter, rect, None, c.paper, tk.R_INPUT, tk.RING)
        painter.end()


class Toast(QFrame):
    """A dark strip above the bottom of its host. It stays 8 seconds, and as long as mouse or focus are on it.

    It makes way only for the line that one is in, so that it never comes over the head of a page.

    Args:
        host: the window it hangs in.
        floor: what may lie at the bottom of the host; the toast hangs above it.
    """

    def __init__(self, host: QWidget, floor: QWidget | None = None) -> None:
        super().__init__(host)
        self._host, self._floor = host, floor
        self._undo: Callable[[], object] | None = None
        self._again = False
        self._words = Elided("", "body", "paper")
        self._link = _Link(_UNDO[0])
        self._link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._link.clicked.connect(self.undo)
        self._key = label(_UNDO[1], "meta", "paper")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._time_is_up)
        self._settled = one_shot(self, self._after_scroll, _SETTLE_MS)
        self.setLayout(
            cols(Glyph("check", "paper"), (self._words, 1), self._link, self._key, gap=10, margins=(16, 8, 16, 8))
        )
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        host.installEventFilter(self)
        if floor is not None:
            floor.installEventFilter(self)

    @property
    def can_undo(self) -> bool:
        """Whether the toast is in view and can undo what it tells of."""
        return not self.isHidden() and self._undo is not None and not self._again

    @property
    def can_redo(self) -> bool:
        """Whether the toast is in view and can do again what it says was undone."""
        return not self.isHidden() and self._undo is not None and self._again

    def set_stay(self, milliseconds: int) -> None:
        """How long it stays by itself."""
        self._timer.setInterval(milliseconds)

    def tell(self, words: str, undo: Callable[[], object] | None = None, *, again: bool = False) -> None:
        """Show these words; with ``undo`` also the way back. With ``again`` that does once more what was undone."""
        self._undo, self._again = undo, again
        link, key = _REDO if again else _UNDO
        self._link.setText(link)
        self._link.updateGeometry()
        self._key.setText(key)
        self._words.set_words(words)
        self._link.setVisible(undo is not None)
        self._key.setVisible(undo is not None)
        self._place()  # first: shown in the corner it might come up under the mouse
        self.show()
        self.raise_()
        self._timer.start()
        said = f"{words} {link}: {key}." if undo else words
        self.setAccessibleName(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        announce(self, said)

    def undo(self) -> None:
        """Undo what the toast tells of, or do it again, and go."""
        act, self._undo = self._undo, None
        self.dismiss()
        if act is not None:
            act()

    def dismiss(self) -> None:
        """Go away now."""
        self._timer.stop()
        self._undo = None
        if self._link.hasFocus():
            self.focusNextChild()  # before it hides, or the focus is nowhere
        self.hide()
        self._words.set_words("")  # what it told of may be a name
        self.setAccessibleName("")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.isHidden():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PLACED_BY and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), colours().ink, None, tk.R_CARD)
        painter.end()

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if not self.isHidden():
            self._place()
            self._settled.start()  # who goes to a field also scrolls to it, and that comes after the focus

    def _after_scroll(self) -> None:
        if not self.isHidden():
            self._place()

    def _time_is_up(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.dismiss()

    def _place(self) -> None:
        host = self._host
        wanted = self.sizeHint().width()
        least = QFontMetrics(self.font()).averageCharWidth() * 24
        self.resize(min(max(wanted, least), host.width() - 2 * tk.PAGE_MARGIN), px(46))
        taken = self._floor.height() if self._floor is not None and not self._floor.isHidden() else 0
        above = max(px(_ABOVE_BOTTOM), taken + tk.S3)
        place = self.geometry()
        place.moveTo((host.width() - self.width()) // 2, host.height() - self.height() - above)
        focus = QApplication.focusWidget()
        if focus is not None and host.isAncestorOf(focus) and not self.isAncestorOf(focus):
            kept = _where_one_is(focus, host, 2 * place.height())
            if kept.intersects(place):  # what is typed or chosen stays in view
                over = kept.top() - tk.S3 - place.height()
                place.moveTop(max(over, px(tk.H_HEADER) + tk.S3))
        self.move(place.topLeft())


def _where_one_is(focus: QWidget, host: QWidget, most: int) -> QRect:
    """The part of the widget with the focus that is looked at, within its host.

    A list or a picture may fill the page: of that it is the current row, and of a row the upper part, where its words
    stand. Of a long text it is the line of the cursor. A pane that fills the page holds nothing by itself.

    Args:
        focus: the widget.
        host: in whose coordinates it is asked.
        most: height of the largest part.
    """
    inner, rect = focus, focus.rect()
    if isinstance(focus, QAbstractItemView):
        inner = focus.viewport()
        rect = focus.visualRect(focus.currentIndex()).intersected(inner.rect())
        rect.setHeight(min(rect.height(), most))
    elif rect.height() > most:
        if not isinstance(focus, QPlainTextEdit | QTextEdit):
            return QRect()
        inner = focus.viewport()
        rect = focus.cursorRect().intersected(inner.rect())
        rect.setWidth(inner.width())
    return QRect(inner.mapTo(host, rect.topLeft()), rect.size()).intersected(host.rect())
