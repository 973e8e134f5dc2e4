"""Reading of days and moments as people type them while they talk: ``vr``, ``over 2 weken``, ``12-12``, ``vr 9.30``.

A part of a day (``vrijdagmiddag``) is that day; a time that does not lie in it is asked.

What was read is always shown in full, with weekday and year. What could mean two days is asked, never guessed; what
lies behind us says so. Halfway a word nothing is wrong yet.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from datetime import time as clock
from enum import Enum
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import WEEKDAYS, Appointment
from beschutdesk.rules.spoken import TOO_FAR, VOCABULARY, DayPart, next_named, said, short, without_part
from beschutdesk.rules.time import in_words, months_after
from beschutdesk.rules.written import (
    WEEKDAY_WORDS,
    Unread,
    Written,
    full_year,
    is_half_way,
    plain,
    read_time,
    read_written,
)

GO_ON: Final = "Typ verder."
NOT_READ: Final = "Dit is geen dag. Typ bijvoorbeeld ‘vr’, ‘over 2 weken’ of 12-12."
PAST: Final = "al geweest"
_JUST: Final = timedelta(days=31)
"""So long ago a day without a year may still mean the one that has just been."""
_LONGEST: Final = 80
_TOKEN: Final = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9 ]+")
_MARKS: Final = frozenset("-./',")
_NUMBERED: Final = re.compile(r"(?:de )?([0-9]{1,2})e")
_OPENING: Final = re.compile(r"(?:op|uiterlijk) (?=.)")
_HOUR: Final = r"[0-9]{1,2}(?:[.:u][0-9]{2}(?: ?uur| ?u)?| ?(?:uur|u))"
_WITH_TIME: Final = re.compile(rf"(?:(.+?)[ ,]+)??(?:om )?({_HOUR}|(?<=om )[0-9]{{1,2}})")
_BARE: Final = re.compile(
    r"(.+?)[ ,]+(?:om ?)?(?:([0-9]{1,2})|[0-9]{1,2}[.:u][0-9]?|om|[0-9]{1,2}(?:[.:u][0-9]{2})? ?uu?)"
)
_TWICE: Final = re.compile(r"([0-9]{1,2})\.([0-9]{2})")
_NIGHT: Final = clock(6)


class State(Enum):
    """How far the reading of a text is."""

    EMPTY = "empty"
    MORE = "more"
    READ = "read"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class When:
    """What was read of a day.

    Attributes:
        state: how far it is. While somebody types only ``WRONG`` is an error; when the field is left, ``MORE`` is too.
        day: ``None`` unless it was read.
        shown: the day in full with what must be known of it, or in Dutch why there is none; empty for nothing typed.
        words: the day in full and nothing else, ``vrijdag 4 december 2026``; it reads back to the same day.
        past: it lies before today; ``shown`` says so too.
    """

    state: State
    day: date | None
    shown: str
    words: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What was read of a day with or without a time. The attributes are those of :class:`When`.

    Attributes:
        time: ``None`` when only a day was typed.
        usual: without a time, the one that stands for the part of the day that was typed; ``None`` for none.
    """

    state: State
    day: date | None
    time: clock | None
    shown: str
    words: str = ""
    past: bool = False
    usual: clock | None = None


_NOTHING: Final = When(State.EMPTY, None, "")


def read_when(text: str, today: date) -> When:
    """The day that somebody types. Never raises.

    A day without a year is the coming one, and one that has just been asks for the year. The weekday of today is the
    one over a week, and says so.

    Args:
        text: as it stands in the field, finished or not.
        today: the day on which it is typed.
    """
    words, _part = without_part(plain(text))
    if not words:
        return _NOTHING
    try:
        if len(words) > _LONGEST:
            raise Unread(NOT_READ)
        if is_half_way(words):
            raise Unread(GO_ON, unfinished=True)
        found = _read(_OPENING.sub("", words, count=1), today)
    except Unread as unread:
        return When(State.MORE if unread.unfinished else State.WRONG, None, str(unread))
    except OverflowError:
        return When(State.WRONG, None, TOO_FAR)
    if found is None:
        return When(State.MORE, None, GO_ON) if _may_go_on(words) else When(State.WRONG, None, NOT_READ)
    return _shown(*found, today)


def read_moment(text: str, today: date) -> Moment:
    """The day, and the time when one was typed: ``vr 9.30``, ``di 14 uur``, ``12-12 om 9``. Never raises.

    Args:
        text: as it stands in the field, finished or not.
        today: the day on which it is typed.
    """
    words, part = without_part(plain(text))
    if twice := _TWICE.fullmatch(words):
        both = 1 <= int(twice[2]) <= 12 and 1 <= int(twice[1]) <= 31
        ask = f"Is dit een dag of een tijd? Typ {twice[1]}-{twice[2]} voor de dag." if both else "Typ ook de dag."
        return Moment(State.MORE, None, None, ask)
    if match := _WITH_TIME.fullmatch(words):
        return _at(read_when(match[1], today) if match[1] else None, match[2], part)
    if (match := _BARE.fullmatch(words)) and read_when(match[1], today).state is State.READ:
        if match[2] is None:
            return Moment(State.MORE, None, None, GO_ON)
        if int(match[2]) < 24:
            return Moment(State.MORE, None, None, f"Is {match[2]} de tijd? Typ dan {match[2]} uur.")
    only = read_when(words, today)
    usual = part.usual if part is not None and only.day is not None else None
    return Moment(only.state, only.day, None, only.shown, only.words, only.past, usual)


def in_full(day: date) -> str:
    """``vrijdag 4 december 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


# -- days --------------------------------------------------------------------------------------------------------------


def _read(words: str, today: date) -> tuple[date, str] | None:
    """A day and what must be said of it.

    Raises:
        Unread: why not.
    """
    if (found := said(words, today)) is not None:
        return found, "volgend jaar" if words.startswith("voor") and found.year > today.year else ""
    if words in WEEKDAY_WORDS:
        found = next_named(words, today)
        return found, "niet vandaag, over een week" if found.weekday() == today.weekday() else ""
    if numbered := _NUMBERED.fullmatch(words):
        return _numbered(int(numbered[1]), today), ""
    written = read_written(words)
    return None if written is None else _dated(written, today)


def _numbered(number: int, today: date) -> date:
    first = today.replace(day=1)
    if number < today.day:
        first = months_after(first, 1)
    return Written(number, first.month, "", None).in_year(first.year)


def _dated(written: Written, today: date) -> tuple[date, str]:
    if written.year:
        found = written.in_year(full_year(written.year, today))
        if written.year in ("19", "20") and found < today:
            raise Unread("Schrijf het jaar met vier cijfers.", unfinished=True)
        return found, ""
    bare = Written(written.day, written.month, "", None)
    try:
        this_year: date | None = bare.in_year(today.year)
    except Unread as unread:
        if not unread.unfinished:
            raise
        this_year = None  # 29 February: the next one may exist
    turned = today.month == 1 and written.month == 12  # what has just been, was last year
    just = bare.in_year(today.year - 1) if turned else this_year
    if just is not None and timedelta(0) < today - just <= _JUST:
        raise Unread(f"{short(just)} is net geweest. Zet het jaar erbij.", unfinished=True)
    if this_year is not None and this_year >= today:
        return written.in_year(today.year), ""
    return written.in_year(today.year + 1), "volgend jaar"


def _shown(day: date, note: str, today: date) -> When:
    past = day < today
    notes = [part for part in (PAST if past else "vandaag" if day == today else "", note) if part]
    words = in_full(day)
    return When(State.READ, day, f"{words} ({', '.join(notes)})" if notes else words, words, past)


def _may_go_on(words: str) -> bool:
    """Whether a day may still come of it: all its words are known, the last one perhaps by its first letters."""
    tokens = [token for token in _TOKEN.findall(words) if token not in _MARKS]
    if all(token.isdecimal() for token in tokens):
        return False
    known = all(token in VOCABULARY or _is_short_number(token) for token in tokens[:-1])
    return known and (_is_short_number(tokens[-1]) or any(word.startswith(tokens[-1]) for word in VOCABULARY))


def _is_short_number(token: str) -> bool:
    return token.isdecimal() and len(token) <= 4


# -- moments -----------------------------------------------------------------------------------------------------------


def _at(when: When | None, typed: str, part: DayPart | None) -> Moment:
    try:
        at = read_time(typed)
    except WrongValue as wrong:
        return Moment(State.WRONG, None, None, str(wrong))
    if when is None or when.day is None or at is None:
        state, ask = (State.MORE, "Typ ook de dag.") if when is None else (when.state, when.shown)
        return Moment(state, None, at, ask)
    if part is not None and not part.holds(at):
        later = at.replace(hour=at.hour + 12) if at.hour < 12 else None
        meant = f" Bedoel je {later.hour}.{later.minute:02} uur?" if later is not None and part.holds(later) else ""
        ask = f"{at.hour}.{at.minute:02} uur is niet in de {part.name}.{meant} Typ de tijd opnieuw."
        return Moment(State.MORE, None, None, ask)
    if not _exists(when.day, at):
        return Moment(State.WRONG, None, None, "Deze tijd bestaat niet: de klok gaat dan een uur vooruit.")
    late = " ’s nachts" if at < _NIGHT else ""
    words = f"{when.words} om {at.hour}.{at.minute:02} uur"
    rest = when.shown.removeprefix(when.words)
    return Moment(State.READ, when.day, at, f"{words}{late}{rest}", words, when.past)


def _exists(day: date, at: clock) -> bool:
    """Whether a clock ever shows this time on that day: not in the hour that is skipped in spring."""
    moment = Appointment(day, at).moment
    try:
        back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    except OverflowError:
        return True
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)
