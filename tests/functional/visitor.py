"""A day's work in the real program, from its own start, in a process of its own so that it can be killed.

``python -m tests.functional.visitor FOLDER NAME``: opens the profile of this user in the window, types, saves, makes a
portfolio in FOLDER, searches, copies, backs up, meets faults that hold a name, locks, unlocks, and types on until it is
killed. It tells each step on standard output.
"""

import logging
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from beschutdesk.services.profile import default_profile
from tests.functional.typist import FIELD, Typist
from ui import app as program
from ui import desk_window
from ui.shell.palette import SearchPalette

NAMES = ("Zefanjaline", "Quirinusje")
"""Of the new dossier, per day."""
FAMILY = "Proefkonijnenberg"
PHRASE = "kwikstaartje danst op de regenpijp"
AGREED = "dinsdag om halfnegen bij de fietsenkelder"
UNSAVED = "ongeopende brievenbus vol pepernoten "
WORDS = (*NAMES, FAMILY, PHRASE, AGREED, UNSAVED.strip())
"""What is typed here and in no demo dossier."""


def tell(what: str) -> None:
    """One line for whoever may kill this process."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class Visitor(Typist):
    """Somebody in a program that runs already."""

    def __init__(self, desk: desk_window.DeskWindow, name: str) -> None:
        found = QApplication.instance()
        assert isinstance(found, QApplication)
        self.app, self.desk, self.name = found, desk, name

    def tell(self, what: str) -> None:
        """One step is done."""
        tell(what)

    def day(self, folder: Path) -> None:
        """Until somebody kills this process."""
        self.desk.frame.resize(1280, 720)
        self.desk.frame.activateWindow()
        self.until(lambda: self.focus is not None, "a focus")
        self.unlock()
        self.tell("unlocked")
        self.new_dossier()
        self.tell("saved")
        self.portfolio(folder)
        self.tell("printed")
        self.search()
        self.tell("searched")
        self.desk.context.desk.backups.make()  # type: ignore[union-attr]
        self.tell("backed up")
        self.faults()
        self.tell("met faults")
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.desk.context is None, "the lock")
        self.until(lambda: self.focus is not None, "a focus")
        self.tell("locked")
        self.unlock()
        self.until(self.desk.window.isVisible, "the window")
        self.tell("unlocked again")
        self.type_on()

    def new_dossier(self) -> None:
        """Type one and save it."""
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.named == "Roepnaam", "the new dossier")
        self.type(self.name)
        self.tab_to("Achternaam")
        self.type(FAMILY)
        self.tab_to(FIELD)
        self.type(PHRASE)
        self.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.saved(PHRASE), "the save")
        self.type(". " + AGREED)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.saved(AGREED), "the second save")

    def saved(self, words: str) -> bool:
        """Whether the new dossier is in the vault with these words."""
        desk: Any = self.desk.context.desk  # type: ignore[union-attr]
        return any(words in desk.dossiers.get("candidate", f.id).works_best for f in desk.lists.by_name(self.name))

    def portfolio(self, folder: Path) -> None:
        """Look at it and keep it outside the vault."""
        self.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: QApplication.activeModalWidget() is not None, "the portfolio")
        dialog: Any = QApplication.activeModalWidget()
        dialog.ask_path = lambda *_: folder / "portfolio.pdf"
        self.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.until((folder / "portfolio.pdf").exists, "the file")
        key = self.desk.context.desk.lists.by_name(self.name)[0].id  # type: ignore[union-attr]
        self.until(lambda: self.desk.context.desk.documents.issued(key), "its place in the vault")  # type: ignore[union-attr]
        self.until(self.left_it, "the end of the portfolio")
        self.desk.frame.activateWindow()  # as a desktop does, sooner or later; without one nobody may
        self.until(lambda: self.focus is not None, "the window")

    def left_it(self) -> bool:
        """Press Esc, until the dialog is gone: as long as something is being shared it stays."""
        if QApplication.activeModalWidget() is None:
            return True
        self.press(Qt.Key.Key_Escape)
        return False

    def search(self) -> None:
        """Find a person by typing, and leave it."""
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.named == "Zoek of doe iets", "the search")
        self.type(self.name[:7])
        palette = self.desk.window.findChild(SearchPalette)
        self.until(lambda: palette is not None and palette._items.rowCount() > 0, "an answer")
        self.press(Qt.Key.Key_Escape)

    def faults(self) -> None:
        """Errors, warnings and log lines of every kind, each with a name in it."""
        words = f"{self.name} {FAMILY}: {PHRASE}"

        def wrong() -> None:
            raise ValueError(words)

        QTimer.singleShot(0, wrong)
        thread = threading.Thread(target=wrong)
        thread.start()
        thread.join()
        qWarning(words)
        for name in ("beschutdesk.services", "ui.forms", "sqlalchemy.engine", "PIL"):
            logging.getLogger(name).error("not saved: %s", words)
        try:
            wrong()
        except ValueError:
            logging.getLogger("ui.jobs").exception(words)
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)
        for window in self.app.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()
        self.app.processEvents()
        self.desk.frame.activateWindow()
        self.until(lambda: self.focus is not None, "the focus after the faults")

    def type_on(self) -> None:
        """Keys without pause."""
        page: Any = self.desk.window.page("candidates")
        self.until(lambda: page is not None and page.isVisible(), "the tab")
        self.tab_to(FIELD)
        assert isinstance(self.focus, QPlainTextEdit)
        number = 0
        while True:
            for char in f"{UNSAVED}{number} ":
                self.type(char)
                end = time.monotonic() + 0.005
                while time.monotonic() < end:
                    self.app.processEvents()
                    time.sleep(0.001)
            number += 1
            kept = any(UNSAVED in str(draft.changes) for draft in self.desk.context.desk.drafts.all())  # type: ignore[union-attr]
            self.tell(f"typed {number} {'kept' if kept else 'not yet'}")


def main() -> int:
    """Start the program as a user does, and go to work in it."""
    folder = Path(sys.argv[1])
    begin = desk_window.DeskWindow.begin

    def begin_and_work(desk: desk_window.DeskWindow) -> None:
        begin(desk)

        def work() -> None:
            try:
                Visitor(desk, sys.argv[2]).day(folder)
            except BaseException as error:
                tell(f"FAILED {type(error).__name__}: {error}")
                raise

        QTimer.singleShot(0, work)

    desk_window.DeskWindow.begin = begin_and_work  # type: ignore[method-assign, assignment]
    return program.run(default_profile())


if __name__ == "__main__":
    sys.exit(main())
