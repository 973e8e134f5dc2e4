"""The painter of charts: what the layout says is there in pixels, whole, and every point can be read by keyboard."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.rules.chart import Box, Chart, Dot, Ink, Line, Mark, Shape, Words, wage_chart
from beschutdesk.rules.wage_value import wage_check
from ui import theme
from ui.widgets.chart import ChartView, draw, items, measure, placer, scale

TODAY = date(2026, 11, 23)
KEYS = Qt.Key
BARS = Chart(
    Shape.BARS,
    "Plekken naar soort, 2026",
    (Mark("beschut werk", "12", 1.0), Mark("detachering", "3", 0.25), Mark("stage", "minder dan 5", 0.0, open=True)),
    "Plekken naar soort, 2026: beschut werk 12; detachering 3; stage minder dan 5.",
)
NOTHING = Chart(Shape.BARS, "Plekken", (), "Plekken: er is niets te tellen.")


def value(percentage: str, day: date, flat: bool = False) -> WageValue:
    kind = WageValueKind.FLAT if flat else WageValueKind.MEASURED
    return WageValue(kind=kind, percentage=Decimal(percentage), measured_on=day)


def stair() -> Chart:
    values = [
        value("50", date(2023, 1, 1), flat=True),
        value("38.5", date(2023, 6, 1)),
        value("41", date(2025, 2, 1)),
        value("34", date(2026, 5, 1)),
    ]
    return wage_chart(wage_check(values, TODAY), TODAY)


def painted(chart: Chart, wide: int, high: int) -> tuple[QImage, QRectF]:
    """A picture of a chart with some paper around it."""
    room = QRectF(20, 20, wide, high)
    image = QImage(wide + 40, high + 40, QImage.Format.Format_RGB32)
    image.fill(theme.colours().paper)
    painter = QPainter(image)
    draw(painter, room, chart, theme.colours())
    painter.end()
    return image, room


def near(one: QColor, other: QColor, slack: int = 60) -> bool:
    return all(abs(getattr(one, part)() - getattr(other, part)()) <= slack for part in ("red", "green", "blue"))


def inked(image: QImage, rect: QRectF, colour: QColor) -> bool:
    """Whether a colour is anywhere in a rectangle."""
    where = rect.toAlignedRect().intersected(image.rect())
    return any(
        near(image.pixelColor(x, y), colour)
        for y in range(where.top(), where.bottom() + 1)
        for x in range(where.left(), where.right() + 1)
    )


def inks() -> Callable[[Ink], QColor]:
    c = theme.colours()
    return {Ink.TEXT: c.ink, Ink.SOFT: c.soft, Ink.ACCENT: c.accent, Ink.RULE: c.rule, Ink.PAPER: c.paper}.__getitem__


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("wide", [320, 700])
@pytest.mark.parametrize("chart", [stair(), BARS], ids=["stair", "bars"])
def test_what_the_layout_says_is_there_in_pixels(chart: Chart, wide: int, size: int, both_themes: bool) -> None:
    theme.current().set_text_size(size)
    image, room = painted(chart, wide, round(110 * scale()))
    place, c, ink = placer(room), theme.colours(), inks()
    found = items(chart, room)
    assert {type(item) for item in found} >= ({Dot, Line, Words} if chart.shape is Shape.STEPS else {Box, Line, Words})
    for item in found:
        if isinstance(item, Dot):
            centre = place(item.x, item.y)
            seen = image.pixelColor(centre.toPoint())
            assert near(seen, c.paper if item.open else c.accent), item
            edge = QRectF(centre.x() - item.radius * scale() - 1, centre.y() - 1, 3, 2)
            assert inked(image, edge, c.accent)
        elif isinstance(item, Box) and item.ink is Ink.ACCENT:
            assert near(image.pixelColor(place(item.x + item.width / 2, item.y + item.height / 2).toPoint()), c.block)
        elif isinstance(item, Words):
            foot = place(item.x, item.y)
            spot = QRectF(
                foot.x(), foot.y() - item.size * scale(), measure(item.text, item.size, item.strong) * scale(), 0
            )
            spot.setHeight(item.size * scale())
            assert inked(image, spot, ink(item.ink)), item.text


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("chart", [stair(), BARS, NOTHING], ids=["stair", "bars", "nothing"])
def test_no_word_is_cut_and_nothing_is_drawn_outside(chart: Chart, size: int) -> None:
    theme.current().set_text_size(size)
    image, room = painted(chart, 520, round(110 * scale()))
    for item in items(chart, room):
        if isinstance(item, Words):
            wide = measure(item.text, item.size, item.strong) * scale()
            assert 0 <= item.x * scale() <= item.x * scale() + wide <= room.width() + 1, item.text
            assert "…" not in item.text
    paper = theme.colours().paper
    inside = room.adjusted(-3, -3, 3, 3)
    for y in range(image.height()):
        for x in range(image.width()):
            if not inside.contains(x, y):
                assert image.pixelColor(x, y) == paper, (x, y)


def test_no_letter_is_smaller_than_the_least_of_the_screen() -> None:
    image_px = [
        round(item.size * scale()) for item in items(stair(), QRectF(0, 0, 600, 180)) if isinstance(item, Words)
    ]
    assert min(image_px) >= theme.tokens.TYPE["meta"][0]


def test_arrows_read_each_point_and_it_looks_different(qtbot: QtBot) -> None:
    view = ChartView(stair())
    qtbot.addWidget(view)
    view.resize(600, view.sizeHint().height())
    with qtbot.waitExposed(view):
        view.show()
    view.clearFocus()
    QApplication.processEvents()
    plain = view.grab().toImage()
    view.setFocus()
    QApplication.processEvents()
    focused = view.grab().toImage()
    assert focused != plain
    assert view.reading() == "1 mei 2026: 34%"
    said = []
    for key in (KEYS.Key_Left, KEYS.Key_Left, KEYS.Key_Home, KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_End):
        QTest.keyClick(view, key)
        said.append(view.reading())
    assert said == [
        "1 februari 2025: 41%",
        "1 juni 2023: 38,5%",
        "1 januari 2023: 50%",
        "1 januari 2023: 50%",
        "1 juni 2023: 38,5%",
        "1 mei 2026: 34%",
    ]
    QTest.keyClick(view, KEYS.Key_Left)
    assert view.grab().toImage() != focused
    assert view.accessibleDescription() == stair().words


def test_bars_are_walked_up_and_down_and_by_mouse(qtbot: QtBot) -> None:
    view = ChartView(BARS)
    qtbot.addWidget(view)
    view.resize(600, view.sizeHint().height())
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    with qtbot.waitSignal(view.reached) as reached:
        QTest.keyClick(view, KEYS.Key_Down)
    assert reached.args == [1]
    assert view.reading() == "detachering: 3"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.spots()[2].center().toPoint())
    assert view.reading() == "stage: minder dan 5"


def test_none_hides_it_and_nothing_to_count_takes_no_focus(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    assert view.isHidden()
    view.show_chart(NOTHING)
    assert not view.isHidden()
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert view.reading() == ""
    assert view.accessibleDescription() == NOTHING.words
    view.show_chart(BARS)
    assert view.focusPolicy() is Qt.FocusPolicy.StrongFocus
    view.show_chart(None)
    assert view.isHidden()


def test_larger_letters_make_it_higher(qtbot: QtBot) -> None:
    view = ChartView(stair())
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    before = view.sizeHint().height()
    theme.current().set_text_size(150)
    assert view.sizeHint().height() > 1.4 * before
