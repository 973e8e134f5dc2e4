"""Making many documents in a process of its own, fed through a pipe, so that the window stays quick.

Nothing touches the disk: orders go in and files come out in memory. When the program dies, the pipe closes and the
process ends by itself.
"""

from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection

from beschutdesk.documents.order import Order, Printed
from beschutdesk.process import keep_private


def _serve(pipe: Connection) -> None:
    from beschutdesk.documents.order import render

    keep_private()
    while True:
        try:
            order = pipe.recv()
        except EOFError:
            return
        if order is None:
            return
        try:
            pipe.send(render(order))
        except Exception as error:  # whatever it is, the other side must hear of it
            pipe.send(type(error).__name__)


class WorkerFailed(RuntimeError):
    """A document could not be made. Holds the kind of error only: its text might name a person."""


def render_all(orders: Iterable[Order]) -> Iterator[Printed]:
    """The documents one by one, in order. Stop iterating to cancel.

    Raises:
        WorkerFailed: a document failed, or the process died.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
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
