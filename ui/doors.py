"""The doors of a profile: welcome, lock, unlock, demo, and what to do when a vault does not open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui.attempt import Attempt
from ui.desk_making import make_demo, make_profile, warm_up
from ui.jobs import Job, JobsLane
from ui.locking import end_soon
from ui.main_window import MainWindow
from ui.pages.brand import CentredPage
from ui.pages.lock import By, LockPage
from ui.timers import one_shot

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.rescuing import Rescue
    from ui.dialogs.restoring import RestoreDialog
    from ui.pages.welcome import Welcome

_PATIENCE: Final = 1.0
"""Seconds at the end of the program for what is being opened; it writes nothing that a stop could harm."""
_KEYRING_MS: Final = 6_000
"""How long a keyring may think before the passphrase is asked; it may be waiting for a window of its own."""
_SILENT: Final = "De sleutelbos antwoordt niet; gebruik je wachtzin."
_RESTORABLE: Final = (profiles.DamagedDatabase, profiles.DamagedEnvelope, profiles.NoProfile)
_NOTHING_TO_READ: Final = (profiles.EmptyDatabase, profiles.ForeignDatabase)


class Doors(QObject):
    """Shows the page in front of a closed vault, and opens it.

    Args:
        folder: of the profile.
        window: where the pages are shown.
        opened: takes the desk that was opened.
    """

    def __init__(self, folder: Path, window: MainWindow, opened: "Callable[[Desk], None]", parent: QObject) -> None:
        super().__init__(parent)
        self.folder = folder
        self.keyring_ms = _KEYRING_MS
        self._window, self._opened = window, opened
        self._lane = JobsLane(self)
        self._ring: JobsLane | None = None
        self._attempt: Attempt | None = None
        self._work: Job | None = None
        self._page: CentredPage | None = None
        self._dialog: RestoreDialog | None = None
        self._with_pin = False
        self._patience = one_shot(self, self._ring_is_silent)

    # -- pages ---------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> LockPage | None:
        """The lock page, when that is in front."""
        return self._page if isinstance(self._page, LockPage) and isValid(self._page) else None

    def begin(self) -> None:
        """Show the lock, or on a first start the welcome page."""
        if profiles.exists(self.folder):
            self.show_lock()
            self.look()
        else:
            self.show_welcome()

    def show_lock(self, status: str = "", safe: str = "", more: str = "") -> LockPage:
        """Show the lock page, with since when, and what is safe."""
        page = LockPage()
        page.set_status(status)
        page.set_safe(safe, more)
        page.set_ways(pin=self._with_pin)
        page.unlock.connect(lambda words: self._unlock(profiles.open_with_passphrase, words))
        page.unlock_with_code.connect(lambda code: self._unlock(profiles.open_with_code, code))
        page.unlock_with_pin.connect(self._unlock_with_pin)
        page.gave_up.connect(self.give_up)
        page.restore_wanted.connect(self.restore)
        page.rescue_wanted.connect(self._rescue)
        self._page = page
        self._window.show_cover(page)
        return page

    def look(self) -> None:
        """Ask, beside the window, which ways there are, how long to wait, and whether the place is a good one."""
        self._lane.submit(_look, self.folder, done=self._seen, failed=self._not_seen)
        self._look_at_place()

    def _seen(self, seen: "tuple[profiles.Ways, float, float]") -> None:
        ways, seconds, pin_seconds = seen
        self._with_pin = ways.pin and not ways.pin_blocked
        page = self.page
        if page is not None:
            page.set_ways(pin=self._with_pin, blocked=ways.pin_blocked)
            page.rest(seconds)
            page.rest(pin_seconds, pin=True)

    def _not_seen(self, trouble: Trouble) -> None:
        if self.page is not None and self._attempt is None:
            self._tell(self.page, trouble)

    def _look_at_place(self) -> None:
        self._lane.submit(_doubtful, self.folder, done=self._warn, failed=lambda _trouble: None)

    def _warn(self, trouble: Trouble | None) -> None:
        if self._page is not None and isValid(self._page):
            self._page.warn(trouble)

    def show_welcome(self) -> None:
        """Show the first start."""
        from ui.pages.strength import judge_of
        from ui.pages.welcome import WelcomePage

        page = WelcomePage(judge_of, profiles.new_recovery_code)
        page.finished.connect(partial(self._make_profile, page))
        page.restore_wanted.connect(self.restore)
        page.offer_sheet(self._lane)
        self._page = page
        self._window.show_cover(page)
        self._look_at_place()

    def _make_profile(self, page: Any, welcome: "Welcome") -> None:
        page.set_busy(True)

        def failed(trouble: Trouble) -> None:
            page.set_busy(False)
            page.say("De kluis is niet gemaakt", str(trouble))

        self._try(self._lane, failed, make_profile, self.folder, welcome)

    def open_demo(self) -> None:
        """Make a throw-away profile with the demo dossiers and open it."""
        page = self.show_lock("Het demoprofiel wordt klaargezet. Na afloop is het weg.")
        page.set_busy(True)
        self._try(self._lane, partial(self._failed, page), make_demo, self.folder)

    def warm_up(self) -> None:
        """Read the heavy libraries while the user types a passphrase; the window already stands there."""
        self._lane.submit(warm_up)

    # -- opening -------------------------------------------------------------------------------------------------------

    def _try(
        self,
        lane: JobsLane,
        failed: Callable[[Trouble], None],
        door: "Callable[..., Desk]",
        *arguments: Any,
        progress: "Callable[[int, int], None] | None" = None,
    ) -> None:
        self.give_up()
        more: dict[str, Any] = {}
        attempt = self._attempt = Attempt()
        if progress is not None:
            more["progress"] = lambda done, total: progress(done, total) if attempt is self._attempt else None

        def done(_nothing: None) -> None:
            if attempt is self._attempt:
                self._end_attempt()
                desk = attempt.take()
                if desk is not None:
                    self._enter(desk)

        def fail(trouble: Trouble) -> None:
            if attempt is self._attempt:
                self._end_attempt()
                failed(trouble)

        self._work = lane.submit(attempt.run, door, *arguments, done=done, failed=fail, **more)

    def _enter(self, desk: "Desk") -> None:
        page, self._page = self._page, None
        if page is not None and isValid(page):
            clear = getattr(page, "clear", None)
            if callable(clear):
                clear()
        self._opened(desk)

    def _end_attempt(self) -> None:
        self._attempt = self._work = None
        self._patience.stop()

    def give_up(self) -> None:
        """A vault that is being opened stays locked: its desk is closed as soon as it is there."""
        attempt, work = self._attempt, self._work
        self._end_attempt()
        if attempt is not None:
            attempt.give_up()
        if work is not None:
            work.cancel()
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.abandon()
        if self.page is not None:
            self.page.set_busy(False)

    def forget(self) -> None:
        """Who typed on the lock page may have left: what stands there goes."""
        if self.page is not None:
            self.page.clear()

    def _unlock(self, door: "Callable[[Path, str], Desk]", secret: str) -> None:
        page = self.page
        if page is not None:
            self._try(self._lane, partial(self._failed, page), door, self.folder, secret)
            page.tell_trouble(None)
            page.set_busy(True)

    def _unlock_with_pin(self, pin: str) -> None:
        """In a lane of its own: a keyring that answers late keeps nobody from using the passphrase."""
        page = self.page
        if page is None:
            return
        if self._ring is None:
            self._ring = JobsLane(self)
        self._try(self._ring, partial(self._failed, page), profiles.open_with_pin, self.folder, pin)
        page.tell_trouble(None)
        page.set_busy(True)
        self._patience.start(self.keyring_ms)

    def _ring_is_silent(self) -> None:
        ring, self._ring = self._ring, None
        self.give_up()
        if ring is not None:
            end_soon(ring)
        if self.page is not None:
            self.page.use(By.PASSPHRASE)
            self.page.say(_SILENT, "warn")

    def _failed(self, page: LockPage, trouble: Trouble) -> None:
        if not isValid(page):
            return
        page.set_busy(False)
        self._tell(page, trouble)
        if isinstance(trouble, (profiles.WrongSecret, profiles.TooSoon, profiles.PinBlocked)):
            self._lane.submit(_look, self.folder, done=self._seen, failed=lambda _trouble: None)

    def _tell(self, page: LockPage, trouble: Trouble) -> None:
        if isinstance(trouble, (profiles.PinBlocked, profiles.NoKeyring)):
            page.use(By.PASSPHRASE)
            page.say(str(trouble), "warn")
        elif isinstance(trouble, profiles.TooSoon):
            page.say("Er is een paar keer iets verkeerds getypt. Er is niets gewist.", "warn")
        elif isinstance(trouble, profiles.WrongSecret):
            page.say(str(trouble))
        else:
            page.tell_trouble(
                trouble,
                restore=isinstance(trouble, _RESTORABLE),
                rescue=isinstance(trouble, profiles.DamagedDatabase) and not isinstance(trouble, _NOTHING_TO_READ),
            )

    # -- other vaults in place of this one -----------------------------------------------------------------------------

    def swap(self, words: str, work: "Callable[..., Desk]") -> None:
        """Do work that replaces the closed vault, and open the desk that it gives. The lock page is in front."""
        page = self.page
        if page is None:
            return

        def progress(done: int, total: int) -> None:
            if isValid(page):
                page.set_busy(True, f"{words} {min(100, done * 100 // total)} %" if total else words)

        self._try(self._lane, partial(self._failed, page), work, progress=progress)
        page.set_busy(True, words)

    def restore(self) -> None:
        """Put a backup back, from a dialog."""
        from ui.dialogs.restoring import RestoreDialog

        dialog = self._dialog = RestoreDialog(self.folder, self._window)
        dialog.restored.connect(self._enter)
        dialog.finished.connect(self._restore_over)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restore_over(self) -> None:
        self._dialog = None

    def _rescue(self) -> None:
        page = self.page
        if page is None:
            return
        if page.by == By.PIN or not page.typed:
            if page.by == By.PIN:
                page.use(By.PASSPHRASE)
            page.say("Typ eerst je wachtzin of herstelcode. Zonder is er niets te lezen.", "info")
            return
        from ui.dialogs.saving import ask_folder

        chosen = ask_folder(self._window, "Map voor de nieuwe kluis met wat nog te lezen is")
        if chosen is None or self.page is not page:
            return
        target = chosen / f"BeschutDesk gered {datetime.now().astimezone():%d-%m-%Y %H.%M.%S}"
        from beschutdesk.services import rescuing

        def progress(done: int, total: int) -> None:
            page.set_busy(True, f"Bezig met redden, {done} van {total}…" if total else "Bezig met redden…")

        def done(rescued: "Rescue") -> None:
            self._work = None
            if isValid(page):
                page.set_busy(False)
                page.tell_result("Wat nog te lezen was, is gered.", _rescue_words(rescued))

        def failed(trouble: Trouble) -> None:
            self._work = None
            self._failed(page, trouble)

        page.set_busy(True, "Bezig met redden…")
        self._work = self._lane.submit(
            rescuing.rescue, self.folder, page.typed, target, done=done, failed=failed, progress=progress
        )

    def close(self) -> None:
        """Let go of everything."""
        self.give_up()
        if isValid(self._lane):
            end_soon(self._lane, _PATIENCE)
        if self._ring is not None:
            end_soon(self._ring)
            self._ring = None


def _look(folder: Path) -> "tuple[profiles.Ways, float, float]":
    return profiles.ways(folder), profiles.wait(folder), profiles.wait(folder, pin=True)


def _doubtful(folder: Path) -> Trouble | None:
    from beschutdesk.services.place import doubtful

    return doubtful(folder)


def _rescue_words(rescued: "Rescue") -> str:
    number = rescued.read.get("candidate", 0)
    words = f"Gered: {number} {'dossier' if number == 1 else 'dossiers'}."
    if rescued.lost or rescued.attachments_lost:
        words += " Niet alles was nog te lezen."
    if rescued.attachments_lost:
        files = "bijlage is" if rescued.attachments_lost == 1 else "bijlagen zijn"
        words += f" {rescued.attachments_lost} {files} weg."
    return (
        f"{words} Ze staan in een nieuwe kluis, in de map {rescued.target.name}; dezelfde wachtzin en herstelcode "
        "openen die. De beschadigde kluis is niet veranderd."
    )
