"""The number at Vandaag, and that of the chosen person, are there without anybody opening a page."""

import threading
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.identity import new_id
from beschutdesk.rules.signals import Severity
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.fixtures import TODAY as DAY
from tests.ui.fixtures import WITHIN_MS, candidates_page, context_of, open_person, put_away, shown, shown_empty, today
from tests.ui.today_keys import day_page, wait_for
from ui import locking
from ui.day import DayReader
from ui.desk_window import DeskWindow
from ui.looking import current as looking
from ui.main_window import CANDIDATES, TODAY
from ui.tabs.today.words import every, pressing
from ui.whereabouts import Whereabouts

__all__ = ["shown", "shown_empty"]


def at_candidates(desk: Desk) -> DeskWindow:
    """A window that was left at Kandidaten."""
    made = DeskWindow(desk.profile, today, warm=False)
    made._where = Whereabouts(CANDIDATES)
    made.window.show_tab(CANDIDATES)
    made.frame.resize(1366, 728)
    made.open(desk)
    made.frame.show()
    return made


def number(made: DeskWindow) -> int:
    return made.window.rail._badges.get(TODAY, 0)


def test_the_number_comes_while_another_tab_is_in_front_and_follows_what_is_saved(
    demo_desk: Desk, qtbot: QtBot
) -> None:
    wanted = pressing(demo_desk.today.lines(DAY))
    assert wanted > 1
    made = at_candidates(demo_desk)
    try:
        assert made.window.page(TODAY) is None
        wait_for(qtbot, lambda: number(made) == wanted)
        late = next(one for one in every(demo_desk.today.lines(DAY)) if one.severity is Severity.OVERDUE)
        marked = demo_desk.today.done(late, DAY)
        context_of(made).announce(marked.changed)
        wait_for(qtbot, lambda: number(made) == wanted - 1)
        assert made.window.page(TODAY) is None, "nobody made the page for it"
    finally:
        put_away(made)


def test_reading_the_day_holds_up_neither_the_window_nor_drafts(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: Any
) -> None:
    context = context_of(shown)
    lines, begun, go_on, where = type(context.desk.today).lines, threading.Event(), threading.Event(), list[str]()

    def slow(*arguments: Any) -> Any:
        where.append(threading.current_thread().name)
        begun.set()
        go_on.wait(20)
        return lines(*arguments)

    monkeypatch.setattr(type(context.desk.today), "lines", slow)
    try:
        context.announce(frozenset())
        wait_for(qtbot, begun.is_set)
        assert context.database.call(threading.current_thread).name == "database", "drafts go on meanwhile"
        assert where == ["day"]
    finally:
        go_on.set()


def test_nobody_gives_no_number(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    reader = shown_empty._day
    assert reader is not None
    wait_for(qtbot, lambda: reader.found is not None)
    assert reader.found is not None
    assert not reader.found.anybody
    assert number(shown_empty) == 0


def test_who_looks_along_sees_no_number(shown: DeskWindow, qtbot: QtBot) -> None:
    wait_for(qtbot, lambda: number(shown) > 0)
    try:
        looking().set_on(True)
        assert number(shown) == 0
    finally:
        looking().set_on(False)
    assert number(shown) > 0


def test_a_lock_ends_the_reading_and_forgets_it(shown: DeskWindow, qtbot: QtBot) -> None:
    reader, person = shown._day, shown._signals
    assert reader is not None
    assert person is not None
    wait_for(qtbot, lambda: reader.found is not None)
    shown.lock()
    assert reader.found is None
    assert person.of(None) == ()
    assert shown._day is None
    assert number(shown) == 0


def test_what_is_still_being_read_at_a_lock_is_not_shown_after_it(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: Any
) -> None:
    context = context_of(shown)
    lines, begun, go_on = type(context.desk.today).lines, threading.Event(), threading.Event()
    pages: list[Any] = []

    def slow(*arguments: Any) -> Any:
        pages.append(lines(*arguments))
        begun.set()
        go_on.wait(20)
        return pages[-1]

    monkeypatch.setattr(type(context.desk.today), "lines", slow)
    monkeypatch.setattr(locking, "_PATIENCE", 0.2)
    try:
        context.announce(frozenset())
        wait_for(qtbot, begun.is_set)
        reader = shown._day
        assert reader is not None
        (thread,) = [one for one in threading.enumerate() if one.name == "day"]
        assert shown.lock()
        assert thread.is_alive(), "a lock does not wait for it"
    finally:
        go_on.set()
    thread.join(20)
    assert not thread.is_alive()
    QApplication.processEvents()
    assert pressing(pages[0]) > 0
    assert number(shown) == 0
    assert reader.found is None


def test_only_the_last_question_is_read(shown: DeskWindow, qtbot: QtBot, monkeypatch: Any) -> None:
    context, reader = context_of(shown), shown._day
    assert reader is not None
    wait_for(qtbot, lambda: reader.found is not None)
    lines, begun, go_on, read = type(context.desk.today).lines, threading.Event(), threading.Event(), list[Any]()

    def slow(*arguments: Any) -> Any:
        read.append(arguments)
        begun.set()
        go_on.wait(20)
        return lines(*arguments)

    monkeypatch.setattr(type(context.desk.today), "lines", slow)
    before = reader.found
    try:
        reader.read()
        wait_for(qtbot, begun.is_set)
        for _ in range(5):
            reader.read()
    finally:
        go_on.set()
    wait_for(qtbot, lambda: reader.found is not before)
    assert len(read) == 2, "the one that had begun, and the last"


def at_rest(made: DeskWindow, qtbot: QtBot) -> DayReader:
    """The reader once it has read and is not about to: a backup that is made asks it to, too."""
    reader = made._day
    assert reader is not None
    qtbot.waitUntil(lambda: reader.found is not None and not reader._soon.isActive(), timeout=5 * WITHIN_MS)
    return reader


def test_who_comes_back_waits_for_a_reading_only_when_something_changed(shown: DeskWindow, qtbot: QtBot) -> None:
    keeper = context_of(shown).keeper
    for change in (partial(keeper.kept.emit, new_id(), None), partial(keeper.gone.emit, new_id())):
        reader = at_rest(shown, qtbot)
        reader.look()
        assert not reader._soon.isActive(), "nothing was typed, saved or thrown away since"
        change()
        assert not reader._soon.isActive(), "nobody looks"
        reader.look()
        assert reader._soon.isActive()
    at_rest(shown, qtbot).look()
    assert not reader._soon.isActive()


def test_who_comes_back_after_a_reading_that_failed_gets_another(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: Any
) -> None:
    def fails(*_: Any) -> Any:
        raise Trouble("De schijf antwoordt niet.", "Er is niets veranderd.")

    reader = at_rest(shown, qtbot)
    with monkeypatch.context() as patched:
        patched.setattr(type(context_of(shown).desk.today), "lines", fails)
        with qtbot.waitSignal(reader.failed, timeout=5 * WITHIN_MS):
            reader.read()
    reader._soon.stop()
    before = reader.found
    reader.look()
    assert reader._soon.isActive()
    wait_for(qtbot, lambda: reader.found is not before)


# -- of one person -----------------------------------------------------------------------------------------------------


def test_the_header_counts_the_signals_of_the_chosen_person_and_leads_to_them(shown: DeskWindow, qtbot: QtBot) -> None:
    context, header = context_of(shown), shown.window.header
    desk = context.desk
    people = [line.id for line in desk.lists.candidate_lines(desk.lists.candidates(), DAY)]
    wanted = {key: desk.today.about(key, DAY) for key in people}
    key = next(one for one in people if len(wanted[one]) > 1)
    shown.window.show_tab(TODAY)
    context.choose(key)
    assert header.person is not None
    assert header.person.signals == 0, "nobody waits for it"
    wait_for(qtbot, lambda: header.person is not None and header.person.signals == len(wanted[key]))
    chip = header._signals
    assert chip.isVisible()
    assert chip.accessibleName() == f"{len(wanted[key])} signalen"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert shown.window.tab == CANDIDATES
    page = candidates_page(shown)
    assert page.dossier.key == key
    place = page.dossier.session("placement")
    assert place is not None
    assert place.id == wanted[key][0].where.id
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.says.isAncestorOf(focus)


def test_what_is_done_in_vandaag_goes_from_the_header_too(shown: DeskWindow, qtbot: QtBot) -> None:
    context, header, page = context_of(shown), shown.window.header, day_page(shown, qtbot)
    assert page.page is not None
    asked = {one.key for key in context.desk.dossiers.ids("candidate") for one in context.desk.today.about(key, DAY)}
    line = next(one for one in every(page.page) if one.key in asked)
    (key,) = line.people
    before = len(context.desk.today.about(key, DAY))

    def counts(number: int) -> bool:
        return header.person is not None and header.person.signals == number

    context.choose(key)
    wait_for(qtbot, lambda: counts(before))
    page.acts.do("done", line)
    wait_for(qtbot, lambda: counts(before - 1))
    page.acts.undo()
    wait_for(qtbot, lambda: counts(before))


def test_choosing_somebody_fills_the_header_once(shown: DeskWindow, qtbot: QtBot, monkeypatch: Any) -> None:
    context, header = context_of(shown), shown.window.header
    keys = [line.id for line in context.desk.lists.candidate_lines(context.desk.lists.candidates(), DAY)]
    filled: list[Any] = []

    def fill(person: Any) -> None:
        filled.append(person)
        type(header).set_person(header, person)

    monkeypatch.setattr(header, "set_person", fill)
    context.choose(keys[0])
    context.choose(keys[1])
    assert len(filled) == 2
    assert filled[0].name != filled[1].name


def test_the_number_goes_when_it_is_done_and_when_somebody_else_is_chosen(shown: DeskWindow, qtbot: QtBot) -> None:
    context, header = context_of(shown), shown.window.header
    desk, page = context.desk, candidates_page(shown)

    def count() -> int:
        return header.person.signals if header.person is not None else 0

    def holds(number: int) -> bool:
        return count() == number

    for row in range(page.list.model.rowCount()):
        open_person(page, row, whole=False)
        key = page.dossier.key
        assert key is not None
        found = desk.today.about(key, DAY)
        wait_for(qtbot, partial(holds, len(found)))
    assert found
    marked = desk.today.mute(found[0], DAY + timedelta(7), DAY)
    context.announce(marked.changed)
    wait_for(qtbot, lambda: count() == len(found) - 1)
    context.choose(None)
    assert count() == 0
