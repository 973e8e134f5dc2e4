"""The third step of reading a list in: what will happen to each row."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from beschutdesk.services.intake import Plan, Row
from ui.dialogs.importing_table import PreviewTable
from ui.forms.parse import thousands
from ui.models.importing import KIND_WORDS, Kinds, PreviewModel, why
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import EmptyState, Glyph, Segmented, announce, cols, label, line, pane, rows

_KINDS: Final = tuple(Kinds)
_NONE: Final = {
    Kinds.ALL: ("Geen rijen", "Onder de kop van deze lijst staat niets."),
    Kinds.NEW: ("Niets nieuws", "Alles in deze lijst staat er al, of heeft een fout."),
    Kinds.HERE: ("Niemand staat er al", "Niets in deze lijst lijkt op wat er in de kluis staat."),
    Kinds.BAD: ("Geen fouten", "Alle rijen zijn goed te lezen."),
}
_DETAIL_LINES: Final = 2


class PreviewPane(QWidget):
    """The step: totals that are the filter too, the rows, and the whole story of the current row.

    Attributes:
        changed: a row was taken or passed over.
        model: the rows.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = PreviewModel(self)
        self.table = PreviewTable(self.model)
        self.kinds = Segmented([kinds.value for kinds in _KINDS], 0, "Toon", clearable=False)
        self._left = label("", "meta", "soft", wrap=True)
        self._hint = label("Met de spatiebalk neem je een rij wel of niet mee.", "meta", "soft", wrap=True)
        self._none = EmptyState("list-filter", "", "")
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        self._glyph = Glyph("info", "accent")
        self.detail = label("", "body", wrap=True)
        self.detail.setMinimumWidth(1)
        detail = pane(
            cols(
                rows(self._glyph, None, gap=0, margins=(0, 3, 0, 0)),
                (rows(self.detail, None, gap=0), 1),
                gap=tk.S3,
                margins=(20, 8, 20, 8),
            ),
            "side",
        )
        detail.setMinimumHeight(px(24) * _DETAIL_LINES + 16)
        self._top = rows(cols(self.kinds, (self._hint, 1), gap=tk.S4), self._left, gap=tk.S1, margins=(20, 10, 20, 10))
        self.setLayout(rows(self._top, line(), (self._stack, 1), line(), detail, gap=0))
        self.setMinimumWidth(1)
        self.kinds.edited.connect(lambda at: self.show_kinds(_KINDS[at]))
        self.table.moved.connect(lambda _row: self._tell())
        self.table.turn_wanted.connect(self._turn)

    def show_plan(self, plan: Plan | None) -> None:
        """Show what would happen; ``None`` forgets it."""
        self.model.show(plan)
        for at, kinds in enumerate(_KINDS):
            count = self.model.count(kinds)
            self.kinds.set_words(at, f"{kinds.value} {thousands(count)}" if plan else kinds.value)
        left = "" if plan is None or not plan.left else f"Niet ingelezen kolommen: {', '.join(plan.left)}."
        self._left.setText(left)
        self._left.setVisible(bool(left))
        self.kinds.choose(0)
        self.show_kinds(Kinds.ALL)

    def show_kinds(self, kinds: Kinds) -> None:
        """Show only these rows."""
        self.model.show_kinds(kinds)
        found = self.model.rowCount() > 0
        self._none.set_words(*_NONE[kinds])
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            self.table.go_to(0)
        self._tell()

    def _turn(self, at: int) -> None:
        row = self.model.row(at)
        if row is None:
            return
        if self.model.turn(at):
            taken = self.model.is_taken(row)
            announce(self.table, f"Rij {row.number} {'wordt ingelezen' if taken else 'wordt overgeslagen'}")
            self.changed.emit()
        else:
            announce(self.table, f"Rij {row.number} heeft een fout en kan niet mee")
        self._tell()

    def _tell(self) -> None:
        """The whole story of the current row: in the table it may be cut."""
        row = self.model.row(self.table.currentIndex().row())
        self.detail.setText("" if row is None else self._story(row))
        care = row is not None and row.record is None
        self._glyph.set_glyph("octagon-alert" if care else "info", "care" if care else "accent")

    def _story(self, row: Row) -> str:
        name = f", {row.title}" if row.title else ""
        words = why(row) or KIND_WORDS[row.standing]
        if row.record is None:
            does = "Deze rij wordt overgeslagen."
        elif self.model.is_taken(row):
            does = "Deze rij wordt ingelezen."
        else:
            does = "Deze rij wordt overgeslagen; met de spatiebalk neem je hem toch mee."
        return f"Rij {row.number}{name}. {words}. {does}"
