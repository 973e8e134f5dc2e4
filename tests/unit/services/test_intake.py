"""Bringing in a table: all of it or nothing, as if typed one by one, and all of it back again."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record, roots, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.visit import Medium, Visit, VisitSubject
from beschutdesk.exchange.sheet import Line, Sheet
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit, NothingLeft
from beschutdesk.services.intake import Column, Mapping
from beschutdesk.storage import bulk, directory
from beschutdesk.trouble import Trouble
from tests.strategies import records
from tests.unit.services.taking_in import (
    ALL,
    HEADER,
    PATHS,
    all_of,
    brought,
    dump,
    number,
    people,
    plan_of,
    titles,
    written,
)


class Stop(Exception):
    """What a person who cancels raises."""


# -- all or nothing ----------------------------------------------------------------------------------------------------


def test_bad_rows_have_to_be_skipped_by_name(desk: Desk) -> None:
    table = people("Sem", "", "Noor")
    table = Sheet(HEADER, (*table.lines[:1], Line(3, ("", "", "1-1-90", "", "")), *table.lines[2:]))
    plan = plan_of(desk, table)
    before = dump(desk)
    with pytest.raises(Trouble, match=r"^Rij 3 heeft een fout\. Er is niets ingelezen\."):
        desk.intake.run(plan)
    with pytest.raises(Trouble, match="Rij 3"):
        desk.intake.run(plan, skip={2})
    assert dump(desk) == before
    desk.intake.run(plan, skip={row.number for row in plan.bad})
    assert titles(desk) == ["Noor Jansen", "Sem Jansen"]


def test_nothing_new_is_said(desk: Desk) -> None:
    brought(desk, "Sem")
    with pytest.raises(Trouble, match="geen nieuwe rij"):
        brought(desk, "Sem")
    with pytest.raises(Trouble, match="geen nieuwe rij"):
        desk.intake.run(plan_of(desk, people("Noor")), skip={2})


def test_who_is_here_already_comes_in_only_when_asked(desk: Desk) -> None:
    brought(desk, "Sem")
    plan = plan_of(desk, people("Sem", "Noor"))
    desk.intake.run(plan)
    assert titles(desk) == ["Noor Jansen", "Sem Jansen"]
    desk.intake.run(plan_of(desk, people("Sem", "Noor", "Ali")), also={2}, skip={4})
    assert titles(desk) == ["Noor Jansen", "Sem Jansen", "Sem Jansen"]


def test_a_plan_is_used_once_and_only_while_it_holds(desk: Desk) -> None:
    plan, other = plan_of(desk, people("Sem", "Noor")), plan_of(desk, people("Noor"))
    desk.intake.run(other)
    before = dump(desk)
    with pytest.raises(Trouble, match="Intussen is iemand"):
        desk.intake.run(plan)
    assert dump(desk) == before
    saved = desk.intake.run(plan, skip={3})
    assert saved.save_id is not None
    desk.intake.undo(saved.save_id)
    with pytest.raises(Trouble, match="al ingelezen"):
        desk.intake.run(plan, skip={3})


@given(fail_at=st.integers(0, 60), rows=st.integers(1, 12))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_an_import_is_never_half(desk: Desk, fail_at: int, rows: int) -> None:
    """An error at any statement of the database leaves every row of every table as it was."""
    plan = plan_of(desk, people(*(f"{fail_at}-{rows}-{i}" for i in range(rows))))
    if not plan.new:
        return
    before, count = dump(desk), 0

    def strike(*_: Any) -> None:
        nonlocal count
        count += 1
        if count > fail_at:
            raise Stop

    engine = desk._store.engine
    sa.event.listen(engine, "before_cursor_execute", strike)
    try:
        desk.intake.run(plan)
        failed = False
    except Stop:
        failed = True
    finally:
        sa.event.remove(engine, "before_cursor_execute", strike)
    if failed:
        assert dump(desk) == before
    else:
        assert len(dump(desk)["candidate"]) == len(before["candidate"]) + len(plan.new)


@pytest.mark.parametrize("stop_at", range(1, 8))
def test_cancelling_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> None:
    monkeypatch.setattr(bulk, "_BATCH", 4)
    plan = plan_of(desk, people(*(f"n{i}" for i in range(12))))
    before, told = dump(desk), list[tuple[int, int]]()

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == stop_at:
            raise Stop

    with pytest.raises(Stop):
        desk.intake.run(plan, report=report)
    assert dump(desk) == before
    assert told == sorted(told)
    assert all(0 <= done <= total == 12 for done, total in told)


def test_the_report_of_all_steps_ends_at_the_total(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_BATCH", 4)
    told: list[int] = []
    desk.intake.run(plan_of(desk, people(*(f"n{i}" for i in range(12)))), report=lambda done, _: told.append(done))
    assert told == [0, 2, 4, 6, 8, 10, 12]


# -- the same as one by one --------------------------------------------------------------------------------------------

MANY = [shape for shape in roots() if shape.name in ("candidate", "employer")]


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_many_at_once_are_kept_as_one_by_one(desk: Desk, data: st.DataObject) -> None:
    """Every column of the records and rows, of the directory and of the search; of the history, what is filled in."""
    shape = data.draw(st.sampled_from(MANY))
    some: list[Record] = data.draw(st.lists(records(shape), min_size=1, max_size=3))
    for one in some:
        one.id = new_id()
        for name in shape.children:
            for row in getattr(one, name):
                row.id = new_id()
    results = []
    for way in ("one", "all"):
        with desk._store.work() as work:
            if way == "one":
                for one in some:
                    work.add(codec.copy(one))
            else:
                work.add_all(some)
            connection = work.session.connection()
            results.append([_rows(connection, table) for table in ALL])
            # not committed: both ways start from the same vault
    assert results[0] == results[1]


def _rows(connection: sa.Connection, table: str) -> list[tuple[Any, ...]]:
    where = " WHERE new NOT IN ('\"\"', '[]', 'null', '{}')" if table == "history" else ""
    rows = connection.exec_driver_sql(all_of(table) + where)
    names = list(rows.keys())
    left = {"created_at", "updated_at", "at", "save_id", *(["rid"] if table == "history" else [])}
    return [tuple(v for n, v in zip(names, row, strict=True) if n not in left) for row in rows]


def test_the_audit_log_tells_of_the_import_and_of_everyone_in_it(desk: Desk) -> None:
    saved = brought(desk, "Sem", "Noor")
    with desk._store.reading() as connection:
        acts = [row[0] for row in connection.exec_driver_sql("SELECT act FROM audit ORDER BY rid")]
    assert acts[-3:] == ["import", "create", "create"]
    assert saved.save_id is not None
    desk.intake.undo(saved.save_id)
    with desk._store.reading() as connection:
        acts = [row[0] for row in connection.exec_driver_sql("SELECT act FROM audit ORDER BY rid")]
    assert acts[-2:] == ["undo", "undo"]


# -- undo --------------------------------------------------------------------------------------------------------------


def test_undo_puts_all_in_the_trash_and_undoing_that_brings_all_back(desk: Desk) -> None:
    desk.dossiers.add([Candidate(name_used="Eerder")])
    before = [codec.flatten(desk.dossiers.get("candidate", key)) for key in desk.dossiers.ids("candidate")]
    saved = brought(desk, "Sem", "Noor", "Ali")
    assert saved.save_id is not None
    undone = desk.intake.undo(saved.save_id)
    assert [codec.flatten(desk.dossiers.get("candidate", key)) for key in desk.dossiers.ids("candidate")] == before
    assert titles(desk) == ["Eerder"]
    assert (undone.saved.changed, undone.stayed) == (saved.changed, frozenset())
    assert set(undone.saved.versions.values()) == {2}
    assert desk.lists.search("noor") == []
    assert titles(desk, trash=True) == ["Ali Jansen", "Noor Jansen", "Sem Jansen"]
    assert undone.saved.save_id is not None
    back = desk.dossiers.undo(undone.saved.save_id)
    assert back.changed == saved.changed
    assert titles(desk) == ["Ali Jansen", "Eerder", "Noor Jansen", "Sem Jansen"]
    assert [found.title for found in desk.lists.search("noor")] == ["Noor Jansen"]
    with pytest.raises(NothingLeft):  # worked with since: taken out of the trash again
        desk.intake.undo(saved.save_id)


def test_what_was_changed_or_used_since_stays_and_is_named(desk: Desk) -> None:
    saved = brought(desk, "Sem", "Noor", "Ali", "Mo")
    sem, noor, ali, mo = (number(desk, name) for name in ("Sem", "Noor", "Ali", "Mo"))
    desk.dossiers.save([Edit("candidate", sem, 1, {"pace": "Rustig."})])
    desk.dossiers.add([Placement(candidate=noor)])
    desk.dossiers.trash("candidate", mo)
    note = Visit(medium=Medium.PHONE, subjects=[VisitSubject(candidate=ali)])
    desk.dossiers.add([note])
    desk.dossiers.trash("visit", note.id)  # what lies in the trash holds nobody back, also by one of its rows
    assert saved.save_id is not None
    undone = desk.intake.undo(saved.save_id)
    assert undone.stayed == {("candidate", sem), ("candidate", noor)}
    assert undone.saved.changed == {("candidate", ali)}
    assert titles(desk) == ["Noor Jansen", "Sem Jansen"]
    desk.dossiers.undo(saved.save_id)  # the plain undo takes all that the save made
    assert titles(desk) == []


def test_a_save_that_only_changed_is_not_taken_for_an_import(desk: Desk) -> None:
    one, two = Candidate(name_used="Sem"), Employer(name="De Golf")
    desk.dossiers.add([one, two])
    third = new_id()
    saved = desk.dossiers.save(
        [Edit("candidate", one.id, 1, {"pace": "Rustig."}), Edit("employer", third, 0, {"name": "Groen"})]
    )
    assert saved.save_id is not None
    undone = desk.dossiers.undo(saved.save_id)
    assert undone.changed == {("candidate", one.id), ("employer", third)}
    assert desk.dossiers.get("candidate", one.id).pace == ""
    assert desk.dossiers.get("employer", third).deleted_at is not None
    assert desk.dossiers.get("employer", two.id).deleted_at is None


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12), max_size=6))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_name_comes_in_and_is_found_and_goes(desk: Desk, names: list[str]) -> None:
    plan = plan_of(desk, people(*names))
    assume(plan.new)
    skip = {row.number for row in plan.bad}
    before = desk.dossiers.ids("candidate")
    saved = desk.intake.run(plan, skip=skip)
    assert saved.save_id is not None
    for row in plan.new:
        assert row.record is not None
        kept = desk.dossiers.get("candidate", row.record.id)
        assert codec.flatten(kept) == codec.flatten(row.record)
        assert row.record.id in {found.id for found in desk.lists.by_name(directory._candidate(kept).title)}
    desk.intake.undo(saved.save_id)
    assert desk.dossiers.ids("candidate") == before


def test_thousands_of_rows(desk: Desk) -> None:
    saved = brought(desk, *(f"n{i}" for i in range(2_000)))
    assert len(desk.lists.candidates()) == 2_000
    assert saved.save_id is not None
    assert len(desk.intake.undo(saved.save_id).saved.changed) == 2_000
    assert desk.lists.candidates() == []


def test_mappings_can_be_shared(desk: Desk, tmp_path: Path) -> None:
    mapping = Mapping("employer", (Column("Bedrijf", ("employer.name",)),))
    path = tmp_path / "indeling.toml"
    path.write_text(desk.intake.write_mapping(mapping, ["Bedrijf", "Iets"]), "utf-8")
    assert desk.intake.read_mapping(path) == mapping
    assert shape_of("employer").label == "Werkgever"


# -- what is off by default --------------------------------------------------------------------------------------------


def test_a_bsn_is_left_in_the_list_until_that_was_turned_on(desk: Desk, tmp_path: Path) -> None:
    header, path = ["Voornaam", "Achternaam", "BSN"], tmp_path / "lijst.csv"
    written(path, [header, ["Sem", "Jansen", "111222333"], ["Ali", "Jansen", "111222334"]])
    opened = desk.intake.open(path, "candidate")
    assert "candidate.bsn" not in desk.intake.targets("candidate")
    assert opened.guess.ask["BSN"] == "BSN vastleggen staat uit, bij Instellingen, Gegevens."
    columns = tuple(Column(name, (f"candidate.{to}",)) for name, to in zip(header, PATHS, strict=True))
    own = Mapping("candidate", columns)  # of a file of one's own
    plan = desk.intake.preview(opened.sheet, "candidate", own)
    assert plan.left == ("BSN",)
    assert not [said for row in plan.rows for said in row.remarks], "nothing is said of a number that is not read"
    (one,) = desk.intake.run(plan, skip=[3]).changed
    assert desk.dossiers.get("candidate", one[1]).bsn == ""
    desk.settings.record_bsn = True
    opened = desk.intake.open(path, "candidate")
    assert (opened.guess.ask, "candidate.bsn" in desk.intake.targets("candidate")) == ({}, True)
    plan = desk.intake.preview(opened.sheet, "candidate", opened.guess.mapping)
    saved = desk.intake.run(plan, skip=[2])
    (key,) = (key for _, key in saved.changed)
    assert desk.dossiers.get("candidate", key).bsn == "111222334"
    remembered = desk.intake.open(path, "candidate").remembered
    assert remembered is not None
    assert "BSN" in [column.name for column in remembered.columns]
    desk.settings.record_bsn = False
    remembered = desk.intake.open(path, "candidate").remembered
    assert remembered is not None
    assert "BSN" not in [column.name for column in remembered.columns]
