"""Overzicht: the numbers of a year and a gemeente, against the taakstelling; as table, chart and workbook."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from beschutdesk.rules.chart import bars
from beschutdesk.rules.disclosure import HIDDEN, is_small, shown, shown_goal
from beschutdesk.rules.numbers import Overview, Table
from beschutdesk.services.overview import FIRST_YEAR
from beschutdesk.trouble import Trouble
from ui.dialogs.look_up import LookUpDialog
from ui.dialogs.overview_export import FEW, ExportChoice
from ui.dialogs.overview_goal import GoalStrip
from ui.dialogs.overview_list import TableList
from ui.dialogs.overview_table import NumbersModel, NumbersTable, number
from ui.dialogs.overview_target import TargetDialog
from ui.dialogs.room import take_room
from ui.dialogs.saving import ask_file, write_file
from ui.looking import current as looking
from ui.shell.busy import Busy
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import (
    Banner,
    CheckBox,
    Combo,
    EmptyState,
    FieldBox,
    box,
    button,
    cols,
    label,
    line,
    pane,
    rows,
    scroll,
)
from ui.widgets.chart import ChartView

if TYPE_CHECKING:
    from beschutdesk.services.overview import Numbers
    from ui.context import DeskContext

_SIZE: Final = QSize(1140, 690)
_LEAST: Final = QSize(700, 400)
_LIST, _STACKED, _CHART = 264, 700, 300
_ALL: Final = "Alle gemeenten samen"
_SUFFIX: Final = ".xlsx"
_MARKED: Final = f"Kleine aantallen, van {FEW}, hebben een teken. In een bestand voor anderen staan ze er niet in."
_HIDES: Final = (
    f"‘{HIDDEN}’ is een aantal van {FEW}, of een ander aantal waaruit dat te berekenen is. Zo is niemand te herkennen."
)
_BARE: Final = "Zo krijgen anderen het. In deze tabel hoefde niets weg."


def ask_workbook_path(parent: QWidget, name: str) -> Path | None:
    """The file dialog of the system."""
    return ask_file(parent, name, "Overzicht opslaan", "Excel-werkmap", _SUFFIX)


class OverviewDialog(LookUpDialog):
    """Overzicht.

    Args:
        context: the open desk.
        parent: the window below.

    Attributes:
        numbers: what is shown; ``None`` while it is counted.
    """

    def __init__(self, context: "DeskContext", parent: QWidget | None = None) -> None:
        super().__init__(context, "Overzicht", ask_workbook_path, parent)
        self._municipalities: list[str] = []
        self.numbers: Overview | None = None
        self.busy = Busy(self)
        self._build()
        self._looked(looking().on)
        self.load()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        today = self._context.today()
        self.year, self.municipality = Combo(), Combo()
        for one in range(today.year, FIRST_YEAR - 1, -1):
            self.year.addItem(str(one), one)
        self.municipality.addItem(_ALL, "")
        self.as_others = CheckBox("Zoals anderen het krijgen")
        self.as_others.setToolTip("Laat zien welke kleine aantallen in een bestand voor anderen wegblijven")
        self.year.activated.connect(lambda _row: self.load())
        self.municipality.activated.connect(lambda _row: self.load())
        self.as_others.toggled.connect(lambda _on: self._show())
        self.target_button = button("Taakstelling…", icon="target", on=self.edit_target)
        self.save_button = button("Opslaan als Excel…", "primary", "file-spreadsheet", on=self.save)
        self.close_button = button("Sluiten", on=self.reject)
        for made in (self.target_button, self.save_button, self.close_button):
            made.setAutoDefault(False)
        self.list = TableList()
        self.list.current_changed.connect(lambda _row: self._show_table())
        self.goal, self.model, self.chart = GoalStrip(), NumbersModel(), ChartView()
        self.table = NumbersTable(self.model)
        self._title, self._when = label("", "section", "accent", wrap=True), label("", "meta", "soft", wrap=True)
        self._told = Banner()
        self._told.hide()
        self._pair = QHBoxLayout()
        self._pair.setSpacing(tk.S5)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(self.chart, 1, Qt.AlignmentFlag.AlignTop)
        head = rows(self._title, self._when, gap=0)
        content = rows(self.goal, line("rule"), head, self._told, self._pair, None, gap=tk.S3, margins=(20, 16, 20, 20))
        self._inside = box(content)
        self._inside.setMinimumWidth(1)
        self._scroller = scroll(self._inside)
        self._scroller.follow_focus()
        self.table.reached.connect(self._follow)
        self._side = pane(rows((self.list, 1), gap=0), "side")
        self._side.setFixedWidth(px(_LIST))
        full = box(cols(self._side, line("upright"), (self._scroller, 1), gap=0))
        self._none = EmptyState("users-round", "Nog niets te tellen", _EMPTY)
        self._waits = QWidget()
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        for page in (self._waits, full, self._none):
            self._stack.addWidget(page)
        self._intro = label(_INTRO, "body", "soft", wrap=True)
        filters = cols(
            (FieldBox("Jaar", self.year), 2),
            (FieldBox("Gemeente", self.municipality), 4),
            (_low(self.as_others), 4),
            _low(self.target_button),
            gap=tk.S4,
        )
        top = rows(rows(label("Overzicht", "title"), self._intro, gap=0), filters, gap=tk.S3, margins=(20, 14, 20, 10))
        self._foot = label("", "meta", "soft", wrap=True)
        self._foot.setMinimumWidth(1)
        foot = cols((self._foot, 1), self.save_button, self.close_button, gap=10, margins=(20, 10, 20, 12))
        below = (self.busy.strip, self.verdict, line(), foot)
        self.setLayout(rows(top, self.busy.line, (self._stack, 1), *below, gap=0))
        take_room(self, _SIZE, _LEAST)
        self.year.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._intro.setVisible(event.size().height() >= tk.LOW_WINDOW)
        directions = QBoxLayout.Direction
        stacked = event.size().width() - self._side.width() < px(_STACKED)
        self._pair.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)

    def _follow(self, row: QRect) -> None:
        at = self.table.mapTo(self._inside, QPoint(0, row.center().y()))
        self._scroller.ensureVisible(0, at.y(), 0, row.height())

    # -- reading -------------------------------------------------------------------------------------------------------

    @property
    def exact(self) -> bool:
        """Whether small numbers are in view."""
        return not self.as_others.isChecked()

    def load(self) -> None:
        """Count, beside the window."""
        self._stop_reading()
        self.numbers = None
        self.save_button.setEnabled(False)
        self.verdict.hide()
        self.busy.tell("De aantallen worden geteld…")
        asked = int(self.year.currentData()), str(self.municipality.currentData())
        service, today = self._context.desk.overview, self._context.today()
        self._job = self._lane.submit(_read, service, *asked, today, done=self._found, failed=self._failed)

    def _found(self, found: tuple[Overview, list[str]]) -> None:
        self._job = None
        self.busy.tell(None)
        numbers, municipalities = found
        self._fill(municipalities)
        self.target_button.setEnabled(bool(municipalities))
        self.numbers = numbers
        self.save_button.setEnabled(bool(numbers.people))
        self._stack.setCurrentIndex(1 if numbers.people else 2)
        self.list.show_tables(numbers.tables)
        self._show()

    def _fill(self, municipalities: list[str]) -> None:
        """The gemeenten there are; the chosen one stays chosen."""
        if municipalities == self._municipalities:
            return
        chosen = str(self.municipality.currentData())
        self._municipalities = municipalities
        self.municipality.clear()
        self.municipality.addItem(_ALL, "")
        for name in municipalities:
            self.municipality.addItem(name, name)
        self.municipality.setCurrentIndex(max(0, self.municipality.findData(chosen)))

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self.busy.tell(None)
        self.say_trouble(self, "Het overzicht is niet te maken", trouble)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        numbers = self.numbers
        self._intro.setText(_INTRO if self.exact else _INTRO_HIDDEN)
        if numbers is None:  # they are being counted: what is still in view was for other eyes
            self._stack.setCurrentIndex(0)
            return
        self.list.hide_totals(not self.exact)
        self.goal.show_goal(numbers, exact=self.exact)
        self._foot.setText(self._counted(numbers))
        self._show_table()

    def _counted(self, numbers: Overview) -> str:
        where = f" uit {numbers.municipality}" if numbers.municipality else ""
        who = f"{'dossier' if numbers.people == 1 else 'dossiers'}{where}"
        told = self.exact or not is_small(numbers.people)
        count = f"{number(numbers.people)} {who}. " if told and numbers.people else ""
        return f"{count}Wat in de prullenbak ligt of vernietigd is, telt niet mee."

    def _show_table(self) -> None:
        table = self.list.current_item()
        if self.numbers is None or not isinstance(table, Table):
            return
        seen = shown(table, exact=self.exact)
        self._title.setText(table.title)
        self._when.setText(f"{table.what.capitalize()}, {table.when}")
        self.model.show(seen)
        self.table.setAccessibleName(f"{table.title}, {table.when}")
        self.chart.show_chart(bars(seen))
        self.chart.setVisible(any(row.count != 0 for row in seen.rows))
        self._explain(table, hides=seen.hides)
        self._scroller.verticalScrollBar().setValue(0)

    def _explain(self, table: Table, *, hides: bool) -> None:
        words = ""
        if not self.exact:
            words = _HIDES if hides or self._goal_hides() else _BARE
        elif shown(table).hides:
            words = _MARKED
        self._told.set_words(words, "info", icon="eye-off" if words == _HIDES else "")
        self._told.setVisible(bool(words))

    def _goal_hides(self) -> bool:
        return self.numbers is not None and shown_goal(self.numbers).realised is None

    # -- acts ----------------------------------------------------------------------------------------------------------

    def edit_target(self) -> None:
        """Fill in what a gemeente owes."""
        names = list(self._municipalities)
        chosen, year = str(self.municipality.currentData()), int(self.year.currentData())
        service, today = self._context.desk.overview, self._context.today()
        dialog = TargetDialog(service, names, chosen, year, today.year, self._lane, self)
        dialog.happened.connect(lambda _nothing: self._targeted())
        dialog.open()

    def _targeted(self) -> None:
        self.load()
        self._say("De taakstelling is bewaard.", "good")

    def save(self) -> None:
        """Write a workbook; first ask whom it is for."""
        if self.numbers is None:
            return
        choice = ExportChoice(self, own=not looking().on)
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice.chosen.connect(self._write)
        choice.open()

    def _write(self, exact: bool) -> None:
        numbers = self.numbers
        if numbers is None:
            return
        where = "-".join(numbers.municipality.lower().split()) or "alle-gemeenten"
        name = f"overzicht-{numbers.year}-{where}{'-alleen-voor-mij' if exact else ''}{_SUFFIX}"
        path = self.ask_path(self, "".join("-" if sign in '/\\:*?"<>|' else sign for sign in name))
        if path is None:
            return
        self.save_button.setEnabled(False)
        work = partial(write_workbook, self._context.desk.overview, numbers, path, exact=exact)
        self._lane.submit(work, done=partial(self._saved, exact=exact), failed=self._not_saved)

    def _saved(self, path: Path, *, exact: bool) -> None:
        self.save_button.setEnabled(True)
        if exact:
            self._say(f"Opgeslagen als {path.name}. Kleine aantallen staan erin: geef dit bestand niet door.", "warn")
        else:
            self._say(f"Opgeslagen als {path.name}, zonder kleine aantallen.", "good")

    def _not_saved(self, trouble: Trouble) -> None:
        self.save_button.setEnabled(True)
        self.say_trouble(self, "Het overzicht is niet opgeslagen", trouble)

    def _looked(self, on: bool) -> None:
        """Somebody looks at the screen as well: small numbers go."""
        self.as_others.setChecked(on)
        self.as_others.setEnabled(not on)

    def forget(self) -> None:
        self.busy.tell(None)
        self.numbers = None
        self.list.show_tables(())
        self.model.show(None)
        self.chart.show_chart(None)


_FEW: Final = f"Aan een klein aantal ({FEW}) is soms te zien om wie het gaat."
_INTRO: Final = (
    f"Aantallen uit deze kluis, per jaar en per gemeente, zonder namen. {_FEW} Jij ziet die aantallen hier; in een "
    "bestand voor anderen blijven ze weg."
)
_INTRO_HIDDEN: Final = (
    f"Aantallen uit deze kluis, per jaar en per gemeente, zonder namen. {_FEW} Daarom staan die aantallen er nu niet "
    "bij, net als in een bestand voor anderen."
)
_EMPTY: Final = (
    "Hier komen de aantallen van een jaar: adviezen, wachtlijst, plekken, uren en hoe plaatsingen eindigen, tegenover "
    "de taakstelling. Ze komen vanzelf als er dossiers zijn."
)


def show_overview(context: "DeskContext") -> OverviewDialog:
    """Show Overzicht on top of the window; it is gone once closed."""
    dialog = OverviewDialog(context, context.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def write_workbook(service: "Numbers", numbers: Overview, path: Path, *, exact: bool) -> Path:
    """In a lane: make it, write it, and note in the log that it left."""
    write_file(path, service.export(numbers, exact=exact), "Alles")
    service.handed_out(numbers, exact=exact)
    return path


def _read(service: "Numbers", year: int, municipality: str, today: Any) -> tuple[Overview, list[str]]:
    return service.numbers(year, municipality, today=today), service.municipalities()


def _low(widget: QWidget) -> QWidget:
    """A widget at the height of the inputs beside it."""
    return box(rows(None, widget, gap=0))
