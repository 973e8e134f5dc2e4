"""A calendar of visits and deadlines: with initials, and with no other word of a dossier."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import Contract, ContractKind, WageValue
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.lasting import Agreement, AgreementResult
from beschutdesk.dossier.placement import EndReason, PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitAgreement, VisitState, VisitSubject
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.visits import AgreementAt
from beschutdesk.storage.audit import Act

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def read(data: bytes) -> list[dict[str, Any]]:
    """The events, by the library that the other side uses too."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(data)
    return [
        {
            "uid": str(event["UID"]),
            "words": str(event["SUMMARY"]),
            "start": event.decoded("DTSTART"),
            "end": event.decoded("DTEND"),
            "place": str(event.get("LOCATION", "")),
        }
        for event in calendar.walk("VEVENT")
    ]


def world() -> tuple[Candidate, Employer, Placement, Visit, Portfolio]:
    person = Candidate(name_used="Jelte", family_name="van der Bos")
    employer = Employer(name="Bakkerij Graan", place="Kampen")
    placement = Placement(
        candidate=person.id,
        employer=employer.id,
        phases=[PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 11, 1), until=date(2026, 12, 26))],
        agreements=[Agreement(what="Rooster", due_on=date(2027, 3, 28))],
        wage_values=[WageValue(percentage=Decimal(40), measured_on=date(2026, 1, 1), next_on=date(2029, 1, 1))],
    )
    visit = Visit(
        at=Appointment(date(2027, 3, 28), time(9, 30)),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        employer=employer.id,
        subjects=[VisitSubject(candidate=person.id, placement=placement.id)],
    )
    portfolio = Portfolio(candidate=person.id, placement=placement.id, review_on=date(2027, 5, 18))
    return person, employer, placement, visit, portfolio


def test_a_trip_about_several_people_and_other_kinds_of_contact(desk: Desk) -> None:
    """One entry for one trip, with everybody's initials; a talk with three takes an hour, by video half of one."""
    person, employer, placement, _, _ = world()
    other, gone = Candidate(name_used="Ön", family_name="Ä"), Candidate(name_used="Weg", family_name="Weg")
    subjects = [VisitSubject(candidate=one.id) for one in (person, other, gone)]
    three = Visit(
        at=Appointment(date(2026, 12, 1), time(9)),
        medium=Medium.THREE_WAY,
        state=VisitState.PLANNED,
        employer=employer.id,
        subjects=subjects,
    )
    video = Visit(
        at=Appointment(date(2026, 12, 2), time(9)),
        medium=Medium.VIDEO,
        state=VisitState.PLANNED,
        subjects=[VisitSubject(candidate=other.id)],
    )
    held = Visit(at=three.at, medium=Medium.VISIT, state=VisitState.DONE, subjects=[VisitSubject(candidate=other.id)])
    held.agreements = [
        VisitAgreement(subject=held.subjects[0].id, what="GEHEIM", due_on=date(2026, 12, 3)),
        VisitAgreement(what="GEHEIM", due_on=date(2026, 12, 4)),
    ]
    desk.dossiers.add([person, other, gone, employer, placement, three, video, held])
    desk.dossiers.trash("candidate", gone.id)
    data = desk.calendar.export(TODAY, now=NOW)
    events = [one for one in read(data) if one["start"] != date(2026, 12, 26) and "J.B." not in one["words"][-4:]]
    assert b"GEHEIM" not in data
    assert [(one["words"], (one["end"] - one["start"]).seconds // 60) for one in events] == [
        ("Driegesprek: J.B., Ö.Ä.", 60),
        ("Beeldbellen: Ö.Ä.", 30),
    ]
    assert len({one["uid"] for one in read(data)}) == len(read(data))


def test_an_agreement_of_a_visit_is_a_deadline_until_it_is_done(desk: Desk) -> None:
    person, employer, placement, visit, _ = world()
    visit.state = VisitState.DONE
    row = VisitAgreement(subject=visit.subjects[0].id, what="GEHEIM", due_on=date(2026, 12, 3))
    visit.agreements = [row]
    desk.dossiers.add([person, employer, placement, visit])
    events = read(desk.calendar.export(TODAY, now=NOW))
    days = [one["start"] for one in events if one["words"] == "Afspraak van een ander, laatste dag: J.B."]
    assert days == [date(2026, 12, 3), date(2027, 3, 28)]
    desk.visits.settle(AgreementAt("visit", visit.id, row.id), AgreementResult.NOT_DONE, TODAY)
    events = read(desk.calendar.export(TODAY, now=NOW))
    assert [one["start"] for one in events if "Afspraak" in one["words"]] == [date(2027, 3, 28)]


def test_visits_have_a_time_and_deadlines_a_day(desk: Desk) -> None:
    desk.dossiers.add(world())
    events = read(desk.calendar.export(TODAY, now=NOW))
    assert [(one["words"], one["place"]) for one in events] == [
        ("Einde proefplaatsing: J.B.", ""),
        ("Afspraak van een ander, laatste dag: J.B.", ""),
        ("Werkbezoek: J.B.", ""),
        ("Portfolio nakijken: J.B.", ""),
    ]
    ends, agreed, visit, _ = events
    assert (ends["start"], ends["end"]) == (date(2026, 12, 26), date(2026, 12, 27))
    assert agreed["start"] == date(2027, 3, 28)
    assert visit["start"].astimezone(UTC) == datetime(2027, 3, 28, 7, 30, tzinfo=UTC)  # the day summer time begins
    assert (visit["end"] - visit["start"]).seconds == 3600
    assert read(desk.calendar.export(TODAY, now=NOW, places=True))[2]["place"] == "Kampen"


def test_the_file_is_as_the_standard_asks(desk: Desk) -> None:
    desk.dossiers.add(world())
    data = desk.calendar.export(TODAY, now=NOW)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"DTSTART;TZID=Europe/Amsterdam:20270328T093000" in data
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;VALUE=DATE:20261226" in data
    assert data.count(b"CLASS:PRIVATE") == data.count(b"BEGIN:VEVENT") == 4


def test_an_entry_keeps_its_name_and_tells_no_id(desk: Desk) -> None:
    records = world()
    desk.dossiers.add(records)
    first, again = (read(desk.calendar.export(TODAY, now=moment)) for moment in (NOW, NOW.replace(hour=23)))
    assert [one["uid"] for one in first] == [one["uid"] for one in again]
    assert len({one["uid"] for one in first}) == len(first)
    text = desk.calendar.export(TODAY, now=NOW).decode()
    assert not [one for one in records if one.id.hex in text.replace("-", "") or str(one.id) in text]


def test_what_is_past_gone_closed_or_far_off_is_left_out(desk: Desk) -> None:
    person, employer, placement, visit, portfolio = world()
    desk.dossiers.add([person, employer, placement, visit, portfolio])
    assert len(desk.calendar.entries(date(2027, 4, 1))) == 1
    desk.dossiers.trash("visit", visit.id)
    assert len(desk.calendar.entries(TODAY)) == 3
    other = Candidate(name_used="Bo", state=CandidateState.CLOSED)
    late = PlacementPhase(kind=PhaseKind.TRIAL, until=date(2026, 12, 1))
    desk.dossiers.add([other, Placement(candidate=other.id, phases=[late])])
    assert len(desk.calendar.entries(TODAY)) == 3
    desk.dossiers.trash("candidate", person.id)
    assert desk.calendar.entries(TODAY) == []
    assert read(desk.calendar.export(TODAY, now=NOW)) == []


def test_a_gemeente_counts_with_its_own_numbers(desk: Desk) -> None:
    people = [Candidate(name_used=name, municipality=place) for name, place in (("Bo", "Kampen"), ("Cas", "Zwolle"))]
    until = date(2027, 6, 30)
    signed = [
        Placement(
            candidate=one.id, contracts=[Contract(kind=ContractKind.TEMPORARY, since=date(2026, 7, 1), until=until)]
        )
        for one in people
    ]
    desk.dossiers.add([*people, *signed])
    desk.today.set_figures("[notice_months]\nvalues = [{ from = 2015-01-01, value = 2 }]\n", "kampen")
    told = {one.words: one.start for one in desk.calendar.entries(TODAY) if one.kind == "notice"}
    assert told == {
        "Aanzegging, laatste dag: B.": date(2027, 4, 30),
        "Aanzegging, laatste dag: C.": date(2027, 5, 30),
    }


def test_a_next_contract_takes_out_the_end_of_the_last_one_and_not_the_telling_of_it(desk: Desk) -> None:
    person = Candidate(name_used="Bo")
    first = Contract(kind=ContractKind.TEMPORARY, since=date(2026, 1, 1), until=date(2026, 12, 31))
    following = Contract(kind=ContractKind.TEMPORARY, since=date(2027, 1, 1), until=date(2027, 6, 30))
    drawn = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 1, 1), until=date(2026, 12, 31))
    placed = Placement(candidate=person.id, phases=[drawn], contracts=[first, following])
    desk.dossiers.add([person, placed])
    later = [("notice", date(2027, 5, 30)), ("contract", date(2027, 6, 30))]
    told = [(one.kind, one.start) for one in desk.calendar.entries(TODAY)]
    assert told == [("notice", date(2026, 11, 30)), *later]
    desk.dossiers.save([Edit("placement", placed.id, 1, {f"contracts/{first.id}/notice_on": TODAY.isoformat()})])
    assert [(one.kind, one.start) for one in desk.calendar.entries(TODAY)] == later


@pytest.mark.parametrize("reason", [EndReason.MOVED_ON, EndReason.DIED])
def test_nobody_is_asked_to_call_who_died(desk: Desk, reason: EndReason) -> None:
    person = Candidate(name_used="Bo")
    ended = Placement(candidate=person.id, ended_on=TODAY, end_reason=reason, next_contact_on=date(2026, 12, 1))
    desk.dossiers.add([person, ended])
    said = [one.words for one in desk.calendar.entries(TODAY)]
    assert said == ([] if reason is EndReason.DIED else ["Contact opnemen: B."])


@pytest.mark.parametrize(("names", "said"), [(("", ""), "Werkbezoek"), (("Bo", ""), "Werkbezoek: B.")])
def test_a_name_that_is_not_there(desk: Desk, names: tuple[str, str], said: str) -> None:
    person = Candidate(name_used=names[0], family_name=names[1])
    at = Appointment(date(2026, 12, 1), time(9))
    desk.dossiers.add(
        [
            person,
            Visit(at=at, medium=Medium.VISIT, state=VisitState.PLANNED, subjects=[VisitSubject(candidate=person.id)]),
        ]
    )
    assert [one.words for one in desk.calendar.entries(TODAY)] == [said]


WORDS = st.text(st.characters(categories=["L"]), min_size=3, max_size=10).map(lambda text: f"zq{text}")


def _marked(record: Record, draw: Any) -> set[str]:
    """Put a word of its own into every field that holds words; returns those words."""
    shape, found = shape_of(record), set()
    for name, spec in shape.specs.items():
        if spec.kind in (Kind.TEXT, Kind.PROSE, Kind.LINES) and not spec.check:
            word = draw(WORDS)
            found.add(word)
            setattr(record, name, (word, word) if spec.kind is Kind.LINES else word)
    for rows in shape.children:
        for row in getattr(record, rows):
            found |= _marked(row, draw)
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_word_of_a_dossier_is_in_the_file(desk: Desk, data: st.DataObject) -> None:
    records = world()
    words = {word for record in records for word in _marked(record, data.draw)}
    desk.dossiers.add(records)
    text = re.sub(r"\r\n ", "", desk.calendar.export(TODAY, now=NOW).decode("utf-8"))
    assert "Einde proefplaatsing: ZZ" in text.replace(".", "").replace("z", "Z")
    assert not [word for word in words if word in text]
    for record in records:
        desk.dossiers.trash(shape_of(record).name, record.id)


def test_what_left_is_in_the_log(desk: Desk) -> None:
    desk.calendar.handed_out(places=False)
    (line,) = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.EXPORT}))))
    assert dict(line.detail) == {"document": "calendar", "places": False}
