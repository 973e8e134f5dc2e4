"""Papers of an application that leave: for the right reader, of the right application, and kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from beschutdesk.dossier.around import Involvement
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from beschutdesk.dossier.visit import VisitSubject
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.subsidy_papers import READERS, CostAnswers
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble
from tests.documents import invented_subsidies as invented
from tests.documents.invented_subsidies import TODAY, Application

APPLICATION, PLAN, PICTURE, LOG = READERS
GEMEENTE, EMPLOYER = Audience.MUNICIPALITY, Audience.EMPLOYER


def kept(desk: Desk, made: Application, *others: Record) -> Application:
    case = made.dossier
    made.subsidy.scheme = "landelijk"
    desk.dossiers.add([case.candidate, case.employer, case.placement, *others, *made.visits, made.subsidy])
    return made


@pytest.fixture
def one(desk: Desk) -> Application:
    return kept(desk, invented.granted())


@pytest.mark.parametrize("kind", READERS)
def test_every_paper_is_made_for_each_of_its_readers(desk: Desk, one: Application, kind: DocumentKind) -> None:
    for audience in READERS[kind]:
        printed = desk.subsidy_papers.render(desk.subsidy_papers.order(one.subsidy.id, kind, audience, TODAY))
        assert printed.data.startswith(b"%PDF-")
        assert "Thijs" in printed.name


@pytest.mark.parametrize("kind", READERS)
def test_no_other_reader_gets_it(desk: Desk, one: Application, kind: DocumentKind) -> None:
    for audience in set(Audience) - set(READERS[kind]):
        with pytest.raises(Trouble, match="alleen voor"):
            desk.subsidy_papers.order(one.subsidy.id, kind, audience, TODAY)


def test_what_leaves_is_kept_with_its_number_and_in_the_log(desk: Desk, one: Application) -> None:
    papers = desk.subsidy_papers
    for number in (1, 2):
        order = papers.order(one.subsidy.id, APPLICATION, GEMEENTE, TODAY)
        assert order.number == number
        papers.issue(order, papers.render(order), way="pdf", to_whom="Gemeente Vechtdal")
    log = papers.order(one.subsidy.id, LOG, GEMEENTE, TODAY)
    assert log.number == 1
    papers.issue(log, papers.render(log), way="pdf")
    assert len(papers.issued(one.subsidy.id)) == 3
    found = papers.issued(one.subsidy.id, APPLICATION)
    assert [int(each.number or 0) for each in found] == [2, 1]
    last = found[-1]
    assert (last.subsidy, last.placement, last.audience, last.concept) == (
        one.subsidy.id,
        one.dossier.placement.id,
        "municipality",
        YesNo.NO,
    )
    assert last.file is not None
    assert desk.documents.reopen(last).startswith(b"%PDF-")
    assert len(desk.audit.numbers(Filter(frozenset({Act.PRINT})))) == 3


def test_a_concept_is_kept_as_one(desk: Desk) -> None:
    made = invented.full()
    made.subsidy.without = ""
    kept(desk, made)
    order = desk.subsidy_papers.order(made.subsidy.id, APPLICATION, GEMEENTE, TODAY)
    assert order.missing == ("Wat gaat er niet zonder die begeleiding",)
    desk.subsidy_papers.issue(order, desk.subsidy_papers.render(order), way="pdf")
    assert desk.subsidy_papers.issued(made.subsidy.id)[0].concept is YesNo.YES


def test_what_is_being_typed_is_shown_and_changes_nothing(desk: Desk, one: Application) -> None:
    typed = copy(one.subsidy)
    typed.why_more = "Net getypt."
    order = desk.subsidy_papers.order(one.subsidy.id, APPLICATION, GEMEENTE, TODAY, edited=typed)
    assert order.views().subsidy.why_more == "Net getypt."
    assert desk.dossiers.get("supervision_subsidy", one.subsidy.id).why_more == one.subsidy.why_more


def test_a_step_plan_and_a_cost_picture_need_no_application_the_others_do(desk: Desk) -> None:
    case = invented.full().dossier
    desk.dossiers.add([case.candidate, case.employer, case.placement])
    papers, place = desk.subsidy_papers, case.placement.id
    for kind in (PLAN, PICTURE):
        order = papers.order_for(place, kind, EMPLOYER, TODAY)
        assert order.subsidy is None
        papers.issue(order, papers.render(order), way="pdf")
        assert papers.order_for(place, kind, EMPLOYER, TODAY).number == 2
    for kind in (APPLICATION, LOG):
        with pytest.raises(Trouble, match="nog geen aanvraag"):
            papers.order_for(place, kind, GEMEENTE, TODAY)


def test_the_application_that_runs_is_meant_unless_a_period_is_named(desk: Desk, one: Application) -> None:
    case = one.dossier
    later = SupervisionSubsidy(
        candidate=case.candidate.id,
        placement=case.placement.id,
        since=date(2027, 5, 1),
        until=date(2028, 4, 30),
        renews=one.subsidy.id,
    )
    desk.dossiers.add([later])
    papers, place = desk.subsidy_papers, case.placement.id

    def meant(today: date, period: date | None = None) -> UUID | None:
        return papers.order_for(place, APPLICATION, GEMEENTE, today, period=period).subsidy

    assert meant(TODAY) == one.subsidy.id
    assert meant(date(2027, 5, 1)) == later.id
    assert meant(date(2029, 1, 1)) == later.id
    assert meant(TODAY, date(2027, 12, 1)) == later.id
    assert papers.place_of(case.candidate.id, TODAY, date(2027, 12, 1)) == place
    with pytest.raises(Trouble, match="geen aanvraag in deze periode"):
        meant(TODAY, date(2025, 1, 1))
    renewal = papers.order(later.id, APPLICATION, GEMEENTE, TODAY).views()
    assert renewal.subsidy.renews.since == one.subsidy.since


def test_only_the_gemeente_gets_a_bsn_and_nobody_an_absence(desk: Desk) -> None:
    made = invented.granted()
    made.dossier.placement.absences = [Absence(since=date(2026, 8, 3))]
    kept(desk, made)
    desk.settings.record_bsn = True
    orders = {
        audience: desk.subsidy_papers.order(made.subsidy.id, APPLICATION, audience, TODAY)
        for audience in READERS[APPLICATION]
    }
    assert {key: one.views().candidate.bsn for key, one in orders.items()} == {  # type: ignore[union-attr]
        GEMEENTE: "111222333",
        EMPLOYER: "",
        Audience.SOB: "",
    }
    left = {one.words for one in desk.subsidy_papers.left_out(orders[EMPLOYER])}
    assert {"BSN", "Geboortedatum", "Straat en huisnummer"} <= left
    told = desk.subsidy_papers.left_out(orders[GEMEENTE])
    assert "BSN" not in {one.words for one in told}
    assert any(one.record == "Afwezigheid" and "werkgever" in one.why for one in told)


def test_a_bsn_that_is_turned_off_is_on_no_paper_and_that_is_told(desk: Desk) -> None:
    """What was written down while it was on stays kept, and leaves no more."""
    made = kept(desk, invented.granted())
    for audience in READERS[APPLICATION]:
        order = desk.subsidy_papers.order(made.subsidy.id, APPLICATION, audience, TODAY)
        assert order.views().candidate.bsn == ""  # type: ignore[union-attr]
        why = {one.words: one.why for one in desk.subsidy_papers.left_out(order)}
        assert why["BSN"] == ("staat uit bij Instellingen" if audience is GEMEENTE else "alleen voor gemeente")


def test_nothing_of_another_person_at_a_visit_travels(desk: Desk) -> None:
    made = invented.granted()
    sanne, place = Candidate(name_used="Sanne", family_name="Kuipers"), Placement()
    place.candidate, place.employer = sanne.id, made.dossier.employer.id
    visit = made.visits[0]
    visit.notes, visit.present = "Sanne was stil.", ("Sanne Kuipers",)
    visit.subjects.append(
        VisitSubject(candidate=sanne.id, placement=place.id, supervision_minutes=Decimal(999), tasks="GEHEIM")
    )
    visit.subjects[0].private = "GEHEIM"
    kept(desk, made, sanne, place)
    order = desk.subsidy_papers.order(made.subsidy.id, LOG, GEMEENTE, TODAY)
    said = repr(order)
    for gone in ("Sanne", "GEHEIM", "Decimal('999')"):  # ids may hold 999
        assert gone not in said
    assert "80" in said


def test_what_may_have_slipped_in_is_pointed_out(desk: Desk) -> None:
    made = invented.granted()
    made.dossier.candidate.involved = [Involvement(name="Karel de Wit")]
    made.subsidy.why_more = "Karel de Wit zegt dat zijn medicijnen hem moe maken."
    made.subsidy.goals[0].problem = "BSN 111222333"
    kept(desk, made)
    order = desk.subsidy_papers.order(made.subsidy.id, APPLICATION, GEMEENTE, TODAY)
    found = {one.found for one in desk.subsidy_papers.slips(order)}
    assert {"Karel de Wit", "medicijnen", "111222333"} <= found
    assert "Thijs" not in found
    assert desk.subsidy_papers.slips(desk.subsidy_papers.order(made.subsidy.id, PICTURE, EMPLOYER, TODAY)) == ()


def test_answers_of_an_employer_are_counted_with(desk: Desk, one: Application) -> None:
    papers = desk.subsidy_papers
    order = papers.order(one.subsidy.id, PICTURE, EMPLOYER, TODAY, answers=CostAnswers(wage_hour=Decimal("15.20")))
    assert papers.render(order).data != papers.render(replace(order, answers=None)).data


def test_what_is_gone_is_told(desk: Desk, one: Application) -> None:
    papers = desk.subsidy_papers
    with pytest.raises(Trouble, match="er niet meer"):
        papers.order(new_id(), APPLICATION, GEMEENTE, TODAY)
    desk.dossiers.trash("supervision_subsidy", one.subsidy.id)
    with pytest.raises(Trouble, match="prullenbak"):
        papers.order(one.subsidy.id, APPLICATION, GEMEENTE, TODAY)
    with pytest.raises(Trouble, match="nog geen aanvraag"):
        papers.order_for(one.dossier.placement.id, APPLICATION, GEMEENTE, TODAY)
    alone = Candidate(name_used="Sem")
    desk.dossiers.add([alone])
    with pytest.raises(Trouble, match="nog geen plaatsing"):
        papers.place_of(alone.id, TODAY)
