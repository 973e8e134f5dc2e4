"""What the board says of its tasks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.task_time import how_long
from ui.forms.parse import format_day
from ui.tabs.jobcarving.lines import TaskLine, weekly_of

_SHORT: Final = 40


def sum_words(lines: Sequence[TaskLine], hours: Decimal | None) -> tuple[str, str]:
    """The package in one line, and what else there is to know of the board.

    Args:
        lines: all cards.
        hours: agreed, a week; ``None`` when nothing was.
    """
    package = [line for line in lines if line.state is TaskState.PACKAGE]
    minutes = weekly_of(package)
    of = f" van {how_long(hours * 60)}" if hours else ""
    words = f"In het pakket: {count(len(package))}"
    main = sum(line.main for line in package)
    trying = sum(line.state is TaskState.TRYING for line in lines)
    unknown = sum(line.weekly is None for line in package)
    more = [
        ("1 hoofdtaak" if main == 1 else f"{main} hoofdtaken") if main else "",
        f"{trying} op proef" if trying else "",
        f"van {unknown} is de tijd per week nog niet bekend" if unknown else "",
        f"{count(len(lines))} op het bord" if len(lines) > len(package) else "",
    ]
    return f"{words}, {how_long(minutes)}{of} per week" if minutes else words, " · ".join(part for part in more if part)


def where_words(workplace: Employer | None, ended_on: date | None) -> tuple[str, str]:
    """Where somebody works, ``bij De Golf``, also when the employer is in the trash; and that it is over."""
    employer = workplace.name if workplace is not None else ""
    trashed = " (in de prullenbak)" if workplace is not None and workplace.deleted_at is not None else ""
    where = f"bij {employer}{trashed}" if employer else ""
    ended = f"geëindigd op {format_day(ended_on)}" if ended_on is not None else ""
    return where, ended


def short(name: str) -> str:
    """A name in quotes, short enough for a toast."""
    words = name.strip() or "Een taak zonder naam"
    return f"‘{words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + '…'}’"


def count(number: int) -> str:
    """``4 taken``."""
    return "geen taken" if not number else "1 taak" if number == 1 else f"{number} taken"
