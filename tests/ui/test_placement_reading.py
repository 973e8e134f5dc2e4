"""What only the vault knows of a placement comes beside the window, with the numbers of its gemeente."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.figures import as_text, standard
from tests.ui.fixtures import TODAY, candidates_page, context_of, open_person, shown
from ui.desk_window import DeskWindow
from ui.forms.session import EditSession
from ui.main_window import EMPLOYERS
from ui.tabs.candidates import CandidatesPage
from ui.tabs.candidates.wage_chart import WageChart

__all__ = ["shown"]

WAITS = "result_not_shared"
"""A signal about a visit: the screen alone cannot tell it."""


def row_with_signal(shown: DeskWindow) -> int:
    """The line of somebody about whose last visit something was not shared."""
    desk = context_of(shown).desk
    page = candidates_page(shown)
    for row in range(page.list.model.rowCount()):
        key = page.list.model.key_at(row)
        whole = None if key is None else desk.dossiers.whole(key)
        if whole is not None and any(one.rule == WAITS for p in whole.placements for one in desk.today.of(p.id, TODAY)):
            return row
    raise AssertionError("nobody in the demo has this signal")


def rules_of(page: CandidatesPage) -> set[str]:
    return {one.key.split(":", 1)[0] for one in page.form.says.notices}


def put_numbers(shown: DeskWindow, municipality: str, key: str, value: int) -> None:
    figure = standard().by_key[key]
    changed = type(figure)(figure.key, figure.label, figure.unit, "Eigen afspraak", ((date(2015, 1, 1), value),))
    context = context_of(shown)
    context.desk.today.set_figures(as_text([changed]), municipality)
    context.announce(frozenset())


def test_signals_about_visits_come_after_the_screen_and_go_with_the_person(shown: DeskWindow, qtbot: QtBot) -> None:
    page, row = candidates_page(shown), row_with_signal(shown)
    open_person(page, row)
    assert WAITS not in rules_of(page), "nobody waits for it"
    qtbot.waitUntil(lambda: WAITS in rules_of(page))
    open_person(page, (row + 1) % 4)
    assert WAITS not in rules_of(page)
    open_person(page, row)
    qtbot.waitUntil(lambda: WAITS in rules_of(page))
    page.close_page()
    assert page.form.says.notices == ()
    assert page.form.says.shown() == []


def test_the_numbers_of_the_gemeente_count_as_soon_as_they_are_kept(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, row_with_signal(shown))
    qtbot.waitUntil(lambda: WAITS in rules_of(page))
    person = page.dossier.main
    assert person is not None
    put_numbers(shown, person.value("municipality"), "chain_contracts", 5)
    qtbot.waitUntil(lambda: page.reader.figures_of(person.value("municipality")).on("chain_contracts", TODAY) == 5)
    assert page.form._counted_with.on("chain_contracts", TODAY) == 5
    assert page.reader.figures_of("Elders").on("chain_contracts", TODAY) == 3


def test_what_cannot_be_seen_is_not_read(shown: DeskWindow, qtbot: QtBot) -> None:
    page, row = candidates_page(shown), row_with_signal(shown)
    key = page.list.model.key_at(row)
    shown.window.show_tab(EMPLOYERS)
    page.open(key)
    page.form.finish()
    qtbot.wait(400)
    assert WAITS not in rules_of(page)
    candidates_page(shown)
    qtbot.waitUntil(lambda: WAITS in rules_of(page))


def test_a_closed_dossier_asks_nothing(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, row_with_signal(shown))
    qtbot.waitUntil(lambda: WAITS in rules_of(page))
    person = page.dossier.main
    assert person is not None
    person.set("state", CandidateState.CLOSED)
    page.form.draw()
    assert page.form.says.notices == ()
    person.set("state", CandidateState.ACTIVE)
    page.form.draw()
    assert WAITS in rules_of(page)


@pytest.mark.parametrize("over", ["closed", "ended"])
def test_a_loonwaarde_of_a_placement_that_is_over_asks_for_nothing(qtbot: QtBot, over: str) -> None:
    value = WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(40), measured_on=date(2020, 1, 1))
    before = WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(50), measured_on=date(2019, 1, 1))
    place = Placement(version=1, wage_values=[before, value])
    chart = WageChart()
    qtbot.addWidget(chart)
    chart.show_values(EditSession(place), TODAY)
    assert not chart.fall.isHidden()
    place.ended_on = date(2021, 1, 1) if over == "ended" else None
    chart.show_values(EditSession(place), TODAY, closed=over == "closed")
    assert not chart.isHidden(), "what was stays to be seen"
    assert chart.fall.isHidden()
    assert chart.words == ""
