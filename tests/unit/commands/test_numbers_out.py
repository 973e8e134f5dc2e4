"""The commands that write numbers, a calendar and an evaluation."""

import io
from datetime import date
from pathlib import Path

import openpyxl

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.services import profile
from tests.conftest import PASSPHRASE
from tests.documents.test_introduction import full
from tests.unit.test_cli import Cli


def test_overview(filled: Cli, tmp_path: Path) -> None:
    target = tmp_path / "cijfers.xlsx"
    year = date.today().year  # noqa: DTZ011
    assert filled("overview", "--year", year, "-o", target) == 0
    assert "Weggeschreven: cijfers.xlsx." in filled.out
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames[:2] == ["Toelichting", "Taakstelling"]
    assert filled("overview", "--exact", "-o", target) == 0
    assert "alleen voor jou" in filled.out
    assert filled("overview", "--year", 2014, "-o", target) == 2
    assert filled("overview", "--municipality", "Nergenshuizen", "-o", target) == 2
    assert filled("overview", "--source", "Stcrt.", "-o", target) == 2


def test_the_taakstelling_is_remembered(filled: Cli, tmp_path: Path, profile_dir: Path) -> None:
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        name = desk.overview.municipalities()[0]
    target = tmp_path / "cijfers.xlsx"
    assert filled("overview", "--municipality", "Nergenshuizen", "--target", 9, "--source", "x", "-o", target) == 2
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert desk.overview.targets() == []
    words = ("--municipality", name, "--target", 12, "--source", "Stcrt.")
    assert filled("overview", *words, "-o", target) == 0
    assert filled("overview", "--municipality", name, "-o", target) == 0
    sheet = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))["Taakstelling"]
    assert sheet["B3"].value == 12


def test_calendar(filled: Cli, tmp_path: Path) -> None:
    target = tmp_path / "agenda.ics"
    assert filled("calendar", "-o", target) == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "Weggeschreven: agenda.ics, met " in filled.out


def test_introduction(filled: Cli, tmp_path: Path, profile_dir: Path) -> None:
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        person = Candidate(name_used="Bo", family_name="Vis")
        desk.dossiers.add([person, Placement(candidate=person.id, evaluations=[full()])])
    target = tmp_path / "evaluatie.pdf"
    words = ("print", "introduction", "--candidate", "bo vis", "-o", target)
    assert filled(*words, "--audience", "employer") == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert "voor werkgever" in filled.out
    assert filled(*words, "--audience", "floor") == 2


def test_an_introduction_of_the_placement_that_is_asked(filled: Cli, tmp_path: Path, profile_dir: Path) -> None:
    first, second = Employer(name="Bakkerij Korst"), Employer(name="Bakkerij Vlaai")
    person = Candidate(name_used="Bo", family_name="Vis")
    there, bare = (Placement(candidate=person.id, employer=one.id) for one in (first, second))
    there.evaluations = [full()]
    there.ended_on = date(2020, 1, 1)
    running = Placement(candidate=person.id, evaluations=[full()])
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.dossiers.add([first, second, person, there, bare, running])
    target = tmp_path / "evaluatie.pdf"
    words = ("print", "introduction", "--candidate", "bo vis", "--audience", "employer", "-o", target)

    def issued() -> tuple[int, int]:
        with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
            return len(desk.introductions.issued(there.id)), len(desk.introductions.issued(running.id))

    assert filled(*words) == 0
    assert issued() == (0, 1), "the one that runs"
    assert filled(*words, "--placement", "bakkerij k") == 0
    assert filled(*words, "--placement", there.id) == 0
    assert issued() == (2, 1)
    for wrong in ("bakkerij", "slagerij", person.id, bare.id):
        assert filled(*words, "--placement", wrong) == 2
    asked = ("print", "portfolio", "--candidate", "bo vis", "--audience", "floor", "--placement", there.id)
    assert filled(*asked, "-o", target) == 2
    assert issued() == (2, 1)
