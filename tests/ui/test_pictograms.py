"""Choosing a pictogram by group, by word and by keyboard, and what the field makes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.fields import shape_of
from beschutdesk.rules.pictograms import pictogram, pictograms
from tests.ui.walker import settle, walk
from ui.dialogs.pictograms import PictogramDialog, near
from ui.forms.editors import Helpers
from ui.forms.make import make_editor
from ui.forms.pictogram import NO_PICTURE, PictogramEditor


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_a_word_finds_it_and_enter_takes_it(host: QWidget, qtbot: QtBot) -> None:
    dialog = PictogramDialog("", "de vloer vegen", host)
    dialog.show()
    settle()
    assert near("de vloer vegen")[0].key == "broom"
    assert dialog.groups.current_key() == "?"  # what goes with the task comes first
    assert dialog.tiles.current_item().key == "broom"
    assert walk(dialog, (820, 600)).stops[:2] == ["Zoek een plaatje: ‘vegen’, ‘doos’…", "Soort plaatje"]
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "dwei")
    assert [one.word for one in dialog.tiles.model().items()] == ["dweilen"]  # type: ignore[attr-defined]
    QTest.keyClicks(dialog.search, "xyz")
    assert not dialog.tiles.isVisible()
    assert not dialog.act_button.isEnabled()
    dialog.search.clear()
    QTest.keyClicks(dialog.search, "doos")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.tiles, Qt.Key.Key_Right)
    chosen = dialog.tiles.current_item().key
    with qtbot.waitSignal(dialog.picked) as picked:
        QTest.keyClick(dialog.tiles, Qt.Key.Key_Return)
    assert picked.args == [chosen]
    assert chosen != "box"


def test_the_field_shows_the_picture_with_its_word_and_can_be_emptied(host: QWidget) -> None:
    editor = make_editor(shape_of("inventory_task").specs["pictogram"], Helpers())
    assert isinstance(editor, PictogramEditor)
    editor.widget.setParent(host)
    edits: list[str] = []
    editor.edited.connect(lambda: edits.append(editor.read().value))
    editor.about = lambda: "vaat wassen"
    dialog = editor.ask()
    dialog.tiles.go_to(0)
    dialog.act_button.click()
    assert edits == [editor.read().value]
    known = pictogram(edits[0])
    assert known is not None
    assert editor.buddy.accessibleName() == f"Pictogram: {known.word}"
    editor.set_value("van-een-nieuwer-programma")  # kept as it is, and said
    assert editor.read().value == "van-een-nieuwer-programma"
    again = editor.ask()
    assert again.without.isVisible()
    again.without.click()
    assert edits[-1] == ""
    assert editor.buddy.accessibleName() == "Pictogram: kiezen"
    assert NO_PICTURE in [label.text() for label in editor.widget.findChildren(type(editor._word))]


def test_every_picture_is_drawn(host: QWidget) -> None:
    dialog = PictogramDialog(pictograms()[-1].key, "", host)
    dialog.resize(820, 2400)
    dialog.show()
    settle()
    assert dialog.tiles.current_item() == pictograms()[-1]  # what stands there now
    assert dialog.tiles.model().rowCount() == len(pictograms())
    assert not dialog.grab().isNull()  # a picture that is missing fails the test, see conftest
    dialog.reject()
