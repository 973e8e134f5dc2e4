"""Whose task list a task of an inventory is in, and which inventories there are."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.storage.raw import rows

_OWN: Final = """
    SELECT i.employer, t.id FROM task_inventory i JOIN inventory_task t ON t.parent_rid = i.rid
    WHERE i.id = ? AND i.employer IS NOT NULL
"""
_USED: Final = """
    SELECT t.taken_from, c.id, coalesce(c.name_used, '') || ' ' || coalesce(c.family_name, ''), p.id, t.state
    FROM placement p CROSS JOIN task_list l ON l.placement = p.id CROSS JOIN carved_task t ON t.parent_rid = l.rid
    JOIN candidate c ON c.id = p.candidate
    WHERE p.employer = ? AND t.taken_from IS NOT NULL AND t.taken_from <> ''
        AND p.deleted_at IS NULL AND l.deleted_at IS NULL AND c.deleted_at IS NULL
    ORDER BY t.rid
"""
_HEAPS: Final = """
    SELECT i.id, coalesce(i.department, ''), (SELECT count(*) FROM inventory_task t WHERE t.parent_rid = i.rid)
    FROM task_inventory i WHERE i.employer = ? AND (i.deleted_at IS NULL) = ?
"""


@dataclass(frozen=True, slots=True)
class Use:
    """A task that somebody took.

    Attributes:
        task: of the inventory.
        candidate, placement: whose.
        name: of the candidate.
        state: key of where it stands on the board; empty for nowhere.
    """

    task: UUID
    candidate: UUID
    name: str
    placement: UUID
    state: str


def uses(connection: sa.Connection, inventory: UUID) -> list[Use]:
    """The tasks that were taken for placements at the employer of an inventory, oldest first; nothing in the trash."""
    own = rows(connection, _OWN, (inventory.bytes,))
    if not own:
        return []
    known = {str(UUID(bytes=task)): UUID(bytes=task) for _, task in own}
    return [
        Use(known[source], UUID(bytes=who), name.strip(), UUID(bytes=place), state or "")
        for source, who, name, place, state in rows(connection, _USED, (own[0][0],))
        if source in known
    ]


def heaps(connection: sa.Connection, employer: UUID, *, trash: bool = False) -> list[tuple[UUID, str, int]]:
    """The inventories of an employer: id, department and how many tasks; those in the trash, or those that are not."""
    found = rows(connection, _HEAPS, (employer.bytes, not trash))
    return [(UUID(bytes=key), department, count) for key, department, count in found]
