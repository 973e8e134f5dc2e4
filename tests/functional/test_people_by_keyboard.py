"""People and employers with keys alone, from the lock on: without a mouse all of it can be done."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from beschutdesk.dossier import codec
from beschutdesk.dossier.around import Skill, SkillLevel
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import MatchType, Placement
from beschutdesk.dossier.tags import WorkKind
from beschutdesk.dossier.values import Slot
from beschutdesk.dossier.visit import Medium
from beschutdesk.rules.fit import Verdict
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.vault import envelope
from tests.conftest import PASSPHRASE
from tests.functional.typist import Typist
from tests.ui.fixtures import put_away, today
from ui import theme
from ui.desk_window import DeskWindow
from ui.main_window import CANDIDATES, EMPLOYERS
from ui.widgets import ACCESSIBLE

pytestmark = [
    pytest.mark.functional,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # raise(): offscreen stacks nothing
]

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_MOST_TABS = 120
_MOUSE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel})


class NoMouse(QObject):
    """Counts what a mouse does."""

    def __init__(self) -> None:
        super().__init__()
        self.used = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.used += event.type() in _MOUSE
        return False


class Somebody(Typist):
    """Somebody without a mouse, in a window before a locked vault. They find their way by the names of what has focus.

    Args:
        made: the window.
    """

    def __init__(self, made: DeskWindow) -> None:
        found = QApplication.instance()
        assert isinstance(found, QApplication)
        self.app, self.desk = found, made
        self.until(lambda: self.focus is not None, "a focus")

    @property
    def named(self) -> str:
        focus = self.focus
        if focus is None:
            return "nothing"
        words = getattr(focus, "text", None)
        return focus.accessibleName() or (str(words()).replace("&", "") if callable(words) else "")

    @property
    def vault(self) -> Desk:
        """What is kept."""
        assert self.desk.context is not None
        return self.desk.context.desk

    def page(self, tab: str) -> Any:
        """To look at what stands on the screen."""
        return self.desk.window.page(tab)

    def is_in(self, name: str) -> bool:
        """Whether the focus is on what has this name."""
        return self.named == name

    def is_at(self, tab: str) -> bool:
        """Whether this tab is in front."""
        return self.desk.window.tab == tab

    def tab_to(self, name: str, within: int = _MOST_TABS) -> None:
        """Press Tab until the focus is on what has this name; where it is now does not count."""
        passed: list[str] = []
        for _ in range(within):
            self.press(KEY.Key_Tab)
            if self.named == name:
                return
            passed.append(self.named)
        raise AssertionError(f"Tab never came to {name}; it passed {passed}")

    def write(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.tab_to(name)
        self.type(text)

    def choose(self, name: str, words: str) -> None:
        """Choose from a list by its first letters."""
        self.tab_to(name)
        box = self.focus
        assert isinstance(box, QComboBox)
        self.type(words)
        assert box.currentText().startswith(words)

    def tags(self, name: str, *words: str) -> None:
        """Go to a group of words and put some on."""
        for _ in range(_MOST_TABS):
            if self.named.startswith(f"{name}: "):
                break
            self.press(KEY.Key_Tab)
        for word in words:
            self._tag(name, word)

    def _tag(self, name: str, word: str) -> None:
        """A letter goes to the next word that begins with it."""
        for _ in range(12):
            if self.named == f"{name}: {word}":
                self.press(KEY.Key_Space)
                return
            self.type(word[0])
        raise AssertionError(f"{word} is not among {name}; focus on {self.named}")

    def back_in_front(self) -> None:
        """A dialog has gone. A window manager gives the window below it the focus; the screen of a test has none."""
        assert QApplication.activeModalWidget() is None
        self.desk.frame.activateWindow()
        self.until(lambda: self.focus is not None, "a focus behind the dialog")

    def section(self, title: str) -> None:
        """Ctrl+Down or Ctrl+Up to a section of the form in front, and into its first field."""
        page = self.page(self.desk.window.tab)
        keys = list(page.form.shown())  # what goes with a placement is not there without one
        titles = [page.form.sections[key].title for key in keys]
        at, goal = keys.index(page.index.current_key()), titles.index(title)
        steps = goal - at or (1, -1)[goal > 0]
        for step in [steps] if goal != at else [steps, -steps]:
            for _ in range(abs(step)):
                self.press(KEY.Key_Down if step > 0 else KEY.Key_Up, CTRL)
        assert titles[keys.index(page.index.current_key())] == title
        assert self.focus is not None
        assert page.form.sections[page.index.current_key()].isAncestorOf(self.focus), f"the focus is not in {title}"

    def save(self) -> None:
        """Ctrl+S, and wait until nothing is left to save."""
        self.press(KEY.Key_S, CTRL)
        page = self.page(self.desk.window.tab)
        self.until(lambda: not page.dossier.is_dirty, "the save")

    def employer(self, name: str) -> Employer:
        """The kept one with this name."""
        found = [self.vault.dossiers.get("employer", key) for key in self.vault.dossiers.ids("employer")]
        (one,) = [employer for employer in found if isinstance(employer, Employer) and employer.name == name]
        return one

    def candidate(self, name: str) -> Candidate:
        """The kept one with this first name."""
        (found,) = self.vault.lists.by_name(name)
        person = self.vault.dossiers.get("candidate", found.id)
        assert isinstance(person, Candidate)
        return person


@pytest.fixture(scope="module")
def day(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Somebody]:
    """A whole day in one window: unlocked by keys, on the demo dossiers. No test needs what another one left."""
    theme.apply(qapp, dark=False).set_text_size(100)
    folder = tmp_path_factory.mktemp("dag") / "profiel"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(envelope, "STANDARD", envelope.Cost(passes=1, memory=64, lanes=1))
        with profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))[0] as desk:
            desk.transfer.bring_in_demo()
        made = DeskWindow(folder, today, warm=False)
        made.begin()
        made.frame.resize(1366, 728)
        made.frame.show()
        made.frame.activateWindow()
        somebody = Somebody(made)
        somebody.type(PASSPHRASE)
        somebody.press(KEY.Key_Return)
        somebody.until(lambda: made.context is not None, "an open desk")
        yield somebody
        put_away(made)


@pytest.fixture
def me(day: Somebody) -> Iterator[Somebody]:
    """Somebody in an unlocked window; afterwards no mouse was used."""
    watcher = NoMouse()
    day.app.installEventFilter(watcher)
    day.desk.frame.activateWindow()
    yield day
    day.app.removeEventFilter(watcher)
    assert watcher.used == 0, "a mouse was used"


def test_a_new_employer_with_two_supervisors(me: Somebody) -> None:
    me.press(KEY.Key_3, CTRL)
    me.press(KEY.Key_N, CTRL)
    me.until(partial(me.is_in, "Naam"), "Naam")
    me.type("Kwekerij Zonnedauw")
    me.write("KvK-nummer", "87654321")
    me.write("Plaats", "Raalte")
    me.section("Contactpersonen")
    assert me.named == "Contactpersoon toevoegen"
    me.press(KEY.Key_Space)
    me.until(partial(me.is_in, "Naam"), "Naam")
    me.type("Wil de Boer")
    me.choose("Rol", "eig")
    me.tab_to("Vast aanspreekpunt: ja")
    me.press(KEY.Key_Space)
    me.section("Begeleiders")
    me.press(KEY.Key_Space)
    me.type("Anneke Smit")
    me.tab_to("Aanwezig: maandag")
    me.press(KEY.Key_Space)
    me.write("Aanwezig: tijden op dinsdag", "9-12")
    me.write("Tijd voor begeleiding per dag", "45")
    me.write("Training", "Harrie Helpt")
    me.write("Training gevolgd op", "12-3-2025")
    me.tab_to("Begeleider toevoegen", within=6)
    me.press(KEY.Key_Space)
    me.type("Bram Kuiper")
    me.write("Tijd voor begeleiding per dag", "20")
    me.choose("Wordt vervangen door", "Anneke")
    me.write("Training", "Mentorwijs")
    me.write("Training gevolgd op", "1-9-2025")
    me.section("Vestigingen")
    me.press(KEY.Key_Space)
    me.type("Kas 2")
    me.section("Werk en omgeving")
    me.tags("Werk dat er is", "groen en tuin")
    me.write("Plekken die er zijn", "3")
    me.save()

    made = me.employer("Kwekerij Zonnedauw")
    assert (made.kvk, made.place, made.places) == ("87654321", "Raalte", Decimal(3))
    assert made.work_kinds == (WorkKind.GREEN,)
    (contact,) = made.contacts
    assert (contact.name, contact.role and contact.role.key, contact.fixed and contact.fixed.key) == (
        "Wil de Boer",
        "owner",
        "yes",
    )
    assert [site.name for site in made.sites] == ["Kas 2"]
    anneke, bram = made.supervisors
    assert (anneke.name, anneke.minutes, anneke.training, anneke.trained_on) == (
        "Anneke Smit",
        Decimal(45),
        "Harrie Helpt",
        date(2025, 3, 12),
    )
    assert [slot.weekday for slot in anneke.days] == [0, 1]
    assert anneke.days[0] == Slot(0)
    assert (bram.minutes, bram.training, bram.trained_on) == (Decimal(20), "Mentorwijs", date(2025, 9, 1))
    assert bram.backup == anneke.id


def test_a_new_candidate_with_wishes_and_skills_and_three_employers_beside(me: Somebody) -> None:
    me.press(KEY.Key_2, CTRL)
    me.press(KEY.Key_N, CTRL)
    me.until(partial(me.is_in, "Roepnaam"), "Roepnaam")
    me.type("Zefanja")
    me.write("Achternaam", "Proefman")
    me.section("Werk dat past")
    me.tags("Wil graag dit werk", "schoonmaak")
    me.section("Vaardigheden")
    skills = list(Skill)
    me.press(KEY.Key_1)
    me.press(KEY.Key_Down)
    me.press(KEY.Key_3)
    me.save()
    person = me.candidate("Zefanja")
    assert person.family_name == "Proefman"
    assert person.wants_work == (WorkKind.CLEANING,)
    levels = list(SkillLevel)
    assert {row.skill: row.level for row in person.skills} == {skills[0]: levels[0], skills[1]: levels[2]}

    me.section("Wie past")
    assert me.named == "Werkgevers vergelijken"
    me.press(KEY.Key_Space)
    dialog: Any = QApplication.activeModalWidget()
    assert dialog is not None
    me.tab_to("Werk: schoonmaak")
    me.press(KEY.Key_Space)
    menu: Any = QApplication.activePopupWidget()
    QTest.keyClick(menu, KEY.Key_Up)
    QTest.keyClick(menu, KEY.Key_Return)
    assert me.named == "Werk: alles", "the focus is back where it was"
    me.tab_to("Werkgevers")
    me.until(lambda: dialog.list.model().rowCount() >= 4, "all employers")
    for _ in range(3):
        me.press(KEY.Key_Space)
        me.press(KEY.Key_Down)
    table: Any = dialog.table.model()
    assert table.columnCount() == 4
    me.tab_to("Werkgevers naast elkaar")
    said = [str(table.index(row, column).data(ACCESSIBLE)) for row in range(table.rowCount()) for column in range(1, 4)]
    assert any(f": {verdict.value}. " in words for verdict in Verdict for words in said)
    me.press(KEY.Key_Escape)
    me.back_in_front()
    assert me.named == "Werkgevers vergelijken"


def test_a_quick_note_over_a_form_with_a_draft(me: Somebody) -> None:
    me.press(KEY.Key_2, CTRL)
    me.press(KEY.Key_Home)
    page = me.page(CANDIDATES)
    me.until(lambda: page.dossier.key is not None, "a chosen person")
    me.tab_to("Achternaam")
    me.press(KEY.Key_End)
    me.type("-half")
    session = page.dossier.main
    typed = dict(session.changes)
    assert typed
    me.press(KEY.Key_N, CTRL | SHIFT)
    me.until(partial(me.is_in, "Notitie"), "Notitie")
    me.press(KEY.Key_2, ALT)
    me.type("Komt morgen een uur later.")
    me.press(KEY.Key_Return, CTRL)
    me.back_in_front()
    assert me.named == "Achternaam", "one goes on typing where one was"
    me.type("weg")
    assert session.is_dirty
    assert {path: value for path, value in session.changes.items() if path != "family_name"} == {
        path: value for path, value in typed.items() if path != "family_name"
    }
    assert str(session.value("family_name")).endswith("-halfweg")
    kept = me.vault.dossiers.get("candidate", session.id)
    assert isinstance(kept, Candidate)
    assert "-half" not in kept.family_name, "the note saved the note and nothing else"
    me.until(lambda: [e for e in page.timeline.events() if e.detail == "Komt morgen een uur later."], "the timeline")
    notes = [me.vault.dossiers.get("visit", key) for key in me.vault.dossiers.ids("visit")]
    (note,) = [one for one in notes if any(s.notes == "Komt morgen een uur later." for s in one.subjects)]
    assert note.medium in set(Medium)
    assert note.subjects[0].candidate == session.id


def test_a_search_with_a_slip_goes_there(me: Somebody) -> None:
    for typed, tab, right in (("kringlop", EMPLOYERS, "Kringloop"), ("karadla", CANDIDATES, "Karadal")):
        me.press(KEY.Key_K, CTRL)
        me.type(typed)
        me.press(KEY.Key_Return)
        me.until(partial(me.is_at, tab), "the tab")
        assert right in me.page(tab).dossier.title
        assert me.focus is not None
        assert me.focus.isVisible()


def test_an_employer_that_the_candidate_proposes(me: Somebody) -> None:
    me.press(KEY.Key_2, CTRL)
    me.press(KEY.Key_Home)
    page = me.page(CANDIDATES)
    me.until(lambda: page.dossier.key is not None, "a chosen person")
    person: UUID = page.dossier.key
    before = set(me.vault.dossiers.ids("employer"))
    me.section("Wie past")
    me.write("Naam van de werkgever", "Fietsenmaker Fluitenkruid")
    me.press(KEY.Key_Return)
    (made,) = set(me.vault.dossiers.ids("employer")) - before
    places = [me.vault.dossiers.get("placement", key) for key in me.vault.dossiers.ids("placement")]
    (place,) = [one for one in places if isinstance(one, Placement) and one.employer == made]
    assert place.candidate == person
    assert place.match_type is MatchType.CANDIDATE_PROPOSED
    assert me.focus is not None
    assert page.form.sections["placement"].isAncestorOf(me.focus), "one goes on with the placement"
    me.press(KEY.Key_F6)
    me.press(KEY.Key_Z, CTRL)
    me.until(lambda: set(me.vault.dossiers.ids("employer")) == before, "the undo")


def test_undo_after_a_save_restores_exactly(me: Somebody) -> None:
    me.press(KEY.Key_3, CTRL)
    me.press(KEY.Key_Home)
    page = me.page(EMPLOYERS)
    me.until(lambda: page.dossier.key is not None, "a chosen employer")
    key: UUID = page.dossier.key

    def state() -> dict[str, Any]:
        found = me.vault.dossiers.get("employer", key)
        assert found is not None
        return codec.flatten(found)

    before = state()
    me.section("Wie")
    me.until(partial(me.is_in, "Naam"), "Naam")
    me.press(KEY.Key_A, CTRL)
    me.type("Heel anders")
    me.section("Begeleiders")
    me.tab_to("Begeleider toevoegen")
    me.press(KEY.Key_Space)
    me.type("Iemand nieuws")
    me.section("Werk en omgeving")
    me.press(KEY.Key_Space)
    me.save()
    after = state()
    assert after != before
    me.press(KEY.Key_F6)
    me.press(KEY.Key_Z, CTRL)
    me.until(lambda: state() == before, "the undo")
    me.press(KEY.Key_Y, CTRL)
    me.until(lambda: state() == after, "the redo")
