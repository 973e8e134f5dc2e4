"""Somebody who writes in a visit about two people, in a process of their own, so that it can be killed.

``python -m tests.functional.visit_typist talk|end PROFILE CANDIDATE OTHER``: *talk* begins a visit with Ctrl+B, sees
somebody else too and types without pause; every key is told on standard output. *end* goes on in that visit, is locked
out in the middle, comes back and finishes it. All of it by keyboard.
"""

import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.functional.typist import KEYS_A_SECOND, Typist, words

KEYS = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIRST = "Kassa klaarzetten gaat zelf."
LAST = "Tot over een week."


def tell(what: str) -> None:
    """One line in one write: a kill between two would leave half a line."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class Talker(Typist):
    """Somebody in a canteen."""

    def unlock(self) -> Any:
        """Open the vault and come to the page."""
        self.until(lambda: self.focus is not None, "a focus")
        from tests.functional.typist import PASSPHRASE

        self.type(PASSPHRASE)
        self.press(KEYS.Key_Return)
        self.until(lambda: self.desk.context is not None, "an open desk")
        return self.desk.context

    @property
    def page(self) -> Any:
        """The page of the visit."""
        return self.desk.window.mode

    def choose(self, candidate: UUID) -> None:
        """Choose somebody, as a click in the list does."""
        self.desk.context.choose(candidate)  # type: ignore[union-attr]
        self.press(KEYS.Key_B, CTRL)
        self.until(lambda: self.page is not None, "the visit")
        self.until(lambda: isinstance(self.focus, QPlainTextEdit), "the text")

    def text(self) -> str:
        """What stands in the large field."""
        return str(self.page.note.field.toPlainText())


def talk(profile: Path, candidate: UUID, other: str) -> None:
    """Until somebody kills this process."""
    me = Talker(profile)
    me.unlock()
    me.choose(candidate)
    me.type(FIRST)
    me.press(KEYS.Key_W, ALT)
    me.until(lambda: QApplication.activeModalWidget() is not None, "the dialog")
    me.type(other)
    me.press(KEYS.Key_Return)
    me.until(lambda: len(me.page.visit.subjects) == 2, "two people")
    me.desk.frame.activateWindow()
    me.until(lambda: me.named == "Taken", "the text of the other")
    me.press(KEYS.Key_2, ALT)
    me.until(lambda: me.named == "Team", "the theme")
    began = time.monotonic()
    for number, char in enumerate(words(), start=1):
        me.type(char)
        tell(f"{number} {time.monotonic()}")
        while time.monotonic() < began + number / KEYS_A_SECOND:
            me.app.processEvents()
            time.sleep(0.0005)


def end(profile: Path, candidate: UUID, _other: str) -> None:
    """Go on where it was, be locked out near the end, and finish."""
    me = Talker(profile)
    me.unlock()
    me.choose(candidate)
    tell(f"FOUND {me.page.visit.number} {me.page.theme.key} {me.text()}")
    me.press(KEYS.Key_End, CTRL)
    me.type(LAST)
    me.press(KEYS.Key_L, ALT)
    me.press(KEYS.Key_L, CTRL)
    me.until(lambda: me.desk.context is None, "the lock")
    me.unlock()
    me.until(lambda: me.page is not None, "the visit again")
    me.until(lambda: me.named == "Team", "the place in it")
    tell(f"AGAIN {me.page.visit.number} {me.page.theme.key} {me.text()}")
    me.press(KEYS.Key_Return, CTRL)
    for _ in range(2):
        me.until(lambda: QApplication.activeModalWidget() is not None, "the questions")
        me.press(KEYS.Key_G, ALT)
        me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Escape)
    me.until(lambda: me.page is None, "the end")
    tell("FINISHED")
    me.desk.frame.close()
    me.desk.close()


if __name__ == "__main__":
    act = {"talk": talk, "end": end}[sys.argv[1]]
    act(Path(sys.argv[2]), UUID(sys.argv[3]), sys.argv[4])
