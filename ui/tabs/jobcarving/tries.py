"""What was tried of one task: a try is noted here, and all of them stand below it, also those of visits."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import Flat
from beschutdesk.dossier.task_list import CarvedTask, TaskState
from beschutdesk.rules.board import decided
from beschutdesk.rules.tries import Try, takes_over
from ui.context import DeskContext
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.parse import SHORT_DAYS, format_day, format_number
from ui.forms.session import RAW, EditSession
from ui.stops import tab_after
from ui.tabs.jobcarving.acts import Act, Acts
from ui.tabs.jobcarving.lines import histories
from ui.tabs.jobcarving.tasks import TRYOUTS, Back, OpenTasks, both
from ui.tabs.jobcarving.words import short
from ui.theme import tokens as tk
from ui.widgets import box, button, clear, cols, label, lay_out, line, pane, rows

_LINES: Final = (
    ("tried_on",),
    ("own_opinion",),
    ("own_words",),
    ("supervisor_opinion",),
    ("help",),
    ("minutes",),
    ("aid",),
    ("decision",),
    ("why",),
)


class TryForm(QWidget):
    """The fields of one try.

    Attributes:
        done: the user is ready with it.
    """

    done = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("task_tryout", helpers, self)
        self.key: UUID | None = None
        grid = FieldGrid([[self.binder.box(name) for name in names] for names in _LINES])
        self.binder.hide_readers()
        self.ready = button("Klaar", "", "check", "Klaar: neem over op de kaart (Ctrl+Enter)", on=self.done.emit)
        ground = pane(rows(grid, cols(self.ready, None), gap=tk.S3, margins=(12, 10, 12, 12)), "tint")
        self.setLayout(rows(ground, gap=0))
        self.setMinimumWidth(1)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A try that was begun and perhaps not touched.

    Attributes:
        session: where it is in.
        key: its id.
        before, after: what was typed there before it was begun, and just after.
        act: the way back.
    """

    session: EditSession
    key: UUID
    before: Flat
    after: Flat
    act: Act

    @property
    def is_there(self) -> bool:
        return self.key in self.session.rows(TRYOUTS)

    @property
    def is_touched(self) -> bool:
        """Whether anything is noted in it, half a date included."""
        row, now = f"{TRYOUTS}/{self.key}/", self.session.changes
        mine = {path for path in {**now, **self.after} if path.removeprefix(RAW).startswith(row)}
        return any(now.get(path) != self.after.get(path) for path in mine)


class TriesPanel(QWidget):
    """The tries of one task.

    Attributes:
        left: the user is done with a field.
        writing: whether a try is being written: the form opened, or folded.
    """

    left = Signal()
    writing = Signal(bool)

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts, helpers: Helpers) -> None:
        super().__init__()
        self._context, self._tasks, self._acts = context, tasks, acts
        self.task: CarvedTask | None = None
        self.history: tuple[Try, ...] = ()
        self._shown: object = None
        self._begun: _Begun | None = None
        self.form = TryForm(helpers)
        self.form.hide()
        self.form.done.connect(self.finish)
        self.form.binder.left.connect(self.left)
        self._title = label("Uitgeprobeerd", "strong")
        self.note = button("Probeer-beurt noteren", "", "plus", "Probeer-beurt noteren (Alt+T)", on=self.begin)
        self._list = rows(gap=tk.S2)
        self._none = label(
            "Nog niet. Ook wat je bij een bezoek noteert, komt hier te staan.", "meta", "soft", wrap=True
        )
        self._none.setMinimumWidth(1)
        self.setLayout(rows(self._title, cols(self.note, None), self.form, self._none, box(self._list), gap=tk.S2))
        self.setMinimumWidth(1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_task(self, key: UUID | None) -> None:
        """Show the tries of another task, or again those of this one."""
        known = histories(self._tasks, [key]) if key is not None and self._tasks.has(key) else {}
        task, history = known.get(key, (None, ())) if key is not None else (None, ())
        if self.task is not None and (task is None or task.id != self.task.id):
            self._fold()
        rows_now = self._tasks.session.rows(TRYOUTS) if self._tasks.session is not None else []
        if self.form.key is not None and self.form.key not in rows_now:
            self._fold()
        self.task, self.history = task, history
        told = _told(task, history, self.form.key)
        if told == self._shown:
            return
        self._shown = told
        count = "1 keer" if len(history) == 1 else f"{len(history)} keer"
        self._title.setText(f"Uitgeprobeerd, {count}" if history else "Uitgeprobeerd")
        self._none.setVisible(not history)
        clear(self._list)
        shown = enumerate(history)
        made = [self._made(one, newest=at == 0) for at, one in shown if one.row.id != self.form.key]
        for at, row in enumerate(made):
            if at:
                self._list.addWidget(line())
            self._list.addWidget(row)
        tab_after(self.form.ready, *made)
        self.note.setEnabled(task is not None)

    def _made(self, one: Try, *, newest: bool) -> QWidget:
        day = f"{SHORT_DAYS[one.day.weekday()]} {format_day(one.day)}" if one.day is not None else "zonder datum"
        where = "" if one.visit is None else ", bij een bezoek dat nog loopt" if one.open else ", bij een bezoek"
        head = label(f"{day}{where}", "meta_strong", wrap=True)
        head.setMinimumWidth(1)
        said = label(try_words(one, self._tasks.name), "meta", "soft", wrap=True)
        said.setMinimumWidth(1)
        acts: list[QWidget] = []
        if newest and self.task is not None and takes_over(one.row, self.task):
            acts.append(
                button(
                    "Overnemen",
                    "quiet",
                    "check",
                    "Neem oordeel, hulp en besluit van deze beurt over op de kaart",
                    on=lambda: self.take_over(one),
                )
            )
        if one.visit is None:
            acts.append(button("", "quiet", "pencil", "Deze beurt wijzigen", on=lambda: self.edit(one.row.id)))
            acts.append(button("", "quiet", "trash-2", "Deze beurt weghalen", on=lambda: self.take_out(one.row.id)))
        elif not one.open:
            visit = one.visit
            acts.append(button("", "quiet", "eye", "Naar dit bezoek", on=lambda: self._to_visit(visit)))
        made = box(rows(head, said, cols(*acts, None, gap=0), gap=0))
        made.setMinimumWidth(1)
        return made

    def _to_visit(self, key: UUID) -> None:
        from ui.going import to_visit

        to_visit(self._context, key)

    # -- noting --------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Note a try of this task, of today; one in which nothing was noted goes away by itself."""
        task, session = self.task, self._tasks.session
        if task is None or session is None:
            return
        self._drop_untouched()
        before = session.changes
        key = self._tasks.add_row(TRYOUTS, {"task": task.id, "tried_on": self._context.today()})
        after = session.changes
        act = self._acts.did("", lambda: self._tasks.take_row(TRYOUTS, key))
        self.edit(key)
        self._begun = _Begun(session, key, before, after, act)

    def edit(self, key: UUID) -> None:
        """Open a try that was noted here."""
        form = self.form
        form.key = key
        self.show_task(self.task.id if self.task is not None else None)
        form.binder.bind(self._tasks.session, f"{TRYOUTS}/{key}/")
        form.show()
        self.writing.emit(True)
        lay_out()  # what was hidden takes no focus, and is not scrolled to, before it has its place
        form.binder.editor("own_opinion").buddy.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The try that is open is written down: fold it, and take over on the card what the newest one says."""
        form = self.form
        if form.key is None or self.task is None:
            return
        form.binder.settle()
        key, self._begun = form.key, None  # who says that it is done has tried it, also without a word
        self._fold()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_task(self.task.id)
        self.left.emit()
        _, history = histories(self._tasks, [self.task.id]).get(self.task.id, (None, ()))
        if history and history[0].row.id == key:
            self.take_over(history[0])

    def take_over(self, one: Try) -> None:
        """Put on the card what a try says: both opinions, the help, an aid, and the column that was decided."""
        task = self._tasks.task(self.task.id) if self.task is not None else None
        if task is None:
            return
        said = takes_over(one.row, task)
        state = said.pop("state", None) or decided(one.row.decision)
        if state is None and task.state in (None, TaskState.IDEA):
            state = TaskState.TRYING  # who tries it has begun
        backs: list[Back] = [self._tasks.set_all(task.id, said)] if said else []
        back = self._tasks.put(task.id, state) if state is not None and state is not task.state else None
        if back is not None and state is not None:
            backs.append(back)
        if backs:
            where = f" en staat bij ‘{state.label}’" if back is not None and state is not None else ""
            self._acts.did(
                f"{short(task.name)} is bijgewerkt{where}.",
                both(backs),
                lambda: self._tasks.show_wanted.emit("board", task.id),
            )

    def take_out(self, key: UUID) -> None:
        """Take a try out."""
        if self.form.key == key:
            self._fold()
        back = self._tasks.take_row(TRYOUTS, key)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self._acts.did("De beurt is weggehaald.", back)

    def settle(self) -> None:
        """Read what is half typed; a try in which nothing was noted goes."""
        if self.form.key is None:
            return
        self.form.binder.settle()
        if self._begun is not None and not self._begun.is_touched:
            self._fold()
            self.show_task(self.task.id if self.task is not None else None)

    def let_go(self) -> None:
        """Keep nothing that was read."""
        self._fold()
        self.show_task(None)

    def _fold(self) -> None:
        form = self.form
        if form.key is None:
            return
        focus: QWidget | None = self.window().focusWidget()
        if focus is not None and form.isAncestorOf(focus):
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._begun is not None and self._begun.is_there:
            form.binder.settle()
        form.key = None
        form.binder.bind(None)
        form.hide()
        self.writing.emit(False)
        self._drop_untouched()

    def _drop_untouched(self) -> None:
        """Take the try that was begun here out again, as if it never was, when nothing was noted in it."""
        begun, self._begun = self._begun, None
        if begun is None or not begun.is_there:
            return
        if begun.is_touched:
            self._begun = begun if self.form.key == begun.key else None
            return
        self._acts.forget([begun.act])
        if not begun.session.retrace(begun.after, begun.before):
            begun.session.remove_row(TRYOUTS, begun.key)


def try_words(one: Try, who: str) -> str:
    """What a try came to, in lines."""
    row = one.row
    lines = []
    for name, opinion, words in ((who, row.own_opinion, row.own_words), ("Begeleider", row.supervisor_opinion, "")):
        said = ", ".join(part for part in (opinion.label if opinion else "", f"‘{words}’" if words else "") if part)
        if said:
            lines.append(f"{name[:1].upper()}{name[1:]}: {said}")
    minutes = f"{format_number(row.minutes, 0)} minuten begeleiding" if row.minutes is not None else ""
    helped = ", ".join(part for part in (row.help.label if row.help else "", minutes) if part)
    if helped:
        lines.append(f"Hulp: {helped}")
    if row.aid:
        lines.append(f"Hulpmiddel: {row.aid}")
    came = ", omdat: ".join(part for part in (row.decision.label if row.decision else "", row.why) if part)
    if came:
        lines.append(f"Besluit: {came}" if row.decision else f"Omdat: {row.why}")
    return "\n".join(lines) or "Nog niets opgeschreven."


def _told(task: CarvedTask | None, history: tuple[Try, ...], typing: UUID | None) -> object:
    """What of it is on the screen: who types in a try is not drawn anew at every key when nothing shows of it."""
    if task is None:
        return None
    offered = sorted(takes_over(history[0].row, task)) if history else []
    lines = [(one.day, one.open, one.row.id, try_words(one, "")) for one in history if one.row.id != typing]
    return task.id, offered, typing, len(history), lines
