"""Remarks at the copied texts of a portfolio: the dossier has moved on since they were taken."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import Spec, source_of
from beschutdesk.rules import sources
from ui.forms.session import EditSession
from ui.theme import tokens as tk
from ui.widgets import Elided, Glyph, box, button, cols, pane, rows

_DELAY_MS = 400


class Remark(QWidget):
    """The dossier says something else now: take it over, or keep the own words."""

    def __init__(self, spec: Spec, take: Callable[[Spec], None], keep: Callable[[Spec], None]) -> None:
        super().__init__()
        self._words = Elided("", "meta", "ink")
        acts = cols(
            button("Overnemen", "quiet", "arrow-down", on=lambda: take(spec)),
            button("Mijn tekst houden", "quiet", "check", on=lambda: keep(spec)),
            None,
            gap=0,
        )
        told = cols(Glyph("history", "accent", tk.ICON_SMALL), (self._words, 1), gap=6)
        self.setLayout(rows(pane(rows(told, acts, gap=0, margins=(12, 6, 6, 0)), "tint"), gap=0, margins=(0, 3, 0, 0)))
        self.setMinimumWidth(1)

    def say(self, value: Any) -> None:
        """Show what the dossier says."""
        words = value if isinstance(value, str) else ", ".join(value)
        self._words.set_words(f"In het dossier staat nu: {words}" if words else "In het dossier staat nu niets meer.")


class Remarks(QObject):
    """All remarks of one portfolio form. They are looked at again a moment after something changed.

    Args:
        candidate, portfolio: give the sessions that are open now.
    """

    def __init__(
        self,
        candidate: Callable[[], EditSession | None],
        portfolio: Callable[[], EditSession | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._candidate, self._portfolio = candidate, portfolio
        self._remarks: dict[str, Remark] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.look)

    def under(self, spec: Spec, field: QWidget) -> QWidget:
        """The field with room for its remark below it."""
        remark = Remark(spec, self._take, self._keep)
        remark.hide()
        self._remarks[spec.name] = remark
        return box(rows(field, remark, gap=0))

    def soon(self) -> None:
        """Look again when typing rests."""
        self._timer.start()

    def look(self) -> None:
        """Show a remark where the dossier has moved on, and hide the others."""
        self._timer.stop()
        candidate, portfolio = self._candidate(), self._portfolio()
        changed: dict[str, Spec] = {}
        person = None
        if candidate is not None and portfolio is not None:
            person = candidate.build()
            changed = {spec.name: spec for spec in sources.stale(portfolio.build(), person)}
        for name, remark in self._remarks.items():
            spec = changed.get(name)
            if spec is not None:
                remark.say(getattr(person, source_of(spec).name))
            if remark.isHidden() == (spec is not None):
                remark.setVisible(spec is not None)

    def _take(self, spec: Spec) -> None:
        self._apply(spec, sources.refill)

    def _keep(self, spec: Spec) -> None:
        self._apply(spec, sources.accept)

    def _apply(self, spec: Spec, act: Callable[..., None]) -> None:
        candidate, portfolio = self._candidate(), self._portfolio()
        if candidate is None or portfolio is None:
            return
        record = portfolio.build()
        act(record, candidate.build(), [spec])
        portfolio.set(spec.key, getattr(record, spec.name))
        portfolio.set("sources", record.sources)
        self.look()
