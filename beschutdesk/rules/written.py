"""Days and times as people write them: 12-12, 12 dec, 12 december 2026, 9.30. One reading for forms and for talks.

What a missing year means is not decided here: in a form it is this year, in a talk the coming one.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import MONTHS, SHORT_MONTHS, WEEKDAYS
from beschutdesk.rules.folding import fold

HOW_DAY: Final = "Schrijf een datum als 23-11-2026 of 23 nov."
HOW_TIME: Final = "Schrijf een tijd als 9.30."
FIRST_YEAR, LAST_YEAR = 1900, 2200

WEEKDAY_WORDS: Final = {
    **{name[:2]: number for number, name in enumerate(WEEKDAYS)},
    **{name: number for number, name in enumerate(WEEKDAYS)},
}
MONTH_WORDS: Final = {
    **{name: number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{name: number for number, name in enumerate(MONTHS, 1)},
    "maa": 3,
    "sept": 9,
}
WEEKDAY: Final = "(?:" + "|".join(sorted(WEEKDAY_WORDS, key=len, reverse=True)) + ")"
"""A weekday, for use in a larger expression."""
MONTH: Final = "(?:" + "|".join(sorted(MONTH_WORDS, key=len, reverse=True)) + ")"
"""A month, for use in a larger expression."""

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"‘": "'", "’": "'", "`": "'"})
_APART: Final = r"[ ./\-]+"
_LEAD: Final = re.compile(rf"({WEEKDAY})[.,]* +(.+)")
_GLUED: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS: Final = re.compile(rf"([0-9]{{1,2}}){_APART}([0-9]{{1,2}})(?:{_APART}('?[0-9]+))?")
_NAMED: Final = re.compile(rf"([0-9]{{1,2}})e?[ ./\-]*({MONTH})(?:{_APART}('?[0-9]+))?")
_HALF_WAY: Final = re.compile(
    rf"0?[1-9]|[12][0-9]|3[01]|(?:0|[0-9]{{3,7}})|[0-9]{{1,2}}e?{_APART}(?:0|(?:[0-9]{{1,2}}|{MONTH})(?:[/\-]| ?'))?"
    rf"|[0-9]{{1,2}}{_APART}{MONTH}{_APART}|(?:19|20|21)[0-9]{{2}}-(?:[0-9]{{1,2}}(?:-0?)?)?"
)
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[.:u,] ?([0-9]{2}))?|([0-9]{1,2})([0-9]{2})")


class Unread(WrongValue):
    """What cannot be read as a day. The message is one Dutch line.

    Attributes:
        unfinished: more may follow, or a choice is asked: no error while somebody types.
    """

    def __init__(self, message: str, *, unfinished: bool = False) -> None:
        super().__init__(message)
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Written:
    """A day that was written with numbers.

    Attributes:
        day: as typed; it may not exist.
        month: 1 to 12.
        year: the digits as typed, two or four; empty for none.
        weekday: that stood before it, 0 is Monday; ``None`` for none.
    """

    day: int
    month: int
    year: str
    weekday: int | None

    def in_year(self, year: int) -> date:
        """The day in a year.

        Raises:
            Unread: it does not exist, or is another weekday than the one that stood before it.
        """
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            words = f"{self.day} {MONTHS[self.month - 1]}"
            if not self.year and (self.month, self.day) == (2, 29):
                raise Unread(f"{words} {year} bestaat niet. Zet het jaar erbij.", unfinished=True) from None
            raise Unread(f"{words} {year} bestaat niet.") from None
        if self.weekday is not None and found.weekday() != self.weekday:
            words = f"{found.day} {MONTHS[found.month - 1]} {year} is een {WEEKDAYS[found.weekday()]}."
            raise Unread(words, unfinished=len(self.year) < 4)
        return found


def plain(text: str) -> str:
    """What was typed, folded: lower case, no accents, one kind of dash and single spaces, no full stop at the end."""
    return fold(text.translate(_DASHES)).strip().rstrip(".").rstrip()


def read_written(words: str) -> Written | None:
    """The day that is written here with numbers; ``None`` when it is written in another way.

    Args:
        words: as :func:`plain` gives them.

    Raises:
        Unread: it is written so, and there is no such month or year.
    """
    weekday = None
    if lead := _LEAD.fullmatch(words):
        weekday, words = WEEKDAY_WORDS[lead[1]], lead[2]
    if match := _GLUED.fullmatch(words):
        day, month, year = match[1], match[2], match[3]
    elif match := _YEAR_FIRST.fullmatch(words):
        day, month, year = match[3], match[2], match[1]
    elif match := _NUMBERS.fullmatch(words) or _NAMED.fullmatch(words):
        day, month, year = match[1], match[2], (match[3] or "").removeprefix("'")
    else:
        return None
    number = MONTH_WORDS.get(month) or int(month)
    if not 1 <= number <= 12:
        half = number == 0 and len(month) == 1 and not year
        raise Unread(f"Een maand {number} is er niet. {HOW_DAY}", unfinished=half)
    if len(year) not in (0, 2, 4):
        raise Unread("Schrijf het jaar met vier cijfers.", unfinished=len(year) < 4)
    if len(year) == 4 and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unread("Dit jaar ligt te ver weg. Schrijf het met vier cijfers.")
    return Written(int(day), number, year, weekday)


def is_half_way(words: str) -> bool:
    """Whether this may become a day that is written with numbers: ``12``, ``12-``, ``12 december``, ``2026-1``."""
    lead = _LEAD.fullmatch(words)
    return _HALF_WAY.fullmatch(lead[2] if lead else words) is not None


def full_year(typed: str, today: date) -> int:
    """The year of two or four digits. Plans lie at most twenty years ahead; what is later was in the last century."""
    if len(typed) == 4:
        return int(typed)
    year = today.year // 100 * 100 + int(typed)
    return year if year <= today.year + 20 else year - 100


def read_time(text: str) -> time | None:
    """``9``, ``9.30``, ``9:30``, ``09u30``, ``0930``; ``None`` when nothing was typed.

    Raises:
        WrongValue: it is no time of a day.
    """
    words = text.strip().lower().removesuffix("uur").removesuffix("u").strip()
    if not words:
        return None
    match = _TIME.fullmatch(words)
    if match is None:
        raise WrongValue(HOW_TIME)
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise WrongValue(f"Zo laat is het nooit. {HOW_TIME}") from None
