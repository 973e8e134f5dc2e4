"""Charts on paper: valid, with words for who does not see them, and nothing outside the box."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from beschutdesk.documents import style
from beschutdesk.documents.chart import figure, measure
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.rules.chart import Box, Chart, Words, bars, height, laid_out, wage_chart
from beschutdesk.rules.disclosure import shown
from beschutdesk.rules.numbers import Count, Table
from beschutdesk.rules.wage_value import wage_check
from tests.documents import pdf, pictures

TODAY = date(2026, 11, 22)


def _value(percentage: str, day: date, kind: WageValueKind = WageValueKind.MEASURED) -> WageValue:
    return WageValue(kind=kind, percentage=Decimal(percentage), measured_on=day)


def wages() -> Chart:
    values = [
        _value("50.00", date(2021, 3, 1), WageValueKind.FLAT),
        _value("38.00", date(2021, 8, 16)),
        _value("44.50", date(2023, 6, 1)),
        _value("41.00", date(2025, 6, 12)),
    ]
    return wage_chart(wage_check(values, TODAY), TODAY)


def numbers() -> Chart:
    rows = (
        Count("trial", "proefplaatsing", 14),
        Count("growth", "opbouw vanuit dagbesteding", 3),
        Count("stage", "stage", 0),
        Count("learn_work", "leerwerktraject", 6),
        Count("secondment", "een heel lange naam voor een soort plek die nergens past en toch gelezen wordt", 21),
    )
    return bars(shown(Table("meeting", "In kennismaking", "mensen", "op 22 november 2026", rows)))


def one() -> Chart:
    return wage_chart(wage_check([_value("101.25", date(2026, 11, 22))], TODAY), TODAY)


CHARTS = {
    "loonwaarde": wages(),
    "een meting": one(),
    "nog geen": wage_chart(wage_check([], TODAY), TODAY),
    "kennismaking": numbers(),
    "niets": bars(shown(Table("ended", "Geëindigd", "plaatsingen", "in 2026", (Count("pension", "pensioen", 0),)))),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = Parts()
    blocks: list[Block] = [parts.words("Grafieken", parts.house.names[1], "H1", bookmark="Grafieken")]
    for name, chart in CHARTS.items():
        blocks.append(parts.section(name, [figure(chart, style.NARROW), Space(6)]))
    facts = Metadata("Grafieken", "R. Jansen", "Proef", "proef", TODAY)
    path = tmp_path_factory.mktemp("grafieken") / "charts.pdf"
    path.write_bytes(Paper(Stack(blocks), facts, "Proef", ("PROEF",), "Proef", parts.dropped).render())
    return path


def _alternatives(path: Path) -> list[str]:
    with pikepdf.open(path) as file:
        return [str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


@pytest.mark.slow
def test_the_judge_passes_them(page: Path) -> None:
    assert pdf.objections([page]) == {}


def test_they_are_figures_with_all_their_words(page: Path) -> None:
    found = pdf.structure(page.read_bytes())
    assert found.faults == []
    assert "Figure" in found.tags
    assert _alternatives(page) == [chart.words for chart in CHARTS.values()]


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [150.0, style.NARROW])
def test_nothing_stands_outside_the_box(name: str, width: float) -> None:
    chart = CHARTS[name]
    high = height(chart)
    for item in laid_out(chart, width, high, measure):
        across = [getattr(item, key) for key in ("x", "x1", "x2") if hasattr(item, key)]
        up = [getattr(item, key) for key in ("y", "y1", "y2") if hasattr(item, key)]
        if isinstance(item, Words):
            across.append(item.x + measure(item.text, item.size, item.strong))
        if isinstance(item, Box):
            across.append(item.x + item.width)
        assert min(across) >= -0.01
        assert max(across) <= width + 0.01, item
        assert min(up) >= -0.01
        assert max(up) <= high


def test_the_page_looks_as_it_did(page: Path, tmp_path: Path) -> None:
    assert pictures.unlike(page, "charts", tmp_path) == []
