"""What speaks to the user from a page: an empty state and a banner."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colours, paint, px
from ui.theme import tokens as tk
from ui.theme.paint import Tone
from ui.widgets.buttons import button
from ui.widgets.layout import Pane, cols, rows
from ui.widgets.text import Glyph, label

_TEXT_WIDTH = 460
_LOW = 320
"""Below this height the words matter more than the large icon."""


class _Disc(QWidget):
    """The large icon of an empty state, in a circle."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(76, 76)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint.box(painter, rect, c.tint, c.accent, rect.width() / 2, 1.5)
        paint.icon_in(painter, rect, self._icon, c.accent, 34)
        painter.end()


class EmptyState(QWidget):
    """What will live here, why it is empty, and the one thing to do.

    Args:
        icon: that of the tab.
        title: what there is not.
        words: what will be here.
        do: the act, a primary button; empty for none.
        other: another way, a quiet button.
        do_icon: icon on the act.
        more: one more way, a quiet button.

    Attributes:
        acted: the act was chosen.
        other_acted: the other way was chosen.
        more_acted: the third way was chosen.
    """

    acted = Signal()
    other_acted = Signal()
    more_acted = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        do: str = "",
        other: str = "",
        do_icon: str = "plus",
        *,
        more: str = "",
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self._disc = _Disc(icon)
        self._title = label(title, "title", wrap=True)
        self._words = label(words, "body", "soft", wrap=True)
        for text in (self._title, self._words):
            text.setAlignment(centre)
        acts = []
        if do:
            acts.append(button(do, "primary", do_icon, on=self.acted.emit))
        if more:
            acts.append(button(more, "quiet", on=self.more_acted.emit))
        self._other = button(other, "quiet", on=self.other_acted.emit) if other else None
        if self._other is not None:
            acts.append(self._other)
        self.setLayout(
            rows(
                None,
                cols(None, self._disc, None),
                tk.S1,
                cols(None, self._title, None),
                cols(None, self._words, None),
                tk.S1,
                cols(None, *acts, None),
                None,
                margins=(tk.PAGE_MARGIN, tk.S4, tk.PAGE_MARGIN, tk.S4),
            )
        )
        self.setMinimumWidth(1)
        self.setAccessibleName(title)

    def set_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(title)

    def offer_other(self, offered: bool) -> None:
        """Show the other way, or hide it where it leads nowhere."""
        if self._other is not None:
            self._other.setVisible(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(120, min(_TEXT_WIDTH, self.width() - 2 * tk.PAGE_MARGIN))
        for text in (self._title, self._words):
            text.setFixedWidth(room)
        self._disc.setVisible(self.height() >= px(_LOW))


class Banner(Pane):
    """A call-out in the flow of a page: bar, icon, words and at most one act.

    Args:
        words: what is the matter.
        tone: info, good, warn or care.
        title: a strong line above.
        act: words of the button; empty for none.

    Attributes:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(self, words: str = "", tone: Tone = "info", title: str = "", act: str = "", icon: str = "") -> None:
        super().__init__()
        self._glyph = Glyph("", "accent", 20)
        self._title = label(title, "strong", wrap=True)
        self._words = label(words, "body", wrap=True)
        self._button = button(act, on=self.acted.emit)
        self.setLayout(
            cols(
                rows(self._glyph, None, gap=0, margins=(0, 2, 0, 0)),
                (rows(self._title, self._words, gap=0), 1),
                self._button,
                gap=tk.S3,
                margins=(14, 10, 12, 10),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words(words, tone, title, act, icon)

    def set_words(self, words: str, tone: Tone = "info", title: str = "", act: str = "", icon: str = "") -> None:
        """Say something else."""
        self.set_ground("tint" if tone == "info" else tone)
        look = paint.tone(tone)
        self._glyph.set_glyph(icon or look.icon, "accent" if tone == "info" else tone)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self.setAccessibleName(f"{look.word}: {title} {words}".strip())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())
