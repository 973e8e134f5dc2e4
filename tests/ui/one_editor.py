"""One editor in a window of its own, and somebody who types in it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import EVERYONE
from beschutdesk.dossier.fields import Kind, Shape, Spec
from beschutdesk.dossier.values import Attachment
from tests.ui.fixtures import throw_away, today
from ui.forms.editors import Editor, Helpers
from ui.forms.make import make_editor

Make = Callable[..., Any]
SOMEONE, OTHER = UUID(int=7), UUID(int=8)
PHOTO = Attachment("a" * 64, "foto & co.jpg", "image/jpeg", 340_000)


def helpers() -> Helpers:
    return Helpers(today, lambda _target: [(SOMEONE, "Els & Bo"), (OTHER, "Ann")], lambda _p, stored: stored(PHOTO))


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[QWidget] = []

    def show(spec: Spec, shape: Shape | None = None) -> Editor:
        editor = make_editor(spec, helpers(), shape)
        editor.widget.resize(500, 200)
        with qtbot.waitExposed(editor.widget):
            editor.widget.show()
        made.append(editor.widget)
        return editor

    yield show
    throw_away(*made)


def spec_of(kind: Kind, **more: Any) -> Spec:
    return Spec("Veld", kind, EVERYONE, key="x", name="x", record="test", **more)


def typed(qtbot: QtBot, editor: Editor, words: str) -> None:
    editor.buddy.setFocus()
    QTest.keyClicks(editor.buddy, words)


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
