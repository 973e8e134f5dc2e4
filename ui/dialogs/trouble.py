"""An error that stops what one was doing: what happened, what is safe, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from beschutdesk.trouble import Trouble
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, announce, button, cols, label, line, rows

_WIDE = 540
_HEADS = ("Wat er gebeurde", "Wat veilig is", "Wat je kunt doen")


class TroubleDialog(QDialog):
    """Says a :class:`Trouble` in its three parts; a part without words is left out."""

    def __init__(self, title: str, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(px(_WIDE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tk.S3)
        grid.setVerticalSpacing(tk.S3)
        grid.setColumnMinimumWidth(0, px(124))
        grid.setColumnStretch(1, 1)
        said = zip(_HEADS, (trouble.happened, trouble.safe, trouble.todo), strict=True)
        for row, (head, words) in enumerate((h, w) for h, w in said if w):
            small = label(head, "meta_strong", "accent")
            small.setContentsMargins(0, 2, 0, 0)
            grid.addWidget(small, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), row, 1)
        head_line = cols(Glyph("octagon-alert", "care", 24), (label(title, "title", wrap=True), 1), gap=12)
        self.close_button = button("Begrepen", "primary", on=self.accept)
        self.close_button.setDefault(True)
        self.setLayout(
            rows(
                rows(head_line, grid, gap=tk.S4, margins=(24, 20, 24, 16)),
                line(),
                cols(None, self.close_button, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        self.setAccessibleDescription(str(trouble))
        self.close_button.setFocus()
        announce(self, str(trouble))


def show_trouble(parent: QWidget | None, title: str, trouble: Trouble) -> TroubleDialog:
    """Show it on top of a window, without waiting for the answer. It is gone once it was read."""
    dialog = TroubleDialog(title, trouble, parent)
    dialog.open()
    return dialog
