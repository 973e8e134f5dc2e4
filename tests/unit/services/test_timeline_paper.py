"""A timeline that leaves: nobody reads on paper what is not for them, and what left is kept or noted down."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.around import Advice, Background, Involvement
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.fields import Kind, Record, Row, shape_of
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services import profile
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.timeline import EventKind, Timeline
from beschutdesk.services.timeline_paper import READERS, Asked
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble
from beschutdesk.vault import envelope
from tests.conftest import PASSPHRASE
from tests.documents import invented, pdf

TODAY = date(2026, 11, 22)
DAYS = date(2026, 3, 2)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One vault for all examples; each has people of its own."""
    known, envelope.STANDARD = envelope.STANDARD, envelope.Cost(passes=1, memory=64, lanes=1)
    try:
        made, _ = profile.create(tmp_path_factory.mktemp("papier") / "p", PASSPHRASE, Caseworker(name="R. Jansen"))
    finally:
        envelope.STANDARD = known
    with made:
        yield made


def _token(record: str, field: str) -> str:
    return f"zq{record}.{field}zq"


def _marked(record: Record, narrowed: dict[str, tuple[Audience, ...] | None]) -> None:
    """Every text says of which field it is; every day is filled in; rows are narrowed."""
    shape = shape_of(record)
    for name, spec in shape.specs.items():
        value: Any = _token(shape.name, name)
        if spec.kind in (Kind.TEXT, Kind.PROSE) and not spec.check:
            setattr(record, name, value)
        elif spec.kind is Kind.LINES:
            setattr(record, name, (value,))
        elif spec.kind is Kind.DAY:
            setattr(record, name, DAYS)
    if isinstance(record, Row):
        record.readers = narrowed.get(shape.name)
    for rows in shape.children:
        for row in getattr(record, rows):
            _marked(row, narrowed)


def _world(desk: Desk, narrowed: dict[str, tuple[Audience, ...] | None]) -> tuple[UUID, UUID]:
    """A person at an employer with something in every field that a timeline could tell."""
    made = invented.full()
    person, employer = made.candidate, made.employer
    person.advices = [Advice()]
    person.involved = [Involvement()]
    person.background = [Background()]
    for rows, child in shape_of("placement").children.items():
        if not getattr(made.placement, rows):
            getattr(made.placement, rows).append(shape_of(child).type())
    employer.supervisors = employer.supervisors or [Supervisor()]
    visit = Visit(
        at=Appointment(DAYS, time(9, 30)),
        medium=Medium.PHONE,
        state=VisitState.PLANNED,
        employer=employer.id,
        subjects=[VisitSubject(candidate=person.id)],
    )
    roots = [
        root
        for entry in fields(made)
        if isinstance(root := getattr(made, entry.name), Record) and shape_of(root).name != "caseworker"
    ]
    for root in (*roots, visit):
        _marked(root, narrowed)
    desk.dossiers.add([*roots, visit])
    return person.id, employer.id


def _printed(desk: Desk, record: str, key: UUID, audience: Audience, folder: Path) -> str:
    path = folder / "tijdlijn.pdf"
    path.write_bytes(desk.timeline_paper.render(desk.timeline_paper.order(record, key, audience, TODAY)).data)
    return pdf.squeezed(" ".join(pdf.spoken(path)))


def _found(words: str) -> set[tuple[str, str]]:
    return set(re.findall(r"zq([a-z_]+)\.([a-z_]+?)zq", words))


def _prints(desk: Desk) -> list[Any]:
    numbers = desk.audit.numbers(Filter(acts=frozenset({Act.PRINT})))
    return list(desk.audit.lines(numbers))


ROWS = (
    "visit_subject",
    "advice",
    "involvement",
    "background",
    *shape_of("placement").children.values(),
    "carved_task",
    "supervisor",
)
NARROWED = st.dictionaries(
    st.sampled_from(ROWS), st.none() | st.lists(st.sampled_from(Audience), max_size=3, unique=True).map(tuple)
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(narrowed=NARROWED)
def test_no_reader_gets_a_word_that_is_not_theirs(
    shared: Desk, tmp_path: Path, narrowed: dict[str, tuple[Audience, ...] | None]
) -> None:
    keys = dict(zip(("candidate", "employer"), _world(shared, narrowed), strict=True))
    for record, audiences in READERS.items():
        for audience in audiences:
            found = _found(_printed(shared, record, keys[record], audience, tmp_path))
            assert found, "the heading at least"
            for name, field in found:
                assert audience in shape_of(name).specs[field].share, (audience, name, field)
                closed = narrowed.get(name)
                assert closed is None or audience in closed, (audience, name)


def test_each_reader_gets_what_is_theirs(shared: Desk, tmp_path: Path) -> None:
    person, employer = _world(shared, {})
    by_reader = {
        audience: _found(_printed(shared, "candidate", person, audience, tmp_path)) for audience in READERS["candidate"]
    }
    for audience in (Audience.COLLEAGUE, Audience.CANDIDATE):
        assert {
            ("visit_subject", "notes"),
            ("advice", "requested_by"),
            ("involvement", "name"),
            ("background", "learnt"),
            ("adjustment", "what"),
            ("contract", "party_name"),
            ("wage_value", "measured_by"),
            ("instrument", "remark"),
            ("introduction_evaluation", "reasons"),
            ("agreement", "what"),
            ("expectation", "what"),
            ("team_briefing", "what"),
            ("development", "next_step"),
            ("success_check", "note"),
            ("placement", "safety_net_with"),
            ("carved_task", "name"),
        } <= by_reader[audience]
    assert by_reader[Audience.MUNICIPALITY] == {
        ("employer", "name"),
        ("candidate", "name_used"),
        ("candidate", "family_name"),
        ("advice", "requested_by"),
        ("contract", "party_name"),
        ("wage_value", "measured_by"),
        ("instrument", "remark"),
        ("introduction_evaluation", "reasons"),
    }
    private = {"care", "income", "private_notes"}
    assert not any(field in private for found in by_reader.values() for _, field in found)
    assert ("visit", "notes") in _found(_printed(shared, "employer", employer, Audience.COLLEAGUE, tmp_path))


def test_who_wrote_it_is_for_a_colleague(demo_desk: Desk) -> None:
    key = demo_desk.lists.by_name("Jelte")[0].id
    paper = demo_desk.timeline_paper
    assert any(event.by for event in paper.order("candidate", key, Audience.COLLEAGUE, TODAY).events)
    order = paper.order("candidate", key, Audience.CANDIDATE, TODAY)
    assert not any(event.by for event in order.events)
    assert not any(event.kind is EventKind.MADE for event in order.events)
    assert order.left_out == 1


def test_a_colleague_reads_what_stands_on_the_screen_but_for_nobody_s_fields(demo_desk: Desk) -> None:
    timeline: Timeline = demo_desk.timeline
    for found in demo_desk.lists.by_name("e"):
        whole = timeline.of("candidate", found.id)
        assert timeline.of("candidate", found.id, reader=Audience.COLLEAGUE) == whole


def test_a_part_by_kind_period_and_words(demo_desk: Desk) -> None:
    key = demo_desk.lists.by_name("Jelte")[0].id
    asked = Asked((EventKind.CONTACT,), date(2026, 9, 1), date(2026, 10, 31), "BAKKERIJ")
    order = demo_desk.timeline_paper.order("candidate", key, Audience.COLLEAGUE, TODAY, asked)
    assert [event.title for event in order.events] == [
        "Evaluatie, Bakkerij Graan & Gloed",
        "Driegesprek, Bakkerij Graan & Gloed",
    ]
    with pytest.raises(Trouble, match="eerste dag"):
        demo_desk.timeline_paper.order(
            "candidate", key, Audience.COLLEAGUE, TODAY, Asked(since=TODAY, until=date(2026, 1, 1))
        )


def test_what_left_is_kept_and_noted_down(demo_desk: Desk) -> None:
    key = demo_desk.lists.by_name("Jelte")[0].id
    paper = demo_desk.timeline_paper
    for number in (1, 2):
        order = paper.order("candidate", key, Audience.MUNICIPALITY, TODAY)
        assert order.number == number
        assert EventKind.CONTACT not in {event.kind for event in order.events}  # the day of a visit only in a log
        printed = paper.render(order)
        saved = paper.issue(order, printed, way="pdf")
        assert saved is not None
        (made,) = (one for record, one in saved.changed if record == "issued_document")
        document: Any = demo_desk.dossiers.get("issued_document", made)
        assert (document.kind, document.audience) == (DocumentKind.TIMELINE, "municipality")
        assert demo_desk.documents.reopen(document) == printed.data
    titles = [e.title for e in demo_desk.timeline.of("candidate", key, kinds=[EventKind.DOCUMENT])]
    assert sorted(titles) == ["Tijdlijn, versie 1", "Tijdlijn, versie 2"]
    assert demo_desk.documents.issued(key) == []  # those are the portfolios
    prints = _prints(demo_desk)
    assert [entry.root_id for entry in prints] == [key, key]


def test_of_an_employer_the_log_knows(demo_desk: Desk) -> None:
    key = UUID(demo_desk.lists.table("employers", TODAY)[0]["id"])
    paper = demo_desk.timeline_paper
    order = paper.order("employer", key, Audience.COLLEAGUE, TODAY)
    assert paper.issue(order, paper.render(order), way="print") is None
    (entry,) = _prints(demo_desk)
    assert entry.root_id == key
    for audience in set(Audience) - set(READERS["employer"]):
        with pytest.raises(Trouble, match="alleen voor: collega"):
            paper.order("employer", key, audience, TODAY)


def test_nothing_of_who_is_gone_or_in_the_trash(demo_desk: Desk) -> None:
    key = demo_desk.lists.by_name("Jelte")[0].id
    demo_desk.dossiers.trash("candidate", key)
    with pytest.raises(Trouble, match="prullenbak"):
        demo_desk.timeline_paper.order("candidate", key, Audience.COLLEAGUE, TODAY)
    with pytest.raises(Trouble, match="niet meer"):
        demo_desk.timeline_paper.order("candidate", UUID(int=7), Audience.COLLEAGUE, TODAY)
