"""Finds words on a screen that do not have the room they need."""

import time

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from ui.widgets import Elided

_SLACK = 1
_PATIENCE = 2.0


def cut_off_at_rest(window: QWidget) -> list[str]:
    """What is still cut when everything found its place: what was just made needs a turn or two."""
    until = time.monotonic() + _PATIENCE
    QApplication.processEvents()
    while (found := cut_off(window)) and time.monotonic() < until:
        QApplication.processEvents()
    return found


def cut_off(window: QWidget) -> list[str]:
    """The labels and buttons whose words do not fit where they stand, and fields that lie over each other's words."""
    return [problem for widget in window.findChildren(QWidget) if widget.isVisible() and (problem := _problem(widget))]


def _problem(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and not isinstance(widget, Elided) and widget.text():
        wanted = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        if widget.height() + _SLACK < wanted:
            return f"label of {widget.height()} px needs {wanted}: {widget.text()!r}"
        if not widget.wordWrap() and widget.width() + _SLACK < widget.sizeHint().width():
            return f"label of {widget.width()} px needs {widget.sizeHint().width()}: {widget.text()!r}"
    if isinstance(widget, QAbstractButton) and widget.text() and widget.width() + _SLACK < widget.sizeHint().width():
        return f"button of {widget.width()} px needs {widget.sizeHint().width()}: {widget.text()!r}"
    if isinstance(widget, QLineEdit) and widget.height() + _SLACK < widget.fontMetrics().height():
        return f"field of {widget.height()} px: {widget.accessibleName()!r}"
    return ""
