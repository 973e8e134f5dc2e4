"""The supervision log in the vault: visits and written lines together, every act undone, a table in one save."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import LogOrigin, SubsidyState, SubsidyStep, SupervisionSubsidy
from beschutdesk.dossier.values import Appointment, Slot
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.supervision_log import Entry, Source, Standing
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
HEAD = "Datum;Minuten;Begeleider;Omschrijving\n"


@pytest.fixture
def key(desk: Desk) -> UUID:
    person = Candidate(name_used="Sem", family_name="Proef")
    anna, bas = Supervisor(name="Anna Kwast"), Supervisor(name="Bas Bord")
    house = Employer(name="De Proeftuin", supervisors=[anna, bas])
    terms = Terms(valid_from=date(2026, 1, 1), days=tuple(Slot(day) for day in range(5)), supervisor=anna.id)
    place = Placement(candidate=person.id, employer=house.id, terms=[terms])
    asked = SupervisionSubsidy(
        candidate=person.id,
        placement=place.id,
        since=date(2026, 11, 1),
        until=date(2026, 12, 31),
        steps=[SubsidyStep(state=SubsidyState.GRANTED, happened_on=date(2026, 11, 1), hours=Decimal(40))],
    )
    visit = Visit(
        at=Appointment(MONDAY, time(9)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[
            VisitSubject(candidate=person.id, placement=place.id, supervision_minutes=Decimal(50), supervised_by=bas.id)
        ],
    )
    desk.dossiers.add([person, house, place, asked, visit])
    return asked.id


def entry(day: date, minutes: int, **more: object) -> Entry:
    return Entry(day, Decimal(minutes), **more)  # type: ignore[arg-type]


def test_visits_and_what_is_typed_stand_together(desk: Desk, key: UUID) -> None:
    look = desk.supervision_log.look(key, TODAY)
    anna = look.usual
    assert look.names[anna] == "Anna Kwast"  # type: ignore[index]
    desk.supervision_log.add(key, [entry(MONDAY, 30, supervisor=anna, why="  Samen   beginnen ")])
    found = desk.supervision_log.look(key, TODAY)
    assert [(found.who(line), int(line.minutes), line.source) for line in found.log.lines] == [
        ("Anna Kwast", 30, Source.TYPED),
        ("Bas Bord", 50, Source.VISIT),
    ]
    assert found.log.lines[0].why == "Samen beginnen"
    assert found.log.used == 80
    assert found.log.granted is not None
    assert found.log.granted.hours == 40


@pytest.mark.parametrize(("state", "counts"), [(VisitState.CONCEPT, True), (VisitState.PLANNED, False)])
def test_a_visit_that_was_not_held_says_nothing(desk: Desk, key: UUID, state: VisitState, counts: bool) -> None:
    place = desk.dossiers.get("supervision_subsidy", key).placement
    subject = VisitSubject(placement=place, supervision_minutes=Decimal(5))
    desk.dossiers.add([Visit(at=Appointment(date(2026, 11, 10), time(9)), state=state, subjects=[subject])])
    assert (desk.supervision_log.of(key, TODAY).total == 55) is counts


def test_every_act_is_undone_by_its_save(desk: Desk, key: UUID) -> None:
    service = desk.supervision_log
    added = service.add(key, [entry(date(2026, 11, 12), 20, by="De kok"), entry(date(2026, 11, 13), 25)])
    row = service.of(key, TODAY).lines[0].key
    changed = service.change(key, row, entry(date(2026, 11, 11), 35, by="De kok", why="Afwas"))
    first = service.of(key, TODAY).lines[0]
    assert (first.day.day, int(first.minutes), first.by) == (11, 35, "De kok")
    removed = service.remove(key, [row])
    assert len(service.of(key, TODAY).lines) == 2
    for saved, days in ((removed, [11, 13, 16]), (changed, [12, 13, 16]), (added, [16])):
        assert saved.save_id is not None
        desk.dossiers.undo(saved.save_id)
        assert [line.day.day for line in service.of(key, TODAY).lines] == days


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk, key: UUID) -> None:
    service = desk.supervision_log
    before = desk.dossiers.get("supervision_subsidy", key).version
    for wrong in ([], [entry(MONDAY, 0)], [entry(MONDAY, 30), entry(MONDAY, 1441)]):
        with pytest.raises(Trouble):
            service.add(key, wrong)
    with pytest.raises(Trouble, match="is er niet meer"):
        service.change(key, key, entry(MONDAY, 30))
    assert desk.dossiers.get("supervision_subsidy", key).version == before
    desk.dossiers.trash("supervision_subsidy", key)
    with pytest.raises(Trouble, match="is er niet meer"):
        service.add(key, [entry(MONDAY, 30)])


def test_a_line_that_was_closed_is_not_in_the_log_of_a_reader(desk: Desk, key: UUID) -> None:
    from beschutdesk.services.dossiers import Edit

    desk.supervision_log.add(key, [entry(date(2026, 11, 12), 20), entry(date(2026, 11, 13), 25)])
    root = desk.dossiers.get("supervision_subsidy", key)
    path = f"log/{root.log[0].id}/readers"
    desk.dossiers.save([Edit("supervision_subsidy", key, root.version, {path: [Audience.EMPLOYER.key]})])
    assert desk.supervision_log.of(key, TODAY, reader=Audience.MUNICIPALITY).total == 75
    assert desk.supervision_log.of(key, TODAY, reader=Audience.EMPLOYER).total == 95


# -- from a table ------------------------------------------------------------------------------------------------------


def table(tmp_path: Path, text: str, name: str = "lijst.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_looked_at_kept_in_one_save_and_taken_back(desk: Desk, key: UUID, tmp_path: Path) -> None:
    service = desk.supervision_log
    path = table(tmp_path, f"{HEAD}12-11-2026;30;anna kwast;Samen plannen\n13-11-2026;1:30;De kok;\n;;;\n")
    opened = service.open(path)
    plan = service.preview(key, opened.sheet, opened.mapping, TODAY)
    assert [row.standing for row in plan.rows] == [Standing.NEW, Standing.NEW]
    assert plan.minutes == 120
    assert len(service.of(key, TODAY).lines) == 1, "looking keeps nothing"
    saved = service.take(key, plan)
    look = service.look(key, TODAY)
    assert [(look.who(line), int(line.minutes), line.source) for line in look.log.lines[:2]] == [
        ("Anna Kwast", 30, Source.IMPORTED),
        ("De kok", 90, Source.IMPORTED),
    ]
    again = service.preview(key, opened.sheet, opened.mapping, TODAY)
    assert {row.standing for row in again.rows} == {Standing.DOUBLE}
    with pytest.raises(Trouble, match="geen nieuwe rij"):
        service.take(key, again)
    assert service.open(path).remembered == opened.mapping
    assert len(desk.audit.numbers(Filter(acts=frozenset({Act.IMPORT})))) == 1
    assert saved.save_id is not None
    desk.dossiers.undo(saved.save_id)
    assert len(service.of(key, TODAY).lines) == 1


def test_wrong_rows_are_named_by_number_and_keep_everything_out(desk: Desk, key: UUID, tmp_path: Path) -> None:
    service = desk.supervision_log
    rows = "12-11-2026;30;;\n31-2-2026;30;;\n13-11-2026;;;\n19-11-2026;30;;\n14-11-26;nul;;\n1-10-2026;15;;\n"
    opened = service.open(table(tmp_path, HEAD + rows))
    plan = service.preview(key, opened.sheet, opened.mapping, TODAY)
    assert {row.number: [said.column for said in row.errors] for row in plan.bad} == {
        3: ["Datum"],
        4: ["Minuten"],
        5: ["Datum"],
        6: ["Datum", "Minuten"],
    }
    assert [row.remarks[0].message for row in plan.new if row.remarks] == [
        "deze dag valt buiten de periode en telt niet mee"
    ]
    before = desk.dossiers.get("supervision_subsidy", key).version
    with pytest.raises(Trouble, match="4 rijen hebben een fout: 3, 4, 5, 6"):
        service.take(key, plan)
    assert desk.dossiers.get("supervision_subsidy", key).version == before
    service.take(key, plan, skip=[3, 4, 5, 6])
    kept = desk.dossiers.get("supervision_subsidy", key).log
    assert [one.minutes for one in kept] == [30, 15]
    assert {one.entered for one in kept} == {LogOrigin.IMPORTED}


def test_hours_are_read_as_hours(desk: Desk, key: UUID, tmp_path: Path) -> None:
    opened = desk.supervision_log.open(table(tmp_path, 'Datum,Uren\n2026-11-12,"1,5"\n2026-11-13,0.25\n'))
    plan = desk.supervision_log.preview(key, opened.sheet, opened.mapping, TODAY)
    assert [row.entry.minutes for row in plan.rows if row.entry] == [90, 15]


def test_a_table_without_minutes_says_so(desk: Desk, key: UUID, tmp_path: Path) -> None:
    opened = desk.supervision_log.open(table(tmp_path, "Datum;Omschrijving\n12-11-2026;x\n"))
    with pytest.raises(Trouble, match="Geen kolom vult ‘Begeleiding’"):
        desk.supervision_log.preview(key, opened.sheet, opened.mapping, TODAY)
    with pytest.raises(Trouble, match="leeg"):
        desk.supervision_log.open(table(tmp_path, "", "niets.csv"))
    with pytest.raises(Trouble, match="niets"):
        desk.supervision_log.open(tmp_path / "weg.csv")
