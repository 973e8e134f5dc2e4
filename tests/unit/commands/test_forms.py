"""A gemeente's own form by command: filled in, reported on, and refused in one line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services import profile
from beschutdesk.services.municipal_forms import Entry
from tests.conftest import PASSPHRASE
from tests.exchange.asked import FORMS, kept
from tests.exchange.reading import words_of
from tests.unit.test_cli import Cli
from tests.vaults import Moulds

BLANK = FORMS / "lindeveen.pdf"


@pytest.fixture
def known(cli: Cli, moulds: Moulds, profile_dir: Path, tmp_path: Path) -> Cli:
    """An application, somebody without one, and a mapping in ``koppeling.toml``."""
    with moulds.cast(profile_dir) as desk:
        kept(desk)
        desk.dossiers.add([Candidate(name_used="Noortje")])
        form = desk.municipal_forms.open(BLANK)
        own = replace(form, entries=(*form.entries, Entry("gemeente", "", "candidate.municipality")))
        (tmp_path / "koppeling.toml").write_text(desk.municipal_forms.mapping_text(own), "utf-8")
    return cli


def fill(cli: Cli, tmp_path: Path, *more: object, blank: Path = BLANK, who: str = "Łukasz") -> int:
    words = ("fill-form", blank, "--candidate", who, "-o", tmp_path / "uit.pdf", *more)
    return cli(*words)


def test_filled_in_by_the_mapping_of_a_colleague(known: Cli, tmp_path: Path, profile_dir: Path) -> None:
    assert fill(known, tmp_path, "--mapping", tmp_path / "koppeling.toml") == 0, known.err
    assert re.search(r"Weggeschreven: uit.pdf, met 2\d van 29 velden ingevuld\.", known.out)
    assert "Nog niets over bekend:\n" in known.out
    words = " ".join(words_of((tmp_path / "uit.pdf").read_bytes())[0].split())
    assert "Łukasz Çelik-Şahin" in words
    assert "Waterhoek" in words
    assert "Epilepsie" not in words
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        (asked,) = desk.dossiers.ids("supervision_subsidy")
        (issued,) = desk.municipal_forms.issued(asked)
        assert desk.documents.reopen(issued) == (tmp_path / "uit.pdf").read_bytes()


def test_what_is_kept_needs_no_file(known: Cli, tmp_path: Path, profile_dir: Path) -> None:
    assert fill(known, tmp_path) == 2
    assert "nog niet bekend" in known.err
    assert "--mapping" in known.err
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.municipal_forms.keep(desk.municipal_forms.open(BLANK))
    assert fill(known, tmp_path) == 0, known.err


@pytest.mark.parametrize(
    ("period", "code", "said"),
    [
        ("2026", 0, "Weggeschreven"),
        ("2026-05-05", 0, "Weggeschreven"),
        ("2025", 2, "geen aanvraag in deze periode"),
        ("2027-01-01", 2, "geen aanvraag in deze periode"),
        ("vorig jaar", 2, "geen jaar en geen dag"),
        ("0000", 2, "geen jaar en geen dag"),
    ],
)
def test_the_application_of_a_period(known: Cli, tmp_path: Path, period: str, code: int, said: str) -> None:
    assert fill(known, tmp_path, "--mapping", tmp_path / "koppeling.toml", "--period", period) == code
    assert said in known.out + known.err
    assert (tmp_path / "uit.pdf").exists() == (code == 0)


def test_refused_in_one_line(known: Cli, tmp_path: Path) -> None:
    broken, mapping = tmp_path / "stuk.pdf", tmp_path / "koppeling.toml"
    broken.write_bytes(BLANK.read_bytes()[:700])
    bad = tmp_path / "fout.toml"
    bad.write_text("[[field]]\nname = 'uren'\nvalue = 'candidate.private_notes'\n", "utf-8")
    for words, said in (
        (("--mapping", mapping), ("beschadigd", "geen velden")),
        (("--mapping", tmp_path / "weg.toml"), ("niet te lezen",)),
        (("--mapping", bad), ("niets wat dit programma",)),
    ):
        blank = broken if words[1] == mapping else BLANK
        assert fill(known, tmp_path, *words, blank=blank) == 2
        assert any(one in known.err for one in said), known.err
        assert known.err.count("\n") == 1
        assert "Traceback" not in known.err
    assert fill(known, tmp_path, "--mapping", mapping, who="Noortje") == 2
    assert "nog geen aanvraag" in known.err
    assert not (tmp_path / "uit.pdf").exists()


@pytest.mark.parametrize("which", ["blank", "mapping"])
def test_what_is_read_is_never_written_over(known: Cli, tmp_path: Path, which: str) -> None:
    own = tmp_path / "leeg.pdf"
    own.write_bytes(BLANK.read_bytes())
    mapping = tmp_path / "koppeling.toml"
    target = own if which == "blank" else mapping
    before = target.read_bytes()
    words = ("fill-form", own, "--mapping", mapping, "--candidate", "Łukasz", "-o", target)
    assert known(*words) == 2
    assert "andere naam" in known.err
    assert target.read_bytes() == before
