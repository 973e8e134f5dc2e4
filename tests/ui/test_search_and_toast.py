"""What hangs above the pages: search, toast, progress."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shell import LONG, main_window, nothing
from tests.ui.walker import focused, name_of, press, settle
from ui import frame
from ui.main_window import CANDIDATES, MainWindow
from ui.shell.busy import LINE_AFTER_MS, WORDS_AFTER_MS, Busy, time_left
from ui.shell.palette import Result, SearchPalette
from ui.shell.toast import Toast

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return main_window(qtbot)


# ---- search ----------------------------------------------------------------------------------------------------------
RESULTS = [
    Result("Mensen", "users", "M. de Boer", "begeleider, Zwembad De Golf", 1),
    Result("Mensen", "user-round", "Sem Boersma", "afgerond in 2025", 2),
    Result("Werkgevers", "building-2", "Boekhandel Van Wijngaarden", "Zaandam", 3),
    Result("Doen", "calendar-plus", "Bezoek boeken", "voor Thijs Hoekstra", 4, "Ctrl+B"),
]


@pytest.fixture
def palette(window: MainWindow) -> SearchPalette:
    window.set_search(lambda words: [r for r in RESULTS if words.lower() in r.title.lower()] if words else RESULTS)
    return window.findChildren(SearchPalette)[0]


def chosen(window: MainWindow) -> list[Result]:
    seen: list[Result] = []
    window.result_chosen.connect(seen.append)
    return seen


def test_ctrl_k_finds_and_enter_goes(window: MainWindow, palette: SearchPalette) -> None:
    seen = chosen(window)
    window.rail.setFocus()
    press(KEYS.Key_K, CTRL)
    assert palette.isVisible()
    QTest.keyClicks(focused(), "boe")
    press(KEYS.Key_Down)
    press(KEYS.Key_Return)
    assert [r.payload for r in seen] == [2]
    assert palette.isHidden()
    assert window.rail.hasFocus()


def test_tab_goes_by_groups_and_arrows_stop_at_the_ends(window: MainWindow, palette: SearchPalette) -> None:
    seen = chosen(window)
    press(KEYS.Key_K, CTRL)
    press(KEYS.Key_Tab)
    press(KEYS.Key_Tab)
    press(KEYS.Key_Down)
    press(KEYS.Key_PageDown)
    press(KEYS.Key_Return)
    press(KEYS.Key_K, CTRL)
    press(KEYS.Key_Backtab, SHIFT)
    press(KEYS.Key_Backtab, SHIFT)
    press(KEYS.Key_Return)
    press(KEYS.Key_K, CTRL)
    press(KEYS.Key_Up)
    press(KEYS.Key_Return)
    assert [r.payload for r in seen] == [4, 3, 1]


def test_escape_gives_the_focus_back(window: MainWindow, palette: SearchPalette) -> None:
    window.show_tab(CANDIDATES)
    field = next(w for w in window.findChildren(QLineEdit) if name_of(w) == "Naam")
    field.setFocus()
    press(KEYS.Key_K, CTRL)
    QTest.keyClicks(focused(), "zz")
    settle()
    assert palette.grab().toImage().height() > 60
    press(KEYS.Key_Return)
    assert palette.isVisible(), "Enter on nothing goes nowhere"
    press(KEYS.Key_Escape)
    assert palette.isHidden()
    assert field.hasFocus()


def test_the_search_button_opens_with_the_letter_typed_on_it(window: MainWindow, palette: SearchPalette) -> None:
    window.header.search.setFocus()
    press(KEYS.Key_B)
    query = focused()
    assert isinstance(query, QLineEdit)
    QTest.keyClicks(query, "oek")
    assert query.text() == "boek"
    window.rail.setFocus()
    settle()
    assert palette.isHidden(), "it closes when the focus goes elsewhere"


@pytest.mark.parametrize("size", [(1366, 728), frame.LEAST])
@pytest.mark.usefixtures("both_themes")
def test_the_palette_stays_within_the_window(window: MainWindow, palette: SearchPalette, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.set_search(lambda _words: [Result("Mensen", "users", f"Nummer {i}", "x" * 200) for i in range(60)])
    window.open_search("n")
    settle()
    assert window.rect().contains(palette.geometry())
    window.resize(900, 500)
    settle()
    assert window.rect().contains(palette.geometry())
    assert not palette.grab().isNull()


# ---- toast and progress ----------------------------------------------------------------------------------------------
def toast_of(window: MainWindow) -> Toast:
    return window.findChildren(Toast)[0]


def test_ctrl_z_undoes_what_the_toast_tells_of(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    window.toast("Dossier van Daan Vos ligt in de prullenbak.", lambda: done.append("terug"))
    settle()
    assert toast_of(window).isVisible()
    assert "Daan Vos" in toast_of(window).accessibleName()
    window.rail.setFocus()
    press(KEYS.Key_Z, CTRL)
    assert done == ["terug"]
    assert toast_of(window).isHidden()
    with qtbot.waitSignal(window.undo_requested):
        press(KEYS.Key_Z, CTRL)
    assert done == ["terug"]


def test_a_toast_goes_by_itself_but_not_from_under_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    toast = toast_of(window)
    toast.set_stay(80)
    window.toast("Bewaard.")
    qtbot.waitUntil(toast.isHidden)
    window.toast("Weg.", nothing)
    link = next(w for w in toast.findChildren(QWidget) if name_of(w) == "Ongedaan maken")
    link.setFocus()
    qtbot.wait(200)
    assert toast.isVisible()
    press(KEYS.Key_Escape)
    assert toast.isHidden()
    assert focused() is not None


def test_a_toast_stays_within_a_narrow_window(window: MainWindow) -> None:
    window.resize(*frame.LEAST)
    window.toast("Het dossier van " + LONG.name * 3 + " ligt in de prullenbak.", nothing)
    settle()
    assert window.rect().contains(toast_of(window).geometry())
    toast_of(window).dismiss()


def test_a_toast_leaves_the_row_in_view_and_the_head_of_the_page(window: MainWindow) -> None:
    window.show_tab(CANDIDATES)
    page, toast = window._stack, toast_of(window)
    rows = QListWidget(page)
    rows.addItems([f"regel {number}" for number in range(60)])
    text = QPlainTextEdit("\n".join(f"regel {number}" for number in range(60)), page)
    for filling in (rows, text):  # both fill the page, up to its upper edge
        filling.setGeometry(0, 0, page.width(), page.height())
        filling.show()
        filling.raise_()
        filling.setFocus()
        at_rest = window._body.height() - 100
        for row in (0, (page.height() - 80) // 20, 59):
            rows.setCurrentRow(row)
            text.setTextCursor(QTextCursor(text.document().findBlockByNumber(row)))
            window.toast("Bewaard.", nothing)
            settle()
            inner = filling.viewport()
            here = rows.visualRect(rows.currentIndex()) if filling is rows else text.cursorRect()
            seen = QRect(inner.mapTo(window._body, here.topLeft()), here.size())
            assert not toast.geometry().intersects(seen), row
            assert toast.geometry().top() > at_rest - 2 * toast.height(), row  # never at the top of a page


class Clock:
    """How long the work takes by now; only a test moves it, so that a slow machine shows nothing too soon."""

    def __init__(self) -> None:
        self.ms = -1

    def isValid(self) -> bool:
        return self.ms >= 0

    def start(self) -> None:
        self.ms = 0

    def invalidate(self) -> None:
        self.ms = -1

    def elapsed(self) -> int:
        return self.ms


def test_what_is_over_in_a_moment_does_not_flicker(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, clock = window.findChildren(Busy)[0], Clock()
    monkeypatch.setattr(busy, "_clock", clock)
    window.busy("Opslaan")
    settle()
    assert busy.line.share is None
    assert busy.strip.isHidden()
    clock.ms = LINE_AFTER_MS
    qtbot.waitUntil(lambda: busy.line.share is not None)
    assert busy.strip.isHidden()
    stopped: list[int] = []
    window.busy("Verslag", 132, 500, lambda: stopped.append(1))
    assert busy.strip.isHidden()
    clock.ms = WORDS_AFTER_MS
    qtbot.waitUntil(busy.strip.isVisible)
    assert busy.line.share == pytest.approx(0.264)
    stop = next(w for w in busy.strip.findChildren(QWidget) if name_of(w) == "Stoppen")
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert stopped == [1]
    assert not stop.isEnabled()
    window.busy(None)
    assert busy.strip.isHidden()
    assert busy.line.share is None


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "words"),
    [
        (1000, 10, 100, ""),
        (6000, 0, 0, ""),
        (6000, 50, 100, "nog ongeveer 5 seconden"),
        (10_000, 25, 100, "nog ongeveer 30 seconden"),
        (30_000, 25, 100, "nog ongeveer 2 minuten"),
        (20_000, 25, 100, "nog ongeveer 1 minuut"),
    ],
)
def test_time_left_is_said_once_it_is_no_guess(elapsed: int, done: int, total: int, words: str) -> None:
    assert time_left(elapsed, done, total) == words
