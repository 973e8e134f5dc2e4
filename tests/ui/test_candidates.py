"""The tab Kandidaten, driven as people drive it: by keys, with a real vault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.values import Attachment
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from tests.ui.fixtures import (
    WITHIN_MS,
    candidates_page,
    context_of,
    open_person,
    put_away,
    show_desk,
    shown,
    shown_empty,
)
from tests.ui.walker import walk
from ui.desk_window import DeskWindow
from ui.dialogs.batch_dialog import BatchDialog
from ui.forms.files import AttachmentEditor
from ui.main_window import JOBCARVING
from ui.models.candidates import ITEM, PAGE, SPOKEN, CandidatesModel
from ui.tabs.candidates import CandidatesPage
from ui.tabs.candidates.conflict import ConflictDialog
from ui.tabs.candidates.list_pane import new_line
from ui.tabs.jobcarving import JobcarvingPage

__all__ = ["shown", "shown_empty"]

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, keys, held)
    QApplication.processEvents()


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def field(page: CandidatesPage, attribute: str, record: str = "candidate") -> QWidget:
    return page.form.binder(record).editor(attribute).buddy


def go(page: CandidatesPage, attribute: str, record: str = "candidate") -> QWidget:
    widget = field(page, attribute, record)
    widget.setFocus()
    QApplication.processEvents()
    return widget


def names(page: CandidatesPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data(ITEM).title for row in range(model.rowCount())]


def all_texts(widget: QWidget) -> str:
    lines = [line.text() for line in widget.findChildren(QLineEdit)]
    return "\n".join(lines + [edit.toPlainText() for edit in widget.findChildren(QPlainTextEdit)])


# -- list --------------------------------------------------------------------------------------------------------------


def test_the_list_reads_only_what_is_in_view(qapp: QApplication) -> None:
    read: list[int] = []

    def lines(rids: Any) -> list[Any]:
        read.append(len(rids))
        return [replace(new_line(UUID(int=rid), f"Persoon {rid}", "active"), rid=rid, has_draft=False) for rid in rids]

    model = CandidatesModel(lines)
    model.show(list(range(1, 10_001)), [])
    assert model.rowCount() == 10_000
    assert not read
    assert model.index(5000, 0).data(ITEM).title == "Persoon 5001"
    assert read == [PAGE]
    model.index(5001, 0).data(ITEM)
    assert read == [PAGE]
    assert "Persoon 5001" in model.index(5000, 0).data(SPOKEN)
    assert model.row_of(UUID(int=77), 77) == 76
    for row in range(0, 10_000, PAGE):
        model.line(row)
    assert len(model._pages) <= 24
    model.clear()
    assert model.rowCount() == 0


def test_filter_and_states(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    assert len(names(page)) == 4
    assert page.list.states.segments()[0].words == "Actief 4"
    page.list.filter.setFocus()
    write("mer")
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    write("xyz")
    qtbot.waitUntil(page.list._none.isVisible)
    page.list._none.other_acted.emit()
    assert len(names(page)) == 4
    page.list.states.choose(2)
    page.list.states.edited.emit(2)
    assert names(page) == []
    assert page.list._none.isVisible()


def test_no_candidates_at_all_has_two_acts(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    assert page._nobody.isVisible()
    page._nobody.other_acted.emit()
    qtbot.waitUntil(lambda: len(names(page)) == 4)
    assert not page._nobody.isVisible()


# -- typing and keeping ------------------------------------------------------------------------------------------------


def test_a_new_dossier_is_a_draft_from_the_first_key_on(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    desk = context_of(shown_empty).desk
    page._nobody.acted.emit()
    QApplication.processEvents()
    assert QApplication.focusWidget() is field(page, "name_used")
    key = page.dossier.key
    assert key is not None
    assert desk.drafts.all() == []
    write("S")
    qtbot.waitUntil(lambda: desk.drafts.find(key) is not None, timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=WITHIN_MS)
    write("am & Co")
    assert names(page) == ["Sam & Co"]
    assert "niet opgeslagen" in page.list.model.index(0, 0).data(SPOKEN)
    assert page.list.current() == key
    assert page.bar.chip.isVisible()
    press(Qt.Key.Key_S, CTRL)
    assert desk.drafts.all() == []
    person = desk.dossiers.get("candidate", key)
    assert person.name_used == "Sam & Co"
    assert person.state is CandidateState.ACTIVE
    assert not page.bar.chip.isVisible()
    assert names(page) == ["Sam & Co"]
    assert shown_empty.window.header is not None


def test_a_dossier_nobody_touched_leaves_no_trace(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    press(Qt.Key.Key_N, CTRL)
    open_person(page, 1)
    context_of(shown).keeper.flush()
    assert context_of(shown).desk.drafts.all() == []
    assert len(names(page)) == 4


def test_continuous_typing_is_on_disk_within_a_second(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    go(page, "works_best")
    key = page.dossier.key
    assert key is not None
    for _ in range(45):
        write("a")
        qtbot.wait(20)
    draft = desk.drafts.find(key)
    assert draft is not None
    assert "aaaaaaaa" in draft.changes["works_best"]
    assert "concept bewaard om" in page.bar.told.words


def test_save_undo_and_redo_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    before = desk.dossiers.get("candidate", key).phone
    line = go(page, "phone")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("06 98 76 54 32")
    press(Qt.Key.Key_S, CTRL)
    assert desk.dossiers.get("candidate", key).phone == "06 98 76 54 32"
    page.list.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert desk.dossiers.get("candidate", key).phone == before
    assert line.text() == before
    press(Qt.Key.Key_Y, CTRL)
    assert desk.dossiers.get("candidate", key).phone == "06 98 76 54 32"
    assert line.text() == "06 98 76 54 32"


def test_undo_inside_a_text_comes_before_undo_of_a_save(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "municipality")
    assert isinstance(line, QLineEdit)
    line.end(False)
    write("x")
    press(Qt.Key.Key_S, CTRL)
    saved = desk.dossiers.get("candidate", key).municipality
    assert saved.endswith("x")
    write("y")
    press(Qt.Key.Key_Z, CTRL)
    assert line.text() == saved
    assert desk.dossiers.get("candidate", key).municipality == saved


def test_several_records_are_saved_together(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    for record, attribute in (("candidate", "care"), ("placement", "notes"), ("employer", "notes")):
        go(page, attribute, record)
        write("Z")
    go(page, "next_step", "portfolio")
    write("Z")
    press(Qt.Key.Key_S, CTRL)
    key = page.dossier.key
    assert key is not None
    whole = desk.dossiers.whole(key)
    assert whole is not None
    assert whole.candidate.care.startswith("Z")
    assert whole.placements[0].notes.startswith("Z")
    assert whole.employers[0].notes.startswith("Z")
    assert whole.portfolios[0].next_step.startswith("Z")
    assert desk.drafts.all() == []


def test_what_cannot_be_saved_stays(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "born")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("31-2-1990")
    go(page, "care")
    write("Z")
    born = desk.dossiers.get("candidate", key).born
    press(Qt.Key.Key_S, CTRL)
    assert desk.dossiers.get("candidate", key).care.startswith("Z")
    assert desk.dossiers.get("candidate", key).born == born
    assert line.text() == "31-2-1990"
    assert page.form.binder("candidate").field_box("born").message
    context_of(shown).keeper.flush()
    draft = desk.drafts.find(key)
    assert draft is not None
    assert draft.changes == {"~born": "31-2-1990"}


def test_switching_keeps_and_gives_back_what_was_typed(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 0)
    go(page, "care")
    write("Zonneschijn ")
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, ALT)
    page.form.finish()
    assert page.list.view.currentIndex().row() == 1
    assert "Zonneschijn" not in all_texts(page)
    assert page.list.model.index(0, 0).data(ITEM).typed
    press(Qt.Key.Key_Up, ALT)
    page.form.finish()
    assert "Zonneschijn" in all_texts(page)
    assert page.bar.chip.isVisible()


def test_no_text_of_the_former_person_stays(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page, 0)
    key = page.dossier.key
    assert key is not None
    former = desk.dossiers.whole(key)
    assert former is not None
    open_person(page, 2)
    shown_now = all_texts(page)
    for text in (former.candidate.family_name, former.candidate.works_best, former.candidate.private_notes):
        assert text
        assert text not in shown_now
    press(Qt.Key.Key_N, CTRL)
    assert not all_texts(page.form).replace("actief", "").strip()


def test_a_restart_gives_everything_back(shown: DeskWindow, demo_desk: Desk, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    go(page, "works_best")
    write("Nog niet bewaard. ")
    assert isinstance(go(page, "born"), QLineEdit)
    field(page, "born").selectAll()  # type: ignore[attr-defined]
    write("3-4-")
    press(Qt.Key.Key_N, CTRL)
    write("Nieuw")
    page.flush()
    context_of(shown).keeper.flush()
    again = show_desk(qtbot, demo_desk)
    other = candidates_page(again)
    assert names(other)[0] == "Nieuw"
    open_person(other, 2)
    assert "Nog niet bewaard." in field(other, "works_best").toPlainText()  # type: ignore[attr-defined]
    assert field(other, "born").text() == "3-4-"  # type: ignore[attr-defined]
    assert other.form.binder("candidate").field_box("born").message
    assert other.bar.chip.isVisible()
    put_away(again)


def test_throwing_typed_text_away_can_be_undone(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    go(page, "care")
    write("Zonneschijn ")
    context_of(shown).keeper.flush()
    page.acts.discard()
    page.form.finish()
    assert "Zonneschijn" not in all_texts(page)
    assert context_of(shown).desk.drafts.all() == []
    shown.window._toast.undo()
    page.form.finish()
    assert "Zonneschijn" in all_texts(page)


# -- trash -------------------------------------------------------------------------------------------------------------


def test_trash_undo_and_restore_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    name = names(page)[1]
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert name not in names(page)
    assert page.list.view.currentIndex().row() == 1
    press(Qt.Key.Key_Z, CTRL)
    assert name in names(page)
    assert page.dossier.title == name, "the next key must fall on the same person"
    page.list.view.go_to(1)
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.list.trash.isVisible()
    page.list.trash.setFocus()
    press(Qt.Key.Key_Space)
    assert names(page) == [name]
    page.list.view.go_to(0)
    page.list.view.setFocus()
    press(Qt.Key.Key_Return)
    assert name in names(page)
    assert not page.list.in_trash
    assert page.dossier.title == name


# -- placements, employers, portfolio ----------------------------------------------------------------------------------


def test_a_placement_with_a_new_employer(shown_empty: DeskWindow) -> None:
    page = candidates_page(shown_empty)
    desk = context_of(shown_empty).desk
    page.acts.begin()
    write("Bo")
    page.form.placement_wanted.emit()
    QApplication.processEvents()
    page.form._new_employer.click()
    QApplication.processEvents()
    assert QApplication.focusWidget() is field(page, "name", "employer")
    write("Bakkerij & Zn")
    page.form.row_list("employer", "supervisors").make_row()
    write("Els")
    terms = page.form.row_list("placement", "terms")
    terms.make_row()
    row = terms.forms()[0]
    combo: Any = row.binder.editor("supervisor").widget
    assert [combo.itemText(i) for i in range(combo.count())] == ["–", "Els"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    row.binder.editor("hours").buddy.setFocus()
    write("12,5")
    press(Qt.Key.Key_S, CTRL)
    key = page.dossier.key
    assert key is not None
    whole = desk.dossiers.whole(key)
    assert whole is not None
    assert whole.employers[0].name == "Bakkerij & Zn"
    saved = whole.placements[0].terms[0]
    assert saved.hours == Decimal("12.5")
    assert saved.supervisor == whole.employers[0].supervisors[0].id
    assert desk.drafts.all() == []
    page.list.load()
    assert "Bakkerij & Zn" in page.list.model.index(0, 0).data(SPOKEN)


def test_a_new_placement_is_found_again_after_a_restart(shown: DeskWindow, demo_desk: Desk, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 3)
    page.acts.add_placement()
    go(page, "job_title", "placement")
    write("Inpakker")
    context_of(shown).keeper.flush()
    again = show_desk(qtbot, demo_desk)
    other = candidates_page(again)
    open_person(other, 3)
    assert field(other, "job_title", "placement").text() == "Inpakker"  # type: ignore[attr-defined]
    assert other.form.places.count() >= 2
    put_away(again)


def test_a_placement_of_someone_who_has_no_name_yet_is_not_orphaned(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    desk = context_of(shown_empty).desk
    page.acts.begin()
    key = page.dossier.key
    page.acts.add_placement()
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 2, timeout=WITHIN_MS)
    assert {draft.record for draft in desk.drafts.all()} == {"candidate", "placement"}
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.key_at(0) == key


def test_a_portfolio_begins_with_the_dossier_and_follows_it(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    page.acts.begin()
    write("Bo")
    go(page, "works_best")
    write("Rustig.")
    page.form.portfolio_wanted.emit()
    QApplication.processEvents()
    own = field(page, "works_best", "portfolio")
    assert isinstance(own, QPlainTextEdit)
    assert own.toPlainText() == "Rustig."
    assert page.dossier.session("portfolio").value("review_on") == date(2027, 5, 23)  # type: ignore[union-attr]
    go(page, "works_best")
    write("Heel ")
    remark = page.form._remarks._remarks["works_best"]
    qtbot.waitUntil(lambda: not remark.isHidden())
    keep = page.form._remarks
    keep._keep(page.form.binder("portfolio").spec("works_best"))
    assert remark.isHidden()
    assert own.toPlainText() == "Rustig."
    go(page, "works_best")
    write("x")
    qtbot.waitUntil(lambda: not remark.isHidden())
    keep._take(page.form.binder("portfolio").spec("works_best"))
    assert own.toPlainText() == field(page, "works_best").toPlainText()  # type: ignore[attr-defined]
    press(Qt.Key.Key_S, CTRL)
    assert not page.dossier.is_dirty


# -- conflicts ---------------------------------------------------------------------------------------------------------


def elsewhere(desk: Desk, key: UUID, **changes: object) -> None:
    version = desk.dossiers.get("candidate", key).version
    desk.dossiers.save([Edit("candidate", key, version, changes)])


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("mine", [True, False])
def test_a_conflict_shows_both_texts(shown: DeskWindow, qtbot: QtBot, mine: bool) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "municipality")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("Mijn gemeente")
    go(page, "care")
    write("Z")
    elsewhere(desk, key, municipality="Hun gemeente", email="nieuw@voorbeeld.example")
    desk.drafts.keep(*[session.draft() for session in page.dossier.sessions() if session.is_dirty])
    press(Qt.Key.Key_S, CTRL)
    dialog = page.findChild(ConflictDialog)
    assert dialog is not None
    assert desk.dossiers.get("candidate", key).municipality == "Hun gemeente"
    assert desk.drafts.find(key) is not None
    if not mine:
        dialog.choices[0].theirs.setChecked(True)
    dialog.keep.click()
    QApplication.processEvents()
    person = desk.dossiers.get("candidate", key)
    assert person.municipality == ("Mijn gemeente" if mine else "Hun gemeente")
    assert person.care.startswith("Z")
    assert person.email == "nieuw@voorbeeld.example"
    assert line.text() == person.municipality
    assert desk.drafts.find(key) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_conflict_can_wait(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "municipality")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("Mijn gemeente")
    elsewhere(desk, key, municipality="Hun gemeente")
    press(Qt.Key.Key_S, CTRL)
    dialog = page.findChild(ConflictDialog)
    assert dialog is not None
    dialog.reject()
    assert line.text() == "Mijn gemeente"
    assert page.dossier.is_dirty


# -- keys and room -----------------------------------------------------------------------------------------------------


def test_sections_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, CTRL)
    assert page.index.current_key() == "works"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.sections["works"].isAncestorOf(focus)
    press(Qt.Key.Key_Up, CTRL)
    assert page.index.current_key() == "person"


@pytest.mark.parametrize(
    ("width", "list_shown", "index_shown", "back_shown"),
    [(1366, True, True, False), (1150, True, False, False), (1000, True, False, False), (911, False, False, True)],
)
def test_breakpoints(shown: DeskWindow, width: int, list_shown: bool, index_shown: bool, back_shown: bool) -> None:
    page = candidates_page(shown)
    open_person(page)
    shown.frame.resize(width, 600)
    QApplication.processEvents()
    assert page.list.isVisible() == list_shown
    assert page.index.isVisible() == index_shown
    assert page.bar.picker.isVisible() == (not index_shown)
    assert page.bar.back.isVisible() == back_shown
    assert page.form.width() <= page.view.viewport().width()
    if back_shown:
        page.bar.back.click()
        QApplication.processEvents()
        assert page.list.isVisible()
        page.list.view.setFocus()
        press(Qt.Key.Key_Return)
        assert not page.list.isVisible()


def test_two_slots_of_a_day_survive_the_form(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    week: Any = page.form.binder("candidate").editor("day_activity_week").widget
    week.times[0].setFocus()
    week.times[0].selectAll()
    write("8.30-12 en 13-15")
    press(Qt.Key.Key_S, CTRL)
    person: Candidate = desk.dossiers.get("candidate", key)
    monday = [slot for slot in person.day_activity_week if slot.weekday == 0]
    assert [(slot.start, slot.end) for slot in monday] == [(time(8, 30), time(12)), (time(13), time(15))]


def test_the_window_title_names_nobody(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    assert shown.frame.windowTitle() == "BeschutDesk"


def test_portfolios_of_the_whole_list(shown: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = candidates_page(shown)
    open_person(page)
    page.acts.batch()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BatchDialog)
    dialog.ask_folder = lambda *_: tmp_path
    QTest.keyClick(dialog.start_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.ended is not None, timeout=20_000)
    assert len(list(tmp_path.glob("*.pdf"))) == 4
    dialog.reject()


# -- pictures and the walk by Tab --------------------------------------------------------------------------------------


def test_the_pictures_say_in_words_what_they_show(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 2)
    assert "maandag: werk" in page.form.week.accessibleDescription()
    assert "donderdag: dagbesteding" in page.form.week.accessibleDescription()
    assert "Tijdelijk contract: 01-05-2026" in page.form.phases.accessibleDescription()
    page.form.phases.setFocus()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    first = page.form.row_list("placement", "phases").forms()[0]
    assert QApplication.focusWidget() is first.binder.editor("kind").buddy
    week: Any = page.form.binder("candidate").editor("day_activity_week").widget
    week.times[4].setFocus()
    week.times[4].selectAll()
    write("9-10")
    qtbot.waitUntil(lambda: "vrijdag: dagbesteding 9.00-10.00" in page.form.week.accessibleDescription())


@pytest.mark.slow
def test_every_tab_stop_has_a_name_and_shows_its_focus(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 2)
    page.list.view.setFocus()
    found = walk(shown.window)
    assert found.problems == []
    assert {"Roepnaam", "Werkdagen: maandag", "Privéomstandigheden"} <= set(found.stops)


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_an_undo_that_failed_can_be_tried_again(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = candidates_page(shown)
    open_person(page)
    session = page.dossier.session("candidate")
    assert session is not None
    before = session.value("care")
    session.set("care", "Anders")
    assert page.acts.save()
    said: list[str] = []
    monkeypatch.setattr(page, "say", lambda title, _trouble: said.append(title))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for act, words in ((page.acts.undo, before), (page.acts.redo, "Anders")):
        with monkeypatch.context() as broken:
            broken.setattr(context_of(shown).desk.dossiers, "undo", fail)
            assert act()
        assert act()
        person = page.dossier.session("candidate")
        assert person is not None
        assert person.value("care") == words
    assert len(said) == 2


def test_a_new_dossier_is_thrown_away_with_all_that_was_begun_for_it(shown_empty: DeskWindow) -> None:
    page = candidates_page(shown_empty)
    context = context_of(shown_empty)
    page.acts.begin()
    write("Bo")
    page.dossier.add_placement()
    page.dossier.new_employer().set("name", "Bakkerij")
    page.dossier.add_placement()  # the former one goes out of view
    page.flush()
    assert context.keeper.flush()
    key = page.dossier.key
    assert len(context.desk.drafts.all()) == 4
    page.acts.discard()
    assert context.keeper.flush()
    assert context.desk.drafts.all() == []
    assert page.dossier._pool == {}
    shown_empty.window._toast.undo()
    assert len(context.desk.drafts.all()) == 4
    assert page.dossier.key == key
    assert len(page.dossier.placements) == 2


def test_a_photo_that_comes_late_is_kept_with_whom_it_was_chosen_for(
    shown: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = candidates_page(shown)
    open_person(page, 0)
    first = page.dossier.key
    assert first is not None
    answers: list[Callable[[Attachment | None], None]] = []
    editor = page.form.binder("candidate").editor("photo")
    assert isinstance(editor, AttachmentEditor)
    monkeypatch.setattr(editor._helpers, "store", lambda _path, stored: answers.append(stored))
    editor.take(Path("foto.jpg"))
    open_person(page, 1)
    assert page.dossier.key != first
    photo = Attachment("0" * 64, "foto.jpg", "image/jpeg", 12)
    answers[0](photo)
    assert editor.read().value != photo
    assert context_of(shown).keeper.flush()
    draft = context_of(shown).desk.drafts.find(first)
    assert draft is not None
    assert draft.changes["photo"]["name"] == "foto.jpg"


def test_jobcarving_hears_that_nobody_is_chosen_any_more(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 0)
    shown.window.show_tab(JOBCARVING)
    carving = shown.window.page(JOBCARVING)
    assert isinstance(carving, JobcarvingPage)
    assert carving._candidate == page.dossier.key
    shown._choose(None)
    assert carving.tasks.person is None
    assert carving._candidate is None
