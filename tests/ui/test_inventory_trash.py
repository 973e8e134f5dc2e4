"""An inventory in the trash comes back, also after the program was closed; a save keeps no task that was taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.task import Frequency
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.inventorying import Bench, inventory_bench, offered
from ui.tabs.jobcarving.inventory_open import path_of

TWO = (("Vloer vegen", 20, Frequency.DAY), ("Karren halen", 90, Frequency.WEEK))


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Iterator[Bench]:
    with inventory_bench(desk, qtbot, TWO) as made:
        yield made


def in_trash(bench: Bench) -> list[str]:
    """What the menu of the trash offers."""
    bar = bench.view.bar
    menu = bar.trash_menu()
    found = [one.text() for one in menu.actions()]
    menu.deleteLater()
    assert bar.trash.isHidden() is not bool(found)
    return found


def test_it_is_listed_and_comes_back_with_its_tasks_after_closing(desk: Desk, qtbot: QtBot, profile_dir: Path) -> None:
    with inventory_bench(desk, qtbot, TWO) as bench:
        house = bench.house
        assert in_trash(bench) == []
        bench.view.deeds.trash()
        assert (bench.names(), in_trash(bench)) == ([], ["Hele organisatie terugzetten · 2 taken"])
        assert bench.view.bar.trash.accessibleName() == "Prullenbak: 1 inventaris"
    desk.close()
    with (
        profile.open_with_passphrase(profile_dir, PASSPHRASE) as again,
        inventory_bench(again, qtbot) as bench,
    ):
        assert (bench.acts.undo(), in_trash(bench)) == (False, [])  # that of another employer
        bench.view.set_employer(house)
        assert (bench.names(), len(in_trash(bench))) == ([], 1)
        assert not [hit for group in again.search.find("karren") for hit in group.hits]
        menu = bench.view.bar.trash_menu()
        menu.actions()[0].trigger()
        menu.deleteLater()
        assert (bench.names(), in_trash(bench)) == (["Vloer vegen", "Karren halen"], [])
        assert bench.said() == "De inventaris ‘Hele organisatie’ is terug."
        assert [hit.title for group in again.search.find("karren") for hit in group.hits] == ["Karren halen"]
        assert bench.acts.undo()
        assert (bench.names(), len(in_trash(bench))) == ([], 1)


def test_several_lie_there_by_department_and_the_focus_stays_in_the_line(bench: Bench) -> None:
    view, bar = bench.view, bench.view.bar
    bench.desk.dossiers.add([offered(("Ramen lappen", 5, None), employer=bench.house, department="Kas & kantine")])
    view.open_again()
    for key, _, _ in bench.desk.inventories.heaps(bench.house):
        view.open_heap(key)
        view.deeds.trash()
    assert in_trash(bench) == ["Hele organisatie terugzetten · 2 taken", "Kas && kantine terugzetten · 1 taak"]
    for _ in range(2):
        bar.trash.setFocus()
        view.deeds.restore(view.dossier.trashed[0].id)
    assert bar.which.hasFocus()
    assert [one.department for one in bench.desk.inventories.of(bench.house)] == ["", "Kas & kantine"]


def test_taking_a_save_back_brings_what_was_typed_in_a_task_that_was_taken_out(bench: Bench) -> None:
    view, dossier = bench.view, bench.view.dossier
    first = dossier.keys()[0]
    session = dossier.main
    assert session is not None
    session.set(path_of(first, "pictogram"), "own-glove")
    session.set(path_of(first, "place"), "de hal")
    for words in ("Bezem pakken", "Hoeken eerst"):
        session.add_row("steps", {"words": words, "task": first})
    view.go_to(first)
    bench.type("Glas halen")
    new = dossier.keys()[-1]
    bench.type("Verkeerd getypt")
    assert bench.acts.undo()  # what was taken back before the save does not come back
    view.deeds.take_out([first, new])
    assert view.save()
    assert bench.names() == ["Karren halen"]
    for _ in range(2):
        assert bench.acts.undo()
        session = dossier.main
        assert session is not None
        assert bench.names() == ["Vloer vegen", "Karren halen", "Glas halen"]
        assert [session.value(path_of(first, name)) for name in ("pictogram", "place")] == ["own-glove", "de hal"]
        steps = [session.value(f"steps/{key}/words") for key in session.rows("steps")]
        assert steps == ["Bezem pakken", "Hoeken eerst"]
        assert [(one.name, one.place) for one in bench.kept().tasks] == [("Vloer vegen", ""), ("Karren halen", "")]
        assert view.is_dirty
        assert bench.acts.redo()
        assert (bench.names(), view.is_dirty) == (["Karren halen"], False)
        assert [task.name for task in bench.kept().tasks] == ["Karren halen"]
    assert bench.acts.undo()
    assert view.save()  # it can be kept, with the ids that it had
    assert [task.name for task in bench.kept().tasks] == ["Vloer vegen", "Karren halen", "Glas halen"]
    assert [step.task for step in bench.kept().steps] == [first, first]


def test_a_line_that_is_not_entered_stays_with_its_inventory(bench: Bench) -> None:
    view, field = bench.view, bench.view.entry.field
    here = view.dossier.key
    field.setText("Half getypt")
    view.begin_heap()
    assert field.text() == ""
    field.setText("Elders")
    view.open_heap(here)  # type: ignore[arg-type]
    assert field.text() == "Half getypt"
    assert view.save()
    assert bench.said() == "De regel die je typt is nog geen taak. Druk daar op Enter."
    view.close_page()
    assert field.text() == ""  # behind a lock
    assert bench.keeper.flush()
    view.set_employer(bench.house)
    assert (bench.names(), field.text()) == (["Vloer vegen", "Karren halen"], "Half getypt")
    view.deeds.throw_away()
    assert (field.text(), view.is_dirty) == ("", False)
    assert bench.acts.undo()
    assert field.text() == "Half getypt"
