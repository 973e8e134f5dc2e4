"""Schemes out of a file of a colleague: what is new, what differs and how, and only what is ticked counts."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.schemes import FileLook, Found, Standing
from ui.dialogs.act import ActDialog
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Glyph, box, cols, label, plain, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_LOOKS: Final = {
    Standing.NEW: ("plus", "good"),
    Standing.SAME: ("circle-check", "soft"),
    Standing.DIFFERS: ("triangle-alert", "warn"),
    Standing.IN_PLACE: ("triangle-alert", "warn"),
}
_WORDS: Final = (
    "Er is nog niets veranderd. Zet een vinkje bij wat je wilt hebben. Wat afwijkt, komt in plaats van wat er nu "
    "staat: lees eerst het verschil."
)


class SchemeFileDialog(ActDialog):
    """Shows what stands in a file, and keeps what is ticked. New ones are ticked; nothing is ever replaced unasked.

    Attributes:
        kept: it was kept: what it took the place of, and the key of the first.
        ticks: by key; none for what stands here already just so.
    """

    kept = Signal(object, str)

    def __init__(self, context: "DeskContext", look: FileLook, parent: QWidget) -> None:
        super().__init__("Regelingen inlezen", "download", "Inlezen", context.database, parent)
        self._context, self._look = context, look
        self.ticks: dict[str, CheckBox] = {}
        parts = [self._part(one) for one in look.found]
        self.add(
            label(plain(f"Uit {look.name}."), "strong", wrap=True), label(_WORDS, "body", "soft", wrap=True), *parts
        )
        self._ticked()

    def _part(self, found: Found) -> QWidget:
        icon, tone = _LOOKS[found.standing]
        scheme = found.scheme
        head: QWidget
        title = scheme.name + (f" ({scheme.municipality})" if scheme.municipality else "")
        if found.standing is Standing.SAME:
            head = label(plain(title), "strong", wrap=True)
        else:
            tick = self.ticks[scheme.key] = CheckBox(plain(title))
            tick.setAccessibleName(f"{title}: {found.standing.value}")
            tick.setMinimumWidth(1)
            tick.setChecked(found.standing is Standing.NEW)
            tick.toggled.connect(lambda _on: self._ticked())
            head = tick
        glyph = rows(Glyph(icon, tone, tk.ICON_SMALL), None, gap=0, margins=(0, 3, 0, 0))
        words = found.standing.value
        state = cols(glyph, (label(f"{words[:1].upper()}{words[1:]}.", "body", wrap=True), 1), gap=tk.S2)
        lines = []
        for one in found.differences:
            here, there = one.here or "staat er niet", one.there or "staat er niet meer"
            lines.append(label(plain(one.label), "meta_strong", wrap=True))
            lines.append(label(plain(f"Nu: {here}"), "meta", "soft", wrap=True))
            lines.append(label(plain(f"In het bestand: {there}"), "meta", wrap=True))
        return box(rows(head, state, *lines, gap=tk.S1, margins=(0, tk.S1, 0, tk.S2)))

    def _ticked(self) -> None:
        self.act_button.setEnabled(any(tick.isChecked() for tick in self.ticks.values()))
        if not self.ticks:
            self.note.setText("Alles in dit bestand staat er al.")

    def act(self) -> None:
        keys = [key for key, tick in self.ticks.items() if tick.isChecked()]
        if not keys:
            return

        def done(before: Any) -> None:
            self.finish_work()
            self.kept.emit(before, keys[0])
            self.accept()

        self.work(self._context.desk.schemes.take, self._look, keys, done=done)
