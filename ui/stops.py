"""Where the keyboard goes in a page: the parts that F6 walks, and where one comes in."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget


@runtime_checkable
class HasPanes(Protocol):
    """A page that says between which parts F6 goes."""

    def panes(self) -> list[QWidget]:
        """The parts, in reading order."""


def panes_of(page: QWidget) -> list[QWidget]:
    """The parts of a page; the page itself when it has none."""
    return page.panes() if isinstance(page, HasPanes) else [page]


def entrance(page: QWidget) -> QWidget | None:
    """Where one comes in: the list when anything is in it, else the first part that Tab can reach, or ``None``."""
    parts = panes_of(page)
    lists = [part for part in parts if isinstance(part, QAbstractItemView) and _has_rows(part)]
    return next((stop for part in (*lists, *parts, page) if (stop := first_stop(part)) is not None), None)


def last_stop(page: QWidget) -> QWidget | None:
    """Where the keyboard was in a page before another one came to the front; ``None`` when it was not there yet."""
    was: Any = page.focusWidget()  # it may be empty, whatever its stub says
    return was if isinstance(was, QWidget) and page.isAncestorOf(was) and _is_stop(was) else None


def first_stop(part: QWidget) -> QWidget | None:
    """The first widget in this part of the window that Tab can reach, the part itself included; or ``None``."""
    if not part.isVisible() or not part.isEnabled():
        return None
    widget: QWidget | None = part
    while widget is not None:
        if (widget is part or part.isAncestorOf(widget)) and _is_stop(widget) and widget.isVisible():
            return widget
        widget = widget.nextInFocusChain()
        if widget is part:
            break
    return None


def tab_after(before: QWidget, *parts: QWidget) -> QWidget:
    """Let Tab go from a widget into these parts; Qt puts what is made later behind the whole window.

    Returns the last widget in them that takes the focus.
    """
    for part in parts:
        for widget in (part, *chain_in(part)):
            if takes_focus(widget):
                QWidget.setTabOrder(before, widget)
                before = widget
    return before


def tab_before(following: QWidget, *parts: QWidget) -> None:
    """Let Tab go through these parts and then to a widget; Qt puts what is made later behind the whole window."""
    last = tab_after(following, *parts)
    if last is not following:
        QWidget.setTabOrder(last, following)


def chain_in(part: QWidget) -> list[QWidget]:
    """What takes the focus inside a part, in the order of Tab; Qt lets nothing else be moved in that order."""
    # the chain goes through the whole window, which may hold thousands; what was made together stands together in it
    home = part.window()  # the list of a combo box hangs in a window of its own, with its own order of Tab
    left = {one for one in part.findChildren(QWidget) if takes_focus(one) and one.window() is home}
    found, step = list[QWidget](), part.nextInFocusChain()
    while left and step is not None and step is not part:
        if step in left:
            left.remove(step)
            found.append(step)
        step = step.nextInFocusChain()
    return found


def takes_focus(widget: QWidget) -> bool:
    """Whether it has a place of its own in the order of Tab."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _has_rows(part: QAbstractItemView) -> bool:
    model: Any = part.model()  # there may be none, whatever its stub says
    return isinstance(model, QAbstractItemModel) and model.rowCount() > 0
