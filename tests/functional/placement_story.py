"""What a bemiddelaar does in a vault over the years, told day by day, and what *Vandaag* says meanwhile.

A story is a list of :class:`Act`; :class:`World` does them through the services of a real vault, with the clock of the
program set to the day of the story. A table of :class:`Said` says which rule speaks from which day until which act.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Record, Row, shape_of
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitState, VisitSubject
from beschutdesk.rules.figures import standard
from beschutdesk.rules.signals import Signal
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.visits import AgreementAt

DAY = timedelta(1)
WEEK = 7 * DAY
Do = Callable[["World"], object]
standard()  # read, and kept, before a clock takes the place of ``date``


@dataclass(frozen=True)
class Act:
    """Something that is written down on a day, before anybody looks at *Vandaag*."""

    day: date
    what: str
    do: Do


@dataclass(frozen=True)
class Said:
    """A stretch of days on which a rule speaks.

    Attributes:
        rule: its key.
        since: first day.
        until: the first day on which it is silent again.
        why: what it counts from, and what makes it go.
    """

    rule: str
    since: date
    until: date
    why: str


def act(day: str, what: str, *do: Do) -> Act:
    return Act(date.fromisoformat(day), what, lambda world: [one(world) for one in do])


def said(rule: str, since: str, until: str, why: str) -> Said:
    return Said(rule, date.fromisoformat(since), date.fromisoformat(until), why)


class World:
    """A vault, a clock, and the one placement that the story is about."""

    def __init__(self, desk: Desk, set_clock: Callable[[timedelta], None], place: UUID, person: UUID) -> None:
        self.desk = desk
        self.place = place
        self.person = person
        self.today = date.min
        self._set_clock = set_clock

    def wake(self, today: date) -> None:
        """It is nine in the morning of this day, also for what the program writes in its logs."""
        self.today = today
        self._set_clock(datetime.combine(today, time(9), UTC) - datetime.now(UTC))

    @contextmanager
    def changing(self, record: str, key: UUID) -> Iterator[Any]:
        """Change a root and save what changed, as a form does."""
        root = self.desk.dossiers.get(record, key)
        before = codec.flatten(root)
        yield root
        changed = codec.changes(before, codec.flatten(root))
        self.desk.dossiers.save([Edit(record, key, root.version, changed)])

    def lines(self) -> list[Signal]:
        """All lines of the page, folded or not."""
        page = self.desk.today.lines(self.today)
        return [*page.lines, *(one for fold in page.folds for one in fold.signals)]

    def line(self, rule: str) -> Signal:
        (found,) = [one for one in self.lines() if one.rule == rule]
        return found


# -- acts --------------------------------------------------------------------------------------------------------------


def new(*records: Record) -> Do:
    """Keep new roots."""
    return lambda world: world.desk.dossiers.add(records)


def rows(*added: Row) -> Do:
    """Write down new rows at the placement."""

    def do(world: World) -> None:
        with world.changing("placement", world.place) as place:
            for row in added:
                child = shape_of(row).name
                (name,) = [name for name, one in shape_of("placement").children.items() if one == child]
                getattr(place, name).append(row)

    return do


def row(of: Row, **values: object) -> Do:
    """Fill in something at a row of the placement."""

    def do(world: World) -> None:
        with world.changing("placement", world.place) as place:
            every = [one for name in shape_of("placement").children for one in getattr(place, name)]
            _put([one for one in every if one.id == of.id], values)

    return do


def place(**values: object) -> Do:
    return lambda world: put("placement", world.place, **values)(world)


def person(**values: object) -> Do:
    return lambda world: put("candidate", world.person, **values)(world)


def put(record: str, key: UUID, **values: object) -> Do:
    """Fill in fields of a root."""

    def do(world: World) -> None:
        with world.changing(record, key) as root:
            _put([root], values)

    return do


def guide(employer: UUID, of: Row, **values: object) -> Do:
    """Fill in something at a supervisor."""

    def do(world: World) -> None:
        with world.changing("employer", employer) as boss:
            _put([one for one in boss.supervisors if one.id == of.id], values)

    return do


def done(rule: str) -> Do:
    """Tick off the line of a rule."""
    return lambda world: world.desk.today.done(world.line(rule), world.today)


def mute(rule: str, until: str) -> Do:
    return lambda world: world.desk.today.mute(world.line(rule), date.fromisoformat(until), world.today)


def seen(
    medium: Medium = Medium.VISIT,
    state: VisitState = VisitState.DONE,
    on: str = "",
    key: UUID | None = None,
    concern: Judgement | None = None,
) -> Do:
    """A visit or contact, of today unless a day is given."""

    def do(world: World) -> None:
        day = date.fromisoformat(on) if on else world.today
        about = VisitSubject(candidate=world.person, placement=world.place, concern=concern)
        visit = Visit(at=Appointment(day, time(9)), medium=medium, state=state, subjects=[about])
        if key is not None:
            visit.id = key
        world.desk.dossiers.add([visit])

    return do


def settled(of: Visit, number: int) -> Do:
    """What was agreed at a visit is done; *number* is its place in the list."""
    at = AgreementAt("visit", of.id, of.agreements[number].id)
    return lambda world: world.desk.visits.settle(at, AgreementResult.DONE, world.today)


def shared(*readers: str) -> Do:
    """The result goes to these readers; nobody named: to employer and supervisor."""

    def do(world: World) -> None:
        made = [
            IssuedDocument(
                kind=DocumentKind.TIMELINE,
                candidate=world.person,
                placement=world.place,
                audience=reader,
                issued_on=world.today,
            )
            for reader in readers or ("employer", "supervisor")
        ]
        world.desk.dossiers.add(made)

    return do


def introduction(to: Audience) -> Do:
    """The evaluation of the introduction on paper, by the service that makes it."""

    def do(world: World) -> None:
        papers = world.desk.introductions
        order = papers.order(world.person, to, world.today, placement=world.place)
        papers.issue(order, papers.render(order), way="e-mail")

    return do


def every(first: str, last: str, step: timedelta, *do: Do) -> list[Act]:
    """The same on each of these days."""
    days, day = [], date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        days.append(Act(day, "a visit in the rhythm", lambda world: [one(world) for one in do]))
        day += step
    return days


def _put(found: Iterable[object], values: Mapping[str, object]) -> None:
    (one,) = found
    for name, value in values.items():
        assert hasattr(one, name)
        setattr(one, name, value)


# -- looking -----------------------------------------------------------------------------------------------------------


def told(world: World, story: Iterable[Act], table: Iterable[Said], first: date, last: date) -> list[str]:
    """Live through a story and compare what is said with the table, week by week and at both ends of each stretch.

    Returns:
        What differs, a sentence each; empty when the table is right and complete.
    """
    table, acts = list(table), sorted(story, key=lambda one: one.day)
    edges = {day for one in table for edge in (one.since, one.until) for day in (edge - DAY, edge)}
    weeks = {first + week * WEEK for week in range((last - first).days // 7 + 1)}
    looks = {day for day in edges | weeks if first <= day <= last}
    differs = []
    for day in sorted(looks | {one.day for one in acts}):
        world.wake(day)
        for one in acts:
            if one.day == day:
                one.do(world)
        if day not in looks:
            continue
        expected = {one.rule for one in table if one.since <= day < one.until}
        lines = world.lines()
        found = {one.rule for one in lines}
        differs += [f"{day}: {rule} should speak" for rule in sorted(expected - found)]
        loud = [one for one in lines if one.rule not in expected]
        differs += [f"{day}: {one.rule} should be silent: {one.words} {one.why}" for one in loud]
    return differs
