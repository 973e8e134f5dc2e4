"""Who has a vault open, also when that one crashes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from beschutdesk.storage.claim import Claim, InUse, claim_until_disposed
from beschutdesk.storage.engine import make_engine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere the rename of an open file is refused by itself")

HOLDER = """
import sys, time
from pathlib import Path
from beschutdesk.storage.claim import Claim
claim = Claim(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_open_windows_go_together(tmp_path: Path) -> None:
    with Claim(tmp_path), Claim(tmp_path):
        pass


def test_a_swap_goes_with_nobody(tmp_path: Path) -> None:
    with Claim(tmp_path), pytest.raises(InUse, match="ander venster"):
        Claim(tmp_path, exclusive=True, wait=0)
    with Claim(tmp_path, exclusive=True), pytest.raises(InUse):
        Claim(tmp_path, wait=0)
    Claim(tmp_path, exclusive=True, wait=0).release()


def test_a_crash_lets_go(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(InUse):
            Claim(tmp_path, exclusive=True, wait=0)
    finally:
        holder.kill()
        holder.communicate()
    Claim(tmp_path, exclusive=True, wait=1).release()


def test_a_folder_without_the_file_and_without_rights_claims_nothing(tmp_path: Path) -> None:
    with Claim(tmp_path / "nowhere", exclusive=True):
        pass


def test_a_connection_that_is_handed_back_late_is_closed_and_only_then_the_claim_goes(tmp_path: Path) -> None:
    """A lane that is still reading while the desk closes."""
    database = tmp_path / "dossiers.db"
    database.touch()
    engine = make_engine(database, bytes(48), create=True)
    claim_until_disposed(tmp_path, engine)
    readonly = engine.execution_options(readonly=True)
    with readonly.connect() as early, readonly.connect() as late:
        early.exec_driver_sql("SELECT 1")
        late.exec_driver_sql("SELECT 1")
        raw: Any = late.connection.dbapi_connection
        early.close()
        engine.dispose()
        with pytest.raises(InUse):
            Claim(tmp_path, exclusive=True, wait=0)
    with pytest.raises(sqlcipher3.ProgrammingError, match="closed"):
        raw.execute("SELECT 1")
    Claim(tmp_path, exclusive=True, wait=0).release()
