"""Errors of the disk are told as such, and not as an error of the program."""

import errno

import pytest

from beschutdesk.trouble import Trouble
from ui.jobs import calm


class OperationalError(Exception):
    """Stands for the one of SQLAlchemy, which holds what the driver said."""

    def __init__(self, said: str) -> None:
        super().__init__("secret words of a statement")
        self.orig = Exception(said)


@pytest.mark.parametrize(
    ("error", "happened"),
    [
        (OSError(errno.ENOSPC, ""), "De schijf is vol."),
        (OSError(errno.EDQUOT, ""), "De schijf is vol."),
        (PermissionError(errno.EACCES, ""), "Er mag op deze plek niet worden gelezen of geschreven."),
        (OSError(errno.EROFS, ""), "Er mag op deze plek niet worden gelezen of geschreven."),
        (OSError(errno.EIO, ""), "De schijf geeft een fout bij het lezen of schrijven."),
        (OperationalError("database or disk is full"), "De schijf is vol."),
        (OperationalError("database is locked"), "Het dossierbestand is in gebruik door een ander programma."),
        (OperationalError("disk I/O error"), "De schijf geeft een fout bij het lezen of schrijven."),
        (
            OperationalError("attempt to write a readonly database"),
            "Er mag op deze plek niet worden gelezen of geschreven.",
        ),
    ],
)
def test_the_disk_gets_the_blame(error: Exception, happened: str) -> None:
    told = calm(error)
    assert told.happened == happened
    assert told.safe
    assert told.todo
    assert "programma zelf" not in str(told)


@pytest.mark.parametrize(
    "error", [ValueError("disk is full"), OperationalError("no such table: x"), KeyError("locked")]
)
def test_the_program_gets_the_blame(error: Exception) -> None:
    assert calm(error).happened == "Er ging iets mis in het programma zelf."


def test_what_is_calm_already_stays() -> None:
    trouble = Trouble("Zo is het.")
    assert calm(trouble) is trouble
