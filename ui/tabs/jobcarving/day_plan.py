"""The plan of the day: a week of days with tasks, breaks and moments with who guides."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from beschutdesk.dossier.task_list import PlanKind, TaskState
from beschutdesk.dossier.values import WEEKDAYS
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.plan_blocks import WeekView
from ui.tabs.jobcarving.plan_conflicts import ConflictStrip
from ui.tabs.jobcarving.plan_day import DayCard
from ui.tabs.jobcarving.plan_edits import WeekEdits
from ui.tabs.jobcarving.plan_form import BlockForm
from ui.tabs.jobcarving.plan_list import key_of
from ui.tabs.jobcarving.plan_reading import NAMELESS, PlanRead, read_plan
from ui.tabs.jobcarving.plan_side import OfferList
from ui.tabs.jobcarving.plan_week import BlockShown, DayShown
from ui.tabs.jobcarving.tasks import PLAN, OpenTasks
from ui.theme import current as theme
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Elided, announce, box, button, cols, heading, label, line, pane, plain, rows, scroll

_KEYS: Final = "Pijltjes: kiezen · Alt+pijl: schuiven · Shift+↑ ↓: korter, langer · Ctrl+D: dag kopiëren"
_PANE: Final = 336
_PANE_LEAST: Final = 440
_LOW: Final = 420
_NO_DAYS: Final = "In de afspraken bij de plaatsing staan nog geen werkdagen. Tot dan toe is elke werkdag open."
_NO_TASKS: Final = "Er staat nog niets in het pakket. Zet op het bord eerst taken in het pakket of op uitproberen."


class DayPlanView(QWidget):
    """The week of the open list."""

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts) -> None:
        super().__init__()
        self._context, self._tasks, self._acts = context, tasks, acts
        self.edits = WeekEdits(tasks, acts)
        self._read: PlanRead | None = None
        self._shown = -1
        self._asked = False
        self._told = 0
        self._build()
        self.edits.done.connect(self._did)
        self.edits.refused.connect(self._refused)
        theme().changed.connect(self._lay)
        tasks.opened.connect(lambda: self.form.bind(None, None))  # the session of before goes

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.strip = ConflictStrip()
        self.strip.go_wanted.connect(self.go_to)
        self.no_days = Banner(_NO_DAYS, "info", act="Naar het dossier")
        self.no_days.acted.connect(self._to_dossier)
        self.no_days.hide()
        self.week = WeekView()
        self._wire()
        self.form = BlockForm(Helpers(today=self._context.today, records=self._records))
        self.form.removal_wanted.connect(self._remove_chosen)
        self.form.binder.left.connect(self._context.keeper.write_now)
        self.day = DayCard()
        self.day.new_wanted.connect(lambda: self._new(self._weekday(), -1))
        self.day.copy_wanted.connect(lambda: self.ask_copy(self._weekday()))
        self.day.clear_wanted.connect(lambda: self.edits.clear_day(self._weekday()))
        self.offers = OfferList()
        self.offers.wanted.connect(lambda what: self._put(what, self._weekday(), -1))
        self._no_tasks = label(_NO_TASKS, "meta", "soft", wrap=True)
        self._to_board = button(
            "Naar het bord", "quiet", "columns-3", on=lambda: self._tasks.show_wanted.emit("board", None)
        )
        self._guided = label("", "body", "", wrap=True)
        self._covers = label("", "meta", "soft", wrap=True)
        inside = rows(
            self.day,
            self.form,
            heading("Zet in de dag"),
            self._no_tasks,
            cols(self._to_board, None),
            self.offers,
            heading("Wat de begeleiding kost"),
            self._guided,
            self._covers,
            None,
            gap=tk.S2,
            margins=(14, 12, 14, 12),
        )
        body = box(inside)
        body.setMinimumWidth(1)
        self._body = body
        self._scroll = scroll(body)
        self._scroll.follow_focus()
        self._side = pane(rows(self._scroll), "side")
        self._side_line = line("upright")
        middle = cols((self.week, 1), self._side_line, self._side, gap=0)
        self._total = Elided("", "meta_strong")
        self._foot_guided = Elided("", "meta", "soft")
        self._keys = Elided(_KEYS, "meta", "soft")
        self._turn = button("", "quiet", "panel-right", "Blok en taken tonen (Enter)", on=self._turn_side)
        foot = cols(
            self._total,
            self._foot_guided,
            None,
            self._keys,
            self._turn,
            gap=tk.S3,
            margins=(tk.PAGE_MARGIN, 4, 12, 4),
        )
        top = box(rows(self.strip, self.no_days, gap=tk.S2, margins=(tk.PAGE_MARGIN, tk.S2, 20, tk.S2)))
        self._top = top
        self.setLayout(rows(top, (middle, 1), line(), foot, gap=0))
        self.setMinimumSize(1, 1)

    def _wire(self) -> None:
        week, edits = self.week, self.edits
        week.current_changed.connect(self._row_changed)
        week.opened.connect(self._opened)
        week.shift_wanted.connect(edits.shift)
        week.day_wanted.connect(edits.to_day)
        week.length_wanted.connect(edits.lengthen)
        week.place_wanted.connect(edits.place)
        week.task_wanted.connect(self._put)
        week.new_wanted.connect(self._new)
        week.copy_wanted.connect(self.ask_copy)
        week.removal_wanted.connect(self._remove)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def _lay(self) -> None:
        wide = self._wide
        most = max(self.width() // 3, _PANE_LEAST)  # the week has most of the room
        self._side.setFixedWidth(min(px(_PANE), most, self.width() // 2))
        if self._read is not None:
            self.strip.show_conflicts(self._read.conflicts, self._most)
        shown = wide or self._asked
        self._side.setVisible(shown)
        self._side_line.setVisible(shown)
        self._turn.setVisible(not wide)
        self._keys.setVisible(self.width() >= px(tk.WIDE))
        self._foot_guided.setVisible(self.width() >= px(tk.NARROW))

    @property
    def _wide(self) -> bool:
        """Whether week and pane fit beside each other; in larger letters the pane gives way sooner."""
        return self.width() >= px(tk.MEDIUM)

    @property
    def _most(self) -> int:
        """How many lines of what is not in order are in view at once."""
        return 1 if self.height() < _LOW else 3

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        return [self.strip.lines, self.week, self._body]

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_tasks(self) -> None:
        """Show the open list as it is now."""
        tasks, source = self._tasks, self.edits.source
        if self._shown == source.stamp and self._read is not None:
            return
        record, terms = source.record(), tasks.terms
        if record is None or tasks.person is None:
            self._clear()
            return
        self._shown = source.stamp
        read = read_plan(record, terms, tasks.supervisors, tasks.person, self._context.today())
        self._read = read
        self.week.show_week(read.days)
        self.strip.show_conflicts(read.conflicts, self._most)
        self.no_days.setVisible(terms is None or not terms.days)
        self._top.setVisible(bool(read.conflicts) or terms is None or not terms.days)
        self.offers.show_offers(read.offers)
        empty = all(isinstance(offer.what, PlanKind) for offer in read.offers)
        self._no_tasks.setVisible(empty)
        self._to_board.setVisible(empty)
        self._total.set_words(read.total)
        self._foot_guided.set_words(read.guided)
        self._guided.setText("\n".join(read.costs) or "Nog geen moment met wie begeleidt.")
        self._covers.setText("\n".join(("Wat blijft liggen, of wie neemt het over:", *read.covers)))
        self._covers.setVisible(bool(read.covers))
        self._show_chosen()
        if len(read.conflicts) > self._told:
            announce(self.week, read.conflicts[-1].words)
        self._told = len(read.conflicts)

    def _show_chosen(self) -> None:
        entry = self.week.current()
        if isinstance(entry, BlockShown):
            self.form.bind(self._tasks.session, entry.id)
            self.form.binder.refill()
            self.form.tell(f"{entry.title}, {WEEKDAYS[entry.weekday]} {entry.times}", entry.told)
        else:
            self.form.bind(None, None)
            if entry is not None:
                self.day.show_day(entry)
        self.form.setVisible(isinstance(entry, BlockShown))
        self.day.setVisible(not isinstance(entry, BlockShown))

    def _clear(self) -> None:
        self._read, self._told = None, 0
        self.form.bind(None, None)
        self.form.binder.refill()  # the names to choose from go too
        self.form.tell("", ())
        self.day.show_day(None)
        self.edits.source.forget()
        self.week.show_week(())
        self.strip.show_conflicts(())
        self.offers.show_offers(())
        for part in (self._total, self._foot_guided):
            part.set_words("")
        for text in (self._guided, self._covers):
            text.setText("")

    def flush(self) -> None:
        """Read what is half typed."""
        self.form.binder.settle()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._clear()

    def _records(self, target: str) -> list[tuple[UUID, str]]:
        if self._read is None:
            return []
        if target == "supervisor":
            return [(one.id, ", ".join(p for p in (one.name, one.role) if p)) for one in self._tasks.supervisors]
        if target == "carved_task":
            return [
                (one.id, (one.name or NAMELESS) + (" (uitproberen)" if one.state is TaskState.TRYING else ""))
                for one in self.edits.source.to_plan()
            ]
        return []

    # -- going ---------------------------------------------------------------------------------------------------------

    def go_to(self, key: UUID | int) -> None:
        """Go to a block, a weekday, or the first block of a task."""
        part = next((one.id for one in self.edits.source.plan() if one.task == key), None)
        self.week.choose(part or key)
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_row(self, _record: str, path: str) -> None:
        """Show the field with this path: its block is chosen, and its form open."""
        part, row, _field = path.split("/")
        if part == PLAN and self.week.choose(UUID(row)):
            self._show_side()

    def _row_changed(self, _row: int) -> None:
        self._show_chosen()

    def _weekday(self) -> int:
        entry = self.week.current()
        return entry.weekday if entry is not None else 0

    def _opened(self, _row: int) -> None:
        entry = self.week.current()
        if isinstance(entry, DayShown):
            self._new(entry.weekday, -1)
            return
        self._show_side()
        self.form.focus_times()

    def _show_side(self) -> None:
        self._asked = not self._wide
        self._lay()

    def _turn_side(self) -> None:
        self._asked = not self._asked
        self._lay()
        if not self._asked:
            self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.week.hasFocus():
            self._asked = False
            self.week.setFocus(Qt.FocusReason.OtherFocusReason)
            self._lay()
            return
        super().keyPressEvent(event)

    def _to_dossier(self) -> None:
        if self._tasks.person is not None:
            self._context.open_dossier(self._tasks.person.id)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _did(self, key: Any) -> None:
        """Something was changed, or taken back: show it, and stand where it happened."""
        self.show_tasks()
        if key is not None:
            self.week.choose(key)

    def _refused(self, words: str) -> None:
        announce(self.week, words)
        self._acts.tell(words)

    def _new(self, weekday: int, start: int) -> None:
        key = self.edits.new(PlanKind.TASK, weekday, start)
        if key is not None:
            self._show_side()
            self.form.focus_first()

    def _put(self, what: UUID | PlanKind, weekday: int, start: int) -> None:
        self.edits.new(what, weekday, start)

    def _remove_chosen(self) -> None:
        self._remove(key_of(self.week.current()))
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, key: UUID | int | None) -> None:
        if isinstance(key, UUID):
            self.edits.remove(key)
        elif key is not None:
            self.edits.clear_day(key)

    def copy_choices(self, weekday: int) -> list[tuple[str, Sequence[int]]]:
        """Where a day can be copied to: words, and the weekdays."""
        others = [day.weekday for day in self.week.days if day.weekday != weekday]
        works = [day.weekday for day in self.week.days if day.works and day.weekday != weekday]
        every: list[tuple[str, Sequence[int]]] = [("Naar alle andere werkdagen", works)] if len(works) > 1 else []
        return every + [(f"Naar {WEEKDAYS[other]}", [other]) for other in others]

    def ask_copy(self, weekday: int) -> QMenu | None:
        """Ask to which days this one goes."""
        day = next((day for day in self.week.days if day.weekday == weekday), None)
        if day is None or not day.blocks:
            announce(self.week, "Deze dag is nog leeg.")
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(f"{day.name} kopiëren")
        for words, to in self.copy_choices(weekday):
            menu.addAction(plain(words)).triggered.connect(partial(self.edits.copy, weekday, to))
        rect = self.week.rect_of(self.week.week.row_of(weekday)).toRect()
        menu.popup(self.week.viewport().mapToGlobal(QPoint(rect.left() + 4, rect.bottom())))
        menu.setActiveAction(menu.actions()[0])
        return menu
