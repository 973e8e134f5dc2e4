"""A table of tasks on the command line: into an inventory or a task list, and back again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from beschutdesk.commands import intake as command
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.unit.commands.importing import run


def test_a_table_comes_into_an_inventory_and_goes_out_again(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = Employer(name="De Proeftuin")
    desk.dossiers.add([house])
    path = tmp_path / "taken.csv"
    path.write_text("Taak;Minuten\nvegen;20\nsoppen;veel\n", "utf-8")
    asked = ["--csv", "tasks", str(path), "--employer", "de proef", "--department", "Kas"]
    assert run(desk, tmp_path, *asked, "--check") == 2
    assert "rij 3: fout: Minuten: " in capsys.readouterr().out
    with pytest.raises(Trouble, match="1 rij heeft een fout"):
        run(desk, tmp_path, *asked)
    assert desk.inventories.of(house.id) == ()
    assert run(desk, tmp_path, *asked, "--skip-bad") == 0
    said = capsys.readouterr().out
    assert "1 taak ingelezen" in said
    (heap,) = desk.inventories.of(house.id)
    assert (heap.department, [task.name for task in heap.tasks]) == ("Kas", ["vegen"])
    assert run(desk, tmp_path, "--undo", said.rstrip().rstrip(".").rpartition("--undo ")[2]) == 0
    assert "taken zijn weer weg" in capsys.readouterr().out
    assert desk.inventories.of(house.id) == ()


def test_a_table_comes_into_the_list_of_a_candidate_with_a_mapping(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person, house = Candidate(name_used="Sem", family_name="Proef"), Employer(name="De Proeftuin")
    desk.dossiers.add([person, house])
    path, mapping = tmp_path / "taken.csv", tmp_path / "kolommen.toml"
    path.write_text("Nr;Zin\n1;vegen\n", "utf-8")
    asked = ["--csv", "tasks", str(path), "--candidate", "Sem Proef"]
    with pytest.raises(Trouble, match="nog geen plaatsing"):
        run(desk, tmp_path, *asked)
    desk.dossiers.add([Placement(candidate=person.id, employer=house.id)])
    with pytest.raises(Trouble, match="in welke kolom de taak"):
        run(desk, tmp_path, *asked)
    assert '# "Zin"' in capsys.readouterr().out
    mapping.write_text('record = "inventory_task"\n[[column]]\nname = "Zin"\nto = "inventory_task.name"\n', "utf-8")
    assert run(desk, tmp_path, *asked, "--mapping", str(mapping)) == 0
    (key,) = desk.dossiers.ids("task_list")
    assert [task.name for task in desk.dossiers.get("task_list", key).tasks] == ["vegen"]


def test_it_says_what_it_needs(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "taken.csv"
    path.write_text("Taak\nvegen\n", "utf-8")
    for more in ([], ["--employer", "A", "--candidate", "B"]):
        with pytest.raises(Trouble, match="waar de taken naartoe"):
            run(desk, tmp_path, "--csv", "tasks", str(path), *more)
    with pytest.raises(Trouble, match="--department hoort bij een inventaris"):
        run(desk, tmp_path, "--csv", "tasks", str(path), "--candidate", "B", "--department", "Kas")
    with pytest.raises(Trouble, match="--employer hoort bij een lijst") as told:
        command.is_asked(_parsed(["--employer", "A"]))
    assert "--csv tasks" in told.value.todo


def test_an_option_that_would_do_nothing_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "taken.csv"
    path.write_text("Taak\nvegen\n", "utf-8")
    tasks, day = ["--csv", "tasks", str(path)], ["--period", "2026-03-01"]
    for more, name in (
        ([*tasks, "--candidate", "B", *day], "--period hoort bij --csv supervision-log, en doet niets bij --csv tasks"),
        ([*tasks, "--employer", "A", "--placement", "C"], "--placement hoort bij een takenlijst"),
        (["--csv", "candidates", str(path), "--employer", "A"], "--employer hoort bij --csv tasks"),
        (["--csv", "supervision-log", str(path), "--department", "A"], "--department hoort bij --csv tasks"),
        (["--undo", "1", *day], "alleen een nummer"),
    ):
        with pytest.raises(Trouble, match=name):
            run(desk, tmp_path, *more)


def _parsed(arguments: list[str]) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    command.arguments(parser)
    return parser.parse_args(arguments)
