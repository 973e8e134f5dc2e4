"""How people drive the tab Kandidaten: keys, and what one reads on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.models.roles import ITEM
from ui.tabs.candidates import CandidatesPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, keys, held)
    QApplication.processEvents()


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def field(page: CandidatesPage, attribute: str, record: str = "candidate") -> QWidget:
    return page.form.binder(record).editor(attribute).buddy


def go(page: CandidatesPage, attribute: str, record: str = "candidate") -> QWidget:
    widget = field(page, attribute, record)
    widget.setFocus()
    QApplication.processEvents()
    return widget


def names(page: CandidatesPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data(ITEM).title for row in range(model.rowCount())]


def all_texts(widget: QWidget) -> str:
    lines = [line.text() for line in widget.findChildren(QLineEdit)]
    return "\n".join(lines + [edit.toPlainText() for edit in widget.findChildren(QPlainTextEdit)])
