"""A vault with many candidates, made by columns: ten thousand through the services would take a minute."""

import random
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.services import profile
from beschutdesk.storage.fold import fold
from beschutdesk.storage.mapping import DIRECTORY, TABLES
from beschutdesk.vault import envelope
from tests.bench.paint import PASSPHRASE

_FIRST = ("Sem", "Noor", "Daan", "Lotte", "Mehmet", "Fatoumata", "Ilse", "Ramon", "Łucja", "Thijs", "Aïcha", "Jörg")
_LAST = ("Hoekstra", "Willems", "Vos", "Diallo", "Groot", "Jansen", "Yıldırım", "Amrani", "Postma", "Nowak", "Ekşi")
_PROSE = "Eén opdracht tegelijk, liefst voorgedaan of met een foto erbij. Daarna alleen werken. " * 4


def fill(folder: Path, candidates: int) -> None:
    """A new profile in this folder. Its passphrase is cheap to try: unlocking is not what is measured."""
    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    desk, _ = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    dice = random.Random(1)
    now = datetime.now(UTC)
    stamps = {"version": 1, "created_at": now, "created_by": "R. Jansen", "updated_at": now, "updated_by": "R. Jansen"}
    people, lines, words, places, phases = [], [], [], [], []
    employers = [
        {"id": new_id(), "origin": "bench", "name": f"Bedrijf {n}", "place": "Zaandam", **stamps} for n in range(200)
    ]
    for number in range(1, candidates + 1):
        key, title = new_id(), f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {number}"
        first, _, family = title.partition(" ")
        person = {"id": key, "origin": "bench", "name_used": first, "family_name": family, "works_best": _PROSE}
        people.append(person | {"state": CandidateState.ACTIVE, "municipality": "Zaanstad"} | stamps)
        lines.append(
            {
                "rid": number,
                "root_id": key,
                "record": "candidate",
                "title": title,
                "sort": fold(title),
                "state": "active",
                "in_trash": False,
            }
        )
        words.append({"rowid": number, "title": fold(title), "more": "zaanstad"})
        employer = dice.choice(employers)["id"]
        places.append(
            {"rid": number, "id": new_id(), "origin": "bench", "candidate": key, "employer": employer, **stamps}
        )
        phases.append(
            {
                "id": new_id(),
                "origin": "bench",
                "parent_rid": number,
                "position": 0,
                "kind": dice.choice(list(PhaseKind)),
                "since": date(2026, 1, 5),
                **stamps,
            }
        )
    fts = sa.table("directory_fts", sa.column("rowid"), sa.column("title"), sa.column("more"))
    with desk._store.writing() as connection:
        for table, rows in (
            (TABLES["candidate"], people),
            (TABLES["employer"], employers),
            (TABLES["placement"], places),
            (TABLES["placement_phase"], phases),
            (DIRECTORY, lines),
            (fts, words),
        ):
            connection.execute(sa.insert(table), rows)
    desk.close()
