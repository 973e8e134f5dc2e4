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


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _has_rows(part: QAbstractItemView) -> bool:
    model: Any = part.model()  # there may be none, whatever its stub says
    return isinstance(model, QAbstractItemModel) and model.rowCount() > 0
