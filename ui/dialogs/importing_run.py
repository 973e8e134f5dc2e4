"""Keeping the rows of a list, in a lane, until somebody stops it: then nothing was kept."""

from pathlib import Path
from threading import Event
from typing import Any, Protocol

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.intake import Mapping, Opened, Plan, Target
from ui.jobs import Report


class ReadsTables(Protocol):
    """What a window that reads a table in asks: :class:`~beschutdesk.services.intake.Intake`, or one for tasks."""

    def open(self, path: Path, record: str, name: str = "") -> Opened:
        """Read a table and say what its columns may mean."""

    def targets(self, record: str) -> dict[str, Target]:
        """The fields that a column can fill, by path."""

    def preview(self, path: Any, record: str, mapping: Mapping, *, report: Report | None = None) -> Plan:
        """What would happen to each row."""

    def run(self, plan: Plan, skip: list[int], also: list[int], report: Report) -> Saved:
        """Keep the rows in one save."""


class _Stopped(Exception):
    """Raised where somebody stopped the work."""


def read_in(
    intake: ReadsTables, plan: Plan, skip: list[int], also: list[int], stop: Event, report: Report
) -> Saved | None:
    """Keep the rows in one save.

    A job that is cancelled never says how it ended, and then nobody would know whether it was in time. This one does.

    Args:
        intake: of the open desk.
        plan: what would happen.
        skip: numbers of rows to pass over.
        also: numbers of rows that seem to be here already and are kept all the same.
        stop: set by who wants it to end.
        report: gets rows done and in all.

    Returns:
        What was kept; ``None`` when it was stopped in time, and nothing was.
    """

    def told(done: int, total: int) -> None:
        report(done, total)
        if stop.is_set():
            raise _Stopped

    try:
        return intake.run(plan, skip, also, told)
    except _Stopped:
        return None
