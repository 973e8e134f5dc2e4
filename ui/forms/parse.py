"""Reading what people type, and writing it the same way back. No Qt.

Nothing is guessed silently: what can be read in one way is read, and the caller shows the outcome in full; the rest
raises :class:`WrongValue` with words for the field.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import MONTHS, SHORT_MONTHS, WEEKDAYS, Slot

_MONTH_WORDS: Final = {
    **{name: number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{name: number for number, name in enumerate(MONTHS, 1)},
    "maa": 3,
    "sept": 9,
}
_TOO_LARGE: Final = 10**12
"""As large as a number of a field can never be."""
_DAY_WORDS: Final = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
SHORT_DAYS: Final = tuple(name[:2] for name in WEEKDAYS)

_HOW_DAY = "Schrijf een datum als 23-11-2026 of 23 nov."
_HOW_TIME = "Schrijf een tijd als 9.30."


# -- days --------------------------------------------------------------------------------------------------------------


def parse_day(text: str, today: date, start: date | None = None) -> tuple[date | None, str]:
    """A day and, when something was filled in by us, the words that say so.

    Args:
        text: what was typed.
        today: the day of today.
        start: the day that comes before it; without a year it is then the first such day from there on, when this year
            would be too early.

    Raises:
        WrongValue: it is no day, or could be two.
    """
    words = text.strip().lower().strip(".")
    words = re.sub(rf"^(?:{'|'.join(WEEKDAYS)}|{'|'.join(SHORT_DAYS)})\s+", "", words)
    if not words:
        return None, ""
    if words in _DAY_WORDS:
        found = today + timedelta(days=_DAY_WORDS[words])
        return found, f"Dat is {long_day(found)}."
    if re.fullmatch(r"\d{8}", words):
        parts = [words[:2], words[2:4], words[4:]]
    elif match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", words):
        parts = [match[3], match[2], match[1]]
    else:
        parts = [part for part in re.split(r"[\s./\-–]+", words) if part]
    if words[-1] in "-/" or not 2 <= len(parts) <= 3 or not parts[0].isdecimal():
        raise WrongValue(_HOW_DAY)
    month = int(parts[1]) if parts[1].isdecimal() else _MONTH_WORDS.get(parts[1], 0)
    if not 1 <= month <= 12:
        if parts[1].isdecimal():
            raise WrongValue(f"Een maand {int(parts[1])} is er niet. {_HOW_DAY}")
        raise WrongValue(_HOW_DAY)
    year, note = _year(parts[2] if len(parts) == 3 else "", int(parts[0]), month, today)
    if len(parts) == 2 and start is not None and (year, month, int(parts[0])) < (start.year, start.month, start.day):
        year = start.year + ((month, int(parts[0])) < (start.month, start.day))
        note = "Zonder jaar is het de eerste keer dat dit kan."
    try:
        found = date(year, month, int(parts[0]))
    except ValueError:
        raise WrongValue(f"{int(parts[0])} {MONTHS[month - 1]} {year} bestaat niet.") from None
    return found, f"{note} Gelezen als {long_day(found)}.".strip() if note else ""


def _year(typed: str, day: int, month: int, today: date) -> tuple[int, str]:
    if not typed:
        return today.year, "Zonder jaar is het dit jaar."
    typed = typed.removeprefix("'").removeprefix("’")
    if not typed.isdecimal() or len(typed) not in (2, 4):
        raise WrongValue("Schrijf het jaar met vier cijfers.")
    if len(typed) == 4:
        year = int(typed)
        if not 1900 <= year <= 2200:
            raise WrongValue("Dit jaar ligt te ver weg. Schrijf het met vier cijfers.")
        return year, ""
    # plans lie at most twenty years ahead; everything later is a birth date of the last century
    year = today.year // 100 * 100 + int(typed)
    return (year, "") if year <= today.year + 20 else (year - 100, "Twee cijfers voor het jaar.")


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
    words = text.strip().lower().removesuffix("uur").removesuffix("u").strip()
    if not words:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:[.:u,]\s?(\d{2}))?|(\d{1,2})(\d{2})", words)
    if match is None:
        raise WrongValue(_HOW_TIME)
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise WrongValue(f"Zo laat is het nooit. {_HOW_TIME}") from None


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
    """``18``, ``18,5``, ``1.234,56``, with or without the unit.

    Raises:
        WrongValue: it is no number, or has too many decimals.
    """
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
