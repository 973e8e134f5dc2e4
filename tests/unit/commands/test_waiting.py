"""The waiting list on the command line."""

import json
from pathlib import Path

from beschutdesk.services import profile
from tests.conftest import PASSPHRASE
from tests.unit.services.test_waiting import waits
from tests.unit.test_cli import Cli


def test_per_gemeente_or_of_one(cli: Cli, profile_dir: Path) -> None:
    assert cli("init") == 0
    assert cli("waiting") == 0
    assert cli.out == "Niemand wacht op een plek.\n"
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.dossiers.add([waits("Bo"), waits("Cas", decided=None), waits("Dirk", "Zwolle")])
    assert cli("waiting", "--municipality", "KAMPEN") == 0
    assert cli.out.startswith("Kampen: 2\n  Bo  sinds 2026-06-01 (")
    assert "Dirk" not in cli.out
    assert cli("waiting", "--json") == 0
    assert [place["municipality"] for place in json.loads(cli.out)] == ["Kampen", "Zwolle"]
