"""Invented dossiers by the thousand. They have no history: nobody typed them, so there is nothing to take back."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.storage import directory, notes
from beschutdesk.storage.bulk import Columns, Save, stored
from beschutdesk.storage.mapping import TABLES


def fill(connection: sa.Connection, save: Save, roots: Sequence[Record]) -> None:
    """Keep new roots of one kind with their rows and the lines they are found by."""
    if not roots:
        return
    shape = shape_of(roots[0])
    table = Columns(TABLES[shape.name], connection.dialect)
    first = 1 + table.insert(connection, [table.values(_line(save, root)) for root in roots])
    for name, child in shape.children.items():
        table = Columns(TABLES[child], connection.dialect)
        rows = [
            table.values({**_line(save, row), "parent_rid": first + number, "position": position})
            for number, root in enumerate(roots)
            for position, row in enumerate(getattr(root, name))
        ]
        table.insert(connection, rows)
    directory.add_lines(connection, directory.lines(roots))
    notes.add(connection, roots)


def _line(save: Save, record: Record) -> dict[str, Any]:
    return stored(shape_of(record), save, record) | {"updated_at": save.at, "updated_by": save.by}
