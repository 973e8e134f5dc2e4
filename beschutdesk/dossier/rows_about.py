"""Rows that say by a reference which row of the same record they are about. They go where that row goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beschutdesk.dossier import task_inventory, task_list, visit


@dataclass(frozen=True, slots=True)
class About:
    """How a record says it.

    Attributes:
        owners: the list of the rows that others are about.
        by: the reference in the others, by attribute and by key.
        lists: the lists of the others. A row in them that is about nothing in particular stays by itself.
    """

    owners: str
    by: str
    lists: tuple[str, ...]


ABOUT: Mapping[str, About] = MappingProxyType(
    {
        "visit": About("subjects", "subject", visit.ABOUT_SUBJECTS),
        "task_list": About("tasks", "task", task_list.ABOUT_TASKS),
        "task_inventory": About("tasks", "task", task_inventory.ABOUT_TASKS),
    }
)
"""Records that have such rows."""
