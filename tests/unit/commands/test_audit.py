"""The log, from the command line."""

import json
from pathlib import Path

import pytest

from beschutdesk.commands import audit
from beschutdesk.services.audit import Act
from beschutdesk.services.profile import open_with_passphrase
from tests.conftest import PASSPHRASE
from tests.unit.test_cli import Cli


def test_the_acts_are_those_of_the_log() -> None:
    assert set(audit._ACTS) == {str(act) for act in Act}


def test_the_lines(filled: Cli) -> None:
    assert filled("audit") == 0, filled.err
    assert "Nieuw gemaakt" in filled.out
    assert filled("audit", "--json", "--act", "unlock", "--since", "2020-01-01") == 0
    rows = json.loads(filled.out)
    assert rows
    assert {row["act"] for row in rows} == {"unlock"}
    assert filled("audit", "--json", "--until", "2020-01-01") == 0
    assert json.loads(filled.out) == []


def test_to_a_table(filled: Cli, tmp_path: Path) -> None:
    assert filled("audit", "--csv", tmp_path / "log.csv") == 0
    table = (tmp_path / "log.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfNummer;")
    assert filled("audit", "--json", "--act", "export") == 0
    (line,) = json.loads(filled.out)
    assert line["detail"] == {"what": "logboek", "lines": table.count(b"\r\n") - 1}, "what left the vault is in the log"


def test_a_table_that_cannot_be_written_left_nothing(filled: Cli, tmp_path: Path) -> None:
    assert filled("audit", "--csv", tmp_path / "is-er-niet" / "log.csv") != 0
    assert filled("audit", "--json", "--act", "export") == 0
    assert json.loads(filled.out) == []


def test_a_whole_log(filled: Cli) -> None:
    assert filled("audit", "--verify") == 0, filled.err
    assert "is heel" in filled.out


def test_what_a_program_reads_is_json_and_nothing_else(filled: Cli) -> None:
    assert filled("audit", "--json", "--verify") == 0
    assert json.loads(filled.out)
    assert "is heel" in filled.err


def test_a_log_that_was_tampered_with_is_3(filled: Cli, profile_dir: Path) -> None:
    import sqlalchemy as sa

    with open_with_passphrase(profile_dir, PASSPHRASE) as desk, desk._store.writing() as connection:
        for (name,) in connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            if "audit" in name:
                connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
        connection.execute(sa.text("UPDATE audit SET by = 'iemand anders' WHERE rid = 3"))
    assert filled("audit", "--verify") == 3
    assert "vanaf regel 3" in filled.err
    assert filled.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("--since", "gisteren"), ("--act", "dansen"), ("--json", "--csv", "x")])
def test_wrong_use_is_one_line(filled: Cli, arguments: tuple[str, ...]) -> None:
    assert filled("audit", *arguments) == 2
    assert filled.err.count("\n") == 1
    assert filled.err.startswith("beschutdesk: ")
