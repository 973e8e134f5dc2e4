"""The jobcarving page: tasks at the left, the chosen one at the right, the sum below."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.services.dossiers import Conflict
from beschutdesk.services.store import ChangeSet
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.forms.editors import Helpers, clean
from ui.forms.parse import format_day, format_time
from ui.tabs.jobcarving.form import TaskForm
from ui.tabs.jobcarving.listing import TaskListView, TaskModel, grouped
from ui.tabs.jobcarving.tasks import OpenTasks, TaskLine
from ui.tabs.jobcarving.words import short, sum_words
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import (
    Chip,
    Elided,
    EmptyState,
    Glyph,
    announce,
    box,
    button,
    cols,
    label,
    line,
    line_edit,
    pane,
    rows,
)

_NAME_LIMIT: Final = 200
_LIST, _LIST_NARROW = 380, 300
_NOBODY, _NO_PLACE, _TASKS = range(3)


class JobcarvingPage(QWidget):
    """The tasks of the chosen person at one employer."""

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self.tasks = OpenTasks(context.desk, context.database, context.keeper, context.today, self)
        self._candidate: UUID | None = None
        self._chosen: UUID | None = None
        self._shown_person: UUID | None = None
        self._undo: list[Callable[[], object]] = []
        self._kept_at: datetime | None = None
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self._build()
        self._soon = one_shot(self, self._show)
        self.tasks.opened.connect(self._opened)
        self.tasks.changed.connect(lambda _path: self._soon.start(0))
        context.keeper.kept.connect(self._draft_kept)
        context.keeper.failing.connect(self._draft_failing)
        save = QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._opened()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._heading = Elided("", "title")
        self._where = Elided("", "body", "soft")
        self._state = Chip()
        self._since = Elided("", "meta", "soft")
        self.save_button = button("Opslaan", "primary", tip="Opslaan (Ctrl+S)", on=self.save)
        top = cols(
            self._heading,
            self._where,
            None,
            self._state,
            self._since,
            self.save_button,
            gap=tk.S3,
            margins=(tk.PAGE_MARGIN, 10, 20, 10),
        )
        self.entry = line_edit(placeholder="Nieuwe taak: typ en druk op Enter")
        self.entry.setAccessibleName("Nieuwe taak")
        self.entry.setAccessibleDescription("Typ een taak en druk op Enter; die komt als idee in de lijst.")
        self.entry.setMaxLength(_NAME_LIMIT)
        self.entry.returnPressed.connect(self._enter)
        self.model = TaskModel()
        self.list = TaskListView(self.model)
        self.list.current_changed.connect(self._row_changed)
        self.list.move_wanted.connect(self._move)
        self.list.step_wanted.connect(self._step)
        self.list.removal_wanted.connect(self._remove)
        words = "Nog geen taken. Typ hierboven wat er op de werkplek te doen is; schaven kan later."
        hint = label(words, "body", "soft", wrap=True)
        self._no_tasks = box(rows(hint, None, margins=(14, 8, 14, 8)))
        self._keys = label("Alt+↑ ↓ volgorde   Ctrl+← → stand   Delete weghalen", "meta", "soft", wrap=True)
        self._keys.setMinimumWidth(1)
        self._keys.setContentsMargins(14, 8, 12, 8)
        below = rows((self._no_tasks, 1), (self.list, 1), line(), self._keys, gap=0)
        entry = cols((self.entry, 1), margins=(12, 12, 12, 8))
        self._left = pane(rows(entry, (below, 1), gap=0), "side")
        self.form = TaskForm(Helpers(today=self._context.today))
        self.list.opened.connect(lambda _row: self.form.focus_name())
        self.form.move_wanted.connect(self._move)
        self.form.removal_wanted.connect(self._remove)
        self.form.binder.left.connect(self._context.keeper.write_now)
        self._no_choice = EmptyState(
            "columns-3",
            "Nog geen taken",
            "Schrijf eerst op wat er te doen is: klein, met een werkwoord. Daarna vul je hier de rest in.",
            "Eerste taak opschrijven",
        )
        self._no_choice.acted.connect(self.entry.setFocus)
        self._right = QStackedLayout()
        right = box(self._right)  # first: what is added to a layout without a widget shows as a window of its own
        self._right.addWidget(self._no_choice)
        self._right.addWidget(self.form)
        middle = cols(self._left, line("upright"), (right, 1), gap=0)
        self._sum = Elided("", "meta_strong")
        self._sum_more = Elided("", "meta", "soft")
        foot = cols(
            Glyph("circle-check", "accent"),
            self._sum,
            self._sum_more,
            None,
            gap=tk.S2,
            margins=(tk.PAGE_MARGIN, 9, 20, 9),
        )
        page = box(rows(top, line(), (middle, 1), line(), foot, gap=0))
        nobody = EmptyState(
            "users",
            "Nog niemand gekozen",
            "Kies een kandidaat; hier komen dan de taken die bij die plek horen.",
            "Kandidaat kiezen",
            do_icon="users",
        )
        nobody.acted.connect(lambda: self._context.window.show_tab("candidates"))
        self._no_place = EmptyState("columns-3", "", "", "Naar het dossier", do_icon="users")
        self._no_place.acted.connect(self._go_to_dossier)
        self._pages = QStackedLayout(self)
        page.setMinimumSize(1, 1)
        self._pages.addWidget(nobody)
        self._pages.addWidget(self._no_place)
        self._pages.addWidget(page)
        self.setMinimumSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= tk.NARROW
        self._left.setFixedWidth(_LIST if wide else _LIST_NARROW)
        self._keys.setVisible(self.height() >= tk.LOW_WINDOW - tk.H_HEADER)
        self._where.setVisible(wide)
        super().resizeEvent(event)

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        return [self.entry, self.list, self.form]

    # -- what is shown -------------------------------------------------------------------------------------------------

    def set_candidate(self, key: UUID | None) -> None:
        """Show the tasks of another person."""
        if key != self._candidate or self.tasks.person is None:
            self.flush()
            self._candidate = key
            self.tasks.open(key)

    def refresh(self, changed: ChangeSet) -> None:
        """Records were saved, here or elsewhere."""
        if self.tasks.person is None and ("candidate", self._candidate) in changed:
            self.tasks.open(self._candidate)  # back from the trash
            return
        self.tasks.refresh(changed)

    def flush(self) -> None:
        """Read what is half typed; also a task that was typed and not entered yet."""
        self.form.binder.settle()
        if self.tasks.session is not None and self.entry.text().strip():
            self._enter()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._soon.stop()
        self.form.bind(None, None)
        self.model.set_items([])
        self.entry.clear()
        self._undo.clear()
        self.tasks.forget_all()

    def _opened(self) -> None:
        tasks = self.tasks
        key = tasks.person.id if tasks.person is not None else None
        if key != self._shown_person:  # else the same person was only read again
            self._shown_person = key
            self._undo.clear()
            self._chosen = self._kept_at = None
            self.entry.clear()
        self.form.bind(None, None)
        self._heading.set_words(f"Taken van {tasks.name}")
        place = tasks.placement
        ended = f"geëindigd op {format_day(place.ended_on)}" if place is not None and place.ended_on else ""
        where = f"bij {tasks.employer}" if tasks.employer else ""
        self._where.set_words(", ".join(part for part in (where, ended) if part))
        if tasks.person is None:
            self._pages.setCurrentIndex(_NOBODY)
        elif tasks.placement is None:
            self._no_place.set_words(
                f"{tasks.name} heeft nog geen plaatsing",
                "Taken horen bij een plek. Voeg in het dossier eerst een plaatsing toe.",
            )
            self._pages.setCurrentIndex(_NO_PLACE)
        else:
            self._pages.setCurrentIndex(_TASKS)
        self._show()

    def _show(self) -> None:
        lines = self.tasks.lines()
        entries = grouped(lines)
        known = {entry.id for entry in entries if isinstance(entry, TaskLine)}
        if self._chosen not in known:
            self._chosen = next((entry.id for entry in entries if isinstance(entry, TaskLine)), None)
        chosen = self._chosen
        if list(self.model.items()) != entries:
            self.list.blockSignals(True)
            self.model.set_items(entries)
            self.list.blockSignals(False)
        row = self.model.row_of(chosen)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.go_to(row)
        self._chosen = chosen
        self.form.bind(self.tasks.session, chosen)
        self._right.setCurrentWidget(self.form if chosen is not None else self._no_choice)
        self._no_tasks.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self._say_sum(lines)
        self._say_state()

    def _say_sum(self, lines: list[TaskLine]) -> None:
        package, rest = sum_words(lines)
        self._sum.set_words(package)
        self._sum_more.set_words(rest)

    def _say_state(self) -> None:
        dirty = self.tasks.is_dirty
        self._state.setVisible(dirty)
        self._since.setVisible(dirty and self._kept_at is not None)
        self._state.set_look("Niet opgeslagen", icon="pencil", dashed=True)
        if self._kept_at is not None:
            self._since.set_words(f"concept bewaard om {format_time(self._kept_at.time())}")
        # an empty list has its own first act, and nothing to save
        self.save_button.setVisible(dirty or self._chosen is not None)

    def _draft_kept(self, key: UUID, at: datetime) -> None:
        if self.tasks.session is not None and key == self.tasks.session.id:
            self._kept_at = at
            self._say_state()

    def _draft_failing(self, _trouble: Trouble, since: datetime) -> None:
        if self.tasks.is_dirty:
            self._state.set_look(f"Niet bewaard sinds {format_time(since.time())}", "warn")
            self._since.hide()

    def _row_changed(self, row: int) -> None:
        item = self.model.item(row)
        if isinstance(item, TaskLine) and item.id != self._chosen:
            self._chosen = item.id
            self.form.bind(self.tasks.session, item.id)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        name = clean(self.entry.text(), one_line=True).strip()
        if not name or self.tasks.session is None:
            return
        try:
            self._chosen = self.tasks.add(name)
        except WrongValue as wrong:
            announce(self.entry, str(wrong))
            return
        self.entry.clear()
        self._show()
        announce(self.entry, f"‘{name}’ staat bij de ideeën")
        self._context.keeper.write_now()

    def _move(self, step: int) -> None:
        key = self._chosen
        if key is not None and self.tasks.move(key, step):
            self._show()
            self._context.keeper.write_now()

    def _step(self, step: int) -> None:
        key = self._chosen
        state = self.tasks.step(key, step) if key is not None else None
        if key is None or state is None:
            return
        name = short(self.tasks.value(key, "name"))
        self._did(f"{name} staat nu bij ‘{state.label}’.", self.tasks.set_state(key, state), key)

    def _remove(self) -> None:
        key = self._chosen
        if key is None:
            return
        name = short(self.tasks.value(key, "name"))
        row = self.list.currentIndex().row()
        back = self.tasks.take_out(key)
        entries = [e for e in grouped(self.tasks.lines()) if isinstance(e, TaskLine)]
        self._chosen = entries[min(max(row - 2, 0), len(entries) - 1)].id if entries else None
        self._did(f"{name} is weggehaald.", back, key)
        (self.list if entries else self.entry).setFocus()

    def _did(self, words: str, back: Callable[[], object], key: UUID) -> None:
        def undo() -> None:
            back()
            self._chosen = key

        self._undo.append(undo)
        self._show()
        self._context.keeper.write_now()
        self._context.window.toast(words, self.undo)

    def undo(self) -> bool:
        """Take the last act back; ``False`` when there is none."""
        if not self._undo:
            return False
        act = self._undo[-1]
        try:
            act()
        except Exception as error:  # it stays on the stack, so that it can be tried again
            self.say_trouble(self, "Ongedaan maken is niet gelukt", jobs.calm(error))
            return True
        if self._undo and self._undo[-1] is act:
            self._undo.pop()
        self._show()
        self._context.keeper.write_now()
        return True

    def save(self) -> None:
        """Save the list."""
        self.flush()
        try:
            saved = self.tasks.save()
        except Conflict as conflict:
            self._ask(conflict)
            return
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            self.say_trouble(self, "Opslaan is niet gelukt", jobs.calm(error))
            return
        if saved is None or saved.save_id is None:
            self._show()
            self._context.window.toast("Alles was al opgeslagen.", None)
            return
        save_id = saved.save_id
        self._undo.clear()
        self._kept_at = None
        self._show()
        self._context.announce(saved.changed)
        self._undo.append(lambda: self._take_back(save_id))
        self._context.window.toast("De taken zijn bewaard.", self.undo)

    def _take_back(self, save_id: UUID) -> None:
        self._context.announce(self.tasks.undo_save(save_id).changed)

    def _ask(self, conflict: Conflict) -> None:
        from ui.tabs.candidates.conflict import ConflictDialog

        dialog = ConflictDialog(conflict.clashes, self)

        def chosen() -> None:
            self.tasks.settle(dialog.given_up())
            self.save()

        dialog.accepted.connect(chosen)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _go_to_dossier(self) -> None:
        if self._candidate is not None:
            self._context.open_dossier(self._candidate)
