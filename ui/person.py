"""The chosen person in one line, for the header."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.rules.time import age, in_force
from beschutdesk.services.lists import Heading
from ui.context import DeskContext
from ui.shell.header import PersonLine

if TYPE_CHECKING:
    from beschutdesk.dossier.candidate import Candidate
    from beschutdesk.dossier.employer import Employer
    from beschutdesk.dossier.placement import Placement


@dataclass(frozen=True, slots=True)
class Known:
    """What is read of the person already, so that the header need not read it again."""

    candidate: "Candidate"
    placement: "Placement | None"
    employer: "Employer | None"


def person_line(context: DeskContext, key: UUID | None, known: Known | None = None) -> PersonLine | None:
    """Name, phase, age, employer and supervisor; ``None`` for nobody."""
    if key is None:
        return None
    desk, today = context.desk, context.today()
    rid = desk.lists.rid(key)
    lines = [] if rid is None else desk.lists.candidate_lines([rid], today)
    if not lines:
        return PersonLine("Nieuwe kandidaat", "", "", "Nog niet opgeslagen")
    line = lines[0]
    said = desk.lists.heading(key, today) if known is None else _heading(known, today)
    phase = line.phase[:1].upper() + line.phase[1:]
    return PersonLine(line.title, line.initials, phase, " · ".join(_parts(said, line.left, today)))


def _heading(known: Known, today: date) -> Heading:
    place, employer = known.placement, known.employer
    if place is None or place.ended_on is not None:
        return Heading(known.candidate.born)
    if employer is None:
        return Heading(known.candidate.born, placed=True)
    terms = in_force(place.terms, today)
    wanted = None if terms is None else terms.supervisor
    guide = next((one.name for one in employer.supervisors if one.id == wanted), "")
    return Heading(known.candidate.born, placed=True, employer=employer.name, supervisor=guide)


def _parts(said: Heading, left: str | None, today: date) -> list[str]:
    parts = [f"{age(said.born, today)} jaar"] if said.born else []
    if not said.placed:
        return [*parts, _no_place(left)]
    if said.employer is not None:
        parts.append(said.employer or "werkgever zonder naam")
    return [*parts, *([f"begeleider {said.supervisor}"] if said.supervisor else [])]


def _no_place(left: str | None) -> str:
    if left is None:
        return "nog geen plek"
    return f"plaatsing geëindigd, laatst bij {left}" if left else "plaatsing geëindigd"
