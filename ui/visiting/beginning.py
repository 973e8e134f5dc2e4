"""Start bezoek: go on with what stands open about somebody, take up what was planned for today, or begin."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from beschutdesk.dossier import codec
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.rules.time import current_placement
from beschutdesk.services.dossiers import Edit, Saved
from beschutdesk.services.visit_lists import VisitFilter
from beschutdesk.services.visits import About
from ui.context import DeskContext

_ZONE = "Europe/Amsterdam"


def this_minute(context: DeskContext) -> Appointment:
    """Now, on the day that counts as today."""
    at = datetime.now(ZoneInfo(_ZONE)).time().replace(second=0, microsecond=0)
    return Appointment(context.today(), at, _ZONE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit to write in.

    Attributes:
        fresh: it was begun just now.
        planned: as it was planned before that, if it was.
    """

    visit: Visit
    fresh: bool = False
    planned: Visit | None = None


def visit_of(context: DeskContext, candidate: UUID) -> Begun:
    """The visit to write in about somebody.

    Raises:
        Trouble: the person is not there any more.
    """
    desk, today = context.desk, context.today()
    for one in desk.visits.unfinished():
        found = desk.dossiers.get("visit", one.id)
        if isinstance(found, Visit) and _is_about(found, candidate):
            return Begun(found)
    whole = desk.dossiers.whole(candidate)
    planned = _planned(context, candidate)
    place = current_placement(() if whole is None else whole.placements, today)
    about = About(candidate, None if place is None else place.id)
    now = this_minute(context)
    medium = (planned.medium if planned is not None else None) or Medium.VISIT
    key = None if planned is None else planned.id
    made = context.database.call(lambda: desk.visits.begin([about], medium, now, planned=key))
    return Begun(made, fresh=True, planned=planned)


def _planned(context: DeskContext, candidate: UUID) -> Visit | None:
    """What was planned with somebody for today, the first of it."""
    desk, today = context.desk, context.today()
    rids = desk.visit_lists.rids(VisitFilter(since=today, until=today, candidate=candidate), today=today)
    for line in reversed(desk.visit_lists.lines(rids, today)):
        found = desk.dossiers.get("visit", line.id)
        if isinstance(found, Visit) and found.state is VisitState.PLANNED:
            return found
    return None


def open_one(context: DeskContext, key: UUID, *, as_planned: bool = False) -> Begun | None:
    """A visit that stands open, to go on with, or one that was planned; ``None`` when it was finished or is gone.

    Args:
        context: the open desk.
        key: its id.
        as_planned: one that was planned was held at that moment, when that is past; else it is held now.

    Raises:
        Trouble: it cannot begin.
    """
    found = context.desk.dossiers.get("visit", key)
    if not isinstance(found, Visit) or found.deleted_at is not None:
        return None
    if found.state is VisitState.PLANNED:
        medium, now = found.medium or Medium.VISIT, this_minute(context)
        if as_planned and found.at is not None and found.at.day <= now.day:
            now = found.at
        begin = context.desk.visits.begin
        made = context.database.call(lambda: begin([], medium, now, planned=key))
        return Begun(made, fresh=True, planned=found)
    return Begun(found) if found.state is VisitState.CONCEPT else None


def give_up(context: DeskContext, begun: Begun) -> Saved | None:
    """Let a visit go in which nothing was written; what was planned is planned again. ``None`` when it stays.

    Raises:
        Trouble: nothing was changed.
    """
    desk, key = context.desk, begun.visit.id
    kept = desk.dossiers.get("visit", key)
    if not isinstance(kept, Visit) or not is_empty(kept):
        return None
    if begun.planned is None:
        return context.database.call(desk.dossiers.trash, "visit", key)
    before, now = codec.flatten(begun.planned), codec.flatten(kept)
    back = {path: plain for path, plain in before.items() if now.get(path) != plain}
    return context.database.call(desk.dossiers.save, [Edit("visit", key, kept.version, back)])


def _is_about(visit: Visit, candidate: UUID) -> bool:
    return any(subject.candidate == candidate for subject in visit.subjects)


def is_empty(visit: Visit) -> bool:
    """Whether nothing was written in it."""
    about = ("candidate", "placement", "readers")
    flat = codec.flatten(Visit(subjects=visit.subjects))
    told = {path: plain for path, plain in flat.items() if path.startswith("subjects/") and not path.endswith(about)}
    rows = (visit.agreements, visit.tryouts, visit.learning_moments, visit.present)
    return not any(rows) and all(plain in (None, "", []) for plain in told.values())
