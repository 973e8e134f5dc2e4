"""The line above a form: what gives way when there is no room for all of it, and what never does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import throw_away
from tests.ui.walker import name_of, settle
from ui import theme
from ui.tabs.candidates.bar import DossierBar
from ui.theme import tokens as tk
from ui.widgets import Combo

AT = datetime(2026, 11, 23, 9, 48, tzinfo=UTC)
WIDE = tk.WIDE - 1
"""A window in which the picker stands in the line."""


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[DossierBar]:
    picker = Combo()
    picker.addItem("Contract en loon 3/3")
    made = DossierBar(picker)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    throw_away(made)


def typed(bar: DossierBar, width: int, failing: datetime | None = None) -> None:
    bar.arrange(WIDE)
    bar.show_state(dirty=True, new=False, kept=AT, failing=failing)
    bar.resize(width, bar.sizeHint().height())
    settle()


def nothing_lies_over_another(bar: DossierBar) -> None:
    parts = [bar.picker, bar.chip, bar.told, bar.more, bar.portfolio, bar.save]
    rects = sorted((one.geometry() for one in parts if one.isVisible()), key=lambda rect: rect.left())
    for before, after in pairwise(rects):
        assert before.right() < after.left()
    assert rects[-1].right() < bar.width()


@pytest.mark.parametrize(("width", "size"), [(518, 100), (650, 100), (900, 100), (560, 150), (702, 150), (900, 150)])
def test_nothing_is_cut_and_nothing_lies_over_another(bar: DossierBar, width: int, size: int) -> None:
    theme.current().set_text_size(size)
    typed(bar, width)
    assert cut_off_at_rest(bar) == []
    nothing_lies_over_another(bar)
    assert name_of(bar.portfolio).startswith("Portfolio")


def test_words_go_in_their_order_and_come_back(bar: DossierBar) -> None:
    typed(bar, 900)
    assert (bar.told.isVisible(), bar.portfolio.text(), bar.chip.toolTip()) == (True, "Portfolio", "")
    typed(bar, 600)
    assert (bar.told.isVisible(), bar.portfolio.text(), bar.chip.toolTip()) == (False, "", "")
    typed(bar, 520)
    assert bar.chip.toolTip() == bar.chip.accessibleName() == "Niet opgeslagen"
    typed(bar, 900)
    assert (bar.told.isVisible(), bar.portfolio.text(), bar.chip.toolTip()) == (True, "Portfolio", "")


def test_that_nothing_is_kept_is_told_whatever_the_room(bar: DossierBar) -> None:
    typed(bar, 560, failing=AT)
    assert bar.told.isVisible()
    assert bar.told.words.startswith("Niet bewaard sinds 9.48")
    assert bar.told.toolTip() == bar.told.words
    nothing_lies_over_another(bar)
