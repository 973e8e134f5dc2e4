"""Glue between the window and a desk: welcome, lock, unlock, tabs, the chosen person, saving and undoing."""

import gc
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.desk_making import make_demo, make_profile, warm_up
from ui.finding import find
from ui.forms.keeper import DraftKeeper
from ui.forms.parse import format_time
from ui.frame import Frame
from ui.idle import IdleWatch
from ui.jobs import DatabaseLane, JobsLane
from ui.locking import StayedOpen
from ui.main_window import CANDIDATES, EMPLOYERS, TABS, TODAY, MainWindow
from ui.pages.lock import LockPage
from ui.shell.palette import Result

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import ChangeSet
    from ui.pages.welcome import Welcome

_DEFERRED_DELETE: Final = QEvent.Type.DeferredDelete.value
_CLOSE_PATIENCE: Final = 5.0
_WARM_UP_MS: Final = 100
"""After the lock page was painted: reading holds the interpreter."""


class DeskWindow(QObject):
    """One window on one profile. It starts with the lock or the welcome page; :meth:`begin` shows it.

    Args:
        folder: of the profile.
        today: the day of today.
        warm: read heavy libraries once the lock page stands there.
        frame: the window to live in; its own when there is none yet.

    Attributes:
        frame: the window itself, with its title and its size.
        window: what is in it: rail, header, pages.
        context: what pages are given, while a desk is open.
        opened: a desk is open and its tabs can be used.
        locked: the desk is closed again.
    """

    opened = Signal()
    locked = Signal()

    def __init__(
        self,
        folder: Path,
        today: Callable[[], date] = date.today,
        *,
        warm: bool = True,
        frame: Frame | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.frame = frame or Frame()
        self.window = MainWindow()
        self.frame.setCentralWidget(self.window)
        self.frame.may_close = self._may_close
        self.context: DeskContext | None = None
        self._today = today
        self._door = JobsLane(self)
        self._lock: LockPage | None = None
        self._tab = TODAY
        self._chosen: UUID | None = None
        self._idle = IdleWatch(self)
        self._idle.tired.connect(self._lock_unasked)
        self._stayed_open = StayedOpen(self.window)
        if warm:
            QTimer.singleShot(_WARM_UP_MS, self, self._warm_up)
        self.window.lock_requested.connect(self.lock)
        self.window.tab_changed.connect(self._tab_changed)
        self.window.undo_requested.connect(self._undo)
        self.window.result_chosen.connect(self._go_to)
        keys = {"Ctrl+N": self.begin_candidate, "Alt+Up": lambda: self._step(-1), "Alt+Down": lambda: self._step(1)}
        for name, act in keys.items():
            QShortcut(QKeySequence(name), self.window).activated.connect(act)

    # -- doors ---------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the lock, or on a first start the welcome page."""
        if profiles.exists(self.folder):
            self._show_lock()
        else:
            self._show_welcome()

    def _show_lock(self, status: str = "", safe: str = "") -> LockPage:
        page = LockPage()
        page.set_status(status)
        page.set_safe(safe, "")
        page.unlock.connect(lambda words: self._unlock(profiles.open_with_passphrase, words))
        page.unlock_with_code.connect(lambda code: self._unlock(profiles.open_with_code, code))
        self._lock = page
        self.window.show_cover(page)
        return page

    def _unlock(self, door: "Callable[[Path, str], Desk]", secret: str) -> None:
        page = self._lock
        if page is None:
            return
        page.set_busy(True)

        def failed(trouble: Trouble) -> None:
            page.set_busy(False)
            page.say(str(trouble))

        self._door.submit(door, self.folder, secret, done=self.open, failed=failed)

    def _show_welcome(self) -> None:
        from ui.pages.strength import Strength
        from ui.pages.welcome import WelcomePage

        def judge(words: str) -> Strength:
            found = profiles.strength(words)
            return Strength(found.score, f"{found.word[:1].upper()}{found.word[1:]}. {found.advice}")

        page = WelcomePage(judge, profiles.new_recovery_code)
        page.finished.connect(partial(self._make_profile, page))
        self.window.show_cover(page)

    def _make_profile(self, page: Any, welcome: "Welcome") -> None:
        page.set_busy(True)

        def failed(trouble: Trouble) -> None:
            page.set_busy(False)
            page.say("De kluis is niet gemaakt", str(trouble))

        self._door.submit(make_profile, self.folder, welcome, done=self.open, failed=failed)

    def open_demo(self) -> None:
        """Make a throw-away profile with the demo dossiers and open it."""
        page = self._show_lock("Het demoprofiel wordt klaargezet. Na afloop is het weg.")
        page.set_busy(True)

        def failed(trouble: Trouble) -> None:
            page.set_busy(False)
            page.say(str(trouble))

        self._door.submit(make_demo, self.folder, done=self.open, failed=failed)

    def _warm_up(self) -> None:
        """Read the heavy libraries while the user types a passphrase; the window already stands there."""
        self._door.submit(warm_up)

    # -- open ----------------------------------------------------------------------------------------------------------

    def open(self, desk: "Desk") -> None:
        """Show the tabs of a desk that was opened."""
        database, work = DatabaseLane(self), JobsLane(self)
        keeper = DraftKeeper(database, desk.drafts, self)
        self.context = DeskContext(
            desk, database, work, keeper, self.window, self._announce, self._choose, self._open_dossier, self._today
        )
        from ui.pages_of_desk import factories

        for key, make in factories(self.context, self._open_portfolio).items():
            self.window.add_page(key, partial(self._made, make))
        self.window.set_search(self._find)
        if self._lock is not None:
            self._lock.clear()
            self._lock = None
        chosen, self._chosen = self._chosen, None
        self.window.show_cover(None)
        self.window.show_tab(self._tab)
        if chosen is not None:
            self._choose(chosen)
            self._tell_page(self.window.page(self._tab))
        self._idle.start(self.window)
        self.opened.emit()

    def _made(self, make: Callable[[], QWidget]) -> QWidget:
        page = make()
        self._tell_page(page)
        return page

    def _pages(self) -> list[QWidget]:
        return [page for tab in TABS if (page := self.window.page(tab.key)) is not None]

    def _announce(self, changed: "ChangeSet") -> None:
        """Records were saved: every page that was made hears of it."""
        for page in self._pages():
            _ask(page, "refresh", changed)
        if self._chosen is not None and any(key == self._chosen for _, key in changed):
            self._show_person()

    def _choose(self, key: UUID | None) -> None:
        """Make a person the chosen one. Pages that are not in view hear of it when they come to the front."""
        if key == self._chosen:
            return
        self._chosen = key
        self._show_person()
        page = self.window.page(self.window.tab)
        if page is not None:
            self._tell_page(page)

    def _tell_page(self, page: QWidget | None) -> None:
        if page is not None:
            _ask(page, "set_candidate", self._chosen)

    def _show_person(self) -> None:
        if self.context is not None:
            from ui.person import person_line

            page = self.window.page(CANDIDATES)
            known = getattr(page, "known", None)
            self.window.set_person(person_line(self.context, self._chosen, known(self._chosen) if known else None))

    def _open_dossier(self, key: UUID) -> None:
        self._choose(key)
        self.window.show_tab(CANDIDATES)

    def _tab_changed(self, key: str) -> None:
        if self.context is None:
            return
        before = self.window.page(self._tab)
        if before is not None and key != self._tab:
            _ask(before, "flush")
            self.context.keeper.write_now()
        self._tab = key
        self._tell_page(self.window.page(key))

    def _undo(self) -> None:
        page = self.window.page(self.window.tab)
        if page is not None:
            _ask(page, "undo")

    def _open_portfolio(self, key: UUID) -> None:
        context = self.context
        if context is None:
            return
        from ui.dialogs.portfolio import PortfolioDialog
        from ui.tabs.candidates import CandidatesPage

        page = self.window.page(CANDIDATES)
        session = page.dossier.session("portfolio") if isinstance(page, CandidatesPage) else None
        dialog = PortfolioDialog(
            context.desk,
            context.jobs,
            key,
            self.window,
            keeper=context.keeper,
            database=context.database,
            session=session,
            today=self._today(),
        )
        dialog.kept.connect(self._announce)
        if isinstance(page, CandidatesPage):
            dialog.saved.connect(page.acts.remember)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    # -- search --------------------------------------------------------------------------------------------------------

    def _find(self, words: str) -> list[Result]:
        return [] if self.context is None else find(self.context.desk, words)

    def _go_to(self, result: Result) -> None:
        match result.payload:
            case ("candidate", UUID() as key):
                self._open_dossier(key)
            case ("employer", UUID()):
                self.window.show_tab(EMPLOYERS)
            case ("new", _):
                self.begin_candidate()
            case ("lock", _):
                self.lock()

    def begin_candidate(self) -> None:
        """Begin a dossier, from whatever tab."""
        if self.context is None:
            return
        self.window.show_tab(CANDIDATES)
        acts = getattr(self.window.page(CANDIDATES), "acts", None)
        if acts is not None:
            acts.begin()

    def _step(self, by: int) -> None:
        """Go to the next or previous person of the list, wherever one is."""
        if self.context is None:
            return
        page = self.window.page(CANDIDATES)
        if page is None:  # nobody saw the list yet: it begins there
            self.window.show_tab(CANDIDATES)
            page = self.window.page(CANDIDATES)
        listing = getattr(page, "list", None)
        if listing is not None:
            listing.step(by)

    # -- locking -------------------------------------------------------------------------------------------------------

    def lock(self) -> bool:
        """Close everything, after what was typed is on disk. ``False`` when that did not succeed."""
        if self.context is None or not self._flush():
            return self.context is None
        at = format_time(datetime.now().astimezone().time())
        self._show_lock(f"Vergrendeld om {at} uur.", "Alles wat je typte is bewaard.")
        self._close_desk()
        self.locked.emit()
        return True

    def _flush(self) -> bool:
        """All that is typed goes to disk; when it cannot, the window stays as it is: the screen is the only copy."""
        if self.context is None:
            return True
        for page in self._pages():
            _ask(page, "flush")
        if self.context.keeper.flush():
            return True
        self._stayed_open.tell()
        return False

    def _lock_unasked(self) -> None:
        """Nobody is there: what cannot be locked away is at least not readable."""
        if not self.lock():
            self.window.blank()

    def _close_desk(self) -> None:
        context, self.context = self.context, None
        if context is None:
            return
        self._idle.stop()
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog):
                shown.hide()
                shown.deleteLater()
            elif shown.windowType() == Qt.WindowType.Popup:
                shown.close()
        context.jobs.close(finish=False, patience=_CLOSE_PATIENCE)
        context.database.close(patience=_CLOSE_PATIENCE)
        for page in self._pages():
            _ask(page, "close_page")
        self.window.drop_pages()
        self.window.set_person(None)
        self.window.set_search(lambda _words: [])
        self.window.busy(None)
        for tab in TABS:
            self.window.set_badge(tab.key, 0)
        for part in (context.keeper, context.jobs, context.database):
            part.deleteLater()
        context.desk.close()
        del context
        # nothing that was read may stay in a widget that merely waits to be deleted
        QCoreApplication.sendPostedEvents(None, _DEFERRED_DELETE)
        gc.collect()

    def _may_close(self) -> bool:
        if not self._flush():
            return False
        QTimer.singleShot(0, self.close)
        return True

    def close(self) -> None:
        """Let go of everything; the program ends."""
        self._close_desk()
        self._door.close(finish=False, patience=_CLOSE_PATIENCE)


def _ask(page: QWidget, what: str, *arguments: object) -> None:
    """Call an act of a page when it has one (see :class:`ui.context.DeskPage`)."""
    act = getattr(page, what, None)
    if callable(act):
        act(*arguments)
