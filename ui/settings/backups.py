"""Reservekopieën: where they go, how they stand, making one, and putting one back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.backup_list import HIGH, BackupList, dossiers, when
from ui.dialogs.saving import ask_folder
from ui.forms.parse import format_size
from ui.settings.page import SettingsPage
from ui.theme import px
from ui.widgets import Banner, Elided, Glyph, Section, Tone, button, cols, label, rows
from ui.widgets.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from beschutdesk.services.backups import Backup, State
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

OLD: Final = timedelta(days=7)
_SHOWN: Final = 5
"""So many backups are in view; the rest scrolls."""


class BackupsPage(SettingsPage):
    """The section.

    Attributes:
        ask_folder: how it asks for a folder; a test puts its own here.
        state: as it was read last.
    """

    def __init__(self, context: "DeskContext") -> None:
        words = "Een kopie van de hele kluis, even goed versleuteld. Elke dag dat je werkt komt er vanzelf een."
        super().__init__(context, "Reservekopieën", words)
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.state: State | None = None
        self._job: jobs.Job | None = None
        self._folder = Elided("", "strong")
        self._place = Banner()
        self._place.hide()
        self.folder_button = button("Map kiezen…", icon="folder", on=self.choose_folder)
        where = rows(self._folder, self._place, cols(self.folder_button, None), gap=8)
        self._last_mark, self._last = Glyph("", "good", 20), label("", wrap=True)
        self._next = label("", "meta", "soft", wrap=True)
        self._failed = Banner()
        self._failed.hide()
        self.make_button = button("Nu een reservekopie maken", "primary", "database-backup", on=self.make)
        self.stop_button = button("Stoppen", on=self._stop)
        self.stop_button.hide()
        self.bar = progress_bar("Voortgang van de reservekopie")
        last = cols(rows(self._last_mark, None, gap=0, margins=(0, 1, 0, 0)), (rows(self._last, self._next, gap=2), 1))
        acts = cols(self.make_button, self.stop_button, None)
        now = rows(last, self._failed, acts, self.bar, gap=10)
        self.list = BackupList()
        self._none = label("", "body", "soft", wrap=True)
        self._none.hide()
        self.restore_button = button("Terugzetten…", icon="rotate-ccw", on=self.restore)
        self.restore_button.setToolTip("Laat eerst zien wat erin zit")
        kept = rows(self.list, self._none, cols(self.restore_button, None), gap=10)
        self.add(Section("Waar", where), Section("Nu", now), Section("Wat er is", kept))
        self.list.opened.connect(lambda _row: self.restore())

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Read how things stand, beside the window: a disk may sleep or be gone."""
        self.lane.submit(_read, self.context.desk, done=self._take, failed=self.say_trouble)

    def _take(self, found: "tuple[State, list[Backup], tuple[Tone, Trouble] | None]") -> None:
        state, backups, doubt = found
        self.state = state
        self._folder.set_words(str(state.folder) if state.chosen else "Nog geen map gekozen")
        self._show_place(state, doubt)
        self._show_last(state)
        self.list.set_backups(backups)
        self.list.setFixedHeight(px(HIGH) * min(max(len(backups), 1), _SHOWN))
        self.list.setVisible(bool(backups))
        self._none.setVisible(not backups)
        self._none.setText("Hier staat nog geen reservekopie.")

    def _show_place(self, state: "State", doubt: "tuple[Tone, Trouble] | None") -> None:
        words, title = "", ""
        tone: Tone = "warn"
        if not state.chosen:
            title = "Ze staan nu alleen op deze laptop"
            words = "Is de laptop weg of stuk, dan zijn ze dat ook. Kies een map op een stick of een netwerkschijf."
        elif doubt is not None:
            tone, trouble = doubt
            title, words = trouble.happened, f"{trouble.safe} {trouble.todo}"
        self._place.setVisible(bool(title))
        self._place.set_words(words, tone, title)

    def _show_last(self, state: "State") -> None:
        last, now = state.last, datetime.now().astimezone()
        if last is None:
            self._last_mark.set_glyph("triangle-alert", "warn")
            self._last.setText("Er is nog geen goede reservekopie.")
        else:
            old = now - last.made_at > OLD
            self._last_mark.set_glyph("triangle-alert" if old else "circle-check", "warn" if old else "good")
            days = (now.date() - last.made_at.astimezone().date()).days
            ago = f" Dat is {days} dagen geleden." if old else ""
            size = format_size(last.size)
            self._last.setText(f"Laatste goede: {when(last.made_at)}, {dossiers(last.dossiers)}, {size}.{ago}")
        self._next.setText(
            "De volgende komt vanzelf, zodra er niets anders te doen is."
            if state.due
            else "De volgende komt vanzelf, de eerstvolgende dag dat je de kluis opent."
        )
        failed = state.failed
        self._failed.setVisible(failed is not None)
        if failed is not None:
            rest = "\n".join(part for part in (failed.safe, failed.todo) if part)
            self._failed.set_words(rest, "care", failed.happened)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask where backups go, and keep that."""
        folder = self.ask_folder(self, "Map voor reservekopieën")
        if folder is not None:
            self.keep("backup_folder", folder, self._chosen)

    def _chosen(self, _nothing: None) -> None:
        self.say_trouble(None)
        self.said.emit("Opgeslagen. De volgende reservekopie komt in deze map.")
        self.changed.emit()
        self.show_page()

    def make(self) -> None:
        """Make one now, in the lane in which the daily one is made."""
        if self._job is not None:
            return
        self.make_button.setEnabled(False)
        self.stop_button.show()
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.bar.show()
        self._failed.hide()
        self.said.emit("De reservekopie wordt gemaakt…")
        self._job = self.context.jobs.submit(
            self.context.desk.backups.make,
            "asked",
            done=self.while_here(self._made),
            failed=self.while_here(self._not_made),
            progress=self._progress,
        )

    def _progress(self, done: int, total: int) -> None:
        if not isValid(self):
            return
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _made(self, backup: "Backup") -> None:
        self._over(f"De reservekopie is gemaakt en nagekeken: {dossiers(backup.dossiers)}.")

    def _not_made(self, _trouble: Trouble) -> None:
        self._over("De reservekopie is niet gemaakt.")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._over("Gestopt. De reservekopieën die er waren, zijn er nog.")

    def _over(self, words: str) -> None:
        self._job = None
        self.make_button.setEnabled(True)
        self.stop_button.hide()
        self.bar.hide()
        self.said.emit(words)
        self.changed.emit()
        self.show_page()

    def restore(self) -> None:
        """Look into a backup, and put it back when that is wanted."""
        from ui.dialogs.backup_contents import here_of
        from ui.dialogs.restoring import RestoreDialog

        chosen = self.list.current()
        context, state = self.context, self.state
        dialog = RestoreDialog(
            context.desk.profile,
            self,
            place=chosen.path.parent if chosen is not None else state.folder if state is not None else None,
            chosen=chosen,
            here=here_of(context.desk),
            swap=context.swap,
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def forget(self) -> None:
        """The dialog closes: a backup that is being made goes on, and the mark on the rail tells of it."""
        self._job = None


def _read(desk: "Desk") -> "tuple[State, list[Backup], tuple[Tone, Trouble] | None]":
    state = desk.backups.state()
    return state, desk.backups.found(), doubt_of(state, desk.profile) if state.chosen else None


def doubt_of(state: "State", profile: Path) -> "tuple[Tone, Trouble] | None":
    """What there is to say about the folder: a cloud or network is fine for copies, the same disk is not."""
    from beschutdesk.services.place import doubtful

    doubt = doubtful(state.folder)
    if doubt is not None:
        safe = "Voor reservekopieën is dat goed: ze zijn versleuteld."
        return "info", Trouble(doubt.happened, safe, "Kijk af en toe of ze er echt aankomen.")
    try:
        same = state.folder.stat().st_dev == profile.stat().st_dev
    except OSError:
        return None  # that it is away is told as a failure
    if not same:
        return None
    return "warn", Trouble(
        "Deze map staat op dezelfde schijf als de kluis.",
        "Is die schijf stuk of weg, dan zijn de reservekopieën dat ook.",
        "Kies liever een stick of een netwerkschijf.",
    )
