"""Getallen en termijnen: seen with unit and source, changed for all or for one gemeente, and never lost."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.rules.figures import Figures, as_text, own, standard
from beschutdesk.trouble import Trouble
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import TODAY, throw_away
from tests.ui.settings import context, dialog, until, window, words_in
from tests.ui.walker import press, settle, walk
from ui.context import DeskContext
from ui.settings.dialog import FIGURES, YOU, SettingsDialog
from ui.settings.figure_list import amount
from ui.settings.figures import FiguresPage

__all__ = ["context", "dialog", "window"]


def opened(made: SettingsDialog, qtbot: QtBot) -> FiguresPage:
    made.show_section(FIGURES)
    page = made.figures
    until(qtbot, lambda: page.loaded)
    settle()
    return page


def go_to(page: FiguresPage, key: str) -> None:
    row = list(standard().by_key).index(key)
    page.list.setFocus()
    page.list.go_to(row)
    settle()


def typed(page: FiguresPage, key: str, value: str, since: str | None = None, source: str | None = None) -> None:
    """Type as somebody does: Enter on the line, and from field to field with Tab."""
    go_to(page, key)
    press(Qt.Key.Key_Return)
    assert page.form.value.hasFocus()
    for field, words in ((page.form.value, value), (page.form.since, since), (page.form.source, source)):
        if words is not None:
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, words)
    page.list.setFocus()
    settle()


def now(context: DeskContext, key: str, municipality: str = "") -> int:
    figures: Figures = context.desk.today.figures(municipality)
    return figures.on(key, TODAY)


def kept(qtbot: QtBot, page: FiguresPage, ready: Callable[[], bool]) -> None:
    until(qtbot, lambda: ready() and not page._typed and page.loaded)
    settle()


def test_each_number_stands_there_with_unit_and_source(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    assert page.list.count() == len(standard().by_key)
    go_to(page, "chain_months")
    row = page.list.current()
    assert row is not None
    assert (row.amount, row.whose) == ("36 maanden", "")
    assert row.figure.source.startswith("BW art. 7:668a lid 1")
    assert amount(1, "weken") == "1 week"
    assert not page.form.reset_button.isVisible()


def test_a_number_for_all_counts_at_once_and_goes_back(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    page = opened(dialog, qtbot)
    typed(page, "trial_weeks", "12")
    kept(qtbot, page, lambda: now(context, "trial_weeks") == 12)
    row = page.list.current()
    assert row is not None
    assert (row.amount, row.whose) == ("12 weken", "eigen getal")
    assert row.figure.source == "Eigen getal, ingevuld op 23-11-2026", "the old source does not say 12"
    assert dialog.note.startswith("Opgeslagen om")
    assert "Standaard: 8 weken." in words_in(page)
    page.form.reset_button.setFocus()
    press(Qt.Key.Key_Space)
    kept(qtbot, page, lambda: now(context, "trial_weeks") == 8)
    assert context.desk.today.own_figures() == ""


def test_a_number_of_one_gemeente(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.dossiers.add([Candidate(name_used="Bo", municipality="Kampen")])
    page = opened(dialog, qtbot)
    page.municipality.setFocus()
    press(Qt.Key.Key_End)
    until(qtbot, lambda: page.loaded)
    typed(page, "trial_weeks", "10", source="Verordening Kampen, art. 4")
    kept(qtbot, page, lambda: now(context, "trial_weeks", "kampen") == 10)
    assert now(context, "trial_weeks") == 8
    assert context.desk.today.figures("Kampen").source("trial_weeks") == "Verordening Kampen, art. 4"
    page.municipality.setFocus()
    press(Qt.Key.Key_Home)
    until(qtbot, lambda: page.loaded)
    go_to(page, "trial_weeks")
    assert page.form.value.text() == "8"


def test_a_number_from_a_day_on_leaves_what_was(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    typed(page, "chain_gap_months", "60", "1-1-2027", "Wet meer zekerheid flexwerkers")
    kept(qtbot, page, lambda: "chain_gap_months" in own(context.desk.today.own_figures()))
    until(qtbot, lambda: len(own(context.desk.today.own_figures())["chain_gap_months"].values) == 2)
    figures = context.desk.today.figures()
    assert figures.on("chain_gap_months", date(2026, 12, 31)) == 6
    assert figures.on("chain_gap_months", date(2027, 1, 1)) == 60
    settle()
    assert page.form.since.text() == "01-01-2027"


@pytest.mark.parametrize(
    ("value", "since", "says"),
    [
        ("twaalf", None, "Schrijf een heel getal van 1 tot en met 10.000."),
        ("0", None, "Schrijf een heel getal van 1 tot en met 10.000."),
        ("12", "31-02-2027", "31 februari 2027 bestaat niet."),
    ],
)
def test_what_cannot_be_kept_stays_where_it_was_typed(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, value: str, since: str | None, says: str
) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "trial_weeks")
    page.form.since.setFocus()
    QTest.keyClicks(page.form.since, since or "")
    typed(page, "trial_weeks", value)
    boxes = (page.form.value_box, page.form.since_box)
    assert says in [one.message for one in boxes]
    assert dialog.note.startswith("Nog niet bewaard")
    row = page.list.current()
    assert row is not None
    assert row.whose == "niet bewaard"
    go_to(page, "chain_months")
    assert not any(one.message for one in boxes)
    dialog.show_section(YOU)
    dialog.show_section(FIGURES)
    go_to(page, "trial_weeks")
    assert page.form.value.text() == value
    assert says in [one.message for one in boxes]
    assert now(context, "trial_weeks") == 8
    throw_away(dialog)
    again = SettingsDialog(context, context.window, FIGURES)
    again.show()
    until(qtbot, lambda: again.figures.loaded)
    go_to(again.figures, "trial_weeks")
    assert again.figures.form.value.text() == value, "not even closing loses it"
    again.figures.form.reset_button.click()
    assert again.figures.form.value.text() == "8"
    throw_away(again)


def test_ctrl_z_takes_the_last_change_back(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    typed(page, "wage_value_fall", "5")
    kept(qtbot, page, lambda: now(context, "wage_value_fall") == 5)
    dialog.take_back()
    until(qtbot, lambda: now(context, "wage_value_fall") == 3)
    until(qtbot, lambda: dialog.note == "Ongedaan gemaakt.")


def test_a_number_counts_when_its_field_is_left_by_closing(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "trial_weeks")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.form.value, "9")
    dialog.reject()
    throw_away(dialog)
    until(qtbot, lambda: now(context, "trial_weeks") == 9)
    settle()
    again = SettingsDialog(context, context.window, FIGURES)
    again.show()
    until(qtbot, lambda: again.figures.loaded)
    go_to(again.figures, "trial_weeks")
    row = again.figures.list.current()
    assert row is not None
    assert (row.amount, row.whose) == ("9 weken", "eigen getal"), "it is not told as something that was not kept"
    throw_away(again)


def test_searching_and_finding_nothing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    QTest.keyClicks(page.search, "keten duur")
    settle()
    assert page.list.count() == 1
    assert page.form.value.text() == "36"
    QTest.keyClicks(page.search, " olifant")
    settle()
    assert "Geen getal gevonden" in words_in(page)
    page.search.clear()
    settle()
    assert page.list.count() == len(standard().by_key)


def test_a_text_of_a_newer_program_is_not_written_over(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context.desk.today, "own_figures", lambda _municipality="": "[later]\nvalues = 3\n")
    dialog.show_section(FIGURES)
    until(qtbot, lambda: "niet te lezen" in words_in(dialog))


def test_a_number_of_nothing_is_refused_where_it_means_nothing(context: DeskContext) -> None:
    with pytest.raises(Trouble, match="1 of meer"):
        context.desk.today.set_figures("[whole_place_hours]\nvalues = [{ from = 2015-01-01, value = 0 }]")
    context.desk.today.set_figures("[plan_days]\nvalues = [{ from = 2015-01-01, value = 0 }]")


def test_numbers_of_ones_own_read_back_as_they_were_written() -> None:
    text = '[chain_months]\nsource = "Cao \\"Graan\\" \U0001f33e"\nvalues = [{ from = 2027-01-01, value = 60 }]\n'
    found = own(text)
    assert own(as_text(found.values())) == found
    assert as_text([]) == ""


def test_everything_is_reached_by_keyboard_and_seen(dialog: SettingsDialog, qtbot: QtBot) -> None:
    opened(dialog, qtbot)
    stops = walk(dialog, (940, 640)).stops
    assert {"Voor", "Zoeken", "Getallen en termijnen", "Getal", "Geldt vanaf", "Waar komt het vandaan?"} <= set(stops)
    assert not cut_off_at_rest(dialog)
