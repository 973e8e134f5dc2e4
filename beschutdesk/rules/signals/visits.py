"""Visits and contacts: planned, missed, kept up, written out and shared."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.visit import Judgement, Medium, VisitState
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.rhythm import Basis, Due, next_visit
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, Where, haste, rule, within
from beschutdesk.rules.signals.situation import UNTOLD_DAYS, Situation, Trip
from beschutdesk.rules.signals.visited import Contact
from beschutdesk.rules.time import days_after, in_words

_STUDY: Final = "Onderzoek beschut werk bij reguliere werkgevers, 2022, §5.2.1"


@rule(
    "Gepland bezoek of gepland contact",
    Kind.VISIT,
    "Vanaf {plan_days} van tevoren, tot en met de dag zelf.",
    figures=("plan_days",),
    scope=Scope.TRIP,
    record="visit",
    section="at",
)
def visit_planned(found: Trip, today: date, known: Figures) -> Iterator[Hit]:
    """A planned visit or call that comes near."""
    if found.state is not VisitState.PLANNED or found.at is None or found.at.day < today:
        return
    day = found.at.day
    if within(day, today, known.on("plan_days", today)):
        words = f"{_name(found.medium)} om {found.at.at.hour}.{found.at.at.minute:02d} uur."
        yield Hit(words, f"Gepland op {in_words(day)}.", haste(day, today, 1), (day,), day, day, at=found.at.at)


@rule(
    "Gepland contact waar niets van is vastgelegd",
    Kind.VISIT,
    "Vanaf de dag na een geplande datum, tot is vastgelegd wat ervan kwam of het is verzet.",
    basis="Eigen regel: een afspraak die stil voorbijgaat, is geen contact",
    scope=Scope.TRIP,
    record="visit",
    section="state",
)
def visit_missed(found: Trip, today: date, known: Figures) -> Iterator[Hit]:
    """A planned visit whose day is past."""
    if found.state is VisitState.PLANNED and found.at is not None and found.at.day < today:
        words = f"{_name(found.medium)}: is het doorgegaan? Leg het vast of verzet het."
        day = found.at.day
        yield Hit(words, f"Het stond gepland op {in_words(day)}.", Severity.OVERDUE, (day,), day, day)


@rule(
    "Bezoek volgens afspraak",
    Kind.VISIT,
    "Op de dag dat het afgesproken aantal weken sinds het laatste bezoek om is, tot er een bezoek is geweest of"
    " gepland. In de kennismaking zonder contract na {visit_introduction_weeks}, ook als er een langer ritme is"
    " afgesproken. Bij afwezigheid of een onderbreking telt elk contact. Een gepland bezoek waar niets van is"
    f" vastgelegd telt nog {UNTOLD_DAYS} dagen mee: daar vraagt een eigen regel naar.",
    figures=("visit_introduction_weeks",),
    basis=f"Het ritme dat met werkgever en werknemer is afgesproken; {_STUDY}",
    section="agreements",
)
def visit_rhythm(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The visit that the agreed rhythm, or the introduction, asks for."""
    due = next_visit(found, today, known)
    if due is not None and due.basis is not Basis.LEAST:
        yield from _overdue(found, today, due)


@rule(
    "Lang geen bezoek",
    Kind.VISIT,
    "Als er een contract loopt en er {visit_least_weeks} geen bezoek was, ook als er een langer ritme is afgesproken.",
    figures=("visit_least_weeks",),
    section="agreements",
)
def visit_least(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The preventive visit, also when nobody asks for it."""
    due = next_visit(found, today, known)
    if due is not None and due.basis is Basis.LEAST:
        yield from _overdue(found, today, due)


def _overdue(found: Situation, today: date, due: Due) -> Iterator[Hit]:
    """A visit that is due and not planned."""
    if due.day > today or any(_planned(one, due.since, today, due.days) for one in found.contacts):
        return
    turn = (today - due.since).days // due.days  # what was done about one turn does not silence the next
    words = "Neem contact op: er is al lang niets gehoord." if due.any_contact else "Plan een werkbezoek."
    severity = haste(due.day, today)
    yield Hit(words, due.why, severity, (due.since,), due.day, due.since, source=due.source, turn=turn)


def _planned(one: Contact, since: date, today: date, days: int) -> bool:
    """Whether something is planned before the next turn is over too, or was just now and nobody said how it went."""
    first = max(since, days_after(today, -UNTOLD_DAYS))
    return one.state is VisitState.PLANNED and first <= one.day <= days_after(today, days)


@rule(
    "Zorg bij het laatste contact",
    Kind.ATTENTION,
    "Vanaf een contact waar je met zorg wegging, tot er weer contact is geweest of binnen {concern_days} is gepland.",
    figures=("concern_days",),
    section="timeline",
)
def visit_concern(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A concern asks for a next contact soon."""
    met = [one for one in found.contacts if one.met and one.day <= today]
    last = max(met, key=lambda one: (one.day, one.visit), default=None)
    if last is None or last.concern is not Judgement.CONCERN or found.ended(today):
        return
    days = known.on("concern_days", today)
    due, reach = days_after(last.day, days), days_after(max(last.day, today), days)
    if any(one.state is VisitState.PLANNED and today <= one.day <= reach for one in found.contacts):
        return
    words = "Neem snel weer contact op: hoe gaat het nu?"
    why = f"Op {in_words(last.day)} ging je weg met zorg."
    where = Where("visit", last.visit, "concern")
    yield Hit(words, why, haste(due, today, days), (last.visit,), due, last.day, where=where)


@rule(
    "Uitkomst van een bezoek nog niet gedeeld",
    Kind.ATTENTION,
    "Vanaf {share_days} na elk afgerond bezoek, het oudste eerst, tot werkgever en begeleider het verslag van dat"
    " bezoek of van een later hebben, bij het bezoek staat waarom het bewust niet is gedeeld, of je zegt dat het"
    " geregeld is. Een nieuw bezoek of een concept verandert daar niets aan. Per bezoek stopt het na"
    " {share_stop_weeks}.",
    figures=("share_days", "share_stop_weeks"),
    section="timeline",
)
def result_not_shared(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The result of a visit that employer or supervisor does not have: the oldest of those that are asked after.

    What is said to be settled holds until the term of another visit goes by: that one is then asked after too.
    """
    if found.ended(today):
        return
    days, weeks = known.on("share_days", today), known.on("share_stop_weeks", today)
    until = min((day or date.min for day in found.shared), default=date.min)
    waiting = sorted(
        (one.day, one.visit)
        for one in found.contacts
        if one.done and one.seen and not one.kept_because and one.day > until
        if days_after(one.day, days) < today <= days_after(one.day, 7 * weeks)
    )
    if not waiting:
        return
    (day, visit), (_, latest) = waiting[0], waiting[-1]
    missing = [
        name
        for name, known_until in zip(("werkgever", "begeleider"), found.shared, strict=True)
        if known_until is None or known_until < day
    ]
    term = "een week" if days == 7 else f"{days} dagen"
    ago = (today - day).days  # more than the days to share it, so never one
    why = f"Het bezoek was op {in_words(day)}, {ago} dagen geleden; de uitkomst hoort er binnen {term} te zijn."
    words, where = f"Deel de uitkomst met {' en '.join(missing)}.", Where("visit", visit, "share")
    yield Hit(words, why, Severity.SOON, (latest,), days_after(day, days), day, where=where)


@rule(
    "Verslag nog niet afgerond",
    Kind.DRAFT,
    "Zolang een contactmoment een concept is.",
    basis="Eigen regel: wat niet af is, leest niemand",
    scope=Scope.TRIP,
    record="visit",
    section="notes",
)
def visit_unfinished(found: Trip, today: date, known: Figures) -> Iterator[Hit]:
    """A report that was begun."""
    if found.state is VisitState.CONCEPT:
        day = found.at.day if found.at else None
        when = f" van {in_words(day)}" if day else ""
        yield Hit(f"Rond het verslag{when} af.", "Het is nog een concept.", Severity.KNOW, (), None, day)


def _name(medium: Medium | None) -> str:
    return medium.label.capitalize() if medium is not None else "Contact"
