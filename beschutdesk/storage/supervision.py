"""What was said of the supervision at visits to one placement, read by columns."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.visit import VisitState
from beschutdesk.storage.mapping import TABLES

_VISIT, _SUBJECT = TABLES["visit"], TABLES["visit_subject"]


class SeenRow(NamedTuple):
    """One visit: its id, its day, the minutes of that day, who gave them, and to whom that part is narrowed."""

    visit: UUID
    day: date
    minutes: Decimal
    supervisor: UUID | None
    readers: tuple[object, ...] | None


def supervision_seen(connection: sa.Connection, placement: UUID) -> list[SeenRow]:
    """Visits that were held (also those that are not finished yet) with minutes, oldest first; none in the trash."""
    day = sa.type_coerce(sa.func.json_extract(_VISIT.c.at, "$.day"), sa.Date)
    statement = (
        sa.select(
            _VISIT.c.id,
            day.label("day"),
            _SUBJECT.c.supervision_minutes,
            _SUBJECT.c.supervised_by,
            _SUBJECT.c.readers,
        )
        .select_from(_SUBJECT.join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid))
        .where(
            _SUBJECT.c.placement == placement,
            _SUBJECT.c.supervision_minutes.is_not(None),
            _VISIT.c.deleted_at.is_(None),
            _VISIT.c.at.is_not(None),
            _VISIT.c.state.in_((VisitState.DONE, VisitState.CONCEPT)),
        )
        .order_by(_VISIT.c.rid, _SUBJECT.c.position)
    )
    return [SeenRow(*row) for row in connection.execute(statement)]
