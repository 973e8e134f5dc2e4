"""Printing of visits by command: one report, those of a period, and what to know before one."""

import errno
import os
import signal
import subprocess
import sys
import time
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest

from beschutdesk import files
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services import profile
from tests.conftest import PASSPHRASE
from tests.documents import invented_visits, pdf
from tests.documents.invented_visits import Trip
from tests.unit.test_cli import Cli

READERS = {
    "employer": "werkgever",
    "supervisor": "begeleider",
    "dossier": "eigen dossier",
    "candidate": "kandidaat zelf",
}

_MANY = 400
"""Reports to stop in the middle of: all of them take much longer than a busy machine looks away."""


@pytest.fixture
def trip(cli: Cli, profile_dir: Path) -> Trip:
    """A vault with one visit about two people, and some that there is no report of."""
    assert cli("init", "--name", "R. Jansen") == 0
    made = invented_visits.two()
    made.visit.subjects[0].conditions = "Zijn medicijnen liggen in de kantine."
    person = made.dossier.candidate.id
    missed = Visit(
        at=made.visit.at, medium=Medium.VISIT, state=VisitState.NO_CONTACT, subjects=[VisitSubject(candidate=person)]
    )
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        case = made.dossier
        desk.dossiers.add(
            [case.candidate, *made.others, case.employer, case.placement, *made.before, made.visit, missed]
        )
    return made


def test_each_reader_gets_a_copy_and_the_user_hears_what_is_not_in_it(
    cli: Cli, trip: Trip, tmp_path: Path, profile_dir: Path
) -> None:
    for number, (key, label) in enumerate(READERS.items(), 1):
        target = tmp_path / f"{key}.pdf"
        words = ("print", "visit-report", "--visit", trip.visit.id, "--candidate", "thijs", "--audience", key)
        assert cli(*words, "-o", target) == 0, cli.err
        assert f"Weggeschreven: {key}.pdf, voor {label}." in cli.out
        assert "- Alles over nog 1 ander" in cli.out
        assert ("- Privé (alleen voor kandidaat)" in cli.out) == (key in ("employer", "supervisor"))
        assert ("medicijnen" in cli.err) == (key in ("employer", "supervisor"))
        spoken = " ".join(pdf.spoken(target))
        assert ("moeder is verhuisd" in spoken) == (key in ("dossier", "candidate"))
        assert "Sanne" not in spoken
        with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
            issued = desk.visit_papers.issued(trip.visit.id)
        assert (len(issued), issued[0].audience, issued[0].way) == (number, key, "pdf")


def test_together_is_for_the_employer(cli: Cli, trip: Trip, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    words = ("print", "visit-report", "--visit", trip.visit.id, "--combined", "-o", target)
    assert cli(*words, "--audience", "supervisor") == 2
    assert "Alleen de werkgever" in cli.err
    assert not target.exists()
    assert cli(*words, "--audience", "employer") == 0
    spoken = " ".join(pdf.spoken(target))
    assert "Sanne Kuipers" in spoken
    assert "Thijs van den Bovenkamp" in spoken


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--visit", "geen", "--audience", "employer"), "geen kenmerk van een bezoek"),
        (("--visit", "00000000-0000-7000-8000-000000000000", "--audience", "employer"), "er niet meer"),
        (("--audience", "employer"), "er ontbreekt: --visit"),
        (("--visit", "x", "--audience", "colleague"), "kent 'colleague' niet"),
    ],
)
def test_wrong_use_is_one_line(cli: Cli, trip: Trip, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert cli("print", "visit-report", *words, "-o", tmp_path / "x.pdf") == 2
    assert said in cli.err
    assert list(tmp_path.glob("*.pdf")) == []


def test_of_two_the_user_says_which(cli: Cli, trip: Trip, tmp_path: Path) -> None:
    words = ("print", "visit-report", "--visit", trip.visit.id, "--audience", "employer", "-o", tmp_path / "x.pdf")
    assert cli(*words) == 2
    assert "Dit bezoek ging over meer mensen." in cli.err


def test_a_period_is_written_file_by_file(cli: Cli, trip: Trip, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    words = ("print", "visit-reports", "--from", "2026-11-01", "--to", "2026-11-30", "--audience", "supervisor")
    assert cli(*words, "-o", folder / "dieper") == 2
    assert "De map uit is er niet." in cli.err
    assert not folder.exists()
    (tmp_path / "bestand").touch()
    assert cli(*words, "-o", tmp_path / "bestand") == 2
    assert "bestand is geen map" in cli.err
    assert cli(*words, "-o", folder) == 0, cli.err
    names = {path.name for path in folder.iterdir()}
    assert "Verslag werkbezoek Sanne 20-11-2026, versie 1, voor de begeleider.pdf" in names
    assert f"voor begeleider: {len(names)} verslagen." in cli.out
    assert "Geen verslag van 1: Er was geen contact" in cli.out
    steps = [line for line in cli.err.splitlines() if line.startswith("Verslag ") and " van " in line[:14]]
    assert steps == list(dict.fromkeys(steps)), "each step once, on a line of its own"
    assert steps[-1] == "Verslag 4 van 4"
    assert "\r" not in cli.err
    assert "kijk na voordat je deelt: Verslag werkbezoek Thijs 20-11-2026" in cli.err
    assert cli(*words, "-o", folder) == 0
    assert len(list(folder.iterdir())) == 2 * len(names)


def test_a_full_disk_leaves_whole_files_and_says_how_many(
    cli: Cli, trip: Trip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = files.write_whole, list[Path]()

    def full(path: Path, data: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        written.append(path)
        write(path, data)

    monkeypatch.setattr(files, "write_whole", full)
    words = ("print", "visit-reports", "--from", "2026-11-01", "--to", "2026-11-30", "--audience", "employer")
    assert cli(*words, "-o", tmp_path) == 2
    assert f"Weggeschreven in {tmp_path.name}, voor werkgever: 1 verslag." in cli.out
    assert "schijf" in cli.err
    assert [path.name for path in tmp_path.glob("*.pdf")] == [written[0].name]


def test_what_to_know_before_a_visit(cli: Cli, trip: Trip, tmp_path: Path) -> None:
    target = tmp_path / "voor.pdf"
    assert cli("print", "preparation", "--visit", trip.visit.id, "-o", target) == 0, cli.err
    assert "Vertrouwelijk: alleen voor jezelf." in cli.out
    pages = " ".join(pdf.spoken(target)).split("VOORBEREIDING")
    assert "Dagplanning met pictogrammen maken" in pages[1]
    assert "Er is nog niets om op terug te kijken." in pages[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent in another way there")
def test_ctrl_c_leaves_whole_files(cli: Cli, trip: Trip, tmp_path: Path, profile_dir: Path, secret: Path) -> None:
    person = trip.dossier.candidate.id
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        made = []
        for number in range(_MANY):
            part = VisitSubject(candidate=person, placement=trip.dossier.placement.id, tasks=f"Bezoek {number}")
            at = Appointment(date(2026, 5, 1 + number % 28), clock(8))
            made.append(Visit(at=at, medium=Medium.VISIT, state=VisitState.DONE, subjects=[part]))
        desk.dossiers.add(made)
        assert isinstance(desk.dossiers.get("candidate", person), Candidate)
    folder = tmp_path / "uit"
    folder.mkdir()
    command = [sys.executable, "-m", "beschutdesk", "--profile", profile_dir, "--passphrase-file", secret]
    command += ["print", "visit-reports", "--from", "2026-05-01", "--to", "2026-05-31", "--audience", "employer"]
    env = {**os.environ, "HOME": str(tmp_path / "thuis"), "XDG_STATE_HOME": str(tmp_path / "log")}
    # who runs the tests in the background has it passed over, and so would the program that is started here
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*map(str, command), "-o", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=env,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    until = time.monotonic() + 120
    while len(list(folder.glob("Verslag*.pdf"))) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of it
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Gestopt." in said
    assert "Traceback" not in said
    files = list(folder.iterdir())
    assert 2 <= len(files) < _MANY
    for path in files:
        assert path.suffix == ".pdf"
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert abs(len(desk.dossiers.ids("issued_document")) - len(files)) <= 1


def test_the_list_says_what_a_visit_is_and_by_what_it_is_known(cli: Cli, trip: Trip) -> None:
    assert cli("list", "visits") == 0
    (line,) = [line for line in cli.out.splitlines() if str(trip.visit.id) in line]
    day, medium, state, *_ = line.split("  ")
    assert (day, medium, state) == ("2026-11-20", "werkbezoek", "afgerond")
    assert any("geen contact" in line for line in cli.out.splitlines())
    assert "no_contact" not in cli.out
