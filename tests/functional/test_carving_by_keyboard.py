"""From forty tasks in one go to a day on the wall, with keys alone; what is added up is added up here by hand too."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import Opinion, PlanKind, TaskList, TaskState, TryoutDecision
from beschutdesk.dossier.values import Slot
from beschutdesk.dossier.visit import Visit
from beschutdesk.rules.day_plan import sums
from beschutdesk.rules.package import package
from beschutdesk.rules.plan_conflicts import conflicts
from beschutdesk.services.desk import Desk
from tests.documents.pdf import squeezed, words
from tests.ui.fixtures import TODAY, put_away, show_desk
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.task_print import TaskPaperDialog
from ui.main_window import JOBCARVING
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.jobcarving.plan_week import BlockShown
from ui.tabs.jobcarving.tries import TriesPanel
from ui.widgets import Segmented

pytestmark = [
    pytest.mark.functional,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # offscreen stacks nothing
]
KEYS, HOLD = Qt.Key, Qt.KeyboardModifier
CTRL, ALT, SHIFT = HOLD.ControlModifier, HOLD.AltModifier, HOLD.ShiftModifier

THINGS = ("kassa", "kleedhokjes", "douches", "lijnen", "folders", "handdoeken", "ballen", "banken")
ACTS = ("klaarzetten", "schoonmaken", "nalopen", "opruimen", "tellen")
FORTY = [f"{thing.capitalize()} {act}" for act in ACTS for thing in THINGS]
TRIED = FORTY[:8]
"""On the board; two more are tried at a visit."""
VISITED = ("Kassa nalopen", "Kleedhokjes nalopen")
CHOSEN = (*FORTY[:5], VISITED[0])
"""Six: five of the board and one of the visit."""
MINUTES = {CHOSEN[0]: 30, CHOSEN[1]: 60, CHOSEN[2]: 45, CHOSEN[3]: 15, CHOSEN[4]: 30, CHOSEN[5]: 30}
"""Each of them once a working day: 210 minutes a day of four hours, so that half an hour is left for a break."""
DAYS = (0, 1, 3, 4)


class Hands:
    """Somebody without a mouse."""

    def __init__(self, qtbot: QtBot, window: DeskWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.window.window

    def press(self, key: Qt.Key, hold: Qt.KeyboardModifier = HOLD.NoModifier, times: int = 1) -> None:
        """A stroke where the focus is."""
        for _ in range(times):
            QTest.keyClick(self.focus, key, hold)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """A stroke for each letter."""
        QTest.keyClicks(self.focus, text)
        QApplication.processEvents()

    def to(self, widget: QWidget) -> None:
        """By Tab to a field of what is in front."""
        for _ in range(80):
            if self.focus is widget or widget.isAncestorOf(self.focus):
                return
            self.press(KEYS.Key_Tab)
        raise AssertionError(
            f"Tab does not lead to {widget.accessibleName()!r}, but to {self.focus.accessibleName()!r}"
        )

    def choose(self, field: Any, words_: str) -> None:
        """By Tab to a choice, and in it with the arrows to these words."""
        self.to(field)
        if isinstance(field, Segmented):
            labels = [one.words for one in field.segments()]
        else:
            labels = [field.itemText(at) for at in range(field.count())]
        self.press(KEYS.Key_Home)
        self.press(KEYS.Key_Down, times=labels.index(words_))
        now = field.chosen if isinstance(field, Segmented) else field.currentIndex()
        assert labels[now] == words_

    def until(self, met: Any, timeout: int = 10_000) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(met()), timeout=timeout)

    @property
    def page(self) -> JobcarvingPage:
        """The tab Jobcarving."""
        page = self.window.window.page(JOBCARVING)
        assert isinstance(page, JobcarvingPage)
        return page

    def stand_on(self, name: str) -> None:
        """With the arrows to a card."""
        board = self.page.board.board
        line = next(one for cards in board.lists.values() for one in cards.cards.items() if one.name == name)
        self.page.panes()[1].setFocus(Qt.FocusReason.ShortcutFocusReason)  # F6
        self.press(KEYS.Key_Left, times=4)
        for _ in range(6):
            here = board.line()
            if here is not None and here.state is line.state:
                break
            self.press(KEYS.Key_Right)
        self.press(KEYS.Key_Home)
        for _ in range(60):
            here = board.line()
            if here is not None and here.id == line.id:
                return
            self.press(KEYS.Key_Down)
        raise AssertionError(f"the arrows do not lead to {name}")


@pytest.fixture
def person(desk: Desk) -> UUID:
    """Somebody with a place of sixteen hours, and nothing on the board."""
    guide = Supervisor(name="M. de Boer", days=tuple(Slot(day, time(8), time(17)) for day in range(5)))
    guide.minutes = Decimal(60)
    pool, thijs = Employer(name="Zwembad De Golf", supervisors=[guide]), Candidate(name_used="Thijs")
    place = Placement(candidate=thijs.id, employer=pool.id)
    place.phases = [PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 9, 1), until=date(2027, 8, 31))]
    days = tuple(Slot(day, time(9), time(13)) for day in DAYS)
    place.terms = [Terms(valid_from=date(2026, 9, 1), hours=Decimal(16), days=days, supervisor=guide.id)]
    place.terms[0].supervision_minutes = Decimal(30)
    made = Portfolio(candidate=thijs.id, placement=place.id, summary=("Eén ding tegelijk.",))
    desk.dossiers.add([pool, thijs, place, made])
    return thijs.id


@pytest.fixture
def me(qtbot: QtBot, qapp: QApplication, desk: Desk, person: UUID) -> Iterator[Hands]:
    theme.apply(qapp, dark=False).set_text_size(100)
    shown = show_desk(qtbot, desk)
    context = shown.context
    assert context is not None
    context.choose(person)
    yield Hands(qtbot, shown)
    put_away(shown)


def kept(desk: Desk, person: UUID) -> TaskList:
    """The list as it is in the vault."""
    whole = desk.dossiers.whole(person)
    assert whole is not None
    (found,) = whole.task_lists
    return found


def enter_forty(me: Hands) -> None:
    me.window.window.show_tab(JOBCARVING)
    me.until(lambda: me.page.tasks.session is not None)
    QApplication.processEvents()
    me.to(me.page.entry)
    for name in FORTY:
        me.write(name)
        me.press(KEYS.Key_Return)
    assert me.page.entry.hasFocus(), "no key was needed between two tasks"


def shows_form(panel: TriesPanel) -> bool:
    """Whether a try can be written down."""
    form: QWidget | None = panel.form
    return form is not None and form.isVisible()


def note_tries(me: Hands) -> None:
    """Eight on the board: five go into the package, three do not."""
    view = me.page.board
    for number, name in enumerate(TRIED):
        me.stand_on(name)
        me.press(KEYS.Key_T, ALT)
        me.until(partial(shows_form, view.pane.tries))
        form = view.pane.tries.form
        assert form is not None
        editor = form.binder.editor
        good = number < 5
        me.choose(editor("own_opinion").buddy, "goed" if good else "niet fijn")
        me.to(editor("minutes").buddy)
        me.write(str(5 * (number + 1)))
        me.choose(editor("decision").buddy, "in het pakket" if good else "niet doen")
        me.to(form.ready)
        me.press(KEYS.Key_Space)


def note_at_visit(me: Hands, desk: Desk, person: UUID) -> None:
    """Two others at a visit, while the board holds what is not saved."""
    me.press(KEYS.Key_B, CTRL)
    me.until(lambda: me.window.window.mode is not None)
    page: Any = me.window.window.mode
    me.qtbot.waitUntil(lambda: page.isAncestorOf(me.focus), timeout=5000)
    for name in VISITED:
        me.press(KEYS.Key_T, ALT)
        me.write(name)
        me.press(KEYS.Key_Return)
        me.until(lambda name=name: me.focus.accessibleName() == f"{name}: Vindt de werknemer")
        me.write("g")
    me.press(KEYS.Key_S, CTRL)
    (key,) = desk.dossiers.ids("visit")
    me.until(lambda: len(desk.dossiers.get("visit", key).tryouts) == 2)
    found = desk.dossiers.get("visit", key)
    assert isinstance(found, Visit)
    tasks = {task.name: task.id for task in kept(desk, person).tasks}
    assert [one.task for one in found.tryouts] == [tasks[name] for name in VISITED]
    assert [one.own_opinion for one in found.tryouts] == [Opinion.GOOD, Opinion.GOOD]
    me.press(KEYS.Key_Escape)
    me.until(lambda: me.window.window.mode is None)


def fill_in(me: Hands, name: str) -> None:
    """How long and how often, in the form of the task."""
    me.stand_on(name)
    me.press(KEYS.Key_Return)
    form = me.page.board.form
    me.until(lambda: form.isVisible() and form.isAncestorOf(me.focus))
    me.to(form.binder.editor("minutes").buddy)
    me.write(str(MINUTES[name]))
    me.choose(form.binder.editor("frequency").buddy, Frequency.DAY.label)
    me.press(KEYS.Key_Escape)
    me.until(lambda: not form.isVisible())


def plan_week(me: Hands) -> None:
    """Monday by the list beside the week, then to the other days."""
    rail = me.window.window.rail
    for _ in range(6):  # the keys of the tab are heard everywhere, in the rail too
        if rail.hasFocus():
            break
        me.press(KEYS.Key_F6)
    assert rail.hasFocus()
    me.press(KEYS.Key_3, ALT)
    view: Any = me.page._views["plan"]
    QApplication.processEvents()
    view.week.setFocus(Qt.FocusReason.ShortcutFocusReason)  # F6
    me.press(KEYS.Key_Home)
    for what in (*CHOSEN[:3], "Pauze", *CHOSEN[3:]):
        offers = view.offers
        me.to(offers)
        names = [offer.name for offer in offers.offers.items()]
        me.press(KEYS.Key_Home)
        me.press(KEYS.Key_Down, times=names.index(what))
        me.press(KEYS.Key_Return)
    view.week.setFocus(Qt.FocusReason.ShortcutFocusReason)
    entry = view.week.current()
    assert isinstance(entry, BlockShown)
    me.press(KEYS.Key_D, CTRL)
    me.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, KEYS.Key_Return)  # to all other working days
    QApplication.processEvents()


def print_plan(me: Hands, to: Path) -> None:
    """With Ctrl+P from the plan, and saved."""
    me.press(KEYS.Key_P, CTRL)
    me.until(lambda: isinstance(QApplication.activeModalWidget(), TaskPaperDialog))
    dialog: Any = QApplication.activeModalWidget()
    me.until(lambda: dialog.isAncestorOf(me.focus))
    dialog.ask_path = lambda *_: to
    me.until(lambda: dialog.ready is not None, timeout=60_000)
    me.press(KEYS.Key_S, CTRL)
    me.until(to.exists, timeout=60_000)
    me.until(dialog.done_banner.isVisible)
    me.press(KEYS.Key_Escape)
    me.until(lambda: QApplication.activeModalWidget() is None)


def text_of(data: bytes, folder: Path) -> str:
    """The words of a PDF without white space."""
    paper = folder / "papier.pdf"
    paper.write_bytes(data)
    return squeezed("".join(word.text for word in words(paper)))


def test_forty_tasks_become_a_day_that_works(me: Hands, desk: Desk, person: UUID, tmp_path: Path) -> None:
    enter_forty(me)
    me.press(KEYS.Key_S, CTRL)
    me.until(lambda: len(kept(desk, person).tasks) == len(FORTY))
    assert [task.name for task in kept(desk, person).tasks] == FORTY
    assert {task.state for task in kept(desk, person).tasks} == {TaskState.IDEA}

    note_tries(me)
    root = kept(desk, person)
    assert root.tryouts == []
    me.until(lambda: (found := desk.drafts.find(root.id)) is not None and "tryouts" in found.changes)
    before = me.page.tasks.session.draft().changes  # type: ignore[union-attr]
    note_at_visit(me, desk, person)
    me.window.window.show_tab(JOBCARVING)
    assert me.page.tasks.session.draft().changes == before, "the open draft is as it was"  # type: ignore[union-attr]
    assert kept(desk, person).version == root.version
    me.until(lambda: len(me.page.tasks.visit_tries) == 2)

    me.stand_on(VISITED[0])
    for _ in range(2):  # idea, trying, package
        me.press(KEYS.Key_Right, CTRL)
    for name in CHOSEN:
        fill_in(me, name)
    plan_week(me)
    me.press(KEYS.Key_S, CTRL)
    me.until(lambda: not me.page.tasks.is_dirty)

    # -- what is kept --------------------------------------------------------------------------------------------------
    done = kept(desk, person)
    states = {task.name: task.state for task in done.tasks}
    assert {name for name, state in states.items() if state is TaskState.PACKAGE} == set(CHOSEN)
    assert {name for name, state in states.items() if state is TaskState.DROPPED} == set(TRIED[5:])
    assert len(done.tryouts) == 8
    assert sum(row.minutes or 0 for row in done.tryouts) == 5 + 10 + 15 + 20 + 25 + 30 + 35 + 40
    assert [row.decision for row in done.tryouts].count(TryoutDecision.PACKAGE) == 5
    whole = desk.dossiers.whole(person)
    assert whole is not None
    terms = whole.placements[0].terms[0]

    # -- the sums, by hand ---------------------------------------------------------------------------------------------
    a_day = 30 + 60 + 45 + 15 + 30 + 30
    assert a_day == sum(MINUTES.values()) == 210
    found = package(done.tasks, terms, plan=done.plan)
    assert found.total == 4 * a_day
    assert found.hours == 16
    assert found.room == 16 * 60 - 4 * a_day == 120
    # a main task takes a sixteenth of sixteen hours, which is an hour a week, and half an hour a day
    assert {task.name for task in found.main_tasks} == {name for name, minutes in MINUTES.items() if minutes >= 30}
    added = sums(done.plan)
    assert added.week.work == 4 * a_day
    for day in DAYS:
        assert added.day(day).work == a_day
    for task in done.tasks:
        if task.name in MINUTES:
            assert added.task(task.id) == 4 * MINUTES[task.name]
    assert sum(part.kind is PlanKind.BREAK for part in done.plan) == 4
    workplace = whole.employers[0]
    assert conflicts(done.plan, terms, workplace.supervisors, done.tasks, TODAY) == ()

    # -- on paper ------------------------------------------------------------------------------------------------------
    place = whole.placements[0].id
    saved = tmp_path / "dagindeling.pdf"
    print_plan(me, saved)
    me.until(lambda: [one.kind for one in desk.task_papers.issued(place, DocumentKind.DAY_PLAN)])
    wall = text_of(saved.read_bytes(), tmp_path)
    paper = desk.documents.portfolio_order(person, Audience.FLOOR, TODAY)
    chapter = text_of(desk.documents.render(paper).data, tmp_path)
    for name in CHOSEN:
        assert squeezed(name) in wall, name
        assert squeezed(name) in chapter, name
    for name in set(FORTY) - set(CHOSEN):
        assert squeezed(name) not in wall
        assert squeezed(name) not in chapter
