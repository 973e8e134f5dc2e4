"""Progress: a line under the header after 0.3 s; words, number and *Stoppen* at the bottom after 1 s."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colours, tokens
from ui.widgets import Elided, Pane, announce, button, cols, label, line, rows

LINE_AFTER_MS = 300
WORDS_AFTER_MS = 1000
LEFT_AFTER_MS = 5000


class BusyLine(QWidget):
    """The hairline under the header; while there is work it is thick, and as long as what is done.

    Attributes:
        share: how much is done (0 to 1), 0 when that isn't known, ``None`` when there is no work.
    """

    def __init__(self) -> None:
        super().__init__()
        self.share: float | None = None
        self.setFixedHeight(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """Show this share (0 to 1) as done; 0 when it isn't known; ``None`` for no work."""
        self.share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        if self.share is None:
            painter.fillRect(0, 2, self.width(), 1, c.hair)
        elif self.share > 0:
            painter.fillRect(self.rect(), c.pick)
            painter.fillRect(0, 0, round(self.width() * self.share), 3, c.accent)
        else:
            # How much is unknown: dashes. They stand still, for nothing on the screen moves by itself.
            painter.fillRect(self.rect(), c.pick)
            for left in range(0, self.width(), 48):
                painter.fillRect(left, 0, 24, 3, c.accent)
        painter.end()


def time_left(elapsed_ms: int, done: int, total: int) -> str:
    """How long it will still take, in Dutch words; empty as long as that is a guess."""
    if elapsed_ms < LEFT_AFTER_MS or done <= 0 or total <= done:
        return ""
    seconds = round(elapsed_ms / 1000 / done * (total - done))
    if seconds < 60:
        return f"nog ongeveer {max(5, round(seconds / 5) * 5)} seconden"
    minutes = round(seconds / 60)
    return f"nog ongeveer {minutes} {'minuut' if minutes == 1 else 'minuten'}"


class BusyStrip(Pane):
    """Words, number and *Stoppen*, at the bottom of the window so that nothing moves under the mouse."""

    def __init__(self) -> None:
        super().__init__("side")
        self._words = Elided("", "body")
        self._left = label("", "meta", "soft")
        self._stop = button("Stoppen", on=self._cancel)
        self._on_cancel: Callable[[], object] | None = None
        margins = (tokens.PAGE_MARGIN, 5, tokens.PAGE_MARGIN, 5)
        self.setLayout(rows(line(), cols(self._words, self._left, None, self._stop, margins=margins), gap=0))
        self.setMinimumWidth(1)
        self.hide()

    def tell(self, words: str, left: str, cancel: Callable[[], object] | None) -> None:
        """Show these words."""
        if cancel is not self._on_cancel:
            self._on_cancel = cancel
            self._stop.setEnabled(True)
            self._stop.setText("Stoppen")
        self._words.set_words(words)
        self._left.setText(left)
        self._stop.setVisible(cancel is not None)

    def _cancel(self) -> None:
        act = self._on_cancel
        self._stop.setEnabled(False)
        self._stop.setText("Stopt…")
        if act is not None:
            act()


class Busy(QObject):
    """Keeps line and strip: what takes long is seen, what is over in a moment does not flicker."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.line, self.strip = BusyLine(), BusyStrip()
        self._clock = QElapsedTimer()
        self._words, self._done, self._total, self._counted = "", 0, 0, True
        self._cancel: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)

    def tell(
        self,
        words: str | None,
        done: int = 0,
        total: int = 0,
        cancel: Callable[[], object] | None = None,
        *,
        counted: bool = True,
    ) -> None:
        """Work has begun or goes on (``words``), or is over (``None``)."""
        if words is None:
            self._clock.invalidate()
            self._timer.stop()
            self._cancel, self._words = None, ""
            self.line.set_share(None)
            self.strip.tell("", "", None)
            self.strip.hide()
            return
        self._words, self._done, self._total, self._cancel = words, done, total, cancel
        self._counted = counted
        if not self._clock.isValid():
            self._clock.start()
            self._timer.start(LINE_AFTER_MS)
        else:
            self._show()

    def _show(self) -> None:
        elapsed = self._clock.elapsed()
        if elapsed >= LINE_AFTER_MS:
            self.line.set_share(self._done / self._total if self._total else 0.0)
        if elapsed >= WORDS_AFTER_MS:
            number = f" {self._done} van {self._total}" if self._total and self._counted else ""
            words = f"{self._words}{number}"
            self.strip.tell(words, time_left(elapsed, self._done, self._total), self._cancel)
            if self.strip.isHidden():
                self.strip.show()
                announce(self.strip, words)
        elif not self._timer.isActive():
            self._timer.start(max(1, (WORDS_AFTER_MS if elapsed >= LINE_AFTER_MS else LINE_AFTER_MS) - elapsed))
