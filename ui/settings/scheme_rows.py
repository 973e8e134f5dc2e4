"""A list of rows of a scheme, with the form of the chosen one: add, change, take out, all by keyboard."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from beschutdesk.dossier.codec import WrongValue
from ui.settings.scheme_fields import FieldDef, Kind, RowsDef, begin, read, row_of, show, summary, values_of
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import (
    Combo,
    FieldBox,
    Flow,
    ItemModel,
    ListView,
    RowDelegate,
    RowLook,
    box,
    button,
    cols,
    label,
    line_edit,
    rows,
)

LONGEST: Final = 600
_HIGH: Final = 36
_SHOWN: Final = 4


class _Row(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return _HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: str, look: RowLook) -> None:
        words = font("strong" if look.selected else "body")
        paint.text(painter, rect.adjusted(14, 0, -10, 0), item, words, colours().ink)


class RowsList(ListView):
    """The rows in a few words each. Delete takes the chosen one out.

    Attributes:
        out_wanted: the chosen row must go.
    """

    out_wanted = Signal()

    def __init__(self, name: str) -> None:
        self._items = ItemModel(str)
        super().__init__(self._items, _Row(), name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_words(self, found: Sequence[str], at: int) -> None:
        """Show these, and choose one (or none)."""
        self.blockSignals(True)
        self._items.set_items(found)
        if at >= 0:
            self.go_to(at)
        self.blockSignals(False)


class FieldsForm(QWidget):
    """Fields that were declared, below and beside each other.

    Args:
        lines: the fields.
        today: the day of today, for days without a year.

    Attributes:
        edited: something was typed or chosen.
        boxes: by name of the field.
    """

    edited = Signal()

    def __init__(self, lines: Sequence[Sequence[FieldDef]], today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.fields = {one.name: one for line in lines for one in line}
        self.boxes: dict[str, FieldBox] = {}
        made = [cols(*((self._make(one), one.share) for one in line), gap=tk.BETWEEN_FIELDS) for line in lines]
        self.setLayout(rows(*made, gap=tk.S3))

    def _make(self, one: FieldDef) -> FieldBox:
        editor: QWidget
        if one.kind is Kind.CHOICE:
            combo = Combo()
            for value, words in one.options:
                combo.addItem(f"{words[:1].upper()}{words[1:]}", value)
            combo.activated.connect(lambda _row: self.edited.emit())
            editor = combo
        else:
            edit = line_edit(placeholder="dd-mm-jjjj" if one.kind is Kind.DAY else "")
            edit.setMaxLength(LONGEST if one.kind is Kind.TEXT else 20)
            edit.textEdited.connect(lambda _text: self._touched(one.name))
            editor = edit
        self.boxes[one.name] = FieldBox(one.label, editor, one.hint)
        return self.boxes[one.name]

    def _touched(self, name: str) -> None:
        self.boxes[name].say("")
        self.edited.emit()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these."""
        for name, one in self.fields.items():
            editor = self.boxes[name].editor
            self.boxes[name].say("")
            if isinstance(editor, Combo):
                at = next((row for row, (value, _) in enumerate(one.options) if value is values.get(name)), -1)
                if at < 0:
                    at = next((row for row, (value, _) in enumerate(one.options) if value == values.get(name)), 0)
                editor.setCurrentIndex(at)
            elif isinstance(editor, QLineEdit):
                editor.setText(show(one, values.get(name)))
                editor.setCursorPosition(0)

    def read(self) -> dict[str, Any] | None:
        """The values; ``None`` when one cannot be read: its field says why, and has the focus."""
        found: dict[str, Any] = {}
        wrong: QWidget | None = None
        for name, one in self.fields.items():
            editor = self.boxes[name].editor
            if isinstance(editor, Combo):
                found[name] = one.options[max(0, editor.currentIndex())][0]
            elif isinstance(editor, QLineEdit):
                try:
                    found[name] = read(one, editor.text(), self._today())
                except WrongValue as error:
                    words = str(error)
                    self.boxes[name].say(f"{words[:1].upper()}{words[1:].rstrip('.')}.")
                    wrong = wrong or editor
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return found

    def focus_first(self) -> None:
        """Go to the first field."""
        next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)


class RowsPart(QWidget):
    """A list of rows and the form of the chosen one. What is typed is taken over when one leaves the row.

    Args:
        rows_def: which list.
        today: the day of today.

    Attributes:
        edited: something is different.
    """

    edited = Signal()

    def __init__(self, rows_def: RowsDef, today: Callable[[], date]) -> None:
        super().__init__()
        self._def, self._today = rows_def, today
        self._rows: list[Any] = []
        self._at = -1
        self._typed = False
        self.list = RowsList(rows_def.title)
        self.list.current_changed.connect(self._turn)
        self.list.opened.connect(self._enter)
        self.list.out_wanted.connect(self.take_out)
        self.form = FieldsForm(rows_def.lines, today)
        self.form.edited.connect(self._note)
        self._none = label(f"Nog geen {rows_def.one}.", "body", "soft")
        self.add_button = button(
            f"{rows_def.one[:1].upper()}{rows_def.one[1:]} toevoegen", "quiet", "plus", on=self.add
        )
        self.out_button = button("Weghalen", "quiet", "trash-2", f"{rows_def.one} weghalen", on=self.take_out)
        for one in (self.add_button, self.out_button):
            one.setAutoDefault(False)
        acts = box(Flow(self.add_button, self.out_button, gap=tk.S2))
        self.setLayout(rows(self._none, self.list, self.form, acts, gap=tk.S2))
        self.setMinimumWidth(1)
        self._show(-1)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def show_rows(self, found: Sequence[Any]) -> None:
        """Show these."""
        self._rows, self._typed = list(found), False
        self._show(0 if self._rows else -1)

    def read(self) -> tuple[Any, ...] | None:
        """The rows; ``None`` when what is typed in one cannot be read, and then its field says why."""
        return tuple(self._rows) if self._settle() else None

    def add(self) -> None:
        """A new row; it counts once its fields can be read."""
        if not self._settle():
            return
        self._at, self._typed = len(self._rows), True
        self._none.hide()
        self.form.show_values(begin(self._def, self._today()))
        self.form.show()
        self.out_button.show()
        self.form.focus_first()
        self.edited.emit()

    def take_out(self) -> None:
        """Take the chosen row out, or the one that was begun."""
        if 0 <= self._at < len(self._rows):
            del self._rows[self._at]
        self._typed = False
        self._show(min(self._at, len(self._rows) - 1))
        (self.list if self._rows else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _enter(self, _row: int) -> None:
        self.form.focus_first()

    def _note(self) -> None:
        self._typed = True
        self.edited.emit()

    def _turn(self, row: int) -> None:
        if row == self._at or row < 0:
            return
        if self._settle():
            self._show(row)
        else:
            self.list.blockSignals(True)
            self.list.go_to(min(self._at, len(self._rows) - 1))
            self.list.blockSignals(False)

    def _settle(self) -> bool:
        """Take over what is typed; ``False`` when it cannot be read."""
        if not self._typed or self._at < 0:
            return True
        values = self.form.read()
        if values is None:
            return False
        new = self._at >= len(self._rows)
        others = tuple(getattr(one, "key", "") for at, one in enumerate(self._rows) if at != self._at)
        row = row_of(self._def, values, others, "" if new else getattr(self._rows[self._at], "key", ""))
        if new:
            self._rows.append(row)
        else:
            self._rows[self._at] = row
        self._typed = False
        self._show(self._at)
        return True

    def _show(self, at: int) -> None:
        self._at = at
        self.list.show_words([summary(self._def, one) for one in self._rows], at)
        self.list.setFixedHeight(px(_HIGH) * min(max(len(self._rows), 1), _SHOWN))
        some = 0 <= at < len(self._rows)
        self.list.setVisible(bool(self._rows))
        self._none.setVisible(not self._rows)
        self.form.setVisible(some)
        self.out_button.setVisible(some)
        if some:
            self.form.show_values(values_of(self._rows[at], self._def.fields))
