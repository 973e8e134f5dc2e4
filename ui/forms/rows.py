"""The rows of a record: a list of small forms with the same fields; add, take out (and put back), move."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.row_form import RowForm, RowMark, RowsPlan, Value
from ui.forms.session import EditSession, hear
from ui.theme import tokens as tk
from ui.widgets import box, button, cols, label, rows

__all__ = ["RowForm", "RowMark", "RowsEditor", "RowsPlan", "Value"]


class RowsEditor(QWidget):
    """All rows of one list. Small forms are kept and filled again for another person.

    Attributes:
        left: the user is done with a field.
        taken_out: a row went: what it was, and how to put it back.
        changed: rows were added, taken out or moved.
    """

    left = Signal()
    taken_out = Signal(str, object)
    changed = Signal()

    def __init__(self, plan: RowsPlan, helpers: Helpers, parent: QObject | None = None) -> None:
        super().__init__()
        self.plan = plan
        self.child = shape_of(plan.record).children[plan.attribute]
        self._helpers = helpers
        self._forms: list[RowForm] = []
        self._marks: Mapping[UUID, RowMark] = {}
        self._session: EditSession | None = None
        self._order: list[UUID] = []
        self._hint = label(plan.hint, "meta", "soft", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0 if plan.folds else tk.S2)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.add = button(plan.add, "quiet", "plus", on=self.make_row)
        heading = label(plan.title, "strong", "accent")
        self.setLayout(rows(heading, self._hint, box(self._list), cols(self.add, None), gap=tk.S1))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def forms(self) -> list[RowForm]:
        """The forms of the rows that are shown, in order."""
        return [form for form in self._forms if form.key is not None]

    def binders(self) -> list[Binder]:
        """Those of the rows that are shown, folded or not."""
        return [form.closed_binder for form in self.forms()]

    def tell(self, marks: Mapping[UUID, RowMark]) -> None:
        """Give rows a state that only who sees more than the row can know, by id; the others say their own."""
        self._marks = marks
        for form in self.forms():
            form.tell(marks.get(form.key) if form.key else None)

    def go_to(self, key: UUID) -> bool:
        """Open a row and go to its first field; ``False`` when it is not in this list."""
        form = next((one for one in self.forms() if one.key == key), None)
        if form is not None:
            form.focus_first()
        return form is not None

    def bind(self, session: EditSession | None) -> None:
        """Show the rows of another root, or none."""
        self._session = hear(self._session, session, self._changed, self._show)
        self._order = []
        if session is None:
            self._marks = {}
        self._show()

    def _changed(self, path: str) -> None:
        if path in (self.plan.attribute, ""):
            self._show()
            self.changed.emit()
        elif path.startswith(f"{self.plan.attribute}/"):
            key = path.split("/")[1]
            for form in self._forms:
                if str(form.key) == key:
                    form.name()

    def _show(self) -> None:
        keys = self._keys()
        opened = {form.key for form in self.forms() if form.is_open} if self.plan.folds else set()
        focus: QWidget | None = self.window().focusWidget()
        gone = [form for form in self.forms() if form.key not in keys]
        if focus is not None and any(form.isAncestorOf(focus) for form in gone):
            self.add.setFocus(Qt.FocusReason.TabFocusReason)  # not in the row that takes the place of this one
        while len(self._forms) < len(keys):
            self._make_form()
        for number, form in enumerate(self._forms):
            shown = number < len(keys)
            form.bind(self._session if shown else None, keys[number] if shown else None)
            if shown and keys[number] in opened:  # it moved up or down, and stays as it was
                form.open()
            form.setVisible(shown)
            form.place(first=number == 0, last=number == len(keys) - 1)
            form.tell(self._marks.get(keys[number]) if shown else None)
        self._hint.setVisible(not keys and bool(self.plan.hint))

    def _keys(self) -> list[UUID]:
        """The rows in the order in which they stand here. Nothing moves under the hands of who is typing in one."""
        session = self._session
        keys = [] if session is None else session.rows(self.plan.attribute)
        if session is None or not self.plan.by_day:
            return keys
        focus: QWidget | None = self.window().focusWidget()
        if self._order and focus is not None and self.isAncestorOf(focus):
            there = set(keys)
            stood = [key for key in self._order if key in there]
            keys = [*stood, *(key for key in keys if key not in set(stood))]
        else:
            days = {key: session.value(f"{self.plan.attribute}/{key}/{self._day_key()}") for key in keys}
            keys.sort(key=lambda key: days[key] or date.max)
        self._order = keys
        return keys

    def _day_key(self) -> str:
        return shape_of(self.child).specs[self.plan.by_day].key

    def make_ready(self) -> None:
        """Make the form of a first row, so that nobody waits for it who opens one that has a row."""
        if not self._forms and not self.plan.folds:
            self._make_form()

    def _make_form(self) -> None:
        form = RowForm(self.plan, self.child, self._helpers, self)
        form.hide()
        self._forms.append(form)
        self._list.addWidget(form)
        self.made(form)

    def made(self, form: RowForm) -> None:
        """Parts of a form were made: give them their place in the order of Tab."""
        at = self._forms.index(form)
        if at:  # who may read is the same in each row: saying it once will do
            form.closed_binder.hide_readers()
        form.tab_before(self._forms[at + 1].first_stop() if at + 1 < len(self._forms) else self.add)
        form.place(first=at == 0, last=at == len(self.forms()) - 1)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def make_row(self) -> None:
        """Add a row at the end and go to its first field."""
        if self._session is None:
            return
        begin = self.plan.begin
        values = begin(self._session.build(), self._helpers.today()) if begin else None
        self.go_to(self._session.add_row(self.plan.attribute, values))
        self.left.emit()

    def take_out(self, key: UUID) -> None:
        """Take a row out of the list; what it held stays until the form is saved."""
        session = self._session
        if session is None or key not in session.rows(self.plan.attribute):
            return
        focus: QWidget | None = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        place = session.remove_row(self.plan.attribute, key)
        if inside:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        name = shape_of(self.child).label
        attribute = self.plan.attribute
        self.taken_out.emit(name, lambda: session.put_row_back(attribute, key, place))
        self.left.emit()

    def move_row(self, key: UUID, step: int) -> None:
        """Move a row; the focus goes with it."""
        session = self._session
        at = next((i for i, form in enumerate(self._forms) if form.key == key), None)
        if session is None or at is None or self.plan.by_day:
            return
        form = self._forms[at]
        by_button, opened = form.is_open and (form.up.hasFocus() or form.down.hasFocus()), form.is_open
        if not session.move_row(self.plan.attribute, key, step):
            return
        goal = self._forms[at + step]
        if not opened:
            goal.head.setFocus(Qt.FocusReason.TabFocusReason)
            return
        target: QWidget = goal.up if step < 0 else goal.down
        if by_button and target.isEnabled():
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            goal.focus_first()
