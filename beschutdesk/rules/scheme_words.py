"""A scheme in Dutch: every figure with its source, and how two editions of one scheme differ."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from beschutdesk.rules.amounts import euro, number
from beschutdesk.rules.folding import words
from beschutdesk.rules.scheme import Rate, Scheme
from beschutdesk.rules.time import in_words

_CAPS: Final = {
    True: "meer uren geven niet meer",
    False: "meer uren geven meer",
    None: "of meer uren meer geven, is niet bekend",
}
_LONGEST_KEY: Final = 50


class Checked(Enum):
    """Whether the amounts of a scheme can be relied on, with Dutch words."""

    VERIFIED = "geverifieerd"
    OUTDATED = "bedrag van een eerder jaar"
    UNVERIFIED = "niet geverifieerd"
    NO_AMOUNT = "geen bedrag voor nu"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a scheme says.

    Attributes:
        key: the same in two editions of one scheme.
        label, value: Dutch.
        source: where it stands; empty for what needs none.
        group: title of the part that it is in.
    """

    key: str
    label: str
    value: str
    source: str = ""
    group: str = "Regeling"


@dataclass(frozen=True, slots=True)
class Difference:
    """What two editions say differently.

    Attributes:
        label: about what.
        here: what stands here; empty when it is new.
        there: what the other edition says; empty when it leaves it out.
    """

    label: str
    here: str
    there: str


def checked_on(scheme: Scheme, day: date) -> Checked:
    """Whether the amount of a day can be relied on."""
    rate = scheme.rate_on(day)
    if rate is None:
        return Checked.NO_AMOUNT
    if not rate.verified:
        return Checked.UNVERIFIED
    return Checked.OUTDATED if rate.outdated_on(day) else Checked.VERIFIED


def validity(scheme: Scheme) -> str:
    """From when until when there are amounts: ``1 januari 2021 t/m 31 december 2021``."""
    if not scheme.rates:
        return "nog geen bedrag"
    first, last = scheme.rates[0], scheme.rates[-1]
    if last.until is None:
        return f"vanaf {in_words(first.since)}"
    return f"{in_words(first.since)} t/m {in_words(last.until)}"


def where(scheme: Scheme) -> str:
    """For which gemeente it is, in words."""
    return scheme.municipality or "het hele land"


def facts(scheme: Scheme) -> tuple[Fact, ...]:
    """Everything that a scheme says, in the order of its form."""
    return tuple(one for one in _facts(scheme) if one.value)


def differences(here: Scheme, there: Scheme) -> tuple[Difference, ...]:
    """What another edition says differently; none when they say the same."""
    old, new = {one.key: one for one in facts(here)}, {one.key: one for one in facts(there)}
    found = []
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        said = (_said(before), _said(after))
        if said[0] != said[1]:
            found.append(Difference(getattr(after or before, "label", ""), *said))
    return tuple(found)


def free_key(text: str, taken: Iterable[str]) -> str:
    """A key made of words, that no other one has."""
    base = re.sub(r"[^a-z0-9]+", "_", words(text)).strip("_")[:_LONGEST_KEY] or "eigen"
    known, found, at = set(taken), base, 2
    while found in known:
        found, at = f"{base}_{at}", at + 1
    return found


def _said(fact: Fact | None) -> str:
    if fact is None:
        return ""
    return f"{fact.value} (bron: {fact.source})" if fact.source else fact.value


def _facts(scheme: Scheme) -> Iterator[Fact]:
    yield Fact("name", "Naam", scheme.name)
    yield Fact("municipality", "Voor", where(scheme))
    yield Fact("source", "Waar het staat", scheme.source)
    yield Fact("remark", "Opmerking", scheme.remark)
    yield from (_rate(one) for one in scheme.rates)
    for step in scheme.intensities:
        yield Fact(
            f"intensity:{step.key}",
            step.label,
            f"keer {number(step.factor)}",
            step.source,
            "Zwaarte van de begeleiding",
        )
    yield Fact("rounding", "Afronden", scheme.rounding.label, group="Rekenen")
    yield Fact("proration", "Deel van een jaar", scheme.proration.label, group="Rekenen")
    yield Fact("jobcoaching", "Jobcoaching", scheme.jobcoaching.label, group="Rekenen")
    asks = "vraagt hoeveel uren begeleiding, voor welke doelen en waarom" if scheme.asks_hours else "vraagt geen uren"
    yield Fact("asks_hours", "Uren begeleiding", asks, group="Vragen")
    for question in scheme.questions:
        hint = f" ({question.hint})" if question.hint else ""
        yield Fact(f"question:{question.key}", "Vraag", f"{question.label}{hint}", question.source, "Vragen")
    for paper in scheme.papers:
        yield Fact(f"paper:{paper.key}", paper.label, paper.needed_when.label, paper.source, "Bijlagen")
    for term in scheme.deadlines:
        firm = "" if term.firm else "; alleen een herinnering"
        yield Fact(f"deadline:{term.key}", term.label, f"{term.words}{firm}", term.source, "Termijnen")
    yield from _rules(scheme)
    for at, known in enumerate(scheme.background, 1):
        yield Fact(
            f"background:{at}", known.years, known.text, known.source, "Achtergrond, hiermee wordt niet gerekend"
        )


def _rate(rate: Rate) -> Fact:
    until = f" t/m {in_words(rate.until)}" if rate.until is not None else ""
    checked = Checked.VERIFIED if rate.verified else Checked.UNVERIFIED
    parts = (
        f"{euro(rate.per_year)} per jaar bij {number(rate.hours)} uur per week",
        _CAPS[rate.cap],
        checked.value,
    )
    label = f"Vanaf {in_words(rate.since)}{until}"
    return Fact(f"rate:{rate.since.isoformat()}", label, "; ".join(parts), rate.source, "Bedragen")


def _rules(scheme: Scheme) -> Iterator[Fact]:
    renewal, settlement = scheme.renewal, scheme.settlement
    if renewal != type(renewal)():
        months = f"per {renewal.months} maanden" if renewal.months is not None else ""
        times = f"hooguit {renewal.times} keer" if renewal.times is not None else ""
        said = "; ".join(part for part in (months, times, renewal.note) if part)
        yield Fact("renewal", "Verlengen", said or "geen vaste termijn", renewal.source, "Termijnen")
    if settlement != type(settlement)():
        said = "; ".join(part for part in (settlement.method.label, settlement.note) if part)
        yield Fact("settlement", "Betalen en afrekenen", said, settlement.source, "Rekenen")
