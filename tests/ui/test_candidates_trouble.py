"""Kandidaten: two texts for one field, and what goes wrong."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Attachment
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from tests.ui.candidate_keys import CTRL, go, press, write
from tests.ui.fixtures import (
    candidates_page,
    context_of,
    open_person,
    shown,
    shown_empty,
)
from ui.desk_window import DeskWindow
from ui.forms.files import AttachmentEditor
from ui.main_window import JOBCARVING
from ui.tabs.candidates.conflict import ConflictDialog
from ui.tabs.jobcarving import JobcarvingPage

__all__ = ["shown", "shown_empty"]


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


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_an_undo_that_failed_can_be_tried_again(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = candidates_page(shown)
    open_person(page, whole=False)
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
    open_person(page, 0, whole=False)
    shown.window.show_tab(JOBCARVING)
    carving = shown.window.page(JOBCARVING)
    assert isinstance(carving, JobcarvingPage)
    assert carving._candidate == page.dossier.key
    shown._choose(None)
    assert carving.tasks.person is None
    assert carving._candidate is None
