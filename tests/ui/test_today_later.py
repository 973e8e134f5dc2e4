"""Moving and muting a line of Vandaag to a day that is typed, as people type days."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.fixtures import TODAY as DAY
from tests.ui.fixtures import shown
from tests.ui.today_keys import attention, day_page, press, titles, wait_for
from ui.desk_window import DeskWindow
from ui.tabs.today.acts import LaterDialog
from ui.tabs.today.page import DayPage

__all__ = ["shown"]
KEYS = Qt.Key


def ask(page: DayPage, key: Qt.Key) -> LaterDialog:
    """Press the key of an act on the first line; the dialog that comes has the day in hand."""
    rows = attention(page)
    rows.setFocus()
    press(rows, key)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LaterDialog)
    assert focus() is dialog.day
    return dialog


def focus() -> QLineEdit:
    """The line that keys go to."""
    made = QApplication.focusWidget()
    assert isinstance(made, QLineEdit)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01-12-2026", date(2026, 12, 1)),
        ("1 dec", date(2026, 12, 1)),
        ("overmorgen", DAY + timedelta(days=2)),
        ("5-1", date(2027, 1, 5)),
        ("29 feb", None),
    ],
)
def test_muted_until_the_day_that_is_typed(shown: DeskWindow, qtbot: QtBot, typed: str, meant: date | None) -> None:
    page = day_page(shown, qtbot)
    before = titles(attention(page))
    dialog = ask(page, KEYS.Key_D)
    QTest.keyClicks(focus(), typed)
    press(focus(), KEYS.Key_Return)
    if meant is None:
        assert "bestaat niet" in dialog._day.message
        dialog.reject()
        return
    wait_for(qtbot, lambda: titles(attention(page)) == before[1:])
    assert page.page is not None
    (off,) = page.page.put_off
    assert off.mark.until == meant


@pytest.mark.parametrize("typed", ["21-11-2026", "vandaag", "32-1-2027", "straks", ""])
def test_a_day_that_cannot_be_is_said_and_nothing_is_stored(shown: DeskWindow, qtbot: QtBot, typed: str) -> None:
    page = day_page(shown, qtbot)
    before = titles(attention(page))
    dialog = ask(page, KEYS.Key_D)
    press(focus(), KEYS.Key_Delete)
    QTest.keyClicks(focus(), typed)
    press(focus(), KEYS.Key_Return)
    assert dialog.isVisible()
    assert dialog._day.message
    assert not dialog.busy
    assert focus() is dialog.day
    dialog.reject()
    assert titles(attention(page)) == before
    assert page.page is not None
    assert not page.page.put_off


def test_moving_takes_one_tab_from_day_to_reason(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    dialog = ask(page, KEYS.Key_V)
    QTest.keyClicks(focus(), "1-12-26")
    press(focus(), KEYS.Key_Tab)
    assert dialog.day.text() == "01-12-2026", "what was read is written out"
    assert focus() is dialog.reason
    QTest.keyClicks(dialog.reason, "werkgever belt terug")
    press(dialog.reason, KEYS.Key_Return)
    wait_for(qtbot, lambda: page.page is not None and bool(page.page.put_off))
    assert page.page is not None
    (off,) = page.page.put_off
    assert off.mark.until == date(2026, 12, 1)
