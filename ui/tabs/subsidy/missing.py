"""What is not there yet, and what changed since it was sent in: lines that lead to where it can be mended."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.tabs.visits.lines import Act, Line, Lines
from ui.theme import tokens as tk
from ui.widgets import Glyph, cols, label, rows

_GO: Final = Act("Enter", "Ga erheen", "go")
_FILL: Final = Act("V", "Voorstel uit het dossier", "fill")
_TOLD: Final = Act("G", "Gemeld", "told")
_LAST: Final = "signed_on"
"""Nobody signs what is not whole yet: so it comes after all else that is needed."""
_WAIT: Final = "Kijkt na wat er nog ontbreekt…"
_FINE: Final = "Alles is er. De aanvraag kan getekend en ingediend worden."
_SENT: Final = "Er ontbreekt niets."


class MissingPart(QWidget):
    """The checks, those that keep it from being sent in first.

    Attributes:
        wanted: go to a field (its name).
        fill_wanted: take over what the dossier proposes for a field (its name).
    """

    wanted = Signal(str)
    fill_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._checks: Sequence[Any] = ()
        self.list = Lines("Wat ontbreekt nog")
        self.list.acted.connect(self._act)
        self._glyph = Glyph("circle-check", "good")
        self._words = label(_WAIT, "body", "soft", wrap=True)
        self._words.setMinimumWidth(1)
        self._head = rows(2, self._glyph, None, gap=0)
        self.setLayout(rows(cols(self._head, (self._words, 1), gap=tk.S2), self.list, gap=tk.S1))
        self.setMinimumWidth(1)
        self.list.hide()

    @property
    def checks(self) -> list[Any]:
        """What is shown, in order."""
        return list(self._checks)

    @property
    def words(self) -> str:
        """What stands above the list."""
        return self._words.text()

    def show_checks(self, found: Iterable[Any] | None, proposed: Iterable[str] = (), *, sent: bool = False) -> None:
        """Show these; ``None`` while they were not looked for yet."""
        if found is None:
            self._checks = ()
            self.list.show_lines([])
            self.list.hide()
            self._words.setText(_WAIT)
            self._glyph.set_glyph("clock", "soft")
            return
        checks = sorted(found, key=lambda one: (not one.blocks, one.field == _LAST))
        self._checks = checks
        can = frozenset(_root(one) for one in proposed)
        lines = [_line(one, fills=_root(one.field) in can) for one in checks]
        if lines != self.list.lines():
            self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        blocks = sum(one.blocks for one in checks)
        self._words.setText(_count(blocks, len(checks) - blocks, sent=sent))
        icon, tone = (
            ("circle-check", "good") if not checks else ("triangle-alert", "warn") if blocks else ("info", "accent")
        )
        self._glyph.set_glyph(icon, tone)

    def enter(self) -> None:
        """Go to the list."""
        if not self.list.isHidden():
            self.list.setFocus()

    def _act(self, check: Any, act: str) -> None:
        if act == "fill":
            self.fill_wanted.emit(_root(check.field))
        else:
            self.wanted.emit(check.field)


def _root(field: str) -> str:
    """The field of the application that something is about."""
    return field.partition(":")[0]


def _count(blocks: int, more: int, *, sent: bool) -> str:
    if not blocks and not more:
        return _SENT if sent else _FINE
    parts = []
    if blocks:
        parts.append(f"{blocks} {'punt is' if blocks == 1 else 'punten zijn'} nodig voor het indienen.")
    if more:
        parts.append(f"{more} {'punt' if more == 1 else 'punten'} om na te kijken.")
    return " ".join((*parts, "Enter gaat erheen; F8 gaat naar het volgende."))


def _line(check: Any, *, fills: bool) -> Line:
    acts = (_GO, *((_FILL,) if fills else ()))
    if check.blocks:
        return Line(check.words, "", "circle-dashed", "warn", "nodig voor het indienen", check, acts)
    return Line(check.words, "Om na te kijken", "info", "accent", "", check, acts)


class ChangesPart(QWidget):
    """What must be told to whoever pays, because it is other than in the application.

    Attributes:
        told: it was told today (the change).
        wanted: go to where it stands in the dossier (the change).
    """

    told = Signal(object)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.list = Lines("Wijzigingen om te melden")
        self.list.acted.connect(lambda change, act: (self.told if act == "told" else self.wanted).emit(change))
        words = "Dit is anders dan in de aanvraag. Meld het aan de gemeente en leg hier vast dat je het deed."
        self.setLayout(rows(label(words, "body", "soft", wrap=True), self.list, gap=tk.S1))
        self.setMinimumWidth(1)

    def show_changes(self, found: Sequence[Any]) -> None:
        """Show these."""
        lines = [_change(one) for one in found]
        if lines != self.list.lines():
            self.list.show_lines(lines)


def _change(change: Any) -> Line:
    return Line(change.words, "Nog niet gemeld", "bell", "warn", "", change, (_TOLD, _GO))
