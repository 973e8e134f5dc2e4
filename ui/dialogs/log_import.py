"""Lines of a supervision log out of a table: which file, which columns, what would happen, and then all at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.supervision_log import (
    TARGETS,
    LogPlan,
    LogRow,
    Opened,
    Standing,
    mapping_of,
    short_day,
    span,
)
from beschutdesk.trouble import Trouble
from ui.dialogs.act import ActDialog
from ui.dialogs.importing_file import DropPlace, ask_list
from ui.forms.parse import format_number
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Combo, FieldBox, announce, box, button, cols, label
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

if TYPE_CHECKING:
    from ui.context import DeskContext

_WORDS: Final = (
    "De eerste rij heeft de namen van de kolommen. Je ziet eerst wat er met elke rij gebeurt; daarna lees je alles in "
    "één keer in. Terughalen kan ook in één keer."
)
HEADS: Final = ("Rij", "Soort", "Dag", "Minuten", "Uitleg")
NUMBER, KIND, DAY, MINUTES, WHY = range(len(HEADS))
_KINDS: Final = {
    Standing.NEW: ("Nieuw", "plus", "good"),
    Standing.DOUBLE: ("Staat er al", "minus", "soft"),
    Standing.LIKELY: ("Staat er al", "minus", "soft"),
    Standing.BAD: ("Fout", "octagon-alert", "care"),
}
_ROLES: Final = frozenset({TITLE, SPOKEN, TOOL_TIP, ITEM})
_SHOWN: Final = 7


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LogRow, ...] = ()

    def show(self, plan: LogPlan | None) -> None:
        """Show the rows of a plan, the wrong ones on top: those ask for something."""
        self.beginResetModel()
        rows = () if plan is None else plan.rows
        self._rows = tuple(sorted(rows, key=lambda row: row.standing is not Standing.BAD))
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return HEADS[section] if orientation == ACROSS and role == TITLE else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        if role not in _ROLES or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ITEM:
            return row
        words = _cell(row, index.column())
        return spoken(HEADS[index.column()], words) if role == SPOKEN else words


def _cell(row: LogRow, column: int) -> str:
    if column == NUMBER:
        return str(row.number)
    if column == KIND:
        return _KINDS[row.standing][0]
    if column == DAY:
        return short_day(row.entry.given_on) if row.entry is not None and row.entry.given_on is not None else ""
    if column == MINUTES:
        return format_number(row.entry.minutes, 0) if row.entry is not None else ""
    return "; ".join(f"{said.column}: {said.message}" for said in (*row.errors, *row.remarks))


class _Cell(RowCell):
    def align(self, column: int) -> Qt.AlignmentFlag:
        return paint.RIGHT if column in (NUMBER, MINUTES) else paint.LEFT

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        row = index.data(ITEM)
        if not isinstance(row, LogRow):
            return
        c, column, room = colours(), index.column(), self.room(rect, index.column())
        if column == KIND:
            _, icon, tone = _KINDS[row.standing]
            top = round(rect.center().y() - tk.ICON_SMALL / 2)
            paint.icon(painter, room.left(), top, icon, getattr(c, tone), tk.ICON_SMALL)
            room = room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0)
        ink = c.soft if row.standing is Standing.DOUBLE else c.ink
        paint.text(painter, room, str(index.data()), font("body", tabular=column != WHY), ink, self.align(column))


class LogPreview(RowTable):
    """What would happen to each row."""

    def __init__(self, model: _Model) -> None:
        super().__init__(model, _Cell(), "Rijen van de lijst")

    def fit(self) -> None:
        super().fit()
        shown = min(max(self.model().rowCount(), 2), _SHOWN)
        self.setFixedHeight(px(self.head_high) + shown * px(self.row_high) + 4)

    def share(self, room: int) -> None:
        fixed = {
            NUMBER: round(paint.width("20.000")) + 2 * PAD,
            KIND: round(paint.width("Staat er al")) + tk.ICON_SMALL + 6 + 2 * PAD,
            DAY: round(paint.width("wo 22 nov 22")) + 2 * PAD,
            MINUTES: round(paint.width(HEADS[MINUTES], "meta_strong")) + 2 * PAD,
        }
        self.share_out(room, fixed, {WHY: 1})


class LogImportDialog(ActDialog):
    """Reads lines in.

    Args:
        context: the open desk.
        application: of which log.
        parent: the window below.

    Attributes:
        happened: the save, and a sentence on what was done.
        ask_path: how it asks for a file; a test puts its own here.
        columns: a choice of column by field.
        plan: what would happen; ``None`` until that is known.
    """

    happened = Signal(object, str)
    wide = 760

    def __init__(self, context: "DeskContext", application: UUID, parent: QWidget) -> None:
        super().__init__("Lijst inlezen in het logboek", "download", "Inlezen", context.jobs, parent)
        self._service, self._key, self._today = context.desk.supervision_log, application, context.today()
        self._opened: Opened | None = None
        self._asked = 0
        self.plan: LogPlan | None = None
        self.ask_path: Callable[[QWidget], Path | None] = ask_list
        self.place = DropPlace()
        self.place.choose.clicked.connect(self._choose)
        self.place.choose.setDefault(False)
        self.place.taken.connect(self.open_file)
        self._name = label("", "strong", wrap=True)
        self.again = button("Ander bestand…", "quiet", "folder", on=self._choose)
        self.again.setAutoDefault(False)
        self.columns: dict[str, Combo] = {}
        boxes = []
        for path, target in TARGETS.items():
            combo = self.columns[path] = Combo()
            combo.activated.connect(lambda _row: self._preview())
            boxes.append(FieldBox(target.label, combo))
        self._fields = box(cols(*((one, 1) for one in boxes), gap=tk.S3))
        self._file = box(cols((self._name, 1), self.again, gap=tk.S3))
        self.summary = label("", "body", wrap=True)
        self._model = _Model()
        self.table = LogPreview(self._model)
        self.skip = CheckBox("Sla de foute rijen over")
        self.skip.toggled.connect(lambda _on: self._tell_act())
        self._second = (self._file, self._fields, self.summary, self.table)
        self.add(label(_WORDS, "body", "soft", wrap=True), self.place, *self._second, self.skip)
        for one in (*self._second, self.skip):
            one.hide()
        self.act_button.setEnabled(False)

    # -- the file ------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        path = self.ask_path(self)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Look into a table."""
        self.say_trouble(None)
        self._asked += 1
        asked = self._asked

        def take(opened: Opened) -> None:
            if asked == self._asked:
                self._take(path.name, opened)

        self._lane.submit(self._service.open, path, done=take, failed=self.say_trouble)

    def _take(self, name: str, opened: Opened) -> None:
        self._opened = opened
        self._name.setText(f"{name} ({opened.sheet.form})")
        chosen = {path: column.name for column in opened.mapping.columns for path in column.to}
        for path, combo in self.columns.items():
            combo.clear()
            combo.addItem("(geen kolom)", "")
            for head in opened.sheet.header:
                combo.addItem(head, head)
            combo.setCurrentIndex(max(0, combo.findData(chosen.get(path, ""))))
        self.place.hide()
        for one in self._second:
            one.show()
        self._preview()
        self._fit()
        next(iter(self.columns.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what would happen ---------------------------------------------------------------------------------------------

    def _preview(self) -> None:
        if self._opened is None:
            return
        self._asked += 1
        asked = self._asked

        def take(plan: LogPlan) -> None:
            if asked == self._asked:
                self.say_trouble(None)
                self._show(plan)

        def failed(trouble: Trouble) -> None:
            if asked == self._asked:
                self._show(None)
                self.say_trouble(trouble)

        self._lane.submit(self._preview_now, self._opened, self.columns_now(), done=take, failed=failed)

    def columns_now(self) -> dict[str, str]:
        """Which column fills which field now; empty for none."""
        return {path: str(combo.currentData() or "") for path, combo in self.columns.items()}

    def _preview_now(self, opened: Opened, chosen: dict[str, str]) -> LogPlan:
        return self._service.preview(self._key, opened.sheet, mapping_of(chosen), self._today)

    def _show(self, plan: LogPlan | None) -> None:
        self.plan = plan
        self._model.show(plan)
        self.skip.setVisible(plan is not None and bool(plan.bad))
        if plan is None:
            self.summary.setText("")
        else:
            words = [f"{len(plan.new)} nieuw, samen {span(plan.minutes)}"]
            words += [f"{len(plan.doubles)} staan er al en worden overgeslagen"] if plan.doubles else []
            words += [f"{len(plan.bad)} met een fout"] if plan.bad else []
            left = f" Overgeslagen kolommen: {', '.join(plan.left)}." if plan.left else ""
            self.summary.setText(f"{'; '.join(words)}.{left}")
            announce(self, self.summary.text())
        self._tell_act()
        self._fit()

    def _tell_act(self) -> None:
        plan = self.plan
        ready = plan is not None and bool(plan.new) and (not plan.bad or self.skip.isChecked())
        self._act_words = f"Lees {len(plan.new)} in" if plan is not None and plan.new else "Inlezen"
        self.act_button.setText(self._act_words)
        self.act_button.setEnabled(ready)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def act(self) -> None:
        plan = self.plan
        if plan is None or not self.act_button.isEnabled():
            return
        skip = [row.number for row in plan.bad]
        number = len(plan.new)

        def done(saved: Any) -> None:
            self.finish_work()
            if isinstance(saved, Saved):
                words = "Eén regel is ingelezen." if number == 1 else f"{number} regels zijn ingelezen."
                self.happened.emit(saved, words)
            self.accept()

        self.work(lambda: self._service.take(self._key, plan, skip=skip), done=done)

    def forget(self) -> None:
        super().forget()
        self._asked += 1
        self._opened = self.plan = None
        self._model.show(None)
        self._name.setText("")
