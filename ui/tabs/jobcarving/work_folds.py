"""The fields of a task that one opens when one wants them: a heading that says how much is filled in, fields below."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.task import DEMANDS
from ui.forms.binder import Binder
from ui.forms.grid import FieldGrid
from ui.forms.row_head import RowHead
from ui.theme import tokens as tk
from ui.widgets import box, rows

Lines = Sequence[Sequence[str]]
FOLDS: Final[tuple[tuple[str, Lines], ...]] = (
    (
        "Wat de taak vraagt",
        (*(DEMANDS[at : at + 2] for at in range(0, len(DEMANDS), 2)), ("teachable",), ("training",)),
    ),
    ("Spullen en veiligheid", (("tools", "clothing"), ("safety",), ("quality",))),
    ("Soort werk en omgeving", (("work_kinds",), ("surroundings",))),
    ("Wie doet het nu", (("done_by", "left_lying"), ("freed_for",))),
)
"""The folds of a task, in an inventory and on the board: title, and the fields beside each other per line."""


class Fold(QWidget):
    """A heading that opens.

    Its fields are made with it: what is made later Qt puts at the end of the order of Tab, and a choice of a few, whose
    own widget passes the focus on, does not let itself be moved from there.

    Args:
        title: the heading.
        lines: attributes, beside each other per line.
        binder: makes the fields and fills them.

    Attributes:
        turned: it was opened or folded by the user.
    """

    turned = Signal(bool)

    def __init__(self, title: str, lines: Lines, binder: Binder) -> None:
        super().__init__()
        self._title, self._lines, self._binder = title, lines, binder
        self.head = RowHead()
        self.head.clicked.connect(self._clicked)
        grid = FieldGrid([[binder.box(name) for name in line] for line in lines])
        self._body = box(rows(grid, gap=0, margins=(tk.S4, 0, 0, tk.S3)))
        self.setLayout(rows(self.head, self._body, gap=tk.S2))
        self._body.hide()
        self.setMinimumWidth(1)
        binder.refreshed.connect(self.tell)
        self.tell()

    @property
    def attributes(self) -> list[str]:
        """The fields in it."""
        return [name for line in self._lines for name in line]

    @property
    def is_open(self) -> bool:
        """Whether its fields are in view."""
        return self.head.isChecked()

    def _clicked(self, on: bool) -> None:
        self.open(on)
        self.turned.emit(on)

    def open(self, on: bool = True) -> None:
        """Show the fields, or fold them."""
        self.head.setChecked(on)
        focus: QWidget | None = self.window().focusWidget()
        if not on and focus is not None and self._body.isAncestorOf(focus):
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._body.setVisible(on)

    def tell(self) -> None:
        """Say how much of it is filled in."""
        session, names = self._binder.session, self.attributes
        if session is None:
            self.head.say(self._title)
            return
        filled = sum(session.is_filled(self._binder.path(name)) for name in names)
        self.head.say(self._title, f"{filled} van {len(names)} ingevuld" if filled else "nog leeg")


def unfold(folds: Iterable[Fold], binder: Binder, key: str) -> None:
    """Open the fold in which the field with this key stands."""
    for fold in folds:
        if any(binder.spec(name).key == key for name in fold.attributes):
            fold.open()
