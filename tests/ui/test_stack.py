"""Pages of which one is in view: those out of view cost nothing when something changes."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import StackLayout, box, rows


class Asked(QWidget):
    """Counts how often it is asked how high it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.times += 1
        return width // 2


def test_no_page_is_asked_how_high_it_must_be(qtbot: QtBot) -> None:
    pages = [Asked(), Asked(), Asked()]
    stack = StackLayout()
    window = box(rows(box(stack), gap=0))
    qtbot.addWidget(window)
    for page in pages:
        stack.addWidget(page)
    window.resize(300, 200)
    window.show()
    stack.setCurrentIndex(1)
    pages[1].updateGeometry()
    layout = window.layout()
    assert layout is not None
    layout.activate()
    assert [page.times for page in pages] == [0, 0, 0]
    assert pages[1].size() == window.size()
    assert [page.isVisible() for page in pages] == [False, True, False]
