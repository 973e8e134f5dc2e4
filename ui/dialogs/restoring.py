"""Terugzetten: choose a backup, look what is in it beside what is here now, and put it back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services import backups as made
from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.attempt import Attempt
from ui.dialogs.act import SecretBox
from ui.dialogs.backup_contents import Here, comparison
from ui.dialogs.backup_list import BackupList, when
from ui.dialogs.own_lane import own_lane
from ui.dialogs.room import take_room
from ui.dialogs.saving import ask_folder
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Elided, announce, box, button, clear, cols, label, line, pane, rows, scroll
from ui.widgets.progress import progress_bar

if TYPE_CHECKING:
    from beschutdesk.services.backups import Backup
    from beschutdesk.services.restoring import Contents
    from ui.context import Swap

_SIZE: Final = QSize(860, 620)
_LEAST: Final = QSize(680, 400)
_LIST: Final = 300
_LIST_LEAST: Final = 220
_WORDS: Final = "Reservekopie terugzetten"


class RestoreDialog(QDialog):
    """Works beside an open desk (``swap`` closes that first) and while the vault is locked, damaged or gone.

    Args:
        folder: of the profile.
        parent: the window below.
        place: where to look for backups; the profile's own when left out.
        chosen: the backup to begin with.
        here: what is in the open vault; ``None`` when it is closed.
        swap: closes the open desk, runs the restore and opens what it gives.

    Attributes:
        restored: the open desk, when the dialog restored by itself.
        ask_folder: how it asks for another folder; a test puts its own here.
        contents: what was seen in the chosen backup.
    """

    restored = Signal(object)

    def __init__(
        self,
        folder: Path,
        parent: QWidget | None = None,
        *,
        place: Path | None = None,
        chosen: "Backup | None" = None,
        here: Here | None = None,
        swap: "Swap | None" = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._here, self._swap = folder, here, swap
        self._place = place or folder / made.FALLBACK
        self._wanted = chosen
        self._lane = own_lane(self)
        self._job: jobs.Job | None = None
        self._attempt: Attempt | None = None
        self.contents: Contents | None = None
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.setWindowTitle(_WORDS)
        self._build()
        self.list.current_changed.connect(lambda _row: self._forget_contents())
        self.secret.secret.entered.connect(self.look)
        self._find()

    def _build(self) -> None:
        self.list = BackupList("Reservekopieën in deze map")
        self._where = Elided("", "meta", "soft")
        self._other = button("Andere map…", icon="folder", on=self._choose_folder)
        self._none = label("", "body", "soft", wrap=True)
        self._none.setContentsMargins(14, 14, 14, 14)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.hide()
        left = pane(
            rows(
                rows(self._where, cols(self._other, None), gap=6, margins=(14, 12, 12, 10)),
                line(),
                (self.list, 1),
                (self._none, 1),
                gap=0,
            ),
            "side",
        )
        self._left = left
        hint = "Die waarmee de kluis openging toen deze kopie werd gemaakt."
        self.secret = SecretBox("Wachtzin of herstelcode van toen", hint)
        self.look_button = button("Bekijken", icon="eye", on=self.look)
        self._title = label("", "section", "accent", wrap=True)
        self._seen = rows(gap=tk.S3)
        self.trouble = Banner()
        self.trouble.hide()
        right = box(
            rows(
                self._title,
                self.secret,
                cols(self.look_button, None),
                self.trouble,
                self._seen,
                None,
                gap=tk.S3,
                margins=(20, 14, 20, 14),
            )
        )
        right.setMinimumWidth(1)
        self._right = right
        self.bar = progress_bar()
        self.note = label("Er verandert niets tot je ‘Terugzetten’ kiest.", "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.cancel_button = button("Annuleren", on=self.reject)
        self.restore_button = button("Terugzetten", "primary", "rotate-ccw", on=self.restore)
        self.restore_button.setEnabled(False)
        for one in (self.cancel_button, self.restore_button, self.look_button, self._other):
            one.setAutoDefault(False)
        head = label(_WORDS, "title")
        head.setContentsMargins(20, 14, 20, 12)
        foot = rows(
            self.bar,
            cols((self.note, 1), self.cancel_button, self.restore_button, gap=10),
            margins=(20, 10, 20, 12),
        )
        scroller = scroll(right)
        scroller.follow_focus()
        middle = cols(left, line("upright"), (scroller, 1), gap=0)
        self.setLayout(rows(head, line(), (middle, 1), line(), foot, gap=0))
        take_room(self, _SIZE, _LEAST)
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # what is seen of a backup needs the room more than the list does
        self._left.setFixedWidth(max(_LIST_LEAST, min(px(_LIST), self.width() * 36 // 100)))
        super().resizeEvent(event)

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        self._where.set_words(str(self._place))
        self._lane.submit(made.found_in, self._place, done=self._found, failed=self._not_found)

    def _found(self, found: "list[Backup]") -> None:
        self.list.set_backups(found)
        for row, backup in enumerate(found):
            if self._wanted is not None and backup.path == self._wanted.path:
                self.list.go_to(row)
        self._wanted = None
        none = not found
        self.list.setVisible(not none)
        self._none.setVisible(none)
        self._none.setText("In deze map staan geen reservekopieën. Kies de map waar ze wel staan.")
        for widget in (self.secret, self.look_button):
            widget.setEnabled(not none)
        self._forget_contents()
        if none:
            self._other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_found(self, trouble: Trouble) -> None:
        self._found([])
        self._none.setText(str(trouble))

    def _choose_folder(self) -> None:
        folder = self.ask_folder(self, "Map met reservekopieën")
        if folder is not None:
            self._place = folder
            self._find()

    # -- looking -------------------------------------------------------------------------------------------------------

    def _forget_contents(self) -> None:
        backup = self.list.current()
        self.contents = None
        self.restore_button.setEnabled(False)
        clear(self._seen)
        self._say(None)
        self._title.setText(f"Reservekopie van {when(backup.made_at)}" if backup else "Geen reservekopie gekozen")

    def look(self) -> None:
        """Open the chosen backup and show what is in it, beside what is here."""
        from beschutdesk.services.restoring import look_inside

        backup = self.list.current()
        if backup is None or self._job is not None or not self.secret.ready():
            return
        self._forget_contents()
        self._busy("De reservekopie wordt bekeken…")
        self._job = self._lane.submit(
            look_inside, backup, self.secret.text(), self._folder, done=self._looked, failed=self._failed
        )

    def _looked(self, contents: "Contents") -> None:
        self._ready()
        self.contents = contents
        self._seen.addLayout(comparison(contents, self._here, self._folder))
        self.restore_button.setEnabled(True)
        self.restore_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{contents.dossiers} dossiers, laatste wijziging {when(contents.last_change)}")

    # -- putting back --------------------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Put the backup that was looked into in the place of the vault."""
        from beschutdesk.services.restoring import restore

        contents, secret = self.contents, self.secret.text()
        if contents is None or self._job is not None:
            return
        if self._swap is not None:
            swap, work = self._swap, partial(restore, self._folder, contents.backup, secret)
            self.accept()
            swap(_WORDS, work)
            return
        attempt = self._attempt = Attempt()
        self._busy("De reservekopie wordt teruggezet…")
        self.cancel_button.setText("Stoppen")
        self._job = self._lane.submit(
            attempt.run,
            restore,
            self._folder,
            contents.backup,
            secret,
            done=self._restored,
            failed=self._failed,
            progress=self._progress,
        )

    def _restored(self, _nothing: None) -> None:
        attempt, self._attempt = self._attempt, None
        self._ready()
        desk = attempt.take() if attempt is not None else None
        self.accept()
        if desk is not None:
            self.restored.emit(desk)

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _busy(self, words: str) -> None:
        for widget in (self._left, self._right, self.restore_button):
            widget.setEnabled(False)
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.bar.show()
        self.note.setText(words)

    def _ready(self) -> None:
        self._job = None
        for widget in (self._left, self._right):
            widget.setEnabled(True)
        self.bar.hide()
        self.cancel_button.setText("Annuleren")
        self.note.setText("Er verandert niets tot je ‘Terugzetten’ kiest.")

    def _failed(self, trouble: Trouble) -> None:
        self._attempt = None
        self._ready()
        self.restore_button.setEnabled(self.contents is not None)
        if isinstance(trouble, (profiles.WrongSecret, profiles.TooSoon)):
            self.secret.refuse(str(trouble))
        else:
            self._say(trouble)

    def _say(self, trouble: Trouble | None) -> None:
        self.trouble.setVisible(trouble is not None)
        if trouble is not None:
            rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
            self.trouble.set_words(rest, "care", trouble.happened)
            announce(self, str(trouble))

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self.secret.secret.clear()
        self._forget_contents()
        if self._attempt is not None:
            self._attempt.give_up()
            self._attempt = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
