"""What is written is read back the same, field by field and byte by byte."""

import json
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import FLOOR
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Adjustment, Placement, Terms
from beschutdesk.dossier.visit import Visit, VisitSubject
from beschutdesk.exchange.contents import moved_id, only_about
from beschutdesk.exchange.dossier_json import BadDossier, Dossier, read, write
from tests.exchange.samples import HEAD, SECRET, as_file, put, refused, sample
from tests.exchange.strategies import dossiers
from tests.strategies import records

GENEROUS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@GENEROUS
@given(dossiers())
def test_read_gives_back_what_was_written(dossier: Dossier) -> None:
    data = write(dossier)
    back = read(data)
    assert [codec.flatten(r) for r in back.records()] == [codec.flatten(r) for r in dossier.records()]
    assert [(type(r), r.id) for r in back.records()] == [(type(r), r.id) for r in dossier.records()]
    assert back.files == dossier.files
    assert write(back) == data


def test_records_come_in_the_order_of_the_file_and_without_stamps() -> None:
    candidate = Candidate(version=7, created_by="J. Jansen", origin="laptop")
    dossier = Dossier(candidate, employers=(Employer(name="Bakker"),), placements=(Placement(candidate=candidate.id),))
    back = read(write(dossier))
    assert [type(record) for record in back.records()] == [Candidate, Employer, Placement]
    assert (back.candidate.version, back.candidate.created_by, back.candidate.origin) == (0, "", "")
    assert b"Jansen" not in write(dossier)
    assert b"laptop" not in write(dossier)


def test_the_file_is_readable_text_with_a_fixed_order() -> None:
    candidate = Candidate(id=UUID("01a05a43-fc00-7000-8000-000000000001"), family_name="Çelik", name_used="Ann")
    assert write(Dossier(candidate)).decode() == (
        '{\n  "format": "beschutdesk-dossier",\n  "schema": 1,\n  "candidate": {\n'
        '    "id": "01a05a43-fc00-7000-8000-000000000001",\n    "name_used": "Ann",\n    "family_name": "Çelik"\n  },\n'
        '  "employers": [],\n  "placements": [],\n  "task_lists": [],\n  "portfolios": [],\n'
        '  "visits": [],\n  "subsidies": []\n}\n'
    )


def test_a_row_that_nobody_may_read_stays_closed() -> None:
    candidate = Candidate()
    rows = [Adjustment(what="a"), Adjustment(what="b", readers=()), Adjustment(what="c", readers=(FLOOR,))]
    back = read(write(Dossier(candidate, placements=(Placement(candidate=candidate.id, adjustments=rows),))))
    assert [row.readers for row in back.placements[0].adjustments] == [None, (), (FLOOR,)]


def test_zero_is_a_value() -> None:
    candidate = Candidate()
    placement = Placement(candidate=candidate.id, terms=[Terms(hours=Decimal(0)), Terms()])
    back = read(write(Dossier(candidate, placements=(placement,))))
    assert [terms.hours for terms in back.placements[0].terms] == [Decimal(0), None]


def test_a_byte_order_mark_and_another_layout_are_fine() -> None:
    data = write(Dossier(Candidate(name_used="Ann")))
    assert read(b"\xef\xbb\xbf" + data).candidate.name_used == "Ann"
    assert read(b" ".join(data.split())).candidate.name_used == "Ann"


def test_lists_may_be_left_out() -> None:
    candidate = b'"candidate": {"id": "01A05A43-FC00-7000-8000-000000000001"}'
    dossier = read(b'{"schema": 1, "format": "beschutdesk-dossier", ' + candidate + b"}")
    assert dossier.candidate.id == UUID("01a05a43-fc00-7000-8000-000000000001")
    assert list(dossier.records()) == [dossier.candidate]


def test_what_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(BadDossier, match=r"^kandidaat › Roepnaam \(candidate.name_used\): .*surrogaat"):
        write(Dossier(Candidate(name_used="\ud800")))
    candidate = Candidate()
    placement = Placement(candidate=candidate.id, terms=[Terms(hours=Decimal("NaN"))])
    with pytest.raises(BadDossier, match=r"placements\[0\]\.terms\[0\]\.hours\): dit getal is te groot"):
        write(Dossier(candidate, placements=(placement,)))
    with pytest.raises(BadDossier, match=r"^plaatsing 1 › Kandidaat .* ontbreekt"):
        write(Dossier(Candidate(), placements=(Placement(),)))
    supervisor = Supervisor()
    with pytest.raises(BadDossier, match=r"al gebruikt bij werkgever 1 › Begeleider 1 \(employers\[0\]"):
        write(Dossier(Candidate(), employers=(Employer(supervisors=[supervisor, supervisor]),)))
    with pytest.raises(BadDossier, match=r"1001 regels; er passen er 1000 in"):
        write(Dossier(Candidate(), employers=tuple(Employer() for _ in range(1001))))


# -- files of release 0.1.0 --------------------------------------------------------------------------------------------


def test_a_file_of_the_first_release_is_read_with_the_contact_of_the_employer_as_a_row() -> None:
    path = Path(__file__).parents[1] / "golden" / "vaults" / "0.1.0.json"
    then = json.loads(path.read_text("utf-8"))["dossier"]
    then.pop("files", None)
    then["candidate"].pop("photo", None)
    dossier = read(json.dumps(then).encode())
    (contact,) = dossier.employers[0].contacts
    assert (contact.name, contact.job, contact.role) == ("Gerben Loeffen", "eigenaar", None)
    assert contact.id == moved_id(dossier.employers[0].id)
    assert b"contact_name" not in write(dossier)
    assert read(write(dossier)).employers[0].contacts[0].name == "Gerben Loeffen"


@pytest.mark.parametrize("fields", [{"contact_name": ""}, {}, {"contact_name": "", "contact_role": ""}])
def test_an_old_file_without_a_contact_gets_none(fields: dict[str, str]) -> None:
    assert (
        read(as_file(put(sample(), "employers.0", {"id": HEAD + "02", **fields, "supervisors": [{"id": HEAD + "03"}]})))
        .employers[0]
        .contacts
        == []
    )


def test_an_old_contact_comes_before_those_that_are_there() -> None:
    found = read(as_file(put(sample(), "employers.0.contact_role", "eigenaar"))).employers[0]
    assert [(row.name, row.job) for row in found.contacts] == [("", "eigenaar"), ("Gerben", "")]


def test_an_old_field_that_does_not_fit_is_called_by_its_place() -> None:
    assert refused("employers.0.contact_name", [SECRET]) == (
        "werkgever 1 › Contactpersoon (employers[0].contact_name): hier hoort tekst tussen aanhalingstekens"
    )


# -- visits ------------------------------------------------------------------------------------------------------------


@GENEROUS
@given(records("visit"), st.integers(0, 3), st.booleans())
def test_nothing_of_anybody_else_travels_along(visit: Visit, mine: int, placed: bool) -> None:
    """Two visits that differ in everything about others are the same once they are about one person."""
    me, placement = new_id(), new_id()
    for index, subject in enumerate(visit.subjects):
        subject.candidate = me if index < mine else new_id()
        subject.placement = placement if placed else new_id()
    visit.employer = new_id()
    others = any(subject.candidate != me for subject in visit.subjects)
    alone = only_about(visit, me, {placement})
    assert [s.id for s in alone.subjects] == [s.id for s in visit.subjects if s.candidate == me]
    assert all(s.placement == (placement if placed else None) for s in alone.subjects)
    assert alone.employer is None
    assert (alone.notes, alone.present) == (("", ()) if others else (visit.notes, visit.present))
    if others:
        twin = codec.copy(visit)
        twin.notes, twin.present = "anders", ("anders",)
        twin.subjects = [s for s in twin.subjects if s.candidate == me] + [VisitSubject(candidate=new_id(), notes="x")]
        assert codec.flatten(only_about(twin, me, {placement})) == codec.flatten(alone)


def test_more_visits_than_other_rows_fit() -> None:
    candidate = Candidate()
    visits = tuple(Visit(subjects=[VisitSubject(candidate=candidate.id)]) for _ in range(1500))
    assert len(read(write(Dossier(candidate, visits=visits))).visits) == 1500
