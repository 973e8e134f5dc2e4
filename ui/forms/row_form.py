"""One row of a record as a small form: its plan, its heading, its fields and acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from beschutdesk.dossier.fields import Kind, shape_of
from beschutdesk.rules.figures import Figures
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.row_head import RowHead
from ui.forms.session import EditSession
from ui.stops import chain_in
from ui.theme import tokens as tk
from ui.theme.paint import Tone
from ui.widgets import Elided, box, button, cols, lay_out, line, rows

if TYPE_CHECKING:
    from ui.forms.rows import RowsEditor

Value = Callable[[str], Any]
"""Gives the values of a row by attribute."""


@dataclass(frozen=True, slots=True)
class RowMark:
    """The state of a row, beside its heading.

    Attributes:
        words: short.
        tone: its meaning; ``None`` is a plain fact.
        told: why, in a sentence or two.
    """

    words: str
    tone: Tone | None = None
    told: str = ""


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
        begin: the values of a new row; gets the root as it is on the screen, and today.
        after: what a choice in a row brings along in fields that nobody filled; gets the root, the row, the attribute
            that was chosen, today, and the numbers to count with.
        folds: a row is one line until it is opened. Its fields are made only then.
        mark: the state of a row that folds, from its values; see :meth:`RowsEditor.tell` for one from elsewhere.
        only: fields that are asked for only when this holds of the row; what was filled in is shown all the same.
        by_day: attribute of a day that the rows stand in order of, the oldest first; then nobody moves them by hand.
        one: what a row is called on its acts, where the label of its record says too much.
    """

    record: str
    attribute: str
    title: str
    add: str
    lines: Sequence[Sequence[str]]
    hint: str = ""
    summary: Callable[[Value], str] | None = None
    begin: Callable[[Any, date], dict[str, Any]] | None = None
    after: Callable[[Any, Any, str, date, Figures], dict[str, Any]] | None = None
    folds: bool = False
    mark: Callable[[Value], RowMark | None] | None = None
    by_day: str = ""
    one: str = ""
    only: Mapping[str, Callable[[Value], bool]] = field(default_factory=dict, hash=False)


_WRONG: Final = RowMark("kijk dit na", "warn", "Hier staat iets wat nog niet kan worden opgeslagen.")


class RowForm(QWidget):
    """The fields of one row, with its acts at the right of its heading.

    Who asks for a field or an act of a row that is folded, opens it.
    """

    def __init__(self, plan: RowsPlan, record: str, helpers: Helpers, owner: "RowsEditor") -> None:
        super().__init__()
        self._binder = Binder(record, helpers, self)
        self.key: UUID | None = None
        self._plan, self._owner, self._helpers = plan, owner, helpers
        self._brought: dict[str, Any] = {}
        self._seen: dict[str, Any] = {}
        self._mark: RowMark | None = None
        self._acts: tuple[QPushButton, QPushButton, QPushButton] | None = None
        self._head = RowHead() if plan.folds else Elided("", "strong")
        self._top = cols((self._head, 1), gap=0)
        self._whole = rows(self._top, gap=tk.S2, margins=(0, 0, 0, 0 if plan.folds else tk.S2))
        self.setLayout(self._whole)
        self.setMinimumWidth(1)
        if isinstance(self._head, RowHead):
            self._head.clicked.connect(self._turn)
            self._head.out_wanted.connect(lambda: owner.take_out(self._known_key()))
        else:
            self._make()
        self._binder.refreshed.connect(self.name)
        self._binder.left.connect(owner.left)
        self._binder.finished.connect(self._follow)

    def _make(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        """Make the fields and the acts; they stand open."""
        plan, owner = self._plan, self._owner
        name = (plan.one or shape_of(self._binder.shape.name).label).capitalize()
        up = button("", "quiet", "arrow-up", f"{name} omhoog", on=lambda: self._move(-1))
        down = button("", "quiet", "arrow-down", f"{name} omlaag", on=lambda: self._move(1))
        out = button("", "quiet", "trash-2", f"{name} weghalen", on=lambda: owner.take_out(self._known_key()))
        self._readers = self._binder.editor("readers").widget
        self._side = box(cols(self._readers, up, down, out, gap=0))
        grid = FieldGrid([[self._binder.box(attribute) for attribute in attributes] for attributes in plan.lines])
        margins = (tk.S4, 0, 0, tk.S3) if plan.folds else (0, 0, 0, 0)
        self._body = box(rows(grid, line("hair"), gap=tk.S2, margins=margins))
        self._top.addWidget(self._side)
        self._whole.addWidget(self._body)
        for part in (self._side, self._body):
            part.show()  # by itself it comes a moment later, and until then nothing in it takes the focus
        for move in (up, down):
            move.setVisible(not plan.by_day)
        self._acts = (up, down, out)
        return self._acts

    # -- open and folded -----------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether its fields are in view."""
        return not isinstance(self._head, RowHead) or self._head.isChecked()

    def open(self, on: bool = True) -> None:
        """Show the fields, or fold them."""
        if not isinstance(self._head, RowHead):
            return
        self._head.setChecked(on)
        if self._acts is None:
            if not on:
                return
            self._make()
            self._owner.made(self)
        if not on and self._holds_focus():
            self._head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._side.setVisible(on)
        self._body.setVisible(on)
        if on:
            self._binder.fill_some(1000)
            self._show_asked()

    def _turn(self, on: bool) -> None:
        self.open(on)
        if on:
            self.into_view()

    def into_view(self) -> None:
        """Scroll so that the whole row is seen, or as much of it as there is room for."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inner = area.widget() if area is not None else None
        if area is None or inner is None:
            return
        lay_out()  # it was made, or shown, just now: everything must stand where it will
        top = self.mapTo(inner, QPoint(0, 0)).y()
        area.ensureVisible(0, top + self.height(), 0, tk.S2)
        area.ensureVisible(0, top, 0, tk.S2)

    def _holds_focus(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and focus is not self._head and self.isAncestorOf(focus)

    @property
    def head(self) -> RowHead | Elided:
        """Its heading; one takes the focus when the row folds."""
        return self._head

    @property
    def binder(self) -> Binder:
        """Its fields."""
        self.open()
        return self._binder

    @property
    def closed_binder(self) -> Binder:
        """Its fields as far as they were made; a folded row stays folded."""
        return self._binder

    @property
    def up(self) -> QPushButton:
        """Moves it up."""
        return self._all_acts()[0]

    @property
    def down(self) -> QPushButton:
        """Moves it down."""
        return self._all_acts()[1]

    @property
    def out(self) -> QPushButton:
        """Takes it out."""
        return self._all_acts()[2]

    def _all_acts(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        self.open()
        return self._acts or self._make()

    def place(self, *, first: bool, last: bool) -> None:
        """Say where it stands: the first one cannot go up."""
        if self._acts is not None:
            self._acts[0].setEnabled(not first)
            self._acts[1].setEnabled(not last)

    # -- what it shows -------------------------------------------------------------------------------------------------

    def _known_key(self) -> UUID:
        if self.key is None:
            raise RuntimeError("this form shows no row")
        return self.key

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another row, or none."""
        if self.key == key and self._binder.session is session:
            return
        if self._plan.folds:
            self.open(False)  # a field that loses the focus here still belongs to the row of before
        self.key = key
        self._brought, self._seen, self._mark = {}, {}, None
        # what is folded waits to be filled; a form without a row keeps nothing that was read
        first = () if self._plan.folds and key is not None else None
        self._binder.bind(session, "" if key is None else f"{self._plan.attribute}/{key}/", first=first)
        if key is not None and self._plan.after is not None:
            self._seen = self._days()

    def focus_first(self) -> None:
        """Go to its first field."""
        self.binder.editor(self._plan.lines[0][0]).buddy.setFocus(Qt.FocusReason.TabFocusReason)
        self.into_view()

    def first_stop(self) -> QWidget:
        """Where Tab comes in."""
        if isinstance(self._head, RowHead):
            return self._head
        return chain_in(self)[0]

    def tab_before(self, following: QWidget) -> None:
        """Take the place in the order of Tab before a widget; Qt puts what is made later behind the whole window.

        The heading comes first, and the fields before the acts of the row: who comes here wants to type.
        """
        folded = isinstance(self._head, RowHead) and self._acts is None
        inside = [self._head] if folded else chain_in(self)
        acts: set[QWidget] = {self._readers, *self._acts} if self._acts else set()
        head = [one for one in inside if one is self._head]
        fields = [one for one in inside if one not in acts and one is not self._head]
        before = following
        for widget in [*head, *fields, *(one for one in inside if one in acts)]:
            QWidget.setTabOrder(before, widget)
            before = widget
        QWidget.setTabOrder(before, following)

    def value(self, attribute: str) -> Any:
        """The value of a field of this row."""
        session = self._binder.session
        return None if session is None else session.value(self._binder.path(attribute))

    def tell(self, mark: RowMark | None) -> None:
        """A state that is known elsewhere; ``None`` leaves it to the row itself."""
        if mark != self._mark:
            self._mark = mark
            self.name()

    def _show_asked(self) -> None:
        """Hide what is not asked of this row, unless something stands there."""
        session = self._binder.session
        if self._acts is None or session is None:
            return
        for attribute, asked in self._plan.only.items():
            box = self._binder.field_box(attribute)
            box.setVisible(asked(self.value) or session.is_filled(self._binder.path(attribute)))

    def name(self) -> None:
        """Say in the heading what stands in the row, and ask what belongs to it."""
        if self.key is None:
            if isinstance(self._head, RowHead):
                self._head.say("")
            else:
                self._head.set_words("")
            return
        self._show_asked()
        words = self._plan.summary(self.value) if self._plan.summary else ""
        words = words or shape_of(self._binder.shape.name).label
        if isinstance(self._head, Elided):
            self._head.set_words(words)
            return
        own = self._plan.mark(self.value) if self._plan.mark else None
        mark = _WRONG if self._is_wrong() else self._mark or own or RowMark("")
        self._head.say(words, mark.words, mark.tone, mark.told)

    def _is_wrong(self) -> bool:
        session, prefix = self._binder.session, f"{self._plan.attribute}/{self.key}/"
        return session is not None and session.is_dirty and any(p.startswith(prefix) for p in session.raw_paths())

    def _follow(self, attribute: str) -> None:
        """A choice was made, or a day typed: fill in what follows from it, where nobody filled in anything."""
        session, kind = self._binder.session, self._binder.spec(attribute).kind
        if self._plan.after is None or session is None or kind not in (Kind.CHOICE, Kind.DAY):
            return
        seen, self._seen = self._seen, self._days()
        if kind is Kind.DAY and self._seen == seen:
            return  # one only went through it
        root = session.build()
        row = next((one for one in getattr(root, self._plan.attribute) if one.id == self.key), None)
        if row is None:
            return
        today, figures = self._helpers.today(), self._helpers.figures()
        for name, value in self._plan.after(root, row, attribute, today, figures).items():
            path = self._binder.path(name)
            mine = name in self._brought and self._brought[name] == session.value(path)
            emptied = kind is Kind.DAY and name in self._brought and not session.is_filled(path)
            if mine or not (emptied or session.is_filled(path)):
                self._brought[name] = value
                session.set(path, value)
        self._seen = self._days()

    def _days(self) -> dict[str, Any]:
        """The days of the row as they stand."""
        specs = self._binder.shape.specs.items()
        return {name: self.value(name) for name, spec in specs if spec.kind is Kind.DAY}

    def _move(self, step: int) -> None:
        self._owner.move_row(self._known_key(), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        if held == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._move(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            return
        super().keyPressEvent(event)
