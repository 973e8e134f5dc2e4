"""The reports of a period, saved in one folder: made in a process of their own, kept one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.services.visit_papers import Reader
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.batch_run import Progress, Running
from ui.dialogs.handing import to_file
from ui.dialogs.saving import free_name

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked: first and last day, for whom, and one report per visit for the employer."""

    since: date
    until: date
    reader: Reader
    combined: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What it left behind.

    Attributes:
        paths: the files that are complete.
        wanted: how many were asked.
        changed: the records that are new.
        skipped: why there is none, with how often.
        stopped: the user stopped it.
        trouble: why it ended early, or ``None``.
    """

    paths: tuple[Path, ...] = ()
    wanted: int = 0
    changed: frozenset[tuple[str, UUID]] = frozenset()
    skipped: tuple[tuple[str, int], ...] = ()
    stopped: bool = False
    trouble: Trouble | None = None

    @property
    def words(self) -> str:
        """How it ended, in a sentence or two."""
        done = len(self.paths)
        said = reports_words(done)
        if self.trouble is not None:
            return f"Niet alles is gelukt. {said}"
        if self.stopped:
            return f"Gestopt. {said} Er staat geen half bestand."
        if not self.wanted:
            return "In deze periode is er geen bezoek om een verslag van te maken."
        return said

    @property
    def skipped_words(self) -> str:
        """Of what there is no report, and why."""
        if not self.skipped:
            return ""
        return "\n".join(["Zonder verslag:", *(f"·  {number} keer: {why}" for why, number in self.skipped)])


def reports_words(done: int) -> str:
    """How many are there."""
    if not done:
        return "Er is geen verslag opgeslagen."
    return "Er is 1 verslag opgeslagen." if done == 1 else f"Er zijn {done} verslagen opgeslagen."


def start(
    desk: "Desk",
    lane: jobs.Lane,
    period: Period,
    today: date,
    folder: Path,
    progress: Progress,
    done: Callable[[BatchResult], None],
) -> Running:
    """Make and save them in the jobs lane. After a lock what is complete stays, and ``done`` is not called.

    Args:
        desk: the open profile.
        lane: where it runs.
        period: what is asked.
        today: the date on them.
        folder: where the files go.
        progress, done: called in the UI thread; *done* also after a stop or an error.
    """
    running = Running()

    def run(report: Progress) -> BatchResult:
        return _run(desk, period, today, folder, running, report)

    def failed(trouble: Trouble) -> None:
        done(BatchResult(trouble=trouble))

    running.job = lane.submit(run, done=done, failed=failed, progress=progress)
    return running


def _run(desk: "Desk", period: Period, today: date, folder: Path, running: Running, report: Progress) -> BatchResult:
    paths: list[Path] = []
    changed: set[tuple[str, UUID]] = set()
    taken: set[str] = set()
    trouble: Trouble | None = None
    batch = desk.visit_papers.batch(period.since, period.until, period.reader, today, combined=period.combined)
    total = batch.total
    try:
        report(0, total)
        makers = batch.made()
        try:
            for order, printed in makers:
                path = free_name(folder, printed.name, taken)
                changed |= to_file(desk, order, printed, path).changed
                paths.append(path)
                if running.stopped:
                    break
                report(batch.at, total)
        finally:
            makers.close()  # type: ignore[attr-defined]  # a generator; ends the process now and not at some later time
    except jobs.Cancelled:
        raise
    except Exception as error:  # what is done must be told, whatever it was that stopped the rest
        trouble = jobs.calm(error)
    reasons: dict[str, int] = {}
    for one in batch.skipped:
        reasons[one.why] = reasons.get(one.why, 0) + 1
    stopped = running.stopped and batch.at < total
    return BatchResult(tuple(paths), total, frozenset(changed), tuple(reasons.items()), stopped, trouble)
