"""The rail: the tab bar of the window, drawn as an icon over a short word."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from ui.theme import colours, current, font, paint, px
from ui.theme import tokens as tk


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the main window.

    Attributes:
        key: stable English name.
        word: short word on the rail, with the letter of its mnemonic after ``&``.
        whole: the whole Dutch word, for the tool tip and screen readers.
        icon: its icon.
    """

    key: str
    word: str
    whole: str
    icon: str


class Rail(QTabBar):
    """A real QTabBar at the left: it keeps its role, its arrow keys and its mnemonics; only the drawing is ours.

    Attributes:
        walking: an arrow key goes through the tabs now, and the keyboard is to stay here.
    """

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = tuple(tabs)
        self._badges: dict[str, int] = {}
        self._high = tk.H_TAB
        self.walking = False
        self.setShape(QTabBar.Shape.RoundedWest)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Onderdelen")
        for i, tab in enumerate(self._tabs):
            self.addTab(tab.word)
            self.setTabToolTip(i, f"{tab.whole} (Ctrl+{i + 1})")
            self.setAccessibleTabName(i, tab.whole)
        current().changed.connect(self._again)

    def set_room(self, room: int, *, low: bool) -> None:
        """Fit the tabs in this height; in a low window they are lower anyway."""
        wanted = px(tk.H_TAB_LOW if low else tk.H_TAB)
        high = max(min(wanted, room // len(self._tabs)), px(24))
        if high != self._high:
            self._high = high
            self._again()

    def set_badge(self, key: str, number: int) -> None:
        """Show how many signals with haste a tab holds; 0 shows nothing."""
        self._badges[key] = number
        for i, tab in enumerate(self._tabs):
            if tab.key == key:
                self.setAccessibleTabName(i, f"{tab.whole}, {number} met haast" if number else tab.whole)
        self.update()

    def clear_badges(self) -> None:
        """Show no number on any tab."""
        for tab in self._tabs:
            self.set_badge(tab.key, 0)

    def key(self, index: int) -> str:
        """Key of a tab."""
        return self._tabs[index].key

    def index_of(self, key: str) -> int:
        """Place of a tab.

        Raises:
            KeyError: there is no such tab.
        """
        for i, tab in enumerate(self._tabs):
            if tab.key == key:
                return i
        raise KeyError(key)

    def tabSizeHint(self, _index: int) -> QSize:
        return QSize(px(tk.W_RAIL), self._high)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, at, last = Qt.Key, self.currentIndex(), self.count() - 1
        goals = {keys.Key_Up: at - 1, keys.Key_Down: at + 1, keys.Key_Home: 0, keys.Key_End: last}
        goal = goals.get(Qt.Key(event.key()))
        self.walking = True
        try:
            if goal is None:
                super().keyPressEvent(event)  # Qt itself knows left and right only, also in an upright bar
            else:
                self.setCurrentIndex(min(max(goal, 0), last))
        finally:
            self.walking = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for i, tab in enumerate(self._tabs):
            self._paint_tab(painter, i, tab, over == i)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int, tab: Tab, over: bool) -> None:
        c, on = colours(), index == self.currentIndex()
        rect = QRectF(self.tabRect(index))
        card = rect.adjusted(7, 3, -7, -3)
        if on:
            paint.box(painter, card, c.pick, None, tk.R_CARD)
            painter.fillRect(QRectF(rect.left(), card.top() + 6, 3, card.height() - 12), c.accent)
        elif over:
            paint.box(painter, card, c.tint, None, tk.R_CARD)
        words_high = px(20)
        gap = 2 if card.height() < tk.ICON_RAIL + words_high + 14 else 4
        with_icon = card.height() >= tk.ICON_RAIL + words_high + gap
        top = card.top() + (card.height() - (tk.ICON_RAIL + gap if with_icon else 0) - words_high) / 2
        left = round(rect.center().x() - tk.ICON_RAIL / 2)
        words = QRectF(rect.left(), top, rect.width(), words_high)
        if with_icon:  # at a large text in a low window the word matters more
            paint.icon(painter, left, round(top), tab.icon, c.accent if on else c.soft, tk.ICON_RAIL)
            words.translate(0, tk.ICON_RAIL + gap)
        painter.setFont(font("meta_strong" if on else "meta"))
        painter.setPen(c.ink if on else c.soft)
        painter.drawText(words, int(paint.CENTRE) | int(Qt.TextFlag.TextShowMnemonic), tab.word)
        if number := self._badges.get(tab.key):
            self._paint_badge(painter, left + tk.ICON_RAIL - 4, max(round(top) - 5, card.top()), number)
        if on and self.hasFocus():
            paint.ring(painter, card, tk.R_CARD)

    @staticmethod
    def _paint_badge(painter: QPainter, left: float, top: float, number: int) -> None:
        c, words = colours(), str(number) if number < 100 else "99+"
        high = px(17)
        pill = QRectF(left, top, max(high + 3, paint.width(words, "meta_strong") + 9), high)
        paint.box(painter, pill, c.care_bg, c.care, high / 2)
        painter.setFont(font("meta_strong"))
        painter.setPen(c.care)
        painter.drawText(pill, int(paint.CENTRE), words)

    def _again(self) -> None:
        # QTabBar keeps its tab sizes until something it knows of changes.
        self.setIconSize(QSize(tk.ICON_RAIL, self._high))
        self.updateGeometry()
        self.update()
