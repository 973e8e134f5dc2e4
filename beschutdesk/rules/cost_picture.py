"""Kostenplaatje: what a place costs an employer a month and in a period, with and without secondment. An estimate.

Wage, holiday pay and employer costs, minus LKS and begeleidingssubsidie; or, seconded, the inleenvergoeding. What is
not known is not guessed: an unknown wage leaves the sum open; an unknown subsidy is not counted, and that is said with
the sum, so that it is never too low. Amounts a month are rounded per line, and what the employer pays is their sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from beschutdesk.rules import minimum_wage
from beschutdesk.rules import wage_subsidy as lks
from beschutdesk.rules.amounts import euro, number, percent, rounded
from beschutdesk.rules.cost_notes import notes
from beschutdesk.rules.costs import (
    EMPLOYED,
    EMPLOYER_COSTS,
    FEE,
    HOLIDAY,
    LABELS,
    SECONDED,
    SUBSIDIES,
    SUPERVISION,
    WAGE,
    WAGE_SUBSIDY,
    CostLine,
    CostPicture,
    Costs,
    Part,
    Variant,
)
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.minimum_wage import ADULT, MinimumWages, is_adult
from beschutdesk.rules.scheme import JobcoachRule, Proration, Scheme
from beschutdesk.rules.spans import cut, is_period, months, told, years
from beschutdesk.rules.subsidy_amount import Reckoning, reckon
from beschutdesk.rules.time import days_after, in_force

__all__ = [
    "EMPLOYED",
    "EMPLOYER_COSTS",
    "FEE",
    "HOLIDAY",
    "LABELS",
    "SECONDED",
    "SUPERVISION",
    "WAGE",
    "WAGE_SUBSIDY",
    "CostLine",
    "CostPicture",
    "Costs",
    "Part",
    "Variant",
    "cost_picture",
]

_WEEKS, _MONTHS = 52, 12
_UNKNOWN: Final = "nog niet bekend"


def cost_picture(
    costs: Costs,
    *,
    rules: lks.Rules | None = None,
    wages: MinimumWages | None = None,
    known: Figures | None = None,
) -> CostPicture:
    """What a place costs.

    Args:
        costs: what it is made of.
        rules, wages, known: numbers to count with, in place of those of the program.
    """
    return _Maker(costs, rules or lks.standard(), wages or minimum_wage.standard(), known).picture()


class _Maker:
    """One picture in the making: what is asked and cautioned on the way is gathered."""

    def __init__(self, costs: Costs, rules: lks.Rules, wages: MinimumWages, known: Figures | None) -> None:
        self.costs, self.rules, self.wages, self.known = costs, rules, wages, known
        self.asks: list[str] = []
        self.cautions: list[str] = []
        self.adult = is_adult(costs.born, costs.since) is not False
        self.valid = is_period(costs.since, costs.until)
        self.supervision: Reckoning | None = None

    def picture(self) -> CostPicture:
        """All of it."""
        costs = self.costs
        if not self.valid:
            self.asks.append("De periode klopt niet: de laatste dag ligt vóór de eerste, of veel later.")
            estimate = lks.Estimate(())
        else:
            estimate = self._estimate()
        if self.valid and costs.scheme is not None and costs.employer_supervises:
            self.supervision = self._reckon(costs.scheme, costs.since, costs.until, costs.jobcoaching)
            if costs.granted is None:
                self.asks += self.supervision.asks
                self.cautions += self.supervision.cautions
        variants = [self._employed(estimate), self._seconded(estimate)] if self.valid else []
        if costs.seconded:
            variants.reverse()
        return CostPicture(
            costs.since,
            costs.until,
            tuple(variants),
            tuple(self._assumptions(estimate)),
            tuple(dict.fromkeys(self.cautions)),
            tuple(dict.fromkeys(self.asks)),
            notes(costs.since, costs.instruments, self.known, left_out=() if costs.fee is None else ("fee_example",)),
            estimate.flat_since,
            estimate.flat_until,
            self.supervision,
            estimate,
        )

    # -- LKS and begeleidingssubsidie --

    def _estimate(self) -> lks.Estimate:
        costs = self.costs
        basis = lks.Basis(
            full_time=costs.full_time,
            month=costs.minimum_month,
            rules=self.rules,
            wages=self.wages if self.adult else MinimumWages(()),
            figures=self.known,
        )
        found = lks.estimate(costs.since, costs.until, costs.terms, costs.wage_values, begun=costs.begun, basis=basis)
        for one in found.parts:
            self.asks += one.asks
            self.cautions += one.cautions
        if not self.adult and (costs.minimum_month is None or costs.wage_hour is None):
            self.asks.append(
                f"De werknemer is op de eerste dag jonger dan {ADULT}. Vul het minimumloon van die leeftijd in, "
                "per uur en per maand."
            )
        return found

    def _reckon(self, scheme: Scheme, since: date, until: date, jobcoaching: Decimal | None) -> Reckoning:
        costs = self.costs
        return reckon(
            scheme, since, until, costs.terms, intensity=costs.intensity, jobcoaching=jobcoaching, cap=costs.cap
        )

    def _supervision_month(self, since: date, until: date) -> CostLine | None:
        """A month of the begeleidingssubsidie: a twelfth of a year, also where the scheme counts by days."""
        costs = self.costs
        if costs.scheme is None or self.supervision is None:
            return self._no_supervision()
        whole = months(costs.since, costs.until)
        if costs.granted is not None:
            amount = rounded(Fraction(costs.granted) / whole)
            return CostLine(SUPERVISION, LABELS[SUPERVISION], "toegekend, per maand", -amount)
        found = self._reckon(replace(costs.scheme, proration=Proration.MONTHS), since, until, None)
        if found.total is None or not found.lines:
            return CostLine(SUPERVISION, LABELS[SUPERVISION], _UNKNOWN, None)
        exact, bits = found.exact / months(since, until), found.lines[0].how.split(" × ")
        how = f"{' × '.join(bits[:2] + bits[3:])} ÷ {_MONTHS}"
        if costs.jobcoaching and costs.scheme.jobcoaching is not JobcoachRule.KEPT:
            exact = max(exact - Fraction(costs.jobcoaching) / whole, Fraction(0))
            how += ", min jobcoaching"
        return CostLine(SUPERVISION, LABELS[SUPERVISION], how, -rounded(exact))

    def _no_supervision(self) -> CostLine | None:
        if self.costs.employer_supervises:
            return None
        how = "gaat naar wie de begeleiding geeft, niet naar de werkgever"
        return CostLine(SUPERVISION, LABELS[SUPERVISION], how, Decimal("0.00"))

    def _supervision_whole(self) -> CostLine | None:
        costs = self.costs
        if self.supervision is None:
            return self._no_supervision()
        if costs.granted is not None:
            return CostLine(SUPERVISION, LABELS[SUPERVISION], "toegekend voor deze periode", -rounded(costs.granted))
        total = self.supervision.total
        how = _UNKNOWN if total is None else f"volgens ‘{costs.scheme.name if costs.scheme else ''}’"
        return CostLine(SUPERVISION, LABELS[SUPERVISION], how, None if total is None else -total)

    # -- variants --

    def _spans(self, estimate: lks.Estimate) -> list[tuple[date, date]]:
        costs = self.costs
        begins = [one.since for one in estimate.parts] + [one.valid_from for one in costs.terms]
        begins += years(costs.since, costs.until)
        if costs.wage_hour is None:
            begins += [one.since for one in self.wages.all] + [days_after(one.until, 1) for one in self.wages.all]
        for rate in costs.scheme.rates if costs.scheme is not None else ():
            begins += [rate.since] + ([] if rate.until is None else [days_after(rate.until, 1)])
        return list(cut(costs.since, costs.until, begins))

    def _employed(self, estimate: lks.Estimate) -> Variant:
        parts, totals = [], dict.fromkeys((WAGE, HOLIDAY, EMPLOYER_COSTS, WAGE_SUBSIDY), Fraction(0))
        unknown: set[str] = set()
        for since, until in self._spans(estimate):
            exact = self._month(since, estimate)
            lines = []
            for key, (how, amount) in exact.items():
                lines.append(CostLine(key, LABELS[key], how, None if amount is None else rounded(amount)))
                if amount is None:
                    unknown.add(key)
                else:
                    totals[key] += amount * months(since, until)
            parts.append(_part(since, until, [*lines, self._supervision_month(since, until)]))
        lines = [
            CostLine(key, LABELS[key], "alle maanden samen", None if key in unknown else rounded(total))
            for key, total in totals.items()
        ]
        whole = _part(self.costs.since, self.costs.until, [*lines, self._supervision_whole()])
        return Variant(EMPLOYED, LABELS[EMPLOYED], tuple(_joined(parts)), whole)

    def _seconded(self, estimate: lks.Estimate) -> Variant:
        costs, many = self.costs, months(self.costs.since, self.costs.until)
        fee = None if costs.fee is None else rounded(costs.fee)
        if fee is None and costs.seconded:
            self.asks.append("De inleenvergoeding per maand is niet bekend. Vul die in bij het contract.")
        how = "afgesproken met het SOB" if fee is not None else _UNKNOWN
        parts = [
            _part(since, until, [CostLine(FEE, LABELS[FEE], how, fee), self._supervision_month(since, until)])
            for since, until in self._spans(estimate)
        ]
        total = None if fee is None else rounded(Fraction(fee) * many)
        line = CostLine(FEE, LABELS[FEE], f"{number(many)} maanden" if fee is not None else how, total)
        whole = _part(costs.since, costs.until, [line, self._supervision_whole()])
        return Variant(SECONDED, LABELS[SECONDED], tuple(_joined(parts)), whole)

    def _month(self, since: date, estimate: lks.Estimate) -> dict[str, tuple[str, Fraction | None]]:
        """What each line comes to in a month from a day on, exact, with how it was counted."""
        costs = self.costs
        term, minimum = in_force(costs.terms, since), self.wages.on(since) if self.adult else None
        hours = None if term is None or term.hours is None or term.hours < 0 else term.hours
        hour = costs.wage_hour if minimum is None or costs.wage_hour is not None else minimum.hour
        if costs.wage_hour is None and minimum is not None and not minimum.verified:
            self.cautions.append(f"Het minimumloon van {euro(minimum.hour)} per uur is niet geverifieerd.")
        if hour is None and self.adult:
            self.asks.append(f"Het minimumloon in {since.year} is niet bekend. Vul een uurloon in.")
        if hours is None:
            self.asks.append(f"Vanaf {told(since, since)} staat er geen aantal uren per week bij de afspraken.")
        shares = {key: share.value for key, rule in self.rules.items() if (share := rule.on(since)) is not None}
        holiday, social = shares.get("holiday_share"), shares.get("employer_share")
        wage = None if hour is None or hours is None else Fraction(hour) * Fraction(hours) * _WEEKS / _MONTHS
        extra = None if wage is None or holiday is None else wage * Fraction(holiday)
        cost = None if wage is None or extra is None or social is None else (wage + extra) * Fraction(social)
        subsidy = next((one for one in reversed(estimate.parts) if one.since <= since), None)
        amount = None if subsidy is None or subsidy.month is None else -subsidy.exact
        return {
            WAGE: (_wage(hour, hours), wage),
            HOLIDAY: (_UNKNOWN if holiday is None else f"{percent(holiday)} van het loon", extra),
            EMPLOYER_COSTS: (
                _UNKNOWN if social is None else f"geschat op {percent(social)} van loon en vakantiebijslag",
                cost,
            ),
            WAGE_SUBSIDY: (_UNKNOWN if subsidy is None or not subsidy.steps else _formula(subsidy), amount),
        }

    # -- words --

    def _assumptions(self, estimate: lks.Estimate) -> Iterable[str]:
        costs = self.costs
        yield "Dit is een schatting om mee te plannen. De gemeente beslist over LKS en begeleidingssubsidie."
        if costs.wage_hour is None and self.adult:
            yield f"Loon: het minimumloon vanaf {ADULT} jaar, {_WEEKS} weken per jaar gedeeld door {_MONTHS} maanden."
        elif costs.wage_hour is not None:
            yield f"Loon: {euro(costs.wage_hour)} per uur, {_WEEKS} weken per jaar gedeeld door {_MONTHS} maanden."
        if costs.born is None and costs.wage_hour is None:
            yield f"De werknemer is {ADULT} jaar of ouder; de geboortedatum is niet ingevuld."
        yield "Werkgeverslasten: geschat met het percentage van de LKS. Die van jullie kunnen anders zijn."
        yield "Toeslagen, pensioen boven dat percentage, reiskosten en vervanging tellen niet mee."
        yield (
            "LKS: minimumloon min loonwaarde, beide met vakantiebijslag, plus werkgeverslasten, naar uren. De gemeente "
            "past het op 1 januari aan. Stijgt het minimumloon in juli, dan rekenen we dat pas vanaf januari mee."
        )
        if estimate.assumed_flat:
            yield "Er is op de eerste dag geen loonwaarde: gerekend met forfaitaire LKS, als de gemeente die geeft."
        if costs.full_time is None:
            yield "De volle werkweek van de sector is niet ingevuld: alle uren tellen mee voor LKS."
        if costs.granted is None and self.supervision is not None:
            yield "Begeleidingssubsidie per maand: het jaarbedrag gedeeld door twaalf."
        yield "Detachering: het SOB houdt het contract, de LKS en de no-riskpolis. De inlener betaalt een vergoeding."


def _wage(hour: Decimal | None, hours: Decimal | None) -> str:
    if hour is None or hours is None:
        return _UNKNOWN
    return f"{euro(hour)} × {number(hours)} uur × {_WEEKS} ÷ {_MONTHS}"


def _formula(one: lks.WageSubsidy) -> str:
    kind = "forfaitair" if one.flat else "gemeten loonwaarde"
    limit = ", hooguit bereikt" if one.capped else ""
    return f"{kind}{limit}: {one.steps[-1].how}"


def _part(since: date, until: date, lines: Sequence[CostLine | None]) -> Part:
    shown = tuple(line for line in lines if line is not None)
    without = tuple(line.what for line in shown if line.amount is None and line.key in SUBSIDIES)
    amounts = [line.amount for line in shown if line.key not in SUBSIDIES or line.amount is not None]
    known = [amount for amount in amounts if amount is not None]
    pays = sum(known, Decimal(0)).quantize(Decimal("0.01")) if len(known) == len(amounts) else None
    return Part(since, until, shown, pays, without)


def _joined(parts: Sequence[Part]) -> Iterable[Part]:
    """Stretches that say the same taken together."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].lines == part.lines:
            found[-1] = replace(found[-1], until=part.until)
        else:
            found.append(part)
    return found
