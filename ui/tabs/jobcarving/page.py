"""Jobcarving: the board, the package, the day plan and the inventory, around the task list of the chosen person."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from beschutdesk.services.dossiers import Conflict
from beschutdesk.services.store import ChangeSet
from ui.context import DeskContext
from ui.forms.session import EditSession
from ui.tabs.jobcarving import page_empty
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.board_view import BoardView
from ui.tabs.jobcarving.form import TaskForm
from ui.tabs.jobcarving.half import still_half
from ui.tabs.jobcarving.head import PageHead
from ui.tabs.jobcarving.left_behind import LeftBehind
from ui.tabs.jobcarving.printing import open_papers
from ui.tabs.jobcarving.tasks import OpenTasks
from ui.tabs.jobcarving.views import BOARD, INVENTORY, PACKAGE, PLAN, VIEWS, View, to_filter
from ui.tabs.jobcarving.words import where_words
from ui.timers import one_shot
from ui.widgets import StackLayout, box, rows

if TYPE_CHECKING:
    from ui.tabs.jobcarving.inventory import InventoryView

_NOBODY, _NO_PLACE, _VIEW = range(3)


class JobcarvingPage(QWidget):
    """The tasks of the chosen person at one employer, in four views."""

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self.tasks = OpenTasks(context.desk, context.database, context.keeper, context.today, self)
        self.acts = Acts(context, self)
        self.acts.sessions = self._sessions
        self._candidate: UUID | None = None
        self._shown_person: UUID | None = None
        self._shown_session: EditSession | None = None
        self._visited: UUID | None = None
        self._views: dict[str, QWidget] = {}
        self.view = BOARD
        self._build()
        self._soon = one_shot(self, self._show_when_seen)
        self.tasks.opened.connect(self._opened)
        self.tasks.changed.connect(lambda _path: self._soon.start(0))
        self.tasks.show_wanted.connect(self.show_view)
        self.acts.changed.connect(self._show)
        context.keeper.kept.connect(self._draft_kept)
        context.keeper.failing.connect(lambda _trouble, since: self.head.draft_failing(since))
        self._key("Ctrl+S", self.save)
        self._key("Ctrl+P", self.print_papers)
        self._key("Ctrl+Y", self.redo)
        self._key("Ctrl+I", self.take_from_inventory)
        self._key("Ctrl+F", lambda: to_filter(self._front()))
        for number, (key, _words, _icon) in enumerate(VIEWS, 1):
            self._key(f"Alt+{number}", lambda key=key: self.show_view(key))  # type: ignore[misc]
        self._opened()

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self, act)  # also from the rail; a hidden page hears nothing

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = PageHead(VIEWS)
        self.head.view_wanted.connect(self._turn)
        self.head.save_wanted.connect(self.save)
        self.head.print_wanted.connect(self.print_papers)
        nobody, self._no_place = page_empty.nobody(), page_empty.no_place()
        nobody.acted.connect(lambda: self._context.window.show_tab("candidates"))
        self._no_place.acted.connect(self._go_to_dossier)
        self._pages = StackLayout()
        middle = box(self._pages)  # first: what is added to a layout without a widget shows as a window of its own
        for made in (nobody, self._no_place):
            made.other_acted.connect(lambda: self.show_view(INVENTORY))
            made.setMinimumSize(1, 1)
            self._pages.addWidget(made)
        self._whole = StackLayout()
        views = box(self._whole)
        views.setMinimumSize(1, 1)
        self._pages.addWidget(views)
        self.setLayout(rows(self.head, (middle, 1), gap=0))
        self.setMinimumSize(1, 1)
        self.board = BoardView(self._context, self.tasks, self.acts)
        self.board.giving.before = self._save_both
        self._add_view(BOARD, self.board)

    def _add_view(self, key: str, made: QWidget) -> None:
        made.setMinimumSize(1, 1)
        self._views[key] = made
        self._whole.addWidget(made)

    def _made(self, key: str) -> QWidget:
        """The view with this name, made at its first showing."""
        if key not in self._views:
            parts = (self._context, self.tasks, self.acts)
            if key == PACKAGE:
                from ui.tabs.jobcarving.package import PackageView

                self._add_view(key, PackageView(*parts))
            elif key == PLAN:
                from ui.tabs.jobcarving.day_plan import DayPlanView

                self._add_view(key, DayPlanView(*parts))
            else:
                from ui.tabs.jobcarving.inventory import InventoryView

                made = InventoryView(self._context, self.acts)
                made.before_take = self._save_list
                made.state_changed.connect(self._say_state)
                self._add_view(key, made)
        return self._views[key]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)  # something may have been tried at a visit meanwhile

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        view = self._front()
        return view.panes() if view is not None else [self]

    def _front(self) -> View | None:
        if self._pages.currentIndex() != _VIEW:
            return None
        return self._views[self.view]  # type: ignore[return-value]

    @property
    def front(self) -> QWidget:
        """The view that is chosen."""
        return self._views[self.view]

    def _sessions(self) -> list[EditSession]:
        inventory = self._inventory
        found = (self.tasks.session, inventory.dossier.main if inventory is not None else None)
        return [one for one in found if one is not None]

    @property
    def save_button(self) -> QPushButton:
        """Saves what is in front."""
        return self.head.save_button

    @property
    def entry(self) -> QLineEdit:
        """The line of the board in which one types the next task."""
        return self.board.entry.field

    @property
    def form(self) -> TaskForm:
        """The form of a task."""
        return self.board.form

    # -- what is shown -------------------------------------------------------------------------------------------------

    def set_candidate(self, key: UUID | None) -> None:
        """Show the tasks of another person."""
        if key != self._candidate or self.tasks.person is None:
            self.flush()
            if key != self._candidate:
                self._visited = None
            self._candidate = key
            self.tasks.open(key)

    def show_view(self, key: str, record: object = None) -> None:
        """Go to a view, and in it to a task."""
        focus: QWidget | None = self.window().focusWidget()  # first: Qt gives it away when a view is hidden
        self._turn(key)
        if self._front() is None:
            return
        made = self._views[key]
        if isinstance(record, UUID) and hasattr(made, "go_to"):
            made.go_to(record)
        elif focus is None or not made.isAncestorOf(focus):
            first = next((one for one in self.panes() if one.isVisibleTo(self)), made)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_row(self, record: str, path: str) -> None:
        """Show the field with this path again, in the view in front: the form that it stands in opens."""
        unfold = getattr(self._front(), "open_row", None)
        if callable(unfold):
            unfold(record, path)

    def take_from_inventory(self) -> None:
        """Go to the tasks of this employer, to choose from."""
        self.show_view(INVENTORY)
        if (inventory := self._inventory) is not None and inventory.employer is not None:
            (inventory.list if inventory.model.rowCount() else inventory.entry).setFocus()

    def show_inventory(self, employer: UUID, task: UUID | None = None) -> None:
        """Go to the inventory of an employer, whoever is chosen, and in it to a task."""
        self._visited = employer
        self.show_view(INVENTORY, task)
        if task is None:
            self.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)  # one comes here to type

    @property
    def inventory_in_front(self) -> tuple[UUID, UUID | None] | None:
        """Whose inventory one looks at, and which of theirs."""
        shown = self._inventory if self.view == INVENTORY else None
        return (shown.employer, shown.dossier.key) if shown is not None and shown.employer is not None else None

    def _turn(self, key: str) -> None:
        """Show a view. Who walks through the choice of views stays there."""
        before = self._front()
        if before is not None and key != self.view:
            before.flush()
        if key != INVENTORY:
            self._visited = None
        made = self._made(key)
        self.view = key
        self.head.show_view(key)
        self._whole.setCurrentWidget(made)
        self._show_page()
        self._show()

    def _show_page(self) -> None:
        """An inventory needs nobody; for the other views somebody is chosen who has a place."""
        place = self.tasks.placement
        if self.view == INVENTORY or place is not None:
            page = _VIEW
        else:
            page = _NOBODY if self.tasks.person is None else _NO_PLACE
        self._pages.setCurrentIndex(page)
        self.head.setVisible(page == _VIEW)

    def show_task(self, key: UUID) -> None:
        """Show a task on the board."""
        self.show_view(BOARD, key)

    def refresh(self, changed: ChangeSet) -> None:
        """Records were saved, here or elsewhere."""
        if self.tasks.person is None and ("candidate", self._candidate) in changed:
            self.tasks.open(self._candidate)  # back from the trash
        else:
            self.tasks.refresh(changed)
        for made in self._views.values():
            if (refresh := getattr(made, "refresh", None)) is not None:
                refresh(changed)

    def flush(self) -> None:
        """Read what is half typed."""
        for made in self._views.values():
            made.flush()  # type: ignore[attr-defined]

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._soon.stop()
        for made in self._views.values():
            made.close_page()  # type: ignore[attr-defined]
        self.acts.clear()
        self._visited = self._shown_session = None
        self.tasks.forget_all()
        self.head.name("")

    def _opened(self) -> None:
        tasks = self.tasks
        key = tasks.person.id if tasks.person is not None else None
        if key != self._shown_person:  # else the same person was only read again
            self._shown_person = key
            self.acts.clear()
            self.head.draft_kept(None)
            self.board.begin_again()
        elif tasks.session is not self._shown_session:
            self.acts.saved()  # what was done to the session of before cannot be taken back in this one
        self._shown_session = tasks.session
        if tasks.person is not None and tasks.placement is None:
            self._no_place.set_words(*page_empty.no_place_words(tasks.name))
        self._show_page()
        self._show()

    def _tell_employer(self, inventory: "InventoryView") -> None:
        place = self.tasks.placement
        home = place.employer if place is not None else None
        shown = self._visited or home
        if self.view != INVENTORY:  # reading a long one takes a moment: it is read when one goes there
            if inventory.employer != shown:
                inventory.set_employer(None)
            return
        if place is not None and shown is not None and shown == home:
            inventory.set_employer(shown, place.id, self.tasks.name)
        else:
            inventory.set_employer(shown)

    def _show_when_seen(self) -> None:
        """Who types in a visit changes tries here every second: that waits until somebody looks at this page."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._soon.stop()
        inventory = self._inventory
        if inventory is not None:
            self._tell_employer(inventory)
        view = self._front()
        if self.tasks.placement is None:
            self.board.show_tasks()  # it lets go of what it showed
        elif view is not None:
            view.show_tasks()
        self._say_state()

    @property
    def _inventory(self) -> "InventoryView | None":
        found: InventoryView | None = self._views.get(INVENTORY)  # type: ignore[assignment]
        return found

    def _say_state(self) -> None:
        inventory = self._inventory if self.view == INVENTORY else None
        if inventory is not None:
            dirty = inventory.is_dirty
            self.head.name(inventory.title)
            self.head.say_state(dirty=dirty, save=dirty, paper=False, kept=False)
            return
        tasks, place, dirty = self.tasks, self.tasks.placement, self.tasks.is_dirty
        where = where_words(tasks.workplace, place.ended_on if place is not None else None)
        self.head.name(f"Taken van {tasks.name}" if tasks.person is not None else "", *where)
        some = bool(tasks.keys())  # an empty list has its own first act, and nothing to save
        self.head.say_state(dirty=dirty, save=dirty or some, paper=some, kept=True)

    def _draft_kept(self, key: UUID, at: datetime) -> None:
        if self.tasks.session is not None and key == self.tasks.session.id:
            self.head.draft_kept(at)
            self._say_state()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Take the last act back; ``False`` when there is none."""
        return self.acts.undo()

    def redo(self) -> bool:
        """Do what was taken back again; ``False`` when there is nothing."""
        return self.acts.redo()

    def save(self) -> None:
        """Save what is in front: the inventory, or the tasks with the plan."""
        if self.view == INVENTORY and self._inventory is not None:
            self._inventory.save()
        else:
            self._save_list(tell=True)

    def _save_list(self, *, tell: bool = False) -> bool:
        """Save the task list; ``False`` when that failed or something is asked first."""
        self.flush()
        left = LeftBehind(self.tasks.session, self.acts.took)
        try:
            saved = self.tasks.save()
        except Conflict as conflict:
            self._ask(conflict)
            return False
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            self.acts.trouble("Opslaan is niet gelukt", error)
            return False
        if saved is None or saved.save_id is None:
            self._show()
            if tell:
                self.acts.tell(still_half(self.tasks.session).strip() or "Alles was al opgeslagen.")
            return True
        self.acts.saved()
        self.head.draft_kept(None)
        self._show()
        self._context.announce(saved.changed)
        back = left.way_back(self.acts, saved.save_id, lambda: self.tasks.session)
        self.acts.did(f"De taken zijn bewaard.{still_half(self.tasks.session)}", back, kept=True)
        return True

    def _save_both(self) -> bool:
        """Save the task list and the inventory; ``False`` when one of them was not."""
        return self._save_list() and (self._inventory is None or self._inventory.deeds.keep_first())

    def print_papers(self) -> None:
        """Print the task list, the day plan or a work instruction, with what is not saved yet."""
        if self.view != INVENTORY and self.tasks.keys():
            self.flush()
            open_papers(self._context, self.tasks, self.view, self.board.form_of, self)

    def _ask(self, conflict: Conflict) -> None:
        from ui.tabs.candidates.conflict import ask_which

        def chosen(given_up: list[tuple[UUID, str]]) -> None:
            self.tasks.settle(given_up)
            self.save()

        ask_which(conflict.clashes, self, chosen)

    def _go_to_dossier(self) -> None:
        if self._candidate is not None:
            self._context.open_dossier(self._candidate)
