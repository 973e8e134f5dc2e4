"""The pages that stand alone (lock, first start), and the tabs that have nothing to show yet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.trouble import Trouble
from tests.ui.walker import focused, name_of, press, settle, walk
from ui import frame
from ui.dialogs.sheet import SheetSaver
from ui.jobs import JobsLane
from ui.pages.lock import By, LockPage
from ui.pages.strength import Strength
from ui.pages.welcome import Welcome, WelcomePage
from ui.pages.welcome_code import TYPE_BACK
from ui.stops import first_stop
from ui.tabs.empty import EmptyTab
from ui.tabs.today import TodayPage, long_date

KEYS = Qt.Key
CODE = "K7QF-9M2X-TRW4-8HDP"


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


WRONG = "Deze wachtzin klopt niet."


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
    lock.say(WRONG)
    line = visible_line(lock)
    assert WRONG in line.accessibleDescription()
    assert line.selectedText() == "•••" or line.hasSelectedText()
    QTest.keyClicks(line, "a")
    assert WRONG not in line.accessibleDescription()
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
@pytest.mark.parametrize("size", [(1366, 728), frame.LEAST])
def test_the_keyboard_reaches_everything_on_the_lock(lock: LockPage, size: tuple[int, int]) -> None:
    assert walk(lock, size).stops == ["Wachtzin", "Wachtzin tonen", "Ontgrendelen", "Herstelcode gebruiken"]


def test_the_pin_comes_first_and_the_other_ways_stay(lock: LockPage) -> None:
    lock.set_ways(pin=True)
    settle()
    assert name_of(visible_line(lock)) == "Pincode"
    assert walk(lock).stops == [
        "Pincode",
        "Pincode tonen",
        "Ontgrendelen",
        "Wachtzin gebruiken",
        "Herstelcode gebruiken",
    ]
    QTest.mouseClick(by_name(lock, "Wachtzin gebruiken"), Qt.MouseButton.LeftButton)
    settle()
    QTest.keyClicks(visible_line(lock), "half")
    lock.set_ways(pin=True)
    assert visible_line(lock).text() == "half", "nothing that is being typed goes away"
    lock.set_ways(pin=False, blocked=True)
    settle()
    assert "te veel verkeerde pogingen" in visible_line(lock).accessibleDescription()


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("size", [(1366, 728), frame.LEAST])
def test_the_keyboard_reaches_the_next_steps(lock: LockPage, size: tuple[int, int], qtbot: QtBot) -> None:
    lock.tell_trouble(
        Trouble("Het dossierbestand is beschadigd.", "Het is niet veranderd.", "Zet een reservekopie terug."),
        restore=True,
        rescue=True,
    )
    settle()
    stops = walk(lock, size).stops
    assert stops[:2] == ["Reservekopie terugzetten…", "Redden wat er te redden is…"]
    assert "Wachtzin" in stops
    with qtbot.waitSignal(lock.rescue_wanted):
        QTest.mouseClick(by_name(lock, "Redden wat er te redden is…"), Qt.MouseButton.LeftButton)
    lock.tell_trouble(None)
    settle()
    assert walk(lock, size).stops[0] == "Wachtzin"


def test_the_time_to_wait_counts_down_for_each_way(lock: LockPage) -> None:
    go = by_name(lock, "Ontgrendelen")
    lock.set_ways(pin=True)
    lock.rest(65.0)
    assert go.isEnabled(), "the PIN does not wait for the passphrase"
    lock.use(By.PASSPHRASE)
    assert not go.isEnabled()
    assert "1:05 minuut" in name_of(go)
    said: list[str] = []
    lock.unlock.connect(said.append)
    QTest.keyClicks(visible_line(lock), "vier woorden")
    press(KEYS.Key_Return)
    assert said == []
    lock.rest(0.0)
    press(KEYS.Key_Return)
    assert said == ["vier woorden"]


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
    found = [w for w in page.findChildren(QWidget) if w.isVisible() and name_of(w) == name]
    return min(found, key=lambda w: w.focusPolicy() == Qt.FocusPolicy.NoFocus)  # not the label of the same name


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
    assert focused() is by_name(welcome, "Naam"), "a name is needed"
    fill(welcome, "Naam", "Annelies de Groot")
    fill(welcome, "Organisatie", "WSP Zaanstreek")
    fill(welcome, "Functie", "jobcoach")
    fill(welcome, "Telefoon", "06 - 1234 5678")
    press(KEYS.Key_Return)
    fill(welcome, "Wachtzin", "paarse tram")
    click(welcome, "Terug")
    assert focused() is by_name(welcome, "Naam")
    click(welcome, "Volgende")
    fill(welcome, "Nog een keer", "paarse tram")
    press(KEYS.Key_Return)
    assert by_name(welcome, "Herstelcode: K7QF, 9M2X, TRW4, 8HDP").hasFocus()
    click(welcome, "Terug")
    click(welcome, "Volgende")
    assert codes == [CODE], "the code is made once"
    fill(welcome, TYPE_BACK, CODE.lower().replace("-", " "))
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


def test_the_code_can_be_saved_as_a_sheet(welcome: WelcomePage, qtbot: QtBot, tmp_path: Path) -> None:
    lane = JobsLane()
    welcome.offer_sheet(lane)
    to_code(welcome)
    saver = welcome.proof.findChild(SheetSaver)
    assert isinstance(saver, SheetSaver)
    saver.ask_path = lambda _parent, _name: tmp_path / "weg" / "code.pdf"
    click(welcome, "Opslaan als pdf…")
    qtbot.waitUntil(lambda: "De pdf is niet gemaakt" in all_words(welcome), timeout=10_000)
    saver.ask_path = lambda _parent, _name: tmp_path / "code.pdf"
    click(welcome, "Opslaan als pdf…")
    qtbot.waitUntil(lambda: "Dit bestand opent alles" in all_words(welcome), timeout=10_000)
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    assert lane.close()


def all_words(page: QWidget) -> str:
    return " ".join(found.text() for found in page.findChildren(QLabel) if found.isVisible())


def test_half_a_code_is_a_mistake_and_none_may_wait(welcome: WelcomePage) -> None:
    done: list[Welcome] = []
    welcome.finished.connect(done.append)
    to_code(welcome)
    fill(welcome, TYPE_BACK, CODE[:9])
    click(welcome, "Beginnen")
    assert not done
    assert "nog niet de hele code" in by_name(welcome, TYPE_BACK).accessibleDescription()
    fill(welcome, TYPE_BACK, "")
    click(welcome, "Beginnen")
    assert [filled.code_kept for filled in done] == [False]


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
@pytest.mark.parametrize("size", [(1366, 728), frame.LEAST])
def test_the_keyboard_reaches_everything_on_each_step(welcome: WelcomePage, size: tuple[int, int]) -> None:
    fields = ["Naam", "Organisatie", "Functie", "Telefoon"]
    assert walk(welcome, size).stops == [*fields, "Reservekopie terugzetten…", "Volgende"]
    fill(welcome, "Naam", "Annelies")
    click(welcome, "Volgende")
    assert walk(welcome, size).stops[1:4] == ["Wachtzin tonen", "Nog een keer", "Wachtzin nog een keer tonen"]
    fill(welcome, "Wachtzin", "lang genoeg zo")
    fill(welcome, "Nog een keer", "lang genoeg zo")
    click(welcome, "Volgende")
    assert TYPE_BACK in walk(welcome, size).stops


# ---- tabs without content --------------------------------------------------------------------------------------------
def test_the_heading_of_today() -> None:
    assert long_date(date(2026, 11, 23)) == "Maandag 23 november"
    assert long_date(date(2027, 3, 7)) == "Zondag 7 maart"


@pytest.mark.parametrize(
    "make",
    [
        lambda: TodayPage(date(2026, 11, 23)),
        lambda: EmptyTab("hand-coins", "Nog niets", "Hier komt iets.", do="Begin"),
    ],
)
def test_an_empty_tab_offers_no_act_that_does_nothing(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show()
    settle()
    assert first_stop(page) is None
