"""The chosen person in one line, for the header."""

from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.rules.time import age, in_force
from ui.context import DeskContext
from ui.shell.header import PersonLine

if TYPE_CHECKING:
    from beschutdesk.services.dossiers import Whole


def person_line(context: DeskContext, key: UUID | None) -> PersonLine | None:
    """Name, phase, age, employer and supervisor; ``None`` for nobody, or for someone who was never saved."""
    if key is None:
        return None
    desk, today = context.desk, context.today()
    rid = desk.lists.rid(key)
    lines = [] if rid is None else desk.lists.candidate_lines([rid], today)
    if not lines:
        return PersonLine("Nieuwe kandidaat", "", "", "Nog niet opgeslagen")
    line = lines[0]
    whole = desk.dossiers.whole(key)
    parts = [] if whole is None else _parts(context, whole)
    phase = line.phase[:1].upper() + line.phase[1:]
    return PersonLine(line.title, line.initials, phase, " · ".join(parts or [line.employer or "nog geen plek"]))


def _parts(context: DeskContext, whole: "Whole") -> list[str]:
    today = context.today()
    parts = [f"{age(whole.candidate.born, today)} jaar"] if whole.candidate.born else []
    place = next((p for p in whole.placements if p.ended_on is None), None)
    if place is None:
        return [*parts, "nog geen plek"]
    employer = next((e for e in whole.employers if e.id == place.employer), None)
    if employer is not None:
        parts.append(employer.name)
        terms = in_force(place.terms, today)
        wanted = None if terms is None else terms.supervisor
        names = [supervisor.name for supervisor in employer.supervisors if supervisor.id == wanted]
        parts += [f"begeleider {name}" for name in names if name]
    return parts
