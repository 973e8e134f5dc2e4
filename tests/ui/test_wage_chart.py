"""Loonwaarde as a picture and in words: what counts now, when it is measured again, and a fall that is told."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.dossier.placement import Placement
from tests.ui.cut_off import cut_off_at_rest
from ui import theme
from ui.forms.session import EditSession
from ui.tabs.candidates.wage_chart import WageChart

TODAY = date(2026, 11, 23)


def placement(*values: WageValue) -> EditSession:
    return EditSession(Placement(wage_values=list(values), version=1))


def value(percentage: str, day: date, *, flat: bool = False, next_on: date | None = None) -> WageValue:
    kind = WageValueKind.FLAT if flat else WageValueKind.MEASURED
    return WageValue(kind=kind, percentage=Decimal(percentage), measured_on=day, next_on=next_on)


def made(qtbot: QtBot, *values: WageValue) -> WageChart:
    chart = WageChart()
    qtbot.addWidget(chart)
    chart.show_values(placement(*values), TODAY)
    return chart


def test_without_a_loonwaarde_there_is_nothing_to_see(qtbot: QtBot) -> None:
    chart = made(qtbot)
    assert chart.isHidden()
    assert chart.words == ""
    chart.show_values(placement(value("42", date(2026, 5, 1))), TODAY)
    assert not chart.isHidden()
    chart.show_values(None, TODAY)
    assert chart.isHidden()


def test_says_what_counts_now_and_when_it_is_measured_again(qtbot: QtBot) -> None:
    chart = made(qtbot, value("42.5", date(2026, 5, 1)))
    assert "Nu geldt 42,5%, gemeten, sinds 01-05-2026." in chart.words
    assert "Volgende meting: 01-05-2029" in chart.words
    assert "de gewone termijn, nog niet afgesproken" in chart.words
    assert chart.fall.isHidden()
    agreed = made(qtbot, value("42.5", date(2026, 5, 1), next_on=date(2027, 5, 1)))
    assert "Volgende meting: 01-05-2027, over ruim 5 maanden (afgesproken)." in agreed.words


def test_a_fall_of_three_points_is_told_and_one_of_two_is_not(qtbot: QtBot) -> None:
    chart = made(qtbot, value("42", date(2024, 5, 1)), value("39", date(2026, 5, 1)))
    assert "\u22123 punten" in chart.words
    assert "De loonwaarde daalde 3 punten" in chart.fall.accessibleName()
    assert not chart.fall.isHidden()
    less = made(qtbot, value("42", date(2024, 5, 1)), value("40", date(2026, 5, 1)))
    assert "\u22122 punten" in less.words
    assert less.fall.isHidden()


def test_a_flat_one_is_said_and_never_compared_with(qtbot: QtBot) -> None:
    chart = made(qtbot, value("50", date(2026, 3, 1), flat=True), value("38", date(2026, 7, 1)))
    assert "punt" not in chart.words
    assert chart.fall.isHidden()
    flat = made(qtbot, value("50", date(2026, 9, 1), flat=True))
    assert "forfaitair, sinds 01-09-2026. Forfaitair mag tot en met 28-02-2027." in flat.words


def test_measuring_that_is_late_is_a_banner_and_is_said_once(qtbot: QtBot) -> None:
    chart = made(qtbot, value("42", date(2022, 5, 1)))
    assert not chart.fall.isHidden()
    assert chart.words.count("01-05-2025") == 1
    assert "te laat" in chart.words


def test_what_is_typed_shows_at_once(qtbot: QtBot) -> None:
    row = value("42", date(2026, 5, 1))
    session = placement(row)
    chart = WageChart()
    qtbot.addWidget(chart)
    chart.show_values(session, TODAY)
    session.set(f"wage_values/{row.id}/percentage", Decimal(61))
    chart.show_values(session, TODAY)
    assert "Nu geldt 61" in chart.words
    assert chart.chart.chart is not None
    assert chart.chart.chart.marks[-1].value == "61%"


def test_the_point_is_read_while_it_has_the_focus(qtbot: QtBot) -> None:
    chart = made(qtbot, value("50", date(2025, 1, 1), flat=True), value("38", date(2025, 6, 1)))
    with qtbot.waitExposed(chart):
        chart.show()

    def texts() -> str:
        return "\n".join(one.text() for one in chart.findChildren(QLabel) if one.isVisible())

    chart.chart.clearFocus()
    QApplication.processEvents()
    assert "1 juni 2025: 38%" not in texts()
    chart.chart.setFocus()
    QApplication.processEvents()
    assert "1 juni 2025: 38%" in texts()
    QTest.keyClick(chart.chart, Qt.Key.Key_Left)
    assert "1 januari 2025: 50% (forfaitair)" in texts()


def test_nothing_is_cut_when_it_is_narrow_and_large(qtbot: QtBot) -> None:
    theme.current().set_text_size(150)
    chart = made(qtbot, value("42", date(2024, 5, 1)), value("30", date(2026, 5, 1)))
    chart.resize(420, chart.heightForWidth(420))
    with qtbot.waitExposed(chart):
        chart.show()
    assert cut_off_at_rest(chart) == []
