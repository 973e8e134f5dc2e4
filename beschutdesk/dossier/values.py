"""Values that the standard library has no type for."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Self
from zoneinfo import ZoneInfo


class Choices(Enum):
    """Base of every list to choose from. A member is ``NAME = ("key", "Dutch label")``.

    The key is what files and the database hold and never changes; the label is what people read.
    """

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label

    @classmethod
    def from_key(cls, key: str) -> Self:
        """The member with this key.

        Raises:
            KeyError: no member has it.
        """
        for member in cls:
            if member.key == key:
                return member
        raise KeyError(key)


class YesNo(Choices):
    """An answer; *unknown* is an answer of its own and differs from nothing filled in (``None``)."""

    YES = ("yes", "ja")
    NO = ("no", "nee")
    UNKNOWN = ("unknown", "onbekend")


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# fmt: off
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)
# fmt: on
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of one weekday.

    Attributes:
        weekday: 0 is Monday, 6 is Sunday.
        start: first minute; ``None`` when only the day is known.
        end: first minute after it.
    """

    weekday: int
    start: time | None = None
    end: time | None = None

    @property
    def minutes(self) -> int:
        """Length in minutes, 0 when a time is missing or the end lies before the start."""
        if self.start is None or self.end is None:
            return 0
        return max(0, (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A moment as people agree on it: local date, local time and the name of the time zone."""

    day: date
    at: time
    zone: str = "Europe/Amsterdam"

    @property
    def moment(self) -> datetime:
        """The moment with its zone, for ordering and for calendars."""
        return datetime.combine(self.day, self.at, ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept in the vault, named by its content.

    Attributes:
        digest: SHA-256 of the plain content, 64 hex digits.
        name: file name as the user gave it, without folders.
        media_type: for instance ``image/jpeg``.
        size: length in bytes.
    """

    digest: str
    name: str
    media_type: str
    size: int
