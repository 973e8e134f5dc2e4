"""What stands under the name of a person above every tab, read by columns: no dossier is loaded for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.storage.raw import rows


@dataclass(frozen=True, slots=True)
class Heading:
    """A person in a few words.

    Attributes:
        born: day of birth, as far as it is known.
        placed: whether a placement has no end yet.
        employer: its name where the latest of those is, maybe empty; ``None`` when no employer is known.
        supervisor: who guides there now; empty when nobody is named.
    """

    born: date | None = None
    placed: bool = False
    employer: str | None = None
    supervisor: str = ""


_BORN: Final = "SELECT born FROM candidate WHERE id = ?"
_PLACE: Final = """
    SELECT p.rid, e.rid, e.name FROM placement p LEFT JOIN employer e ON e.id = p.employer
    WHERE p.candidate = ? AND p.deleted_at IS NULL AND p.ended_on IS NULL ORDER BY p.rid DESC LIMIT 1
"""
_GUIDE: Final = """
    SELECT s.name FROM terms t LEFT JOIN supervisor s ON s.id = t.supervisor AND s.parent_rid = ?
    WHERE t.parent_rid = ? AND (t.valid_from IS NULL OR t.valid_from <= ?)
    ORDER BY coalesce(t.valid_from, '') DESC, t.position LIMIT 1
"""
"""Of the terms that hold, as :func:`beschutdesk.rules.time.in_force` chooses them."""


def heading(connection: sa.Connection, candidate: UUID, today: date) -> Heading:
    """A person in a few words; all empty for who is not there."""
    born = rows(connection, _BORN, (candidate.bytes,))
    day = date.fromisoformat(born[0][0]) if born and born[0][0] else None
    places = rows(connection, _PLACE, (candidate.bytes,))
    if not places:
        return Heading(day)
    place, house, name = places[0]
    guides = rows(connection, _GUIDE, (house, place, today.isoformat())) if house is not None else []
    guide = (guides[0][0] or "") if guides else ""
    return Heading(day, placed=True, employer=None if house is None else name or "", supervisor=guide)
