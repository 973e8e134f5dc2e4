"""The quick way of *Vandaag*, a query per family of rules, finds exactly what the rules find in whole dossiers."""

import random
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractKind,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Kind, Record, Shape, Spec, shape_of
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.lasting import Expectation, FactorState, SuccessCheck
from beschutdesk.dossier.placement import NextStep, Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyState, SubsidyStep, SupervisionSubsidy
from beschutdesk.dossier.values import Appointment, Slot, YesNo
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.rules.signals import RULES, Scope, Signal, signals
from beschutdesk.rules.signals.situation import situation
from beschutdesk.rules.subsidy_changes import facts
from beschutdesk.services import today as service
from beschutdesk.services.desk import Desk

TODAY = date(2026, 11, 22)
DAY = timedelta(1)
OWN = {key for key, one in RULES.items() if one.scope is Scope.PLACEMENT}


def everything(desk: Desk, today: date) -> list[Signal]:
    page = desk.today.lines(today)
    return [*page.lines, *(one for fold in page.folds for one in fold.signals)]


def out_of_records(desk: Desk, today: date) -> Iterable[Signal]:
    """The signals on placements out of whole records, one dossier at a time."""
    everybody = [desk.dossiers.whole(key, everything=True) for key in desk.dossiers.ids("candidate")]
    every = [place for whole in everybody if whole for place in whole.placements]
    issued = [desk.dossiers.get("issued_document", key) for key in desk.dossiers.ids("issued_document")]
    for whole in everybody:
        assert whole is not None
        for place in whole.placements:
            employer = next((one for one in whole.employers if one.id == place.employer), None)
            beside = [one for one in every if one.employer == place.employer and place.employer is not None]
            mine = [one for one in issued if one.candidate in (None, whole.candidate.id)]
            found = situation(
                place,
                whole.candidate,
                employer,
                today,
                siblings=whole.placements,
                colleagues=beside,
                visits=whole.visits,
                portfolios=whole.portfolios,
                issued=mine,
                subsidies=whole.subsidies,
            )
            yield from signals(found, today, desk.today.figures(whole.candidate.municipality))


def test_the_quick_way_finds_what_whole_records_give(demo_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LOOKED_AT", 10_000)
    demo_desk.inventing.fill(30, TODAY, anyway=True)
    seen: set[str] = set()
    for today in (date(2024, 2, 29), *(TODAY + days * DAY for days in (-60, 0, 30)), date(2027, 12, 31)):
        quick = {one for one in everything(demo_desk, today) if one.rule in OWN}
        slow = set(out_of_records(demo_desk, today))
        assert {(one.key, one.who) for one in slow} == {(one.key, one.who) for one in quick}
        assert slow == quick
        seen |= {one.rule for one in slow}
        one = min((one for one in slow if one.where.record == "placement"), key=lambda one: one.key)
        assert one.where.id is not None
        assert one in demo_desk.today.of(one.where.id, today)
    assert len(seen) >= 12, seen


OPEN = {"done_on", "result", "decision", "decided_on", "next_step", "reported_on", "until", "next_on"}
"""Fields that are often empty: what is still open is what gives signals."""


_S = SubsidyState
LIVES = (
    (),
    (_S.READY,),
    (_S.SUBMITTED,),
    (_S.SUBMITTED, _S.QUESTIONS),
    (_S.SUBMITTED, _S.REFUSED),
    (_S.SUBMITTED, _S.GRANTED),
    (_S.SUBMITTED, _S.GRANTED),
    (_S.SUBMITTED, _S.GRANTED, _S.ACCOUNTING),
    (_S.SUBMITTED, _S.GRANTED, _S.SETTLED),
    (_S.WITHDRAWN,),
)


class Dice(random.Random):
    """Draws values of any field, with days that lie around today."""

    def day(self) -> date:
        spread = self.choice((10, 40, 100, 400, 1500))
        return TODAY + timedelta(self.randint(-spread, spread // 2))

    def value(self, spec: Spec) -> Any:
        if spec.key in OPEN and self.random() < 0.7:
            return None
        if spec.kind is Kind.DAY:
            return self.day() if self.random() < 0.6 else None
        if spec.kind in (Kind.CHOICE, Kind.YES_NO):
            options = list(spec.options or ())
            if spec.options is SuccessFactor:
                options = [SuccessFactor.SUPERVISOR_TIME, SuccessFactor.TEAM]
            return self.choice([None, *options * 3])
        if spec.kind in (Kind.NUMBER, Kind.MONEY):
            step = Decimal(1).scaleb(-spec.decimals)
            return self.choice((None, Decimal(self.randint(1, 90)).quantize(step)))
        if spec.kind is Kind.WEEK:
            return tuple(Slot(day) for day in range(5) if self.random() < 0.4)
        return spec.empty

    def rows(self, shape: Shape) -> list[Any]:
        number = self.choice((0, 0, 1, 2, 3))
        return [shape.type(**{name: self.value(spec) for name, spec in shape.specs.items()}) for _ in range(number)]

    def placement(self, person: Candidate, boss: Employer) -> Placement:
        shape = shape_of("placement")
        made = Placement(
            candidate=person.id,
            employer=boss.id,
            ended_on=self.day() if self.random() < 0.3 else None,
            **{name: self.value(shape.specs[name]) for name in ("end_reason", "next_step", "next_contact_on")},
        )
        for name, child in shape.children.items():
            if self.random() < 0.6:
                setattr(made, name, self.rows(shape_of(child)))
        guides = [None, *(one.id for one in boss.supervisors)]
        for terms in made.terms:
            terms.supervisor, terms.backup = self.choice(guides), self.choice(guides)
            terms.visit_weeks = self.choice((None, Decimal(2), Decimal(8), Decimal(20)))
        return made

    def visit(self, person: Candidate, places: list[Placement]) -> Visit:
        place = self.choice([None, *(one.id for one in places)])
        return Visit(
            at=Appointment(self.day(), time(9)) if self.random() < 0.95 else None,
            medium=self.choice([None, *Medium]),
            state=self.choice([None, *VisitState]),
            subjects=[self.subject(person, place) for _ in range(self.choice((1, 1, 1, 1, 2)))],
        )

    def subject(self, person: Candidate, place: UUID | None) -> VisitSubject:
        made = VisitSubject(candidate=person.id, placement=place)
        if self.random() < 0.5:
            shape = shape_of("visit_subject")
            names = ("supervision_judgement", "enough_worker", "form_worker", "enough_supervisor", "form_supervisor")
            for name in (*names, "concern"):
                setattr(made, name, self.value(shape.specs[name]))
            made.not_shared_because = self.choice(("", "", "De werkgever was er zelf bij."))
        return made

    def subsidy(self, place: Placement, boss: Employer, before: SupervisionSubsidy | None) -> SupervisionSubsidy:
        """An application at any point of its life; facts are those of another day, or of none."""
        since = self.choice((None, self.day()))
        made = SupervisionSubsidy(
            candidate=place.candidate,
            placement=place.id,
            since=since,
            until=None if since is None else since + self.choice((100, 364)) * DAY,
            renews=before.id if before is not None and self.random() < 0.5 else None,
            applicant=self.choice([None, *Applicant]),
            applicant_iban=self.choice(("", "NL 02 ABNA 0123 4567 89")),
        )
        day = since or self.day()
        for state in self.choice(LIVES):
            day += self.randint(0, 60) * DAY
            due, until = self.choice((None, self.day())), self.choice((None, None, self.day()))
            made.steps.append(SubsidyStep(state=state, happened_on=day, due_on=due, until=until))
        if self.random() < 0.8:
            then = self.placement(Candidate(), boss) if self.random() < 0.5 else place
            made.facts = facts(made, then, self.choice((boss.iban, "NL91ABNA0417164300")), self.day())
            self.shuffle(made.facts)
            made.facts = made.facts[: self.randint(0, 6)]
        return made

    def agreed(self, visit: Visit) -> Visit:
        visit.agreements = self.rows(shape_of("visit_agreement"))
        for row in visit.agreements:
            row.subject = self.choice([None, *(one.id for one in visit.subjects)])
        return visit


def chained(dice: Dice, number: int) -> list[Record]:
    """What hardly comes about by chance: contracts in a chain, judgements in a row, a quiet end."""
    person = Candidate(name_used=f"Keten {number}", municipality="Kampen")
    place = Placement(candidate=person.id)
    since = TODAY - dice.randint(900, 1100) * DAY
    for _ in range(dice.choice((3, 3, 4))):
        until = since + dice.randint(300, 400) * DAY
        place.contracts.append(Contract(kind=ContractKind.TEMPORARY, since=since, until=until))
        since = until + DAY
    for days in (dice.randint(0, 200), dice.randint(0, 200)):
        factor, state = SuccessFactor.SUPERVISOR_TIME, dice.choice((FactorState.NO, FactorState.PARTLY))
        place.success_checks.append(SuccessCheck(factor=factor, state=state, looked_on=TODAY - days * DAY))
    quiet = Candidate(name_used=f"Stil {number}")
    over = Placement(candidate=quiet.id, ended_on=TODAY - dice.randint(60, 300) * DAY, next_step=NextStep.HOME)
    fresh = Candidate(name_used=f"Nieuw {number}")
    since = TODAY - dice.randint(120, 200) * DAY
    begun = Placement(candidate=fresh.id, contracts=[Contract(kind=ContractKind.TEMPORARY, since=since)])
    begun.wage_values = [
        WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(points), measured_on=TODAY - days * DAY)
        for points, days in ((60, 400), (45, dice.randint(10, 90)))
    ]
    kind, until = InstrumentKind.JOB_COACH, TODAY + dice.randint(10, 90) * DAY
    begun.instruments = [Instrument(kind=kind, state=InstrumentState.GRANTED, until=until)]
    begun.expectations = [Expectation(told_on=TODAY - 500 * DAY)]
    back = TODAY - dice.randint(1, 20) * DAY
    begun.absences = [Absence(since=back - 5 * DAY, until=back, to_report=YesNo.YES, reported_on=back)]
    flat = WageValue(kind=WageValueKind.FLAT, percentage=Decimal(50), measured_on=TODAY - dice.randint(130, 200) * DAY)
    place.wage_values = [flat]
    return [person, place, quiet, over, fresh, begun]


def caseload(seed: int) -> list[Record]:
    """Thirty people with anything around them."""
    dice, away, more, made = Dice(seed), Dice(seed + 1000), Dice(seed + 2000), list[Record]()
    bosses = [Employer(name=f"W{n}", iban=f"NL20INGB000123456{n % 10}") for n in range(12)]
    for boss in bosses:
        spec = shape_of("supervisor").specs
        boss.supervisors = [
            Supervisor(name="x", **{key: dice.value(spec[key]) for key in ("minutes", "days", "leaves_on")})
            for _ in range(3)
        ]
        for guide in boss.supervisors:
            guide.away_since, guide.away_until = away.value(spec["away_since"]), away.value(spec["away_until"])
            guide.backup = away.choice([None, *(other.id for other in boss.supervisors)])
    for number in range(30):
        if number % 6 == 0:
            made += chained(dice, number)
        state = dice.choice((None, CandidateState.ACTIVE, CandidateState.ACTIVE, CandidateState.CLOSED))
        person = Candidate(name_used=f"K{number}", state=state, municipality=dice.choice(("Kampen", "Zwolle", "")))
        places = [dice.placement(person, dice.choice(bosses)) for _ in range(dice.choice((1, 1, 2, 3)))]
        portfolios = [
            Portfolio(candidate=person.id, placement=dice.choice([None, places[0].id]), discussed_on=dice.day())
            for _ in range(dice.randint(0, 2))
        ]
        for one in portfolios:
            one.review_on = dice.choice((None, dice.day()))
        made += [person, *places, *portfolios]
        for place in places:
            boss, before = next(one for one in bosses if one.id == place.employer), None
            for _ in range(more.choice((0, 0, 1, 2))):
                before = more.subsidy(place, boss, before)
                made.append(before)
        seen = [dice.agreed(dice.visit(person, places)) for _ in range(dice.randint(0, 5))]
        made += seen
        for visit in seen[:2]:
            alone = dice.random() < 0.7
            made.append(
                IssuedDocument(
                    kind=DocumentKind.VISIT_REPORT,
                    candidate=person.id if alone else None,
                    placement=visit.subjects[0].placement if alone else None,
                    visit=visit.id,
                    audience=dice.choice(("employer", "supervisor")),
                    issued_on=dice.day(),
                )
            )
        for one in portfolios[:1]:
            made.append(
                IssuedDocument(
                    candidate=person.id,
                    placement=dice.choice([None, places[0].id]),
                    portfolio=dice.choice((None, one.id)),
                    audience=dice.choice(("employer", "supervisor")),
                    issued_on=dice.day(),
                )
            )
    return [*bosses, *made]


def test_whatever_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LOOKED_AT", 10_000)
    own = "[{}]\nvalues = [{{ from = 2015-01-01, value = {} }}]\n"
    numbers = own.format("decision_months", 5) + own.format("share_days", 2)
    seen: set[str] = set()
    for seed, text, days in ((1, "", -60), (2, "", 0), (3, numbers, 45), (4, "", 20), (5, "", -20)):
        desk.dossiers.add(caseload(seed))
        desk.today.set_figures(text, "Kampen")
        today = TODAY + days * DAY
        quick = {one for one in everything(desk, today) if one.rule in OWN}
        slow = set(out_of_records(desk, today))
        assert {(one.key, one.who, one.words) for one in slow} == {(one.key, one.who, one.words) for one in quick}
        assert slow == quick
        seen |= {one.rule for one in slow}
    assert seen == OWN
