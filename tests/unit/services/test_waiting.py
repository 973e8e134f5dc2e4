"""The waiting list per gemeente: from what is kept, never kept itself."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection

from beschutdesk.dossier.around import Advice, AdviceEnd, AdviceOutcome
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.rules.waiting import Standing
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.lists import CandidateFilter, SavedFilter
from beschutdesk.storage import moments

TODAY = date(2026, 11, 22)


def waits(
    name: str, municipality: str = "Kampen", decided: date | None = date(2026, 6, 1), **more: object
) -> Candidate:
    advice = Advice(decided_on=decided, outcome=AdviceOutcome.POSITIVE)
    return Candidate(name_used=name, municipality=municipality, advices=[advice], **more)  # type: ignore[arg-type]


def listed(desk: Desk) -> list[tuple[str, list[tuple[str, int | None]]]]:
    return [(p.municipality, [(line.name, line.days) for line in p.lines]) for p in desk.waiting.list(TODAY)]


def test_per_gemeente_the_longest_first(desk: Desk) -> None:
    people: list[Record] = [
        waits("Ann", decided=date(2026, 11, 1)),
        waits("Bo", "kampen "),
        waits("Cas", decided=None),
        waits("Dirk", "Zwolle"),
        waits("Eef", ""),
        waits("Fem", "Kampen"),
        Candidate(name_used="zonder advies", municipality="Kampen"),
    ]
    desk.dossiers.add(people)
    assert listed(desk) == [
        ("Kampen", [("Bo", 174), ("Fem", 174), ("Ann", 21), ("Cas", None)]),
        ("Zwolle", [("Dirk", 174)]),
        ("gemeente niet ingevuld", [("Eef", 174)]),
    ]


def test_a_place_an_end_or_the_trash_takes_off_the_list(desk: Desk) -> None:
    placed, looked, ended, closed, trashed, past = (waits(name) for name in ("pl", "sn", "ei", "af", "pr", "oud"))
    ended.advices[0].ended_on, ended.advices[0].end_reason = date(2026, 7, 1), AdviceEnd.MOVED
    closed.state = CandidateState.CLOSED
    trial = Placement(candidate=placed.id, phases=[PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 11, 1))])
    look = Placement(candidate=looked.id, phases=[PlacementPhase(kind=PhaseKind.TASTER, since=date(2026, 11, 1))])
    matched = Placement(candidate=looked.id)
    over = Placement(
        candidate=past.id,
        ended_on=date(2026, 10, 31),
        phases=[PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 7, 1))],
    )
    desk.dossiers.add([placed, looked, ended, closed, trashed, past, trial, look, matched, over])
    desk.dossiers.trash("candidate", trashed.id)
    assert listed(desk) == [("Kampen", [("sn", 174), ("oud", 21)])]
    said = {one.name_used: desk.waiting.standing(one.id, TODAY).standing for one in (placed, looked, ended, past)}
    assert said == {
        "pl": Standing.MEETING,
        "sn": Standing.WAITING,
        "ei": Standing.ENDED,
        "oud": Standing.WAITING,
    }
    assert desk.waiting.standing(past.id, TODAY).days == 21
    assert desk.waiting.standing(new_id(), TODAY).standing is Standing.NO_ADVICE
    desk.dossiers.trash("placement", trial.id)
    assert ("pl", 174) in listed(desk)[0][1]


def test_a_contract_without_a_drawn_phase_is_a_place_everywhere(desk: Desk) -> None:
    signed, over = waits("Getekend"), waits("Voorbij")
    runs = Contract(kind=ContractKind.PERMANENT, since=date(2026, 7, 1))
    past = Contract(kind=ContractKind.TEMPORARY, since=date(2026, 7, 1), until=date(2026, 9, 30))
    desk.dossiers.add(
        [signed, over, *(Placement(candidate=p.id, contracts=[c]) for p, c in ((signed, runs), (over, past)))]
    )
    assert desk.waiting.standing(signed.id, TODAY).standing is Standing.PLACED
    assert listed(desk) == [("Kampen", [("Voorbij", 52)])]
    assert standing_of(desk, Standing.PLACED) == {signed.id}
    assert standing_of(desk, Standing.WAITING) == {over.id}
    tables = {
        one.key: {row.key: row.count for row in one.rows} for one in desk.overview.numbers(2026, today=TODAY).tables
    }
    assert {key: number for key, number in tables["standing"].items() if number} == {"placed": 1, "waiting": 1}
    assert {key: number for key, number in tables["places"].items() if number} == {"contract_permanent": 1}
    assert tables["started"][""] == 2


def test_the_demo_people_have_a_place(demo_desk: Desk) -> None:
    assert demo_desk.waiting.list(TODAY) == []
    standings = [demo_desk.waiting.standing(key, TODAY).standing for key in demo_desk.dossiers.ids("candidate")]
    assert standings == [Standing.PLACED, Standing.PLACED, Standing.PLACED, Standing.MEETING]


# -- the filter of the list --------------------------------------------------------------------------------------------


def standing_of(desk: Desk, standing: Standing, **more: str) -> set[UUID]:
    lists = desk.lists
    rids = lists.candidates(CandidateFilter(standing=standing.key, **more), today=TODAY)  # type: ignore[arg-type]
    return {line.id for line in lists.candidate_lines(rids, TODAY)}


def test_the_filter_says_of_everybody_what_the_rule_says(demo_desk: Desk) -> None:
    demo_desk.inventing.fill(120, TODAY, anyway=True)
    closed = waits("Gesloten", state=CandidateState.CLOSED)
    ended = waits("Geëindigd")
    ended.advices[0].ended_on = date(2026, 7, 1)
    trashed = waits("Weg")
    asked = Candidate(name_used="Gevraagd", advices=[Advice(requested_on=date(2026, 11, 1))])
    refused = Candidate(advices=[Advice(decided_on=date(2026, 11, 1), outcome=AdviceOutcome.NEGATIVE)])
    demo_desk.dossiers.add([closed, ended, trashed, asked, refused, waits("Wacht"), Candidate(name_used="Geen")])
    demo_desk.dossiers.trash("candidate", trashed.id)
    everybody = set(demo_desk.dossiers.ids("candidate")) - {trashed.id}
    said: dict[Standing, set[UUID]] = {standing: set() for standing in Standing}
    for key in everybody:
        said[demo_desk.waiting.standing(key, TODAY).standing].add(key)
    gone = {key for key in everybody if demo_desk.dossiers.get("candidate", key).state is CandidateState.CLOSED}
    assert closed.id in said[Standing.WAITING]
    said[Standing.WAITING] -= gone
    assert {standing: standing_of(demo_desk, standing) for standing in Standing} == said
    assert all(said.values()), "each standing was tried"
    on_list = {line.id for place in demo_desk.waiting.list(TODAY) for line in place.lines}
    assert said[Standing.WAITING] == on_list


def test_the_filter_follows_a_save_and_a_new_day_and_reads_once_between(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = waits("Een"), waits("Ander", "Zwolle")
    desk.dossiers.add([one, other])
    assert standing_of(desk, Standing.WAITING) == {one.id, other.id}
    read: list[int] = []
    advices = moments.advices

    def counted(connection: Connection) -> Any:
        read.append(1)
        return advices(connection)

    monkeypatch.setattr(moments, "advices", counted)
    assert standing_of(desk, Standing.WAITING, text="een") == {one.id}
    assert standing_of(desk, Standing.WAITING, municipality="zwolle") == {other.id}
    assert read == [], "a key of a search reads no advice"
    version = desk.dossiers.get("candidate", one.id).version
    desk.dossiers.save([Edit("candidate", one.id, version, {"state": "closed"})])
    assert standing_of(desk, Standing.WAITING) == {other.id}
    desk.dossiers.trash("candidate", other.id)
    assert standing_of(desk, Standing.WAITING) == set()
    before = CandidateFilter(standing=Standing.NO_ADVICE.key)
    assert len(desk.lists.candidates(before, today=date(2026, 5, 1))) == 1, "nothing was decided on that day"


def test_the_filter_is_kept(desk: Desk) -> None:
    saved = SavedFilter("Wachtlijst Kampen", CandidateFilter(standing="waiting", municipality="Kampen"))
    desk.lists.save_filter("candidates", saved)
    assert [one.wanted for one in desk.lists.saved_filters("candidates")] == [saved.wanted]
