"""The header: the chosen person stays in view on every tab."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from ui.theme import colours, current, font, paint, px
from ui.theme import tokens as tk
from ui.theme.paint import ChipLook, Tone
from ui.widgets import Avatar, Chip, Elided, button, cols, rows, set_button, set_tone

_SEARCH_WIDE, _SEARCH_NARROW, _SEARCH_ICON = 270, 200, 44
_ONLY_ICON_BELOW = 560
NOBODY = "Nog niemand gekozen"
NOBODY_META = "Kies iemand in Kandidaten, of zoek met Ctrl+K."


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What the header says of the chosen person.

    Attributes:
        name: as used at work.
        initials: for the circle.
        phase: where the match stands, for example "Proefplaatsing, week 6 van 8"; may be empty.
        meta: one line more: age, place, supervisor, next visit.
        signals: how many signals there are; 0 shows nothing.
        tone: how that number looks: by the most pressing one.
    """

    name: str
    initials: str
    phase: str = ""
    meta: str = ""
    signals: int = 0
    tone: Tone = "care"


class SearchButton(QPushButton):
    """Looks like a search field and opens the palette: a click, Enter, or the first letter typed on it.

    Attributes:
        asked: open the palette with these words.
    """

    asked = Signal(str)
    WORDS = "Zoek of doe iets"
    KEY = "Ctrl+K"

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.WORDS)
        self.setToolTip(f"{self.WORDS} ({self.KEY})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.asked.emit(""))

    def sizeHint(self) -> QSize:
        return QSize(_SEARCH_NARROW, px(tk.H_INPUT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            self.asked.emit("")
        elif event.text().strip() and event.text().isprintable():
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, rect = colours(), self.rect().toRectF()
        painter = QPainter(self)
        focused = self.hasFocus()
        ground = c.tint if self.underMouse() else c.paper
        paint.box(painter, rect, ground, c.focus if focused else c.edge, tk.R_INPUT, tk.RING if focused else 1)
        words = self.width() >= px(_SEARCH_NARROW)
        paint.icon_in(painter, QRectF(2, 0, 34, rect.height()) if words else rect, "search", c.soft)
        right = rect.right() - 8
        if self.width() >= px(_SEARCH_WIDE):
            right = paint.key_cap(painter, right, rect.center().y(), self.KEY) - 4
        if words:
            paint.text(painter, QRectF(38, 0, right - 38, rect.height()), self.WORDS, font(), c.soft)
        painter.end()


class SignalsChip(QAbstractButton):
    """How many signals there are about a person, as a chip that leads to them."""

    def __init__(self) -> None:
        super().__init__()
        self._look = ChipLook("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip("Naar de signalen van deze plaatsing")

    def show_number(self, number: int, tone: Tone) -> None:
        """Show so many."""
        words = f"{number} {'signaal' if number == 1 else 'signalen'}"
        if (look := ChipLook(words, tone)) == self._look:
            return
        self._look = look
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.width() + 2, px(tk.H_CHIP) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        paint.chip(painter, 1, 2, self._look)
        if self._look.tone and self.underMouse():
            edge = rect.adjusted(1.5, 2.5, -1.5, -2.5)
            paint.box(painter, edge, None, paint.tone(self._look.tone).colour, edge.height() / 2)
        if self.hasFocus():
            paint.ring(painter, rect, rect.height() / 2)
        painter.end()


class Header(QWidget):
    """Circle, name, phase and one line at the left; the act for this person and the search at the right.

    What gives way when it gets narrow, in this order: signals, words of the act, key of the search, phase; the name is
    cut last.

    Attributes:
        search: the button that looks like a search field.
        signals_wanted: the number of signals was pressed.
    """

    signals_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar()
        self._name = Elided("", "section")
        self._meta = Elided("", "meta", "soft")
        self._phase = Chip()
        self._signals = SignalsChip()
        self._signals.clicked.connect(lambda _checked=False: self.signals_wanted.emit())
        self._act = button("", on=self._do)
        self._act_words, self._act_icon = "", ""
        self._on_act: Callable[[], object] | None = None
        self._person: PersonLine | None = None
        self.search = SearchButton()
        first = cols(self._name, self._phase, self._signals, None, gap=tk.S2)
        self.setLayout(
            cols(
                self._avatar,
                (rows(None, first, self._meta, None, gap=0), 1),
                self._act,
                self.search,
                gap=tk.S3,
                margins=(tk.PAGE_MARGIN, 0, tk.PAGE_MARGIN, 0),
            )
        )
        self.setMinimumWidth(1)
        self.set_person(None)
        current().changed.connect(self._resize)
        self._resize()

    @property
    def person(self) -> PersonLine | None:
        """Who is chosen."""
        return self._person

    def set_person(self, person: PersonLine | None) -> None:
        """Show this person, or that nobody is chosen."""
        self._person = person
        self._avatar.set_initials(person.initials if person else "")
        self._name.set_words(person.name if person else NOBODY)
        set_tone(self._name, "ink" if person else "soft")
        self._meta.set_words(person.meta if person else NOBODY_META)
        self._phase.set_look(person.phase if person else "")
        self._signals.show_number(person.signals if person else 0, person.tone if person else "care")
        self._settle()

    def set_act(self, words: str, icon: str, tip: str, on: Callable[[], object] | None) -> None:
        """The one act for the chosen person, for example a visit; ``None`` takes it away."""
        self._act_words, self._act_icon, self._on_act = words, icon, on
        self._act.setToolTip(tip)
        self._settle()

    def do_act(self) -> None:
        """Do the act, when there is one and somebody is chosen."""
        if self._person is not None and self._on_act is not None:
            self._on_act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _do(self) -> None:
        self.do_act()

    def _resize(self) -> None:
        self.setFixedHeight(px(tk.H_HEADER))
        self._signals.updateGeometry()
        self._settle()

    def _settle(self) -> None:
        person, scale = self._person, px(100) / 100
        full = self.width() >= tk.HEADER_FULL * scale
        self._signals.setVisible(bool(person and person.signals) and full)
        self._phase.setVisible(bool(person and person.phase) and self.width() >= tk.HEADER_PHASE * scale)
        self._act.setVisible(person is not None and self._on_act is not None)
        set_button(self._act, self._act_words if full else "", self._act_icon)
        narrow = px(_SEARCH_ICON) if self.width() < _ONLY_ICON_BELOW * scale else px(_SEARCH_NARROW)
        self.search.setFixedWidth(px(_SEARCH_WIDE) if full else narrow)
