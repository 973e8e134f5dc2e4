"""The form of one block of the day plan: what, when and with whom."""

import re
from datetime import time
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import WEEKDAYS, Slot
from beschutdesk.rules.day_plan import LAST, minute_of
from beschutdesk.rules.plan_people import has_guide
from ui.forms import parse
from ui.forms.binder import Binder
from ui.forms.choosing import Combo
from ui.forms.editors import Compound, Editor, Helpers, LineEdit, Reading
from ui.forms.grid import FieldGrid
from ui.forms.session import EditSession
from ui.tabs.jobcarving.tasks import PLAN
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Elided, button, cols, label, rows

_GUIDES: Final = ("supervisor", "backup", "cover")
_SHOWN_FOR: Final = {
    "task": frozenset({PlanKind.TASK, PlanKind.SUPERVISION}),
    "name": frozenset({PlanKind.BREAK, PlanKind.SUPERVISION, PlanKind.OTHER}),
    "supervisor": frozenset({PlanKind.SUPERVISION, PlanKind.TASK}),
    "backup": frozenset({PlanKind.SUPERVISION}),
    "cover": frozenset({PlanKind.SUPERVISION}),
}
"""What is asked for which kind of block; what was filled in is shown all the same."""
_AS_AGREED: Final = "Leeg: zoals in de afspraken bij de plaatsing."
_ALONE: Final = "Leeg: alleen. Wie meedoet, telt mee bij de begeleiding."
_HINTS: Final = dict.fromkeys(("supervisor", "backup"), _AS_AGREED)
_BETWEEN: Final = " | "
_WHOLE: Final = re.compile(r"\d{1,2}[.:uU]\d\d|\d{4}")
"""A time that is typed to its end."""


class MomentEditor(Editor):
    """One weekday with a first and a last minute. More than one, as a file may have it, stays behind the first.

    Who types another begin moves the block: the end goes along. Who types another end makes it longer or shorter.
    """

    widget: Compound

    def __init__(self, spec: Spec) -> None:
        self._rest: tuple[Slot, ...] = ()
        self._long = 0
        self._moves = False
        self._day = Combo()
        self._day.addItems(list(WEEKDAYS))
        self._start, self._end = LineEdit(), LineEdit()
        for number, line in enumerate((self._start, self._end)):
            line.setPlaceholderText(("8.30", "9.15")[number])
            line.setFixedWidth(px(66))
        row = cols((self._day, 1), self._start, label("tot", "body", "soft"), self._end, gap=6)
        super().__init__(spec, Compound(row, self._start))
        names = ("dag", "van", "tot")
        for part, name in zip((self._day, self._start, self._end), names, strict=True):
            part.setAccessibleName(f"{spec.label}: {name}")
        self._day.activated.connect(lambda _index: self._chose())
        self._start.textEdited.connect(lambda _text: self._typed(begin=True))
        self._end.textEdited.connect(lambda _text: self._typed(begin=False))
        for line in (self._start, self._end):
            line.editingFinished.connect(self.left)

    @property
    def buddy(self) -> QWidget:
        return self._start

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()

    def _typed(self, *, begin: bool) -> None:
        self._moves = begin and self._long > 0
        if _WHOLE.fullmatch(self._start.text().strip()):
            self._move_end()
        self.edited.emit()

    def _move_end(self) -> None:
        """The block keeps its length when another begin is typed, as far as the day goes."""
        try:
            start = parse.parse_time(self._start.text()) if self._moves else None
        except WrongValue:
            return
        if start is not None and minute_of(start) < LAST:
            end = min(minute_of(start) + self._long, LAST)
            self._end.setText(parse.format_time(time(*divmod(end, 60))))

    def _slot(self) -> Slot:
        day = self._day.currentIndex()
        start, end = parse.parse_time(self._start.text()), parse.parse_time(self._end.text())
        if start is not None and end is not None and end <= start:
            raise WrongValue("Het einde ligt vóór het begin.")
        if (start is None) != (end is None):
            raise WrongValue("Schrijf van en tot: 8.30 tot 9.15.")
        return Slot(day, start, end)

    def read(self) -> Reading:
        texts = (self._start.text().strip(), self._end.text().strip())
        if any(text and _WHOLE.fullmatch(text) is None for text in texts):
            return Reading(raw=self.typed())  # 9 may become 9.50: the block would jump there and back
        try:
            return Reading((self._slot(), *self._rest))
        except WrongValue:
            return Reading(raw=self.typed())

    def settle(self) -> Reading:
        self._move_end()
        try:
            slot = self._slot()
        except WrongValue as wrong:
            busy = self._start.hasFocus() or self._end.hasFocus()
            return Reading(raw=self.typed(), message="" if busy else str(wrong))
        if not self._moves:
            self._long = slot.minutes
        if not (self._start.hasFocus() or self._end.hasFocus()):
            self.set_value((slot, *self._rest))
        return Reading((slot, *self._rest))

    def typed(self) -> str:
        return _BETWEEN.join((str(self._day.currentIndex()), self._start.text(), self._end.text()))

    def set_value(self, value: Any) -> None:
        slot = value[0] if value else Slot(0)
        self._rest = tuple(value[1:])
        self._long, self._moves = slot.minutes, False
        self._day.setCurrentIndex(slot.weekday)
        for line, at in ((self._start, slot.start), (self._end, slot.end)):
            if line.text() != (words := parse.format_time(at)):
                line.setText(words)

    def show_raw(self, text: str) -> None:
        day, start, end = [*text.split(_BETWEEN), "", "", ""][:3]
        self._long, self._moves = 0, False
        self._day.setCurrentIndex(int(day) if day.isdecimal() and int(day) < len(WEEKDAYS) else 0)
        self._start.setText(start)
        self._end.setText(end)


class _BlockBinder(Binder):
    def make(self, attribute: str, helpers: Helpers) -> Editor:
        return MomentEditor(self.spec(attribute)) if attribute == "at" else super().make(attribute, helpers)


class BlockForm(QWidget):
    """The fields of the chosen block.

    Attributes:
        removal_wanted: the block goes.
        done: back to the week.
    """

    removal_wanted = Signal()
    done = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = _BlockBinder("plan_part", helpers, self)
        self.key: UUID | None = None
        self._title = Elided("", "strong", "accent")
        self.out = button("", "quiet", "trash-2", "Blok weghalen (Delete in de week)", on=self.removal_wanted.emit)
        who = self.binder.editor("readers").widget
        self.told = label("", "meta_strong", "care", wrap=True)
        kind = self.binder.box("kind")
        fields = [[self.binder.box(name, hint=_HINTS.get(name))] for name in ("at", "task", "name", *_GUIDES)]
        grid = FieldGrid([[kind], *fields])
        top = cols((self._title, 1), who, self.out, gap=2)
        self.setLayout(rows(top, self.told, grid, gap=tk.S2))
        self.setMinimumWidth(1)
        self.binder.refreshed.connect(self._refreshed)

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another block, or none."""
        if self.key == key and self.binder.session is (session if key is not None else None):
            return
        self.key = key
        self.binder.bind(session if key is not None else None, "" if key is None else f"{PLAN}/{key}/")

    def tell(self, title: str, conflicts: tuple[str, ...]) -> None:
        """Say what the block is, and what is the matter with it."""
        self._title.set_words(title)
        self.told.setText("\n".join(conflicts))
        self.told.setVisible(bool(conflicts))

    def focus_first(self) -> None:
        """Go to what a new block is asked first: which task, or what else."""
        field = "task" if self._kind() is PlanKind.TASK else "name"
        self.binder.editor(field).buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_times(self) -> None:
        """Go to the times."""
        self.binder.editor("at").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def _kind(self) -> PlanKind:
        session = self.binder.session
        kind = None if session is None else session.value(self.binder.path("kind"))
        return kind if isinstance(kind, PlanKind) else PlanKind.TASK

    def _refreshed(self) -> None:
        session = self.binder.session
        if session is None:
            return
        kind = self._kind()
        guided = has_guide(kind, session.value(self.binder.path("supervisor")))
        for attribute, kinds in _SHOWN_FOR.items():
            asked = kind in kinds or (guided and attribute in _GUIDES)
            filled = session.is_filled(self.binder.path(attribute))
            self.binder.field_box(attribute).setVisible(asked or (filled and attribute != "task"))
        self.binder.field_box("supervisor").set_hint(_ALONE if kind is PlanKind.TASK else _AS_AGREED)
