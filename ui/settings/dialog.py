"""The dialog Instellingen: sections at the left, one of them at the right; what is changed counts at once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from ui.dialogs.room import take_room
from ui.forms.parse import format_time
from ui.settings.page import SettingsPage
from ui.shell.backup_mark import BackupMark
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook, announce, button, cols, label, line, pane, rows

if TYPE_CHECKING:
    from ui.context import DeskContext
    from ui.settings.about import AboutPage
    from ui.settings.backups import BackupsPage
    from ui.settings.data import DataPage
    from ui.settings.figures import FiguresPage
    from ui.settings.guides import GuidesPage
    from ui.settings.schemes import SchemesPage
    from ui.settings.security import SecurityPage
    from ui.settings.you import YouPage

YOU: Final = "you"
SECURITY: Final = "security"
DATA: Final = "data"
FIGURES: Final = "figures"
SCHEMES: Final = "schemes"
GUIDES: Final = "guides"
BACKUPS: Final = "backups"
LOGBOOK: Final = "logbook"
ABOUT: Final = "about"
_SIZE: Final = QSize(940, 640)
_LEAST: Final = QSize(700, 400)
_LIST: Final = 208
_STAYS_MS: Final = 8000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list at the left."""

    key: str
    words: str
    icon: str


ENTRIES: Final = (
    Entry(YOU, "Jij", "user-round"),
    Entry(SECURITY, "Beveiliging", "key-round"),
    Entry(DATA, "Gegevens", "id-card"),
    Entry(FIGURES, "Getallen en termijnen", "gauge"),
    Entry(SCHEMES, "Regelingen", "hand-coins"),
    Entry(GUIDES, "Leidraad en zinnen", "message-square-text"),
    Entry(BACKUPS, "Reservekopieën", "database-backup"),
    Entry(LOGBOOK, "Logboek", "history"),
    Entry(ABOUT, "Over", "info"),
)


class _EntryRow(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return 42

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        return paint.row_ground(painter, look.option, line=False)

    def paint_row(self, painter: QPainter, rect: QRectF, item: Entry, look: RowLook) -> None:
        c = colours()
        top = round(rect.center().y() - tk.ICON / 2)
        paint.icon(painter, rect.left() + 16, top, item.icon, c.accent if look.selected else c.soft)
        paint.text(painter, rect.adjusted(44, 0, -8, 0), item.words, font("strong" if look.selected else "body"), c.ink)


class LogbookPage(SettingsPage):
    """Says what the log is, and opens it."""

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Logboek")
        words = (
            "Het logboek houdt bij wie welk dossier maakte, wijzigde, inzag, afdrukte of weggooide, en wanneer. "
            "Van een wijziging staat er wélk veld, nooit wat erin stond."
        )
        self.open_button = button("Logboek openen…", "primary", "history", on=self._open)
        self.add(label(words, wrap=True), 12, box_of(self.open_button))

    def _open(self) -> None:
        from ui.dialogs.logbook import open_logbook

        open_logbook(self.context, self)


def box_of(widget: QWidget) -> QWidget:
    """A widget at the left of its line."""
    made = QWidget()
    made.setLayout(cols(widget, None))
    return made


class SettingsDialog(QDialog):
    """Instellingen.

    Args:
        context: the open desk.
        parent: the window below.
        section: key of the section to begin with, such as :data:`BACKUPS`.

    Attributes:
        changed: a setting is different, or a backup was made.
        you, security, data, figures, schemes, guides, backups, logbook, about: the sections, made when they are first
            shown.
    """

    changed = Signal()

    def __init__(self, context: "DeskContext", parent: QWidget | None = None, section: str = YOU) -> None:
        super().__init__(parent)
        self._context = context
        self._made: list[SettingsPage] = []
        self.setWindowTitle("Instellingen")
        model = ItemModel(lambda entry: str(entry.words))
        model.set_items(ENTRIES)
        self.list = ListView(model, _EntryRow(), "Onderdelen van de instellingen")
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        self._note = label("", "meta", "soft", wrap=True)
        self._note.setMinimumWidth(1)
        self._back = button("Ongedaan maken", "quiet", "undo-2", "Ongedaan maken (Ctrl+Z)", on=self.take_back)
        self._back.hide()
        self.close_button = button("Sluiten", on=self.reject)
        for one in (self._back, self.close_button):
            one.setAutoDefault(False)
        self._side = pane(rows(_head(), (self.list, 1), gap=0), "side")
        middle = cols(self._side, line("upright"), (self._stack, 1), gap=0)
        foot = cols((self._note, 1), self._back, self.close_button, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows((middle, 1), line(), foot, gap=0))
        self._fade = one_shot(self, lambda: self._say(""), _STAYS_MS)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.take_back)
        self._side.setFixedWidth(px(_LIST))
        take_room(self, _SIZE, _LEAST)
        self._row = -1
        self.list.current_changed.connect(self._go_to)
        self.show_section(section)
        self.list.setFocus()

    # -- sections, each made when it is shown first --------------------------------------------------------------------

    @cached_property
    def you(self) -> "YouPage":
        """Jij."""
        from ui.settings.you import YouPage

        page = YouPage(self._context)
        self._add(page)
        return page

    @cached_property
    def security(self) -> "SecurityPage":
        """Beveiliging."""
        from ui.settings.security import SecurityPage

        page = SecurityPage(self._context)
        page.lock_requested.connect(self._lock)
        page.renew_requested.connect(self._renew)
        self._add(page)
        return page

    @cached_property
    def data(self) -> "DataPage":
        """Gegevens."""
        from ui.settings.data import DataPage

        page = DataPage(self._context)
        self._add(page)
        return page

    @cached_property
    def figures(self) -> "FiguresPage":
        """Getallen en termijnen."""
        from ui.settings.figures import FiguresPage

        page = FiguresPage(self._context)
        self._add(page)
        return page

    @cached_property
    def schemes(self) -> "SchemesPage":
        """Regelingen."""
        from ui.settings.schemes import SchemesPage

        page = SchemesPage(self._context)
        self._add(page)
        return page

    @cached_property
    def guides(self) -> "GuidesPage":
        """Leidraad en zinnen."""
        from ui.settings.guides import GuidesPage

        page = GuidesPage(self._context)
        self._add(page)
        return page

    @cached_property
    def backups(self) -> "BackupsPage":
        """Reservekopieën."""
        from ui.settings.backups import BackupsPage

        page = BackupsPage(self._context)
        self._add(page)
        return page

    @cached_property
    def logbook(self) -> LogbookPage:
        """Logboek."""
        page = LogbookPage(self._context)
        self._add(page)
        return page

    @cached_property
    def about(self) -> "AboutPage":
        """Over."""
        from ui.settings.about import AboutPage

        page = AboutPage(self._context)
        self._add(page)
        return page

    def _add(self, page: SettingsPage) -> None:
        self._made.append(page)
        self._stack.addWidget(page)
        page.said.connect(self._say)
        page.changed.connect(self._tell)

    @property
    def note(self) -> str:
        """The calm line at the foot."""
        return self._note.text()

    def show_section(self, key: str) -> None:
        """Bring a section to the front."""
        self.list.go_to(next(row for row, entry in enumerate(ENTRIES) if entry.key == key))

    def _go_to(self, row: int) -> None:
        if row < 0 or row == self._row:
            return
        if self._row >= 0:
            self._page(self._row).flush()
        self._row = row
        page = self._page(row)
        self._stack.setCurrentWidget(page)
        self._say("")
        page.show_page()

    def _page(self, row: int) -> SettingsPage:
        page: SettingsPage = getattr(self, ENTRIES[row].key)
        return page

    # -- what it says --------------------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        at = format_time(datetime.now().astimezone().time())
        said = f"Opgeslagen om {at} uur." if words == "Opgeslagen." else words
        self._note.setText(said)
        self._back.setVisible(bool(words) and self._row >= 0 and self._page(self._row).can_take_back)
        self._fade.stop()
        if words:
            announce(self, said)
            if not words.endswith("…"):
                self._fade.start()

    def take_back(self) -> None:
        """Undo the last change of the section in front."""
        if not self._page(self._row).take_back():
            self._say("Er is niets om ongedaan te maken.")

    def _tell(self) -> None:
        for mark in self._context.window.findChildren(BackupMark):
            mark.refresh()
        self.changed.emit()

    # -- what closes the vault -----------------------------------------------------------------------------------------

    def _lock(self) -> None:
        self._flush()
        self._context.window.lock_requested.emit()

    def _renew(self, secret: str, passphrase: str, code: str) -> None:
        """In place of this vault comes one with another key: what was typed is kept first."""
        from beschutdesk.services.renewing import renew

        self._flush()
        swap, work = self._context.swap, partial(renew, self._context.desk.profile, secret, passphrase, code)
        self.hide()
        swap("Sleutel vernieuwen", work)

    # -- closing -------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        for page in self._made:
            page.flush()

    def done(self, result: int) -> None:
        self._flush()
        super().done(result)

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._fade.stop()
            for page in self._made:
                page.forget()


def _head() -> QWidget:
    title = label("Instellingen", "section", "accent")
    title.setContentsMargins(16, 16, 8, 10)
    return title


def open_settings(context: "DeskContext", section: str = YOU) -> SettingsDialog:
    """Show the settings on top of the window; they are gone once closed."""
    dialog = SettingsDialog(context, context.window, section)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
