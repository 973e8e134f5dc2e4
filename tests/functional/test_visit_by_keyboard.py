"""One visit with two workers by keyboard alone: a kill in the middle, a lock near the end, and then the reports."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.visit import Judgement, Visit, VisitState
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.visit_papers import Reader
from tests.conftest import PASSPHRASE
from tests.functional import typist, visit_typist
from tests.ui.visiting import TODAY, dossiers

ROOT = Path(__file__).parents[2]
LOSABLE = 1.0
"""Seconds of typing that may be lost."""
SECONDS = 6.0


def command(act: str, folder: Path, candidate: UUID) -> list[str]:
    return [sys.executable, "-m", "tests.functional.visit_typist", act, str(folder), str(candidate), "Roos"]


def talk_until_killed(folder: Path, candidate: UUID) -> int:
    """Type, kill; returns how many keys were pressed more than a second before that."""
    process = subprocess.Popen(
        command("talk", folder, candidate), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first, process.communicate()[1]
    keys: list[tuple[int, float]] = []

    def listen() -> None:
        for line in process.stdout or ():
            if line.endswith("\n"):
                number, moment = line.split()
                keys.append((int(number), float(moment)))

    ear = threading.Thread(target=listen)
    ear.start()
    time.sleep(SECONDS)
    killed = time.monotonic()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    ear.join(10)
    assert process.stderr is not None
    process.stderr.close()
    process.stdout.close()
    return max(number for number, moment in keys if moment < killed - LOSABLE)


@pytest.mark.functional
@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX matter")
def test_a_visit_with_two_workers_survives_a_kill_and_a_lock(desk: Desk, profile_dir: Path) -> None:
    people = dossiers(desk)
    desk.close()
    safe = talk_until_killed(profile_dir, people.thijs)
    assert safe > SECONDS * 20, "the typing was held up"

    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        (open_,) = again.visits.unfinished()
        kept = again.dossiers.get("visit", open_.id)
        draft = again.drafts.find(open_.id)
        assert isinstance(kept, Visit)
        assert draft is not None
        assert [one.candidate for one in kept.subjects] == [people.thijs, people.roos]
        assert kept.subjects[0].tasks == visit_typist.FIRST, "saved when somebody else came in front"
        text = draft.changes[f"subjects/{kept.subjects[1].id}/team"]
    assert "".join(itertools.islice(typist.words(), len(text))) == text
    assert len(text) >= safe

    done = subprocess.run(
        command("end", profile_dir, people.thijs), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"FOUND 2 team {text}",
        f"AGAIN 2 team {text}{visit_typist.LAST}",
        "FINISHED",
    ]
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        kept = again.dossiers.get("visit", open_.id)
        assert isinstance(kept, Visit)
        assert kept.state is VisitState.DONE
        assert again.drafts.all() == []
        assert kept.subjects[1].team == f"{text}{visit_typist.LAST}"
        assert kept.subjects[1].team_judgement is Judgement.ATTENTION
        assert {one.concern for one in kept.subjects} == {Judgement.GOOD}
        for reader in Reader:
            for subject, mine, other in zip(kept.subjects, ("Thijs", "Roos"), ("Roos", "Thijs"), strict=True):
                order = again.visit_papers.order(kept.id, reader, TODAY, subject=subject.id)
                words = again.visit_papers.text(order)
                assert mine in words
                assert other not in words
                assert again.visit_papers.render(order).data.startswith(b"%PDF")
