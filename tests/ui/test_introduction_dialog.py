"""The evaluatie kennismaking before it leaves: for whom, from memory, and what is kept of it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.introduction import IntroductionEvaluation, Verdict
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk
from beschutdesk.services.introduction_paper import READERS
from beschutdesk.trouble import Trouble
from tests.documents import invented
from tests.documents.test_introduction import full
from tests.ui.walker import press, settle, walk
from ui import jobs, theme
from ui.dialogs import handing, paper, printing
from ui.dialogs.introduction_print import IntroductionDialog
from ui.dialogs.printing import Choice
from ui.looking import KEYS
from ui.looking import current as looking
from ui.widgets import Elided

TODAY = date(2026, 11, 23)


class Table:
    """Opens the dialog on a real vault."""

    def __init__(self, desk: Desk, qtbot: QtBot, lane: jobs.JobsLane) -> None:
        self.desk, self.qtbot, self.lane = desk, qtbot, lane
        self.made = invented.full()
        self.troubles: list[tuple[str, Trouble]] = []
        self.dialogs: list[IntroductionDialog] = []
        self.made.placement.evaluations = [full()]
        desk.dossiers.add([self.made.candidate, self.made.employer, self.made.placement])

    def dialog(self, said: IntroductionEvaluation | None = None, called: str = "Thijs") -> IntroductionDialog:
        made = IntroductionDialog(
            self.desk,
            self.lane,
            self.made.candidate.id,
            self.made.placement.id,
            said or full(),
            called=called,
            today=TODAY,
        )
        self.qtbot.addWidget(made)
        self.dialogs.append(made)
        made.say_trouble = lambda _parent, title, trouble: self.troubles.append((title, trouble))
        made.show()
        made.activateWindow()
        self.wait(made)
        return made

    def wait(self, dialog: IntroductionDialog) -> None:
        self.qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
        settle()  # labels in a layout come into view a moment later


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Iterator[Table]:
    lane = jobs.JobsLane()
    made = Table(desk, qtbot, lane)
    yield made
    for dialog in made.dialogs:
        dialog.abandon()
    assert lane.close()


def words_of(widget: QWidget) -> str:
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(shown + [one.words for one in widget.findChildren(Elided)])


def test_the_preview_comes_from_memory_for_the_employer_first(table: Table) -> None:
    dialog = table.dialog()
    assert dialog.audience is Audience.EMPLOYER
    assert dialog.preview.pages >= 1
    assert dialog.chip.words == "versie 1, nog niet gedeeld"
    assert "Eigen aantekening" in words_of(dialog.left_out)
    assert table.desk.dossiers.ids("issued_document") == []


def test_each_reader_by_keyboard_gets_another_document(table: Table) -> None:
    dialog = table.dialog()
    files: dict[Audience, bytes] = {}
    for number, reader in enumerate(READERS):
        if number:
            press(Qt.Key.Key_Down)
            table.wait(dialog)
        assert dialog.audience is reader
        assert dialog.ready is not None
        assert dialog.ready.order.audience is reader
        files[reader] = dialog.ready.printed.data
    assert len(set(files.values())) == len(READERS)


def test_a_reader_that_was_closed_out_cannot_be_chosen(table: Table) -> None:
    dialog = table.dialog(replace(full(), readers=(Audience.CANDIDATE, Audience.SUPERVISOR)))
    assert dialog.audience is Audience.SUPERVISOR
    assert [reader for reader, made in dialog.who.items() if made.isEnabled()] == [
        Audience.SUPERVISOR,
        Audience.CANDIDATE,
    ]
    assert "zelf gekozen" in words_of(dialog)
    assert table.troubles == []


def test_what_is_not_filled_in_makes_it_a_concept(table: Table, tmp_path: Path) -> None:
    dialog = table.dialog(IntroductionEvaluation(held_on=TODAY, verdict=Verdict.GO))
    assert "Concept. Nog niet ingevuld: waarom." in words_of(dialog)
    assert dialog.chip.words == "versie 1, concept"
    assert dialog.ready is not None
    assert "concept" in dialog.ready.printed.name
    dialog.ask_path = lambda _parent, _name: tmp_path / "c.pdf"
    with table.qtbot.waitSignal(dialog.kept, timeout=20_000):
        dialog.save_pdf()
    (issued,) = table.desk.introductions.issued(table.made.placement.id)
    assert issued.concept is YesNo.YES


def test_to_a_file_kept_counted_and_seen_again(table: Table, tmp_path: Path) -> None:
    dialog = table.dialog()
    assert dialog.ready is not None
    shown, target = dialog.ready.printed.data, tmp_path / "evaluatie.pdf"
    opened: list[Path] = []
    dialog.ask_path, dialog.open_file = lambda _parent, _name: target, opened.append
    with table.qtbot.waitSignal(dialog.kept, timeout=20_000):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert target.read_bytes() == shown
    (issued,) = table.desk.introductions.issued(table.made.placement.id)
    assert (issued.kind, issued.way, issued.audience) == (DocumentKind.INTRODUCTION, "pdf", "employer")
    assert table.desk.documents.issued(table.made.candidate.id) == []
    assert "Opgeslagen als evaluatie.pdf." in words_of(dialog.done_banner)
    dialog.done_banner.acted.emit()
    assert opened == [target]
    table.wait(dialog)
    assert dialog.chip.words == "versie 2, nog niet gedeeld"
    assert "Versie 1 is om" in dialog.note.text()
    assert "Versie 1, werkgever" in words_of(dialog.issued)
    dialog.look_back(issued)
    assert dialog.back_banner.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.leave_old()
    assert dialog.save_button.isEnabled()


def test_to_a_printer(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(printing, "lp_path", lambda: "lp")
    monkeypatch.setattr(printing, "_through_lp", lambda data, _command: sent.append(data))
    dialog = table.dialog()
    dialog.ask_printer = lambda _parent, _pages: Choice(QPrinter(), "kantoor")
    with table.qtbot.waitSignal(dialog.kept, timeout=20_000):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (issued,) = table.desk.introductions.issued(table.made.placement.id)
    assert issued.way == "print"
    assert [data[:5] for data in sent] == [b"%PDF-"]


def test_it_stays_while_it_is_being_handed_over(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog, go_on, real = table.dialog(), threading.Event(), handing.to_file

    def slow(*arguments: Any) -> Any:
        assert go_on.wait(10)
        return real(*arguments)

    monkeypatch.setattr(paper, "to_file", slow)
    dialog.ask_path = lambda _parent, _name: tmp_path / "e.pdf"
    dialog.save_pdf()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.note.text() == "De evaluatie wordt nog gedeeld; sluiten kan zodra dat klaar is."
    go_on.set()
    table.qtbot.waitUntil(dialog.done_banner.isVisible, timeout=20_000)


def test_a_person_who_is_gone_is_said(table: Table) -> None:
    table.dialog()
    table.desk.dossiers.trash("candidate", table.made.candidate.id)
    made = table.dialogs[0]
    made.who[Audience.CANDIDATE].click()
    table.qtbot.waitUntil(lambda: bool(table.troubles), timeout=20_000)
    title, trouble = table.troubles[0]
    assert title == "Het voorbeeld is niet gemaakt"
    assert trouble.safe == "Er is niets afgedrukt."


def test_a_lock_leaves_nothing_of_it(table: Table) -> None:
    dialog = table.dialog()
    dialog.hide()
    assert dialog.ready is None
    assert dialog.preview.pages == 0
    assert "Eigen aantekening" not in words_of(dialog.left_out)


def test_somebody_who_looks_as_well_can_be_said_from_here(table: Table) -> None:
    dialog = table.dialog()
    QTest.keySequence(dialog, KEYS)
    try:
        assert looking().on
        assert dialog.isVisible(), "it is about the person beside you"
    finally:
        looking().set_on(False)


def test_keyboard_walk(table: Table, both_themes: bool) -> None:
    found = walk(table.dialog(), (1060, 690))
    assert {"Sluiten", "Opslaan als pdf…", "Afdrukken…"} <= set(found.stops)
    assert "Voor wie is deze evaluatie? Werkgever" in found.stops


@pytest.mark.parametrize(("size", "text_size"), [((1060, 690), 100), ((887, 461), 100), ((1060, 690), 150)])
def test_nothing_runs_off_the_dialog(table: Table, size: tuple[int, int], text_size: int) -> None:
    theme.current().set_text_size(text_size)
    dialog = table.dialog(called="Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp & Zonen")
    dialog.resize(*size)
    settle()
    assert (dialog.width(), dialog.height()) == size
    for made in (*dialog.who.values(), dialog.print_button, dialog.chip):
        assert made.mapTo(dialog, made.rect().topRight()).x() <= dialog.width()
    assert dialog.preview.view.width() > 250
