"""Commands for what is printed of visits: a report for one reader, those of a period, and what to know before one."""

import signal
import sys
import threading
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import Add, candidate, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.visit_papers import Batch, Reader, VisitOrder

_READERS = ["employer", "supervisor", "dossier", "candidate"]
_NOTHING = "Er is niets gemaakt."
_MOST_SLIPS = 8


def register(add: Add) -> None:
    """Add what can be printed of visits."""
    report = add("visit-report", _report, "het verslag van een bezoek, voor één lezer")
    report.add_argument("--visit", required=True, metavar="ID", help="zie: list visits")
    whom = report.add_mutually_exclusive_group()
    whom.add_argument("--candidate", metavar="ID-OF-NAAM", help="over wie, als het bezoek over meer mensen ging")
    whom.add_argument("--combined", action="store_true", help="over iedereen samen; alleen voor de werkgever")
    report.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")
    reports = add("visit-reports", _reports, "de verslagen van alle bezoeken in een periode, voor één lezer")
    reports.add_argument("--from", dest="since", required=True, type=day, metavar="JJJJ-MM-DD", help="eerste dag")
    reports.add_argument("--to", dest="until", required=True, type=day, metavar="JJJJ-MM-DD", help="laatste dag")
    reports.add_argument("--combined", action="store_true", help="per bezoek één; alleen voor de werkgever")
    reports.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    for one in (report, reports):
        one.add_argument("--audience", required=True, choices=_READERS)
    before = add("preparation", _preparation, "wat je voor een bezoek wilt weten; alleen voor jezelf")
    before.add_argument("--visit", required=True, metavar="ID", help="zie: list visits")
    before.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")


def _report(options: Namespace) -> None:
    from beschutdesk.files import write_whole
    from beschutdesk.services.visit_papers import Reader

    with open_desk(options) as desk:
        key, reader = _visit(options.visit), Reader.of(options.audience)
        subject = _subject(desk, key, options.candidate) if options.candidate else None
        order = desk.visit_papers.order(key, reader, _today(), subject=subject, combined=options.combined)
        printed = desk.visit_papers.render(order)
        write_whole(options.output, printed.data)
        desk.visit_papers.issue(order, printed, way="pdf")
        print(f"Weggeschreven: {options.output.name}, voor {reader.label}.")
        if printed.dropped:
            print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(printed.dropped)}")
        if left := desk.visit_papers.left_out(order):
            print("Niet voor deze lezer, dus niet erin:")
            for one in left:
                print(f"- {one.words} ({one.why})")
        _look_at(desk, order)


def _look_at(desk: "Desk", order: "VisitOrder") -> None:
    """What may have slipped into it; on stderr, for it says what somebody typed."""
    found = desk.visit_papers.slips(order)
    if not found:
        return
    sys.stderr.write("beschutdesk: kijk dit na voordat je het deelt:\n")
    for slip in found[:_MOST_SLIPS]:
        sys.stderr.write(f"- {slip.words}\n")
    if len(found) > _MOST_SLIPS:
        sys.stderr.write(f"- en nog {len(found) - _MOST_SLIPS}\n")


def _reports(options: Namespace) -> None:
    from beschutdesk.services.visit_papers import Reader

    folder: Path = options.output
    if folder.exists() and not folder.is_dir():
        raise Trouble(f"{folder.name} is geen map.", _NOTHING, "Kies een andere naam.")
    if not folder.parent.is_dir():
        raise Trouble(f"De map {folder.parent.name} is er niet.", _NOTHING, "Maak die map eerst.")
    with open_desk(options) as desk:
        reader = Reader.of(options.audience)
        batch = desk.visit_papers.batch(options.since, options.until, reader, _today(), combined=options.combined)
        done = _Done()
        folder.mkdir(exist_ok=True)
        try:
            stopped = _write_all(desk, batch, folder, done)
        finally:  # what is there is told, also when the disk is full
            _tell(batch, folder, reader, done)
        if stopped:
            raise Trouble("Gestopt.", f"Wat weggeschreven is, is heel en blijft staan: {_number(done.written)}.")


@dataclass
class _Done:
    """How many files are there, which of those to look at first, and up to which report was told how far it is."""

    written: int = 0
    told: int = 0
    doubtful: list[str] = field(default_factory=list)


def _write_all(desk: "Desk", batch: "Batch", folder: Path, done: _Done) -> bool:
    """Whether it was stopped. Nothing is ever written over."""
    from beschutdesk.files import free_path, write_whole

    makers, taken = batch.made(), set[str]()
    try:
        with _ctrl_c() as pressed:
            for order, printed in makers:
                path = free_path(folder, printed.name, taken)
                write_whole(path, printed.data)
                done.written += 1
                desk.visit_papers.issue(order, printed, way="pdf")
                done.doubtful += [path.name] if desk.visit_papers.slips(order) else []
                _progress(batch, done)
                if pressed:
                    return True
        _progress(batch, done)
    except KeyboardInterrupt:
        return True
    finally:
        makers.close()  # type: ignore[attr-defined]  # a generator; ends the process now
        sys.stderr.write("\n" if batch.at and sys.stderr.isatty() else "")
    return False


@contextmanager
def _ctrl_c() -> Iterator[list[int]]:
    """Ctrl+C counts between two reports: while Python cleans up an object it would be passed over. Twice is at once."""
    pressed: list[int] = []
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield pressed
        return

    def heard(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    signal.signal(signal.SIGINT, heard)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _tell(batch: "Batch", folder: Path, reader: "Reader", done: _Done) -> None:
    print(f"Weggeschreven in {folder.name}, voor {reader.label}: {_number(done.written)}.")
    for why, number in Counter(one.why for one in batch.skipped).most_common():
        print(f"Geen verslag van {number}: {why}")
    if done.doubtful:
        sys.stderr.write(f"beschutdesk: let op: kijk na voordat je deelt: {', '.join(done.doubtful)}\n")


def _progress(batch: "Batch", done: _Done) -> None:
    """How far it is: on one line of a terminal, and a line for each step in a file or a pipe."""
    if batch.at == done.told:
        return
    done.told = batch.at
    words = f"Verslag {batch.at} van {batch.total}"
    sys.stderr.write(f"\r{words}" if sys.stderr.isatty() else f"{words}\n")
    sys.stderr.flush()


def _preparation(options: Namespace) -> None:
    from beschutdesk.files import write_whole

    with open_desk(options) as desk:
        prepared = desk.preparing.of_visit(_visit(options.visit), _today())
        printed = desk.preparing.render(prepared, _today())
        write_whole(options.output, printed.data)
        desk.preparing.printed(prepared, way="pdf")
        print(f"Weggeschreven: {options.output.name}. Vertrouwelijk: alleen voor jezelf.")


# -- parts -------------------------------------------------------------------------------------------------------------


def _visit(wanted: str) -> UUID:
    try:
        return UUID(wanted)
    except ValueError:
        raise Trouble("Dit is geen kenmerk van een bezoek.", _NOTHING, "Zie: beschutdesk list visits") from None


def _subject(desk: "Desk", visit: UUID, wanted: str) -> UUID:
    """The part of a visit that is about somebody."""
    key = candidate(desk, wanted)
    found = desk.dossiers.get("visit", visit)
    subject = next((one.id for one in found.subjects if one.candidate == key), None) if found is not None else None
    if subject is None:
        raise Trouble("Dit bezoek ging niet over deze kandidaat.", _NOTHING, "Kies een ander, of een ander bezoek.")
    chosen: UUID = subject
    return chosen


def _number(count: int) -> str:
    return "1 verslag" if count == 1 else f"{count or 'geen'} verslagen"


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a person's today
