"""Employee skills: one table for the whole list, rows only for what is filled in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.around import EmployeeSkill, Skill, SkillLevel
from beschutdesk.dossier.candidate import Candidate
from tests.ui.fixtures import candidates_page, context_of, open_person, shown
from tests.ui.walker import press, settle
from tests.ui.walker import shown as in_window
from ui.desk_window import DeskWindow
from ui.forms.session import EditSession
from ui.tabs.candidates.skills import SkillsTable

__all__ = ["shown"]


@pytest.fixture
def session() -> EditSession:
    person = Candidate(version=3, skills=[EmployeeSkill(skill=Skill.ASKS_HELP, level=SkillLevel.CAN, note="Bij Ria.")])
    return EditSession(person)


@pytest.fixture
def table(qtbot: QtBot, session: EditSession) -> SkillsTable:
    made = SkillsTable()
    in_window(qtbot, made, 720, 700)
    made.bind(session)
    return made


def kept(session: EditSession) -> dict[Skill, tuple[SkillLevel | None, str]]:
    return {row.skill: (row.level, row.note) for row in session.build().skills}


def test_it_shows_what_is_kept_and_changes_nothing(table: SkillsTable, session: EditSession) -> None:
    assert table.levels[Skill.ASKS_HELP].chosen == 0
    assert table.notes[Skill.ASKS_HELP].text() == "Bij Ria."
    assert table.levels[Skill.ON_TIME].chosen == -1
    assert len(table.levels) == len(Skill)
    assert not session.is_dirty


def test_by_keyboard(table: SkillsTable, session: EditSession) -> None:
    table.levels[Skill.ON_TIME].buddy().setFocus()
    press(Qt.Key.Key_2)
    assert kept(session)[Skill.ON_TIME] == (SkillLevel.WITH_HELP, "")
    press(Qt.Key.Key_Right)
    assert kept(session)[Skill.ON_TIME] == (SkillLevel.NOT_YET, "")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_4)
    assert kept(session)[Skill.CALLS_IN] == (SkillLevel.UNKNOWN, "")
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is table.levels[Skill.ON_TIME].buddy()
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is table.notes[Skill.ON_TIME]
    QTest.keyClicks(focus, "Met een wekker.")
    assert kept(session)[Skill.ON_TIME] == (SkillLevel.NOT_YET, "Met een wekker.")


def test_a_row_goes_with_its_last_word_and_comes_back_as_the_same_row(table: SkillsTable, session: EditSession) -> None:
    before = session.rows("skills")
    table.levels[Skill.ASKS_HELP].buddy().setFocus()
    press(Qt.Key.Key_Delete)
    assert kept(session) == {Skill.ASKS_HELP: (None, "Bij Ria.")}
    table.notes[Skill.ASKS_HELP].setFocus()
    table.notes[Skill.ASKS_HELP].selectAll()
    press(Qt.Key.Key_Delete)
    assert kept(session) == {}
    table.levels[Skill.ASKS_HELP].buddy().setFocus()
    press(Qt.Key.Key_1)
    assert session.rows("skills") == before


def test_another_person_shows_nothing_of_the_former(table: SkillsTable) -> None:
    table.bind(EditSession(Candidate()))
    assert all(choice.chosen == -1 for choice in table.levels.values())
    assert not any(note.text() for note in table.notes.values())
    table.bind(None)


def test_what_changed_elsewhere_is_shown(table: SkillsTable, session: EditSession) -> None:
    session.add_row("skills", {"skill": Skill.SAFE, "level": SkillLevel.CAN})
    assert table.levels[Skill.SAFE].chosen == 0


def test_the_note_gives_way_in_a_narrow_form(table: SkillsTable) -> None:
    table.window().resize(560, 700)
    settle()
    assert table.notes[Skill.ON_TIME].isHidden()
    assert table.notes[Skill.ASKS_HELP].isVisible()
    assert all(choice.accessibleName() for choice in table.levels.values())


def test_in_a_dossier_it_counts_saves_and_can_be_undone(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    desk, key = context_of(shown).desk, page.dossier.key
    assert key is not None
    before = len(desk.dossiers.get("candidate", key).skills)
    empty = next((skill for skill in Skill if page.form.skills.levels[skill].chosen < 0), None)
    target = empty or Skill.ON_TIME
    page.form.skills.levels[target].buddy().setFocus()
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rows = desk.dossiers.get("candidate", key).skills
    assert next(row.level for row in rows if row.skill is target) is SkillLevel.UNKNOWN
    entry = next(entry for entry in page.form.entries() if entry.key == "skills")
    assert (entry.done, entry.total) == (len(rows), len(Skill))
    page.undo()
    assert len(desk.dossiers.get("candidate", key).skills) == before
