"""The lists by keyboard: filters that are kept, the order, the columns, the table, and nothing to show."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from beschutdesk.services.lists import CandidateFilter, EmployerFilter, Sort
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.employer_keys import employers_page
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, shown, shown_empty
from ui.desk_window import DeskWindow
from ui.models.roots import ITEM, PAGE, SPOKEN
from ui.tabs.dossiers.list_pane import ListPane

__all__ = ["shown", "shown_empty"]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MANY = 500


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        QApplication.processEvents()


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
    QApplication.processEvents()


def names(listing: Any) -> list[str]:
    model = listing.model
    return [model.index(row, 0).data(ITEM).title for row in range(model.rowCount())]


def towns(listing: Any) -> list[str]:
    return [listing.model.line(row).municipality for row in range(listing.model.rowCount())]


def focused_name() -> str:
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.accessibleName()


def tab_to(name: str) -> None:
    for _ in range(40):
        if focused_name() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}; it is at {focused_name()}")


def choose_town(listing: ListPane, town: str) -> None:
    """With the panel open: go to the gemeente and type its first letters."""
    tab_to("Gemeente")
    write(town[:4])
    press(Qt.Key.Key_Return)
    assert listing.narrowed.wanted == CandidateFilter(state="active", municipality=town)


# -- the filter --------------------------------------------------------------------------------------------------------


def test_a_filter_by_keyboard_is_named_and_chosen_again(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    every = names(listing)
    town = towns(listing)[1]
    listing.view.setFocus()
    press(Qt.Key.Key_F, CTRL | SHIFT)
    assert focused_name() == "Stand"
    assert not listing.view.isVisible()
    choose_town(listing, town)
    assert listing.tools.filter.text() == "Filter (1)"
    assert f"gemeente {town}" in listing.tools.filter.accessibleDescription()
    tab_to("Bewaar als")
    write("Mijn lijst")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert listing.view.isVisible()
    assert QApplication.focusWidget() is listing.tools.filter
    assert set(towns(listing)) == {town}
    assert listing.tools.kept.isVisible()
    assert listing.tools.kept.currentText() == "Mijn lijst"
    listing.tools.kept.setFocus()
    press(Qt.Key.Key_Up)
    assert listing.tools.kept.currentText() == "Alle actieve"
    assert names(listing) == every
    press(Qt.Key.Key_Down)
    assert set(towns(listing)) == {town}


def test_the_waiting_list_has_a_door(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    lists, today = context_of(shown).desk.lists, context_of(shown).today()
    press(Qt.Key.Key_F, CTRL | SHIFT)
    tab_to("Wachtlijst")
    panel = listing.sides.filter
    assert panel is not None
    combo = panel.combos["standing"]
    words = [combo.itemText(row) for row in range(combo.count())]
    assert words[:3] == ["maakt niet uit", "staat op de wachtlijst", "wacht op een besluit van UWV"]
    press(Qt.Key.Key_Down)
    waiting = CandidateFilter(standing="waiting")  # of every state, or it would be only part of the waiting list
    assert listing.narrowed.wanted == waiting
    assert listing.model.listed() == lists.candidates(waiting, today=today)
    press(Qt.Key.Key_Down, times=combo.findData("placed") - 1)
    assert listing.model.listed() == lists.candidates(CandidateFilter(standing="placed"), today=today)
    assert listing.model.listed()
    assert "heeft een plek" in listing.tools.filter.accessibleDescription()
    press(Qt.Key.Key_Up, times=combo.findData("placed"))
    assert listing.narrowed.wanted == CandidateFilter()


def test_a_filter_is_renamed_and_removed_and_comes_back(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    lists = context_of(shown).desk.lists
    listing.change(municipality=towns(listing)[0])
    listing.narrowed.save("Een")
    press(Qt.Key.Key_F, CTRL | SHIFT)
    panel = listing.sides.filter
    assert panel is not None
    panel.name.setFocus()
    panel.name.setText("  Twee ")
    panel.rename.click()
    assert [one.name for one in lists.saved_filters("candidates")] == ["Twee"]
    assert listing.tools.kept.currentText() == "Twee"
    panel.name.clear()
    panel.save.click()
    assert "naam" in panel._name_box.message
    panel.drop.click()
    assert lists.saved_filters("candidates") == []
    assert not listing.tools.kept.isVisible()
    assert panel.save.hasFocus(), "the button that was pressed is gone"
    assert isinstance(listing.narrowed.wanted, CandidateFilter)
    assert listing.narrowed.wanted.municipality, "the list stays as it is"
    press(Qt.Key.Key_Z, CTRL)
    assert [one.name for one in lists.saved_filters("candidates")] == ["Twee"]


def test_the_filter_and_the_order_are_there_after_a_lock(demo_desk: Desk, qtbot: QtBot) -> None:
    folder = demo_desk.profile
    made = show_desk(qtbot, demo_desk)
    listing = candidates_page(made).list
    town = towns(listing)[2]
    listing.change(municipality=town)
    listing.narrowed.save("Hier")
    listing.sides.sort_by("phase")
    listing.filter.setText("e")
    assert made.lock()
    made.open(profiles.open_with_passphrase(folder, PASSPHRASE))
    listing = candidates_page(made).list
    assert listing.filter.text() == ""
    assert listing.narrowed.wanted == CandidateFilter(state="active", municipality=town)
    assert listing.narrowed.sort == Sort("phase")
    assert listing.tools.kept.currentText() == "Hier"
    assert set(towns(listing)) == {town}
    put_away(made)


def test_a_filter_with_nothing_says_which_and_is_wiped(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    every = names(listing)
    listing.change(municipality=towns(listing)[0], phase="break")
    assert listing._none.isVisible()
    assert not listing.view.isVisible()
    said = listing._none._words.text()
    assert towns_of(context_of(shown).desk)[0] in said or "gemeente" in said
    assert "fase onderbreking" in said
    listing._none.other_acted.emit()
    assert names(listing) == every
    assert listing.view.isVisible()


def test_an_empty_list_offers_no_filter_to_wipe_where_there_is_none(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    listing.filter.setText("zzz")
    listing.load()
    wipe = listing._none._other
    assert wipe is not None
    assert wipe.isVisible()
    listing.filter.clear()
    listing._turn_trash()
    assert listing._none.isVisible()
    assert not wipe.isVisible()
    listing._turn_trash()
    assert not listing._none.isVisible()


def test_a_kept_employer_where_nobody_works_any_more_is_said_in_words(shown: DeskWindow) -> None:
    listing = candidates_page(shown).list
    listing.change(employer=UUID(int=7))
    assert "een werkgever waar nu niemand werkt" in listing._none._words.text()
    listing.open_filter()
    assert listing.sides.filter is not None
    assert listing.sides.filter.combos["employer"].currentText() == "een werkgever waar nu niemand werkt"


def towns_of(desk: Desk) -> list[str]:
    return desk.lists.written("candidates", "municipality")


def test_words_above_a_filter_with_nothing_name_both(shown: DeskWindow, qtbot: QtBot) -> None:
    listing = candidates_page(shown).list
    listing.change(municipality=towns(listing)[0])
    press(Qt.Key.Key_F, CTRL)
    assert listing.filter.hasFocus()
    write("qqq")
    qtbot.waitUntil(listing._none.isVisible)
    said = listing._none._words.text()
    assert "‘qqq’" in said
    assert "gemeente" in said
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(listing.view.isVisible)
    press(Qt.Key.Key_Down)
    assert listing.view.hasFocus()
    write("k")
    assert listing.filter.hasFocus(), "a letter in the list goes to the filter"
    assert listing.filter.text() == "k"


def test_whoever_is_looked_up_is_shown_and_the_filter_comes_back(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    listing = page.list
    first, town = listing.model.key_at(0), towns(listing)[1]
    listing.change(municipality=town)
    page.set_candidate(first)
    assert listing.current() == first
    used = context_of(shown).desk.lists.used("candidates")
    assert used is not None
    assert used.wanted == CandidateFilter(state="active", municipality=town)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("free", True),
        ("nature", "commercial"),
        ("quiet_weeks", 2),
        ("surrounding", "quiet"),
        ("place", ""),
        ("sector", ""),
    ],
    ids=["free", "nature", "quiet_weeks", "surrounding", "place", "sector"],
)
def test_every_part_of_the_filter_of_employers(shown: DeskWindow, part: str, value: Any) -> None:
    listing = employers_page(shown).list
    lists = context_of(shown).desk.lists
    value = value or lists.written("employers", part)[0]
    press(Qt.Key.Key_F, CTRL | SHIFT)
    panel = listing.sides.filter
    assert panel is not None
    combo = panel.combos[part]
    at = combo.findData(value)
    assert at > 0, [combo.itemData(row) for row in range(combo.count())]
    combo.setFocus()
    press(Qt.Key.Key_Down, times=at)
    wanted = EmployerFilter(**{part: value})
    assert listing.narrowed.wanted == wanted
    assert listing.model.listed() == lists.employers(wanted, today=context_of(shown).today())
    assert panel.wipe.isEnabled()
    panel.wipe.click()
    assert listing.narrowed.wanted == EmployerFilter()


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
    open_person(page)
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
    before = listing.model._read

    def count(rids: list[int]) -> Any:
        read.append(len(rids))
        return before(rids)

    monkeypatch.setattr(listing.model, "_read", count)
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
