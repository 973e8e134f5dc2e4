"""The demo on the day it is made for: a page that shows what *Vandaag* is, without a line that makes no sense."""

from datetime import date, timedelta

import pytest

from beschutdesk.dossier.fields import shape_of
from beschutdesk.rules.signals import Kind
from beschutdesk.services.desk import Desk

DAYS = (date(2026, 11, 22), date(2026, 11, 23))


@pytest.fixture
def demo_desk(desk: Desk) -> Desk:
    """All of the demo, and not only the first dossiers that other tests are given."""
    desk.transfer.bring_in_demo()
    return desk


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_a_page_of_several_kinds_and_nothing_folded(demo_desk: Desk, today: date) -> None:
    page = demo_desk.today.lines(today)
    assert 6 <= len(page.lines) <= 10
    assert not page.folds
    assert len({one.kind for one in page.lines}) >= len(Kind) - 1
    assert {one.rule for one in page.lines} == {
        "visit_planned",
        "introduction_end",
        "wage_value_due",
        "agreement_mine",
        "agreement_theirs",
        "subsidy_decision",
        "result_not_shared",
        "visit_unfinished",
        "backup",
    }
    people = {one.who for one in page.lines if one.who}
    assert len(people) == 4
    assert len(demo_desk.dossiers.ids("candidate")) == len(demo_desk.dossiers.ids("task_inventory")) == 8
    assert all(one.beside for one in page.lines if one.who)


def test_a_week_later_it_is_another_page_and_still_short(demo_desk: Desk) -> None:
    page = demo_desk.today.lines(DAYS[0] + timedelta(7))
    assert "introduction_end" in {one.rule for one in page.lines}  # its last day
    assert page.total <= 12


def test_every_list_of_a_placement_is_in_the_demo(demo_desk: Desk) -> None:
    """Whoever looks around sees each of them filled in once, and a gap or two to see what that looks like."""
    places = [demo_desk.dossiers.get("placement", key) for key in demo_desk.dossiers.ids("placement")]
    empty = {name for name in shape_of("placement").children if not any(getattr(one, name) for one in places)}
    assert empty == set()
    missing = {one.id: [gap.key for gap in demo_desk.today.gaps(one.id, DAYS[0])] for one in places}
    assert 1 <= max(map(len, missing.values())) <= 6, missing


def test_a_supervisor_who_will_be_away_is_stood_in_for_on_the_days_of_the_backup_only(demo_desk: Desk) -> None:
    def away(today: date) -> list[str]:
        page = demo_desk.today.lines(today)
        every = [*page.lines, *(one for fold in page.folds for one in fold.signals)]
        return [one.why for one in every if one.rule == "supervisor_away"]

    assert away(date(2026, 12, 6)) == []
    (why,) = away(date(2026, 12, 7))  # two weeks before
    assert (
        "Dirk-Jan Pool neemt dan waar op maandag, woensdag en donderdag. Op dinsdag is er dan geen begeleider." in why
    )
    assert "Op dinsdag is er geen begeleider." in "".join(away(date(2026, 12, 21)))
    assert away(date(2027, 1, 4)) == []


def test_every_candidate_of_the_demo_has_an_application(demo_desk: Desk) -> None:
    made = [demo_desk.dossiers.get("supervision_subsidy", key) for key in demo_desk.dossiers.ids("supervision_subsidy")]
    assert {one.candidate for one in made} == set(demo_desk.dossiers.ids("candidate"))


def test_the_applications_of_the_demo_are_at_four_points(demo_desk: Desk) -> None:
    today = DAYS[0]
    found = [demo_desk.subsidies.gather(key, today) for key in demo_desk.dossiers.ids("supervision_subsidy")]
    states = ["concept", "concept", "granted", "granted", "granted", "refused", "submitted", "submitted", "submitted"]
    assert sorted(one.state.key for one in found) == states
    assert sum(bool(one.blocking) for one in found) == 1  # one that was begun and has all to be asked still
    for one in found:
        assert not one.blocking or one.state.key == "concept", [check.words for check in one.blocking]
        assert one.changes == ()
        assert one.scheme is not None
    assert all(len(one.application.log) >= 6 for one in found if one.state.key == "granted")
