"""What all tables share: a focus that is seen, keys, sharing the width, and going without leaving anything behind."""

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.lists import COLUMNS
from tests.ui.fixtures import throw_away
from tests.ui.walker import press, settle
from ui.dialogs.compare_table import CompareTable, ComparisonModel
from ui.dialogs.importing_table import PreviewTable
from ui.dialogs.log_table import LogTable
from ui.dialogs.overview_table import NumbersModel, NumbersTable
from ui.models.audit import AuditModel
from ui.models.importing import PreviewModel
from ui.models.roots import RootsModel
from ui.models.table import RootsTable
from ui.tabs.dossiers.list_table import ListTable
from ui.theme import colours, current, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import rows
from ui.widgets.lists import Index
from ui.widgets.tables import RowCell, RowTable

ROWS, COUNT = 40, 3
HEIGHT = 200


class Plain(QAbstractTableModel):
    """A table of words."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return COUNT

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        return f"Kop {section}" if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        return f"{index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


class Cell(RowCell):
    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        paint.text(painter, self.room(rect, index.column()), str(index.data()), font("body"), colours().ink)


class Table(RowTable):
    def share(self, room: int) -> None:
        self.share_out(room // 2, {0: 50}, {1: 1, 2: 3})


class Cells(Table):
    by_cell = True


Make = Callable[..., RowTable]


class Host(QWidget):
    """A field above a table; the table has the focus."""

    def __init__(self, table: RowTable) -> None:
        super().__init__()
        self.table = table
        table.setFixedHeight(HEIGHT)
        self.setLayout(rows(QLineEdit(), table, gap=0))
        self.resize(400, HEIGHT + 60)


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """Makes tables in windows of their own."""
    hosts: list[Host] = []

    def shown(kind: type[RowTable] = Table) -> RowTable:
        host = Host(kind(Plain(), Cell(), "Tabel"))
        hosts.append(host)
        with qtbot.waitExposed(host):
            host.show()
        host.activateWindow()
        host.table.setFocus()
        settle()
        return host.table

    yield shown
    throw_away(*hosts)


def at_rest(table: RowTable) -> QImage:
    """The viewport, painted anew."""
    return table.viewport().grab().toImage()


def on_screen(table: RowTable) -> QImage:
    """The viewport, as it stands on the screen after all that was painted and moved."""
    settle()
    whole = table.window()
    place = table.viewport().mapTo(whole, table.viewport().rect().topLeft())
    seen = whole.screen().grabWindow(whole.winId()).toImage()
    return seen.copy(QRect(place, table.viewport().size())).convertToFormat(QImage.Format.Format_RGB32)


def focus_in(image: QImage) -> QRect:
    """The smallest rectangle round all that has the colour of the focus."""
    wanted = colours().focus.rgb()
    found = QRect()
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixel(x, y) == wanted:
                found = found.united(QRect(x, y, 1, 1))
    return found


# -- focus -------------------------------------------------------------------------------------------------------------


def test_the_ring_goes_round_the_whole_row(make: Make) -> None:
    table = make()
    table.go_to(2)
    wide, high = table.viewport().width(), px(tk.H_ROW)
    assert focus_in(at_rest(table)) == QRect(0, 2 * high, wide, high - 1)


def test_the_ring_goes_round_the_cell_where_one_walks_by_cell(make: Make) -> None:
    table = make(Cells)
    table.setCurrentIndex(table.model().index(2, 1))
    cell = table.visualRect(table.currentIndex())
    assert focus_in(at_rest(table)) == cell.adjusted(0, 0, 0, -1)


def test_the_focus_is_seen_when_the_row_is_not_in_view(make: Make) -> None:
    table = make()
    whole = table.viewport().rect()
    table.setCurrentIndex(QModelIndex())
    assert focus_in(at_rest(table)) == whole, "no row is current"
    table.go_to(0)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert focus_in(at_rest(table)) == whole


def test_a_ring_does_not_stay_behind_when_one_scrolls(make: Make) -> None:
    table = make()
    table.go_to(0)
    for step in (60, 15, 15):
        table.verticalScrollBar().setValue(table.verticalScrollBar().value() + step)
        assert focus_in(on_screen(table)) == table.viewport().rect()


@pytest.mark.parametrize("kind", [Table, Cells])
def test_one_begins_in_the_first_row(make: Make, kind: type[RowTable]) -> None:
    table = make(kind)
    index = table.model().index(0, 0)
    assert table.currentIndex() == index
    assert table.selectionModel().isSelected(index)


def test_a_click_does_not_scroll_away_from_what_it_is_on(make: Make) -> None:
    table = make()
    table.clearFocus()
    table.setCurrentIndex(QModelIndex())
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.viewport().rect().center())
    assert table.hasFocus()
    assert table.currentIndex().row() > ROWS // 2


def test_without_the_focus_there_is_no_ring(make: Make) -> None:
    table = make()
    table.go_to(2)
    table.clearFocus()
    assert focus_in(on_screen(table)).isNull()


# -- keys --------------------------------------------------------------------------------------------------------------


def test_home_and_end_walk_over_the_rows_in_the_same_column(make: Make) -> None:
    table = make()
    table.setCurrentIndex(table.model().index(3, 1))
    for key, row in ((Qt.Key.Key_End, ROWS - 1), (Qt.Key.Key_Home, 0)):
        press(key)
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, 1)


def test_home_and_end_stay_in_the_row_where_one_walks_by_cell(make: Make) -> None:
    table = make(Cells)
    table.setCurrentIndex(table.model().index(3, 1))
    for key, column in ((Qt.Key.Key_End, COUNT - 1), (Qt.Key.Key_Home, 0)):
        press(key)
        assert (table.currentIndex().row(), table.currentIndex().column()) == (3, column)


def test_tab_leaves_the_table(make: Make) -> None:
    table = make()
    table.go_to(0)
    press(Qt.Key.Key_Tab)
    assert not table.hasFocus()


# -- room --------------------------------------------------------------------------------------------------------------


def test_columns_share_what_the_fixed_ones_leave(make: Make) -> None:
    table = make()
    table.share_out(450, {0: 50}, {1: 1, 2: 3})
    assert [table.columnWidth(column) for column in range(COUNT)] == [50, 100, 300]
    table.share_out(100, {0: 50}, {1: 1, 2: 1}, least=60)
    assert [table.columnWidth(column) for column in range(COUNT)] == [50, 60, 60]


def test_rows_and_heads_follow_the_text_size(make: Make) -> None:
    table = make()
    before = table.rowHeight(0), table.horizontalHeader().height()
    current().set_text_size(150)
    try:
        settle()
        assert (table.rowHeight(0), table.horizontalHeader().height()) == (px(tk.H_ROW), px(table.head_high))
        assert table.rowHeight(0) > before[0]
        assert table.horizontalHeader().height() > before[1]
    finally:
        current().set_text_size(100)


# -- going -------------------------------------------------------------------------------------------------------------

KINDS: list[Callable[[], RowTable]] = [
    lambda: Table(Plain(), Cell(), "Tabel"),
    lambda: LogTable(AuditModel(lambda _numbers: [], lambda _lines: {}), "Regels"),
    lambda: PreviewTable(PreviewModel()),
    lambda: CompareTable(ComparisonModel(), "Naast elkaar"),
    lambda: NumbersTable(NumbersModel()),
    lambda: ListTable(RootsTable(RootsModel(lambda _rids: []), COLUMNS["candidates"]), "Kandidaten"),
]


@pytest.mark.parametrize("build", KINDS, ids=["plain", "log", "importing", "compare", "overview", "list"])
def test_a_table_that_goes_takes_its_parts_with_it(qtbot: QtBot, build: Callable[[], RowTable]) -> None:
    table = build()
    parts = (table.itemDelegate(), table.model(), table.horizontalHeader())
    assert [part.parent() for part in parts] == [table] * 3
    left = [weakref.ref(part) for part in parts]
    throw_away(table)
    del table, parts
    gc.collect()
    assert [part() for part in left] == [None] * 3, "they would hold all that they ask the page that made them"


def test_a_model_that_belongs_to_another_stays(qtbot: QtBot) -> None:
    owner = QLineEdit()
    model: QAbstractItemModel = Plain(owner)
    throw_away(Table(model, Cell(), "Tabel"))
    assert model.rowCount() == ROWS
    assert model.parent() is owner
