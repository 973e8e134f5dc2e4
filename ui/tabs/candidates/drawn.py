"""The phases of a placement in time, as a picture that also says itself in sentences.

What it shows is in :mod:`ui.tabs.candidates.phase_data`, the drawing in :mod:`ui.tabs.candidates.phase_paint`; the week
is drawn in :mod:`ui.tabs.candidates.week_strip`.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.tabs.candidates.phase_data import PhaseBar, PhasePicture
from ui.tabs.candidates.phase_paint import PhaseLayout, draw
from ui.theme import colours, paint
from ui.theme import tokens as tk
from ui.widgets import announce, label, rows

_EDGE: Final = 5
"""Pixels around the picture, for the focus ring."""
_NOTHING: Final = PhasePicture((), (), date.min, date.min, date.min, None)
_KEYS: Final = "Pijltjes: andere fase · Enter of dubbelklik: bewerken · Insert: fase erna · Delete: weghalen"
_MORE: Final = "Niet elke naam past: de pijltjes noemen ze."


class PhaseCanvas(QWidget):
    """The picture itself.

    Attributes:
        opened: Enter or a double click on a phase: its id.
        add_wanted: Insert: a phase is to come after this one.
        out_wanted: Delete: this one is to go.
        turned: another phase was chosen.
    """

    opened = Signal(object)
    add_wanted = Signal(object)
    out_wanted = Signal(object)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture = _NOTHING
        self._made: PhaseLayout | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.setAccessibleName("Tijdlijn van de plaatsing")

    @property
    def picture(self) -> PhasePicture:
        """What it shows."""
        return self._picture

    @property
    def chosen(self) -> PhaseBar | None:
        """The phase that the arrows are at."""
        return self._picture.bars[self._at] if self._picture.bars else None

    def layout_now(self) -> PhaseLayout:
        """Where everything stands at this width."""
        room = self.room()
        if self._made is None or self._made.width != room.width():
            self._made = PhaseLayout(self._picture, room.width())
        return self._made

    def room(self) -> QRectF:
        """Where the picture is drawn."""
        return QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def show_picture(self, picture: PhasePicture) -> None:
        """Show this line. The phase that was chosen stays chosen as long as it is there, also at another place."""
        if picture == self._picture:
            return
        before, was_at = self.chosen, self._at
        keys = [bar.key for bar in picture.bars]
        self._picture = picture
        if before is not None and before.key in keys:
            self._at = keys.index(before.key)
        elif before is not None and self.hasFocus():  # it was taken out here: its neighbour is next
            self._at = max(0, min(was_at, len(keys) - 1))
        else:
            self._at = picture.at_first()
        self.setAccessibleDescription(picture.words)
        self._lay_again()
        self.turned.emit()

    def choose(self, key: object) -> None:
        """Put the arrows at a phase, if it is there."""
        found = next((number for number, bar in enumerate(self._picture.bars) if bar.key == key), self._at)
        self._go(found)

    def _lay_again(self) -> None:
        self._made = None
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1, round(self.layout_now().height) + 2 * _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_again()
            self.turned.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):  # letters may have another size
            self._lay_again()

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._picture.bars) - 1
        places = {
            Qt.Key.Key_Left: max(0, self._at - 1),
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        acts = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Insert: self.add_wanted,
            Qt.Key.Key_Delete: self.out_wanted,
        }
        key, chosen = Qt.Key(event.key()), self.chosen
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if chosen is None or held or key not in {*places, *acts}:
            super().keyPressEvent(event)
        elif key in places:
            self._go(places[key])
        else:
            acts[key].emit(chosen.key)

    def _go(self, number: int) -> None:
        self._at = number
        self.update()
        self.turned.emit()
        if (chosen := self.chosen) is not None:
            announce(self, chosen.words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.layout_now().at(event.position() - self.room().topLeft())
        if number is not None:
            self._go(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.layout_now().at(event.position() - self.room().topLeft())
        if number is not None:
            self.opened.emit(self._picture.bars[number].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.layout_now().at(event.pos().toPointF() - self.room().topLeft())
            QToolTip.showText(event.globalPos(), "" if number is None else self._picture.bars[number].words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture.bars:
            draw(painter, self.room(), self.layout_now(), colours(), self._at)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), tk.R_CARD)
        painter.end()


class PhaseLine(QWidget):
    """The picture, and below it the chosen phase in words and what the keys do.

    Attributes:
        canvas: the picture.
        opened, add_wanted, out_wanted: see :class:`PhaseCanvas`.
    """

    opened = Signal(object)
    add_wanted = Signal(object)
    out_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.canvas = PhaseCanvas()
        self._words = label("", "strong", wrap=True)
        self._hint = label(_KEYS, "meta", "soft", wrap=True)
        self.setLayout(rows(self.canvas, self._words, self._hint, gap=2))
        self.setMinimumWidth(1)
        self.setFocusProxy(self.canvas)
        self.canvas.opened.connect(self.opened)
        self.canvas.add_wanted.connect(self.add_wanted)
        self.canvas.out_wanted.connect(self.out_wanted)
        self.canvas.turned.connect(self._say)
        self.hide()

    @property
    def words(self) -> str:
        """The chosen phase in words, as it stands below the picture."""
        return self._words.text()

    def accessibleDescription(self) -> str:
        """What the picture says."""
        return self.canvas.accessibleDescription()

    def show_picture(self, picture: PhasePicture) -> None:
        """Show this line; one without phases hides it."""
        self.canvas.show_picture(picture)
        self.setVisible(bool(picture.bars))

    def _say(self) -> None:
        chosen = self.canvas.chosen
        self._words.setText("" if chosen is None else chosen.words)
        self._hint.setText(f"{_KEYS}. {_MORE}" if self.canvas.layout_now().unnamed else _KEYS)
