"""'Past dit?': a task beside the person, every plus and minus with its reason. No number, and unknown stays unknown."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.task import Work
from beschutdesk.rules.task_fit import FitPoint, Side, task_fit
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.theme import tokens as tk
from ui.widgets import Glyph, box, cols, label, rows, set_tone

_SIGNS: Final = {
    Side.PLUS: ("check", "good"),
    Side.MINUS: ("triangle-alert", "warn"),
    Side.UNKNOWN: ("circle-dashed", "soft"),
}
_NONE: Final = FitPoint(Side.UNKNOWN, "", "")
_NOTHING: Final = (
    "Er is nog niets naast elkaar te leggen. Vul bij de taak in wat die vraagt, en in het dossier de wensen."
)


class _Line(QWidget):
    """One point: sign, what it is about, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("", "soft", tk.ICON)
        self._what = label("", "body", wrap=True)
        self._why = label("", "meta", "soft", wrap=True)
        for words in (self._what, self._why):
            words.setMinimumWidth(1)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
        text = rows(self._what, self._why, gap=0)
        self.setLayout(cols(rows(2, self._glyph, None, gap=0), (text, 1), gap=tk.S2, margins=(0, 0, 0, 6)))
        self.setMinimumWidth(1)

    def show_point(self, point: FitPoint) -> None:
        """Show a point."""
        icon, tone = _SIGNS[point.side]
        self._glyph.set_glyph(icon, tone)
        what = point.what[:1].upper() + point.what[1:]
        unknown = point.side is Side.UNKNOWN
        self._what.setText(f"Onbekend: {point.what}" if unknown else what)
        set_tone(self._what, "soft" if unknown else "")
        self._why.setText(point.reason)
        self._why.setVisible(bool(point.reason))
        self._what.setAccessibleName(f"{point.side.value}: {what}. {' '.join(point.reason.split())}")


class FitPanel(QWidget):
    """All points of one task. Its lines are made once and used again for the next task."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[FitPoint, ...] = ()
        self._made: list[_Line] = []
        self._title = label("Past dit?", "strong")
        self._nothing = label(_NOTHING, "meta", "soft", wrap=True)
        self._nothing.setMinimumWidth(1)
        self._list = rows(gap=0)
        self._folded = label(FOLDED, "meta", "soft", wrap=True)
        self._folded.setMinimumWidth(1)
        self._body = box(rows(self._nothing, box(self._list), gap=6))
        self.setLayout(rows(self._title, self._folded, self._body, gap=6))
        self.setMinimumWidth(1)
        looking().changed.connect(self._look)
        self._look(looking().on)

    def _look(self, on: bool) -> None:
        """What somebody cannot do well is not for who sits beside the bemiddelaar."""
        self._folded.setVisible(on)
        self._body.setVisible(not on)

    def show_fit(self, task: Work | None, person: Candidate | None) -> None:
        """Lay a task beside a person."""
        found = task_fit(task, person) if task is not None and person is not None else ()
        if found == self.points and self._made:
            return
        self.points = found
        shown = gathered(found)
        while len(self._made) < len(shown):
            made = _Line()
            self._made.append(made)
            self._list.addWidget(made)
        for at, line in enumerate(self._made):
            line.show_point(shown[at] if at < len(shown) else _NONE)  # nothing that was read stays behind
            line.setVisible(at < len(shown))
        self._nothing.setVisible(not shown and task is not None)


def gathered(points: Iterable[FitPoint]) -> list[FitPoint]:
    """What fits, what to mind, and last what nobody knows: a line per matter with all its reasons below each other.

    What nobody knows for the same reason stands in one line too.
    """
    unknown: dict[str, list[str]] = {}
    known: dict[tuple[Side, str], list[str]] = {}
    for point in points:
        if point.side is Side.UNKNOWN:
            unknown.setdefault(point.reason, []).append(point.what)
        else:
            known.setdefault((point.side, point.what), []).append(point.reason)
    for reason, whats in unknown.items():
        known.setdefault((Side.UNKNOWN, ", ".join(whats)), []).append(reason)
    shown = [FitPoint(side, what, "\n".join(reasons)) for (side, what), reasons in known.items()]
    return sorted(shown, key=lambda point: tuple(Side).index(point.side))
