"""A dossier with secrets in every place where text can be, and what of them is left in the files of a vault."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import encode
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.destroying import secret_of
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft

PAGE, RESERVED, SALT = 4096, 80, 16
LOG = new_id()
DAY = date(2026, 11, 22)
SECRETS = (
    *("Zilverdraad", "Koperwiek", "Roodborstje", "Winterkoning", "Boomklever"),
    *("Grasmus", "Tuinfluiter", "Roerdomp", "Wielewaal"),
)


def plain_pages(database: Path, key: bytes) -> bytes:
    """Every page of the file, decrypted by ourselves: also what no table refers to any more."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    data, out = database.read_bytes(), b""
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        page = data[start + (SALT if start == 0 else 0) : start + PAGE]
        body, iv = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
        out += Cipher(algorithms.AES(key[:32]), modes.CBC(iv)).decryptor().update(body)
    return out


def hits(profile_dir: Path, key: bytes, words: tuple[str, ...] = SECRETS) -> set[str]:
    """Which of these can be read anywhere in the database file."""
    plain = plain_pages(profile_dir / profile.DATABASE, key).lower()
    return {word for word in words if word.lower().encode() in plain}


def secret(desk: Desk) -> bytes:
    """What the list of this vault proves itself with."""
    with desk._store.reading() as connection:
        return secret_of(connection, desk._store.key)


def picture(desk: Desk, folder: Path, colour: tuple[int, int, int]) -> Attachment:
    Image.new("RGB", (40, 40), colour).save(folder / "foto.png")
    return desk.transfer.photo(folder / "foto.png")


@pytest.fixture
def person(desk: Desk, tmp_path: Path) -> UUID:
    """A candidate with everything around them, secrets in all places where text can be."""
    dossier = demo_dossiers()[0]
    desk.transfer.keep([dossier])
    key = dossier.candidate.id
    photo = encode(shape_of("candidate").specs["photo"], picture(desk, tmp_path, (12, 110, 99)))
    changes = {"family_name": "Zilverdraad", "pace": "Koperwiek " * 900, "photo": photo}
    saved = desk.dossiers.save([Edit("candidate", key, 1, changes)])
    desk.dossiers.save([Edit("candidate", key, saved.versions[key], {"pace": "kort"})])  # the old one is history now
    placement = dossier.placements[0].id
    desk.dossiers.save([Edit("placement", placement, 1, {"notes": "Roodborstje"})])
    desk.drafts.keep(Draft("candidate", key, 2, {"wishes": "Winterkoning"}))
    desk.drafts.keep(Draft("placement", new_id(), 0, {"candidate": str(key), "notes": "Boomklever"}))
    application = dossier.subsidies[0].id
    why = {"why_more": "Grasmus " * 900, "log": [str(LOG)], f"log/{LOG}/why": "Roerdomp"}
    paper = encode(shape_of("subsidy_step").specs["file"], picture(desk, tmp_path, (90, 14, 60)))
    step = dossier.subsidies[0].steps[-1].id
    saved = desk.dossiers.save([Edit("supervision_subsidy", application, 1, {**why, f"steps/{step}/file": paper})])
    again = Edit("supervision_subsidy", application, saved.versions[application], {"why_more": "Wielewaal"})
    desk.dossiers.save([again])
    desk.drafts.keep(Draft("supervision_subsidy", application, 3, {"without": "Tuinfluiter"}))
    desk.dossiers.add([IssuedDocument(subsidy=application, audience="municipality", way="pdf", digest="x")])
    order = desk.documents.portfolio_order(key, Audience.FLOOR, DAY)
    desk.documents.issue(order, desk.documents.render(order), way="pdf", to_whom="Femke Zilverdraad")
    return key


def count_all(desk: Desk) -> dict[str, int]:
    with desk._store.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'").scalars().all()
        return {n: connection.exec_driver_sql(f'SELECT count(*) FROM "{n}"').scalar_one() for n in names}
