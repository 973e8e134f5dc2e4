"""Printing by command: every document for every reader it is for, and a clear no for all others."""

from pathlib import Path

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.services import documents, introduction_paper, profile, timeline_paper
from tests.conftest import PASSPHRASE
from tests.documents import pdf
from tests.documents.test_introduction import full
from tests.unit.test_cli import Cli

READERS = {
    "portfolio": documents.PORTFOLIO_AUDIENCES,
    "timeline": timeline_paper.READERS["candidate"],
    "introduction": introduction_paper.READERS,
}
OFFERED = ("floor", "supervisor", "employer", "municipality", "colleague", "candidate")


@pytest.fixture
def known(filled: Cli, profile_dir: Path) -> Cli:
    """The demo, and somebody with all that can be printed."""
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        long = "Świętosława", "Brzęczyszczykiewicz-van den Bovenkamp"
        person, employer = Candidate(name_used=long[0], family_name=long[1]), Employer(name="Hoveniers & Zonen" * 4)
        place = Placement(candidate=person.id, employer=employer.id, evaluations=[full()])
        desk.dossiers.add([person, employer, place, Candidate(name_used="Noortje")])
    return filled


def test_every_document_says_for_whom_it_is(known: Cli, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    for document, readers in READERS.items():
        for key in OFFERED:
            if Audience.from_key(key) in readers:
                continue
            words = ("print", document, "--candidate", "świętosława", "--audience", key, "-o", target)
            assert known(*words) == 2, words
            said = known.err
            assert "is er alleen voor: " in said
            assert all(reader.label in said for reader in readers)
            assert "Er is niets afgedrukt" in said
            assert "Kies een van deze lezers." in said
            assert not target.exists()


def test_nobody_gets_an_evaluation_that_was_never_made(known: Cli, tmp_path: Path) -> None:
    words = ("print", "introduction", "--candidate", "noortje", "--audience", "employer", "-o", tmp_path / "x.pdf")
    assert known(*words) == 2
    assert "Er is nog geen evaluatie van de kennismaking." in known.err


@pytest.mark.slow
def test_what_is_printed_passes_the_judge_and_is_kept(known: Cli, tmp_path: Path, profile_dir: Path) -> None:
    made: list[Path] = []
    for document, readers in READERS.items():
        for reader in readers:
            made.append(tmp_path / f"{document}-{reader.key}.pdf")
            words = ("print", document, "--candidate", "świętosława", "--audience", reader.key, "-o", made[-1])
            assert known(*words) == 0, known.err
            assert f"voor {reader.label}." in known.out
    verdicts = pdf.judged(made)
    assert {key: found for key, found in verdicts.items() if found} == {}
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        (key,) = [one.id for one in desk.lists.by_name("świętosława")]
        kinds = [desk.dossiers.get("issued_document", one).kind.key for one in desk.dossiers.ids("issued_document")]
        assert kinds == [document for document, readers in READERS.items() for _ in readers]
        assert len(desk.documents.issued(key)) == len(READERS["portfolio"])
