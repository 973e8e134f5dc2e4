"""Visits: planned, moved, begun, joined, finished, settled; each taken back by its save."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.lasting import Agreement, AgreementParty, AgreementResult
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import (
    Answer,
    Judgement,
    LearningMoment,
    Medium,
    Occasion,
    Visit,
    VisitAgreement,
    VisitState,
    VisitSubject,
)
from beschutdesk.rules.rhythm import Basis
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.services.visits import About, AgreementAt
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 24)
NOW = Appointment(TODAY, time(10, 15))
DAY = timedelta(1)
ANN, BO, CAS = (Candidate(name_used=name, municipality="Kampen") for name in ("Ann", "Bo", "Cas"))
BAKER, SHOP = Employer(name="Bakker"), Employer(name="Winkel")
PHASE = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2026, 1, 5))


def place(person: Candidate, boss: Employer) -> Placement:
    phase = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2026, 1, 5))
    return Placement(candidate=person.id, employer=boss.id, phases=[phase], terms=[Terms(visit_weeks=Decimal(4))])


AT_BAKER, ALSO_THERE, AT_SHOP = place(ANN, BAKER), place(BO, BAKER), place(CAS, SHOP)
OF_ANN, OF_BO, OF_CAS = (About(p.candidate, p.id) for p in (AT_BAKER, ALSO_THERE, AT_SHOP) if p.candidate)


@pytest.fixture
def full(desk: Desk) -> Desk:
    records: list[Record] = [ANN, BO, CAS, BAKER, SHOP, AT_BAKER, ALSO_THERE, AT_SHOP]
    desk.dossiers.add(records)
    return desk


def only(saved: object) -> UUID:
    """The one visit that a save changed."""
    (key,) = (key for record, key in saved.changed if record == "visit")  # type: ignore[attr-defined]
    return key  # type: ignore[no-any-return]


def read(desk: Desk, key: UUID) -> Visit:
    found = desk.dossiers.get("visit", key)
    assert isinstance(found, Visit)
    return found


def undone(desk: Desk, saved: object) -> None:
    assert saved.save_id is not None  # type: ignore[attr-defined]
    desk.dossiers.undo(saved.save_id)  # type: ignore[attr-defined]


# -- planned -----------------------------------------------------------------------------------------------------------


def test_a_visit_with_two_people_is_planned_where_both_work(full: Desk) -> None:
    saved = full.visits.plan([OF_ANN, OF_BO, OF_ANN], NOW, Medium.THREE_WAY, occasion=Occasion.ASKED)
    visit = read(full, only(saved))
    assert (visit.state, visit.at, visit.medium) == (VisitState.PLANNED, NOW, Medium.THREE_WAY)
    assert (visit.occasion, visit.employer) == (Occasion.ASKED, BAKER.id)
    assert [(s.candidate, s.placement) for s in visit.subjects] == [(ANN.id, AT_BAKER.id), (BO.id, ALSO_THERE.id)]
    undone(full, saved)
    assert read(full, visit.id).deleted_at is not None


def test_where_is_open_when_they_work_apart_and_nobody_is_an_employer_alone(full: Desk) -> None:
    assert read(full, only(full.visits.plan([OF_ANN, OF_CAS], NOW, Medium.TALK))).employer is None
    alone = read(full, only(full.visits.plan([], NOW, Medium.PHONE, employer=SHOP.id)))
    assert (alone.employer, alone.subjects) == (SHOP.id, [])


def test_nothing_is_planned_with_who_is_gone_or_in_a_placement_of_another(full: Desk) -> None:
    with pytest.raises(Trouble, match="iemand anders"):
        full.visits.plan([About(ANN.id, AT_SHOP.id)], NOW, Medium.VISIT)
    full.dossiers.trash("candidate", ANN.id)
    for about in ([OF_ANN], [OF_BO, About(new_id())]):
        with pytest.raises(Trouble, match="er niet meer"):
            full.visits.plan(about, NOW, Medium.VISIT)
    assert full.dossiers.ids("visit") == []


def test_moving_keeps_the_day_on_which_it_stood_first(full: Desk) -> None:
    key = only(full.visits.plan([OF_ANN], NOW, Medium.VISIT))
    later = Appointment(TODAY + 3 * DAY, time(9))
    saved = full.visits.move(key, later, " Ann is vrij ")
    assert (read(full, key).at, read(full, key).moved_from) == (later, TODAY)
    assert read(full, key).moved_because == "Ann is vrij"
    full.visits.move(key, Appointment(TODAY + 5 * DAY, time(9)), "Weer vrij")
    assert read(full, key).moved_from == TODAY
    full.visits.move(key, Appointment(TODAY + 5 * DAY, time(11)), "Later op de dag")
    assert full.visits.move(key, Appointment(TODAY + 5 * DAY, time(11)), "Niets").save_id is None
    for because in ("", "  "):
        with pytest.raises(Trouble, match="waarom"):
            full.visits.move(key, NOW, because)
    undone(full, saved)
    assert read(full, key).at == Appointment(TODAY + 5 * DAY, time(11))  # changed since: what stands there stays
    full.visits.finish(key, {}, TODAY)
    with pytest.raises(Trouble, match="niet meer gepland"):
        full.visits.move(key, NOW, "Te laat")


def test_no_contact_is_an_attempt_and_not_a_visit(full: Desk) -> None:
    key = only(full.visits.plan([OF_ANN], Appointment(TODAY + DAY, time(9)), Medium.PHONE))
    with pytest.raises(Trouble, match="waarom"):
        full.visits.no_contact(key, " ", TODAY)
    saved = full.visits.no_contact(key, "Geen gehoor", TODAY)
    visit = read(full, key)
    assert (visit.state, visit.no_contact_because) == (VisitState.NO_CONTACT, "Geen gehoor")
    assert visit.at == Appointment(TODAY, time(9))
    found = full.visits.next_for(OF_ANN, TODAY)
    assert found is not None
    assert found.since == PHASE.since
    undone(full, saved)
    assert read(full, key).state is VisitState.PLANNED
    full.visits.finish(key, {}, TODAY)
    with pytest.raises(Trouble, match="al afgerond"):
        full.visits.no_contact(key, "Toch niet", TODAY)


def test_the_next_visit_follows_from_phase_and_agreement(full: Desk) -> None:
    found = full.visits.next_for(OF_ANN, TODAY)
    assert found is not None
    assert (found.day, found.basis, found.weeks) == (date(2026, 2, 2), Basis.AGREED, Decimal(4))
    full.visits.begin([OF_ANN], Medium.VISIT, NOW)
    found = full.visits.next_for(OF_ANN, TODAY)
    assert found is not None
    assert found.day == TODAY + 28 * DAY
    assert full.visits.next_for(About(ANN.id), TODAY) is None
    assert full.visits.next_for(About(ANN.id, new_id()), TODAY) is None
    text = "[visit_least_weeks]\nvalues = [{ from = 2015-01-01, value = 2 }]\n"
    full.today.set_figures(text, "kampen")
    found = full.visits.next_for(OF_ANN, TODAY)
    assert found is not None
    assert (found.day, found.basis) == (TODAY + 14 * DAY, Basis.LEAST)


# -- held --------------------------------------------------------------------------------------------------------------


def test_what_is_begun_is_on_disk_at_once_and_two_may_be_open(full: Desk) -> None:
    one = full.visits.begin([OF_ANN, OF_BO], Medium.VISIT, NOW)
    two = full.visits.begin([], Medium.PHONE, Appointment(TODAY, time(13)), employer=SHOP.id)
    assert one.version == read(full, one.id).version == 1
    assert read(full, one.id).state is VisitState.CONCEPT
    full.drafts.keep(Draft("visit", two.id, 1, {"notes": "getypt"}))
    found = full.visits.unfinished()
    assert [(line.id, line.who, line.employer, line.has_draft) for line in found] == [
        (two.id, (), "Winkel", True),
        (one.id, ("Ann", "Bo"), "Bakker", False),
    ]
    one.notes = "veranderd"
    assert read(full, one.id).notes == ""  # a copy


def test_what_is_unfinished_about_who_is_in_the_trash_is_not_named(full: Desk) -> None:
    both, alone = full.visits.begin([OF_ANN, OF_BO], Medium.VISIT, NOW), full.visits.begin([OF_BO], Medium.VISIT, NOW)
    full.dossiers.trash("candidate", BO.id)
    assert [(line.id, line.who) for line in full.visits.unfinished()] == [(both.id, ("Ann",))]
    full.dossiers.restore("candidate", BO.id)
    full.dossiers.trash("visit", both.id)
    assert [line.id for line in full.visits.unfinished()] == [alone.id]


def test_a_planned_visit_becomes_what_is_begun(full: Desk) -> None:
    key = only(
        full.visits.plan([OF_ANN], Appointment(TODAY - 2 * DAY, time(9)), Medium.PHONE, occasion=Occasion.SIGNAL)
    )
    visit = full.visits.begin([OF_ANN, OF_BO], Medium.VISIT, NOW, planned=key)
    assert (visit.id, visit.at, visit.medium, visit.state) == (key, NOW, Medium.VISIT, VisitState.CONCEPT)
    assert (visit.moved_from, visit.occasion) == (TODAY - 2 * DAY, Occasion.SIGNAL)
    assert [subject.candidate for subject in visit.subjects] == [ANN.id, BO.id]
    again = full.visits.begin([], Medium.MAIL, Appointment(TODAY + DAY, time(9)), planned=key)
    assert codec.flatten(again) == codec.flatten(visit)  # pressed twice: it goes on
    full.visits.finish(key, {}, TODAY)
    with pytest.raises(Trouble, match="al vastgelegd"):
        full.visits.begin([], Medium.VISIT, NOW, planned=key)
    full.dossiers.trash("visit", key)
    with pytest.raises(Trouble, match="er niet meer"):
        full.visits.begin([], Medium.VISIT, NOW, planned=key)


def test_somebody_joins_once_and_goes_again_with_what_was_said(full: Desk) -> None:
    visit = full.visits.begin([OF_ANN], Medium.VISIT, NOW)
    typed = Edit("visit", visit.id, visit.version, {f"subjects/{visit.subjects[0].id}/tasks": "Goed"})
    saved = full.visits.join(visit.id, OF_BO)
    full.dossiers.save([typed])  # what was being typed about the first is laid over it
    assert full.visits.join(visit.id, OF_BO).save_id is None
    first, second = read(full, visit.id).subjects
    assert (first.tasks, second.candidate) == ("Goed", BO.id)
    row = new_id()
    rows = {"agreements": [str(row)], f"agreements/{row}/subject": str(second.id), f"agreements/{row}/what": "Bellen"}
    full.dossiers.save([Edit("visit", visit.id, read(full, visit.id).version, rows)])
    undone(full, saved)
    left = read(full, visit.id)
    assert ([subject.candidate for subject in left.subjects], left.agreements) == ([ANN.id], [])


# -- finished ----------------------------------------------------------------------------------------------------------


def test_finishing_plans_one_trip_for_who_is_seen_together(full: Desk) -> None:
    visit = full.visits.begin([OF_ANN, OF_BO, OF_CAS], Medium.THREE_WAY, NOW)
    ann, bo, cas = (subject.id for subject in visit.subjects)
    day = TODAY + 28 * DAY
    done = full.visits.finish(visit.id, {ann: day, bo: day, cas: Appointment(day, NOW.at)}, TODAY)
    left = read(full, visit.id)
    assert left.state is VisitState.DONE
    assert [subject.next_on for subject in left.subjects] == [day, day, day]
    one, two = (read(full, key) for key in done.planned)
    assert (one.at, one.medium, one.state) == (Appointment(day, NOW.at), Medium.VISIT, VisitState.PLANNED)
    assert ([s.placement for s in one.subjects], one.employer) == ([AT_BAKER.id, ALSO_THERE.id], BAKER.id)
    assert ([s.placement for s in two.subjects], two.employer) == ([AT_SHOP.id], SHOP.id)
    undone(full, done.saved)
    assert read(full, visit.id).state is VisitState.CONCEPT
    assert [subject.next_on for subject in read(full, visit.id).subjects] == [None] * 3
    assert all(read(full, key).deleted_at is not None for key in done.planned)


def test_finishing_again_plans_nothing_twice(full: Desk) -> None:
    visit = full.visits.begin([OF_ANN], Medium.PHONE, NOW)
    ann = visit.subjects[0].id
    first = full.visits.finish(visit.id, {ann: Appointment(TODAY + 7 * DAY, time(9))}, TODAY)
    assert [read(full, key).medium for key in first.planned] == [Medium.PHONE]
    assert full.visits.finish(visit.id, {ann: TODAY + 7 * DAY}, TODAY).planned == ()
    other = full.visits.finish(visit.id, {ann: TODAY + 8 * DAY}, TODAY, medium=Medium.VIDEO)
    assert [read(full, key).medium for key in other.planned] == [Medium.VIDEO]
    none = full.visits.finish(visit.id, {ann: None}, TODAY)
    assert (none.planned, read(full, visit.id).subjects[0].next_on) == ((), None)


def test_a_next_day_that_is_past_is_told_and_nothing_is_written(full: Desk) -> None:
    visit = full.visits.begin([OF_ANN], Medium.VISIT, NOW)
    with pytest.raises(Trouble, match="verleden"):
        full.visits.finish(visit.id, {visit.subjects[0].id: TODAY - DAY}, TODAY)
    assert read(full, visit.id).version == visit.version
    assert full.visits.finish(visit.id, {visit.subjects[0].id: TODAY}, TODAY).planned


def test_what_is_missing_is_said_and_stops_nobody(full: Desk) -> None:
    visit = full.visits.begin([OF_ANN], Medium.VISIT, NOW)
    ann = visit.subjects[0].id
    found = full.visits.finish(visit.id, {}, TODAY).missing
    assert [(one.subject, one.field) for one in found] == [(None, "present"), (ann, "concern"), (ann, "next_on")]
    text = "".join(
        f"[visit_{key}_asked]\nvalues = [{{ from = 2015-01-01, value = 1 }}]\n"
        for key in ("minutes", "goals", "why_hours")
    )
    full.today.set_figures(text, "Kampen")
    visit = read(full, visit.id)
    visit.present, visit.subjects[0].concern, visit.subjects[0].next_on = ("Ann",), Judgement.GOOD, TODAY
    assert [one.field for one in full.visits.missing(visit)] == ["minutes", "goals", "why_hours"]
    visit.minutes, visit.subjects[0].goals, visit.subjects[0].why_hours = Decimal(30), "Pauze", "Nieuw team"
    assert full.visits.missing(visit) == ()
    full.dossiers.save([Edit("candidate", ANN.id, 1, {"municipality": "Zwolle"})])
    visit.minutes = None
    assert full.visits.missing(visit) == ()


# -- afterwards --------------------------------------------------------------------------------------------------------


def told(full: Desk) -> tuple[Visit, Placement]:
    part = VisitSubject(candidate=ANN.id, placement=AT_BAKER.id)
    visit = Visit(
        at=NOW,
        medium=Medium.VISIT,
        state=VisitState.DONE,
        employer=BAKER.id,
        subjects=[part],
        agreements=[VisitAgreement(subject=part.id, what="Mat leggen", party=AgreementParty.EMPLOYER, due_on=TODAY)],
        learning_moments=[LearningMoment(subject=part.id, question="Hoe?", tip="Zo")],
    )
    other = place(ANN, SHOP)
    other.agreements = [Agreement(what="Bellen", party=AgreementParty.ME, due_on=TODAY)]
    full.dossiers.add([visit, other])
    return visit, other


def test_an_agreement_is_settled_wherever_it_stands(full: Desk) -> None:
    visit, other = told(full)
    for record, root in (("visit", visit), ("placement", other)):
        at = AgreementAt(record, root.id, root.agreements[0].id)
        saved = full.visits.settle(at, AgreementResult.DONE, TODAY)
        row = full.dossiers.get(record, root.id).agreements[0]
        assert (row.result, row.done_on) == (AgreementResult.DONE, TODAY)
        full.visits.settle(at, AgreementResult.DROPPED, TODAY)
        row = full.dossiers.get(record, root.id).agreements[0]
        assert (row.result, row.done_on) == (AgreementResult.DROPPED, None)
        full.visits.settle(at, None, TODAY)
        row = full.dossiers.get(record, root.id).agreements[0]
        assert (row.result, row.done_on) == (None, None)
        full.visits.settle(at, AgreementResult.DONE, TODAY)
        undone(full, saved)
        with pytest.raises(Trouble, match="er niet meer"):
            full.visits.settle(AgreementAt(record, root.id, new_id()), None, TODAY)


def test_whether_a_tip_worked(full: Desk) -> None:
    visit, _ = told(full)
    row = visit.learning_moments[0].id
    saved = full.visits.learnt(visit.id, row, Answer.PARTLY, " Soms ", TODAY)
    found = read(full, visit.id).learning_moments[0]
    assert (found.worked, found.worked_on, found.worked_how) == (Answer.PARTLY, TODAY, "Soms")
    undone(full, saved)
    found = read(full, visit.id).learning_moments[0]
    assert (found.worked, found.worked_on, found.worked_how) == (None, None, "")
    with pytest.raises(Trouble):
        full.visits.learnt(visit.id, row, Answer.YES, "x" * 300, TODAY)
    with pytest.raises(Trouble):
        full.visits.learnt(visit.id, new_id(), None, "", TODAY)


def test_not_shared_on_purpose(full: Desk) -> None:
    visit, _ = told(full)
    part = visit.subjects[0].id
    saved = full.visits.not_shared(visit.id, part, " Ann wil het zelf vertellen ")
    assert read(full, visit.id).subjects[0].not_shared_because == "Ann wil het zelf vertellen"
    undone(full, saved)
    assert read(full, visit.id).subjects[0].not_shared_because == ""


def test_the_log_tells_what_was_changed_and_never_what_stands_there(full: Desk) -> None:
    visit, _ = told(full)
    full.visits.not_shared(visit.id, visit.subjects[0].id, "GEHEIM")
    with full._store.reading() as connection:
        said = connection.exec_driver_sql("SELECT act, detail FROM audit ORDER BY rid DESC LIMIT 1").one()
    assert said == ("change", '{"fields":["subjects/not_shared_because"]}')
