"""The supervision log on the page of an application: written line by line, a week at once, changed, undone, read in."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.supervision_subsidy import SubsidyState, SubsidyStep
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.supervision_log import Entry, Source, Standing
from beschutdesk.trouble import Trouble
from tests.ui import subsidizing as at
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import TODAY, context_of, put_away, show_desk, throw_away
from tests.ui.walker import settle, walk
from ui.desk_window import DeskWindow
from ui.dialogs.log_import import LogImportDialog
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.subsidy.log import LogPart
from ui.widgets import box, rows, scroll

KEYS = Qt.Key


class Bench:
    """The panel in a window of its own, on a real vault."""

    def __init__(self, qtbot: QtBot, window: DeskWindow, desk: Desk, key: UUID) -> None:
        self.qtbot, self.desk, self.key = qtbot, desk, key
        self.context = context_of(window)
        self.session = EditSession(at.kept(desk, key))
        self.part = LogPart(self.context, Helpers(lambda: TODAY))
        self.done: list[tuple[str, Any]] = []
        self.part.taken_out.connect(lambda words, back: self.done.append((words, back)))
        self.host = scroll(box(rows(self.part, None, margins=(24, 16, 28, 24))))
        self.host.follow_focus()
        self.host.resize(760, 700)
        self.host.show()
        self.host.activateWindow()
        self.part.bind(self.session)
        self.until(lambda: self.part.look is not None)

    def until(self, ready: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(ready, timeout=10_000)
        settle()

    def type(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()

    def lines(self) -> list[tuple[date, int, str, str]]:
        look = self.part.look
        assert look is not None
        return [(line.day, int(line.minutes), look.who(line), line.why) for line in look.log.lines]

    def count(self, number: int) -> None:
        self.until(lambda: self.part.look is not None and len(self.part.look.log.lines) == number)


@pytest.fixture
def made(desk: Desk) -> at.Made:
    found = at.dossiers(desk)
    place = desk.dossiers.get("placement", found.place)
    days = [{"day": day} for day in range(1, 6)]
    desk.dossiers.save([Edit("placement", found.place, place.version, {f"terms/{place.terms[0].id}/days": days})])
    return found


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, made: at.Made) -> Iterator[DeskWindow]:
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)


@pytest.fixture
def bench(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> Iterator[Bench]:
    place = desk.dossiers.get("placement", made.place)
    visit = Visit(
        at=Appointment(date(2026, 11, 12), time(9)),
        state=VisitState.DONE,
        subjects=[
            VisitSubject(
                candidate=made.person,
                placement=made.place,
                supervision_minutes=Decimal(50),
                supervised_by=place.terms[0].supervisor,
            )
        ],
    )
    desk.dossiers.add([visit])
    step = SubsidyStep(state=SubsidyState.GRANTED, happened_on=date(2026, 11, 1), hours=Decimal(40))
    key = at.begun(desk, made.place, since=date(2026, 11, 2), until=date(2027, 9, 30), steps=[step])
    found = Bench(qtbot, window, desk, key)
    yield found
    found.part.let_go()
    throw_away(found.host)


def test_a_line_is_written_by_keyboard_and_the_next_one_can_follow(bench: Bench) -> None:
    assert bench.lines() == [(date(2026, 11, 12), 50, "M. de Boer", "")]
    bench.part.go_to("")
    for words in ("20-11", "30"):
        bench.type(words)
        bench.press(KEYS.Key_Tab)
    assert bench.part.line.by.text() == "M. de Boer", "who usually guides stands there"
    bench.press(KEYS.Key_Tab)
    bench.type("Samen beginnen")
    bench.press(KEYS.Key_Return)
    bench.count(2)
    assert bench.lines()[1] == (date(2026, 11, 20), 30, "M. de Boer", "Samen beginnen")
    bench.until(lambda: QApplication.focusWidget() is bench.part.line.day)
    assert bench.part.line.day.text() == ""
    bench.type("19-11 1:15")
    bench.press(KEYS.Key_Return)
    bench.count(3)
    assert bench.lines()[1][1] == 75


def test_a_week_is_shown_before_it_is_written_and_only_where_there_was_nothing(bench: Bench) -> None:
    bench.desk.supervision_log.add(bench.key, [Entry(date(2026, 11, 18), Decimal(20))])
    bench.part.refresh()
    bench.count(2)
    bench.part.go_to("")
    bench.type("ma-vr vorige week 30")
    bench.press(KEYS.Key_Return)
    assert "4 regels" in bench.part.line.note.text()
    assert "wo 18 nov: staat er al" in bench.part.line.note.text()
    assert len(bench.lines()) == 2, "nothing is written yet"
    bench.press(KEYS.Key_Return)
    bench.count(6)
    assert [day.day for day, minutes, _, _ in bench.lines() if minutes == 30] == [16, 17, 19, 20]
    words, back = bench.done[-1]
    assert words == "4 regels staan in het logboek."
    back()
    bench.count(2)


def test_what_cannot_be_read_is_said_at_its_field(bench: Bench) -> None:
    bench.part.go_to("")
    bench.type("24-11")
    bench.press(KEYS.Key_Return)
    assert "moet nog komen" in bench.part.line.day_box.message
    bench.part.line.day.setText("20-11")
    bench.part.line.minutes.setText("1,5")
    bench.press(KEYS.Key_Return)
    assert "Zijn dit uren" in bench.part.line.minutes_box.message
    assert QApplication.focusWidget() is bench.part.line.minutes
    assert len(bench.lines()) == 1


def test_a_line_is_changed_taken_out_and_put_back(bench: Bench) -> None:
    bench.desk.supervision_log.add(bench.key, [Entry(date(2026, 11, 20), Decimal(30), by="De kok")])
    bench.part.refresh()
    bench.count(2)
    bench.part.table.setFocus()
    bench.part.table.go_to(0)
    bench.press(KEYS.Key_Return)
    assert bench.part.line.by.text() == "De kok"
    bench.part.line.minutes.setText("45")
    bench.press(KEYS.Key_Return)
    bench.until(lambda: bench.lines()[1][1] == 45)
    bench.part.table.setFocus()
    bench.part.table.go_to(0)
    bench.press(KEYS.Key_Delete)
    bench.count(1)
    assert bench.done[-1][0] == "De regel is weggehaald."
    bench.done[-1][1]()
    bench.count(2)


def test_what_could_not_be_kept_stands_there_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Trouble] = []

    def fail(*_: Any) -> None:
        raise Trouble("De schijf is vol.", "Er is niets veranderd.")

    monkeypatch.setattr(bench.desk.supervision_log, "add", fail)
    bench.part.say_trouble = lambda _part, _what, trouble: told.append(trouble)
    bench.part.go_to("")
    bench.type("20-11 30")
    bench.press(KEYS.Key_Return)
    bench.until(lambda: bool(told))
    assert bench.part.line.day.text() == "20-11 30"
    assert len(bench.lines()) == 1


def test_taking_a_line_out_leaves_what_is_being_typed(bench: Bench) -> None:
    bench.desk.supervision_log.add(bench.key, [Entry(date(2026, 11, 20), Decimal(30))])
    bench.part.refresh()
    bench.count(2)
    bench.part.line.why.setText("half getypt")
    bench.part.table.go_to(0)
    bench.part.take_out()
    bench.count(1)
    assert bench.part.line.why.text() == "half getypt"


def test_esc_leaves_a_line_as_it_was(bench: Bench) -> None:
    bench.desk.supervision_log.add(bench.key, [Entry(date(2026, 11, 20), Decimal(30))])
    bench.part.refresh()
    bench.count(2)
    bench.part.table.go_to(0)
    bench.part.change_line()
    assert bench.part.line.stop_button.isVisible()
    bench.press(KEYS.Key_Escape)
    assert not bench.part.line.stop_button.isVisible()
    assert bench.part.line.day.text() == ""


def test_minutes_of_a_visit_are_changed_at_the_visit(bench: Bench) -> None:
    bench.part.table.go_to(0)
    bench.part.change_line()
    bench.part.take_out()
    assert not bench.part.line.stop_button.isVisible()
    assert len(bench.lines()) == 1


def test_what_it_comes_to_and_what_is_missing_stands_in_words(bench: Bench) -> None:
    assert "Van 40 uur die is toegekend, is 50 minuten gegeven." in bench.part.totals.text()
    assert "de week van 2 november 2026" in bench.part.gaps.text()
    assert bench.part.counts() == (1, 15)
    assert "November 2026: 50 minuten op 1 dag; 14 werkdagen zonder regel." in bench.part._months.text()


def test_another_application_leaves_nothing_behind(bench: Bench) -> None:
    bench.part.line.why.setText("van een ander")
    bench.part.bind(None)
    assert bench.part.model.rowCount() == 0
    assert bench.part.line.why.text() == ""
    assert bench.part.line.by.text() == ""
    assert bench.part.counts() == (0, 0)


def test_every_stop_is_named_seen_and_left(bench: Bench) -> None:
    walk(bench.host, (760, 900))
    assert not cut_off_at_rest(bench.host)


# -- a table -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def importing(bench: Bench, tmp_path: Path) -> Iterator[LogImportDialog]:
    path = tmp_path / "uren.csv"
    path.write_text("Datum;Minuten;Begeleider\n12-11-2026;30;j. kok\n13-11-2026;x;j. kok\n16-11-2026;15;\n", "utf-8")
    dialog = LogImportDialog(bench.context, bench.key, bench.host)
    dialog.happened.connect(bench.part._did)
    dialog.ask_path = lambda _parent: path
    dialog.open()
    yield dialog
    if isValid(dialog):
        throw_away(dialog)


def test_a_table_is_read_in_after_a_look(bench: Bench, importing: LogImportDialog) -> None:
    importing.place.choose.click()
    bench.until(lambda: importing.plan is not None)
    assert importing.plan is not None
    assert [row.standing for row in importing.plan.rows] == [Standing.NEW, Standing.BAD, Standing.NEW]
    assert "2 nieuw, samen 45 minuten; 1 met een fout." in importing.summary.text()
    assert not importing.act_button.isEnabled(), "a wrong row is never passed over unasked"
    assert importing.table.model().index(0, 0).data() == "3", "what is wrong stands on top"
    importing.skip.setChecked(True)
    assert importing.act_button.text() == "Lees 2 in"
    importing.act()
    bench.count(3)
    look = bench.part.look
    assert look is not None
    assert {line.source for line in look.log.lines} == {Source.VISIT, Source.IMPORTED}
    assert bench.done[-1][0] == "2 regels zijn ingelezen."
    bench.done[-1][1]()
    bench.count(1)


def test_another_choice_of_columns_is_looked_at_at_once(bench: Bench, importing: LogImportDialog) -> None:
    importing.place.choose.click()
    bench.until(lambda: importing.plan is not None)
    combo = importing.columns["supervision_entry.minutes"]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    bench.until(lambda: importing.plan is None)
    assert importing.trouble.isVisible()
    assert not importing.act_button.isEnabled()
