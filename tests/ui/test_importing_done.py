"""Reading a list in from the window: all at once and all of it back, stopping, a lock, and the ways to it."""

import gc
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services import profile
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui import left_over
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import candidates_page, context_of, shown, shown_empty, throw_away
from tests.ui.importing_keys import (
    LONGEST,
    choose,
    chosen,
    dialog,
    go_to,
    listed,
    open_from_tab,
    people,
    rows_of,
    until,
    written,
)
from tests.ui.walker import settle, walk
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.importing import COLUMNS, FILE, PREVIEW, ImportDialog, open_importing
from ui.dialogs.importing_run import read_in
from ui.finding import find
from ui.looking import current as looking
from ui.main_window import EMPLOYERS
from ui.models.importing import Kinds

__all__ = ["dialog", "listed", "shown", "shown_empty"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


# -- reading in --------------------------------------------------------------------------------------------------------


def test_all_at_once_and_all_of_it_back(shown_empty: DeskWindow, qtbot: QtBot, listed: Path) -> None:
    dialog = open_from_tab(shown_empty)
    go_to(dialog, qtbot, listed)
    dialog.next_button.click()
    until(qtbot, lambda: people(shown_empty) == 188 and not isValid(dialog))
    toast = shown_empty.window._toast
    assert toast.accessibleName().startswith("188 kandidaten ingelezen. 12 rijen overgeslagen.")
    page = candidates_page(shown_empty)
    assert page.list.model.rowCount() == 188
    toast.undo()
    until(qtbot, lambda: toast.can_redo)
    assert people(shown_empty) == 0
    assert page.list.model.rowCount() == 0
    page.acts.redo()
    # the toast of the undo still stands there when the people are back in the vault
    until(qtbot, lambda: toast.can_undo and toast.accessibleName().startswith("Opnieuw gedaan. Ongedaan"))
    assert people(shown_empty) == 188
    (first, *_) = context_of(shown_empty).desk.dossiers.ids("candidate")
    assert context_of(shown_empty).desk.dossiers.get("candidate", first) is not None


def test_who_was_worked_with_stays_when_the_list_is_taken_back(
    shown_empty: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_from_tab(shown_empty)
    go_to(dialog, qtbot, written(tmp_path / "lijst.csv", [*rows_of(1), ["Noor", "Smit", "", "", ""]]))
    dialog.next_button.click()
    until(qtbot, lambda: shown_empty.window._toast.can_undo)
    desk, page = context_of(shown_empty).desk, candidates_page(shown_empty)
    (noor,) = desk.lists.by_name("Noor Smit")
    desk.dossiers.save([Edit("candidate", noor.id, 1, {"phone": "06 12345678"})])
    page.acts.undo()
    # told after it is done
    until(qtbot, lambda: "1 blijft staan" in shown_empty.window._toast.accessibleName())
    assert people(shown_empty) == 1


def test_the_same_list_again_is_known_and_mapped_as_before(shown_empty: DeskWindow, qtbot: QtBot, listed: Path) -> None:
    dialog = open_from_tab(shown_empty)
    go_to(dialog, qtbot, listed, COLUMNS)
    choose(dialog, "Klantnummer", "Wensen voor werk")
    dialog.go_on()
    until(qtbot, lambda: dialog.step == PREVIEW)
    dialog.next_button.click()
    until(qtbot, lambda: people(shown_empty) == 188 and not isValid(dialog))
    again = open_from_tab(shown_empty)
    go_to(again, qtbot, listed, COLUMNS)
    assert chosen(again)["Klantnummer"] == "Wensen voor werk"
    assert "vorige keer" in again.columns.banner.accessibleName()
    again.go_on()
    until(qtbot, lambda: again.step == PREVIEW)
    assert again.preview.model.count(Kinds.HERE) == 188
    assert not again.next_button.isEnabled()
    throw_away(again)


def test_who_stops_keeps_nothing_and_is_told(shown_empty: DeskWindow, qtbot: QtBot, listed: Path) -> None:
    dialog, free = open_from_tab(shown_empty), Event()
    go_to(dialog, qtbot, listed)
    context_of(shown_empty).jobs.submit(free.wait, 20)
    dialog.next_button.click()
    assert dialog.cancel_button.text() == "Stoppen"
    assert not dialog.preview.table.isEnabled()
    dialog.close()
    assert dialog.isVisible(), "it says first how it ended"
    free.set()
    until(qtbot, lambda: not dialog.busy)
    assert dialog.note.text() == "Gestopt. Er is niets ingelezen."
    assert people(shown_empty) == 0
    dialog.next_button.click()
    until(qtbot, lambda: people(shown_empty) == 188)


def test_stopped_after_the_last_report_it_is_kept_and_says_so(shown_empty: DeskWindow, listed: Path) -> None:
    intake, stop = context_of(shown_empty).desk.intake, Event()
    opened = intake.open(listed, "candidate")
    plan = intake.preview(opened.sheet, "candidate", opened.guess.mapping)
    skip = [row.number for row in plan.bad]

    saved = read_in(intake, plan, skip, [], stop, lambda *_: None)
    stop.set()
    assert saved is not None
    assert people(shown_empty) == 188
    again = intake.preview(opened.sheet, "candidate", opened.guess.mapping)
    assert read_in(intake, again, skip, [2, 4], stop, lambda *_: None) is None
    assert people(shown_empty) == 188


def test_what_goes_wrong_is_told_in_three_parts(
    shown_empty: DeskWindow, qtbot: QtBot, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, told = open_from_tab(shown_empty), list[Trouble]()
    dialog.say_trouble = lambda _parent, _title, trouble: told.append(trouble)
    go_to(dialog, qtbot, listed)

    def full(_why: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(context_of(shown_empty).desk.intake, "_before", full)
    dialog.next_button.click()
    until(qtbot, lambda: bool(told))
    assert told[0].happened
    assert people(shown_empty) == 0
    assert dialog.step == PREVIEW
    assert dialog.next_button.isEnabled()


# -- a lock ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [COLUMNS, PREVIEW])
def test_a_lock_leaves_nothing_of_the_list(shown_empty: DeskWindow, qtbot: QtBot, tmp_path: Path, step: int) -> None:
    path = written(tmp_path / "lijst.csv", [["Wieńczysława", LONGEST, "", "", ""]])
    dialog = open_from_tab(shown_empty)
    go_to(dialog, qtbot, path, step)
    phrases = [left_over._hidden(LONGEST)]
    assert left_over.in_widgets(phrases), "the test looks for what is not there"
    dialog = None  # type: ignore[assignment]
    assert shown_empty.lock()
    settle()
    assert left_over.in_widgets(phrases) == []
    gc.collect()
    left = [found for found in gc.get_objects() if type(found) is Candidate and found.family_name == LONGEST]
    assert not left


def test_a_lock_while_rows_are_read_in_keeps_nothing(shown_empty: DeskWindow, qtbot: QtBot, listed: Path) -> None:
    dialog, free = open_from_tab(shown_empty), Event()
    go_to(dialog, qtbot, listed)
    lane = context_of(shown_empty).jobs

    def until_locked() -> None:
        while not lane.closed:
            free.wait(0.005)
        free.wait(0.3)  # by then what waits behind this was dropped

    lane.submit(until_locked)
    dialog.next_button.click()
    assert shown_empty.lock()
    with profile.open_with_passphrase(shown_empty.folder, PASSPHRASE) as desk:
        assert desk.lists.candidates() == []


# -- doors -------------------------------------------------------------------------------------------------------------


def test_the_ways_to_it(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    found = {one.title: one for one in find(context_of(shown_empty).desk, "inlezen")}
    assert set(found) == {"Lijst inlezen: kandidaten", "Lijst inlezen: werkgevers"}
    shown_empty._go_to(found["Lijst inlezen: werkgevers"])
    (dialog,) = shown_empty.window.findChildren(ImportDialog)
    assert dialog.windowTitle() == "Werkgevers inlezen"
    assert shown_empty.window.tab == EMPLOYERS
    throw_away(dialog)
    page = candidates_page(shown_empty)
    menu = page.bar.menu()
    (act,) = [action for action in menu.actions() if action.text() == "Lijst inlezen…"]
    act.trigger()
    (dialog,) = shown_empty.window.findChildren(ImportDialog)
    assert dialog.windowTitle() == "Kandidaten inlezen"
    throw_away(dialog, menu)


def test_not_while_somebody_looks_as_well(shown_empty: DeskWindow) -> None:
    looking().set_on(True)
    try:
        page = candidates_page(shown_empty)
        assert open_importing(context_of(shown_empty), "candidate", lambda *_: None, page) is None
        assert "meekijkstand" in shown_empty.window._toast.accessibleName()
    finally:
        looking().set_on(False)


@pytest.mark.parametrize("step", [FILE, COLUMNS, PREVIEW])
def test_by_keyboard(dialog: ImportDialog, qtbot: QtBot, listed: Path, step: int) -> None:
    if step:
        go_to(dialog, qtbot, listed, step)
    stops = walk(dialog, (1000, 640)).stops
    assert "Annuleren" in stops
    wanted = {FILE: "Bestand kiezen…", COLUMNS: "Kolom ‘Geb. datum’ komt in", PREVIEW: "Rijen van de lijst"}
    assert wanted[step] in stops


@pytest.mark.parametrize("step", [FILE, COLUMNS, PREVIEW])
def test_nothing_is_cut_off_in_large_letters(dialog: ImportDialog, qtbot: QtBot, listed: Path, step: int) -> None:
    theme.current().set_text_size(150)
    if step:
        go_to(dialog, qtbot, listed, step)
    dialog.resize(760, 560)
    settle()
    assert cut_off(dialog) == []
