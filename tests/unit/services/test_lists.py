"""Lists: which, in what order, and what a line says. Filters and columns that were chosen are there again."""

import json
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.employer import Contact, Employer, EmployerNature, Supervisor
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.fits import Wanted
from beschutdesk.services.lists import COLUMNS, CandidateFilter, EmployerFilter, SavedFilter, Sort
from beschutdesk.storage import settings
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def seen(days: int, state: VisitState | None = VisitState.DONE, **about: UUID) -> Visit:
    visit = Visit(at=Appointment(ago(days), time(9)), state=state, employer=about.get("employer"))
    if "candidate" in about:
        visit.subjects = [VisitSubject(candidate=about["candidate"])]
    return visit


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Four candidates and two employers in different places of the way."""
    anna = Candidate(name_used="Anna", family_name="Bos", municipality="Goes", wants_work=(WorkKind.GREEN,))
    bram = Candidate(name_used="Bram", municipality="Súdwest-Fryslân", state=CandidateState.ACTIVE)
    carl = Candidate(name_used="Çarl", municipality="sudwest-fryslan", state=CandidateState.WAITING)
    dirk = Candidate(name_used="Dirk", state=CandidateState.CLOSED, wants_work=(WorkKind.GREEN, WorkKind.SHOP))
    zon = Employer(
        name="Zonnehoek",
        place="Ede",
        sector="Horeca",
        places=Decimal(2),
        work_kinds=(WorkKind.KITCHEN,),
        surroundings=(Surrounding.LIVELY,),
        nature=EmployerNature.SOCIAL,
        supervisors=[Supervisor(name="Évi"), Supervisor(name="Wim")],
        contacts=[Contact(name="Later"), Contact(name="Vast", fixed=YesNo.YES)],
    )
    anker = Employer(name="Het Anker", place="Goes", sector="Winkel", places=Decimal(1), contacts=[Contact(name="Ada")])
    at_zon = Placement(
        candidate=anna.id,
        employer=zon.id,
        phases=[
            PlacementPhase(kind=PhaseKind.STAGE, since=ago(100), until=ago(21)),
            PlacementPhase(kind=PhaseKind.TRIAL, since=ago(20), until=ago(20) + timedelta(55)),
        ],
        terms=[
            Terms(valid_from=ago(20), supervisor=zon.supervisors[0].id),
            Terms(valid_from=ago(-30), supervisor=zon.supervisors[1].id),
        ],
    )
    ended = Placement(candidate=bram.id, employer=zon.id, ended_on=ago(3))
    at_anker = Placement(
        candidate=bram.id, employer=anker.id, terms=[Terms(valid_from=ago(1), supervisor=zon.supervisors[1].id)]
    )
    visits = [
        seen(40, candidate=anna.id, employer=zon.id),
        seen(5, candidate=anna.id),
        seen(2, VisitState.NO_CONTACT, candidate=anna.id),
        seen(-10, VisitState.PLANNED, candidate=anna.id, employer=zon.id),
        seen(1, VisitState.PLANNED, candidate=bram.id),
        seen(90, None, candidate=bram.id),
        seen(7, employer=anker.id),
    ]
    records: list[Record] = [anna, bram, carl, dirk, zon, anker, at_zon, ended, at_anker, *visits]
    desk.dossiers.add(records)
    return desk


def people(desk: Desk, wanted: CandidateFilter | None = None, sort: Sort = Sort()) -> str:  # noqa: B008 - frozen
    """First letters of who is listed."""
    rids = desk.lists.candidates(wanted, sort, today=TODAY)
    return "".join(line.title[0] for line in desk.lists.candidate_lines(rids, TODAY))


def firms(desk: Desk, wanted: EmployerFilter | None = None, sort: Sort = Sort()) -> str:  # noqa: B008 - frozen
    rids = desk.lists.employers(wanted, sort, today=TODAY)
    return "".join(line.title[0] for line in desk.lists.employer_lines(rids, TODAY))


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("name", "ABÇD", "DÇBA"),
        ("municipality", "ABÇD", "BÇAD"),  # Dirk has none; Bram and Çarl live in one place, by name
        ("state", "ABÇD", "DÇAB"),
        ("phase", "BAÇD", "ABÇD"),
        ("employer", "BAÇD", "ABÇD"),
        ("supervisor", "ABÇD", "BAÇD"),
        ("last_contact", "BAÇD", "ABÇD"),
        ("next", "ABÇD", "ABÇD"),
    ],
)
def test_candidates_by_any_column_the_unknown_last(full: Desk, column: str, up: str, down: str) -> None:
    assert people(full, sort=Sort(column)) == up
    assert people(full, sort=Sort(column, descending=True)) == down


def test_every_column_sorts(full: Desk) -> None:
    for column in COLUMNS["candidates"]:
        assert len(people(full, sort=Sort(column.key))) == 4
    for column in COLUMNS["employers"]:
        assert len(firms(full, sort=Sort(column.key))) == 2
    with pytest.raises(KeyError):
        people(full, sort=Sort("shoe_size"))


def test_candidates_by_filter(full: Desk) -> None:
    zon = next(hit.id for hit in full.lists.search("zonnehoek"))
    cases: list[tuple[dict[str, Any], str]] = [
        ({"state": "active"}, "AB"),
        ({"municipality": "SÚDWEST-fryslân"}, "BÇ"),
        ({"municipality": "nergens"}, ""),
        ({"phase": "trial"}, "A"),
        ({"phase": "match"}, "B"),
        ({"work": "green"}, "AD"),
        ({"work": "green", "state": "closed"}, "D"),
        ({"employer": zon}, "A"),
        ({"quiet_since": ago(6)}, "BÇD"),
        ({"quiet_since": ago(4)}, "ABÇD"),
        ({"quiet_since": ago(365)}, "ÇD"),
        ({"text": "carl"}, "Ç"),
        ({"text": "sudw"}, "BÇ"),
        ({"text": "--"}, ""),
        ({"trash": True}, ""),
    ]
    for wanted, expected in cases:
        assert people(full, CandidateFilter(**wanted)) == expected, wanted


TEMPORARY, PERMANENT, SECONDED = ContractKind.TEMPORARY, ContractKind.PERMANENT, ContractKind.SECONDMENT


def paper(kind: ContractKind | None, since: date | None, until: date | None = None) -> Contract:
    return Contract(kind=kind, since=since, until=until)


def phase(kind: PhaseKind | None, since: date | None, until: date | None = None) -> PlacementPhase:
    return PlacementPhase(kind=kind, since=since, until=until)


@pytest.mark.parametrize(
    ("papers", "phases", "shown", "ends"),
    [
        ([paper(PERMANENT, TODAY)], [], PhaseKind.CONTRACT_PERMANENT, None),
        ([paper(TEMPORARY, ago(9), TODAY)], [], PhaseKind.CONTRACT_TEMPORARY, TODAY),
        ([paper(SECONDED, ago(9), ago(-9))], [], PhaseKind.SECONDMENT, ago(-9)),
        ([paper(TEMPORARY, ago(9), ago(1))], [], None, None),
        ([paper(TEMPORARY, ago(-1), ago(-9))], [], None, None),
        ([paper(None, ago(9), ago(-9))], [], None, None),
        ([paper(TEMPORARY, None, ago(-9))], [], None, None),
        ([paper(SECONDED, ago(99)), paper(TEMPORARY, ago(9), ago(-9))], [], PhaseKind.CONTRACT_TEMPORARY, ago(-9)),
        ([paper(TEMPORARY, ago(9), ago(-9)), paper(SECONDED, ago(9))], [], PhaseKind.CONTRACT_TEMPORARY, ago(-9)),
        ([paper(PERMANENT, ago(9))], [phase(PhaseKind.BREAK, ago(2), ago(-2))], PhaseKind.BREAK, ago(-2)),
        (
            [paper(TEMPORARY, ago(9), ago(-9))],
            [phase(PhaseKind.CONTRACT_TEMPORARY, None)],
            PhaseKind.CONTRACT_TEMPORARY,
            None,
        ),
        ([paper(PERMANENT, ago(9))], [phase(PhaseKind.TRIAL, ago(40), ago(10))], PhaseKind.CONTRACT_PERMANENT, None),
        ([paper(PERMANENT, ago(9))], [phase(None, ago(2))], PhaseKind.CONTRACT_PERMANENT, None),
    ],
)
def test_a_contract_is_the_phase_where_nobody_drew_one(
    desk: Desk, papers: list[Contract], phases: list[PlacementPhase], shown: PhaseKind | None, ends: date | None
) -> None:
    person = Candidate(name_used="Anna")
    desk.dossiers.add([person, Placement(candidate=person.id, contracts=papers, phases=phases)])
    (line,) = desk.lists.candidate_lines(desk.lists.candidates(), TODAY)
    assert line.phase == ("match" if shown is None else shown.label)
    assert (line.next_on, line.next_what) == (ends, f"einde {shown.label}" if shown is not None and ends else "")
    for kind in (None, *PhaseKind):
        found = people(desk, CandidateFilter(phase="match" if kind is None else kind.key))
        assert found == ("A" if kind is shown else ""), kind
    later = Candidate(name_used="Bram")
    drawn = [phase(PhaseKind.CONTRACT_PERMANENT, ago(9), ago(-3))]
    desk.dossiers.add([later, Placement(candidate=later.id, phases=drawn)])
    before = ends is not None and ends < ago(-3)
    assert people(desk, sort=Sort("next")) == ("AB" if before else "BA")
    assert [row["phase"] for row in desk.lists.table("placements", TODAY)] == [line.phase, "vast contract"]


def test_employers_by_filter_and_column(full: Desk) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"place": "EDE"}, "Z"),
        ({"sector": "winkel"}, "H"),
        ({"work": "kitchen"}, "Z"),
        ({"surrounding": "lively"}, "Z"),
        ({"nature": "social"}, "Z"),
        ({"free": True}, "Z"),
        ({"quiet_since": ago(30)}, "Z"),
        ({"text": "ada"}, "H"),
    ]
    for wanted, expected in cases:
        assert firms(full, EmployerFilter(**wanted)) == expected, wanted
    for column in ("place", "sector", "free", "contact", "next"):
        assert {firms(full, sort=Sort(column)), firms(full, sort=Sort(column, descending=True))} <= {"ZH", "HZ"}
    assert firms(full, sort=Sort("place")) == "ZH"
    assert firms(full, sort=Sort("free")) == "HZ"


def test_a_line_says_how_things_stand(full: Desk) -> None:
    anna, bram, *_ = full.lists.candidate_lines(full.lists.candidates(), TODAY)
    assert (anna.phase, anna.employer, anna.supervisor) == ("proefplaatsing, week 3 van 8", "Zonnehoek", "Évi")
    assert (anna.last_contact, anna.next_on, anna.next_what) == (ago(5), ago(-10), "bezoek")
    assert (bram.phase, bram.employer, bram.supervisor) == ("match", "Het Anker", "Wim")
    assert (bram.last_contact, bram.next_on) == (ago(90), None)
    later = full.lists.candidate_lines(full.lists.candidates(), ago(-20))[0]
    assert (later.next_on, later.next_what) == (ago(20) + timedelta(55), "einde proefplaatsing")
    anker, zon = full.lists.employer_lines(full.lists.employers(), TODAY)
    assert (zon.places, zon.placed, zon.free, zon.contact) == (2, 1, 1, "Vast")
    assert (anker.free, anker.contact, anker.last_contact, anker.next_on) == (0, "Ada", ago(7), None)
    assert (zon.last_contact, zon.next_on) == (ago(40), ago(-10))


def test_a_trashed_visit_is_no_contact(full: Desk) -> None:
    anna = full.lists.by_name("anna")[0].id
    last = next(
        visit
        for key in full.dossiers.ids("visit")
        if (visit := full.dossiers.get("visit", key)).at.day == ago(5) and visit.subjects[0].candidate == anna
    )
    full.dossiers.trash("visit", last.id)
    line = full.lists.candidate_lines(full.lists.candidates(), TODAY)[0]
    assert line.last_contact == ago(40)
    full.dossiers.restore("visit", last.id)
    assert full.lists.candidate_lines(full.lists.candidates(), TODAY)[0].last_contact == ago(5)


def test_the_short_form_and_the_trash(full: Desk) -> None:
    assert len(full.lists.candidates(state="active")) == 2
    assert len(full.lists.candidates(text="dirk")) == 1
    full.dossiers.trash("candidate", full.lists.by_name("dirk")[0].id)
    assert len(full.lists.candidates(trash=True)) == 1
    assert people(full) == "ABÇ"
    assert full.lists.employer_counts() == {"": 2}
    assert full.lists.candidate_lines([999_999], TODAY) == []
    assert full.lists.employer_lines([999_999], TODAY) == []


def test_who_is_in_the_trash_takes_no_place(full: Desk) -> None:
    assert firms(full, EmployerFilter(free=True)) == "Z"
    full.dossiers.trash("candidate", full.lists.by_name("bram")[0].id)
    assert firms(full, EmployerFilter(free=True)) == "HZ"
    anker, zon = full.lists.employer_lines(full.lists.employers(), TODAY)
    assert (anker.placed, zon.placed) == (0, 1)
    assert {one.name: one.free for one in full.fits.employers(Wanted(), TODAY)} == {"Het Anker": 1, "Zonnehoek": 1}
    assert [name for _, name in full.lists.employing(TODAY)] == ["Zonnehoek"]
    (line,) = full.lists.candidate_lines(full.lists.candidates(trash=True), TODAY)
    assert line.employer == "Het Anker"  # the trash still says where that was


def test_what_is_written_can_be_chosen_from(full: Desk) -> None:
    assert full.lists.written("employers", "sector") == ["Horeca", "Winkel"]
    assert full.lists.written("candidates", "municipality") == ["Goes", "Súdwest-Fryslân", "sudwest-fryslan"]
    with pytest.raises(KeyError):
        full.lists.written("candidates", "bsn")


# -- kept filters and columns ------------------------------------------------------------------------------------------


def test_a_filter_comes_back_as_it_was(desk: Desk) -> None:
    wanted = CandidateFilter(state="active", employer=UUID(int=7), quiet_since=TODAY, text="é")
    kept = SavedFilter("Lang niet gezien", wanted, Sort("last_contact", descending=True), ("name", "phase"))
    desk.lists.save_filter("candidates", kept)
    desk.lists.save_filter("employers", SavedFilter("Vrij", EmployerFilter(free=True)))
    assert desk.lists.saved_filters("candidates") == [kept]
    assert [one.wanted for one in desk.lists.saved_filters("employers")] == [EmployerFilter(free=True)]
    desk.lists.save_filter("candidates", SavedFilter("  Lang   niet gezien ", CandidateFilter()))
    assert [one.wanted for one in desk.lists.saved_filters("candidates")] == [CandidateFilter()]
    desk.lists.drop_filter("candidates", "Lang niet gezien")
    desk.lists.drop_filter("candidates", "Lang niet gezien")
    assert desk.lists.saved_filters("candidates") == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_filter_has_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(Trouble, match="naam"):
        desk.lists.save_filter("candidates", SavedFilter(name, CandidateFilter()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"wanted": {"state": 3}, "sort": {}, "columns": []}),
        json.dumps({"wanted": {"quiet_since": "gisteren"}, "sort": {}, "columns": []}),
        json.dumps({"wanted": {"employer": "x"}, "sort": {}, "columns": []}),
        json.dumps({"wanted": {}, "sort": {"column": "shoe_size"}, "columns": []}),
        json.dumps({"wanted": [], "sort": {}, "columns": []}),
    ],
)
def test_a_filter_that_cannot_be_read_is_left_out(desk: Desk, text: str) -> None:
    with desk._store.writing() as connection:
        settings.put(connection, "filter:candidates:kapot", text)
    assert desk.lists.saved_filters("candidates") == []


def test_a_filter_of_a_newer_version_keeps_what_is_known(desk: Desk) -> None:
    plain = {"wanted": {"state": "active", "shoe_size": 44}, "sort": {"column": "name"}, "columns": ["phase", "shoe"]}
    with desk._store.writing() as connection:
        settings.put(connection, "filter:candidates:nieuw", json.dumps(plain))
    (one,) = desk.lists.saved_filters("candidates")
    assert one == SavedFilter("nieuw", CandidateFilter(state="active"), Sort("name"), ("name", "phase"))


def test_columns_are_chosen_and_the_name_stays(desk: Desk) -> None:
    first = desk.lists.columns("candidates")
    assert first[0] == "name"
    desk.lists.choose_columns("candidates", ["supervisor", "phase", "shoe_size", "phase"])
    assert desk.lists.columns("candidates") == ("name", "supervisor", "phase")
    assert desk.lists.columns("employers")[0] == "name"
    desk.lists.choose_columns("candidates", [])
    assert desk.lists.columns("candidates") == first
    for list_ in ("filters", "nothing"):
        with pytest.raises(KeyError):
            desk.lists.saved_filters(list_)


def test_the_next_time_begins_where_one_was(desk: Desk) -> None:
    assert desk.lists.used("candidates") is None
    wanted = CandidateFilter(state="active", municipality="Almelo", quiet_weeks=6, text="é")
    desk.lists.keep_used("candidates", SavedFilter("Mijn Almelo", wanted, Sort("phase", descending=True)))
    used = desk.lists.used("candidates")
    assert used == SavedFilter(
        "Mijn Almelo",
        CandidateFilter(state="active", municipality="Almelo", quiet_weeks=6),
        Sort("phase", descending=True),
    )
    assert desk.lists.used("employers") is None
    assert desk.lists.saved_filters("candidates") == []


def test_a_filter_gets_another_name(desk: Desk) -> None:
    desk.lists.save_filter("employers", SavedFilter("Vrij", EmployerFilter(free=True)))
    desk.lists.rename_filter("employers", "Vrij", " Met   plek ")
    desk.lists.rename_filter("employers", "Er niet", "Ook niet")
    assert [(one.name, one.wanted) for one in desk.lists.saved_filters("employers")] == [
        ("Met plek", EmployerFilter(free=True))
    ]


def test_what_stands_below_a_name(desk: Desk) -> None:
    assert desk.lists.facts("candidates") == ("phase", "employer")
    desk.lists.choose_facts("candidates", ("municipality", "nonsense", "name"))
    assert desk.lists.facts("candidates") == ("municipality",)
    desk.lists.choose_facts("candidates", ())
    assert desk.lists.facts("candidates") == ("phase", "employer")


def test_weeks_without_contact_count_back_from_today(full: Desk) -> None:
    for weeks in (1, 2, 60):
        counted = people(full, CandidateFilter(quiet_weeks=weeks))
        assert counted == people(full, CandidateFilter(quiet_since=ago(7 * weeks)))
    assert people(full, CandidateFilter(quiet_weeks=1)) != people(full, CandidateFilter(quiet_weeks=60))


def test_where_people_work_now(full: Desk) -> None:
    for key, name in full.lists.employing(TODAY):
        assert name
        assert full.lists.candidates(CandidateFilter(employer=key), today=TODAY)
