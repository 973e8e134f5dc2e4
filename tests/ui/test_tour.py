"""The headless tour, as a user starts it: in a process of its own, without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path, Path]:
    """What it printed, what it made, and where its temporary files went."""
    place = tmp_path_factory.mktemp("tour")
    temporary = place / "tijdelijk"
    temporary.mkdir()
    hidden = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "ui.tour", "uit"],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    return done, place / "uit", temporary


@pytest.mark.slow
def test_it_ends_well_and_says_what_it_made(tour: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    done, out, _ = tour
    assert done.returncode == 0, done.stderr
    *files, closing = done.stdout.splitlines()
    assert sorted(Path(line).name for line in files) == sorted(path.name for path in out.iterdir())
    assert all(not Path(line).is_absolute() for line in files)
    assert closing.startswith("Klaar: ")
    assert closing.endswith("in uit.")
    assert "fout" not in done.stderr


def test_every_screen_in_light_and_dark(tour: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    _, out, _ = tour
    light = sorted(out.glob("*-licht.png"))
    assert len(light) >= 25
    carving = {path.name.removesuffix("-licht.png") for path in light if "jobcarving" in path.name}
    views = {f"28-jobcarving-{view}" for view in ("bord", "pakket", "dagindeling", "inventaris")}
    assert views | {f"{view}-150" for view in views} <= carving
    for path in light:
        day, night = QImage(str(path)), QImage(str(path).replace("-licht", "-donker"))
        assert day.size() == night.size()
        assert day.pixelColor(day.width() - 3, 3).lightness() > 200
        assert night.pixelColor(night.width() - 3, 3).lightness() < 60
    screens = [QImage(str(path)) for path in light if int(path.name[:2]) < 12]  # dialogs have sizes of their own
    assert {(picture.width(), picture.height()) for picture in screens} == {(1366, 728)}


def test_a_document_of_each_kind_and_audience(tour: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    _, out, _ = tour
    files = sorted(out.glob("*.pdf"), key=lambda path: path.stem)
    assert [path.stem for path in files] == [
        "aanvraag-subsidie",
        "dagindeling",
        "dagindeling-plaatjes",
        "evaluatie-kennismaking",
        "kostenplaatje",
        "overzicht-begeleiding",
        "portfolio-collega",
        "portfolio-kandidaat",
        "portfolio-leidinggevende",
        "portfolio-vloer",
        "stappenplan",
        "takenlijst",
        "werkinstructie",
    ]
    assert len({path.read_bytes() for path in files}) == len(files)
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)


def test_the_profile_is_gone(tour: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    assert list(tour[2].iterdir()) == []
