"""The timeline: everything dated, the newest first, and quick with thousands of events."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count, pairwise
from time import thread_time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import (
    Judgement,
    LearningMoment,
    Medium,
    Tryout,
    Visit,
    VisitAgreement,
    VisitState,
    VisitSubject,
)
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.timeline import Event, EventKind, as_text, ordered

MOMENTS = st.dates() | st.datetimes()
EVENTS = st.builds(
    Event,
    MOMENTS,
    st.sampled_from(EventKind),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["", "x"]),
    st.just("visit"),
    st.uuids(),
    st.just(""),
)


@given(st.lists(EVENTS, max_size=12), st.randoms())
def test_the_newest_first_whatever_the_order_it_came_in(events: list[Event], dice: object) -> None:
    found = ordered(events)
    mixed = list(events)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert ordered(mixed) == found
    assert [event.day for event in found] == sorted((event.day for event in events), reverse=True)
    for one, other in pairwise(found):
        if one.day == other.day and isinstance(other.at, datetime):
            assert isinstance(one.at, datetime)
            assert (one.at.hour, one.at.minute) >= (other.at.hour, other.at.minute)


def jelte(desk: Desk) -> UUID:
    return desk.lists.by_name("Jelte")[0].id


def test_everything_dated_of_a_person(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    placement = next(p for p in demo_desk.dossiers.whole(key).placements)  # type: ignore[union-attr]
    demo_desk.dossiers.add(
        [
            IssuedDocument(
                kind=DocumentKind.PORTFOLIO,
                candidate=key,
                placement=placement.id,
                audience="floor",
                number=Decimal(2),
                issued_on=date(2026, 11, 18),
                to_whom="Femke",
                way="geprint",
            )
        ]
    )
    found = demo_desk.timeline.of("candidate", key)
    by_kind = {kind: [event for event in found if event.kind is kind] for kind in EventKind}
    assert [len(by_kind[kind]) for kind in EventKind] == [6, 4, 4, 2, 4, 2, 8, 1, 20, 4, 9, 9, 10, 1, 2, 6, 6, 0, 1]
    (document,) = by_kind[EventKind.DOCUMENT]
    assert (document.title, document.detail) == ("Overdraagbaar portfolio, versie 2", "voor vloer, aan Femke, geprint")
    assert [event.title for event in by_kind[EventKind.ADVICE]] == ["UWV: positief advies", "Advies aangevraagd"]
    assert by_kind[EventKind.TERMS][0].title == "Vanaf nu 20 uur per week"
    planned, visit = by_kind[EventKind.CONTACT][:2]
    assert planned.title == "Werkbezoek (gepland), Bakkerij Graan & Gloed"
    assert (visit.at, visit.title) == (datetime(2026, 11, 16, 11, 0), "Werkbezoek, Bakkerij Graan & Gloed")  # noqa: DTZ001
    assert visit.detail.startswith("Rond oud en nieuw")
    roots = {"visit", "placement", "task_list", "issued_document", "candidate", "supervision_subsidy"}
    assert {event.record for event in found} == roots
    assert {event.by for event in by_kind[EventKind.CONTACT]} == {"R. Jansen"}


def dated(record: Record, days: Iterator[date]) -> dict[date, str]:
    """Put a day of its own into every field that holds one; which field it is, by day."""
    shape, found = shape_of(record), dict[date, str]()
    for name, spec in shape.specs.items():
        if spec.kind is Kind.DAY:
            day = next(days)
            setattr(record, name, day)
            found[day] = f"{shape.name}.{name}"
    for name, child in shape.children.items():
        row = shape_of(child).type()
        getattr(record, name).append(row)
        found |= dated(row, days)
    return found


@pytest.mark.parametrize("reader", [None, *Audience])
def test_every_day_of_a_placement_stands_in_the_timeline_of_who_may_read_it(
    desk: Desk, reader: Audience | None
) -> None:
    person, firm = Candidate(name_used="Ann"), Employer(name="Bakker")
    place = Placement(candidate=person.id, employer=firm.id)
    days = dated(place, (date(2027, 1, 1) + timedelta(days=n) for n in count()))
    desk.dossiers.add([person, firm, place])

    def may(field: str) -> bool:
        record, name = field.split(".")
        return reader is None or reader in shape_of(record).specs[name].share

    found = {event.day for event in desk.timeline.of("candidate", person.id, reader=reader) if event.day in days}
    assert {days[day] for day in found} == {field for field in days.values() if may(field)}
    beside = {days[event.day] for event in desk.timeline.of("employer", firm.id, reader=reader) if event.day in days}
    about = ("absence.", "wage_value.", "development.", "success_check.")
    assert beside == {field for field in days.values() if may(field) and not field.startswith(about)}


@pytest.mark.parametrize("reader", [None, *Audience])
def test_what_was_agreed_tried_and_learnt_at_a_visit_stands_there_once_for_who_may_read_it(
    desk: Desk, reader: Audience | None
) -> None:
    ann, bo, firm = Candidate(name_used="Ann"), Candidate(name_used="Bo"), Employer(name="Bakker")
    part, other = VisitSubject(candidate=ann.id), VisitSubject(candidate=bo.id)
    visit = Visit(at=Appointment(date(2027, 3, 1), time(9)), employer=firm.id, subjects=[part, other])
    day = date(2027, 1, 1)
    for about, closed in ((part.id, None), (part.id, ()), (other.id, None), (None, None)):
        visit.agreements.append(VisitAgreement(subject=about, readers=closed, what="Mat", made_on=day, due_on=day))
        visit.tryouts.append(Tryout(subject=about, readers=closed, name="Vegen", own_words="Leuk"))
        visit.learning_moments.append(
            LearningMoment(subject=about, readers=closed, question="Hoe?", tip="Zo", worked_on=day)
        )
    desk.dossiers.add([ann, bo, firm, visit])

    def told(record: str, key: UUID) -> list[str]:
        found = desk.timeline.of(record, key, reader=reader)
        return sorted(one.title for one in found if one.record == "visit" and one.kind is not EventKind.CONTACT)

    part_reads = reader in (None, *shape_of("tryout").specs["name"].share)
    once = ["Afgesproken: Mat", "Uiterste dag: Mat", "Uitgeprobeerd: Vegen"]
    once += ["Vraag van de begeleider: Hoe?", "Werkte de tip?"]
    number = (2 if reader is None else 1) if part_reads else 0
    assert told("candidate", ann.id) == sorted(once * number)
    there = [title for title in once if "Uitgeprobeerd" not in title]
    assert told("employer", firm.id) == sorted(there * ((4 if reader is None else 3) if part_reads else 0))
    desk.dossiers.trash("candidate", bo.id)
    assert len(told("employer", firm.id)) == len(there) * ((3 if reader is None else 2) if part_reads else 0)
    part_path = f"subjects/{part.id}/readers"
    desk.dossiers.save([Edit("visit", visit.id, 1, {part_path: []})])
    assert bool(told("candidate", ann.id)) is (reader is None)


@pytest.mark.parametrize("reader", [None, *Audience])
def test_what_was_said_per_theme_stands_at_the_visit_for_who_may_read_it(desk: Desk, reader: Audience | None) -> None:
    ann = Candidate(name_used="Ann")
    part = VisitSubject(candidate=ann.id, notes="Vrije notitie", tasks="Vegen lukt", tasks_judgement=Judgement.GOOD)
    part.team_judgement, part.private = Judgement.CONCERN, "GEHEIM"
    visit = Visit(at=Appointment(date(2027, 3, 1), time(9)), medium=Medium.VISIT, subjects=[part])
    desk.dossiers.add([ann, visit])
    told = [one.detail for one in desk.timeline.of("candidate", ann.id, reader=reader) if one.record == "visit"]
    concern = "aandacht nodig" if reader in (Audience.EMPLOYER, Audience.SUPERVISOR) else "zorg"
    lines = []
    for name, line in (
        ("notes", "Vrije notitie"),
        ("tasks", "Taken (goed): Vegen lukt"),
        ("team", f"Team ({concern})"),
    ):
        if reader is None or reader in shape_of(part).specs[name].share:
            lines.append(line)
    if reader is None or reader in shape_of(visit).specs["medium"].share:
        assert told == ["\n".join(lines)]
    else:
        assert told == []


def test_everything_dated_of_an_employer(demo_desk: Desk) -> None:
    employer = demo_desk.dossiers.whole(jelte(demo_desk)).employers[0]  # type: ignore[union-attr]
    found = demo_desk.timeline.of("employer", employer.id)
    contacts = [event for event in found if event.kind is EventKind.CONTACT]
    assert [event.title for event in contacts] == [
        "Werkbezoek (gepland), Jelte Roossien",
        "Telefoon",
        "Werkbezoek, Jelte Roossien",
        "Evaluatie, Jelte Roossien",
        "Driegesprek, Jelte Roossien",
        "Werkbezoek, Jelte Roossien",
    ]
    assert contacts[1].detail.startswith("Gerben belt")
    agreed = [event for event in found if event.record == "visit" and event.kind is EventKind.AGREEMENT]
    assert len(agreed) == 12
    assert all("Jelte Roossien" in event.detail for event in agreed)
    assert not [event for event in found if event.kind is EventKind.TASK]
    assert not any("Hij wees zelf" in event.detail for event in found)  # what was said about a person is in theirs
    assert {event.title for event in found if event.kind is EventKind.SUPERVISOR} == {
        "Femke Akkerman volgde een training"
    }
    assert [event.detail for event in found if event.kind is EventKind.PHASE] == ["Jelte Roossien"] * 4


@pytest.mark.parametrize("reader", [None, Audience.COLLEAGUE, Audience.EMPLOYER])
def test_being_away_for_a_while_is_told_of_who_guides(desk: Desk, reader: Audience | None) -> None:
    guide = Supervisor(name="Femke", away_since=date(2026, 12, 1), away_until=date(2026, 12, 14))
    boss = Employer(name="Bakkerij", supervisors=[guide])
    desk.dossiers.add([boss])
    told = desk.timeline.of("employer", boss.id, kinds=[EventKind.SUPERVISOR], reader=reader)
    days = [(one.day, one.title) for one in told]
    assert days == (
        []
        if reader is Audience.EMPLOYER
        else [
            (date(2026, 12, 14), "Laatste dag afwezig: Femke"),
            (date(2026, 12, 1), "Femke is een tijd afwezig"),
        ]
    )


def test_filters(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    since, until = date(2026, 10, 1), date(2026, 10, 31)
    found = demo_desk.timeline.of("candidate", key, kinds={EventKind.CONTACT}, since=since, until=until)
    assert [event.day for event in found] == [date(2026, 10, 27), date(2026, 10, 12)]
    whole = demo_desk.timeline.of("candidate", key)
    for kind in EventKind:
        assert demo_desk.timeline.of("candidate", key, kinds=[kind]) == [e for e in whole if e.kind is kind]


def test_nothing_from_the_trash(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    employer = demo_desk.dossiers.whole(key).employers[0]  # type: ignore[union-attr]
    contact = demo_desk.timeline.of("candidate", key, kinds={EventKind.CONTACT})[0]
    demo_desk.dossiers.trash("visit", contact.id)
    assert contact not in demo_desk.timeline.of("candidate", key)
    demo_desk.dossiers.trash("candidate", key)
    assert "Jelte" not in as_text("", demo_desk.timeline.of("employer", employer.id, kinds={EventKind.CONTACT}))
    assert demo_desk.timeline.of("candidate", new_id()) == []
    with pytest.raises(KeyError):
        demo_desk.timeline.of("placement", new_id())


def test_a_planned_visit_says_so_and_one_without_a_moment_stands_where_it_was_written(desk: Desk) -> None:
    person = Candidate(name_used="Ann")
    planned = Visit(
        at=Appointment(date(2027, 1, 4), time(9)),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        subjects=[VisitSubject(candidate=person.id)],
    )
    bare = Visit(subjects=[VisitSubject(candidate=person.id, notes="iets")])
    desk.dossiers.add([person, planned, bare])
    found = desk.timeline.of("candidate", person.id, kinds={EventKind.CONTACT})
    assert [event.title for event in found] == ["Werkbezoek (gepland)", "Contact"]
    assert abs(found[1].day - datetime.now(UTC).date()) <= timedelta(days=1)


@pytest.mark.parametrize("reader", [Audience.CANDIDATE, Audience.SUPERVISOR])
def test_when_something_was_written_down_is_for_who_keeps_the_dossier(desk: Desk, reader: Audience) -> None:
    person, firm = Candidate(name_used="Ann"), Employer(name="Bakker")
    bare = Visit(employer=firm.id, subjects=[VisitSubject(candidate=person.id)])
    paper = IssuedDocument(kind=DocumentKind.PORTFOLIO, candidate=person.id)
    desk.dossiers.add([person, firm, bare, paper])
    for record, key, kinds in (
        ("candidate", person.id, {EventKind.CONTACT, EventKind.DOCUMENT}),
        ("employer", firm.id, {EventKind.CONTACT}),
    ):
        assert {event.kind for event in desk.timeline.of(record, key, kinds=kinds)} == kinds
        assert len(desk.timeline.of(record, key, kinds=kinds, reader=Audience.COLLEAGUE)) == len(kinds)
        assert desk.timeline.of(record, key, kinds=kinds, reader=reader) == []


def test_as_text() -> None:
    key = new_id()
    events = [
        Event(datetime(2026, 11, 20, 9, 5), EventKind.CONTACT, "Telefoon", "Een\n\nTwee", "visit", key, ""),  # noqa: DTZ001
        Event(datetime(2026, 11, 19), EventKind.CONTACT, "Mail", "", "visit", key, ""),  # noqa: DTZ001 - no time is known
        Event(date(2026, 1, 2), EventKind.PHASE, "Begin: stage", "", "placement", key, ""),
    ]
    assert as_text("Tijdlijn van Ann", events) == (
        "Tijdlijn van Ann\n\n"
        "20-11-2026 9.05 uur  contact: Telefoon\n    Een\n    Twee\n"
        "19-11-2026  contact: Mail\n"
        "02-01-2026  fase: Begin: stage\n"
    )


def test_five_thousand_events_within_the_budget(desk: Desk) -> None:
    person, employer = Candidate(name_used="Ann"), Employer(name="Bakker")
    first = date(2010, 1, 1)
    visits = [
        Visit(
            at=Appointment(first + timedelta(days=n), time(9, n % 60)),
            medium=Medium.PHONE,
            state=VisitState.DONE,
            employer=employer.id,
            subjects=[VisitSubject(candidate=person.id, notes=f"Gesprek nummer {n} over het werk.")],
        )
        for n in range(5000)
    ]
    desk.dossiers.add([person, employer])
    with desk._store.work() as work:
        work.add_all(visits)
        work.commit()
    for record, key in (("candidate", person.id), ("employer", employer.id)):
        took, floor = [], []
        for _ in range(5):
            begun = thread_time()
            found = desk.timeline.of(record, key)
            took.append(thread_time() - begun)
            begun = thread_time()
            bare(desk)
            floor.append(thread_time() - begun)
        assert len(found) == 5001
        assert min(took) <= 3 * min(floor)  # 50 ms on a machine that does nothing else


def bare(desk: Desk) -> list[tuple[object, ...]]:
    """The same rows with nothing around them, as JSON reads their moments."""
    statement = "SELECT v.*, s.* FROM visit v JOIN visit_subject s ON s.parent_rid = v.rid"
    with desk._store.reading() as connection:
        rows = connection.exec_driver_sql(statement).all()
    return sorted((json.loads(row.at)["day"], row.notes, UUID(bytes=row.id)) for row in rows)


def test_an_employer_in_the_trash_is_not_named(demo_desk: Desk) -> None:
    whole = demo_desk.dossiers.whole(jelte(demo_desk))
    assert whole is not None
    (employer,) = whole.employers
    before = demo_desk.timeline.of("candidate", whole.candidate.id)
    kinds = {event.kind for event in before if employer.name in event.title + event.detail}
    assert {EventKind.CONTACT, EventKind.PHASE} <= kinds
    demo_desk.dossiers.trash("employer", employer.id)
    after = demo_desk.timeline.of("candidate", whole.candidate.id)
    assert not [event for event in after if employer.name in event.title + event.detail]
    assert [event.day for event in after] == [event.day for event in before], "what happened stays"
    demo_desk.dossiers.restore("employer", employer.id)
    assert demo_desk.timeline.of("candidate", whole.candidate.id) == before
