"""Texts to begin an application with: why more than the usual supervision is needed, what does not go without, a plan.

They are made of what was written down about work: what somebody needs there, limits in the work, tasks with the help
they take, agreed and counted minutes. Nothing private and nothing said in confidence is looked at; so neither are rows
that were closed to the gemeente. A line that sounds like health, care or benefit is left out. They are proposals:
nothing is in an application before somebody took it over and read it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Row
from beschutdesk.dossier.placement import SupervisionForm, Terms
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskState
from beschutdesk.rules.slips import slips
from beschutdesk.rules.subsidy_checks import MOST_GOALS

_ON_LIST: Final = frozenset({TaskState.PACKAGE, TaskState.TRYING, None})
_MOST: Final = 4
"""So many of a kind are named."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was written at visits for whoever decides: minutes of supervision, and why so many.

    Attributes:
        minutes: per visit at which they were counted.
        why: reasons for the hours, the latest first.
    """

    minutes: tuple[Decimal, ...] = ()
    why: tuple[str, ...] = ()


def proposals(
    candidate: Candidate | None,
    terms: Terms | None,
    tasks: Sequence[CarvedTask],
    seen: Seen | None = None,
    supervisor: str = "",
) -> Mapping[str, str]:
    """Texts by field: ``why_more``, ``without``, ``goals:0.problem``, ``goals:0.action``, ``goals:0.goal`` and so on.

    Args:
        candidate: of whom.
        terms: that hold in the period.
        tasks: of the placement.
        seen: at visits.
        supervisor: the name of who guides.
    """
    name = (candidate.name_used.strip() if candidate is not None else "") or "De werknemer"
    help_with = [one for one in tasks if _open(one) and one.state in _ON_LIST and one.name.strip() and _plain(one.name)]
    terms = terms if terms is not None and _open(terms) else None
    found = {
        "why_more": _sentences(_why_more(name, candidate, terms, help_with, seen or Seen())),
        "without": _sentences(_without(name, help_with)),
    }
    for number, task in enumerate(_to_learn(help_with)[:MOST_GOALS]):
        for part, text in _goal(task, terms, supervisor).items():
            found[f"goals:{number}.{part}"] = text
    return {key: text for key, text in found.items() if text}


# -- parts -------------------------------------------------------------------------------------------------------------


def _why_more(
    name: str, candidate: Candidate | None, terms: Terms | None, tasks: Sequence[CarvedTask], seen: Seen
) -> Iterable[str]:
    if terms is not None and terms.supervision_minutes:
        yield f"{name} heeft elke werkdag {_count(terms.supervision_minutes)} minuten begeleiding nodig"
    if terms is not None and terms.supervision_form is SupervisionForm.CONTINUOUS:
        yield "De begeleider is een groot deel van de dag in de buurt"
    elif terms is not None and terms.supervision_form is SupervisionForm.REGULAR:
        yield "De begeleider komt elke dag op vaste momenten langs en is bereikbaar"
    if len(seen.minutes) > 1:
        mean = sum(seen.minutes, Decimal(0)) / len(seen.minutes)
        yield f"Bij {len(seen.minutes)} werkbezoeken was het gemiddeld {_count(mean)} minuten op een dag"
    if candidate is not None:
        if needs := _plain_lines(candidate.needs):
            yield f"Nodig om te kunnen werken: {needs}"
        if limits := _plain_lines(candidate.limits):
            yield f"Grenzen in het werk: {limits}"
    if together := _named(tasks, Independence.TOGETHER):
        yield f"Alleen samen met de begeleider lukken: {together}"
    if cue := _named(tasks, Independence.CUE):
        yield f"Met een seintje lukken: {cue}"
    yield from (one for one in seen.why[:1] if _plain(one))


def _without(name: str, tasks: Sequence[CarvedTask]) -> Iterable[str]:
    if together := _named(tasks, Independence.TOGETHER):
        yield f"Zonder deze begeleiding kan {name} dit werk niet doen: {together}"
    if cue := _named(tasks, Independence.CUE):
        yield f"Zonder seintje blijft liggen: {cue}"


def _to_learn(tasks: Sequence[CarvedTask]) -> list[CarvedTask]:
    """Tasks that take help, what takes most of it first."""
    wanted = [one for one in tasks if one.independence in (Independence.TOGETHER, Independence.CUE)]
    return sorted(wanted, key=lambda one: one.independence is not Independence.TOGETHER)


def _goal(task: CarvedTask, terms: Terms | None, supervisor: str) -> Mapping[str, str]:
    together = task.independence is Independence.TOGETHER
    who = supervisor.strip() or "De begeleider"
    moment = terms.supervision_moment.strip() if terms is not None and _plain(terms.supervision_moment) else ""
    when = f", {moment}" if moment else ""
    does = "doet het samen" if together else "geeft op tijd een seintje en kijkt of het lukt"
    aid = f" Met: {task.aids.strip()}." if task.aids.strip() and _plain(task.aids) else ""
    becomes = "met een seintje" if together else "zelf"
    return {
        "problem": f"{_capital(task.name)} lukt nog alleen {'samen' if together else 'met een seintje'}.",
        "action": f"{who} {does}{when}.{aid}",
        "goal": f"Aan het eind van de periode lukt {_small(task.name)} {becomes}.",
    }


# -- words -------------------------------------------------------------------------------------------------------------


def _open(row: Row) -> bool:
    """Whether nobody closed it to the gemeente."""
    return row.readers is None or Audience.MUNICIPALITY in row.readers


def _plain(text: str) -> bool:
    """Whether nothing in it sounds like health, care or benefit."""
    return not slips([("", text)])


def _plain_lines(lines: Iterable[str]) -> str:
    said = [line.strip().rstrip(".") for line in lines if line.strip() and _plain(line)]
    return "; ".join(_small(line) for line in said[:_MOST])


def _named(tasks: Iterable[CarvedTask], help_needed: Independence) -> str:
    names = [_small(one.name.strip()) for one in tasks if one.independence is help_needed][:_MOST]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in map(str.strip, parts) if part)


def _count(minutes: Decimal) -> str:
    return f"{minutes.quantize(Decimal(1)):f}"


def _capital(text: str) -> str:
    clean = text.strip()
    return clean[:1].upper() + clean[1:]


def _small(text: str) -> str:
    """With a small letter, but for a name or an abbreviation: those have more capitals or stand alone."""
    clean = text.strip()
    return clean if clean[1:2].isupper() else clean[:1].lower() + clean[1:]
