"""Reading a list in from the window, up to the last button: the file, its columns, and its rows."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.exchange.sheet import Line, Sheet
from beschutdesk.services.intake import Standing
from tests.ui.fixtures import context_of, shown, shown_empty
from tests.ui.importing_keys import BAD, choose, chosen, dialog, go_to, listed, open_from_tab, people, until, written
from tests.ui.walker import focused, settle
from ui.desk_window import DeskWindow
from ui.dialogs.importing import COLUMNS, FILE, PREVIEW, ImportDialog
from ui.models.importing import NAME, Kinds, PreviewModel, why

__all__ = ["dialog", "listed", "shown", "shown_empty"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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
