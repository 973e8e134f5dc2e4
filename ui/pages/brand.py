"""The mark and name at the top of the pages that stand alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.trouble import Trouble
from ui.theme import colours
from ui.theme import tokens as tk
from ui.widgets import Banner, box, cols, rows, scroll


class Bar(QWidget):
    """The short thick bar of the printed documents."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().accent)
        painter.end()


class CentredPage(QWidget):
    """One column in the middle of the window; when the window is too low, it scrolls."""

    def __init__(self, column: QWidget, width: int) -> None:
        super().__init__()
        self._warning = Banner(tone="warn")
        self._warning.hide()
        whole = box(rows(column, self._warning, gap=tk.S5))
        whole.setMaximumWidth(width)
        whole.setMinimumWidth(1)
        column.setMinimumWidth(1)
        spread = cols(None, (whole, 100), None, gap=0)
        page = box(rows(None, spread, None, gap=0, margins=(tk.PAGE_MARGIN, tk.S4, tk.PAGE_MARGIN, tk.S4)))
        self.setLayout(rows((scroll(page), 1), gap=0))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(1, 1)

    def warn(self, trouble: Trouble | None) -> None:
        """Say quietly, below everything, what is not as it should be and does not stop anybody; or nothing."""
        self._warning.setVisible(trouble is not None)
        if trouble is not None:
            rest = " ".join(part for part in (trouble.safe, trouble.todo) if part)
            self._warning.set_words(rest, "warn", trouble.happened)
