"""Regelingen by keyboard: read with sources, added, copied, changed, taken away, shared; nothing replaced unasked."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.rules.schemes import standard
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.settings import context, dialog, until, window
from tests.ui.subsidizing import SCHEME
from tests.ui.walker import press, settle, walk
from ui.context import DeskContext
from ui.settings.dialog import SCHEMES, SettingsDialog
from ui.settings.scheme_dialog import SchemeDialog
from ui.settings.scheme_file import SchemeFileDialog
from ui.settings.schemes import SchemesPage
from ui.widgets import Combo

__all__ = ["context", "dialog", "window"]


def opened(made: SettingsDialog, qtbot: QtBot) -> SchemesPage:
    made.show_section(SCHEMES)
    page = made.schemes
    until(qtbot, lambda: page.loaded)
    settle()
    return page


def go_to(page: SchemesPage, key: str) -> None:
    page.list.setFocus()
    keys = [row.scheme.key for row in page.list._items.items()]
    page.list.go_to(keys.index(key))
    settle()


def words_of(page: SchemesPage) -> str:
    return "\n".join(one.text() for one in page._part.findChildren(QLabel) if one.isVisible())


def form(made: SettingsDialog, qtbot: QtBot) -> SchemeDialog:
    until(qtbot, lambda: any(one.isVisible() for one in made.findChildren(SchemeDialog)))
    return next(one for one in made.findChildren(SchemeDialog) if one.isVisible())


def fill(part: object, name: str, words: str) -> None:
    editor = part.boxes[name].editor  # type: ignore[attr-defined]
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, words)


def kept(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    until(qtbot, ready)
    settle()


def test_every_scheme_stands_there_with_its_state_in_words_and_its_sources(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    context.desk.schemes.save(SCHEME)
    page = opened(dialog, qtbot)
    assert page.list.count() == len(tuple(standard())) + 1
    go_to(page, "waterdam")
    said = words_of(page)
    assert "Geverifieerd." in said
    assert "€ 7.800,00 per jaar bij 31 uur per week" in said
    assert "Bron: Besluit Waterdam 2026" in said
    assert page.out_button.isVisible()
    go_to(page, "landelijk")
    assert "Geen bedrag voor nu." in words_of(page)
    assert not page.out_button.isVisible(), "what comes with the program stays"


def test_one_is_added_by_keyboard_and_taken_back(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.new_button.setFocus()
    press(Qt.Key.Key_Space)
    made = form(dialog, qtbot)
    assert made.focusWidget() is made.main.boxes["name"].editor
    fill(made.main, "name", "Subsidie Proefdorp")
    fill(made.main, "municipality", "Proefdorp")
    fill(made.main, "source", "Verordening 2026")
    rates = made.lists["rates"]
    rates.add()
    fill(rates.form, "per_year", "4.321,50")
    fill(rates.form, "hours", "32")
    fill(rates.form, "source", "artikel 3")
    QTest.keyClick(made, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept(qtbot, lambda: len(context.desk.schemes.own()) == 1)
    (own,) = context.desk.schemes.own()
    assert (own.key, own.municipality) == ("subsidie_proefdorp_proefdorp", "Proefdorp")
    assert own.rates[0].per_year == Decimal("4321.5")
    assert own.rates[0].since == date(context.today().year, 1, 1)
    assert own.rates[0].cap is None, "what nobody said is not known"
    assert not own.rates[0].verified
    until(qtbot, lambda: page.list.current_key() == own.key)
    dialog.take_back()
    kept(qtbot, lambda: context.desk.schemes.own() == ())


def test_what_cannot_be_is_said_and_keeps_nothing(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.add_new()
    made = form(dialog, qtbot)
    made.keep()
    assert made.main.boxes["name"].message == "Dit hoort erbij."
    assert made.focusWidget() is made.main.boxes["name"].editor
    fill(made.main, "name", "Proef")
    fill(made.main, "source", "Proef")
    rates = made.lists["rates"]
    rates.add()
    fill(rates.form, "per_year", "veel")
    fill(rates.form, "hours", "31")
    fill(rates.form, "source", "Proef")
    made.keep()
    assert rates.form.boxes["per_year"].message
    fill(rates.form, "per_year", "100")
    fill(rates.form, "until", "1-1-2020")
    made.keep()
    assert made.trouble.isVisible()
    assert context.desk.schemes.own() == ()
    made.reject()
    assert made.isVisible(), "what was typed asks once"
    made.reject()
    assert context.desk.schemes.own() == ()


def test_one_of_the_program_is_changed_and_given_back(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "landelijk")
    press(Qt.Key.Key_Return)
    made = form(dialog, qtbot)
    fill(made.main, "remark", "Bij ons anders.")
    made.keep()
    kept(qtbot, lambda: len(context.desk.schemes.own()) == 1)
    until(qtbot, page.out_button.isVisible)
    assert page.out_button.text() == "Terug naar die van het programma"
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    kept(qtbot, lambda: context.desk.schemes.own() == ())


@pytest.mark.parametrize("scheme", [*standard()], ids=lambda one: one.key)
def test_opening_and_keeping_changes_nothing(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, scheme: object
) -> None:
    page = opened(dialog, qtbot)
    made = page._open(scheme, new=False)  # type: ignore[arg-type]
    read = made.read()
    assert read is not None
    from dataclasses import replace

    assert replace(read, example=scheme.example, own=False) == scheme  # type: ignore[attr-defined]
    made.abandon()


def test_a_copy_begins_unverified(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.schemes.save(SCHEME)
    page = opened(dialog, qtbot)
    go_to(page, "waterdam")
    page.copy_button.click()
    made = form(dialog, qtbot)
    verified = made.lists["rates"].form.boxes["verified"].editor
    assert isinstance(verified, Combo)
    assert verified.currentText() == "Nee"
    made.keep()
    kept(qtbot, lambda: len(context.desk.schemes.own()) == 2)


def test_rows_are_added_changed_and_taken_out(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.schemes.save(SCHEME)
    page = opened(dialog, qtbot)
    go_to(page, "waterdam")
    page.change()
    made = form(dialog, qtbot)
    papers, questions, rates = (made.lists[name] for name in ("papers", "questions", "rates"))
    papers.add()
    fill(papers.form, "label", "Kopie van het contract")
    papers.add()
    fill(papers.form, "label", "Kopie van het contract")
    questions.take_out()
    rates.list.setFocus()
    rates.list.go_to(1)
    settle()
    fill(rates.form, "per_year", "9000")
    made.keep()
    kept(qtbot, lambda: len(context.desk.schemes.own()[0].papers) == 2)
    own = context.desk.schemes.own()[0]
    assert [one.key for one in own.papers] == ["kopie_van_het_contract", "kopie_van_het_contract_2"]
    assert own.questions == ()
    assert [one.per_year for one in own.rates] == [7800, 9000]


def test_a_file_of_a_colleague_is_read_only_as_far_as_it_is_ticked(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    context.desk.schemes.save(SCHEME)
    theirs = tmp_path / "collega.toml"
    other = SCHEME.replace("waterdam", "elders").replace("Waterdam", "Elders")
    theirs.write_text(SCHEME.replace("8060", "8100") + other, encoding="utf-8")
    page = opened(dialog, qtbot)
    page.ask_open = lambda _parent: theirs
    page.read_in()
    until(qtbot, lambda: bool(dialog.findChildren(SchemeFileDialog)))
    shown = dialog.findChildren(SchemeFileDialog)[0]
    said = "\n".join(one.text() for one in shown.findChildren(QLabel))
    assert "€ 8.060,00" in said
    assert "€ 8.100,00" in said
    assert {key: tick.isChecked() for key, tick in shown.ticks.items()} == {"waterdam": False, "elders": True}
    shown.act()
    kept(qtbot, lambda: len(context.desk.schemes.own()) == 2)
    waterdam = context.desk.schemes.all().by_key("waterdam")
    assert waterdam is not None
    assert waterdam.rates[1].per_year == 8060, "what was not ticked is as it was"


def test_a_file_that_cannot_be_read_is_told_calmly(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "kapot.toml"
    bad.write_text("[[scheme]]\nkey = 3\n", encoding="utf-8")
    page = opened(dialog, qtbot)
    page.ask_open = lambda _parent: bad
    page.read_in()
    until(qtbot, page.trouble.isVisible)
    assert context.desk.schemes.own() == ()


def test_a_scheme_goes_out_as_a_file(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    context.desk.schemes.save(SCHEME)
    page = opened(dialog, qtbot)
    go_to(page, "waterdam")
    out = tmp_path / "uit.toml"
    page.ask_save = lambda _parent, _name: out
    page.write_out()
    until(qtbot, out.exists)
    assert [one.scheme.key for one in context.desk.schemes.read_file(out).found] == ["waterdam"]


def test_every_stop_is_named_seen_and_left(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.schemes.save(SCHEME)
    page = opened(dialog, qtbot)
    go_to(page, "waterdam")
    walk(dialog, (940, 640))
    assert not cut_off_at_rest(dialog)
    made = page._open(page.list.current().scheme, new=False)  # type: ignore[union-attr]
    settle()
    walk(made, (820, 680))
    assert not cut_off_at_rest(made)
    made.abandon()
