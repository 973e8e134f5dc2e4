"""Printing the papers of jobcarving by command."""

from pathlib import Path

import pikepdf
import pytest

from beschutdesk.services import profile
from tests.conftest import PASSPHRASE
from tests.documents import invented_tasks as invented
from tests.documents import pdf
from tests.documents.invented_tasks import Carved
from tests.unit.test_cli import Cli


@pytest.fixture
def kept(cli: Cli, profile_dir: Path) -> Carved:
    """A vault with one task list."""
    assert cli("init", "--name", "R. Jansen") == 0
    made = invented.full()
    made.tasks.tasks[1].safety = "Zijn medicijnen maken hem moe."
    case = made.dossier
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.dossiers.add([case.candidate, case.employer, case.placement, made.tasks])
    return made


def test_each_paper_is_written_kept_and_told(cli: Cli, kept: Carved, tmp_path: Path, profile_dir: Path) -> None:
    target = tmp_path / "blad.pdf"
    assert cli("print", "task-list", "--candidate", "thijs", "-o", target) == 0, cli.err
    assert "Weggeschreven: blad.pdf, voor werkgever." in cli.out
    assert "Thijs van den Bovenkamp" in " ".join(pdf.spoken(target))
    plan = ("print", "day-plan", "--candidate", "thijs", "--placement", "hoveniers", "-o", target)
    assert cli(*plan, "--pictures", "--day", "maandag") == 0, cli.err
    assert "Weggeschreven: blad.pdf, voor vloer." in cli.out
    assert "Niet voor deze lezer, dus niet erin:" in cli.out
    with pikepdf.open(target) as file:
        left, low, right, top = (float(edge) for edge in file.pages[0].mediabox)
        assert (len(file.pages), right - left > top - low) == (1, True)
    instruction = ("print", "work-instruction", "--task", kept.tasks.tasks[1].id, "-o", target)
    assert cli(*instruction) == 0, cli.err
    assert "medicijnen" in cli.err
    assert "Hark het blad op een hoop" in " ".join(pdf.spoken(target))
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        issued = desk.task_papers.issued(kept.dossier.placement.id)
    assert [one.kind.key for one in issued if one.kind] == ["work_instruction", "day_plan", "task_list"]


def test_what_is_no_task_is_said_before_a_passphrase_is_asked(cli: Cli, tmp_path: Path) -> None:
    assert cli("print", "work-instruction", "--task", "vegen", "-o", tmp_path / "x.pdf") == 2
    assert "Dit is geen kenmerk van een taak." in cli.err
    assert not (tmp_path / "x.pdf").exists()
