"""What lines say of themselves, and that an order in SQL is the order that the rules give."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.rules.time import current_phase
from beschutdesk.services.desk import Desk
from beschutdesk.services.lists import CandidateFilter, Sort
from beschutdesk.storage.lines import EmployerLine, initials

TODAY = date(2026, 11, 20)
DAYS = st.none() | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days))
PHASES = st.lists(st.tuples(st.sampled_from(list(PhaseKind)), DAYS, DAYS), max_size=4)
Phases = list[tuple[PhaseKind, date | None, date | None]]


def made(phases: Phases) -> list[PlacementPhase]:
    return [PlacementPhase(kind=kind, since=since, until=until) for kind, since, until in phases]


def test_initials() -> None:
    assert [initials(name) for name in ("Sem de Vos", "Łucja", "", "🦊", "é à 3")] == ["SV", "Ł", "?", "?", "ÉÀ"]


def test_places_that_are_free() -> None:
    line = EmployerLine(1, Employer().id, "", "", "", "", None, 3, "", None, None, False)
    assert line.free is None
    assert EmployerLine(1, line.id, "", "", "", "", 2, 3, "", None, None, False).free == 0


@given(phases=PHASES, other=PHASES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_the_filter_on_a_phase_follows_the_rule(desk: Desk, phases: Phases, other: Phases) -> None:
    one, two = Candidate(name_used="Een"), Candidate(name_used="Twee")
    employer = Employer(name="Bakkerij")
    places = [
        Placement(candidate=one.id, employer=employer.id, phases=made(other)),  # an earlier one: the latest counts
        Placement(candidate=one.id, employer=employer.id, phases=made(phases)),
        Placement(candidate=two.id, employer=employer.id, phases=made(phases), ended_on=TODAY - timedelta(1)),
    ]
    desk.dossiers.add([one, two, employer, *places])
    running = current_phase(made(phases), TODAY)
    key = running.kind.key if running and running.kind else "match"
    for wanted in ("match", *(kind.key for kind in PhaseKind)):
        rids = desk.lists.candidates(CandidateFilter(phase=wanted), Sort("phase"), today=TODAY)
        assert len(rids) == (1 if wanted == key else 0)
    for record in (one, two):
        desk.dossiers.trash("candidate", record.id)
