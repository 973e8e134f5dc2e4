"""The portfolios of a whole list, saved in one folder: made in a process of their own, kept one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.dossier.audience import Audience
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.batch_run import Progress, Running
from ui.dialogs.saving import free_name, write_pdf

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import Order


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch left behind.

    Attributes:
        paths: the files that are complete.
        wanted: how many were asked.
        changed: the records that are new: what was issued, and portfolios that did not exist yet.
        stopped: the user stopped it.
        trouble: why it ended early, or ``None``.
    """

    paths: tuple[Path, ...]
    wanted: int
    changed: frozenset[tuple[str, UUID]]
    stopped: bool = False
    trouble: Trouble | None = None

    @property
    def words(self) -> str:
        """One sentence or two on how it ended."""
        done = len(self.paths)
        if done == self.wanted:
            return "Het portfolio is opgeslagen." if done == 1 else f"De {done} portfolio’s zijn opgeslagen."
        how = "Gestopt." if self.stopped else "Niet alles is gelukt."
        return f"{how} {kept_words(done)}"


def kept_words(done: int) -> str:
    """What stays when a batch ends early."""
    if not done:
        return "Er is nog niets opgeslagen."
    if done == 1:
        return "Het portfolio dat klaar is blijft staan."
    return f"De {done} portfolio’s die klaar zijn blijven staan."


def progress_words(done: int, total: int) -> str:
    """The line while it is busy."""
    return f"Portfolio {min(done + 1, total)} van {total}"


def start_batch(
    desk: "Desk",
    jobs_lane: jobs.Lane,
    candidate_ids: Sequence[UUID],
    audience: Audience,
    folder: Path,
    progress: Progress,
    done: Callable[[BatchResult], None],
) -> Running:
    """Make and save the portfolios of these candidates in the jobs lane.

    Each gets a file name that is not in use, and a snapshot of what was issued. When the vault is locked meanwhile the
    files that are complete stay and ``done`` is not called.

    Args:
        desk: the open profile.
        jobs_lane: where it runs.
        candidate_ids: whose, in order.
        audience: for whom they are.
        folder: where the files go.
        progress: called in the UI thread.
        done: called in the UI thread, also after a stop or an error.
    """
    running = Running()
    wanted = tuple(candidate_ids)

    def run(report: Progress) -> BatchResult:
        return _run(desk, wanted, audience, folder, running, report)

    def failed(trouble: Trouble) -> None:
        done(BatchResult((), len(wanted), frozenset(), trouble=trouble))

    running.job = jobs_lane.submit(run, done=done, failed=failed, progress=progress)
    return running


def _run(
    desk: "Desk", wanted: Sequence[UUID], audience: Audience, folder: Path, running: Running, report: Progress
) -> BatchResult:
    paths: list[Path] = []
    changed: set[tuple[str, UUID]] = set()
    trouble: Trouble | None = None
    taken: set[str] = set()
    total = len(wanted)
    try:
        at_hand: list[Order] = []

        def orders() -> "Iterator[Order]":
            for candidate in wanted:  # each when its turn comes: the first document is there at once
                at_hand.append(desk.documents.portfolio_order(candidate, audience, date.today()))  # noqa: DTZ011
                yield at_hand[-1]

        report(0, total)
        makers = desk.documents.render_all(orders())
        try:
            for printed in makers:
                order = at_hand.pop()
                path = free_name(folder, printed.name, taken)
                write_pdf(path, printed.data, "Het portfolio")
                paths.append(path)
                changed |= desk.documents.issue(order, printed, way="pdf").changed
                if running.stopped:
                    break
                report(len(paths), total)
        finally:
            makers.close()  # type: ignore[attr-defined]  # a generator; ends the process now and not at some later time
    except jobs.Cancelled:
        raise
    except Exception as error:  # what is done must be told, whatever it was that stopped the rest
        trouble = jobs.calm(error)
    return BatchResult(tuple(paths), total, frozenset(changed), running.stopped and len(paths) < total, trouble)
