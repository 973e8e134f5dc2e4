"""Behind the lock nothing of the visits stays: not of the list, the preparation, a dialog or a report."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium
from beschutdesk.services.desk import Desk
from beschutdesk.services.visits import About
from tests.ui import left_over
from tests.ui.fixtures import put_away, show_desk
from tests.ui.visiting import dossiers
from ui.main_window import VISITS
from ui.visiting.joining import JoinDialog


@pytest.mark.parametrize("opens", ["", "plan", "report", "batch", "not_share", "move", "print"])
def test_nothing_of_the_visits_is_left_behind_the_lock(qtbot: QtBot, desk: Desk, tmp_path: Path, opens: str) -> None:
    people = dossiers(desk)
    phrases = left_over.phrases_of(desk)
    window = show_desk(qtbot, desk)
    window.window.show_tab(VISITS)
    page: Any = window.window.page(VISITS)
    qtbot.waitUntil(lambda: page.shown.found is not None, timeout=5000)
    if opens in ("move", "print"):
        at = Appointment(date(2026, 11, 26), time(10))
        saved = desk.visits.plan([About(people.thijs), About(people.roos)], at, Medium.VISIT)
        key = next(key for record, key in saved.changed if record == "visit")
        page.show_visit(key)
        qtbot.waitUntil(lambda: page.shown.found.visit.id == key, timeout=5000)
    if opens == "plan":
        page.plan(people.roos)
    elif opens in ("not_share", "move"):
        page.do(opens)
    elif opens == "print":
        dialog = page.do("print")
        qtbot.waitUntil(lambda: dialog.ready is not None, timeout=30_000)
    elif opens == "report":
        dialog = page.do("report")
        qtbot.waitUntil(lambda: dialog.ready is not None, timeout=30_000)
    elif opens == "batch":
        out = tmp_path / "uit"
        out.mkdir()
        dialog = page.batch()
        dialog.ask_folder = lambda *_: out
        dialog.since.setText("1-11-2026")
        dialog.until.setText("22-11-2026")
        dialog.start_button.click()
    assert left_over.in_widgets(phrases), "there is something to find"
    assert window.lock()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qtbot.wait(20)
    assert left_over.in_widgets(phrases) == []
    put_away(window)


@pytest.mark.parametrize("opens", ["", "join", "finish", "keys", "tip"])
def test_nothing_of_an_open_visit_is_left_behind_the_lock(qtbot: QtBot, desk: Desk, opens: str) -> None:
    people = dossiers(desk)
    phrases = left_over.phrases_of(desk)
    window = show_desk(qtbot, desk)
    assert window.context is not None
    window.context.choose(people.thijs)
    window.start_visit()
    page: Any = window.window.mode
    qtbot.waitUntil(lambda: page.earlier.has_any, timeout=5000)
    if opens == "join":
        page.ask_join()
        next(one for one in page.findChildren(JoinDialog)).who.setText("Roos")
    elif opens == "finish":
        page.finish()
    elif opens == "keys":
        page.show_keys()
    elif opens == "tip":
        page.earlier._act(next(row.what for row in page.earlier.list.rows() if row.said == "leermoment"))
    assert left_over.in_widgets(phrases), "there is something to find"
    assert window.lock()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qtbot.wait(20)
    assert left_over.in_widgets(phrases) == []
    put_away(window)
