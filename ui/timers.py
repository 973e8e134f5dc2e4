"""Timers that go off once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def one_shot(parent: QObject, call: Callable[[], object], ms: int = 0) -> QTimer:
    """A timer that calls once, ``ms`` after it was last started. It goes with its parent."""
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(ms)
    made.timeout.connect(call)
    return made
