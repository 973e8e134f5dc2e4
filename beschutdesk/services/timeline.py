"""The timeline of a person or of an employer: everything that has a date, the newest first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from beschutdesk.documents import wording
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.services import placement_events, visit_themes
from beschutdesk.services.eyes import Eyes
from beschutdesk.services.store import Store
from beschutdesk.storage import moments

__all__ = ["Event", "EventKind", "Timeline", "as_text", "asked_for", "clock", "ordered", "sentence"]

_HOME = ZoneInfo("Europe/Amsterdam")


class EventKind(Enum):
    """Kinds of event, with the Dutch word of their filter."""

    CONTACT = "contact"
    PHASE = "fase"
    TERMS = "uren en begeleiding"
    CONTRACT = "contract"
    ABSENCE = "afwezigheid"
    WAGE_VALUE = "loonwaarde"
    INSTRUMENT = "voorziening of subsidie"
    EVALUATION = "evaluatie"
    AGREEMENT = "afspraak"
    ADJUSTMENT = "aanpassing"
    TEAM = "werkgever en team"
    DEVELOPMENT = "ontwikkeling"
    TASK = "taak"
    DOCUMENT = "document"
    ADVICE = "advies"
    INVOLVED = "betrokkene"
    BACKGROUND = "school en werk"
    SUPERVISOR = "begeleider"
    MADE = "dossier"


_RANK = {kind: rank for rank, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or will.

    Attributes:
        at: the day, or day and local time where that is known.
        kind: for the filter.
        title: a short Dutch line.
        detail: what more is known, in the words of the dossier; may be several lines.
        record: name of the root where it stands.
        id: of that root.
        by: who wrote it down.
    """

    at: date | datetime
    kind: EventKind
    title: str
    detail: str
    record: str
    id: UUID
    by: str

    @property
    def day(self) -> date:
        """The day."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


class Timeline:
    """Timelines of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(
        self,
        record: str,
        key: UUID,
        *,
        kinds: Collection[EventKind] = (),
        since: date | None = None,
        until: date | None = None,
        reader: Audience | None = None,
    ) -> list[Event]:
        """Everything dated about one root, the newest first; nothing from the trash.

        Args:
            record: ``candidate`` or ``employer``.
            key: its id.
            kinds: only these; all when empty.
            since, until: first and last day.
            reader: only what this audience may read; ``None`` is the responsible bemiddelaar, who reads everything.

        Raises:
            KeyError: there is no timeline of such a record.
        """
        read = {"candidate": _of_candidate, "employer": _of_employer}[record]
        wanted = frozenset(kinds) or frozenset(EventKind)
        with self._store.reading() as connection:
            root = moments.root(connection, record, key)
            found = list(read(connection, root, wanted, Eyes(reader))) if root is not None else []
        first, last = since or date.min, until or date.max
        return ordered(event for event in found if event.kind in wanted and first <= event.day <= last)


def ordered(events: Iterable[Event]) -> list[Event]:
    """The newest first. On one day what has a time comes before what has none; then by kind and title.

    The order depends on the events alone, not on how they came in.
    """
    return sorted(events, key=_place)


def _place(event: Event) -> tuple[int, int, int, str, str, int]:
    at = event.at
    minute = at.hour * 60 + at.minute if isinstance(at, datetime) else -1
    return -at.toordinal(), -minute, _RANK[event.kind], event.title, event.detail, event.id.int


def asked_for(events: Iterable[Event], words: str) -> list[Event]:
    """The events that have all these words somewhere, whatever their capitals; all when there are none."""
    asked = words.casefold().split()
    return [event for event in events if all(word in sentence(event).casefold() for word in asked)]


def sentence(event: Event) -> str:
    """An event on one line, as a screen reader says it."""
    parts = (wording.short_date(event.day), clock(event), event.kind.value, event.title, event.detail)
    return ". ".join(" ".join(part.split()) for part in parts if part)


def clock(event: Event) -> str:
    """``9.30 uur``; empty when no time is known."""
    at = event.at
    return f"{wording.clock(at.time())} uur" if isinstance(at, datetime) and (at.hour or at.minute) else ""


def as_text(title: str, events: Sequence[Event]) -> str:
    """A timeline as plain text, to paste: a line per event with its day, what more is known below it."""
    lines = [title, ""]
    for event in events:
        at = " ".join(part for part in (wording.short_date(event.day), clock(event)) if part)
        lines.append(f"{at}  {event.kind.value}: {event.title}")
        lines += [f"    {line}" for line in event.detail.splitlines() if line.strip()]
    return "\n".join(lines).rstrip() + "\n"


# -- a person ----------------------------------------------------------------------------------------------------------


def _of_candidate(connection: sa.Connection, root: Any, wanted: Collection[EventKind], eyes: Eyes) -> Iterator[Event]:
    yield from _made(root, "candidate", eyes)
    if EventKind.CONTACT in wanted and eyes.may("visit", "medium"):
        for row in moments.contacts_with(connection, root.id):
            if eyes.open(row[8]) and _is_dated(row[1], eyes):
                yield _contact(row, row[7] or "" if eyes.may("employer", "name") else "", "visit_subject", eyes)
    readers: dict[EventKind, tuple[str, Callable[[Any], Iterator[tuple[date | None, str, str]]]]] = {
        EventKind.ADVICE: ("advice", _advice),
        EventKind.INVOLVED: ("involvement", _involved),
        EventKind.BACKGROUND: ("background", _background),
    }
    for kind, (name, tell) in readers.items():
        for row in eyes.rows(name, moments.rows_of(connection, name, [root.rid])) if kind in wanted else ():
            yield from _told(tell(row), kind, "candidate", root.id, row.created_by)
    places = [eyes.see(row, _PLACE) for row in moments.placements(connection, candidate=root.id)]
    yield from _places(connection, {p.rid: (p, p.employer_name or "") for p in places}, wanted, eyes)
    if EventKind.TASK in wanted:
        names = {p.id: p.employer_name or "" for p in places}
        for row in eyes.rows("carved_task", moments.tasks(connection, list(names))):
            said = (row.started_on, f"Begonnen: {row.name}", names[row.placement])
            yield from _told([said], EventKind.TASK, "task_list", row.list_id, "")
    yield from _at_visits(connection, wanted, eyes, candidate=root.id)
    if EventKind.DOCUMENT in wanted and eyes.may("issued_document", "issued_on"):
        rows = moments.issued(connection, "candidate", [root.id])
        yield from (_document(row) for row in eyes.rows("issued_document", rows) if _is_dated(row.issued_on, eyes))


def _advice(row: Any) -> Iterator[tuple[date | None, str, str]]:
    yield row.requested_on, "Advies aangevraagd", row.requested_by or ""
    outcome = row.outcome.label if row.outcome is not None else "besluit"
    yield row.decided_on, f"UWV: {outcome}", "\n".join(one.label for one in row.criteria or ())
    yield row.ended_on, "Advies telt niet meer", row.end_reason.label if row.end_reason is not None else ""


def _involved(row: Any) -> Iterator[tuple[date | None, str, str]]:
    role = row.role.label if row.role is not None else ""
    who, where = row.name or role or "iemand", wording.sentence(role if row.name else "", row.organisation or "")
    yield row.since, f"{who} is betrokken", where
    yield row.until, f"{who} is niet meer betrokken", where
    yield row.agreed_on, f"Toestemming om {who} iets te vragen", row.agreed_with or ""


def _background(row: Any) -> Iterator[tuple[date | None, str, str]]:
    what = wording.sentence(row.what or (row.kind.label if row.kind is not None else ""), row.where or "")
    yield row.since, f"Begin: {what}", ""
    yield row.until, f"Einde: {what}", row.learnt or ""


# -- an employer -------------------------------------------------------------------------------------------------------


def _of_employer(connection: sa.Connection, root: Any, wanted: Collection[EventKind], eyes: Eyes) -> Iterator[Event]:
    yield from _made(root, "employer", eyes)
    if EventKind.CONTACT in wanted and eyes.may("visit", "medium"):
        seen: dict[int, list[str]] = {}
        for row in eyes.rows("candidate", moments.subjects_at(connection, root.id)):
            seen.setdefault(row.parent_rid, []).append(_title(row))
        for row in moments.contacts_at(connection, root.id):
            if _is_dated(row[1], eyes):
                yield _contact(row, wording.joined(seen[row[7]]) if row[7] in seen else "", "visit", eyes)
    if EventKind.SUPERVISOR in wanted:
        for row in eyes.rows("supervisor", moments.rows_of(connection, "supervisor", [root.rid])):
            yield from _told(_supervisor(row), EventKind.SUPERVISOR, "employer", root.id, row.created_by)
    places = [eyes.see(row, _PLACE) for row in moments.placements(connection, employer=root.id)]
    yield from _places(connection, {p.rid: (p, _title(p)) for p in places}, set(wanted) - _THEIRS, eyes)
    yield from _at_visits(connection, wanted, eyes, employer=root.id)
    if EventKind.DOCUMENT in wanted and eyes.may("issued_document", "issued_on"):
        rows = moments.issued(connection, "placement", [p.id for p in places])
        yield from (_document(row) for row in eyes.rows("issued_document", rows) if _is_dated(row.issued_on, eyes))


def _supervisor(row: Any) -> Iterator[tuple[date | None, str, str]]:
    yield row.trained_on, f"{row.name or 'Begeleider'} volgde een training", row.training or ""
    yield row.leaves_on, f"{row.name or 'Begeleider'} gaat weg", row.role or ""
    yield row.away_since, f"{row.name or 'Begeleider'} is een tijd afwezig", ""
    yield row.away_until, f"Laatste dag afwezig: {row.name or 'begeleider'}", ""


# -- both --------------------------------------------------------------------------------------------------------------


_AT_VISITS = {
    "visit_agreement": (EventKind.AGREEMENT, "what"),
    "tryout": (EventKind.TASK, "name"),
    "learning_moment": (EventKind.TEAM, "question"),
}
"""Of which kind the rows of a visit are, and the field without which they say nothing."""


def _at_visits(connection: sa.Connection, wanted: Collection[EventKind], eyes: Eyes, **about: UUID) -> Iterator[Event]:
    """What was agreed, tried and learnt at visits; nothing of a part that is closed to this reader."""
    for name, (kind, field) in _AT_VISITS.items():
        if kind not in wanted or not eyes.may("visit", "medium") or not eyes.may(name, field):
            continue
        if kind is EventKind.TASK and "employer" in about:  # what somebody tried stands with that person
            continue
        tell = placement_events.ROWS[name]
        for row in moments.beside(connection, name, **about):
            if not eyes.open(row.subject_readers) or not eyes.open(row.readers):
                continue
            who = _title(row) if "employer" in about and eyes.may("candidate", "name_used") else ""
            (seen,) = eyes.rows(name, [row])
            said = ((day, title, "\n".join(part for part in (who, more) if part)) for day, title, more in tell(seen))
            yield from _told(said, kind, "visit", row.visit, row.created_by if eyes.stamps else "")


_ROWS = {
    "placement_phase": EventKind.PHASE,
    "terms": EventKind.TERMS,
    "contract": EventKind.CONTRACT,
    "absence": EventKind.ABSENCE,
    "wage_value": EventKind.WAGE_VALUE,
    "instrument": EventKind.INSTRUMENT,
    "introduction_evaluation": EventKind.EVALUATION,
    "adjustment": EventKind.ADJUSTMENT,
    "agreement": EventKind.AGREEMENT,
    "expectation": EventKind.TEAM,
    "team_briefing": EventKind.TEAM,
    "development": EventKind.DEVELOPMENT,
    "success_check": EventKind.DEVELOPMENT,
}
"""Of which kind the rows of a placement are."""
_THEIRS = frozenset({EventKind.ABSENCE, EventKind.WAGE_VALUE, EventKind.DEVELOPMENT})
"""About a person alone: it stands in the timeline of that person, and not in that of an employer."""
_SUBSIDY = "supervision_subsidy"
_PLACE = {
    **{
        name: ("placement", name)
        for name in (
            "ended_on",
            "end_reason",
            "next_step",
            "next_remark",
            "next_contact_on",
            "safety_net_on",
            "safety_net_with",
            "job_title",
        )
    },
    "name_used": ("candidate", "name_used"),
    "family_name": ("candidate", "family_name"),
    "employer_name": ("employer", "name"),
}
"""Where the columns of a placement with its names are declared."""


def _told(
    said: Iterable[tuple[date | None, str, str]], kind: EventKind, record: str, key: UUID, by: str
) -> Iterator[Event]:
    for day, title, detail in said:
        if day is not None:
            yield Event(day, kind, title, detail, record, key, by)


def _places(
    connection: sa.Connection, places: dict[int, tuple[Any, str]], wanted: Collection[EventKind], eyes: Eyes
) -> Iterator[Event]:
    """Placements and everything in them; the words beside each say where, or who."""
    for name, kind in _ROWS.items():
        tell, found = placement_events.ROWS[name], list[Event]()
        for row in eyes.rows(name, moments.rows_of(connection, name, places)) if kind in wanted else ():
            place, beside = places[row.parent_rid]
            found += _beside(tell(row), kind, place.id, beside, row.created_by)
        yield from dict.fromkeys(found)  # new terms repeat the days of the ones before
    if EventKind.INSTRUMENT in wanted:
        by_id = {place.id: beside for place, beside in places.values()}
        for row in eyes.rows("subsidy_step", moments.subsidy_steps(connection, list(by_id))):
            told = placement_events.ROWS["subsidy_step"](row)
            yield from _beside(told, EventKind.INSTRUMENT, row.subsidy, by_id[row.placement], row.created_by, _SUBSIDY)
    for place, beside in places.values():
        yield from _beside(placement_events.end(place), EventKind.PHASE, place.id, beside, "")
        yield from _beside(placement_events.agreed(place), EventKind.AGREEMENT, place.id, beside, "")


def _beside(
    said: placement_events.Told, kind: EventKind, key: UUID, beside: str, by: str, record: str = "placement"
) -> Iterator[Event]:
    told = ((day, title, "\n".join(part for part in (beside, detail) if part)) for day, title, detail in said)
    return _told(told, kind, record, key, by)


_MEDIA = {medium.key: medium.label.capitalize() for medium in Medium}
_STATES = {state.key: f" ({state.label})" for state in VisitState if state is not VisitState.DONE}


def _is_dated(at: object, eyes: Eyes) -> bool:
    """Whether there is a day for these eyes: without one of its own it stands where it was written down, a stamp."""
    return bool(at) or eyes.stamps


def _contact(row: Any, beside: str, record: str, eyes: Eyes) -> Event:
    """One visit or note; *record* is whose notes it has."""
    key, at, medium, state, made, by, notes = row[:7]  # by place: there may be thousands
    medium = medium if eyes.may("visit", "medium") else ""
    state = state if eyes.may("visit", "state") else ""
    title = _MEDIA.get(medium, "Contact") + _STATES.get(state, "")
    if beside:
        title = f"{title}, {beside}"
    moment = datetime.fromisoformat(at) if at else _local(made and datetime.fromisoformat(made))
    words = notes or "" if eyes.may(record, "notes") else ""
    if any(row[9:]):  # by theme
        words = "\n".join(part for part in (words, *visit_themes.told(row[9:], eyes)) if part)
    return Event(moment, EventKind.CONTACT, title, words, "visit", key, by if eyes.stamps else "")


def _document(row: Any) -> Event:
    title = row.kind.label if row.kind is not None else "Document"
    reader = next((one.label for one in Audience if one.key == row.audience), row.audience or "")
    if row.number is not None:
        title += f", versie {wording.number(row.number)}"
    for_whom = f"voor {reader}" if reader else ""
    detail = wording.sentence(for_whom, f"aan {row.to_whom}" if row.to_whom else "", row.way or "")
    return Event(
        row.issued_on or _local(row.created_at),
        EventKind.DOCUMENT,
        title,
        detail,
        "issued_document",
        row.id,
        row.created_by,
    )


def _made(root: Any, record: str, eyes: Eyes) -> Iterator[Event]:
    if root.created_at is not None and eyes.stamps:
        yield Event(_local(root.created_at), EventKind.MADE, "Dossier gemaakt", "", record, root.id, root.created_by)


def _local(made: datetime | None) -> datetime:
    """When something was written down, as the clock on the wall said it."""
    return datetime.combine(date.min, time()) if made is None else made.astimezone(_HOME).replace(tzinfo=None)


def _title(row: Any) -> str:
    return " ".join(part for part in (row.name_used, row.family_name) if part)
