"""Who offers the place, and who guides there day by day."""

from dataclasses import dataclass
from datetime import date

from beschutdesk.dossier.audience import COLLEAGUE, EVERYONE, HANDOVER, SUPERVISOR, WORKING
from beschutdesk.dossier.fields import PRINT, Record, Row, children, day, lines, prose, record, text, week
from beschutdesk.dossier.values import Slot


@record("supervisor", "Begeleider")
@dataclass(eq=False, kw_only=True)
class Supervisor(Row):
    """Someone on the work floor who guides: the daily supervisor or the stand-in."""

    name: str = text("Naam", share=WORKING, needed_for={PRINT})
    role: str = text("Functie", share=WORKING)
    phone: str = text("Telefoon", share=WORKING)
    email: str = text("E-mail", share={SUPERVISOR, COLLEAGUE})
    days: tuple[Slot, ...] = week("Aanwezig", share=WORKING)
    training: str = text("Training", share=HANDOVER, hint="Bijvoorbeeld Harrie Helpt of Mentorwijs.")
    trained_on: date | None = day("Training gevolgd op", share=HANDOVER)


@record("employer", "Werkgever")
@dataclass(eq=False, kw_only=True)
class Employer(Record):
    """An organisation that offers work; the inlener in case of detachering."""

    name: str = text("Naam", share=EVERYONE, needed_for={PRINT})
    sector: str = text("Branche", share=HANDOVER)
    address: str = text("Straat en huisnummer", share=HANDOVER)
    postcode: str = text("Postcode", share=HANDOVER)
    place: str = text("Plaats", share=WORKING)
    phone: str = text("Telefoon", share=HANDOVER)
    contact_name: str = text("Contactpersoon", share=HANDOVER)
    contact_role: str = text("Functie contactpersoon", share=HANDOVER)
    work_on_offer: tuple[str, ...] = lines("Soorten werk", share=HANDOVER, hint="Eén soort per regel.")
    notes: str = prose("Aantekeningen", share={COLLEAGUE})
    supervisors: list[Supervisor] = children("supervisor")
