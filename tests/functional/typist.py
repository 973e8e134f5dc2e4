"""The one at the keys, in a process of their own, so that the process can be killed.

``python -m tests.functional.typist type|look PROFILE FOLDER``: unlocks the vault in the real window with key presses.
*type* begins a new dossier and types without pause while a batch of documents is made; every key is told on standard
output with the moment it was pressed. *look* finds the dossier again, saves it and makes the portfolio.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from beschutdesk.dossier.audience import Audience
from ui.app import make_application
from ui.desk_window import DeskWindow
from ui.dialogs.batch import start_batch

PASSPHRASE = "vier losse woorden samen"
NAME = "Zefanja"
FIELD = "Zo werk ik het best"
SECONDS = 30.0
KEYS_A_SECOND = 100


def words() -> Iterator[str]:
    """The characters to type: numbered, so that what is missing shows."""
    number = 0
    while True:
        number += 1
        yield from f"woord{number} "


class Typist:
    """Somebody without a mouse."""

    def __init__(self, profile: Path) -> None:
        self.app = make_application()
        self.desk = DeskWindow(profile)
        self.desk.begin()
        self.desk.frame.resize(1280, 720)
        self.desk.frame.show()
        self.desk.frame.activateWindow()
        self.until(lambda: self.focus is not None, "a focus")

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def until(self, met: Callable[[], object], what: str, patience: float = 20) -> None:
        """Let the program run until something holds."""
        end = time.monotonic() + patience
        while not met():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}; focus on {self.named}")
            self.app.processEvents()
            time.sleep(0.005)

    @property
    def named(self) -> str:
        return self.focus.accessibleName() if self.focus else "nothing"

    def press(self, key: Qt.Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus or self.desk.window, key, hold)
        self.app.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus or self.desk.window, text)
        self.app.processEvents()

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is on the field with this name."""
        for _ in range(60):
            if self.named == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name}")

    def unlock(self) -> Any:
        self.type(PASSPHRASE)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.desk.context is not None, "an open desk")
        self.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        return self.desk.context


def type_without_pause(profile: Path, folder: Path) -> None:
    """Until somebody kills this process."""
    me = Typist(profile)
    context = me.unlock()
    demo = context.desk.dossiers.ids("candidate")
    me.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    me.until(lambda: me.named == "Roepnaam", "the new dossier")
    me.type(NAME)
    me.tab_to(FIELD)
    made = 0

    def progress(done: int, total: int) -> None:
        nonlocal made
        made = done

    start_batch(context.desk, context.jobs, demo * 500, Audience.FLOOR, folder, progress, lambda _: None)
    began = time.monotonic()
    for number, char in enumerate(words(), start=1):
        me.type(char)
        # one write: a kill between two would leave half a line
        sys.stdout.write(f"{number} {time.monotonic()} {made}\n")
        sys.stdout.flush()
        while time.monotonic() < began + number / KEYS_A_SECOND:
            me.app.processEvents()
            time.sleep(0.0005)


def look_and_print(profile: Path, folder: Path) -> None:
    """Find what was typed, on the screen; save it; make the portfolio; say how much was there."""
    me = Typist(profile)
    me.unlock()
    me.until(me.desk.window.isVisible, "the window")
    page: Any = me.desk.window.page("candidates")
    me.until(lambda: page is not None and page.isVisible(), "the tab")
    # the unsaved dossier stands on top of the list
    me.press(Qt.Key.Key_Home)
    me.until(lambda: page.dossier.key is not None, "a chosen person")
    me.tab_to(FIELD)
    editor = me.focus
    assert isinstance(editor, QPlainTextEdit)
    print("FOUND", editor.toPlainText(), flush=True)
    me.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    me.until(lambda: any(NAME in f.title for f in me.desk.context.desk.lists.by_name(NAME)), "the save")  # type: ignore[union-attr]
    me.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    me.until(lambda: QApplication.activeModalWidget() is not None, "the portfolio")
    dialog: Any = QApplication.activeModalWidget()
    dialog.ask_path = lambda *_: folder / "portfolio.pdf"
    me.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    me.until((folder / "portfolio.pdf").exists, "the file")
    print("PRINTED", flush=True)
    dialog.reject()
    me.desk.frame.close()
    me.desk.close()


if __name__ == "__main__":
    act = {"type": type_without_pause, "look": look_and_print}[sys.argv[1]]
    act(Path(sys.argv[2]), Path(sys.argv[3]))
