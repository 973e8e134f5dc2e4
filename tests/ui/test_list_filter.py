"""The filter of a list by keyboard: kept, named, chosen again, wiped, and every part of it."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from beschutdesk.services.lists import CandidateFilter, EmployerFilter, Sort
from tests.conftest import PASSPHRASE
from tests.ui.employer_keys import employers_page
from tests.ui.fixtures import candidates_page, context_of, put_away, show_desk, shown, shown_empty
from tests.ui.list_keys import CTRL, SHIFT, choose_town, focused_name, names, press, tab_to, towns, write
from ui.desk_window import DeskWindow

__all__ = ["shown", "shown_empty"]


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
