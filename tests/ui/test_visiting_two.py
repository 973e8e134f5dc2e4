"""Two workers at once, two visits on a day, a lock in the middle, and finishing; all by keyboard."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitState
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.visits import About
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.visiting import ALT, CTRL, KEYS, SHIFT, TODAY, Visitor, put_away, visitor
from tests.ui.walker import walk
from ui.main_window import TODAY as TODAY_TAB


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)


def join(me: Visitor, letters: str) -> None:
    """Somebody else is seen too."""
    me.press(KEYS.Key_W, ALT)
    me.until(lambda: me.dialog is not None)
    me.type(letters)
    me.press(KEYS.Key_Return)
    me.until(lambda: me.dialog is None)
    me.window.frame.activateWindow()  # without a window manager nobody else does
    me.until(QApplication.focusWidget)


def test_two_workers_have_notes_of_their_own_and_no_name_of_the_other(me: Visitor) -> None:
    me.start()
    me.type("Thijs meet zelf")
    me.agree("i", "Rooster van Thijs", "vr")
    join(me, "Roos")
    assert me.page.visit.person.used == "Roos"
    shown = me.shown()
    assert "2 van 2" in shown
    assert "Thijs" not in shown
    assert "Rooster" not in shown
    assert me.named == "Taken"
    me.type("Roos ruimt op")
    me.press(KEYS.Key_Tab, CTRL)
    assert me.page.note.field.toPlainText() == "Thijs meet zelf"
    assert "Roos" not in me.shown()
    assert "1 van 2" in me.shown()
    me.press(KEYS.Key_PageDown, ALT)
    assert me.page.note.field.toPlainText() == "Roos ruimt op"
    me.press(KEYS.Key_S, CTRL)
    kept = me.kept()
    assert [one.tasks for one in kept.subjects] == ["Thijs meet zelf", "Roos ruimt op"]
    (made,) = kept.agreements
    assert made.subject == kept.subjects[0].id


def test_two_visits_on_a_day_can_be_open(me: Visitor) -> None:
    me.start()
    me.type("Bij het zwembad")
    first = me.page.visit.id
    me.press(KEYS.Key_Escape)
    me.start(me.people.daan)
    me.type("Bij de kringloop")
    second = me.page.visit.id
    assert second != first
    me.press(KEYS.Key_Escape)
    assert {one.id for one in me.desk.visits.unfinished()} == {first, second}
    me.start()
    assert me.page.visit.id == first
    assert me.page.note.field.toPlainText() == "Bij het zwembad"


def test_what_was_planned_for_today_is_taken_up_and_planned_again_when_nothing_is_written(me: Visitor) -> None:
    at = Appointment(TODAY, time(14, 30))
    whole = me.desk.dossiers.whole(me.people.thijs)
    assert whole is not None
    about = About(me.people.thijs, whole.placements[0].id)
    saved = me.desk.visits.plan([about], at, Medium.EVALUATION)
    planned = next(key for record, key in saved.changed if record == "visit")
    assert me.window.context is not None
    me.window.context.open_visit(planned)
    assert me.page.visit.id == planned
    me.press(KEYS.Key_Escape)
    me.start()
    assert me.page.visit.id == planned
    assert "Evaluatie bij Zwembad De Golf" in me.shown()
    me.press(KEYS.Key_Escape)
    again = me.desk.dossiers.get("visit", planned)
    assert isinstance(again, Visit)
    assert (again.state, again.at, again.medium) == (VisitState.PLANNED, at, Medium.EVALUATION)


def test_a_lock_keeps_all_and_an_unlock_goes_on_where_one_was(me: Visitor) -> None:
    me.start()
    me.type("Thijs")
    join(me, "Roos")
    me.theme(2)
    me.type("Team van Roos is klein.")
    for _ in range(6):
        me.press(KEYS.Key_Left)
    key, folder = me.page.visit.id, me.window.folder
    me.press(KEYS.Key_L, CTRL)
    me.until(lambda: me.window.context is None)
    assert me.window.window.mode is None
    left = [one for one in QApplication.allWidgets() if "Team van Roos" in str(getattr(one, "toPlainText", str)())]
    assert left == [], "nothing of it is left in a widget"
    desk = profile.open_with_passphrase(folder, PASSPHRASE)
    kept = desk.dossiers.get("visit", key)
    assert isinstance(kept, Visit)
    assert kept.subjects[1].team == "Team van Roos is klein.", "saved into the record at the lock"
    me.window.open(desk)
    me.desk = desk
    me.settle(10)
    assert me.page.visit.id == key
    assert me.page.visit.person.used == "Roos"
    assert me.page.theme.key == "team"
    assert me.named == "Team"
    me.type("X")
    assert me.page.note.field.toPlainText() == "Team van Roos is Xklein."


def test_finishing_asks_three_things_per_person_and_plans_the_next(me: Visitor) -> None:
    me.start()
    me.theme(4)
    me.type("Het gaat goed")
    join(me, "Roos")
    me.press(KEYS.Key_PageDown, ALT)
    me.press(KEYS.Key_Return, CTRL)
    dialog = me.dialog
    assert dialog.windowTitle() == "Bezoek afronden"
    words = "\n".join(
        str(one.text()) for one in dialog.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()
    )
    assert "Thijs" in words
    assert "Roos" not in words
    step = dialog.step
    assert step.present.names == ("Thijs Hoekstra",), "who spoke was there"
    step.present.tags.tags()[1].setFocus()
    me.press(KEYS.Key_Space)
    me.press(KEYS.Key_L, ALT)
    step.why.setFocus()
    me.type("Jorn is nieuw")
    assert step.next.line.text() == "maandag 30 november 2026", "proposed from the rhythm, in full"
    step.next.line.setFocus()
    step.next.line.selectAll()
    me.type("di 9.30")
    assert "dinsdag 24 november 2026 om 9.30 uur" in step.next._note.text().lower()
    me.press(KEYS.Key_Return, CTRL)
    assert dialog.step is not step
    dialog.step.next.line.setFocus()
    dialog.step.next.line.selectAll()
    me.type("ooit")
    me.press(KEYS.Key_Return, CTRL)
    assert dialog.step.next.message, "never guessed"
    dialog.step.next.line.selectAll()
    me.press(KEYS.Key_Backspace)
    key = me.page.visit.id
    me.press(KEYS.Key_Return, CTRL)
    assert dialog.share is not None
    kept = me.desk.dossiers.get("visit", key)
    assert isinstance(kept, Visit)
    assert kept.state is VisitState.DONE
    assert kept.present == ("Thijs Hoekstra", "M. de Boer", "Roos Kuiper"), "both were visited"
    thijs, roos = kept.subjects
    assert (thijs.concern, thijs.concern_why, thijs.next_on) == (
        Judgement.ATTENTION,
        "Jorn is nieuw",
        date(2026, 11, 24),
    )
    assert (roos.concern, roos.next_on) == (None, None), "friendly, never blocking"
    me.press(KEYS.Key_Escape)  # shared later
    me.until(lambda: me.window.window.mode is None)
    whole = me.desk.dossiers.whole(me.people.thijs, everything=True)
    assert whole is not None
    (following,) = [one for one in whole.visits if one.state is VisitState.PLANNED]
    assert following.at == Appointment(date(2026, 11, 24), time(9, 30))
    me.window.frame.activateWindow()
    me.until(QApplication.focusWidget)
    me.press(KEYS.Key_Z, CTRL)
    assert me.desk.dossiers.get("visit", key).state is VisitState.CONCEPT, "taken back"


def test_half_lines_become_rows_when_it_is_finished(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_A, ALT)
    me.press(KEYS.Key_Tab)
    me.type("Rooster mailen")
    me.press(KEYS.Key_M, ALT)
    me.type("Hoe dan?")
    me.theme(3)
    me.page.supervision.binder.editor("supervision_minutes").buddy.setFocus()
    me.type("een uurtje")
    key = me.page.visit.id
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Escape)
    kept = me.desk.dossiers.get("visit", key)
    assert isinstance(kept, Visit)
    assert [one.what for one in kept.agreements] == ["Rooster mailen"]
    assert [one.question for one in kept.learning_moments] == ["Hoe dan?"]
    assert kept.subjects[0].notes == "Begeleiding vandaag: een uurtje"
    assert me.desk.drafts.find(key) is None


def test_on_purpose_not_shared_needs_a_reason(me: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    shared: list[object] = []
    monkeypatch.setattr(me.window, "share_visit", shared.append)
    me.start()
    me.type("Goed")
    key = me.page.visit.id
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Return, CTRL)
    assert me.named == "" or me.focus is me.dialog.share.now
    me.dialog.share.never.setFocus()
    me.press(KEYS.Key_Space)
    me.press(KEYS.Key_Return)
    assert me.dialog is not None
    me.type("Werkgever is met vakantie")
    me.press(KEYS.Key_Return)
    me.until(lambda: me.window.window.mode is None)
    assert me.desk.dossiers.get("visit", key).subjects[0].not_shared_because == "Werkgever is met vakantie"
    assert shared == []


def test_sharing_is_handed_on_with_the_visit(me: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    shared: list[object] = []
    monkeypatch.setattr(me.window, "share_visit", shared.append)
    me.start()
    me.type("Goed")
    key = me.page.visit.id
    for _ in range(3):
        me.press(KEYS.Key_Return, CTRL)
    assert shared == [key]


@pytest.mark.parametrize("size", [(1366, 728), (911, 485)])
def test_tab_walks_through_every_theme(me: Visitor, size: tuple[int, int]) -> None:
    me.start()
    me.agree("i", "Bellen", "vr")
    me.press(KEYS.Key_T, ALT)
    me.type("Vegen")
    me.press(KEYS.Key_Return)
    for number in (1, 3, 5, 7):
        me.theme(number)
        me.qtbot.wait(300)
        walk(me.window.frame, size, pictures=number == 3)


@pytest.mark.parametrize("size", [(1366, 728), (911, 485), (880, 480)])
def test_nothing_is_cut_off(me: Visitor, size: tuple[int, int], both_themes: bool) -> None:
    del both_themes
    me.window.frame.resize(*size)
    me.start()
    me.agree("b", "Jorn inwerken met het portfolio", "over 2 weken")
    join(me, "Roos")
    for number in range(1, 9):
        me.theme(number)
        assert cut_off_at_rest(me.page) == []
        inside = me.page.columns.rect()
        assert all(
            inside.contains(part.geometry())
            for part in me.page.columns.findChildren(QWidget)
            if part.parent() is me.page.columns and part.isVisible()
        )


def test_where_there_is_no_room_guide_and_last_time_come_over_the_text(me: Visitor) -> None:
    me.window.frame.resize(911, 485)
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    assert not me.page.guide.isVisible()
    assert not me.page.earlier.isVisible()
    me.press(KEYS.Key_F2)
    assert me.page.guide.isVisible()
    assert me.named == "Leidraad"
    me.press(KEYS.Key_Escape)
    assert not me.page.guide.isVisible()
    assert me.named == "Taken"
    me.press(KEYS.Key_E, ALT)
    assert me.page.earlier.isVisible()
    me.theme(2)
    assert not me.page.earlier.isVisible(), "who goes on is done with it"
    QTest.keyClick(me.focus, KEYS.Key_Tab, SHIFT)
    assert me.window.window.tab == TODAY_TAB


def test_a_lock_while_finishing_keeps_what_was_chosen(me: Visitor) -> None:
    me.start()
    me.type("Goed")
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Z, ALT)
    me.dialog.step.why.setFocus()
    me.type("Veel verzuim in de ploeg")
    key, folder = me.page.visit.id, me.window.folder
    assert me.window.lock()
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        kept = desk.dossiers.get("visit", key)
        assert kept.state is VisitState.CONCEPT
        assert kept.subjects[0].concern is Judgement.CONCERN
        assert kept.subjects[0].concern_why == "Veel verzuim in de ploeg"


def test_a_visit_about_nobody_has_its_notes_and_its_agreements(me: Visitor) -> None:
    whole = me.desk.dossiers.whole(me.people.thijs)
    assert whole is not None
    house = whole.employers[0].id
    visit = me.desk.visits.begin([], Medium.VISIT, Appointment(TODAY, time(9)), employer=house)
    me.window.resume_visit(visit.id)
    me.settle()
    assert "Zwembad De Golf" in me.shown()
    me.type("Er is plek voor nog iemand.")
    me.theme(3)
    me.type(" In mei.")
    me.agree("i", "Folder sturen", "vr")
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Escape)
    kept = me.desk.dossiers.get("visit", visit.id)
    assert isinstance(kept, Visit)
    assert kept.state is VisitState.DONE
    assert kept.notes == "Er is plek voor nog iemand. In mei."
    assert [(one.what, one.subject) for one in kept.agreements] == [("Folder sturen", None)]


def test_the_next_day_is_kept_as_it_is_typed(me: Visitor) -> None:
    """At a lock, at *Nog niet*, and when one goes back to somebody before."""
    me.start()
    me.type("Goed")
    join(me, "Roos")
    me.press(KEYS.Key_Return, CTRL)
    line = me.dialog.step.next.line
    line.setFocus()
    line.selectAll()
    me.type("vr 9.30")
    me.press(KEYS.Key_Return, CTRL)
    me.dialog.back.click()
    me.settle()
    assert me.dialog.step.next.line.text() == "vr 9.30", "with its time"
    me.press(KEYS.Key_Escape)
    me.until(lambda: me.dialog is None)
    me.window.frame.activateWindow()
    me.until(QApplication.focusWidget)
    key, folder = me.page.visit.id, me.window.folder
    assert me.window.lock()
    me.desk = profile.open_with_passphrase(folder, PASSPHRASE)
    me.window.open(me.desk)
    me.settle(10)
    me.press(KEYS.Key_Return, CTRL)
    assert me.dialog.step.next.line.text() == "vr 9.30"
    for _ in range(2):
        me.press(KEYS.Key_Return, CTRL)
    assert me.dialog.share is not None
    kept = me.desk.dossiers.get("visit", key)
    assert isinstance(kept, Visit)
    assert date(2026, 11, 27) in [one.next_on for one in kept.subjects]
    assert all(one.notes == "" for one in kept.subjects), "it is a day, and no remark"
    assert me.desk.drafts.find(key) is None
    me.press(KEYS.Key_Escape)


def test_the_kind_of_contact_can_be_changed_while_one_talks(me: Visitor) -> None:
    me.start()
    assert me.page.head.medium.accessibleName() == "Soort contact: werkbezoek"
    me.press(KEYS.Key_C, ALT)
    menu = me.page.head.menu
    assert [action.text() for action in menu.actions()][:2] == ["&1  werkbezoek", "&2  telefoon"]
    menu.actions()[1].trigger()
    me.settle()
    assert "Telefoon bij Zwembad De Golf" in me.shown()
    assert me.page.head.medium.accessibleName() == "Soort contact: telefoon"
    assert me.kept().medium is Medium.PHONE
    me.press(KEYS.Key_Escape)
    assert me.window.window.mode is None
    assert me.desk.visits.unfinished() == [], "that alone is no visit yet"
