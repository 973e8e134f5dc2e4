"""Vandaag, driven as people drive it: by keys, with a real vault."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.rules.signals import Kind, Severity, Signal, Where
from beschutdesk.services.today import Fold, NextContact, Today
from tests.ui.fixtures import TODAY as DAY
from tests.ui.fixtures import context_of, shown, shown_empty
from tests.ui.today_keys import attention, day_page, press, signal, titles, wait_for
from tests.ui.walker import settle
from ui import theme
from ui.day import DayRead
from ui.desk_window import DeskWindow
from ui.dialogs.overview import OverviewDialog
from ui.finding import find
from ui.looking import current as looking
from ui.main_window import CANDIDATES, TODAY
from ui.pages_of_desk import Today as TodayTab
from ui.settings.dialog import SettingsDialog
from ui.tabs.today.acts import LaterDialog
from ui.tabs.today.model import Group, Line, More, Place
from ui.tabs.today.reason import ReasonDialog
from ui.tabs.today.rows import sentence
from ui.widgets import ACCESSIBLE

__all__ = ["shown", "shown_empty"]
KEYS = Qt.Key


def test_nobody_yet_offers_to_begin(shown_empty: DeskWindow) -> None:
    tab = shown_empty.window.page(TODAY)
    assert isinstance(tab, TodayTab)
    assert tab.page is None


def test_every_line_of_the_service_stands_once(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    context = context_of(shown)
    wanted = context.desk.today.lines(DAY)
    keys = [row.signal.key for made in page.lists.values() for row in made.items.items() if isinstance(row, Line)]
    assert sorted(keys) == sorted(one.key for one in wanted.lines)
    assert 0 < sum(made.items.rowCount() for made in page.lists.values()) <= 12
    for made in page.lists.values():
        for at, row in enumerate(made.items.items()):
            spoken = made.items.index(at, 0).data(ACCESSIBLE)
            assert row.signal.source in spoken
            assert row.signal.why.removesuffix(".") in spoken


def test_done_and_undone(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows = attention(page)
    before = titles(rows)
    rows.setFocus()
    press(rows, KEYS.Key_G)
    wait_for(qtbot, lambda: titles(rows) == before[1:])
    assert rows.currentIndex().row() == 0
    assert shown.window.rail.accessibleTabName(0) != "Vandaag"
    QTest.keyClick(rows, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, lambda: titles(rows) == before)
    assert not page.undo(), "there is nothing more to undo"


def test_moved_with_a_reason_and_brought_back(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows = attention(page)
    before = titles(rows)
    assert page.away_button.isHidden()
    rows.setFocus()
    press(rows, KEYS.Key_V)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LaterDialog)
    dialog.act_button.click()
    assert dialog.isVisible(), "without a reason it is not moved"
    assert QApplication.focusWidget() is dialog.reason
    QTest.keyClicks(dialog.reason, "werkgever is met vakantie")
    press(dialog.reason, KEYS.Key_Return)
    wait_for(qtbot, lambda: titles(rows) == before[1:])
    assert page.page is not None
    (off,) = page.page.put_off
    assert off.mark.reason == "werkgever is met vakantie"
    assert off.mark.until == DAY + timedelta(days=7)
    assert page.away_button.text() == "Verzet en stil (1)"
    page.away_button.click()
    assert shown.frame.focusWidget() is page.away
    press(page.away, KEYS.Key_T)
    wait_for(qtbot, lambda: titles(rows) == before)
    assert page.away_button.isHidden()
    assert page.away.isHidden()


def test_muted_until_a_day(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows = attention(page)
    before = titles(rows)
    rows.setFocus()
    press(rows, KEYS.Key_Down)
    press(rows, KEYS.Key_D)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LaterDialog)
    assert not dialog.reason.isVisible()
    dialog.act_button.click()
    wait_for(qtbot, lambda: titles(rows) == [before[0], *before[2:]])


def test_i_says_why_and_where_the_rule_comes_from(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows = attention(page)
    rows.setFocus()
    press(rows, KEYS.Key_I)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert rows.current_item().signal.source in dialog.accessibleDescription()
    dialog.accept()


def test_enter_goes_to_the_placement(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    for made in page.lists.values():
        for at, row in enumerate(made.items.items()):
            if row.signal.where.record != "placement":
                continue
            shown.window.show_tab(TODAY)
            made.setFocus()
            made.go_to(at)
            press(made, KEYS.Key_Return)
            assert shown.window.tab == CANDIDATES
            candidates: Any = shown.window.page(CANDIDATES)
            candidates.form.finish()
            place = candidates.dossier.session("placement")
            assert candidates.dossier.key == row.signal.people[0]
            assert place.id == row.signal.where.id
            focus = QApplication.focusWidget()
            assert isinstance(focus, QWidget)
            assert candidates.isAncestorOf(focus), row.signal.where.section


def test_a_backup_leads_to_the_settings(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows = attention(page)
    at = next(i for i, row in enumerate(rows.items.items()) if row.signal.kind is Kind.KEEPING)
    rows.setFocus()
    rows.go_to(at)
    press(rows, KEYS.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    dialog.close()


def test_a_group_opens_in_steps_and_closes(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    folded = tuple(signal(f"late {number}") for number in range(60))
    page.reader.take(DayRead(Today(DAY, (signal("first"),), (Fold(Kind.ATTENTION, folded),), ()), [], None, True))
    rows = attention(page)
    assert [type(row) for row in rows.items.items()] == [Line, Group]
    rows.setFocus()
    rows.go_to(1)
    press(rows, KEYS.Key_Right)
    assert rows.items.rowCount() == 2 + 25 + 1
    assert isinstance(rows.items.item(27), More)
    assert "35" in sentence(rows.items.item(27), DAY)
    rows.go_to(27)
    press(rows, KEYS.Key_Return)
    assert rows.items.rowCount() == 2 + 50 + 1
    rows.go_to(20)
    press(rows, KEYS.Key_Left)
    assert rows.currentIndex().row() == 1, "left goes to the group first"
    press(rows, KEYS.Key_Left)
    assert rows.items.rowCount() == 2


def test_the_arrow_goes_on_in_the_next_list(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    rows, terms = attention(page), page.lists[Place.TERMS]
    assert terms.items.rowCount()
    rows.setFocus()
    rows.go_to(rows.items.rowCount() - 1)
    press(rows, KEYS.Key_Down)
    others = [made for place, made in page.lists.items() if place is not Place.ATTENTION and made.isVisible()]
    assert others[0].hasFocus()
    assert not rows.currentIndex().isValid(), "one row of the page is the current one"
    press(others[0], KEYS.Key_Up)
    assert rows.hasFocus()
    assert rows.currentIndex().row() == rows.items.rowCount() - 1


def test_nothing_to_do_says_what_comes(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    page.reader.take(DayRead(Today(DAY, (), (), ()), ["Zwolle"], None, True))
    assert page._said.text() == "Niets dat vandaag aandacht vraagt."
    assert page.municipality.isHidden(), "there is one gemeente only"
    assert shown.window.rail.accessibleTabName(0) == "Vandaag"


def test_nothing_to_do_names_what_is_planned_first_whatever_its_day(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    far = NextContact(DAY + timedelta(9), time(10, 30), "werkbezoek", "Jelte Zilver", "Bakkerij Korst")
    page.reader.take(DayRead(Today(DAY, (), (), ()), [], far, True))
    assert page._said.text() == (
        "Niets dat vandaag aandacht vraagt. Eerstvolgend (over 9 dagen, 02-12-2026 om 10.30 uur): werkbezoek met"
        " Jelte Zilver bij Bakkerij Korst."
    )
    page.reader.take(DayRead(Today(DAY, (), (), ()), [], replace(far, day=date(2027, 6, 1), who=""), True))
    assert page._said.text().endswith("Eerstvolgend (01-06-2027 om 10.30 uur): werkbezoek bij Bakkerij Korst.")
    page.reader.take(DayRead(Today(DAY, (), (), ()), [], replace(far, day=DAY, beside=""), True))
    assert page._said.text().endswith("Eerstvolgend (vandaag om 10.30 uur): werkbezoek met Jelte Zilver.")


def test_a_group_with_something_late_asks_attention_wherever_its_first_line_is(shown: DeskWindow, qtbot: QtBot) -> None:
    """Trips of today come before what is late, and must not take that away to their own list."""
    page = day_page(shown, qtbot)
    trip = replace(signal("trip"), rule="visit_planned", kind=Kind.VISIT, severity=Severity.TODAY, due=DAY)
    early, later = replace(trip, key="early", at=time(9)), replace(trip, key="later", at=time(14))
    fold = Fold(Kind.VISIT, (replace(trip, key="third", at=time(16)), replace(signal("late"), kind=Kind.VISIT)))
    page.reader.take(DayRead(Today(DAY, (later, early), (fold,), ()), [], None, True))
    assert titles(page.lists[Place.ROAD]) == ["early", "later"]
    assert [type(row) for row in attention(page).items.items()] == [Group]
    assert page._heads[Place.ROAD].note.text() == "2 van 3"


def test_the_last_line_can_be_read_whole_and_what_scrolls_away_goes_under_an_edge(
    shown: DeskWindow, qtbot: QtBot
) -> None:
    page = day_page(shown, qtbot)
    lines = tuple(signal(f"line {number}") for number in range(12))
    page.reader.take(DayRead(Today(DAY, lines, (), ()), [], None, True))
    rows, bar = attention(page), page.view.verticalScrollBar()
    try:
        for size, text in (((1366, 728), 100), ((1280, 720), 100), ((1366, 728), 150)):
            theme.current().set_text_size(text)
            shown.frame.resize(*size)
            settle()
            assert bar.maximum() > 0
            assert page.view.mapTo(shown.window, page.view.rect().bottomLeft()).y() == shown.window.height() - 1
            assert page._edge.isVisible() is (bar.value() > 0)
            bar.setValue(bar.maximum())
            last = rows.visualRect(rows.items.index(11, 0))
            bottom = rows.viewport().mapTo(page.view.viewport(), last.bottomLeft()).y()
            assert last.height() > 60
            assert bottom <= page.view.viewport().height()
            assert rows.viewport().height() >= last.bottom(), "no row is cut by its own list"
            assert page._edge.isVisible()
            bar.setValue(0)
    finally:
        theme.current().set_text_size(100)


def test_who_looks_along_reads_nothing(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    try:
        looking().set_on(True)
        assert not any(made.items.rowCount() for made in page.lists.values())
        assert page._folded.isVisible()
    finally:
        looking().set_on(False)
    assert attention(page).items.rowCount()


def test_the_day_turns_at_midnight(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    context = context_of(shown)
    context.today = lambda: DAY + timedelta(days=1)
    page.reader._clock.timeout.emit()
    wait_for(qtbot, lambda: page._title.text() == "Dinsdag 24 november")


def test_a_narrow_window_stacks(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    beside = page._right.mapTo(page, page._right.rect().topLeft())
    assert beside.x() > page._left.width() // 2
    shown.frame.resize(1024, 700)
    wait_for(qtbot, lambda: page._right.mapTo(page, page._right.rect().topLeft()).x() < 60)
    assert attention(page).width() > 800


def test_overview_and_calendar_are_acts(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    desk = context_of(shown).desk
    assert {result.payload[0] for result in find(desk, "overzicht") if isinstance(result.payload, tuple)} >= {
        "overview"
    }
    assert any(result.title == "Agenda exporteren" for result in find(desk, "agenda"))
    page.overview.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OverviewDialog)
    dialog.close()


def test_a_signal_of_nowhere_leads_nowhere(shown: DeskWindow, qtbot: QtBot) -> None:
    page = day_page(shown, qtbot)
    page.acts.do("go", replace(signal("x"), where=Where("")))
    assert shown.window.tab == TODAY
    made: Signal = signal("y")
    assert made.key
