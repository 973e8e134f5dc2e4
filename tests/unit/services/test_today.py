"""*Vandaag* in a vault: it finds what the rules find, stays short, and what is put off comes back."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import (
    Contract,
    ContractKind,
    EmployingParty,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
)
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.lasting import Agreement, AgreementParty
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.exchange.columns import guess
from beschutdesk.exchange.sheet import Line, Sheet
from beschutdesk.rules.signals import Kind, Severity, Signal
from beschutdesk.services import today as service
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from beschutdesk.services.visits import About
from beschutdesk.storage.mapping import CONTACT, SIGNAL_MARK
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 22)
DAY = timedelta(1)


def everything(desk: Desk, today: date = TODAY, municipality: str = "") -> list[Signal]:
    """All lines, folded or not."""
    page = desk.today.lines(today, municipality)
    return [*page.lines, *(one for fold in page.folds for one in fold.signals)]


def test_forty_names_give_at_most_five_lines(desk: Desk) -> None:
    sheet = Sheet(("Voornaam", "Achternaam"), tuple(Line(n, (f"Kandidaat {n}", "Zilver")) for n in range(2, 42)))
    desk.intake.run(desk.intake.preview(sheet, "candidate", guess("candidate", sheet.header).mapping))
    assert len(desk.dossiers.ids("candidate")) == 40
    page = desk.today.lines(TODAY)
    assert page.total <= 5
    assert not page.folds
    assert {one.rule for one in page.lines} <= {"backup"}


def placed(desk: Desk, **more: object) -> tuple[Candidate, Employer, Placement]:
    person = Candidate(name_used="Jelte", family_name="Zilver", municipality="Kampen")
    guide = Supervisor(name="Femke")
    boss = Employer(name="Bakkerij Korst", supervisors=[guide])
    place = Placement(candidate=person.id, employer=boss.id, **more)  # type: ignore[arg-type]
    place.terms.append(Terms(supervisor=guide.id))
    desk.dossiers.add([person, boss, place])
    return person, boss, place


def ending(day: date) -> Contract:
    since = date(day.year - 1, day.month, 1)
    return Contract(party=EmployingParty.EMPLOYER, kind=ContractKind.TEMPORARY, since=since, until=day)


def rules(desk: Desk, today: date = TODAY) -> set[str]:
    return {one.rule for one in everything(desk, today)}


def test_a_line_says_who_why_and_where(desk: Desk) -> None:
    person, _, place = placed(desk, contracts=[ending(TODAY + 60 * DAY)])
    (one,) = [line for line in desk.today.lines(TODAY).lines if line.rule == "contract_decision"]
    assert (one.who, one.beside, one.people) == ("Jelte Zilver", "Bakkerij Korst", (person.id,))
    assert (one.where.record, one.where.id, one.where.section) == ("placement", place.id, "contracts")
    assert one.where.row == place.contracts[0].id
    assert one.due == TODAY + 60 * DAY
    assert "21 januari 2027" in one.why
    assert one.source


def test_done_moved_muted_and_undone(desk: Desk) -> None:
    placed(desk, contracts=[ending(TODAY + 80 * DAY)])

    def line(today: date = TODAY) -> Signal | None:
        return next((one for one in everything(desk, today) if one.rule == "contract_decision"), None)

    one = line()
    assert one is not None
    done = desk.today.done(one, TODAY)
    assert line() is None
    assert line(TODAY + 40 * DAY) is None
    again = desk.today.undo(done)
    assert line() == one
    desk.today.undo(again)
    assert line() is None
    desk.today.undo(done)

    moved = desk.today.move(one, TODAY + 10 * DAY, "HR is met vakantie", TODAY)
    assert line(TODAY + 9 * DAY) is None
    (off,) = desk.today.lines(TODAY).put_off
    assert (off.signal.rule, off.mark.until, off.mark.reason) == (one.rule, TODAY + 10 * DAY, "HR is met vakantie")
    assert (back := line(TODAY + 10 * DAY)) is not None
    assert (back.due, back.severity, back.moved) == (TODAY + 10 * DAY, Severity.TODAY, "HR is met vakantie")
    assert "Verzet naar 2 december 2026 (HR is met vakantie)." in back.why
    assert (late := line(TODAY + 11 * DAY)) is not None
    assert late.severity is Severity.OVERDUE
    desk.today.bring_back(off)
    assert line() == one
    desk.today.undo(moved)
    assert line() == one

    desk.today.mute(one, TODAY + DAY, TODAY)
    assert line() is None
    assert line(TODAY + DAY) is not None
    with pytest.raises(Trouble, match="waarom"):
        desk.today.move(one, TODAY + DAY, " ", TODAY)
    for wrong in (TODAY, TODAY - DAY):
        with pytest.raises(Trouble, match="voorbij"):
            desk.today.mute(one, wrong, TODAY)


def test_what_was_done_does_not_hide_the_next_time(desk: Desk) -> None:
    _, _, place = placed(
        desk,
        phases=[PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2026, 1, 1))],
        contracts=[Contract(kind=ContractKind.PERMANENT, since=date(2026, 1, 1))],
    )
    (one,) = [line for line in everything(desk) if line.rule == "visit_least"]
    desk.today.done(one, TODAY)
    assert "visit_least" not in rules(desk)
    assert "visit_least" in rules(desk, TODAY + 91 * DAY)
    desk.today.mute(one, TODAY + 200 * DAY, TODAY)
    assert "visit_least" not in rules(desk, TODAY + 199 * DAY)
    assert [shown.rule for shown in desk.today.of(place.id, TODAY) if shown.rule == "visit_least"]


def test_a_firm_term_comes_back_on_its_day(desk: Desk) -> None:
    placed(desk, contracts=[ending(TODAY + 50 * DAY)])
    (one,) = [line for line in everything(desk) if line.rule == "contract_notice"]
    assert one.due is not None
    desk.today.move(one, one.due + 10 * DAY, "later", TODAY)
    assert "contract_notice" not in rules(desk, one.due - DAY)
    assert "contract_notice" in rules(desk, one.due)
    desk.today.mute(one, one.due + 10 * DAY, one.due)  # now it was known to be late
    assert "contract_notice" not in rules(desk, one.due + DAY)


def test_with_a_known_end_only_telling_it_is_asked(desk: Desk) -> None:
    until = TODAY + 40 * DAY
    placed(desk, contracts=[ending(until)], ended_on=until)
    said = rules(desk)
    assert "contract_notice" in said
    assert "contract_decision" not in said
    placed(desk, contracts=[ending(until + DAY)], ended_on=until)
    assert [line.rule for line in everything(desk)].count("contract_notice") == 1


def test_a_later_placement_of_which_only_the_contract_is_known_follows(desk: Desk) -> None:
    drawn = PlacementPhase(kind=PhaseKind.TRIAL, since=TODAY - 60 * DAY, until=TODAY - 30 * DAY)
    person, _, first = placed(desk, phases=[drawn], ended_on=TODAY - 30 * DAY)
    signed = Contract(kind=ContractKind.TEMPORARY, since=TODAY - 20 * DAY, until=TODAY - 10 * DAY)
    second = Placement(candidate=person.id, contracts=[signed], ended_on=TODAY - 10 * DAY)
    asked = "ended_without_next"
    assert first.id in {line.where.id for line in everything(desk) if line.rule == asked}
    desk.dossiers.add([second])
    assert {line.where.id for line in everything(desk) if line.rule == asked} == {second.id}


def test_marks_go_with_the_dossier_and_leave_no_words(desk: Desk) -> None:
    person, _, _ = placed(desk, contracts=[ending(TODAY + 80 * DAY)])
    other = Candidate(name_used="Fem")
    visit = Visit(
        at=Appointment(TODAY - DAY, time(9)),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        subjects=[VisitSubject(candidate=person.id), VisitSubject(candidate=other.id)],
    )
    desk.dossiers.add([other, visit])
    lines = everything(desk)
    (about,) = [one for one in lines if one.rule == "visit_missed"]
    assert about.who == "Jelte Zilver en Fem"
    for one in lines:
        if one.people:
            desk.today.move(one, TODAY + DAY, "Roodborstje", TODAY)
    with desk._store.reading() as connection:
        assert len(connection.execute(SIGNAL_MARK.select()).all()) >= 2
    desk.dossiers.trash("candidate", person.id)
    desk.dossiers.destroy("candidate", person.id)
    with desk._store.reading() as connection:
        assert connection.execute(SIGNAL_MARK.select()).all() == []
    (left,) = [one for one in everything(desk) if one.rule == "visit_missed"]
    assert left.who == "Fem"


def test_trips_of_today_come_first_and_one_trip_is_one_line(desk: Desk) -> None:
    person, boss, _ = placed(desk, contracts=[ending(TODAY + 20 * DAY)])
    made: list[Record] = []
    for day, state in (
        (TODAY, VisitState.PLANNED),
        (TODAY + 7 * DAY, VisitState.PLANNED),
        (TODAY + 8 * DAY, VisitState.PLANNED),
        (TODAY - DAY, VisitState.CONCEPT),
    ):
        made.append(
            Visit(
                at=Appointment(day, time(13, 5)),
                medium=Medium.PHONE,
                state=state,
                employer=boss.id,
                subjects=[VisitSubject(candidate=person.id)],
            )
        )
    desk.dossiers.add(made)
    page = desk.today.lines(TODAY)
    first = page.lines[0]
    assert (first.rule, first.words, first.severity) == ("visit_planned", "Telefoon om 13.05 uur.", Severity.TODAY)
    assert (first.who, first.beside, first.where.record) == ("Jelte Zilver", "Bakkerij Korst", "visit")
    assert [one.due for one in page.lines if one.rule == "visit_planned"] == [TODAY, TODAY + 7 * DAY]
    assert [one.kind for one in page.lines if one.rule == "visit_unfinished"] == [Kind.DRAFT]
    assert "visit_missed" in rules(desk, TODAY + DAY)


def test_drafts_and_backup(desk: Desk) -> None:
    person, _, _ = placed(desk)
    assert [one.words for one in everything(desk) if one.rule == "backup"] == ["Maak een reservekopie."]
    desk.backups.make()
    real = date.today()  # noqa: DTZ011
    assert "backup" not in rules(desk, real)
    assert "backup" not in rules(desk, real + 7 * DAY)
    assert "backup" in rules(desk, real + 8 * DAY)
    desk.drafts.keep(Draft("candidate", person.id, 1, {"name_used": "J"}))
    (one,) = [line for line in everything(desk) if line.rule == "unsaved"]
    assert one.words == "Sla op of gooi weg: kandidaat Jelte Zilver."
    desk.drafts.keep(*(Draft("candidate", new_id(), 0, {"name_used": "J"}) for _ in range(3)))
    (one,) = [line for line in everything(desk) if line.rule == "unsaved"]
    assert one.words == "Er staan 4 dingen niet opgeslagen."


def test_a_report_that_was_begun_is_one_line(desk: Desk) -> None:
    person, _, place = placed(desk)
    now = Appointment(TODAY, time(9))
    visit = desk.visits.begin([About(person.id, place.id)], Medium.VISIT, now)
    desk.drafts.keep(Draft("visit", visit.id, visit.version, {"notes": "J"}))
    lines = [line for line in everything(desk) if line.where.id == visit.id or "contactmoment" in line.words]
    assert [line.rule for line in lines] == ["visit_unfinished"]
    desk.drafts.keep(Draft("visit", new_id(), 0, {"state": "planned"}))
    assert "unsaved" in rules(desk), "what is being planned has no other line"


def test_at_most_twelve_rows_and_the_rest_counted(desk: Desk) -> None:
    person, _, place = placed(
        desk,
        contracts=[ending(TODAY + 10 * DAY)],
        agreements=[
            Agreement(what=f"iets {number}", party=party, due_on=TODAY - number * DAY)
            for number in range(20)
            for party in (AgreementParty.ME, AgreementParty.EMPLOYER)
        ],
        instruments=[
            Instrument(kind=InstrumentKind.JOB_COACH, state=InstrumentState.ASKED, asked_on=date(2026, 1, day))
            for day in range(1, 9)
        ],
    )
    page = desk.today.lines(TODAY)
    assert len(page.lines) + len(page.folds) <= 12
    assert page.total == len(everything(desk)) > 45
    shown = {one.rule for one in page.lines}
    assert {"contract_notice", "agreement_mine", "agreement_theirs"} <= shown
    assert not any(fold.more for fold in page.folds)
    assert len({one.key for one in everything(desk)}) == page.total
    assert all(one.where.id in (place.id, None) for one in everything(desk)), person


def test_too_many_to_look_at_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LOOKED_AT", 5)
    people = [Candidate(name_used=f"K{number}") for number in range(20)]
    places = [
        Placement(candidate=one.id, agreements=[Agreement(what="x", party=AgreementParty.ME, due_on=TODAY - n * DAY)])
        for n, one in enumerate(people)
    ]
    desk.dossiers.add([*people, *places])
    page = desk.today.lines(TODAY, most=3)
    (fold,) = [one for one in page.folds if one.kind is Kind.MINE]
    assert fold.more
    found = {one.due for one in everything(desk) if one.rule == "agreement_mine"}
    assert found == {TODAY - n * DAY for n in range(15, 20)}  # the most pressing


def test_a_gemeente_has_its_own_numbers_and_its_own_page(desk: Desk) -> None:
    placed(desk, contracts=[ending(TODAY + 110 * DAY)])
    elsewhere = Candidate(name_used="Bo", municipality="Zwolle")
    desk.dossiers.add([elsewhere, Placement(candidate=elsewhere.id, contracts=[ending(TODAY + 110 * DAY)])])
    text = '[decision_months]\nsource = "Werkwijze Kampen"\nvalues = [{ from = 2026-01-01, value = 4 }]\n'
    assert "contract_decision" not in rules(desk)
    desk.today.set_figures(text, "Kampen")
    (one,) = [line for line in everything(desk) if line.rule == "contract_decision"]
    assert (one.who, one.source) == ("Jelte Zilver", "Werkwijze Kampen")
    assert "Vanaf 4 maanden vóór het einde" in one.when, "the number that counted, and not that of the program"
    assert "contract_decision" not in {line.rule for line in everything(desk, municipality="zwolle")}
    assert "contract_decision" in {line.rule for line in everything(desk, municipality=" KAMPEN ")}
    assert desk.today.own_figures("kampen") == text
    assert desk.today.figures("Kampen").on("decision_months", TODAY) == 4
    assert desk.today.figures("Zwolle").on("decision_months", TODAY) == 3
    with pytest.raises(Trouble, match="decision_month:"):
        desk.today.set_figures("[decision_month]\nvalues = [{ from = 2026-01-01, value = 4 }]")
    desk.today.set_figures("", "Kampen")
    assert "contract_decision" not in rules(desk)


def test_closed_dossiers_are_quiet_but_for_their_keeping(desk: Desk) -> None:
    person = Candidate(name_used="Ed", state=CandidateState.CLOSED)
    place = Placement(candidate=person.id, ended_on=date(2024, 11, 22), contracts=[ending(date(2024, 11, 22))])
    desk.dossiers.add([person, place])
    assert rules(desk, date(2026, 11, 21)) == {"backup"}
    assert rules(desk, date(2026, 11, 22)) == {"backup", "retention"}


def test_a_dossier_is_not_destroyed_before_its_last_contract_is_old(desk: Desk) -> None:
    person = Candidate(name_used="Bo", state=CandidateState.CLOSED)
    place = Placement(candidate=person.id, phases=[PlacementPhase(kind=PhaseKind.STAGE, since=date(2020, 1, 1))])
    place.contracts.append(ending(date(2025, 1, 31)))
    desk.dossiers.add([person, place])
    assert "retention" not in rules(desk, date(2027, 1, 30))
    assert "retention" in rules(desk, date(2027, 1, 31))


def test_a_day_that_was_only_planned_keeps_no_dossier(desk: Desk) -> None:
    person = Candidate(name_used="Bo", state=CandidateState.CLOSED)
    place = Placement(candidate=person.id, ended_on=date(2024, 11, 22))
    place.wage_values.append(WageValue(measured_on=date(2024, 1, 1), next_on=date(2028, 1, 1)))
    place.agreements.append(Agreement(made_on=date(2024, 1, 1), due_on=date(2028, 1, 1)))
    desk.dossiers.add([person, place])
    assert "retention" not in rules(desk, date(2026, 11, 21))
    assert "retention" in rules(desk, date(2026, 11, 22))


def test_a_contract_without_a_phase_is_visited_too(desk: Desk) -> None:
    placed(desk, contracts=[Contract(kind=ContractKind.PERMANENT, since=TODAY - 91 * DAY)])
    assert "visit_least" in rules(desk)
    assert "visit_least" not in rules(desk, TODAY - DAY)


@pytest.mark.parametrize(("since", "told"), [(None, True), (date(2027, 1, 2), True), (date(2027, 1, 3), False)])
def test_a_subsidy_that_has_not_begun_is_not_set_again(desk: Desk, since: date | None, told: bool) -> None:
    granted = Instrument(kind=InstrumentKind.WAGE_SUBSIDY, state=InstrumentState.GRANTED, since=since)
    person, _, _ = placed(desk, instruments=[granted])
    assert ("new_year" in rules(desk, date(2027, 1, 2))) is told
    desk.dossiers.trash("candidate", person.id)
    assert "new_year" not in rules(desk, date(2027, 1, 2))


def test_gaps_stand_at_the_placement_only(desk: Desk) -> None:
    _, _, place = placed(desk, phases=[PlacementPhase(kind=PhaseKind.TRIAL, since=TODAY)])
    missing = {one.key for one in desk.today.gaps(place.id, TODAY)}
    assert {"no_safety_net", "no_backup", "no_permission", "no_portfolio", "no_briefing"} <= missing
    assert rules(desk) == {"backup"}
    assert desk.today.gaps(UUID(int=1), TODAY) == ()
    assert desk.today.of(UUID(int=1), TODAY) == ()


def test_a_line_about_nobody_can_be_muted_too(desk: Desk) -> None:
    placed(desk)
    (one,) = [line for line in everything(desk) if line.rule == "backup"]
    muted = desk.today.mute(one, TODAY + 3 * DAY, TODAY)
    assert muted.changed == frozenset()
    assert rules(desk) == set()
    desk.today.undo(muted)
    assert rules(desk) == {"backup"}


def test_nothing_points_to_a_placement_that_was_destroyed(desk: Desk) -> None:
    person, _, place = placed(desk)
    seen = VisitSubject(candidate=person.id, placement=place.id)
    desk.dossiers.add(
        [Visit(at=Appointment(TODAY, time(9)), medium=Medium.VISIT, state=VisitState.DONE, subjects=[seen])]
    )
    desk.dossiers.trash("placement", place.id)
    desk.dossiers.destroy("placement", place.id)
    with desk._store.reading() as connection:
        assert set(connection.execute(sa.select(CONTACT.c.placement)).scalars()) == {None}
