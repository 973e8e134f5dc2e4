"""The chosen person in one line, for the header."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.rules.time import age, in_force
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
    parts = _parts(known or _read(context, key), line.left, today)
    phase = line.phase[:1].upper() + line.phase[1:]
    return PersonLine(line.title, line.initials, phase, " · ".join(parts))


def _read(context: DeskContext, key: UUID) -> Known | None:
    whole = context.desk.dossiers.whole(key)
    if whole is None:
        return None
    place = next((p for p in whole.placements if p.ended_on is None), None)
    employer = next((e for e in whole.employers if place is not None and e.id == place.employer), None)
    return Known(whole.candidate, place, employer)


def _parts(known: Known | None, left: str | None, today: date) -> list[str]:
    if known is None:
        return []
    born, place, employer = known.candidate.born, known.placement, known.employer
    parts = [f"{age(born, today)} jaar"] if born else []
    if place is None or place.ended_on is not None:
        return [*parts, _no_place(left)]
    if employer is not None:
        parts.append(employer.name or "werkgever zonder naam")
        terms = in_force(place.terms, today)
        wanted = None if terms is None else terms.supervisor
        names = [supervisor.name for supervisor in employer.supervisors if supervisor.id == wanted]
        parts += [f"begeleider {name}" for name in names if name]
    return parts


def _no_place(left: str | None) -> str:
    if left is None:
        return "nog geen plek"
    return f"plaatsing geëindigd, laatst bij {left}" if left else "plaatsing geëindigd"
