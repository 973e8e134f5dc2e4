"""The package: the chosen tasks with their hours, and what they make together."""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.package import Line, Package, package
from beschutdesk.services.dossiers import Edit, Saved
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.package_form import ChosenTask, WholePackage
from ui.tabs.jobcarving.package_list import PackageList, title
from ui.tabs.jobcarving.package_sums import PackageSums
from ui.tabs.jobcarving.plan_source import PlanSource
from ui.tabs.jobcarving.tasks import TASKS, OpenTasks
from ui.tabs.jobcarving.words import short
from ui.theme import current as theme
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Elided, EmptyState, StackLayout, box, cols, label, line, pane, rows, scroll

_SIDE: Final = 420
_SIDE_NARROW: Final = 340
_KEYS: Final = "Alt+↑ ↓: volgorde · Delete: uit het pakket · Enter: naar de velden"
_FUNCTION: Final = "job_title"
_EMPTY, _FILLED = range(2)


class PackageView(QWidget):
    """The tasks of the package of the open list."""

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts) -> None:
        super().__init__()
        self._context, self._tasks, self._acts = context, tasks, acts
        self._source = PlanSource(tasks)
        self._chosen: UUID | None = None
        self._place: EditSession | None = None
        self.package: Package | None = None
        self._build()
        tasks.opened.connect(self._let_go)
        theme().changed.connect(self._lay)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        helpers = Helpers(today=self._context.today)
        self.empty = EmptyState(
            "package-open",
            "Nog niets in het pakket",
            "Hier komen de taken die blijven, met hun uren. Zet op het bord een taak in het pakket.",
            "Naar het bord",
            do_icon="columns-3",
        )
        self.empty.acted.connect(lambda: self._tasks.show_wanted.emit("board", None))
        self.sums = PackageSums()
        self.list = PackageList()
        self.list.current_changed.connect(self._row_changed)
        self.list.move_wanted.connect(self._move)
        self.list.out_wanted.connect(self._take_out)
        self.task = ChosenTask(helpers)
        self.list.opened.connect(lambda _row: self.task.focus_first())
        self.task.out_wanted.connect(self._take_out)
        self.task.board_wanted.connect(lambda: self._tasks.show_wanted.emit("board", self._chosen))
        self.whole = WholePackage(helpers)
        self.whole.job.wanted.connect(self._name_it)
        for binder in (self.task.binder, self.whole.binder):
            binder.left.connect(self._context.keeper.write_now)
        body = box(
            rows(
                self.task,
                line("rule"),
                label("Het geheel", "section", "accent"),
                self.whole,
                None,
                gap=tk.S3,
                margins=(16, 12, 16, 16),
            )
        )
        body.setMinimumWidth(1)
        self._body = body
        self._scroll = scroll(body)
        self._scroll.follow_focus()
        self._side = pane(rows(self._scroll), "side")
        self._keys = Elided(_KEYS, "meta", "soft")
        keys = cols((self._keys, 1), margins=(14, 5, 12, 5))
        left = rows((self.list, 1), line(), keys, gap=0)
        middle = cols((box(left), 1), line("upright"), self._side, gap=0)
        sums = rows(self.sums, margins=(tk.PAGE_MARGIN, 9, 20, 10))
        self._pages = StackLayout(self)
        page = box(rows(sums, line(), (middle, 1), gap=0))
        page.setMinimumSize(1, 1)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)
        self.setMinimumSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def _lay(self) -> None:
        wide = self.width() >= tk.MEDIUM
        self._side.setFixedWidth(min(px(_SIDE if wide else _SIDE_NARROW), self.width() // 2))

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        return [self.empty] if self._pages.currentIndex() == _EMPTY else [self.list, self._body]

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_tasks(self) -> None:
        """Show the open list as it is now."""
        tasks, record, place = self._tasks, self._source.record(), self._tasks.placement
        if record is None or place is None or tasks.session is None:
            self._let_go()
            self._pages.setCurrentIndex(_EMPTY)
            return
        terms = tasks.terms
        guide = next((one for one in tasks.supervisors if terms is not None and one.id == terms.supervisor), None)
        made = package(
            record.tasks,
            terms,
            plan=record.plan,
            supervisor=guide,
            wage_values=place.wage_values,
            agreed_on=tasks.session.value("agreed_on"),
        )
        self.package = made
        keys = [one.task.id for one in made.lines]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else None
        self.list.show_lines(made.lines, self._chosen)
        self.sums.show_package(made, guide.name if guide is not None else "")
        self.task.bind(tasks.session, self._line())
        self.whole.show_package(tasks.session, made, place)
        self._show_function(place)
        self._pages.setCurrentIndex(_FILLED if keys else _EMPTY)

    def _line(self) -> Line | None:
        lines = self.package.lines if self.package is not None else ()
        return next((one for one in lines if one.task.id == self._chosen), None)

    def _row_changed(self, row: int) -> None:
        item = self.list.lines.item(row)
        if isinstance(item, Line):
            self._chosen = item.task.id
            self.task.bind(self._tasks.session, item)

    def go_to(self, key: UUID) -> None:
        """Go to a task of the package."""
        self._chosen = key
        self.show_tasks()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_row(self, _record: str, path: str) -> None:
        """Show the field with this path: its task is chosen."""
        part, row, _field = path.split("/")
        if part == TASKS:
            self.go_to(UUID(row))

    def _let_go(self) -> None:
        """The session of before goes: nothing may hold it any more."""
        self.task.bind(None, None)
        self.whole.let_go()
        place = self._tasks.placement
        if self._place is not None and (place is None or place.id != self._place.id):
            self._forget_place()

    # -- the function --------------------------------------------------------------------------------------------------

    def _show_function(self, place: Placement) -> None:
        """It is typed in the session of the placement: the same as in the dossier, when that is open there."""
        keeper, known = self._context.keeper, self._place
        if known is not None:
            if place.version > known.version:
                known.follow(place)
            return
        session = keeper.session(place.id) or EditSession(place)
        if not session.is_dirty and (draft := self._context.desk.drafts.find(place.id)) is not None:
            session.restore(draft)
        keeper.watch(session, self)
        self._place = session
        self.whole.job.binder.bind(session)

    def _forget_place(self) -> None:
        self.whole.job.binder.bind(None)
        if self._place is not None:
            self._context.keeper.forget(self._place, self)
            self._place = None

    def _name_it(self, words: str) -> None:
        """The function stands with the placement, so that the dossier and every paper have it too: kept at once."""
        session, keeper = self._place, self._context.keeper
        if session is None:
            return
        rest = {path: value for path, value in session.draft().changes.items() if path != _FUNCTION}
        dossiers = self._context.desk.dossiers
        try:
            edit = Edit("placement", session.id, session.version, {_FUNCTION: words}, rest)
            saved: Saved = self._context.database.call(dossiers.save, [edit])
        except Exception as error:  # whatever it is: the words stay on the screen and in the draft
            self._acts.trouble("De functie is niet bewaard", error)
            return
        keeper.settled(session)
        session.settle_on(dossiers.get("placement", session.id) or session.root, ())
        if session.is_dirty:  # what was typed in the dossier stays a draft, over the new version
            keeper.touch(session)
        self._context.announce(saved.changed)
        if saved.save_id is not None:
            said = f"De functie is nu {short(words)}." if words else "De functie is leeggemaakt."
            self._acts.did(said, partial(self._acts.undo_save, saved.save_id), kept=True)

    def flush(self) -> None:
        """Read what is half typed."""
        self.task.binder.settle()
        self.whole.binder.settle()
        self.whole.job.settle()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._let_go()
        self._forget_place()
        self.package = self._chosen = None
        self._source.forget()
        self.list.show_lines((), None)
        self.sums.forget()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        key = self._chosen
        back = self._tasks.shift(key, step) if key is not None else None
        if key is not None and back is not None:
            self._acts.did("", back, lambda: self.go_to(key))
            self.show_tasks()

    def _take_out(self) -> None:
        key, found = self._chosen, self._line()
        if key is None or found is None:
            return
        row = self.list.currentIndex().row()
        back = self._tasks.put(key, TaskState.TRYING)
        if back is None:
            return
        name = short(title(found))
        self._acts.did(
            f"{name} is uit het pakket en staat bij ‘{TaskState.TRYING.label}’.", back, lambda: self.go_to(key)
        )
        left = self.package.lines if self.package is not None else ()
        rest = [one.task.id for one in left if one.task.id != key]
        self._chosen = rest[min(max(row, 0), len(rest) - 1)] if rest else None
        self.show_tasks()
        (self.list if rest else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)
