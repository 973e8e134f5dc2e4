"""What is written is read back the same, field by field and byte by byte."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import FLOOR
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Adjustment, Placement, Terms
from beschutdesk.exchange.dossier_json import BadDossier, Dossier, read, write
from tests.exchange.strategies import dossiers

GENEROUS = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


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
        '  "employers": [],\n  "placements": [],\n  "task_lists": [],\n  "portfolios": []\n}\n'
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
