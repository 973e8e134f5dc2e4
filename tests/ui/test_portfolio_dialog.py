"""The portfolio dialog on a real vault: preview from memory, what is chosen, saving, printing, many at once."""

import errno
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from ui import jobs, theme
from ui.dialogs import printing, saving
from ui.dialogs.batch import BatchResult, kept_words, progress_words, start_batch
from ui.dialogs.batch_dialog import BatchDialog
from ui.dialogs.portfolio import PortfolioDialog
from ui.dialogs.printing import Choice, choice_of, lp_command, rasterise
from ui.dialogs.trouble import TroubleDialog
from ui.forms.keeper import DraftKeeper
from ui.widgets import Elided

TODAY = date(2026, 11, 22)


@dataclass
class Desktop:
    """An open desk with its lanes, and what the dialogs said."""

    desk: Desk
    jobs: jobs.JobsLane
    database: jobs.DatabaseLane
    keeper: DraftKeeper
    qtbot: QtBot
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    dialogs: list[PortfolioDialog] = field(default_factory=list)

    @property
    def ids(self) -> list[UUID]:
        return self.desk.dossiers.ids("candidate")

    def dialog(self, candidate: UUID | None = None, **more: Any) -> PortfolioDialog:
        made = PortfolioDialog(
            self.desk,
            self.jobs,
            candidate or self.ids[0],
            keeper=self.keeper,
            database=self.database,
            today=TODAY,
            **more,
        )
        self.qtbot.addWidget(made)
        self.dialogs.append(made)
        made.resize(1120, 690)
        made.say_trouble = lambda _parent, title, trouble: self.troubles.append((title, trouble))
        made.open_file = self.opened.append
        made.show()
        self.wait(made)
        return made

    def wait(self, dialog: PortfolioDialog) -> None:
        self.qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)

    def change(self, candidate: UUID, **texts: Any) -> None:
        person = self.desk.dossiers.get("candidate", candidate)
        assert person is not None
        self.desk.dossiers.save([Edit("candidate", candidate, person.version, texts)])


@pytest.fixture
def top(demo_desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Desktop]:
    theme.apply(qapp, dark=False)
    lane, database = jobs.JobsLane(), jobs.DatabaseLane()
    keeper = DraftKeeper(database, demo_desk.drafts)
    made = Desktop(demo_desk, lane, database, keeper, qtbot)
    yield made
    for dialog in made.dialogs:
        dialog.abandon()
    keeper.flush()
    assert lane.close()
    assert database.close()


@pytest.fixture
def no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files that a test can look into."""
    place = tmp_path / "tijdelijk"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(place))
    return place


def words_of(widget: QWidget) -> str:
    return " ".join(elided.words for elided in widget.findChildren(Elided))


# -- the preview -------------------------------------------------------------------------------------------------------


def test_preview_comes_from_memory(top: Desktop, no_temporary_files: Path) -> None:
    dialog = top.dialog()
    assert dialog.preview.pages >= 2
    assert dialog.preview.where.text() == f"Pagina 1 van {dialog.preview.pages}"
    assert list(no_temporary_files.iterdir()) == []
    assert top.desk.documents.issued(top.ids[0]) == []
    assert dialog.chip.words == "versie 1, nog niet gedeeld"


def test_page_buttons_and_sizes(top: Desktop) -> None:
    preview = top.dialog().preview
    assert not preview.back.isEnabled()
    preview.forth.click()
    top.qtbot.waitUntil(lambda: preview.page == 1)
    assert preview.back.isEnabled()
    wide = preview.view.horizontalScrollBar().maximum()
    preview.size_choice.segments()[1].click()
    assert preview.view.horizontalScrollBar().maximum() > wide  # at 100 % a page is wider than this view
    top.qtbot.keyClick(preview.view, Qt.Key.Key_PageUp)
    top.qtbot.waitUntil(lambda: preview.page == 0)


def test_other_readers_get_another_document(top: Desktop) -> None:
    dialog = top.dialog()
    assert dialog.ready is not None
    floor, left_out = dialog.ready, dialog.side.left_out.count.text()
    dialog.side.who.segments()[2].click()
    assert dialog.audience is Audience.COLLEAGUE
    top.wait(dialog)
    assert dialog.ready is not None
    assert dialog.ready.order.audience is Audience.COLLEAGUE
    assert dialog.ready.printed.data != floor.printed.data
    assert int(dialog.side.left_out.count.text()) < int(left_out)


def test_left_out_says_who_may_read_it(top: Desktop) -> None:
    dialog = top.dialog()
    said = words_of(dialog.side.left_out)
    assert "Alleen voor jou en de kandidaat" in said
    assert "Alleen voor collega en kandidaat" in said


def test_a_result_that_is_too_late_is_dropped(top: Desktop) -> None:
    dialog = top.dialog()
    shown = []
    show = dialog.preview.show_pdf
    dialog.preview.show_pdf = lambda data: (shown.append(data), show(data))[1]  # type: ignore[method-assign]
    for index in (1, 2, 3):
        dialog.side.who.segments()[index].click()
        dialog._render()
    top.wait(dialog)
    top.qtbot.wait(100)
    assert dialog.ready is not None
    assert dialog.ready.order.audience is Audience.CANDIDATE
    assert shown == [dialog.ready.printed.data]


def test_nobody_there(top: Desktop) -> None:
    with pytest.raises(Trouble):
        PortfolioDialog(top.desk, top.jobs, UUID(int=1))


# -- what is chosen ----------------------------------------------------------------------------------------------------


def test_a_section_left_out_is_kept_as_draft_and_saved_on_closing(top: Desktop) -> None:
    dialog = top.dialog()
    pages = dialog.ready
    box = dialog.side.sections.boxes[PortfolioSection.TASKS]
    box.click()
    assert dialog.ready is None
    key = dialog.book.session.id
    top.qtbot.waitUntil(lambda: top.desk.drafts.find(key) is not None, timeout=3000)
    top.wait(dialog)
    assert dialog.ready is not None
    assert pages is not None
    assert dialog.ready.printed.data != pages.printed.data
    with top.qtbot.waitSignal(dialog.kept):
        dialog.close()
    assert top.desk.dossiers.get("portfolio", key).left_out == (PortfolioSection.TASKS,)  # type: ignore[union-attr]
    assert top.desk.drafts.find(key) is None


def test_half_a_date_stays_a_draft_at_a_lock(top: Desktop) -> None:
    dialog = top.dialog()
    key = dialog.book.session.id
    line = dialog.side.binder.editor("review_on").buddy
    line.setFocus()
    top.qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    top.qtbot.keyClicks(line, "12-")
    dialog.abandon()
    assert top.keeper.flush()
    draft = top.desk.drafts.find(key)
    assert draft is not None
    assert "12-" in draft.changes.values()
    again = top.dialog()
    assert again.book.session.raw("review_on") == "12-"


def test_concept_until_it_was_discussed(top: Desktop) -> None:
    dialog = top.dialog()
    dialog.book.session.set("discussed_with", "")
    top.wait(dialog)
    assert dialog.chip.words == "versie 1, concept"
    assert dialog.ready is not None
    assert "concept" in dialog.ready.printed.name


def test_looking_keeps_no_portfolio_and_a_change_does(top: Desktop) -> None:
    person = Candidate(name_used="Noor", works_best="Eerst kijken, dan doen.")
    top.desk.dossiers.add([person])
    top.dialog(person.id).close()
    whole = top.desk.dossiers.whole(person.id)
    assert whole is not None
    assert whole.portfolios == ()
    dialog = top.dialog(person.id)
    dialog.book.session.set("discussed_with", "Noor")
    dialog.close()
    whole = top.desk.dossiers.whole(person.id)
    assert whole is not None
    assert whole.portfolios[0].works_best == "Eerst kijken, dan doen."
    assert whole.portfolios[0].discussed_with == "Noor"


def test_texts_that_went_stale(top: Desktop) -> None:
    person = top.ids[0]
    top.change(person, works_best="Iets anders.", pace="Ook anders.")
    dialog = top.dialog(person)
    assert [spec.name for spec in dialog.book.stale()] == ["works_best", "pace"]
    assert dialog.side.stale.isVisible()
    first, second = dialog.book.stale()
    mine = dialog.book.session.value("pace")
    dialog.book.take([first])
    dialog.book.keep_own([second])
    top.wait(dialog)
    assert not dialog.side.stale.isVisible()
    dialog.close()
    whole = top.desk.dossiers.whole(person)
    assert whole is not None
    assert whole.portfolios[-1].works_best == "Iets anders."
    assert whole.portfolios[-1].pace == mine


# -- saving as a file --------------------------------------------------------------------------------------------------


def save_to(dialog: PortfolioDialog, path: Path | None) -> list[str]:
    asked: list[str] = []

    def ask(_parent: QWidget, name: str) -> Path | None:
        asked.append(name)
        return path

    dialog.ask_path = ask
    dialog.save_button.click()
    return asked


def test_saving_writes_the_file_and_keeps_what_was_issued(top: Desktop, tmp_path: Path) -> None:
    dialog = top.dialog()
    assert dialog.ready is not None
    shown, person = dialog.ready.printed, top.ids[0]
    path = tmp_path / shown.name
    with top.qtbot.waitSignal(dialog.kept, timeout=10_000):
        assert save_to(dialog, path) == [shown.name]
    assert path.read_bytes() == shown.data
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "profiel"] == [path.name]
    issued = top.desk.documents.issued(person)
    assert [(d.number, d.way, d.audience) for d in issued] == [(1, "pdf", "floor")]
    assert top.desk.documents.reopen(issued[0]) == shown.data
    assert dialog.done_banner.isVisible()
    assert top.opened == []
    dialog.done_banner.acted.emit()
    assert top.opened == [path]
    top.wait(dialog)
    assert dialog.chip.words == "versie 2, nog niet gedeeld"
    assert "Versie 1" in words_of(dialog.side.issued)


def test_saving_right_after_a_change_waits_for_the_new_document(top: Desktop, tmp_path: Path) -> None:
    dialog = top.dialog()
    dialog.side.who.segments()[3].click()
    path = tmp_path / "weg.pdf"
    with top.qtbot.waitSignal(dialog.kept, timeout=10_000):
        save_to(dialog, path)
    assert top.desk.documents.issued(top.ids[0])[0].audience == "candidate"


def test_never_mind_changes_nothing(top: Desktop) -> None:
    dialog = top.dialog()
    save_to(dialog, None)
    top.qtbot.wait(50)
    assert top.desk.documents.issued(top.ids[0]) == []
    assert dialog.save_button.isEnabled()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "schijf is vol"), (errno.EACCES, "mag je niet schrijven"), (errno.ENOENT, "map is er niet meer")],
)
def test_a_file_that_cannot_be_written(
    top: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(_path: Path, _data: bytes) -> None:
        raise OSError(number, "nee")

    monkeypatch.setattr(saving, "write_whole", fail)
    dialog = top.dialog()
    save_to(dialog, tmp_path / "x.pdf")
    top.qtbot.waitUntil(lambda: bool(top.troubles), timeout=10_000)
    title, trouble = top.troubles[0]
    assert title == "Opslaan is niet gelukt"
    assert words in trouble.happened
    assert trouble.safe
    assert trouble.todo
    assert top.desk.documents.issued(top.ids[0]) == []
    assert dialog.save_button.isEnabled()
    assert not dialog.done_banner.isVisible()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "oud.pdf"
    path.write_bytes(b"oud")
    monkeypatch.setattr("beschutdesk.files.os.fsync", lambda _handle: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
    with pytest.raises(saving.NotWritten):
        saving.write_pdf(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_version_can_be_seen_again(top: Desktop, tmp_path: Path) -> None:
    dialog = top.dialog()
    with top.qtbot.waitSignal(dialog.kept, timeout=10_000):
        save_to(dialog, tmp_path / "een.pdf")
    top.wait(dialog)
    old = top.desk.documents.issued(top.ids[0])[0]
    dialog.look_back(old)
    assert dialog.back_banner.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.back_banner.acted.emit()
    assert not dialog.back_banner.isVisible()
    assert dialog.save_button.isEnabled()


# -- printing ----------------------------------------------------------------------------------------------------------


def a_pdf(top: Desktop) -> bytes:
    return top.desk.documents.render(top.desk.documents.portfolio_order(top.ids[0], Audience.FLOOR, TODAY)).data


def pages_of(data: bytes) -> int:
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count = document.pageCount()
    document.close()
    return count


def test_rasterised_on_a_pdf_printer(top: Desktop, tmp_path: Path) -> None:
    data, path = a_pdf(top), tmp_path / "print.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    told: list[tuple[int, int]] = []
    rasterise(data, Choice(printer, "", first=1, last=2), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 2
    picture = document.render(0, document.pagePointSize(0).toSize()).convertToFormat(QImage.Format.Format_RGB32)
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(seen) > 20  # there is something on the paper
    document.close()


def test_print_to_a_file_keeps_the_document_as_it_is(top: Desktop, tmp_path: Path) -> None:
    data, path = a_pdf(top), tmp_path / "print.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.send(data, choice_of(printer))
    assert path.read_bytes() == data


def test_lp_gets_the_bytes_through_a_pipe(top: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        ran.append((command, input))
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(printing, "lp_path", lambda: "lp")
    monkeypatch.setattr(printing.subprocess, "run", run)
    dialog = top.dialog()
    assert dialog.ready is not None
    data = dialog.ready.printed.data
    dialog.ask_printer = lambda _parent, pages: Choice(QPrinter(), "Kantoor", 2, 1, pages)
    with top.qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.print_button.click()
    ((command, given),) = ran
    assert given == data
    assert command == [
        "lp",
        "-t",
        "Document",
        "-n",
        "2",
        "-o",
        "media=A4",
        "-d",
        "Kantoor",
        "-P",
        f"1-{dialog.preview.pages}",
    ]
    assert top.desk.documents.issued(top.ids[0])[0].way == "print"
    assert "printer" in dialog.done_banner.accessibleName()


def test_the_queue_sees_no_name(top: Desktop) -> None:
    command = lp_command("lp", Choice(QPrinter(), "Kantoor"))
    assert "Jelte" not in " ".join(command)


def test_a_printer_that_refuses(top: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_more: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 1, b"", b"lp: error")

    monkeypatch.setattr(printing, "lp_path", lambda: "lp")
    monkeypatch.setattr(printing.subprocess, "run", run)
    dialog = top.dialog()
    dialog.ask_printer = lambda _parent, pages: Choice(QPrinter(), "Kantoor")
    dialog.print_button.click()
    top.qtbot.waitUntil(lambda: bool(top.troubles), timeout=10_000)
    assert top.desk.documents.issued(top.ids[0]) == []


# -- many at once ------------------------------------------------------------------------------------------------------


def run_batch(
    top: Desktop, ids: list[UUID], folder: Path, progress: Callable[[int, int], None] | None = None
) -> BatchResult:
    results: list[BatchResult] = []
    tell = progress or (lambda _done, _total: None)
    start_batch(top.desk, top.jobs, ids, Audience.FLOOR, folder, tell, results.append)
    top.qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    return results[0]


def test_a_batch_saves_each_under_its_own_name(top: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    twin = Candidate(name_used=top.desk.dossiers.get("candidate", top.ids[0]).name_used)  # type: ignore[union-attr]
    top.desk.dossiers.add([twin])
    (folder / "Portfolio.pdf").write_bytes(b"van iemand anders")
    told: list[tuple[int, int]] = []
    ids = [*top.ids[:2], twin.id, twin.id]
    result = run_batch(top, ids, folder, lambda done, total: told.append((done, total)))
    assert result.trouble is None
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({path.name.casefold() for path in result.paths}) == 4
    assert all(pages_of(path.read_bytes()) for path in result.paths)
    assert len(top.desk.documents.issued(top.ids[1])) == 1
    assert result.words == "De 4 portfolio’s zijn opgeslagen."
    assert (folder / "Portfolio.pdf").read_bytes() == b"van iemand anders"


def test_stopping_a_batch_keeps_what_is_done(top: Desktop, tmp_path: Path) -> None:
    results: list[BatchResult] = []
    batch = start_batch(
        top.desk,
        top.jobs,
        top.ids,
        Audience.FLOOR,
        tmp_path,
        lambda done, _total: batch.stop() if done == 1 else None,
        results.append,
    )
    top.qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    assert results[0].stopped
    assert 1 <= len(results[0].paths) < len(top.ids)
    assert kept_words(len(results[0].paths)) in results[0].words
    assert all(path.exists() for path in results[0].paths)


def test_a_batch_to_a_folder_that_is_gone(top: Desktop, tmp_path: Path) -> None:
    result = run_batch(top, top.ids[:2], tmp_path / "weg")
    assert result.trouble is not None
    assert "map is er niet meer" in result.trouble.happened
    assert result.paths == ()


def test_batch_dialog(top: Desktop, tmp_path: Path) -> None:
    dialog = BatchDialog(top.desk, top.jobs, top.ids[:2])
    top.qtbot.addWidget(dialog)
    dialog.ask_folder = lambda _parent, _title: tmp_path
    dialog.show()
    with top.qtbot.waitSignal(dialog.kept, timeout=60_000):
        dialog.start_button.click()
        assert dialog.words.text() == progress_words(0, 2)
    assert dialog.ended is not None
    assert len(dialog.ended.paths) == 2
    assert dialog.words.text() == "De 2 portfolio’s zijn opgeslagen."


# -- the error dialog --------------------------------------------------------------------------------------------------


def test_trouble_has_three_parts(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    dialog = TroubleDialog(
        "Opslaan is niet gelukt", Trouble("De schijf is vol.", "Je tekst is bewaard.", "Maak ruimte.")
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert "De schijf is vol." in dialog.accessibleDescription()
    assert dialog.close_button.isDefault()
