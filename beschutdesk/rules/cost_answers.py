"""What a kostenplaatje needs and no dossier holds: an employer knows it, and it is asked when the paper is made."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CostAnswers:
    """Each may be left open.

    Attributes:
        wage_hour: gross wage an hour; without it the minimum wage.
        minimum_month: minimum wage a month, where the program knows none.
        full_time: hours a week of the full working week in the sector.
        fee: inleenvergoeding a month, when it is not in a contract yet.
    """

    wage_hour: Decimal | None = None
    minimum_month: Decimal | None = None
    full_time: Decimal | None = None
    fee: Decimal | None = None
