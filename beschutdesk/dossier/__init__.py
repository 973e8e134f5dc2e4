"""What is kept: plain records and the declaration of every field.

This package knows no Qt, no database and no paper. It uses the standard library and one leaf (``uuid_utils``, for
UUIDv7 identifiers); see ``docs/decisions/003-dossier-imports.md``.
"""

from beschutdesk.dossier import (
    candidate,
    caseworker,
    employer,
    issued_document,
    municipal_form,
    placement,
    portfolio,
    supervision_subsidy,
    task_inventory,
    task_list,
    visit,
)
from beschutdesk.dossier.fields import seal

seal()

__all__ = [
    "candidate",
    "caseworker",
    "employer",
    "issued_document",
    "municipal_form",
    "placement",
    "portfolio",
    "supervision_subsidy",
    "task_inventory",
    "task_list",
    "visit",
]
