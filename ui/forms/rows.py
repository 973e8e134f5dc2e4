"""The rows of a record: a list of small forms with the same fields; add, take out (and put back), move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.session import EditSession
from ui.theme import tokens as tk
from ui.widgets import Elided, box, button, cols, label, line, rows


@dataclass(frozen=True, slots=True)
class RowsPlan:
    """How a list of rows looks on a form.

    Attributes:
        record: root that has the rows.
        attribute: name of the list.
        title: heading above it.
        add: words of the button that makes one.
        lines: attributes of a row, beside each other per line.
        hint: what stands there while the list is empty.
        summary: words of the heading of one row, from its values by attribute.
        first: the values of a new row; gets the values of the row before it, if any.
    """

    record: str
    attribute: str
    title: str
    add: str
    lines: Sequence[Sequence[str]]
    hint: str = ""
    summary: Callable[[Callable[[str], Any]], str] | None = None
    first: Callable[[Callable[[str], Any] | None], dict[str, Any]] | None = None


class RowForm(QWidget):
    """The fields of one row, with its acts at the right of its heading."""

    def __init__(self, plan: RowsPlan, record: str, helpers: Helpers, owner: "RowsEditor") -> None:
        super().__init__()
        self.binder = Binder(record, helpers, self)
        self.key: UUID | None = None
        self._plan, self._owner = plan, owner
        self._heading = Elided("", "strong")
        name = shape_of(record).label.lower()
        self.up = button("", "quiet", "arrow-up", f"{name} omhoog", on=lambda: self._move(-1))
        self.down = button("", "quiet", "arrow-down", f"{name} omlaag", on=lambda: self._move(1))
        self.out = button("", "quiet", "trash-2", f"{name} weghalen", on=lambda: owner.take_out(self._known_key()))
        acts = [self.up, self.down, self.out]
        who = self.binder.editor("readers").widget
        top = cols((self._heading, 1), who, *acts, gap=0)
        grid = FieldGrid([[self.binder.box(attribute) for attribute in attributes] for attributes in plan.lines])
        self.setLayout(rows(top, grid, line("hair"), gap=tk.S2, margins=(0, 0, 0, tk.S2)))
        self.setMinimumWidth(1)
        self.binder.refreshed.connect(self._name)
        self.binder.left.connect(owner.left)

    def _known_key(self) -> UUID:
        if self.key is None:
            raise RuntimeError("this form shows no row")
        return self.key

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another row, or none."""
        if self.key == key and self.binder.session is session:
            return
        self.key = key
        self.binder.bind(session, "" if key is None else f"{self._plan.attribute}/{key}/")

    def tab_before(self, following: QWidget) -> None:
        """Take the place in the order of Tab before a widget; Qt puts what is made later behind the whole window.

        The fields come before the acts of the row: who comes here wants to type.
        """
        inside = [one for one in _chain(self) if self.isAncestorOf(one) and _takes_focus(one)]
        acts = {self.binder.editor("readers").widget, self.up, self.down, self.out}
        before = following
        for widget in [*(one for one in inside if one not in acts), *(one for one in inside if one in acts)]:
            QWidget.setTabOrder(before, widget)
            before = widget
        QWidget.setTabOrder(before, following)

    def value(self, attribute: str) -> Any:
        """The value of a field of this row."""
        session = self.binder.session
        return None if session is None else session.value(self.binder.path(attribute))

    def _name(self) -> None:
        if self.key is not None:
            words = self._plan.summary(self.value) if self._plan.summary else ""
            self._heading.set_words(words or shape_of(self.binder.shape.name).label)

    def _move(self, step: int) -> None:
        self._owner.move_row(self._known_key(), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        if held == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._move(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            return
        super().keyPressEvent(event)


def _chain(start: QWidget) -> list[QWidget]:
    """All others of the window, in the order of Tab; Qt lets only those that take the focus be moved in it."""
    found, step = list[QWidget](), start.nextInFocusChain()
    while step is not None and step is not start:
        found.append(step)
        step = step.nextInFocusChain()
    return found


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


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
        self._session: EditSession | None = None
        self._hint = label(plan.hint, "meta", "soft", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(tk.S2)
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
        """Those of the rows that are shown."""
        return [form.binder for form in self.forms()]

    def bind(self, session: EditSession | None) -> None:
        """Show the rows of another root, or none."""
        if self._session is not None:
            self._session.changed.disconnect(self._changed)
            self._session.reset_done.disconnect(self._show)
        self._session = session
        if session is not None:
            session.changed.connect(self._changed)
            session.reset_done.connect(self._show)
        self._show()

    def _changed(self, path: str) -> None:
        if path in (self.plan.attribute, ""):
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        keys = [] if self._session is None else self._session.rows(self.plan.attribute)
        while len(self._forms) < len(keys):
            self._make_form()
        for number, form in enumerate(self._forms):
            shown = number < len(keys)
            form.bind(self._session if shown else None, keys[number] if shown else None)
            form.setVisible(shown)
            form.up.setEnabled(shown and number > 0)
            form.down.setEnabled(shown and number < len(keys) - 1)
        self._hint.setVisible(not keys and bool(self.plan.hint))

    def make_ready(self) -> None:
        """Make the form of a first row, so that nobody waits for it who opens one that has a row."""
        if not self._forms:
            self._make_form()

    def _make_form(self) -> None:
        form = RowForm(self.plan, self.child, self._helpers, self)
        if self._forms:  # who may read is the same in each row: saying it once will do
            form.binder.hide_readers()
        form.hide()
        self._forms.append(form)
        self._list.addWidget(form)
        form.tab_before(self.add)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def make_row(self) -> None:
        """Add a row at the end and go to its first field."""
        if self._session is None:
            return
        shown = self.forms()
        before = shown[-1].value if shown else None
        self._session.add_row(self.plan.attribute, self.plan.first(before) if self.plan.first else None)
        form = self.forms()[-1]
        form.binder.editor(self.plan.lines[0][0]).buddy.setFocus(Qt.FocusReason.TabFocusReason)
        self.left.emit()

    def take_out(self, key: UUID) -> None:
        """Take a row out of the list; what it held stays until the form is saved."""
        session = self._session
        if session is None:
            return
        place = session.remove_row(self.plan.attribute, key)
        self.add.setFocus(Qt.FocusReason.TabFocusReason)
        name = shape_of(self.child).label
        attribute = self.plan.attribute
        self.taken_out.emit(name, lambda: session.put_row_back(attribute, key, place))
        self.left.emit()

    def move_row(self, key: UUID, step: int) -> None:
        """Move a row; the focus goes with it."""
        session = self._session
        at = next((i for i, form in enumerate(self._forms) if form.key == key), None)
        if session is None or at is None:
            return
        by_button = self._forms[at].up.hasFocus() or self._forms[at].down.hasFocus()
        if not session.move_row(self.plan.attribute, key, step):
            return
        goal = self._forms[at + step]
        target: QWidget = goal.up if step < 0 else goal.down
        if not by_button or not target.isEnabled():
            target = goal.binder.editor(self.plan.lines[0][0]).buddy
        target.setFocus(Qt.FocusReason.TabFocusReason)
