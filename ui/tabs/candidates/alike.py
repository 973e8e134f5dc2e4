"""Somebody new who may be here already: go to that dossier, or save all the same."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services.fits import Found
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, button, cols, label, line, plain, rows

_WIDE: Final = 560
_MOST: Final = 4


class AlikeDialog(QDialog):
    """Asks before a new candidate is saved. Esc goes back to the form; accepting saves.

    Args:
        found: who it may be; the sure ones first.
        parent: the page.

    Attributes:
        other_chosen: go to the dossier with this id.
    """

    other_chosen = Signal(object)

    def __init__(self, found: Sequence[Found], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sure = found[0].sure
        self.setWindowTitle("Deze kandidaat staat er al" if sure else "Deze kandidaat staat er misschien al")
        self.setFixedWidth(min(px(_WIDE), max(320, (parent.width() if parent else px(_WIDE)) - 32)))
        title = cols(Glyph("users", "accent", 24), (label(self.windowTitle(), "title", wrap=True), 1), gap=12)
        words = label(
            "Twee dossiers van één persoon raken door elkaar. Kijk eerst in het andere dossier. "
            "Wat je typte blijft als concept staan.",
            wrap=True,
        )
        self.others = [button(plain(f"Naar {_called(one)}"), icon="arrow-right") for one in found[:_MOST]]
        lines = []
        for one, go in zip(found, self.others, strict=False):
            go.clicked.connect(partial(self._go, one))
            go.setAutoDefault(True)
            lines.append(rows(cols(go, None), label(one.reason, "meta", "soft", wrap=True), gap=2))
        back = button("Terug", on=self.reject)
        self.save = button("Toch opslaan", on=self.accept)
        for made in (back, self.save):
            made.setAutoDefault(False)
        self.setLayout(
            rows(
                rows(title, words, *lines, gap=tk.S3, margins=(24, 20, 24, 12)),
                line(),
                cols(None, back, self.save, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        self.others[0].setFocus()

    def _go(self, one: Found, _checked: bool = False) -> None:
        self.reject()
        self.other_chosen.emit(one.id)


def _called(one: Found) -> str:
    return ", ".join(part for part in (one.name or "zonder naam", one.place) if part)
