"""The main window: rail, header with the chosen person, pages. It knows no dossiers; :mod:`ui.app` fills it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.shell.blank import BlankPage, Curtains
from ui.shell.busy import Busy
from ui.shell.header import Header, PersonLine
from ui.shell.mode import ModePlace
from ui.shell.palette import Finder, SearchPalette
from ui.shell.rail import Tab
from ui.shell.side import Side
from ui.shell.toast import Toast
from ui.stops import entrance, first_stop, last_stop, panes_of
from ui.theme import current
from ui.widgets import Line, box, cols, line, rows

TODAY: Final = "today"
CANDIDATES: Final = "candidates"
EMPLOYERS: Final = "employers"
VISITS: Final = "visits"
JOBCARVING: Final = "jobcarving"
SUBSIDY: Final = "subsidy"
TABS: Final = (
    Tab(TODAY, "&Vandaag", "Vandaag", "sun"),
    Tab(CANDIDATES, "&Kandidaten", "Kandidaten", "users"),
    Tab(EMPLOYERS, "&Werkgevers", "Werkgevers", "building-2"),
    Tab(VISITS, "&Bezoeken", "Werkbezoeken", "notebook-pen"),
    Tab(JOBCARVING, "&Jobcarving", "Jobcarving", "columns-3"),
    Tab(SUBSIDY, "&Subsidie", "Begeleidingssubsidie", "hand-coins"),
)


class MainWindow(QWidget):
    """Rail at the left, header on top, one page below.

    Attributes:
        tab_changed: another tab is in front (its key).
        lock_requested: the user wants to lock.
        settings_requested: the user wants the settings.
        result_chosen: the user goes to a :class:`ui.shell.palette.Result`.
        undo_requested: Ctrl+Z outside a text field, while no toast has something to undo.
        redo_requested: Ctrl+Shift+Z there, while no toast has something to do again.
        text_size_changed: the user took another text size (percent).
    """

    tab_changed = Signal(str)
    lock_requested = Signal()
    settings_requested = Signal()
    result_chosen = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    text_size_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(1, 1)  # the frame around it says how small it may be
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._focus_before: QWidget | None = None
        self._cover: QWidget | None = None

        self._side = Side(TABS)
        self._side.settings_wanted.connect(self.settings_requested)
        self._side.lock_wanted.connect(self.lock_requested)
        self.rail = self._side.rail
        self.header = Header()
        self._on_key: Callable[[], object] = self.header.do_act
        self._busy = Busy(self)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        self._column = rows(self.header, self._busy.line, (self._stack, 1), self._busy.strip, gap=0)
        right = box(self._column)
        self._edge: Line = line("upright")
        across = cols(self._side, self._edge, (right, 1), gap=0)
        self._body = box(across)
        self._mode = ModePlace(across, self._side, self._edge, right)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._blank = BlankPage()
        self._root = QStackedWidget()
        self._root.addWidget(self._body)
        self._root.addWidget(self._blank)
        self.setLayout(rows(self._root, gap=0))
        self._toast = Toast(self._body, self._busy.strip)
        self._palette = SearchPalette(self._body)

        self._curtains = Curtains(self, _says_nothing)
        self._curtains.wanted.connect(self.blank)
        self._curtains.left.connect(self.unblank)
        self._curtains.lock_wanted.connect(self.lock_requested)
        self._blank.left.connect(self.unblank)
        self.rail.currentChanged.connect(self._show_current)
        self.rail.tabBarClicked.connect(self._clicked)
        self.header.search.asked.connect(self._palette.open)
        self._palette.chosen.connect(self.result_chosen)
        current().changed.connect(self._fit)
        self._set_keys()
        self._fit()

    # ---- pages -------------------------------------------------------------------------------------------------------
    def add_page(self, key: str, factory: Callable[[], QWidget]) -> None:
        """Say how the page of a tab is made; it is made the first time it is shown.

        Raises:
            KeyError: there is no tab with this key.
        """
        index = self.rail.index_of(key)
        self._factories[key] = factory
        if index == self.rail.currentIndex() and self.isVisible():
            self._show_current(index)

    def page(self, key: str) -> QWidget | None:
        """The page of a tab when it has been made."""
        return self._pages.get(key)

    @property
    def tab(self) -> str:
        """Key of the tab in front."""
        return self.rail.key(self.rail.currentIndex())

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front, and make its page if need be."""
        index = self.rail.index_of(key)
        if index == self.rail.currentIndex():
            self._show_current(index)
        else:
            self.rail.setCurrentIndex(index)

    @property
    def mode(self) -> QWidget | None:
        """What lies over rail, header and pages."""
        return self._mode.page

    def show_mode(self, mode: QWidget | None) -> None:
        """Put a page over rail, header and tabs, or (``None``) show those again; their keys do nothing meanwhile."""
        self._palette.close_palette()
        if mode is not None:
            self._toast.dismiss()  # it may name somebody else
        if self._mode.show(mode) and mode is None and self._cover is None:
            self._enter_page(last_stop(self._pages[self.tab]) if self.tab in self._pages else None)

    def drop_pages(self) -> None:
        """Let go of all pages, and of how they are made, as on a lock. :meth:`add_page` adds them anew."""
        self._palette.close_palette()
        self._toast.dismiss()
        self.show_mode(None)
        for made in self._pages.values():
            self._stack.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._pages.clear()
        self._factories.clear()  # they hold the desk, and with it the key
        self._focus_before = None

    # ---- what is shown round the pages -------------------------------------------------------------------------------
    def set_person(self, person: PersonLine | None) -> None:
        """Show who is chosen, or that nobody is."""
        self.header.set_person(person)

    def set_person_act(
        self,
        words: str,
        icon: str,
        tip: str,
        on: Callable[[], object] | None,
        key: Callable[[], object] | None = None,
    ) -> None:
        """The one act for the chosen person, in the header; ``None`` takes it away.

        Args:
            words, icon, tip: how it looks.
            on: does it.
            key: what Ctrl+B does, also while nobody is chosen; the act itself when left out.
        """
        self.header.set_act(words, icon, tip, on)
        self._on_key = key or self.header.do_act

    def set_badge(self, key: str, number: int) -> None:
        """Show a number on a tab: signals with haste, and nothing else."""
        self.rail.set_badge(key, number)

    def set_mark(self, mark: QWidget | None) -> None:
        """Show a mark at the bottom of the rail, above the buttons; it hides by itself when all is well."""
        self._side.set_mark(mark)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip below the header; it shows and hides by itself."""
        self._column.insertWidget(1, strip)

    def set_search(self, search: Finder) -> None:
        """What Ctrl+K finds."""
        self._palette.set_search(search)

    def open_search(self, words: str = "") -> None:
        """Open the search, but not over a page that is about one person: it names others."""
        if self.mode is None:
            self._palette.open(words)

    def toast(self, words: str, undo: Callable[[], object] | None = None, *, again: bool = False) -> None:
        """Say what was done, and offer to undo it; or, with ``again``, to do it once more."""
        self._toast.tell(words, undo, again=again)

    def hush(self) -> None:
        """Take the toast away: something was done after what it tells of, and that goes back first."""
        self._toast.dismiss()

    def busy(
        self,
        words: str | None,
        done: int = 0,
        total: int = 0,
        cancel: Callable[[], object] | None = None,
        *,
        counted: bool = True,
    ) -> None:
        """Show that something takes long, or (``None``) that it is over; ``counted`` when its steps mean something."""
        self._busy.tell(words, done, total, cancel, counted=counted)

    def show_cover(self, cover: QWidget | None) -> None:
        """Show a page in place of everything (lock, welcome), or (``None``) the window again.

        The window owns the cover and lets go of it when another one or none takes its place. Keys of the pages do
        nothing as long as it is there.
        """
        self._palette.close_palette()
        before, self._cover = self._cover, cover
        if cover is not None:
            if self._root.indexOf(cover) < 0:
                self._root.addWidget(cover)
            cover.setMinimumSize(1, 1)
        self._root.setCurrentWidget(cover or self._body)
        self._curtains.take_down()
        if cover is None:
            self._keep_focus()
        if before is not None and before is not cover:
            self._root.removeWidget(before)
            before.deleteLater()
        if cover is None:
            self._show_current(self.rail.currentIndex())

    def blank(self) -> None:
        """Hide everything until the user comes back (F12)."""
        if self._root.currentWidget() is self._blank:
            return
        self._focus_before = self.window().focusWidget()  # also while a dialog in front has the focus
        self._palette.close_palette()
        self._root.setCurrentWidget(self._blank)
        self._blank.setFocus(Qt.FocusReason.OtherFocusReason)
        self._curtains.hang()

    def working_focus(self) -> QWidget | None:
        """What has the focus in the pages, also behind a dialog, the palette or a blank screen."""
        self._palette.close_palette()
        if self._root.currentWidget() is self._blank:
            return self._focus_before if self._focus_before is not None and isValid(self._focus_before) else None
        return self.window().focusWidget()

    # ---- inside ------------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._side.fit(self.height())

    def _set_keys(self) -> None:
        body, window = self._body, self
        for i in range(len(TABS)):
            self._key(body, f"Ctrl+{i + 1}", partial(self._ask_tab, i))
        self._key(body, "Ctrl+K", self.open_search)
        self._key(body, "Ctrl+L", self.lock_requested.emit)
        self._key(body, "Ctrl+,", self.settings_requested.emit)
        self._key(body, "Ctrl+B", lambda: None if self.mode is not None else self._on_key())
        self._key(body, "Ctrl+Z", self._undo)
        self._key(body, "Ctrl+Shift+Z", self._redo)
        self._key(body, "F6", lambda: self._next_pane(1))
        self._key(body, "Shift+F6", lambda: self._next_pane(-1))
        self._key(body, "F12", self.blank)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._key(window, keys, partial(self._text_size, step))

    @staticmethod
    def _key(parent: QWidget, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), parent).activated.connect(act)

    def _show_current(self, index: int) -> None:
        key, before = self.rail.key(index), self._stack.currentWidget()
        if key not in self._pages:
            factory = self._factories.get(key)
            if factory is None:
                return
            made = factory()
            # A stack is as wide as its widest page, seen or not; the breakpoints decide instead.
            made.setMinimumSize(1, 1)
            self._pages[key] = made
            self._stack.addWidget(made)
        page = self._pages[key]
        was = last_stop(page)  # before the stack chooses something itself
        self._stack.setCurrentWidget(page)
        self.tab_changed.emit(key)
        if self._cover is not None:
            return
        if before is not page and not self.rail.walking:
            self._enter_page(was)
        else:
            self._keep_focus()

    def _undo(self) -> None:
        if self._toast.can_undo:
            self._toast.undo()
        else:
            self.undo_requested.emit()

    def _redo(self) -> None:
        if self._toast.can_redo:
            self._toast.undo()
        else:
            self.redo_requested.emit()

    def _text_size(self, step: int) -> None:
        before = current().text_size
        after = current().step_text_size(step)
        if after != before:
            self.text_size_changed.emit(after)

    def unblank(self) -> None:
        """Show again what :meth:`blank` hid."""
        self._root.setCurrentWidget(self._cover or self._body)
        self._curtains.take_down()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_tab(self, index: int) -> None:
        """Who asks for a tab, also for the one in front, wants to work in it. The arrows of the rail stay there."""
        if self.mode is not None:
            return
        if index != self.rail.currentIndex():
            self.rail.setCurrentIndex(index)
        elif (page := self._pages.get(self.tab)) is not None and not page.isAncestorOf(self.window().focusWidget()):
            self._enter_page(last_stop(page))

    def _clicked(self, index: int) -> None:
        """A click on another tab is heard when that comes to the front."""
        if index == self.rail.currentIndex():
            self._ask_tab(index)

    def _keep_focus(self) -> None:
        """Keys must always go somewhere: into the page when what had the focus is out of view."""
        focus = QApplication.focusWidget()
        if self.mode is None and (focus is None or not focus.isVisible()):
            self._enter_page()

    def _enter_page(self, was: QWidget | None = None) -> None:
        """Go where one was in the page, or else to its list."""
        page = self._pages.get(self.tab)
        goal = was if was is not None and was.isVisible() else None if page is None else entrance(page)
        (goal or self.rail).setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.rail, self.header.search] if self.mode is None else []
        if page := self.mode or self._pages.get(self.tab):
            panes.extend(panes_of(page))
        focus = QApplication.focusWidget()
        within = [i for i, part in enumerate(panes) if focus is part or (focus and part.isAncestorOf(focus))]
        at = within[-1] if within else -1 if step > 0 else 0
        for i in range(1, len(panes) + 1):
            goal = first_stop(panes[(at + i * step) % len(panes)])
            if goal is not None:
                goal.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _says_nothing(dialog: QDialog) -> bool:
    """A dialog that tells of trouble holds nothing of a dossier, and must be read before the screen is left."""
    from ui.dialogs.trouble import TroubleDialog

    return isinstance(dialog, TroubleDialog)
