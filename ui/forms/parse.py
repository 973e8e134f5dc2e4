"""Reading what people type, and writing it the same way back. No Qt.

Nothing is guessed silently: what can be read in one way is read, and the caller shows the outcome in full; the rest
raises :class:`WrongValue` with words for the field.
"""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import WEEKDAYS, Slot
from beschutdesk.rules.minutes import read_minutes
from beschutdesk.rules.spoken import said
from beschutdesk.rules.written import HOW_DAY, Written, full_year, plain, read_time, read_written

_TOO_LARGE: Final = 10**12
"""As large as a number of a field can never be."""
MINUTES: Final = "minuten"
"""The unit of fields that are read as a length of time too."""
SHORT_DAYS: Final = tuple(name[:2] for name in WEEKDAYS)


# -- days --------------------------------------------------------------------------------------------------------------


def parse_day(text: str, today: date, start: date | None = None) -> tuple[date | None, str]:
    """A day and, when something was filled in by us, the words that say so.

    It is read as in a talk (:mod:`beschutdesk.rules.when`), but for a bare weekday and a bare month: a form holds days
    that have been as often as days that come, so the one is not read and the other is in this year.

    Args:
        text: what was typed.
        today: the day of today.
        start: the day that comes before it; without a year it is then the first such day from there on, when this year
            would be too early.

    Raises:
        WrongValue: it is no day, or could be two.
    """
    words = plain(text)
    if not words:
        return None, ""
    if (found := said(words, today)) is not None:
        return found, f"Dat is {long_day(found)}."
    written = read_written(words)
    if written is None:
        raise WrongValue(HOW_DAY)
    if not written.year:
        year, note = _without_year(written, today, start)
        found = written.in_year(year)
        return found, f"{note} Gelezen als {long_day(found)}."
    found = written.in_year(full_year(written.year, today))
    if len(written.year) == 4 or found.year // 100 == today.year // 100:
        return found, ""
    return found, f"Twee cijfers voor het jaar. Gelezen als {long_day(found)}."


def _without_year(written: Written, today: date, start: date | None) -> tuple[int, str]:
    """The year that a day without one is in, and why."""
    typed = (written.month, written.day)
    if start is None or (today.year, *typed) >= (start.year, start.month, start.day):
        return today.year, "Zonder jaar is het dit jaar."
    return start.year + (typed < (start.month, start.day)), "Zonder jaar is het de eerste keer dat dit kan."


def format_day(day: date | None) -> str:
    """``23-11-2026``."""
    return "" if day is None else f"{day.day:02}-{day.month:02}-{day.year:04}"


def long_day(day: date) -> str:
    """``maandag 23-11-2026``."""
    return f"{WEEKDAYS[day.weekday()]} {format_day(day)}"


# -- times -------------------------------------------------------------------------------------------------------------


def parse_time(text: str) -> time | None:
    """``9``, ``9.30``, ``9:30``, ``09u30``, ``0930``.

    Raises:
        WrongValue: it is no time of a day.
    """
    return read_time(text)


def format_time(at: time | None) -> str:
    """``9.30``."""
    return "" if at is None else f"{at.hour}.{at.minute:02}"


def parse_slots(weekday: int, text: str) -> tuple[Slot, ...]:
    """Times of one day: ``8.30-12.30 en 13-15``.

    Raises:
        WrongValue: a stretch cannot be read or ends before it begins.
    """
    slots = []
    for part in re.split(r"\s+en\s+|\s*[,;+]\s+|\s*[;+]\s*", text.strip()):
        if not part:
            continue
        ends = re.split(r"\s*(?:-|–|tot|t/m)\s*", part)
        if len(ends) != 2:
            raise WrongValue(f"{WEEKDAYS[weekday]}: schrijf van en tot, zoals 8.30-12.30.")
        try:
            start, end = parse_time(ends[0]), parse_time(ends[1])
        except WrongValue:
            raise WrongValue(f"{WEEKDAYS[weekday]}: schrijf van en tot, zoals 8.30-12.30.") from None
        if start is None or end is None:
            raise WrongValue(f"{WEEKDAYS[weekday]}: schrijf van en tot, zoals 8.30-12.30.")
        if end <= start:
            raise WrongValue(f"{WEEKDAYS[weekday]}: het einde ligt vóór het begin.")
        slots.append(Slot(weekday, start, end))
    return tuple(slots)


def format_slots(slots: tuple[Slot, ...]) -> str:
    """``8.30-12.30 en 13.00-15.00``; empty for a day without times."""
    return " en ".join(f"{format_time(slot.start)}-{format_time(slot.end)}" for slot in slots if slot.start is not None)


# -- numbers -----------------------------------------------------------------------------------------------------------


def parse_number(text: str, decimals: int, unit: str = "") -> Decimal | None:
    """``18``, ``18,5``, ``1.234,56``, with or without the unit; minutes also as hours: ``1,5 uur``.

    Raises:
        WrongValue: it is no number, or has too many decimals.
    """
    if unit == MINUTES:
        return read_minutes(text)
    words = text.strip().replace("\u00a0", " ")
    for word in (unit, "€", "euro", "uren", "uur", "minuten", "min", "weken", "%"):
        if word and words.lower().endswith(word.lower()):
            words = words[: -len(word)].strip()
    words = words.removeprefix("€").strip().replace(" ", "")
    if not words:
        return None
    if "," in words or re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", words):
        words = words.replace(".", "").replace(",", ".")
    try:
        if not re.fullmatch(r"-?\d+(?:\.\d*)?|-?\.\d+", words):
            raise InvalidOperation
        value = Decimal(words)
        if abs(value) >= _TOO_LARGE:  # before rounding, which such a number does not survive
            raise WrongValue("Dit getal is te groot.")
    except InvalidOperation:
        raise WrongValue("Schrijf een getal, met een komma voor de decimalen.") from None
    if value != round(value, decimals):
        raise WrongValue(f"Hier passen {decimals} decimalen." if decimals else "Schrijf hier een heel getal.")
    return value


def format_number(value: Decimal | None, decimals: int, *, always: bool = False) -> str:
    """``18``, ``18,5``; with ``always`` all decimals and points: ``1.234,50``."""
    if value is None:
        return ""
    if always:
        return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    words = f"{value:.{decimals}f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return words.replace(".", ",")


def thousands(count: int) -> str:
    """A whole number with a point between the thousands: ``20.000``."""
    return f"{count:,}".replace(",", ".")


def format_size(size: int) -> str:
    """``340 kB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
