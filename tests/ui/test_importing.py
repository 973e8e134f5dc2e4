"""Reading a list in from the window: three steps, nothing kept before the last, and all of it back again."""

import csv
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.exchange.sheet import Line, Sheet
from beschutdesk.services import profile
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.intake import Standing
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui import left_over
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import candidates_page, context_of, shown, shown_empty, throw_away
from tests.ui.walker import focused, settle, walk
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.importing import COLUMNS, FILE, PREVIEW, ImportDialog, open_importing
from ui.dialogs.importing_run import read_in
from ui.finding import find
from ui.looking import current as looking
from ui.main_window import EMPLOYERS
from ui.models.importing import NAME, Kinds, PreviewModel, why

__all__ = ["shown", "shown_empty"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LATER_MS = 20_000
HEAD = ["Voornaam", "Achternaam", "Tussenvoegsel", "Geb. datum", "Klantnummer"]
BAD = {3, 9, 20, 33, 34, 35, 80, 99, 120, 150, 188, 201}
LONGEST = "Brzęczyszczykiewicz-Bovenkamp"


def rows_of(count: int = 200) -> list[list[str]]:
    """So many people; those in the rows of :data:`BAD` were born on no day."""
    found = [[f"Naam{n}", "Berg", "van den", "01-02-1990", f"K{n}"] for n in range(count)]
    for row in BAD:
        if row - 2 < count:
            found[row - 2][3] = "1-2-90"
    return found


def written(path: Path, rows: list[list[str]], head: list[str] = HEAD) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of 200 people, 12 of them wrong."""
    return written(tmp_path / "lijst.csv", rows_of())


@pytest.fixture
def dialog(shown_empty: DeskWindow) -> Iterator[ImportDialog]:
    made = open_from_tab(shown_empty)
    yield made
    if isValid(made):
        throw_away(made)


def open_from_tab(made: DeskWindow) -> ImportDialog:
    candidates_page(made).acts.bring_in()
    (dialog,) = [found for found in made.window.findChildren(ImportDialog) if found.isVisible()]
    dialog.say_trouble = lambda *_: pytest.fail("trouble")
    settle()
    return dialog


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=LATER_MS)
    settle()


def go_to(dialog: ImportDialog, qtbot: QtBot, path: Path, step: int = PREVIEW) -> None:
    """Take a file and go on to a step."""
    dialog.take(path)
    until(qtbot, lambda: not dialog.busy)
    if step == PREVIEW:
        dialog.go_on()
        until(qtbot, lambda: not dialog.busy)
    assert dialog.step == step


def chosen(dialog: ImportDialog) -> dict[str, str]:
    return {made.name: made.combo.currentText() for made in dialog.columns._rows}


def people(made: DeskWindow) -> int:
    return len(context_of(made).desk.lists.candidates())


# -- the file ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_list_says_so_and_the_next_one_is_read(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, listed: Path
) -> None:
    wrong = tmp_path / "brief.pdf"
    wrong.write_bytes(b"%PDF-1.7 brief")
    for path, words in ((wrong, "dit is een pdf"), (tmp_path / "weg.csv", "weg.csv")):
        dialog.take(path)
        until(qtbot, lambda: not dialog.busy)
        assert dialog.step == FILE
        assert words in dialog.files.trouble.accessibleName()
        assert "Er is niets ingelezen" in dialog.files.trouble.accessibleName()
        assert QApplication.focusWidget() is dialog.files.place.choose
    dialog.ask_file = lambda _parent: listed
    dialog.files.place.choose.click()
    until(qtbot, lambda: dialog.step == COLUMNS)
    assert dialog.files.trouble.isHidden()


def test_a_file_can_be_dropped(dialog: ImportDialog, qtbot: QtBot, listed: Path) -> None:
    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(5, 5), action, data, left, none)
        QApplication.sendEvent(dialog, entering)
        if entering.isAccepted():
            QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), action, data, left, none))

    drop(listed, listed)
    assert not dialog.busy
    drop(listed)
    until(qtbot, lambda: dialog.step == COLUMNS)
    assert dialog.columns.file.words == "lijst.csv"


def test_a_wrong_file_over_a_good_one_changes_nothing(
    dialog: ImportDialog, qtbot: QtBot, listed: Path, tmp_path: Path
) -> None:
    go_to(dialog, qtbot, listed, COLUMNS)
    before = chosen(dialog)
    dialog.take(tmp_path / "weg.csv")
    until(qtbot, lambda: not dialog.busy)
    assert "weg.csv" in dialog.columns.banner.accessibleName()
    assert (chosen(dialog), dialog.columns.file.words, dialog._path) == (before, "lijst.csv", listed)
    dialog.go_on()
    until(qtbot, lambda: dialog.step == PREVIEW)
    dialog.back()
    assert chosen(dialog) == before
    dialog.back()
    assert dialog.step == FILE
    assert chosen(dialog) == {}


def test_a_sheet_of_a_workbook(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Uitleg"
    page.append(["Versie"])
    people_page = book.create_sheet("Mensen")
    people_page.append(["Voornaam", "Geboren"])
    people_page.append(["Sem", "01-02-1990"])
    book.save(tmp_path / "boek.xlsx")
    go_to(dialog, qtbot, tmp_path / "boek.xlsx", COLUMNS)
    assert list(chosen(dialog)) == ["Versie"]
    assert dialog.columns.sheets.isVisible()
    dialog.columns.sheets.setCurrentIndex(1)
    dialog.columns.sheets.activated.emit(1)
    until(qtbot, lambda: not dialog.busy)
    assert chosen(dialog) == {"Voornaam": "Roepnaam", "Geboren": "Geboortedatum"}
    assert dialog.columns.sheets.currentText() == "Mensen"


# -- the columns -------------------------------------------------------------------------------------------------------


def test_columns_are_guessed_and_a_prefix_stands_before_the_name(
    dialog: ImportDialog, qtbot: QtBot, listed: Path
) -> None:
    go_to(dialog, qtbot, listed, COLUMNS)
    assert chosen(dialog) == {
        "Voornaam": "Roepnaam",
        "Achternaam": "Achternaam",
        "Tussenvoegsel": "Achternaam",
        "Geb. datum": "Geboortedatum",
        "Klantnummer": "Niet inlezen",
    }
    (prefix,) = [made for made in dialog.columns._rows if made.name == "Tussenvoegsel"]
    assert prefix._said.text() == "Komt samen met ‘Achternaam’ in dit veld."
    assert "K0, K1, K2" in dialog.columns.combo("Klantnummer").accessibleDescription()
    dialog.go_on()
    until(qtbot, lambda: dialog.step == PREVIEW)
    first = dialog.preview.model.row(0)
    assert first is not None
    assert first.title == "Naam0 van den Berg"


def test_what_may_be_wrong_with_a_list_stays_in_view(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Wieke", "Zoutman"])
    page.append(["Sem", '="Jan"&"sen"'])
    book.save(tmp_path / "boek.xlsx")
    go_to(dialog, qtbot, tmp_path / "boek.xlsx", COLUMNS)
    choose(dialog, "Wieke", "Roepnaam")
    assert dialog.columns.banner.isVisible()
    assert "In de eerste rij staan geen namen van kolommen" in dialog.columns.banner.accessibleName()
    first, second = dialog.columns._rows
    assert not first._said.isVisible()
    assert second._said.text().startswith("In deze kolom staan formules zonder uitkomst.")


def choose(dialog: ImportDialog, column: str, words: str) -> None:
    combo = dialog.columns.combo(column)
    at = combo.findText(words)
    assert at >= 0, words
    combo.setCurrentIndex(at)


def test_what_cannot_be_is_said_before_a_row_is_looked_at(dialog: ImportDialog, qtbot: QtBot, listed: Path) -> None:
    go_to(dialog, qtbot, listed, COLUMNS)
    choose(dialog, "Klantnummer", "Hele naam, zoals ‘Piet van den Berg’")
    dialog.go_on()
    assert dialog.step == COLUMNS
    assert "Twee kolommen vullen hetzelfde veld" in dialog.columns.banner.accessibleName()
    for name in ("Voornaam", "Achternaam", "Tussenvoegsel", "Klantnummer"):
        choose(dialog, name, "Niet inlezen")
    assert dialog.columns.banner.isHidden(), "it stays when the choice is another one"
    dialog.go_on()
    until(qtbot, lambda: not dialog.busy)
    assert dialog.step == COLUMNS
    assert "zonder naam" in dialog.columns.banner.accessibleName()


def test_a_whole_name_in_one_column(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = written(tmp_path / "namen.csv", [["Berg, Piet van den"], ["Zonder komma"]], ["Naam"])
    go_to(dialog, qtbot, path, COLUMNS)
    assert dialog.columns.first() is dialog.columns.combo("Naam"), "what is asked comes first"
    choose(dialog, "Naam", "Hele naam, zoals ‘Berg, Piet van den’")
    dialog.go_on()
    until(qtbot, lambda: dialog.step == PREVIEW)
    good, bad = dialog.preview.model.plan.rows if dialog.preview.model.plan else ()
    assert good.title == "Piet van den Berg"
    assert "komma" in why(bad)


# -- the rows ----------------------------------------------------------------------------------------------------------


def numbers(model: PreviewModel) -> list[int]:
    return [int(model.index(at, 1).data()) for at in range(model.rowCount())]


def test_the_filter_tells_the_totals_and_shows_one_kind(dialog: ImportDialog, qtbot: QtBot, listed: Path) -> None:
    go_to(dialog, qtbot, listed)
    assert [segment.words for segment in dialog.preview.kinds.segments()] == [
        "Alles 200",
        "Nieuw 188",
        "Staat er al 0",
        "Fout 12",
    ]
    assert dialog.next_button.text() == "188 inlezen"
    assert "12 met een fout" in dialog.note.text()
    dialog.preview.kinds.buddy().setFocus()
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert set(numbers(dialog.preview.model)) == BAD
    assert "Geb. datum" in dialog.preview.detail.text()
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    assert dialog.preview.model.rowCount() == 0
    assert "Niemand staat er al" in dialog.preview._none.accessibleName()


def test_who_seems_to_be_here_is_passed_over_until_somebody_takes_them(shown: DeskWindow, qtbot: QtBot) -> None:
    path = written(
        shown.folder / "lijst.csv",
        [["Jelte", "Roossien", "", "", ""], ["Sem", "Smit", "", "", ""], ["Sem", "Smit", "", "", ""]],
    )
    before, made = people(shown), open_from_tab(shown)
    go_to(made, qtbot, path)
    model, table = made.preview.model, made.preview.table
    assert [model.row(at).standing for at in range(3)] == [Standing.LIKELY, Standing.NEW, Standing.LIKELY]  # type: ignore[union-attr]
    assert "Jelte Roossien in de kluis" in model.index(0, 4).data()
    assert "in rij 3" in model.index(2, 4).data()
    assert (model.skip, model.also, model.taken) == ([], [], 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert (model.skip, model.also, model.taken) == ([3], [2], 1)
    assert made.next_button.text() == "1 inlezen"
    assert model.index(0, 0).data() == "ja"
    made.next_button.click()
    until(qtbot, lambda: not isValid(made) or made.isHidden())
    assert people(shown) == before + 1
    assert [f.title for f in context_of(shown).desk.lists.by_name("Jelte Roossien")] == ["Jelte Roossien"] * 2


def test_a_wrong_row_can_never_be_taken(dialog: ImportDialog, qtbot: QtBot, listed: Path) -> None:
    go_to(dialog, qtbot, listed)
    dialog.preview.show_kinds(Kinds.BAD)
    dialog.preview.table.setFocus()
    QTest.keyClick(dialog.preview.table, Qt.Key.Key_Space)
    assert dialog.preview.model.taken == 188
    assert set(dialog.preview.model.skip) == BAD


def test_of_ten_thousand_rows_only_those_in_view_are_read(
    dialog: ImportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = tuple(Line(n, (f"Naam{n}", "Smit")) for n in range(2, 10_002))
    table = Sheet(("Voornaam", "Achternaam"), lines)
    from beschutdesk.exchange.columns import guess

    plan = dialog._intake.preview(table, "candidate", guess("candidate", table.header).mapping)
    asked: set[int] = set()
    words = PreviewModel._words

    def counted(model: PreviewModel, row: Any, column: int) -> str:
        asked.add(row.number)
        return words(model, row, column)

    monkeypatch.setattr(PreviewModel, "_words", counted)
    dialog.preview.show_plan(plan)
    dialog._show_step(PREVIEW)
    settle()
    dialog.grab()
    QTest.keyClick(dialog.preview.table, Qt.Key.Key_End)
    dialog.grab()
    assert dialog.preview.model.index(9_999, NAME).data() == "Naam10001 Smit"
    assert len(asked) < 100


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
    until(qtbot, lambda: toast.can_undo)
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
    context_of(shown_empty).jobs.submit(free.wait, 0.5)
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
