"""Loonkostensubsidie, estimated with its formula (Participatiewet art. 10d lid 4, 5 and 7).

(minimum wage + holiday pay) − (loonwaarde + holiday pay), at most 70 % of the first, plus a percentage for employer
costs, × agreed hours ÷ 36. Flat: half of the first, for six months at most. Hours count up to the full working week of
the sector. LKS is set again on 1 January only, so a minimum wage that rises in July counts from January: that is how we
read lid 7, and it says so. Every number comes out of ``resources/rates``; exact inside, rounded once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final, Protocol

from beschutdesk import resources
from beschutdesk.dossier.contract import WageValueKind
from beschutdesk.rules import minimum_wage, rate_text
from beschutdesk.rules.amounts import euro, number, percent, rounded
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.figures import standard as standard_figures
from beschutdesk.rules.minimum_wage import MinimumWages
from beschutdesk.rules.rate_text import BadRate
from beschutdesk.rules.spans import cut, told, years
from beschutdesk.rules.subsidy_amount import Line, Stretch
from beschutdesk.rules.time import days_after, full_months, in_force, in_words

FILE: Final = "wage_subsidy.toml"
KEYS: Final = ("full_hours", "most_share", "flat_share", "holiday_share", "employer_share")
"""What the formula needs, and the file must have."""
_VALUE: Final = ("since", "until", "value", "verified", "source")


class WageValue(Protocol):
    """A loonwaarde as the estimate needs it; see :class:`beschutdesk.dossier.contract.WageValue`."""

    @property
    def kind(self) -> WageValueKind | None:
        """Measured or flat."""

    @property
    def percentage(self) -> Decimal | None:
        """0 to 100."""

    @property
    def measured_on(self) -> date | None:
        """From when it holds."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A number with the days on which it holds; ``until`` is ``None`` as long as no other is known."""

    since: date
    until: date | None
    value: Decimal
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A number of the formula through the years."""

    key: str
    label: str
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated | None:
        """What holds on a day; ``None`` when it is not known."""
        latest = max((one for one in self.values if one.since <= day), key=lambda one: one.since, default=None)
        return latest if latest is not None and day <= (latest.until or date.max) else None


Rules = Mapping[str, Rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an estimate rests on beside the dossier.

    Attributes:
        full_time: hours a week of the full working week in the sector; hours above it do not count.
        month: minimum wage a month, typed in, where the program knows none or it is another one (younger than 21).
        rules, wages, figures: numbers to count with; without them those of the program.
    """

    full_time: Decimal | None = None
    month: Decimal | None = None
    rules: Rules | None = None
    wages: MinimumWages | None = None
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class WageSubsidy:
    """LKS in a stretch in which nothing changes.

    Attributes:
        since, until: first and last day.
        month: euro a month; ``None`` as long as :attr:`asks` holds something.
        exact: the same before rounding.
        steps: the formula, one line per step; the last one is the amount. They do not add up, they follow.
        flat: whether it is forfaitair.
        capped: whether the 70 % holds it back.
        cautions: what must be said with it.
        asks: what is not known.
    """

    since: date
    until: date
    month: Decimal | None
    exact: Fraction
    steps: tuple[Line, ...]
    flat: bool = False
    capped: bool = False
    cautions: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """LKS through a period.

    Attributes:
        parts: the stretches in order.
        flat_since, flat_until: first and last day of the forfaitaire period; ``None`` when there is none.
        assumed_flat: whether that period was taken for granted because there was no loonwaarde at the first day.
    """

    parts: tuple[WageSubsidy, ...]
    flat_since: date | None = None
    flat_until: date | None = None
    assumed_flat: bool = False


@cache
def standard() -> Rules:
    """The numbers that come with the program."""
    return parse(resources.read_text("rates", FILE))


def parse(text: str) -> Rules:
    """The numbers in a text.

    Raises:
        BadRate: it cannot be read; one Dutch line that names the key.
    """
    plain = rate_text.group("dit bestand", rate_text.load(text), KEYS)
    if missing := next((key for key in KEYS if key not in plain), None):
        raise BadRate(f"{missing}: dit getal ontbreekt")
    return {key: _rule(key, plain[key]) for key in KEYS}


def estimate(
    since: date,
    until: date,
    terms: Sequence[Stretch],
    values: Iterable[WageValue] = (),
    *,
    begun: date | None = None,
    basis: Basis | None = None,
) -> Estimate:
    """LKS through a period.

    Args:
        since, until: first and last day.
        terms: hours a week.
        values: loonwaarden in any order; a measured one holds from its day, a flat one for six months at most.
        begun: first day of the job, so of LKS; without it the first day of the period.
        basis: what it rests on.
    """
    used = basis or Basis()
    numbers = used.figures or standard_figures()
    first_day = begun or since
    rows = sorted(
        ((one.measured_on, one) for one in values if one.measured_on is not None and _says(one)), key=lambda row: row[0]
    )
    assumed = not rows or rows[0][0] > first_day
    flat_since = next((day for day, one in reversed(rows) if one.kind is WageValueKind.FLAT), None)
    if flat_since is None and assumed:
        flat_since = first_day
    flat_until = flat_since and _flat_until(flat_since, rows, numbers)
    begins = [one.valid_from for one in terms] + [day for day, _ in rows] + list(years(since, until))
    begins += [first_day, flat_until and days_after(flat_until, 1)]
    parts = []
    for first, last in cut(since, until, begins):
        current = next((one for day, one in reversed(rows) if day <= first), None)
        flat = current.kind is WageValueKind.FLAT if current is not None else assumed
        over = flat and flat_until is not None and first > flat_until
        term = in_force(terms, first)
        parts.append(
            at(
                first,
                last,
                term.hours if term is not None else None,
                None if flat or current is None else current.percentage,
                flat=flat and not over,
                base_on=max(date(first.year, 1, 1), min(first, first_day)),
                basis=used,
            )
        )
    shown = flat_since is not None and flat_until is not None and flat_since <= until and flat_until >= since
    return Estimate(tuple(parts), flat_since if shown else None, flat_until if shown else None, shown and assumed)


def at(
    since: date,
    until: date,
    hours: Decimal | None,
    percentage: Decimal | None,
    *,
    flat: bool = False,
    base_on: date | None = None,
    basis: Basis | None = None,
) -> WageSubsidy:
    """LKS in one stretch.

    Args:
        since, until: first and last day.
        hours: agreed, a week.
        percentage: loonwaarde; not needed when it is flat.
        flat: whether it is forfaitair.
        base_on: the day whose minimum wage counts; without it the first day.
        basis: what it rests on.
    """
    used, day = basis or Basis(), base_on or since
    rules, month = used.rules or standard(), used.month
    numbers = {key: rule.on(since) for key, rule in rules.items()}
    asks, cautions = [], []
    for key, rule in rules.items():
        found = numbers[key]
        if found is None and (flat or key != "flat_share"):
            asks.append(f"‘{rule.label}’ is voor {since.year} niet bekend.")
        elif found is not None and not found.verified:
            told_value = number(found.value) if key == "full_hours" else percent(found.value)
            cautions.append(f"{rule.label} van {told_value} is niet geverifieerd. Bron: {found.source}.")
    wage = (used.wages or minimum_wage.standard()).on(day)
    if month is None and wage is not None:
        month = wage.month
        if not wage.verified:
            cautions.append(f"Het minimumloon vanaf {in_words(wage.since)} is niet geverifieerd. Bron: {wage.source}.")
        if wage.inferred:
            cautions.append(wage.inferred)
    if month is None:
        asks.append(f"Het minimumloon per maand op {in_words(day)} is niet bekend. Vul het in.")
    if hours is None or hours < 0:
        asks.append(f"Voor {told(since, until)} staat er geen aantal uren per week bij de afspraken.")
    if not flat and (percentage is None or percentage < 0):
        asks.append(f"Voor {told(since, until)} is er geen gemeten loonwaarde.")
    values = {key: found.value for key, found in numbers.items() if found is not None}
    if asks or month is None or hours is None:
        return WageSubsidy(since, until, None, Fraction(0), (), flat, False, tuple(cautions), tuple(asks))
    if used.full_time is None and hours > values["full_hours"]:
        cautions.append("Uren tellen tot de volle werkweek van de sector; die is hier niet ingevuld.")
    counted = hours if used.full_time is None else min(hours, used.full_time)
    steps, exact, capped = _formula(month, counted, None if flat else percentage, values)
    return WageSubsidy(since, until, rounded(exact), exact, steps, flat, capped, tuple(cautions))


def _formula(
    month: Decimal, hours: Decimal, percentage: Decimal | None, values: Mapping[str, Decimal]
) -> tuple[tuple[Line, ...], Fraction, bool]:
    """Steps, exact amount and whether the most was reached; without a percentage it is flat."""
    base = Fraction(month) * (1 + Fraction(values["holiday_share"]))
    steps = [
        _step("Minimumloon per maand met vakantiebijslag", f"{euro(month)} + {percent(values['holiday_share'])}", base)
    ]
    most = base * Fraction(values["most_share"])
    capped = False
    if percentage is None:
        part = base * Fraction(values["flat_share"])
        steps.append(_step("Forfaitair", f"{percent(values['flat_share'])} van {_shown(base)}", part))
    else:
        missing = max(base * (1 - Fraction(percentage) / 100), Fraction(0))
        capped, part = missing > most, min(missing, most)
        how = f"{_shown(base)} − {number(percentage)} % van {_shown(base)}"
        limit = f"; hooguit {percent(values['most_share'])} van {_shown(base)}" if capped else ""
        steps.append(_step("Wat er aan loonwaarde ontbreekt", how + limit, part))
    with_costs = part * (1 + Fraction(values["employer_share"]))
    steps.append(
        _step(
            "Met vergoeding voor werkgeverslasten", f"{_shown(part)} + {percent(values['employer_share'])}", with_costs
        )
    )
    exact = with_costs * Fraction(hours) / Fraction(values["full_hours"])
    how = f"{_shown(with_costs)} × {number(hours)}/{number(values['full_hours'])} uur"
    steps.append(_step("LKS per maand", how, exact))
    return tuple(steps), exact, capped


def _step(what: str, how: str, exact: Fraction) -> Line:
    return Line(what, how, rounded(exact))


def _shown(exact: Fraction) -> str:
    return euro(rounded(exact))


def _says(one: WageValue) -> bool:
    return one.kind is WageValueKind.FLAT or one.percentage is not None


def _flat_until(since: date, rows: Iterable[tuple[date, WageValue]], known: Figures) -> date:
    """The last day of a flat loonwaarde: the day before a measured one, and never later than the law lets it."""
    most = days_after(full_months(since, known.on("flat_months", since)), -1)
    return min((days_after(day, -1) for day, _ in rows if since < day <= most), default=most)


def _rule(key: str, plain: object) -> Rule:
    group = rate_text.group(key, plain, ("label", "values"))
    values = [_dated(f"{key}, regel {at}", one) for at, one in enumerate(rate_text.rows(key, group.get("values")), 1)]
    values.sort(key=lambda one: one.since)
    rate_text.in_order(key, ((one.since, one.until) for one in values))
    return Rule(key, rate_text.words(key, group, "label"), tuple(values))


def _dated(where: str, plain: object) -> Dated:
    group = rate_text.group(where, plain, _VALUE)
    since, until = rate_text.begin(where, group), rate_text.day(where, group, "until", needed=False)
    value = rate_text.amount(where, group, "value", 100)
    return Dated(since, until, value, rate_text.flag(where, group, "verified"), rate_text.words(where, group, "source"))
