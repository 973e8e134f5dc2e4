"""Driving the dialog that reads a list in, and lists for it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.fixtures import candidates_page, context_of, throw_away
from tests.ui.walker import settle
from ui.desk_window import DeskWindow
from ui.dialogs.importing import PREVIEW, ImportDialog

LATER_MS = 20_000
HEAD = ["Voornaam", "Achternaam", "Tussenvoegsel", "Geb. datum", "Klantnummer"]
BAD = {3, 9, 20, 33, 34, 35, 80, 99, 120, 150, 188, 201}
LONGEST = "Brzęczyszczykiewicz-Bovenkamp"


def rows_of(count: int = 200) -> list[list[str]]:
    """So many people; those in the rows of :data:`BAD` were born on no day."""
    found = [[f"Naam{n}", "Berg", "van den", "01-02-1990", f"K{n}"] for n in range(count)]
    for row in BAD:
        if row - 2 < count:
            found[row - 2][3] = "1-2-90"
    return found


def written(path: Path, rows: list[list[str]], head: list[str] = HEAD) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of 200 people, 12 of them wrong."""
    return written(tmp_path / "lijst.csv", rows_of())


@pytest.fixture
def dialog(shown_empty: DeskWindow) -> Iterator[ImportDialog]:
    made = open_from_tab(shown_empty)
    yield made
    if isValid(made):
        throw_away(made)


def open_from_tab(made: DeskWindow) -> ImportDialog:
    candidates_page(made).acts.bring_in()
    (dialog,) = [found for found in made.window.findChildren(ImportDialog) if found.isVisible()]
    dialog.say_trouble = lambda *_: pytest.fail("trouble")
    settle()
    return dialog


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=LATER_MS)
    settle()


def go_to(dialog: ImportDialog, qtbot: QtBot, path: Path, step: int = PREVIEW) -> None:
    """Take a file and go on to a step."""
    dialog.take(path)
    until(qtbot, lambda: not dialog.busy)
    if step == PREVIEW:
        dialog.go_on()
        until(qtbot, lambda: not dialog.busy)
    assert dialog.step == step


def chosen(dialog: ImportDialog) -> dict[str, str]:
    return {made.name: made.combo.currentText() for made in dialog.columns._rows}


def people(made: DeskWindow) -> int:
    return len(context_of(made).desk.lists.candidates())


def choose(dialog: ImportDialog, column: str, words: str) -> None:
    combo = dialog.columns.combo(column)
    at = combo.findText(words)
    assert at >= 0, words
    combo.setCurrentIndex(at)
