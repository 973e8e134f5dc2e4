"""What visits say of placements, read by columns: open agreements, and what was found of the supervision."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.dossier.lasting import Agreed
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import VisitAgreement
from beschutdesk.rules.signals.visited import Judged, Promise, judged_at
from beschutdesk.storage.mapping import TABLES

_BATCH: Final = 500
_PLACEMENT, _VISIT, _SUBJECT = TABLES["placement"], TABLES["visit"], TABLES["visit_subject"]
_CANDIDATE, _AGREED = TABLES["candidate"], TABLES["visit_agreement"]
OPEN: Final = sa.text("visit_agreement.done_on IS NULL AND visit_agreement.result IS NULL")
"""Of agreements of visits those that are open, in the words of the index over them."""
_SPECS: Final = tuple(
    spec for spec in REGISTRY["visit_agreement"].specs.values() if spec.name not in ("readers", "subject")
)
_FIELDS: Final = tuple(_AGREED.c[spec.key] for spec in _SPECS)
_NOTHING: Final = Judged(date.min, good=False)
"""Stands for a part of a visit in which nobody said anything."""
_JUDGEMENTS: Final = ("supervision_judgement", "enough_worker", "form_worker", "enough_supervisor", "form_supervisor")


def promises(connection: sa.Connection, placements: Sequence[int]) -> dict[int, list[Promise]]:
    """The open agreements of visits, by the row number of the placement that they are about."""
    out: dict[int, list[Promise]] = defaultdict(list)
    query = (
        sa.select(_PLACEMENT.c.rid, _VISIT.c.id.label("visit"), _AGREED.c.id, *_FIELDS)
        .select_from(
            _PLACEMENT.join(
                _SUBJECT,
                (_SUBJECT.c.placement == _PLACEMENT.c.id) & (_SUBJECT.c.candidate == _PLACEMENT.c.candidate),
            )
            .join(_AGREED, _AGREED.c.subject == _SUBJECT.c.id)
            .join(_VISIT, _VISIT.c.rid == _AGREED.c.parent_rid)
        )
        .where(OPEN, _VISIT.c.deleted_at.is_(None))
        .order_by(_VISIT.c.rid, _AGREED.c.position)
    )
    for start in range(0, len(placements), _BATCH):
        for row in connection.execute(query.where(_PLACEMENT.c.rid.in_(placements[start : start + _BATCH]))):
            out[row.rid].append(Promise(row.visit, agreed(row)))
    return out


def loose(connection: sa.Connection) -> dict[int, list[tuple[UUID | None, Agreed]]]:
    """Open agreements about no placement, with the subject that they are about, by the row number of the visit.

    Nothing of a visit in the trash, and nothing about somebody who is there or whose dossier is closed.
    """
    out: dict[int, list[tuple[UUID | None, Agreed]]] = defaultdict(list)
    state = sa.type_coerce(_CANDIDATE.c.state, sa.Text)
    query = (
        sa.select(_AGREED.c.parent_rid, _AGREED.c.id, _AGREED.c.subject, *_FIELDS)
        .select_from(
            _AGREED.join(_VISIT, _VISIT.c.rid == _AGREED.c.parent_rid)
            .outerjoin(_SUBJECT, _SUBJECT.c.id == _AGREED.c.subject)
            .outerjoin(_CANDIDATE, _CANDIDATE.c.id == _SUBJECT.c.candidate)
        )
        .where(
            OPEN,
            _VISIT.c.deleted_at.is_(None),
            _SUBJECT.c.placement.is_(None),
            _CANDIDATE.c.deleted_at.is_(None),
            state.is_(None) | (state != "closed"),
        )
        .order_by(_AGREED.c.parent_rid, _AGREED.c.position)
    )
    for row in connection.execute(query):
        out[row.parent_rid].append((row.subject, agreed(row)))
    return out


def agreed(row: Any) -> Agreed:
    """An agreement out of its columns; not a record that is kept."""
    values: dict[str, Any] = {}
    for spec in _SPECS:
        value = getattr(row, spec.key)
        values[spec.name] = spec.empty if value is None else value
    return VisitAgreement(id=row.id, **values)


def found(connection: sa.Connection, placements: Sequence[int]) -> dict[int, list[Judged]]:
    """What was found of the supervision at visits, by the row number of the placement.

    Of two parts about one person the first counts.
    """
    columns = [_SUBJECT.c[name] for name in _JUDGEMENTS]
    out: dict[int, dict[UUID, Judged]] = defaultdict(dict)
    state = sa.type_coerce(_VISIT.c.state, sa.Text)
    query = (
        sa.select(_PLACEMENT.c.rid, _VISIT.c.id.label("visit"), _VISIT.c.at, *columns)
        .select_from(
            _PLACEMENT.join(_SUBJECT, _SUBJECT.c.candidate == _PLACEMENT.c.candidate).join(
                _VISIT, _VISIT.c.rid == _SUBJECT.c.parent_rid
            )
        )
        .where(
            _SUBJECT.c.placement.is_(None) | (_SUBJECT.c.placement == _PLACEMENT.c.id),
            _VISIT.c.deleted_at.is_(None),
            state.is_(None) | state.not_in(("planned", "no_contact")),
        )
        .order_by(_VISIT.c.rid, _SUBJECT.c.position)
    )
    for start in range(0, len(placements), _BATCH):
        for row in connection.execute(query.where(_PLACEMENT.c.rid.in_(placements[start : start + _BATCH]))):
            good = judged_at(row)
            if isinstance(row.at, Appointment) and row.visit not in out[row.rid]:
                out[row.rid][row.visit] = Judged(row.at.day, bool(good), row.visit) if good is not None else _NOTHING
    return {rid: [one for one in of.values() if one is not _NOTHING] for rid, of in out.items()}
