"""Who offers the place, and who guides there day by day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import (
    COLLEAGUE,
    EMPLOYER,
    EVERYONE,
    HANDOVER,
    MUNICIPALITY,
    SOB,
    SUPERVISOR,
    WORKING,
)
from beschutdesk.dossier.fields import (
    PRINT,
    SUBMIT,
    Record,
    Row,
    children,
    choice,
    choices,
    day,
    lines,
    number,
    prose,
    record,
    reference,
    text,
    week,
    yes_no,
)
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.values import Choices, Slot, YesNo

_FORMS = HANDOVER | {MUNICIPALITY, EMPLOYER}
_GUIDES = WORKING | {MUNICIPALITY}
"""Who works there, and the gemeente that pays for the supervision."""
_TRAINED = HANDOVER | {MUNICIPALITY, EMPLOYER, SOB}
"""Who signs, decides on or pays for the supervision."""


class EmployerSize(Choices):
    """How many people work there."""

    MICRO = ("micro", "minder dan 10")
    SMALL = ("small", "10 tot 50")
    MEDIUM = ("medium", "50 tot 250")
    LARGE = ("large", "250 of meer")


class EmployerNature(Choices):
    """What an organisation is there for."""

    COMMERCIAL = ("commercial", "commercieel")
    SOCIAL = ("social", "sociale onderneming")
    PUBLIC = ("public", "overheid, zorg of onderwijs")
    SOB = ("sob", "sociaal ontwikkelbedrijf")


class Motive(Choices):
    """Why an employer offers a place (research of 2022 on beschut werk at regular employers)."""

    SOCIAL_HEART = ("social_heart", "sociaal hart")
    SROI = ("sroi", "SROI of aanbesteding")
    EXPERIENCE = ("experience", "goede ervaring")
    SHORTAGE = ("shortage", "te weinig mensen")
    TASKS_LEFT = ("tasks_left", "werk dat blijft liggen")
    KNOWS_PERSON = ("knows_person", "kent de kandidaat")
    IMAGE = ("image", "goede naam")


class ContactRole(Choices):
    """What someone does in the placement, on the employer's side."""

    OWNER = ("owner", "eigenaar of directeur")
    HR = ("hr", "personeelszaken")
    MANAGER = ("manager", "leidinggevende")
    ADMINISTRATION = ("administration", "administratie")
    OTHER = ("other", "anders")


@record("supervisor", "Begeleider")
@dataclass(eq=False, kw_only=True)
class Supervisor(Row):
    """Someone on the work floor who guides: the daily supervisor or the stand-in."""

    name: str = text("Naam", share=_GUIDES, needed_for={PRINT})
    role: str = text("Functie", share=_GUIDES)
    phone: str = text("Telefoon", share=WORKING, check="phone")
    email: str = text("E-mail", share={SUPERVISOR, COLLEAGUE}, check="email")
    days: tuple[Slot, ...] = week("Aanwezig", share=WORKING)
    minutes: Decimal | None = number(
        "Tijd voor begeleiding per dag", share=_GUIDES, unit="minuten", hint="In de eigen werkdag."
    )
    backup: UUID | None = reference("Wordt vervangen door", share=_GUIDES, target="supervisor")
    training: str = text("Training", share=_TRAINED, hint="Bijvoorbeeld Harrie Helpt of Mentorwijs.")
    trained_on: date | None = day("Training gevolgd op", share=_TRAINED)
    leaves_on: date | None = day("Gaat weg op", share=HANDOVER, hint="Voorgoed: pensioen of een andere baan.")
    away_since: date | None = day(
        "Afwezig vanaf", share=HANDOVER, hint="Een tijd weg en daarna terug. Schrijf nooit op waarom."
    )
    away_until: date | None = day(
        "Afwezig tot en met", share=HANDOVER, after="away_since", hint="De laatste dag. Leeg: niet bekend."
    )


@record("contact", "Contactpersoon")
@dataclass(eq=False, kw_only=True)
class Contact(Row):
    """Someone at the employer who does not guide: to call, to sign, to send the report to."""

    name: str = text("Naam", share=_FORMS)
    role: ContactRole | None = choice("Rol", share=HANDOVER, options=ContactRole)
    job: str = text("Functie", share=HANDOVER)
    phone: str = text("Telefoon", share=HANDOVER, check="phone")
    email: str = text("E-mail", share=_FORMS, check="email")
    fixed: YesNo | None = yes_no("Vast aanspreekpunt", share=HANDOVER)
    signs: YesNo | None = yes_no("Mag tekenen", share=_FORMS)


@record("site", "Vestiging")
@dataclass(eq=False, kw_only=True)
class Site(Row):
    """Another place of the same employer."""

    name: str = text("Naam", share=WORKING)
    address: str = text("Straat en huisnummer", share=HANDOVER)
    postcode: str = text("Postcode", share=HANDOVER, check="postcode")
    place: str = text("Plaats", share=WORKING)
    phone: str = text("Telefoon", share=HANDOVER, check="phone")


@record("employer", "Werkgever")
@dataclass(eq=False, kw_only=True)
class Employer(Record):
    """An organisation that offers work; the inlener in case of detachering."""

    name: str = text("Naam", share=EVERYONE, needed_for={PRINT})
    sector: str = text("Branche", share=HANDOVER)
    kvk: str = text("KvK-nummer", share=_FORMS, check="kvk", needed_for={SUBMIT})
    iban: str = text("IBAN", share={MUNICIPALITY, EMPLOYER}, check="iban", needed_for={SUBMIT})
    address: str = text("Straat en huisnummer", share=_FORMS)
    postcode: str = text("Postcode", share=_FORMS, check="postcode")
    place: str = text("Plaats", share=WORKING | {MUNICIPALITY})
    phone: str = text("Telefoon", share=_FORMS, check="phone")
    website: str = text("Website", share=HANDOVER)
    size: EmployerSize | None = choice("Aantal mensen", share=HANDOVER, options=EmployerSize)
    nature: EmployerNature | None = choice("Soort organisatie", share=HANDOVER, options=EmployerNature)
    motives: tuple[Motive, ...] = choices("Waarom deze werkgever meedoet", share=HANDOVER, options=Motive)
    work_kinds: tuple[WorkKind, ...] = choices("Werk dat er is", share=HANDOVER, options=WorkKind)
    surroundings: tuple[Surrounding, ...] = choices("Zo is het er", share=HANDOVER, options=Surrounding)
    surroundings_not: tuple[Surrounding, ...] = choices("Zo is het er niet", share=HANDOVER, options=Surrounding)
    work_on_offer: tuple[str, ...] = lines("Soorten werk", share=HANDOVER, hint="Eén soort per regel.")
    places: Decimal | None = number("Plekken die er zijn", share=HANDOVER, hint="Ook bezette plekken tellen mee.")
    notes: str = prose("Aantekeningen", share={COLLEAGUE})
    supervisors: list[Supervisor] = children("supervisor")
    contacts: list[Contact] = children("contact")
    sites: list[Site] = children("site")
