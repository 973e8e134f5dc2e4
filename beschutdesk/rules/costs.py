"""What goes into a kostenplaatje and what comes out; the counting stands in :mod:`beschutdesk.rules.cost_picture`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from beschutdesk.rules.cost_notes import Instrument, Note
from beschutdesk.rules.scheme import Scheme
from beschutdesk.rules.subsidy_amount import Reckoning, Stretch
from beschutdesk.rules.wage_subsidy import Estimate, WageValue

WAGE, HOLIDAY, EMPLOYER_COSTS = "wage", "holiday", "employer_costs"
WAGE_SUBSIDY, SUPERVISION, FEE = "wage_subsidy", "supervision", "fee"
EMPLOYED, SECONDED = "employed", "seconded"
LABELS: Final = {
    WAGE: "Loon",
    HOLIDAY: "Vakantiebijslag",
    EMPLOYER_COSTS: "Werkgeverslasten",
    WAGE_SUBSIDY: "Loonkostensubsidie (LKS)",
    SUPERVISION: "Begeleidingssubsidie",
    FEE: "Inleenvergoeding",
    EMPLOYED: "In dienst bij de werkgever",
    SECONDED: "Detachering door het SOB",
}
"""Keys of lines and variants, and what they are called."""
SUBSIDIES: Final = frozenset({WAGE_SUBSIDY, SUPERVISION})
"""Lines that the employer gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a kostenplaatje is made of.

    Attributes:
        since, until: first and last day.
        terms: hours a week.
        begun: first day of the job; without it the first day of the picture.
        born: day of birth: who is younger than 21 has another minimum wage, and then it is asked.
        wage_hour: gross wage an hour; without it the minimum wage.
        minimum_month: minimum wage a month, typed in where the program knows none.
        wage_values: loonwaarden of the placement.
        full_time: hours a week of the full working week in the sector.
        scheme: for the begeleidingssubsidie; ``None`` leaves it out.
        intensity, jobcoaching, cap: as in :func:`beschutdesk.rules.subsidy_amount.reckon`.
        granted: what the gemeente granted for this whole period, in place of the calculation.
        employer_supervises: whether the employer gives the supervision and so gets that subsidy.
        fee: inleenvergoeding a month, when it is known.
        seconded: whether it is a secondment; that variant then comes first.
        instruments: voorzieningen of the placement.
    """

    since: date
    until: date
    terms: Sequence[Stretch]
    begun: date | None = None
    born: date | None = None
    wage_hour: Decimal | None = None
    minimum_month: Decimal | None = None
    wage_values: Sequence[WageValue] = ()
    full_time: Decimal | None = None
    scheme: Scheme | None = None
    intensity: str = ""
    jobcoaching: Decimal | None = None
    cap: bool | None = None
    granted: Decimal | None = None
    employer_supervises: bool = True
    fee: Decimal | None = None
    seconded: bool = False
    instruments: Sequence[Instrument] = ()


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line.

    Attributes:
        key: one of :data:`LABELS`.
        what, how: Dutch; how it was counted.
        amount: euro in whole cents, a subsidy below zero; ``None`` when it is not known.
    """

    key: str
    what: str
    how: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch in which nothing changes, or the whole period.

    Attributes:
        since, until: first and last day.
        lines: cost first, then subsidies.
        pays: what the employer pays: the sum of the lines that are known; ``None`` when a cost is not known.
        without: subsidies that are not counted because they are not known.
    """

    since: date
    until: date
    lines: tuple[CostLine, ...]
    pays: Decimal | None
    without: tuple[str, ...] = ()

    def line(self, key: str) -> CostLine | None:
        """One line."""
        return next((one for one in self.lines if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which somebody can work there.

    Attributes:
        key, label: :data:`EMPLOYED` or :data:`SECONDED`, and its name.
        months: the stretches, with amounts a month.
        whole: the whole period.
    """

    key: str
    label: str
    months: tuple[Part, ...]
    whole: Part


@dataclass(frozen=True, slots=True)
class CostPicture:
    """A kostenplaatje.

    Attributes:
        since, until: first and last day.
        variants: the one that holds first.
        assumptions: what was taken for granted; the first says that it is an estimate.
        cautions: what rests on something that is not verified or is old.
        asks: what is not known.
        notes: what an employer must know beside the amounts.
        flat_since, flat_until: the forfaitaire period, as far as it lies in the picture.
        supervision: the calculation of the begeleidingssubsidie; ``None`` without a scheme.
        wage_subsidy: the estimate of LKS with its formula.
    """

    since: date
    until: date
    variants: tuple[Variant, ...]
    assumptions: tuple[str, ...]
    cautions: tuple[str, ...]
    asks: tuple[str, ...]
    notes: tuple[Note, ...]
    flat_since: date | None
    flat_until: date | None
    supervision: Reckoning | None
    wage_subsidy: Estimate

    @property
    def lines(self) -> tuple[CostLine, ...]:
        """A month at the beginning, in the variant that holds."""
        return self.variants[0].months[0].lines if self.variants and self.variants[0].months else ()
