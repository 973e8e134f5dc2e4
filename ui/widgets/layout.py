"""Layouts in one expression, grounds, lines and scroll areas."""

from typing import Final, Literal, TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import colours, paint
from ui.theme import tokens as tk

Item: TypeAlias = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
"""What a row or column holds: a widget or layout, with its stretch in a pair; pixels of air; ``None`` is a spring."""
Margins: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""
NO_MARGINS: Margins = (0, 0, 0, 0)
L = TypeVar("L", bound=QBoxLayout)
_NESTED: Final = 8
"""Layouts within layouts: a change at the bottom takes a round for each to arrive at the top."""
_LAYOUT: Final = QEvent.Type.LayoutRequest.value


def rows(*items: Item, gap: int = tk.S2, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Items below each other; end with ``None`` to keep them at the top."""
    return _fill(QVBoxLayout(), items, gap, margins)


def cols(*items: Item, gap: int = tk.S2, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Items beside each other."""
    return _fill(QHBoxLayout(), items, gap, margins)


def set_direction(layout: QBoxLayout, *, below: bool) -> None:
    """Put the items of a column or row beside each other, or below each other where they would be cut."""
    wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
    if layout.direction() != wanted:
        layout.setDirection(wanted)
        owner = layout.parentWidget()
        outer = owner.layout() if owner is not None else None
        if outer is not None:
            outer.invalidate()  # it may not have heard that a layout in it changed


def _fill(layout: L, items: tuple[Item, ...], gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        thing, stretch = item if isinstance(item, tuple) else (item, 0)
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(thing)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing, stretch)
        else:
            layout.addLayout(thing, stretch)
    return layout


def box(layout: QLayout) -> QWidget:
    """A widget without a ground that holds a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def lay_out() -> None:
    """Give everything its place now, and not between later events: for who goes somewhere in what was just made."""
    for _ in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, _LAYOUT)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)
            inner.deleteLater()


Ground = Literal["", "side", "tint", "good", "warn", "care", "card", "float"]


class Pane(QFrame):
    """A ground: side (a side pane), tint, good, warn or care (a call-out with a bar at the left), card (outlined on
    side), float (what hangs above the page). No ground: just a frame. It follows the theme, for it is painted.
    """

    def __init__(self, ground: Ground = "", layout: QLayout | None = None) -> None:
        super().__init__()
        self._ground: Ground = ground
        if layout is not None:
            self.setLayout(layout)

    def set_ground(self, ground: Ground) -> None:
        """Take another ground."""
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._ground:
            return
        painter = QPainter(self)
        c, rect = colours(), self.rect().toRectF()
        match self._ground:
            case "side":
                painter.fillRect(rect, c.side)
            case "card":
                paint.box(painter, rect, c.side, c.hair, tk.R_CARD)
            case "float":
                paint.box(painter, rect, c.paper, c.edge, tk.R_FLOAT)
            case "tint" | "good" | "warn" | "care":
                look = paint.tone("info" if self._ground == "tint" else self._ground)
                painter.fillRect(rect, look.ground)
                rect.setWidth(3)
                painter.fillRect(rect, look.colour)
        painter.end()


def pane(layout: QLayout, ground: Ground = "") -> Pane:
    """A :class:`Pane` that holds a layout."""
    return Pane(ground, layout)


class Line(QWidget):
    """A line of one pixel."""

    def __init__(self, colour: str, *, upright: bool) -> None:
        super().__init__()
        self._colour = colour
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, free)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(free, fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), getattr(colours(), self._colour))
        painter.end()


def line(kind: Literal["hair", "rule", "upright"] = "hair") -> Line:
    """A hairline between rows, a rule between sections, or an upright hairline between panes."""
    return Line("rule" if kind == "rule" else "hair", upright=kind == "upright")


class Scroller(QScrollArea):
    """A vertical scroll area. It is no Tab stop, unless it holds only text: then it has a name and shows its focus."""

    def __init__(self, content: QWidget, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name else Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def follow_focus(self) -> None:
        """Bring what takes the focus into view, also when the focus comes from outside; Qt itself does not."""
        QApplication.instance().focusChanged.connect(self._into_view)  # type: ignore[union-attr]

    def _into_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, tk.S5)
            content = self.widget()
            if (
                content is not None
                and content.isAncestorOf(now)
                and now.height() + 2 * tk.S5 <= self.viewport().height()
            ):
                # Qt looks only at the line of the cursor: a text field comes into view as a whole
                for edge in (now.height(), 0):
                    self.ensureVisible(0, now.mapTo(content, QPoint(0, edge)).y(), 0, tk.S5)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            paint.ring(painter, self.viewport().rect().toRectF())
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def scroll(content: QWidget, name: str = "") -> Scroller:
    """A page that scrolls up and down only. Give a name when it holds nothing but text to read: then Tab reaches it."""
    return Scroller(content, name)
