"""Choosing a pictogram: groups at the left, pictures with their words at the right, and a field to find one by."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QListView, QWidget

from beschutdesk.rules.pictograms import Pictogram, found, pictogram, pictograms
from ui.dialogs.room import take_room
from ui.theme import colours, font, paint, px
from ui.theme import current as theme
from ui.theme import tokens as tk
from ui.widgets import (
    ItemModel,
    ListView,
    RowDelegate,
    RowLook,
    Search,
    SectionEntry,
    SectionIndex,
    announce,
    box,
    button,
    cols,
    label,
    line,
    pane,
    rows,
)

_SIZE: Final = QSize(820, 600)
_LEAST: Final = QSize(480, 360)
_TILE: Final = (108, 92)
_PICTURE: Final = 32
_INDEX: Final = 220
_NARROW: Final = 640
_ALL, _NEAR, _FOUND = "*", "?", "="
_SHORTEST: Final = 4
"""Letters of a word of a task that a picture is looked for by: shorter ones say nothing."""


def near(words: str) -> tuple[Pictogram, ...]:
    """The pictures that go by one of the words of a task, in the order of the chooser."""
    hits = {one.key for word in words.split() if len(word) >= _SHORTEST for one in found(word)}
    return tuple(one for one in pictograms() if one.key in hits)


class _Tile(RowDelegate):
    """A picture with its word below."""

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        c, rect = colours(), QRectF(look.option.rect).adjusted(2, 2, -2, -2)
        if look.selected:
            paint.box(painter, rect, c.pick, c.accent, tk.R_CARD)
        elif look.hovered:
            paint.box(painter, rect, c.tint, None, tk.R_CARD)
        if look.focused:
            paint.ring(painter, rect, tk.R_CARD)
        return rect

    def paint_row(self, painter: QPainter, rect: QRectF, item: Pictogram, look: RowLook) -> None:
        c, side = colours(), px(_PICTURE)
        top = QRectF(rect.left(), rect.top() + 8, rect.width(), side)
        paint.icon_in(painter, top, item.key, c.accent if look.selected else c.ink, side)
        used = font("meta_strong" if look.selected else "meta")
        low = QRectF(rect.left() + 4, top.bottom() + 4, rect.width() - 8, rect.bottom() - top.bottom() - 6)
        painter.setFont(used)
        painter.setPen(c.ink if look.selected else c.soft)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(low, flags, paint.fit(item.word, used, low.width(), 2))

    def sizeHint(self, _option: object, _index: object) -> QSize:
        return _tile()


def _tile() -> QSize:
    wide, high = _TILE
    return QSize(px(wide), px(high))


class TileView(ListView):
    """Pictures beside and below each other; the arrows go all four ways."""

    def __init__(self, model: ItemModel) -> None:
        super().__init__(model, _Tile(), "Plaatjes")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._sized()
        theme().changed.connect(self._sized)

    def _sized(self) -> None:
        self.setGridSize(_tile())


class _Find(Search):
    """Arrow down goes on to the pictures, Enter takes the one that stands first.

    Attributes:
        down: on to the pictures.
        taken: Enter.
    """

    down = Signal()
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Down:
            self.down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class PictogramDialog(QDialog):
    """All pictures, by group and by word.

    Args:
        chosen: the key of the picture that stands there now; empty for none.
        about: the words of the task or step: pictures that go by one of them come first.
        parent: the window below.

    Attributes:
        picked: one was chosen: its key, or empty for none.
        search, groups, tiles: the parts.
    """

    picked = Signal(str)

    def __init__(self, chosen: str = "", about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Pictogram kiezen")
        self._chosen, self._near = chosen, near(about)
        self._model = ItemModel(lambda one: f"{one.word}, {one.group}", lambda one: one.word)
        self.search = _Find("Zoek een plaatje: ‘vegen’, ‘doos’…")
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(lambda _text: self._look())
        self.search.down.connect(self._to_tiles)
        self.search.taken.connect(self._take_current)
        self.groups = SectionIndex(self._entries(), "Soort plaatje")
        self.groups.setFixedWidth(px(_INDEX))
        self.groups.section_chosen.connect(self._group_chosen)
        self.groups.picker.setAccessibleName("Soort plaatje")
        self.tiles = TileView(self._model)
        self.tiles.opened.connect(lambda _row: self._take_current())
        self.tiles.clicked.connect(lambda _index: self._tell())
        self.tiles.current_changed.connect(lambda _row: self._tell())
        self._none = label("Geen plaatje met dit woord. Probeer een ander woord.", "body", "soft", wrap=True)
        self._none.setContentsMargins(16, 12, 16, 12)
        self.without = button("Geen pictogram", on=lambda: self._take(""))
        self.without.setVisible(bool(chosen))
        self.cancel_button = button("Annuleren", on=self.reject)
        self.act_button = button("Kiezen", "primary", tip="Dit plaatje nemen (Enter)", on=self._take_current)
        for made in (self.without, self.cancel_button, self.act_button):
            made.setAutoDefault(False)
        head = rows(
            label(self.windowTitle(), "title"), self.search, self.groups.picker, gap=tk.S2, margins=(20, 14, 20, 12)
        )
        self._side = pane(rows(self.groups, gap=0), "side")
        right = box(rows(self._none, (self.tiles, 1), gap=0, margins=(8, 8, 4, 4)))
        foot = cols(self.without, None, self.cancel_button, self.act_button, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(
            rows(head, line(), (cols(self._side, line("upright"), (right, 1), gap=0), 1), line(), foot, gap=0)
        )
        self._group_chosen(self.groups.current_key())
        self._go_to(chosen)
        take_room(self, _SIZE, _LEAST)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entries(self) -> list[SectionEntry]:
        names = dict.fromkeys(one.group for one in pictograms())
        first = [SectionEntry(_NEAR, "Past hierbij")] if self._near else []
        return [*first, SectionEntry(_ALL, "Alle plaatjes"), *(SectionEntry(name, name) for name in names)]

    # -- what is in view -----------------------------------------------------------------------------------------------

    def _group_chosen(self, key: str) -> None:
        self.search.clear()
        if key == _NEAR:
            self._show(self._near)
        else:
            self._show([one for one in pictograms() if key in (_ALL, one.group)])

    def _look(self) -> None:
        typed = self.search.text().strip()
        if not typed:
            self._group_chosen(self.groups.current_key())
            return
        self.groups.set_current(_ALL)
        hits = found(typed)
        self._show(hits)
        announce(self.search, "1 plaatje" if len(hits) == 1 else f"{len(hits)} plaatjes")

    def _show(self, shown: Sequence[Pictogram]) -> None:
        self.tiles.blockSignals(True)
        self._model.set_items(shown)
        self.tiles.blockSignals(False)
        self.tiles.setVisible(bool(shown))
        self._none.setVisible(not shown)
        if shown:
            self.tiles.go_to(0)
        self._tell()

    def _go_to(self, key: str) -> None:
        """Stand on the picture that was chosen before, in its own group."""
        one = pictogram(key)
        if one is None:
            return
        if one not in self._model.items():
            self.groups.set_current(_ALL)
            self._group_chosen(_ALL)
        self.tiles.go_to(list(self._model.items()).index(one))

    def _tell(self) -> None:
        item = self.tiles.current_item()
        self.act_button.setEnabled(isinstance(item, Pictogram))

    def _to_tiles(self) -> None:
        if self._model.rowCount():
            self.tiles.setFocus(Qt.FocusReason.TabFocusReason)

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _take_current(self) -> None:
        item = self.tiles.current_item()
        if isinstance(item, Pictogram):
            self._take(item.key)

    def _take(self, key: str) -> None:
        self.accept()
        self.picked.emit(key)

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < px(_NARROW)
        self._side.setVisible(not narrow)
        self.groups.picker.setVisible(narrow)
        super().resizeEvent(event)  # type: ignore[arg-type]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._near = ()
