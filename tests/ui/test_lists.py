"""The lists by keyboard: the order, the columns, the table, very many, and nothing to show."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.lists import CandidateFilter, Sort
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.employer_keys import employers_page
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, shown, shown_empty
from tests.ui.list_keys import CTRL, SHIFT, focused_name, press, towns, write
from ui.desk_window import DeskWindow
from ui.models.roles import SPOKEN
from ui.models.roots import PAGE

__all__ = ["shown", "shown_empty"]

MANY = 500


# -- order and columns -------------------------------------------------------------------------------------------------


def test_the_order_and_what_stands_below_a_name(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    listing.tools.view.setFocus()
    press(Qt.Key.Key_Space)
    assert focused_name() == "Volgorde"
    press(Qt.Key.Key_Down)
    assert listing.narrowed.sort == Sort("municipality")
    assert towns(listing) == sorted(towns(listing), key=str.casefold)
    panel = listing.sides.view
    assert panel is not None
    panel.down.setFocus()
    press(Qt.Key.Key_Space)
    assert towns(listing) == sorted(towns(listing), key=str.casefold, reverse=True)
    tick = panel.ticks["municipality"]
    tick.setFocus()
    press(Qt.Key.Key_Space)
    assert towns(listing)[0] in listing.model.index(0, 0).data(SPOKEN)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is listing.tools.view
    assert context_of(shown).desk.lists.facts("candidates") == ("municipality", "phase", "employer")


def test_the_table_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    listing = page.list
    page.list.view.setFocus()
    press(Qt.Key.Key_T, CTRL)
    table = listing.table
    assert table is not None
    assert table.hasFocus()
    assert not page.right.isVisible()
    assert listing.width() > page.width() - 10
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert listing.narrowed.sort == Sort("municipality")
    press(Qt.Key.Key_Space)
    assert listing.narrowed.sort == Sort("municipality", descending=True)
    shown_towns = [table.model().index(row, 1).data() for row in range(table.model().rowCount(QModelIndex()))]
    assert shown_towns == sorted(shown_towns, key=str.casefold, reverse=True)
    assert table.model().index(0, 1).data(SPOKEN) == f"Gemeente: {shown_towns[0]}"
    press(Qt.Key.Key_End)
    last = listing.model.key_at(listing.model.rowCount() - 1)
    press(Qt.Key.Key_Return)
    assert not listing.wide
    assert page.right.isVisible()
    assert page.dossier.key == last
    assert listing.current() == last
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.isAncestorOf(focus)


@pytest.mark.parametrize(
    ("key", "row"),
    [
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_PageDown, 0),
        (Qt.Key.Key_Return, 0),
        (Qt.Key.Key_End, 3),
    ],
)
def test_the_first_key_in_a_list_where_nobody_is_chosen_opens_somebody(
    shown: DeskWindow, key: Qt.Key, row: int
) -> None:
    page = candidates_page(shown)
    page.list.view.setFocus()
    assert page.dossier.key is None, "nobody was chosen yet"
    assert page.list.current() is None
    press(key)
    assert page.dossier.key == page.list.current() == page.list.model.key_at(row)


def test_the_next_one_from_nobody_is_the_first_one(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.dossier.key == page.list.model.key_at(0)


def test_a_click_on_the_first_one_opens_it(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    view = page.list.view
    view.setFocus()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(page.list.model.index(0, 0)).center()
    )
    assert page.dossier.key == page.list.model.key_at(0)


def test_whoever_is_opened_from_the_table_is_the_one_in_the_list(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    page.list.view.setFocus()
    press(Qt.Key.Key_T, CTRL)
    press(Qt.Key.Key_Down)
    key = page.list.model.key_at(1)
    press(Qt.Key.Key_Return)
    assert page.dossier.key == page.list.current() == key


def test_the_columns_of_the_table_are_kept(shown: DeskWindow) -> None:
    listing = employers_page(shown).list
    listing.show_wide(True)
    listing.tools.view.click()
    panel = listing.sides.view
    assert panel is not None
    for key in ("sector", "next"):
        panel.ticks[key].setFocus()
        press(Qt.Key.Key_Space)
    table = listing.table
    assert table is not None
    heads = [table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(table.model().columnCount())]
    assert heads == ["Naam", "Plaats", "Contactpersoon", "Bezet", "Vrij", "Laatste contact", "Eerstvolgend"]
    kept = context_of(shown).desk.lists.columns("employers")
    assert "next" in kept
    assert "sector" not in kept
    panel.reset.click()
    assert "Branche" in [column.label for column in listing.narrowed.columns]


def test_the_table_goes_when_somebody_is_opened(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, whole=False)
    page.list.show_wide(True)
    other = page.list.model.key_at(1)
    assert other is not None
    context_of(shown).open_dossier(other)
    QApplication.processEvents()
    assert not page.list.wide
    assert page.right.isVisible()
    assert page.list.current() == other


@pytest.mark.parametrize("size", [(1366, 728), (911, 485)], ids=["usual", "small"])
def test_nothing_is_cut(shown: DeskWindow, both_themes: bool, size: tuple[int, int]) -> None:
    shown.frame.resize(*size)
    listing = candidates_page(shown).list
    listing.change(municipality=towns(listing)[0], quiet_weeks=13)
    listing.narrowed.save("Een filter met een lange naam")
    problems: list[str] = []
    for wide in (False, True):
        listing.show_wide(wide)
        for turn in (listing.open_filter, listing.tools.view.click, listing.sides.close):
            turn()
            problems += cut_off_at_rest(shown.frame)
    assert problems == []


# -- very many, and none -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many_dossiers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A profile with many dossiers, made once."""
    from beschutdesk.dossier.caseworker import Caseworker

    folder = tmp_path_factory.mktemp("many") / "profile"
    desk, _ = profiles.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    with desk:
        desk.inventing.fill(MANY, date(2026, 11, 23))
    return folder


@pytest.fixture
def shown_many(qtbot: QtBot, many_dossiers: Any) -> Iterator[DeskWindow]:
    made = show_desk(qtbot, profiles.open_with_passphrase(many_dossiers, PASSPHRASE))
    yield made
    put_away(made)


def test_of_very_many_only_what_is_in_view_is_read(shown_many: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = candidates_page(shown_many).list
    read: list[int] = []
    pages = listing.model._pages
    before = pages._read

    def count(rids: list[int]) -> Any:
        read.append(len(rids))
        return before(rids)

    monkeypatch.setattr(pages, "_read", count)
    listing.change(state="")
    assert listing.model.rowCount() == MANY
    listing.show_wide(True)
    QApplication.processEvents()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        press(key)
    write("van")
    listing.load()
    assert 0 < listing.model.rowCount() < MANY
    assert max(read) <= PAGE
    assert sum(read) < 2 * MANY
    assert listing.narrowed.wanted == CandidateFilter()


def test_nobody_at_all_has_no_filter_or_table(shown_empty: DeskWindow) -> None:
    page = candidates_page(shown_empty)
    for key, held in ((Qt.Key.Key_T, CTRL), (Qt.Key.Key_F, CTRL | SHIFT), (Qt.Key.Key_F, CTRL)):
        press(key, held)
    assert page._nobody.isVisible()
    assert not page.list.wide
    assert page.list.sides.open is None
    page.form.finish()
