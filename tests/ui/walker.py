"""Walks through a window with the keyboard, as somebody does who uses no mouse."""

from dataclasses import dataclass, field
from functools import partial
from operator import ne

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import rows

_MOST = 800
_WITHIN = 6
"""Tab may stay in one widget for so many presses: a date has three parts."""
_LEAST_PIXELS = 40
"""So many pixels at least must change with the focus; a caret alone is about twenty."""
_AROUND = 8


@dataclass
class Walk:
    """What was found on the way.

    Attributes:
        stops: the accessible names, in the order of Tab.
        problems: what is wrong, in sentences.
    """

    stops: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def settle() -> None:
    """Let layout and painting come to rest."""
    for _ in range(5):
        QApplication.processEvents()


def focused() -> QWidget:
    """The widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    return widget


def _keep(_kept: QWidget, _closing: QWidget) -> None:
    """Hold the window until it is closed: qtbot itself only looks at it."""


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> QWidget:
    """Put a widget at the top of a window of this size, show that, and return it."""
    host = QWidget()
    qtbot.addWidget(host, before_close_func=partial(_keep, host))
    host.setLayout(rows(widget, None, margins=(16, 16, 16, 16)))
    host.resize(width, height)
    host.show()
    host.activateWindow()
    settle()
    return host


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def walk(window: QWidget, size: tuple[int, int] = (1366, 728), *, pictures: bool = True) -> Walk:
    """Tab through a window and back, and fail with all that is wrong.

    Each stop must have a name, be in view, and look different with the focus; every widget that takes the focus must
    be reached; Tab must leave each of them; Shift+Tab must come by the same ones.

    Args:
        window: a top-level widget; it is shown here, and stays the caller's to close.
        size: of the window.
        pictures: compare pictures with and without focus.
    """
    window.resize(size[0], size[1])
    window.show()
    window.activateWindow()
    settle()
    found, start = Walk(), QApplication.focusWidget()
    forward = _round(window, Qt.Key.Key_Tab, found, pictures=pictures)
    backward = _round(window, Qt.Key.Key_Backtab, found, pictures=False)
    if start in forward:  # begin the list where the walk began
        at = forward.index(start)
        found.stops = found.stops[at:] + found.stops[:at]
    expected = _expected(window)
    for widget in expected - set(forward):
        found.problems.append(f"Tab does not reach {_describe(widget)}")
    for widget in set(forward) - set(backward):
        found.problems.append(f"Shift+Tab does not reach {_describe(widget)}")
    assert not found.problems, "\n".join(found.problems)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget: its accessible name, its own words, or those of its label."""
    if widget.accessibleName():
        return widget.accessibleName()
    text = getattr(widget, "text", None)
    if callable(text) and not hasattr(widget, "returnPressed") and text():
        return str(text()).replace("&", "")
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget:
            return label.text()
    return ""


def _round(window: QWidget, key: Qt.Key, found: Walk, *, pictures: bool) -> list[QWidget]:
    seen: list[QWidget] = []
    same = 0
    for _ in range(_MOST):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        settle()
        stop = QApplication.focusWidget()
        if stop is None:
            found.problems.append(f"the focus is nowhere after {_describe(seen[-1]) if seen else 'the start'}")
            return seen
        if seen and stop is seen[-1]:
            same += 1
            if same >= _WITHIN and len(_expected(window)) > 1:
                found.problems.append(f"Tab does not leave {_describe(stop)}")
                return seen
            if same >= _WITHIN:
                return seen
            continue
        same = 0
        if stop in seen:
            return seen
        seen.append(stop)
        if key == Qt.Key.Key_Tab:
            _judge(window, stop, found, pictures=pictures)
    found.problems.append(f"Tab comes to no end after {_MOST} presses")
    return seen


def _judge(window: QWidget, stop: QWidget, found: Walk, *, pictures: bool) -> None:
    name = name_of(stop)
    found.stops.append(name)
    if not name:
        found.problems.append(f"{_describe(stop)} has no name")
    if stop.visibleRegion().isEmpty():
        found.problems.append(f"{_describe(stop)} has the focus and is out of view")
    elif pictures and _changed_pixels(window, stop) < _LEAST_PIXELS:
        found.problems.append(f"the focus cannot be seen on {_describe(stop)}")


def _changed_pixels(window: QWidget, stop: QWidget) -> int:
    corner = stop.mapTo(window, stop.rect().topLeft())
    rect = QRect(corner, stop.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    with_focus = window.grab(rect).toImage()
    stop.clearFocus()
    settle()
    without = window.grab(rect).toImage()
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return _difference(with_focus, without)


def _difference(one: QImage, other: QImage) -> int:
    rgb = QImage.Format.Format_RGB32
    plain = [picture.convertToFormat(rgb) for picture in (one, other)]  # to be held while its bits are read
    a, b = (memoryview(picture.constBits()).cast("I") for picture in plain)
    return sum(map(ne, a, b)) if a != b else 0


def _expected(window: QWidget) -> set[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & tab
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and widget.width() > 0
        and widget.height() > 0
    }


def _describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} ‘{name_of(widget)[:40]}’"
