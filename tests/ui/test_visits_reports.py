"""Reports of visits: per reader, in one go, of a whole period; what leaves is what that reader may have."""

import os
import threading
import time as clock
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.visit_papers import Reader
from tests.ui.visiting import CTRL, KEYS, Visitor, put_away, visitor
from tests.ui.walker import walk
from ui.dialogs.visit_batch import VisitBatchDialog
from ui.dialogs.visit_print import VisitReportDialog, open_report
from ui.looking import current as looking
from ui.main_window import CANDIDATES, VISITS

PDF = b"%PDF"


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "uit"
    made.mkdir()
    return made


def report(me: Visitor, key: Any = None, **more: Any) -> VisitReportDialog:
    """The dialog, once it shows its pages."""
    context = me.window.context
    assert context is not None
    dialog = open_report(context, key or me.people.before, me.window.window, **more)
    assert dialog is not None
    ready(me, dialog)
    return dialog


def ready(me: Visitor, dialog: VisitReportDialog) -> None:
    """Until its pages are those of now."""
    me.settle()
    me.until(lambda: dialog.ready is not None, timeout=30_000)


def trip(me: Visitor) -> Any:
    """A visit to two people, with something private of each."""
    one = VisitSubject(candidate=me.people.thijs, placement=place(me, me.people.thijs), team="Jorn leert snel.")
    two = VisitSubject(candidate=me.people.roos, placement=place(me, me.people.roos), team="Roos zingt erbij.")
    made = Visit(
        at=Appointment(date(2026, 11, 20), time(9, 0)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[one, two],
    )
    me.desk.dossiers.add([made])
    return made.id


def place(me: Visitor, who: Any) -> Any:
    """The placement of somebody."""
    whole = me.desk.dossiers.whole(who)
    assert whole is not None
    return whole.placements[0].id


def text_of(dialog: VisitReportDialog) -> str:
    """What its reader gets to read."""
    assert dialog.ready is not None
    return str(dialog.ready.order.text())


def test_each_reader_gets_their_own_and_what_is_left_out_stands_beside_it(me: Visitor) -> None:
    dialog = report(me)
    assert dialog.reader is Reader.EMPLOYER
    assert "Jorn is net begonnen." in text_of(dialog)
    assert "Slaapt slecht." not in text_of(dialog)
    said = " ".join(label.text() for label in dialog.left_out.findChildren(type(dialog.note)))
    assert "Privé" in said
    dialog.who[Reader.DOSSIER].click()
    ready(me, dialog)
    assert "Slaapt slecht." in text_of(dialog)
    dialog.reject()


def test_saving_keeps_it_with_to_whom_and_when(me: Visitor, folder: Path) -> None:
    dialog = report(me)
    dialog.ask_path = lambda _parent, name: folder / name
    dialog.to_whom.setText("H. Wit")
    me.press(KEYS.Key_S, CTRL)
    me.until(lambda: me.desk.visit_papers.issued(me.people.before), timeout=20_000)
    (kept,) = me.desk.visit_papers.issued(me.people.before)
    assert (kept.audience, kept.to_whom, kept.way) == ("employer", "H. Wit", "pdf")
    (path,) = folder.iterdir()
    assert path.read_bytes().startswith(PDF)
    me.until(lambda: "Versie 1" in dialog.note.text())
    ready(me, dialog)
    dialog.look_back(kept)
    assert not dialog.back_banner.isHidden()
    dialog.reject()


def test_never_mind_keeps_nothing(me: Visitor) -> None:
    dialog = report(me)
    dialog.ask_path = lambda *_: None
    dialog.save_button.click()
    me.settle()
    assert me.desk.visit_papers.issued(me.people.before) == []
    dialog.reject()


def test_words_that_may_not_be_meant_for_a_reader_are_pointed_out(me: Visitor) -> None:
    me.desk.dossiers.save([_edit(me, me.people.before, "team", "Hij slikt medicijnen, zegt Roos.")])
    dialog = report(me)
    said = " ".join(label.text() for label in dialog.slips.findChildren(type(dialog.note)))
    assert "medicijnen" in said
    assert "Roos" in said
    assert not dialog.slips.isHidden()
    dialog.who[Reader.DOSSIER].click()
    ready(me, dialog)
    assert dialog.slips.isHidden(), "one's own copy may hold all"
    dialog.reject()


def _edit(me: Visitor, key: Any, field: str, words: str) -> Any:
    from beschutdesk.services.dossiers import Edit

    found = me.desk.dossiers.get("visit", key)
    return Edit("visit", key, found.version, {f"subjects/{found.subjects[0].id}/{field}": words})


def test_copying_as_text_can_be_noted_as_mailed(me: Visitor) -> None:
    context = me.window.context
    assert context is not None
    copied: list[str] = []
    context.copy = copied.append
    dialog = report(me)
    dialog.copy_button.click()
    me.settle()
    assert "Jorn is net begonnen." in copied[0]
    assert "Slaapt slecht." not in copied[0]
    assert me.desk.visit_papers.issued(me.people.before) == [], "it was not sent yet"
    dialog.done_banner.acted.emit()
    me.until(lambda: me.desk.visit_papers.issued(me.people.before), timeout=20_000)
    assert me.desk.visit_papers.issued(me.people.before)[0].way == "mail"
    ready(me, dialog)
    dialog.reject()


def test_both_readers_in_one_go(me: Visitor, folder: Path) -> None:
    dialog = report(me, share=True)
    assert not dialog.share_part.isHidden()
    dialog.ask_folder = lambda *_: folder
    dialog.share_part.all_button.click()
    me.until(lambda: len(me.desk.visit_papers.issued(me.people.before)) == 2, timeout=30_000)
    assert {one.audience for one in me.desk.visit_papers.issued(me.people.before)} == {"employer", "supervisor"}
    me.until(lambda: not dialog._handing)
    assert len(list(folder.iterdir())) == 2
    ready(me, dialog)
    assert dialog.share_part.all_button.isHidden(), "nobody waits any more"
    dialog.reject()
    (line,) = me.desk.visit_lists.lines([me.desk.visit_lists.rid(me.people.before) or 0], date(2026, 11, 23))
    assert not line.to_share


def test_what_was_saved_is_not_yet_given_and_says_so(me: Visitor, folder: Path) -> None:
    dialog = report(me, share=True)
    dialog.ask_folder = lambda *_: folder
    dialog.share_part.all_button.click()
    me.until(dialog.share_part.all_button.isHidden, timeout=30_000)
    said = [words.text() for words in dialog.share_part.findChildren(QLabel)]
    assert "Alles is opgeslagen" in said
    assert any("geef de verslagen zelf nog aan werkgever en begeleider" in words for words in said)
    assert "verstuurt niets" in dialog.done_banner.accessibleName()
    ready(me, dialog)
    dialog.reject()


def test_what_to_look_at_is_pointed_out_before_all_are_saved(me: Visitor, folder: Path) -> None:
    me.desk.dossiers.save([_edit(me, me.people.before, "team", "Hij slikt medicijnen.")])
    dialog = report(me, share=True)
    asked: list[str] = []

    def ask(_parent: object, title: str) -> Path:
        asked.append(title)
        return folder

    dialog.ask_folder = ask
    dialog.share_part.all_button.click()
    me.settle()
    assert asked == []
    assert "Kijk eerst nog even naar 2 woorden" in dialog.done_banner.accessibleName()
    assert dialog.share_part.all_button.text() == "Toch opslaan…"
    assert dialog.share_part.all_button.isEnabled()
    dialog.share_part.all_button.click()
    me.until(lambda: len(me.desk.visit_papers.issued(me.people.before)) == 2, timeout=30_000)
    assert len(asked) == 1
    me.until(lambda: not dialog._handing)
    ready(me, dialog)
    dialog.reject()


def test_earlier_versions_of_a_visit_to_two_say_about_whom(me: Visitor) -> None:
    key = trip(me)
    papers = me.desk.visit_papers
    found = me.desk.dossiers.get("visit", key)
    assert isinstance(found, Visit)
    for one in found.subjects:
        order = papers.order(key, Reader.EMPLOYER, date(2026, 11, 23), subject=one.id)
        papers.issue(order, papers.render(order), way="pdf")
    dialog = report(me, key)
    names = {one.accessibleName() for one in dialog.issued.findChildren(QPushButton)}
    assert {f"Versie 1, werkgever, over {who} opnieuw bekijken" for who in ("Thijs Hoekstra", "Roos Kuiper")} <= names
    dialog.reject()


def test_the_end_of_a_visit_leads_here(me: Visitor) -> None:
    context = me.window.context
    assert context is not None
    dialog = me.window.share_visit(me.people.before)
    assert isinstance(dialog, VisitReportDialog)
    ready(me, dialog)
    assert dialog.reader is Reader.EMPLOYER
    dialog.abandon()


def test_two_on_a_trip_are_apart_or_together_for_the_employer_only(me: Visitor) -> None:
    key = trip(me)
    dialog = report(me, key)
    assert "Roos" not in text_of(dialog)
    dialog.people.setCurrentIndex(dialog.people.count() - 1)
    dialog.people.activated.emit(dialog.people.currentIndex())
    ready(me, dialog)
    assert "Jorn leert snel." in text_of(dialog)
    assert "Roos zingt erbij." in text_of(dialog)
    dialog.who[Reader.SUPERVISOR].click()
    ready(me, dialog)
    assert dialog.subject is not None, "a guide gets one person at a time"
    assert "Roos" not in text_of(dialog)
    dialog.reject()


def test_who_looks_along_sees_no_report_about_two(me: Visitor) -> None:
    dialog = report(me, trip(me))
    looking().set_on(True)
    me.settle()
    assert not dialog.isVisible()


def test_the_dialog_by_tab(me: Visitor) -> None:
    dialog = report(me, trip(me), share=True)
    found = walk(dialog, (1060, 690))
    assert "Over wie" in found.stops
    assert "Aan wie gegeven" in found.stops
    dialog.abandon()


def test_the_preparation_on_paper_is_noted_and_not_kept(me: Visitor, folder: Path) -> None:
    from beschutdesk.services.visits import About

    at = Appointment(date(2026, 11, 26), time(10, 0))
    me.desk.visits.plan([About(me.people.thijs, place(me, me.people.thijs))], at, Medium.VISIT)
    me.window.window.show_tab(VISITS)
    page: Any = me.window.window.page(VISITS)
    me.until(lambda: page.shown.found is not None)
    dialog = page.do("print")
    dialog.ask_path = lambda _parent, name: folder / name
    me.until(lambda: dialog.ready is not None, timeout=30_000)
    dialog.save_pdf()
    me.until(lambda: list(folder.glob("*.pdf")) and not dialog._handing, timeout=20_000)
    assert me.desk.dossiers.ids("issued_document") == []
    dialog.abandon()


# -- of a period -------------------------------------------------------------------------------------------------------


def visits(me: Visitor, number: int) -> None:
    """Put so many visits to Thijs into the vault, in November."""
    made = []
    for at in range(number):
        subject = VisitSubject(candidate=me.people.thijs, placement=place(me, me.people.thijs), team=f"Bezoek {at}.")
        day = Appointment(date(2026, 11, 1 + at % 20), time(8 + at % 9, at % 60))
        made.append(Visit(at=day, medium=Medium.VISIT, state=VisitState.DONE, subjects=[subject]))
    me.desk.dossiers.add(made)


def batch(me: Visitor, folder: Path) -> VisitBatchDialog:
    """The dialog, about November."""
    me.window.window.show_tab(VISITS)
    page: Any = me.window.window.page(VISITS)
    dialog = page.batch()
    assert isinstance(dialog, VisitBatchDialog)
    dialog.ask_folder = lambda *_: folder
    me.settle()
    for field in (dialog.since, dialog.until):
        field.setFocus()
        field.selectAll()
        me.type("1-11-2026" if field is dialog.since else "22-11-2026")
    return dialog


def test_a_period_gives_a_file_per_visit_and_says_what_was_left_out(me: Visitor, folder: Path) -> None:
    visits(me, 3)
    dialog = batch(me, folder)
    assert "november 2026" in dialog._boxes["since"]._note.text()
    dialog.start_button.click()
    me.until(lambda: dialog.ended is not None, timeout=60_000)
    assert dialog.ended is not None
    assert dialog.ended.trouble is None
    assert len(dialog.ended.paths) == 4
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in dialog.ended.paths)
    assert all(path.read_bytes().startswith(PDF) for path in folder.iterdir())
    assert len(me.desk.dossiers.ids("issued_document")) == 4
    dialog.reject()


@pytest.mark.alone
def test_cancelling_half_way_leaves_whole_files_and_the_window_stays_fluid(me: Visitor, folder: Path) -> None:
    visits(me, 40)
    dialog = batch(me, folder)
    dialog.start_button.click()
    worst, before = 0.0, clock.perf_counter()
    end = clock.monotonic() + 60
    while dialog.ended is None and clock.monotonic() < end:
        me.settle(1)
        now = clock.perf_counter()
        worst, before = max(worst, now - before), now
        if dialog.bar.value() >= 4 and dialog.busy:
            dialog.stop_button.click()
        clock.sleep(0.002)
    assert dialog.ended is not None
    assert dialog.ended.stopped
    assert 0 < len(dialog.ended.paths) < 40
    for path in folder.iterdir():
        data = path.read_bytes()
        assert data.startswith(PDF)
        assert data.rstrip().endswith(b"%%EOF")
    assert len(list(folder.iterdir())) == len(dialog.ended.paths)
    limit = float(os.environ.get("BESCHUTDESK_PAUSE", "0.5"))  # a busy machine; alone it stays below a tenth
    assert worst < limit, f"{worst:.3f} s"
    dialog.reject()


@pytest.mark.alone
def test_one_goes_on_writing_meanwhile(me: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visits(me, 25)
    dialog = batch(me, folder)
    assert not dialog.isModal()
    made, ordered, go_on = list[Any](), me.desk.visit_papers._ordered, threading.Event()

    def last_waits(*arguments: Any) -> Any:
        made.append(arguments)
        assert len(made) < 26 or go_on.wait(60)
        return ordered(*arguments)

    monkeypatch.setattr(me.desk.visit_papers, "_ordered", last_waits)
    dialog.start_button.click()
    me.until(lambda: dialog.bar.value() >= 1, timeout=30_000)
    me.window.frame.activateWindow()
    me.window.window.show_tab(CANDIDATES)  # in Bezoeken the visit in view would be begun
    me.settle()
    me.start(me.people.roos)
    me.type("Zingt bij het werk")
    me.until(lambda: me.desk.drafts.find(me.page.visit.id), timeout=1000)
    assert dialog.busy, "the reports were still being made"
    go_on.set()
    me.until(lambda: dialog.ended is not None, timeout=60_000)
    assert dialog.ended is not None
    assert len(dialog.ended.paths) == 26
    me.press(KEYS.Key_Escape)
    dialog.reject()


def test_a_period_the_wrong_way_round_is_refused(me: Visitor, folder: Path) -> None:
    dialog = batch(me, folder)
    dialog.until.selectAll()
    me.type("1-10-2026")
    dialog.start_button.click()
    assert not dialog.busy
    assert dialog._boxes["until"].message
    dialog.who.choose(1)
    dialog._fit_combined()
    assert not dialog.combined.isEnabled()
    dialog.reject()
