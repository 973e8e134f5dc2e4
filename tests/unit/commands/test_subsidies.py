"""Printing the papers of an application by command."""

from datetime import date
from pathlib import Path

import pytest

from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.services import profile
from tests.conftest import PASSPHRASE
from tests.documents import invented_subsidies as invented
from tests.documents import pdf
from tests.documents.invented_subsidies import Application
from tests.unit.test_cli import Cli

COMMANDS = {
    "subsidy-application": (DocumentKind.SUBSIDY_APPLICATION, "gemeente"),
    "step-plan": (DocumentKind.STEP_PLAN, "werkgever"),
    "cost-picture": (DocumentKind.COST_PICTURE, "werkgever"),
    "supervision-log": (DocumentKind.SUPERVISION_LOG, "gemeente"),
}


@pytest.fixture
def kept(cli: Cli, profile_dir: Path) -> Application:
    """A vault with one granted application."""
    assert cli("init", "--name", "R. Jansen") == 0
    made = invented.granted()
    made.subsidy.scheme = "landelijk"
    made.subsidy.why_more = "Zijn medicijnen maken hem moe."
    case = made.dossier
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.settings.record_bsn = True
        desk.dossiers.add([case.candidate, case.employer, case.placement, *made.visits, made.subsidy])
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_each_paper_is_written_kept_and_told(
    cli: Cli, kept: Application, tmp_path: Path, profile_dir: Path, command: str
) -> None:
    kind, reader = COMMANDS[command]
    target = tmp_path / "blad.pdf"
    assert cli("print", command, "--candidate", "thijs", "-o", target) == 0, cli.err
    assert f"Weggeschreven: blad.pdf, voor {reader}." in cli.out
    assert "Niet voor deze lezer, dus niet erin:" in cli.out
    assert ("medicijnen" in cli.err) == (kind is DocumentKind.SUBSIDY_APPLICATION)
    assert "Thijs van den Bovenkamp" in " ".join(pdf.spoken(target))
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        issued = desk.subsidy_papers.issued(kept.subsidy.id)
    assert [(one.kind, one.way) for one in issued] == [(kind, "pdf")]


def test_the_copy_for_the_employer_has_no_bsn(cli: Cli, kept: Application, tmp_path: Path) -> None:
    target = tmp_path / "blad.pdf"
    words = ("print", "subsidy-application", "--candidate", "thijs", "--placement", "hoveniers", "-o", target)
    assert cli(*words, "--audience", "employer") == 0, cli.err
    assert "- BSN (alleen voor gemeente)" in cli.out
    assert "111222333" not in " ".join(pdf.spoken(target))
    assert cli(*words, "--audience", "municipality") == 0, cli.err
    assert "111222333" in " ".join(pdf.spoken(target))


def test_a_period_is_named_by_a_day_in_it(cli: Cli, kept: Application, tmp_path: Path) -> None:
    target = tmp_path / "blad.pdf"
    words = ("print", "subsidy-application", "--candidate", kept.dossier.candidate.id, "-o", target)
    assert cli(*words, "--period", "2026-12-01") == 0, cli.err
    assert cli(*words, "--period", "2019-12-01") == 2
    assert "geen aanvraag in deze periode" in cli.err
    assert cli(*words, "--period", "morgen") == 2
    assert "geen dag" in cli.err


def test_a_cost_picture_takes_what_an_employer_says(cli: Cli, kept: Application, tmp_path: Path) -> None:
    target = tmp_path / "blad.pdf"
    words = ("print", "cost-picture", "--candidate", "thijs", "-o", target)
    assert cli(*words, "--wage", "15,20", "--fee", "700") == 0, cli.err
    spoken = " ".join(pdf.spoken(target)).replace("\u00a0", " ")
    assert "€ 15,20 × 18 uur" in spoken
    assert "€ 700,00" in spoken
    for wrong in ("veel", "-3", "nan", "9999999"):
        assert cli(*words, f"--wage={wrong}") == 2
        assert "schrijf 14,40" in cli.err


def test_what_is_not_there_is_told_and_nothing_is_written(cli: Cli, kept: Application, tmp_path: Path) -> None:
    target = tmp_path / "blad.pdf"
    assert cli("print", "step-plan", "--candidate", "nobody", "-o", target) == 2
    assert cli("print", "step-plan", "--candidate", "thijs", "--placement", "bakker", "-o", target) == 2
    assert "geen plaatsing" in cli.err
    assert cli("print", "step-plan", "--candidate", "thijs", "--audience", "municipality", "-o", target) == 2
    assert not target.exists()


def test_a_concept_says_what_is_missing(cli: Cli, kept: Application, tmp_path: Path, profile_dir: Path) -> None:
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        case = kept.dossier
        unfinished = type(kept.subsidy)(
            candidate=case.candidate.id, placement=case.placement.id, since=date(2028, 1, 1), until=date(2028, 12, 31)
        )
        desk.dossiers.add([unfinished])
    target = tmp_path / "blad.pdf"
    assert cli("print", "subsidy-application", "--candidate", "thijs", "--period", "2028-05-01", "-o", target) == 0
    assert "Concept. Nog niet ingevuld: Wie vraagt aan, Wie tekent" in cli.out


def test_help_names_every_paper(cli: Cli) -> None:
    assert cli("print", "--help") == 0
    for command in COMMANDS:
        assert command in cli.out
    assert cli("print", "cost-picture", "--help") == 0
    assert "bruto uurloon" in cli.out
