"""From a placement to an application ready to be signed, with keys alone; and what is missing when it is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services.desk import Desk
from tests.documents.pdf import squeezed, words
from tests.ui import subsidizing as at
from tests.ui.fixtures import TODAY, candidates_page, put_away, show_desk
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.subsidy_print import SubsidyPaperDialog
from ui.dialogs.subsidy_step import SubsidyStepDialog
from ui.main_window import SUBSIDY
from ui.tabs.subsidy import SubsidyPage

pytestmark = [
    pytest.mark.functional,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # offscreen stacks nothing
]
KEYS, HOLD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = HOLD.ControlModifier, HOLD.ShiftModifier
MOST = 20
"""The number of strokes has to stay under this."""
SCHEME = at.SCHEME.partition("[[scheme.question]]")[0]


class Hands:
    """Somebody without a mouse, whose strokes are counted."""

    def __init__(self, qtbot: QtBot, window: DeskWindow) -> None:
        self._qtbot, self._window = qtbot, window
        self.strokes = 0

    def press(self, key: Qt.Key, hold: Qt.KeyboardModifier = HOLD.NoModifier) -> None:
        """One stroke where the focus is."""
        self.strokes += 1
        QTest.keyClick(QApplication.focusWidget() or self._window.window, key, hold)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """A stroke for each letter."""
        self.strokes += len(text)
        QTest.keyClicks(QApplication.focusWidget() or self._window.window, text)
        QApplication.processEvents()

    @property
    def page(self) -> SubsidyPage:
        """The tab Subsidie."""
        page = self._window.window.page(SUBSIDY)
        assert isinstance(page, SubsidyPage)
        return page

    def rest(self) -> None:
        """Until what is open was read."""
        at.rest(self._qtbot, self.page)

    def dialog(self, kind: type[Any]) -> Any:
        """The dialog in front, once it hears the keys."""
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=10_000)
        front = QApplication.activeModalWidget()
        assert front is not None
        self._qtbot.waitUntil(lambda: front.isAncestorOf(QApplication.focusWidget() or front), timeout=5000)
        return front

    def closed(self) -> None:
        """Until no dialog is in front any more."""
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
        self._window.frame.activateWindow()
        QApplication.processEvents()


@pytest.fixture
def made(desk: Desk) -> at.Made:
    desk.schemes.save(SCHEME)
    return at.dossiers(desk)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk, made: at.Made) -> Iterator[DeskWindow]:
    theme.apply(qapp, dark=False).set_text_size(100)
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)


def words_of(paper: Path) -> str:
    """The text of a PDF without white space, as a line may break anywhere."""
    return squeezed("".join(word.text for word in words(paper)))


def test_a_whole_dossier_is_ready_to_be_signed_in_under_twenty_strokes(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made, tmp_path: Path
) -> None:
    page = candidates_page(window)
    page.set_candidate(made.person)
    page.form.finish()
    page.list.view.setFocus()
    me, paper = Hands(qtbot, window), tmp_path / "aanvraag.pdf"

    me.press(KEYS.Key_6, CTRL)  # the tab
    me.press(KEYS.Key_N, CTRL)  # begun for the placement
    me.rest()
    me.press(KEYS.Key_D, CTRL | SHIFT)  # what the dossier says already
    me.rest()
    me.press(KEYS.Key_F8)  # what is missing still: the talk with the worker
    assert me.page.form.field_in_focus() == "consent_on"
    me.write("vandaag")
    me.press(KEYS.Key_P, CTRL)
    dialog = me.dialog(SubsidyPaperDialog)
    dialog.ask_path = lambda *_: paper
    me.press(KEYS.Key_S, CTRL)
    qtbot.waitUntil(paper.exists, timeout=60_000)
    (key,) = desk.dossiers.ids("supervision_subsidy")
    qtbot.waitUntil(lambda: bool(desk.subsidy_papers.issued(key)), timeout=10_000)
    qtbot.waitUntil(dialog.done_banner.isVisible, timeout=10_000)
    me.press(KEYS.Key_Escape)
    me.closed()
    me.press(KEYS.Key_Return, CTRL)
    me.dialog(SubsidyStepDialog)
    me.press(KEYS.Key_Return)
    me.closed()
    qtbot.waitUntil(lambda: me.page.found is not None and me.page.found.state is SubsidyState.READY, timeout=10_000)
    assert me.strokes < MOST

    kept = at.kept(desk, key)
    assert kept.consent_on == TODAY
    assert [one.state for one in kept.steps] == [SubsidyState.READY]
    found = desk.subsidies.gather(key, TODAY)
    assert [one.field for one in found.blocking] == ["signed_on"], "only the pen is left"
    said = words_of(paper)
    for expected in ("Thijs Hoekstra", "Zwembad De Golf", "12345679", "H. Wit", "kleedhokjes schoonmaken"):
        assert squeezed(expected) in said, expected
    assert "CONCEPT" not in said
    assert [one.subsidy for one in desk.subsidy_papers.issued(key)] == [key]


def test_what_is_missing_is_a_clear_list_and_stops_only_the_sending_in(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made, tmp_path: Path
) -> None:
    page = candidates_page(window)
    page.set_candidate(made.alone)
    page.form.finish()
    page.list.view.setFocus()
    me = Hands(qtbot, window)
    me.press(KEYS.Key_6, CTRL)
    me.press(KEYS.Key_N, CTRL)
    me.rest()
    listed = me.page.form.missing.list
    assert listed.hasFocus(), "one begins with what is missing"
    blocks = [line.title for line in listed.lines() if line.what.blocks]
    assert "De IBAN van de aanvrager ontbreekt." in blocks
    assert "De gemeente van de werknemer ontbreekt." in blocks
    assert blocks[-1].startswith("De aanvraag is nog niet getekend")
    assert f"{len(blocks)} punten zijn nodig" in me.page.form.missing.words

    (key,) = desk.dossiers.ids("supervision_subsidy")
    assert me.page.acts.step(SubsidyState.SUBMITTED) is None
    assert at.kept(desk, key).steps == []
    me.press(KEYS.Key_P, CTRL)
    dialog = me.dialog(SubsidyPaperDialog)
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=60_000)
    paper = tmp_path / "concept.pdf"
    paper.write_bytes(dialog.ready.printed.data)
    assert "CONCEPT" in words_of(paper)
    me.press(KEYS.Key_Escape)
    me.closed()
