"""An invented application, complete, with names that not every PDF program can write. Nobody in it exists."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from beschutdesk.dossier.around import Advice, AdviceOutcome
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.employer import Contact, ContactRole, Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyGoal, SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk

FORMS = Path(__file__).parent / "forms"
BLANKS = ("zonnedorp", "waterhoek", "lindeveen")
TODAY = date(2026, 11, 22)
WHY = (
    "Elke ochtend loopt de begeleider de taken stap voor stap door en doet elke nieuwe stap voor. Twee keer per dag "
    "kijkt hij mee en zegt wat de volgende taak is. Bij een wisseling van werkplek gaat hij mee. Een nieuwe collega "
    "zonder advies heeft dat na een week niet meer nodig; hier blijft het nodig."
)


def blank(name: str) -> bytes:
    """One of the forms in ``tests/exchange/forms``."""
    return (FORMS / f"{name}.pdf").read_bytes()


def candidate() -> Candidate:
    return Candidate(
        name_used="Łukasz",
        family_name="Çelik-Şahin",
        born=date(1998, 3, 7),
        bsn="111222333",
        address="Van ’t Hoffstraat 12 bis",
        postcode="8011ab",
        place="Zwolle",
        municipality="Waterhoek",
        phone="06 12 34 56 78",
        care="Woont begeleid; dit gaat niemand aan.",
        income="Schulden.",
        private_notes="Epilepsie, medicijnen om acht uur.",
        calm_signs="Neuriet.",
        advices=[Advice(decided_on=date(2025, 2, 3), outcome=AdviceOutcome.POSITIVE)],
    )


def employer() -> Employer:
    anneke = Supervisor(name="Anneke Smit", role="teamleider", minutes=Decimal(45), training="Harrie Helpt")
    youssef = Supervisor(name="Youssef El Amrani", role="voorman")
    return Employer(
        name="Hoveniersbedrijf Groenrijk B.V.",
        kvk="12345678",
        iban="nl91abna0417164300",
        address="Dorpsweg 4",
        postcode="8012 CD",
        place="Zwolle",
        phone="038 123 45 67",
        supervisors=[anneke, youssef],
        contacts=[
            Contact(name="Geert Mulder", role=ContactRole.OWNER, signs=YesNo.YES, email="geert@groenrijk.example")
        ],
    )


def kept(desk: Desk) -> UUID:
    """The application in a vault, with all around it."""
    person, house = candidate(), employer()
    place = Placement(
        candidate=person.id,
        employer=house.id,
        job_title="Medewerker groen",
        terms=[
            Terms(
                valid_from=date(2026, 1, 1),
                hours=Decimal("24.50"),
                supervisor=house.supervisors[0].id,
                backup=house.supervisors[1].id,
                supervision_minutes=Decimal(40),
            )
        ],
        contracts=[
            Contract(
                kind=ContractKind.TEMPORARY,
                party=EmployingParty.EMPLOYER,
                since=date(2026, 1, 1),
                until=date(2026, 12, 31),
            )
        ],
    )
    asked = SupervisionSubsidy(
        candidate=person.id,
        placement=place.id,
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        applicant=Applicant.EMPLOYER,
        wage_tax_number="123456789L01",
        signatory="Geert Mulder",
        signatory_role="eigenaar",
        jobcoaching=YesNo.NO,
        why_more=WHY,
        notes="Alleen voor de collega: gaat scheiden.",
        goals=[
            SubsidyGoal(problem="Begint niet uit zichzelf", action="Taken doornemen", goal="Begint met een lijst"),
            SubsidyGoal(problem="Weet niet wanneer iets af is", action="Samen nakijken", goal="Kijkt zelf na"),
        ],
    )
    desk.settings.record_bsn = True
    desk.dossiers.add([person, house, place, asked])
    return asked.id
