"""Visits and deadlines for a calendar of another program, with initials only."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.visit import Medium
from beschutdesk.exchange.calendar import Entry
from beschutdesk.rules.deadlines import Dated, Due, deadlines
from beschutdesk.rules.subsidy_states import Term
from beschutdesk.rules.time import months_after
from beschutdesk.services.figures import own_figures
from beschutdesk.services.store import Store
from beschutdesk.services.subsidy_lists import terms_of
from beschutdesk.storage import agenda, subsidy_listing
from beschutdesk.storage.audit import Act, Note
from beschutdesk.storage.lines import initials

__all__ = ["MONTHS", "Calendar", "Entry"]

MONTHS: Final = 12
"""How far a calendar looks ahead."""
_MINUTES: Final = {
    Medium.VISIT: 60,
    Medium.THREE_WAY: 60,
    Medium.EVALUATION: 60,
    Medium.TALK: 60,
    Medium.VIDEO: 30,
    Medium.PHONE: 15,
    Medium.APP: 15,
    Medium.MAIL: 15,
}
"""How long an entry is drawn; an appointment has no end of its own."""
_ROWS: Final = {
    "phases": ("placement_phase", "kind", "since", "until"),
    "contracts": ("contract", "kind", "since", "until", "party", "notice_on", "decision", "decided_on"),
    "wage_values": ("wage_value", "kind", "percentage", "measured_on", "next_on"),
    "agreements": ("agreement", "party", "due_on", "done_on", "result"),
    "instruments": ("instrument", "kind", "state", "until"),
}


class Calendar:
    """The calendar of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, today: date, *, places: bool = False) -> list[Entry]:
        """What is planned and what is due from today on, a year ahead.

        Args:
            today: what is past is left out, and so is what lies further off than :data:`MONTHS`.
            places: with the place of the employer at a visit. It is a word from the dossier, so it is left out unless
                somebody asks.
        """
        with self._store.reading() as connection:
            coming = agenda.planned(connection, today)
            about = agenda.subjects(connection, today)
            running = agenda.placements(connection)
            rows = {name: agenda.rows(connection, record, names) for name, (record, *names) in _ROWS.items()}
            for rid, agreed in agenda.promises(connection, _ROWS["agreements"][1:]).items():
                rows["agreements"].setdefault(rid, []).extend(agreed)
            reviews = agenda.portfolios(connection, today)
            known = own_figures(connection)
            terms = list(_subsidies(connection, today))
        who: dict[int, list[str]] = {}
        for row in about:
            who.setdefault(row.parent_rid, []).append(_initials(row))
        found = []
        for row in coming:
            if row.at is not None:
                medium = row.medium or Medium.VISIT
                words = _with(medium.label.capitalize(), ", ".join(who.get(row.rid, ())))
                place = " ".join((row.place or "").split()) if places else ""
                found.append(Entry(row.id, "visit", row.at.moment, _MINUTES[medium], words, place))
        for row in running:
            kept = {name: of.get(row.rid, ()) for name, of in rows.items()}
            dated = Dated(row.id, row.ended_on, row.end_reason, row.next_contact_on, **kept)
            found += [
                Entry(one.key, one.due.value, one.day, 0, _with(one.words, _initials(row)))
                for one in deadlines(dated, today, known.of(row.municipality or ""))
            ]
        found += [Entry(key, Due.SUBSIDY.value, day, 0, _with(words, _initials(row))) for row, key, day, words in terms]
        for row in reviews:
            words = _with("Portfolio nakijken", _initials(row))
            found.append(Entry(row.id, Due.PORTFOLIO.value, row.review_on, 0, words))
        last = months_after(today, MONTHS)
        return [one for one in found if (one.start.date() if isinstance(one.start, datetime) else one.start) <= last]

    def export(self, today: date, *, places: bool = False, now: datetime | None = None) -> bytes:
        """The calendar as a file (.ics), see :mod:`beschutdesk.exchange.calendar`."""
        from beschutdesk.exchange.calendar import write

        return write(self.entries(today, places=places), now or datetime.now(UTC))

    def handed_out(self, *, places: bool) -> None:
        """Note in the log that a calendar left the program. Call it after it was written."""
        self._store.note(Note(Act.EXPORT, detail={"document": "calendar", "places": places}))


_TERMS: Final = {
    Term.APPLY: "indienen, laatste dag",
    Term.SIGN: "indienen, laatste dag",
    Term.DECISION: "besluit verwacht",
    Term.ANSWER: "vragen beantwoorden, laatste dag",
    Term.OBJECTION: "bezwaar, laatste dag",
    Term.RENEW: "opnieuw aanvragen",
    Term.ACCOUNT: "verantwoorden, laatste dag",
    Term.SETTLE: "afrekening verwacht",
}
"""What a calendar says of a term: nothing of anybody."""


def _subsidies(connection: sa.Connection, today: date) -> Iterator[tuple[Any, UUID, date, str]]:
    """The terms of applications from today on: whose, the key of the entry, the day and the words."""
    people, terms = agenda.applications(connection), terms_of(connection, today)
    for rid, one in subsidy_listing.briefs(connection, list(people)).items():
        for term in terms(one):
            if term.due is not None and term.due >= today:
                yield people[rid], term.step or one.id, term.due, f"Begeleidingssubsidie: {_TERMS[term.term]}"


def _initials(row: object) -> str:
    """``J.B.``; nothing when there is no name."""
    names = (getattr(row, "name_used", ""), getattr(row, "family_name", ""))
    found = initials(" ".join(part for part in names if part))
    return "" if found == "?" else "".join(f"{letter}." for letter in found)


def _with(words: str, who: str) -> str:
    return f"{words}: {who}" if who else words
