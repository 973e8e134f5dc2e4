"""Overzicht on the screen: numbers, what others do not get, the taakstelling, and a workbook."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.rules.disclosure import HIDDEN
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import TODAY, context_of, put_away, show_desk, throw_away
from tests.ui.walker import press, settle, walk
from ui import theme
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs.overview import OverviewDialog, show_overview
from ui.dialogs.overview_export import ExportChoice
from ui.dialogs.overview_table import SMALL, TOTAL
from ui.dialogs.overview_target import TargetDialog
from ui.looking import current as looking

LATER_MS = 10_000


def people() -> list[Any]:
    """Seven in Kampen with a permanent contract, two with a detachering; one in Zwolle who waits."""
    found: list[Any] = []
    for number in range(9):
        person = Candidate(name_used=f"Persoon {number}", family_name="Verzonnen", municipality="Kampen")
        kind = PhaseKind.CONTRACT_PERMANENT if number < 7 else PhaseKind.SECONDMENT
        found += [person, Placement(candidate=person.id, phases=[PlacementPhase(kind=kind, since=date(2025, 3, 1))])]
    return [*found, Candidate(name_used="Bo", municipality="Zwolle")]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[DeskWindow]:
    desk.dossiers.add(people())
    made = show_desk(qtbot, desk)
    yield made
    looking().set_on(False)
    put_away(made)


@pytest.fixture
def context(window: DeskWindow) -> DeskContext:
    return context_of(window)


@pytest.fixture
def dialog(context: DeskContext, qtbot: QtBot) -> Iterator[OverviewDialog]:
    made = opened(context, qtbot)
    yield made
    throw_away(made)


def fail(_parent: object, title: str, trouble: Trouble) -> None:
    raise AssertionError(f"{title}: {trouble}")


def opened(context: DeskContext, qtbot: QtBot) -> OverviewDialog:
    made = OverviewDialog(context, context.window)
    made.say_trouble = fail
    made.show()
    counted(made, qtbot)
    return made


def counted(made: OverviewDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made.numbers is not None, timeout=LATER_MS)
    settle()


def cells(made: OverviewDialog) -> dict[str, tuple[str, ...]]:
    model = made.model
    across = range(1, model.columnCount())
    return {
        model.index(row, 0).data(): tuple(model.index(row, column).data() for column in across)
        for row in range(model.rowCount())
    }


def go_to(made: OverviewDialog, key: str) -> None:
    assert made.numbers is not None
    made.list.go_to([table.key for table in made.numbers.tables].index(key))
    settle()


def words_in(made: Any) -> str:
    return " ".join(one.text() for one in made.findChildren(QLabel) if one.isVisible())


def exports(desk: Desk) -> list[Any]:
    found = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.EXPORT}))))
    return [line.detail for line in found if line.detail.get("document") == "overview"]


def child(made: OverviewDialog, kind: type[Any]) -> Any:
    settle()
    return next(one for one in made.findChildren(kind) if one.isVisible())


# -- numbers -----------------------------------------------------------------------------------------------------------


def test_numbers_of_the_year_in_table_and_chart(dialog: OverviewDialog) -> None:
    go_to(dialog, "places")
    found = cells(dialog)
    assert found["vast contract"][0] == "7"
    assert found["detachering"] == ("2", SMALL)
    assert found[TOTAL][0] == "9"
    chart = dialog.chart.chart
    assert chart is not None
    assert [(mark.label, mark.value) for mark in chart.marks] == [
        ("detachering", "2"),
        ("vast contract", "7"),
    ]
    assert dialog.table.accessibleName() == "Met een plek, naar soort, op 23 november 2026"
    assert "10 dossiers." in words_in(dialog)


def test_a_gemeente_and_a_year_are_chosen_by_keyboard(dialog: OverviewDialog, qtbot: QtBot) -> None:
    assert [dialog.municipality.itemText(row) for row in range(dialog.municipality.count())] == [
        "Alle gemeenten samen",
        "Kampen",
        "Zwolle",
    ]
    dialog.municipality.setFocus()
    press(Qt.Key.Key_End)
    counted(dialog, qtbot)
    assert dialog.numbers is not None
    assert (dialog.numbers.municipality, dialog.numbers.people) == ("Zwolle", 1)
    go_to(dialog, "standing")
    dialog.list.setFocus()
    press(Qt.Key.Key_Down)
    assert "Wachtlijst: hoe lang al" in words_in(dialog)
    dialog.year.setFocus()
    press(Qt.Key.Key_Down)
    counted(dialog, qtbot)
    assert dialog.numbers.year == 2025
    assert dialog.list.current_item().key == "waiting", "the chosen table stays"


def test_it_is_counted_beside_the_window(
    dialog: OverviewDialog, context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, where = context.desk.overview.numbers, []

    def numbers(*args: Any, **more: Any) -> Any:
        where.append(threading.current_thread())
        return counts(*args, **more)

    monkeypatch.setattr(context.desk.overview, "numbers", numbers)
    dialog.load()
    assert dialog.numbers is None
    assert not dialog.save_button.isEnabled()
    counted(dialog, qtbot)
    assert where
    assert where[0] is not threading.main_thread()


def test_what_goes_wrong_is_said(
    dialog: OverviewDialog, context: DeskContext, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    dialog.say_trouble = lambda _parent, title, _trouble: said.append(title)
    monkeypatch.setattr(context.desk.overview, "numbers", lambda *_args, **_more: 1 / 0)
    dialog.load()
    qtbot.waitUntil(lambda: bool(said), timeout=LATER_MS)
    assert said == ["Het overzicht is niet te maken"]


def test_an_empty_vault_says_what_will_be_here(qtbot: QtBot, desk: Desk) -> None:
    made = show_desk(qtbot, desk)
    dialog = opened(context_of(made), qtbot)
    assert "Nog niets te tellen" in words_in(dialog)
    assert not dialog.save_button.isEnabled()
    assert not dialog.target_button.isEnabled(), "there is no gemeente to fill it in for"
    throw_away(dialog)
    put_away(made)


# -- small numbers -----------------------------------------------------------------------------------------------------


def test_as_others_get_it_small_numbers_are_hidden_and_explained(dialog: OverviewDialog) -> None:
    go_to(dialog, "places")
    assert "hebben een teken" in words_in(dialog)
    dialog.as_others.setFocus()
    press(Qt.Key.Key_Space)
    found = cells(dialog)
    assert found["detachering"] == (HIDDEN,)
    assert found["vast contract"] == (HIDDEN,), "2 would follow from the total"
    assert found[TOTAL] == ("9",)
    assert "Zo is niemand te herkennen" in words_in(dialog)
    chart = dialog.chart.chart
    assert chart is not None
    assert {mark.value for mark in chart.marks} == {HIDDEN}
    go_to(dialog, "meeting")
    assert "hoefde niets weg" in words_in(dialog)


def test_who_looks_along_sees_no_small_numbers(dialog: OverviewDialog) -> None:
    looking().set_on(True)
    assert not dialog.exact
    assert not dialog.as_others.isEnabled()
    dialog.save()
    choice = child(dialog, ExportChoice)
    assert not choice.own.isEnabled()
    choice.reject()
    looking().set_on(False)
    assert dialog.exact


# -- taakstelling ------------------------------------------------------------------------------------------------------


def test_a_taakstelling_is_filled_in_and_what_was_typed_stays(
    dialog: OverviewDialog, context: DeskContext, qtbot: QtBot
) -> None:
    dialog.municipality.setCurrentIndex(1)
    dialog.load()
    counted(dialog, qtbot)
    dialog.edit_target()
    asked = child(dialog, TargetDialog)
    assert (asked.municipality.currentText(), asked.year.currentText()) == ("Kampen", "2026")
    qtbot.waitUntil(asked.places.hasFocus, timeout=LATER_MS)
    QTest.keyClicks(asked.places, "een stuk of 12")
    asked.act()
    settle()
    assert asked.isVisible()
    assert asked.places.text() == "een stuk"[:8]
    assert asked.places_box.message
    assert asked.source_box.message.startswith("Schrijf erbij waar dit aantal staat")
    assert context.desk.overview.targets() == []
    asked.places.clear()
    QTest.keyClicks(asked.places, "12")
    QTest.keyClicks(asked.source, "Stcrt. 2025, 1")
    asked.act()
    qtbot.waitUntil(lambda: dialog.numbers is not None and dialog.numbers.goal.target == 12, timeout=LATER_MS)
    settle()
    assert "12 taakstelling eind 2026" in dialog.goal.words
    assert "3 nog te gaan" in dialog.goal.words
    assert "Taakstelling: Stcrt. 2025, 1." in words_in(dialog)


def test_a_taakstelling_is_taken_away(dialog: OverviewDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.overview.set_target("Kampen", 2026, 8, "Stcrt.")
    dialog.municipality.setCurrentIndex(1)
    dialog.load()
    counted(dialog, qtbot)
    assert "1 meer dan nodig" in dialog.goal.words
    dialog.edit_target()
    asked = child(dialog, TargetDialog)
    qtbot.waitUntil(lambda: asked.places.text() == "8", timeout=LATER_MS)
    asked.remove_button.click()
    qtbot.waitUntil(lambda: dialog.numbers is not None and dialog.numbers.goal.target is None, timeout=LATER_MS)
    assert context.desk.overview.targets() == []


# -- workbook ----------------------------------------------------------------------------------------------------------


def test_a_workbook_is_for_others_unless_one_says_so(
    dialog: OverviewDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    names: list[str] = []
    path = tmp_path / "cijfers.xlsx"

    def ask(_parent: object, name: str) -> Path:
        names.append(name)
        return path

    dialog.ask_path = ask
    for own in (False, True):
        dialog.verdict.hide()
        dialog.save()
        choice = child(dialog, ExportChoice)
        assert choice.others.isChecked()
        if own:
            choice.others.setFocus()
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(dialog.verdict.isVisible, timeout=LATER_MS)
        sheet = openpyxl.load_workbook(path)["Plekken"]
        values = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3)}
        assert values["detachering"] == (2 if own else HIDDEN)
        assert [one["exact"] for one in exports(context.desk)] == ([True, False] if own else [False])
        assert ("geef dit bestand niet door" in words_in(dialog)) is own
    assert names == ["overzicht-2026-alle-gemeenten.xlsx", "overzicht-2026-alle-gemeenten-alleen-voor-mij.xlsx"]


def test_a_workbook_that_cannot_be_written_is_not_noted(
    dialog: OverviewDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[Trouble] = []
    dialog.say_trouble = lambda _parent, _title, trouble: said.append(trouble)
    dialog.ask_path = lambda _parent, _name: tmp_path / "weg" / "cijfers.xlsx"
    dialog.save()
    child(dialog, ExportChoice).go_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=LATER_MS)
    assert "niet opgeslagen" in said[0].happened
    assert dialog.save_button.isEnabled()
    assert exports(context.desk) == []


# -- looks -------------------------------------------------------------------------------------------------------------


def test_everything_is_reached_by_keyboard(dialog: OverviewDialog) -> None:
    go_to(dialog, "places")
    stops = walk(dialog, (1100, 690)).stops
    assert {"Jaar", "Gemeente", "Tabellen", "Taakstelling…", "Opslaan als Excel…"} <= set(stops)


@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_off(dialog: OverviewDialog, size: int) -> None:
    theme.current().set_text_size(size)
    for wide, high in ((1140, 690), (887, 461), (1256, 696)):
        dialog.resize(wide, high)
        go_to(dialog, "ended")
        assert not cut_off_at_rest(dialog)


def test_it_is_gone_behind_the_lock(context: DeskContext, window: DeskWindow, qtbot: QtBot) -> None:
    made = show_overview(context)
    counted(made, qtbot)
    assert made.numbers is not None
    assert TODAY.year == made.numbers.year
    made.abandon()
    settle()


def test_who_looks_along_sees_no_small_number_while_they_are_counted_again(
    dialog: OverviewDialog, qtbot: QtBot
) -> None:
    assert dialog.table.isVisible()
    dialog.load()
    looking().set_on(True)
    assert not dialog.table.isVisible()
    counted(dialog, qtbot)
    assert dialog.table.isVisible()
    assert SMALL not in [cell for row in cells(dialog).values() for cell in row]
