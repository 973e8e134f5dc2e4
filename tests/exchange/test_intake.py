"""What would happen to each row: exactly the wrong ones are wrong, and who is here already is seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.identity import new_id
from beschutdesk.exchange import columns, intake
from beschutdesk.exchange.columns import BadMapping, Column, Mapping, Split
from beschutdesk.exchange.intake import Plan, Said, Standing
from beschutdesk.exchange.sheet import Cell, Line, Sheet
from beschutdesk.exchange.twins import Known

NAME, FAMILY = "candidate.name_used", "candidate.family_name"


def table(header: Sequence[str], *rows: Sequence[Cell]) -> Sheet:
    return Sheet(tuple(header), tuple(Line(number, tuple(row)) for number, row in enumerate(rows, 2)))


def made(record: str, header: Sequence[str], *rows: Sequence[Cell], known: Sequence[Known] = ()) -> Plan:
    found = columns.guess(record, header)
    assert not found.unknown
    return intake.plan(table(header, *rows), found.mapping, known)


def standings(plan: Plan) -> list[str]:
    return [row.standing.name for row in plan.rows]


# -- rows to records ---------------------------------------------------------------------------------------------------


def test_a_row_becomes_a_record_with_rows_of_its_own() -> None:
    plan = made(
        "employer",
        ["Bedrijfsnaam", "KvK", "Plaats", "Begeleider", "Tel begeleider", "Tweede begeleider", "Branche"],
        ["De Golf", 12345678, "Ede", None, "", "Els", " zorg "],
        ["Groen", "87654321", None, "Jo", "06 12345678", "Ali", None],
    )
    golf, groen = (row.record for row in plan.new)
    one: Any = golf
    two: Any = groen
    assert (one.name, one.kvk, one.place, one.sector) == ("De Golf", "12345678", "Ede", "zorg")
    assert [boss.name for boss in one.supervisors] == ["Els"]
    assert [(boss.name, boss.phone) for boss in two.supervisors] == [("Jo", "06 12345678"), ("Ali", "")]
    assert plan.left == ()


def test_columns_are_joined_and_split_as_the_mapping_says() -> None:
    joined = made(
        "candidate", ["Achternaam", "Tussenvoegsel", "Voornaam"], ["Berg", "van den", "Piet"], ["Öz", "", "Noor"]
    )
    assert [row.title for row in joined.new] == ["Piet van den Berg", "Noor Öz"]
    mapping = Mapping("candidate", (Column("Naam", (NAME, FAMILY), Split.LAST_COMMA_FIRST),))
    split = intake.plan(table(["Naam", "Extra"], ["Berg, Piet van den", "x"], ["Noor Öz", ""]), mapping, [])
    assert standings(split) == ["NEW", "BAD"]
    assert split.rows[0].title == "Piet van den Berg"
    assert split.rows[1].errors == (Said("Naam", "deze kolom hoort ‘achternaam, voornaam’ te hebben, met één komma"),)
    assert split.left == ("Extra",)


def test_joined_prose_stands_under_each_other() -> None:
    mapping = Mapping(
        "employer",
        (
            Column("Naam", ("employer.name",)),
            Column("A", ("employer.notes",), join=True),
            Column("B", ("employer.notes",), join=True),
        ),
    )
    (row,) = intake.plan(table(["Naam", "A", "B"], ["De Golf", "één", "twee"]), mapping, []).rows
    found: Any = row.record
    assert found.notes == "één\ntwee"


def test_every_wrong_column_of_a_row_is_named() -> None:
    (row,) = made("candidate", ["Voornaam", "Geboortedatum", "Status"], ["Sem", "1-2-90", "weg"]).rows
    assert (row.standing, row.record, row.title, row.number) == (Standing.BAD, None, "Sem", 2)
    assert [error.column for error in row.errors] == ["Geboortedatum", "Status"]


def test_a_row_without_a_name_is_wrong() -> None:
    (row,) = made("candidate", ["Plaats", "Achternaam"], ["Ede", " "]).rows
    assert row.errors == (Said("Achternaam", "hier ontbreekt de naam"),)


def test_remarks_stop_nothing() -> None:
    (row,) = made("candidate", ["Voornaam", "Telefoon", "Postcode"], ["Sem", "123", "1234 AB"]).rows
    assert row.standing is Standing.NEW
    assert row.remarks == (Said("Telefoon", "Dit telefoonnummer lijkt niet compleet."),)


def test_a_mapping_has_to_fit_the_table() -> None:
    mapping = Mapping("candidate", (Column("Roepnaam", (NAME,)), Column("Plaats", ("candidate.place",))))
    with pytest.raises(BadMapping, match="kolom ‘Plaats’ staat niet in deze lijst"):
        intake.plan(table(["Roepnaam"]), mapping, [])
    with pytest.raises(BadMapping, match="geen kolom vult Roepnaam of Achternaam"):
        intake.plan(table(["Plaats"]), Mapping("candidate", (Column("Plaats", ("candidate.place",)),)), [])
    (row,) = intake.plan(table(["PLAATS", "roepnaam "], ["Ede", "Sem"]), mapping, []).rows  # another spelling fits
    assert row.title == "Sem"


# -- who is here already -----------------------------------------------------------------------------------------------

SEM = new_id()


@pytest.mark.parametrize(
    ("row", "known", "standing"),
    [
        (["Sem", "de Wit", "01-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "DOUBLE"),
        (["SÈM", "De  Wit", "01-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "DOUBLE"),
        (["Sem", "de Wit", "02-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "NEW"),
        (["Sem", "de Wit", "", ""], Known("Sem de Wit", "1990-02-01"), "LIKELY"),
        (["Sem", "de Wit", "01-02-1990", ""], Known("Sem de Wit"), "LIKELY"),
        (["Sem", "de Wit", "", ""], Known("Sem de Wit"), "LIKELY"),
        (["Sem", "Wit", "01-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "LIKELY"),
        (["Wit", "Sem", "01-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "LIKELY"),
        (["Sam", "de Wit", "01-02-1990", ""], Known("Sem de Wit", "1990-02-01"), "NEW"),
        (["Samantha", "", "", "111222333"], Known("Sem de Wit", "1990-02-01", "1112.22.333"), "DOUBLE"),
        (["Samantha", "", "", "11222333"], Known("Sem", "", "011222333"), "DOUBLE"),
        (["Sem", "de Wit", "", "111222333"], Known("Sem de Wit", "", "123456782"), "NEW"),
        (["Sem", "de Wit", "", "n.v.t."], Known("Ali", "", "n.v.t."), "NEW"),
        (["Sem", "de Wit", "", "000000000"], Known("Ali", "", "000000000"), "NEW"),
    ],
)
def test_candidates_that_are_here(row: list[Cell], known: Known, standing: str) -> None:
    seen = Known(known.title, known.mark, known.number, SEM)
    plan = made("candidate", ["Voornaam", "Achternaam", "Geboortedatum", "BSN"], row, known=[seen])
    assert standings(plan) == [standing]
    (found,) = plan.rows
    assert (found.twin is None) == (standing == "NEW")
    if found.twin is not None:
        assert (found.twin.id, found.twin.row, found.twin.title) == (SEM, None, known.title)
        assert found.record is not None  # it can be kept all the same


@pytest.mark.parametrize(
    ("row", "known", "standing"),
    [
        (["De Golf", "Ede", "12345678"], Known("Anders", "", "1234 5678"), "DOUBLE"),
        (["De Golf", "Ede", ""], Known("de golf", "Ede"), "DOUBLE"),
        (["De Golf", "", ""], Known("de golf", "Ede"), "DOUBLE"),
        (["De Golf", "Ede", ""], Known("De Golf"), "DOUBLE"),
        (["De Golf", "Ede", ""], Known("De Golf", "Arnhem"), "LIKELY"),
        (["De Golf", "Ede", "12345678"], Known("De Golf", "Ede", "87654321"), "LIKELY"),
        (["Golf B.V.", "Ede", ""], Known("De Golf", "Ede"), "LIKELY"),
        (["Golf BV", "Ede", ""], Known("De Golf", "Arnhem"), "LIKELY"),
        (["De Golf", "Ede", ""], Known("De Golfclub", "Ede"), "NEW"),
        (["BV", "Ede", ""], Known("De Stichting", "Ede"), "NEW"),
        (["De Golf", "Ede", "99999999"], Known("Anders", "", "99999999"), "NEW"),
    ],
)
def test_employers_that_are_here(row: list[Cell], known: Known, standing: str) -> None:
    plan = made("employer", ["Bedrijf", "Plaats", "KvK"], row, known=[known])
    assert standings(plan) == [standing]


def test_twins_in_the_table_point_to_the_first_of_them() -> None:
    plan = made(
        "candidate",
        ["Voornaam", "Geboortedatum"],
        ["Sem", "31-02-1990"],
        ["Sem", "01-02-1990"],
        ["Noor", "01-02-1990"],
        ["sem", "1-2-1990"],
        ["Sem", ""],
    )
    assert standings(plan) == ["BAD", "NEW", "NEW", "DOUBLE", "LIKELY"]  # nobody is the twin of a wrong row
    assert [row.twin.row for row in plan.rows if row.twin] == [3, 3]


def test_two_hundred_rows_with_twelve_wrong_ones() -> None:
    wrong = {5, 17, 18, 40, 77, 101, 102, 140, 150, 177, 199, 200}
    spoilt: list[list[Cell]] = [["", "", "01-01-1990"], ["Sem", "x", "1-1-90"], ["Sem", "y", "31-04-1990"]]
    rows: list[list[Cell]] = [
        spoilt[number % 3] if number in wrong else [f"Naam{number}", "Jansen", "01-01-1990"] for number in range(2, 202)
    ]
    plan = made("candidate", ["Voornaam", "Achternaam", "Geboortedatum"], *rows)
    assert {row.number for row in plan.bad} == wrong
    assert len(plan.new) == 188
    assert all(row.errors and row.record is None for row in plan.bad)


CELLS = st.none() | st.text(max_size=12) | st.integers(-5, 99_999_999) | st.dates() | st.booleans() | st.floats()
HEADER = ["Voornaam", "Achternaam", "Geboortedatum", "Status", "BSN", "Uren", "Naam jobcoach"]


@given(st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_rows_are_judged_one_by_one(rows: list[list[Cell]]) -> None:
    plan = made("candidate", HEADER, *rows)
    assert [row.number for row in plan.rows] == list(range(2, len(rows) + 2))
    for row, cells in zip(plan.rows, rows, strict=True):
        assert (row.record is None) == (row.standing is Standing.BAD) == bool(row.errors)
        alone = made("candidate", HEADER, cells)
        assert alone.rows[0].errors == row.errors
        assert (row.standing in (Standing.DOUBLE, Standing.LIKELY)) == (row.twin is not None)
    ids = [row.record.id for row in plan.rows if row.record is not None]
    assert len(set(ids)) == len(ids)


def test_what_a_report_raises_stops_the_look() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    mapping = Mapping("candidate", (Column("Naam", (NAME,)),))
    with pytest.raises(KeyboardInterrupt):
        intake.plan(table(["Naam"], ["Sem"]), mapping, [], stop)
    told: list[tuple[int, int]] = []
    rows = [[f"n{i}"] for i in range(600)]
    intake.plan(table(["Naam"], *rows), mapping, [], lambda done, total: told.append((done, total)))
    assert told == [(0, 600), (250, 600), (500, 600), (600, 600)]


def test_the_born_of_a_twin_is_a_day() -> None:
    (row,) = made("candidate", ["Voornaam", "Geboortedatum"], ["Sem", date(1990, 2, 1)]).rows
    known = intake.known_by(row)
    assert known is not None
    assert (known.mark, known.row) == ("1990-02-01", 2)
