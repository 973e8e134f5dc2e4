"""A list of what is noted about who is in front: its rows in the room there is, above them a line for the next."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT
from ui.forms.editors import LineEdit, clean
from ui.stops import tab_after
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.cells import fill_all
from ui.visiting.open_visit import OpenVisit
from ui.widgets import announce, box, button, clear, rows, scroll


class NotedRow(QWidget):
    """What was noted, with the button that takes it away.

    Attributes:
        key: the row it shows.
        out_wanted: it goes.
    """

    out_wanted = Signal()

    def __init__(self, key: UUID) -> None:
        super().__init__()
        self.key = key
        self.setMinimumWidth(1)

    def out_button(self, words: str) -> QPushButton:
        """The button that takes it away."""
        return button("", "quiet", "trash-2", words, on=self.out_wanted.emit)


Row = TypeVar("Row", bound=NotedRow)


class NotedPane(QWidget, Generic[Row]):
    """The rows of this visit, and a line for the next.

    Args:
        part: the list of the visit.
        row: makes a row.
        gone: says that one was taken out.
        room: how high the rows become at most, in a window with room and in a low one; before the text size.
        toast: says what was done, with a way back.

    Attributes:
        entries: what the line for the next consists of, by the name of its field.
        made: the rows in view.
        changed: one was added or taken out.
    """

    changed = Signal()

    def __init__(
        self,
        part: str,
        row: Callable[[OpenVisit, UUID], Row],
        gone: str,
        room: tuple[int, int],
        toast: Callable[[str, Callable[[], object] | None], object],
    ) -> None:
        super().__init__()
        self._visit: OpenVisit | None = None
        self._part, self._row, self._gone, self._room, self._toast = part, row, gone, room, toast
        self._low = False
        self.entries: dict[str, LineEdit] = {}
        self.made: list[Row] = []

    def _take_entry(self, attribute: str, edit: LineEdit, name: str) -> None:
        """Let a field be part of the line."""
        edit.setAccessibleName(name)
        edit.setMaxLength(TEXT_LIMIT)
        edit.textEdited.connect(lambda _words: self._half())
        edit.returnPressed.connect(self._enter)
        self.entries[attribute] = edit

    def _build(self, head: QLayout) -> None:
        """Lay out the line, with the rows below it."""
        self._column = rows(gap=tk.S1)
        self._area = scroll(box(rows(self._column, None, gap=0)))
        self._area.follow_focus()
        self.setLayout(rows(head, self._area, gap=tk.S1))
        self.setMinimumWidth(1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_visit(self, visit: OpenVisit | None) -> None:
        """Show what was noted about who is in front, and what is half typed."""
        self._visit = visit
        half = {} if visit is None else visit.half(self._part)
        for attribute, edit in self.entries.items():
            edit.setText(half.get(attribute, ""))
        self._rebuild()

    def fill(self) -> None:
        """Show again what is kept."""
        if self._visit is not None and [row.key for row in self.made] != self._visit.rows(self._part):
            self._rebuild()
        else:
            fill_all(self)

    def set_low(self, low: bool) -> None:
        """Take less room, in a low window."""
        self._low = low
        self._fit()

    def _rebuild(self) -> None:
        clear(self._column)
        self.made = []
        if self._visit is not None:
            for key in self._visit.rows(self._part):
                row = self._row(self._visit, key)
                row.out_wanted.connect(lambda key=key: self._take_out(key))
                self._column.addWidget(row)
                self.made.append(row)
            tab_after([*self.entries.values()][-1], *self.made)
        self._fit()

    def _fit(self) -> None:
        self._area.setVisible(bool(self.made))
        wanted = sum(row.sizeHint().height() + tk.S1 for row in self.made)
        self._area.setFixedHeight(max(1, min(wanted, px(self._room[self._low]))))

    # -- acts ----------------------------------------------------------------------------------------------------------

    @property
    def _first(self) -> LineEdit:
        """Where a next one is typed."""
        return next(iter(self.entries.values()))

    def _typed(self) -> Sequence[str]:
        """What stands in the line."""
        return [clean(edit.text(), one_line=True).strip() for edit in self.entries.values()]

    def _half(self) -> None:
        if self._visit is not None:
            half = {attribute: clean(edit.text(), one_line=True) for attribute, edit in self.entries.items()}
            self._visit.set_half(self._part, half)

    def _enter(self) -> None:
        """Enter was pressed in the line."""
        raise NotImplementedError

    def _add(self, visit: OpenVisit, values: dict[str, Any]) -> UUID | None:
        """Note one and empty the line; ``None`` when a field cannot hold it, which is said."""
        try:
            key = visit.add(self._part, values)
        except WrongValue as wrong:
            announce(self._first, str(wrong))
            return None
        visit.set_half(self._part, {})
        for edit in self.entries.values():
            edit.clear()
        self._rebuild()
        return key

    def _take_out(self, key: UUID) -> None:
        visit = self._visit
        if visit is None:
            return
        back = visit.take_out(self._part, key)

        def undo() -> None:
            back()
            self.fill()
            self.changed.emit()

        self._rebuild()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._toast(self._gone, undo)
        self.changed.emit()
