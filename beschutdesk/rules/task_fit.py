"""A task beside a person: what fits, what to mind and what nobody knows yet, each with its reason.

There is no number and no order by weight: see :mod:`beschutdesk.rules.fit` and decision 020. What is not filled in, of
the task or of the person, is unknown. A point says what stands in the dossier; whether it counts is for people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from beschutdesk.dossier.around import EmployeeSkill, Skill, SkillLevel
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.tags import Surrounding
from beschutdesk.dossier.task import DEMANDS, DayPart, Demand, Teachable, Work
from beschutdesk.dossier.task_list import CarvedTask
from beschutdesk.rules.task_words import DEMAND_SAID, SAID, match, own_words, says, says_only


class Side(Enum):
    """What a point says, with its Dutch word."""

    PLUS = "past"
    MINUS = "let op"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class FitPoint:
    """One thing that was laid side by side.

    Attributes:
        side: what it says.
        what: what it is about, a short Dutch word.
        reason: why, in Dutch, without names; lines of the person are quoted.
    """

    side: Side
    what: str
    reason: str


OPPOSITE: Mapping[Surrounding, tuple[Surrounding, ...]] = MappingProxyType(
    {
        Surrounding.OUTDOORS: (Surrounding.INDOORS,),
        Surrounding.INDOORS: (Surrounding.OUTDOORS,),
        Surrounding.QUIET: (Surrounding.LIVELY, Surrounding.NOISE, Surrounding.MANY_PEOPLE),
        Surrounding.LIVELY: (Surrounding.QUIET,),
        Surrounding.NOISE: (Surrounding.QUIET,),
        Surrounding.FIXED_SPOT: (Surrounding.CHANGING_SPOTS,),
        Surrounding.CHANGING_SPOTS: (Surrounding.FIXED_SPOT,),
        Surrounding.ALONE: (Surrounding.MANY_PEOPLE,),
        Surrounding.MANY_PEOPLE: (Surrounding.ALONE, Surrounding.QUIET),
        Surrounding.SITTING: (Surrounding.STANDING,),
        Surrounding.STANDING: (Surrounding.SITTING,),
        Surrounding.SAME_EVERY_DAY: (Surrounding.VARIED,),
        Surrounding.VARIED: (Surrounding.SAME_EVERY_DAY,),
    }
)
"""What cannot well be at the same moment: where the one is, the other is not."""

_NEEDS: Mapping[str, tuple[tuple[Skill, ...], tuple[Surrounding, ...]]] = MappingProxyType(
    {
        "independence_asked": ((Skill.CHECKS, Skill.ASKS_HELP), ()),
        "social": ((Skill.TOGETHER, Skill.TALKS), ()),
        "deadlines": ((), (Surrounding.TIME_PRESSURE,)),
        "pace": ((Skill.KEEPS_GOING,), ()),
        "interruptions": ((Skill.SWITCHES,), ()),
        "predictability": ((Skill.SWITCHES,), (Surrounding.VARIED,)),
        "physical": ((Skill.KEEPS_GOING,), (Surrounding.LIFTING,)),
    }
)
"""What each of the seven demands asks of a person: basic skills, and words for what suits."""

_HOW: Final = {SkillLevel.CAN: "lukt", SkillLevel.WITH_HELP: "gaat met hulp", SkillLevel.NOT_YET: "lukt nog niet"}
_WISH: Final = "wens"
_WORKED_ON: Final = {
    Teachable.AT_ONCE: "Wordt een paar keer voorgedaan",
    Teachable.PRACTICE: "Wordt een tijd samen geoefend",
}


def task_fit(work: Work, candidate: Candidate) -> tuple[FitPoint, ...]:
    """Everything that can be laid side by side, in a fixed order: work, surroundings, demands, skills, own words.

    Args:
        work: a task of an inventory or of a person.
        candidate: whose wishes, needs, limits and basic skills.
    """
    skills = _skills(candidate.skills)
    own = own_words(work)
    return tuple(
        dict.fromkeys(
            (
                *_kinds(work, candidate),
                *_surroundings(work, candidate),
                *_demands(work, candidate, skills),
                *_learning(work, skills),
                *_own_lines(candidate, own),
                *_needed(work, candidate, own_words(work, named=False)),
                *_limits(work, candidate, own),
            )
        )
    )


def _skills(rows: Sequence[EmployeeSkill]) -> Mapping[Skill, SkillLevel]:
    """How far somebody is with each skill of which that is known; the last row counts."""
    return {
        row.skill: row.level
        for row in rows
        if row.skill is not None and row.level is not None and row.level is not SkillLevel.UNKNOWN
    }


# -- words to choose from ----------------------------------------------------------------------------------------------


def _kinds(work: Work, candidate: Candidate) -> Iterator[FitPoint]:
    wants, rather_not = set(candidate.wants_work), set(candidate.rather_not)
    if not work.work_kinds:
        yield FitPoint(Side.UNKNOWN, "soort werk", "Wat voor soort werk het is, staat niet bij de taak.")
        return
    for kind in work.work_kinds:
        if kind in wants and kind not in rather_not:
            yield FitPoint(Side.PLUS, kind.label, "Wil dit werk graag.")
        elif kind in rather_not and kind not in wants:
            yield FitPoint(Side.MINUS, kind.label, "Doet dit werk liever niet.")
        elif kind in wants:
            yield FitPoint(Side.UNKNOWN, kind.label, "Staat bij graag en bij liever niet. Vraag hoe het zit.")
        else:
            yield FitPoint(Side.UNKNOWN, kind.label, "Of dit werk past bij de wensen, is nog niet gevraagd.")


def _surroundings(work: Work, candidate: Candidate) -> Iterator[FitPoint]:
    if not candidate.suits and not candidate.suits_not:
        yield FitPoint(Side.UNKNOWN, "werkplek", "Welke werkplek past, is nog niet ingevuld.")
        return
    if not work.surroundings:
        yield FitPoint(Side.UNKNOWN, "werkplek", "Hoe het er is, staat niet bij de taak.")
        return
    for place in dict.fromkeys((*candidate.suits, *candidate.suits_not)):
        yield _place(place, work, candidate)


def _place(place: Surrounding, work: Work, candidate: Candidate) -> FitPoint:
    wanted, unwanted = place in candidate.suits, place in candidate.suits_not
    if wanted and unwanted:
        return FitPoint(Side.UNKNOWN, place.label, "Staat bij past goed en bij past niet. Vraag hoe het zit.")
    says_so = "Past goed" if wanted else "Past niet"
    instead = [other for other in OPPOSITE.get(place, ()) if other in work.surroundings]
    if place in work.surroundings and not instead:
        return FitPoint(Side.PLUS if wanted else Side.MINUS, place.label, f"{says_so}, en zo is het hier.")
    if place in work.surroundings:
        return FitPoint(Side.UNKNOWN, place.label, f"{says_so}. Hier is het allebei: ook {instead[0].label}.")
    if instead:
        return FitPoint(
            Side.MINUS if wanted else Side.PLUS, place.label, f"{says_so}. Hier is het anders: {instead[0].label}."
        )
    return FitPoint(Side.UNKNOWN, place.label, f"{says_so}. Of het hier zo is, staat niet bij de taak.")


# -- what the task asks ------------------------------------------------------------------------------------------------


def demand_label(name: str) -> str:
    """What one of the seven demands is called: ``Tempo``."""
    return shape_of(CarvedTask).specs[name].label


def _demands(work: Work, candidate: Candidate, skills: Mapping[Skill, SkillLevel]) -> Iterator[FitPoint]:
    """One point per demand with all that is known of it; where that goes both ways it is something to mind."""
    for name in DEMANDS:
        demand: Demand | None = getattr(work, name)
        label = demand_label(name).lower()
        if demand is None or demand is Demand.UNKNOWN:
            yield FitPoint(Side.UNKNOWN, label, "Hoeveel de taak hiervan vraagt, is nog niet gevraagd.")
            continue
        asks = f"De taak vraagt hiervan ‘{demand.label}’"
        needs, places = _NEEDS[name]
        found = [_skill(demand, skill, skills[skill]) for skill in needs if skill in skills]
        found += [said for place in places if (said := _word(demand, place, candidate)) is not None]
        if found:
            against = [words for fits, words in found if not fits]
            words = against + [words for fits, words in found if fits]
            yield FitPoint(Side.MINUS if against else Side.PLUS, label, f"{asks}; {'; '.join(words)}.")
        else:
            asked = "; ".join(f"‘{skill.label}’" for skill in needs) or f"‘{places[0].label}’"
            yield FitPoint(Side.UNKNOWN, label, f"{asks}. Van de kandidaat is nog niet ingevuld: {asked}.")


def _skill(demand: Demand, skill: Skill, level: SkillLevel) -> tuple[bool, str]:
    """Whether a demand fits how far somebody is with a skill, and what is known of that."""
    return level is SkillLevel.CAN or demand is Demand.LITTLE, f"‘{skill.label}’ {_HOW[level]}"


def _word(demand: Demand, place: Surrounding, candidate: Candidate) -> tuple[bool, str] | None:
    """A demand beside a word for what suits; ``None`` when that word was not chosen, or both ways."""
    wanted, unwanted = place in candidate.suits, place in candidate.suits_not
    if wanted is unwanted:
        return None
    return wanted is (demand is not Demand.LITTLE), f"‘{place.label}’ {'past goed' if wanted else 'past niet'}"


def _learning(work: Work, skills: Mapping[Skill, SkillLevel]) -> Iterator[FitPoint]:
    """Learning it, working safely, checking, being on time: only where the task says that it counts."""
    if work.teachable is Teachable.TRAINING:
        what = work.training.strip() or "een training of certificaat"
        yield FitPoint(Side.UNKNOWN, "leren", f"Nodig: {what}. Is dat er, of kan het?")
    elif work.teachable is not None:
        yield _plain_skill("leren", _WORKED_ON[work.teachable], Skill.FOLLOWS, skills)
    if work.safety.strip():
        yield _plain_skill("veiligheid", "Er is iets om op te letten", Skill.SAFE, skills)
    if work.quality.strip():
        yield _plain_skill("kwaliteit", "Er is afgesproken wanneer het goed is", Skill.CHECKS, skills)
    if work.day_part is DayPart.START:
        yield _plain_skill("op tijd", "Is aan het begin van de dag", Skill.ON_TIME, skills)


def _plain_skill(what: str, asks: str, skill: Skill, skills: Mapping[Skill, SkillLevel]) -> FitPoint:
    level = skills.get(skill)
    if level is None:
        return FitPoint(Side.UNKNOWN, what, f"{asks}. Nog niet ingevuld: ‘{skill.label}’.")
    side = Side.PLUS if level is SkillLevel.CAN else Side.MINUS
    return FitPoint(side, what, f"{asks}; ‘{skill.label}’ {_HOW[level]}.")


# -- own words ---------------------------------------------------------------------------------------------------------


def _own_lines(candidate: Candidate, own: Mapping[str, bool]) -> Iterator[FitPoint]:
    """Wishes, what somebody is good at and what they enjoy, where a line has a word of the task. Others say nothing.

    What somebody does well without something says nothing against it.
    """
    for what, lines in (
        (_WISH, candidate.wishes),
        ("kan goed", candidate.good_at),
        ("vindt fijn", candidate.enjoys),
    ):
        for line in lines:
            if (found := match(line, own)) is not None and (what == _WISH or not found.denied):
                side = Side.MINUS if found.denied else Side.PLUS
                yield FitPoint(side, what, f"{_quoted(found.line)} Bij de taak staat ook: {found.word}.")


def _needed(work: Work, candidate: Candidate, own: Mapping[str, bool]) -> Iterator[FitPoint]:
    for line in _filled(candidate.needs):
        side, why = Side.UNKNOWN, "Of dat hier kan, staat niet bij de taak."
        if (found := match(line, own)) is not None:
            side = Side.MINUS if found.denied else Side.PLUS
            why = f"Bij de taak staat ook: {found.word}."
        elif (so := _so_here(line, work)) is not None:
            side, why = so
        elif (asked := _asked(line, work)) is not None:
            why = f"{asked} Kijk samen of dat past."
        yield FitPoint(side, "nodig", f"{_quoted(line)} {why}")


def _limits(work: Work, candidate: Candidate, own: Mapping[str, bool]) -> Iterator[FitPoint]:
    """A limit in which a word of the task stands is always something to read: it never counts as a plus."""
    for line in _filled(candidate.limits):
        side = Side.UNKNOWN if says_only(line) else Side.MINUS
        here = next(
            (f"Zo is het hier: {place.label}." for place in _places_in(line) if place in work.surroundings), None
        )
        if (found := match(line, own)) is not None:
            side = Side.UNKNOWN if found.denied_there else side
            why = f"Bij de taak staat ook: {found.word}."
        elif (touches := here or _asked(line, work)) is not None:
            why = touches
        else:
            side, why = Side.UNKNOWN, "Of de taak hieraan raakt, is niet te zien."
        yield FitPoint(side, "grens", f"{_quoted(line)} {why}")


def _places_in(line: str) -> Mapping[Surrounding, bool]:
    """The words for a workplace that a line says, and whether it asks for it or says that it must not be."""
    return {place: so for place, said in SAID.items() if (so := says(line, said)) is not None}


def _so_here(line: str, work: Work) -> tuple[Side, str] | None:
    """A line that asks for a workplace, beside what was chosen at the task."""
    for place, wanted in _places_in(line).items():
        instead = next((one for one in OPPOSITE.get(place, ()) if one in work.surroundings), None)
        here = place in work.surroundings
        if here is (instead is not None):  # both, or neither
            continue
        words = f"Zo is het hier: {place.label}." if instead is None else f"Hier is het anders: {instead.label}."
        return Side.PLUS if here is wanted else Side.MINUS, words
    return None


def _asked(line: str, work: Work) -> str | None:
    """What the task asks of something that a line is about, when that is more than little."""
    for name, said in DEMAND_SAID.items():
        demand: Demand | None = getattr(work, name)
        if demand in (Demand.SOME, Demand.MUCH) and says(line, said) is not None:
            return f"{demand_label(name)} bij de taak: ‘{demand.label}’."
    return None


def _filled(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _quoted(line: str) -> str:
    """A line as it was written, as a sentence."""
    return f"‘{line.strip().rstrip('.')}’."
