"""The first step of reading a list in: which file. Dropped, or chosen."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from beschutdesk.trouble import Trouble
from ui.theme import colours, paint, px
from ui.theme import tokens as tk
from ui.widgets import Banner, Glyph, announce, box, button, cols, label, rows

FILES: Final = "Lijsten (*.csv *.xlsx *.txt);;Alle bestanden (*)"
_TIPS: Final = (
    ("table-2", "De eerste rij heeft de namen van de kolommen. Elke rij daarna is één {}."),
    ("columns-3", "Je kiest zelf welke kolom in welk veld komt. Dat onthoudt het programma voor de volgende keer."),
    ("eye", "Je ziet eerst wat er met elke rij gebeurt. Daarna lees je alles in één keer in, of niets."),
    ("undo-2", "Achteraf haal je alles in één keer weer weg."),
)


def ask_list(parent: QWidget) -> Path | None:
    """The file dialog of the system."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getOpenFileName(parent, "Kies een lijst", start, FILES)
    return Path(chosen) if chosen else None


def dropped(data: QMimeData) -> Path | None:
    """The one file that is dragged; ``None`` when it is something else, or more than one."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class DropPlace(QWidget):
    """Where a file can be dropped, with a button for who chooses it.

    Attributes:
        taken: a file was dropped.
        choose: asks for a file.
    """

    taken = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        self.choose = button("Bestand kiezen…", "primary", "folder")
        self.choose.setAutoDefault(True)
        centre = Qt.AlignmentFlag.AlignHCenter
        words = label("Sleep je lijst hierheen", "section")
        kinds = label("CSV of Excel (.xlsx), tot 20.000 rijen", "meta", "soft", wrap=True)
        for text in (words, kinds):
            text.setAlignment(centre)
        self.setLayout(
            rows(
                cols(None, Glyph("upload", "accent", 34), None),
                words,
                kinds,
                tk.S1,
                cols(None, self.choose, None),
                margins=(tk.S4, tk.S5, tk.S4, tk.S5),
            )
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.taken.emit(path)

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        rect = QRectF(self.rect())
        ground, edge = (c.pick, c.accent) if self._over else (c.side, c.edge)
        paint.box(painter, rect, ground, edge, tk.R_FLOAT, 1.5, dashed=True)
        painter.end()


class FilePane(QWidget):
    """The step: the place to drop a file, why the last one could not be read, and what comes next.

    Args:
        one: what one row is: ``kandidaat``.
    """

    def __init__(self, one: str) -> None:
        super().__init__()
        self.place = DropPlace()
        self.trouble = Banner()
        self.trouble.hide()
        tips = [
            cols(
                rows(Glyph(icon, "accent"), None, gap=0, margins=(0, 2, 0, 0)),
                (label(words.format(one), "body", wrap=True), 1),
                gap=tk.S3,
            )
            for icon, words in _TIPS
        ]
        inner = box(rows(self.place, self.trouble, tk.S1, *tips, None, gap=tk.S2 + 2))
        inner.setMaximumWidth(px(680))
        self.setLayout(cols(None, (inner, 100), None, margins=(tk.S5, tk.S5, tk.S5, tk.S4)))
        self.setMinimumWidth(1)

    def say(self, trouble: Trouble | None) -> None:
        """Say why a file could not be read; ``None`` for nothing."""
        self.trouble.setVisible(trouble is not None)
        if trouble is None:
            self.trouble.set_words("")
            return
        rest = " ".join(part for part in (trouble.safe, trouble.todo) if part)
        self.trouble.set_words(rest, "care", trouble.happened)
        announce(self, str(trouble))
