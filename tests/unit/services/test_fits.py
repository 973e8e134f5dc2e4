"""Who fits where: lists by name, comparisons with reasons, a proposed employer in one act, duplicates with a reason."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import Employer, Site
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import MatchType, Placement
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.rules.fit import Topic, Verdict
from beschutdesk.services.desk import Desk
from beschutdesk.services.fits import Wanted
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 22)
GREEN, SHOP, ANIMALS = WorkKind.GREEN, WorkKind.SHOP, WorkKind.ANIMALS
PERSON = Candidate(name_used="Ann", place="Kampen", wants_work=(GREEN, ANIMALS), rather_not=(SHOP,))
FARM = Employer(
    name="Ækerhof",
    sector="Veehouderij",
    place="Zwolle",
    work_kinds=(GREEN, ANIMALS),
    surroundings=(Surrounding.OUTDOORS,),
    surroundings_not=(Surrounding.QUIET,),
    places=Decimal(2),
    sites=[Site(place="Kampen")],
)
STORE = Employer(
    name="Bouwmarkt", place="KAMPEN", work_kinds=(SHOP,), work_on_offer=("Vakken vullen",), places=Decimal(1)
)
BLANK = Employer(name="Cees")
OTHER = Candidate(name_used="Bo", wants_work=(SHOP,), suits_not=(Surrounding.OUTDOORS,))
CLOSED = Candidate(name_used="Cas", wants_work=(SHOP,), state=CandidateState.CLOSED)


@pytest.fixture
def full(desk: Desk) -> Desk:
    runs = Placement(candidate=OTHER.id, employer=STORE.id)
    over = Placement(candidate=OTHER.id, employer=FARM.id, ended_on=date(2026, 11, 21))
    mine = Placement(candidate=PERSON.id, employer=FARM.id)
    desk.dossiers.add([PERSON, OTHER, CLOSED, STORE, FARM, BLANK, runs, over, mine])
    return desk


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["Ækerhof", "Bouwmarkt", "Cees"]),
        (Wanted(work=frozenset({GREEN, ANIMALS})), ["Ækerhof"]),
        (Wanted(work=frozenset({GREEN, SHOP})), ["Ækerhof", "Bouwmarkt"]),
        (Wanted(surroundings=frozenset({Surrounding.QUIET})), ["Bouwmarkt", "Cees"]),
        (Wanted(place="kampen"), ["Ækerhof", "Bouwmarkt"]),
        (Wanted(place="zwolle"), ["Ækerhof"]),
        (Wanted(free=True), ["Ækerhof"]),
        (Wanted(text="aeker"), ["Ækerhof"]),
        (Wanted(text="VAKKEN bouw"), ["Bouwmarkt"]),
        (Wanted(text="dieren"), ["Ækerhof"]),
        (Wanted(text="arkt"), []),
    ],
    ids=range(11),
)
def test_employers_by_what_is_wanted(full: Desk, wanted: Wanted, names: list[str]) -> None:
    assert [one.name for one in full.fits.employers(wanted, TODAY)] == names


def test_free_places_count_what_runs_but_not_ones_own(full: Desk) -> None:
    assert [one.free for one in full.fits.employers(Wanted(), TODAY)] == [1, 0, None]
    assert [one.free for one in full.fits.employers(Wanted(), TODAY, candidate=PERSON.id)] == [2, 0, None]
    assert [one.free for one in full.fits.employers(Wanted(), TODAY, candidate=OTHER.id)] == [1, 1, None]
    assert [one.free for one in full.fits.employers(Wanted(), date(2026, 11, 21))] == [0, 0, None]
    full.dossiers.add([Placement(candidate=PERSON.id, employer=FARM.id)])  # one person, on one place
    assert [one.free for one in full.fits.employers(Wanted(), TODAY)] == [1, 0, None]
    full.dossiers.trash("candidate", OTHER.id)
    assert [one.free for one in full.fits.employers(Wanted(), TODAY)] == [1, 1, None]
    full.dossiers.trash("employer", BLANK.id)
    assert len(full.fits.employers(Wanted(), TODAY)) == 2


def test_a_search_begins_with_the_wishes(full: Desk) -> None:
    assert full.fits.wishes(PERSON.id) == Wanted(work=frozenset({GREEN, ANIMALS}))


def test_candidates_for_an_employer(full: Desk) -> None:
    assert [one.name for one in full.fits.candidates(Wanted())] == ["Ann", "Bo"]
    assert [one.name for one in full.fits.candidates(Wanted(work=frozenset({SHOP})))] == ["Bo"]
    assert [one.name for one in full.fits.candidates(Wanted(surroundings=frozenset({Surrounding.OUTDOORS})))] == ["Ann"]
    assert [one.name for one in full.fits.candidates(Wanted(place="Kampen", text="groen"))] == ["Ann"]


def test_side_by_side(full: Desk) -> None:
    found = full.fits.compare(PERSON.id, [STORE.id, FARM.id, BLANK.id], TODAY)
    assert found.columns == ((STORE.id, "Bouwmarkt"), (FARM.id, "Ækerhof"), (BLANK.id, "Cees"))
    said = {(row.topic, row.what): [cell.verdict if cell else None for cell in row.cells] for row in found.rows}
    yes, no, unknown = Verdict.FITS, Verdict.CLASHES, Verdict.UNKNOWN
    assert said[Topic.WANTED, GREEN.label] == [no, yes, unknown]
    assert said[Topic.UNWANTED, SHOP.label] == [no, yes, unknown]
    assert said[Topic.PRACTICAL, "afstand"] == [yes, yes, unknown]
    assert said[Topic.PRACTICAL, "plekken"] == [no, yes, unknown]
    assert all(cell is None or cell.reason for row in found.rows for cell in row.cells)
    assert [row.topic for row in found.rows] == sorted((row.topic for row in found.rows), key=list(Topic).index)


def test_the_order_of_columns_is_the_one_asked_for(full: Desk) -> None:
    one = full.fits.compare(PERSON.id, [FARM.id, STORE.id], TODAY)
    other = full.fits.compare(PERSON.id, [STORE.id, FARM.id], TODAY)
    assert [row.cells for row in one.rows] == [row.cells[::-1] for row in other.rows]


def test_the_other_way_round(full: Desk) -> None:
    found = full.fits.compare_candidates(STORE.id, [PERSON.id, OTHER.id], TODAY)
    assert [name for _, name in found.columns] == ["Ann", "Bo"]
    said = {(row.topic, row.what): row.cells for row in found.rows}
    ann, bo = said[Topic.WANTED, SHOP.label]
    assert ann is None
    assert bo is not None
    assert bo.verdict is Verdict.FITS
    assert [cell.verdict for cell in said[Topic.PRACTICAL, "plekken"] if cell] == [Verdict.CLASHES, Verdict.FITS]


def test_who_is_gone_is_not_compared(full: Desk) -> None:
    full.dossiers.trash("employer", FARM.id)
    with pytest.raises(Trouble, match="werkgever is er niet meer"):
        full.fits.compare(PERSON.id, [FARM.id], TODAY)
    with pytest.raises(Trouble, match="kandidaat is er niet meer"):
        full.fits.compare(new_id(), [STORE.id], TODAY)


# -- proposed by the candidate -----------------------------------------------------------------------------------------


def test_an_employer_of_ones_own_in_one_act(full: Desk) -> None:
    saved = full.fits.propose(OTHER.id, "  Kwekerij   De Hoek ", " Hattem")
    (employer,) = [full.dossiers.get("employer", key) for name, key in saved.changed if name == "employer"]
    (placement,) = [full.dossiers.get("placement", key) for name, key in saved.changed if name == "placement"]
    assert (employer.name, employer.place) == ("Kwekerij De Hoek", "Hattem")
    assert (placement.candidate, placement.employer) == (OTHER.id, employer.id)
    assert placement.match_type is MatchType.CANDIDATE_PROPOSED
    assert saved.save_id is not None
    full.dossiers.undo(saved.save_id)
    assert employer.id not in full.dossiers.ids("employer")
    assert placement.id not in full.dossiers.ids("placement")


def test_one_that_is_known_is_taken(full: Desk) -> None:
    saved = full.fits.propose(OTHER.id, "ækerhof", employer=FARM.id)
    assert {name for name, _ in saved.changed} == {"placement"}
    (key,) = {key for _, key in saved.changed}
    assert full.dossiers.get("placement", key).employer == FARM.id


@pytest.mark.parametrize(("candidate", "name"), [(OTHER.id, " "), (UUID(int=5), "Bakker")])
def test_nothing_half(full: Desk, candidate: UUID, name: str) -> None:
    before = full.dossiers.ids("employer")
    with pytest.raises(Trouble):
        full.fits.propose(candidate, name)
    assert full.dossiers.ids("employer") == before


# -- duplicates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (Employer(name="Heel anders", kvk="00 00 00 11"), [("Bakkerij Graan & Gloed", True, "Hetzelfde KvK-nummer.")]),
        (
            Employer(name="bakkerij graan & gloed", place="kampen"),
            [("Bakkerij Graan & Gloed", True, "Dezelfde naam in dezelfde plaats.")],
        ),
        (
            Employer(name="Bakkerij Graan & Gloed"),
            [("Bakkerij Graan & Gloed", True, "Dezelfde naam; de plaats is niet van beide bekend.")],
        ),
        (
            Employer(name="Bakkerij Graan en Gloed B.V.", place="Kampen"),
            [("Bakkerij Graan & Gloed", False, "Een naam die erop lijkt.")],
        ),
        (Employer(name="Kwekerij"), []),
        (Employer(), []),
    ],
    ids=lambda value: value.name if isinstance(value, Employer) else "",
)
def test_duplicates(demo_desk: Desk, typed: Employer, found: list[tuple[str, bool, str]]) -> None:
    assert [(one.name, one.sure, one.reason) for one in demo_desk.fits.duplicates(typed)] == found


def test_an_employer_is_no_duplicate_of_itself_nor_of_the_trash(demo_desk: Desk) -> None:
    for key in demo_desk.dossiers.ids("employer"):
        employer = demo_desk.dossiers.get("employer", key)
        assert demo_desk.fits.duplicates(employer) == []
        demo_desk.dossiers.trash("employer", key)
        assert demo_desk.fits.duplicates(Employer(name=employer.name, place=employer.place, kvk=employer.kvk)) == []


ANNA = Candidate(name_used="Anna", family_name="van den Berg", born=date(1990, 5, 4), bsn="111222333", place="Ommen")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            Candidate(name_used="ANNA", family_name="Van den Berg", born=date(1990, 5, 4)),
            [("Anna van den Berg", "Ommen", True, "Dezelfde naam en geboortedatum.")],
        ),
        (
            Candidate(name_used="Anna", family_name="Berg", born=date(1990, 5, 4)),
            [("Anna van den Berg", "Ommen", False, "Dezelfde geboortedatum, en een naam die erop lijkt.")],
        ),
        (
            Candidate(name_used="Ánna", family_name="van den Berg"),
            [("Anna van den Berg", "Ommen", False, "Een naam die erop lijkt.")],
        ),
        (
            Candidate(name_used="Iemand", bsn="111222333", born=date(1970, 1, 1)),
            [("Anna van den Berg", "Ommen", True, "Hetzelfde BSN.")],
        ),
        (Candidate(name_used="Anna", family_name="van den Berg", born=date(1991, 5, 4)), []),
        (Candidate(name_used="Anna", family_name="van den Berg", born=date(1990, 5, 4), bsn="123456782"), []),
        (Candidate(name_used="Hanna", family_name="van den Berg", born=date(1990, 5, 4)), []),
        (Candidate(), []),
    ],
    ids=range(8),
)
def test_people_who_may_be_the_same(desk: Desk, typed: Candidate, found: list[tuple[str, str, bool, str]]) -> None:
    desk.dossiers.add([ANNA, Candidate(name_used="Zonder naam verder")])
    assert [(one.name, one.place, one.sure, one.reason) for one in desk.fits.same_people(typed)] == found


def test_nobody_is_their_own_twin_nor_that_of_the_trash(desk: Desk) -> None:
    desk.dossiers.add([ANNA])
    assert desk.fits.same_people(ANNA) == []
    desk.dossiers.trash("candidate", ANNA.id)
    assert desk.fits.same_people(Candidate(name_used="Anna", family_name="van den Berg", born=ANNA.born)) == []
