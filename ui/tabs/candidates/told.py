"""What a dossier tells by itself: where somebody stands, and what a plaatsingstype asks for."""

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from beschutdesk.dossier.placement import MatchType
from beschutdesk.rules.guidance import SOURCE, Needed, Step, guidance
from ui.theme import tokens as tk
from ui.widgets import Glyph, Pane, box, cols, label, rows

_ICONS = {Needed.YES: "circle-check", Needed.SOMETIMES: "circle-help", Needed.NO: "minus"}


class StandingLine(QWidget):
    """One sentence: on the waiting list since when, or where somebody stands else."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("hourglass", "accent")
        self._words = label("", "strong", wrap=True)
        self.setLayout(cols(self._glyph, (self._words, 1), gap=tk.S2))
        self.setMinimumWidth(1)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, words: str, waits: bool) -> None:
        """Say this; nothing to say hides it."""
        self._words.setText(words)
        self._glyph.set_glyph("hourglass" if waits else "info", "accent" if waits else "soft")
        self.setVisible(bool(words))


class GuidanceNote(Pane):
    """What to think of with this plaatsingstype: getting acquainted, costs, and what goes wrong most easily."""

    def __init__(self) -> None:
        super().__init__("tint")
        self._type: MatchType | None = None
        self._title = label("", "strong", "accent", wrap=True)
        self._acquaintance, self._costs = _StepLine("Eerst kennismaken"), _StepLine("Kosten uitleggen")
        self._watch = label("", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(tk.S2)
        grid.addWidget(self._acquaintance, 0, 0)
        grid.addWidget(self._costs, 1, 0)
        watch = box(
            cols(rows(Glyph("triangle-alert", "warn"), None, margins=(0, 2, 0, 0)), (self._watch, 1), gap=tk.S2)
        )
        source = label(f"Bron: {SOURCE}. Een advies, geen regel.", "meta", "soft", wrap=True)
        self.setLayout(rows(self._title, grid, watch, source, gap=tk.S2, margins=(14, 10, 12, 10)))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def words(self) -> str:
        """All that it says."""
        said = (self._title.text(), self._acquaintance.words, self._costs.words, self._watch.text())
        return "\n".join(said) if not self.isHidden() else ""

    def tell(self, match_type: MatchType | None) -> None:
        """Say what belongs to this type; an unknown type says nothing."""
        if match_type is self._type:
            return
        self._type = match_type
        found = guidance(match_type)
        self.setVisible(found is not None)
        if found is None:
            return
        self._title.setText(f"Bij een plaatsing {found.match_type.label}")
        self._acquaintance.tell(found.acquaintance)
        self._costs.tell(found.costs)
        self._watch.setText(found.watch)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self.words)


class _StepLine(QWidget):
    """``Eerst kennismaken: ja.`` and why."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._glyph = Glyph("", "accent")
        self._short: QLabel = label("", "strong")
        self._why = label("", wrap=True)
        head = rows(self._glyph, None, margins=(0, 2, 0, 0))
        self.setLayout(cols(head, (rows(self._short, self._why, gap=0), 1), gap=tk.S2))

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._short.text()} {self._why.text()}"

    def tell(self, step: Step) -> None:
        """Say this."""
        self._glyph.set_glyph(_ICONS[step.needed], "accent")
        self._short.setText(f"{self._what}: {step.needed.value}.")
        self._why.setText(step.why)
