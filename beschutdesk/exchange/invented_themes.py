"""What invented people say per theme at a visit, what is agreed, tried and learnt there."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.task_list import Independence, Opinion, TryoutDecision
from beschutdesk.dossier.visit import (
    Answer,
    Judgement,
    LearningMoment,
    Medium,
    Tryout,
    Visit,
    VisitAgreement,
    VisitState,
    VisitSubject,
)
from beschutdesk.exchange.inventing import Dice, Person, lists

_SEEN: Final = frozenset({Medium.VISIT, Medium.THREE_WAY, Medium.EVALUATION})
_JUDGED: Final = {
    "tasks": "tasks_judgement",
    "team": "team_judgement",
    "supervision": "supervision_judgement",
    "worker_says": "worker_judgement",
    "employer_says": "employer_judgement",
    "conditions": "conditions_judgement",
}
_ASKED: Final = ("enough_worker", "form_worker", "enough_supervisor", "form_supervisor")
_RECENT: Final = 45
"""Agreements of so many days ago may still be open."""


def say(dice: Dice, visit: Visit, person: Person, today: date) -> None:
    """Fill in half of the visits at work, about the person they were made for.

    Args:
        dice: draws everything.
        visit: is filled in.
        person: whom it is about first.
        today: what was agreed lies around it.
    """
    part = visit.subjects[0]
    day = visit.at.day if visit.at is not None else today
    if visit.state is not VisitState.DONE or visit.medium not in _SEEN or part.placement is None or dice.chance(50):
        return
    gaps = _gaps(dice, person)
    visit.minutes = Decimal(dice.choice((30, 40, 45, 60)))
    _themes(dice, part, gaps)
    part.supervision_minutes = Decimal(dice.choice((15, 20, 30, 45, 60, 90)))
    part.supervised_by = person.house.employer.supervisors[0].id
    part.next_on = dice.workday(day + timedelta(14), day + timedelta(60))
    if dice.chance(40):
        visit.agreements.append(_agreed(dice, part, day, today, gaps))
    if dice.chance(20):
        visit.tryouts.append(_tried(dice, part, day, gaps))
    if dice.chance(15):
        visit.learning_moments.append(_learnt(dice, part, day, today, gaps))


def _gaps(dice: Dice, person: Person) -> dict[str, str]:
    tasks = person.tasks or [name for name, _ in person.house.sector["tasks"]]
    task, other = dice.sample(tasks, 2)
    guide = person.house.employer.supervisors[0].name.split()[0]
    return {"k": person.candidate.name_used, "b": guide, "t": task, "u": other}


def _words(dice: Dice, theme: str, gaps: dict[str, str]) -> str:
    return dice.said(dice.choice(lists("notes")["themes"][theme]), **gaps)


def _themes(dice: Dice, part: VisitSubject, gaps: dict[str, str]) -> None:
    for theme, judgement in _JUDGED.items():
        if dice.chance(60):
            setattr(part, theme, _words(dice, theme, gaps))
            setattr(part, judgement, _judged(dice))
    for name in _ASKED if dice.chance(50) else ():
        setattr(part, name, Answer.PARTLY if dice.chance(4) else Answer.YES)
    part.ask_next = _words(dice, "ask_next", gaps) if dice.chance(30) else ""
    part.concern = _judged(dice)
    if part.concern is not Judgement.GOOD:
        part.concern_why = _words(dice, "concern_why", gaps)


def _judged(dice: Dice) -> Judgement:
    return dice.choices((Judgement.GOOD, Judgement.ATTENTION, Judgement.CONCERN), (90, 9, 1))[0]


def _agreed(dice: Dice, part: VisitSubject, day: date, today: date, gaps: dict[str, str]) -> VisitAgreement:
    due = dice.workday(day + timedelta(7), day + timedelta(40))
    is_open = day >= today - timedelta(_RECENT) and dice.chance(40)
    kept: dict[str, Any] = {"done_on": min(due, today), "result": AgreementResult.DONE}
    party = dice.choices(list(AgreementParty), (30, 15, 20, 25, 5, 5))[0]
    return VisitAgreement(
        id=dice.new_id(day),
        subject=part.id,
        what=_words(dice, "agreed", gaps),
        party=party,
        who=gaps["b"] if party is AgreementParty.SUPERVISOR else "",
        made_on=day,
        due_on=due,
        **({} if is_open else kept),
    )


def _tried(dice: Dice, part: VisitSubject, day: date, gaps: dict[str, str]) -> Tryout:
    return Tryout(
        id=dice.new_id(day),
        subject=part.id,
        name=gaps["u"],
        own_opinion=dice.choice(list(Opinion)),
        supervisor_opinion=dice.choice(list(Opinion)),
        help=dice.choice(list(Independence)),
        minutes=Decimal(dice.choice((5, 10, 15, 30))),
        decision=dice.choice(list(TryoutDecision)),
    )


def _learnt(dice: Dice, part: VisitSubject, day: date, today: date, gaps: dict[str, str]) -> LearningMoment:
    asked_on = dice.workday(day + timedelta(7), day + timedelta(40))
    known = asked_on < today
    return LearningMoment(
        id=dice.new_id(day),
        subject=part.id,
        question=_words(dice, "question", gaps),
        tip=_words(dice, "tip", gaps),
        worked=dice.choice(list(Answer)) if known else None,
        worked_on=asked_on if known else None,
    )
