"""The words of Vandaag, made from the signals: nothing is told here that a rule does not say."""

from datetime import date
from typing import Final

from beschutdesk.dossier.values import MONTHS, WEEKDAYS
from beschutdesk.rules.signals import Kind, Severity, Signal
from beschutdesk.services.today import Fold, NextContact, PutOff, Today
from ui.forms.parse import format_day, format_time, thousands
from ui.theme.paint import Tone

TONES: Final[dict[Severity, Tone]] = {
    Severity.OVERDUE: "care",
    Severity.TODAY: "warn",
    Severity.SOON: "warn",
    Severity.KNOW: "info",
}
"""How a haste looks; the word of it always stands beside it."""
ICONS: Final[dict[Kind, str]] = {
    Kind.VISIT: "notebook-pen",
    Kind.DEADLINE: "hourglass",
    Kind.ATTENTION: "bell",
    Kind.MINE: "list-checks",
    Kind.THEIRS: "handshake",
    Kind.MONEY: "euro",
    Kind.DRAFT: "pencil",
    Kind.KEEPING: "database-backup",
}
_NEAR: Final = 60
"""So many days ahead or back are counted; what is further away is told as a date."""


def long_date(day: date) -> str:
    """``Maandag 23 november``: the heading of the page."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1]}"


def number(count: int, one: str, more: str) -> str:
    """``1 regel``, ``4 regels``."""
    return f"{thousands(count)} {one if count == 1 else more}"


def haste(signal: Signal, today: date) -> str:
    """How much haste there is. What is good to do and breaks nothing when it is late, does not come *soon* either."""
    past = signal.due is not None and signal.due < today and signal.severity is Severity.SOON
    return "let op" if past else signal.severity.label


def when(signal: Signal, today: date) -> str:
    """The day of a line: ``vandaag``, ``over 7 dagen``, ``4 dagen te laat``, or the date when it is far.

    What is past and breaks nothing says since when: how long ago the term was would be read as how long ago the visit
    was.
    """
    if signal.due is not None and signal.due < today and signal.severity is not Severity.OVERDUE:
        return f"sinds {format_day(signal.due)}"
    return due_words(signal.due, today)


def due_words(due: date | None, today: date) -> str:
    """``vandaag``, ``over 7 dagen``, ``4 dagen te laat``, or the date when it is far; empty without a day."""
    if due is None:
        return ""
    days = (due - today).days
    if not -_NEAR <= days <= _NEAR:
        return f"sinds {format_day(due)}" if days < 0 else format_day(due)
    if days < 0:
        return f"{number(-days, 'dag', 'dagen')} te laat"
    return "vandaag" if not days else "morgen" if days == 1 else f"over {days} dagen"


def about(signal: Signal) -> str:
    """Whom it is about and where."""
    return " · ".join(part for part in (signal.who, signal.beside) if part)


def told(signal: Signal) -> str:
    """A line without its full stop, as a title."""
    return signal.words.removesuffix(".")


def why(signal: Signal) -> str:
    """Why the line is there, and by what rule."""
    return f"{signal.why} Bron: {signal.source}.".strip()


def spoken(signal: Signal, today: date) -> str:
    """A whole line for a screen reader."""
    parts = (signal.words, haste(signal, today), about(signal), when(signal, today), why(signal))
    return ". ".join(part.strip().removesuffix(".") for part in parts if part) + "."


def fold_words(fold: Fold) -> str:
    """``Nog 14 bezoeken en belafspraken``."""
    more = "meer dan " if fold.more else ""
    return f"{fold.kind.label}: nog {more}{thousands(fold.count)}"


def put_off_words(off: PutOff) -> str:
    """Until when, and why."""
    until = f"tot {format_day(off.mark.until)}" if off.mark.until else ""
    reason = f"({off.mark.reason})" if off.mark.reason else ""
    return " ".join(part for part in (off.mark.state.label, until, reason) if part)


def every(page: Today) -> list[Signal]:
    """All signals of a page, also the folded ones."""
    return [*page.lines, *(one for fold in page.folds for one in fold.signals)]


def pressing(page: Today) -> int:
    """How many lines have haste: too late, or due today. A visit that is planned for today is no haste."""
    hasty = (Severity.OVERDUE, Severity.TODAY)
    return sum(
        one.severity in hasty and not (one.rule == "visit_planned" and one.severity is Severity.TODAY)
        for one in every(page)
    )


def next_words(found: NextContact, today: date) -> str:
    """``Eerstvolgend (over 9 dagen, 02-12-2026 om 10.30 uur): werkbezoek bij Kringloop Rond.``"""
    near = due_words(found.day, today)
    day = "" if near == format_day(found.day) or found.day == today else f" {format_day(found.day)}"
    comma = "," if day else ""
    whom = f" met {found.who}" if found.who else ""
    where = f" bij {found.beside}" if found.beside else ""
    return f"Eerstvolgend ({near}{comma}{day} om {format_time(found.at)} uur): {found.what}{whom}{where}."


def trips(page: Today) -> int:
    """How many visits and contacts are planned for the day."""
    return sum(one.rule == "visit_planned" and one.due == page.day for one in every(page))


def counts(page: Today) -> str:
    """``3 bezoeken vandaag · 7 regels, waarvan 2 te laat``."""
    found, planned = every(page), trips(page)
    late = sum(one.severity is Severity.OVERDUE for one in found)
    over = "meer dan " if any(fold.more for fold in page.folds) else ""
    parts = [number(planned, "bezoek of contact vandaag", "bezoeken en contacten vandaag")] if planned else []
    if rest := len(found) - planned:
        parts.append(f"{over}{number(rest, 'regel', 'regels')}")
    if late:
        parts.append(f"{thousands(late)} te laat")
    return " · ".join(parts)
