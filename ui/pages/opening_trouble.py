"""Why a vault does not open, in three parts, with the next steps as buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from beschutdesk.trouble import Trouble
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, Pane, announce, button, clear, cols, label, rows

RESTORE, RESCUE = "Reservekopie terugzetten…", "Redden wat er te redden is…"
_HEADS = ("Wat er gebeurde", "Wat veilig is", "Wat je kunt doen")


class OpeningTrouble(Pane):
    """Says a :class:`Trouble`; a part without words is left out.

    Attributes:
        restore_wanted: put a backup back.
        rescue_wanted: read what can still be read.
    """

    restore_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("care")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tk.S3)
        self._grid.setVerticalSpacing(tk.S2)
        self._grid.setColumnStretch(1, 1)
        self._restore = button(RESTORE, icon="history", on=self.restore_wanted.emit)
        self._rescue = button(RESCUE, "quiet", "package-open", on=self.rescue_wanted.emit)
        self._acts = rows(cols(self._restore, None), cols(self._rescue, None), gap=tk.S1)
        words = rows(self._grid, self._acts, gap=tk.S3)
        mark = rows(Glyph("octagon-alert", "care", 20), None, gap=0)
        self.setLayout(cols(mark, (words, 1), gap=tk.S3, margins=(14, 12, 12, 12)))
        self.setMinimumWidth(1)

    def tell(self, trouble: Trouble, *, restore: bool, rescue: bool) -> None:
        """Say this, and offer these ways on."""
        clear(self._grid)
        said = zip(_HEADS, (trouble.happened, trouble.safe, trouble.todo), strict=True)
        for row, (head, words) in enumerate((h, w) for h, w in said if w):
            small = label(head, "meta_strong", "care")
            small.setContentsMargins(0, 2, 0, 0)
            small.setFixedWidth(px(112))
            self._grid.addWidget(small, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(words, wrap=True), row, 1)
        self._restore.setVisible(restore)
        self._rescue.setVisible(rescue)
        self.setAccessibleName(f"Zorg: {trouble}")
        announce(self, str(trouble))
        first = self._restore if restore else self._rescue
        if restore or rescue:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
