"""Numbers are dated, sourced, and somebody else's can take their place."""

from datetime import date

import pytest

from beschutdesk.rules.figures import BadFigures, standard


def test_every_number_says_where_it_comes_from() -> None:
    for figure in standard().by_key.values():
        assert figure.label
        assert figure.unit
        assert figure.source
        assert figure.values == tuple(sorted(figure.values))


def test_a_number_holds_from_its_day() -> None:
    months = standard().by_key["chain_months"]
    assert [months.on(date(2019, 12, 31)), months.on(date(2020, 1, 1))] == [24, 36]
    assert months.on(date(2001, 1, 1)) == 24  # nothing older is known


def test_a_gemeente_puts_its_own_number_in_place() -> None:
    own = '[trial_weeks]\nsource = "Verordening Kampen"\nvalues = [{ from = 2026-01-01, value = 12 }]\n'
    figures = standard().replaced(own)
    assert figures.on("trial_weeks", date(2026, 5, 1)) == 12
    assert figures.source("trial_weeks") == "Verordening Kampen"
    assert figures.by_key["trial_weeks"].unit == "weken"
    assert figures.on("trial_months", date(2026, 5, 1)) == 2
    assert standard().on("trial_weeks", date(2026, 5, 1)) == 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[trial_weeks", "TOML"),
        ("[unheard_of]\nvalues = [{ from = 2026-01-01, value = 1 }]", "unheard_of: deze regel kent"),
        ("[trial_weeks]\nvalues = []", "trial_weeks: hier hoort"),
        ("trial_weeks = 8", "trial_weeks: hier hoort"),
        ("[trial_weeks]\nvalues = [{ from = 2026-01-01, value = true }]", "een heel getal"),
        ("[trial_weeks]\nvalues = [{ from = 2026-01-01T10:00:00, value = 8 }]", "een datum"),
        ("[trial_weeks]\nvalues = [{ from = 2026-01-01, value = -1 }]", "een heel getal"),
        ("[trial_weeks]\nvalues = [8]", "een heel getal"),
        ("[trial_weeks]\nsource = 3\nvalues = [{ from = 2026-01-01, value = 8 }]", "zijn tekst"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, words: str) -> None:
    with pytest.raises(BadFigures, match=words):
        standard().replaced(text)
