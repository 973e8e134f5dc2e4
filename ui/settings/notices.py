"""What the program stands on, and under which licences: the notices that come with it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QTextEdit, QWidget

from beschutdesk import resources
from ui.dialogs.room import take_room
from ui.widgets import button, cols, label, line, rows

_FILE: Final = "THIRD-PARTY-NOTICES.md"
_SIZE: Final = QSize(760, 560)
_INTRO: Final = (
    "BeschutDesk gebruikt vrije software van anderen. Hieronder staat welke, en onder welke voorwaarden; die zijn in "
    "het Engels."
)


class NoticesDialog(QDialog):
    """The text, to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vrije software hierin")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Licenties")
        self.text.setMarkdown(notices())
        close = button("Sluiten", "primary", on=self.accept)
        self.setLayout(
            rows(
                rows(
                    label("Vrije software hierin", "title"),
                    label(_INTRO, "body", "soft", wrap=True),
                    (self.text, 1),
                    margins=(20, 14, 20, 12),
                    gap=10,
                ),
                line(),
                cols(None, close, margins=(20, 10, 20, 12)),
                gap=0,
            )
        )
        take_room(self, _SIZE)
        self.text.setFocus()


def notices() -> str:
    """The notices; where this installation carries none, where to find them."""
    for place in _places():
        try:
            return place.read_text(encoding="utf-8")
        except OSError:
            continue
    return "De licenties staan bij het programma, in de map ‘licenses’."


def _places() -> list[Path]:
    from importlib import metadata

    top = resources.root()
    places = [top.parent / _FILE, top.parent.parent / _FILE]
    try:
        files = metadata.files("beschutdesk") or []
    except metadata.PackageNotFoundError:
        return places
    return places + [Path(str(file.locate())) for file in files if file.name == _FILE]
