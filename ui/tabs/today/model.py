"""What stands where on Vandaag: every line in one list only, at most twelve rows together.

The rules make one page of lines and folded groups; here it is only dealt out. What is planned for today goes to
*Vandaag op pad*, a term that is not yet late or a visit that comes soon to *Termijnen*, a promise that is not yet late
to *Afspraken*; all that is late, and all other things, stay in *Vraagt aandacht*. A folded group stands where its most
pressing line would stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Final

from beschutdesk.rules.signals import Kind, Severity, Signal
from beschutdesk.services.today import Fold, PutOff, Today

STEP: Final = 25
"""So many lines of a folded group come at a time."""
_NONE: Final[Mapping[Kind, int]] = {}


class Shown:
    """The day that is shown. Lists ask this and not the page: they may outlive that a moment, and hold no key."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> date:
        return self.day


class Place(Enum):
    """The lists of the page."""

    ATTENTION = "Vraagt aandacht"
    ROAD = "Vandaag op pad"
    TERMS = "Termijnen"
    PROMISES = "Afspraken"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one signal.

    Attributes:
        signal: what it shows.
        inside: it stands in a group that was opened.
    """

    signal: Signal
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row of a folded group.

    Attributes:
        fold: what is in it.
        shown: lines of it that are shown below it; 0 when it is closed.
    """

    fold: Fold
    shown: int = 0


@dataclass(frozen=True, slots=True)
class More:
    """The row below an open group of which not everything is shown."""

    kind: Kind
    left: int


@dataclass(frozen=True, slots=True)
class Away:
    """A row of what was put off."""

    off: PutOff


Row = Line | Group | More | Away


def place_of(signal: Signal) -> Place:
    """In which list a line stands."""
    if signal.severity is Severity.OVERDUE:
        return Place.ATTENTION
    if signal.rule == "visit_planned":
        return Place.ROAD if signal.severity is Severity.TODAY else Place.TERMS
    if signal.kind is Kind.DEADLINE:
        return Place.TERMS
    return Place.PROMISES if signal.kind in (Kind.MINE, Kind.THEIRS) else Place.ATTENTION


def place_of_group(fold: Fold) -> Place:
    """In which list a folded group stands: where its most pressing line would."""
    return place_of(min(fold.signals, key=lambda one: one.severity))


def dealt(page: Today, opened: Mapping[Kind, int] = _NONE) -> dict[Place, list[Row]]:
    """The rows of each list.

    Args:
        page: lines and folded groups.
        opened: groups that are open, each with how many lines of it are shown at most.
    """
    found: dict[Place, list[Row]] = {place: [] for place in Place}
    for signal in page.lines:
        found[place_of(signal)].append(Line(signal))
    for place in (Place.TERMS, Place.ROAD):
        found[place].sort(key=_moment)
    for fold in page.folds:
        found[place_of_group(fold)].extend(_group(fold, opened.get(fold.kind, 0)))
    return found


def _moment(row: Row) -> tuple[date, time]:
    one = row.signal if isinstance(row, Line) else None
    return (date.max, time.max) if one is None else (one.due or date.max, one.at or time.max)


def _group(fold: Fold, shown: int) -> Iterator[Row]:
    here = fold.signals[:shown]
    yield Group(fold, len(here))
    yield from (Line(one, inside=True) for one in here)
    if here and len(here) < fold.count:
        yield More(fold.kind, fold.count - len(here))


def name_of(row: Row | None) -> object:
    """What stays the same of a row when the page is read again."""
    match row:
        case Line(signal):
            return signal.key
        case Group(fold):
            return fold.kind
        case More(kind):
            return ("more", kind)
        case Away(off):
            return ("away", off.mark.key)
    return None
