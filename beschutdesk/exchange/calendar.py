"""A calendar file (iCalendar, RFC 5545) for Outlook, a telephone or a colleague.

Such a file lies open on the disk and goes to other people's servers. So an entry has a kind, initials and a moment; a
place name only when asked for. No name, no employer, no note, and no id of the vault: what a calendar knows an entry by
is a digest, the same at every export, so that a second import changes entries and does not double them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from beschutdesk import __version__

NAME: Final = "BeschutDesk"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar.

    Attributes:
        key: id of what it follows from; only a digest of it is written.
        kind: stable key of what kind of entry it is; one record may have several.
        start: a day, or a moment with its zone.
        minutes: how long it takes; of no use for a day.
        words: Dutch, with initials at most.
        place: name of a place; mostly empty.
    """

    key: UUID
    kind: str
    start: date | datetime
    minutes: int
    words: str
    place: str = ""

    @property
    def uid(self) -> str:
        """Stable and worldwide its own."""
        return f"{sha256(f'beschutdesk calendar {self.kind} {self.key}'.encode()).hexdigest()[:40]}@beschutdesk"


def write(entries: Iterable[Entry], now: datetime) -> bytes:
    """The file.

    Args:
        entries: in any order.
        now: moment of writing, in UTC.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//BeschutDesk//{__version__}//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    entries = sorted(entries, key=_place)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now)
        event.add("summary", entry.words)
        event.add("class", "PRIVATE")
        event.add("dtstart", entry.start)
        if isinstance(entry.start, datetime):
            event.add("dtend", entry.start + timedelta(minutes=entry.minutes))
        else:
            event.add("dtend", entry.start + timedelta(days=1) if entry.start < date.max else entry.start)
            event.add("transp", "TRANSPARENT")
        if entry.place:
            event.add("location", entry.place)
        calendar.add_component(event)
    years = [entry.start.year for entry in entries]
    if years:
        last = min(max(years) + 2, date.max.year)
        calendar.add_missing_timezones(first_date=date(min(years), 1, 1), last_date=date(last, 1, 1))
    data: bytes = calendar.to_ical()
    return data


def _place(entry: Entry) -> tuple[str, str]:
    return entry.start.isoformat(), entry.uid
