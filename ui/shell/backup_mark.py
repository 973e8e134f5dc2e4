"""The mark at the bottom of the rail that says when backups need care; it is not there when all is well."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk

if TYPE_CHECKING:
    from beschutdesk.services.backups import State
    from ui.context import DeskContext

OLD: Final = timedelta(days=7)
_HIGH: Final = 54


@dataclass(frozen=True, slots=True)
class Look:
    """What the mark says.

    Attributes:
        word: below the icon, short enough for the rail.
        words: the whole sentence, as tool tip and for a screen reader.
        tone: ``care`` when it went wrong, else ``warn``.
    """

    word: str
    words: str
    tone: paint.Tone


def look_of(state: "State", now: datetime) -> Look | None:
    """What there is to say of the backups; ``None`` when all is well."""
    if state.failed is not None:
        return Look("Mislukt", f"De laatste reservekopie is niet gelukt. {state.failed}", "care")
    last = state.last
    if last is None:
        return None if state.due else Look("Geen kopie", "Er is nog geen reservekopie.", "warn")
    days = (now - last.made_at).days
    if now - last.made_at > OLD:
        return Look("Te oud", f"De laatste goede reservekopie is {days} dagen oud.", "warn")
    if not state.chosen:
        return Look("Alleen hier", "De reservekopieën staan alleen op deze laptop. Kies een andere plek.", "warn")
    return None


class BackupMark(QAbstractButton):
    """Icon and word; a click goes to the settings, at the backups.

    Args:
        context: the open desk.
    """

    def __init__(self, context: "DeskContext") -> None:
        super().__init__()
        self._context = context
        self._look: Look | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Reservekopieën")
        self.clicked.connect(lambda _checked=False: self.go_there())
        self.hide()
        self.refresh()

    @property
    def look(self) -> Look | None:
        """What it says now."""
        return self._look

    def refresh(self) -> None:
        """Look again, in the jobs lane: the folder may be on a disk that sleeps."""
        self._context.jobs.submit(self._context.desk.backups.state, done=self.show_state, failed=lambda _trouble: None)

    def show_state(self, state: "State") -> None:
        """Show how the backups stand."""
        self._look = look_of(state, datetime.now(UTC))
        if self._look is not None:
            self.setToolTip(f"{self._look.words}\nKlik voor de reservekopieën.")
            self.setAccessibleName(f"Reservekopieën: {self._look.words}")
            self.updateGeometry()
            self.update()
        self.setVisible(self._look is not None)

    def go_there(self) -> None:
        """Open the settings at the backups."""
        from ui.settings.dialog import BACKUPS, open_settings

        open_settings(self._context, BACKUPS)

    def sizeHint(self) -> QSize:
        return QSize(px(tk.W_RAIL) - 8, px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        if look is None:
            return
        painter, tone = QPainter(self), paint.tone(look.tone)
        rect = QRectF(self.rect()).adjusted(3, 2, -3, -2)
        paint.box(painter, rect, colours().tint if self.underMouse() else tone.ground, tone.colour, tk.R_CARD)
        words_high, size = px(18), tk.ICON
        top = rect.top() + (rect.height() - size - 2 - words_high) / 2
        paint.icon(painter, round(rect.center().x() - size / 2), round(top), tone.icon, tone.colour, size)
        words = QRectF(rect.left() + 2, top + size + 2, rect.width() - 4, words_high)
        paint.text(painter, words, look.word, font("meta_strong"), tone.colour, paint.CENTRE)
        if self.hasFocus():
            paint.ring(painter, rect, tk.R_CARD)
        painter.end()
