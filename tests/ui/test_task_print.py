"""The dialog in which the papers of jobcarving leave."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.services.desk import Desk
from beschutdesk.services.task_papers import READERS, Look
from tests.documents import invented_tasks as invented
from tests.documents.invented_tasks import Carved
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import context_of, put_away, show_desk
from tests.ui.walker import settle, walk
from ui.desk_window import DeskWindow
from ui.dialogs.task_print import TaskPaperDialog, open_task_print

LIST, PLAN, INSTRUCTION = READERS


@pytest.fixture
def made(desk: Desk) -> Carved:
    one = invented.full()
    case = one.dossier
    desk.dossiers.add([case.candidate, case.employer, case.placement, one.tasks])
    return one


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, made: Carved) -> Iterator[DeskWindow]:
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)


def ready(qtbot: QtBot, dialog: TaskPaperDialog) -> None:
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    settle()


def test_a_paper_is_chosen_seen_saved_and_remembered(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: Carved, tmp_path: Path
) -> None:
    place = made.dossier.placement.id
    dialog = open_task_print(context_of(window), place, window.frame)
    assert dialog.windowTitle() == "Afdrukken: Thijs van den Bovenkamp, Hoveniersbedrijf Groenrijk"
    ready(qtbot, dialog)
    assert (dialog.kind, dialog.audience) == (LIST, Audience.EMPLOYER)
    assert dialog.whole.isVisible()
    assert not dialog.day.isVisible()
    assert not cut_off_at_rest(dialog)
    walk(dialog, (1060, 690))

    dialog.choose(PLAN)
    assert dialog.audience is Audience.FLOOR, "what hangs on a wall is for the whole floor"
    assert not dialog.who[Audience.EMPLOYER].isVisible()
    dialog.looks[Look.PICTURES].setFocus()
    QTest.keyClick(dialog.looks[Look.PICTURES], Qt.Key.Key_Space)
    assert [dialog.day.itemText(at) for at in range(dialog.day.count())] == [
        "alle dagen", "maandag", "dinsdag", "woensdag"
    ]  # fmt: skip
    dialog.day.setCurrentIndex(2)
    dialog.day.activated.emit(2)
    qtbot.waitUntil(lambda: dialog.ready is not None and dialog.ready.order.weekdays == (1,), timeout=20_000)
    assert dialog.ready is not None
    assert (dialog.ready.order.kind, dialog.ready.order.look) == (PLAN, Look.PICTURES)
    out = tmp_path / "dag.pdf"
    dialog.ask_path = lambda _parent, _name: out
    dialog.save_pdf()
    qtbot.waitUntil(dialog.done_banner.isVisible, timeout=20_000)
    assert out.read_bytes().startswith(b"%PDF")
    ready(qtbot, dialog)
    (issued,) = desk.task_papers.issued(place)
    assert (issued.kind, issued.audience) == (PLAN, "floor")
    dialog.reject()


def test_what_is_being_typed_is_shown_and_an_earlier_version_as_it_went(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: Carved
) -> None:
    place, context = made.dossier.placement.id, context_of(window)
    order = desk.task_papers.order_for_task(made.tasks.tasks[1].id, Audience.FLOOR, context.today())
    desk.task_papers.issue(order, desk.task_papers.render(order), way="pdf")
    typed = copy(made.tasks)
    typed.tasks[1].name = "Blad blazen"
    dialog = open_task_print(context, place, window.frame, task=typed.tasks[1].id, typed=typed)
    ready(qtbot, dialog)
    assert dialog.kind is INSTRUCTION
    assert dialog.task.currentText() == "Blad blazen"
    assert dialog.ready is not None
    assert "Blad blazen" in dialog.ready.printed.name
    assert dialog.ready.order.number == 2
    assert dialog.issued.count.text() == "1"
    dialog.task.setCurrentIndex(0)
    dialog.task.activated.emit(0)
    assert dialog.issued.count.text() == "", "nothing went out about this task"
    dialog.task.setCurrentIndex(1)
    dialog.task.activated.emit(1)
    ready(qtbot, dialog)
    (old,) = desk.task_papers.issued(place, DocumentKind.WORK_INSTRUCTION)
    dialog.look_back(old)
    assert dialog.back_banner.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.leave_old()
    dialog.abandon()
    assert dialog.task.count() == 0, "nothing of a dossier stays behind a lock"
