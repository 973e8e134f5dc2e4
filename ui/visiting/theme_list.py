"""The themes at the left: a sign for how each goes, and its first words."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter

from ui.looking import current as looking
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.visiting.open_visit import OpenVisit
from ui.visiting.themes import INSIDE, NOTHING, SIGNS, THEMES, Theme, themes_of
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

_HIGH: Final = tk.H_VISIT
_LOW: Final = 52
_EMPTY: Final = "nog niets genoteerd"
_FOLDED: Final = "er staat iets"
_FIRST: Final = 90
"""So many characters are looked at for the first words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One theme as the list shows it.

    Attributes:
        theme: the theme.
        number: its key with Alt.
        icon, tone: its sign.
        sign: the same in a word, or empty.
        words: the first words, or what stands in their place.
        filled: whether anything is written.
    """

    theme: Theme
    number: int
    icon: str
    tone: str
    sign: str
    words: str
    filled: bool


def entries_of(visit: OpenVisit) -> list[Entry]:
    """The themes of who is in front. What is private is told by a word, never read out."""
    found = []
    for number, theme in enumerate(themes_of(visit.subject), 1):
        text, judged = visit.words(theme), visit.judgement(theme)
        filled = bool(text.strip())
        icon, tone = SIGNS.get(judged, NOTHING)
        words = " ".join(text[:_FIRST].split()) or _EMPTY
        if theme.is_private:
            icon, tone = INSIDE
            words = _FOLDED if filled or judged is not None else _EMPTY
        elif not theme.judgement:
            icon, tone = ("message-square", "accent" if filled else "soft")
            words = _FOLDED if filled and theme.is_covered and looking().on else words
        sign = "" if judged is None or theme.is_private else judged.label
        found.append(Entry(theme, number, icon, tone, sign, words, filled))
    return found


def _sentence(entry: Entry) -> str:
    sign = f", {entry.sign}" if entry.sign else ""
    return f"{entry.theme.name}{sign}: {entry.words}, Alt+{entry.number}"


class _Row(RowDelegate):
    low = False

    def row_height(self, item: Entry, *, current: bool) -> int:
        return _LOW if self.low else _HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: Entry, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(14, 4, -12, -5)
        half = inner.height() / 2
        top = QRectF(inner.left() + tk.ICON + 14, inner.top(), inner.width() - tk.ICON - 14, half)
        paint.icon(painter, inner.left(), top.center().y() - tk.ICON / 2 + 1, item.icon, getattr(c, item.tone))
        used = paint.text(painter, top, str(item.number), font("meta", tabular=True), c.soft, paint.RIGHT)
        strong = item.filled or look.selected
        room = top.adjusted(0, 0, -used - 8, 0)
        paint.text(painter, room, item.theme.name, font("strong" if strong else "body"), c.ink)
        quiet = item.words in (_EMPTY, _FOLDED)
        paint.text(painter, top.translated(0, half - 1), item.words, font("meta", italic=quiet), c.soft)


class ThemeList(ListView):
    """Up and down choose a theme, Enter goes into its text.

    Attributes:
        chosen: the user went to another theme (its key).
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        self._row = _Row()
        self._items = ItemModel(_sentence, lambda entry: entry.theme.name)
        super().__init__(self._items, self._row, "Thema’s")
        self._filling = False
        self.current_changed.connect(self._moved)

    def show_themes(self, visit: OpenVisit, theme: Theme) -> None:
        """Show the themes of a visit, with this one chosen."""
        self._filling = True
        self._items.set_items(entries_of(visit))
        at = themes_of(visit.subject).index(theme)
        if self.currentIndex().row() != at:
            self.go_to(at)
        self._filling = False

    def let_go(self) -> None:
        """Forget what is shown."""
        self._filling = True
        self._items.set_items([])

    def set_low(self, low: bool) -> None:
        """Make the rows a little lower, in a low window."""
        if low != self._row.low:
            self._row.low = low
            self.scheduleDelayedItemsLayout()

    @property
    def whole(self) -> int:
        """How high it is with all themes in view."""
        return len(THEMES) * px(_LOW if self._row.low else _HIGH)

    def _moved(self, row: int) -> None:
        entry = self._items.item(row)
        if not self._filling and isinstance(entry, Entry):
            self.chosen.emit(entry.theme.key)
