"""The ways into the vault as rows: what it is, since when, whether it was proven, and what one can do with it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.forms.parse import format_day
from ui.theme import tokens as tk
from ui.widgets import Chip, Flow, Glyph, Tone, button, cols, label, line, rows

if TYPE_CHECKING:
    from beschutdesk.services.keys import Way

PASSPHRASE: Final = "passphrase"  # noqa: S105 - the kind of a way
RECOVERY: Final = "recovery"
PIN: Final = "pin"
ICONS: Final = {PASSPHRASE: "key-round", RECOVERY: "file-lock", PIN: "lock"}
WORDS: Final = {PASSPHRASE: "Wachtzin", RECOVERY: "Herstelcode", PIN: "Pincode op dit apparaat"}
_WHAT_FOR: Final = {
    PASSPHRASE: "Opent de kluis op elke computer.",
    RECOVERY: "Opent de kluis op elke computer, als je de wachtzin niet meer weet.",
    PIN: "Opent de kluis alleen hier, samen met de sleutelbos van dit apparaat.",
}
_LAST: Final = {
    PASSPHRASE: (
        "De wachtzin kan nu niet weg: zonder overgetypte herstelcode zou niemand er meer in kunnen. "
        "Typ eerst de herstelcode over."
    ),
    RECOVERY: "De herstelcode kan nu niet weg: zonder wachtzin zou niemand er meer in kunnen. Kies eerst een wachtzin.",
}


def is_last(way: "Way", ways: Sequence["Way"]) -> bool:
    """Whether this way must stay: a passphrase or a proven recovery code always does."""
    if way.kind == PIN:
        return False
    return not any(w.id != way.id and (w.kind == PASSPHRASE or (w.kind == RECOVERY and w.proven)) for w in ways)


def why_last(way: "Way") -> str:
    """Why it cannot be removed, and what would help."""
    return _LAST.get(way.kind, "")


def since(made_on: date | None) -> str:
    """When a way was made, in words."""
    return f"Gemaakt op {format_day(made_on)}." if made_on else "Gemaakt bij het begin."


class WayRow(QWidget):
    """One way: icon, name, state, words, and its acts below. It stays; :meth:`tell` says how things are now.

    Args:
        kind: ``passphrase``, ``recovery`` or ``pin``.
        acts: key of each act, with what it does in full.
        last: no line below.

    Attributes:
        asked: an act was chosen (its key).
        buttons: by the key of the act.
    """

    asked = Signal(str)

    def __init__(self, kind: str, acts: Mapping[str, str], *, last: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self._chip = Chip()
        self._words = label("", "meta", "soft", wrap=True)
        self._note = label("", "meta", "soft", wrap=True)
        for hidden in (self._chip, self._note):
            hidden.hide()
        self.buttons: dict[str, QPushButton] = {}
        for key, name in acts.items():
            self.buttons[key] = button(on=partial(self.asked.emit, key))
            self.buttons[key].setAccessibleName(name)
        head = cols(label(WORDS.get(kind, kind), "strong"), self._chip, None)
        body = rows(head, self._words, self._note, 4, Flow(*self.buttons.values()), gap=2)
        glyph = rows(Glyph(ICONS.get(kind, "key-round"), "accent", 20), None, gap=0, margins=(0, 1, 0, 0))
        inner = cols(glyph, (body, 1), gap=tk.S3, margins=(0, 0, 0, tk.S3))
        self.setLayout(rows(inner, *(() if last else (line(), tk.S3)), gap=0))
        self.setAccessibleName(WORDS.get(kind, kind))

    def tell(self, words: str, state: "tuple[str, Tone] | None" = None, note: str = "") -> None:
        """Say since when it is there, in what state, and why something cannot be done."""
        self._words.setText(f"{words} {_WHAT_FOR.get(self.kind, '')}".strip())
        self._chip.setVisible(state is not None)
        if state is not None:
            self._chip.set_look(*state)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def offer(self, key: str, words: str, *, usable: bool = True) -> None:
        """Offer an act under these words; empty words take it away."""
        made = self.buttons[key]
        if made.text() != words:
            made.setText(words)
            made.updateGeometry()
        made.setVisible(bool(words))
        made.setEnabled(usable)
