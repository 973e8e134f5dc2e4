"""To whom a report of a visit goes, and handing all of them over in one go. In the jobs lane."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.services.visit_papers import LeftOut, Reader, Slip, VisitOrder
from beschutdesk.trouble import Trouble
from ui.dialogs.handing import to_file
from ui.dialogs.paper import Ready
from ui.dialogs.saving import free_name

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

SHARED_WITH: Final = (Reader.EMPLOYER, Reader.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a visit was about: the part of the visit, their id, and how they are called."""

    subject: UUID
    candidate: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Target:
    """One copy: for whom, and about whom."""

    reader: Reader
    person: Person


@dataclass(frozen=True, slots=True)
class Report(Ready):
    """A report that is made, with what must be looked at first.

    Attributes:
        left_out: what is not in it, and why.
        slips: words to look at, each with the reader whose copy it is in.
        empty: there is nothing in it for this reader.
        unable: copies that cannot be made, with why.
    """

    left_out: tuple[LeftOut, ...] = ()
    slips: tuple[tuple[Reader, Slip], ...] = ()
    empty: bool = False
    unable: tuple[tuple[Target, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What was handed over in one go: the files, and the records that are new."""

    paths: tuple[Path, ...]
    changed: frozenset[tuple[str, UUID]]


def make(
    desk: "Desk",
    visit: UUID,
    reader: Reader,
    subject: UUID | None,
    today: date,
    also: Sequence[Target] = (),
) -> Report:
    """In a lane: the report of one reader, and what to look at in those that go along.

    Args:
        desk: the open profile.
        visit: its id.
        reader: for whom.
        subject: about whom; ``None`` is about everybody together.
        today: the date on it.
        also: other copies that are handed over with it.
    """
    papers = desk.visit_papers
    order = papers.order(visit, reader, today, subject=subject, combined=subject is None)
    found = [(reader, slip) for slip in papers.slips(order)]
    unable = []
    for one in also:
        try:
            other = papers.order(visit, one.reader, today, subject=one.person.subject)
        except Trouble as trouble:
            unable.append((one, trouble.happened))
            continue
        if one.reader is not reader or one.person.subject != subject:
            found += [(one.reader, slip) for slip in papers.slips(other)]
    printed = papers.render(order)
    slips = tuple(dict.fromkeys(found))
    return Report(order, printed, tuple(papers.left_out(order)), slips, not papers.text(order).strip(), tuple(unable))


def waiting(people: Sequence[Person], issued: Sequence[IssuedDocument]) -> list[Target]:
    """The copies for work that nobody got yet."""
    given = {(one.audience, one.candidate) for one in issued}
    every = (Target(reader, person) for person in people for reader in SHARED_WITH)
    return [one for one in every if (one.reader.key, one.person.candidate) not in given]


def hand_all(
    desk: "Desk",
    visit: UUID,
    targets: Sequence[Target],
    today: date,
    folder: Path,
    report: Callable[[int, int], None],
) -> Shared:
    """In a lane: all these copies into a folder, each kept as it went out.

    Raises:
        Trouble: one could not be made or written; those before it stay, and are kept.
    """
    paths: list[Path] = []
    changed: set[tuple[str, UUID]] = set()
    taken: set[str] = set()
    for at, one in enumerate(targets):
        report(at, len(targets))
        order: VisitOrder = desk.visit_papers.order(visit, one.reader, today, subject=one.person.subject)
        printed = desk.visit_papers.render(order)
        path = free_name(folder, printed.name, taken)
        changed |= to_file(desk, order, printed, path).changed
        paths.append(path)
    return Shared(tuple(paths), frozenset(changed))
