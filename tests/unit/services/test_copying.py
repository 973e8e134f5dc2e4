"""Copying as text: labels and dates as people write them, for one reader, and the audit log knows."""

import re
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Contact, Employer, Site, Supervisor
from beschutdesk.dossier.fields import Kind, Record, Row, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Adjustment, Placement, Terms
from beschutdesk.dossier.task_list import CarvedTask, TaskList, TaskState, TaskTryout
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.audit import Filter, Line
from beschutdesk.services.copying import SECTIONS
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.documents import invented_tasks

TODAY = date(2026, 11, 22)


def jelte(desk: Desk) -> UUID:
    return desk.lists.by_name("Jelte")[0].id


def lines_of(desk: Desk) -> list[Line]:
    return desk.audit.lines(desk.audit.numbers(Filter()))


def test_the_advice_for_the_gemeente(demo_desk: Desk) -> None:
    found = demo_desk.copying.text("candidate", jelte(demo_desk), "advice", Audience.MUNICIPALITY, TODAY)
    assert found.text == (
        "Advies beschut werk\n\n"
        "Aangevraagd op: 09-02-2026\n"
        "Aangevraagd door: gemeente Kampen, op vraag van school\n"
        "Hoe gekomen: vso of praktijkonderwijs\n"
        "Besluit op: 20-04-2026\n"
        "Uitkomst: positief advies\n"
        "Grond: blijvend toezicht of intensieve begeleiding\n"
    )


def test_the_placement_with_names_days_and_units(demo_desk: Desk) -> None:
    said = demo_desk.copying.text("candidate", jelte(demo_desk), "placement", Audience.EMPLOYER, TODAY).text
    assert "Naam: Bakkerij Graan & Gloed" in said
    assert "Vaste begeleider: Femke Akkerman" in said
    assert "Uren per week: 20 uur" in said
    assert "Werkdagen: ma, di, do en vr, 6.30 – 11.30 uur" in said
    assert "Plaatsingstype" not in said  # not for an employer
    assert "\u00a0" not in said


def test_each_section_for_each_reader_and_nothing_private_for_others(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    private = demo_desk.dossiers.get("candidate", key).private_notes
    for audience in Audience:
        said = [
            demo_desk.copying.text("candidate", key, section.key, audience, TODAY).text
            for section in SECTIONS["candidate"]
        ]
        assert any(private in text for text in said) == (audience is Audience.CANDIDATE)
        assert all(text == "" or text.endswith("\n") for text in said)
        assert not any("None" in text or "UUID" in text for text in said)


def test_an_employer(demo_desk: Desk) -> None:
    (key,) = [hit.id for hit in demo_desk.lists.search("Graan")]
    said = demo_desk.copying.text("employer", key, "contacts", Audience.COLLEAGUE, TODAY).text
    assert "Contactpersonen\n\nNaam: Gerben Loeffen\nRol: eigenaar of directeur\nFunctie: eigenaar\n" in said
    assert "Wordt vervangen door: Okan Yıldırım" in said
    assert demo_desk.copying.text("employer", key, "offer", Audience.FLOOR, TODAY).text == ""


def test_what_is_copied_is_noted_down_and_what_is_looked_at_is_not(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    before = len(lines_of(demo_desk))
    demo_desk.copying.text("candidate", key, "advice", Audience.MUNICIPALITY, TODAY)
    demo_desk.copying.copy("candidate", key, "advice", Audience.FLOOR, TODAY)  # nothing in it
    assert len(lines_of(demo_desk)) == before
    copied = demo_desk.copying.copy("candidate", key, "advice", Audience.MUNICIPALITY, TODAY)
    assert copied.text
    lines = lines_of(demo_desk)
    assert len(lines) == before + 1
    newest = max(lines, key=lambda line: line.number)
    assert (newest.act.value, newest.root_id) == ("export", key)
    assert newest.detail == {"section": "advice", "audience": "municipality"}


def test_a_visit_is_copied_about_one_person(desk: Desk) -> None:
    one, two = Candidate(name_used="Ann"), Candidate(name_used="Bo")
    visit = Visit(
        at=Appointment(date(2026, 11, 19), time(9, 5)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        present=("Ann", "Bo"),
        notes="Bo was laat.",
        subjects=[
            VisitSubject(candidate=one.id, notes="Gaat goed."),
            VisitSubject(candidate=two.id, notes="Gaat minder."),
        ],
    )
    desk.dossiers.add([one, two, visit])
    with pytest.raises(Trouble, match="meer mensen"):
        desk.copying.text("visit", visit.id, "visit", Audience.COLLEAGUE, TODAY)
    said = desk.copying.text("visit", visit.id, "visit", Audience.COLLEAGUE, TODAY, about=one.id).text
    about = "Wanneer: 19-11-2026, 9.05 uur\nSoort contact: werkbezoek\nStand: afgerond"
    assert said == f"Contactmoment\n\n{about}\n\nNotitie: Gaat goed.\n"


def test_what_is_gone_or_in_the_trash_is_not_copied(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    for record in SECTIONS:
        with pytest.raises(Trouble):
            demo_desk.copying.text(record, new_id(), SECTIONS[record][0].key, Audience.COLLEAGUE, TODAY)
    demo_desk.dossiers.trash("candidate", key)
    with pytest.raises(Trouble, match="prullenbak"):
        demo_desk.copying.text("candidate", key, "advice", Audience.MUNICIPALITY, TODAY)


def test_a_bsn_is_copied_only_when_that_was_turned_on(desk: Desk) -> None:
    person = Candidate(name_used="Sem", bsn="111222333")
    desk.dossiers.add([person])

    def said(audience: Audience) -> str:
        return desk.copying.text("candidate", person.id, "person", audience, TODAY).text

    assert "BSN" not in said(Audience.MUNICIPALITY)
    desk.settings.record_bsn = True
    assert "BSN: 111222333" in said(Audience.MUNICIPALITY)
    assert "111222333" not in said(Audience.EMPLOYER)


def _marked(record: Record, readers: tuple[Audience, ...] | None) -> Any:
    """Every text says of which field it is; rows are narrowed to these readers."""
    shape = shape_of(record)
    for name, spec in shape.specs.items():
        word = f"zq{shape.name}.{name}zq"
        if spec.kind in (Kind.TEXT, Kind.PROSE):
            setattr(record, name, word)
        elif spec.kind is Kind.LINES:
            setattr(record, name, (word,))
    if isinstance(record, Row):
        record.readers = readers
    for rows in shape.children:
        for row in getattr(record, rows):
            _marked(row, readers)
    return record


@pytest.mark.parametrize("readers", [None, (), (Audience.SUPERVISOR, Audience.MUNICIPALITY)])
def test_no_reader_gets_a_field_or_a_row_that_is_not_theirs(desk: Desk, readers: tuple[Audience, ...] | None) -> None:
    desk.settings.record_bsn = True
    person = Candidate()
    for name, row in shape_of(person).children.items():
        setattr(person, name, [shape_of(row).type()])
    firm = Employer(contacts=[Contact()], sites=[Site()], supervisors=[Supervisor()])
    place = Placement(candidate=person.id, employer=firm.id, terms=[Terms(supervisor=firm.supervisors[0].id)])
    place.adjustments = [Adjustment()]
    tasks = TaskList(placement=place.id, tasks=[CarvedTask(state=TaskState.PACKAGE)])
    visit = Visit(employer=firm.id, subjects=[VisitSubject(candidate=person.id)])
    roots = [_marked(root, readers) for root in (person, firm, place, tasks, visit)]
    desk.dossiers.add(roots)
    told = set()
    for record, key in (("candidate", person.id), ("employer", firm.id), ("visit", visit.id)):
        for section in SECTIONS[record]:
            for audience in Audience:
                said = desk.copying.text(record, key, section.key, audience, TODAY).text
                for name, field in re.findall(r"zq([a-z_]+)\.([a-z_]+?)zq", said):
                    told.add((name, field))
                    assert audience in shape_of(name).specs[field].share, (audience, name, field)
                    assert readers is None or audience in readers or "readers" not in shape_of(name).specs
    assert {("candidate", "private_notes"), ("employer", "notes"), ("visit", "notes")} <= told
    assert (("visit_subject", "notes") in told) == (readers is None)


def test_who_may_not_know_how_far_a_task_is_gets_those_that_were_agreed(demo_desk: Desk) -> None:
    key = jelte(demo_desk)
    (tasks,) = demo_desk.dossiers.whole(key).task_lists  # type: ignore[union-attr]
    inside = {task.name for task in tasks.tasks if task.state is TaskState.PACKAGE}
    others = {task.name for task in tasks.tasks} - inside
    assert inside
    assert others
    for audience in Audience:
        said = demo_desk.copying.text("candidate", key, "tasks", audience, TODAY).text
        sees_all = audience in (Audience.COLLEAGUE, Audience.CANDIDATE)
        reads = audience is not Audience.MUNICIPALITY
        assert {name for name in inside if name in said} == (inside if reads else set())
        assert {name for name in others if f"Taak: {name}\n" in said} == (others if sees_all else set())


def test_nor_does_what_is_about_the_other_tasks_name_them(desk: Desk) -> None:
    made = invented_tasks.full()
    case, tasks = made.dossier, made.tasks
    tasks.tasks[0].state = TaskState.TRYING
    tasks.tryouts = [TaskTryout(task=task.id, own_words="Liever niet") for task in tasks.tasks[:2]]
    desk.dossiers.add([case.candidate, case.employer, case.placement, tasks])
    for audience in Audience:
        said = desk.copying.text("candidate", case.candidate.id, "tasks", audience, invented_tasks.TODAY).text
        sees_all = audience in (Audience.COLLEAGUE, Audience.CANDIDATE)
        for words in ("Gereedschap klaarzetten", "Pak de lijst van het bord", "Liever niet"):
            assert (words in said) == sees_all, (audience, words)
        if audience is not Audience.MUNICIPALITY:
            assert "Stap: Hark het blad op een hoop" in said
            assert "Wanneer: maandag, 9.15 – 10.15 uur\nWat: taak\nTaak: Blad harken" in said
            assert "Wanneer: maandag, 8.45 – 9.15 uur\nWat: taak\n" in said, "the day stays whole"


@pytest.mark.parametrize(
    ("section", "audience", "alone"),
    [
        ("private", Audience.CANDIDATE, True),
        ("private", Audience.COLLEAGUE, False),  # there is nothing in it for them
        ("placement", Audience.COLLEAGUE, True),  # remarks that are for a colleague
        ("placement", Audience.CANDIDATE, False),
        ("person", Audience.MUNICIPALITY, False),
    ],
)
def test_it_tells_what_nobody_may_read_along(demo_desk: Desk, section: str, audience: Audience, alone: bool) -> None:
    key = jelte(demo_desk)
    assert demo_desk.copying.text("candidate", key, section, audience, TODAY).alone is alone
