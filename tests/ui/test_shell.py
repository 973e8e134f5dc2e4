"""The main window: rail, tabs, header, panes, text size, blank screen, covers."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.trouble import Trouble
from tests.ui.fixtures import throw_away
from tests.ui.shell import LONG, main_window, nothing, page_with_field
from tests.ui.walker import focused, name_of, press, settle, walk
from ui import frame, theme
from ui.dialogs.trouble import TroubleDialog
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY, TABS, TODAY, VISITS, MainWindow
from ui.pages.lock import LockPage
from ui.shell.blank import BlankPage
from ui.shell.header import NOBODY
from ui.stops import first_stop
from ui.theme import tokens
from ui.widgets import line_edit, rows

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return main_window(qtbot)


# ---- rail and tabs ---------------------------------------------------------------------------------------------------
def test_pages_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    made: list[str] = []

    def factory() -> QWidget:
        made.append("bezoeken")
        return QWidget()

    window.add_page(VISITS, factory)
    assert made == []
    window.show_tab(VISITS)
    window.show_tab(TODAY)
    window.show_tab(VISITS)
    assert made == ["bezoeken"]
    window.drop_pages()
    assert window.page(VISITS) is None
    window.show_tab(VISITS)
    assert window.page(VISITS) is None, "how a page is made is let go of too: it may hold a desk"
    window.add_page(VISITS, factory)
    window.show_tab(VISITS)
    assert made == ["bezoeken", "bezoeken"]


def test_keys_and_mnemonics_go_to_the_tabs(window: MainWindow) -> None:
    seen: list[str] = []
    window.tab_changed.connect(seen.append)
    press(KEYS.Key_3, CTRL)
    press(KEYS.Key_K, ALT)
    press(KEYS.Key_B, ALT)
    press(KEYS.Key_6, CTRL)
    press(KEYS.Key_V, ALT)
    assert seen == [EMPLOYERS, CANDIDATES, VISITS, SUBSIDY, TODAY]


def test_the_rail_is_a_tab_bar_that_the_arrows_walk(window: MainWindow) -> None:
    window.rail.setFocus()
    press(KEYS.Key_Down)
    assert window.tab == CANDIDATES
    press(KEYS.Key_Down)
    assert window.tab == EMPLOYERS
    press(KEYS.Key_Up)
    assert window.tab == CANDIDATES
    assert window.rail.hasFocus()


class Listed(QWidget):
    """A page as those of people are: a filter line above a list, and a form."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.filter, self.list, self.field = line_edit(), QListWidget(), line_edit()
        self.list.addItems(names)
        self.setLayout(rows(self.filter, self.list, self.field))

    def panes(self) -> list[QWidget]:
        return [self.filter, self.list, self.field]


def _ctrl_2(_window: MainWindow) -> None:
    press(KEYS.Key_2, CTRL)


def _alt_k(_window: MainWindow) -> None:
    press(KEYS.Key_K, ALT)


def _click(window: MainWindow) -> None:
    rail = window.rail
    QTest.mouseClick(rail, Qt.MouseButton.LeftButton, pos=rail.tabRect(rail.index_of(CANDIDATES)).center())


@pytest.mark.parametrize("ask", [_ctrl_2, _alt_k, _click])
def test_another_tab_takes_the_keyboard_to_its_list_or_where_one_was(qtbot: QtBot, ask: Any) -> None:
    window = main_window(qtbot)
    page = Listed("Sem", "Ali")
    window.drop_pages()
    window.add_page(CANDIDATES, lambda: page)
    window.add_page(EMPLOYERS, Listed)
    window.header.search.setFocus()
    ask(window)
    assert focused() is page.list
    page.field.setFocus()
    press(KEYS.Key_3, CTRL)
    assert isinstance(focused(), QLineEdit), "an empty list is no place to be"
    ask(window)
    assert focused() is page.field, "an open form keeps the place where one was"
    window.rail.setFocus()
    if ask is not _alt_k:  # of the tab in front Qt hears the letter itself
        ask(window)
        assert focused() is page.field
    page.field.setEnabled(False)
    window.rail.setFocus()
    press(KEYS.Key_Down)
    press(KEYS.Key_Up)
    assert focused() is window.rail, "who walks the rail stays there"
    window.show_tab(EMPLOYERS)
    ask(window)
    assert focused() is page.list


def test_the_rail_says_whole_words(window: MainWindow) -> None:
    index = window.rail.index_of(VISITS)
    assert window.rail.accessibleTabName(index) == "Werkbezoeken"
    assert window.rail.tabToolTip(index) == "Werkbezoeken (Ctrl+4)"
    window.set_badge(TODAY, 2)
    assert window.rail.accessibleTabName(0) == "Vandaag, 2 met haast"
    window.set_badge(TODAY, 0)
    assert window.rail.accessibleTabName(0) == "Vandaag"
    with pytest.raises(KeyError):
        window.show_tab("bestaat-niet")


@pytest.mark.parametrize(("height", "text_size"), [(728, 100), (480, 100), (480, 150), (728, 150)])
def test_all_tabs_fit_on_the_rail(window: MainWindow, height: int, text_size: int) -> None:
    theme.current().set_text_size(text_size)
    window.resize(880, height)
    settle()
    rail = window.rail
    last = rail.tabRect(rail.count() - 1)
    assert rail.geometry().top() + last.bottom() < window.height() - tokens.H_INPUT
    assert rail.tabRect(0).height() >= 40
    assert not window.grab().isNull()


def test_lock_is_asked_for_by_key_and_button(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        press(KEYS.Key_L, CTRL)
    lock = next(w for w in window.findChildren(QWidget) if name_of(w) == "Vergrendelen")
    with qtbot.waitSignal(window.lock_requested):
        QTest.mouseClick(lock, Qt.MouseButton.LeftButton)


def test_the_settings_are_asked_for_by_key_and_button(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.settings_requested):
        press(KEYS.Key_Comma, CTRL)
    gear = next(w for w in window.findChildren(QWidget) if name_of(w) == "Instellingen")
    with qtbot.waitSignal(window.settings_requested):
        QTest.mouseClick(gear, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("height", "text_size"), [(728, 100), (480, 100), (480, 150), (728, 150)])
def test_a_mark_on_the_rail_takes_its_room(window: MainWindow, height: int, text_size: int) -> None:
    theme.current().set_text_size(text_size)
    mark = QWidget()
    mark.setFixedSize(80, 54)
    mark.hide()
    window.set_mark(mark)
    window.resize(880, height)
    settle()
    assert mark.isHidden()
    mark.show()
    settle()
    rail = window.rail
    bottom = rail.geometry().top() + rail.tabRect(rail.count() - 1).bottom()
    assert bottom <= mark.mapTo(window, mark.rect().topLeft()).y()
    assert (
        mark.mapTo(window, mark.rect().bottomLeft()).y()
        < window._side.gear.mapTo(window, window._side.gear.rect().topLeft()).y()
    )
    assert window._side.lock.mapTo(window, window._side.lock.rect().bottomLeft()).y() < height
    window.set_mark(None)


# ---- header ----------------------------------------------------------------------------------------------------------
def test_the_header_says_who_is_chosen_or_that_nobody_is(window: MainWindow) -> None:
    def words() -> list[str]:
        return [name_of(w) for w in window.header.findChildren(QWidget) if w.isVisible()]

    assert NOBODY in words()
    window.set_person(LONG)
    settle()
    assert LONG.name in words()
    assert "3 signalen" in words()
    window.set_person(None)
    settle()
    assert NOBODY in words()


def test_what_the_header_gives_up_when_it_gets_narrow(window: MainWindow) -> None:
    done: list[int] = []
    window.set_person_act("Start bezoek", "notebook-pen", "Bezoekmodus openen (Ctrl+B)", lambda: done.append(1))
    press(KEYS.Key_B, CTRL)
    assert done == [], "without a person there is nothing to do"
    window.set_person(LONG)

    def seen() -> list[str]:
        settle()
        return [name_of(w) for w in window.header.findChildren(QWidget) if w.isVisible()]

    assert {"Start bezoek", "3 signalen", LONG.phase} <= set(seen())
    window.resize(1000, 700)
    narrow = seen()
    assert "Bezoekmodus openen" in narrow
    assert "3 signalen" not in narrow
    assert LONG.phase in narrow
    window.resize(*frame.LEAST)
    theme.current().set_text_size(150)
    assert LONG.phase not in seen()
    press(KEYS.Key_B, CTRL)
    assert done == [1]


# ---- panes, text size, blank screen, covers --------------------------------------------------------------------------
def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    window.show_tab(CANDIDATES)
    settle()
    window.rail.setFocus()
    seen = []
    for _ in range(3):
        press(KEYS.Key_F6)
        seen.append(name_of(focused()))
    assert seen == ["Zoek of doe iets", "Naam", "Onderdelen"]
    press(KEYS.Key_F6, SHIFT)
    assert name_of(focused()) == "Naam"


def test_a_page_may_say_its_panes(window: MainWindow) -> None:
    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.parts = [page_with_field(), page_with_field()]
            self.setLayout(rows(*self.parts))

        def panes(self) -> list[QWidget]:
            return list(self.parts)

    window.add_page(EMPLOYERS, Page)
    window.show_tab(EMPLOYERS)
    settle()
    page = window.page(EMPLOYERS)
    assert isinstance(page, Page)
    goal = first_stop(page.parts[1])
    assert goal is not None
    window.rail.setFocus()
    for _ in range(3):
        press(KEYS.Key_F6)
    assert goal.hasFocus()


def test_text_size_by_keys(window: MainWindow) -> None:
    seen: list[int] = []
    window.text_size_changed.connect(seen.append)
    press(KEYS.Key_Plus, CTRL)
    press(KEYS.Key_Equal, CTRL)
    press(KEYS.Key_Minus, CTRL)
    press(KEYS.Key_0, CTRL)
    press(KEYS.Key_0, CTRL)
    assert seen == [115, 130, 115, 100]


def test_f12_hides_everything_and_gives_it_back(window: MainWindow) -> None:
    window.show_tab(CANDIDATES)
    field = next(w for w in window.findChildren(QLineEdit) if name_of(w) == "Naam")
    field.setFocus()
    press(KEYS.Key_F12)
    assert not field.isVisible()
    press(KEYS.Key_1, CTRL)
    press(KEYS.Key_K, CTRL)
    assert window.tab == CANDIDATES
    press(KEYS.Key_F12)
    assert field.isVisible()
    assert field.hasFocus()


def test_f12_covers_dialogs_too(window: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    line = QLineEdit("Thijs Hoekstra", dialog)
    dialog.setWindowTitle("Portfolio van Thijs Hoekstra")
    dialog.resize(300, 200)
    dialog.open()
    settle()
    dialog.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    press(KEYS.Key_F12)
    assert window._root.currentWidget() is window._blank
    assert "Thijs" not in dialog.windowTitle()
    assert line.visibleRegion().isEmpty()
    sheet = dialog.focusWidget()
    press(KEYS.Key_A)
    dialog.resize(500, 400)
    settle()
    assert sheet is not None
    assert sheet.geometry() == dialog.rect(), "who makes it larger sees no more"
    assert line.text() == "Thijs Hoekstra"
    dialog.resize(300, 200)
    press(KEYS.Key_F12)
    assert window._root.currentWidget() is window._body
    assert dialog.windowTitle() == "Portfolio van Thijs Hoekstra"
    assert line.hasFocus()
    assert not line.visibleRegion().isEmpty()
    dialog.close()
    throw_away(dialog)


def test_trouble_stays_in_view_on_a_blank_screen(window: MainWindow) -> None:
    dialog = TroubleDialog("Vergrendelen is niet gelukt", Trouble("De schijf is vol."), window)
    dialog.open()
    window.blank()
    settle()
    assert not dialog.findChildren(BlankPage)
    dialog.accept()
    throw_away(dialog)


def test_a_cover_takes_the_place_of_everything(window: MainWindow) -> None:
    window.set_person(LONG)
    cover = LockPage()
    window.show_cover(cover)
    settle()
    assert cover.isVisible()
    assert not window.header.isVisible()
    assert isinstance(focused(), QLineEdit)
    press(KEYS.Key_2, CTRL)
    assert window.tab == TODAY
    window.show_cover(None)
    settle()
    assert window.header.isVisible()


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("size", [(1366, 728), (911, 485)])
@pytest.mark.parametrize("tab", [tab.key for tab in TABS if tab.key != "jobcarving"])
def test_the_keyboard_reaches_everything_on_each_tab(window: MainWindow, tab: str, size: tuple[int, int]) -> None:
    window.set_person(LONG)
    window.set_person_act("Start bezoek", "notebook-pen", "Bezoekmodus openen (Ctrl+B)", nothing)
    window.show_tab(tab)
    found = walk(window, size)
    assert {"Onderdelen", "Vergrendelen", "Zoek of doe iets"} <= set(found.stops)


def test_the_toast_leaves_the_focused_field_in_view(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tab(CANDIDATES)
    field = next(w for w in window.findChildren(QLineEdit) if name_of(w) == "Naam")
    field.setParent(window._stack)
    field.setGeometry(200, window._stack.height() - 80, 700, 36)
    field.show()
    field.setFocus()
    window.toast("Bewaard.", nothing)
    settle()
    toast = window._toast

    def overlap() -> bool:
        return toast.geometry().intersects(QRect(field.mapTo(window._body, QPoint(0, 0)), field.size()))

    assert not overlap()
    window.rail.setFocus()
    settle()
    assert overlap(), "at its place above the bottom as soon as nobody types there"
    field.setFocus()
    settle()
    assert not overlap()
    window.rail.setFocus()
    field.move(200, 40)
    field.setFocus()
    field.move(200, window._stack.height() - 80)  # as who goes to a field scrolls to it after the focus
    assert overlap()
    qtbot.waitUntil(lambda: not overlap())
    toast.dismiss()
    assert toast._words.words == ""
