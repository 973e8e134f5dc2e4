"""What to know before a visit: of the right person, with what is open, and nothing of anybody else."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.lasting import Agreement, AgreementResult
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, LearningMoment, Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.preparing import first_words
from beschutdesk.services.preparing_paper import sheet
from beschutdesk.services.rebasing import Edit
from beschutdesk.services.visits import About, AgreementAt
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble
from tests.documents import invented_visits
from tests.documents.invented_visits import Trip

TODAY = date(2026, 12, 3)


@pytest.fixture
def trip(desk: Desk) -> Trip:
    """Two visits to Thijs, the last one together with Sanne, and the next one planned."""
    made = invented_visits.two()
    case = made.dossier
    case.task_list.tasks[1].state = TaskState.TRYING
    case.placement.terms[0].supervision_minutes = Decimal(60)
    following = Visit(
        at=Appointment(date(2026, 12, 4), time(10)),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        employer=case.employer.id,
        subjects=[
            VisitSubject(candidate=case.candidate.id, placement=case.placement.id),
            VisitSubject(candidate=made.others[0].id),
        ],
    )
    made.before.append(following)
    records = [case.candidate, *made.others, case.employer, case.placement, case.task_list, *made.before, made.visit]
    desk.dossiers.add(records)
    return made


def test_last_time_what_is_open_and_what_to_ask(desk: Desk, trip: Trip) -> None:
    case, visit = trip.dossier, trip.visit
    found = desk.preparing.of(About(case.candidate.id, case.placement.id), TODAY, trip.before[-1].id)
    assert (found.name, found.employer, found.guide) == (
        "Thijs van den Bovenkamp",
        "Hoveniersbedrijf Groenrijk",
        "Anneke Smit, 06 12 34 56 78",
    )
    assert found.at == Appointment(date(2026, 12, 4), time(10))
    assert found.last is not None
    assert (found.last.visit, found.last.day, found.last.concern) == (
        visit.id,
        invented_visits.DAY,
        Judgement.ATTENTION,
    )
    themes = {one.field: one for one in found.last.themes}
    assert themes["team"].judgement is Judgement.ATTENTION
    assert themes["team"].words.startswith("De nieuwe collega geeft twee opdrachten")
    assert [one.field for one in found.last.themes if one.private] == ["private"]
    promises = {one.what: one for one in found.agreements}
    assert promises["Donderdag neemt Youssef de dag door"].at == AgreementAt("visit", visit.id, visit.agreements[0].id)
    assert [one.what for one in found.agreements if one.overdue] == [
        "Dagplanning met pictogrammen maken",
        "Donderdag neemt Youssef de dag door",
        "Moeder bellen over de bus",
    ]
    assert "Bord bij de balie hangen" not in promises  # came of it before the visit before
    assert "Gehoorkappen bestellen" not in promises
    assert found.questions == ("Hoe vindt de nieuwe collega het zelf?",)
    assert [(one.visit, one.row) for one in found.lessons] == [(visit.id, visit.learning_moments[0].id)]
    assert [one.name for one in found.tasks] == ["Onkruid schoffelen"]
    assert found.agreed_minutes == Decimal(60)
    assert found.minutes == ((invented_visits.DAY, Decimal(45)),)
    assert all(one.people == (case.candidate.id,) for one in found.signals if one.people)


def test_what_came_of_an_agreement_since_last_time_stands_below(desk: Desk, trip: Trip) -> None:
    visit = desk.dossiers.get("visit", trip.visit.id)
    path = f"agreements/{visit.agreements[1].id}/done_on"
    desk.dossiers.save([Edit("visit", visit.id, visit.version, {path: "2026-12-01"})])
    found = desk.preparing.of(About(trip.dossier.candidate.id, trip.dossier.placement.id), TODAY)
    assert [one.open for one in found.agreements] == [True] * (len(found.agreements) - 1) + [False]
    assert found.agreements[-1].done_on == date(2026, 12, 1)


def test_of_last_time_every_agreement_stands_there_with_how_it_went(desk: Desk, trip: Trip) -> None:
    about = About(trip.dossier.candidate.id, trip.dossier.placement.id)
    visit = desk.dossiers.get("visit", trip.visit.id)
    mine = [row for row in visit.agreements if row.subject == visit.subjects[0].id]
    results = (AgreementResult.NOT_DONE, AgreementResult.DROPPED, AgreementResult.PARTLY)
    for row, result in zip(mine, results, strict=False):
        desk.visits.settle(AgreementAt("visit", visit.id, row.id), result, TODAY)
    found = desk.preparing.of(about, TODAY)
    assert {one.what: one.result for one in found.agreements if not one.open} == {
        row.what: result for row, result in zip(mine, results, strict=False)
    }
    signs = {what: (sign, when) for sign, _, what, when in sheet(found, TODAY).agreements}
    assert [signs[row.what][0] for row in mine[:3]] == ["✗", "–", "!"]
    assert signs[mine[0].what][1] == "niet gedaan"


def test_each_person_of_a_visit_gets_a_page_without_the_other(desk: Desk, trip: Trip) -> None:
    thijs, sanne = desk.preparing.of_visit(trip.before[-1].id, TODAY)
    assert "Sanne" not in repr(thijs)
    assert "GEHEIM" not in repr(thijs)
    assert "Thijs" not in repr(sanne)
    assert [one.what for one in sanne.agreements] == ["Lijst plastificeren"]
    assert sanne.signals == ()
    printed = desk.preparing.render([thijs, sanne], TODAY)
    assert printed.name == "Voorbereiding Thijs 04-12-2026.pdf"
    assert printed.data.startswith(b"%PDF")
    desk.preparing.printed([thijs, sanne], way="pdf")
    assert len(desk.audit.numbers(Filter(frozenset({Act.PRINT})))) == 2


def test_another_world_around_the_other_changes_no_byte(desk: Desk, trip: Trip) -> None:
    about = About(trip.dossier.candidate.id, trip.dossier.placement.id)
    before = desk.preparing.render([desk.preparing.of(about, TODAY)], TODAY).data
    visit = desk.dossiers.get("visit", trip.visit.id)
    other: Any = copy(visit)
    part = next(one for one in other.subjects if one.candidate != about.candidate)
    row = next(one for one in other.agreements if one.subject == part.id)
    changes = {
        f"subjects/{part.id}/tasks": "Heel anders",
        f"subjects/{part.id}/ask_next": "Anders vragen?",
        f"subjects/{part.id}/supervision_minutes": 200,
        f"agreements/{row.id}/what": "Anders afgesproken",
        "notes": "Anders",
    }
    desk.dossiers.save([Edit("visit", visit.id, visit.version, changes)])
    tip = Visit(
        at=Appointment(date(2026, 12, 1), time(9)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[mine := VisitSubject(candidate=trip.others[0].id)],
        learning_moments=[LearningMoment(subject=mine.id, question="Iets anders?")],
    )
    desk.dossiers.add([tip])
    assert desk.preparing.render([desk.preparing.of(about, TODAY)], TODAY).data == before


def test_a_first_visit_has_nothing_to_look_back_at(desk: Desk) -> None:
    made = invented_visits.empty().dossier
    desk.dossiers.add([made.candidate])
    found = desk.preparing.of(About(made.candidate.id), TODAY)
    assert (found.last, found.agreements, found.questions, found.dates) == (None, (), (), ())
    assert desk.preparing.render([found], TODAY).data.startswith(b"%PDF")


def test_who_is_gone_is_not_prepared(desk: Desk, trip: Trip) -> None:
    desk.dossiers.trash("candidate", trip.dossier.candidate.id)
    with pytest.raises(Trouble, match="er niet meer"):
        desk.preparing.of(About(trip.dossier.candidate.id), TODAY)
    with pytest.raises(Trouble, match="bezoek is er niet meer"):
        desk.preparing.of_visit(trip.dossier.candidate.id, TODAY)


def test_who_is_in_the_trash_keeps_nobody_from_preparing_the_others(desk: Desk, trip: Trip) -> None:
    visit, people = trip.before[-1].id, (trip.dossier.candidate.id, trip.others[0].id)
    desk.dossiers.trash("candidate", people[0])
    assert [one.about.candidate for one in desk.preparing.of_visit(visit, TODAY)] == [people[1]]
    desk.dossiers.trash("candidate", people[1])
    with pytest.raises(Trouble, match="er niet meer"):
        desk.preparing.of_visit(visit, TODAY)


def test_an_agreement_outside_a_visit_is_there_too_also_when_it_was_closed_to_others(desk: Desk, trip: Trip) -> None:
    place = desk.dossiers.get("placement", trip.dossier.placement.id)
    row = Agreement(what="Alleen ik", due_on=date(2026, 12, 10), readers=(Audience.COLLEAGUE,))
    path = f"agreements/{row.id}/"
    changes = {
        "agreements": [*(str(one.id) for one in place.agreements), str(row.id)],
        f"{path}what": row.what,
        f"{path}due_on": "2026-12-10",
        f"{path}readers": ["colleague"],
    }
    desk.dossiers.save([Edit("placement", place.id, place.version, changes)])
    found = desk.preparing.of(About(trip.dossier.candidate.id, place.id), TODAY)
    (mine,) = [one for one in found.agreements if one.what == "Alleen ik"]
    assert mine.at == AgreementAt("placement", place.id, row.id)
    assert not mine.overdue


def test_first_words_end_between_two_words() -> None:
    assert first_words("kort\n en  goed") == "kort en goed"
    assert first_words("een twee drie vier", 12) == "een twee…"
    assert first_words("x" * 30, 10) == "x" * 9 + "…"
