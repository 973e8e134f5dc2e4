"""Kopieer als tekst: a section for one reader, looked at first, to paste into the gemeente's own program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.services.copying import SECTIONS, Copied
from beschutdesk.services.timeline import EventKind
from beschutdesk.services.timeline_paper import READERS, Asked
from ui import jobs
from ui.clipboard import SECONDS
from ui.context import DeskContext
from ui.looking import FOLDED, hear_keys
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Combo, FieldBox, Glyph, button, cols, label, line, rows

_SIZE: Final = (680, 560)
_AROUND: Final = 60
_LAST_READER: Final = Audience.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class Source:
    """What can be copied.

    Attributes:
        parts: each part with its Dutch words.
        readers: for whom it can be.
        text: the text of a part for a reader, to look at first.
        copy: the same, once it leaves: the log notes that.
    """

    parts: Sequence[tuple[Any, str]]
    readers: Sequence[Audience]
    text: Callable[[Any, Audience], Copied]
    copy: Callable[[Any, Audience], Copied]


def of_record(context: DeskContext, record: str, key: UUID, about: UUID | None = None) -> Source:
    """The sections of a record.

    Args:
        context: the open desk.
        record: ``candidate``, ``employer`` or ``visit``.
        key: its id.
        about: for a visit: the candidate that it is copied for.
    """
    copying, today = context.desk.copying, context.today
    return Source(
        [(one.key, one.title) for one in SECTIONS[record]],
        tuple(Audience),
        lambda section, reader: copying.text(record, key, section, reader, today(), about=about),
        lambda section, reader: copying.copy(record, key, section, reader, today(), about=about),
    )


def of_timeline(context: DeskContext, record: str, key: UUID, words: str = "") -> Source:
    """The timeline of a ``candidate`` or an ``employer``, by kind of event; only the lines that have these words."""
    paper, words = context.desk.timeline_paper, words.strip()
    having = f" met ‘{words}’" if words else ""

    def asked(kind: EventKind | None) -> Asked:
        return Asked(kinds=() if kind is None else (kind,), words=words)

    return Source(
        [(None, f"alles{having}"), *((kind, f"{kind.value}{having}") for kind in EventKind)],
        READERS[record],
        lambda kind, reader: paper.text(record, key, reader, asked(kind)),
        lambda kind, reader: paper.copy(record, key, reader, asked(kind)),
    )


class CopyDialog(QDialog):
    """Part, reader, and what it will be. The reader gets nothing that they may not read.

    Args:
        context: the open desk.
        source: what can be copied.
        part: the part to begin with.
        parent: the window below.
    """

    def __init__(self, context: DeskContext, source: Source, part: Any = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kopieer als tekst")
        self._context, self._source = context, source
        self.section, self.reader = Combo(), Combo()
        for key, words in source.parts:
            self.section.addItem(words, key)
        for audience in source.readers:
            self.reader.addItem(audience.label, audience)
        self.section.setCurrentIndex(next((at for at, one in enumerate(source.parts) if one[0] == part), 0))
        self.reader.setCurrentIndex(max(0, self.reader.findData(_LAST_READER)))
        self.section.currentIndexChanged.connect(self._show)
        self.reader.currentIndexChanged.connect(self._show)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName("Wat er gekopieerd wordt")
        self.preview.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.banner = Banner()
        self.banner.hide()
        self.copy_button = button("Kopiëren", "primary", "copy", "Kopiëren (Ctrl+Enter)", on=self.copy)
        self.close_button = button("Sluiten", on=self.reject)
        for made in (self.copy_button, self.close_button):
            made.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.copy)
        hear_keys(self)
        looking().changed.connect(self._show)
        title = cols(Glyph("copy", "accent", 24), (label(self.windowTitle(), "title"), 1), gap=12)
        choices = cols((FieldBox("Onderdeel", self.section), 1), (FieldBox("Voor wie", self.reader), 1), gap=tk.S4)
        foot = label(f"Na {SECONDS} seconden is het klembord weer leeg.", "meta", "soft", wrap=True)
        body = rows(title, choices, (self.preview, 1), self.banner, gap=tk.S3, margins=(24, 20, 24, 12))
        self.setLayout(
            rows(
                (body, 1),
                line(),
                cols((foot, 1), self.close_button, self.copy_button, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        room = self.screen().availableSize()
        self.resize(min(px(_SIZE[0]), room.width() - _AROUND), min(px(_SIZE[1]), room.height() - _AROUND))
        self.setMinimumSize(360, 260)
        self._show()
        self.section.setFocus()

    def _chosen(self) -> tuple[Any, Audience]:
        return self.section.currentData(), self.reader.currentData()

    def _show(self) -> None:
        try:
            found = self._source.text(*self._chosen())
        except Exception as error:  # said in calm words, whatever it is
            self._nothing("care", str(jobs.calm(error)))
            return
        if found.alone and looking().on:
            self._nothing("info", FOLDED)
            return
        self.preview.setPlainText(found.text)
        self.banner.setVisible(not found.text)
        self.copy_button.setEnabled(bool(found.text))
        if not found.text:
            self._nothing("info", f"In dit onderdeel staat niets dat voor deze lezer is: {found.audience.label}.")

    def _nothing(self, tone: Any, words: str) -> None:
        self.preview.setPlainText("")
        self.banner.set_words(words, tone)
        self.banner.show()
        self.copy_button.setEnabled(False)

    def copy(self) -> None:
        """Put it on the clipboard; the log notes that it left the program."""
        if not self.copy_button.isEnabled():
            return
        try:
            found = self._context.database.call(self._source.copy, *self._chosen())
        except Exception as error:  # said in calm words, whatever it is
            self._nothing("care", str(jobs.calm(error)))
            return
        self._context.copy(found.text)
        self.accept()
        self._context.window.toast(
            f"{found.section} gekopieerd voor: {found.audience.label}. Na {SECONDS} seconden is het klembord leeg.",
            None,
        )


def open_copying(context: DeskContext, source: Source, part: Any = "", parent: QWidget | None = None) -> CopyDialog:
    """Show the dialog on top of a window."""
    dialog = CopyDialog(context, source, part, parent or context.window)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
