"""A table of tasks: columns by name, hours and how often as people write them, every wrong cell named."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.task import Demand, Frequency
from beschutdesk.exchange.columns import BadMapping, Column, Mapping, from_toml, to_toml
from beschutdesk.exchange.intake import Standing
from beschutdesk.exchange.sheet import read_bytes
from beschutdesk.exchange.task_sheet import NAME, TARGETS, TaskPlan, TaskRow, guess, often, plan


def read(text: str, *known: str) -> TaskPlan:
    table = read_bytes(text.encode())
    return plan(table, guess(table.header).mapping, known)


def one(text: str) -> TaskRow:
    (row,) = read(text).rows
    return row


def test_a_list_of_an_employer_as_it_comes() -> None:
    found = read(
        "Werkzaamheid;Min.;Frequentie;Locatie;Wie doet het;Blijft liggen;Tempo;Werkwijze;Kostenplaats\n"
        'Vloer vegen;20;2x per dag;hal 3;badmeester;ja;weinig;"1. pak de bezem\n2) veeg";880\n'
        "Kast soppen;1:30;wekelijks;;;nee;;;880\n"
    )
    assert found.left == ("Kostenplaats",)
    first, second = found.rows
    assert first.task is not None
    assert second.task is not None
    assert (first.task.name, first.task.minutes, first.task.times, first.task.frequency) == (
        "Vloer vegen", Decimal(20), Decimal(2), Frequency.DAY,
    )  # fmt: skip
    assert (first.task.place, first.task.done_by, first.task.pace) == ("hal 3", "badmeester", Demand.LITTLE)
    assert [step.words for step in first.steps] == ["pak de bezem", "veeg"]
    assert {step.task for step in first.steps} == {first.task.id}
    assert (second.task.minutes, second.task.times, second.task.frequency) == (Decimal(90), None, Frequency.WEEK)
    assert (first.standing, first.number, second.steps) == (Standing.NEW, 2, ())


def test_a_workbook_has_times_and_broken_numbers() -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book, data = Workbook(), BytesIO()
    page = book.active
    assert page is not None
    for row in (("Taak", "Duur", "Aantal keer", "Hoe vaak"), ("vegen", time(0, 45), 2.5, "per week"), ("soppen", 30.0)):
        page.append(row)
    book.save(data)
    table = read_bytes(data.getvalue())
    first, second = (row.task for row in plan(table, guess(table.header).mapping, ()).rows)
    assert first is not None
    assert second is not None
    assert (first.minutes, first.times, first.frequency) == (Decimal(45), Decimal("2.5"), Frequency.WEEK)
    assert (second.minutes, second.times) == (Decimal(30), None)


@pytest.mark.parametrize(
    ("text", "times", "frequency"),
    [
        ("dagelijks", None, Frequency.DAY),
        ("per week", None, Frequency.WEEK),
        ("2x per week", 2, Frequency.WEEK),
        ("2 X/week", 2, Frequency.WEEK),
        ("3 keer per dag", 3, Frequency.DAY),
        ("2 per week", 2, Frequency.WEEK),
        ("eens per maand", None, Frequency.MONTH),
        ("zo nodig", None, Frequency.SOMETIMES),
        ("Een keer in de maand.", None, Frequency.MONTH),
        ("2× per maand", 2, Frequency.MONTH),
        ("elke week", None, Frequency.WEEK),
        ("dag", None, Frequency.DAY),
        ("Week", None, Frequency.WEEK),
        ("maand", None, Frequency.MONTH),
        ("4 dagen per week", 4, Frequency.WEEK),
        ("in het seizoen", None, Frequency.SEASON),
        ("AF EN TOE", None, Frequency.SOMETIMES),
        ("month", None, Frequency.MONTH),
    ],
)
def test_how_often_is_read_as_it_is_written(text: str, times: int | None, frequency: Frequency) -> None:
    assert often(text) == (times, frequency)


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "1x per 2 weken",
        "om de week",
        "2 per",
        "vaak",
        "1,5x per week",
        "20 minuten per dag",
        "elke ochtend",
        "0x per week",
        "12.345x per week",
    ],
)
def test_what_could_be_two_things_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="2x per week"):
        often(text)


def test_hours_and_stretches_stand_in_the_name_of_the_column() -> None:
    def minutes(text: str) -> tuple[object, object, object]:
        task = one(text).task
        assert task is not None
        return task.minutes, task.times, task.frequency

    assert minutes("Taak;Uren\nx;1,5") == (90, None, None)
    assert minutes("Taak;Minuten\nx;30,0") == (30, None, None)
    assert minutes("Taak;Duur\nx;1,5 uur") == (90, None, None)
    assert minutes("Taak;Duur (min);Plaats;Hoe vaak\nx;20;Kas;dag") == (20, None, Frequency.DAY)
    assert minutes("Taak;Duur (uur)\nx;1,5") == (90, None, None)
    assert minutes("Taak;Uren per week\nx;4") == (Decimal(240), None, Frequency.WEEK)
    assert minutes("Taak;Minuten per dag;Frequentie\nx;45;dagelijks") == (45, None, Frequency.DAY)
    both = one("Taak;Uren per week;Frequentie\nx;4;3x per dag")
    assert both.task is not None
    assert (both.task.minutes, both.task.times, both.task.frequency) == (Decimal(240), None, Frequency.WEEK)
    assert [(said.column, said.message.split(";")[0]) for said in both.remarks] == [
        ("Uren per week", "deze tijd geldt per week"),
    ]  # fmt: skip


def test_times_in_a_column_of_their_own() -> None:
    task = one("Taak;Minuten;Keer;Frequentie\nx;10;3x;per week").task
    assert task is not None
    assert (task.times, task.frequency) == (Decimal(3), Frequency.WEEK)


def test_every_wrong_cell_is_named_and_the_row_is_not_kept() -> None:
    found = read("Taak;Minuten;Frequentie;Tempo\n;5;per dag;weinig\nvegen;veel;vaak;snel\nsoppen;5;;")
    first, second, third = found.rows
    assert [(said.column, said.message) for said in first.errors] == [("Taak", "hier ontbreekt de taak")]
    assert [said.column for said in second.errors] == ["Minuten", "Frequentie", "Tempo"]
    assert second.title == "vegen"
    assert all("veel" not in said.message.split("van:")[0] for said in second.errors)
    assert (found.bad, found.new) == ((first, second), (third,))
    assert first.task is None


def test_what_is_there_and_what_comes_twice_is_seen_by_name() -> None:
    found = read("Taak\nVloer vegen\nkast soppen\nKast  soppen!\n", "vloer vegen")
    assert [row.standing for row in found.rows] == [Standing.DOUBLE, Standing.NEW, Standing.DOUBLE]


def test_two_columns_can_fill_one_field() -> None:
    table = read_bytes(b"A;B\nvloer;vegen\n")
    mapping = Mapping("inventory_task", (Column("A", (NAME,), join=True), Column("B", (NAME,), join=True)))
    (row,) = plan(table, mapping, ()).rows
    assert row.title == "vloer vegen"


def test_a_mapping_that_does_not_fit_is_refused() -> None:
    table = read_bytes(b"Taak;Minuten\nx;1\n")
    with pytest.raises(BadMapping, match="geen kolom vult ‘Taak’"):
        plan(table, Mapping("inventory_task", (Column("Minuten", ("inventory_task.minutes",)),)), ())
    with pytest.raises(BadMapping, match="‘Wat’ staat niet"):
        plan(table, Mapping("inventory_task", (Column("Wat", (NAME,)),)), ())
    with pytest.raises(BadMapping, match="niet vult"):
        plan(
            table,
            Mapping("inventory_task", (Column("Taak", (NAME,)), Column("Minuten", ("inventory_task.pictogram",)))),
            (),
        )
    assert "inventory_task.pictogram" not in TARGETS
    found = guess(["Taak", "Stappen", "Pictogram"]).mapping
    assert from_toml(to_toml(found)) == found


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=9, max_size=9))
@settings(max_examples=60)
def test_any_cells_give_a_task_or_say_what_is_wrong(cells: list[str]) -> None:
    head = ["Taak", "Minuten", "Keer", "Frequentie", "Stappen", "Soort werk", "Tempo", "Blijft liggen", "Plek"]
    table = read_bytes(b"a\nb\n")
    object.__setattr__(table, "header", tuple(head))
    object.__setattr__(table.lines[0], "cells", tuple(cells))
    (row,) = plan(table, guess(head).mapping, ()).rows
    assert (row.task is None) is bool(row.errors)
