"""What a begeleidingssubsidie comes to, line by line (research of 2022, §4.3.2: an amount a year at so many hours).

Amount a year × hours ÷ the hours of that amount × part of the year × intensity, for each stretch in which these stay
the same; then jobcoaching goes off. It is counted in exact fractions. The total is rounded once; the lines are allotted
in whole cents so that they add up to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from beschutdesk.rules.amounts import allot, euro, number, rounded
from beschutdesk.rules.scheme import Intensity, JobcoachRule, Proration, Rate, Scheme
from beschutdesk.rules.spans import LONGEST_YEARS, cut, days, days_in, is_period, months, told, year_share, years
from beschutdesk.rules.time import days_after, full_months, in_force, in_words

_FILL_IN = "Vraag het de gemeente en zet het in de regeling, met ‘Regelingen bekijken of toevoegen’."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours a week from a day on; ``None`` as a day has always held."""

    valid_from: date | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a calculation: what it is about, how it was counted, and what it comes to in whole cents."""

    what: str
    how: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An amount with everything that one must know about it.

    Attributes:
        lines: add up to :attr:`total` to the cent.
        total: euro; ``None`` as long as :attr:`asks` holds something.
        rounding: where and how was rounded, a Dutch sentence.
        cautions: what must be said on screen and on paper: not verified, from an earlier year, an example.
        asks: what is not known, Dutch sentences. The program never fills in for itself.
        exact: before rounding, of the lines that could be counted; what two parts of a period come to is exactly what
            the whole comes to.
        unrated: those of :attr:`asks` that an amount in the scheme would answer.
    """

    lines: tuple[Line, ...]
    total: Decimal | None
    rounding: str
    cautions: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    exact: Fraction = Fraction(0)
    unrated: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What is not known, with where to fill it in: for the screen. Paper has no such place."""
        return tuple(f"{one} {_FILL_IN}" if one in self.unrated else one for one in self.asks)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch in which everything stays the same."""

    since: date
    until: date
    rate: Rate
    hours: Decimal
    capped: bool

    def with_next(self, other: "_Part", proration: Proration) -> "_Part | None":
        """Both as one, when nothing changes between them; by days a year stays a line of its own."""
        same = (self.rate, self.hours, self.capped) == (other.rate, other.hours, other.capped)
        if not same or days_after(self.until, 1) != other.since:
            return None
        if proration is Proration.DAYS and self.since.year != other.since.year:
            return None
        return replace(self, until=other.until)

    def line(self, scheme: Scheme, step: Intensity | None) -> tuple[str, str, Fraction]:
        """What, how and the exact amount."""
        counted = min(self.hours, self.rate.hours) if self.capped else self.hours
        how = [f"{euro(self.rate.per_year)} per jaar", f"{number(counted)}/{number(self.rate.hours)} uur"]
        amount = Fraction(self.rate.per_year) * Fraction(counted) / Fraction(self.rate.hours)
        if scheme.proration is Proration.DAYS:
            amount *= year_share(self.since, self.until)
            how.append(f"{days(self.since, self.until)}/{days_in(self.since.year)} dagen")
        else:
            many = months(self.since, self.until)
            amount *= many / 12
            how.append(f"{number(many)}/12 maanden")
        if step is not None:
            amount *= Fraction(step.factor)
            how.append(f"{number(step.factor)} ({step.label})")
        more = f"; meer dan {number(self.rate.hours)} uur telt niet mee" if counted != self.hours else ""
        what = f"{told(self.since, self.until)}, {number(self.hours)} uur per week"
        return what, f"{' × '.join(how)}{more}", amount


def reckon(
    scheme: Scheme,
    since: date,
    until: date,
    terms: Sequence[Stretch],
    *,
    intensity: str = "",
    jobcoaching: Decimal | None = None,
    cap: bool | None = None,
) -> Reckoning:
    """What a scheme comes to in a period.

    Args:
        scheme: with the amounts.
        since, until: first and last day.
        terms: hours a week, in any order; what ends before the period counts for nothing.
        intensity: key of a step of the scale.
        jobcoaching: what is paid for jobcoaching in the same period, in euro; ``None`` for nothing.
        cap: the answer of the gemeente to whether more hours than the denominator give no more; without it what the
            rate says.
    """
    if not is_period(since, until):
        ask = f"De periode klopt niet: de laatste dag ligt vóór de eerste, of meer dan {LONGEST_YEARS} jaar later."
        return Reckoning((), None, scheme.rounding.words, _of_scheme(scheme), (ask,))
    asks: list[str] = []
    cautions = [*_of_scheme(scheme)]
    step = scheme.intensity(intensity)
    if scheme.intensities and step is None:
        asks.append(f"Kies de zwaarte van de begeleiding; ‘{scheme.name}’ rekent daarmee.")
    parts, unrated, unknown = _parts(scheme, since, until, terms, cap)
    asks += [*unrated, *unknown]
    cautions += _of_rates(parts)
    rows = [part.line(scheme, step) for part in parts]
    if jobcoaching is not None and jobcoaching > 0 and scheme.jobcoaching is not JobcoachRule.KEPT:
        sofar = sum((amount for _, _, amount in rows), Fraction(0))
        most = "" if sofar >= jobcoaching else f"{euro(jobcoaching)}, hooguit tot nul"
        rows.append(("Jobcoaching in dezelfde periode", most or "gaat ervan af", -min(Fraction(jobcoaching), sofar)))
        if scheme.jobcoaching is JobcoachRule.UNKNOWN:
            cautions.append("Of jobcoaching van het bedrag afgaat, is niet bekend. Vraag het de gemeente.")
    if scheme.proration is Proration.DAYS and _is_odd_year(since, until):
        share = number(year_share(since, until))
        cautions.append(f"Deze periode is een heel jaar, maar telt door het schrikkeljaar als {share} jaar.")
    exact = sum((amount for _, _, amount in rows), Fraction(0))
    lines = [
        Line(what, how, cents) for (what, how, _), cents in zip(rows, allot([row[2] for row in rows]), strict=True)
    ]
    if asks:
        said = tuple(cautions), tuple(asks), exact, tuple(unrated)
        return Reckoning(tuple(lines), None, scheme.rounding.words, *said)
    total = rounded(exact, scheme.rounding)
    if difference := total - sum((line.amount for line in lines), Decimal(0)):
        lines.append(Line("Afronding", scheme.rounding.label, difference))
    return Reckoning(tuple(lines), total, scheme.rounding.words, tuple(cautions), (), exact)


def _parts(
    scheme: Scheme, since: date, until: date, terms: Sequence[Stretch], cap: bool | None
) -> tuple[list[_Part], list[str], list[str]]:
    """What can be counted; for which days no amount is known; and what else is not known."""
    begins = [one.valid_from for one in terms]
    for one in scheme.rates:
        begins += [one.since, None if one.until is None else days_after(one.until, 1)]
    if scheme.proration is Proration.DAYS:
        begins += years(since, until)
    parts: list[_Part] = []
    no_rate: list[tuple[date, date]] = []
    no_hours: list[tuple[date, date]] = []
    over: list[Rate] = []
    for first, last in cut(since, until, begins):
        rate, term = scheme.rate_on(first), in_force(terms, first)
        hours = None if term is None or term.hours is None or term.hours < 0 else term.hours
        if rate is None:
            no_rate.append((first, last))
        if hours is None:
            no_hours.append((first, last))
        if rate is None or hours is None:
            continue
        capped = rate.cap if cap is None else cap
        if capped is None and hours > rate.hours and rate not in over:
            over.append(rate)
        parts.append(_Part(first, last, rate, hours, bool(capped)))
        if len(parts) > 1 and (whole := parts[-2].with_next(parts[-1], scheme.proration)) is not None:
            parts[-2:] = [whole]
    unrated = [f"Voor {told(*span)} is in ‘{scheme.name}’ geen bedrag bekend." for span in _joined(no_rate)]
    asks = [f"Voor {told(*span)} staat er geen aantal uren per week bij de afspraken." for span in _joined(no_hours)]
    asks += [
        f"Er is meer dan {number(rate.hours)} uur per week. Vraag de gemeente of dat meer oplevert." for rate in over
    ]
    return parts, unrated, asks


def _joined(spans: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Spans that follow each other taken together."""
    first: date | None = None
    for at, (since, until) in enumerate(spans):
        first = first or since
        if at + 1 == len(spans) or spans[at + 1][0] != days_after(until, 1):
            yield first, until
            first = None


def _of_scheme(scheme: Scheme) -> tuple[str, ...]:
    return (
        ("Dit is een voorbeeld met verzonnen bedragen. Gebruik het niet voor een aanvraag.",) if scheme.example else ()
    )


def _of_rates(parts: Sequence[_Part]) -> list[str]:
    found: list[str] = []
    for part in parts:
        rate = part.rate
        amount = f"{euro(rate.per_year)} bij {number(rate.hours)} uur"
        if not rate.verified:
            found.append(f"Het bedrag van {amount} is niet geverifieerd. Bron: {rate.source}.")
        if rate.outdated_on(part.until):
            found.append(
                f"Het bedrag van {amount} geldt vanaf {in_words(rate.since)}. Of het in {part.until.year} nog zo is, "
                "is niet bekend."
            )
    return list(dict.fromkeys(found))


def _is_odd_year(since: date, until: date) -> bool:
    """Whether it is twelve months that do not count as one year by days."""
    return full_months(since, 12) == days_after(until, 1) and year_share(since, until) != 1
