"""Money in rules: exact fractions inside, cents outside, and how an amount is written in a Dutch sentence.

A rule counts with :class:`fractions.Fraction`, so that nothing is lost between the steps. Rounding happens once, at the
end. What stands on the lines is allotted from the rounded total (largest remainder first), so that lines always add up
to what stands below them.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

from beschutdesk.dossier.values import Choices

CENT: Final = Decimal("0.01")
_EURO: Final = Decimal(1)
_DUTCH: Final = str.maketrans(",.", ".,")


class Rounding(Choices):
    """How the total of a scheme is rounded.

    Attributes:
        step: the smallest amount.
    """

    CENT = ("cent", "op hele centen")
    EURO = ("euro", "op hele euro’s")
    EURO_UP = ("euro_up", "naar boven op hele euro’s")
    EURO_DOWN = ("euro_down", "naar beneden op hele euro’s")

    @property
    def step(self) -> Decimal:
        """The smallest amount."""
        return CENT if self is Rounding.CENT else _EURO

    @property
    def words(self) -> str:
        """What is done, as a sentence: the exact total is rounded once."""
        how = "" if self in (Rounding.EURO_UP, Rounding.EURO_DOWN) else "; een half telt naar boven"
        return f"Elk deel is precies berekend. Alleen het totaal is afgerond: {self.label}{how}."


def rounded(exact: Fraction | Decimal, how: Rounding = Rounding.CENT) -> Decimal:
    """An amount in whole steps; a half goes away from zero. *Up* and *down* are that also below zero."""
    steps = Fraction(exact) / Fraction(how.step)
    if how is Rounding.EURO_UP:
        whole = -floor(-steps)
    elif how is Rounding.EURO_DOWN:
        whole = floor(steps)
    else:
        whole = floor(abs(steps) + Fraction(1, 2)) * (-1 if steps < 0 else 1)
    return (whole * how.step).quantize(CENT)


def allot(parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """The parts in whole cents that add up to their rounded sum: each goes down, the rest goes to the largest rests.

    Args:
        parts: exact amounts.
    """
    cents = [floor(part * 100) for part in parts]
    left = int(rounded(sum(parts, Fraction(0))) * 100) - sum(cents)
    order = sorted(range(len(parts)), key=lambda at: (cents[at] - parts[at] * 100, at))
    for at in order[:left]:
        cents[at] += 1
    return tuple((one * CENT).quantize(CENT) for one in cents)


def euro(amount: Decimal) -> str:
    """An amount as it stands in a Dutch sentence: ``€ 7.800,00``, ``−€ 12,50``."""
    return f"−€ {plain(abs(amount))}" if amount < 0 else f"€ {plain(amount)}"


def plain(amount: Decimal) -> str:
    """An amount without its sign, as on a form that has that printed: ``1.234,50``."""
    return f"{amount:,.2f}".translate(_DUTCH)


def number(value: Decimal | Fraction | int) -> str:
    """A number without zeros at the end: ``31``, ``37,5``; a fraction to four decimals."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
        value = value.quantize(Decimal("0.0001"))
    told = f"{Decimal(value):f}"
    return (told.rstrip("0").rstrip(".") if "." in told else told).replace(".", ",")


def percent(share: Decimal) -> str:
    """A share as a percentage: ``0.235`` is ``23,5 %``."""
    return f"{number(share * 100)} %"
