"""Backups in a list: when, why, how many dossiers, how large."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.forms.parse import SHORT_DAYS, format_size
from ui.theme import colours, font, paint
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

if TYPE_CHECKING:
    from beschutdesk.services.backups import Backup

HIGH: Final = 52
"""Height of a row at 100 % text size."""


def when(at: datetime | None) -> str:
    """A local moment as ``ma 23-11-2026, 9.48 uur``; a dash when there is none."""
    if at is None:
        return "–"
    local = at.astimezone()
    return f"{SHORT_DAYS[local.weekday()]} {local:%d-%m-%Y}, {local.hour}.{local:%M} uur"


def dossiers(count: int) -> str:
    """A number of dossiers."""
    return f"{count} {'dossier' if count == 1 else 'dossiers'}"


def meta(backup: "Backup") -> str:
    """What a backup was made for and how much is in it."""
    why = backup.label
    return f"{why[:1].upper()}{why[1:]} · {dossiers(backup.dossiers)}"


def _sentence(backup: "Backup") -> str:
    return f"{when(backup.made_at)}, {meta(backup).replace(' · ', ', ')}, {format_size(backup.size)}"


class _BackupRow(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: "Backup | None", look: RowLook) -> None:
        if item is None:
            return
        c, inner = colours(), rect.adjusted(14, 4, -12, -4)
        half = inner.height() / 2
        first = QRectF(inner.left(), inner.top(), inner.width(), half)
        second = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        wide = paint.text(painter, second, format_size(item.size), font("meta", tabular=True), c.soft, paint.RIGHT)
        paint.text(painter, first, when(item.made_at), font("strong", tabular=True), c.ink)
        paint.text(painter, second.adjusted(0, 0, -wide - 8, 0), meta(item), font("meta"), c.soft)


class BackupList(ListView):
    """The list; fill it with :meth:`set_backups`."""

    def __init__(self, name: str = "Reservekopieën") -> None:
        self._items = ItemModel(_sentence)
        super().__init__(self._items, _BackupRow(), name)

    def set_backups(self, backups: "list[Backup]") -> None:
        """Show these; the one that was chosen stays chosen when it is still there, else the first is."""
        before = self.current()
        self._items.set_items(backups)
        rows = [row for row, backup in enumerate(backups) if before is not None and backup.path == before.path]
        if backups:
            self.go_to(rows[0] if rows else 0)

    def current(self) -> "Backup | None":
        """The chosen one."""
        found: Backup | None = self._items.item(self.currentIndex().row())
        return found

    def count(self) -> int:
        """How many there are."""
        return len(self._items.items())
