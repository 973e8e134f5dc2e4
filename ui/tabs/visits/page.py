"""The page Bezoeken: the list at the left, the chosen visit at the right."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services.store import ChangeSet
from beschutdesk.services.visit_plans import unfinished
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.going import go_to_signal
from ui.locking import ask
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.visits import shown as act
from ui.tabs.visits.acts import VisitActs
from ui.tabs.visits.list_pane import VisitList
from ui.tabs.visits.reading import Found, read
from ui.tabs.visits.shown import VisitShown
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import EmptyState, StackLayout, box, cols, label, line, rows

_REST_MS: Final = 60
"""Who walks through the list does not wait for what nobody reads."""
_LIST, _LIST_NARROW = 360, 264
_TELLING: Final = frozenset({"visit", "candidate", "placement", "employer", "task_list", "issued_document"})


class Opened:
    """Which visit is open, for who asks where one is.

    Attributes:
        key: its id.
    """

    def __init__(self) -> None:
        self.key: UUID | None = None


class VisitsPage(QWidget):
    """The visits.

    Args:
        context: the open desk.

    Attributes:
        list: the pane at the left.
        shown: the pane at the right.
        acts: what is done.
        dossier: which one is open.
    """

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._person: UUID | None = None
        self._asked = 0
        self._stale = False
        self._goal = ""
        self.dossier = Opened()
        self.acts = VisitActs(context, self)
        self.acts.made = self._made
        self.list = VisitList(context)
        self.shown = VisitShown(context.today)
        self._build()
        self._soon = one_shot(self, self._read, _REST_MS)
        self._connect()
        self._looked()
        self.list.load_all()

    def _build(self) -> None:
        choose = "Kies links een bezoek. Wat gepland is bereid je hier voor; wat is geweest lees en deel je hier."
        self._none = EmptyState(
            "notebook-pen", "Geen bezoek gekozen", choose, "Bezoek plannen", do_icon="calendar-plus"
        )
        self._none.acted.connect(self.plan)
        self._right = StackLayout()
        right = box(self._right)
        self._right.addWidget(self._none)
        self._right.addWidget(self.shown)
        two = box(cols(self.list, line("upright"), (right, 1), gap=0))
        two.setMinimumSize(1, 1)
        self._empty = EmptyState(
            "notebook-pen",
            "Nog geen werkbezoeken",
            "Hier komen je bezoeken en gesprekken: wie je zag, hoe het ging per onderwerp, en wie wat doet voor "
            "wanneer. Plan het eerste, of kies een kandidaat en druk op Ctrl+B om meteen te beginnen.",
            do="Bezoek plannen",
            do_icon="calendar-plus",
        )
        self._empty.acted.connect(self.plan)
        self._folded = box(rows(label(FOLDED, "body", "soft", wrap=True), None, margins=(24, 20, 24, 20)))
        self._pages = StackLayout(self)
        for page in (two, self._empty, self._folded):
            self._pages.addWidget(page)
        self.setMinimumSize(1, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._chose)
        self.list.opened.connect(lambda _key: self.shown.enter())
        self.list.loaded.connect(self._loaded)
        self.list.counted.connect(self._looked)
        self.list.plan_wanted.connect(self.plan)
        self.list.batch_wanted.connect(self.acts.batch)
        self.list.trash_wanted.connect(lambda: self.acts.throw_away(self.list.current()))
        self.shown.wanted.connect(self.do)
        self.shown.settled.connect(self.acts.settle)
        self.shown.learnt.connect(self.acts.learnt)
        self.shown.gone_to.connect(partial(go_to_signal, self._context))
        self.shown.look_back.connect(self._look_back)
        looking().changed.connect(self._looked)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_visit(self, key: UUID, section: str = "") -> None:
        """Open a visit, whatever the list is narrowed to, and go to a part of it."""
        self._chose(key)
        self._goal = section
        self.list.reveal(key)

    def _made(self, key: UUID) -> None:
        """What was planned just now is the one in view, and one is at it in the list."""
        self._chose(key)
        self.list.await_new(key)
        QTimer.singleShot(0, self.list.view, self.list.view.setFocus)

    def show_again(self, key: UUID) -> None:
        """Open a visit as before a lock."""
        self.show_visit(key)

    def _chose(self, key: UUID | None) -> None:
        self.dossier.key = key
        self._soon.start()

    def _read(self) -> None:
        self._soon.stop()
        self._asked += 1
        asked, key = self._asked, self.dossier.key
        if key is None:
            self._take(None)
            return

        def done(found: Found | None) -> None:
            if asked == self._asked:
                self._take(found)

        def failed(trouble: Trouble) -> None:
            if asked == self._asked:
                self._take(None)
                self.acts.say_trouble(self, "Dit bezoek is niet te lezen", trouble)

        context = self._context
        context.database.submit(read, context.desk, key, context.today(), done=done, failed=failed)

    def _take(self, found: Found | None) -> None:
        if found is None:
            self.dossier.key = None
        self.shown.show_found(found)
        self._right.setCurrentWidget(self.shown if found is not None else self._none)
        goal, self._goal = self._goal, ""
        if found is not None and goal:
            self.shown.go_to(goal)

    def _loaded(self) -> None:
        self._looked()
        if self.dossier.key is None and not self.list.is_empty and self.list.model.rowCount():
            first = self.list.model.key_at(0)
            if first is not None:
                self.list.show_current(first)
                self._chose(first)

    def _looked(self, _on: object = None) -> None:
        """Names of others stand here: nothing is shown while somebody looks as well."""
        at = 2 if looking().on else 1 if self.list.is_empty else 0
        if self._pages.currentIndex() != at:
            self._pages.setCurrentIndex(at)

    # -- what is done --------------------------------------------------------------------------------------------------

    def plan(self, person: UUID | None = None, placement: UUID | None = None) -> Any:
        """Plan a visit, with the chosen person to begin with. What was typed before and not planned comes first.

        Args:
            person: about them; then only what was typed about them comes back.
            placement: at which placement of theirs.
        """
        if person is not None:
            return self.acts.plan_due(person, placement)
        return self.acts.plan(self._person, draft=unfinished(self._context.desk.drafts))

    def plan_again(self, key: UUID) -> Any:
        """Go on with a visit that was being planned: the draft with this id."""
        draft = self._context.desk.drafts.find(key)
        return None if draft is None else self.acts.plan(None, draft=draft)

    def batch(self) -> Any:
        """The reports of a period."""
        return self.acts.batch()

    def _hold(self, key: UUID, *, finish: bool = False, as_planned: bool = False) -> None:
        """Write in it, over the whole window; with *finish* its last questions too."""
        self._context.open_visit(key, as_planned=as_planned)
        if finish and self._context.window.mode is not None:
            ask(self._context.window.mode, "finish")

    def _then_list(self, dialog: QDialog) -> QDialog:
        """Once it is done one is back in the list: the button that was pressed is gone."""
        dialog.accepted.connect(lambda: QTimer.singleShot(0, self.list.view, self.list.view.setFocus))
        return dialog

    def do(self, key: str) -> Any:
        """Do an act with the visit that is shown."""
        found = self.shown.found
        if found is None:
            return None
        hold, visit, acts = self._hold, found.visit.id, self.acts
        first = next((one.candidate for one in found.subjects), None)
        known: dict[str, Callable[[], Any]] = {
            act.START: lambda: hold(visit),
            act.WRITE_UP: lambda: hold(visit, as_planned=True),
            act.FINISH: lambda: hold(visit, finish=True),
            act.MOVE: lambda: self._then_list(acts.move(found)),
            act.NO_CONTACT: lambda: self._then_list(acts.no_contact(found)),
            act.PRINT: lambda: acts.print_preparation(found),
            act.REPORT: lambda: acts.report(visit),
            act.NOT_SHARE: lambda: acts.not_share(found),
            act.SHARE_AGAIN: lambda: acts.share_after_all(found),
            act.REOPEN: lambda: acts.reopen(found),
            act.PLAN: lambda: self.plan(first),
            act.BACK: lambda: acts.put_back(visit),
            act.TRASH: lambda: acts.throw_away(visit),
        }
        return known[key]()

    def _look_back(self, document: Any) -> None:
        if self.shown.found is not None:
            self.acts.report(self.shown.found.visit.id, back=document)

    # -- page protocol -------------------------------------------------------------------------------------------------

    def set_candidate(self, key: UUID | None) -> None:
        """Somebody else is chosen."""
        self._person = key
        person: Any = None if key is None else self._context.desk.dossiers.get("candidate", key)
        name = "" if person is None else str(person.name_used or "wie gekozen is")
        self.list.set_person(None if person is None else key, name)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.list.view, self.shown] if self._pages.currentIndex() == 0 else [self]

    def refresh(self, changed: ChangeSet) -> None:
        """Something was saved."""
        if not any(record in _TELLING for record, _ in changed):
            return
        if not self.isVisible():
            self._stale = True
            return
        self._again()

    def _again(self) -> None:
        self._stale = False
        self.list.load_all()
        self._read()

    def undo(self) -> bool:
        """Take the last act back."""
        return self.acts.undo()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._asked += 1
        self._soon.stop()
        self.acts.let_go()
        self.list.let_go()
        self.dossier.key = None
        self.shown.show_found(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= px(100) / 100 * tk.MEDIUM
        self.list.setFixedWidth(px(_LIST) if wide else px(_LIST_NARROW))
        super().resizeEvent(event)
