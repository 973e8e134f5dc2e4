"""The user: bemiddelaar, jobcoach, consulent or klantmanager."""

from dataclasses import dataclass

from beschutdesk.dossier.audience import EVERYONE
from beschutdesk.dossier.fields import PRINT, Record, record, text


@record("caseworker", "Bemiddelaar")
@dataclass(eq=False, kw_only=True)
class Caseworker(Record):
    """The owner of this profile, as others may reach them."""

    name: str = text("Naam", share=EVERYONE, needed_for={PRINT})
    organisation: str = text("Organisatie", share=EVERYONE)
    role: str = text("Functie", share=EVERYONE, hint="Bijvoorbeeld jobcoach of bemiddelaar.")
    phone: str = text("Telefoon", share=EVERYONE)
    reachable: str = text("Bereikbaar", share=EVERYONE, hint="Bijvoorbeeld ma t/m do, 9.00 – 17.00 uur.")
    email: str = text("E-mail", share=EVERYONE)
