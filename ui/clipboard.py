"""The clipboard of the system, which every program can read: what came from here is known and does not stay there."""

from typing import Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from ui.timers import one_shot

SECONDS: Final = 60
"""What :meth:`Clipboard.copy` put there is taken away after so long."""
_OURS: Final = "application/x-beschutdesk"
"""Marks what came from this program, in whatever way it was copied."""
_DISCREET: Final = {
    _OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
}
"""Asks clipboard histories of the three systems to keep no copy and to send it to no other device."""


def put(words: str) -> None:
    """Put a text on the clipboard, as words only and with the wish that nobody keeps it."""
    data = QMimeData()
    data.setText(words)
    for kind, content in _DISCREET.items():
        data.setData(kind, content)
    QGuiApplication.clipboard().setMimeData(data)


class Clipboard(QObject):
    """Knows whether what is on the clipboard came from this program.

    A text that was copied in one of our fields counts too, and is put there again in the way of :func:`put`: a field
    copies without any such wish. What another program put there is left alone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours: tuple[int, int] | None = None
        self._lent: tuple[int, int] | None = None
        self._timer = one_shot(self, self._time_is_up, SECONDS * 1000)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def copy(self, words: str) -> None:
        """Put a text on the clipboard, for a minute."""
        put(words)
        self._ours = self._lent = _print_of(words)
        self._timer.start()

    def clear(self) -> None:
        """Take away what came from here, also what is merely selected (X11 lends that to others)."""
        self._timer.stop()
        self._lent = None
        board = QGuiApplication.clipboard()
        ours, self._ours = self._ours, None
        if board.ownsClipboard() or (ours is not None and _print_of(board.text()) == ours):
            board.clear(QClipboard.Mode.Clipboard)
        if board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)

    def _time_is_up(self) -> None:
        """Take the text away when it still stands there; what was copied after it stays."""
        lent, self._lent = self._lent, None
        board = QGuiApplication.clipboard()
        if lent is not None and _print_of(board.text()) == lent:
            self._ours = None
            board.clear(QClipboard.Mode.Clipboard)

    def _changed(self) -> None:
        # Not every platform tells whose it is. What changes while one of our windows has the focus is ours.
        board = QGuiApplication.clipboard()
        data = board.mimeData()
        owned, marked = board.ownsClipboard(), bool(data) and data.hasFormat(_OURS)
        if not (owned or marked or QGuiApplication.focusWindow() is not None):
            self._ours = None
            return
        words = board.text()
        # A clipboard manager may take our text over and leave the marks out: against that we do not fight.
        taken_over = not owned and self._ours == _print_of(words)
        self._ours = _print_of(words)
        if words and not marked and not taken_over:
            put(words)


def _print_of(words: str) -> tuple[int, int]:
    """Enough to know a text again in this run, and nothing to read it from."""
    return len(words), hash(words)
