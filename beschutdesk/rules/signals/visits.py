"""Visits and contacts: planned, missed, kept up, written out and shared."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.placement import PlacementPhase
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.rules.absence import running
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.phases import BESIDE, CONTRACTS
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, haste, rule, within
from beschutdesk.rules.signals.situation import UNTOLD_DAYS, Contact, Situation, Trip
from beschutdesk.rules.time import current_phase, days_after, in_force, in_words

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
    " gepland. In de kennismaking zonder afspraak: na {visit_introduction_weeks}. Bij afwezigheid of een"
    " onderbreking telt elk contact. Een gepland bezoek waar niets van is vastgelegd telt nog"
    f" {UNTOLD_DAYS} dagen mee: daar vraagt een eigen regel naar.",
    figures=("visit_introduction_weeks",),
    basis=f"Het ritme dat met werkgever en werknemer is afgesproken; {_STUDY}",
    section="agreements",
)
def visit_rhythm(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The visit that the agreed rhythm asks for."""
    phase = _phase(found, today)
    if found.ended(today) or (phase is None and not found.under_contract(today)):
        return
    terms = in_force(found.terms, today)
    agreed = terms is not None and terms.visit_weeks is not None and terms.visit_weeks > 0
    if terms is not None and agreed:
        days = max(1, int((terms.visit_weeks or 0) * 7))
        told = "de afspraak" if days % 7 else _every(days // 7)
    elif phase is not None and phase.kind not in CONTRACTS | BESIDE:
        days = 7 * known.on("visit_introduction_weeks", today)
        told = f"{_every(days // 7)} in de kennismaking"
    else:
        return
    source = "" if agreed else known.source("visit_introduction_weeks")
    yield from _overdue(found, today, days, f"{told[:1].upper()}{told[1:]}", source)


@rule(
    "Lang geen bezoek, en geen ritme afgesproken",
    Kind.VISIT,
    "Als er een contract loopt zonder afgesproken ritme en er {visit_least_weeks} geen bezoek was.",
    figures=("visit_least_weeks",),
    section="agreements",
)
def visit_least(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The preventive visit, also when nobody asks for it."""
    phase = _phase(found, today)
    terms = in_force(found.terms, today)
    agreed = terms is not None and terms.visit_weeks is not None and terms.visit_weeks > 0
    employed = phase.kind in CONTRACTS if phase is not None else found.under_contract(today)
    if found.ended(today) or agreed or not employed:
        return
    weeks = known.on("visit_least_weeks", today)
    yield from _overdue(found, today, 7 * weeks, f"Minstens {_every(weeks)}, ook als niemand erom vraagt", "")


def _phase(found: Situation, today: date) -> PlacementPhase | None:
    """The phase that runs, when it is known since when."""
    phase = current_phase(found.phases, today)
    return phase if phase is not None and phase.since is not None else None


def _overdue(found: Situation, today: date, days: int, told: str, source: str) -> Iterator[Hit]:
    """A visit that is due so many days after the last one, or after the placement began."""
    away = running(found.absences, today) is not None
    phase = current_phase(found.phases, today)
    any_way = away or (phase is not None and phase.kind in BESIDE)
    first = found.began or date.min
    counted = (one.day for one in found.contacts if first <= one.day <= today and _counts(one, any_way))
    last = max(counted, default=None)
    since = last or found.began
    if since is None or since > today:
        return
    late = (today - since).days - days
    if late < 0 or any(_planned(one, since, today, days) for one in found.contacts):
        return
    turn = (today - since).days // days  # what was done about one turn does not silence the next
    due = days_after(since, days)
    what = "contact" if any_way else "bezoek"
    words = "Neem contact op: er is al lang niets gehoord." if any_way else "Plan een werkbezoek."
    was = f"het laatste {what} was op {in_words(since)}" if last else f"er was nog geen {what} sinds {in_words(since)}"
    yield Hit(words, f"{told}; {was}.", haste(due, today), (since,), due, since, source=source, turn=turn)


def _counts(one: Contact, any_way: bool) -> bool:
    return one.met if any_way else one.seen


def _planned(one: Contact, since: date, today: date, days: int) -> bool:
    """Whether something is planned before the next turn is over too, or was just now and nobody said how it went."""
    first = max(since, days_after(today, -UNTOLD_DAYS))
    return one.state is VisitState.PLANNED and first <= one.day <= days_after(today, days)


@rule(
    "Uitkomst van een bezoek nog niet gedeeld",
    Kind.ATTENTION,
    "Vanaf {share_days} na het laatste bezoek, tot werkgever en begeleider de uitkomst hebben of je zegt dat het"
    " geregeld is. Het stopt na {share_stop_weeks}.",
    figures=("share_days", "share_stop_weeks"),
    section="timeline",
)
def result_not_shared(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The result of a visit that neither employer nor supervisor has."""
    seen = [one for one in found.contacts if one.seen and one.day <= today]
    last = max(seen, key=lambda one: (one.day, one.visit), default=None)
    if last is None or found.ended(today):
        return
    days = known.on("share_days", today)
    due = days_after(last.day, days)
    stop = days_after(last.day, 7 * known.on("share_stop_weeks", today))
    missing = [
        name
        for name, day in zip(("werkgever", "begeleider"), found.shared, strict=True)
        if day is None or day < last.day
    ]
    if not missing or not due < today <= stop:
        return
    term = "een week" if days == 7 else f"{days} dagen"
    ago = (today - last.day).days  # more than the days to share it, so never one
    why = f"Het bezoek was op {in_words(last.day)}, {ago} dagen geleden; de uitkomst hoort er binnen {term} te zijn."
    yield Hit(f"Deel de uitkomst met {' en '.join(missing)}.", why, Severity.SOON, (last.visit,), due, last.day)


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


def _every(weeks: int) -> str:
    """A rhythm: ``elke week``, ``om de 4 weken``; ``om de week`` would be every other one."""
    return "elke week" if weeks == 1 else f"om de {weeks} weken"
