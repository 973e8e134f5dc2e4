"""Kopieer als tekst while somebody looks at the screen as well."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from tests.ui.fixtures import candidates_page, context_of, open_person, shown
from ui.desk_window import DeskWindow
from ui.dialogs.copying import CopyDialog, of_record, open_copying
from ui.looking import FOLDED, KEYS
from ui.looking import current as looking

__all__ = ["shown"]


@pytest.fixture
def dialog(shown: DeskWindow, qtbot: QtBot) -> Iterator[CopyDialog]:
    """The private section for the person it is of."""
    page = candidates_page(shown)
    open_person(page, whole=False)
    assert page.dossier.key is not None
    context = context_of(shown)
    made = open_copying(context, of_record(context, "candidate", page.dossier.key), "private", page)
    made.reader.setCurrentIndex(list(Audience).index(Audience.CANDIDATE))
    qtbot.waitExposed(made)
    yield made
    made.reject()
    looking().set_on(False)


def test_what_is_private_is_folded_and_comes_back(dialog: CopyDialog) -> None:
    before = dialog.preview.toPlainText()
    assert before
    QTest.keySequence(dialog, KEYS)  # also from on top of the window
    assert looking().on
    assert dialog.preview.toPlainText() == ""
    assert FOLDED in dialog.banner.accessibleName()
    assert not dialog.copy_button.isEnabled()
    dialog.section.setCurrentIndex(dialog.section.findData("wishes"))
    assert dialog.preview.toPlainText()
    assert dialog.copy_button.isEnabled()
    dialog.section.setCurrentIndex(dialog.section.findData("private"))
    assert dialog.preview.toPlainText() == ""
    QTest.keySequence(dialog, KEYS)
    assert dialog.preview.toPlainText() == before
    assert dialog.copy_button.isEnabled()
