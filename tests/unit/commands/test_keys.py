"""The ways in, from the command line: nothing secret in an argument, and a code counts once it was typed back."""

import io
import json
from pathlib import Path

import pytest

from beschutdesk.services import profile as profiles
from tests.conftest import PASSPHRASE
from tests.unit.test_cli import Cli

NEW = "kameel wandelt blauw fluitketel"


class Typist(io.StringIO):
    """Standard input of somebody who reads the code from the screen and types it back.

    Attributes:
        slips: type it with a mistake.
    """

    def __init__(self, capsys: pytest.CaptureFixture[str], slips: bool = False) -> None:
        super().__init__()
        self._capsys, self.slips, self.code = capsys, slips, ""

    def isatty(self) -> bool:
        return False

    def readline(self, *_: object) -> str:  # type: ignore[override]
        self.code = self._capsys.readouterr().out.splitlines()[-1]
        typed = self.code.lower().replace("-", " ")
        return (typed[::-1] if self.slips else typed) + "\n"


@pytest.fixture
def typist(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typist:
    made = Typist(capsys)
    monkeypatch.setattr("sys.stdin", made)
    return made


def ways(cli: Cli) -> dict[str, dict[str, object]]:
    assert cli("keys", "list", "--json") == 0, cli.err
    return {way["kind"]: way for way in json.loads(cli.out)}


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    path = tmp_path / "nieuw"
    path.write_text(NEW + "\n", "utf-8")
    return path


def test_the_list(filled: Cli) -> None:
    assert set(ways(filled)) == {"passphrase", "recovery"}
    assert filled("keys", "list") == 0
    assert "Wachtzin" in filled.out
    assert "nog niet overgetypt" in filled.out


def test_another_passphrase(filled: Cli, new_file: Path, profile_dir: Path) -> None:
    salt = (profile_dir / "dossiers.db").read_bytes()[:16]
    assert filled("keys", "replace", "passphrase", "--new-passphrase-file", new_file) == 0, filled.err
    assert filled("list", "candidates") == 3
    profiles.open_with_passphrase(profile_dir, NEW).close()
    assert (profile_dir / "dossiers.db").read_bytes()[:16] == salt  # the same key: nothing was written anew


def test_another_recovery_code_counts_once_it_was_typed_back(
    filled: Cli, typist: Typist, profile_dir: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "code.pdf"
    typist.slips = True
    assert filled("keys", "replace", "recovery") == 2
    assert "tikfout" in filled.err or "andere dan de nieuwe" in filled.err
    assert not ways(filled)["recovery"]["proven"]
    typist.slips = False
    assert filled("keys", "replace", "recovery", "--recovery-pdf", sheet) == 0, filled.err
    assert sheet.read_bytes().startswith(b"%PDF")
    assert ways(filled)["recovery"]["proven"]
    profiles.open_with_code(profile_dir, typist.code).close()


def test_the_code_is_typed_back_from_a_file_too(cli: Cli, tmp_path: Path) -> None:
    assert cli("init") == 0
    (tmp_path / "code").write_text(cli.out.splitlines()[-1] + "\n", "utf-8")
    assert cli("keys", "prove", "--typed-file", tmp_path / "code") == 0, cli.err
    assert ways(cli)["recovery"]["proven"]


def test_the_vault_opens_by_code(cli: Cli, tmp_path: Path, profile_dir: Path) -> None:
    assert cli("init") == 0
    code = tmp_path / "code"
    code.write_text(cli.out.splitlines()[-1] + "\n", "utf-8")
    cli._start = ["--profile", str(profile_dir), "--code-file", str(code)]
    assert cli("list", "candidates", "--json") == 0
    assert cli("--passphrase-file", code, "list", "candidates") == 2
    code.write_text("7K2M\n", "utf-8")
    assert cli("list", "candidates") == 3
    assert "33 tekens" in cli.err


def test_a_way_is_removed_but_never_the_last(filled: Cli, typist: Typist) -> None:
    assert filled("keys", "remove", "passphrase") == 2
    assert filled.err.count("\n") == 1
    assert filled("keys", "replace", "recovery") == 0
    known = ways(filled)["recovery"]["id"]
    assert filled("keys", "remove", known) == 0, filled.err
    assert set(ways(filled)) == {"passphrase"}
    assert filled("keys", "add", "recovery") == 0, filled.err
    assert set(ways(filled)) == {"passphrase", "recovery"}
    assert typist.code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keys",), "er ontbreekt"),
        (("keys", "add", "pin"), "pincode"),
        (("keys", "add", "passphrase"), "is al een wachtzin"),
        (("keys", "replace", "pin"), "is geen pincode"),
        (("keys", "replace", "face"), "kent"),
        (("keys", "remove", "pin"), "is er niet"),
        (("keys", "replace", "passphrase"), "geen nieuwe wachtzin gegeven"),
        (("keys", "prove", "--typed-file", "bestaat-niet"), "bestaat niet"),
    ],
)
def test_wrong_use_is_one_line(
    filled: Cli, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert filled(*arguments) == 2, filled.err
    assert said in filled.err
    assert filled.err.count("\n") == 1


def test_a_new_data_key_for_everything(filled: Cli, typist: Typist, new_file: Path, profile_dir: Path) -> None:
    before = (profile_dir / "dossiers.db").read_bytes()[:16]
    typist.slips = True
    assert filled("keys", "renew", "--new-passphrase-file", new_file) == 2
    assert filled("list", "candidates") == 0
    typist.slips = False
    assert filled("keys", "renew", "--new-passphrase-file", new_file) == 0, filled.err
    assert filled("list", "candidates") == 3
    assert (profile_dir / "dossiers.db").read_bytes()[:16] != before
    with profiles.open_with_code(profile_dir, typist.code) as desk:
        assert len(desk.dossiers.ids("candidate")) == 4


def test_what_opens_with_the_old_key_goes_when_asked(
    filled: Cli, typist: Typist, new_file: Path, profile_dir: Path
) -> None:
    assert filled("keys", "renew", "--new-passphrase-file", new_file, "--remove-older") == 0, filled.err
    assert "eerdere" in filled.out or "tot nu toe" in filled.out
    (made,) = profile_dir.glob("reservekopieen/*/*/manifest.json")
    assert made.with_name("dossiers.db").read_bytes()[:16] == (profile_dir / "dossiers.db").read_bytes()[:16]


def test_the_passphrase_may_stay_at_a_renewal(filled: Cli, typist: Typist) -> None:
    assert filled("keys", "renew") == 0, filled.err
    assert filled("list", "candidates") == 0
    assert typist.code


def test_no_secret_is_shown_or_left_in_the_log(filled: Cli, typist: Typist, new_file: Path, tmp_path: Path) -> None:
    assert filled("keys", "replace", "passphrase", "--new-passphrase-file", new_file) == 0
    assert NEW not in filled.out + filled.err
    assert PASSPHRASE not in filled.out + filled.err
    assert typist.code == ""
    assert tmp_path.exists()
