"""Days as people say them: vandaag, over 2 weken, volgende week di, eind van de maand. One reading for forms and talks.

Here stands only what means one day whoever says it, and what sounds like it but leaves a choice: that is asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from beschutdesk.dossier.values import MONTHS
from beschutdesk.rules.time import months_after, week_start
from beschutdesk.rules.written import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    MONTH_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    Unread,
    full_year,
)

DAY_WORDS: Final = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
# fmt: off
_NUMBERS: Final = (
    "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)
_WORDS: Final = (
    "dag", "dagen", "week", "weken", "maand", "maanden", "half", "jaar", "over", "binnen", "geleden", "deze",
    "volgende", "volgend", "vorige", "komende", "aanstaande", "eerstvolgende", "afgelopen", "eind", "einde", "van",
    "de", "het", "dit", "aan", "op", "uiterlijk", "in", "voor", "kerst", "kerstmis", "kerstavond",
    "kerstdag", "kerstdagen", "begin", "medio", "midden", "weekend",
)
# fmt: on
_COUNTS: Final = {word: number for number, word in enumerate(_NUMBERS, 1)}
_COUNT: Final = rf"([0-9]{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT: Final = "(dag|dagen|week|weken|maand|maanden|half jaar|jaar)"
TOO_FAR: Final = "Zo ver weg reikt de kalender niet."
_EARLY: Final = "begin|half|medio|midden"


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day, as it is said behind a day: ``vrijdagmiddag``.

    Attributes:
        name: how it is called.
        since, until: its first hour, and the hour at which it is over.
        usual: the moment that stands for it where one is needed and none was said.
    """

    name: str
    since: int
    until: int
    usual: time

    def holds(self, at: time) -> bool:
        """Whether a time lies in it; the hour at which it ends still does (``vrijdagmiddag 18.00``)."""
        return self.since <= at.hour < self.until or (at.hour, at.minute) == (self.until, 0)


_MORNING: Final = DayPart("ochtend", 6, 12, time(9))
_AFTERNOON: Final = DayPart("middag", 12, 18, time(14))
_EVENING: Final = DayPart("avond", 18, 24, time(19))
_PARTS: Final = {
    "ochtend": _MORNING,
    "morgen": _MORNING,
    "middag": _AFTERNOON,
    "namiddag": _AFTERNOON,
    "avond": _EVENING,
}
_TODAY_PARTS: Final = {f"van{name}": part for name, part in _PARTS.items() if name != "namiddag"}
_NEAR: Final = "vandaag|morgen|overmorgen|gisteren|eergisteren"
_WITH_PART: Final = re.compile(
    rf"\b(?:({WEEKDAY})[.]?(?: in de | 's |[ \-]?)({'|'.join(_PARTS)})s?"
    rf"|({_NEAR})(?: in de | 's |[ \-]?)(ochtend|middag|namiddag|avond)s?"
    rf"|({'|'.join(_TODAY_PARTS)}))\b"
)

VOCABULARY: Final = frozenset(
    [
        *DAY_WORDS,
        *_NUMBERS,
        *WEEKDAY_WORDS,
        *MONTH_WORDS,
        *_WORDS,
        *_PARTS,
        *_TODAY_PARTS,
        *(f"{day}{part}" for day in WEEKDAY_WORDS for part in _PARTS),
        *(f"{day}{part}" for day in DAY_WORDS for part in _PARTS if part != "morgen"),
    ]
)
"""Every word that may be part of a day."""


def without_part(words: str) -> tuple[str, DayPart | None]:
    """The same words without the part of the day behind the day: ``vrijdagmiddag 4-12`` is ``vrijdag 4-12``.

    Args:
        words: as :func:`beschutdesk.rules.written.plain` gives them.

    Returns:
        The words, and the part that was said; ``None`` when none was.
    """
    match = _WITH_PART.search(words)
    if match is None:
        return words, None
    if match[5]:
        day, part = "vandaag", _TODAY_PARTS[match[5]]
    else:
        day, part = match[1] or match[3], _PARTS[match[2] or match[4]]
    return f"{words[: match.start()]}{day}{words[match.end() :]}", part


def said(words: str, today: date) -> date | None:
    """The day that is meant; ``None`` when it is not said in one of these ways.

    Args:
        words: as :func:`beschutdesk.rules.written.plain` gives them.
        today: the day on which it is said.

    Raises:
        Unread: it could be more than one day, or there is no such day.
    """
    for pattern, read in _WAYS:
        if match := pattern.fullmatch(words):
            try:
                found = read(match, today)
            except (OverflowError, ValueError) as error:
                if isinstance(error, Unread):
                    raise
                raise Unread(TOO_FAR) from None
            if not FIRST_YEAR <= found.year <= LAST_YEAR:
                raise Unread(TOO_FAR)
            return found
    return None


def day_of_week(monday: date, weekday: str) -> date:
    """The day with this name in the week of a Monday."""
    return monday + timedelta(days=WEEKDAY_WORDS[weekday])


def next_named(weekday: str, today: date) -> date:
    """The first day with this name after today."""
    return today + timedelta(days=(WEEKDAY_WORDS[weekday] - today.weekday() - 1) % 7 + 1)


def short(day: date) -> str:
    """``4 december``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def _shifted(match: re.Match[str], today: date, sign: int) -> date:
    count = _COUNTS.get(match[1]) or int(match[1])
    unit = match[2]
    if unit.startswith("dag"):
        return today + sign * timedelta(days=count)
    if unit.startswith("we"):
        return today + sign * timedelta(weeks=count)
    months = count * {"maand": 1, "maanden": 1, "half jaar": 6, "jaar": 12}[unit]
    found = months_after(today, sign * months)
    if found in (date.max, date.min):
        raise OverflowError
    return found


def _ahead(match: re.Match[str], today: date) -> date:
    found = _shifted(match, today, 1)
    return day_of_week(week_start(found), match[3]) if match[3] else found


def _in_week(match: re.Match[str], today: date) -> date:
    which, weekday = (match[1], match[2]) if match[1] else (match[4], match[3])
    weeks = {"deze": 0, "volgende": 1, "vorige": -1}[which]
    return day_of_week(week_start(today) + timedelta(weeks=weeks), weekday)


def _gone(match: re.Match[str], today: date) -> date:
    return next_named(match[1], today - timedelta(days=1)) - timedelta(weeks=1)


def _either(match: re.Match[str], today: date) -> date:
    first = next_named(match[1], today)
    later = first + timedelta(weeks=1)
    raise Unread(f"Is dat {short(first)} of {short(later)}? Typ de datum.", unfinished=True)


def _numbered_week(match: re.Match[str], today: date) -> date:
    number = int(match[2])
    weekday = match[1] or match[4]
    year = full_year(match[3], today) if match[3] else today.isocalendar().year
    if not match[3] and number < today.isocalendar().week:
        year += 1
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise Unread(f"Week {number} is er niet in {year}.") from None
    if weekday is None:
        words = f"Welke dag? Week {number} is {short(monday)} tot en met {short(monday + timedelta(days=6))}."
        raise Unread(f"{words} Typ ‘ma week {number}’.", unfinished=True)
    return day_of_week(monday, weekday)


def _last_of_month(year: int, month: int) -> date:
    return months_after(date(year, month, 1), 1) - timedelta(days=1)


def _end_of_month(match: re.Match[str], today: date) -> date:
    first = months_after(today.replace(day=1), 1 if match[1] == "volgende" else 0)
    return _last_of_month(first.year, first.month)


def _end_of_named(match: re.Match[str], today: date) -> date:
    month = MONTH_WORDS[match[1]]
    if match[2]:
        return _last_of_month(full_year(match[2], today), month)
    return _last_of_month(today.year + (month < today.month), month)


def _end_of_year(match: re.Match[str], today: date) -> date:
    return date(today.year + (match[1] == "volgend"), 12, 31)


def _before_christmas(_match: re.Match[str], today: date) -> date:
    eve = date(today.year, 12, 24)
    return eve if today <= eve else eve.replace(year=today.year + 1)


def _which(match: re.Match[str], today: date) -> date:
    soon = today + timedelta(weeks=1)
    of_week = re.fullmatch("(?:deze|volgende|vorige) week", match[0])
    how = f"‘{match[0]} di’" if of_week else f"de datum, zoals {soon.day}-{soon.month}"
    raise Unread(f"Welke dag is dat? Typ {how}.", unfinished=True)


def _christmas(match: re.Match[str], _today: date) -> date:
    days = {"1": "Typ 25-12.", "2": "Typ 26-12."}.get((match[1] or "")[:1], "Typ 24-12, 25-12 of 26-12.")
    raise Unread(f"Een feestdag leest het programma niet. {days}", unfinished=True)


def _itself(_match: re.Match[str], _today: date) -> date:
    raise Unread("Die dag zelf, of de dag ervoor? Typ alleen de dag.", unfinished=True)


_WAYS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("|".join(DAY_WORDS), lambda match, today: today + timedelta(days=DAY_WORDS[match[0]])),
        (rf"(?:over|binnen) {_COUNT} {_UNIT}(?: (?:op )?({WEEKDAY}))?", _ahead),
        (rf"{_COUNT} {_UNIT} geleden", lambda match, today: _shifted(match, today, -1)),
        (rf"(deze|volgende|vorige) week (?:op )?({WEEKDAY})|({WEEKDAY}) (deze|volgende|vorige) week", _in_week),
        (
            rf"(?:komende|aanstaande|eerstvolgende|a\.?s\.?) ({WEEKDAY})",
            lambda match, today: next_named(match[1], today),
        ),
        (
            rf"afgelopen ({WEEKDAY})",
            lambda match, today: next_named(match[1], today - timedelta(days=1)) - timedelta(weeks=1),
        ),
        (rf"volgende ({WEEKDAY})", _either),
        (
            rf"(?:({WEEKDAY}) (?:van |in )?)?week ([0-9]{{1,2}})(?: ([0-9]{{4}}))?(?: (?:op )?({WEEKDAY}))?",
            _numbered_week,
        ),
        (r"(?:aan het )?einde? (?:van )?(?:(de|deze|volgende) )?maand", _end_of_month),
        (rf"einde? (?:van )?({MONTH})(?: ([0-9]{{4}}))?", _end_of_named),
        (r"einde? (?:van )?(?:(het|dit|volgend) )jaar", _end_of_year),
        (r"voor (?:de )?kerst(?:mis)?", _before_christmas),
        (r"(?:(?:op|met|na|rond|tussen) )?(?:de )?(?:([12])e )?kerst(?:mis|avond|dag|dagen)?", _christmas),
        (r"(?:deze|volgende|komende|vorige) (?:week|maand)|(?:dit |volgend |in het )?weekend", _which),
        (rf"(?:{_EARLY}|einde?) (?:van )?(?:(?:de|deze|volgende|komende) )?(?:week|weekend)", _which),
        (rf"(?:{_EARLY}) (?:van )?(?:(?:de|deze|volgende) )?(?:maand|{MONTH})(?: [0-9]{{4}})?", _which),
        (rf"voor (?:{WEEKDAY}|[0-9].*)", _itself),
    )
)
