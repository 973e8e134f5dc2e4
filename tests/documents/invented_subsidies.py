"""An invented application for the document tests: Thijs at the gardeners'. Nobody in it exists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from beschutdesk.documents.subsidy_views import SubsidyViews
from beschutdesk.dossier.around import Advice, AdviceOutcome
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import (
    Contract,
    ContractKind,
    EmployingParty,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.employer import Contact, ContactRole
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.placement import SupervisionForm, Terms
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.supervision_subsidy import (
    Applicant,
    SubsidyAnswer,
    SubsidyAttachment,
    SubsidyGoal,
    SubsidyState,
    SubsidyStep,
    SupervisionEntry,
    SupervisionSubsidy,
)
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.rules.schemes import Scheme, parse
from tests.documents import invented

TODAY = date(2026, 11, 21)
SINCE, UNTIL = date(2027, 1, 1), date(2027, 12, 31)
OPTED = frozenset({Audience.MUNICIPALITY})
"""Only the gemeente gets a BSN, when somebody filled it in."""

_SCHEME = """
[[scheme]]
key = "vechtdal"
name = "Begeleiding op de werkplek (verzonnen)"
municipality = "Vechtdal"
source = "Verzonnen verordening, artikel 4"
example = true
rounding = "cent"
proration = "days"
jobcoaching = "deducted"

[[scheme.rate]]
since = 2026-01-01
until = 2026-12-31
per_year = 9000.00
hours = 36
cap = true
verified = true
source = "Verzonnen besluit van het college, 2026"

[[scheme.rate]]
since = 2027-01-01
per_year = 9240.00
hours = 36
cap = true
verified = false
source = "Verzonnen bericht van de gemeente"

[[scheme.intensity]]
key = "full"
label = "volledige begeleiding"
factor = 1.0

[[scheme.question]]
key = "experience"
label = "Ervaring van de begeleider"
hint = "Met uitleg geven, en met dit werk."
source = "Verzonnen formulier"

[[scheme.paper]]
key = "contract"
label = "Getekend contract"
needed_when = "always"
source = "Verzonnen formulier"

[[scheme.paper]]
key = "kvk"
label = "Uittreksel van de KvK"
needed_when = "first"
source = "Verzonnen formulier"

[[scheme.paper]]
key = "bank"
label = "Kopie van een zakelijk bankafschrift"
needed_when = "first"
source = "Verzonnen formulier"

[[scheme.deadline]]
key = "apply_before"
counts_from = "period_start"
weeks = 2
before = true
firm = true
source = "Verzonnen verordening, artikel 5"

[[scheme.deadline]]
key = "account_within"
counts_from = "period_end"
weeks = 13
firm = true
source = "Verzonnen verordening, artikel 9"

[[scheme.deadline]]
key = "report_within"
counts_from = "change"
weeks = 1
firm = true
source = "Verzonnen verordening, artikel 8"
"""


def scheme() -> Scheme:
    """The invented scheme of an invented gemeente."""
    return parse(_SCHEME)[0]


@dataclass
class Application:
    """All records behind the papers of an application."""

    dossier: invented.Dossier = field(default_factory=invented.full)
    subsidy: SupervisionSubsidy = field(default_factory=SupervisionSubsidy)
    visits: list[Visit] = field(default_factory=list)
    scheme: Scheme | None = field(default_factory=scheme)
    begun: bool = True
    before: SupervisionSubsidy | None = None

    def __post_init__(self) -> None:
        self.subsidy.candidate, self.subsidy.placement = self.dossier.candidate.id, self.dossier.placement.id

    @property
    def records(self) -> dict[UUID, Record]:
        """What references may lead to."""
        found: dict[UUID, Record] = {**self.dossier.records, self.subsidy.id: self.subsidy}
        return found if self.before is None else {**found, self.before.id: self.before}

    def views(self, audience: Audience, number: int = 1) -> SubsidyViews:
        """What a builder gets."""
        glass = Glass(audience, self.records, opted=audience in OPTED)
        return SubsidyViews(
            audience=audience,
            subsidy=glass.see(self.subsidy),
            placement=glass.see(self.dossier.placement),
            caseworker=glass.see(self.dossier.caseworker),
            scheme=self.scheme,
            number=number,
            issued_on=TODAY,
            begun=self.begun,
            visits=tuple(glass.see(one) for one in self.visits),
        )


def nothing() -> Application:
    """Nobody began yet, and nothing of the placement is known."""
    return Application(dossier=invented.empty(), scheme=None, begun=False)


def full() -> Application:
    """An application as it should be, ready to be signed."""
    dossier = invented.full()
    anneke, youssef = dossier.employer.supervisors
    person, employer, placement = dossier.candidate, dossier.employer, dossier.placement
    person.bsn, person.born = "111222333", date(2003, 4, 12)
    person.address, person.postcode, person.place, person.municipality = "Kerkpad 4", "7772 XX", "Ommerveld", "Vechtdal"
    person.advices = [Advice(outcome=AdviceOutcome.POSITIVE, decided_on=date(2025, 9, 2))]
    employer.kvk, employer.iban = "90001354", "NL02ABNA0123456789"
    employer.address, employer.postcode, employer.place = "Industrieweg 12", "7771 AB", "Ommerveld"
    employer.phone = "0523 12 34 56"
    employer.contacts = [
        Contact(name="Gerrit Groen", role=ContactRole.OWNER, signs=YesNo.YES, email="gerrit@groenrijk.example")
    ]
    anneke.training, anneke.trained_on, anneke.minutes = "Harrie Helpt", date(2026, 5, 20), Decimal(90)
    youssef.minutes = Decimal(60)
    first = placement.terms[0]
    first.supervision_minutes, first.supervision_form = Decimal(75), SupervisionForm.REGULAR
    placement.terms.append(
        Terms(
            valid_from=date(2027, 7, 1),
            hours=Decimal(24),
            supervisor=anneke.id,
            backup=youssef.id,
            supervision_minutes=Decimal(60),
            supervision_form=SupervisionForm.REGULAR,
        )
    )
    placement.contracts = [
        Contract(
            kind=ContractKind.TEMPORARY,
            party=EmployingParty.EMPLOYER,
            since=date(2026, 5, 1),
            until=date(2027, 4, 30),
        )
    ]
    placement.wage_values = [
        WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(40), measured_on=date(2026, 10, 12))
    ]
    placement.instruments = [
        Instrument(
            kind=InstrumentKind.WAGE_SUBSIDY,
            state=InstrumentState.GRANTED,
            asked_on=date(2026, 4, 2),
            decided_on=date(2026, 5, 6),
            since=date(2026, 5, 1),
        ),
        Instrument(kind=InstrumentKind.NO_RISK, state=InstrumentState.GRANTED, since=date(2026, 5, 1)),
        Instrument(kind=InstrumentKind.TRAINING, state=InstrumentState.ASKED, asked_on=date(2026, 11, 3)),
        Instrument(kind=InstrumentKind.ADAPTATION, state=InstrumentState.NOT_NEEDED),
    ]
    return Application(dossier=dossier, subsidy=_subsidy())


def _subsidy() -> SupervisionSubsidy:
    return SupervisionSubsidy(
        since=SINCE,
        until=UNTIL,
        applicant=Applicant.EMPLOYER,
        wage_tax_number="123456789L01",
        signatory="Gerrit Groen",
        signatory_role="eigenaar",
        intensity="full",
        jobcoaching=YesNo.NO,
        usual=(
            "Een nieuwe collega loopt een week mee. Daarna krijgt iedereen ’s ochtends de planning, en is er een keer "
            "per week een kort gesprek met de voorman."
        ),
        why_more=(
            "Thijs werkt zelf zolang de volgorde vaststaat. Elke ochtend neemt Anneke een kwartier de planning door "
            "met het bord. Daarna kijkt zij drie keer per dag na wat klaar is en zet de volgende stap klaar.\n"
            "- Verandert er iets, dan doet zij het voor en werkt tien minuten mee.\n"
            "- Bij drukte in de ploeg haalt zij een taak van het bord."
        ),
        without=(
            "Zonder die momenten stopt het werk halverwege de ochtend: de volgende taak begint niet, en een fout in "
            "het begin gaat de hele dag mee. In de week dat Anneke er niet was, is van zes taken er één afgemaakt."
        ),
        other_subsidies="Loonkostensubsidie van de gemeente, sinds 1 mei 2026, zonder einddatum.",
        consent_on=date(2026, 11, 18),
        consent_by="Rachida Jansen",
        goals=[
            SubsidyGoal(
                problem="Begint niet aan een nieuwe taak als de vorige af is.",
                action="Kijkt drie keer per dag samen op het bord, tien minuten. Laat Thijs het kaartje omdraaien.",
                goal="Draait in december 2027 het kaartje om en begint, met één seintje per dag.",
            ),
            SubsidyGoal(
                problem="Stopt bij harde machines in de buurt.",
                action="Spreekt elke ochtend af wie waar werkt. Oefent een plek verderop kiezen.",
                goal="Kiest zelf een andere plek en gaat verder.",
            ),
        ],
        answers=[
            SubsidyAnswer(asked="experience", answer="Acht jaar teamleider, begeleidde eerder twee leerlingen."),
        ],
        attachments=[
            SubsidyAttachment(asked="contract", what="Getekend contract", on_paper=YesNo.YES),
            SubsidyAttachment(asked="bank", not_needed_because="de gemeente heeft dit al van vorig jaar"),
            SubsidyAttachment(what="Portfolio van Thijs", on_paper=YesNo.YES),
        ],
    )


def granted() -> Application:
    """The same after the decision, with the first months of the log: written lines, and what was said at visits."""
    made = full()
    anneke, youssef = made.dossier.employer.supervisors
    made.subsidy.since, made.subsidy.until = date(2026, 5, 1), date(2027, 4, 30)
    made.subsidy.steps = [
        SubsidyStep(state=SubsidyState.READY, happened_on=date(2026, 4, 10)),
        SubsidyStep(state=SubsidyState.SUBMITTED, happened_on=date(2026, 4, 14), due_on=date(2026, 6, 9)),
        SubsidyStep(
            state=SubsidyState.GRANTED,
            happened_on=date(2026, 5, 20),
            amount=Decimal("4500.00"),
            hours=Decimal(180),
            letter="Z-2026-00123",
            since=date(2026, 5, 1),
            until=date(2027, 4, 30),
        ),
    ]
    days = [date(2026, 5, 4) + timedelta(days=step) for step in range(40)]
    made.subsidy.log = [
        SupervisionEntry(
            given_on=day,
            minutes=Decimal(75 if number % 4 else 90),
            supervisor=(youssef if number % 5 == 4 else anneke).id,
            why="Planning, taken nakijken" if number % 3 else "Nieuwe taak voorgedaan: randen steken",
        )
        for number, day in enumerate(day for day in days if day.weekday() < 3)
    ]
    made.subsidy.log.append(SupervisionEntry(given_on=date(2026, 6, 16), minutes=Decimal(45), by="Saskia, invaller"))
    made.visits = [
        Visit(
            at=Appointment(date(2026, 7, 7), time(10, 0)),
            state=VisitState.DONE,
            subjects=[
                VisitSubject(
                    candidate=made.dossier.candidate.id,
                    placement=made.dossier.placement.id,
                    supervision_minutes=Decimal(80),
                    supervised_by=anneke.id,
                )
            ],
        )
    ]
    return made


def long_log(days: int = 250) -> Application:
    """A log of a whole year, a line for each working day."""
    made = granted()
    anneke = made.dossier.employer.supervisors[0]
    first = date(2026, 5, 1)
    working = [day for day in (first + timedelta(days=step) for step in range(365)) if day.weekday() < 5][:days]
    made.subsidy.log = [
        SupervisionEntry(
            given_on=day, minutes=Decimal(30 + number % 60), supervisor=anneke.id, why="Planning en taken nakijken"
        )
        for number, day in enumerate(working)
    ]
    return made


def worded(text: Callable[[str], str]) -> Application:
    """A granted application with this text in every field that holds text."""
    made = granted()
    for record in (
        made.dossier.candidate,
        made.dossier.employer,
        made.dossier.placement,
        made.dossier.caseworker,
        made.subsidy,
    ):
        _fill(record, text)
    return made


def _fill(record: Record, text: Callable[[str], str]) -> None:
    from beschutdesk.dossier.fields import Kind

    shape = shape_of(record)
    for name, spec in shape.specs.items():
        if spec.kind in (Kind.TEXT, Kind.PROSE) and name not in ("asked", "scheme", "intensity"):
            setattr(record, name, text(name))
        elif spec.kind is Kind.LINES:
            setattr(record, name, (text(name), text(name)))
    for name in shape.children:
        for row in getattr(record, name):
            _fill(row, text)
