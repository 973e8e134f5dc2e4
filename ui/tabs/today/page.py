"""The page Vandaag: what asks attention at the left; who is on the road, terms and promises at the right."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from beschutdesk.rules.signals import Kind
from beschutdesk.services.store import ChangeSet
from beschutdesk.services.today import NextContact, Today
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.day import FIRST_MS, DayRead, DayReader
from ui.forms.parse import thousands
from ui.going import go_to_signal
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.today.acts import DayActs
from ui.tabs.today.listing import DayList
from ui.tabs.today.model import STEP, Away, Group, Line, More, Place, Row, Shown, dealt
from ui.tabs.today.words import counts, long_date, next_words, number, trips
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Combo, box, button, cols, label, line, rows, scroll, set_button

_ALL: Final = "alle gemeenten"
_NOTES: Final = {Place.TERMS: "en wat binnenkort gepland is"}
_NOTHING: Final = "Niets dat vandaag aandacht vraagt."
_BUSY: Final = "Even kijken wat vandaag aandacht vraagt."


class _List(QWidget):
    """A heading with a number, and its rows below it."""

    def __init__(self, name: str, rows_: DayList, *more: QWidget) -> None:
        super().__init__()
        self.rows = rows_
        self.title: QLabel = label(name, "section", "accent")
        self.note = label("", "body", "soft")
        self.setLayout(rows(cols(self.title, self.note, None, *more, gap=tk.S2), line("rule"), rows_, gap=tk.S1))
        self.setMinimumWidth(1)


class DayPage(QWidget):
    """The page of a day, as the reader of the desk reads it: after the unlock, every save, and at midnight.

    Args:
        context: the open desk.
        reader: reads it.

    Attributes:
        reader: reads it.
        lists: the rows by place; the first is what asks attention.
        away: what was put off.
        acts: what is done with a line.
        page: what was read last.
    """

    def __init__(self, context: DeskContext, reader: DayReader) -> None:
        super().__init__()
        self._context = context
        self.reader = reader
        self._opened: dict[Kind, int] = {}
        self._wide: bool | None = None
        self._shown = Shown(context.today())
        self.page: Today | None = None
        self._next: NextContact | None = None
        self.acts = DayActs(context, self, reader.read, partial(go_to_signal, context))
        self.lists = {place: DayList(place.value, self._shown, small=place is not Place.ATTENTION) for place in Place}
        self.away = DayList("Verzet en stil", self._shown)
        self._build()
        for made in (*self.lists.values(), self.away):
            made.wanted.connect(self._wanted)
            made.folding.connect(self._fold)
            made.beyond.connect(partial(self._beyond, made))
            made.entered.connect(partial(self._entered, made))
        looking().changed.connect(self._looked)
        reader.arrived.connect(self._take)
        reader.failed.connect(self._failed)
        if reader.found is None:
            self._show()
            reader.soon(FIRST_MS)
        else:
            self._take(reader.found)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = label(long_date(self._shown.day), "title")
        self._counts = label("", "body", "soft", wrap=True)
        self._counts.setMinimumWidth(1)
        self.municipality = Combo()
        self.municipality.setAccessibleName("Gemeente")
        self.municipality.setMinimumContentsLength(len(_ALL))
        self.municipality.activated.connect(self._narrow)
        self.municipality.hide()
        self.overview = button("Overzicht", icon="chart-line", tip="Overzicht: aantallen per jaar", on=self._overview)
        self.export = button("Agenda exporteren", icon="calendar-plus", tip="Agenda exporteren", on=self._export)
        head = cols(self._title, (self._counts, 1), self.municipality, self.overview, self.export, gap=tk.S3)
        self.away_button = button("", "quiet", "clock", on=self._turn_away)
        self._said = label(_BUSY, "body", "soft", wrap=True)
        attention = self.lists[Place.ATTENTION]
        self._heads = {place: _List(place.value, made) for place, made in self.lists.items()}
        self._heads[Place.ATTENTION] = _List(Place.ATTENTION.value, attention, self.away_button)
        self._left = box(rows(self._heads[Place.ATTENTION], self._said, self.away, None, gap=tk.S3))
        beside = [self._heads[place] for place in Place if place is not Place.ATTENTION]
        self._right = box(rows(*beside, None, gap=tk.S5))
        self._columns = QHBoxLayout()
        self._columns.setSpacing(tk.BETWEEN_COLUMNS)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self._left, 11)
        self._columns.addWidget(self._right, 10)
        self._folded = label(FOLDED, "body", "soft", wrap=True)
        margins = (tk.PAGE_MARGIN, tk.S3, tk.PAGE_MARGIN, tk.S4)
        inner = box(rows(self._folded, box(self._columns), None, gap=0, margins=margins))
        for widget in (self._left, self._right, inner):
            widget.setMinimumWidth(1)
        self.view = scroll(inner)
        top = (tk.PAGE_MARGIN, tk.S4, tk.PAGE_MARGIN, tk.S1)
        self._edge = line("rule")  # lines that scroll away go under something
        keeps = self._edge.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._edge.setSizePolicy(keeps)
        self._edge.hide()
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setLayout(rows(box(cols(head, margins=top)), self._edge, (self.view, 1), gap=0))
        self.setMinimumSize(1, 1)
        self.away.hide()

    # -- reading -------------------------------------------------------------------------------------------------------

    def refresh(self, _changed: ChangeSet) -> None:
        """Something was saved."""
        self.reader.soon()

    def _narrow(self, _index: int) -> None:
        self.reader.municipality = self.municipality.currentData() or ""
        self.reader.read()

    def _failed(self, trouble: Trouble) -> None:
        self._said.setText(str(trouble))
        self._said.show()

    def _take(self, found: DayRead) -> None:
        page = found.page
        self.page, self._shown.day, self._next = page, page.day, found.next_contact
        self._opened = {kind: shown for kind, shown in self._opened.items() if kind in {one.kind for one in page.folds}}
        if [self.municipality.itemText(at) for at in range(1, self.municipality.count())] != found.municipalities:
            self.municipality.clear()
            self.municipality.addItem(_ALL, "")
            for name in found.municipalities:
                self.municipality.addItem(name, name)
            self.municipality.setCurrentIndex(max(0, self.municipality.findData(self.reader.municipality)))
        self._show()

    def _scrolled(self, value: int) -> None:
        self._edge.setVisible(value > 0)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        page, hidden = self.page, looking().on
        self._title.setText(long_date(self._shown.day))
        self._folded.setVisible(hidden)
        self._left.setVisible(not hidden)
        self._right.setVisible(not hidden)
        self.municipality.setVisible(self.municipality.count() > 2)
        if page is None or hidden:
            self._counts.setText("")
            if page is not None:
                self._said.setText("")  # it may name somebody
            self.away_button.hide()
            for place, head in self._heads.items():
                head.rows.show_rows([])
                head.setVisible(place is Place.ATTENTION)
            self.away.hide()
            return
        found = dealt(page, self._opened)
        self._counts.setText(counts(page))
        for place, head in self._heads.items():
            head.rows.show_rows(found[place])
            head.note.setText(self._note(place, found[place], page))
            head.setVisible(bool(found[place]) or place is Place.ATTENTION)
            head.rows.setVisible(bool(found[place]))
        self._say(page, empty=not found[Place.ATTENTION])
        self.away.show_rows([Away(one) for one in page.put_off])
        self.away_button.setVisible(bool(page.put_off))
        if not page.put_off:
            self.away.hide()
        self._name_away()
        self._arrange(force=True)
        self._begin_somewhere()

    def _begin_somewhere(self) -> None:
        """A row is current from the start, so that its acts and their keys are to be seen."""
        shown = [made for made in (*self.lists.values(), self.away) if made.items.rowCount() and not made.isHidden()]
        if shown and not any(made.currentIndex().isValid() for made in shown):
            shown[0].settle()

    def _say(self, page: Today, *, empty: bool) -> None:
        words = [_NOTHING] if self._next is None else [_NOTHING, next_words(self._next, page.day)]
        self._said.setText(" ".join(words))
        self._said.setVisible(empty)

    @staticmethod
    def _note(place: Place, found: list[Row], page: Today) -> str:
        """How many lines; of the trips of today the others may be folded elsewhere."""
        total = sum(isinstance(row, Line) and not row.inside for row in found)
        folds = [row.fold for row in found if isinstance(row, Group)]
        total += sum(fold.count for fold in folds)
        if not total:
            return ""
        more = "meer dan " if any(fold.more for fold in folds) else ""
        whole = f"van {trips(page)}" if place is Place.ROAD and not folds and trips(page) > total else ""
        return " ".join(part for part in (f"{more}{thousands(total)}", whole, _NOTES.get(place, "")) if part)

    def _name_away(self) -> None:
        many = len(self.page.put_off) if self.page else 0
        words = "verbergen" if self.away.isVisibleTo(self) else f"({many})"
        set_button(self.away_button, f"Verzet en stil {words}", "clock")
        self.away_button.setAccessibleDescription(
            number(many, "regel die later terugkomt", "regels die later terugkomen")
        )

    # -- what is done --------------------------------------------------------------------------------------------------

    def _wanted(self, act: str, row: Row) -> None:
        match row:
            case Line(signal):
                self.acts.do(act, signal)
            case Away(off):
                self.acts.do(act, off.signal, off)

    def _fold(self, row: Row, opens: bool) -> None:
        match row:
            case Group(fold) if opens:
                self._opened[fold.kind] = STEP
            case Group(fold):
                self._opened.pop(fold.kind, None)
            case More(kind):
                self._opened[kind] = self._opened.get(kind, STEP) + STEP
        self._show()

    def _entered(self, made: DayList) -> None:
        """One row of the page is the current one."""
        for other in (*self.lists.values(), self.away):
            if other is not made and other.currentIndex().isValid():
                other.leave()

    def _beyond(self, made: DayList, step: int) -> None:
        order = [
            one for one in (self.lists[Place.ATTENTION], self.away, *list(self.lists.values())[1:]) if one.isVisible()
        ]
        at = order.index(made) + step if made in order else -1
        if 0 <= at < len(order):
            order[at].setFocus(Qt.FocusReason.OtherFocusReason)
            order[at].go_to(0 if step > 0 else order[at].items.rowCount() - 1)

    def _turn_away(self) -> None:
        self.away.setVisible(self.away.isHidden())
        self._name_away()
        if self.away.isVisible():
            self.away.setFocus(Qt.FocusReason.OtherFocusReason)
            self.away.settle()
            self._entered(self.away)
        else:
            self._begin_somewhere()

    def _overview(self) -> None:
        from ui.dialogs.overview import show_overview

        show_overview(self._context)

    def _export(self) -> None:
        from ui.dialogs.calendar_export import export_calendar

        export_calendar(self._context)

    def _looked(self, _on: bool) -> None:
        self._show()

    # -- page protocol -------------------------------------------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [made for made in (*self.lists.values(), self.away) if made.isVisible()]

    def undo(self) -> bool:
        """Take the last act with a line back."""
        return self.acts.undo()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self.reader.arrived.disconnect(self._take)
        self.reader.failed.disconnect(self._failed)
        self.acts.let_go()
        self.page = self._next = None
        self._said.setText("")
        self.away.show_rows([])
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is not None:  # on another tab something may have been typed and left
            self.reader.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, *, force: bool = False) -> None:
        beside = any(not self._heads[place].isHidden() for place in Place if place is not Place.ATTENTION)
        wide = self.width() >= px(100) / 100 * tk.MEDIUM
        self._right.setVisible(beside and not looking().on)
        if wide == self._wide and not force:
            return
        self._wide = wide
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._columns.setSpacing(tk.BETWEEN_COLUMNS if wide else tk.S5)
        scale = self.width() >= px(100) / 100 * tk.NARROW
        set_button(self.overview, "Overzicht" if scale else "", "chart-line")
        set_button(self.export, "Agenda exporteren" if scale else "", "calendar-plus")
