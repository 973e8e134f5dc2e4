"""An invented caseload is the same each time, hangs together, and has nothing of anybody in it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from beschutdesk.cli import main
from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.dossier.visit import Visit, VisitState
from beschutdesk.exchange.invented import invent
from beschutdesk.rules.checks import CHECKS, remark
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 20)
PHONES = {f"06 12 34 56 7{digit}" for digit in range(10)}


def all_of(number: int = 300, seed: int = 1) -> list[Record]:
    return [record for batch in invent(number, today=TODAY, seed=seed) for record in batch]


@pytest.fixture(scope="module")
def made() -> list[Record]:
    return all_of()


def with_rows(records: list[Record]) -> Iterator[Record]:
    for record in records:
        yield record
        for name in shape_of(record).children:
            yield from getattr(record, name)


def test_so_many_of_each(made: list[Record]) -> None:
    count = Counter(shape_of(record).name for record in made)
    assert (count["candidate"], count["employer"], count["visit"]) == (300, 60, 3000)
    assert 150 < count["task_list"] < count["placement"] < 280
    assert count["task_inventory"] == count["employer"]


def test_most_lists_have_tries_and_a_week_and_came_out_of_an_inventory(made: list[Record]) -> None:
    offered = {task.id for heap in made if isinstance(heap, TaskInventory) for task in heap.tasks}
    lists = [record for record in made if isinstance(record, TaskList)]
    sources = [task.source for carved in lists for task in carved.tasks]
    assert set(sources) - {None} <= offered
    assert sum(source is not None for source in sources) > len(sources) * 0.9
    assert sum(bool(carved.tryouts) for carved in lists) > len(lists) * 0.8
    assert sum(len(carved.plan) > 10 for carved in lists) > len(lists) * 0.6
    assert all(row.tried_on and row.tried_on <= TODAY for carved in lists for row in carved.tryouts)


def test_the_same_seed_gives_the_same(made: list[Record]) -> None:
    again = all_of()
    assert [record.id for record in again] == [record.id for record in made]
    assert [codec.flatten(record) for record in again] == [codec.flatten(record) for record in made]
    assert not {record.id for record in all_of(20, seed=2)} & {record.id for record in made}


def test_ids_are_of_version_7_and_every_one_is_there_once(made: list[Record]) -> None:
    ids = [record.id for record in with_rows(made)]
    assert len(set(ids)) == len(ids)
    assert {key.version for key in ids} == {7}


def test_every_reference_leads_somewhere_and_back_not_forward(made: list[Record]) -> None:
    seen = {record.id: shape_of(record).name for record in with_rows(made)}
    placed = {record.id: record for record in made if isinstance(record, Placement)}
    for record in with_rows(made):
        for name, spec in shape_of(record).specs.items():
            if spec.kind is Kind.REFERENCE and (key := getattr(record, name)) is not None:
                assert seen[key] == spec.target
    for visit in (record for record in made if isinstance(record, Visit)):
        for subject in visit.subjects:
            if subject.placement is not None:
                assert placed[subject.placement].candidate == subject.candidate


def test_there_is_nothing_of_anybody_in_it(made: list[Record]) -> None:
    for record in with_rows(made):
        for name, spec in shape_of(record).specs.items():
            value = getattr(record, name)
            if spec.check in ("bsn", "iban", "kvk"):
                assert value == ""
            elif spec.check == "phone":
                assert value in PHONES | {""}
            elif spec.check == "email":
                assert not value or value.endswith(".example")
            if spec.check in CHECKS and value:
                assert remark(spec, value) == "", (spec.key, value)


def test_every_value_fits_its_field(made: list[Record]) -> None:
    for record in with_rows(made):
        for name, spec in shape_of(record).specs.items():
            value = getattr(record, name)
            assert codec.decode(spec, codec.encode(spec, value)) == value, (spec.key, value)


def test_no_gap_stays_open_and_nothing_is_doubled(made: list[Record]) -> None:
    texts = [text for record in with_rows(made) for text in codec.flatten(record).values() if isinstance(text, str)]
    assert not [text for text in texts if "{" in text or "}" in text or "  " in text or " ." in text]
    notes = [subject.notes for record in made if isinstance(record, Visit) for subject in record.subjects]
    written = [note for note in notes if note]
    assert len(set(written)) > 0.9 * len(written)


def test_notes_lie_in_the_past_and_plans_in_the_time_to_come(made: list[Record]) -> None:
    for visit in (record for record in made if isinstance(record, Visit)):
        assert visit.at is not None
        assert (visit.at.day > TODAY) is (visit.state is VisitState.PLANNED)
        assert visit.at.day.weekday() < 5


def test_names_vary() -> None:
    made = all_of(1000)
    names = [f"{one.name_used} {one.family_name}" for one in made if isinstance(one, Candidate)]
    firms = [one.name for one in made if isinstance(one, Employer)]
    assert len(set(names)) > 900
    assert len(set(firms)) > 150
    assert any("ł" in name for name in names)


def test_the_lists_name_only_what_the_program_knows() -> None:
    from beschutdesk.dossier.tags import Surrounding, WorkKind
    from beschutdesk.exchange.inventing import lists

    for sector in lists("companies")["sector"]:
        assert [WorkKind.from_key(key) for key in sector["work"]]
        assert [Surrounding.from_key(key) for key in (*sector["is"], *sector["is_not"])]
        assert not set(sector["is"]) & set(sector["is_not"])
        assert len(sector["tasks"]) >= 7
    assert len(REGISTRY) > 5


# -- kept --------------------------------------------------------------------------------------------------------------


def test_what_is_kept_reads_back_as_it_was_made(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    number = desk.inventing.fill(20, TODAY, report=lambda done, total: steps.append((done, total)))
    made = all_of(20)
    assert number == len(made)
    assert steps == [(0, 20), (20, 20)]
    for record in made:
        found = desk.dossiers.get(shape_of(record).name, record.id)
        assert codec.flatten(found) == codec.flatten(record)
    with desk._store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM history WHERE record <> 'caseworker'").scalar() == 0
    assert len(desk.lists.candidates()) == 20


def test_it_refuses_a_vault_with_dossiers_of_people(demo_desk: Desk) -> None:
    demo_desk.inventing.fill(5, TODAY)
    with pytest.raises(Trouble, match="geen demo"):
        demo_desk.inventing.fill(5, TODAY)
    demo_desk.inventing.fill(5, TODAY, anyway=True)
    assert len(demo_desk.lists.candidates()) == 14
    for wrong in (0, -1, 100_001):
        with pytest.raises(Trouble):
            demo_desk.inventing.fill(wrong, TODAY)


def test_on_the_command_line(profile_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk, _ = profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))
    desk.close()
    secret = tmp_path / "wachtzin"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    where = ["--profile", str(profile_dir), "--passphrase-file", str(secret)]
    assert main([*where, "demo", "--scale", "10"]) == 0
    out = capsys.readouterr()
    assert "10 verzonnen kandidaten" in out.out
    assert "10 van 10 kandidaten" in out.err
    assert main([*where, "demo", "--scale", "10"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert main([*where, "list", "candidates", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 10
