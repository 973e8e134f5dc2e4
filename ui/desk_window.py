"""Glue between the window and an open desk: its tabs, the chosen person, and locking it all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.clipboard import Clipboard
from ui.context import DeskContext
from ui.desk_acts import DeskActs
from ui.doors import Doors
from ui.forms.keeper import DraftKeeper
from ui.forms.parse import format_time
from ui.frame import Frame
from ui.idle import VISITING_MINUTES, IdleWatch
from ui.jobs import LATER, DatabaseLane, JobsLane
from ui.locking import StayedOpen, ask, attempt, commit_letters, flush, hush, let_go, note_fault, sweep, unseal
from ui.looking import KEYS as LOOKING_KEYS
from ui.looking import current as looking
from ui.main_window import CANDIDATES, TABS, TODAY, MainWindow
from ui.shell.looking_strip import LookingStrip
from ui.upkeep import Upkeep
from ui.whereabouts import Whereabouts, go_back, look

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import ChangeSet
    from ui.day import DayReader
    from ui.person_signals import PersonSignals
    from ui.session_watch import SessionWatch
    from ui.shell.header import PersonLine

_WARM_UP_MS: Final = 100
"""After the lock page was painted: reading holds the interpreter."""
_IN_HEADER: Final = frozenset({"candidate", "placement", "employer"})
"""Records that the line of the chosen person is read from."""
_KEPT: Final = ("Alles wat je typte is bewaard.", "")
_VISIT_OPEN: Final = (_KEPT[0], "Je bezoek staat nog open en gaat verder waar je was.")
_SEALED: Final = (
    "Je laatste tekst staat nog niet op de schijf.",
    "Die blijft versleuteld in het geheugen tot je ontgrendelt. Laat het programma open, en maak ruimte op de schijf.",
)


class DeskWindow(DeskActs):
    """One window on one profile. It starts with the lock or the welcome page; :meth:`begin` shows it.

    Args:
        folder: of the profile.
        today: the day of today.
        warm: read heavy libraries once the lock page stands there.
        frame: the window to live in; its own when there is none yet.

    Attributes:
        frame: the window itself, with its title and its size.
        window: what is in it: rail, header, pages.
        doors: what stands before a closed vault.
        context: what pages are given, while a desk is open.
        clipboard: knows what came from here.
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
        self.clipboard = Clipboard(self)
        self.doors = Doors(folder, self.window, self.open, self)
        self._today = today
        self._where = Whereabouts(TODAY)
        self._tab = TODAY
        self._chosen: UUID | None = None
        self._idle = IdleWatch(self)
        self._idle.tired.connect(lambda: self._lock_unasked(", na een tijd zonder toetsen"))
        self._session: SessionWatch | None = None
        self._upkeep: Upkeep | None = None
        self._day: DayReader | None = None
        self._signals: PersonSignals | None = None
        self._stayed_open = StayedOpen(self.window)
        self._sealed = b""
        """What was typed and could not be written at the last lock; only the key of the vault opens it."""
        if warm:
            QTimer.singleShot(_WARM_UP_MS, self, self.doors.warm_up)
        self.window.lock_requested.connect(self.lock)
        self.window.settings_requested.connect(self.open_settings)
        self.window.tab_changed.connect(self._tab_changed)
        self.window.undo_requested.connect(self._undo)
        self.window.redo_requested.connect(self._redo)
        self.window.header.signals_wanted.connect(self._go_to_signals)
        looking().changed.connect(self._count_signals)
        self.window.result_chosen.connect(self._go_to)
        keys = {"Ctrl+N": self.begin_here, "Alt+Up": lambda: self._step(-1), "Alt+Down": lambda: self._step(1)}
        for name, act in keys.items():
            QShortcut(QKeySequence(name), self.window).activated.connect(partial(self._unless_visiting, act))
        self.window.add_strip(LookingStrip())
        for name, act in {"Ctrl+Shift+N": self.take_note, LOOKING_KEYS: looking().turn}.items():
            # of the header: behind a lock or a blank screen it is out of view, and hears nothing
            QShortcut(QKeySequence(name), self.window.header).activated.connect(act)

    def begin(self) -> None:
        """Show the lock, or on a first start the welcome page."""
        self.doors.begin()

    def open_demo(self) -> None:
        """Make a throw-away profile with the demo dossiers and open it."""
        self.doors.open_demo()

    # -- open ----------------------------------------------------------------------------------------------------------

    def open(self, desk: "Desk") -> None:
        """Show the tabs of a desk that was opened, as they were when it was locked."""
        database, work = DatabaseLane(self), JobsLane(self)
        keeper = DraftKeeper(database, desk.drafts, self)
        sealed, self._sealed = self._sealed, b""
        lost = unseal(sealed, desk, keeper)
        self.context = context = DeskContext(
            desk,
            database,
            work,
            keeper,
            self.window,
            self._announce,
            self._choose,
            self._open_dossier,
            self._today,
            self._swap,
            self.clipboard.copy,
            self.resume_visit,
        )
        from ui.day import DayReader
        from ui.pages_of_desk import factories
        from ui.person_signals import PersonSignals
        from ui.shell.backup_mark import BackupMark

        self._day, self._signals = DayReader(context, self), PersonSignals(context, self)
        self._signals.changed.connect(self._count_signals)
        self._day.arrived.connect(self._signals.again)  # after a save, at midnight, and when a line was done or put off
        for key, make in factories(context, self._day, self._open_portfolio).items():
            self.window.add_page(key, partial(self._made, make))
        self.window.set_search(self._find)
        mark = BackupMark(context)
        self.window.set_mark(mark)
        where, self._where = self._where, Whereabouts(TODAY)
        self._tab, self._chosen = where.tab, None
        self.window.show_cover(None)
        self.window.show_tab(where.tab)
        page = self.window.page(where.tab)
        if where.person is not None:
            self._choose(where.person)
            self._tell_page(page)
        if self._chosen == where.person and (where.person or where.opened or where.inventory) is not None:
            go_back(where, page)
        self._name_act()
        if where.visit is not None:
            self.resume_visit(where.visit.visit, where.visit)
        self._watch(context)
        self._upkeep = Upkeep(context, self)
        self._upkeep.backed_up.connect(mark.refresh)
        self._upkeep.backed_up.connect(self._day.soon)
        self._upkeep.start()
        if lost is not None:
            from ui.dialogs.trouble import show_trouble

            show_trouble(self.window, "Je laatste tekst is er niet meer", lost)
        if desk.news:
            from beschutdesk.trouble import Trouble
            from ui.dialogs.trouble import show_trouble

            show_trouble(
                self.window,
                "De sleutel is vernieuwd",
                Trouble("De kluis heeft een nieuwe sleutel.", "Alles erin is opnieuw versleuteld.", desk.news),
            )
        self.opened.emit()

    def _watch(self, context: DeskContext) -> None:
        """Notice that nobody is there any more. What listens to the system is read now: the window stands there."""
        self._idle.start(lambda: self._idle_minutes(context))
        if self._session is None:
            from ui.session_watch import SessionWatch

            self._session = SessionWatch(self)
            self._session.left.connect(lambda: self._lock_unasked(", want het apparaat ging in rust"))
        QTimer.singleShot(0, self._session, partial(self._session.start, self.frame))

    def _idle_minutes(self, context: DeskContext) -> int:
        minutes = context.desk.settings.idle_minutes
        return minutes if self.window.mode is None else max(minutes, VISITING_MINUTES)

    def _made(self, make: Callable[[], QWidget]) -> QWidget:
        page = make()
        self._tell_page(page)
        return page

    def _pages(self) -> list[QWidget]:
        pages = [page for tab in TABS if (page := self.window.page(tab.key)) is not None]
        return pages if self.window.mode is None else [self.window.mode, *pages]

    def _announce(self, changed: "ChangeSet") -> None:
        """Records were saved: every page that was made hears of it."""
        for page in self._pages():
            ask(page, "refresh", changed)
        if self._day is not None:
            self._day.soon()
        if self._chosen is not None and any(record in _IN_HEADER for record, _ in changed):
            self._show_person()

    def _choose(self, key: UUID | None) -> None:
        """Make a person the chosen one. Pages that are not in view hear of it when they come to the front."""
        if key == self._chosen:
            return
        self._chosen = key
        self._show_person()
        if key is not None and self.context is not None:
            context = self.context
            context.database.submit(context.desk.audit.viewed, "candidate", key, priority=LATER)
        page = self.window.page(self.window.tab)
        if page is not None:
            self._tell_page(page)

    def _tell_page(self, page: QWidget | None) -> None:
        if page is not None:
            ask(page, "set_candidate", self._chosen)

    def _show_person(self) -> None:
        if self.context is not None:
            from ui.person import person_line

            page = self.window.page(CANDIDATES)
            known = getattr(page, "known", None)
            said = person_line(self.context, self._chosen, known(self._chosen) if known else None)
            self.window.set_person(self._counted(said))
            self._name_act()

    def _count_signals(self, _looking: bool = False) -> None:
        """Tell beside the name how many signals there are, as far as that is known yet."""
        person = self.window.header.person
        if (counted := self._counted(person)) != person:
            self.window.set_person(counted)

    def _counted(self, person: "PersonLine | None") -> "PersonLine | None":
        found = self._signals.of(self._chosen) if self._signals is not None else ()
        if person is None:
            return None
        from ui.person_signals import tone_of

        return replace(person, signals=0 if looking().on else len(found), tone=tone_of(found))

    def _go_to_signals(self) -> None:
        """Go to what the rules say about the placement with the most pressing signal of the chosen person."""
        found = self._signals.of(self._chosen) if self._signals is not None else ()
        if self.context is not None and self._chosen is not None and found:
            from ui.going import go_to_notices

            go_to_notices(self.context, self._chosen, found[0].where.id)

    def _open_dossier(self, key: UUID) -> None:
        self._choose(key)
        self.window.show_tab(CANDIDATES)

    def _tab_changed(self, key: str) -> None:
        if self.context is None:
            return
        before = self.window.page(self._tab)
        if before is not None and key != self._tab:
            ask(before, "flush")
            self.context.keeper.write_now()
        self._tab = key
        self._tell_page(self.window.page(key))
        self._name_act()

    # -- locking -------------------------------------------------------------------------------------------------------

    def lock(self, why: str = "") -> bool:
        """Close everything, after what was typed is on disk, or else sealed in memory. It asks nothing.

        A vault that is just being opened stays locked. Returns ``False`` when nothing could be kept.
        """
        context = self.context
        if context is None:
            self.doors.give_up()
            self.doors.forget()
            return True
        attempt(commit_letters)
        where = self._look()
        self.window.blank()  # writing and ending the work may take a few seconds, and nothing may be read meanwhile
        self.window.repaint()
        try:
            sealed = b"" if flush(context, self._pages()) else context.desk.drafts.sealed(context.keeper.pending())
        except Exception as error:
            note_fault(error)
            self.window.unblank()
            self._stayed_open.tell()
            return False
        del context
        self._where, self._sealed = where, sealed
        try:
            hush(self.frame)
            at = format_time(datetime.now().astimezone().time())
            kept = _KEPT if where.visit is None else _VISIT_OPEN
            self.doors.show_lock(f"Vergrendeld om {at} uur{why}.", *(_SEALED if sealed else kept))
            self.window.repaint()
        finally:
            self._close_desk()
        self.locked.emit()  # first: a machine that goes to sleep waits for this
        if self.context is None:
            self.doors.look()
        return True

    def _look(self) -> Whereabouts:
        try:
            focus, mode = self.window.working_focus(), self.window.mode
            where = look(self._tab, self._chosen, self.window.page(self._tab), focus)
            return where if mode is None else replace(where, visit=getattr(mode, "place", None))
        except Exception as error:  # a lock does not depend on it
            note_fault(error)
            return Whereabouts(self._tab, self._chosen)

    def _lock_unasked(self, why: str) -> None:
        """Nobody is there: what cannot be locked away is at least not readable."""
        try:
            locked = self.lock(why)
        except Exception as error:
            note_fault(error)
            locked = False
        if not locked:
            self.window.blank()

    def _close_desk(self) -> None:
        context, self.context = self.context, None
        if context is None:
            return
        attempt(self._idle.stop)
        upkeep, self._upkeep = self._upkeep, None
        if upkeep is not None:
            attempt(upkeep.stop)
            upkeep.deleteLater()
        del upkeep
        lanes = [] if self._day is None else [self._day.lane]
        for reader in (self._day, self._signals):
            if reader is not None:
                attempt(reader.let_go)
        attempt(hush, self.frame)
        let_go(context, self.window, self._pages(), lanes)
        for reader in (self._day, self._signals):
            if reader is not None:
                reader.deleteLater()
        self._day = self._signals = None
        del reader
        del context
        self._chosen = None
        attempt(self.clipboard.clear)
        sweep()

    def _swap(self, words: str, work: "Callable[..., Desk]") -> None:
        """What is sealed in memory could not be read with another key: then nothing is done."""
        if self.context is not None and not flush(self.context, self._pages()):
            self._stayed_open.tell()
        elif self.lock() and not self._sealed:
            self.doors.swap(words, work)

    def _may_close(self) -> bool:
        if self.context is not None and not flush(self.context, self._pages()):
            self._stayed_open.tell()
            return False
        if self._sealed:
            self._stayed_open.tell(locked=True)
            return False
        QTimer.singleShot(0, self.close)
        return True

    def close(self) -> None:
        """Let go of everything; the program ends."""
        if self._session is not None:
            self._session.stop()
        looking().set_on(False)
        self._close_desk()
        self.doors.close()
