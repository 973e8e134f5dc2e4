"""The portfolio dialog on a real vault: preview from memory, what is chosen, saving."""

import errno
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.trouble import Trouble
from tests.ui.desktop import Desktop, save_to
from tests.ui.portfolio_previews import no_temporary_files, top, words_of
from ui.dialogs import saving
from ui.dialogs.portfolio import PortfolioDialog

__all__ = ["no_temporary_files", "top"]


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
    QTest.keyClick(preview.view, Qt.Key.Key_PageUp)
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

    def seen(data: bytes) -> bool:
        shown.append(data)
        return show(data)

    dialog.preview.show_pdf = seen  # type: ignore[method-assign]
    for index in (1, 2, 3):
        dialog.side.who.segments()[index].click()
        dialog._render()
    top.wait(dialog)
    top.qtbot.wait(100)
    assert dialog.ready is not None
    assert dialog.ready.order.audience is Audience.CANDIDATE
    assert shown == [dialog.ready.printed.data]


def test_a_document_that_cannot_be_made_is_said_and_tried_again(
    top: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = top.dialog()
    with monkeypatch.context() as broken:
        broken.setattr(top.desk.documents, "render", lambda _order: 1 // 0)
        dialog.side.who.segments()[1].click()
        top.qtbot.waitUntil(lambda: bool(top.troubles), timeout=5000)
    assert top.troubles[0][0] == "Het voorbeeld is niet gemaakt"
    with top.qtbot.waitSignal(dialog.kept, timeout=20_000):
        save_to(dialog, tmp_path / "toch.pdf")


def test_nobody_there(top: Desktop) -> None:
    with pytest.raises(Trouble):
        PortfolioDialog(top.desk, top.lane, UUID(int=1))


# -- what is chosen ----------------------------------------------------------------------------------------------------


def test_a_section_left_out_is_kept_as_draft_and_saved_on_closing(top: Desktop) -> None:
    dialog = top.dialog()
    before = dialog.ready
    assert before is not None
    dialog.side.sections.boxes[PortfolioSection.TASKS].click()
    key = dialog.book.session.id
    top.qtbot.waitUntil(lambda: top.desk.drafts.find(key) is not None, timeout=10_000)
    top.wait(dialog)
    assert dialog.ready is not None
    assert dialog.ready.printed.data != before.printed.data
    with top.qtbot.waitSignal(dialog.kept):
        dialog.close()
    kept = top.desk.dossiers.get("portfolio", key)
    assert kept is not None
    assert kept.left_out == (PortfolioSection.TASKS,)
    assert top.desk.drafts.find(key) is None


def test_half_a_date_stays_a_draft_at_a_lock(top: Desktop) -> None:
    dialog = top.dialog()
    key = dialog.book.session.id
    line = dialog.side.binder.editor("review_on").buddy
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "12-")
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
    told: list[Any] = []
    dialog.kept.connect(told.append)
    dialog.book.session.set("discussed_with", "Noor")
    dialog.close()
    assert told == [{("portfolio", dialog.book.session.id), ("candidate", person.id)}]
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
    assert [(str(d.number), d.way, d.audience) for d in issued] == [("1", "pdf", "floor")]
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
    with pytest.raises(saving.NotWritten, match="De tijdlijn staat nog in de kluis"):
        saving.write_pdf(path, b"nieuw", "De tijdlijn")
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
