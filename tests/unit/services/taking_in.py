"""Tables of people, taken in; and all that stands in a vault."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from beschutdesk.exchange.sheet import Line, Sheet
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.intake import Plan
from beschutdesk.storage.mapping import FULL_TEXT_TABLES, metadata

PATHS = ("name_used", "family_name", "bsn")
HEADER = ("Voornaam", "Achternaam", "Geboortedatum", "Telefoon", "Naam jobcoach")


ALL = (*metadata.tables, *FULL_TEXT_TABLES)


def all_of(table: str) -> str:
    numbered = "rowid, " if table in FULL_TEXT_TABLES and not table.endswith("_words") else ""
    return f'SELECT {numbered}* FROM "{table}"'


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table and of the full-text search, but for the log of the backup that is made first."""
    with desk._store.reading() as connection:
        found = {t: [tuple(row) for row in connection.exec_driver_sql(all_of(t))] for t in ALL}
    return found | {"audit": [row for row in found["audit"] if "backup" not in row]}


def people(*names: str, born: str = "01-02-1990") -> Sheet:
    lines = [Line(n, (name, "Jansen", born, "06 12345678", "Els")) for n, name in enumerate(names, 2)]
    return Sheet(HEADER, tuple(lines))


def plan_of(desk: Desk, table: Sheet) -> Plan:
    from beschutdesk.exchange.columns import guess

    return desk.intake.preview(table, "candidate", guess("candidate", table.header).mapping)


def brought(desk: Desk, *names: str) -> Saved:
    return desk.intake.run(plan_of(desk, people(*names)))


def titles(desk: Desk, *, trash: bool = False) -> list[str]:
    lines = desk.lists.candidate_lines(desk.lists.candidates(trash=trash), date(2026, 11, 22))
    return [line.title for line in lines]


def number(desk: Desk, name: str) -> Any:
    (found,) = desk.lists.by_name(f"{name} Jansen")
    return found.id


# -- files -------------------------------------------------------------------------------------------------------------


def written(path: Path, rows: list[list[Any]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        book.save(path)
    else:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(rows)
        path.write_bytes(out.getvalue().encode("cp1252"))
    return path
