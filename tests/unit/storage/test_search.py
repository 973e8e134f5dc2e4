"""Search finds notes, employers, tasks, visits and applications, and forgets what was taken away."""

import string
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Contact, Employer, Site, Supervisor
from beschutdesk.dossier.fields import Kind, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Medium, Visit, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.stage import DATABASE
from beschutdesk.storage import backup, directory, notes, search
from beschutdesk.storage.mapping import FULL_TEXT_TABLES
from beschutdesk.trouble import Trouble
from tests.unit.storage.searching import TODAY, hits, keep, titles

# -- groups ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Two candidates, an employer, notes on three days and a task."""
    sem, noor = Candidate(name_used="Sem", family_name="Vos"), Candidate(name_used="Noor", municipality="Goes")
    bakery = Employer(
        name="Bakkerij De Korenaar",
        place="Kampen",
        sector="Bakkerij",
        supervisors=[Supervisor(name="Corrie Blom")],
        contacts=[Contact(name="Ömer Koç")],
        sites=[Site(name="Filiaal Noord", place="Grafhorst")],
    )
    placement = Placement(candidate=sem.id, employer=bakery.id)
    tasks = TaskList(placement=placement.id, tasks=[CarvedTask(name="kratten stapelen", how="Niet te hoog.")])
    visits = [
        Visit(
            at=Appointment(TODAY - timedelta(days), time(9)),
            medium=Medium.VISIT,
            employer=bakery.id,
            subjects=[
                VisitSubject(candidate=sem.id, placement=placement.id, notes=f"Fotokaarten werken goed, keer {days}."),
                VisitSubject(candidate=noor.id, notes="Kwam kijken."),
            ],
        )
        for days in (30, 2, 400)
    ]
    visits.append(Visit(at=Appointment(TODAY, time(8)), employer=bakery.id, notes="Overleg over fotokaarten."))
    keep(desk, sem, noor, bakery, placement, tasks, *visits)
    return desk


def test_notes_come_newest_first_with_who_and_where(told: Desk) -> None:
    found = hits(told, "fotok", "notes")
    assert [hit.day for hit in found] == [TODAY - timedelta(days) for days in (0, 2, 30, 400)]
    assert [hit.title for hit in found] == ["Bakkerij De Korenaar", "Sem Vos", "Sem Vos", "Sem Vos"]
    assert found[1].where == "werkbezoek, Bakkerij De Korenaar, 20 nov 2026"
    assert found[1].record == "visit"
    assert [found[1].excerpt[begin:end] for begin, end in found[1].marks] == ["Fotokaarten"]
    assert found[1].candidate is not None
    assert found[0].candidate is None


def test_all_words_must_be_there(told: Desk) -> None:
    assert len(hits(told, "goed fotokaarten 30", "notes")) == 1
    assert hits(told, "fotokaarten xyz", "notes") == ()


def test_an_employer_is_found_by_who_works_there(told: Desk) -> None:
    for typed, said in (("corrie", "Corrie Blom"), ("omer k", "Ömer Koç"), ("grafh", "Filiaal Noord, Grafhorst")):
        (hit,) = hits(told, typed, "employers")
        assert (hit.title, hit.excerpt) == ("Bakkerij De Korenaar", said)
        assert hit.where == "Kampen · Bakkerij"


def test_a_task_is_found_by_name_and_by_how_it_goes(told: Desk) -> None:
    for typed in ("kratten", "hoog"):
        (hit,) = hits(told, typed, "tasks")
        assert (hit.record, hit.title, hit.where) == (
            "carved_task",
            "kratten stapelen",
            "Sem Vos · Bakkerij De Korenaar",
        )
        assert hit.candidate is not None


def test_groups_stand_in_one_order_and_empty_ones_are_left_out(told: Desk) -> None:
    assert [group.kind for group in told.search.find("k", today=TODAY)] == ["employers", "notes", "tasks"]
    assert told.search.find("", today=TODAY) == ()
    assert told.search.find(" -- ", today=TODAY) == ()


def test_a_long_note_is_cut_around_what_was_found(desk: Desk) -> None:
    keep(desk, Visit(notes="woord " * 200 + "speld " + "hooi " * 200))
    (hit,) = hits(desk, "speld", "notes")
    assert len(hit.excerpt) < 180
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith(" …")
    assert [hit.excerpt[begin:end] for begin, end in hit.marks] == ["speld"]


ABOUT = [spec for spec in shape_of(VisitSubject).specs.values() if spec.kind is Kind.PROSE]
BESIDE = [
    (name, spec)
    for name in ABOUT_SUBJECTS
    for spec in shape_of(shape_of(Visit).children[name]).specs.values()
    if spec.kind in (Kind.TEXT, Kind.PROSE)
]


def test_every_word_of_a_visit_is_found_with_whom_it_is_about(desk: Desk) -> None:
    """Whatever field it stands in; a private word is found, and not shown to who looks on."""
    sem, noor = Candidate(name_used="Sem"), Candidate(name_used="Noor")
    visit = Visit(at=Appointment(TODAY, time(9)), notes="speldgeheel")
    one, two = VisitSubject(candidate=sem.id), VisitSubject(candidate=noor.id)
    visit.subjects = [one, two]
    letters = iter(string.ascii_lowercase * 2)
    wanted: dict[str, tuple[UUID | None, bool]] = {"speldgeheel": (None, True)}
    for number, spec in enumerate(ABOUT):
        word = f"speld{number}{next(letters)}"
        setattr(one, spec.name, f"Er ligt een {word} op tafel.")
        wanted[word] = sem.id, spec.name != "private"
    for number, (name, spec) in enumerate(BESIDE):
        for about, person in ((two.id, noor.id), (None, None)):
            made: Any = shape_of(shape_of(Visit).children[name]).type
            row = made(subject=about)
            word = f"knoop{number}{'x' if about else 'y'}"
            setattr(row, spec.name, word)
            getattr(visit, name).append(row)
            wanted[word] = person, True
    keep(desk, sem, noor, visit)

    def check() -> None:
        for word, (person, shown) in wanted.items():
            (hit,) = hits(desk, word, "notes")
            assert (hit.id, hit.candidate) == (visit.id, person), word
            assert (word in hit.excerpt) is shown, word

    check()
    with desk._store.engine.begin() as connection:
        directory.rebuild(connection)
    check()
    desk.dossiers.trash("candidate", noor.id)
    assert hits(desk, "knoop0x", "notes") == ()
    assert len(hits(desk, "knoop0y", "notes")) == 1
    changed = desk.dossiers.save([Edit("visit", visit.id, 1, {f"subjects/{one.id}/tasks": "weg"})])
    word = next(word for word in wanted if word.startswith("speld1"))
    assert hits(desk, word, "notes") == ()
    assert changed.save_id is not None
    desk.dossiers.undo(changed.save_id)
    assert len(hits(desk, word, "notes")) == 1


# -- what goes ---------------------------------------------------------------------------------------------------------


def test_nothing_of_the_trash_is_found(told: Desk) -> None:
    sem = hits(told, "sem", "people")[0].id
    told.dossiers.trash("candidate", sem)
    assert titles(told, "sem") == []
    assert [hit.candidate for hit in hits(told, "fotok", "notes")] == [None]
    assert hits(told, "kratten", "tasks") == ()
    visit = hits(told, "overleg", "notes")[0].id
    told.dossiers.trash("visit", visit)
    assert hits(told, "fotok", "notes") == ()
    told.dossiers.restore("candidate", sem)
    assert len(hits(told, "fotok", "notes")) == 3
    assert len(hits(told, "kratten", "tasks")) == 1


def test_a_note_on_a_whole_visit_goes_with_the_last_it_is_about(desk: Desk) -> None:
    sem, noor, bakery = Candidate(name_used="Sem"), Candidate(name_used="Noor"), Employer(name="Bakkerij")
    about = [VisitSubject(candidate=sem.id), VisitSubject(candidate=noor.id)]
    alone, there = Visit(notes="fietsbel", subjects=about), Visit(notes="fietspomp", employer=bakery.id)
    there.subjects = [VisitSubject(candidate=sem.id)]
    nobody = Visit(notes="fietstas")
    keep(desk, sem, noor, bakery, alone, there, nobody)
    everything = {alone.id, there.id, nobody.id}

    def found() -> set[UUID]:
        return {hit.id for hit in hits(desk, "fiets", "notes")}

    assert found() == everything
    desk.dossiers.trash("candidate", sem.id)
    assert found() == everything  # Noor, and the bakery
    desk.dossiers.trash("candidate", noor.id)
    assert found() == {there.id, nobody.id}
    desk.dossiers.trash("employer", bakery.id)
    assert found() == {nobody.id}
    desk.dossiers.restore("candidate", sem.id)
    assert found() == everything


def test_notes_are_looked_up_by_index(told: Desk) -> None:
    with told._store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {search._NOTES}", ("fotok*", 8)).all()
    said = [row[3] for row in plan]
    assert not [step for step in said if "SCAN" in step and "VIRTUAL TABLE" not in step], said
    assert not [step for step in said if "TEMP B-TREE" in step or "AUTOMATIC" in step], said


def test_what_was_destroyed_leaves_no_word_in_the_index(told: Desk) -> None:
    sem = hits(told, "sem", "people")[0].id
    with told._store.writing() as connection:
        mine = connection.exec_driver_sql("SELECT id FROM visit").scalars().all()
        lists = connection.exec_driver_sql("SELECT id FROM task_list").scalars().all()
        directory.forget(connection, [sem, *(UUID(bytes=key) for key in (*mine, *lists))])
    with told._store.reading() as connection:
        blocks = [
            bytes(row[0])
            for name in FULL_TEXT_TABLES
            if not name.endswith("_words")
            for row in connection.exec_driver_sql(f"SELECT block FROM {name}_data")
        ]
    assert not any(word in block for block in blocks for word in (b"fotokaart", b"kratten", b"otokaarten"))


def test_a_changed_note_is_found_by_what_it_says_now(told: Desk) -> None:
    visit = hits(told, "overleg", "notes")[0].id
    root = told.dossiers.get("visit", visit)
    assert root is not None
    told.dossiers.save([Edit("visit", visit, root.version, {"notes": "Rondleiding."})])
    assert hits(told, "overleg", "notes") == ()
    assert [hit.id for hit in hits(told, "rondl", "notes")] == [visit]


def test_the_index_made_anew_finds_the_same(told: Desk) -> None:
    typed = ("sem", "fotok", "kratten", "corrie", "goes")
    before = [told.search.find(text, today=TODAY) for text in typed]
    with told._store.writing() as connection:
        lines = connection.exec_driver_sql("SELECT * FROM directory ORDER BY rid").all()
        directory.rebuild(connection)
        assert connection.exec_driver_sql("SELECT * FROM directory ORDER BY rid").all() == lines
    assert [told.search.find(text, today=TODAY) for text in typed] == before


def test_every_index_forgets_for_good(desk: Desk) -> None:
    with desk._store.reading() as connection:
        for name in FULL_TEXT_TABLES:
            if not name.endswith("_words"):
                kept = connection.exec_driver_sql(f"SELECT v FROM {name}_config WHERE k = 'secure-delete'").scalar()
                assert kept == 1, name


def test_a_locked_vault_finds_nothing(told: Desk) -> None:
    told.close()
    with pytest.raises(Trouble):
        told.search.find("sem")


def test_notes_of_one_day_are_many(desk: Desk) -> None:
    keep(desk, *(Visit(at=Appointment(TODAY, time(9)), notes=f"dagelijks {n}") for n in range(40)))
    found = hits(desk, "dagelijks", "notes")
    assert [hit.excerpt for hit in found] == [f"dagelijks {n}" for n in range(39, 31, -1)]


def test_lines_that_come_back_in_one_save_leave_the_index_whole(desk: Desk, profile_dir: Path) -> None:
    """One line becomes two that share a word. Unflushed, SQLite loses the second, and a backup refuses the vault."""
    subject, first, second = VisitSubject(), CarvedTask(name="kast"), str(new_id())
    visit, tasks = Visit(notes="kast", subjects=[subject]), TaskList(tasks=[first])
    keep(desk, visit, tasks)
    desk.dossiers.save(
        [
            Edit("visit", visit.id, 1, {f"subjects/{subject.id}/notes": "kast"}),
            Edit("task_list", tasks.id, 1, {"tasks": [str(first.id), second], f"tasks/{second}/name": "kast"}),
        ]
    )
    # a connection of its own, as for a backup: one that looked before another wrote calls a whole index damaged
    with backup.reading(profile_dir / DATABASE, bytes(desk._store.key), quiet=False) as raw:
        assert backup.damage(raw) == []
        for index in (notes.NOTE_FTS, notes.TASK_FTS):
            rows = raw.execute(f"SELECT count(*) FROM {index} WHERE {index} MATCH 'kast'").fetchone()
            assert rows == (2,), index


# -- applications ------------------------------------------------------------------------------------------------------


def test_an_application_is_found_by_who_it_is_for_and_by_the_employer(desk: Desk) -> None:
    house, person = Employer(name="Zwembad De Golf"), Candidate(name_used="Thijs", family_name="Hoekstra")
    place = Placement(candidate=person.id, employer=house.id)
    other = Candidate(name_used="Roos")
    keep(desk, house, person, place, other)
    saved = desk.subsidies.begin(place.id, TODAY)
    (key,) = (one for record, one in saved.changed if record == "supervision_subsidy")
    for typed in ("thij", "golf", "hoekstar"):
        (hit,) = hits(desk, typed, "subsidies")
        assert (hit.record, hit.id, hit.title, hit.candidate) == (
            "supervision_subsidy",
            key,
            "Thijs Hoekstra",
            person.id,
        )
        assert hit.where.startswith("Zwembad De Golf · concept")
    assert hits(desk, "roos", "subsidies") == ()
    desk.dossiers.trash("supervision_subsidy", key)
    assert hits(desk, "thijs", "subsidies") == ()


def test_no_application_of_somebody_in_the_trash_is_found_by_the_employer(desk: Desk) -> None:
    house, person = Employer(name="Zwembad De Golf"), Candidate(name_used="Thijs")
    place = Placement(candidate=person.id, employer=house.id)
    keep(desk, house, person, place)
    desk.subsidies.begin(place.id, TODAY)
    assert len(hits(desk, "golf", "subsidies")) == 1
    desk.dossiers.trash("candidate", person.id)
    assert hits(desk, "golf", "subsidies") == ()
