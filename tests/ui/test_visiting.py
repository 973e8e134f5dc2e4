"""Bezoekmodus by keyboard: what is typed is kept, judged, agreed, and stays with whom it is about."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.task_list import Opinion, TryoutDecision
from beschutdesk.dossier.visit import Answer, Judgement, Visit, VisitState
from beschutdesk.services.desk import Desk
from tests.ui.visiting import ALT, CTRL, KEYS, SHIFT, Visitor, put_away, visitor
from ui.idle import VISITING_MINUTES
from ui.looking import current as looking


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


def test_a_visit_begins_as_a_record_and_takes_the_whole_window(me: Visitor) -> None:
    me.start()
    kept = me.kept()
    assert kept.state is VisitState.CONCEPT
    assert [one.candidate for one in kept.subjects] == [me.people.thijs]
    assert me.named == "Taken", "one can type at once"
    assert not me.window.window.rail.isVisible()
    assert not me.window.window.header.isVisible()
    assert "Thijs Hoekstra" in me.shown()
    assert "Werkbezoek bij Zwembad De Golf" in me.shown()


@pytest.mark.alone
def test_what_is_typed_is_on_disk_within_a_second_and_in_the_record_at_another_theme(me: Visitor) -> None:
    me.start()
    me.type("Meten gaat zelf")
    me.until(lambda: me.desk.drafts.find(me.page.visit.id), timeout=1000)
    assert me.kept().subjects[0].tasks == "", "a draft so far"
    me.theme(2)
    me.until(lambda: me.kept().subjects[0].tasks == "Meten gaat zelf")
    assert me.desk.drafts.find(me.page.visit.id) is None, "nothing is left to keep"
    assert me.page.head.kept_words.startswith("Bewaard om")


def test_typing_does_not_wait_and_the_cursor_stays_through_a_save(me: Visitor) -> None:
    me.start()
    me.type("Eerste zin.")
    for _ in range(4):
        me.press(KEYS.Key_Left)
    me.press(KEYS.Key_S, CTRL)
    me.qtbot.wait(300)
    me.type("X")
    assert me.page.note.field.toPlainText() == "Eerste Xzin."
    me.theme(2)
    me.theme(1)
    me.type("Y")
    assert me.page.note.field.toPlainText() == "Eerste XYzin.", "each theme has its own cursor"


def test_judgements_have_keys_a_word_and_a_sign(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_G, ALT)
    me.theme(2)
    me.press(KEYS.Key_Z, ALT)
    me.theme(3)
    me.press(KEYS.Key_L, ALT)
    me.press(KEYS.Key_L, ALT)
    me.press(KEYS.Key_S, CTRL)
    subject = me.kept().subjects[0]
    assert subject.tasks_judgement is Judgement.GOOD
    assert subject.team_judgement is Judgement.CONCERN
    assert subject.supervision_judgement is None, "the same key once more takes it back"
    me.qtbot.wait(300)
    words = [me.page.themes.model().index(row, 0).data(11) for row in range(3)]
    assert words[0] == "Taken, goed: nog niets genoteerd, Alt+1"
    assert "zorg" in words[1]
    assert [s.words for s in me.page.note.judgement.segments()] == ["Goed", "Let op", "Zorg"]


def test_the_last_time_stands_beside_a_theme_but_nothing_private(me: Visitor) -> None:
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    me.theme(2)
    assert "Vorige keer: goed. ‘Jorn is net begonnen.’" in me.shown()
    me.press(KEYS.Key_P, CTRL | SHIFT)
    me.qtbot.wait(50)
    assert "Slaapt slecht" not in me.shown()


def test_an_agreement_is_read_while_it_is_typed_and_never_guessed(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_A, ALT)
    assert me.named == "Afspraak: wie"
    me.type("b")
    me.press(KEYS.Key_Tab)
    me.type("Jorn inwerken")
    me.press(KEYS.Key_Tab)
    me.type("4-12")
    assert "begeleider M. de Boer · vrijdag 4 december 2026 · Jorn inwerken" in me.shown()
    me.type(" of zo")
    me.press(KEYS.Key_Return)
    me.press(KEYS.Key_S, CTRL)
    assert me.kept().agreements == [], "what cannot be read is not added"
    assert me.named == "Afspraak: wanneer"
    for _ in range(6):
        me.press(KEYS.Key_Backspace)
    me.press(KEYS.Key_Return)
    me.press(KEYS.Key_S, CTRL)
    (made,) = me.kept().agreements
    assert (made.party, made.who, made.what) == (AgreementParty.SUPERVISOR, "M. de Boer", "Jorn inwerken")
    assert made.due_on == date(2026, 12, 4)
    assert made.subject == me.page.visit.subject
    assert me.named == "Afspraak: wie", "ready for the next"


def test_agreements_stay_inside_by_key_and_come_back_when_taken_out(me: Visitor) -> None:
    me.start()
    me.agree("i", "Bellen met school", "vr")
    me.press(KEYS.Key_Tab)
    me.press(KEYS.Key_Up)
    assert me.named == "Afspraken van dit bezoek"
    me.press(KEYS.Key_I, ALT)
    me.press(KEYS.Key_Space)
    me.press(KEYS.Key_S, CTRL)
    (made,) = me.kept().agreements
    assert made.readers == ()
    assert made.result is AgreementResult.DONE
    me.press(KEYS.Key_Delete)
    me.press(KEYS.Key_S, CTRL)
    assert me.kept().agreements == []
    me.press(KEYS.Key_Z, CTRL)
    me.press(KEYS.Key_S, CTRL)
    (again,) = me.kept().agreements
    assert (again.what, again.readers, again.result) == ("Bellen met school", (), AgreementResult.DONE)


def test_a_half_agreement_is_kept_and_comes_back(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_A, ALT)
    me.type("w")
    me.press(KEYS.Key_Tab)
    me.type("Rooster mai")
    me.press(KEYS.Key_Escape)
    assert me.window.window.mode is None
    me.start()
    line = me.page.agreements.line
    assert line.what.text() == "Rooster mai"
    assert line.party.currentText().startswith("w")
    assert me.named == "Afspraak: wat", "one is where one was"


def test_supervision_is_asked_of_both(me: Visitor) -> None:
    me.start()
    me.theme(3)
    pane = me.page.supervision
    editors = {name: pane.binder.editor(name) for name in pane.binder.attributes()}
    for name, steps in (("enough_worker", 0), ("form_supervisor", 2)):
        editors[name].buddy.setFocus()
        me.press(KEYS.Key_Space)
        for _ in range(steps):
            me.press(KEYS.Key_Right)
    editors["supervision_minutes"].buddy.setFocus()
    me.type("45")
    me.qtbot.wait(450)
    editors["supervised_by"].buddy.setFocus()
    me.type("M")
    me.press(KEYS.Key_S, CTRL)
    subject = me.kept().subjects[0]
    assert subject.enough_worker is Answer.YES
    assert subject.form_supervisor is Answer.NO
    assert subject.supervision_minutes == 45
    assert subject.supervised_by == me.page.visit.person.guide[0]  # type: ignore[index]


def test_a_task_that_was_tried_leaves_the_draft_of_jobcarving_alone(me: Visitor) -> None:
    whole = me.desk.dossiers.whole(me.people.thijs)
    assert whole is not None
    tasks = whole.task_lists[0]
    me.window._choose(me.people.thijs)
    me.window.window.show_tab("jobcarving")
    me.settle()
    entry = me.window.window.page("jobcarving").entry  # type: ignore[union-attr]
    entry.setFocus()
    me.until(entry.hasFocus)
    me.type("Lijnen oprollen")
    me.press(KEYS.Key_Return)
    me.until(lambda: me.desk.drafts.find(tasks.id))
    draft = me.desk.drafts.find(tasks.id)
    me.start()
    me.press(KEYS.Key_T, ALT)
    me.type("kassa klaarzetten")
    me.press(KEYS.Key_Return)
    assert me.named == "kassa klaarzetten: Vindt de werknemer"
    me.type("g")
    row = me.page.tryouts.made[0]
    row.decision.setFocus()
    me.qtbot.wait(450)
    me.type("n")
    row.minutes.setFocus()
    me.type("20")
    me.press(KEYS.Key_S, CTRL)
    (made,) = me.kept().tryouts
    assert made.task == tasks.tasks[0].id, "known from the list, whatever the capitals"
    assert made.own_opinion is Opinion.GOOD
    assert made.minutes == 20
    assert made.decision is TryoutDecision.AGAIN or made.decision is TryoutDecision.DROPPED
    after = me.desk.drafts.find(tasks.id)
    assert draft is not None
    assert after is not None
    assert dict(after.changes) == dict(draft.changes)
    assert me.desk.dossiers.get("task_list", tasks.id).version == tasks.version


def test_a_learning_moment_is_a_question_and_a_tip(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_M, ALT)
    me.type("Hoe leg ik het uit?")
    me.press(KEYS.Key_Return)
    me.type("Voordoen")
    me.press(KEYS.Key_Return)
    me.press(KEYS.Key_S, CTRL)
    (made,) = me.kept().learning_moments
    assert (made.question, made.tip, made.worked) == ("Hoe leg ik het uit?", "Voordoen", None)


def test_what_stood_open_is_settled_where_it_stands(me: Visitor) -> None:
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    assert "1 van vorige keer open" in me.shown()
    me.press(KEYS.Key_E, ALT)
    row = me.page.earlier.list.current()
    assert row.words == "Dagplanning met pictogrammen (ik, vr 20-11), te laat"
    me.press(KEYS.Key_Space)
    me.page.earlier.menu.actions()[0].trigger()
    before = me.desk.dossiers.get("visit", me.people.before)
    assert isinstance(before, Visit)
    assert before.agreements[0].result is AgreementResult.DONE
    me.until(lambda: "1 van vorige keer open" not in me.shown())
    asks = [one.words for one in me.page.earlier.list.rows()]
    assert "Vroeg: Wat doe ik als hij vastloopt? Tip: Kaartje ‘hulp’. Werkte dat?" in asks
    assert any("Hoe gaat het met Jorn?" in words for words in asks)


def test_what_was_not_done_stays_in_sight_and_looks_like_it(me: Visitor) -> None:
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    me.press(KEYS.Key_E, ALT)
    me.press(KEYS.Key_Space)
    me.page.earlier.menu.actions()[2].trigger()
    before = me.desk.dossiers.get("visit", me.people.before)
    assert isinstance(before, Visit)
    assert before.agreements[0].result is AgreementResult.NOT_DONE
    me.until(lambda: any(", niet gedaan" in one.words for one in me.page.earlier.list.rows()))
    (row,) = (one for one in me.page.earlier.list.rows() if ", niet gedaan" in one.words)
    assert (row.icon, row.tone) == ("minus", "soft"), "no sign of something that went well"


def test_a_tip_of_the_last_time_is_asked_after(me: Visitor) -> None:
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    me.press(KEYS.Key_E, ALT)
    me.press(KEYS.Key_Down)
    me.press(KEYS.Key_Return)
    assert me.dialog.windowTitle() == "Werkte de tip?"
    me.dialog.answer.buddy().setFocus()
    me.press(KEYS.Key_Space)
    me.dialog.how.setFocus()
    me.type("Hij pakt het kaartje zelf")
    me.press(KEYS.Key_Return)
    before = me.desk.dossiers.get("visit", me.people.before)
    assert isinstance(before, Visit)
    assert before.learning_moments[0].worked is Answer.YES
    assert before.learning_moments[0].worked_how == "Hij pakt het kaartje zelf"


def test_the_guide_goes_with_theme_and_partner_and_remembers_what_was_asked(me: Visitor) -> None:
    me.start()
    me.theme(4)
    assert me.page.guide.partner.currentText() == "werknemer"
    me.theme(5)
    assert me.page.guide.partner.currentText() == "begeleider"
    me.press(KEYS.Key_F2)
    assert me.named == "Leidraad"
    words = me.page.guide.list.current().words
    me.press(KEYS.Key_Space)
    assert me.page.guide.list.current().said == "gevraagd"
    me.press(KEYS.Key_S, CTRL)
    (asked,) = me.kept().subjects[0].asked
    assert asked.startswith("supervisor:")
    me.press(KEYS.Key_F2)
    assert not me.page.guide.isVisible()
    assert me.named == "Begeleider of werkgever aan het woord"
    me.press(KEYS.Key_F2)
    assert me.page.guide.list.current().words == words


def test_private_is_folded_until_it_is_asked_for(me: Visitor) -> None:
    me.start()
    me.theme(7)
    assert not me.page.note.field.isVisible()
    me.press(KEYS.Key_P, CTRL | SHIFT)
    me.type("Zorgen om geld")
    me.theme(1)
    me.qtbot.wait(300)
    assert "Zorgen om geld" not in me.shown()
    assert me.page.themes.model().index(6, 0).data(11) == "Privé (alleen intern): er staat iets, Alt+7"
    me.press(KEYS.Key_P, CTRL | SHIFT)
    assert me.page.note.field.toPlainText() == "Zorgen om geld"
    looking().set_on(True)
    assert not me.page.note.field.isVisible(), "somebody looks as well"
    me.press(KEYS.Key_S, CTRL)
    assert me.kept().subjects[0].private == "Zorgen om geld"


def test_quick_phrases_come_in_by_a_number(me: Visitor) -> None:
    me.desk.guides.set_phrases(["zoals vorige keer", "gezien op de werkvloer"])
    me.start()
    me.type("Nou,")
    me.press(KEYS.Key_S, ALT)
    menu = me.page.phrases.menu_button.parent()._menu  # type: ignore[union-attr]
    menu.actions()[1].trigger()
    assert me.page.note.field.toPlainText() == "Nou, gezien op de werkvloer "


def test_the_vault_waits_longer_while_one_talks(me: Visitor) -> None:
    assert me.window._idle.minutes() == 10
    me.start()
    assert me.window._idle.minutes() == VISITING_MINUTES
    me.press(KEYS.Key_Escape)
    assert me.window._idle.minutes() == 10


def test_keys_that_name_others_do_nothing_over_a_visit(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_K, CTRL)
    me.press(KEYS.Key_3, CTRL)
    me.press(KEYS.Key_N, CTRL)
    me.press(KEYS.Key_Down, ALT)
    assert me.page.isVisible()
    assert me.named == "Taken"
    assert me.window.window.tab == "today"
    assert me.desk.dossiers.ids("candidate")[3:] == []


def test_a_visit_in_which_nothing_was_written_is_no_visit(me: Visitor) -> None:
    me.start()
    key = me.page.visit.id
    me.press(KEYS.Key_Escape)
    assert me.window.window.mode is None
    assert me.desk.dossiers.get("visit", key).deleted_at is not None
    assert me.desk.visits.unfinished() == []


def test_the_keys_can_be_read(me: Visitor) -> None:
    me.start()
    me.press(KEYS.Key_F1)
    assert me.dialog.windowTitle() == "Toetsen bij een bezoek"
    me.press(KEYS.Key_Escape)
    assert me.dialog is None
    assert me.page.isVisible(), "only the dialog closes"


def test_who_looks_along_reads_nothing_that_stays_inside(me: Visitor) -> None:
    me.start()
    me.until(lambda: me.page.earlier.has_any)
    me.theme(8)
    me.type("Vraag naar de huisarts")
    me.agree("i", "Bellen met de wijkagent", "vr")
    me.press(KEYS.Key_Tab)
    me.press(KEYS.Key_Up)
    me.press(KEYS.Key_I, ALT)
    me.qtbot.wait(300)
    said = [one.words for one in me.page.earlier.list.rows()]
    assert "Hoe gaat het met Jorn?" in said
    looking().set_on(True)
    me.settle()

    def read() -> str:
        models = [one.model() for one in (me.page.themes, me.page.agreements.list, me.page.earlier.list)]
        cells = [str(model.index(row, 0).data(11)) for model in models for row in range(model.rowCount())]
        return "\n".join([*cells, me.page.note.field.toPlainText(), me.shown()])

    for words in ("huisarts", "wijkagent", "Hoe gaat het met Jorn?"):
        assert words not in read(), words
    assert "Dagplanning met pictogrammen" in read(), "what was agreed together stays"
    assert "iemand kijkt mee" in me.shown()
    looking().set_on(False)
    me.settle()
    for words in ("huisarts", "wijkagent", "Hoe gaat het met Jorn?"):
        assert words in read(), words
    me.press(KEYS.Key_S, CTRL)
    assert me.kept().subjects[0].ask_next == "Vraag naar de huisarts"
    assert me.kept().agreements[0].what == "Bellen met de wijkagent"
