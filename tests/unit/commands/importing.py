"""The command that reads tables in, as on a command line."""

from argparse import ArgumentParser
from pathlib import Path

from beschutdesk.commands import intake as command
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE


def run(desk: Desk, tmp_path: Path, *arguments: str) -> int:
    secret = tmp_path / "wachtzin"
    secret.write_text(PASSPHRASE, "utf-8")
    parser = ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--profile", type=Path, default=desk.profile)
    parser.add_argument("--passphrase-file", default=str(secret))
    command.arguments(parser)
    return command.run(parser.parse_args([*arguments]))
