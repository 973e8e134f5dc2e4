"""When a portfolio is looked at again: one number, that a gemeente may have of its own."""

from datetime import date

from beschutdesk.rules.figures import standard
from beschutdesk.rules.review import review_day

OWN = "[portfolio_months]\nvalues = [{ from = 2026-01-01, value = 12 }]\n"


def test_half_a_year_or_what_the_gemeente_says() -> None:
    assert review_day(date(2026, 8, 31)) == date(2027, 2, 28)
    assert review_day(date(2026, 8, 31), standard().replaced(OWN)) == date(2027, 8, 31)
