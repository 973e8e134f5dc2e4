"""The timeline of a person: read beside the window, filtered, copied, and gone behind a lock."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.audience import Audience
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.timeline import EventKind
from beschutdesk.services.timeline_paper import READERS
from beschutdesk.trouble import Trouble
from tests.ui.employer_keys import employers_page, open_row
from tests.ui.fixtures import candidates_page, context_of, open_person, shown
from tests.ui.walker import press, settle
from ui.desk_window import DeskWindow
from ui.dialogs.copying import CopyDialog
from ui.dialogs.timeline_print import TimelineDialog
from ui.looking import FOLDED, KEYS
from ui.looking import current as looking
from ui.tabs.candidates.timeline import TimelinePane
from ui.widgets import ACCESSIBLE

__all__ = ["shown"]

LATER_MS = 20_000


@pytest.fixture
def pane(shown: DeskWindow, qtbot: QtBot) -> Iterator[TimelinePane]:
    page = candidates_page(shown)
    open_person(page, 2)
    qtbot.waitUntil(lambda: bool(page.timeline.events()))
    page.go_to_section("timeline")
    settle()
    yield page.timeline
    QGuiApplication.clipboard().clear()


def test_the_newest_stands_first_and_each_line_is_whole(pane: TimelinePane) -> None:
    events = pane.events()
    assert [event.day for event in events] == sorted((event.day for event in events), reverse=True)
    shown_now = pane.view.items.items()
    assert 0 < len(shown_now) < len(events)
    rects = [pane.view.visualRect(pane.view.items.index(row, 0)) for row in range(len(shown_now))]
    assert all(upper.bottom() < lower.top() + 2 for upper, lower in itertools.pairwise(rects))
    assert rects[-1].bottom() <= pane.view.viewport().height() + 1
    long = next(row for row, event in enumerate(shown_now) if event.detail)
    spoken = pane.view.items.index(long, 0).data(ACCESSIBLE)
    assert " ".join(shown_now[long].detail.split()) in spoken


def test_filters_by_kind_and_words(pane: TimelinePane, qtbot: QtBot) -> None:
    every = len(pane.events())
    at = pane.kinds.findData(EventKind.CONTACT)
    pane.kinds.setFocus()
    while pane.kinds.currentIndex() < at:
        press(Qt.Key.Key_Down)
    assert {event.kind for event in pane.events()} == {EventKind.CONTACT}
    assert len(pane.events()) < every
    pane.words.setFocus()
    QTest.keyClicks(pane.words, "zzz")
    qtbot.waitUntil(pane.view.isHidden)
    assert not pane.copy.isEnabled()
    pane.words.clear()
    qtbot.waitUntil(pane.view.isVisible)


def test_more_is_shown_by_keyboard_without_a_second_scroll_bar(pane: TimelinePane) -> None:
    first = len(pane.view.items.items())
    pane.more.setFocus()
    press(Qt.Key.Key_Space)
    assert len(pane.view.items.items()) > first
    assert pane.view.hasFocus()
    assert pane.view.currentIndex().row() == first
    press(Qt.Key.Key_Down)
    assert pane.view.verticalScrollBar().maximum() == 0
    assert not pane.view.visibleRegion().isEmpty()


def exports(shown: DeskWindow) -> list[dict[str, Any]]:
    audit = context_of(shown).desk.audit
    return [dict(line.detail) for line in audit.lines(audit.numbers(Filter(acts=frozenset({Act.EXPORT}))))]


def test_it_is_copied_as_text_for_a_reader_and_the_log_knows(pane: TimelinePane, shown: DeskWindow) -> None:
    pane.kinds.setCurrentIndex(next(at for at in range(9) if pane.kinds.itemData(at) is EventKind.CONTACT))
    pane._filter()
    pane.copy.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyDialog)
    assert dialog.section.currentData() is EventKind.CONTACT
    readers = [dialog.reader.itemData(at) for at in range(dialog.reader.count())]
    assert tuple(readers) == READERS["candidate"]
    assert dialog.reader.currentData() is Audience.MUNICIPALITY
    notes = [event.detail for event in pane.events() if event.detail]
    assert notes
    assert not any(note.splitlines()[0] in dialog.preview.toPlainText() for note in notes), "not for the gemeente"
    dialog.reader.setCurrentIndex(readers.index(Audience.COLLEAGUE))
    seen = dialog.preview.toPlainText()
    assert seen.startswith("Tijdlijn van ")
    assert all(event.title in seen for event in pane.events())
    assert exports(shown) == [], "looking is not copying"
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == seen
    assert exports(shown) == [{"section": "timeline", "audience": "colleague"}]
    shown.clipboard.clear()


@pytest.mark.usefixtures("_looks_no_more")
def test_of_an_employer_it_is_copied_for_a_colleague_alone(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    open_row(page)
    page.go_to_section("timeline")
    qtbot.waitUntil(lambda: bool(page.timeline.events()))
    page.timeline.copy.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyDialog)
    assert [dialog.reader.itemData(at) for at in range(dialog.reader.count())] == [Audience.COLLEAGUE]
    assert dialog.preview.toPlainText()
    looking().set_on(True)
    assert dialog.preview.toPlainText() == ""
    assert not dialog.copy_button.isEnabled()
    looking().set_on(False)
    dialog.reject()


def test_enter_goes_to_where_it_stands(pane: TimelinePane, shown: DeskWindow) -> None:
    page = candidates_page(shown)
    row = next(i for i, event in enumerate(pane.events()) if event.kind is EventKind.PHASE)
    pane.view.setFocus()
    pane.view.go_to(row)
    press(Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.sections["placement"].isAncestorOf(focus)


def test_a_save_is_followed(pane: TimelinePane, shown: DeskWindow, qtbot: QtBot) -> None:
    context = context_of(shown)
    key = candidates_page(shown).dossier.key
    assert key is not None
    saved = context.desk.notes.quick(("candidate", key), None, "Zojuist gebeld.")
    context.announce(saved.changed)
    qtbot.waitUntil(lambda: any(event.detail == "Zojuist gebeld." for event in pane.events()))


def test_another_person_and_a_lock_leave_nothing(pane: TimelinePane, shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    before = pane.events()
    open_person(page, 0)
    assert not set(before) & set(pane.events())
    qtbot.waitUntil(lambda: bool(pane.events()))
    assert not set(before) & set(pane.events())
    pane.let_go()
    settle()
    assert pane.events() == []


# -- on paper ----------------------------------------------------------------------------------------------------------


def printing(qtbot: QtBot) -> TimelineDialog:
    """The dialog that just opened, with its preview."""
    found: list[TimelineDialog] = []

    def there() -> bool:
        found[:] = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, TimelineDialog) and one.isVisible()
        ]
        return bool(found) and found[0].ready is not None

    qtbot.waitUntil(there, timeout=LATER_MS)
    return found[0]


def ready_for(dialog: TimelineDialog, qtbot: QtBot, audience: Audience) -> None:
    qtbot.waitUntil(lambda: dialog.ready is not None and dialog.ready.order.audience is audience, timeout=LATER_MS)


def test_ctrl_p_in_the_timeline_is_the_timeline_with_its_filters(pane: TimelinePane, qtbot: QtBot) -> None:
    pane.kinds.setCurrentIndex(pane.kinds.findData(EventKind.CONTACT))
    pane.kinds.activated.emit(pane.kinds.currentIndex())
    for place in (pane.kinds, pane.words, pane.view):
        pane.window().activateWindow()
        place.setFocus()
        qtbot.waitUntil(place.hasFocus)
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        dialog = printing(qtbot)
        assert dialog.ready is not None
        assert dialog.ready.order.events == tuple(pane.events())
        assert dialog.kind.currentData() is EventKind.CONTACT
        assert dialog.preview.pages >= 1
        press(Qt.Key.Key_Escape)
        settle()
        assert not dialog.isVisible()


def test_elsewhere_on_the_page_ctrl_p_is_the_portfolio(pane: TimelinePane, shown: DeskWindow, qtbot: QtBot) -> None:
    from ui.dialogs.portfolio import PortfolioDialog

    candidates_page(shown).go_to_section("person")
    settle()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(isinstance(one, PortfolioDialog) for one in QApplication.topLevelWidgets()))
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, PortfolioDialog))
    assert not any(isinstance(one, TimelineDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    dialog.abandon()


def test_another_reader_another_part_and_to_a_file(
    pane: TimelinePane, shown: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    context, key = context_of(shown), candidates_page(shown).dossier.key
    assert key is not None
    before = len(pane.events())
    pane.print_button.setFocus()
    press(Qt.Key.Key_Space)
    dialog = printing(qtbot)
    ready_for(dialog, qtbot, Audience.COLLEAGUE)
    dialog.who.setFocus()
    press(Qt.Key.Key_Right)
    ready_for(dialog, qtbot, Audience.MUNICIPALITY)
    assert dialog.ready is not None
    inside = len(dialog.ready.order.events)
    assert re.fullmatch(rf"{inside} van {before} gebeurtenissen .*", dialog.left_out.text())
    press(Qt.Key.Key_Right)
    ready_for(dialog, qtbot, Audience.CANDIDATE)
    dialog.since.setFocus()
    QTest.keyClicks(dialog.since, "1-1-2026")
    qtbot.waitUntil(lambda: dialog.ready is not None and dialog.ready.order.asked.since is not None, timeout=LATER_MS)
    assert all(event.day.year >= 2026 for event in dialog.ready.order.events)
    dialog.until.setFocus()
    QTest.keyClicks(dialog.until, "1-1-2025")
    qtbot.waitUntil(lambda: "ligt vóór" in dialog.boxes["until"].message)
    dialog.until.selectAll()
    press(Qt.Key.Key_Delete)
    target = tmp_path / "tijdlijn.pdf"
    dialog.ask_path = lambda _parent, _name: target
    troubles: list[Trouble] = []
    dialog.say_trouble = lambda _parent, _title, trouble: troubles.append(trouble)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.done_banner.isVisible() or bool(troubles), timeout=LATER_MS)
    assert troubles == []
    assert target.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: len(pane.events()) == before + 1)  # the document stands in the timeline itself
    assert any(event.title == "Tijdlijn, versie 1" for event in pane.events())
    assert context.desk.documents.issued(key) == []
    dialog.reject()


def test_a_lock_leaves_nothing_of_it(pane: TimelinePane, qtbot: QtBot) -> None:
    pane.print_out()
    dialog = printing(qtbot)
    dialog.abandon()
    assert dialog.ready is None
    assert dialog.preview.pages == 0


def test_of_an_employer_it_is_for_a_colleague_alone(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    open_row(page)
    page.go_to_section("timeline")
    qtbot.waitUntil(lambda: bool(page.timeline.events()))
    page.timeline.view.setFocus()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = printing(qtbot)
    assert dialog.audience is Audience.COLLEAGUE
    assert dialog.who.isHidden()
    assert dialog.ready is not None
    assert dialog.ready.order.events == tuple(page.timeline.events())
    dialog.reject()


# -- somebody looks as well --------------------------------------------------------------------------------------------


@pytest.fixture
def _looks_no_more() -> Iterator[None]:
    yield
    looking().set_on(False)


@pytest.mark.usefixtures("_looks_no_more")
def test_that_of_an_employer_is_not_shown_copied_or_printed(shown: DeskWindow, qtbot: QtBot) -> None:
    pane = TimelinePane(context_of(shown))  # by itself, in no form that folds it
    qtbot.addWidget(pane)
    pane.show()
    pane.show_of("employer", employers_page(shown).list.model.key_at(0), "Bakkerij")
    qtbot.waitUntil(lambda: bool(pane.events()))
    pane.print_out()
    dialog = printing(qtbot)
    QTest.keySequence(dialog, KEYS)  # also from on top of the window
    assert looking().on
    assert not dialog.isVisible()
    assert pane.events() == []
    assert pane.view.items.items() == []
    assert FOLDED in [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    assert not pane.copy.isEnabled()
    assert not pane.print_button.isEnabled()
    assert pane.print_out() is None
    looking().set_on(False)
    assert pane.events()
    pane.let_go()


@pytest.mark.usefixtures("_looks_no_more")
def test_that_of_the_person_beside_you_stays(pane: TimelinePane) -> None:
    before = pane.events()
    looking().set_on(True)
    assert pane.events() == before


@pytest.mark.usefixtures("_looks_no_more")
def test_one_that_is_being_handed_over_shows_nothing_and_closes_after(
    shown: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = employers_page(shown)
    open_row(page)
    page.go_to_section("timeline")
    qtbot.waitUntil(lambda: bool(page.timeline.events()))
    page.timeline.print_out()
    dialog = printing(qtbot)
    target = tmp_path / "t.pdf"
    dialog.ask_path = lambda _parent, _name: target
    dialog.save_pdf()
    looking().set_on(True)
    assert dialog.isVisible(), "whether it succeeds has to be told here"
    assert not dialog.preview.isVisible()
    qtbot.waitUntil(lambda: not (isValid(dialog) and dialog.isVisible()))
    assert target.exists()
