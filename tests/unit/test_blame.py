"""Errors of the disk are told as such, and not as an error of the program."""

import errno
import sqlite3

import pytest

from beschutdesk.blame import Cause, blame, cause, on_screen
from beschutdesk.storage.errors import UnreachableDatabase
from beschutdesk.trouble import Trouble


class OperationalError(Exception):
    """Stands for the one of the driver, which notes the result code of SQLite."""

    def __init__(self, code: int) -> None:
        super().__init__("secret words of a statement")
        self.sqlite_errorcode = code


class WrappedError(Exception):
    """Stands for the one of SQLAlchemy, which holds the driver's."""

    def __init__(self, code: int) -> None:
        super().__init__("secret words of a statement")
        self.orig = OperationalError(code)


def of_windows(number: int, made: int = errno.EACCES) -> OSError:
    """As Windows raises it: its own number beside an ``errno`` that says less."""
    error = OSError(made, "")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, ""), Cause.FULL),
        (OSError(errno.EDQUOT, ""), Cause.FULL),
        (OSError(errno.EROFS, ""), Cause.READ_ONLY),
        (OSError(errno.EBUSY, ""), Cause.IN_USE),
        (BlockingIOError(errno.EAGAIN, ""), Cause.IN_USE),
        (FileNotFoundError(errno.ENOENT, ""), Cause.GONE),
        (OSError(errno.ESTALE, ""), Cause.GONE),
        (OSError(errno.EIO, ""), Cause.BROKEN),
        (PermissionError(errno.EACCES, ""), Cause.NOT_ALLOWED),
        (IsADirectoryError(errno.EISDIR, ""), Cause.UNUSABLE),
        (of_windows(32), Cause.IN_USE),
        (of_windows(33), Cause.IN_USE),
        (of_windows(1224, errno.EINVAL), Cause.IN_USE),
        (of_windows(112, errno.ENOSPC), Cause.FULL),
        (of_windows(19), Cause.READ_ONLY),
        (of_windows(1167, errno.EINVAL), Cause.GONE),
        (of_windows(5), Cause.NOT_ALLOWED),
        (OperationalError(sqlite3.SQLITE_FULL), Cause.FULL),
        (OperationalError(sqlite3.SQLITE_READONLY), Cause.READ_ONLY),
        (OperationalError(sqlite3.SQLITE_READONLY_DBMOVED), Cause.GONE),
        (OperationalError(sqlite3.SQLITE_IOERR_WRITE), Cause.BROKEN),
        (OperationalError(sqlite3.SQLITE_BUSY_SNAPSHOT), Cause.IN_USE),
        (OperationalError(sqlite3.SQLITE_LOCKED), Cause.IN_USE),
        (OperationalError(sqlite3.SQLITE_CANTOPEN), Cause.NOT_ALLOWED),
        (OperationalError(sqlite3.SQLITE_CORRUPT), Cause.DAMAGED),
        (OperationalError(sqlite3.SQLITE_NOTADB), Cause.DAMAGED),
        (WrappedError(sqlite3.SQLITE_FULL), Cause.FULL),
        (UnreachableDatabase("", cause=Cause.FULL), Cause.FULL),
    ],
    ids=repr,
)
def test_the_world_gets_the_blame_in_three_parts(error: Exception, expected: Cause) -> None:
    assert cause(error) is expected
    told = blame(error)
    assert told is not None
    assert isinstance(error, Trouble) or (told.happened and told.safe and told.todo)
    assert "secret" not in str(told)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("disk is full"),
        KeyError("locked"),
        OperationalError(sqlite3.SQLITE_ERROR),
        OperationalError(sqlite3.SQLITE_CONSTRAINT_UNIQUE),
        WrappedError(sqlite3.SQLITE_MISUSE),
        ConnectionResetError(errno.ECONNRESET, ""),
        OSError("cannot identify image file"),
        OSError(errno.EBADF, ""),
    ],
    ids=repr,
)
def test_the_program_gets_the_blame(error: Exception) -> None:
    assert cause(error) is None
    assert blame(error) is None


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, ""), OperationalError(sqlite3.SQLITE_CORRUPT)], ids=repr)
def test_the_window_adds_that_the_text_is_still_there(error: Exception) -> None:
    told = blame(error)
    assert told is not None
    assert "scherm" not in told.safe
    assert on_screen(told).safe.endswith("Wat je net typte, staat nog op het scherm.")
    assert on_screen(told).safe.count("scherm") == 1


def test_at_opening_there_is_no_text_on_the_screen() -> None:
    assert on_screen(Trouble("Het gaat niet open.", "Er is niets veranderd.")).safe == "Er is niets veranderd."


def test_every_cause_says_something_of_a_file_and_of_the_database() -> None:
    from beschutdesk.blame import of_database

    for found in Cause:
        assert all(of_database(found))
