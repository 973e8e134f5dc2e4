"""All reports of a month, with the window open: ``python -m tests.bench.reporting FOLDER NUMBER``.

Prints the milliseconds that they took, the longest that the window did not answer, and how many files are there.
"""

import sys
import time
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Answer, Visit, VisitState
from tests.bench.paint import PASSPHRASE

_LINKS = (Kind.REFERENCE, Kind.READERS, Kind.ATTACHMENT)


def _words(record: Record) -> dict[str, Any]:
    """All that a record says itself."""
    return {name: getattr(record, name) for name, spec in shape_of(record).specs.items() if spec.kind not in _LINKS}


def _again(visit: Visit, number: int) -> Visit:
    """The same visit to the first person on another day."""
    old = visit.subjects[0]
    part = type(old)(**_words(old), candidate=old.candidate, placement=old.placement)
    at = Appointment(date(2026, 10, 1 + number % 28), clock(8 + number % 9, number % 60))
    made = Visit(**_words(visit) | {"at": at, "state": VisitState.DONE}, employer=visit.employer, subjects=[part])
    for name in ABOUT_SUBJECTS:
        rows = [type(row)(**_words(row), subject=part.id) for row in getattr(visit, name) if row.subject == old.id]
        setattr(made, name, rows)
    for agreed in made.agreements:  # what stays open stands in every later report, which no reader of one would want
        agreed.result, agreed.done_on = AgreementResult.DONE, at.day
    for moment in made.learning_moments:
        moment.worked, moment.worked_on = Answer.YES, at.day
    return made


def main(folder: Path, number: int) -> None:
    """Make a vault with so many visits, and their reports."""
    from beschutdesk.documents.readers import Reader
    from beschutdesk.services import profile
    from beschutdesk.vault import envelope
    from tests.documents import invented_visits
    from ui.app import make_application
    from ui.desk_making import warm_up
    from ui.desk_window import DeskWindow
    from ui.dialogs.visit_batch_run import BatchResult, Period, start
    from ui.frame import Frame

    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    trip, out = invented_visits.full(), folder / "verslagen"
    out.mkdir()
    app = make_application()
    warm_up()  # as in the program: what is there before a vault is open is passed over when memory is looked through
    frame = Frame()
    frame.show()
    window = DeskWindow(folder / "profiel", frame=frame, warm=False)
    window.begin()
    desk, _ = profile.create(folder / "profiel", PASSPHRASE, trip.dossier.caseworker)
    desk.dossiers.add([trip.dossier.candidate, trip.dossier.employer, trip.dossier.placement])
    desk.dossiers.add([_again(trip.visit, turn) for turn in range(number)])
    window.open(desk)
    assert window.context is not None
    assert window._upkeep is not None
    window._upkeep.stop()
    window.window.show_tab("visits")
    until = time.monotonic() + 3.5  # with the first look at memory, which a user meets before any choice of reports
    while time.monotonic() < until:
        app.processEvents()
    ended: list[BatchResult] = []
    period = Period(date(2026, 10, 1), date(2026, 10, 31), Reader.EMPLOYER)
    began = before = time.perf_counter()
    start(desk, window.context.jobs, period, date(2026, 11, 22), out, lambda _done, _of: None, ended.append)
    pause = 0.0
    while not ended:
        app.processEvents()
        now = time.perf_counter()
        pause, before = max(pause, now - before), now
        time.sleep(0.001)
    assert ended[0].trouble is None
    print((before - began) * 1000, pause * 1000, len(list(out.iterdir())))
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
