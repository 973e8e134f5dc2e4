"""The log on the screen: words, filters, a file, the chain, and a hundred thousand lines."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter, Line
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, throw_away
from tests.ui.walker import settle, walk
from ui import theme
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs.logbook import LogbookDialog, open_logbook
from ui.looking import KEYS
from ui.looking import current as looking
from ui.models import audit as model
from ui.models.audit import ABOUT, DESTROYED, DETAIL, HEADS, RESULT, WHAT, WHEN, WHO, AuditModel, told
from ui.models.pages import PAGES
from ui.models.roles import TITLE
from ui.upkeep import Upkeep

LATER_MS = 10_000
KEY = UUID("01933f6e-1111-7000-8000-000000000001")


@pytest.fixture
def window(qtbot: QtBot, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskWindow]:
    monkeypatch.setattr(Upkeep, "start", lambda _self: None)  # the first backup of the day is a line of the log too
    made = show_desk(qtbot, demo_desk)
    yield made
    put_away(made)


@pytest.fixture
def context(window: DeskWindow) -> DeskContext:
    return context_of(window)


@pytest.fixture
def book(context: DeskContext, qtbot: QtBot) -> Iterator[LogbookDialog]:
    made = open_book(context, qtbot)
    yield made
    throw_away(made)


def open_book(context: DeskContext, qtbot: QtBot) -> LogbookDialog:
    made = LogbookDialog(context, context.window)
    made.say_trouble = fail
    made.show()
    until_shown(made, qtbot)
    return made


def fail(_parent: object, title: str, trouble: Trouble) -> None:
    raise AssertionError(f"{title}: {trouble}")


def until_shown(made: LogbookDialog, qtbot: QtBot) -> None:
    settle()
    qtbot.waitUntil(lambda: made.shown is not None and not made._timer.isActive(), timeout=LATER_MS)


def cell(made: LogbookDialog, row: int, column: int) -> str:
    words = made.model.index(row, column).data(TITLE)
    assert isinstance(words, str)
    return words


def line(act: Act = Act.CHANGE, record: str = "candidate", root: UUID | None = KEY, **detail: Any) -> Line:
    at = datetime(2026, 11, 23, 8, 48, 12, tzinfo=UTC)
    return Line(7, at, "R. Jansen", "abc", act, record, root, "ok", detail)


# -- words -------------------------------------------------------------------------------------------------------------


def test_a_line_in_words() -> None:
    words = told(line(fields=["name_used", "pace"]), {KEY: "Daan Vos"}).words
    local = datetime(2026, 11, 23, 8, 48, 12, tzinfo=UTC).astimezone()
    assert words[WHEN] == f"23-11-2026 {local.hour}.48.12"
    assert (words[WHO], words[WHAT], words[ABOUT], words[RESULT]) == ("R. Jansen", "Gewijzigd", "Daan Vos", "Gelukt")
    assert words[DETAIL] == "Roepnaam, Tempo en pauzes"


def test_what_is_gone_is_called_so() -> None:
    assert told(line(), {}).words[ABOUT] == DESTROYED
    assert told(line(record="employer"), {KEY: "Vonkel"}).words[ABOUT] == "Vonkel (werkgever)"
    assert told(line(record="placement"), {}).words[ABOUT] == "Plaatsing"
    assert told(line(record="", root=None), {}).words[ABOUT] == ""


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"way": "pin"}, "pincode"),
        ({"way": "recovery", "what": "proven"}, "herstelcode; overgetypt"),
        ({"key": "idle_minutes"}, "tijd tot het slot"),
        ({"count": 3}, "3 keer"),
        ({"lines": 1}, "1 regel"),
        ({"why": "daily", "dossiers": 4}, "dagelijks; 4 dossiers"),
        ({"from": {"hash": "ab"}, "left": None}, ""),
        ({"fields": ["a_field_of_later"]}, "a_field_of_later"),
        ({"something": ["new", 2]}, "something: new, 2"),
    ],
)
def test_particulars_in_dutch(detail: dict[str, Any], words: str) -> None:
    assert told(line(**detail), {}).words[DETAIL] == words


def test_many_fields_are_counted() -> None:
    keys = ["name_used", "family_name", "born", "phone", "email", "pace", "private_notes", "stress_signals"]
    assert told(line(fields=keys), {}).words[DETAIL].endswith("en nog 2")


# -- the model ---------------------------------------------------------------------------------------------------------


@pytest.mark.alone
def test_a_hundred_thousand_lines_are_read_by_the_page(qtbot: QtBot) -> None:
    read: list[int] = []

    def lines(numbers: Any) -> list[Line]:
        read.append(len(numbers))
        return [Line(n, datetime.now(UTC), "R.", "a", Act.VIEW, "candidate", KEY, "ok", {}) for n in numbers]

    made = AuditModel(lines, lambda _lines: {KEY: "Daan Vos"})
    begin = time.perf_counter()
    made.show(list(range(100_000, 0, -1)))
    for row in range(60):
        assert made.index(row, ABOUT).data(TITLE) == "Daan Vos"
    assert made.index(99_999, WHEN).data(TITLE)
    spent = time.perf_counter() - begin
    assert read == [model.PAGE, 100_000 % model.PAGE], "two pages were read and no more"
    assert spent < 0.25
    for page in range(PAGES * 2):
        made.line(page * model.PAGE)
    assert len(made._pages) == PAGES, "what was left behind is forgotten"


# -- the dialog --------------------------------------------------------------------------------------------------------


def test_the_latest_stands_on_top_with_its_person(context: DeskContext, qtbot: QtBot) -> None:
    desk = context.desk
    key = desk.dossiers.ids("candidate")[0]
    person = desk.dossiers.get("candidate", key)
    desk.dossiers.save([Edit("candidate", key, person.version, {"pace": "Rustig"})])
    made = open_book(context, qtbot)
    assert cell(made, 0, WHAT) == "Gewijzigd"
    assert cell(made, 0, ABOUT) == f"{person.name_used} {person.family_name}".strip()
    assert cell(made, 0, DETAIL) == "Tempo en pauzes"
    places = [row for row in range(made.model.rowCount()) if cell(made, row, ABOUT).startswith("Plaatsing")]
    assert places
    assert all(" van " in cell(made, row, ABOUT) for row in places), "and it says whose it is"
    throw_away(made)


def test_filters_and_no_result(book: LogbookDialog, context: DeskContext, qtbot: QtBot) -> None:
    context.desk.keys.set_recovery(PASSPHRASE, *([profile.new_recovery_code()] * 2))
    whole = book.model.rowCount()
    book.acts.setCurrentIndex(book.acts.findText("Sleutels gewijzigd"))
    book.load()
    until_shown(book, qtbot)
    assert book.chosen == Filter(acts=frozenset({Act.KEYS}))
    assert book.model.rowCount() == 1
    book.period.setCurrentIndex(1)
    book.load()
    until_shown(book, qtbot)
    assert (book.chosen.since, book.chosen.until) == (context.today(), context.today())
    book.clear_filter()
    QTest.keyClicks(book.text, "xyzzy")
    until_shown(book, qtbot)
    assert book._none.isVisible()
    assert book._none.accessibleName() == "Geen regel gevonden"
    assert not book.save_button.isEnabled()
    book._none.other_acted.emit()
    until_shown(book, qtbot)
    assert book.model.rowCount() == whole + 1
    assert book.count.text() == f"{whole + 1} regels"


def test_days_of_ones_own(book: LogbookDialog, qtbot: QtBot) -> None:
    book.period.setCurrentIndex(5)
    book.period.activated.emit(5)
    assert book.since.isVisible()
    book.since.setDate(book.since.date().addYears(10))
    book.until.setDate(book.until.date().addYears(11))
    until_shown(book, qtbot)
    assert book.chosen.since is not None
    assert book.chosen.since > date(2030, 1, 1)
    assert book.model.rowCount() == 0


def test_only_the_person_who_is_chosen(window: DeskWindow, context: DeskContext, qtbot: QtBot) -> None:
    page = candidates_page(window)
    open_person(page, whole=False)
    made = open_book(context, qtbot)
    assert made.only.isVisible()
    made.only.setChecked(True)
    until_shown(made, qtbot)
    assert made.chosen.root_id == page.dossier.key
    assert made.model.rowCount() > 0
    assert {cell(made, row, ABOUT) for row in range(made.model.rowCount())} == {page.dossier.title}
    throw_away(made)


def test_to_a_file_and_that_is_logged(book: LogbookDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    book.ask_path = lambda _parent, _name: path
    rows = book.model.rowCount()
    book.save_button.click()
    qtbot.waitUntil(path.exists, timeout=LATER_MS)
    qtbot.waitUntil(lambda: book.model.rowCount() == rows + 1, timeout=LATER_MS)
    assert path.read_bytes().count(b"\r\n") == rows + 1
    assert cell(book, 0, WHAT) == "Naar een bestand geschreven"
    assert cell(book, 0, DETAIL) == f"{rows} regels; logboek"
    assert "Opgeslagen als log.csv" in book.verdict.accessibleName()


def test_a_folder_that_cannot_be_written(book: LogbookDialog, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[Trouble] = []
    book.say_trouble = lambda _parent, _title, trouble: said.append(trouble)
    book.ask_path = lambda _parent, _name: tmp_path / "weg" / "log.csv"
    book.save_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=LATER_MS)
    assert book.save_button.isEnabled()


def test_the_chain_holds_and_breaks(book: LogbookDialog, context: DeskContext, qtbot: QtBot) -> None:
    book.verify_button.click()
    qtbot.waitUntil(lambda: "De keten klopt" in book.verdict.accessibleName(), timeout=LATER_MS)
    with context.desk._store.writing() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        )
        for (name,) in names.fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")  # an attacker would do that too
        connection.exec_driver_sql("UPDATE audit SET act = 'view' WHERE rid = 3")
    book.verify_button.click()
    qtbot.waitUntil(lambda: "verbroken bij regel 3" in book.verdict.accessibleName(), timeout=LATER_MS)
    assert book.verdict.accessibleName().startswith("Zorg")


@pytest.mark.usefixtures("both_themes")
def test_the_keyboard_reaches_everything(book: LogbookDialog) -> None:
    found = walk(book, (1060, 660))
    for name in ("Wat", "Periode", "Zoeken", "Regels van het logboek", "Keten nakijken", "Sluiten"):
        assert name in found.stops
    book.table.setFocus()
    QTest.keyClick(book.table, Qt.Key.Key_Down)
    assert book.table.currentIndex().row() == 1


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("size", [(1060, 660), (700, 400)])
def test_no_word_is_cut(context: DeskContext, qtbot: QtBot, size: tuple[int, int], percent: int) -> None:
    theme.current().set_text_size(percent)
    made = open_book(context, qtbot)
    made.resize(*size)
    settle()
    assert not cut_off(made)
    head = made.table.horizontalHeader()
    assert sum(head.sectionSize(i) for i in range(len(HEADS))) <= max(made.table.viewport().width(), 600)
    throw_away(made)


def test_what_empties_the_search_has_a_name(book: LogbookDialog) -> None:
    (clear,) = book.text.findChildren(QToolButton)
    assert clear.accessibleName() == "Zoekveld leegmaken"


def test_the_log_claims_no_more_than_it_can(book: LogbookDialog) -> None:
    said = " ".join(label.text() for label in book.findChildren(QLabel))
    assert "Niemand kan" not in said
    assert f"‘{book.verify_button.text()}’ dat zien" in said


def test_a_closed_log_holds_no_line(context: DeskContext, qtbot: QtBot) -> None:
    made = open_book(context, qtbot)
    assert made.model.rowCount() > 0
    made.reject()
    assert made.model.rowCount() == 0
    throw_away(made)


# -- somebody looks as well --------------------------------------------------------------------------------------------


@pytest.fixture
def _looks_no_more() -> Iterator[None]:
    yield
    looking().set_on(False)


@pytest.mark.usefixtures("_looks_no_more")
def test_nobody_reads_the_log_over_ones_shoulder(window: DeskWindow, context: DeskContext, qtbot: QtBot) -> None:
    made = open_logbook(context, context.window)
    assert made is not None
    until_shown(made, qtbot)
    assert made.model.rowCount() > 0
    QTest.keySequence(made, KEYS)  # also from on top of the window
    assert looking().on
    assert not made.isVisible()
    assert made.model.rowCount() == 0
    assert open_logbook(context, context.window) is None
    window.open_logbook()
    assert not [one for one in window.findChildren(LogbookDialog) if one.isVisible()]
    looking().set_on(False)
    again = open_logbook(context, context.window)
    assert again is not None
    again.reject()
