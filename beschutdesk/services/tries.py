"""Tasks that were tried at visits with somebody: read where they were noted, also at a visit that still runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.visit import Tryout, Visit
from beschutdesk.services.drafts import Drafts
from beschutdesk.services.store import Store
from beschutdesk.storage import moments, reading
from beschutdesk.storage.drafts import Draft

_SPECS = shape_of(Tryout).specs


@dataclass(frozen=True, slots=True)
class VisitTry:
    """A try that was noted at a visit.

    Attributes:
        visit: id of the visit.
        day: its day; ``None`` when it has none yet.
        placement: that the part of the visit is about; ``None`` when it says none.
        row: what was noted; nobody else holds it.
        open: it is still being written: it stands in the draft of that visit.
    """

    visit: UUID
    day: date | None
    placement: UUID | None
    row: Tryout
    open: bool = False


class Tries:
    """The tries of visits, by person."""

    def __init__(self, store: Store, drafts: Drafts) -> None:
        self._store, self._drafts = store, drafts

    def of(self, candidate: UUID) -> tuple[VisitTry, ...]:
        """What was tried with somebody, in the order in which it was noted; nothing of a visit in the trash."""
        drafts = [draft for draft in self._drafts.all() if draft.record == "visit" and _tells(draft)]
        with self._store.reading() as connection:
            kept = moments.beside(connection, "tryout", candidate=candidate)
            roots = {root.id: root for root in reading.by_id(connection, "visit", [draft.id for draft in drafts])}
        typed = {draft.id: _typed(roots.get(draft.id) or Visit(id=draft.id), draft) for draft in drafts}
        found = [_kept(row) for row in kept if row.visit not in typed]
        for key, visit in typed.items():
            if visit is None:
                found += [_kept(row) for row in kept if row.visit == key]
                continue
            about = {part.id: part.placement for part in visit.subjects if part.candidate == candidate}
            day = visit.at.day if visit.at is not None else None
            stood = {row.id for row in kept if row.visit == key}
            if visit.deleted_at is None:
                rows = [row for row in visit.tryouts if row.subject in about]
                found += [VisitTry(key, day, _place(about, row), row, open=row.id not in stood) for row in rows]
        return tuple(found)


def _tells(draft: Draft) -> bool:
    return any(path.split("/")[0] == "tryouts" for path in draft.changes)


def _typed(visit: Visit, draft: Draft) -> Visit | None:
    """A visit as it is being written; ``None`` when its draft cannot be read, and only what was kept counts."""
    changes = {path: value for path, value in draft.changes.items() if not path.startswith(codec.HALF)}
    try:
        codec.apply(visit, changes)
    except (WrongValue, KeyError, IndexError):
        return None
    return visit


def _place(about: Mapping[UUID, UUID | None], row: Tryout) -> UUID | None:
    return about[row.subject] if row.subject is not None else None


def _kept(row: Any) -> VisitTry:
    return VisitTry(row.visit, row.day, row.subject_placement, _row(row))


def _row(row: Any) -> Tryout:
    return Tryout(id=row.id, **{name: getattr(row, spec.key) for name, spec in _SPECS.items()})
