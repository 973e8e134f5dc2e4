"""The tab Werkgevers, driven as people drive it: by keys, with a real vault."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.tags import WorkKind
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.employer_keys import ALT, CTRL, employers_page, field, go, kept, names, open_row, press, write
from tests.ui.fixtures import (
    WITHIN_MS,
    context_of,
    show_desk,
    shown,
    shown_empty,
    throw_away,
)
from tests.ui.fixtures import put_away as close
from tests.ui.walker import walk
from ui.desk_window import DeskWindow
from ui.models.roles import ITEM, SPOKEN
from ui.tabs.candidates.conflict import ConflictDialog

__all__ = ["shown", "shown_empty"]


# -- list --------------------------------------------------------------------------------------------------------------


def test_nobody_yet_has_one_act(shown_empty: DeskWindow) -> None:
    page = employers_page(shown_empty)
    assert page._nobody.isVisible()
    page._nobody.acted.emit()
    QApplication.processEvents()
    assert QApplication.focusWidget() is field(page, "name")


def test_filter_by_text_and_by_work(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    every = names(page)
    assert len(every) == 4
    assert every == sorted(every, key=str.casefold)
    page.list.filter.setFocus()
    write("kring")
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    write("xyz")
    qtbot.waitUntil(page.list._none.isVisible)
    page.list._none.other_acted.emit()
    assert names(page) == every
    at = page.list.work.findData(WorkKind.COMPUTER.key)
    page.list.work.setCurrentIndex(at)
    page.list.work.activated.emit(at)
    lists = context_of(shown).desk.dossiers
    every_one = [lists.get("employer", key) for key in lists.ids("employer")]
    offering = [one for one in every_one if WorkKind.COMPUTER in one.work_kinds]
    assert len(names(page)) == len(offering)
    page.list.reveal(page.list.model.key_at(0) or UUID(int=0))
    page.list.clear_filter()
    page.list.reveal(lists.ids("employer")[0])
    assert names(page) == every, "going to one shows it, whatever the filter hides"


def test_a_line_says_where_it_is_and_how_full(shown: DeskWindow) -> None:
    page = employers_page(shown)
    spoken = page.list.model.index(0, 0).data(SPOKEN)
    line = page.list.model.line(0)
    assert line.place in spoken
    assert "vrij" in spoken or "plaatsing" in spoken


# -- a new one ---------------------------------------------------------------------------------------------------------


@pytest.mark.alone
def test_a_new_employer_with_two_supervisors_by_keyboard(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown_empty)
    desk = context_of(shown_empty).desk
    press(Qt.Key.Key_N, CTRL)
    assert QApplication.focusWidget() is field(page, "name")
    key = page.dossier.key
    assert key is not None
    assert desk.drafts.all() == []
    write("Bakker")
    qtbot.waitUntil(lambda: desk.drafts.find(key) is not None, timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: names(page) == ["Bakker"], timeout=WITHIN_MS)
    write(" & Zn")
    assert names(page) == ["Bakker & Zn"]
    go(page, "place")
    write("Zwolle")
    page.form.finish()
    supervisors = page.form.row_list("employer", "supervisors")
    for name in ("Els", "Ton"):
        supervisors.add.setFocus()
        press(Qt.Key.Key_Space)
        write(name)
    form = supervisors.forms()[1]
    minutes: Any = form.binder.editor("minutes").buddy
    minutes.setFocus()
    write("30")
    backup: Any = form.binder.editor("backup").widget
    assert "Els" in [backup.itemText(i) for i in range(backup.count())], "also one that is not saved yet"
    backup.setFocus()
    backup.setCurrentIndex(backup.findText("Els"))
    backup.activated.emit(backup.currentIndex())
    go(page, "work_kinds")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_S, CTRL)
    made = kept(shown_empty, key)
    assert made.name == "Bakker & Zn"
    assert [one.name for one in made.supervisors] == ["Els", "Ton"]
    assert made.supervisors[1].backup == made.supervisors[0].id
    assert made.supervisors[1].minutes == 30
    assert made.work_kinds == (WorkKind.CLEANING,)
    assert desk.drafts.all() == []
    assert names(page) == ["Bakker & Zn"]
    assert not page.bar.chip.isVisible()


def test_the_same_employer_is_pointed_out_and_stops_nobody(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    desk = context_of(shown).desk
    other = Employer(name="Zwembad De Golf", place="Almelo", kvk="12345678")
    desk.dossiers.add([other])
    press(Qt.Key.Key_N, CTRL)
    write("Zwembad de golf")
    qtbot.waitUntil(lambda: [twin.id for twin in page.twins.found] == [other.id])
    assert page.twins.isVisible()
    name = go(page, "name")
    name.selectAll()
    write("Iets heel anders")
    qtbot.waitUntil(lambda: page.twins.found == [])
    assert not page.twins.isVisible()
    go(page, "kvk")
    write("12345678")
    qtbot.waitUntil(lambda: [twin.id for twin in page.twins.found] == [other.id])
    assert page.twins.found[0].sure
    press(Qt.Key.Key_S, CTRL)
    assert len(desk.dossiers.ids("employer")) == 6, "a remark, and no lock"
    qtbot.waitUntil(lambda: page.twins.found == [])


def test_from_the_remark_one_goes_to_the_other(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    first = open_row(page)
    title = page.dossier.title
    press(Qt.Key.Key_N, CTRL)
    write(title)
    qtbot.waitUntil(lambda: bool(page.twins.found))
    page.twins.opened.emit(page.twins.found[0].id)
    assert page.dossier.key == first


# -- typing and keeping ------------------------------------------------------------------------------------------------


def test_save_undo_and_redo_by_keyboard(shown: DeskWindow) -> None:
    page = employers_page(shown)
    key = open_row(page)
    before = kept(shown, key).website
    line = go(page, "website")
    line.selectAll()
    write("voorbeeld.example")
    assert page.bar.chip.isVisible()
    press(Qt.Key.Key_S, CTRL)
    assert kept(shown, key).website == "voorbeeld.example"
    page.list.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert kept(shown, key).website == before
    assert line.text() == before
    press(Qt.Key.Key_Y, CTRL)
    assert line.text() == "voorbeeld.example"


def test_switching_keeps_what_was_typed(shown: DeskWindow) -> None:
    page = employers_page(shown)
    open_row(page)
    go(page, "notes").setPlainText("")
    write("Zonneschijn")
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, ALT)
    page.form.finish()
    assert page.list.view.currentIndex().row() == 1, "among employers Alt and an arrow goes to the next employer"
    assert "Zonneschijn" not in field(page, "notes").toPlainText()
    assert page.list.model.index(0, 0).data(ITEM).typed
    press(Qt.Key.Key_Up, ALT)
    page.form.finish()
    assert field(page, "notes").toPlainText() == "Zonneschijn"


def test_a_restart_gives_everything_back(shown: DeskWindow, demo_desk: Desk, qtbot: QtBot) -> None:
    page = employers_page(shown)
    key = open_row(page, 1)
    go(page, "sector").selectAll()
    write("Nog niet bewaard")
    press(Qt.Key.Key_N, CTRL)
    write("Nieuw bedrijf")
    page.flush()
    context_of(shown).keeper.flush()
    again = show_desk(qtbot, demo_desk)
    other = employers_page(again)
    assert names(other)[0] == "Nieuw bedrijf"
    other.show_again(key)
    other.form.finish()
    assert field(other, "sector").text() == "Nog niet bewaard"
    assert other.bar.chip.isVisible()
    close(again)


def test_changed_elsewhere_asks_which_text(shown: DeskWindow) -> None:
    page = employers_page(shown)
    key = open_row(page)
    desk = context_of(shown).desk
    version = kept(shown, key).version
    go(page, "sector").selectAll()
    write("van mij")
    desk.dossiers.save([Edit("employer", key, version, {"sector": "van elders"})])
    press(Qt.Key.Key_S, CTRL)
    (dialog,) = page.findChildren(ConflictDialog)
    dialog.accept()
    QApplication.processEvents()
    assert kept(shown, key).sector == "van mij"
    throw_away(dialog)


# -- trash -------------------------------------------------------------------------------------------------------------


def test_trash_undo_and_restore_by_keyboard(shown: DeskWindow) -> None:
    page = employers_page(shown)
    open_row(page, 1)
    name = names(page)[1]
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert name not in names(page)
    press(Qt.Key.Key_Z, CTRL)
    assert name in names(page)
    assert page.dossier.title == name, "the next key must fall on the same one"
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    page.list.trash.setFocus()
    press(Qt.Key.Key_Space)
    assert names(page) == [name]
    page.list.view.go_to(0)
    page.list.view.setFocus()
    press(Qt.Key.Key_Return)
    assert name in names(page)
    assert page.dossier.title == name


def test_a_new_one_is_thrown_away_and_had_back(shown: DeskWindow) -> None:
    page = employers_page(shown)
    press(Qt.Key.Key_N, CTRL)
    write("Toch niet")
    context_of(shown).keeper.flush()
    page.acts.trash()
    assert context_of(shown).desk.drafts.all() == []
    assert "Toch niet" not in names(page)
    shown.window._toast.undo()
    assert page.dossier.title == "Toch niet"
    assert "Toch niet" in names(page)


# -- reach and look ----------------------------------------------------------------------------------------------------


def test_every_tab_stop_has_a_name_and_shows_its_focus(shown: DeskWindow) -> None:
    page = employers_page(shown)
    open_row(page)
    found = walk(shown.window)
    assert "Naam" in found.stops
    assert "Werk dat er is: schoonmaak" in found.stops
    assert "Wie werkt hier" in found.stops
    assert len([stop for stop in found.stops if stop.startswith("Werk dat er is")]) == 1


@pytest.mark.parametrize("size", [(1366, 728), (911, 485)])
def test_nothing_is_cut(shown: DeskWindow, both_themes: bool, size: tuple[int, int]) -> None:
    shown.frame.resize(*size)
    page = employers_page(shown)
    open_row(page)
    problems: list[str] = []
    for key in page.form.sections:
        page.go_to_section(key)
        problems += cut_off_at_rest(shown.frame)
    assert sorted(set(problems)) == []
    widest = [part for part in page.form.findChildren(QWidget) if part.isVisible() and part.width() > page.view.width()]
    assert widest == [], "nothing runs off the page at the right"


def test_behind_a_lock_nothing_stays(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    open_row(page)
    qtbot.waitUntil(lambda: bool(page.here.items.items()))
    page.close_page()
    assert page.list.model.rowCount() == 0
    assert page.here.items.items() == []
    assert not [line.text() for line in page.form.findChildren(QLineEdit) if line.text()]
    assert "Bakkerij" not in page._title.words
