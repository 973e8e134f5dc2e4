"""Bringing in a table from a file: what is read, what is wrong with it, and what of it is remembered."""

from datetime import date
from pathlib import Path

import pytest

from beschutdesk.services.desk import Desk
from beschutdesk.services.intake import Column, Mapping
from beschutdesk.trouble import Trouble
from tests.unit.services.taking_in import HEADER, brought, people, titles, written


@pytest.mark.parametrize("name", ["lijst.csv", "lijst.xlsx"])
def test_from_a_file_to_dossiers(desk: Desk, tmp_path: Path, name: str) -> None:
    path = written(
        tmp_path / name, [list(HEADER), ["Zoë", "Öz", "01-02-1990", "06 12345678", "Els"], ["Sem", "", "", "", ""]]
    )
    opened = desk.intake.open(path, "candidate")
    assert opened.remembered is None
    plan = desk.intake.preview(path, "candidate", opened.guess.mapping)
    assert titles(desk) == []
    saved = desk.intake.run(plan)
    assert titles(desk) == ["Sem", "Zoë Öz"]
    (found,) = [f for f in desk.lists.search("zoe oz") if f.record == "candidate"]
    zoe = desk.dossiers.get("candidate", found.id)
    assert (zoe.born, zoe.version, zoe.created_by, zoe.updated_by) == (date(1990, 2, 1), 1, "R. Jansen", "R. Jansen")
    assert [one.name for one in zoe.involved] == ["Els"]
    assert saved.changed == {("candidate", key) for key in desk.dossiers.ids("candidate")}
    assert desk.intake.open(path, "candidate").remembered == opened.guess.mapping
    again = desk.intake.preview(path, "candidate", opened.guess.mapping)
    assert (len(again.new), len(again.doubles)) == (0, 2)


def test_what_is_wrong_with_a_file_is_told_with_its_name(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.csv"
    empty.write_bytes(b"")
    with pytest.raises(Trouble, match=r"^leeg\.csv: dit bestand is leeg\. Er is niets ingelezen\.$"):
        desk.intake.open(empty, "candidate")
    with pytest.raises(Trouble, match=r"^weg\.csv: Dit bestand of deze map bestaat niet\."):
        desk.intake.open(tmp_path / "weg.csv", "candidate")
    bad = tmp_path / "indeling.toml"
    bad.write_bytes(b"\xff")
    with pytest.raises(Trouble, match=r"^indeling\.toml: dit is geen UTF-8-tekst"):
        desk.intake.read_mapping(bad)
    with pytest.raises(Trouble, match="andere soort lijst"):
        desk.intake.preview(people("Sem"), "employer", Mapping("candidate", ()))


def test_a_mapping_from_a_version_with_other_fields_is_forgotten(desk: Desk) -> None:
    brought(desk, "Sem")
    assert desk.intake.remembered("candidate", people()) is not None
    with desk._store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE setting SET value = 'record = \"candidate\"\nx = 1' WHERE \"key\" LIKE 'import:%'"
        )
    assert desk.intake.remembered("candidate", people()) is None


def settings_of(desk: Desk) -> str:
    with desk._store.reading() as connection:
        return repr(connection.exec_driver_sql("SELECT * FROM setting WHERE \"key\" LIKE 'import:%'").all())


def test_a_list_without_a_header_leaves_no_name_behind(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "lijst.csv", [["Wieke", "Zoutman"], ["Sem", "Jansen"]])
    opened = desk.intake.open(path, "candidate")
    (said,) = opened.remarks
    assert said.column == ""
    assert "In de eerste rij staan geen namen van kolommen" in said.message
    mapping = Mapping(
        "candidate", (Column("Wieke", ("candidate.name_used",)), Column("Zoutman", ("candidate.family_name",)))
    )
    desk.intake.run(desk.intake.preview(opened.sheet, "candidate", mapping))
    assert titles(desk) == ["Sem Jansen"]
    assert "Wieke" not in settings_of(desk)
    assert desk.intake.open(path, "candidate").remembered is None
    named = desk.intake.open(written(tmp_path / "kop.csv", [["Wieke", "achternaam"], ["Sem", "Bos"]]), "candidate")
    assert named.remarks == ()
    desk.intake.run(desk.intake.preview(named.sheet, "candidate", named.guess.mapping))
    assert "achternaam" in settings_of(desk)


def test_formulas_without_an_outcome_are_remarked_on(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "lijst.xlsx", [["Voornaam", "Achternaam"], ["Sem", '="Jan"&"sen"']])
    (said,) = desk.intake.open(path, "candidate").remarks
    assert said.column == "Achternaam"
    assert "formules zonder uitkomst" in said.message
