"""One paper that goes with an application: the file, or on paper, or why it is not needed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.values import Attachment, YesNo
from ui.dialogs.importing_file import dropped
from ui.forms.parse import format_size
from ui.theme import tokens as tk
from ui.widgets import CheckBox, FieldBox, Flow, Glyph, box, button, cols, label, line, line_edit, plain, rows, set_tone

KINDS: Final = "Pdf of foto (*.pdf *.jpg *.jpeg *.png *.webp);;Alle bestanden (*)"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a row shows.

    Attributes:
        asked: key of the paper in the scheme; empty for one of one's own.
        title: which paper.
        when: when it is needed and where that stands; empty for one of one's own.
        file: that is kept.
        on_paper: it goes along on paper.
        reason: why it is not needed.
        needed: whether it must be there now.
    """

    asked: str
    title: str
    when: str = ""
    file: Attachment | None = None
    on_paper: YesNo | None = None
    reason: str = ""
    needed: bool = True

    @property
    def done(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.file is not None or self.on_paper is YesNo.YES or bool(self.reason.strip())

    @property
    def state(self) -> tuple[str, str, str]:
        """Icon, tone and words."""
        if self.file is not None:
            return "circle-check", "good", f"In de kluis: {self.file.name} ({format_size(self.file.size)})."
        if self.on_paper is YesNo.YES:
            return "circle-check", "good", "Gaat op papier mee."
        if self.reason.strip():
            return "minus", "soft", "Niet nodig."
        if not self.needed:
            return "circle-dashed", "soft", "Nog niet nodig."
        return "triangle-alert", "warn", "Ontbreekt nog."


def ask_paper(parent: QWidget) -> Path | None:
    """The file dialog of the system."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getOpenFileName(parent, "Kies een bijlage", start, KINDS)
    return Path(chosen) if chosen else None


class PaperRow(QWidget):
    """A paper with its state in words and its acts; a file can be dropped on it.

    Attributes:
        file_wanted: a file must be chosen.
        dropped_in: this file was dropped.
        out_wanted: a copy must be saved outside the vault.
        file_gone: the file must go.
        row_gone: the whole paper must go; only one of one's own.
        on_paper: it goes along on paper, or not.
        reason: why it is not needed.
        titled: what a paper of one's own is.
        left: the user is done with a field.
    """

    file_wanted = Signal()
    dropped_in = Signal(Path)
    out_wanted = Signal()
    file_gone = Signal()
    row_gone = Signal()
    on_paper = Signal(bool)
    reason = Signal(str)
    titled = Signal(str)
    left = Signal()

    def __init__(self, own: bool) -> None:
        super().__init__()
        self.paper = Paper("", "")
        self._own = own
        self._head = label("", "strong", wrap=True)
        self._when = label("", "meta", "soft", wrap=True)
        self._glyph = Glyph("", "soft", tk.ICON_SMALL)
        self._state = label("", "body", wrap=True)
        self.title = line_edit()
        self.title_box = FieldBox("Welke bijlage", self.title)
        self.choose = button("Bestand kiezen…", "", "folder", on=self.file_wanted.emit)
        self.save = button("Opslaan buiten de kluis…", "quiet", "download", on=self.out_wanted.emit)
        self.remove = button("Bestand weghalen", "quiet", "x", on=self.file_gone.emit)
        self.out = button("Bijlage weghalen", "quiet", "trash-2", on=self.row_gone.emit)
        self.paper_box = CheckBox("Gaat op papier mee")
        self.why = line_edit()
        self.why_box = FieldBox("Niet nodig, omdat", self.why)
        for edit in (self.title, self.why):
            edit.setMaxLength(TEXT_LIMIT)
        acts = box(Flow(self.choose, self.paper_box, self.save, self.remove, self.out, gap=tk.S3))
        state = cols(rows(self._glyph, None, gap=0, margins=(0, 3, 0, 0)), (self._state, 1), gap=tk.S2)
        self.setLayout(
            rows(
                self._head,
                self._when,
                self.title_box,
                state,
                acts,
                self.why_box,
                line(),
                gap=tk.S1 + 2,
            )
        )
        self._head.setVisible(not own)
        self._when.setVisible(not own)
        self.title_box.setVisible(own)
        self.out.setVisible(own)
        self.setAcceptDrops(True)
        self.setMinimumWidth(1)
        self.paper_box.clicked.connect(lambda on=False: self.on_paper.emit(bool(on)))
        self.why.editingFinished.connect(self._said_why)
        self.title.editingFinished.connect(self._titled)

    def show_paper(self, paper: Paper, *, busy: bool = False) -> None:
        """Show it; what is being typed is left alone."""
        self.paper = paper
        title = paper.title or "bijlage zonder naam"
        self._head.setText(plain(title))
        self._when.setText(plain(paper.when))
        self._when.setVisible(bool(paper.when) and not self._own)
        icon, tone, words = ("circle-dashed", "soft", "Bezig met bewaren…") if busy else paper.state
        self._glyph.set_glyph(icon, tone)
        set_tone(self._state, tone if tone == "warn" else "")
        self._state.setText(plain(words))
        has = paper.file is not None
        self.choose.setText("Ander bestand kiezen…" if has else "Bestand kiezen…")
        self.choose.setEnabled(not busy)
        for one in (self.save, self.remove):
            one.setVisible(has)
        self.paper_box.setChecked(paper.on_paper is YesNo.YES)
        self.paper_box.setVisible(not has)
        self.why_box.setVisible(not has and paper.on_paper is not YesNo.YES and (paper.needed or bool(paper.reason)))
        for edit, words in ((self.why, paper.reason), (self.title, paper.title)):
            if not edit.hasFocus() and edit.text() != words:
                edit.setText(words)
        for act, what in (
            (self.choose, "bestand kiezen"),
            (self.save, "opslaan buiten de kluis"),
            (self.remove, "bestand weghalen"),
            (self.out, "bijlage weghalen"),
            (self.paper_box, "gaat op papier mee"),
            (self.why, "niet nodig, omdat"),
        ):
            act.setAccessibleName(f"{title}: {what}")

    def settle(self) -> None:
        """Read what is half typed."""
        self._said_why()
        if self._own:
            self._titled()

    def _said_why(self) -> None:
        words = " ".join(self.why.text().split())
        if words != self.paper.reason:
            self.reason.emit(words)
        self.left.emit()

    def _titled(self) -> None:
        words = " ".join(self.title.text().split())
        if words != self.paper.title:
            self.titled.emit(words)
        self.left.emit()

    def focus_first(self) -> None:
        """Go to what is to be done first."""
        first = self.title if self._own and not self.paper.title else self.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped_in.emit(path)
