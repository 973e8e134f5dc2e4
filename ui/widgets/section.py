"""Sections of a form, headings of a page, and the index of a long form."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.inputs import Combo
from ui.widgets.layout import Item, box, cols, line, rows
from ui.widgets.lists import ItemModel, ListView, RowDelegate, RowLook
from ui.widgets.text import label

_ANY_WIDTH = 16777215


class Section(QWidget):
    """As on paper: a rule, the heading at the left, the content at the right; in a narrow form the heading on top.

    Args:
        title: the heading.
        content: a layout or a widget.
        note: below the heading, for example "4 van 5 ingevuld".
    """

    def __init__(self, title: str, content: QLayout | QWidget, note: str = "") -> None:
        super().__init__()
        self._title = label(title, "section", "accent", wrap=True)
        self._note = label(note, "meta", "soft", wrap=True)
        if not note:  # setVisible(True) would make a window of it: it has no parent yet
            self._note.hide()
        body = content if isinstance(content, QWidget) else box(content)
        inner = QWidget()
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(0, tk.S3, 0, tk.S5)
        self._columns.setSpacing(tk.S4)
        self._head = box(rows(self._title, self._note, None, gap=2))
        self._head.setFixedWidth(tk.W_HEAD)
        self._columns.addWidget(self._head)
        self._columns.addWidget(body, 1)
        self.setLayout(rows(line("rule"), inner, gap=0))
        self.setMinimumWidth(1)  # the breakpoint decides, not what the content would like
        self.setMaximumWidth(tk.W_FORM)
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """The heading."""
        return self._title.text()

    def set_note(self, note: str) -> None:
        """Say something else below the heading; empty says nothing."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters may have another size
            self._lay()

    def _lay(self) -> None:
        directions = QBoxLayout.Direction
        on_top = self.width() < px(tk.SECTION_SIDE)
        wanted = directions.TopToBottom if on_top else directions.LeftToRight
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            self._head.setMinimumWidth(0 if on_top else tk.W_HEAD)
            self._head.setMaximumWidth(_ANY_WIDTH if on_top else tk.W_HEAD)
            self._columns.setSpacing(tk.S2 if on_top else tk.S4)


def heading(title: str, count: str = "", *right: Item) -> QWidget:
    """Heading of a list on a page: title, a count in soft, what one can do at the right, a rule below."""
    top = cols(label(title, "section", "accent"), label(count, "body", "soft"), None, *right)
    made = box(rows((top, 1), line("rule"), gap=0))
    made.setMinimumHeight(38)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A line of the index.

    Attributes:
        key: what :class:`SectionIndex` emits.
        title: heading of the section.
        done: how many fields are filled in.
        total: how many there are; 0 shows no count.
    """

    key: str
    title: str
    done: int = 0
    total: int = 0

    @property
    def count(self) -> str:
        """``4/5``, or empty when there is nothing to count."""
        return f"{self.done}/{self.total}" if self.total else ""


def _sentence(entry: SectionEntry) -> str:
    return f"{entry.title}, {entry.done} van {entry.total} ingevuld" if entry.total else entry.title


_INDEX_LEFT, _INDEX_SIDES, _INDEX_LINES = 14, 26, 2


def _taken(entry: SectionEntry) -> float:
    """Width of what stands at the right of a title."""
    if entry.total and entry.done >= entry.total:
        return 24.0
    return QFontMetricsF(font("meta", tabular=True)).horizontalAdvance(entry.count) + 8


class _IndexRow(RowDelegate):
    """A title, over two lines where letters are large, with how far it is at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.view: ListView | None = None

    def row_height(self, item: SectionEntry, *, current: bool) -> int:
        del current  # the strong letters of the current one fit as well: nothing moves when another one is
        if self.view is None:
            return tk.H_INDEX
        used = font("strong")
        room = self.view.viewport().width() - _INDEX_SIDES - _taken(item)
        words = paint.fit(item.title, used, room, _INDEX_LINES)
        more = paint.wrapped_height(words, used, room) - QFontMetricsF(used).lineSpacing()
        return tk.H_INDEX + max(0, round(more * 100 / px(100)))

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        return paint.row_ground(painter, look.option, line=False)

    def paint_row(self, painter: QPainter, rect: QRectF, item: SectionEntry, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(_INDEX_LEFT, 0, _INDEX_LEFT - _INDEX_SIDES, 0)
        if item.total and item.done >= item.total:
            paint.icon(painter, inner.right() - 16, rect.center().y() - 8, "check", c.soft, 16)
        else:
            paint.text(painter, inner, item.count, font("meta", tabular=True), c.soft, paint.RIGHT)
        used = font("strong" if look.selected else "body")
        room = inner.adjusted(0, 0, -_taken(item), 0)
        words = paint.fit(item.title, used, room.width(), _INDEX_LINES)
        high = paint.wrapped_height(words, used, room.width())
        if high < QFontMetricsF(used).lineSpacing() * 1.5:
            paint.text(painter, room, words, used, c.ink)
        else:
            room.adjust(0, (room.height() - high) / 2, 0, 0)
            paint.paragraph(painter, room, words, used, c.ink, _INDEX_LINES)


class SectionIndex(ListView):
    """The sections of a long form, with how far each is. In a narrow window show :attr:`picker` in its place.

    Attributes:
        section_chosen: the user goes to a section (its key).
        picker: the same as a combo box; it belongs to whoever puts it in a layout.
    """

    section_chosen = Signal(str)

    def __init__(self, entries: Sequence[SectionEntry], name: str = "Onderdelen van het dossier") -> None:
        self._items = ItemModel(_sentence, lambda e: f"{e.title}  {e.count}".strip())
        self._row = _IndexRow()
        super().__init__(self._items, self._row, name, uniform=False)
        self._row.view = self
        self.picker = Combo()
        self.picker.setAccessibleName("Ga naar onderdeel")
        self.picker.setModel(self._items)
        self.picker.activated.connect(self._pick)
        self._quiet = False
        self.current_changed.connect(self._moved)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[SectionEntry]) -> None:
        """Show these sections; the current one stays when it is still there, and what is in view stays in view."""
        if list(entries) == list(self._items.items()):
            return
        key, stood = self.current_key(), self.verticalScrollBar().value()
        self._quiet = True
        self._items.set_items(entries)
        self._quiet = False
        self.set_current(key or (entries[0].key if entries else ""))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(stood)

    def current_key(self) -> str:
        """Key of the current section, or empty."""
        entry = self._items.item(self.currentIndex().row())
        return entry.key if isinstance(entry, SectionEntry) else ""

    def set_current(self, key: str) -> None:
        """Mark a section, as the form scrolls past it; emits nothing."""
        for row, entry in enumerate(self._items.items()):
            if entry.key == key:
                self._quiet = True
                self.setCurrentIndex(self._items.index(row, 0))
                self.picker.setCurrentIndex(row)
                self._quiet = False

    def _moved(self, row: int) -> None:
        if not self._quiet and row >= 0:
            self._pick(row)

    def _pick(self, row: int) -> None:
        entry = self._items.item(row)
        if isinstance(entry, SectionEntry):
            self.set_current(entry.key)
            self.section_chosen.emit(entry.key)
