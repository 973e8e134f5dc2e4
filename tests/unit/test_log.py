"""The log holds where and what kind, and never a word that somebody typed."""

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk import log
from beschutdesk.blame import Cause
from beschutdesk.dossier.audience import Audience

PLANTED = "Thijs Hoekstra"
KEY = UUID("01a00ff0-0000-7000-8000-000000000001")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "log"
    with log.to_file(folder):
        yield folder


def said(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.glob("beschutdesk.log*"))


class Names(Enum):
    """One that another program could have made of names."""

    THIJS = PLANTED


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "value", [PLANTED, [PLANTED], {"name": PLANTED}, ValueError(PLANTED), Path(PLANTED), Names.THIJS, PLANTED.encode()]
)
def test_no_words_get_in_as_an_argument(folder: Path, value: object) -> None:
    logging.getLogger("ui.forms").error(log.FAULT, value, value)
    assert "Hoekstra" not in said(folder)
    assert "THIJS" not in said(folder)
    assert f"fault: <{type(value).__name__}> at <{type(value).__name__}>" in said(folder)


def test_what_gets_in_are_ids_numbers_kinds_and_places(folder: Path) -> None:
    logger = logging.getLogger("beschutdesk.services.store")
    logger.error(log.FAULT, ValueError, KEY)
    logger.warning(log.BLAMED, Cause.FULL, 12)
    assert f"ERROR   beschutdesk.services.store fault: ValueError at {KEY}" in said(folder)
    assert "not our fault: FULL, 12" in said(folder)


@pytest.mark.parametrize("name", ["ui.forms", "beschutdesk.x", "sqlalchemy.pool", f"root.{PLANTED}", "PIL"])
def test_of_any_other_line_only_who_how_bad_and_where(folder: Path, name: str) -> None:
    logger = logging.getLogger(name)
    logger.warning("Het dossier van %s", PLANTED)
    logger.warning(f"Het dossier van {PLANTED}")  # noqa: G004
    logger.warning({"name": PLANTED})
    logger.info(PLANTED)
    text = said(folder)
    assert "Hoekstra" not in text
    assert "dossier" not in text
    assert text.count(f"WARNING {'?' if PLANTED in name else name} at test_log:") == 3


def test_an_error_leaves_its_kind_and_its_place(folder: Path) -> None:
    try:
        raise ValueError(PLANTED) from KeyError(PLANTED)
    except ValueError:
        logging.getLogger("sqlalchemy.pool.impl.QueuePool").exception("Exception closing %s", PLANTED, stack_info=True)
    assert "Hoekstra" not in said(folder)
    assert "ValueError at (tests)" in said(folder)


def test_a_place_names_our_own_code_and_of_other_code_only_whose_it_is() -> None:
    try:
        Audience.from_key(PLANTED)
    except Exception as error:
        place = str(log.Place(error.__traceback__))
    assert place.startswith("beschutdesk.dossier.audience:")
    assert place.endswith("(tests)")
    assert str(log.Place(None)) == "nowhere"


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with log.to_file(tmp_path / "log"):
            found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "log").iterdir()}
    finally:
        os.umask(before)
    assert found == {"beschutdesk.log": 0o600, "crash.log": 0o600}
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700


def test_it_stays_small(folder: Path) -> None:
    logger = logging.getLogger("ui.forms")
    for number in range(18_000):
        logger.error(log.FAULT, ValueError, number)
    files = list(folder.glob("beschutdesk.log*"))
    assert len(files) == 5
    assert all(path.stat().st_size <= 256 * 1024 for path in files)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert "17999" in (folder / "beschutdesk.log").read_text("utf-8")


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_bytes(b"")
    with log.to_file(tmp_path / "log"):
        logging.getLogger("ui.forms").error(log.FAULT, ValueError, 1)
        logging.getLogger("sqlalchemy").error(PLANTED)
    if Path("/dev/full").exists():
        (tmp_path / "vol").mkdir()
        (tmp_path / "vol" / "beschutdesk.log").symlink_to("/dev/full")
        with log.to_file(tmp_path / "vol"):
            logging.getLogger("ui.forms").error("%s", PLANTED)
    assert capsys.readouterr().err == ""


def test_nothing_of_it_outlives_the_program(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    with log.to_file(tmp_path / "log"):
        assert len(logging.getLogger().handlers) == len(before) + 1
    assert logging.getLogger().handlers == before
    assert said(tmp_path / "log").splitlines()[-1].endswith("stopped")


def test_a_crash_is_known_at_the_next_start_by_kind_and_place(tmp_path: Path) -> None:
    script = (
        "import ctypes, sys, types; from pathlib import Path; from beschutdesk import log\n"
        "code = compile('def thijs_hoekstra(f): f()', '/huis/thijs hoekstra/ui/forms/binder.py', 'exec')\n"
        "space = {}; exec(code, space)\n"
        "with log.to_file(Path(sys.argv[1])): space['thijs_hoekstra'](lambda: ctypes.string_at(0))"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "log"], check=False, capture_output=True)
    assert done.returncode == -11
    with log.to_file(tmp_path / "log"):
        assert (tmp_path / "log" / "crash.log").read_bytes() == b""
    assert "crashed before: Segmentation fault at binder:1" in said(tmp_path / "log")
    assert "hoekstra" not in said(tmp_path / "log").lower()
