"""What a signal is, and how a rule is registered: once, with its words, numbers, source and place to go to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, IntEnum
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.values import Choices
from beschutdesk.rules.figures import Figures, filled, standard
from beschutdesk.rules.time import days_after


class Severity(IntEnum):
    """How much haste there is; the smaller, the more."""

    OVERDUE = 0
    TODAY = 1
    SOON = 2
    KNOW = 3

    @property
    def label(self) -> str:
        """In Dutch."""
        return ("te laat", "vandaag", "binnenkort", "om te weten")[self]


class Kind(Choices):
    """The groups of *Vandaag*, in their order."""

    VISIT = ("visit", "Bezoeken en belafspraken")
    DEADLINE = ("deadline", "Termijnen")
    ATTENTION = ("attention", "Signalen")
    MINE = ("mine", "Mijn afspraken")
    THEIRS = ("theirs", "Afspraken van anderen")
    MONEY = ("money", "Geld en papier")
    DRAFT = ("draft", "Nog niet af")
    KEEPING = ("keeping", "Kluis en bewaren")


class Scope(Enum):
    """What a rule looks at."""

    PLACEMENT = "placement"
    TRIP = "trip"
    PERSON = "person"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Where:
    """The place in the program that a signal leads to.

    Attributes:
        record: name of the record; empty when it is the program itself.
        id: of that record.
        section: key of the field or list on it, or of a page of the program.
        row: id of the row in that list.
    """

    record: str
    id: UUID | None = None
    section: str = ""
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that needs attention, with its reason.

    Attributes:
        key: names this occasion. It changes with what the signal counts from, so that what was done once does not hide
            what comes later.
        turn: how many times the term went by since then, for what must be done again and again.
        rule: key of the rule.
        kind: the group it belongs to.
        severity: how much haste there is.
        words: what is to be done, in Dutch.
        why: why it is there: what the rule says and the day it counts from, in Dutch.
        source: where the rule comes from, in Dutch.
        due: the last day to do it, or the day on which it happens; ``None`` when it has none.
        since: the day that the rule counts from.
        where: the place to go to.
        who: the person or persons it is about, as they are called; empty when it is about nobody.
        beside: the employer.
        people: ids of those persons.
        moved: the reason for which it was moved to :attr:`due`; empty when it was not.
        when: when it comes and goes, in Dutch, with the numbers that counted.
        at: the hour on that day, of what is planned.
    """

    key: str
    rule: str
    kind: Kind
    severity: Severity
    words: str
    why: str
    source: str
    due: date | None
    since: date | None
    where: Where
    who: str = ""
    beside: str = ""
    people: tuple[UUID, ...] = ()
    moved: str = ""
    turn: int = 0
    when: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule finds.

    Attributes:
        words, why, due, since: see :class:`Signal`.
        severity: how much haste there is.
        mark: what names this occasion within its placement: an id, a day.
        row: the row it is about.
        turn: see :class:`Signal`.
        source: where this comes from when that is not what the rule says.
        where: the place to go to when that is not what the rule says.
        at: the hour on that day, of what is planned.
    """

    words: str
    why: str
    severity: Severity
    mark: tuple[object, ...] = ()
    due: date | None = None
    since: date | None = None
    row: UUID | None = None
    source: str = ""
    turn: int = 0
    where: Where | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with everything that is told about it.

    Attributes:
        key: stable name.
        label: what it is, in Dutch.
        scope: what it looks at.
        kind: the group of its signals.
        when: when it appears and goes, in Dutch; ``{key}`` stands for a number with its unit.
        figures: keys of the numbers it counts with, the most telling first.
        basis: where the rule itself comes from, in Dutch; the source of its first number when it has none of its own.
        record: record that it leads to; empty for a page of the program.
        section: key of the field or list on it.
        firm: a term that does not move: what was put off comes back on the day it is due.
        look: the rule itself.
    """

    key: str
    label: str
    scope: Scope
    kind: Kind
    when: str
    figures: tuple[str, ...]
    basis: str
    record: str
    section: str
    firm: bool
    look: Callable[[Any, date, Figures], Iterator[Hit]]

    def source(self, known: Figures) -> str:
        """Where it comes from, in Dutch."""
        return self.basis or known.source(self.figures[0])

    def signals(self, found: Any, today: date, known: Figures | None = None) -> Iterator[Signal]:
        """The signals of this rule on one placement, trip, person or desk.

        Args:
            found: what it looks at; see :mod:`beschutdesk.rules.signals.situation`.
            today: the day that is asked about.
            known: numbers to count with.
        """
        figures = known or standard()
        for hit in self.look(found, today, figures):
            parts = (self.key, found.root or "", *hit.mark)
            yield Signal(
                ":".join(str(part) for part in parts),
                self.key,
                self.kind,
                hit.severity,
                hit.words,
                hit.why,
                hit.source or self.source(figures),
                hit.due,
                hit.since,
                hit.where or Where(self.record, found.root_of(self.record), self.section, hit.row),
                found.who,
                found.beside,
                found.people,
                turn=hit.turn,
                when=filled(self.when, figures, today),
                at=hit.at,
            )


_RULES: Final[dict[str, Rule]] = {}


def rule(  # noqa: PLR0913 - a rule is declared in one place
    label: str,
    kind: Kind,
    when: str,
    *,
    figures: Iterable[str] = (),
    basis: str = "",
    scope: Scope = Scope.PLACEMENT,
    record: str = "placement",
    section: str = "",
    firm: bool = False,
) -> Callable[[Callable[[Any, date, Figures], Iterator[Hit]]], Rule]:
    """Register a rule under the name of its function; see :class:`Rule`."""

    def made(look: Callable[[Any, date, Figures], Iterator[Hit]]) -> Rule:
        key = look.__name__
        if key in _RULES:
            raise ValueError(f"{key} is registered twice")
        one = Rule(key, label, scope, kind, when, tuple(figures), basis, record, section, firm, look)
        _RULES[key] = one
        return one

    return made


def registered() -> tuple[Rule, ...]:
    """All rules, in order of registration."""
    return tuple(_RULES.values())


def haste(due: date, today: date, soon: int = 0) -> Severity:
    """How much haste a day gives: late, today, within so many days, or just to know."""
    if due <= today:
        return Severity.OVERDUE if due < today else Severity.TODAY
    return Severity.SOON if (due - today).days <= soon else Severity.KNOW


def gentle(due: date, today: date) -> Severity:
    """The haste of what is good to do and breaks nothing when it is late."""
    return Severity.KNOW if today < due else Severity.SOON


def within(due: date, today: date, days: int) -> bool:
    """Whether a day is at most so many days ahead, or past."""
    return due <= days_after(today, days)
