"""A filled vault and the command line on it: in this process, and as a real program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.unit.test_cli import Cli
from tests.vaults import Moulds

Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "wachtzin"
    path.write_text(PASSPHRASE + "\n", "utf-8")
    return path


@pytest.fixture
def cli(profile_dir: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(profile_dir, secret, capsys)


@pytest.fixture
def filled(cli: Cli, moulds: Moulds, profile_dir: Path) -> Cli:
    """On a vault with the demo dossiers, as ``init`` and ``demo`` make it."""
    moulds.cast(profile_dir, demo=True).close()
    return cli


@pytest.fixture
def program(profile_dir: Path, secret: Path, tmp_path: Path) -> Program:
    """Runs ``beschutdesk`` as a program of its own, with a home of its own."""
    env = {**os.environ, "HOME": str(tmp_path / "thuis"), "XDG_STATE_HOME": str(tmp_path / "log")}

    def run(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "beschutdesk", "--profile", profile_dir, "--passphrase-file", secret]
        return subprocess.run(
            [*map(str, command), *map(str, arguments)],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env=env,
            check=False,
        )

    return run
