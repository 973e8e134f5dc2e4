"""Reports of visits that leave: for the right reader, of the right person, and kept."""

import multiprocessing
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from beschutdesk.dossier.around import Involvement
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Medium, Visit, VisitAgreement, VisitState, VisitSubject
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.visit_papers import Reader, Skipped
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble
from tests.documents import invented_visits
from tests.documents.invented_visits import DAY, TODAY, Trip

AT_WORK = (Reader.EMPLOYER, Reader.SUPERVISOR)


def kept(desk: Desk, trip: Trip) -> Trip:
    made = trip.dossier
    desk.dossiers.add([made.candidate, *trip.others, made.employer, made.placement, *trip.before, trip.visit])
    return trip


@pytest.fixture
def one(desk: Desk) -> Trip:
    return kept(desk, invented_visits.full())


def _two() -> Trip:
    trip = invented_visits.two()
    trip.visit.present = ("Thijs en Sanne", "Anneke Smit, teamleider", "R. Jansen", "Sanne haar moeder", "Karel de Wit")
    trip.visit.notes = "Sanne was stil."
    return trip


@pytest.fixture
def two(desk: Desk) -> Trip:
    return kept(desk, _two())


# -- cut down ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", Reader)
def test_nothing_of_the_other_is_even_in_the_order(desk: Desk, two: Trip, reader: Reader) -> None:
    thijs, sanne = two.visit.subjects
    order = desk.visit_papers.order(two.visit.id, reader, TODAY, subject=thijs.id)
    said = repr(order)
    for gone in ("Sanne", "Kuipers", "GEHEIM", "Lijst plastificeren", str(sanne.id), str(two.others[0].id), "Karel"):
        assert gone not in said
    assert order.views().visit.present == ("Thijs", "Anneke Smit", "R. Jansen")
    assert (order.others, order.unnamed, order.trip_notes) == (1, 2, True)
    other = desk.visit_papers.order(two.visit.id, reader, TODAY, subject=sanne.id)
    assert "Thijs" not in repr(other)
    assert "Bord bij de balie" not in repr(other)
    assert "Bord bij de balie" in said


def test_what_a_report_cannot_say_does_not_travel(desk: Desk, one: Trip) -> None:
    said = repr(desk.visit_papers.order(one.visit.id, Reader.DOSSIER, TODAY))
    for gone in (one.dossier.placement.safety_net, one.dossier.candidate.view_on_sob, "App liever dan bellen"):
        assert gone
        assert gone not in said


@pytest.mark.parametrize("reader", [Reader.EMPLOYER, Reader.SUPERVISOR, Reader.CANDIDATE])
def test_another_world_around_the_other_changes_no_byte(desk: Desk, reader: Reader) -> None:
    trip = kept(desk, _two())
    subject = trip.visit.subjects[0].id
    before = desk.visit_papers.order(trip.visit.id, reader, TODAY, subject=subject)
    other: Any = copy(trip.visit)
    other.notes, other.present = "Iets heel anders", (*other.present[:3], "Kees", "Sanne en haar vader")
    other.subjects[1].tasks, other.subjects[1].next_on = "anders", None
    other.agreements[-1].what, other.moved_because = "anders", "Sanne was ziek"
    after = desk.visit_papers.order(trip.visit.id, reader, TODAY, subject=subject, typed=other)
    trip.visit.moved_because = other.moved_because = ""
    assert before.render().data == after.render().data
    assert before.render().name == after.render().name


def test_what_is_about_all_is_not_in_a_combined_report_and_that_is_told(desk: Desk) -> None:
    trip = _two()
    trip.visit.agreements.append(VisitAgreement(what="Samen taart eten"))
    kept(desk, trip)
    order = desk.visit_papers.order(trip.visit.id, Reader.EMPLOYER, TODAY, combined=True)
    assert "taart" not in repr(order)
    found = [one.words for one in desk.visit_papers.left_out(order)]
    assert "1 × iets dat bij niemand staat" in found
    assert "Aantekeningen" in found


# -- refused -----------------------------------------------------------------------------------------------------------


def test_what_has_not_been_is_not_told(desk: Desk, one: Trip) -> None:
    key = one.visit.id
    planned = replace(copy(one.visit), state=VisitState.PLANNED)
    with pytest.raises(Trouble, match="nog niet geweest"):
        desk.visit_papers.order(key, Reader.EMPLOYER, TODAY, typed=planned)
    missed = replace(copy(one.visit), state=VisitState.NO_CONTACT, no_contact_because="Dicht")
    with pytest.raises(Trouble, match="geen contact"):
        desk.visit_papers.order(key, Reader.CANDIDATE, TODAY, typed=missed)
    attempt = desk.visit_papers.order(key, Reader.DOSSIER, TODAY, typed=missed)
    assert "Geen contact: Dicht" in attempt.text()
    assert not attempt.concept, "nothing of it is still to be finished"
    assert desk.visit_papers.order(key, Reader.DOSSIER, TODAY, typed=replace(missed, state=VisitState.CONCEPT)).concept
    nobody = replace(copy(one.visit), subjects=[])
    with pytest.raises(Trouble, match="geen kandidaat"):
        desk.visit_papers.order(key, Reader.DOSSIER, TODAY, typed=nobody)


def test_of_two_one_is_chosen_first(desk: Desk, two: Trip) -> None:
    for reader in Reader:
        with pytest.raises(Trouble, match="meer mensen"):
            desk.visit_papers.order(two.visit.id, reader, TODAY)
        if reader is not Reader.EMPLOYER:
            with pytest.raises(Trouble, match="Alleen de werkgever"):
                desk.visit_papers.order(two.visit.id, reader, TODAY, combined=True)
    with pytest.raises(Trouble, match="hoort niet"):
        desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, subject=two.visit.id)


def test_who_is_in_the_trash_is_told_of_to_nobody(desk: Desk, two: Trip) -> None:
    thijs, sanne = two.visit.subjects
    desk.dossiers.trash("candidate", two.others[0].id)
    with pytest.raises(Trouble, match="prullenbak"):
        desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, subject=sanne.id)
    together = desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, combined=True)
    assert [part.subject for part in together.parts] == [thijs.id]
    assert "Sanne" not in repr(together)
    desk.dossiers.trash("visit", two.visit.id)
    with pytest.raises(Trouble, match="er niet meer"):
        desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, subject=thijs.id)


def test_a_part_that_was_closed_stays_closed(desk: Desk, two: Trip) -> None:
    closed: Any = copy(two.visit)
    closed.subjects[1].readers = (Audience.SUPERVISOR,)
    order = desk.visit_papers.order
    with pytest.raises(Trouble, match="afgesloten"):
        order(two.visit.id, Reader.EMPLOYER, TODAY, subject=closed.subjects[1].id, typed=closed)
    assert order(two.visit.id, Reader.SUPERVISOR, TODAY, subject=closed.subjects[1].id, typed=closed).text()
    together = order(two.visit.id, Reader.EMPLOYER, TODAY, combined=True, typed=closed)
    assert (len(together.parts), together.others) == (1, 1)
    assert "GEHEIM" not in repr(together)


def test_an_employer_reads_of_the_own_people_only(desk: Desk, two: Trip) -> None:
    elsewhere = Placement(candidate=two.others[0].id, employer=None)
    desk.dossiers.add([elsewhere])
    visit: Any = copy(two.visit)
    visit.employer = None
    for reader in AT_WORK:
        with pytest.raises(Trouble, match="geen werkgever"):
            desk.visit_papers.order(visit.id, reader, TODAY, subject=visit.subjects[1].id, typed=visit)
    together = desk.visit_papers.order(visit.id, Reader.EMPLOYER, TODAY, combined=True, typed=visit)
    assert [part.subject for part in together.parts] == [visit.subjects[0].id]


# -- before it leaves --------------------------------------------------------------------------------------------------


def test_what_is_left_out_is_told_with_its_reason(desk: Desk, two: Trip) -> None:
    thijs = two.visit.subjects[0].id
    order = desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, subject=thijs)
    found = {one.words: one.why for one in desk.visit_papers.left_out(order)}
    assert found["Privé"] == "alleen voor kandidaat"
    assert found["Volgende keer vragen"] == "alleen voor collega"
    assert found["1 afspraak"] == "alleen voor collega, kandidaat: zo heb je het zelf afgesloten"
    assert found["Afspraak: opmerking"] == "alleen voor collega, kandidaat"
    assert found["Alles over nog 1 ander"].startswith("hoort in een eigen verslag")
    assert found["Aanwezig: 2 regels"] == found["Aantekeningen"]
    assert not any("Sanne" in words for words in (*found, *found.values()))
    own = desk.visit_papers.order(two.visit.id, Reader.DOSSIER, TODAY, subject=thijs)
    assert [one.words for one in desk.visit_papers.left_out(own)] == [
        "Alles over nog 1 ander",
        "Aanwezig: 2 regels",
        "Aantekeningen",
    ]


def test_of_one_person_alone_the_own_copy_leaves_nothing_out(desk: Desk, one: Trip) -> None:
    assert desk.visit_papers.left_out(desk.visit_papers.order(one.visit.id, Reader.DOSSIER, TODAY)) == []


def test_words_to_look_at_are_pointed_out_for_who_would_read_them(desk: Desk) -> None:
    trip = invented_visits.two()
    trip.dossier.candidate.involved.append(Involvement(name="Petra Bovenkamp"))
    part = trip.visit.subjects[0]
    part.team = "Net als Sanne is hij moe van de medicijnen. Zijn BSN is 111222333."
    part.conditions = "Anneke heeft het gezegd tegen Petra."
    part.private = "Hij slikt medicatie."
    kept(desk, trip)

    def found(reader: Reader) -> list[str]:
        order = desk.visit_papers.order(trip.visit.id, reader, TODAY, subject=part.id)
        return [slip.found for slip in desk.visit_papers.slips(order)]

    assert found(Reader.EMPLOYER) == ["Sanne", "medicijnen", "111222333", "Petra"]
    assert found(Reader.CANDIDATE) == ["Sanne", "111222333"]
    assert found(Reader.DOSSIER) == []


def test_a_family_name_alone_is_somebody_too_and_a_title_is_nobody(desk: Desk) -> None:
    trip = invented_visits.two()
    trip.dossier.candidate.involved.append(Involvement(name="Mevrouw Postma"))
    part = trip.visit.subjects[0]
    part.team = "Mevrouw Kuipers helpt hem. Mevrouw Smit ook."
    part.conditions = "Postma weet ervan. Van den Bovenkamp zelf niet."
    kept(desk, trip)
    order = desk.visit_papers.order(trip.visit.id, Reader.EMPLOYER, TODAY, subject=part.id)
    assert [slip.found for slip in desk.visit_papers.slips(order)] == ["Kuipers", "Postma"]


def test_everybody_and_every_workplace_in_the_vault_is_somebody_else(desk: Desk) -> None:
    trip = invented_visits.two()
    part = trip.visit.subjects[0]
    part.team = "Jelte Roossien zei het ook, en meneer Roossien belde. Last van zijn rug."
    part.conditions = "Net als bij Bakkerij Graan & Gloed, niet zoals hier bij Thijs."
    kept(desk, trip)
    subject, visit = part.id, trip.visit.id

    def found(reader: Reader = Reader.EMPLOYER) -> list[str]:
        order = desk.visit_papers.order(visit, reader, TODAY, subject=subject)
        return [slip.found for slip in desk.visit_papers.slips(order)]

    assert found() == ["Last van zijn rug"]
    jelte = Candidate(name_used="Jelte", family_name="Roossien")
    namesake = Candidate(name_used="Thijs", family_name="Anders")
    desk.dossiers.add([jelte, namesake, Employer(name="Bakkerij Graan & Gloed B.V.")])
    assert found() == ["Jelte Roossien", "Roossien", "Last van zijn rug", "Bakkerij Graan & Gloed"]
    assert found(Reader.CANDIDATE) == ["Jelte Roossien", "Roossien"]
    desk.dossiers.trash("candidate", jelte.id)
    assert "Jelte Roossien" in found(), "in the trash one is somebody too"


# -- when it left ------------------------------------------------------------------------------------------------------


def test_what_left_is_kept_and_counted_per_person_and_reader(desk: Desk, two: Trip) -> None:
    thijs, sanne = two.visit.subjects
    papers = desk.visit_papers
    for number, reader in ((1, Reader.EMPLOYER), (1, Reader.SUPERVISOR), (2, Reader.SUPERVISOR)):
        order = papers.order(two.visit.id, reader, TODAY, subject=thijs.id)
        assert order.number == number
        printed = papers.render(order)
        papers.issue(order, printed, way="pdf", to_whom="Anneke Smit")
    latest, _, first = papers.issued(two.visit.id)
    assert (latest.audience, latest.number) == ("supervisor", Decimal(2))
    assert (first.audience, first.number, first.to_whom, first.concept) == (
        "employer",
        Decimal(1),
        "Anneke Smit",
        YesNo.NO,
    )
    assert (latest.candidate, latest.placement, latest.visit) == (
        two.dossier.candidate.id,
        two.dossier.placement.id,
        two.visit.id,
    )
    assert desk.documents.reopen(latest).startswith(b"%PDF")
    assert papers.order(two.visit.id, Reader.CANDIDATE, TODAY, subject=sanne.id).number == 1
    assert papers.issued(two.visit.id, sanne.candidate) == []


def test_a_combined_report_is_kept_for_each_without_a_file_that_names_the_others(desk: Desk, two: Trip) -> None:
    papers = desk.visit_papers
    alone = papers.order(two.visit.id, Reader.EMPLOYER, TODAY, subject=two.visit.subjects[0].id)
    papers.issue(alone, papers.render(alone), way="pdf")
    order = papers.order(two.visit.id, Reader.EMPLOYER, TODAY, combined=True)
    assert order.number == 2
    assert order.views().visit.present == two.visit.present
    papers.issue(order, papers.render(order), way="pdf")
    found = papers.issued(two.visit.id)[:2]
    assert {one.candidate for one in found} == {two.dossier.candidate.id, two.others[0].id}
    assert len({one.digest for one in found}) == 1
    assert [one.file for one in found] == [None, None]
    assert [one.number for one in found] == [Decimal(2), Decimal(2)]


def test_copying_as_text_is_noted_per_person(desk: Desk, two: Trip) -> None:
    order = desk.visit_papers.order(two.visit.id, Reader.EMPLOYER, TODAY, combined=True)
    assert desk.visit_papers.copy(order) == desk.visit_papers.text(order)
    assert len(desk.audit.numbers(Filter(frozenset({Act.EXPORT})))) == 2


# -- many --------------------------------------------------------------------------------------------------------------


def test_a_period_is_made_one_by_one_and_says_what_there_is_no_report_of(desk: Desk, two: Trip) -> None:
    thijs, sanne = two.visit.subjects
    person = two.dossier.candidate.id

    def seen(state: VisitState, **more: Any) -> Visit:
        subjects = [VisitSubject(candidate=person, placement=two.dossier.placement.id, **more)]
        return Visit(at=Appointment(DAY, time(8)), medium=Medium.VISIT, state=state, subjects=subjects)

    others = [
        seen(VisitState.CONCEPT, tasks="Nog bezig"),
        seen(VisitState.NO_CONTACT),
        seen(VisitState.DONE, private="Alleen privé"),
        seen(VisitState.PLANNED, tasks="Komt nog"),
    ]
    desk.dossiers.add(others)
    batch = desk.visit_papers.batch(DAY, DAY, Reader.EMPLOYER, TODAY)
    assert batch.total == 5
    made = [(order.parts[0].subject, printed) for order, printed in batch.made()]
    assert [key for key, _ in made] == [thijs.id, sanne.id]
    assert all(printed.data.startswith(b"%PDF") for _, printed in made)
    assert batch.at == batch.total
    assert {one.visit: one.why for one in batch.skipped} == {
        others[0].id: "Dit bezoek is nog niet afgerond.",
        others[1].id: "Er was geen contact, dus er is geen verslag voor een ander.",
        others[2].id: "Er staat niets nieuws in dat voor deze lezer is.",
    }
    assert all(isinstance(one, Skipped) for one in batch.skipped)
    together = desk.visit_papers.batch(DAY, DAY, Reader.EMPLOYER, TODAY, combined=True)
    assert [len(order.parts) for order, _ in together.made()] == [2]


def test_ordering_a_period_loads_no_visit(desk: Desk, two: Trip, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    load_all = type(desk._store).load_all

    def counted(store: Any, record: str, keys: Any) -> Any:
        loaded.append(record)
        return load_all(store, record, keys)

    monkeypatch.setattr(type(desk._store), "load_all", counted)
    batch = desk.visit_papers.batch(DAY, DAY, Reader.EMPLOYER, TODAY)
    assert list(batch.pairs) == [(two.visit.id, part.id) for part in two.visit.subjects]
    assert list(desk.visit_papers.batch(DAY, DAY, Reader.EMPLOYER, TODAY, combined=True).pairs) == [
        (two.visit.id, None)
    ]
    assert "visit" not in loaded


def test_a_batch_that_is_stopped_leaves_no_process(desk: Desk, two: Trip) -> None:
    batch = desk.visit_papers.batch(DAY, DAY, Reader.CANDIDATE, TODAY)
    makers = batch.made()
    next(makers)
    makers.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
    assert batch.at < batch.total or not batch.skipped


def test_a_period_ends_after_it_begins(desk: Desk) -> None:
    with pytest.raises(Trouble, match="eerste dag"):
        desk.visit_papers.batch(TODAY, DAY, Reader.EMPLOYER, TODAY)
    with pytest.raises(Trouble, match="Alleen de werkgever"):
        desk.visit_papers.batch(DAY, TODAY, Reader.SUPERVISOR, TODAY, combined=True)
    assert desk.visit_papers.batch(DAY, TODAY, Reader.EMPLOYER, TODAY).total == 0
