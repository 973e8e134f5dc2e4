"""What the jobcarving page says of its tasks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.task_list import Independence, TaskState
from ui.forms.parse import format_number
from ui.tabs.jobcarving.tasks import TaskLine

_SHORT: Final = 40


def sum_words(lines: Sequence[TaskLine]) -> tuple[str, str]:
    """The package in one line, and what else there is to know of it."""
    package = [line for line in lines if line.state is TaskState.PACKAGE]
    minutes = sum((line.minutes for line in package if line.minutes is not None), Decimal(0))
    words = f"In het pakket: {count(len(package))}"
    alone = sum(line.independence is Independence.SELF for line in package)
    trying = sum(line.state is TaskState.TRYING for line in lines)
    unknown = sum(line.minutes is None for line in package)
    more = [
        f"{alone} zelfstandig" if alone else "",
        f"{trying} op proef" if trying else "",
        f"van {unknown} is de duur nog niet bekend" if unknown and minutes else "",
        f"{len(lines)} taken in de lijst" if len(lines) > len(package) else "",
    ]
    return f"{words}, samen {duration(minutes)}" if minutes else words, " · ".join(part for part in more if part)


def short(name: str) -> str:
    """A name in quotes, short enough for a toast."""
    words = name.strip() or "Een taak zonder naam"
    return f"‘{words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + '…'}’"


def count(number: int) -> str:
    """``4 taken``."""
    return "geen taken" if not number else "1 taak" if number == 1 else f"{number} taken"


def duration(minutes: Decimal) -> str:
    """``155 minuten (2 uur 35)``; only minutes below an hour."""
    words = f"{format_number(minutes, 0)} minuten"
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return words
    return f"{words} ({hours} uur {rest:02d})" if rest else f"{words} ({hours} uur)"
