"""What somebody types in the supervision log: ``gisteren``, ``ma``, ``16-11``, ``ma-vr 30``, ``1,5 uur``.

A log looks back: ``ma`` is the Monday that has been, and a day without a year is the last one. What was read is always
shown in full before it counts. Several days are several lines, and only days on which was worked get one.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import MONTHS, WEEKDAYS
from beschutdesk.rules.supervision_log import DAY_MINUTES, Away, TermsOf
from beschutdesk.rules.time import in_force, in_words, week_start
from beschutdesk.rules.when import in_full
from beschutdesk.rules.written import MONTH, WEEKDAY, WEEKDAY_WORDS, Unread, Written, full_year, plain, read_written

HOW_DAY: Final = "Typ een dag als 16-11, ‘gisteren’ of ‘ma’. Een hele week typ je als ‘ma-vr’."
HOW_MINUTES: Final = "Typ minuten, zoals 30, of uren, zoals ‘1,5 uur’ of 1:30."
MOST_AT_ONCE: Final = 31
"""So many days can be filled at once; more is a table."""
_LONGEST: Final = 80
_AHEAD: Final = 31
"""So many days ahead a day without a year is not the one of last year."""
_SAID: Final = {"vandaag": 0, "gisteren": 1, "eergisteren": 2}
_WEEKS: Final = {"": 0, "deze week": 0, "vorige week": 1}
_DAYS: Final = re.compile(rf"({WEEKDAY})(?: ?(?:-|t/m|tot en met) ?({WEEKDAY}))?(?: (deze week|vorige week))?")
_LIST: Final = re.compile(rf"{WEEKDAY}(?:(?:, ?| en | ){WEEKDAY})+(?: (?:deze week|vorige week))?")
_ONE: Final = re.compile(WEEKDAY)
_FROM_TO: Final = re.compile(r"(.+?) ?(?: - |t/m|tot en met| tot ) ?(.+)")
_BARE: Final = re.compile(rf"([0-9]{{1,2}}) ?(?:-|t/m|tot en met) ?([0-9]{{1,2}} {MONTH}(?: [0-9]{{2,4}})?)")
_MINUTES: Final = re.compile(r"([0-9]{1,4})(?: ?(?:m|min|minuut|minuten))?")
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?::| ?u(?:ur)? ?)([0-9]{1,2})(?: ?(?:m|min|minuten))?")
_HOURS: Final = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:u|uur|uren)")
_DECIMAL: Final = re.compile(r"[0-9]{1,2}[.,][0-9]{1,2}")
_BOTH: Final = re.compile(
    r"(.+?)[ ,]+((?:[0-9]{1,4}(?: ?(?:m|min|minuut|minuten))?)|(?:[0-9]{1,2}:[0-9]{1,2})"
    r"|(?:[0-9]{1,2}(?:[.,][0-9]{1,2})? ?(?:u|uur|uren)))"
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were read.

    Attributes:
        days: in order; one or more.
        minutes: when they stood behind it; ``None`` when not.
        many: several days were meant, also when only one is left of them.
    """

    days: tuple[date, ...]
    minutes: Decimal | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """Which of several days get a line.

    Attributes:
        days: these do.
        skipped: why others do not, in Dutch.
    """

    days: tuple[date, ...]
    skipped: tuple[str, ...] = ()


def read_days(text: str, today: date) -> Days:
    """The day or days that somebody typed, with minutes behind it or not.

    Raises:
        WrongValue: it cannot be read, lies ahead, or is too much at once. The message is Dutch.
    """
    words = plain(text)
    if not words or len(words) > _LONGEST:
        raise WrongValue(HOW_DAY)
    found = _days(words, today)
    ahead = found is not None and not found.many and found.days[0] > today
    if (found is None or ahead) and (match := _BOTH.fullmatch(words)):  # 16-11 30 is no day in 2030
        first = _days(match[1], today)
        if first is not None:
            found = Days(first.days, read_minutes(match[2]), first.many)
    if found is None:
        raise WrongValue(HOW_DAY)
    if not found.many and found.days[0] > today:
        raise WrongValue(f"{in_full(found.days[0]).capitalize()} moet nog komen. In het logboek staat wat is geweest.")
    if len(found.days) > MOST_AT_ONCE:
        raise WrongValue(f"Dit zijn {len(found.days)} dagen. Vul er hooguit {MOST_AT_ONCE} tegelijk.")
    return found


def read_minutes(text: str) -> Decimal:
    """So many whole minutes; parts of a minute are rounded.

    Raises:
        WrongValue: it cannot be read, is nothing, or more than a day has. The message is Dutch.
    """
    words = plain(text)
    if match := _MINUTES.fullmatch(words):
        found = Decimal(match[1])
    elif match := _CLOCK.fullmatch(words):
        if int(match[2]) > 59:
            raise WrongValue(HOW_MINUTES)
        found = Decimal(60 * int(match[1]) + int(match[2]))
    elif match := _HOURS.fullmatch(words):
        found = (Decimal(match[1].replace(",", ".")) * 60).quantize(Decimal(1), ROUND_HALF_UP)
    elif _DECIMAL.fullmatch(words):
        raise WrongValue(f"Zijn dit uren? Typ dan ‘{words.replace('.', ',')} uur’.")
    else:
        raise WrongValue(HOW_MINUTES)
    return checked(found)


def checked(minutes: Decimal) -> Decimal:
    """Minutes of one day that can be.

    Raises:
        WrongValue: they cannot. The message is Dutch.
    """
    if minutes <= 0:
        raise WrongValue("Nul minuten hoeft niet in het logboek.")
    if minutes > DAY_MINUTES:
        raise WrongValue(f"Een dag heeft {DAY_MINUTES} minuten; dit zijn er {minutes:f}.")
    return minutes


def filling(
    found: Days, terms: Sequence[TermsOf], absences: Iterable[Away], has: Collection[date], today: date
) -> Filling:
    """Which of several days get a line: those on which was worked, that are past, and that have none yet.

    One day that was named gets it whatever day it is.
    """
    if not found.many:
        return Filling(found.days)
    away = tuple(absences)
    reasons: dict[str, list[date]] = {}
    chosen = []
    for day in found.days:
        why = _why_not(day, terms, away, has, today)
        if why:
            reasons.setdefault(why, []).append(day)
        else:
            chosen.append(day)
    return Filling(tuple(chosen), tuple(f"{_named(days)}: {why}." for why, days in reasons.items()))


def _why_not(day: date, terms: Sequence[TermsOf], absences: Iterable[Away], has: Collection[date], today: date) -> str:
    holds = in_force(terms, day)
    if day > today:
        return "moet nog komen"
    if day in has:
        return "staat er al"
    if holds is not None and holds.days and not any(slot.weekday == day.weekday() for slot in holds.days):
        return "geen werkdag"
    if any((one.since or date.min) <= day <= (one.until or date.max) for one in absences if one.since or one.until):
        return "afwezig"
    return ""


def _named(days: Sequence[date]) -> str:
    return ", ".join(f"{WEEKDAYS[day.weekday()][:2]} {day.day} {MONTHS[day.month - 1][:3]}" for day in days)


# -- reading -----------------------------------------------------------------------------------------------------------


def _days(words: str, today: date) -> Days | None:
    if words in _SAID:
        return Days((today - timedelta(days=_SAID[words]),))
    if match := _DAYS.fullmatch(words):
        first = WEEKDAY_WORDS[match[1]]
        if not match[2]:
            back = 7 * _WEEKS[match[3] or ""]
            if match[3]:
                return Days((week_start(today) + timedelta(days=first - back),))
            return Days((today - timedelta(days=(today.weekday() - first) % 7),))
        last = WEEKDAY_WORDS[match[2]]
        if last < first:
            raise WrongValue("Deze dagen staan niet op volgorde. Typ bijvoorbeeld ‘ma-vr’.")
        return _in_week(range(first, last + 1), match[3] or "", today)
    if _LIST.fullmatch(words):
        which = next((one for one in ("deze week", "vorige week") if words.endswith(f" {one}")), "")
        named = [WEEKDAY_WORDS[one] for one in _ONE.findall(words.removesuffix(which))]
        return _in_week(sorted(set(named)), which, today)
    if match := _BARE.fullmatch(words):
        last_day = _one(match[2], today)
        if last_day is not None:
            return _stretch(_exists(last_day, int(match[1])), last_day)
    if (one := _one(words, today)) is not None:
        return Days((one,))
    if match := _FROM_TO.fullmatch(words):
        first_day, last_day = _one(match[1].strip(), today), _one(match[2].strip(), today)
        if first_day is not None and last_day is not None:
            return _stretch(first_day, last_day)
    return None


def _in_week(weekdays: Iterable[int], which: str, today: date) -> Days:
    monday = week_start(today) - timedelta(days=7 * _WEEKS[which])
    found = tuple(monday + timedelta(days=one) for one in weekdays)
    if not which and found[0] > today:  # on Monday somebody types "di-vr": that is last week
        found = tuple(day - timedelta(days=7) for day in found)
    return Days(found, many=True)


def _stretch(first: date, last: date) -> Days:
    if last < first:
        raise WrongValue(f"{in_words(last)} ligt voor {in_words(first)}.")
    return Days(tuple(first + timedelta(days=number) for number in range((last - first).days + 1)), many=True)


def _exists(day: date, number: int) -> date:
    try:
        return day.replace(day=number)
    except ValueError:
        raise WrongValue(HOW_DAY) from None


def _one(words: str, today: date) -> date | None:
    """A day with numbers; without a year the last one."""
    try:
        written = read_written(words)
        if written is None:
            return None
        if written.year:
            return written.in_year(full_year(written.year, today))
        this_year = _in_year(written, today.year)
        if this_year is not None and this_year <= today:
            return written.in_year(today.year)
        last_year = _in_year(written, today.year - 1)
        if this_year is not None and (this_year - today).days <= _AHEAD:
            return this_year  # it is about to come: more likely a slip than eleven months ago
        return last_year or this_year
    except Unread as unread:
        raise WrongValue(str(unread)) from None


def _in_year(written: Written, year: int) -> date | None:
    try:
        return date(year, written.month, written.day)
    except ValueError:
        return None
