"""Keeping the rows of a list, in a lane, until somebody stops it: then nothing was kept."""

from threading import Event

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.intake import Intake, Plan
from ui.jobs import Report


class _Stopped(Exception):
    """Raised where somebody stopped the work."""


def read_in(intake: Intake, plan: Plan, skip: list[int], also: list[int], stop: Event, report: Report) -> Saved | None:
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
