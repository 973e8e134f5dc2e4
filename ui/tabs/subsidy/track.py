"""The way of an application in one line: what was done, where it is, what comes. Painted; its words say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.dossier.supervision_subsidy import SubsidyState as State
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk

_DISC: Final = 26
_NODE: Final = 112
_HIGH: Final = 66
WAY: Final = (State.CONCEPT, State.READY, State.SUBMITTED, State.GRANTED, State.ACCOUNTING, State.SETTLED)
"""The states that each application comes through when all goes well."""
_NONE: Final[Mapping[State, str]] = MappingProxyType({})
_PART_OF: Final = {State.QUESTIONS: State.SUBMITTED, State.REFUSED: State.GRANTED}
_SHORT: Final = {
    State.CONCEPT: "Concept",
    State.READY: "Ondertekenen",
    State.SUBMITTED: "Ingediend",
    State.QUESTIONS: "Vragen",
    State.GRANTED: "Toegekend",
    State.REFUSED: "Afgewezen",
    State.ACCOUNTING: "Verantwoorden",
    State.SETTLED: "Afgerekend",
    State.WITHDRAWN: "Ingetrokken",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way.

    Attributes:
        words: what it is called.
        below: a date or a term.
        stage: -1 was passed, 0 is where it is, 1 is to come.
        icon: in place of the number.
    """

    words: str
    below: str
    stage: int
    icon: str = ""


def way(state: State, reached: Mapping[State, str], coming: Mapping[State, str] = _NONE) -> list[Stop]:
    """The stops of an application.

    Args:
        state: where it is.
        reached: the day on which it came in each state, in words.
        coming: the day by which it should come in a state, in words.
    """
    at = _PART_OF.get(state, state)
    now = WAY.index(at) if at in WAY else max((WAY.index(one) for one in reached if one in WAY), default=0)
    stops = []
    for number, one in enumerate(WAY):
        here = number == now
        shown = state if here else one
        stage = -1 if number < now else 0 if here else 1
        below = reached.get(shown, reached.get(one, ""))
        if stage > 0:
            below = coming.get(one, below)
        icon = "check" if stage < 0 else "x" if here and state in (State.REFUSED, State.WITHDRAWN) else ""
        stops.append(Stop(_SHORT[shown], below, stage, icon))
    return stops


class Track(QWidget):
    """The stops beside each other; where not all have room, those around the one of now."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: Sequence[Stop] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def stops(self) -> list[Stop]:
        """What is shown."""
        return list(self._stops)

    def show_stops(self, stops: Sequence[Stop]) -> None:
        """Show these."""
        self._stops = tuple(stops)
        now = next((number for number, one in enumerate(stops) if not one.stage), 0)
        said = [f"{one.words} {one.below}".strip() for one in stops]
        words = f"Stap {now + 1} van {len(stops)}: {', '.join(said)}" if stops else ""
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, px(_HIGH))

    def _shown(self) -> range:
        number = len(self._stops)
        fits = max(1, min(number, self.width() // px(_NODE)))
        now = next((at for at, one in enumerate(self._stops) if not one.stage), 0)
        first = max(0, min(now - fits // 3, number - fits))
        return range(first, first + fits)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._shown()
        if not self._stops:
            return
        c, painter, disc = colours(), QPainter(self), px(_DISC)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / len(shown)
        for place, at in enumerate(shown):
            stop, left = self._stops[at], place * wide
            circle = QRectF(left, 2, disc, disc)
            if at < len(self._stops) - 1:
                painter.setPen(QPen(c.accent if stop.stage < 0 else c.rule, 1.5))
                middle = round(circle.center().y())
                painter.drawLine(round(circle.right() + 4), middle, round(left + wide - 4), middle)
            here = stop.stage == 0
            edge = c.accent if stop.stage <= 0 else c.edge
            paint.box(painter, circle, c.accent if here else c.paper, edge, disc / 2, 1.5)
            ink = c.on_accent if here else c.accent if stop.stage < 0 else c.soft
            if stop.icon:
                paint.icon_in(painter, circle, stop.icon, ink, 16)
            else:
                painter.setFont(font("meta_strong"))
                painter.setPen(ink)
                painter.drawText(circle, int(paint.CENTRE), str(at + 1))
            low = (self.height() - circle.bottom() - tk.S1) / 2
            first = QRectF(left, circle.bottom() + 2, wide - tk.S2, low)
            paint.text(painter, first, stop.words, font("meta_strong" if here else "meta"), c.ink if here else c.soft)
            paint.text(painter, first.translated(0, low), stop.below, font("meta"), c.soft)
        painter.end()
