"""The form of one number: how much, from when, where it comes from. What was typed stays until it can be kept."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.figures import MOST, Figure
from ui.forms.parse import format_day, parse_day
from ui.settings.figure_list import FigureRow, amount
from ui.theme import tokens as tk
from ui.widgets import FieldBox, box, button, cols, label, line_edit, rows

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST: Final = 300
_SINCE: Final = "Leeg: het komt in plaats van het getal van nu."


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields."""

    value: str
    since: str
    source: str


class FigureForm(QWidget):
    """Shows one number and reads what is typed.

    Args:
        today: the day of today.

    Attributes:
        edited: the user has typed.
        left: a field was left, or Enter was pressed in it.
        reset_asked: back to what comes with the program.
    """

    edited = Signal()
    left = Signal()
    reset_asked = Signal()

    def __init__(self, today: "Callable[[], date]") -> None:
        super().__init__()
        self._today = today
        self._row: FigureRow | None = None
        self.value, self.since, self.source = line_edit(), line_edit(placeholder="dd-mm-jjjj"), line_edit()
        self.value.setMaxLength(12)
        self.since.setMaxLength(40)
        self.source.setMaxLength(_LONGEST)
        self.value_box = FieldBox("Getal", self.value)
        self.since_box = FieldBox("Geldt vanaf", self.since, _SINCE)
        self.source_box = FieldBox("Waar komt het vandaan?", self.source)
        self._standard = label("", "meta", "soft", wrap=True)
        self.reset_button = button("Terug naar standaard", icon="undo-2", on=self.reset_asked.emit)
        self.reset_button.setAutoDefault(False)
        first = cols((self.value_box, 1), (self.since_box, 2), gap=tk.BETWEEN_FIELDS)
        back = box(cols(self.reset_button, (self._standard, 1), gap=tk.S3))
        self.setLayout(rows(first, self.source_box, back, gap=tk.S3))
        for edit in self._lines():
            edit.textEdited.connect(lambda _text: self.edited.emit())
            edit.editingFinished.connect(self.left.emit)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.value, self.since, self.source

    @property
    def row(self) -> FigureRow | None:
        """What is shown."""
        return self._row

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(*(edit.text() for edit in self._lines()))

    @property
    def is_typed(self) -> bool:
        """Whether it differs from what is kept."""
        return self._row is not None and self.typed != as_kept(self._row)

    def show_row(self, row: FigureRow, typed: Typed | None) -> None:
        """Show a number, with what was typed of it before."""
        self._row = row
        shown = typed or as_kept(row)
        for edit, words in zip(self._lines(), (shown.value, shown.since, shown.source), strict=True):
            if edit.text() != words:
                edit.setText(words)
                edit.setCursorPosition(0)
        self.value_box.set_hint(f"In {row.figure.unit}.")
        base = row.base.on(self._today())
        self._standard.setText(f"Standaard: {amount(base, row.base.unit)}. {row.base.source}." if row.own else "")
        self.reset_button.setVisible(row.own or typed is not None)
        self.clear_messages()
        if typed is not None:
            self.read()

    def clear_messages(self) -> None:
        """Say nothing about the fields."""
        for field in (self.value_box, self.since_box, self.source_box):
            field.say("")

    def read(self) -> Figure | None:
        """The number as it was typed; ``None`` when it cannot be one, and then the fields say why."""
        row = self._row
        if row is None:
            return None
        self.clear_messages()
        value, fine = self._read_value(row), True
        try:
            since, _ = parse_day(self.since.text(), self._today())
        except WrongValue as error:
            self.since_box.say(str(error))
            fine = False
        if value is None or not fine:
            return None
        return changed(row, value, since, " ".join(self.source.text().split()), self._today())

    def _read_value(self, row: FigureRow) -> int | None:
        text = re.sub(rf"\s*{re.escape(row.figure.unit)}$", "", self.value.text().strip())
        text = re.sub(r"[.\s](?=[0-9]{3}\b)", "", text)
        least = row.figure.least
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= MOST:
            self.value_box.say(f"Schrijf een heel getal van {least} tot en met 10.000.")
            return None
        return int(text)


def as_kept(row: FigureRow) -> Typed:
    """What the fields show of what is kept: the last value, and its day when it came beside an older one."""
    since, value = row.figure.values[-1]
    later = row.own and since not in {day for day, _ in row.base.values}
    return Typed(str(value), format_day(since) if later else "", row.figure.source)


def changed(row: FigureRow, value: int, since: date | None, source: str, today: date) -> Figure:
    """The number with another value.

    Args:
        row: what it was.
        value: of from now on.
        since: from when; ``None`` puts it in place of the last one.
        source: where it comes from; that of another value does not count for this one.
        today: for the source, when there is none.
    """
    base = row.base
    day = base.values[-1][0] if since is None else since
    values = (*(one for one in base.values if one[0] < day), (day, value))
    same = values == base.values
    if not source or (source == base.source and not same):
        source = base.source if same else f"Eigen getal, ingevuld op {format_day(today)}"
    return Figure(base.key, row.figure.label, row.figure.unit, source, values)
