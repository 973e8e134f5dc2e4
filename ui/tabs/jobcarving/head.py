"""What stands above each view of jobcarving: whose tasks, which view, whether it is saved, and the acts of the page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.forms.parse import format_time
from ui.theme import current as theme
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Chip, Elided, Segmented, button, cols, line, rows, set_direction

_ICONS_FROM: Final = 1100
"""From this width the choice of views has icons too."""
_AIR: Final = 21
_MARGINS: Final = (tk.PAGE_MARGIN, 10, 20, 10)


class PageHead(QWidget):
    """The head of the page.

    Args:
        views: name, word and icon of each view.

    Attributes:
        view_wanted: another view was chosen: its name.
        save_wanted, print_wanted: these acts.
    """

    view_wanted = Signal(str)
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, views: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._views = [name for name, *_ in views]
        self._kept_at: datetime | None = None
        self._kept = False
        self._where = self._ended = ""
        self.heading = Elided("", "title")
        self.where = Elided("", "body", "soft")
        self.state = Chip()
        self._since = Elided("", "meta", "soft")
        self.choice = Segmented(
            [words for _, words, _ in views], 0, "Beeld", [icon for *_, icon in views], clearable=False
        )
        self.choice.setToolTip(", ".join(f"{words} Alt+{number}" for number, (_, words, _) in enumerate(views, 1)))
        self.choice.edited.connect(lambda index: self.view_wanted.emit(self._views[index]))
        self.print_button = button("", "", "printer", "Afdrukken (Ctrl+P)", on=self.print_wanted.emit)
        self.save_button = button("Opslaan", "primary", tip="Opslaan (Ctrl+S)", on=self.save_wanted.emit)
        acts = (self._since, self.state, self.choice, self.print_button, self.save_button)
        self._parts: tuple[QWidget, ...] = (self.heading, self.where, *acts)
        names = cols(self.heading, self.where, None, gap=tk.S3)
        self._top = cols(names, (cols(None, *acts, gap=tk.S3), 1), gap=tk.S3, margins=_MARGINS)
        self.setLayout(rows(self._top, line(), gap=0))
        self.setMinimumWidth(1)
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Other room, or letters of another size."""
        self.setMinimumHeight(px(tk.H_INPUT) + _AIR)
        self.choice.show_icons(self.width() >= px(_ICONS_FROM))
        self._since.setVisible(self._kept and self._kept_at is not None and self.width() >= px(tk.WIDE))
        self._say_where(self._where, shown=self.width() >= px(tk.NARROW))
        if self._needed() > self.width():  # these give way before the name of the person is cut
            self._since.hide()
        if self._needed() > self.width():
            self._say_where(self._ended, shown=bool(self._ended))
        below = self._needed() > self.width()  # then the names have a line of their own
        if below and self._where:
            self._say_where(self._where, shown=True)
            if self._needed(self.heading, self.where) > self.width():
                self._say_where(self._ended, shown=True)
        self._top.setSpacing(tk.S1 if below else tk.S3)
        set_direction(self._top, below=below)
        whole = not self.where.isHidden() and self.where.words == self._where
        self.setToolTip("" if whole else self._where)

    def _say_where(self, words: str, *, shown: bool) -> None:
        self.where.set_words(words)
        self.where.setVisible(shown and bool(words))

    def _needed(self, *parts: QWidget) -> int:
        shown = [one for one in parts or self._parts if not one.isHidden()]
        return sum(one.sizeHint().width() for one in shown) + tk.S3 * len(shown) + sum(_MARGINS[::2])

    def show_view(self, name: str) -> None:
        """Show which view is in front."""
        self.choice.choose(self._views.index(name))

    def name(self, heading: str, where: str = "", ended: str = "") -> None:
        """Say whose tasks these are, at what place, and that this is over; what matters most is cut last."""
        self._where = ", ".join(part for part in (where, ended) if part)
        self._ended = ended
        self.heading.set_words(heading)
        self.heading.setAccessibleName(", ".join(part for part in (heading, self._where) if part))
        self._fit()

    def say_state(self, *, dirty: bool, save: bool, paper: bool, kept: bool) -> None:
        """Say whether something is not saved, and offer what can be done.

        Args:
            dirty: something is typed and not saved.
            save: there is something that can be saved.
            paper: there is something to print.
            kept: what is typed is that of which :meth:`draft_kept` tells.
        """
        self.state.setVisible(dirty)
        self.state.set_look("Niet opgeslagen", icon="pencil", dashed=True)
        self.save_button.setVisible(save)
        self.print_button.setVisible(paper)
        self._kept = dirty and kept
        self._fit()

    def draft_kept(self, at: datetime | None) -> None:
        """When the draft was kept; ``None`` when there is none."""
        self._kept_at = at
        if at is not None:
            self._since.set_words(f"concept bewaard om {format_time(at.time())}")
        self._fit()

    def draft_failing(self, since: datetime) -> None:
        """Nothing could be kept since this moment."""
        if not self.state.isHidden():
            self.state.set_look(f"Niet bewaard sinds {format_time(since.time())}", "warn")
            self._since.hide()
