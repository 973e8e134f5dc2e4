"""How much time a task takes in a week and in a day, where that can be reckoned.

Of work in the season, or now and then, nobody knows it: then there is no number, rather than a guess.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol

from beschutdesk.dossier.task import Frequency, Work
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.day_plan import Plan, blocks
from beschutdesk.rules.folding import words

_WEEKS: Final = 52
_MONTHS: Final = 12
_TENTH: Final = Decimal("0.1")
"""The grid of all minutes a week."""


class OnDays(Protocol):
    """As much of terms as says on which days somebody works."""

    @property
    def days(self) -> tuple[Slot, ...]:
        """Weekdays and times."""
        ...


def weekly_minutes(work: Work, days: int) -> Decimal | None:
    """Minutes that a task takes in a week, in tenths.

    Args:
        work: a task of an inventory or of a person.
        days: working days a week; a task per working day needs them.

    Returns:
        ``None`` when it cannot be reckoned: no minutes, no frequency, in the season, now and then, or a task per
        working day while the working days are not known.
    """
    once = work.minutes
    times = Decimal(1) if work.times is None else work.times
    if once is None or once <= 0 or times <= 0:
        return None
    if work.frequency is Frequency.DAY:
        return once * times * days if days > 0 else None
    if work.frequency is Frequency.WEEK:
        return once * times
    if work.frequency is Frequency.MONTH:
        return (once * times * _MONTHS / _WEEKS).quantize(_TENTH, ROUND_HALF_UP)
    return None


def daily_minutes(work: Work, days: int) -> Decimal | None:
    """Minutes that a task takes of a working day, as a mean over the working days of a week.

    So a main task is counted (Besluit loonkostensubsidie Participatiewet 2021, art. 1: so many minutes of the working
    time per working day): two hours on one of four days are half an hour per working day.

    Args:
        work: a task.
        days: working days a week.

    Returns:
        ``None`` when it cannot be reckoned, as for a week, or without working days.
    """
    return per_day(weekly_minutes(work, days), days)


def per_day(weekly: Decimal | None, days: int) -> Decimal | None:
    """Minutes of a week as a mean of its working days; ``None`` without either."""
    return None if weekly is None or days <= 0 else weekly / days


def whole(minutes: Decimal | int) -> int:
    """Minutes as they are shown everywhere: whole ones, half a minute up."""
    return int(Decimal(minutes).quantize(Decimal(1), ROUND_HALF_UP))


def together(times: Iterable[Decimal | None]) -> Decimal:
    """What some times come to: the sum of what is shown of each, so that whoever adds up the lines finds the total.

    Args:
        times: minutes; ``None`` is not known, and does not count.
    """
    return Decimal(sum(whole(one) for one in times if one is not None))


def working_days(terms: OnDays | None, plan: Plan = ()) -> int:
    """So many days a week somebody works: as agreed, otherwise as planned; 0 when nobody knows."""
    agreed = {slot.weekday for slot in terms.days} if terms is not None else set()
    return len(agreed) or len({block.weekday for block in blocks(plan)})


def frees_somebody(work: Work) -> bool:
    """Whether a colleague has time left once somebody else does this: what is left lying now takes nobody's time."""
    return bool(doer := words(work.done_by)) and doer.split()[0] != "niemand" and work.left_lying is not YesNo.YES


def how_long(minutes: Decimal | int) -> str:
    """A length in Dutch: ``45 minuten``, ``1 uur``, ``2 uur 35``. Parts of a minute are rounded."""
    shown = whole(minutes)
    hours, rest = divmod(abs(shown), 60)
    sign = "-" if shown < 0 else ""
    if not hours:
        return f"{sign}{rest} {'minuut' if rest == 1 else 'minuten'}"
    return f"{sign}{hours} uur {rest:02d}" if rest else f"{sign}{hours} uur"


def how_long_in_short(minutes: Decimal | int) -> str:
    """A length for a heading: ``45 min``, ``5 u``, ``5 u 15``. Parts of a minute are rounded."""
    hours, rest = divmod(whole(minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} u {rest:02d}" if rest else f"{hours} u"


def often(work: Work) -> str:
    """How long and how often in a line: ``20 minuten, 3 keer per week``; empty when nothing is known."""
    length = how_long(work.minutes) if work.minutes is not None and work.minutes > 0 else ""
    times = "" if work.times is None or work.times in (0, 1) else f"{_plain(work.times)} keer "
    how_often = f"{times}{work.frequency.label}" if work.frequency is not None else times.strip()
    return ", ".join(part for part in (length, how_often) if part)


def _plain(number: Decimal) -> str:
    """``2,5`` and ``3``, without needless zeros."""
    words = f"{number:f}"
    return (words.rstrip("0").rstrip(".") if "." in words else words).replace(".", ",")
