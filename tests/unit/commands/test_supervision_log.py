"""A table of supervision on the command line: look first, all or nothing, and back again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.unit.commands.importing import run

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - the command asks the clock too


@pytest.fixture
def asked(desk: Desk) -> SupervisionSubsidy:
    person, house = Candidate(name_used="Sem", family_name="Proef"), Employer(name="De Proeftuin")
    phase = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=YESTERDAY - timedelta(days=60))
    place = Placement(candidate=person.id, employer=house.id, phases=[phase])
    made = SupervisionSubsidy(candidate=person.id, placement=place.id, since=YESTERDAY - timedelta(days=60))
    desk.dossiers.add([person, house, place, made])
    return made


def test_a_table_comes_into_the_log_and_goes_out_again(
    desk: Desk, tmp_path: Path, asked: SupervisionSubsidy, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "uren.csv"
    path.write_text(f"Datum;Uren;Begeleider\n{YESTERDAY.isoformat()};0,5;Een collega\n31-2-2026;1;\n", "utf-8")
    log = ["--csv", "supervision-log", str(path), "--candidate", "Sem Proef"]
    assert run(desk, tmp_path, *log, "--check") == 2
    assert "rij 3: fout: Datum: " in capsys.readouterr().out
    with pytest.raises(Trouble, match="1 rij heeft een fout"):
        run(desk, tmp_path, *log)
    assert desk.dossiers.get("supervision_subsidy", asked.id).log == []
    assert run(desk, tmp_path, *log, "--skip-bad") == 0
    said = capsys.readouterr().out
    (line,) = desk.dossiers.get("supervision_subsidy", asked.id).log
    assert (line.given_on, line.minutes, line.by) == (YESTERDAY, 30, "Een collega")
    number = said.rstrip().rstrip(".").rpartition("--undo ")[2]
    assert run(desk, tmp_path, "--undo", number) == 0
    assert "weer uit het logboek" in capsys.readouterr().out
    assert desk.dossiers.get("supervision_subsidy", asked.id).log == []


def test_it_says_what_it_needs(desk: Desk, tmp_path: Path, asked: SupervisionSubsidy) -> None:
    path = tmp_path / "uren.csv"
    path.write_text("Datum;Minuten\n1-1-2026;5\n", "utf-8")
    with pytest.raises(Trouble, match="over wie"):
        run(desk, tmp_path, "--csv", "supervision-log", str(path))
    log = ["--csv", "supervision-log", str(path), "--candidate", "Sem Proef"]
    with pytest.raises(Trouble, match="geen aanvraag in deze periode"):
        run(desk, tmp_path, *log, "--period", "2001-01-01", "--placement", "De Proeftuin")
