"""Kandidaten: placements with their employers, and the portfolio."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from tests.ui.candidate_keys import CTRL, field, go, press, write
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
from ui.desk_window import DeskWindow
from ui.models.roles import SPOKEN

__all__ = ["shown", "shown_empty"]


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


@pytest.mark.alone
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
    page.form.finish()  # what is out of view is filled a little later
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
