"""A log on disk that cannot hold a name: rotating files that only their owner may read.

Nothing written by a person, a library or an error gets in. A line is a template of this module with arguments of kinds
that cannot hold words: numbers, ids, classes, places in our own code. Any other call leaves its logger, its level and
where it was made. A crash of the interpreter goes to a file beside it and is taken in, reduced likewise, at the next
start.
"""

import faulthandler
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, TextIO
from uuid import UUID

STARTED: Final = "started, process %s"
STOPPED: Final = "stopped"
FAULT: Final = "fault: %s at %s"
BLAMED: Final = "not our fault: %s, %s"
CRASHED: Final = "crashed before: %s"
_TEMPLATES: Final = frozenset({STARTED, STOPPED, FAULT, BLAMED, CRASHED})

NAME: Final = "beschutdesk.log"
_CRASHES: Final = "crash.log"
_SIZE: Final = 256 * 1024
_FILES: Final = 5
_OURS: Final = ("beschutdesk", "ui")
_DEEPEST: Final = 6
_CODE_NAME: Final = re.compile(r"[A-Za-z_][\w.]{0,79}", re.ASCII)
_FRAME: Final = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)
_FATAL: Final = re.compile(r"^Fatal Python error: ([A-Z][A-Za-z ]{0,40})$", re.MULTILINE)


def default_folder() -> Path:
    """Where the platform keeps the logs of a program."""
    from platformdirs import user_log_path

    return user_log_path("BeschutDesk", appauthor=False)


@contextmanager
def to_file(folder: Path | None = None) -> Iterator[None]:
    """Write to the log as long as the block runs. A disk that refuses stops nothing.

    Args:
        folder: where; the platform's own place when none is given.
    """
    handler, crashes = set_up(folder or default_folder())
    try:
        yield
    finally:
        take_down(handler, crashes)


def set_up(folder: Path) -> tuple[logging.Handler, TextIO | None]:
    """Begin to write into a folder, or be silent when the disk refuses. Returns what :func:`take_down` needs."""
    from logging.handlers import RotatingFileHandler

    class Rotating(RotatingFileHandler):
        def _open(self) -> Any:
            return open(self.baseFilename, "a", encoding="utf-8", opener=_for_the_owner)

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
            """A full disk stops no work, and the record would go to stderr with all its words."""

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = Rotating(folder / NAME, maxBytes=_SIZE, backupCount=_FILES - 1, encoding="utf-8")
        found = _last_crash(folder / _CRASHES)
        crashes = open(folder / _CRASHES, "a", encoding="utf-8", opener=_for_the_owner)  # noqa: SIM115
        crashes.truncate(0)
    except OSError:
        silent = logging.NullHandler()  # without any handler, logging writes all words to stderr
        logging.getLogger().addHandler(silent)
        return silent, None
    handler.setFormatter(_Reduced())
    handler.addFilter(_is_worth_it)
    logging.getLogger().addHandler(handler)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    faulthandler.enable(crashes)
    log = logging.getLogger(__name__)
    log.info(STARTED, os.getpid())
    if found is not None:
        log.error(CRASHED, found)
    return handler, crashes


def take_down(handler: logging.Handler, crashes: IO[str] | None) -> None:
    """Let go of the files."""
    logging.getLogger(__name__).info(STOPPED)
    logging.getLogger().removeHandler(handler)
    with suppress(OSError):
        handler.close()
    if crashes is not None:
        faulthandler.disable()
        with suppress(OSError):
            crashes.close()


class Place:
    """Where in our code something happened; of other code only the name of its package.

    Attributes:
        nearest: the module and line of ours where it went wrong.
    """

    def __init__(self, trace: TracebackType | None) -> None:
        steps: list[str] = []
        while trace is not None:
            step = _step(str(trace.tb_frame.f_globals.get("__name__", "?")), trace.tb_lineno)
            if not steps or steps[-1] != step:
                steps.append(step)
            trace = trace.tb_next
        self._text = " < ".join(reversed(steps[-_DEEPEST:])) or "nowhere"
        ours = [step for step in steps if not step.startswith("(")]
        self.nearest = ours[-1] if ours else self._text

    def __str__(self) -> str:
        return self._text


class _Crash:
    """What the interpreter left behind, reduced to kinds and places."""

    def __init__(self, text: str) -> None:
        kind = _FATAL.search(text)
        steps = [f"{Path(file).stem}:{line}" for file, line in _FRAME.findall(text) if _is_ours(Path(file))][:_DEEPEST]
        self._text = f"{kind[1] if kind else 'unknown'} at {' < '.join(steps) or 'nowhere'}"

    def __str__(self) -> str:
        return self._text


def _is_ours(file: Path) -> bool:
    return any(part in _OURS for part in file.parts) and _CODE_NAME.fullmatch(file.stem) is not None


def _last_crash(file: Path) -> _Crash | None:
    try:
        text = file.read_text("utf-8", "replace")[:_SIZE]
    except OSError:
        return None
    return _Crash(text) if text.strip() else None


def _step(module: str, line: int) -> str:
    package = module.partition(".")[0]
    if package in _OURS:
        return f"{module}:{line}"
    return f"({package})" if _CODE_NAME.fullmatch(package) else "(?)"


def _for_the_owner(name: str, flags: int) -> int:
    handle = os.open(name, flags, 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, 0o600)  # also when an older one had other rights
    return handle


def _is_worth_it(record: logging.LogRecord) -> bool:
    """Our own lines from INFO, anybody else's from WARNING."""
    ours = record.name.partition(".")[0] in _OURS
    return record.levelno >= (logging.INFO if ours and _is_template(record.msg) else logging.WARNING)


def _is_template(message: object) -> bool:
    return isinstance(message, str) and message in _TEMPLATES


class _Reduced(logging.Formatter):
    """Writes what cannot hold words, and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        name = record.name if _CODE_NAME.fullmatch(record.name) else "?"
        head = f"{at} {logging.getLevelName(record.levelno):7} {name}"
        if _is_template(record.msg) and name.partition(".")[0] in _OURS:
            said = record.msg % tuple(_bare(value) for value in _arguments(record))
        else:
            said = f"at {_step_of(record)}"
        if record.exc_info and record.exc_info[0] is not None:
            said += f", {record.exc_info[0].__name__} at {Place(record.exc_info[2])}"
        return f"{head} {said}"


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    found = record.args if isinstance(record.args, tuple) else ()
    wanted = record.msg.count("%s")
    return (*found, *[None] * wanted)[:wanted]


def _bare(value: object) -> str:
    """A value of a kind that cannot hold words; of any other only its kind."""
    kind = type(value)
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, Enum) and kind.__module__.partition(".")[0] in _OURS:
        return value.name
    if kind in (int, float, bool, type(None), UUID, Place, _Crash):
        return str(value)
    return f"<{kind.__name__}>"


def _step_of(record: logging.LogRecord) -> str:
    return f"{record.module}:{record.lineno}" if _CODE_NAME.fullmatch(record.module) else f"?:{record.lineno}"
