"""The jobcarving page on a real vault: its board with quick entry, order and columns, the form, drafts and undo."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList, TaskState
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.task_typed import TypedTask
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from tests.ui.stand_in import Window
from tests.ui.walker import walk
from ui import jobs, theme
from ui.context import DeskContext
from ui.forms.keeper import DraftKeeper
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.jobcarving.card_list import MIME, CardList
from ui.tabs.jobcarving.lines import TaskLine

TODAY = date(2026, 11, 22)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


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

    def settle(self) -> None:
        """Let timers of nought go off, and those that they start."""
        for _ in range(3):
            QApplication.processEvents()

    def cards(self) -> list[TaskLine]:
        """All cards, column by column."""
        self.settle()
        return [line for cards in self.page.board.board.lists.values() for line in cards.cards.items()]

    def lines(self) -> list[tuple[str, str]]:
        return [(line.name, line.state.key) for line in self.cards()]

    def column(self, state: TaskState) -> list[str]:
        return [line.name for line in self.cards() if line.state is state]

    @property
    def list(self) -> CardList:
        """The column of the chosen card."""
        found = self.page.board.board.list_of(self.page.board.board.chosen)
        assert found is not None
        return found

    @property
    def chosen(self) -> TaskLine | None:
        return self.page.board.board.line()

    def dirty(self) -> bool:
        return self.page.tasks.is_dirty

    def kept(self) -> TaskList | None:
        whole = self.desk.dossiers.whole(self.person)
        assert whole is not None
        return whole.task_lists[0] if whole.task_lists else None

    def key(self, name: str) -> UUID:
        return next(line.id for line in self.cards() if line.name == name)

    def choose(self, name: str) -> None:
        self.page.board.board.choose(self.key(name), focus=True)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.list, key, held)

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
    days = tuple(Slot(day, time(9), time(13)) for day in range(4))
    terms = Terms(valid_from=date(2026, 1, 1), hours=Decimal(16), days=days)
    place = Placement(candidate=person.id, employer=employer.id, terms=[terms])
    tasks = TaskList(
        placement=place.id,
        tasks=[
            a_task("Waterwaarden meten", minutes=60, frequency=Frequency.DAY, independence=Independence.SELF),
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


def test_columns_and_a_sum(bench: Bench) -> None:
    assert bench.lines() == [
        ("Kleedhokjes nalopen", "idea"),
        ("Kassa klaarzetten", "trying"),
        ("Waterwaarden meten", "package"),
        ("Lijnen oprollen", "package"),
    ]
    view = bench.page.board
    assert view.foot.told[0] == "In het pakket: 2 taken, 4 uur van 16 uur per week"
    assert view.foot.told[1] == (
        "1 hoofdtaak · 1 op proef · van 1 is de tijd per week nog niet bekend · 4 taken op het bord"
    )


def test_a_card_says_everything_in_a_sentence(bench: Bench) -> None:
    bench.choose("Waterwaarden meten")
    spoken = bench.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Waterwaarden meten, in het pakket, 60 min per dag, hoofdtaak, zelf"


def test_enter_adds_and_stays_ready(bench: Bench) -> None:
    bench.enter("Badrand schrobben")
    bench.enter("Koffiehoek bijvullen")
    assert bench.page.entry.text() == ""
    assert bench.column(TaskState.IDEA) == ["Kleedhokjes nalopen", "Badrand schrobben", "Koffiehoek bijvullen"]
    kept = bench.kept()
    assert kept is not None
    assert len(kept.tasks) == 4  # not saved yet
    session = bench.page.tasks.session
    assert session is not None
    bench.qtbot.waitUntil(lambda: bench.desk.drafts.find(session.id) is not None, timeout=10_000)


def test_how_long_and_how_often_may_stand_behind_it(bench: Bench) -> None:
    bench.enter("badrand schrobben 20 min elke dag")
    card = next(line for line in bench.cards() if line.name == "badrand schrobben")
    assert card.often == "20 min per dag"
    assert bench.page.undo()
    assert len(bench.lines()) == 4


def test_empty_entry_adds_nothing(bench: Bench) -> None:
    bench.enter("   ")
    assert len(bench.lines()) == 4


def test_order_within_a_column(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_Up, ALT)
    assert bench.column(TaskState.PACKAGE) == ["Lijnen oprollen", "Waterwaarden meten"]
    bench.press(Qt.Key.Key_Up, ALT)  # it is on top already
    bench.press(Qt.Key.Key_Down, ALT)
    assert bench.column(TaskState.PACKAGE) == ["Waterwaarden meten", "Lijnen oprollen"]
    assert bench.page.undo()
    assert bench.column(TaskState.PACKAGE) == ["Lijnen oprollen", "Waterwaarden meten"]


def test_column_by_keys_and_undo(bench: Bench) -> None:
    bench.choose("Kassa klaarzetten")
    bench.press(Qt.Key.Key_Right, CTRL)
    assert ("Kassa klaarzetten", "package") in bench.lines()
    assert bench.chosen is not None
    assert bench.chosen.name == "Kassa klaarzetten"
    assert bench.list.column is TaskState.PACKAGE
    words, undo = bench.window.toasts[-1]
    assert words == "‘Kassa klaarzetten’ staat nu bij ‘in het pakket’."
    assert undo is not None
    undo()
    assert ("Kassa klaarzetten", "trying") in bench.lines()
    assert not bench.page.undo()


def test_arrows_walk_from_column_to_column(bench: Bench) -> None:
    bench.choose("Kleedhokjes nalopen")
    bench.press(Qt.Key.Key_Right)
    assert bench.chosen is not None
    assert bench.chosen.name == "Kassa klaarzetten"
    bench.press(Qt.Key.Key_Left)
    assert bench.chosen.name == "Kleedhokjes nalopen"
    bench.press(Qt.Key.Key_Left)  # there is none before it
    assert bench.chosen.name == "Kleedhokjes nalopen"


def dropped(cards: CardList, key: UUID, y: int) -> None:
    """Drag a task over a column and let go of it there."""
    data = QMimeData()
    data.setData(MIME, key.bytes)
    held = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for over in (QDragEnterEvent(QPoint(40, y), *held), QDragMoveEvent(QPoint(40, y), *held)):
        QApplication.sendEvent(cards.viewport(), over)
        assert over.isAccepted()
    QApplication.sendEvent(cards.viewport(), QDropEvent(QPointF(40, y), *held))


def test_a_card_dropped_in_another_column(bench: Bench) -> None:
    lists = bench.page.board.board.lists
    package = lists[TaskState.PACKAGE]
    bench.qtbot.waitUntil(lambda: package.visualRect(package.cards.index(1, 0)).y() > 0)
    dropped(package, bench.key("Kassa klaarzetten"), 2)
    assert bench.column(TaskState.PACKAGE) == ["Kassa klaarzetten", "Waterwaarden meten", "Lijnen oprollen"]
    dropped(package, bench.key("Kassa klaarzetten"), 2000)
    assert bench.column(TaskState.PACKAGE) == ["Waterwaarden meten", "Lijnen oprollen", "Kassa klaarzetten"]
    dropped(lists[TaskState.LATER], bench.key("Kleedhokjes nalopen"), 20)
    assert bench.column(TaskState.LATER) == ["Kleedhokjes nalopen"]
    for _ in range(3):
        assert bench.page.undo()
    assert not bench.dirty()  # the very same order as it was kept in
    dropped(lists[TaskState.LATER], UUID(int=1), 20)  # of another window
    assert not bench.dirty()


def test_any_acts_undone_one_by_one_give_the_same_board(bench: Bench) -> None:
    tasks, dice = bench.page.tasks, random.Random(8)
    view = bench.page.board
    states = list(TaskState)
    before = [(key, tasks.state(key)) for key in tasks.keys()]  # noqa: SIM118 - no mapping
    for number in range(80):
        keys = tasks.keys()
        key = dice.choice(keys)
        view.board.choose(key)
        match dice.randrange(6):
            case 0:
                view._enter([TypedTask(f"Taak {number}")])
            case 1 if len(keys) > 2:
                view._remove()
            case 2:
                view._move(dice.choice((-1, 1)))
            case 3:
                view._step(dice.choice((-1, 1)))
            case _:
                view._dropped(key, dice.choice(states), dice.randrange(5))
    assert bench.dirty()
    while bench.page.undo():
        pass
    assert not bench.dirty()
    assert [(key, tasks.state(key)) for key in tasks.keys()] == before  # noqa: SIM118 - no mapping


def test_delete_and_undo(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_Delete)
    assert "Lijnen oprollen" not in dict(bench.lines())
    assert bench.chosen is not None
    assert bench.page.undo()
    assert bench.column(TaskState.PACKAGE) == ["Waterwaarden meten", "Lijnen oprollen"]
    assert bench.chosen is not None
    assert bench.chosen.name == "Lijnen oprollen"
    assert not bench.dirty()


def test_form_edits_the_chosen_task(bench: Bench) -> None:
    bench.choose("Kassa klaarzetten")
    bench.press(Qt.Key.Key_Return)
    form = bench.page.board.form
    line = form.binder.editor("minutes").buddy
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "35")
    assert bench.dirty()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert bench.list.hasFocus()
    assert next(line.often for line in bench.cards() if line.name == "Kassa klaarzetten") == "35 min"
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
    assert "Badrand schrobben" in {task.name for task in again.tasks.tasks_in(*TaskState)}
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
    assert bench.page.head.isHidden()
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
    assert bench.page.head.where.words == "bij Bakkerij, geëindigd op 01-03-2026"


def test_first_task_makes_the_list(bench: Bench) -> None:
    person = Candidate(name_used="Noor")
    place = Placement(candidate=person.id)
    bench.desk.dossiers.add([person, place])
    bench.page.set_candidate(person.id)
    assert bench.page.board._stack.currentWidget() is bench.page.board._empty
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
    assert "Water meten" in dict(bench.lines())


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
    bench.settle()
    assert (bench.page.width(), bench.page.height()) == size
    assert bench.page.save_button.geometry().right() <= bench.page.width()
    assert bench.page.entry.isVisible()


def test_keyboard_walk(bench: Bench, both_themes: bool) -> None:
    found = walk(bench.page, (1274, 668))
    assert {"Opslaan", "Nieuwe taak", "Idee", "In het pakket", "Probeer-beurt noteren"} <= set(found.stops)
    bench.choose("Kassa klaarzetten")
    bench.press(Qt.Key.Key_Return)
    bench.page.board.form.folds[0].open()
    found = walk(bench.page, (1274, 668))
    assert {"Taak", "Duur", "Volgende stap", "Tempo: weinig", "Opmerking", "Weghalen"} <= set(found.stops)


def test_keyboard_walk_of_the_empty_states(bench: Bench) -> None:
    bench.page.set_candidate(None)
    assert walk(bench.page, (1274, 668)).stops == ["Kandidaat kiezen", "Inventaris van een werkgever"]


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
    bench.page.acts.say_trouble = lambda _parent, title, _trouble: said.append(title)
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
    bench.page.acts.say_trouble = lambda _parent, title, _trouble: said.append(title)
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_Delete)
    session = bench.page.tasks.session
    assert session is not None
    with monkeypatch.context() as broken:
        broken.setattr(session, "put_row_back", lambda *_: 1 // 0)
        assert bench.page.undo()
    assert len(said) == 1
    assert bench.page.undo()
    assert "Lijnen oprollen" in dict(bench.lines())


def test_the_remark_folds_while_somebody_looks_as_well(bench: Bench) -> None:
    bench.page.board.open_form()
    form = bench.page.board.form
    assert form.remark.isVisibleTo(form)
    looking().set_on(True)
    try:
        assert not form.remark.isVisibleTo(form)
        assert FOLDED in [one.text() for one in form.findChildren(QLabel) if one.isVisibleTo(form)]
        assert form.binder.editor("name").widget.isVisibleTo(form)
    finally:
        looking().set_on(False)
    assert form.remark.isVisibleTo(form)
