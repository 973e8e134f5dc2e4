"""Who guides: leaving, gone, away, short of time, or twice judged not good enough."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Severity, Where, haste, rule, within
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.supervision import SOURCE, Finding, Gap, supervision, weekday_names
from beschutdesk.rules.time import in_force, in_words, months_after

_TOLD_BY: Final = {
    Gap.LEAVES: ("leaves_on",),
    Gap.GONE: ("leaves_on",),
    Gap.AWAY: ("away_since", "away_until"),
    Gap.SHORT: ("minutes",),
}
"""Without any of these of the supervisor nothing of the kind is found, and the week need not be worked out."""


def _finding(found: Situation, today: date, gap: Gap) -> Finding | None:
    terms = in_force(found.terms, today)
    if found.ended(today) or terms is None:
        return None
    guide = next((one for one in found.supervisors if one.id == terms.supervisor), None)
    if guide is None or all(getattr(guide, name) is None for name in _TOLD_BY[gap]):
        return None
    told = supervision(terms, found.supervisors, found.others, today)
    return next((one for one in told.findings if one.gap is gap), None)


@rule(
    "Begeleider gaat weg en niemand neemt het over",
    Kind.ATTENTION,
    "Vanaf {leaves_lead_months} vóór het vertrek van de vaste begeleider, zolang er geen vervanger is die blijft.",
    figures=("leaves_lead_months",),
    basis=SOURCE,
    section="terms",
)
def supervisor_leaves(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A supervisor who leaves without somebody who is ready to take over."""
    told = _finding(found, today, Gap.LEAVES)
    if told is None or told.day is None or told.alone_from is None:
        return
    if today >= months_after(told.day, -known.on("leaves_lead_months", today)):
        words = "Zoek met de werkgever iemand die de begeleiding overneemt."
        yield Hit(words, told.reason, haste(told.day, today, 31), (_guide(found, today), told.day), told.day)


@rule(
    "Begeleider is weg",
    Kind.ATTENTION,
    "Vanaf de dag dat de vaste begeleider weg is, tot er in de afspraken een andere begeleider staat.",
    basis=SOURCE,
    section="terms",
)
def supervisor_gone(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A supervisor who left and still stands in the agreements."""
    told = _finding(found, today, Gap.GONE)
    if told is not None and told.day is not None:
        words = "Spreek af wie nu de vaste begeleider is."
        severity = Severity.SOON if told.alone_from is None else Severity.OVERDUE
        yield Hit(words, told.reason, severity, (_guide(found, today), told.day), told.day, told.day)


@rule(
    "Begeleider is afwezig en de vervanging is niet rond",
    Kind.ATTENTION,
    "Zolang de vaste begeleider afwezig is en er geen vervanger is, of de vervanger er op een werkdag niet is of te"
    " weinig minuten heeft, voor iedereen samen; bij een afwezigheid van meer dan {away_days} ook vanaf"
    " {away_lead_days} van tevoren.",
    figures=("away_lead_days", "away_days"),
    basis=SOURCE,
    section="terms",
)
def supervisor_away(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A supervisor who is away, or soon will be, without a backup who is there on all days and has the minutes."""
    told = _finding(found, today, Gap.AWAY)
    if told is None:
        return
    lacks = bool(told.uncovered or told.too_few)
    begins = max(told.day or today, today) if lacks else told.alone_from
    if begins is None:
        return
    mark: tuple[object, ...] = (_guide(found, today), told.day or told.until)
    if lacks:  # another lack is another occasion
        mark = (*mark, "".join(map(str, told.uncovered)), told.too_few)
    then, severity = "nu", Severity.TODAY
    if begins > today:
        if not _is_long(told, known.on("away_days", today)):
            return
        if not within(begins, today, known.on("away_lead_days", today)):
            return
        then, severity = "dan", haste(begins, today, 7)
    words = f"Spreek af wie de begeleiding {then} doet."
    if told.uncovered:
        words = f"Spreek af wie er {then} begeleidt op {weekday_names(told.uncovered)}."
    elif told.too_few and told.alone_from != begins:
        words = "Maak met de werkgever tijd vrij in de dag van wie waarneemt."
    yield Hit(words, told.reason, severity, mark, begins, told.day)


def _is_long(told: Finding, days: int) -> bool:
    return told.day is None or told.until is None or (told.until - told.day).days + 1 > days


@rule(
    "Begeleider heeft te weinig tijd",
    Kind.ATTENTION,
    "Als de begeleider op een werkdag minder minuten heeft dan er nodig zijn, voor iedereen samen. Het komt terug als"
    " de minuten veranderen.",
    basis=SOURCE,
    section="terms",
)
def supervision_short(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A supervisor with fewer minutes a day than are needed."""
    told = _finding(found, today, Gap.SHORT)
    terms = in_force(found.terms, today)
    if told is not None and terms is not None:
        guide = next((one for one in found.supervisors if one.id == terms.supervisor), None)
        minutes = guide.minutes if guide is not None else None
        words = "Maak met de werkgever tijd vrij in de dag van de begeleider."
        mark = (terms.supervisor, terms.supervision_minutes, minutes)
        yield Hit(words, told.reason, Severity.SOON, mark, None, terms.valid_from)


@rule(
    "Begeleiding twee keer niet in orde",
    Kind.ATTENTION,
    "Als de begeleiding {judged_times} achter elkaar niet goed werd gevonden, tot er weer een goed oordeel staat of"
    " je zegt dat het geregeld is. Een oordeel is: bij terugkijken geen ‘ja’ op tijd voor begeleiding; bij een bezoek"
    " ‘let op’ of ‘zorg’, of iemand die zegt dat het niet genoeg is of niet de goede vorm heeft.",
    figures=("judged_times",),
    section="success_checks",
)
def supervision_judged(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Supervision that was judged not good enough twice in a row."""
    times = max(1, known.on("judged_times", today))
    last = [one for one in found.judged() if one.day <= today][-times:]
    if found.ended(today) or len(last) < times or any(one.good for one in last):
        return
    days = " en ".join(in_words(one.day) for one in last)
    words = "Vraag werknemer én begeleider: is het genoeg, en is de vorm goed?"
    told, day, visit = f"Begeleiding was niet in orde op {days}.", last[-1].day, last[-1].visit
    where = Where("visit", visit, "supervision") if visit is not None else None
    yield Hit(words, told, Severity.SOON, (day,), None, day, where=where)


def _guide(found: Situation, today: date) -> object:
    terms = in_force(found.terms, today)
    return terms.supervisor if terms is not None else None
