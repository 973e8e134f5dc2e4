"""A table on the command line: look first, all or nothing, and the rows that are wrong by their numbers."""

from pathlib import Path

import pytest

from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.unit.commands import importing
from tests.unit.services.taking_in import HEADER, written
from tests.unit.test_cli import Cli


def run(desk: Desk, tmp_path: Path, *arguments: str) -> int:
    return importing.run(desk, tmp_path, "--csv", "candidates", *arguments)


def test_the_command(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[f"Naam{i}", "Jansen", "01-02-1990", "06 12345678", "Els"] for i in range(200)]
    wrong = {3, 9, 20, 33, 34, 35, 80, 99, 120, 150, 188, 201}
    for line in wrong:
        rows[line - 2][2] = "1-2-90"
    path = str(written(tmp_path / "lijst.csv", [list(HEADER), *rows]))

    with pytest.raises(Trouble, match="nog niet eerder ingelezen"):
        run(desk, tmp_path, path)
    mapping = tmp_path / "indeling.toml"
    mapping.write_text(capsys.readouterr().out, "utf-8")

    assert run(desk, tmp_path, path, "--mapping", str(mapping), "--check") == 2
    said = capsys.readouterr().out
    assert "188 nieuw, 0 al bekend, 12 fout." in said
    assert {int(line.split(":")[0][4:]) for line in said.splitlines() if ": fout: " in line} == wrong
    with pytest.raises(Trouble, match=r"12 rijen hebben een fout\. Er is niets ingelezen"):
        run(desk, tmp_path, path, "--mapping", str(mapping))
    assert desk.lists.candidates() == []

    assert run(desk, tmp_path, path, "--mapping", str(mapping), "--skip-bad") == 0
    assert "188 kandidaten ingelezen. Terughalen kan met --undo " in capsys.readouterr().out
    assert len(desk.lists.candidates()) == 188
    assert run(desk, tmp_path, path, "--skip-bad", "--also", "2, 4") == 0  # the mapping is remembered
    told = capsys.readouterr()
    assert "rij 2: staat er al: Naam0 Jansen\n" in told.out
    assert "\n2 kandidaten ingelezen. " in told.out
    assert "zoals de vorige keer" in told.err


def test_what_may_be_wrong_with_a_list_is_told_first(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "lijst.xlsx", [["Wieke", "Zoutman"], ["Sem", '="Jan"&"sen"']])
    with pytest.raises(Trouble, match="nog niet eerder ingelezen"):
        run(desk, tmp_path, str(path))
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("beschutdesk: let op: In de eerste rij staan geen namen van kolommen")
    assert second.startswith("beschutdesk: let op: Zoutman: In deze kolom staan formules zonder uitkomst")


def test_wrong_use_of_the_command(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="één bestand"):
        run(desk, tmp_path, "a.csv", "b.csv")
    with pytest.raises(Trouble, match="zoals 12,15"):
        run(desk, tmp_path, "a.csv", "--also", "twee")


MAPPING = """record = "employer"
[[column]]
name = "Zaak"
to = "employer.name"
[[column]]
name = "KvK"
to = "employer.kvk"
"""


def test_as_typed_at_the_prompt(cli: Cli, tmp_path: Path) -> None:
    """A workbook of employers with a mapping, looked at, brought in, and taken back with the number that was told."""
    assert cli("init") == 0
    rows = [["Zaak", "KvK"], ["Bakkerij De Korenaar", "12345678"], ["", "87654321"]]
    path, mapping = written(tmp_path / "zaken.xlsx", rows), tmp_path / "indeling.toml"
    mapping.write_text(MAPPING, "utf-8")
    asked = ("import", "--csv", "employers", path, "--mapping", mapping)
    assert cli(*asked, "--check") == 2
    assert "1 nieuw, 0 al bekend, 1 fout." in cli.out
    assert "rij 3: fout: Zaak: hier ontbreekt de naam." in cli.out
    assert cli(*asked) == 2
    assert cli.err.count("\n") == 1
    assert cli("list", "employers", "--json") == 0
    assert cli.out == "[]\n"

    assert cli(*asked, "--skip-bad") == 0
    number = cli.out.split("--undo ")[1].strip(" .\n")
    assert "1 werkgever ingelezen." in cli.out
    assert cli("import", "--undo", number) == 0
    assert cli.out == "1 dossier ligt nu in de prullenbak.\n"
    assert cli("list", "employers", "--json") == 0
    assert cli.out == "[]\n"
    assert cli("import", "--undo", number) == 2, "it is there only once"
    assert "niets meer om ongedaan te maken" in cli.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "geen bestand genoemd"),
        (("--csv", "candidates"), "één bestand"),
        (("--csv", "iedereen", "x.csv"), "iedereen"),
        (("x.csv", "--mapping", "x.toml"), "--mapping hoort bij een lijst"),
        (("x.json", "--skip-bad"), "--skip-bad hoort bij een lijst"),
        (("--undo", "gisteren"), "geen nummer van een ingelezen lijst"),
        (("x.csv", "--undo", "01a00ff0-0000-7000-8000-000000000001"), "alleen een nummer"),
        (("--csv", "candidates", "bestaat-niet.csv"), "bestaat-niet.csv"),
    ],
    ids=str,
)
def test_wrong_use_at_the_prompt(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    assert cli("init") == 0
    assert cli("import", *arguments) == 2
    assert words in cli.err
    assert cli.err.count("\n") == 1
