"""Write the vault of this release into ``tests/golden/vaults/VERSION``: it must open and upgrade for ever.

Run it once per release, when the schema or the envelope changed: ``.venv/bin/python tools/golden_vault.py``. The vault
holds one invented dossier with a saved change, a photo, a draft, an issued portfolio, a row in every list of its
placement and task list, the inventory of its employer and a line of *Vandaag* that was put off: no table may be empty,
or a migration of it goes unproven. Its passphrase is the one of the tests and its price is low, so that opening it
costs no time.
"""

import json
import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PIL import Image

from beschutdesk import __version__
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import changes, encode, flatten
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.lasting import Development, DevelopmentProfile
from beschutdesk.dossier.municipal_form import FormField, MunicipalForm
from beschutdesk.dossier.supervision_subsidy import SubsidyAnswer, SupervisionEntry
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.demo import demo_dossiers, demo_inventories
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.vault import envelope

PASSPHRASE = "vier losse woorden samen"  # noqa: S105 - opens invented dossiers only
DAY = date(2026, 11, 22)
PHOTO = shape_of("candidate").specs["photo"]
PUT_OFF = "subsidy_decision"
"""A rule that speaks of this dossier on that day."""
UNUSED = {"setting", "destroyed"}
"""Tables that such a vault has no reason to use; the tests put something in them."""


def main(vaults: Path = Path(__file__).parents[1] / "tests" / "golden" / "vaults") -> int:
    """Make it; refuses to write over an earlier one."""
    folder = vaults / __version__
    if folder.exists():
        print(f"{folder.name} stands there already, and what stands there never changes.", file=sys.stderr)
        return 1
    os.umask(0o077)
    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    desk, code = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen", phone="06 12 34 56 70"))
    with desk:
        dossier = demo_dossiers()[0]
        desk.transfer.keep([dossier], [one for one in demo_inventories() if one.employer == dossier.employers[0].id])
        key = dossier.candidate.id
        changed = {"pace": "Elk uur even naar buiten.", "photo": encode(PHOTO, picture(desk))}
        saved = desk.dossiers.save([Edit("candidate", key, 1, changed)])
        develop(desk, dossier.placements[0].id)
        send_away(desk, dossier.employers[0].id)
        account(desk, dossier.subsidies[0].id)
        (line,) = [one for one in desk.today.of(dossier.placements[0].id, DAY) if one.rule == PUT_OFF]
        desk.today.move(line, date(2027, 1, 4), "Na de vakantie.", DAY)
        desk.drafts.keep(Draft("candidate", key, saved.versions[key], {"wishes": "Nog niet opgeslagen."}))
        order = desk.documents.portfolio_order(key, Audience.FLOOR, DAY)
        desk.documents.issue(order, desk.documents.render(order), way="pdf")
        expected = {
            "candidate": str(key),
            "code": code,
            "dossier": json.loads(desk.transfer.take_out(key)),
            "draft": {"wishes": "Nog niet opgeslagen."},
            "issued": 1,
            "put_off": [PUT_OFF],
        }
        if empty := bare(desk):
            print(f"Nothing stands in {', '.join(empty)}: such a vault proves too little.", file=sys.stderr)
            return 1
    (folder / "in-use").unlink()
    (folder.parent / f"{__version__}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
    return 0


def develop(desk: Desk, placement: UUID) -> None:
    """How this person developed, which nobody looked at yet in the demo."""
    place = desk.dossiers.get("placement", placement)
    before = flatten(place)
    place.developments.append(
        Development(looked_on=DAY, profile=DevelopmentProfile.WIDER, what="Van drie naar zes taken.")
    )
    desk.dossiers.save([Edit("placement", placement, place.version, changes(before, flatten(place)))])


def account(desk: Desk, application: UUID) -> None:
    """A line in the log of the subsidy, an answer, and a form of the gemeente: the demo has none of these here."""
    subsidy = desk.dossiers.get("supervision_subsidy", application)
    before = flatten(subsidy)
    subsidy.answers.append(SubsidyAnswer(asked="experience", answer="Vier jaar leerlingen opgeleid."))
    subsidy.log.append(SupervisionEntry(given_on=DAY, minutes=Decimal(60), why="Nieuwe taak voorgedaan."))
    desk.dossiers.save([Edit("supervision_subsidy", application, subsidy.version, changes(before, flatten(subsidy)))])
    form = MunicipalForm(name="Aanvraag", municipality="Kampen", digest="0" * 64)
    form.fields.append(FormField(name="Naam", value="candidate.name_used"))
    desk.dossiers.add([form])


def send_away(desk: Desk, employer: UUID) -> None:
    """Somebody who guides is away for a while: no supervisor of this demo is."""
    boss = desk.dossiers.get("employer", employer)
    before = flatten(boss)
    boss.supervisors[0].away_since, boss.supervisors[0].away_until = date(2026, 12, 21), date(2027, 1, 3)
    desk.dossiers.save([Edit("employer", employer, boss.version, changes(before, flatten(boss)))])


def bare(desk: Desk) -> list[str]:
    """Tables in which nothing stands and something should."""
    with desk._store.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        counted = {one: connection.exec_driver_sql(f'SELECT count(*) FROM "{one}"').scalar_one() for one in names}  # noqa: S608
    return sorted(name for name, number in counted.items() if not number and name not in UNUSED)


def picture(desk: Desk) -> Attachment:
    """A plain coloured square, put in the vault."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "foto.png"
        Image.new("RGB", (64, 64), (12, 110, 99)).save(path)
        return desk.transfer.photo(path)


if __name__ == "__main__":
    sys.exit(main())
