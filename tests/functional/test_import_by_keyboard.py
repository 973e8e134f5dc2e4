"""A list of 200 people with 12 wrong rows, read in and taken back with keys alone, in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.functional.typist import Typist
from tests.ui.fixtures import put_away, today
from tests.ui.importing_keys import BAD, rows_of, written
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.importing import ImportDialog

pytestmark = [
    pytest.mark.functional,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # raise(): offscreen stacks nothing
]

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Importer(Typist):
    """Somebody without a mouse, in a window before a locked vault."""

    def __init__(self, made: DeskWindow) -> None:
        found = QApplication.instance()
        assert isinstance(found, QApplication)
        self.app, self.desk = found, made
        self.until(lambda: self.focus is not None, "a focus")

    @property
    def named(self) -> str:
        words = getattr(self.focus, "text", None)
        return super().named or (str(words()).replace("&", "") if callable(words) else "")

    @property
    def vault(self) -> Desk:
        """What is kept."""
        assert self.desk.context is not None
        return self.desk.context.desk

    @property
    def kept(self) -> int:
        """How many candidates are kept."""
        return len(self.vault.lists.candidates())

    @property
    def shown(self) -> ImportDialog:
        """The window of the import."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        return dialog


def gone(dialog: ImportDialog) -> bool:
    """Whether the window is closed."""
    return not isValid(dialog) or dialog.isHidden()


@pytest.fixture
def me(qapp: QApplication, profile_dir: Path) -> Iterator[Importer]:
    """Somebody who has unlocked an empty vault by typing."""
    theme.apply(qapp, dark=False).set_text_size(100)
    profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))[0].close()
    made = DeskWindow(profile_dir, today, warm=False)
    made.begin()
    made.frame.resize(1366, 728)
    made.frame.show()
    made.frame.activateWindow()
    somebody = Importer(made)
    somebody.unlock()
    yield somebody
    put_away(made)


def test_200_rows_of_which_12_are_wrong_and_all_of_it_back(me: Importer, tmp_path: Path) -> None:
    path = written(tmp_path / "lijst.csv", rows_of())
    me.press(KEY.Key_K, CTRL)
    me.type("lijst inlezen")
    me.press(KEY.Key_Return)
    me.until(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), "the window of the import")
    dialog = me.shown
    dialog.ask_file = lambda _parent: path  # the window of the system itself is not ours to type in
    assert me.named == "Bestand kiezen…"
    me.press(KEY.Key_Return)
    me.until(lambda: me.named == "Kolom ‘Voornaam’ komt in", "the columns")

    # a column that nobody guessed, by its first letters
    me.tab_to("Kolom ‘Klantnummer’ komt in")
    me.type("wensen")
    assert dialog.columns.combo("Klantnummer").currentText() == "Wensen voor werk"
    me.tab_to("Verder")
    me.press(KEY.Key_Space)
    me.until(lambda: me.named == "Rijen van de lijst", "the rows")

    # which rows are wrong, and why, read off the screen
    me.press(KEY.Key_Backtab)
    for _ in range(3):
        me.press(KEY.Key_Right)
    assert me.named == "Toon: Fout 12"
    me.press(KEY.Key_Tab)
    read = list[str]()
    for _ in range(12):
        read.append(dialog.preview.detail.text())
        me.press(KEY.Key_Down)
    assert {int(words.split(",")[0].removeprefix("Rij ")) for words in read} == BAD
    assert all("Geb. datum" in words and "overgeslagen" in words for words in read)
    assert me.kept == 0

    me.press(KEY.Key_Return, CTRL)
    me.until(lambda: gone(dialog), "the end of the import")
    assert me.kept == 188
    (sem,) = me.vault.lists.by_name("Naam2 van den Berg")
    assert getattr(me.vault.dossiers.get("candidate", sem.id), "wishes", ()) == ("K2",)
    assert not me.vault.lists.by_name("Naam1 van den Berg"), "a wrong row was kept"

    me.desk.frame.activateWindow()  # a window manager does this; the screen of a test has none
    me.until(lambda: me.focus is not None, "a focus behind the dialog")
    me.press(KEY.Key_Z, CTRL)
    me.until(lambda: me.kept == 0, "the undo")
    page = me.desk.window.page("candidates")
    assert page is not None
    me.until(lambda: page.list.model.rowCount() == 0, "an empty list")  # type: ignore[attr-defined]
    assert me.vault.lists.search("Naam2") == []


def test_escape_leaves_without_a_trace(me: Importer, tmp_path: Path) -> None:
    path = written(tmp_path / "lijst.csv", rows_of(5))
    me.press(KEY.Key_K, CTRL)
    me.type("inlezen: werkgevers")
    me.press(KEY.Key_Return)
    me.until(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), "the window of the import")
    dialog = me.shown
    dialog.ask_file = lambda _parent: path
    me.press(KEY.Key_Return)
    me.until(lambda: dialog.step == 1, "the columns")
    me.press(KEY.Key_Return, CTRL)
    me.until(lambda: not dialog.busy, "the answer")
    assert "zonder naam" in dialog.columns.banner.accessibleName()
    me.press(KEY.Key_Escape)
    me.until(lambda: gone(dialog), "the end of the window")
    assert me.vault.lists.employers() == []
