"""Every command once as a program of its own: exit code, standard output, standard error, and a log without names."""

import json
from pathlib import Path

import pytest

from tests.unit.commands.conftest import Program


@pytest.mark.slow
@pytest.mark.real_price
def test_a_day_with_the_program(program: Program, profile_dir: Path, tmp_path: Path) -> None:
    def good(*arguments: object, given: str = "") -> str:
        done = program(*arguments, given=given)
        assert (done.returncode, done.stderr) == (0, ""), (arguments, done.stderr)
        return done.stdout

    sheet, usb = tmp_path / "code.pdf", tmp_path / "usb"
    usb.mkdir()
    code = good("init", "--name", "R. Jansen", "--recovery-pdf", sheet).splitlines()[1]
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "8 demodossiers" in good("demo")
    assert len(json.loads(good("list", "candidates", "--json"))) == 8
    good("export", "--candidate", "jelte", tmp_path / "j.json")
    assert program("import", tmp_path / "j.json").returncode == 2, "it is there already"
    good("print", "portfolio", "--candidate", "jelte", "--audience", "floor", "-o", tmp_path / "p.pdf")
    good("keys", "prove", given=code + "\n")
    assert [way["proven"] for way in json.loads(good("keys", "list", "--json"))] == [True, True]
    assert "nagekeken" in good("backup", "--to", usb)
    (backup,) = json.loads(good("backups", "--from", usb, "--json"))
    assert "8 dossiers" in good("restore", backup["path"])
    assert "is heel" in good("audit", "--verify")
    good("audit", "--csv", tmp_path / "log.csv")
    assert "in orde" in good("check")
    assert "Teruggezet" in good("restore", backup["path"], "--yes")
    (tmp_path / "code").write_text(code, "utf-8")
    good("rescue", "-o", tmp_path / "gered")

    def refused(code: int, *arguments: object) -> None:
        done = program(*arguments)
        assert done.returncode == code, done.stderr
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr

    refused(2, "keys", "add", "passphrase")
    (tmp_path / "wachtzin").write_text("iets heel anders\n", "utf-8")
    refused(3, "list", "candidates")
    (profile_dir / "vault.json").write_bytes(b"{")
    refused(3, "list", "candidates")
    refused(3, "check")
    logs = list((tmp_path / "log").rglob("*.log"))
    assert logs
    written = "".join(path.read_text("utf-8") for path in logs)
    assert "started" in written
    assert not any(word in written for word in ("Jelte", "Jansen", "Roossien", code))
    assert all(path.stat().st_mode & 0o077 == 0 for path in logs)
    assert not (tmp_path / "thuis").exists(), "nothing is left in the home of its user"
