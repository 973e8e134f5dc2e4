"""What makes a placement last: agreements, a prepared team, expectations that are said again, development."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.lasting import Agreed, AgreementParty, BriefingReason
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, Where, gentle, haste, rule, within
from beschutdesk.rules.signals.situation import Situation, Trip
from beschutdesk.rules.signals.visited import is_open
from beschutdesk.rules.time import days_after, in_words, months_after

_STUDY: Final = "Onderzoek beschut werk bij reguliere werkgevers, 2022"
_MINE: Final = (AgreementParty.ME, None)
"""An agreement of which nobody said whose it is, is mine: then it is not forgotten."""


_Open = Iterable[tuple[Agreed, Where | None]]
"""Agreements without an outcome, with where they stand when that is at a visit."""


def _open(found: Situation) -> _Open:
    yield from ((one, None) for one in found.agreements if is_open(one))
    for one in found.promises:
        yield one.row, Where("visit", one.visit, "agreements", one.row.id)


def _words(one: Agreed) -> str:
    what = one.what.strip().rstrip(".") if one.what else ""
    return what or "Een afspraak zonder woorden"


_MINE_WHEN: Final = (
    "Vanaf {mine_lead_days} vóór de afgesproken dag, of meteen als er geen dag bij staat, tot er een uitkomst staat."
)
_THEIRS_WHEN: Final = (
    "Vanaf de afgesproken dag, of {theirs_days} nadat die is gemaakt als er geen dag bij staat, tot er een uitkomst"
    " staat."
)


@rule(
    "Eigen afspraak",
    Kind.MINE,
    f"{_MINE_WHEN} Ook een afspraak die bij een bezoek is gemaakt.",
    figures=("mine_lead_days",),
    section="agreements",
)
def agreement_mine(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """What I said I would do."""
    return _mine(_open(found), today, known)


@rule(
    "Afspraak van een ander",
    Kind.THEIRS,
    f"{_THEIRS_WHEN} Ook een afspraak die bij een bezoek is gemaakt.",
    figures=("theirs_days",),
    section="agreements",
)
def agreement_theirs(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """What somebody else said they would do: ask how it went."""
    return _theirs(_open(found), today, known)


@rule(
    "Eigen afspraak met een werkgever, of buiten een plaatsing",
    Kind.MINE,
    _MINE_WHEN,
    figures=("mine_lead_days",),
    scope=Scope.TRIP,
    record="visit",
    section="agreements",
)
def trip_agreement_mine(found: Trip, today: date, known: Figures) -> Iterator[Hit]:
    """What I said I would do at a visit that is about no placement."""
    return _mine(((one, None) for one in found.agreements), today, known)


@rule(
    "Afspraak van een ander bij een werkgever, of buiten een plaatsing",
    Kind.THEIRS,
    _THEIRS_WHEN,
    figures=("theirs_days",),
    scope=Scope.TRIP,
    record="visit",
    section="agreements",
)
def trip_agreement_theirs(found: Trip, today: date, known: Figures) -> Iterator[Hit]:
    """What somebody else said they would do at a visit that is about no placement."""
    return _theirs(((one, None) for one in found.agreements), today, known)


def _mine(rows: _Open, today: date, known: Figures) -> Iterator[Hit]:
    for one, where in rows:
        if one.party not in _MINE:
            continue
        made = f"Afgesproken op {in_words(one.made_on)}" if one.made_on else "Zo is het afgesproken"
        words, mark = f"{_words(one)}.", (one.id, one.due_on)
        if one.due_on is None:
            why = f"{made}, zonder dag."
            yield Hit(words, why, Severity.KNOW, (one.id,), None, one.made_on, one.id, where=where)
        elif within(one.due_on, today, known.on("mine_lead_days", today)):
            why, severity = f"{made}, vóór {in_words(one.due_on)}.", haste(one.due_on, today, 7)
            yield Hit(words, why, severity, mark, one.due_on, one.made_on, one.id, where=where)


def _theirs(rows: _Open, today: date, known: Figures) -> Iterator[Hit]:
    for one, where in rows:
        if one.party in _MINE or one.party is None:
            continue
        asked = days_after(one.made_on, known.on("theirs_days", today)) if one.made_on is not None else None
        due = one.due_on if one.due_on is not None else asked
        if due is None or due > today:
            continue
        name = one.who.strip() if one.who else ""
        who = name or one.party.label
        why = (
            f"{who[:1].upper()}{who[1:]} zou dit vóór {in_words(due)} doen."
            if one.due_on is not None or one.made_on is None
            else f"{who[:1].upper()}{who[1:]} zou dit doen, afgesproken op {in_words(one.made_on)}."
        )
        words = f"Vraag na: {_words(one)}."
        severity = haste(due, today) if one.due_on is not None else Severity.KNOW
        yield Hit(words, why, severity, (one.id, due), one.due_on, one.made_on, one.id, where=where)


@rule(
    "Team of nieuwe collega voorbereiden",
    Kind.ATTENTION,
    "Vanaf {colleague_lead_days} vóór de dag waarop iemand er komt werken, tot er een dag van voorbereiding staat.",
    figures=("colleague_lead_days",),
    basis=f"{_STUDY}, §5.1.2: bij elke nieuwe collega opnieuw",
    section="team_briefings",
)
def new_colleague(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Somebody new who must know how to work with this person."""
    if found.ended(today):
        return
    for one in found.team_briefings:
        day = one.from_on
        if one.done_on is not None or (
            day is not None and not within(day, today, known.on("colleague_lead_days", today))
        ):
            continue
        name = one.who.strip() if one.who else ""
        usual = {
            BriefingReason.NEW_COLLEAGUE: "de nieuwe collega",
            BriefingReason.NEW_SUPERVISOR: "de nieuwe begeleider",
        }
        who = name or (usual.get(one.reason, "het team") if one.reason is not None else "het team")
        why = f"Werkt er vanaf {in_words(day)}, en is nog niet voorbereid." if day else "Er staat nog geen dag bij."
        severity = haste(day, today, 14) if day is not None else Severity.KNOW
        yield Hit(f"Zorg dat {who} weet hoe je samenwerkt.", why, severity, (one.id, day or ""), day, day, one.id)


@rule(
    "Verwachtingen herhalen",
    Kind.ATTENTION,
    "{expectation_months} nadat de werkgever het laatst hoorde wat kan en wat niet.",
    figures=("expectation_months",),
    section="expectations",
)
def expectation_repeat(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """What the employer may expect, told again."""
    days = [day for one in found.expectations for day in (one.told_on, one.reminded_on) if day is not None]
    if found.ended(today) or not days:
        return
    last = max(days)
    due = months_after(last, known.on("expectation_months", today))
    if due <= today:
        why = f"De werkgever hoorde het laatst op {in_words(last)} wat kan en wat niet."
        words = "Zeg de werkgever opnieuw wat kan en wat langer duurt."
        yield Hit(words, why, Severity.KNOW, (last, due), due, last)


@rule(
    "Ontwikkeling bekijken",
    Kind.ATTENTION,
    "Elk jaar: vanaf {development_lead_days} vóór {development_months} na de vorige keer, of na het begin van het"
    " eerste contract.",
    figures=("development_months", "development_lead_days"),
    section="developments",
)
def development_yearly(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """How somebody develops, looked at each year."""
    if found.ended(today):
        return
    begun = found.employed_since
    last = max((one.looked_on for one in found.developments if one.looked_on is not None), default=None)
    since = last or begun
    if since is None or since > today:
        return
    due = months_after(since, known.on("development_months", today))
    if within(due, today, known.on("development_lead_days", today)):
        told = f"Het laatst bekeken op {in_words(since)}." if last else f"Er is een contract sinds {in_words(since)}."
        words = "Bekijk samen hoe iemand groeit en wat een volgende stap is."
        yield Hit(words, told, gentle(due, today), (since,), due, since)
