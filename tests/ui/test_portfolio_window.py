"""The portfolio by keyboard, from the window, and closed while something goes on."""

import errno
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.desktop import Desktop, save_to
from tests.ui.portfolio_previews import top
from tests.ui.walker import walk
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs import handing, paper
from ui.dialogs.handing import HandedOver
from ui.dialogs.portfolio import PortfolioDialog
from ui.main_window import CANDIDATES
from ui.tabs.candidates import CandidatesPage

__all__ = ["top"]


# -- by keyboard -------------------------------------------------------------------------------------------------------


def test_keyboard_walk(top: Desktop, both_themes: bool) -> None:
    dialog = top.dialog()
    found = walk(dialog, (1120, 690))
    assert "Opslaan als pdf…" in found.stops
    assert "Afdrukken…" in found.stops
    assert "Besproken met" in found.stops


def test_hidden_by_a_lock_it_forgets_the_document(top: Desktop) -> None:
    dialog = top.dialog()
    dialog.hide()
    assert dialog.preview.pages == 0
    assert dialog.side.binder.session is None


@pytest.mark.parametrize(("size", "text_size"), [((1120, 690), 100), ((887, 461), 100), ((1120, 690), 150)])
def test_nothing_runs_off_the_dialog(top: Desktop, size: tuple[int, int], text_size: int) -> None:
    theme.current().set_text_size(text_size)
    dialog = top.dialog()
    dialog.resize(*size)
    top.qtbot.wait(20)
    assert (dialog.width(), dialog.height()) == size
    last = dialog.side.who.segments()[-1]
    assert last.mapTo(dialog, last.rect().topRight()).x() <= dialog.width()
    assert dialog.save_button.geometry().right() <= dialog.width()
    assert dialog.preview.view.width() > 250


# -- from the window ---------------------------------------------------------------------------------------------------


def test_from_the_candidates_tab_and_on_after_saving(demo_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The dialog works on the session of the form below; a save in between must not take that away from it."""
    window = DeskWindow(tmp_path / "anders", warm=False)
    qtbot.addWidget(window.frame)
    window.open(demo_desk)
    window.frame.show()
    person = demo_desk.dossiers.ids("candidate")[0]
    window.window.show_tab(CANDIDATES)
    page = window.window.page(CANDIDATES)
    assert isinstance(page, CandidatesPage)
    page.set_candidate(person)
    page.acts.portfolio()
    dialog = window.window.findChild(PortfolioDialog)
    assert dialog is not None
    assert dialog.book.session is page.dossier.session("portfolio")
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    dialog.book.session.set("discussed_with", "Een ander")
    with qtbot.waitSignal(dialog.kept, timeout=20_000):
        save_to(dialog, tmp_path / "een.pdf")
    qtbot.wait(50)
    dialog.side.sections.boxes[PortfolioSection.TASKS].click()
    dialog.close_button.click()
    qtbot.wait(50)
    whole = demo_desk.dossiers.whole(person)
    assert whole is not None
    assert whole.portfolios[-1].discussed_with == "Een ander"
    assert whole.portfolios[-1].left_out == (PortfolioSection.TASKS,)
    session = page.dossier.session("portfolio")
    assert session is not None
    assert session.value("left_out") == (PortfolioSection.TASKS,)
    assert not session.is_dirty
    window.close()


# -- closing while something goes on -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fails", [False, True])
def test_it_stays_while_it_is_being_handed_over(
    top: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    dialog = top.dialog()
    go_on = threading.Event()
    real = handing.to_file

    def slow(*arguments: Any) -> Any:
        assert go_on.wait(10)
        if fails:
            raise OSError(errno.ENOSPC, "")
        return real(*arguments)

    monkeypatch.setattr(paper, "to_file", slow)
    kept: list[object] = []
    dialog.kept.connect(kept.append)
    save_to(dialog, tmp_path / "een.pdf")
    assert dialog._handing
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.close()
    assert dialog.isVisible()
    assert "sluiten kan zodra" in dialog.note.text()
    go_on.set()
    top.qtbot.waitUntil(lambda: not dialog._handing, timeout=20_000)
    assert bool(top.troubles) is fails
    assert bool(kept) is not fails
    top.wait(dialog)
    assert dialog.close()


@pytest.mark.parametrize("error", [Trouble("Het lukt niet."), OSError(errno.ENOSPC, ""), RuntimeError()])
def test_it_closes_whatever_goes_wrong_with_saving(
    top: Desktop, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    dialog = top.dialog()
    dialog.book.session.set("discussed_with", "Zonneschijn")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(top.desk.dossiers, "save", fail)
    assert not dialog.close()
    assert [title for title, _ in top.troubles] == ["Het portfolio is niet opgeslagen"]
    key = dialog.book.session.id
    assert dialog.close()
    assert top.keeper.flush()
    draft = top.desk.drafts.find(key)
    assert draft is not None
    assert draft.changes["discussed_with"] == "Zonneschijn"


def test_nothing_is_told_by_a_dialog_that_is_gone(top: Desktop) -> None:
    dialog = top.dialog()
    kept: list[object] = []
    dialog.kept.connect(kept.append)
    dialog.abandon()
    dialog._handed(HandedOver(1, None, frozenset({("portfolio", UUID(int=1))})))
    assert kept == []
