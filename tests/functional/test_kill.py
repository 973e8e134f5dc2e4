"""Nothing typed more than a second ago is lost, whatever happens to the process."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.functional import typist

ROOT = Path(__file__).parents[2]
LOSABLE = 1.0
"""Seconds of typing that may be lost."""


def start(act: str, folder: Path, out: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.functional.typist", act, str(folder), str(out)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def typed(number: int) -> str:
    return "".join(itertools.islice(typist.words(), number))


@pytest.mark.functional
@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX matter")
def test_thirty_seconds_of_typing_survive_a_kill(demo_desk: Desk, profile_dir: Path, tmp_path: Path) -> None:
    demo_desk.close()
    out = tmp_path / "uit"
    out.mkdir()
    process = start("type", profile_dir, out)
    assert process.stdout is not None
    keys: list[tuple[int, float, int]] = []
    first = process.stdout.readline()
    assert first, process.communicate()[1]

    def listen() -> None:
        for line in process.stdout or ():
            if not line.endswith("\n"):
                break  # the kill came in the middle of this line, so it is the last
            number, moment, made = line.split()
            keys.append((int(number), float(moment), int(made)))

    ear = threading.Thread(target=listen)
    ear.start()
    time.sleep(typist.SECONDS)
    killed = time.monotonic()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    ear.join(10)
    assert process.stderr is not None
    process.stderr.close()
    process.stdout.close()

    safe = max(number for number, moment, _ in keys if moment < killed - LOSABLE)
    assert safe > typist.SECONDS * 20, "the typing was held up"
    documents = keys[-1][2]
    assert documents > 5, "no batch ran meanwhile"

    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        (draft,) = desk.drafts.all()
        assert draft.changes["name_used"] == typist.NAME
        text = draft.changes["works_best"]
    assert typed(len(text)) == text
    assert len(text) >= safe

    again = subprocess.run(
        [sys.executable, "-m", "tests.functional.typist", "look", str(profile_dir), str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    lines = again.stdout.splitlines()
    assert lines[0] == f"FOUND {text}"
    assert lines[1] == "PRINTED"
    printed = subprocess.run(
        ["pdftotext", str(out / "portfolio.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert typist.NAME in printed
    assert set(text.split()) <= set(printed.split())
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert desk.drafts.all() == []
        (found,) = desk.lists.by_name(typist.NAME)
        assert desk.dossiers.get("candidate", found.id).works_best == text
