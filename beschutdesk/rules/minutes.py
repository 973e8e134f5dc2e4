"""How long something took, as people say it: 45 min, 1u30, 1,5 uur, half uur. It is kept in whole minutes.

What can be meant in two ways is not read: ``1.30 uur`` is an hour and a half for one and 78 minutes for another.
"""

import re
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.written import plain

DAY: Final = 24 * 60
"""Minutes of a day: more than that nothing takes on one day."""
HOW: Final = "Schrijf minuten, zoals 45, of uren, zoals 1,5 uur of 1u30."
_MINUTES: Final = re.compile(r"([0-9]{1,6}) ?(?:m|min|minuut|minuten)?")
_HOURS: Final = re.compile(r"([0-9]{1,4})(?:[.,]([05])|,(25|50|75))? ?(?:u|h|uur|uren)")
_BOTH: Final = re.compile(
    r"([0-9]{1,4}) ?(?:u|h|:|uur|uren)(?: en)? ?([0-9]{2}|(?<=[ a-z])[0-9])(?: ?(?:m|min|minuut|minuten))?"
)
_TWO_WAYS: Final = re.compile(r"([0-9]{1,4})[.,]([0-9]{2}) ?(?:u|h|uur|uren)?")
_SAID: Final = {
    "kwartier": 15,
    "een kwartier": 15,
    "half uur": 30,
    "een half uur": 30,
    "halfuur": 30,
    "drie kwartier": 45,
    "een uur": 60,
    "vijf kwartier": 75,
    "anderhalf uur": 90,
    "twee uur": 120,
}


def read_minutes(text: str) -> Decimal | None:
    """``45``, ``45 min``, ``2 uur``, ``1,5 uur``, ``1u30``, ``half uur``; ``None`` when nothing was typed.

    Args:
        text: as it stands in the field.

    Returns:
        Whole minutes, from 0 to those of a day.

    Raises:
        WrongValue: it is no length of time, could be two, or is longer than a day. The words are for the field.
    """
    words = plain(text)
    if not words:
        return None
    if words in _SAID:
        found = _SAID[words]
    elif match := _MINUTES.fullmatch(words):
        found = int(match[1])
    elif match := _HOURS.fullmatch(words):
        part = Decimal(f"0.{match[2] or match[3] or 0}")
        found = int((int(match[1]) + part) * 60)
    elif match := _BOTH.fullmatch(words):
        if int(match[2]) >= 60:
            raise WrongValue(f"Een uur heeft 60 minuten. {HOW}")
        found = 60 * int(match[1]) + int(match[2])
    elif match := _TWO_WAYS.fullmatch(words):
        meant = f" Bedoel je {match[1]}u{match[2]}?" if int(match[2]) < 60 else ""
        raise WrongValue(f"Dit kan twee dingen zijn.{meant} {HOW}")
    else:
        raise WrongValue(HOW)
    if found > DAY:
        raise WrongValue(f"Dat is langer dan een dag. {HOW}")
    return Decimal(found)
