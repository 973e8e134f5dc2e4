"""What stands above every tab is what the rules say of the whole dossier, without reading it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.rules.time import in_force
from beschutdesk.services.desk import Desk
from beschutdesk.services.lists import Heading

TODAY = date(2026, 11, 20)
DAYS = st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days))


@given(terms=st.lists(st.tuples(DAYS, st.sampled_from([0, 1, None])), max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_guides_is_whom_the_terms_in_force_name(desk: Desk, terms: list[tuple[date | None, int | None]]) -> None:
    guides = [Supervisor(name="M. de Boer"), Supervisor(name="J. Kok")]
    house, person = Employer(name="Zwembad De Golf", supervisors=guides), Candidate(name_used="Thijs")
    held = [Terms(valid_from=since, supervisor=None if who is None else guides[who].id) for since, who in terms]
    place = Placement(candidate=person.id, employer=house.id, terms=held)
    now = in_force(held, TODAY)
    wanted = next((one.name for one in guides if now is not None and one.id == now.supervisor), "")
    desk.dossiers.add([house, person, place])
    assert desk.lists.heading(person.id, TODAY) == Heading(None, True, "Zwembad De Golf", wanted)


def test_the_latest_placement_without_an_end_counts(desk: Desk) -> None:
    person = Candidate(name_used="Roos", born=date(2000, 2, 29))
    first, last = Employer(name="Bakkerij"), Employer(name="Kwekerij")

    def place(house: Employer | None, **more: Any) -> Placement:
        return Placement(candidate=person.id, employer=None if house is None else house.id, **more)

    ended, thrown_away = place(last, ended_on=TODAY - timedelta(9)), place(last)
    desk.dossiers.add([person, first, last, place(first), ended, thrown_away])
    desk.dossiers.trash("placement", thrown_away.id)
    assert desk.lists.heading(person.id, TODAY) == Heading(date(2000, 2, 29), True, "Bakkerij")
    desk.dossiers.add([place(None)])
    assert desk.lists.heading(person.id, TODAY) == Heading(date(2000, 2, 29), True, None)


def test_who_is_not_placed_or_not_there_has_no_employer(desk: Desk) -> None:
    person = Candidate(name_used="Roos")
    desk.dossiers.add([person])
    assert desk.lists.heading(person.id, TODAY) == Heading()
    assert desk.lists.heading(Candidate().id, TODAY) == Heading()
