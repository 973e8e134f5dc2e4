"""What the tests of the portfolio dialog stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from tests.ui.desktop import Desktop, desktop
from ui.widgets import Elided


@pytest.fixture
def top(demo_desk: Desk, qtbot: QtBot) -> Iterator[Desktop]:
    with desktop(demo_desk, qtbot) as made:
        yield made


@pytest.fixture
def no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files that a test can look into."""
    place = tmp_path / "tijdelijk"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(place))
    return place


def words_of(widget: QWidget) -> str:
    return " ".join(elided.words for elided in widget.findChildren(Elided))
