"""Making many documents in a process of its own, fed through a pipe, so that the window stays quick.

Nothing touches the disk: orders go in and files come out in memory. When the program dies, the pipe closes and the
process ends by itself.
"""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection

from beschutdesk.documents.order import Order, Printed
from beschutdesk.documents.visit_order import VisitOrder
from beschutdesk.process import keep_private


def _serve(pipe: Connection) -> None:
    from beschutdesk.documents.order import render

    keep_private()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            order = pipe.recv()
        except EOFError:
            return
        if order is None:
            return
        try:
            pipe.send(order.render() if isinstance(order, VisitOrder) else render(order))
        except Exception as error:  # whatever it is, the other side must hear of it
            pipe.send(type(error).__name__)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Ctrl+C is for us, who end the process in our own time: what is started here does not hear it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else it is started below, and lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class WorkerFailed(RuntimeError):
    """A document could not be made. Holds the kind of error only: its text might name a person."""


def render_all(orders: Iterable[Order] | Iterable[VisitOrder]) -> Iterator[Printed]:
    """The documents one by one, in order. Stop iterating to cancel.

    Raises:
        WorkerFailed: a document failed, or the process died.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    with _unhurried():
        process.start()
    there.close()  # ours: else the end of the process would never be seen here
    try:
        for order in orders:
            here.send(order)
            answer = here.recv()
            if isinstance(answer, str):
                raise WorkerFailed(answer)
            yield answer
        here.send(None)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise WorkerFailed("process ended") from None
    finally:
        here.close()
        process.join(5)
        if process.is_alive():
            process.terminate()
            process.join()
        process.close()
