"""The jobcarving page on a real vault: quick entry, order, state, the form, drafts, saving and undo."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList, TaskState
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from tests.ui.walker import walk
from ui import jobs, theme
from ui.context import DeskContext
from ui.forms.keeper import DraftKeeper
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.jobcarving.listing import Group
from ui.tabs.jobcarving.tasks import TaskLine

TODAY = date(2026, 11, 22)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@dataclass
class Window:
    """Stands in for the main window: it remembers what it was asked."""

    toasts: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def toast(self, words: str, undo: Callable[[], object] | None) -> None:
        self.toasts.append((words, undo))

    def show_tab(self, key: str) -> None:
        self.shown.append(key)


@dataclass
class Bench:
    """The page with everything around it."""

    desk: Desk
    page: JobcarvingPage
    keeper: DraftKeeper
    window: Window
    qtbot: QtBot
    person: UUID
    opened: list[UUID]
    announced: list[Any]

    def lines(self) -> list[tuple[str, str]]:
        self.qtbot.wait(5)
        return [(e.name, e.state.key) for e in self.page.model.items() if isinstance(e, TaskLine)]

    def groups(self) -> list[str]:
        return [e.title for e in self.page.model.items() if isinstance(e, Group)]

    def dirty(self) -> bool:
        return self.page.tasks.is_dirty

    def kept(self) -> TaskList | None:
        whole = self.desk.dossiers.whole(self.person)
        assert whole is not None
        return whole.task_lists[0] if whole.task_lists else None

    def choose(self, name: str) -> None:
        items = list(self.page.model.items())
        self.page.list.go_to(next(i for i, e in enumerate(items) if isinstance(e, TaskLine) and e.name == name))
        self.page.list.setFocus()

    def enter(self, words: str) -> None:
        self.page.entry.setFocus()
        QTest.keyClicks(self.page.entry, words)
        QTest.keyClick(self.page.entry, Qt.Key.Key_Return)


def a_task(name: str, state: TaskState = TaskState.PACKAGE, minutes: int | None = None, **more: Any) -> CarvedTask:
    return CarvedTask(name=name, state=state, minutes=None if minutes is None else Decimal(minutes), **more)


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    theme.apply(qapp, dark=False)
    person, employer = Candidate(name_used="Thijs"), Employer(name="Zwembad De Golf")
    place = Placement(candidate=person.id, employer=employer.id)
    tasks = TaskList(
        placement=place.id,
        tasks=[
            a_task("Waterwaarden meten", minutes=60, independence=Independence.SELF),
            a_task("Kleedhokjes nalopen", TaskState.IDEA),
            a_task("Lijnen oprollen", minutes=45),
            a_task("Kassa klaarzetten", TaskState.TRYING, 25, independence=Independence.CUE),
        ],
    )
    desk.dossiers.add([person, employer, place, tasks])
    lane, database = jobs.JobsLane(), jobs.DatabaseLane()
    keeper = DraftKeeper(database, desk.drafts)
    window = Window()
    opened: list[UUID] = []
    announced: list[Any] = []
    context = DeskContext(
        desk,
        database,
        lane,
        keeper,
        window,  # type: ignore[arg-type]
        announced.append,
        lambda _key: None,
        opened.append,
        lambda: TODAY,
    )
    page = JobcarvingPage(context)

    def announce(changes: Any) -> None:
        announced.append(changes)
        page.refresh(changes)

    context.announce = announce
    qtbot.addWidget(page)
    page.resize(1274, 668)
    page.show()
    page.set_candidate(person.id)
    yield Bench(desk, page, keeper, window, qtbot, person.id, opened, announced)
    page.close_page()
    keeper.flush()
    assert lane.close()
    assert database.close()


def test_groups_by_state_and_a_sum(bench: Bench) -> None:
    assert bench.groups() == ["In het pakket", "Uitproberen", "Idee"]
    assert [name for name, _ in bench.lines()] == [
        "Waterwaarden meten",
        "Lijnen oprollen",
        "Kassa klaarzetten",
        "Kleedhokjes nalopen",
    ]
    assert bench.page._sum.words == "In het pakket: 2 taken, samen 105 minuten (1 uur 45)"
    assert "1 op proef" in bench.page._sum_more.words


def test_a_row_says_everything_in_a_sentence(bench: Bench) -> None:
    row = bench.page.model.row_of(bench.page.tasks.lines()[0].id)
    spoken = bench.page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Waterwaarden meten, in het pakket, 60\u00a0min, zelf"


def test_enter_adds_and_stays_ready(bench: Bench) -> None:
    bench.enter("Badrand schrobben")
    bench.enter("Koffiehoek bijvullen")
    assert bench.page.entry.text() == ""
    assert bench.lines()[-2:] == [("Badrand schrobben", "idea"), ("Koffiehoek bijvullen", "idea")]
    kept = bench.kept()
    assert kept is not None
    assert len(kept.tasks) == 4  # not saved yet
    session = bench.page.tasks.session
    assert session is not None
    bench.qtbot.waitUntil(lambda: bench.desk.drafts.find(session.id) is not None, timeout=10_000)


def test_empty_entry_adds_nothing(bench: Bench) -> None:
    bench.enter("   ")
    assert len(bench.lines()) == 4


def test_order_within_a_group(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    QTest.keyClick(bench.page.list, Qt.Key.Key_Up, ALT)
    assert [name for name, _ in bench.lines()][:2] == ["Lijnen oprollen", "Waterwaarden meten"]
    QTest.keyClick(bench.page.list, Qt.Key.Key_Up, ALT)  # it is on top already
    QTest.keyClick(bench.page.list, Qt.Key.Key_Down, ALT)
    assert [name for name, _ in bench.lines()][:2] == ["Waterwaarden meten", "Lijnen oprollen"]


def test_state_by_keys_and_undo(bench: Bench) -> None:
    bench.choose("Kassa klaarzetten")
    QTest.keyClick(bench.page.list, Qt.Key.Key_Right, CTRL)
    assert ("Kassa klaarzetten", "package") in bench.lines()
    assert bench.page.list.current_item().name == "Kassa klaarzetten"
    words, undo = bench.window.toasts[-1]
    assert words == "‘Kassa klaarzetten’ staat nu bij ‘in het pakket’."
    assert undo is not None
    undo()
    assert ("Kassa klaarzetten", "trying") in bench.lines()
    assert not bench.page.undo()


def test_delete_and_undo(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    QTest.keyClick(bench.page.list, Qt.Key.Key_Delete)
    assert "Lijnen oprollen" not in dict(bench.lines())
    assert bench.page.list.current_item() is not None
    assert bench.page.undo()
    assert [name for name, _ in bench.lines()][:2] == ["Waterwaarden meten", "Lijnen oprollen"]
    assert bench.page.list.current_item().name == "Lijnen oprollen"


def test_form_edits_the_chosen_task(bench: Bench) -> None:
    bench.choose("Kassa klaarzetten")
    line = bench.page.form.binder.editor("minutes").buddy
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "35")
    assert bench.dirty()
    bench.page.save()
    kept = bench.kept()
    assert kept is not None
    assert next(t.minutes for t in kept.tasks if t.name == "Kassa klaarzetten") == 35
    assert not bench.dirty()
    assert bench.announced


def test_saving_can_be_undone(bench: Bench) -> None:
    bench.enter("Badrand schrobben")
    bench.page.save()
    _, undo = bench.window.toasts[-1]
    assert undo is not None
    undo()
    kept = bench.kept()
    assert kept is not None
    assert len(kept.tasks) == 4
    assert len(bench.lines()) == 4


def test_ctrl_s(bench: Bench) -> None:
    bench.enter("Badrand schrobben")
    bench.page.activateWindow()
    bench.page.save_button.click()
    kept = bench.kept()
    assert kept is not None
    assert kept.tasks[-1].name == "Badrand schrobben"


def test_what_stands_in_the_entry_is_never_lost(bench: Bench) -> None:
    QTest.keyClicks(bench.page.entry, "Half get")
    bench.page.flush()
    session = bench.page.tasks.session
    assert session is not None
    bench.qtbot.waitUntil(lambda: bench.desk.drafts.find(session.id) is not None, timeout=10_000)
    draft = bench.desk.drafts.find(session.id)
    assert draft is not None
    assert "Half get" in draft.changes.values()


def test_draft_comes_back_in_a_new_page(bench: Bench, qtbot: QtBot) -> None:
    bench.enter("Badrand schrobben")
    session = bench.page.tasks.session
    assert session is not None
    bench.qtbot.waitUntil(lambda: bench.desk.drafts.find(session.id) is not None, timeout=10_000)
    bench.page.close_page()
    again = JobcarvingPage(bench.page._context)
    qtbot.addWidget(again)
    again.set_candidate(bench.person)
    assert "Badrand schrobben" in {line.name for line in again.tasks.lines()}
    again.close_page()


def test_typed_tasks_survive_another_person(bench: Bench) -> None:
    other = Candidate(name_used="Noor")
    bench.desk.dossiers.add([other])
    bench.enter("Badrand schrobben")
    bench.page.set_candidate(other.id)
    assert bench.lines() == []
    bench.page.set_candidate(bench.person)
    assert ("Badrand schrobben", "idea") in bench.lines()


def test_nobody_and_no_placement(bench: Bench) -> None:
    bench.page.set_candidate(None)
    assert bench.page._pages.currentIndex() == 0
    other = Candidate(name_used="Noor")
    bench.desk.dossiers.add([other])
    bench.page.set_candidate(other.id)
    assert bench.page._pages.currentIndex() == 1
    assert bench.page._no_place.accessibleName() == "Noor heeft nog geen plaatsing"
    bench.page._no_place.acted.emit()
    assert bench.opened == [other.id]


def test_a_placement_that_ended_is_still_shown(bench: Bench) -> None:
    person, employer = Candidate(name_used="Noor"), Employer(name="Bakkerij")
    place = Placement(candidate=person.id, employer=employer.id, ended_on=date(2026, 3, 1))
    bench.desk.dossiers.add([person, employer, place])
    bench.page.set_candidate(person.id)
    assert bench.page._where.words == "bij Bakkerij, geëindigd op 01-03-2026"


def test_first_task_makes_the_list(bench: Bench) -> None:
    person = Candidate(name_used="Noor")
    place = Placement(candidate=person.id)
    bench.desk.dossiers.add([person, place])
    bench.page.set_candidate(person.id)
    assert bench.page._right.currentWidget() is bench.page._no_choice
    assert not bench.page.tasks.is_dirty  # looking makes no list
    bench.enter("Planten water geven")
    bench.page.save()
    whole = bench.desk.dossiers.whole(person.id)
    assert whole is not None
    assert [task.name for task in whole.task_lists[0].tasks] == ["Planten water geven"]
    assert whole.task_lists[0].placement == place.id


def test_follows_what_was_saved_elsewhere(bench: Bench) -> None:
    kept = bench.kept()
    assert kept is not None
    path = f"tasks/{kept.tasks[0].id}/name"
    saved = bench.desk.dossiers.save([Edit("task_list", kept.id, kept.version, {path: "Water meten"})])
    bench.page.refresh(saved.changed)
    assert bench.lines()[0][0] == "Water meten"


def test_same_field_changed_twice_asks(bench: Bench) -> None:
    kept = bench.kept()
    assert kept is not None
    path = f"tasks/{kept.tasks[0].id}/name"
    bench.choose("Waterwaarden meten")
    session = bench.page.tasks.session
    assert session is not None
    session.set(path, "Mijn naam")
    bench.desk.dossiers.save([Edit("task_list", kept.id, kept.version, {path: "Hun naam"})])
    bench.page.save()
    dialogs = [w for w in bench.page.findChildren(QWidget) if type(w).__name__ == "ConflictDialog"]
    assert len(dialogs) == 1
    dialogs[0].accept()  # type: ignore[attr-defined]
    again = bench.kept()
    assert again is not None
    assert again.tasks[0].name == "Mijn naam"


@pytest.mark.parametrize("size", [(1274, 668), (788, 420), (1188, 660)])
def test_it_fits(bench: Bench, size: tuple[int, int]) -> None:
    bench.page.resize(*size)
    bench.qtbot.wait(20)
    assert (bench.page.width(), bench.page.height()) == size
    assert bench.page.save_button.geometry().right() <= bench.page.width()
    assert bench.page.entry.isVisible()


def test_keyboard_walk(bench: Bench, both_themes: bool) -> None:
    found = walk(bench.page, (1274, 668))
    assert {"Opslaan", "Nieuwe taak", "Taken", "Duur", "Opmerking"} <= set(found.stops)


def test_keyboard_walk_of_the_empty_states(bench: Bench) -> None:
    bench.page.set_candidate(None)
    assert walk(bench.page, (1274, 668)).stops == ["Kandidaat kiezen"]


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_someone_in_the_trash_is_nobody(bench: Bench) -> None:
    page = bench.page
    saved = bench.desk.dossiers.trash("candidate", bench.person)
    page.refresh(saved.changed)
    assert page._pages.currentIndex() == 0
    assert bench.lines() == []
    page.set_candidate(bench.person)
    assert page._pages.currentIndex() == 0
    page.refresh(bench.desk.dossiers.restore("candidate", bench.person).changed)
    assert page._pages.currentIndex() == 2
    assert len(bench.lines()) == 4


@pytest.mark.parametrize("error", [Trouble("De schijf antwoordt niet."), OSError(28, ""), RuntimeError()])
def test_what_could_not_be_undone_can_be_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    said: list[str] = []
    bench.page.say_trouble = lambda _parent, title, _trouble: said.append(title)
    bench.enter("Badrand schrobben")
    bench.page.save()

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(bench.desk.dossiers, "undo", fail)
        assert bench.page.undo()
    assert len(said) == 1
    assert bench.page.undo()
    kept = bench.kept()
    assert kept is not None
    assert len(kept.tasks) == 4
    assert not bench.page.undo()


def test_an_act_that_could_not_be_undone_can_be_tried_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    bench.page.say_trouble = lambda _parent, title, _trouble: said.append(title)
    bench.choose("Lijnen oprollen")
    QTest.keyClick(bench.page.list, Qt.Key.Key_Delete)
    session = bench.page.tasks.session
    assert session is not None
    with monkeypatch.context() as broken:
        broken.setattr(session, "put_row_back", lambda *_: 1 // 0)
        assert bench.page.undo()
    assert len(said) == 1
    assert bench.page.undo()
    assert "Lijnen oprollen" in dict(bench.lines())


def test_the_remark_folds_while_somebody_looks_as_well(bench: Bench) -> None:
    bench.page.show()
    form = bench.page.form
    assert form.remark.isVisibleTo(form)
    looking().set_on(True)
    try:
        assert not form.remark.isVisibleTo(form)
        assert FOLDED in [one.text() for one in form.findChildren(QLabel) if one.isVisibleTo(form)]
        assert form.binder.editor("name").widget.isVisibleTo(form)
    finally:
        looking().set_on(False)
    assert form.remark.isVisibleTo(form)
