"""Dutch words for dates, days, hours and lists, as they stand on paper."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal

from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.dossier.values import MONTHS, WEEKDAYS, Slot


def long_date(day: date) -> str:
    """``21 november 2026``, on one line."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: date) -> str:
    """``21-11-2026``."""
    return f"{day:%d-%m-}{day.year:04d}"


def joined(parts: Sequence[str]) -> str:
    """``a, b en c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def sentence(*parts: str) -> str:
    """The parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def number(value: Decimal) -> str:
    """A number with a decimal comma and no needless zeros: ``24,5``."""
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def clock(at: time) -> str:
    """``8.30``."""
    return f"{at.hour}.{at.minute:02d}"


def work_days(slots: Iterable[Slot], *, brief: bool = False) -> list[str]:
    """Days with their times, those with the same times together: ``ma t/m wo, 8.30 – 14.30 uur``.

    Args:
        slots: the days.
        brief: no day in full, for a narrow column.
    """
    times: dict[int, list[tuple[time | None, time | None]]] = {}
    for slot in sorted(slots, key=lambda s: (s.weekday, s.start or time.min, s.end or time.min)):
        times.setdefault(slot.weekday, []).append((slot.start, slot.end))
    groups: dict[tuple[tuple[time | None, time | None], ...], list[int]] = {}
    for weekday, stretches in times.items():
        groups.setdefault(tuple(stretches), []).append(weekday)
    # One or two days are written in full when there is room: when nothing else has to be said.
    full = len(groups) == 1 and len(times) <= 2 and not brief
    return [sentence(_days(days, full=full), _hours(stretches)) for stretches, days in groups.items()]


def _days(days: list[int], *, full: bool) -> str:
    def name(weekday: int) -> str:
        return WEEKDAYS[weekday] if full else WEEKDAYS[weekday][:2]

    runs: list[list[int]] = []
    for weekday in days:
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{name(run[0])} t/m{NBSP}{name(run[-1])}")
        else:
            parts.extend(name(weekday) for weekday in run)
    return joined(parts)


def _hours(stretches: Sequence[tuple[time | None, time | None]]) -> str:
    said = [words for start, end in stretches if (words := _stretch(start, end))]
    return f"{joined(said)}{NBSP}uur" if said else ""


def _stretch(start: time | None, end: time | None) -> str:
    if start is not None and end is not None:
        return f"{clock(start)}{NBSP}–{NBSP}{clock(end)}"
    if start is not None:
        return f"vanaf{NBSP}{clock(start)}"
    return f"tot{NBSP}{clock(end)}" if end is not None else ""
