"""What the board keeps and what it does not: a task that was taken out, a try without a word, a line without Enter."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.task_list import TaskList, TaskState
from tests.ui.test_jobcarving import Bench, bench
from ui.forms.session import EditSession
from ui.looking import current as looking
from ui.tabs.employers.acts import EmployerActs, at_work
from ui.tabs.jobcarving.left_behind import LeftBehind
from ui.tabs.jobcarving.tasks import path_of
from ui.tabs.jobcarving.words import sum_words, where_words

__all__ = ["bench"]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAMES = ["Waterwaarden meten", "Kleedhokjes nalopen", "Lijnen oprollen", "Kassa klaarzetten"]


def names(bench: Bench) -> list[str]:
    tasks = bench.page.tasks
    return [task.name for key in tasks.keys() if (task := tasks.task(key)) is not None]  # noqa: SIM118 - no dict


def tried(bench: Bench) -> int:
    """How many tries of the chosen task stand beside the board."""
    return len(bench.page.board.pane.tries.history)


def steps(bench: Bench, key: UUID) -> list[str]:
    tasks = bench.page.tasks
    return [tasks.value(row, "words", "steps") for row in tasks.about("steps", key)]


def test_taking_a_save_back_brings_what_was_typed_in_a_task_that_was_taken_out(bench: Bench) -> None:
    tasks, key = bench.page.tasks, bench.key("Kleedhokjes nalopen")
    for words in ("Deur open", "Vloer droog"):
        tasks.add_row("steps", {"words": words, "task": key})
    tasks.set(path_of(key, "pictogram"), "own-glove")
    bench.choose("Kleedhokjes nalopen")
    bench.press(Qt.Key.Key_Delete)
    bench.page.save()
    assert not bench.dirty()
    for _ in range(2):
        assert bench.page.undo()
        assert names(bench) == NAMES
        assert steps(bench, key) == ["Deur open", "Vloer droog"]
        assert tasks.value(key, "pictogram") == "own-glove"
        assert bench.dirty()
        assert bench.page.redo()
        assert names(bench) == [name for name in NAMES if name != "Kleedhokjes nalopen"]
        assert not bench.dirty()
    assert bench.page.undo()
    bench.page.save()
    kept = bench.kept()
    assert isinstance(kept, TaskList)
    assert [(one.words, one.task) for one in kept.steps] == [("Deur open", key), ("Vloer droog", key)]


def test_what_was_typed_comes_back_in_the_list_of_its_own_placement_only(bench: Bench) -> None:
    tasks, key = bench.page.tasks, bench.key("Kleedhokjes nalopen")
    assert tasks.session is not None
    tasks.add_row("steps", {"words": "Deur open", "task": key})
    tasks.session.remove_row("tasks", key)
    left = LeftBehind(tasks.session, frozenset({key, *tasks.about("steps", key)}))
    other = EditSession(TaskList(placement=new_id()))
    assert left.bring(other) is None
    assert (other.rows("tasks"), other.rows("steps")) == ([], [])
    tasks.session.abandon()
    assert left.bring(tasks.session) is not None
    assert steps(bench, key) == ["Deur open"]


def test_a_try_is_of_the_card_that_was_chosen_a_moment_ago(bench: Bench) -> None:
    bench.choose("Kleedhokjes nalopen")
    bench.settle()
    bench.choose("Kassa klaarzetten")  # and at once, before the pane beside the board shows it
    bench.page.board.note_try()
    tries = bench.page.board.pane.tries
    assert tries.form.key is not None
    assert bench.page.tasks.value(tries.form.key, "task", "tryouts") == bench.key("Kassa klaarzetten")


def test_a_try_without_a_word_leaves_no_trace(bench: Bench) -> None:
    tasks, tries = bench.page.tasks, bench.page.board.pane.tries
    bench.choose("Kleedhokjes nalopen")
    for _ in range(2):  # twice is one
        bench.press(Qt.Key.Key_T, ALT)
    assert tried(bench) == 1
    QTest.keyClick(tries.form, Qt.Key.Key_Escape)
    bench.settle()
    assert (tried(bench), tries.form.isHidden(), bench.dirty()) == (0, True, False)
    assert bench.chosen is not None
    assert bench.chosen.remark == ""
    assert not bench.page.undo()
    bench.page.board.note_try()
    bench.choose("Kassa klaarzetten")  # who goes on to another task
    bench.settle()
    assert tasks.session is not None
    assert (tasks.session.rows("tryouts"), bench.dirty()) == ([], False)
    bench.page.board.note_try()
    bench.page.save()
    kept = bench.kept()
    assert kept is not None
    assert kept.tryouts == []
    assert tries.form.isHidden()


def test_a_try_with_a_word_stays(bench: Bench) -> None:
    tries = bench.page.board.pane.tries
    bench.choose("Kleedhokjes nalopen")
    bench.press(Qt.Key.Key_T, ALT)
    words = tries.form.binder.editor("own_words").buddy
    words.setFocus()
    QTest.keyClicks(words, "Ging goed")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    bench.settle()
    assert [one.row.own_words for one in tries.history] == ["Ging goed"]
    assert bench.page.undo()
    bench.settle()
    assert (tries.history, bench.dirty()) == ((), False)


def test_who_writes_a_try_sees_of_which_task(bench: Bench) -> None:
    pane = bench.page.board.pane
    bench.choose("Kleedhokjes nalopen")
    bench.settle()
    assert pane.fit.isVisible()
    bench.press(Qt.Key.Key_T, ALT)
    last = pane.tries.form.binder.editor("why").buddy
    last.setFocus(Qt.FocusReason.TabFocusReason)
    bench.qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    assert last.height() >= last.sizeHint().height() - 2, "the form scrolls and is not squeezed"
    assert not pane.fit.isVisible()
    title = pane._title
    assert title.text() == "Kleedhokjes nalopen"
    assert pane.rect().contains(title.mapTo(pane, QPoint(0, title.height())))
    QTest.keyClick(last, Qt.Key.Key_Return, CTRL)
    assert pane.fit.isVisible()


def test_a_line_that_is_not_entered_stays_in_the_field(bench: Bench) -> None:
    page = bench.page
    QTest.keyClicks(page.entry, "Half getypt")
    bench.choose("Kleedhokjes nalopen")
    bench.press(Qt.Key.Key_T, ALT)
    page.flush()
    assert page.entry.text() == "Half getypt"
    assert bench.column(TaskState.IDEA) == ["Kleedhokjes nalopen"]
    page.save()
    assert bench.window.toasts[-1][0] == "De regel die je typt is nog geen taak. Druk daar op Enter."
    page.close_page()
    assert page.entry.text() == ""  # behind a lock
    assert bench.keeper.flush()
    page.set_candidate(bench.person)
    assert page.entry.text() == "Half getypt"
    assert len(names(bench)) == len(NAMES)
    QTest.keyClick(page.entry, Qt.Key.Key_Return)
    assert bench.column(TaskState.IDEA) == ["Kleedhokjes nalopen", "Half getypt"]
    assert page.tasks.session is not None
    assert page.tasks.session.raw("tasks") is None


def test_words(bench: Bench) -> None:
    assert sum_words(bench.cards()[:1], None)[1].endswith("1 taak op het bord")
    house = Employer(name="De Golf")
    assert where_words(house, date(2026, 4, 3)) == ("bij De Golf", "geëindigd op 03-04-2026")
    house.deleted_at = bench.desk.dossiers.owner().created_at
    assert where_words(house, None) == ("bij De Golf (in de prullenbak)", "")
    assert where_words(None, None) == ("", "")


def test_who_works_at_an_employer_in_the_trash(bench: Bench) -> None:
    place = bench.page.tasks.placement
    assert place is not None
    assert place.employer is not None
    acts = EmployerActs(bench.page._context, cast(Any, None))
    assert acts.also_said(place.employer) == " Hier werkt nog Thijs."
    looking().set_on(True)
    try:
        assert acts.also_said(place.employer) == " Hier werkt nog 1 kandidaat."
    finally:
        looking().set_on(False)
    assert acts.also_said(bench.person) == ""
    assert at_work(["Dirk", "Sem", "Bo"], 3) == "werken nog Dirk, Sem en Bo"
    assert at_work(["Dirk", "Sem", "Bo"], 5) == "werken nog Dirk, Sem, Bo en 2 anderen"
    assert at_work([], 2) == "werken nog 2 kandidaten"
