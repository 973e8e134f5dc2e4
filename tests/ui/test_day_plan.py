"""The day plan on a real vault: what it shows, the keys, the mouse, the form, copying, and the way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.services.desk import Desk
from tests.ui.planning import FRI, MON, THU, TUE, WED, Bench, names_in, showing
from tests.ui.walker import walk
from ui import theme
from ui.tabs.jobcarving.day_plan import DayPlanView
from ui.tabs.jobcarving.plan_blocks import task_data
from ui.tabs.jobcarving.plan_list import WeekList
from ui.tabs.jobcarving.plan_week import BlockShown, DayShown
from ui.tabs.jobcarving.tasks import PLAN, path_of
from ui.whereabouts import go_back, look

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
MONDAY = [
    (MON, "08:30-08:45", "Dag doornemen"),
    (MON, "08:45-09:45", "Waterwaarden meten"),
    (MON, "09:45-10:15", "Vuilnis rondgang"),
    (MON, "10:15-10:30", "pauze"),
    (MON, "10:30-11:30", "Lijnen oprollen"),
    (MON, "12:00-12:45", "Kassa klaarzetten"),
]


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Iterator[Bench]:
    with showing(desk, qtbot, DayPlanView) as made:
        yield made


def week(bench: Bench) -> WeekList:
    found = bench.view.week
    assert isinstance(found, WeekList)
    return found


def stand_on(bench: Bench, title: str, weekday: int = MON) -> BlockShown:
    found = next(one for one in week(bench).days[weekday].blocks if one.title == title)
    week(bench).choose(found.id)
    week(bench).setFocus()
    return found


def here(bench: Bench) -> str:
    entry = week(bench).current()
    return entry.title if isinstance(entry, BlockShown) else entry.name if entry is not None else ""


def on(bench: Bench, weekday: int) -> list[tuple[int, str, str]]:
    return [one for one in bench.plan() if one[0] == weekday]


def test_what_it_shows(bench: Bench) -> None:
    view, days = bench.view, week(bench).days
    assert [(day.name, day.works, day.free) for day in days] == [
        ("maandag", True, ""),
        ("dinsdag", True, ""),
        ("woensdag", False, "dagbesteding"),
        ("donderdag", True, ""),
        ("vrijdag", False, "dagbesteding"),
    ]
    assert days[MON].sums[0] == "3 u 30 · 15 min begeleiding"  # 15 + 60 + 30 + 60 + 45, without the break
    assert days[MON].odd == ("", "")
    assert days[TUE].odd == ("3 dingen anders dan ma", "3 anders")
    assert view._total.words == "9 uur ingedeeld, van 16 uur per week"
    assert [one.words for one in view.strip.model.items()] == [
        "donderdag 9.30: Kassa klaarzetten overlapt met Waterwaarden meten, 15 minuten."
    ]
    assert "M. de Boer: 45 minuten per week (ma 15, di 15, do 15 minuten; per dag is er 1 uur)." in view._guided.text()
    says = {offer.name: offer.says for offer in view.offers.offers.items()}
    assert says["Waterwaarden meten"] == "3 uur per week, klopt"
    assert says["Vuilnis rondgang"] == "30 minuten van 1 uur 30 per week"
    assert list(says)[-3:] == ["Pauze", "Begeleiding", "Iets anders"]
    model = week(bench).model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[0] == "maandag, 3 u 30 · 15 min begeleiding"
    assert spoken[1] == "maandag 8.30 tot 8.45: Dag doornemen, begeleiding, met M. de Boer"
    assert spoken[2] == "maandag 8.45 tot 9.45: Waterwaarden meten"
    told = QAccessible.queryAccessibleInterface(view.week)
    assert told.childCount() == model.rowCount()
    assert told.child(1).text(QAccessible.Text.Name) == spoken[1]
    view.strip.lines.setFocus()
    bench.key(view.strip.lines, Qt.Key.Key_Return)  # ga erheen
    assert here(bench) in ("Waterwaarden meten", "Kassa klaarzetten")
    assert week(bench).current().weekday == THU  # type: ignore[union-attr]
    assert week(bench).hasFocus()
    walk(view)


def test_the_arrows_walk_and_change(bench: Bench) -> None:
    stand_on(bench, "Lijnen oprollen")
    before = bench.state()
    bench.key(week(bench), RIGHT)
    assert (here(bench), week(bench).current().weekday) == ("Lijnen oprollen", TUE)  # type: ignore[union-attr]
    bench.key(week(bench), RIGHT)
    assert here(bench) == "woensdag"
    bench.key(week(bench), LEFT)
    bench.key(week(bench), Qt.Key.Key_Home)
    assert here(bench) == "dinsdag"
    stand_on(bench, "Lijnen oprollen")
    bench.key(week(bench), DOWN, ALT)  # a quarter later
    assert on(bench, MON)[4] == (MON, "10:45-11:45", "Lijnen oprollen")
    bench.key(week(bench), DOWN, SHIFT)  # and longer
    bench.key(week(bench), DOWN, SHIFT)  # the try moves along
    assert on(bench, MON)[4:] == [
        (MON, "10:45-12:15", "Lijnen oprollen"),
        (MON, "12:15-13:00", "Kassa klaarzetten"),
    ]
    assert bench.window.toasts[-1][0] == "Een blok schuift mee."
    bench.key(week(bench), UP, SHIFT)
    bench.key(week(bench), RIGHT, ALT)  # tuesday, where it is free
    assert "Lijnen oprollen" not in [what for _, _, what in on(bench, MON)]
    assert here(bench) == "Lijnen oprollen"
    bench.key(week(bench), RIGHT, ALT)  # thursday: not a day without work
    assert week(bench).current().weekday == THU  # type: ignore[union-attr]
    bench.key(week(bench), Qt.Key.Key_Delete)
    assert len(on(bench, THU)) == 5
    while bench.acts.undo():
        pass
    assert bench.state() == before
    assert on(bench, MON) == MONDAY
    assert week(bench).hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_day_is_copied_emptied_and_had_back(bench: Bench) -> None:
    before = bench.state()
    stand_on(bench, "Lijnen oprollen")
    menu = bench.view.ask_copy(MON)
    words = [action.text() for action in menu.actions()]
    assert words == [
        "Naar alle andere werkdagen",
        "Naar dinsdag",
        "Naar woensdag",
        "Naar donderdag",
        "Naar vrijdag",
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert [one[1:] for one in on(bench, TUE)] == [one[1:] for one in MONDAY]
    assert [one[1:] for one in on(bench, THU)] == [one[1:] for one in MONDAY]
    assert bench.window.toasts[-1][0] == "Dinsdag en donderdag zijn nu als maandag."
    assert all(not day.odd[0] for day in week(bench).days)
    week(bench).choose(MON)
    bench.key(week(bench), Qt.Key.Key_Delete)
    assert on(bench, MON) == []
    undo = bench.window.toasts[-1][1]
    assert undo is not None
    undo()
    assert on(bench, MON) == MONDAY
    bench.acts.undo()
    assert bench.state() == before


def test_the_mouse_drags_a_block_its_end_and_a_task(bench: Bench) -> None:
    view, block = week(bench), stand_on(bench, "Lijnen oprollen")
    room = view.viewport()
    bench.show()

    def drag(start: QPointF, end: QPointF) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(room, left, Qt.KeyboardModifier.NoModifier, start.toPoint())
        for at in (start + QPointF(12, 12), end):
            QTest.mouseMove(room, at.toPoint())
            QApplication.processEvents()
        QTest.mouseRelease(room, left, Qt.KeyboardModifier.NoModifier, end.toPoint())
        QApplication.processEvents()

    rect = view.rect_of(view.week.row_of(block.id))
    column, wide = view.places.columns[TUE]
    minute = view.places.minute
    drag(rect.center(), QPointF(column + wide / 2, rect.center().y() + 60 * minute))
    assert (TUE, "11:30-12:30", "Lijnen oprollen") in bench.plan()
    assert bench.window.toasts[-1][0] == "‘Lijnen oprollen’ staat nu dinsdag om 11.30."
    rect = view.rect_of(view.week.row_of(block.id))
    drag(QPointF(rect.center().x(), rect.bottom() - 2), QPointF(rect.center().x(), rect.bottom() + 30 * minute))
    assert (TUE, "11:30-13:00", "Lijnen oprollen") in bench.plan()
    view.verticalScrollBar().setValue(0)
    what = next(offer for offer in bench.view.offers.offers.items() if offer.what is PlanKind.BREAK)
    data = task_data(what.what, what.minutes, what.name)
    at = QPointF(view.places.columns[MON][0] + 40, view.head + view.places.y(11 * 60 + 30) + 1)
    none = Qt.KeyboardModifier.NoModifier
    left, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    view.dragEnterEvent(QDragEnterEvent(at.toPoint(), action, data, left, none))
    view.dragMoveEvent(QDragMoveEvent(at.toPoint(), action, data, left, none))
    view.dropEvent(QDropEvent(at, action, data, left, none))
    assert (MON, "11:30-11:45", "pauze") in bench.plan()
    bench.acts.undo()
    bench.acts.undo()
    bench.acts.undo()
    assert on(bench, MON) == MONDAY


def test_the_form_of_a_block(bench: Bench) -> None:
    view = bench.view
    stand_on(bench, "Vuilnis rondgang")
    bench.key(week(bench), Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Wanneer: van"
    QTest.keyClick(focus, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focus, "9.5")
    assert on(bench, MON)[2] == MONDAY[2]  # half a time is none yet
    bench.show()
    assert bench.tasks.session is not None
    assert bench.tasks.session.raw_paths()
    QTest.keyClick(focus, Qt.Key.Key_0)
    view.flush()
    bench.show()
    assert on(bench, MON)[2] == (MON, "09:50-10:20", "Vuilnis rondgang")  # as long as it was
    bench.key(focus, Qt.Key.Key_Escape)
    assert week(bench).hasFocus()
    week(bench).choose(TUE)
    bench.key(week(bench), Qt.Key.Key_Insert)  # a new block, where it is free first
    assert (TUE, "11:30-12:00", "taak") in bench.plan()
    assert any("is nog niet gekozen" in one.words for one in view.strip.model.items())
    assert QApplication.focusWidget() is view.form.binder.editor("task").buddy
    cover, who = view.form.binder.field_box("cover"), view.form.binder.field_box("supervisor")
    assert cover.isHidden()
    assert "Leeg: alleen." in who._hint
    boss = bench.tasks.supervisors[0].id
    bench.tasks.session.set(path_of(view.form.key, "supervisor", PLAN), boss)  # somebody comes along
    bench.show()
    assert not cover.isHidden()
    assert "(ma 15, di 45, do 15 minuten; daarvan 30 minuten samen aan het werk;" in view._guided.text()
    assert week(bench).days[TUE].sums[0].endswith("45 min begeleiding")
    bench.tasks.session.set(path_of(view.form.key, "supervisor", PLAN), None)
    kinds = view.form.binder.editor("kind")
    kinds.widget.segments()[2].click()
    assert not view.form.binder.field_box("supervisor").isHidden()
    assert not view.form.binder.field_box("cover").isHidden()
    names = [view.form.binder.editor("supervisor").widget.itemText(n) for n in range(2)]
    assert names == ["–", "M. de Boer"]


def test_it_lets_go_of_somebody_else_and_behind_a_lock(bench: Bench) -> None:
    stand_on(bench, "Vuilnis rondgang")
    bench.key(week(bench), Qt.Key.Key_Return)
    person = bench.tasks.person
    assert person is not None
    bench.tasks.open(None)
    bench.show()
    assert week(bench).days == ()
    assert bench.view.form.binder.session is None
    bench.tasks.open(person.id)
    bench.show()
    assert on(bench, MON) == MONDAY
    bench.view.resize(800, 330)  # the narrowest window: the form comes over it when asked for
    bench.show()
    assert not bench.view._side.isVisible()
    stand_on(bench, "Vuilnis rondgang")
    bench.key(week(bench), Qt.Key.Key_Return)
    assert bench.view._side.isVisible()
    assert names_in(bench)
    bench.view.close_page()
    assert week(bench).model().rowCount() == 0
    assert bench.view.offers.model().rowCount() == 0
    assert not names_in(bench)


def test_a_block_that_goes_on_and_on_stays_in_view(bench: Bench) -> None:
    stand_on(bench, "Kassa klaarzetten")
    for held, key in ((ALT, DOWN), (ALT, UP), (SHIFT, UP)):
        for _ in range(30):
            bench.key(week(bench), key, held)
        bench.show()
        assert here(bench) == "Kassa klaarzetten"
        seen = week(bench).visualRect(week(bench).currentIndex())
        assert week(bench).head <= seen.top() < week(bench).viewport().height() - 16


def test_after_a_lock_one_types_on_in_the_field_where_one_was(bench: Bench) -> None:
    view, path = bench.view, ""
    for row, editor in (("Vuilnis rondgang", "at"), ("Dag doornemen", "cover")):
        stand_on(bench, row)
        bench.key(week(bench), Qt.Key.Key_Return)
        field: QWidget = view.form.binder.editor(editor).buddy
        field.setFocus()
        QTest.keyClicks(field, "1")
        where, path = look("jobcarving", None, view, field), view.form.binder.path(editor)
        view.flush()
        view.close_page()
        view.resize(800, 330)  # the form lies beside the week only when it is asked for
        bench.show()
        view.strip.lines.setFocus()
        go_back(where, view)
        assert here(bench) == row
        assert QApplication.focusWidget() is field
        assert view.form.binder.path(editor) == path
        assert field.isVisible()


def test_in_larger_letters_the_pane_gives_way_until_it_is_asked_for(bench: Bench) -> None:
    view = bench.view
    assert view._side.isVisible()
    try:
        theme.current().set_text_size(150)
        view.resize(1227, 560)  # what a window of 1366 leaves
        bench.show()
        assert not view._side.isVisible()
        assert view._turn.isVisible()
        stand_on(bench, "Vuilnis rondgang")
        bench.key(week(bench), Qt.Key.Key_Return)
        assert view._side.isVisible()
    finally:
        theme.current().set_text_size(100)


def test_days_in_a_row_have_a_place(bench: Bench) -> None:
    places = week(bench).places
    assert places.column_at(-5) == 0
    assert places.column_at(99_999) == FRI
    assert isinstance(week(bench).days[WED], DayShown)
    index = week(bench).indexAt(QPoint(round(places.columns[WED][0]) + 20, 200))
    assert week(bench).week.item(index.row()) is week(bench).days[WED]
