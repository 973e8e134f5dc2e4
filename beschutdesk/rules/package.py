"""The tasks that somebody does together: hours, main tasks, supervision, and what to think about.

A package is held against what was agreed, and nothing is refused. What cannot be reckoned is said, and never guessed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from beschutdesk.dossier.contract import WageValueKind
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import CarvedTask, Opinion, TaskState
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.day_plan import Plan, Sums, blocks, sums
from beschutdesk.rules.plan_cost import guided_days
from beschutdesk.rules.supervision import weekday_names
from beschutdesk.rules.task_time import how_long, per_day, together, weekly_minutes, working_days
from beschutdesk.rules.wage_value import Point

SOURCE: Final = "Besluit loonkostensubsidie Participatiewet 2021, art. 1"
_SHARE: Final = 16
"""A main task takes one part in so many of the working time of a week (Besluit, art. 1: ten minste 1/16)."""
_DAILY: Final = 30
"""A main task takes so many minutes of the working time per working day (Besluit, art. 1)."""


class Agreed(Protocol):
    """As much of terms as a package is held against."""

    @property
    def hours(self) -> Decimal | None:
        """A week."""
        ...

    @property
    def days(self) -> tuple[Slot, ...]:
        """On which somebody works."""
        ...

    @property
    def supervision_minutes(self) -> Decimal | None:
        """What is needed, a day."""
        ...


class Guide(Protocol):
    """As much of a supervisor as a package is held against."""

    @property
    def minutes(self) -> Decimal | None:
        """What there is for guiding, a day."""
        ...


class Measured(Protocol):
    """As much of a loonwaarde as is compared."""

    @property
    def kind(self) -> WageValueKind | None:
        """Measured or flat."""
        ...

    @property
    def percentage(self) -> Decimal | None:
        """Of what is usual."""
        ...

    @property
    def measured_on(self) -> date | None:
        """The day."""
        ...


@dataclass(frozen=True, slots=True)
class InWeek:
    """What a task takes of a week, and whether it is a main task.

    Attributes:
        weekly: minutes a week; as planned for a task whose time cannot be reckoned, ``None`` when it is not planned.
        daily: the same as a mean of a working day.
        main: whether it is a main task; ``None`` when that cannot be told. What was dropped is none.
        why: why it is one, or is not, or cannot be told: a Dutch sentence.
    """

    weekly: Decimal | None
    daily: Decimal | None
    main: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Line(InWeek):
    """One task of the package, with what it takes of a week.

    Attributes:
        planned: minutes a week in the plan; 0 when it does not stand there.
    """

    task: CarvedTask
    planned: int


@dataclass(frozen=True, slots=True)
class Package:
    """The tasks in the package, and what they come to.

    Attributes:
        lines: in the order of the list.
        total: minutes a week of the tasks whose time is known: the sum of what is shown of each.
        planned: working time of the plan, minutes a week; 0 without one.
        hours: agreed, a week; ``None`` when nothing was.
        room: minutes a week that are left; negative when there is too much; ``None`` without agreed hours. At most this
            when something is unknown.
        needed: minutes of supervision a day as agreed; ``None`` when not known.
        available: minutes a day that who guides has; ``None`` when not known.
        variety: the kinds of work in it, each once.
        territories: tasks that are somebody's own.
        unknown: tasks whose time cannot be reckoned.
        cautions: what to think about, Dutch sentences without names.
        before, after: the last measured loonwaarde before the package was agreed, and the last since.
    """

    lines: tuple[Line, ...]
    total: Decimal
    planned: int
    hours: Decimal | None
    room: Decimal | None
    needed: Decimal | None
    available: Decimal | None
    variety: tuple[WorkKind, ...]
    territories: tuple[CarvedTask, ...]
    unknown: tuple[CarvedTask, ...]
    cautions: tuple[str, ...]
    before: Point | None = None
    after: Point | None = None

    @property
    def main_tasks(self) -> tuple[CarvedTask, ...]:
        """The tasks that are main tasks for sure."""
        return tuple(line.task for line in self.lines if line.main)

    @property
    def change(self) -> Decimal | None:
        """Points of loonwaarde between before and after; ``None`` without both."""
        return None if self.before is None or self.after is None else self.after.percentage - self.before.percentage


def is_main_task(weekly: Decimal, daily: Decimal, hours: Decimal) -> bool:
    """Whether a task is a main task: at least 1/16 of the working time of a week, and 30 minutes per working day.

    Both borders count (Besluit loonkostensubsidie Participatiewet 2021, art. 1: *ten minste*).

    Args:
        weekly: minutes a week.
        daily: minutes per working day.
        hours: working time, hours a week.
    """
    return hours > 0 and weekly * _SHARE >= hours * 60 and daily >= _DAILY


def package(
    tasks: Iterable[CarvedTask],
    terms: Agreed | None,
    *,
    plan: Plan = (),
    supervisor: Guide | None = None,
    wage_values: Iterable[Measured] = (),
    agreed_on: date | None = None,
) -> Package:
    """What the tasks in the package come to.

    Args:
        tasks: of the list; those in another state do not count.
        terms: that hold; ``None`` when there are none yet.
        plan: of the week, when there is one.
        supervisor: who guides every day.
        wage_values: of the placement.
        agreed_on: the day on which the package was agreed.
    """
    found, rows = tuple(task for task in tasks if task.state is TaskState.PACKAGE), blocks(plan)
    counted, days = sums(rows), working_days(terms, rows)
    hours = terms.hours if terms is not None else None
    lines = tuple(_line(task, days, hours, counted) for task in found)
    total = together(line.weekly for line in lines)
    room = None if hours is None else hours * 60 - total
    needed = terms.supervision_minutes if terms is not None else None
    available = supervisor.minutes if supervisor is not None else None
    before, after = _wage_values(wage_values, agreed_on)
    made = Package(
        lines,
        total,
        counted.week.work,
        hours,
        room,
        needed,
        available,
        tuple(kind for kind in WorkKind if any(kind in task.work_kinds for task in found)),
        tuple(task for task in found if task.own_territory is YesNo.YES),
        tuple(line.task for line in lines if line.weekly is None),
        (),
        before,
        after,
    )
    return replace(made, cautions=(*_cautions(made, bool(rows)), *_about_guiding(made, guided_days(rows))))


def in_week(task: CarvedTask, planned: int, days: int, hours: Decimal | None) -> InWeek:
    """What a task takes of a week: the one rule of the board, the package and the papers.

    Args:
        task: in any state.
        planned: minutes a week in the plan; they count for a task whose time cannot be reckoned.
        days: working days a week; 0 when nobody knows.
        hours: agreed, a week.
    """
    reckoned = weekly_minutes(task, days)
    weekly = reckoned if reckoned is not None else (Decimal(planned) if planned else None)
    daily = per_day(weekly, days)
    main, why = _main(weekly, daily, hours)
    if task.state is TaskState.DROPPED:
        main, why = False, "Geen hoofdtaak: deze taak is afgevallen."
    if reckoned is None:
        missing = _not_reckoned(task)
        why = f"{missing} {why}" if weekly is None else f"{missing} Gerekend zoals het in de dagindeling staat. {why}"
    return InWeek(weekly, daily, main, why)


def _line(task: CarvedTask, days: int, hours: Decimal | None, counted: Sums) -> Line:
    planned = counted.task(task.id)
    found = in_week(task, planned, days, hours)
    return Line(found.weekly, found.daily, found.main, found.why, task, planned)


def _not_reckoned(task: CarvedTask) -> str:
    if task.frequency in (Frequency.SEASON, Frequency.SOMETIMES):
        return f"Deze taak is er {task.frequency.label}: de uren per week zijn niet te rekenen."
    if task.minutes is None or task.minutes <= 0:
        return "Hoe lang deze taak duurt, is niet ingevuld."
    if task.frequency is None:
        return "Hoe vaak deze taak er is, is niet ingevuld."
    if task.times is not None and task.times <= 0:
        return "Hoeveel keer deze taak er is, is niet ingevuld."
    return "Op welke dagen er gewerkt wordt, is niet ingevuld."


def _main(weekly: Decimal | None, daily: Decimal | None, hours: Decimal | None) -> tuple[bool | None, str]:
    """Whether it is a main task, and why; it can be told that it is none as soon as one of the two is too little."""
    if weekly is None:
        return None, "Of het een hoofdtaak is, is niet te zeggen."
    if hours is not None and hours > 0 and weekly * _SHARE < hours * 60:
        least = how_long(hours * 60 / _SHARE)
        return (
            False,
            f"Geen hoofdtaak: minder dan 1/16 van de week ({least}). Taken die bij elkaar horen, tellen samen.",
        )
    if daily is not None and daily < _DAILY:
        return False, f"Geen hoofdtaak: gemiddeld minder dan {_DAILY} minuten per werkdag."
    if hours is None or hours <= 0:
        return None, "Of het een hoofdtaak is, hangt af van de uren per week; die zijn niet ingevuld."
    if daily is None:
        return None, "Of het een hoofdtaak is, hangt af van de werkdagen; die zijn niet ingevuld."
    return True, f"Hoofdtaak: minstens 1/16 van de week en gemiddeld {_DAILY} minuten per werkdag."


def _cautions(made: Package, has_plan: bool) -> Iterator[str]:
    tasks = [line.task for line in made.lines]
    if not tasks:
        return
    yield from _about_hours(made, has_plan)
    if made.needed is not None and made.available is not None and made.needed > made.available:
        yield (
            f"Nodig is {how_long(made.needed)} begeleiding per dag; wie begeleidt, heeft {how_long(made.available)}."
        )
    for task in tasks:
        if Opinion.NOT_FIT in (task.own_opinion, task.supervisor_opinion):
            who = "de kandidaat" if task.own_opinion is Opinion.NOT_FIT else "de begeleider"
            yield f"‘{_name(task)}’ zit in het pakket, maar {who} vindt het niet fijn."
    yield from _about_variety(made, tasks)


def _about_hours(made: Package, has_plan: bool) -> Iterator[str]:
    if made.room is not None and made.room < 0:
        yield f"De taken zijn samen {how_long(-made.room)} per week meer dan afgesproken."
    if made.unknown:
        many = len(made.unknown)
        yield f"Van {many} {'taak' if many == 1 else 'taken'} is de tijd niet te rekenen; die tellen niet mee."
    left = [line for line in made.lines if has_plan and not line.planned]
    if left:
        names = _named([line.task for line in left])
        yield f"Nog niet in de dagindeling: {names}."


def _about_guiding(made: Package, planned: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Where the plan has less, or more, time with who guides than was agreed; both may be as it should be."""
    if made.needed is None or not made.lines:
        return
    for word, days in (
        ("minder", [one for one in planned if one[1] < made.needed]),
        ("meer", [one for one in planned if one[1] > made.needed]),
    ):
        if days:
            yield (
                f"In de dagindeling staat {word} begeleiding dan de afgesproken {how_long(made.needed)} per dag: "
                f"{_on_days(days)}."
            )


def _on_days(days: Sequence[tuple[int, int]]) -> str:
    """``maandag en dinsdag 15 minuten, donderdag geen``."""
    alike: dict[int, list[int]] = {}
    for weekday, minutes in days:
        alike.setdefault(minutes, []).append(weekday)
    return ", ".join(
        f"{weekday_names(tuple(on))} {how_long(minutes) if minutes else 'geen'}" for minutes, on in alike.items()
    )


def _about_variety(made: Package, tasks: Sequence[CarvedTask]) -> Iterator[str]:
    if len(tasks) > 1 and made.total > 0:
        most = max(made.lines, key=lambda line: line.weekly or Decimal(0))
        if (most.weekly or Decimal(0)) * 2 > made.total:
            yield f"‘{_name(most.task)}’ is meer dan de helft van de tijd: is er genoeg afwisseling?"
    if not made.territories:
        yield "Nog geen eigen terrein: een stukje werk waar iemand baas over is, geeft zelfvertrouwen."
    if len(tasks) > 1 and all(Surrounding.ALONE in task.surroundings for task in tasks):
        yield "Alle taken zijn vooral alleen: op welk moment zijn er collega’s?"
    if len(tasks) > 1 and all(task.left_lying is YesNo.YES for task in tasks):
        yield "Alle taken bleven tot nu toe liggen: zit er ook werk bij dat iemand graag doet?"


def _named(tasks: Sequence[CarvedTask], most: int = 3) -> str:
    names = [f"‘{_name(task)}’" for task in tasks[:most]]
    more = len(tasks) - len(names)
    return f"{', '.join(names)} en nog {more}" if more else ", ".join(names)


def _name(task: CarvedTask) -> str:
    return task.name.strip() or "taak zonder naam"


def _wage_values(values: Iterable[Measured], agreed_on: date | None) -> tuple[Point | None, Point | None]:
    """The last measured one before a day, and the last from that day on. A flat one says nothing about a package."""
    if agreed_on is None:
        return None, None
    points = sorted(
        (
            Point(one.measured_on, one.percentage, flat=False)
            for one in values
            if one.kind is not WageValueKind.FLAT and one.measured_on is not None and one.percentage is not None
        ),
        key=lambda point: point.day,
    )
    before = [point for point in points if point.day < agreed_on]
    after = [point for point in points if point.day >= agreed_on]
    return (before[-1] if before else None), (after[-1] if after else None)
