"""The next period: what it copies from this one, and afterwards what changed since."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.tabs.visits.lines import Act, Line, Lines
from ui.theme import tokens as tk
from ui.widgets import button, cols, label, rows

_GO: Final = Act("Enter", "Ga erheen", "go")
_MORE: Final = (
    "Maakt een aanvraag voor de volgende periode, met alles wat nog geldt. Wat veranderd is, staat daarna gemarkeerd."
)
_SAME: Final = "Deze aanvraag volgt op een eerdere. Alles is nog zoals toen."
_OTHER: Final = "Deze aanvraag volgt op een eerdere. Dit is anders dan toen; kijk het na."


class RenewalPart(QWidget):
    """A button that begins the next period; and what is other than in the one before.

    Attributes:
        renewal_wanted: begin the next period.
        before_wanted: open the period before.
        wanted: go to a field (its name).
    """

    renewal_wanted = Signal()
    before_wanted = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", "soft", wrap=True)
        self._words.setMinimumWidth(1)
        self.list = Lines("Anders dan vorige keer")
        self.list.acted.connect(lambda found, _act: self.wanted.emit(found.field))
        self.before = button("Vorige aanvraag openen", "quiet", "arrow-left", on=self.before_wanted.emit)
        self._more = label(_MORE, "body", "soft", wrap=True)
        self.renew = button("Verlengen…", "", "rotate-ccw", on=self.renewal_wanted.emit)
        self.setLayout(
            rows(self._words, self.list, cols(self.before, None), self._more, cols(self.renew, None), gap=tk.S2)
        )
        self.setMinimumWidth(1)
        self.show_differences((), follows=False, may_renew=False)

    def show_differences(self, found: Sequence[Any], *, follows: bool, may_renew: bool) -> None:
        """Show what is other than the period before; and whether a next one can begin."""
        lines = [_line(one) for one in found]
        if lines != self.list.lines():
            self.list.show_lines(lines)
        self.list.setVisible(follows and bool(lines))
        self._words.setText(_OTHER if lines else _SAME)
        self._words.setVisible(follows)
        self.before.setVisible(follows)
        self._more.setVisible(may_renew)
        self.renew.setVisible(may_renew)


def _line(found: Any) -> Line:
    was, now = (words or "niets" for words in (str(found.was), str(found.now)))
    return Line(found.label, f"{was} → {now}", "pencil", "warn", "veranderd", found, (_GO,))
