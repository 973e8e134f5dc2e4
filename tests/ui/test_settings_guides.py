"""Leidraad en zinnen: questions and phrases of one's own by keyboard, kept at once, taken back, and never lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.rules.guides import OWN_KEY, Partner, Question, Stage, Theme, standard, standard_phrases
from beschutdesk.storage import settings
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import throw_away
from tests.ui.settings import context, dialog, until, window, words_in
from tests.ui.walker import press, settle, walk
from ui.context import DeskContext
from ui.settings.dialog import GUIDES, YOU, SettingsDialog
from ui.settings.guides import GuidesPage

__all__ = ["context", "dialog", "window"]

WHO, WHEN = Partner.EMPLOYEE, Stage.RUNNING
SUPPLIED = standard()[WHO, WHEN].questions
ALT = Qt.KeyboardModifier.AltModifier


def opened(made: SettingsDialog, qtbot: QtBot) -> GuidesPage:
    made.show_section(GUIDES)
    page = made.guides
    until(qtbot, lambda: page.loaded)
    settle()
    return page


def go_to(page: GuidesPage, key: str) -> None:
    page.list.setFocus()
    page.list.go_to([one.key for one in page._questions].index(key))
    settle()


def kept(context: DeskContext, who: Partner = WHO, when: Stage = WHEN) -> tuple[Question, ...]:
    return context.desk.guides.guide(who, when).questions


def rest(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    until(qtbot, ready)
    settle()


def chosen(page: GuidesPage) -> Question:
    row = page.list.current()
    assert row is not None
    return row.question


def test_the_supplied_questions_stand_there(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    assert page.list.count() == len(SUPPLIED)
    assert page.form.ask.text() == SUPPLIED[0].ask
    assert page.form.theme.currentText() == SUPPLIED[0].theme.label
    assert not page.reset_button.isVisible()
    assert page.phrases.typed == standard_phrases()
    go_to(page, "too_easy")
    assert page.form.remark.words() == next(one.remark for one in SUPPLIED if one.key == "too_easy")


def test_a_question_in_ones_own_words_and_back(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "break")
    press(Qt.Key.Key_Return)
    assert page.form.ask.hasFocus()
    QTest.keyClicks(page.form.ask, "Met wie eet je?")
    press(Qt.Key.Key_Return)
    rest(qtbot, lambda: "Met wie eet je?" in [one.ask for one in kept(context)])
    assert chosen(page).key == "break", "a visit still knows it as the same question"
    row = page.list.current()
    assert row is not None
    assert row.whose == "eigen vraag"
    until(qtbot, lambda: dialog.note.startswith("Opgeslagen om"))
    until(qtbot, page.reset_button.isVisible)
    page.reset_button.setFocus()
    press(Qt.Key.Key_Space)
    rest(qtbot, lambda: context.desk.guides.own(WHO, WHEN) is None)
    assert page.form.ask.text() == next(one.ask for one in SUPPLIED if one.key == "break")


def test_theme_and_remark(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "day")
    page.form.theme.setFocus()
    press(Qt.Key.Key_End)
    rest(qtbot, lambda: {one.key: one.theme for one in kept(context)}["day"] is Theme.PRIVATE)
    page.form.remark.setFocus()
    page.form.remark.selectAll()
    QTest.keyClicks(page.form.remark, "Loop mee")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.form.remark, "en kijk.")
    page.list.setFocus()
    rest(qtbot, lambda: {one.key: one.remark for one in kept(context)}["day"] == "Loop mee en kijk.")


def test_a_new_question_comes_behind_the_chosen_one(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    go_to(page, SUPPLIED[1].key)
    page.new_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.form.ask.hasFocus()
    assert page.form.ask.text() == ""
    assert "Nieuwe vraag" in words_in(page)
    QTest.keyClicks(page.form.ask, "Wat at je vandaag?")
    page.list.setFocus()
    rest(qtbot, lambda: len(kept(context)) == len(SUPPLIED) + 1)
    added = kept(context)[2]
    assert (added.ask, added.theme) == ("Wat at je vandaag?", SUPPLIED[1].theme)
    assert added.key.startswith(OWN_KEY)
    assert chosen(page) == added


def test_a_new_question_without_words_is_none(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.begin_new()
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    assert chosen(page) == SUPPLIED[1]
    assert page.form.ask.text() == SUPPLIED[1].ask
    assert context.desk.guides.own(WHO, WHEN) is None


def test_order_and_taking_out_by_keyboard(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.list.setFocus()
    first, second, third, fourth, *others = SUPPLIED
    for _ in range(3):  # faster than the disk
        press(Qt.Key.Key_Down, ALT)
    assert chosen(page) == first
    rest(qtbot, lambda: kept(context)[:4] == (second, third, fourth, first))
    press(Qt.Key.Key_Up, ALT)
    rest(qtbot, lambda: kept(context)[:4] == (second, third, first, fourth))
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Delete)
    rest(qtbot, lambda: kept(context) == (third, first, fourth, *others))
    assert page.list.hasFocus()
    assert chosen(page) == third
    until(qtbot, lambda: dialog.note == "Vraag weggehaald.")
    dialog.take_back()
    rest(qtbot, lambda: kept(context)[0] == second)
    until(qtbot, lambda: dialog.note == "Ongedaan gemaakt.")
    until(qtbot, lambda: page.list.count() == len(SUPPLIED))


def test_the_last_question_stays(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.guides.set_own(WHO, WHEN, SUPPLIED[:1])
    page = opened(dialog, qtbot)
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    settle()
    assert "blijft staan" in dialog.note
    assert kept(context) == SUPPLIED[:1]


def test_each_talk_has_its_own_guide(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.partner.setFocus()
    press(Qt.Key.Key_End)
    until(qtbot, lambda: page.loaded)
    page.stage.setFocus()
    press(Qt.Key.Key_Home)
    until(qtbot, lambda: page.loaded)
    settle()
    mine = standard()[Partner.OWN, Stage.INTRODUCTION].questions
    assert page.form.ask.text() == mine[0].ask
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    rest(qtbot, lambda: kept(context, Partner.OWN, Stage.INTRODUCTION) == mine[1:])
    assert kept(context) == SUPPLIED
    page.partner.setFocus()
    press(Qt.Key.Key_Home)
    until(qtbot, lambda: page.loaded)
    dialog.take_back()
    rest(qtbot, lambda: kept(context, Partner.OWN, Stage.INTRODUCTION) == mine)
    until(qtbot, lambda: page.loaded and page.partner.currentText() == "Eigen blik")


def test_what_cannot_be_kept_stays_where_it_was_typed(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    page = opened(dialog, qtbot)
    go_to(page, "tired")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    page.form.remark.setFocus()
    QTest.keyClicks(page.form.remark, "Let op")
    page.list.setFocus()
    settle()
    assert dialog.note.startswith("Nog niet bewaard")
    assert "Schrijf een vraag" in page.form.ask_box.message
    row = page.list.current()
    assert row is not None
    assert row.whose == "niet bewaard"
    go_to(page, "day")
    assert not page.form.ask_box.message
    assert page.form.ask.text() == next(one.ask for one in SUPPLIED if one.key == "day")
    dialog.show_section(YOU)
    throw_away(dialog)
    again = SettingsDialog(context, context.window, GUIDES)
    again.show()
    until(qtbot, lambda: again.guides.loaded)
    go_to(again.guides, "tired")
    assert again.guides.form.remark.words() == "Let op", "not even closing loses it"
    assert context.desk.guides.own(WHO, WHEN) is None
    throw_away(again)


def test_a_question_counts_when_its_field_is_left_by_closing(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    page = opened(dialog, qtbot)
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.form.ask, "Hoe gaat het?")
    page.phrases.text.set_words("Alleen dit.")
    dialog.reject()
    throw_away(dialog)
    until(qtbot, lambda: kept(context)[0].ask == "Hoe gaat het?")
    until(qtbot, lambda: context.desk.guides.phrases() == ("Alleen dit.",))


def test_phrases_one_on_a_line(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    text = page.phrases.text
    text.setFocus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(text, "Ziet er moe uit.")
    page.list.setFocus()
    rest(qtbot, lambda: context.desk.guides.phrases() == (*standard_phrases(), "Ziet er moe uit."))
    until(qtbot, page.phrases.reset_button.isVisible)
    page.phrases.reset_button.setFocus()
    press(Qt.Key.Key_Space)
    rest(qtbot, lambda: not context.desk.guides.own_phrases())
    dialog.take_back()
    rest(qtbot, context.desk.guides.own_phrases)


def test_phrases_that_cannot_be_kept_say_why(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    page = opened(dialog, qtbot)
    page.phrases.text.setFocus()
    page.phrases.text.selectAll()
    QTest.keyClicks(page.phrases.text, "Goed.")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.phrases.text, "goed.")
    page.list.setFocus()
    settle()
    assert page.phrases.field.message == "Zin 2 staat er al."
    assert page.phrases.text.words() == "Goed.\ngoed."
    assert context.desk.guides.phrases() == standard_phrases()


def test_a_text_of_a_newer_program_is_not_written_over(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    with context.desk._store.writing() as connection:
        settings.put(connection, "guides:employee:running", "[later]\nx = 3\n")
    dialog.show_section(GUIDES)
    until(qtbot, lambda: "niet te lezen" in words_in(dialog))
    assert not dialog.guides.list.isVisible()
    dialog.guides.flush()
    dialog.guides.begin_new()
    settle()
    with context.desk._store.reading() as connection:
        assert settings.get(connection, "guides:employee:running") == "[later]\nx = 3\n"


@pytest.mark.parametrize("size", [(940, 640), (700, 400)])
def test_everything_is_reached_by_keyboard_and_seen(
    dialog: SettingsDialog, qtbot: QtBot, size: tuple[int, int]
) -> None:
    opened(dialog, qtbot)
    stops = set(walk(dialog, size, pictures=size[0] > 900).stops)
    assert {"Gesprek met", "Wanneer", "Vragen van de leidraad", "Vraag", "Gaat over", "Zinnen"} <= stops
    assert {"Nieuwe vraag", "Vraag omlaag", "Vraag weghalen", "Opmerking voor jezelf"} <= stops
    assert not cut_off_at_rest(dialog)
