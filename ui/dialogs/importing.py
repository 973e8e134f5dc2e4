"""Lijst inlezen: choose a file, say which column goes where, look at what will happen to each row, and read it in."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.intake import Opened, Plan
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.importing_columns import ColumnsPane
from ui.dialogs.importing_file import FilePane, ask_list, dropped
from ui.dialogs.importing_preview import PreviewPane
from ui.dialogs.importing_run import ReadsTables, read_in
from ui.dialogs.room import take_room
from ui.dialogs.trouble import show_trouble
from ui.forms.parse import thousands
from ui.looking import current as looking
from ui.models.importing import Kinds
from ui.pages.step_mark import StepMark
from ui.theme import tokens as tk
from ui.widgets import announce, button, cols, label, line, rows, scroll, set_button
from ui.widgets.progress import progress_bar

if TYPE_CHECKING:
    from ui.context import DeskContext

_SIZE: Final = QSize(1060, 680)
_LEAST: Final = QSize(640, 400)
_STEPS: Final = ("Bestand", "Kolommen", "Nakijken")
FILE, COLUMNS, PREVIEW = range(len(_STEPS))
_SAFE: Final = "Er verandert niets in de kluis tot je ‘Inlezen’ kiest."


_WORDS: Final = {
    "candidate": ("kandidaat", "kandidaten"),
    "employer": ("werkgever", "werkgevers"),
    "inventory_task": ("taak", "taken"),
}
"""What is read in: one, and more."""


class ImportDialog(QDialog):
    """One window, three steps. Nothing is kept before the last button; then all of it, or nothing.

    Args:
        context: the open desk.
        record: ``candidate``, ``employer`` or ``inventory_task``.
        parent: the window below.
        intake: reads the table; that of the desk when left out.

    Attributes:
        brought: rows were kept: what was :class:`Saved`, and words for the toast.
        ask_file, say_trouble: how it talks to the world outside; a test puts its own here.
        files, columns, preview: the steps.
    """

    brought = Signal(object, str)

    def __init__(
        self,
        context: "DeskContext",
        record: str,
        parent: QWidget | None = None,
        *,
        intake: ReadsTables | None = None,
    ) -> None:
        super().__init__(parent)
        self._intake: ReadsTables = intake or context.desk.intake
        self._lane: jobs.Lane = context.jobs
        self._record, (self._one, self._many) = record, _WORDS[record]
        self._job: jobs.Job | None = None
        self._stop: Event | None = None
        self._path: Path | None = None
        self._opened: Opened | None = None
        self.ask_file: Callable[[QWidget], Path | None] = ask_list
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.setWindowTitle(f"{self._many.capitalize()} inlezen")
        self.setAcceptDrops(True)
        self._build()
        self._show_step(FILE)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.files, self.preview = FilePane(self._one), PreviewPane()
        self.columns = ColumnsPane(self._record, self._intake.targets(self._record))
        self.files.place.choose.clicked.connect(lambda _on=False: self._choose_file())
        self.files.place.taken.connect(self.take)
        self.columns.sheet_wanted.connect(self._other_sheet)
        self.preview.changed.connect(self._count)
        self.steps = QStackedWidget()
        self.steps.setMinimumSize(1, 1)
        for step in (scroll(self.files), self.columns, self.preview):
            self.steps.addWidget(step)
        self.mark = StepMark(_STEPS)
        self.bar = progress_bar()
        self.note = label("", "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.cancel_button = button("Annuleren", on=self.reject)
        self.back_button = button("Vorige", icon="chevron-left", tip="Vorige stap (Alt+Links)", on=self.back)
        self.back_button.setShortcut("Alt+Left")
        self.next_button = button("Verder", "primary", tip="Naar de volgende stap (Ctrl+Enter)", on=self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go_on_by_key)
        for made in (self.cancel_button, self.back_button, self.next_button):
            made.setAutoDefault(False)
        head = rows(
            label(self.windowTitle(), "title"),
            self.mark,
            gap=tk.S2,
            margins=(20, 14, 20, 12),
        )
        foot = rows(
            self.bar,
            cols((self.note, 1), self.cancel_button, self.back_button, self.next_button, gap=10),
            margins=(20, 10, 20, 12),
        )
        self.setLayout(rows(head, line(), (self.steps, 1), line(), foot, gap=0))
        take_room(self, _SIZE, _LEAST)

    @property
    def step(self) -> int:
        """Which step is in view: :data:`FILE`, :data:`COLUMNS` or :data:`PREVIEW`."""
        return self.steps.currentIndex()

    @property
    def busy(self) -> bool:
        """Whether something runs in the lane."""
        return self._job is not None

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.mark.set_now(step)
        self.back_button.setVisible(step > FILE)
        self.next_button.setVisible(step > FILE)
        goal: QWidget = self.files.place.choose
        if step == COLUMNS:
            goal = self.columns.first()
        elif step == PREVIEW:
            goal = self.preview.table if self.preview.model.rowCount() else self.preview.kinds
        goal.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()
        announce(self, self.mark.accessibleName())

    def _count(self) -> None:
        """Say on the button and beside it what would happen now."""
        if self.step != PREVIEW:
            set_button(self.next_button, "Verder", "")
            self.next_button.setEnabled(True)
            self.note.setText(_SAFE)
            return
        model = self.preview.model
        taken = model.taken
        set_button(self.next_button, f"{thousands(taken)} inlezen" if taken else "Inlezen", "download")
        self.next_button.setEnabled(taken > 0)
        left = model.count(Kinds.ALL) - taken
        parts = [self._counted(taken) + " inlezen" if taken else "Niets om in te lezen"]
        if left:
            bad = model.count(Kinds.BAD)
            wrong = f", {thousands(bad)} met een fout" if bad else ""
            parts.append(f"{_rows(left)} {'wordt' if left == 1 else 'worden'} overgeslagen{wrong}")
        self.note.setText("; ".join(parts) + ".")

    def _counted(self, count: int) -> str:
        return f"{thousands(count)} {self._one if count == 1 else self._many}"

    # -- the file ------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        path = self.ask_file(self)
        if path is not None:
            self.take(path)

    def take(self, path: Path, sheet: str = "") -> None:
        """Read this file and go on to its columns."""
        if self.busy:
            return
        self.files.say(None)
        self._busy("De lijst wordt gelezen…")

        def done(opened: Opened) -> None:
            self._ready()
            self._opened, self._path = opened, path
            self.columns.show_table(opened, path.name, sheet)
            self._show_step(COLUMNS)

        self._job = self._lane.submit(self._intake.open, path, self._record, sheet, done=done, failed=self._not_read)

    def _not_read(self, trouble: Trouble) -> None:
        self._ready()
        if self._opened is None:
            self.files.say(trouble)
            self.files.place.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.columns.tell(trouble)

    def _other_sheet(self, name: str) -> None:
        if self._path is not None:
            self.take(self._path, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step != PREVIEW and not self.busy and dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    # -- going on ------------------------------------------------------------------------------------------------------

    def back(self) -> None:
        """Go to the step before."""
        if self.busy or self.step == FILE:
            return
        if self.step == PREVIEW:
            self.preview.show_plan(None)
        else:
            self._opened = None
            self.columns.show_table(None)
        self._show_step(self.step - 1)

    def go_on(self) -> None:
        """Go to the next step; at the last one, read the rows in."""
        if self.busy:
            return
        if self.step == COLUMNS:
            self._look()
        elif self.step == PREVIEW:
            self._read_in()

    def _go_on_by_key(self) -> None:
        if self.next_button.isVisible() and self.next_button.isEnabled():
            self.go_on()

    def _look(self) -> None:
        opened = self._opened
        if opened is None:
            return
        try:
            mapping = self.columns.mapping()
        except Trouble as trouble:
            self.columns.tell(trouble)
            return
        self.columns.tell(None)
        self._busy("De rijen worden nagekeken…")
        self._job = self._lane.submit(
            self._intake.preview,
            opened.sheet,
            self._record,
            mapping,
            done=self._looked,
            failed=self._not_looked,
            progress=self._progress,
        )

    def _looked(self, plan: Plan) -> None:
        self._ready()
        self.preview.show_plan(plan)
        self._show_step(PREVIEW)

    def _not_looked(self, trouble: Trouble) -> None:
        self._ready()
        self.columns.tell(trouble)
        self.columns.first().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading in ----------------------------------------------------------------------------------------------------

    def _read_in(self) -> None:
        model = self.preview.model
        plan, taken = model.plan, model.taken
        if plan is None or not taken:
            return
        stop = self._stop = Event()
        left = model.count(Kinds.ALL) - taken
        self._busy(f"{self._counted(taken).capitalize()} inlezen…")
        self.cancel_button.setText("Stoppen")

        def done(saved: Saved | None) -> None:
            self._stop = None
            self._ready()
            if saved is None:
                self.note.setText("Gestopt. Er is niets ingelezen.")
                announce(self, self.note.text())
                return
            over = f" {_rows(left)} overgeslagen." if left else ""
            words = f"{self._counted(taken)} ingelezen.{over}"
            self.accept()
            self.brought.emit(saved, words)

        self._job = self._lane.submit(
            read_in,
            self._intake,
            plan,
            model.skip,
            model.also,
            stop,
            done=done,
            failed=self._failed,
            progress=self._told,
        )

    def _told(self, done: int, total: int) -> None:
        self._progress(done, total)
        if self._stop is not None and not self._stop.is_set():
            self.note.setText(f"{thousands(done)} van {self._counted(total)}")

    def _failed(self, trouble: Trouble) -> None:
        self._stop = None
        self._ready()
        self.say_trouble(self, "De lijst is niet ingelezen", trouble)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _busy(self, words: str) -> None:
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.steps, self.back_button, self.next_button):
            widget.setEnabled(False)
        self._progress(0, 1)
        self.bar.show()
        self.note.setText(words)
        announce(self, words)

    def _ready(self) -> None:
        self._job = None
        for widget in (self.steps, self.back_button, self.next_button):
            widget.setEnabled(True)
        self.bar.hide()
        self.cancel_button.setText("Annuleren")
        self.cancel_button.setEnabled(True)
        self._count()
        if self.next_button.isVisible() and self.next_button.isEnabled():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Stop what runs; else close."""
        if self._stop is not None:  # it may be kept already: how it ends, it tells itself
            self._stop.set()
            self.cancel_button.setEnabled(False)
            self.note.setText("Stopt. Wat al was ingelezen, wordt weer weggehaald.")
        elif self._job is not None:
            self._job.cancel()
            self._ready()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)

    def abandon(self) -> None:
        """Close at once: the vault is being locked. What is not kept yet is not kept at all."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._opened = self._path = None
            self.preview.show_plan(None)
            self.columns.show_table(None)
            self.files.say(None)


def _rows(count: int) -> str:
    return f"{thousands(count)} {'rij' if count == 1 else 'rijen'}"


def open_importing(
    context: "DeskContext", record: str, brought: Callable[[Saved, str], object], parent: QWidget
) -> ImportDialog | None:
    """Open the window; ``None`` while somebody looks at the screen as well, for a list is full of names."""
    if looking().on:
        context.window.toast("Zet eerst de meekijkstand uit. In een lijst staan namen van anderen.", None)
        return None
    dialog = ImportDialog(context, record, parent)
    dialog.brought.connect(brought)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
