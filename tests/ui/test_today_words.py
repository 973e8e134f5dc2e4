"""When a line of Vandaag is due, in words that cannot be read as something else."""

from datetime import date, timedelta

import pytest

from beschutdesk.rules.signals import Kind, Severity, Signal, Where
from ui.tabs.today.words import due_words, when

TODAY = date(2026, 11, 23)


def signal(days: int, severity: Severity) -> Signal:
    due = TODAY + timedelta(days)
    return Signal("k", "r", Kind.ATTENTION, severity, "Doe iets.", "Daarom.", "Bron", due, None, Where("placement"))


@pytest.mark.parametrize(
    ("days", "severity", "words"),
    [
        (-2, Severity.OVERDUE, "2 dagen te laat"),
        (-1, Severity.OVERDUE, "1 dag te laat"),
        (-61, Severity.OVERDUE, "sinds 23-09-2026"),
        (-32, Severity.SOON, "sinds 22-10-2026"),
        (-1, Severity.KNOW, "sinds 22-11-2026"),
        (0, Severity.TODAY, "vandaag"),
        (7, Severity.SOON, "over 7 dagen"),
        (61, Severity.KNOW, "23-01-2027"),
    ],
)
def test_a_term_that_passed_says_since_when_and_never_how_long_ago(days: int, severity: Severity, words: str) -> None:
    assert when(signal(days, severity), TODAY) == words


def test_without_a_day_there_is_nothing_to_say() -> None:
    assert due_words(None, TODAY) == ""
