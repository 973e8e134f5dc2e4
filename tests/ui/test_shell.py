"""The main window, its shell, and the pages that stand alone."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walker import focused, name_of, settle, walk
from ui import theme
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY, TABS, TODAY, VISITS, MainWindow, first_stop
from ui.pages.lock import WRONG_WORDS, LockPage
from ui.pages.strength import Strength
from ui.pages.welcome import Welcome, WelcomePage
from ui.shell.busy import Busy, time_left
from ui.shell.header import NOBODY, PersonLine
from ui.shell.palette import Result, SearchPalette
from ui.shell.toast import Toast
from ui.tabs.employers import EmployersPage
from ui.tabs.subsidy import SubsidyPage
from ui.tabs.today import TodayPage, long_date
from ui.tabs.visits import VisitsPage
from ui.theme import tokens
from ui.widgets import box, button, line_edit, rows

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CODE = "K7QF-9M2X-TRW4-8HDP"
LONG = PersonLine(
    "Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp & Zonen",
    "WB",
    "Proefplaatsing, week 6 van 8",
    "51 jaar · Kwekerij en Tuincentrum Groenrijk in de Haarlemmermeer · begeleider P. Schouten",
    3,
)


def nothing() -> None:
    """Stands for an act."""


def page_with_field() -> QWidget:
    field = line_edit()
    field.setAccessibleName("Naam")
    return box(rows(field, button("Opslaan", "primary"), None))


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.add_page(TODAY, lambda: TodayPage(date(2026, 11, 23), nothing, nothing))
    made.add_page(CANDIDATES, page_with_field)
    made.add_page(EMPLOYERS, lambda: EmployersPage(nothing, nothing))
    made.add_page(VISITS, lambda: VisitsPage(nothing, nothing))
    made.add_page(SUBSIDY, lambda: SubsidyPage(nothing))
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    made.show_tab(TODAY)
    settle()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    settle()


# ---- rail and tabs ---------------------------------------------------------------------------------------------------
def test_pages_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    made: list[str] = []

    def factory() -> QWidget:
        made.append("bezoeken")
        return QWidget()

    window.add_page(VISITS, factory)
    assert made == []
    window.show_tab(VISITS)
    window.show_tab(TODAY)
    window.show_tab(VISITS)
    assert made == ["bezoeken"]
    window.drop_pages()
    assert window.page(VISITS) is None
    window.show_tab(VISITS)
    assert made == ["bezoeken", "bezoeken"]


def test_keys_and_mnemonics_go_to_the_tabs(window: MainWindow) -> None:
    seen: list[str] = []
    window.tab_changed.connect(seen.append)
    press(KEYS.Key_3, CTRL)
    press(KEYS.Key_K, ALT)
    press(KEYS.Key_B, ALT)
    press(KEYS.Key_6, CTRL)
    press(KEYS.Key_V, ALT)
    assert seen == [EMPLOYERS, CANDIDATES, VISITS, SUBSIDY, TODAY]


def test_the_rail_is_a_tab_bar_that_the_arrows_walk(window: MainWindow) -> None:
    window.rail.setFocus()
    press(KEYS.Key_Down)
    assert window.tab == CANDIDATES
    press(KEYS.Key_Down)
    assert window.tab == EMPLOYERS
    press(KEYS.Key_Up)
    assert window.tab == CANDIDATES
    assert window.rail.hasFocus()


def test_the_rail_says_whole_words(window: MainWindow) -> None:
    index = window.rail.index_of(VISITS)
    assert window.rail.accessibleTabName(index) == "Werkbezoeken"
    assert window.rail.tabToolTip(index) == "Werkbezoeken (Ctrl+4)"
    window.set_badge(TODAY, 2)
    assert window.rail.accessibleTabName(0) == "Vandaag, 2 met zorg"
    window.set_badge(TODAY, 0)
    assert window.rail.accessibleTabName(0) == "Vandaag"
    with pytest.raises(KeyError):
        window.show_tab("bestaat-niet")


@pytest.mark.parametrize(("height", "text_size"), [(728, 100), (480, 100), (480, 150), (728, 150)])
def test_all_tabs_fit_on_the_rail(window: MainWindow, height: int, text_size: int) -> None:
    theme.current().set_text_size(text_size)
    window.resize(880, height)
    settle()
    rail = window.rail
    last = rail.tabRect(rail.count() - 1)
    assert rail.geometry().top() + last.bottom() < window.height() - tokens.H_INPUT
    assert rail.tabRect(0).height() >= 40
    assert not window.grab().isNull()


def test_lock_is_asked_for_by_key_and_button(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        press(KEYS.Key_L, CTRL)
    lock = next(w for w in window.findChildren(QWidget) if name_of(w) == "Vergrendelen")
    with qtbot.waitSignal(window.lock_requested):
        QTest.mouseClick(lock, Qt.MouseButton.LeftButton)


# ---- header ----------------------------------------------------------------------------------------------------------
def test_the_header_says_who_is_chosen_or_that_nobody_is(window: MainWindow) -> None:
    def words() -> list[str]:
        return [name_of(w) for w in window.header.findChildren(QWidget) if w.isVisible()]

    assert NOBODY in words()
    window.set_person(LONG)
    settle()
    assert LONG.name in words()
    assert "3 signalen" in words()
    window.set_person(None)
    settle()
    assert NOBODY in words()


def test_what_the_header_gives_up_when_it_gets_narrow(window: MainWindow) -> None:
    done: list[int] = []
    window.set_person_act("Start bezoek", "notebook-pen", "Bezoekmodus openen (Ctrl+B)", lambda: done.append(1))
    press(KEYS.Key_B, CTRL)
    assert done == [], "without a person there is nothing to do"
    window.set_person(LONG)

    def seen() -> list[str]:
        settle()
        return [name_of(w) for w in window.header.findChildren(QWidget) if w.isVisible()]

    assert {"Start bezoek", "3 signalen", LONG.phase} <= set(seen())
    window.resize(1000, 700)
    narrow = seen()
    assert "Bezoekmodus openen" in narrow
    assert "3 signalen" not in narrow
    assert LONG.phase in narrow
    window.resize(*tokens.LEAST_WINDOW)
    theme.current().set_text_size(150)
    assert LONG.phase not in seen()
    press(KEYS.Key_B, CTRL)
    assert done == [1]


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
    field = window.findChildren(QLineEdit)[0]
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
    query = QApplication.focusWidget()
    assert isinstance(query, QLineEdit)
    QTest.keyClicks(query, "oek")
    assert query.text() == "boek"
    window.rail.setFocus()
    settle()
    assert palette.isHidden(), "it closes when the focus goes elsewhere"


@pytest.mark.parametrize("size", [(1366, 728), tokens.LEAST_WINDOW])
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


def test_a_toast_goes_by_itself_but_not_from_under_the_focus(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    toast = toast_of(window)
    toast.set_stay(80)
    window.toast("Bewaard.")
    qtbot.waitUntil(toast.isHidden, timeout=2000)
    window.toast("Weg.", nothing)
    link = next(w for w in toast.findChildren(QWidget) if name_of(w) == "Ongedaan maken")
    link.setFocus()
    qtbot.wait(200)
    assert toast.isVisible()
    press(KEYS.Key_Escape)
    assert toast.isHidden()
    assert QApplication.focusWidget() is not None


def test_a_toast_stays_within_a_narrow_window(window: MainWindow) -> None:
    window.resize(*tokens.LEAST_WINDOW)
    window.toast("Het dossier van " + LONG.name * 3 + " ligt in de prullenbak.", nothing)
    settle()
    assert window.rect().contains(toast_of(window).geometry())
    toast_of(window).dismiss()


def test_what_is_over_in_a_moment_does_not_flicker(window: MainWindow, qtbot: QtBot) -> None:
    busy = window.findChildren(Busy)[0]
    window.busy("Opslaan")
    settle()
    assert busy.line.share is None
    assert busy.strip.isHidden()
    qtbot.waitUntil(lambda: busy.line.share is not None, timeout=2000)
    assert busy.strip.isHidden()
    stopped: list[int] = []
    window.busy("Verslag", 132, 500, lambda: stopped.append(1))
    qtbot.waitUntil(busy.strip.isVisible, timeout=3000)
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


# ---- panes, text size, blank screen, covers --------------------------------------------------------------------------
def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    window.show_tab(CANDIDATES)
    settle()
    window.rail.setFocus()
    seen = []
    for _ in range(3):
        press(KEYS.Key_F6)
        seen.append(name_of(focused()))
    assert seen == ["Zoek of doe iets", "Naam", "Onderdelen"]
    press(KEYS.Key_F6, SHIFT)
    assert name_of(focused()) == "Naam"


def test_a_page_may_say_its_panes(window: MainWindow) -> None:
    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.parts = [page_with_field(), page_with_field()]
            self.setLayout(rows(*self.parts))

        def panes(self) -> list[QWidget]:
            return list(self.parts)

    window.add_page(EMPLOYERS, Page)
    window.show_tab(EMPLOYERS)
    settle()
    page = window.page(EMPLOYERS)
    assert isinstance(page, Page)
    goal = first_stop(page.parts[1])
    assert goal is not None
    window.rail.setFocus()
    for _ in range(3):
        press(KEYS.Key_F6)
    assert goal.hasFocus()


def test_text_size_by_keys(window: MainWindow) -> None:
    seen: list[int] = []
    window.text_size_changed.connect(seen.append)
    press(KEYS.Key_Plus, CTRL)
    press(KEYS.Key_Equal, CTRL)
    press(KEYS.Key_Minus, CTRL)
    press(KEYS.Key_0, CTRL)
    press(KEYS.Key_0, CTRL)
    assert seen == [115, 130, 115, 100]


def test_f12_hides_everything_and_gives_it_back(window: MainWindow) -> None:
    window.show_tab(CANDIDATES)
    field = next(w for w in window.findChildren(QLineEdit) if name_of(w) == "Naam")
    field.setFocus()
    press(KEYS.Key_F12)
    assert not field.isVisible()
    press(KEYS.Key_1, CTRL)
    press(KEYS.Key_K, CTRL)
    assert window.tab == CANDIDATES
    press(KEYS.Key_F12)
    assert field.isVisible()
    assert field.hasFocus()


def test_a_cover_takes_the_place_of_everything(window: MainWindow) -> None:
    window.set_person(LONG)
    cover = LockPage()
    window.show_cover(cover)
    settle()
    assert cover.isVisible()
    assert not window.header.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(KEYS.Key_2, CTRL)
    assert window.tab == TODAY
    window.show_cover(None)
    settle()
    assert window.header.isVisible()


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("size", [(1366, 728), (911, 485)])
@pytest.mark.parametrize("tab", [tab.key for tab in TABS if tab.key != "jobcarving"])
def test_the_keyboard_reaches_everything_on_each_tab(window: MainWindow, tab: str, size: tuple[int, int]) -> None:
    window.set_person(LONG)
    window.set_person_act("Start bezoek", "notebook-pen", "Bezoekmodus openen (Ctrl+B)", nothing)
    window.show_tab(tab)
    found = walk(window, size)
    assert {"Onderdelen", "Vergrendelen", "Zoek of doe iets"} <= set(found.stops)


# ---- lock ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def lock(qtbot: QtBot) -> LockPage:
    made = LockPage()
    qtbot.addWidget(made)
    made.set_status("Vergrendeld om 10.52 uur, na 10 minuten rust")
    made.set_safe("Alles wat je typte is bewaard", "Het bezoek aan T.H. staat nog open.")
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    settle()
    return made


def visible_line(page: QWidget) -> QLineEdit:
    return next(w for w in page.findChildren(QLineEdit) if w.isVisible())


def test_the_lock_opens_with_the_passphrase(lock: LockPage) -> None:
    said: list[str] = []
    lock.unlock.connect(said.append)
    press(KEYS.Key_Return)
    assert said == []
    QTest.keyClicks(focused(), " vier woorden ")
    press(KEYS.Key_Return)
    assert said == [" vier woorden "], "spaces count"


def test_a_wrong_passphrase_is_said_calmly(lock: LockPage) -> None:
    QTest.keyClicks(visible_line(lock), "mis")
    lock.say(WRONG_WORDS)
    line = visible_line(lock)
    assert WRONG_WORDS in line.accessibleDescription()
    assert line.selectedText() == "•••" or line.hasSelectedText()
    QTest.keyClicks(line, "a")
    assert WRONG_WORDS not in line.accessibleDescription()
    assert line.text() == "a"


def test_the_recovery_code_is_another_way(lock: LockPage, qtbot: QtBot) -> None:
    other = next(w for w in lock.findChildren(QWidget) if name_of(w) == "Herstelcode gebruiken")
    QTest.keyClicks(visible_line(lock), "half")
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    settle()
    line = visible_line(lock)
    assert name_of(line) == "Herstelcode"
    assert line.hasFocus()
    QTest.keyClicks(line, CODE)
    with qtbot.waitSignal(lock.unlock_with_code) as signal:
        press(KEYS.Key_Return)
    assert signal.args == [CODE]
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    settle()
    assert visible_line(lock).text() == "", "a switch forgets what was typed"


def test_while_it_opens_nothing_can_be_pressed(lock: LockPage) -> None:
    said: list[str] = []
    lock.unlock.connect(said.append)
    QTest.keyClicks(visible_line(lock), "vier woorden")
    lock.set_busy(True)
    QTest.keyClick(visible_line(lock), KEYS.Key_Return)
    assert said == []
    lock.set_busy(False)
    assert visible_line(lock).hasFocus()
    lock.clear()
    assert visible_line(lock).text() == ""


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("size", [(1366, 728), tokens.LEAST_WINDOW])
def test_the_keyboard_reaches_everything_on_the_lock(lock: LockPage, size: tuple[int, int]) -> None:
    assert walk(lock, size).stops == ["Wachtzin", "Wachtzin tonen", "Ontgrendelen", "Herstelcode gebruiken"]


# ---- first start -----------------------------------------------------------------------------------------------------
def judge(words: str) -> Strength:
    score = min(4, len(words) // 5)
    return Strength(score, f"Sterkte {score}.")


@pytest.fixture
def codes() -> list[str]:
    return []


@pytest.fixture
def welcome(qtbot: QtBot, codes: list[str]) -> WelcomePage:
    def new_code() -> str:
        codes.append(CODE)
        return CODE

    made = WelcomePage(judge, new_code)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    settle()
    return made


def by_name(page: QWidget, name: str) -> QWidget:
    return next(w for w in page.findChildren(QWidget) if w.isVisible() and name_of(w) == name)


def click(page: QWidget, name: str) -> None:
    QTest.mouseClick(by_name(page, name), Qt.MouseButton.LeftButton)
    settle()


def fill(page: QWidget, name: str, words: str) -> None:
    line = by_name(page, name)
    line.setFocus()
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, words)


def test_three_steps_and_nothing_typed_is_lost(welcome: WelcomePage, codes: list[str]) -> None:
    done: list[Welcome] = []
    welcome.finished.connect(done.append)
    click(welcome, "Volgende")
    assert QApplication.focusWidget() is by_name(welcome, "Naam"), "a name is needed"
    fill(welcome, "Naam", "Annelies de Groot")
    fill(welcome, "Organisatie", "WSP Zaanstreek")
    fill(welcome, "Functie", "jobcoach")
    fill(welcome, "Telefoon", "06 - 1234 5678")
    press(KEYS.Key_Return)
    fill(welcome, "Wachtzin", "paarse tram")
    click(welcome, "Terug")
    assert QApplication.focusWidget() is by_name(welcome, "Naam")
    click(welcome, "Volgende")
    fill(welcome, "Nog een keer", "paarse tram")
    press(KEYS.Key_Return)
    assert by_name(welcome, "Herstelcode: K7QF, 9M2X, TRW4, 8HDP").hasFocus()
    click(welcome, "Terug")
    click(welcome, "Volgende")
    assert codes == [CODE], "the code is made once"
    click(welcome, "Ik heb de code opgeschreven")
    click(welcome, "Met voorbeelddossiers, om te oefenen")
    click(welcome, "Beginnen")
    assert done == [
        Welcome("Annelies de Groot", "WSP Zaanstreek", "jobcoach", "06 - 1234 5678", "paarse tram", CODE, True, True)
    ]
    assert "tram" not in repr(done[0])


def test_a_weak_passphrase_is_explained_and_not_taken(welcome: WelcomePage) -> None:
    fill(welcome, "Naam", "Annelies")
    click(welcome, "Volgende")
    click(welcome, "Volgende")
    first = by_name(welcome, "Wachtzin")
    assert first.hasFocus()
    fill(welcome, "Wachtzin", "kort")
    by_name(welcome, "Sterkte 0.")
    click(welcome, "Volgende")
    assert "makkelijk" in first.accessibleDescription()
    fill(welcome, "Wachtzin", "lang genoeg zo")
    assert first.accessibleDescription() == ""
    fill(welcome, "Nog een keer", "lang genoeg zu")
    click(welcome, "Volgende")
    assert "anders" in by_name(welcome, "Nog een keer").accessibleDescription()


def to_code(welcome: WelcomePage) -> None:
    fill(welcome, "Naam", "Annelies")
    click(welcome, "Volgende")
    fill(welcome, "Wachtzin", "lang genoeg zo")
    fill(welcome, "Nog een keer", "lang genoeg zo")
    click(welcome, "Volgende")


def test_the_code_can_be_copied_and_printed(welcome: WelcomePage, qtbot: QtBot) -> None:
    welcome.allow_printing()
    to_code(welcome)
    click(welcome, "Kopiëren")
    assert QGuiApplication.clipboard().text() == CODE
    with qtbot.waitSignal(welcome.print_requested) as signal:
        click(welcome, "Afdrukken")
    assert signal.args == [CODE]
    welcome.clear()
    assert QGuiApplication.clipboard().text() == "", "who leaves the page leaves no code on the clipboard"


def test_trouble_is_said_and_busy_stops_the_buttons(welcome: WelcomePage) -> None:
    to_code(welcome)
    welcome.set_busy(True)
    assert not by_name(welcome, "Terug").isEnabled()
    welcome.set_busy(False)
    welcome.say("De kluis kon niet worden gemaakt", "De schijf is vol.")
    settle()
    by_name(welcome, "Zorg: De kluis kon niet worden gemaakt De schijf is vol.")
    assert by_name(welcome, "Beginnen").isEnabled()


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("size", [(1366, 728), tokens.LEAST_WINDOW])
def test_the_keyboard_reaches_everything_on_each_step(welcome: WelcomePage, size: tuple[int, int]) -> None:
    assert walk(welcome, size).stops == ["Naam", "Organisatie", "Functie", "Telefoon", "Volgende"]
    fill(welcome, "Naam", "Annelies")
    click(welcome, "Volgende")
    assert walk(welcome, size).stops[1:4] == ["Wachtzin tonen", "Nog een keer", "Wachtzin nog een keer tonen"]
    fill(welcome, "Wachtzin", "lang genoeg zo")
    fill(welcome, "Nog een keer", "lang genoeg zo")
    click(welcome, "Volgende")
    assert "Ik heb de code opgeschreven" in walk(welcome, size).stops


# ---- tabs without content --------------------------------------------------------------------------------------------
def test_the_heading_of_today() -> None:
    assert long_date(date(2026, 11, 23)) == "Maandag 23 november"
    assert long_date(date(2027, 3, 7)) == "Zondag 7 maart"


@pytest.mark.parametrize(
    "make",
    [
        lambda: TodayPage(date(2026, 11, 23)),
        EmployersPage,
        VisitsPage,
        SubsidyPage,
    ],
)
def test_an_empty_tab_offers_no_act_that_does_nothing(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show()
    settle()
    assert first_stop(page) is None
