"""Two texts for one field: both are shown, and one is chosen."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.codec import spec_at
from beschutdesk.dossier.fields import Kind, shape_of
from beschutdesk.services.dossiers import Clash
from ui.forms.parse import format_number
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, Radio, box, button, cols, label, line, pane, rows, scroll

_WIDE: Final = 620
_NOTHING: Final = "(leeg)"


def in_words(clash: Clash, plain: Any) -> str:
    """A plain value as one reads it."""
    spec = spec_at(shape_of(clash.record), clash.path)
    if plain in (None, "", [], {}):
        return _NOTHING
    if spec is not None:
        if spec.kind in (Kind.CHOICE, Kind.YES_NO) and spec.options is not None:
            return str(spec.options.from_key(plain).label)
        if spec.kind is Kind.CHOICES and spec.options is not None:
            return ", ".join(spec.options.from_key(key).label for key in plain)
        if spec.kind is Kind.DAY:
            year, month, day = str(plain).split("-")
            return f"{day}-{month}-{year}"
        if spec.kind in (Kind.NUMBER, Kind.MONEY):
            from decimal import Decimal

            return f"{format_number(Decimal(str(plain)), spec.decimals)} {spec.unit}".strip()
        if spec.kind is Kind.WEEK:
            from beschutdesk.dossier.codec import decode
            from ui.forms.parse import SHORT_DAYS, format_slots

            return ", ".join(
                f"{SHORT_DAYS[slot.weekday]} {format_slots((slot,))}".strip() for slot in decode(spec, plain)
            )
        if spec.kind is Kind.REFERENCE:
            return "een andere keuze"
    return "\n".join(map(str, plain)) if isinstance(plain, list) else str(plain)


class _Choice(QWidget):
    """One field: my text, and the text of elsewhere."""

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self.clash = clash
        self.mine = Radio("Wat je nu typte")
        self.theirs = Radio("Wat intussen is opgeslagen")
        for radio in (self.mine, self.theirs):
            radio.setAccessibleName(f"{clash.label}: {radio.text()}")
        self.mine.setChecked(True)
        ours, others = (label(in_words(clash, plain), wrap=True) for plain in (clash.mine, clash.theirs))
        left = pane(rows(self.mine, ours, None, margins=(12, 10, 12, 10)), "card")
        right = pane(rows(self.theirs, others, None, margins=(12, 10, 12, 10)), "card")
        self.setLayout(rows(label(clash.label, "strong", "accent"), cols((left, 1), (right, 1)), gap=6))
        self.mine.toggled.connect(lambda on: self.theirs.setChecked(not on))
        self.theirs.toggled.connect(lambda on: self.mine.setChecked(not on))


class ConflictDialog(QDialog):
    """Asks per field which text stays. Esc leaves everything as it is: the draft stands."""

    def __init__(self, clashes: Sequence[Clash], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Twee teksten voor hetzelfde veld")
        self.setFixedWidth(px(_WIDE))
        self.choices = [_Choice(clash) for clash in clashes]
        title = cols(Glyph("history", "accent", 24), (label(self.windowTitle(), "title", wrap=True), 1), gap=12)
        words = label(
            "Dit is intussen ook op een andere plek veranderd. Kies per veld wat blijft. Er is nog niets opgeslagen.",
            wrap=True,
        )
        body = box(rows(*self.choices, None, gap=tk.S4, margins=(24, 0, 24, 8)))
        area = scroll(body)
        area.setMinimumHeight(min(px(360), body.sizeHint().height() + 8))
        self.keep = button("Zo opslaan", "primary", on=self.accept)
        self.keep.setDefault(True)
        later = button("Nog niet", on=self.reject)
        self.setLayout(
            rows(
                rows(title, words, gap=tk.S2, margins=(24, 20, 24, 8)),
                (area, 1),
                line(),
                cols(None, later, self.keep, margins=(24, 12, 24, 14)),
                gap=tk.S2,
            )
        )

    def given_up(self) -> list[tuple[UUID, str]]:
        """The fields for which the other text was chosen: id of the root and path."""
        return [(c.clash.id, c.clash.path) for c in self.choices if c.theirs.isChecked()]


def ask_which(clashes: Sequence[Clash], parent: QWidget, chosen: Callable[[list[tuple[UUID, str]]], object]) -> None:
    """Ask which text stays, per field; *chosen* hears the fields for which that is the other one."""
    dialog = ConflictDialog(clashes, parent)
    dialog.accepted.connect(lambda: chosen(dialog.given_up()))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
