"""What stands around one application, read without loading what is not asked: visits by columns, other applications."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.visit import VisitState
from beschutdesk.rules.subsidy_texts import Seen
from beschutdesk.storage import reading
from beschutdesk.storage.mapping import TABLES

_SUBJECT, _VISIT = TABLES["visit_subject"], TABLES["visit"]
_LOOKED_AT = 12


def applications(connection: sa.Connection, placement: UUID) -> list[SupervisionSubsidy]:
    """The applications of a placement that are not in the trash, the oldest first."""
    found: Sequence[SupervisionSubsidy] = reading.pointing(connection, "supervision_subsidy", "placement", [placement])
    return sorted(found, key=lambda one: (one.since or date.max, one.id))


def seen(connection: sa.Connection, candidate: UUID, placement: UUID) -> Seen:
    """What the latest visits about this placement say to whoever decides; not what was closed to them."""
    query = (
        sa.select(_SUBJECT.c.supervision_minutes, _SUBJECT.c.why_hours, _SUBJECT.c.readers)
        .join(_VISIT, _VISIT.c.rid == _SUBJECT.c.parent_rid)
        .where(
            _SUBJECT.c.candidate == candidate,
            _SUBJECT.c.placement == placement,
            _VISIT.c.deleted_at.is_(None),
            _VISIT.c.state == VisitState.DONE,
            _SUBJECT.c.supervision_minutes.is_not(None) | (_SUBJECT.c.why_hours != ""),
        )
        .order_by(_VISIT.c.at.desc())
    )
    found = (row for row in connection.execute(query) if row.readers is None or Audience.MUNICIPALITY in row.readers)
    rows = list(islice(found, _LOOKED_AT))
    minutes = tuple(Decimal(row.supervision_minutes) for row in rows if row.supervision_minutes is not None)
    return Seen(minutes, tuple(row.why_hours.strip() for row in rows if (row.why_hours or "").strip()))
