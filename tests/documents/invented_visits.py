"""An invented visit for the document tests: Thijs, with Sanne on the same trip. Nobody in it exists."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_content import Person
from beschutdesk.documents.visit_order import PersonPart, VisitOrder, packed
from beschutdesk.documents.visit_report import VisitReportViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.lasting import Agreement, AgreementParty, AgreementResult
from beschutdesk.dossier.task_list import Independence, Opinion, TryoutDecision
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import (
    Answer,
    Judgement,
    LearningMoment,
    Medium,
    Occasion,
    Tryout,
    Visit,
    VisitAgreement,
    VisitState,
    VisitSubject,
)
from beschutdesk.rules.visit_copy import cut
from tests.documents import invented

DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 22)


@dataclass
class Trip:
    """All records behind a report."""

    dossier: invented.Dossier = field(default_factory=invented.full)
    visit: Visit = field(default_factory=Visit)
    before: list[Visit] = field(default_factory=list)
    others: list[Candidate] = field(default_factory=list)

    def order(self, reader: Reader, *, combined: bool = False, number: int = 1) -> VisitOrder:
        """As the service makes it."""
        mine = [one for one in self.visit.subjects if one.candidate == self.dossier.candidate.id]
        chosen = self.visit.subjects if combined else mine[:1]
        trip = cut(self.visit, [one.id for one in chosen]).visit
        return VisitOrder(
            reader=reader,
            visit=self.visit.id,
            parts=tuple(self._part(one) for one in chosen),
            trip=packed(trip),
            employer=self.dossier.employer.id,
            caseworker=packed(self.dossier.caseworker),
            number=number,
            issued_on=TODAY,
            concept=self.visit.state is not VisitState.DONE,
        )

    def views(self, reader: Reader, *, combined: bool = False) -> VisitReportViews:
        """What the builder gets."""
        made: VisitReportViews = self.order(reader, combined=combined).views()
        return made

    def direct(self, reader: Reader) -> VisitReportViews:
        """The same of the first person without an order, which refuses texts that no vault can hold."""
        roots: list[Any] = [self.dossier.candidate, self.dossier.employer, self.dossier.placement, self.visit]
        records = {one.id: one for one in (*roots, *self.dossier.employer.supervisors)}
        glass, subject = reader.glass(records), self.visit.subjects[0]
        before = tuple(glass.see(one) for one in self.before)
        place = glass.see(self.dossier.placement)
        person = Person(glass.see(self.visit), glass.see(subject), before, place, None)
        house, maker = glass.see(self.dossier.employer), glass.see(self.dossier.caseworker)
        return VisitReportViews((person,), glass.see(self.visit), house, maker, 1, TODAY, concept=False)

    def _part(self, subject: VisitSubject) -> PersonPart:
        people: dict[UUID, Candidate] = {one.id: one for one in (self.dossier.candidate, *self.others)}
        around: list[Any] = [people[subject.candidate or self.dossier.candidate.id], self.dossier.employer]
        if subject.placement is not None:
            around.append(self.dossier.placement)
        before = self.before if subject.candidate == self.dossier.candidate.id else []
        return PersonPart(
            candidate=subject.candidate or self.dossier.candidate.id,
            placement=subject.placement,
            subject=subject.id,
            visit=packed(cut(self.visit, [subject.id]).visit),
            before=tuple(packed(one) for one in before),
            around=tuple(packed(one) for one in around),
            since=before[0].at.day if before and before[0].at else None,
        )


def full() -> Trip:
    """A visit as it should be: everything filled in, nothing long-winded."""
    dossier = invented.full()
    anneke = dossier.employer.supervisors[0]
    part = VisitSubject(
        candidate=dossier.candidate.id,
        placement=dossier.placement.id,
        notes="Thijs stond bij de poort op me te wachten.",
        tasks="Randen steken gaat nu zonder touw. Heg knippen blijft lastig: het lawaai is te veel.",
        tasks_judgement=Judgement.GOOD,
        team="De nieuwe collega geeft twee opdrachten tegelijk. Thijs liep daardoor dinsdag vast bij de bus.\n"
        "- Youssef heeft het met hem besproken.\n- Voortaan één opdracht, en het bord is leidend.",
        team_judgement=Judgement.ATTENTION,
        supervision="Anneke neemt elke ochtend de dag door. Op donderdag is zij er niet en dan blijft het liggen.",
        supervision_judgement=Judgement.CONCERN,
        enough_worker=Answer.PARTLY,
        form_worker=Answer.YES,
        enough_supervisor=Answer.NO,
        supervision_minutes=Decimal(45),
        supervised_by=anneke.id,
        worker_says="‘Ik vind het fijn dat het bord er hangt. Dan weet ik wat er komt.’",
        worker_judgement=Judgement.GOOD,
        employer_says="Fijne kerel, hij slaat niets over. Aan mij is het te druk op donderdag.",
        employer_judgement=Judgement.GOOD,
        conditions="Nieuwe gehoorkappen liggen klaar. De schuur is krap als de bus binnen staat.",
        conditions_judgement=Judgement.GOOD,
        private="Zijn moeder is verhuisd. Hij gaat nu met een andere bus.",
        private_judgement=Judgement.ATTENTION,
        ask_next="Hoe vindt de nieuwe collega het zelf?",
        concern=Judgement.ATTENTION,
        concern_why="Donderdag is niemand vrijgemaakt.",
        next_on=date(2026, 12, 4),
        goals="Zelf de dag beginnen met het bord. Gelukt op vier van de vijf dagen.",
        why_hours="Twee gesprekken en een rondgang.",
    )
    sanne = Candidate(name_used="Sanne", family_name="Kuipers")
    visit = Visit(
        at=Appointment(DAY, time(10, 0)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        occasion=Occasion.RHYTHM,
        employer=dossier.employer.id,
        present=("Thijs", "Anneke Smit, teamleider", "Rachida Jansen"),
        minutes=Decimal(75),
        moved_from=date(2026, 11, 18),
        moved_because="Anneke was vrij",
        notes="Kantine is verbouwd.",
        subjects=[part],
        agreements=_agreed(part.id),
        tryouts=_tried(part.id),
        learning_moments=[
            LearningMoment(
                subject=part.id,
                question="Wat doe ik als hij midden op het pad stilstaat?",
                tip="Noem wat je ziet, haal één kaartje weg en wacht.",
            )
        ],
    )
    place = Agreement(
        what="Gehoorkappen bestellen",
        party=AgreementParty.EMPLOYER,
        made_on=date(2026, 10, 1),
        due_on=date(2026, 11, 1),
        done_on=date(2026, 11, 12),
        result=AgreementResult.DONE,
    )
    dossier.placement.agreements.append(place)
    return Trip(dossier, visit, [_last(dossier)], [sanne])


def two() -> Trip:
    """The same trip, on which Sanne was seen too."""
    trip = full()
    (sanne,) = trip.others
    other = VisitSubject(
        candidate=sanne.id,
        tasks="Inpakken gaat vlot. De lijst bij de weegschaal helpt.",
        tasks_judgement=Judgement.GOOD,
        team="Ze luncht nu met de ploeg.",
        team_judgement=Judgement.GOOD,
        private="GEHEIM van Sanne",
        next_on=date(2026, 12, 18),
    )
    trip.visit.subjects.append(other)
    trip.visit.agreements.append(
        VisitAgreement(subject=other.id, what="Lijst plastificeren", party=AgreementParty.SUPERVISOR, who="Anneke")
    )
    return trip


def empty() -> Trip:
    """Nothing but who it was about."""
    dossier = invented.empty()
    visit = Visit(
        at=Appointment(DAY, time(10, 0)),
        medium=Medium.PHONE,
        state=VisitState.DONE,
        subjects=[VisitSubject(candidate=dossier.candidate.id)],
    )
    return Trip(dossier, visit)


def _agreed(subject: UUID) -> list[VisitAgreement]:
    return [
        VisitAgreement(
            subject=subject,
            what="Donderdag neemt Youssef de dag door",
            party=AgreementParty.SUPERVISOR,
            who="Anneke Smit",
            made_on=DAY,
            due_on=date(2026, 11, 26),
        ),
        VisitAgreement(
            subject=subject,
            what="Met de nieuwe collega praten over één opdracht tegelijk",
            party=AgreementParty.ME,
            made_on=DAY,
            due_on=date(2026, 12, 4),
            remark="Eerst alleen met hem.",
        ),
        VisitAgreement(
            subject=subject, what="Kaartje omdraaien als een taak klaar is", party=AgreementParty.EMPLOYEE, made_on=DAY
        ),
        VisitAgreement(
            subject=subject,
            what="Moeder bellen over de bus",
            party=AgreementParty.ME,
            made_on=DAY,
            due_on=date(2026, 11, 27),
            readers=(Audience.COLLEAGUE, Audience.CANDIDATE),
        ),
    ]


def _tried(subject: UUID) -> list[Tryout]:
    return [
        Tryout(
            subject=subject,
            name="Kleine maaier schoonmaken",
            own_opinion=Opinion.GOOD,
            own_words="Dat wil ik vaker.",
            supervisor_opinion=Opinion.GOOD,
            help=Independence.CUE,
            minutes=Decimal(10),
            aid="fotokaart",
            decision=TryoutDecision.PACKAGE,
        ),
        Tryout(
            subject=subject,
            name="Heg knippen met de accuschaar",
            own_opinion=Opinion.NOT_FIT,
            supervisor_opinion=Opinion.ATTENTION,
            help=Independence.TOGETHER,
            decision=TryoutDecision.LATER,
            why="te hard geluid",
        ),
    ]


def _last(dossier: invented.Dossier) -> Visit:
    part = VisitSubject(candidate=dossier.candidate.id, placement=dossier.placement.id)
    return Visit(
        at=Appointment(date(2026, 11, 6), time(10, 0)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[part],
        agreements=[
            VisitAgreement(
                subject=part.id,
                what="Bord bij de balie hangen",
                party=AgreementParty.SUPERVISOR,
                who="Anneke Smit",
                due_on=date(2026, 11, 13),
                done_on=date(2026, 11, 10),
                result=AgreementResult.DONE,
            ),
            VisitAgreement(
                subject=part.id,
                what="Dagplanning met pictogrammen maken",
                party=AgreementParty.ME,
                due_on=date(2026, 11, 16),
            ),
        ],
        learning_moments=[
            LearningMoment(
                subject=part.id,
                question="Hoe zeg ik dat de planning verandert?",
                tip="Een dag van tevoren, met wat hetzelfde blijft.",
                worked=Answer.PARTLY,
                worked_on=DAY,
                worked_how="Eén keer vergeten, toen was het onrustig.",
            )
        ],
    )
