"""The evaluatie kennismaking of a placement: begun with what is known, filled in at the table, and put on paper."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.introduction import Verdict
from beschutdesk.rules.introduction import Around, begun, sorted_tasks
from beschutdesk.trouble import Trouble
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.parse import format_day
from ui.forms.session import EditSession, hear
from ui.stops import tab_after
from ui.tabs.candidates.introduction_tasks import FIT, NOT_FIT, OfferedTasks
from ui.tabs.candidates.introduction_time import EnoughTime
from ui.theme import tokens as tk
from ui.widgets import Combo, Elided, FieldBox, box, button, cols, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext
    from ui.dialogs.introduction_print import IntroductionDialog

LIST: Final = "evaluations"
ROW: Final = "introduction_evaluation"
_HINT: Final = (
    "Sluit de kennismaking af met een gesprek: klikt het, welke taken passen, is er tijd voor begeleiding? "
    "Wat al bekend is, staat er dan meteen in."
)
_CLICK: Final = (("click_candidate", "click_employer"), ("candidate_says",), ("employer_says",))
_GUIDING: Final = (("minutes_needed", "minutes_available"),)
_DECISION: Final = (("verdict", "extended_until"), ("reasons",), ("agreed",), ("remark",))
_LINES: Final = (
    ("held_on", "present"),
    *_CLICK,
    (FIT, NOT_FIT),
    *_GUIDING,
    ("supervision", "team", "expectations"),
    *_DECISION,
)
_STEP_S: Final = 0.006
"""How long the fields may be made before other events have their turn."""
_WHOLE: Final = object()


def _always() -> bool:
    return True


class IntroductionPart(QWidget):
    """The evaluations of one placement; one of them is in view, the latest first.

    Args:
        helpers: what editors may ask.

    Attributes:
        left: the user is done with a field.
        changed: there are more or fewer of them.
        taken_out: an evaluation went: what it was, and how to put it back.
        wanted: go somewhere else: a record, and a field or list on it.
        before: called before one is put on paper; ``False`` stops it.
    """

    left = Signal()
    changed = Signal()
    taken_out = Signal(str, object)
    wanted = Signal(str, str)

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self._helpers = helpers
        self._context: DeskContext | None = None
        self._session: EditSession | None = None
        self._key: UUID | None = None
        self._around = Around()
        self._asked = 0
        self.before: Callable[[], bool] = _always
        self.binder = Binder(ROW, helpers, self)
        self.binder.left.connect(self._left)
        self.binder.refreshed.connect(self._show_state)
        self.which = Combo()
        self.which.setAccessibleName("Welke evaluatie")
        self.which.activated.connect(lambda _index: self._choose(self.which.currentData()))
        self._heading = Elided("", "strong")
        self._hint = label(_HINT, "meta", "soft", wrap=True)
        self.add = button("Evaluatie beginnen", "quiet", "plus", on=self.begin)
        self.out = button("", "quiet", "trash-2", "Evaluatie weghalen", on=self.take_out)
        self.paper = button("Evaluatie maken…", icon="printer", tip="Voor wie, voorbeeld, opslaan of afdrukken")
        self.paper.clicked.connect(self.print_out)
        self.tasks = OfferedTasks()
        self.tasks.setParent(self)  # both go into the form, which is made when it is needed
        self.tasks.hide()
        self.tasks.chosen.connect(self._sort)
        self.tasks.list_wanted.connect(lambda: self.wanted.emit("task_list", "tasks"))
        self.enough = EnoughTime()
        self.enough.setParent(self)
        self.enough.hide()
        self._host = rows(gap=0)
        self._form: QWidget | None = None
        self._steps = self._build()
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.timeout.connect(self._build_some)
        top = box(cols((self._heading, 1), (self.which, 1), self.binder.editor("readers").widget, self.out, gap=tk.S2))
        self._top = top
        foot = cols(self.paper, self.add, None, gap=tk.S2)
        self.setLayout(rows(self._hint, top, self._host, foot, gap=tk.S3))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._fill()

    def serve(self, context: "DeskContext", before: Callable[[], bool]) -> None:
        """Give it the open desk: there it reads the tasks, and prints what *before* saved."""
        self._context, self.before = context, before

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> Iterator[None]:
        """Make the fields, one at a time: eighteen at once would hold up the window."""
        boxes: dict[str, FieldBox] = {}
        for name in (name for names in _LINES for name in names):
            boxes[name] = self.binder.box(name)
            boxes[name].setParent(self)  # until it has its place: without one it would be a window, and stay behind
            yield

        def grid(*lines: tuple[str, ...]) -> FieldGrid:
            return FieldGrid([[boxes[name] for name in names] for names in lines])

        def part(title: str, *items: QWidget) -> QWidget:
            return box(rows(label(title, "strong", "accent"), *items, gap=tk.S2))

        whole = box(
            rows(
                grid(_LINES[0]),
                part("De klik", grid(*_CLICK)),
                part("De taken", grid((FIT, NOT_FIT)), self.tasks),
                part("De begeleiding", grid(*_GUIDING), self.enough, grid(("supervision",))),
                part("Team en verwachtingen", grid(("team",), ("expectations",))),
                part("Het besluit", grid(*_DECISION)),
                gap=tk.S4,
            )
        )
        whole.setMinimumWidth(1)
        whole.hide()
        whole.setParent(self)
        yield
        self._host.addWidget(whole)
        parts = list(boxes.values())
        at = 1 + parts.index(boxes[NOT_FIT])
        tab_after(self.out, *parts[:at], self.tasks, *parts[at:])
        self._form = whole

    def _build_some(self) -> None:
        until = perf_counter() + _STEP_S
        while perf_counter() < until:
            if next(self._steps, _WHOLE) is _WHOLE:
                self._choose(self._key)
                return
        self._building.start()

    @property
    def is_waiting(self) -> bool:
        """Whether there is one to show, and its fields are still being made."""
        return self._key is not None and self._form is None

    def finish(self) -> None:
        """Make at once what is still being made."""
        self._building.stop()
        for _ in self._steps:
            pass
        self._choose(self._key)

    # -- binding -------------------------------------------------------------------------------------------------------

    def bind(self, session: EditSession | None) -> None:
        """Show those of another placement, or of none."""
        self.let_go()
        self._session = hear(None, session, self._changed, self._fill)
        self._fill()
        if session is not None and self._form is None:
            self._building.start()  # also when there is none yet: who begins one does not wait for its fields
        self._ask()

    def let_go(self) -> None:
        """Hear no more of what it showed, and write nothing there; :meth:`bind` follows."""
        self._session = hear(self._session, None, self._changed, self._fill)
        self._building.stop()
        self._key = None
        self._around = Around()
        self._asked += 1
        if self.binder.session is not None:  # emptying eighteen empty fields would make every switch slower
            self.binder.bind(None)
            self.tasks.offer(())
        if self._heading.words:
            self._heading.set_words("")
            self.which.clear()

    def binders(self) -> list[Binder]:
        """Of the fields that are in view; to be settled before a save."""
        return [self.binder] if self._key is not None and self._form is not None else []

    @property
    def _today(self) -> date:
        return self._helpers.today()

    @property
    def key(self) -> UUID | None:
        """The evaluation in view."""
        return self._key

    def _keys(self) -> list[UUID]:
        """Those of this placement, the latest talk first; without a day it is still being made, and counts as that."""
        session = self._session
        if session is None:
            return []
        found = list(enumerate(session.rows(LIST)))
        found.sort(key=lambda pair: (session.value(f"{LIST}/{pair[1]}/held_on") or date.max, pair[0]), reverse=True)
        return [key for _, key in found]

    def _value(self, attribute: str, key: UUID | None = None) -> Any:
        session, key = self._session, key or self._key
        return None if session is None or key is None else session.value(f"{LIST}/{key}/{attribute}")

    def _words(self, key: UUID) -> str:
        day, verdict = self._value("held_on", key), self._value("verdict", key)
        when = f"Gesprek op {format_day(day)}" if day is not None else "Gesprek zonder datum"
        return f"{when}: {verdict.label if verdict is not None else 'nog geen besluit'}"

    def _changed(self, path: str) -> None:
        if path in ("", LIST):
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        keys = self._keys()
        self._choose(self._key if self._key in keys else next(iter(keys), None))

    def _choose(self, key: UUID | None) -> None:
        """Show one of them."""
        self._key = key
        if key is not None and self._form is None:
            self._building.start()
        prefix = f"{LIST}/{key}/" if key is not None else ""
        session = self._session if key is not None and self._form is not None else None
        if self.binder.session is not session or self.binder.path("held_on") != f"{prefix}held_on":
            self.binder.bind(session, prefix)
        if self._form is not None:
            self._form.setVisible(key is not None)
        self._hint.setVisible(key is None)
        self._top.setVisible(key is not None)
        self.paper.setVisible(key is not None)
        self.add.setText("Evaluatie beginnen" if key is None else "Nieuwe evaluatie")
        self.add.setEnabled(self._session is not None)
        self._show_state()

    def _show_state(self) -> None:
        """What follows from the fields: the heading, whether the time is enough, and which tasks nobody named."""
        if self._key is None:
            return
        keys = self._keys()
        self._heading.set_words(self._words(self._key))
        self._heading.setVisible(len(keys) < 2)
        self.which.setVisible(len(keys) > 1)
        self._fill_which(keys if len(keys) > 1 else [])
        if self._form is None:
            return
        until = self.binder.field_box("extended_until")
        until.setVisible(self._value("verdict") is Verdict.EXTEND or self._value("extended_until") is not None)
        self.enough.tell(self._value("minutes_needed"), self._value("minutes_available"))
        self._offer()

    def _fill_which(self, keys: Sequence[UUID]) -> None:
        """Say which there are; while one types in a field of one, mostly nothing changes here."""
        wanted = [(self._words(key), key) for key in keys]
        if [(self.which.itemText(at), self.which.itemData(at)) for at in range(self.which.count())] != wanted:
            self.which.clear()
            for words, key in wanted:
                self.which.addItem(words, key)
        if self._key in keys:
            self.which.setCurrentIndex(keys.index(self._key))

    # -- tasks ---------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Read the tasks and the supervisors, beside the window."""
        context, session = self._context, self._session
        person = session.value("candidate") if session is not None else None
        if context is None or session is None or person is None:
            return
        self._asked += 1
        this = self._asked

        def arrived(around: Around) -> None:
            if this == self._asked:
                self._around = around
                self._show_state()

        from ui.jobs import LATER

        around = context.desk.introductions.around
        context.database.submit(around, person, session.id, done=arrived, priority=LATER)

    def _offer(self) -> None:
        named = {name.casefold() for field in (FIT, NOT_FIT) for name in self._value(field) or ()}
        known = sorted_tasks(self._around.tasks).names()
        self.tasks.offer([name for name in known if name.casefold() not in named])

    def _sort(self, name: str, field: str) -> None:
        session = self._session
        if session is not None and self._key is not None:
            session.set(f"{LIST}/{self._key}/{field}", (*(self._value(field) or ()), name))
            self._left()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin one with what is known, and go to its first question."""
        session, context = self._session, self._context
        if session is None:
            return
        person = session.value("candidate")
        if context is not None and person is not None:  # the tasks may have changed since it was opened
            with suppress(Trouble):  # then what was read when it was opened will do
                self._around = context.database.call(context.desk.introductions.around, person, session.id)
        fresh = begun(session.build(), self._around, self._today)
        names = (name for name in shape_of(ROW).specs if name != "readers")
        values = {name: getattr(fresh, name) for name in names}
        self._key = session.add_row(
            LIST, {name: value for name, value in values.items() if value not in (None, "", ())}
        )
        self._fill()
        self.finish()
        self.binder.editor("click_candidate").buddy.setFocus(Qt.FocusReason.TabFocusReason)
        self.left.emit()

    def go_to(self, key: UUID) -> None:
        """Show one of them, with the focus in it."""
        if key in self._keys():
            self._choose(key)
            self.finish()
            self.binder.editor("held_on").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def take_out(self) -> None:
        """Take the one in view out; what it held stays until the form is saved."""
        session, key = self._session, self._key
        if session is None or key is None:
            return
        place = session.remove_row(LIST, key)
        self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.taken_out.emit(shape_of(ROW).label, lambda: session.put_row_back(LIST, key, place))
        self.left.emit()

    def _left(self) -> None:
        self._show_state()
        self.left.emit()

    def print_out(self) -> "IntroductionDialog | None":
        """Choose for whom it is put on paper; what is typed is saved first. Nothing when that failed."""
        context, key = self._context, self._key
        if self._form is not None:
            self.binder.settle()
        if context is None or key is None or not self.before() or self._session is None:
            return None
        session = self._session
        said = next((one for one in session.build().evaluations if one.id == key), None)
        person = session.value("candidate")
        if said is None or person is None:
            return None
        from ui.dialogs.introduction_print import IntroductionDialog

        dialog = IntroductionDialog(
            context.desk,
            context.jobs,
            person,
            session.id,
            said,
            called=self._around.called,
            today=self._today,
            parent=context.window,
        )
        dialog.kept.connect(context.announce)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog
