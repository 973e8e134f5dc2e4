"""When a portfolio is looked at again."""

from datetime import date

from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import months_after


def review_day(settled: date, figures: Figures | None = None) -> date:
    """The day on which a portfolio is looked at again, when nobody chose another one.

    Args:
        settled: the day on which it was made, discussed or handed over.
        figures: numbers to count with; those of the program by default.
    """
    return months_after(settled, (figures or standard()).on("portfolio_months", settled))
