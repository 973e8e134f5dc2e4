"""The command line: exit codes, one clear line, nothing half done."""

import json
from pathlib import Path

import pytest

from beschutdesk.cli import main
from tests.conftest import PASSPHRASE
from tests.vaults import Moulds


class Cli:
    """Calls the program on one profile and remembers what it said."""

    def __init__(self, profile: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._start = ["--profile", str(profile), "--passphrase-file", str(secret)]
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        try:
            code = main([*self._start, *map(str, arguments)])
        except SystemExit as stop:
            code = int(str(stop.code))
        said = self._capsys.readouterr()
        self.out, self.err = said.out, said.err
        return code


@pytest.fixture
def cli(profile_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    secret = tmp_path / "wachtzin"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    return Cli(profile_dir, secret, capsys)


@pytest.fixture
def filled(cli: Cli, moulds: Moulds, profile_dir: Path) -> Cli:
    """On a vault with the demo dossiers, as ``init`` and ``demo`` make it."""
    moulds.cast(profile_dir, demo=True).close()
    return cli


def test_a_passphrase_that_is_easy_to_guess_makes_no_vault(cli: Cli, tmp_path: Path, profile_dir: Path) -> None:
    (tmp_path / "wachtzin").write_text("welkom123\n", "utf-8")
    assert cli("init") == 2
    assert "makkelijk te raden" in cli.err
    assert not profile_dir.exists() or not list(profile_dir.iterdir())


def test_from_nothing_to_a_portfolio(cli: Cli, tmp_path: Path) -> None:
    assert cli("init") == 0
    assert len(cli.out.splitlines()[-1]) == 41
    assert cli("demo") == 0
    assert "8 demodossiers" in cli.out
    target = tmp_path / "portfolio.pdf"
    assert cli("print", "portfolio", "--candidate", "jelte", "--audience", "floor", "-o", target) == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_a_timeline_of_a_person_and_of_an_employer(filled: Cli, tmp_path: Path) -> None:
    target = tmp_path / "tijdlijn.pdf"
    asked = ("--kind", "contact", "--kind", "taak", "--since", "2026-01-01", "--until", "2026-11-22")
    assert filled("print", "timeline", "--candidate", "jelte", "--audience", "municipality", *asked, "-o", target) == 0
    assert "voor gemeente" in filled.out
    assert "Niet voor deze lezer" in filled.out
    assert target.read_bytes().startswith(b"%PDF-1.7")
    target.unlink()
    assert filled("print", "timeline", "--employer", "bakkerij", "--audience", "colleague", "-o", target) == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize("what", ["candidates", "employers", "placements", "visits", "tasks"])
def test_lists_are_arrays_of_objects_with_id_and_names(filled: Cli, what: str) -> None:
    assert filled("list", what, "--json") == 0
    rows = json.loads(filled.out)
    assert isinstance(rows, list)
    assert rows
    for row in rows:
        assert row["id"]
        assert row.get("name") or row["candidate"] or row["employer"]


def test_the_demo_twice_does_no_harm(filled: Cli) -> None:
    assert filled("demo") == 0
    assert "4 demodossiers" in filled.out, "the others are there already"
    assert filled("demo") == 0
    assert "staan al" in filled.out


def test_export_and_import_elsewhere(filled: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assert filled("export", "--candidate", "Merlien Kartosemito", first) == 0
    other = Cli(tmp_path / "elders", tmp_path / "wachtzin", capsys)
    other("init")
    assert other("import", first) == 0
    assert other("export", "--candidate", "merlien", second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_an_import_is_whole_or_nothing(filled: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "goed.json", tmp_path / "fout.json"
    filled("export", "--candidate", "merlien", good)
    broken = json.loads(good.read_text("utf-8"))
    broken["candidate"]["born"] = "12 mei"
    bad.write_text(json.dumps(broken), "utf-8")
    other = Cli(tmp_path / "elders", tmp_path / "wachtzin", capsys)
    other("init")
    assert other("import", good, bad) == 2
    assert "fout.json" in other.err
    assert "Geboortedatum" in other.err
    assert "12 mei" not in other.err
    assert other.err.count("\n") == 1
    other("list", "candidates", "--json")
    assert json.loads(other.out) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "dossiers"),
        ("list", "candidates", "--yaml"),
        ("frobnicate",),
        ("import",),
        ("import", "bestaat-niet.json"),
        ("export", "--candidate", "niemand", "x.json"),
        ("print", "portfolio", "--candidate", "jelte", "--audience", "employer", "-o", "x.pdf"),
        ("print", "portfolio", "--candidate", "00000000-0000-7000-8000-000000000000", "--audience", "floor", "-o", "x"),
        ("print", "portfolio", "--candidate", "jelte", "--audience", "floor", "-o", "geen/map/x.pdf"),
        ("print", "portfolio", "--employer", "bakkerij", "--audience", "floor", "-o", "x.pdf"),
        ("print", "timeline", "--employer", "bakkerij", "--audience", "municipality", "-o", "x.pdf"),
        ("print", "timeline", "--employer", "bestaat niet", "--audience", "colleague", "-o", "x.pdf"),
        ("print", "timeline", "--audience", "colleague", "-o", "x.pdf"),
        ("print", "timeline", "--candidate", "jelte", "--audience", "floor", "-o", "x.pdf"),
        ("print", "timeline", "--candidate", "jelte", "--audience", "colleague", "--kind", "feest", "-o", "x.pdf"),
    ],
)
def test_wrong_use_is_one_line_and_2(filled: Cli, arguments: tuple[str, ...]) -> None:
    assert filled(*arguments) == 2
    assert filled.err.startswith("beschutdesk: ")
    assert filled.err.count("\n") == 1
    assert "Traceback" not in filled.err


def test_an_ambiguous_name_is_not_guessed(filled: Cli, tmp_path: Path) -> None:
    filled("export", "--candidate", "jelte", tmp_path / "j.json")
    twin = json.loads((tmp_path / "j.json").read_text("utf-8"))
    text = json.dumps(twin)
    for old in {twin["candidate"]["id"]}:
        text = text.replace(old, "01a00ff0-0000-7000-8000-000000000001")
    only = json.loads(text)
    for name in ("employers", "placements", "task_lists", "portfolios", "visits", "subsidies"):
        only.pop(name)
    for name in ("skills", "background", "week_parts", "involved", "advices"):
        only["candidate"].pop(name)
    (tmp_path / "k.json").write_text(json.dumps(only), "utf-8")
    assert filled("import", tmp_path / "k.json") == 0
    assert filled("export", "--candidate", "jelte", tmp_path / "l.json") == 2
    assert "2 kandidaten" in filled.err


def test_without_a_vault_3(cli: Cli) -> None:
    assert cli("list", "candidates") == 3
    assert "nog geen kluis" in cli.err


def test_a_wrong_passphrase_3(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "wachtzin").write_text("iets anders\n", "utf-8")
    assert filled("list", "candidates") == 3
    assert "klopt niet" in filled.err


def test_a_damaged_envelope_3(filled: Cli, profile_dir: Path) -> None:
    (profile_dir / "vault.json").write_bytes(b"{")
    assert filled("list", "candidates") == 3
    assert "sleutelbestand" in filled.err


def test_a_damaged_database_3(filled: Cli, profile_dir: Path) -> None:
    raw = bytearray((profile_dir / "dossiers.db").read_bytes())
    raw[100] ^= 1
    (profile_dir / "dossiers.db").write_bytes(raw)
    assert filled("list", "candidates") == 3
    assert "dossierbestand" in filled.err


def test_a_second_init_leaves_the_vault_alone(filled: Cli) -> None:
    assert filled("init") == 3
    assert "al een kluis" in filled.err
    assert filled("list", "candidates") == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00"])
def test_no_usable_passphrase(filled: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wachtzin").write_bytes(content)
    assert filled("list", "candidates") == 2


def test_a_fault_of_ours_says_where_and_not_with_what(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.services.lists import Lists

    def fail(*_: object) -> None:
        raise RuntimeError("Jelte Roossien")

    monkeypatch.setattr(Lists, "table", fail)
    assert filled("list", "candidates") == 1
    assert "RuntimeError, beschutdesk.commands.dossiers:" in filled.err
    assert "Jelte" not in filled.err


def test_self_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["self-test"]) == 0
    assert "Alles werkt." in capsys.readouterr().out


def test_a_self_test_that_fails_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.documents import portfolio

    monkeypatch.setattr(portfolio, "build", lambda _: b"no pdf")
    assert main(["self-test"]) == 1
    assert "MISLUKT" in capsys.readouterr().out


@pytest.mark.parametrize(("target", "words"), [("geen/map/x.pdf", "x.pdf: dit bestand of deze map bestaat niet")])
def test_a_file_that_cannot_be_written_is_named_as_it_was_typed(
    filled: Cli, tmp_path: Path, target: str, words: str
) -> None:
    assert filled("print", "portfolio", "--candidate", "jelte", "--audience", "floor", "-o", tmp_path / target) == 2
    assert words in filled.err


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 2
    assert "geen scherm" in capsys.readouterr().err
