"""Write the vault of this release into ``tests/golden/vaults/VERSION``: it must open and upgrade for ever.

Run it once per release, when the schema or the envelope changed: ``.venv/bin/python tools/golden_vault.py``. The vault
holds one invented dossier with a saved change, a photo, a draft and an issued portfolio. Its passphrase is the one of
the tests and its price is low, so that opening it costs no time.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from beschutdesk import __version__
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import encode
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.vault import envelope

PASSPHRASE = "vier losse woorden samen"  # noqa: S105 - opens invented dossiers only
DAY = date(2026, 11, 22)
PHOTO = shape_of("candidate").specs["photo"]


def main() -> int:
    """Make it; refuses to write over an earlier one."""
    folder = Path(__file__).parents[1] / "tests" / "golden" / "vaults" / __version__
    if folder.exists():
        print(f"{folder.name} stands there already, and what stands there never changes.", file=sys.stderr)
        return 1
    os.umask(0o077)
    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    desk, code = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen", phone="06 12 34 56 70"))
    with desk:
        dossier = demo_dossiers()[0]
        desk.transfer.keep([dossier])
        key = dossier.candidate.id
        changes = {"pace": "Elk uur even naar buiten.", "photo": encode(PHOTO, picture(desk))}
        saved = desk.dossiers.save([Edit("candidate", key, 1, changes)])
        desk.drafts.keep(Draft("candidate", key, saved.versions[key], {"wishes": "Nog niet opgeslagen."}))
        order = desk.documents.portfolio_order(key, Audience.FLOOR, DAY)
        desk.documents.issue(order, desk.documents.render(order), way="pdf")
        expected = {
            "candidate": str(key),
            "code": code,
            "dossier": json.loads(desk.transfer.take_out(key)),
            "draft": {"wishes": "Nog niet opgeslagen."},
            "issued": 1,
        }
    (folder / "in-use").unlink()
    (folder.parent / f"{__version__}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
    return 0


def picture(desk: Desk) -> Attachment:
    """A plain coloured square, put in the vault."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "foto.png"
        Image.new("RGB", (64, 64), (12, 110, 99)).save(path)
        return desk.transfer.photo(path)


if __name__ == "__main__":
    sys.exit(main())
