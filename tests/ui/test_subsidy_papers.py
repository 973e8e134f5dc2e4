"""The papers of an application: the checklist with its files, and the dialog in which papers leave."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui import subsidizing as at
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import TODAY, context_of, put_away, show_desk, throw_away
from tests.ui.walker import settle, walk
from ui.desk_window import DeskWindow
from ui.dialogs.subsidy_print import SubsidyPaperDialog, open_papers
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.subsidy.papers import PapersPart, store_paper
from ui.widgets import box, rows, scroll

PDF = b"%PDF-1.7\n" + b"verzonnen " * 200
SCHEME = (
    at.SCHEME
    + """
[[scheme.paper]]
key = "contract"
label = "Kopie van het contract"
needed_when = "always"
source = "Formulier Waterdam"

[[scheme.paper]]
key = "account"
label = "Overzicht van de begeleiding"
needed_when = "accounting"
"""
)


class Bench:
    """The checklist in a window of its own, on a real vault."""

    def __init__(self, qtbot: QtBot, window: DeskWindow, desk: Desk, key: UUID) -> None:
        self.qtbot, self.desk, self.key = qtbot, desk, key
        self.context = context_of(window)
        self.session = EditSession(at.kept(desk, key))
        store = lambda path, stored: store_paper(self.context, path, stored)  # noqa: E731 - as short as it gets
        self.part = PapersPart(self.context, Helpers(lambda: TODAY, store=store))
        self.out: list[tuple[str, Any]] = []
        self.part.taken_out.connect(lambda words, back: self.out.append((words, back)))
        self.host = scroll(box(rows(self.part, None, margins=(24, 16, 28, 24))))
        self.host.follow_focus()
        self.host.resize(760, 800)
        self.host.show()
        self.host.activateWindow()
        self.part.bind(self.session)
        self.part.show_gathered(desk.subsidies.gather(key, TODAY))
        settle()

    def until(self, ready: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(ready, timeout=10_000)
        settle()

    def row(self, key: str) -> Any:
        return self.part._rows[key]

    def kept(self) -> list[Any]:
        """The papers as they are once saved."""
        self.desk.dossiers.save([self.session.edit()])
        return list(at.kept(self.desk, self.key).attachments)


@pytest.fixture
def made(desk: Desk) -> at.Made:
    desk.schemes.save(SCHEME)
    return at.dossiers(desk)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, made: at.Made) -> Iterator[DeskWindow]:
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)


@pytest.fixture
def bench(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> Iterator[Bench]:
    found = Bench(qtbot, window, desk, at.begun(desk, made.place, scheme="waterdam"))
    yield found
    found.part.let_go()
    throw_away(found.host)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "contract getekend.pdf"
    path.write_bytes(PDF)
    return path


def test_what_the_scheme_wants_stands_there_and_what_is_missing_in_words(bench: Bench) -> None:
    assert list(bench.part._rows) == ["contract", "account"]
    assert bench.part.summary.text() == "Er ontbreekt nog een bijlage: Kopie van het contract."
    assert bench.row("contract").paper.state[2] == "Ontbreekt nog."
    assert bench.row("account").paper.state[2] == "Nog niet nodig."
    assert bench.part.counts() == (0, 1)
    assert not bench.session.is_dirty, "looking changes nothing"


def test_a_file_goes_into_the_vault_and_out_only_where_somebody_puts_it(
    bench: Bench, pdf: Path, tmp_path: Path
) -> None:
    bench.part.ask_path = lambda _parent: pdf
    assert bench.part.go_to("contract")
    QTest.keyClick(bench.row("contract").choose, Qt.Key.Key_Space)
    bench.until(lambda: bench.part.counts() == (1, 1))
    assert bench.row("contract").paper.state[2].startswith("In de kluis: contract getekend.pdf")
    assert bench.part.summary.text() == "Alle bijlagen zijn er."
    (row,) = bench.kept()
    assert (row.asked, row.what, row.file.media_type) == ("contract", "Kopie van het contract", "application/pdf")
    out, opened = tmp_path / "kopie.pdf", list[Path]()
    bench.part.ask_save = lambda *_: out
    bench.part.open_file = opened.append
    assert not bench.part.done_banner.isVisible()
    bench.row("contract").save.click()
    bench.until(bench.part.done_banner.isVisible)
    assert out.read_bytes() == PDF
    bench.part._open_saved()
    assert opened == [out], "it is opened only from where it was saved"


def test_a_file_can_be_dropped_and_taken_away(bench: Bench, pdf: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    bench.row("contract").dropEvent(drop)
    bench.until(lambda: bench.part.counts() == (1, 1))
    bench.row("contract").remove.click()
    assert bench.part.counts() == (0, 1)


def test_on_paper_or_not_needed_counts_as_done(bench: Bench) -> None:
    row = bench.row("contract")
    QTest.keyClick(row.paper_box, Qt.Key.Key_Space)
    assert bench.part.counts() == (1, 1)
    assert bench.kept()[0].on_paper is YesNo.YES
    bench.session.begin_again(at.kept(bench.desk, bench.key))
    QTest.keyClick(bench.row("contract").paper_box, Qt.Key.Key_Space)
    row = bench.row("contract")
    assert bench.part.counts() == (0, 1)
    row.why.setFocus()
    QTest.keyClicks(row.why, "De gemeente heeft het al.")
    bench.part.settle()
    assert bench.part.counts() == (1, 1)
    assert bench.kept()[0].not_needed_because == "De gemeente heeft het al."


def test_another_paper_can_be_added_and_put_back(bench: Bench) -> None:
    bench.part.add_own()
    key = next(key for key in bench.part._rows if key not in ("contract", "account"))
    QTest.keyClicks(bench.row(key).title, "Brief van het SOB")
    bench.part.settle()
    bench.row(key).out.click()
    assert key not in bench.part._rows
    words, back = bench.out[-1]
    assert words == "Weggehaald: Brief van het SOB."
    back()
    assert bench.row(key).paper.title == "Brief van het SOB"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("brief.docx", b"PK\x03\x04 geen pdf", "geen foto"),
        ("leeg.pdf", b"", "is leeg"),
        ("groot.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "groter dan 10 MB"),
    ],
)
def test_what_cannot_be_kept_is_told_calmly(desk: Desk, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Trouble, match=said) as told:
        desk.kept_files.keep(path)
    assert told.value.safe == "Er is niets veranderd."
    with pytest.raises(Trouble):
        desk.kept_files.keep(tmp_path / "weg.pdf")


def test_a_picture_loses_place_and_camera_and_stays_readable(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "foto.jpg"
    picture = Image.new("RGB", (3000, 2000), "white")
    found = picture.getexif()
    found[0x010F] = "Verzonnen Camera"
    picture.save(path, exif=found)
    kept = desk.kept_files.keep(path)
    assert (kept.name, kept.media_type) == ("foto.jpg", "image/jpeg")
    out = tmp_path / "uit.jpg"
    desk.kept_files.write_out(kept, out)
    with Image.open(out) as read:
        assert read.size == (2600, 1733)
        assert not dict(read.getexif())


def test_another_application_leaves_nothing_behind(bench: Bench) -> None:
    bench.part.add_own()
    bench.part.bind(None)
    assert not bench.part._rows
    assert bench.part.counts() == (0, 0)


def test_every_stop_is_named_seen_and_left(bench: Bench) -> None:
    bench.part.add_own()
    settle()
    walk(bench.host, (760, 800))
    assert not cut_off_at_rest(bench.host)


# -- on paper ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(bench: Bench) -> Iterator[SubsidyPaperDialog]:
    made = open_papers(bench.context, bench.key, bench.host)
    ready(bench, made)
    yield made
    throw_away(made)


def ready(bench: Bench, made: SubsidyPaperDialog) -> None:
    bench.qtbot.waitUntil(lambda: made.ready is not None, timeout=20_000)
    settle()


def test_a_paper_is_seen_saved_and_remembered(bench: Bench, dialog: SubsidyPaperDialog, tmp_path: Path) -> None:
    assert dialog.windowTitle() == "Papieren: Thijs Hoekstra, Zwembad De Golf"
    assert dialog.audience is Audience.MUNICIPALITY
    assert "Nog niet ingevuld" in dialog._missing.text()
    out = tmp_path / "aanvraag.pdf"
    dialog.ask_path = lambda _parent, _name: out
    dialog.to_whom.setText("Mevrouw Proef")
    dialog.save_pdf()
    bench.until(dialog.done_banner.isVisible)
    assert out.read_bytes().startswith(b"%PDF")
    (issued,) = bench.desk.subsidy_papers.issued(bench.key)
    assert (issued.kind, issued.to_whom) == (DocumentKind.SUBSIDY_APPLICATION, "Mevrouw Proef")
    ready(bench, dialog)


def test_only_who_may_have_a_paper_can_be_chosen(bench: Bench, dialog: SubsidyPaperDialog) -> None:
    dialog.choose(DocumentKind.STEP_PLAN)
    assert not dialog.who[Audience.MUNICIPALITY].isEnabled()
    assert dialog.audience is Audience.EMPLOYER
    assert not dialog.costs.isVisible()
    ready(bench, dialog)
    assert dialog.ready is not None
    assert dialog.ready.order.kind is DocumentKind.STEP_PLAN


def test_a_cost_picture_asks_what_no_dossier_holds(bench: Bench, dialog: SubsidyPaperDialog) -> None:
    dialog.choose(DocumentKind.COST_PICTURE)
    ready(bench, dialog)
    assert dialog.costs.isVisible()
    edit: Any = dialog.costs.boxes["wage_hour"].editor
    edit.setText("15,20")
    edit.editingFinished.emit()
    ready(bench, dialog)
    bench.until(lambda: answered(dialog) is not None)
    assert str(answered(dialog).wage_hour) == "15.20"
    edit.setText("veel")
    edit.editingFinished.emit()
    assert dialog.costs.boxes["wage_hour"].message
    bench.until(lambda: dialog.ready is not None and answered(dialog) is None)


def answered(dialog: SubsidyPaperDialog) -> Any:
    """What the paper that is shown was made with."""
    return None if dialog.ready is None else dialog.ready.order.answers
