"""The tab Subsidie among the others: ways to it, the trash, every stop, and what is shown once only."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.rules.signals.signal import Where
from beschutdesk.services.desk import Desk
from tests.ui import subsidizing as at
from tests.ui.subsidy_window import KEYS, keys, made, opened, press, window
from tests.ui.walker import walk
from ui.desk_window import DeskWindow
from ui.finding import find
from ui.going import _to_record, go, to_subsidy
from ui.looking import current as looking
from ui.main_window import CANDIDATES, SUBSIDY
from ui.shell.backup_mark import BackupMark
from ui.tabs.subsidy import SubsidyPage

__all__ = ["made", "window"]


def test_signals_and_search_lead_here(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    key = at.begun(desk, made.place)
    context = window.context
    assert context is not None
    to_subsidy(context, key, "consent_on")
    page = window.window.page(SUBSIDY)
    assert isinstance(page, SubsidyPage)
    qtbot.waitUntil(lambda: page.form.field_in_focus() == "consent_on", timeout=10_000)
    context.choose(None)
    window.window.show_tab(CANDIDATES)
    where = Where("placement", made.elsewhere, "subsidy")
    _to_record(context, where.record, where.id, made.alone, (where.section, None))
    assert window.window.tab == SUBSIDY
    assert page.person == made.alone
    window.window.show_tab(CANDIDATES)
    (result,) = (one for one in find(desk, "hoekstra") if one.group == "Subsidie")
    assert go(context, result.payload)
    assert window.window.tab == SUBSIDY
    assert page.dossier.key == key


def test_nobody_reads_other_names_over_a_shoulder(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    at.begun(desk, made.elsewhere)
    page = opened(qtbot, window, made)
    assert page.list.isVisible()
    looking().set_on(True)
    QApplication.processEvents()
    assert not page.list.isVisible()
    assert page.right.isVisible()
    notes = page.form.binder("supervision_subsidy").field_box("notes")
    assert not notes.editor.isVisibleTo(page)
    looking().set_on(False)
    QApplication.processEvents()
    assert page.list.isVisible()


def test_throwing_away_and_taking_back(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    key = page.dossier.key
    assert key is not None
    page.list.view.setFocus()
    press(KEYS.Key_Delete)
    assert page.dossier.key is None
    page.list.choose_show("trash")
    assert page.list.in_trash
    page.list.view.setFocus()
    page.list.view.go_to(0)
    press(KEYS.Key_Return)
    at.rest(qtbot, page)
    assert page.dossier.key == key
    assert at.kept(desk, key).deleted_at is None


def test_every_stop_has_a_name_and_is_reached(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    page.acts.fill(("goals",))
    at.rest(qtbot, page)
    mark = window.window.findChild(BackupMark)
    assert mark is not None
    qtbot.waitUntil(mark.isVisible, timeout=10_000)  # else it comes in the middle of the walk
    found = walk(window.frame, pictures=False)
    assert "Wat is gewone begeleiding bij dit werk" in found.stops


def test_tab_follows_the_form_from_top_to_bottom(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    asked = '[[scheme.paper]]\nkey = "contract"\nlabel = "Contract"\nneeded_when = "always"\nsource = "Proef"\n'
    desk.schemes.save(f"{at.SCHEME}\n{asked}")
    page = opened(qtbot, window, made)
    page.acts.fill(("goals",))
    at.rest(qtbot, page)
    page.form.go_to_first("why")
    first, found = QApplication.focusWidget(), list[str]()
    for _ in range(60):
        press(KEYS.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus is first or not page.form.isAncestorOf(focus):
            break
        found.append(focus.accessibleName() or getattr(focus, "text", str)())
    stops = ("Wat is het doel", "Waar krijgt de werknemer begeleiding", "Contract: bestand kiezen", "Andere bijlage")
    steps = ("Dag", "Klaar voor ondertekening…", "Ingetrokken…", "Aantekeningen bij de aanvraag")
    places = [found.index(one) for one in (*stops, *steps)]
    assert places == sorted(places)


def test_the_index_counts_papers_and_questions(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    asked = '[[scheme.paper]]\nkey = "contract"\nlabel = "Contract"\nneeded_when = "always"\nsource = "Proef"\n'
    desk.schemes.save(f"{at.SCHEME}\n{asked}")
    page = opened(qtbot, window, made)

    def counted() -> dict[str, tuple[int, int]]:
        return {one.key: (one.done, one.total) for one in page.form.entries() if one.key in ("papers", "questions")}

    assert counted() == {"papers": (0, 1), "questions": (0, 1)}
    page.go_to_field("answers:space")
    keys("In de kantine.")
    assert counted()["questions"] == (1, 1)


def test_another_application_is_shown_once_and_nothing_of_the_former_one(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window, made)
    other = at.begun(desk, made.elsewhere)
    shown: list[object] = []
    tell = page.form.missing.show_checks

    def show(found: Any, *rest: Any, **more: Any) -> None:
        shown.append(found)
        tell(found, *rest, **more)

    monkeypatch.setattr(page.form.missing, "show_checks", show)
    page.show_subsidy(other)
    at.rest(qtbot, page)
    assert shown[0] is None, "what was read around the former one is not this one's"
    assert len(shown) == 2
    assert page.form.missing.checks


def test_what_is_done_beside_the_fields_is_told_in_its_own_words(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    page = opened(qtbot, window, made)
    told: list[str] = []
    window.window.toast = lambda words, *_, **__: told.append(words)  # type: ignore[method-assign]
    page.go_to_field("log")
    keys("gisteren")
    press(KEYS.Key_Tab)
    keys("45")
    press(KEYS.Key_Return)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == ["De regel staat in het logboek."]
