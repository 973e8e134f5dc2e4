"""An error that stops what one was doing: what happened, what is safe, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLayout, QPushButton, QWidget

from beschutdesk.trouble import Trouble
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, announce, button, cols, label, line, rows

_WIDE = 540
_HEADS = ("Wat er gebeurde", "Wat veilig is", "Wat je kunt doen")


class TroubleDialog(QDialog):
    """Says a :class:`Trouble` in its three parts; a part without words is left out.

    Attributes:
        close_button: what one presses after reading.
    """

    def __init__(self, title: str, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(_WIDE))
        self.trouble = trouble
        self._title = label("", "title", wrap=True)
        self._parts: list[tuple[QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(tk.S3)
        grid.setVerticalSpacing(tk.S3)
        grid.setColumnMinimumWidth(0, px(124))
        grid.setColumnStretch(1, 1)
        for row, head in enumerate(_HEADS):
            small, words = label(head, "meta_strong", "accent"), label("", wrap=True)
            small.setContentsMargins(0, 2, 0, 0)
            grid.addWidget(small, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self._parts.append((small, words))
        head_line = cols(Glyph("octagon-alert", "care", 24), (self._title, 1), gap=12)
        self.close_button: QPushButton = button("Begrepen", "primary", on=self.accept)
        self.close_button.setDefault(True)
        said = [head_line, grid, *self._more()]
        self.setLayout(
            rows(
                self._hold(rows(*said, gap=tk.S4, margins=(24, 20, 24, 16))),
                line(),
                cols(*self._acts(), None, self.close_button, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        self.tell(title, trouble)
        self.close_button.setFocus()

    def tell(self, title: str, trouble: Trouble) -> None:
        """Say this, instead of what it said."""
        self.trouble = trouble
        self.setWindowTitle(title)
        self._title.setText(title)
        said = (trouble.happened, trouble.safe, trouble.todo)
        for (head, words), text in zip(self._parts, said, strict=True):
            words.setText(text)
            head.setVisible(bool(text))
            words.setVisible(bool(text))
        self.setAccessibleDescription(str(trouble))
        announce(self, str(trouble))

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()

    def _hold(self, said: QLayout) -> QWidget | QLayout:
        """What all that is said stands in."""
        return said

    def _more(self) -> list[QWidget | QLayout]:
        """What stands below the three parts."""
        return []

    def _acts(self) -> list[QWidget]:
        """Buttons beside the one that closes."""
        return []


def show_trouble(parent: QWidget | None, title: str, trouble: Trouble) -> TroubleDialog:
    """Show it on top of a window, without waiting for the answer. It is gone once it was read."""
    dialog = TroubleDialog(title, trouble, parent)
    dialog.open()
    return dialog
