"""Bezoekmodus keeps what is meant: minutes, who was there, half agreements, and one clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.lasting import AgreementParty
from beschutdesk.dossier.visit import Medium, Visit
from beschutdesk.rules.rhythm import Basis, Due
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from tests.ui.visiting import ALT, BETWEEN_MS, CTRL, KEYS, Visitor, put_away, visitor
from ui.visiting.next_contact import NextField


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)


def minutes(me: Visitor, text: str) -> None:
    """Type how long there was supervision, and leave the field."""
    me.theme(3)
    line = me.page.supervision.binder.editor("supervision_minutes").buddy
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    me.press(KEYS.Key_Backspace)
    me.type(text)
    me.press(KEYS.Key_Tab)
    me.page.save()


@pytest.mark.parametrize(
    ("text", "wanted"), [("2 uur", 120), ("1 uur", 60), ("1,5 uur", 90), ("1u30", 90), ("45 min", 45)]
)
def test_minutes_are_read_as_they_are_said(me: Visitor, text: str, wanted: int) -> None:
    me.start()
    minutes(me, text)
    assert me.kept().subjects[0].supervision_minutes == Decimal(wanted)
    assert me.page.supervision.message == ""
    assert me.page.supervision.binder.editor("supervision_minutes").typed() == str(wanted)


@pytest.mark.parametrize("text", ["veel", "-5", "99999"])
def test_what_are_no_minutes_is_told_at_the_field_and_kept_as_typed(me: Visitor, text: str) -> None:
    me.start()
    minutes(me, text)
    pane = me.page.supervision
    assert "Schrijf minuten" in pane.message
    assert pane._message.isVisible()
    assert pane.binder.editor("supervision_minutes").typed() == text
    assert me.kept().subjects[0].supervision_minutes is None
    me.until(lambda: me.desk.drafts.find(me.page.visit.id))
    draft = me.desk.drafts.find(me.page.visit.id)
    assert draft is not None
    assert text in draft.changes.values()
    minutes(me, "30")
    assert pane.message == ""
    assert me.kept().subjects[0].supervision_minutes == 30


def finish(me: Visitor) -> None:
    """Ctrl+Enter, also when a dialog was closed just now."""
    me.window.frame.activateWindow()  # without a window manager nobody else does
    me.until(QApplication.focusWidget)
    me.press(KEYS.Key_Return, CTRL)


def test_what_stood_there_is_not_changed_by_what_cannot_be_read(me: Visitor) -> None:
    me.start()
    minutes(me, "30")
    minutes(me, "1u75")
    assert me.kept().subjects[0].supervision_minutes == 30
    assert "60 minuten" in me.page.supervision.message


def test_who_was_visited_is_proposed_and_no_supervisor_whom_nobody_named(me: Visitor) -> None:
    me.start()
    me.theme(5)
    me.type("Gaat goed")
    me.theme(6)
    me.type("De baas is tevreden")
    me.page.join(me.people.roos)
    me.press(KEYS.Key_Return, CTRL)
    dialog = me.dialog
    seen = []
    for _ in range(2):
        seen.append(dialog.step.present.names)
        me.press(KEYS.Key_Return, CTRL)
    assert sorted(seen) == [("Roos Kuiper",), ("Thijs Hoekstra",)]
    assert sorted(me.kept().present) == ["Roos Kuiper", "Thijs Hoekstra"]


def test_who_is_taken_off_is_not_proposed_again(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_Return, CTRL)
    step = me.dialog.step
    assert step.present.names == ("Thijs Hoekstra",)
    step.present.tags.tags()[0].setFocus()
    me.press(KEYS.Key_Space)
    me.press(KEYS.Key_Escape)
    finish(me)
    assert me.dialog.step.present.names == ()
    me.press(KEYS.Key_Escape)


def test_the_supervisor_of_today_is_proposed_only_at_his_own_employer(me: Visitor) -> None:
    me.start()
    me.theme(3)
    page = me.page
    (guide, *_) = page.visit.person.supervisors
    page.visit.set("supervised_by", guide[0])
    page.save()
    me.press(KEYS.Key_Return, CTRL)
    assert me.dialog.step.present.names == ("Thijs Hoekstra", "M. de Boer")
    me.dialog.reject()
    page.visit.proposed.clear()
    page.visit.session.set("present", ())
    page.save()
    other = Employer(name="Elders", supervisors=[Supervisor(name="P. Zand")])
    me.desk.dossiers.add([other])
    root = me.desk.dossiers.get("visit", page.visit.id)
    assert isinstance(root, Visit)
    me.desk.dossiers.save([Edit("visit", root.id, root.version, {"employer": str(other.id)})])
    assert page.visit.read_again()
    finish(me)
    assert me.dialog.step.present.names == ("Thijs Hoekstra",)
    me.dialog.reject()


def test_on_the_phone_nobody_is_taken_to_be_there(me: Visitor) -> None:
    me.start()
    me.page._take_medium(Medium.PHONE)
    me.press(KEYS.Key_Return, CTRL)
    assert me.dialog.step.present.names == ()
    me.dialog.reject()


@pytest.mark.parametrize(("when", "due", "what"), [("wo", date(2026, 11, 25), "Rooster"), ("oo", None, "Rooster (oo)")])
def test_a_half_typed_agreement_keeps_its_day(me: Visitor, when: str, due: date | None, what: str) -> None:
    me.start()
    me.qtbot.wait(BETWEEN_MS)
    me.press(KEYS.Key_A, ALT)
    me.type("werkg")
    me.press(KEYS.Key_Tab)
    me.type("Rooster")
    me.press(KEYS.Key_Tab)
    me.type(when)
    key = me.page.visit.id
    me.press(KEYS.Key_Return, CTRL)
    me.press(KEYS.Key_Return, CTRL)
    kept = me.desk.dossiers.get("visit", key)
    assert isinstance(kept, Visit)
    (row,) = kept.agreements
    assert (row.party, row.what, row.due_on) == (AgreementParty.EMPLOYER, what, due)
    me.dialog.reject()


def test_what_is_wrong_with_an_agreement_has_room(me: Visitor) -> None:
    me.start()
    me.qtbot.wait(BETWEEN_MS)
    me.press(KEYS.Key_A, ALT)
    me.type("ik")
    me.press(KEYS.Key_Tab)
    me.type("Bellen")
    me.press(KEYS.Key_Tab)
    me.type("31-2-2027")
    me.press(KEYS.Key_Return)
    assert me.page.agreements.line._reading.words == "31 februari 2027 bestaat niet. Of laat leeg."


def test_no_holiday_is_proposed_and_it_says_why(qtbot: QtBot) -> None:
    due = Due(date(2026, 12, 25), 32, date(2026, 11, 23), Basis.AGREED, any_contact=False, why="De afspraak.")
    field = NextField(due, None, date(2026, 11, 23))
    qtbot.addWidget(field)
    assert field.line.text() == "maandag 28 december 2026"
    assert "want 25-12 is eerste kerstdag" in field._note.text()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "29-12-2026")
    assert "kerstdag" not in field._note.text()
    assert "De afspraak." in field._note.text()


def test_there_is_one_clock(me: Visitor) -> None:
    me.start()
    me.page.head.set_kept(datetime(2026, 11, 23, 18, 27, 3, tzinfo=UTC))
    assert me.page.head.kept_words == "Bewaard om 19.27.03"
    me.page.head.set_failing(datetime(2026, 7, 1, 18, 27, tzinfo=UTC))
    assert me.page.head.kept_words == "Niet bewaard sinds 20.27"
