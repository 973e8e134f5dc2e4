"""The gemeente's own form in the window: chosen, mapped, looked at, saved; by keyboard only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from beschutdesk.services.municipal_forms import OWN, Entry, Standing
from beschutdesk.trouble import Trouble
from tests.exchange.asked import FORMS, TODAY, kept
from tests.exchange.reading import words_of
from tests.ui.walker import press, settle, walk
from ui import jobs
from ui.dialogs.municipal_form import MunicipalFormDialog
from ui.dialogs.municipal_form_table import OPEN
from ui.dialogs.municipal_form_table import words_of as goes_in

SOON = 20_000


class Table:
    """Opens the dialog on a real vault."""

    def __init__(self, desk: Desk, qtbot: QtBot, lane: jobs.JobsLane) -> None:
        self.desk, self.qtbot, self.lane = desk, qtbot, lane
        self.asked = kept(desk)
        self.troubles: list[Trouble] = []
        self.dialogs: list[MunicipalFormDialog] = []

    def dialog(self, name: str = "", *, municipality: str = "Lindeveen") -> MunicipalFormDialog:
        made = MunicipalFormDialog(
            self.desk, self.lane, self.asked, municipality=municipality, called="Łukasz", today=TODAY
        )
        self.qtbot.addWidget(made)
        self.dialogs.append(made)
        made.say_trouble = lambda _parent, _title, trouble: self.troubles.append(trouble)
        made.ask_blank = lambda _parent: FORMS / f"{name}.pdf"
        made.resize(1220, 780)
        made.show()
        made.activateWindow()
        settle()
        if name:
            press(Qt.Key.Key_Space)
            self.wait(made)
        return made

    def wait(self, dialog: MunicipalFormDialog) -> None:
        self.qtbot.waitUntil(lambda: dialog.ready is not None, timeout=SOON)
        settle()

    def rest(self) -> None:
        """Everything in the lane is done."""
        done: list[bool] = []
        self.lane.submit(lambda: None, done=lambda _nothing: done.append(True), priority=jobs.LATER)
        self.qtbot.waitUntil(lambda: bool(done), timeout=SOON)
        settle()


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Iterator[Table]:
    lane = jobs.JobsLane()
    made = Table(desk, qtbot, lane)
    yield made
    for dialog in made.dialogs:
        dialog.abandon()
    assert lane.close()


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def row_of(dialog: MunicipalFormDialog, name: str, state: str = "") -> int:
    return [field.key for field in dialog.side.model.fields].index((name, state))


def goes(dialog: MunicipalFormDialog, name: str, state: str = "") -> str:
    row = row_of(dialog, name, state)
    return goes_in(dialog.side.model.fields[row], dialog.side.model.entry(row))


def put_by_keyboard(dialog: MunicipalFormDialog, name: str, typed: str, state: str = "") -> None:
    """In the table go to a field, Enter, type a part of what goes in, and Enter takes the first that is found."""
    dialog.side.table.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(row_of(dialog, name, state)):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    finder = dialog.side.editor.picker.finder
    assert finder.hasFocus()
    QTest.keyClicks(finder, typed)  # what stood there was selected
    press(Qt.Key.Key_Return)


def test_without_a_form_nothing_can_leave(table: Table, tmp_path: Path) -> None:
    dialog = table.dialog()
    assert dialog.side.choose.hasFocus()
    assert not dialog.save_button.isEnabled()
    dialog.ask_path = lambda _parent, _name: tmp_path / "x.pdf"
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    table.rest()
    assert not list(tmp_path.glob("*.pdf"))


def test_a_blank_is_read_proposed_and_shown(table: Table) -> None:
    dialog = table.dialog("lindeveen")
    assert dialog.side.table.hasFocus()
    assert dialog.preview.pages == 1
    assert goes(dialog, "werknemer.geb_dag") == "Werknemer: Geboortedatum, dag"
    assert goes(dialog, "gemeente") == OPEN
    assert "voorstel, nog niet bewaard" in dialog.chip.words
    assert "van 29 velden ingevuld" in shown(dialog.side.report)
    assert "Bekend, maar komt in geen veld" in shown(dialog.side.report)
    assert dialog.side.municipality.text() == "Lindeveen"
    assert dialog.ready is not None
    assert "Łukasz Çelik-Şahin" in words_of(dialog.ready.printed.data)[0]


def test_the_field_of_now_is_marked_on_the_page(table: Table) -> None:
    dialog = table.dialog("waterhoek")
    view = dialog.preview.view
    press(Qt.Key.Key_Home)
    assert view._marked() is not None
    first = view.viewport().grab().toImage()
    press(Qt.Key.Key_Down)
    assert view.viewport().grab().toImage() != first
    press(Qt.Key.Key_End)
    marked = view._marked()
    assert marked is not None
    assert dialog.side.model.fields[-1].places[0].page == 1
    assert view.viewport().rect().contains(marked.center().toPoint())


def test_what_goes_in_is_searched_and_chosen_by_keyboard(table: Table) -> None:
    dialog = table.dialog("lindeveen")
    put_by_keyboard(dialog, "gemeente", "Werknemer: Gemeente")
    assert goes(dialog, "gemeente") == "Werknemer: Gemeente"
    put_by_keyboard(dialog, "loonheffing", "kvk")
    assert goes(dialog, "loonheffing") == "Aanvrager: KvK-nummer"
    finder = dialog.side.editor.picker.finder
    QTest.keyClicks(finder, "kvk")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert goes(dialog, "loonheffing") == "Werkgever: KvK-nummer"
    QTest.keyClicks(finder, "kvk")  # two of ours hold these words: who goes on without choosing, changes nothing
    press(Qt.Key.Key_Tab)
    assert goes(dialog, "loonheffing") == "Werkgever: KvK-nummer"
    assert finder.text() == "Werkgever: KvK-nummer"
    put_by_keyboard(dialog, "loonheffing", "leeg")
    assert goes(dialog, "loonheffing") == OPEN
    table.wait(dialog)
    assert dialog.ready is not None
    assert "Waterhoek" in words_of(dialog.ready.printed.data)[0]


def test_a_text_of_ones_own_and_an_answer(table: Table) -> None:
    dialog = table.dialog("lindeveen")
    put_by_keyboard(dialog, "datum", "Eigen tekst")
    assert dialog.side.editor.text.hasFocus()
    QTest.keyClicks(dialog.side.editor.text, "zie handtekening")
    press(Qt.Key.Key_Return)
    assert goes(dialog, "datum") == "“zie handtekening”"
    put_by_keyboard(dialog, "eerste", "jobcoaching")
    assert dialog.side.editor.answer.hasFocus()
    assert "kies nog wanneer" in goes(dialog, "eerste")
    for _ in range(2):
        press(Qt.Key.Key_Down)
    table.qtbot.waitUntil(lambda: goes(dialog, "eerste").endswith("= nee"), timeout=SOON)
    put_by_keyboard(dialog, "verlenging", "altijd")
    assert goes(dialog, "verlenging") == "altijd aangekruist"


def test_kept_once_it_opens_by_itself(table: Table) -> None:
    dialog = table.dialog("lindeveen")
    put_by_keyboard(dialog, "gemeente", "Werknemer: Gemeente")
    dialog.side.keep.setFocus()
    with table.qtbot.waitSignal(dialog.kept, timeout=SOON):
        press(Qt.Key.Key_Space)
    table.rest()
    assert dialog.chip.words == "koppeling bewaard"
    assert [one.municipality for one in table.desk.municipal_forms.known()] == ["Lindeveen"]
    dialog.reject()
    again = table.dialog(municipality="lindeveen")
    table.wait(again)
    assert again.form is not None
    assert again.form.standing is Standing.KEPT
    assert goes(again, "gemeente") == "Werknemer: Gemeente"
    assert again.side.forms.currentText().endswith("(Lindeveen)")


def test_a_change_to_what_is_kept_is_kept_by_itself(table: Table) -> None:
    table.desk.municipal_forms.keep(table.desk.municipal_forms.open(FORMS / "lindeveen.pdf"))
    dialog = table.dialog("lindeveen")
    with table.qtbot.waitSignal(dialog.kept, timeout=SOON):
        put_by_keyboard(dialog, "gemeente", "Werknemer: Gemeente")
    form = table.desk.municipal_forms.open(FORMS / "lindeveen.pdf")
    assert Entry("gemeente", "", "candidate.municipality") in form.entries


def test_saved_issued_and_the_mapping_with_it(table: Table, tmp_path: Path) -> None:
    dialog, target = table.dialog("lindeveen"), tmp_path / "ingevuld.pdf"
    dialog.ask_path = lambda _parent, _name: target
    with table.qtbot.waitSignal(dialog.kept, timeout=SOON):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    table.rest()
    assert "Łukasz" in words_of(target.read_bytes())[0]
    (issued,) = table.desk.municipal_forms.issued(table.asked)
    assert table.desk.documents.reopen(issued) == target.read_bytes()
    assert len(table.desk.municipal_forms.known()) == 1
    table.qtbot.waitUntil(lambda: dialog.chip.words == "koppeling bewaard", timeout=SOON)
    assert not table.troubles


def test_what_cannot_be_filled_in_is_told(table: Table, tmp_path: Path) -> None:
    wrong = tmp_path / "brief.pdf"
    wrong.write_bytes(b"%PDF-1.7\nniets")
    dialog = table.dialog()
    dialog.ask_blank = lambda _parent: wrong
    press(Qt.Key.Key_Space)
    table.qtbot.waitUntil(lambda: bool(table.troubles), timeout=SOON)
    assert "beschadigd" in str(table.troubles[0])
    assert dialog.form is None


def test_closing_asks_once_for_what_is_not_kept(table: Table) -> None:
    dialog = table.dialog("waterhoek")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "nog niet bewaard" in dialog.note.text()
    assert dialog.side.keep.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not table.desk.municipal_forms.known()


def test_a_mapping_goes_to_a_colleague_and_back(table: Table, tmp_path: Path) -> None:
    dialog, path = table.dialog("lindeveen"), tmp_path / "lindeveen.toml"
    put_by_keyboard(dialog, "datum", "Eigen tekst")
    QTest.keyClicks(dialog.side.editor.text, "vandaag")
    press(Qt.Key.Key_Return)
    dialog.ask_share = lambda _parent, _name: path
    dialog.share()
    table.qtbot.waitUntil(path.exists, timeout=SOON)
    put_by_keyboard(dialog, "datum", "leeg")
    dialog.ask_mapping = lambda _parent: path
    dialog.read_in()
    table.qtbot.waitUntil(lambda: goes(dialog, "datum") == "“vandaag”", timeout=SOON)
    assert dialog.form is not None
    assert Entry("datum", "", OWN, "vandaag") in dialog.form.entries
    assert "uit een bestand" in dialog.chip.words


def test_a_lock_takes_everything_along(table: Table) -> None:
    dialog = table.dialog("lindeveen")
    dialog.abandon()
    assert dialog.form is None
    assert dialog.side.model.rowCount() == 0
    assert dialog.preview.pages == 0


@pytest.mark.parametrize("name", ["", "waterhoek"])
def test_all_of_it_by_tab(table: Table, name: str) -> None:
    dialog = table.dialog(name)
    walk(dialog, (1366, 728))
