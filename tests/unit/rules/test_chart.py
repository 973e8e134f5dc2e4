"""What a chart says: all of it in words too, and places within the axes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.rules.chart import Chart, Ink, Shape, Words, bars, height, laid_out, wage_chart
from beschutdesk.rules.disclosure import shown
from beschutdesk.rules.numbers import Count, Table
from beschutdesk.rules.wage_value import wage_check

TODAY = date(2026, 11, 22)


def wide(text: str, size: float, strong: bool) -> float:
    return len(text) * size * 0.5


def drawn(values: list[tuple[date, str]]) -> Chart:
    rows = [WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(p), measured_on=day) for day, p in values]
    return wage_chart(wage_check(rows, TODAY), TODAY)


def test_a_stair_says_all_its_values_and_the_next_day() -> None:
    chart = drawn([(date(2023, 6, 1), "38.50"), (date(2025, 6, 1), "41")])
    assert chart.words == "Loonwaarde: 1 juni 2023 38,5%, 1 juni 2025 41%. Volgende meting: 1 juni 2028."
    assert [mark.value for mark in chart.marks] == ["38,5%", "41%"]
    assert chart.marks[0].at == 0
    assert chart.ahead is not None
    assert chart.ahead.at == 1
    assert chart.ahead.label == "1 juni 2028"
    assert chart.broken is not None
    assert chart.marks[-1].at < chart.broken < 1
    assert [tick.label for tick in chart.across] == [
        "jul 2023",
        "nov 2023",
        "mrt 2024",
        "jul 2024",
        "nov 2024",
        "mrt 2025",
    ]
    assert drawn([]).words == "Er is nog geen loonwaarde."


def test_bars_leave_out_zeros_and_draw_nothing_of_what_is_hidden() -> None:
    rows = (Count("a", "stage", 20), Count("b", "proefplaatsing", 3), Count("c", "opbouw", 0), Count("d", "leren", 6))
    chart = bars(shown(Table("meeting", "In kennismaking", "mensen", "nu", rows)))
    assert chart.words == "In kennismaking, nu: stage 20; proefplaatsing niet getoond; leren niet getoond."
    assert [(mark.at, mark.open) for mark in chart.marks] == [(1.0, False), (0.0, True), (0.0, True)]
    assert height(chart) == 3 * height(Chart(Shape.BARS, "", (), ""))


DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(st.lists(st.tuples(DAYS, st.decimals(0, 130, places=2).map(str)), max_size=8), st.floats(80, 600))
def test_everything_lies_in_the_box_and_no_two_values_meet(values: list[tuple[date, str]], width: float) -> None:
    chart = drawn(values)
    high = height(chart)
    items = laid_out(chart, width, high, wide)
    for mark in chart.marks:
        assert 0 <= mark.at <= 1
        assert 0 <= mark.height <= 1
    said = [one for one in items if isinstance(one, Words) and one.strong]
    for one in said:
        assert one.x + wide(one.text, one.size, True) <= width + 0.01
        assert 0 <= one.y <= high
    for number, one in enumerate(said):
        for other in said[number + 1 :]:
            apart = abs(one.y - other.y) >= one.size * 0.7
            first, last = sorted((one, other), key=lambda words: words.x)
            assert apart or first.x + wide(first.text, first.size, True) <= last.x
    assert not chart.marks or any(one.ink is Ink.ACCENT for one in items)


CLOSE = [(date(2026, 9, 14), "38"), (date(2026, 10, 12), "41.5"), (date(2026, 11, 9), "39")]


def test_measurements_of_one_autumn_are_told_apart_whenever_the_next_one_is() -> None:
    rows = [WageValue(percentage=Decimal(p), measured_on=day, next_on=date(2040, 1, 1)) for day, p in CLOSE]
    chart = wage_chart(wage_check(rows, TODAY), TODAY)
    assert chart.ahead is not None
    assert (chart.ahead.at, chart.ahead.label) == (1.0, "1 januari 2040")
    assert [round(mark.at, 2) for mark in chart.marks] == [0.0, 0.36, 0.72]
    items = laid_out(chart, 420.0, height(chart), wide)
    said = {one.text for one in items if isinstance(one, Words)}
    assert {"38%", "41,5%", "39%", "volgende meting", "1 januari 2040"} <= said


@pytest.mark.parametrize("number", [1, 2, 3, 8])
@pytest.mark.parametrize("apart", [1, 7, 30, 400])
def test_every_value_finds_a_place(number: int, apart: int) -> None:
    days = [TODAY - timedelta(days=apart * (number - one)) for one in range(number)]
    chart = drawn([(day, f"{30 + 2 * one}") for one, day in enumerate(days)])
    said = [one for one in laid_out(chart, 420.0, height(chart), wide) if isinstance(one, Words) and one.strong]
    assert len(said) == number


@given(st.lists(st.tuples(DAYS, st.decimals(0, 130, places=2).map(str)), min_size=1, max_size=8), st.floats(150, 600))
def test_no_words_meet(values: list[tuple[date, str]], width: float) -> None:
    chart = drawn(values)
    said = [one for one in laid_out(chart, width, height(chart), wide) if isinstance(one, Words)]
    boxes = [(one.x, one.y, one.x + wide(one.text, one.size, one.strong), one.y + one.size * 0.7) for one in said]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (said[number], said[boxes.index(other)])
