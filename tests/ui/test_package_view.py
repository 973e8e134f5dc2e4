"""The package on a real vault: hours and reasons, order, out and back, the function, and a measurement."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.task_list import TaskState
from beschutdesk.services.desk import Desk
from tests.ui.planning import Bench, names_in, showing
from tests.ui.walker import walk
from ui import theme
from ui.forms.session import EditSession
from ui.tabs.jobcarving.head import PageHead
from ui.tabs.jobcarving.package import PackageView
from ui.tabs.jobcarving.package_list import title
from ui.tabs.jobcarving.package_sums import PackageSums
from ui.tabs.jobcarving.views import VIEWS
from ui.theme import px
from ui.widgets import Elided

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Iterator[Bench]:
    with showing(desk, qtbot, PackageView) as made:
        yield made


def names(bench: Bench) -> list[str]:
    return [title(line) for line in bench.view.list.lines.items()]


def stand_on(bench: Bench, name: str) -> None:
    bench.view.list.go_to(names(bench).index(name))
    bench.view.list.setFocus()


def test_what_it_shows(bench: Bench) -> None:
    view = bench.view
    assert names(bench) == ["Waterwaarden meten", "Lijnen oprollen", "Vuilnis rondgang", "Banken verplaatsen"]
    assert view.sums.hours.words == "Uren: 7 uur 50 van 16 uur per week. nog 8 uur 10"
    assert view.sums.guided.words == "Begeleiding: 45 minuten begeleiding per dag nodig. M. de Boer heeft 1 uur"
    spoken = [
        view.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(names(bench)))
    ]
    assert spoken[0] == (
        "Waterwaarden meten, 3 uur per week, in de dagindeling. "
        "Hoofdtaak: minstens 1/16 van de week en gemiddeld 30 minuten per werkdag."
    )
    assert "Geen hoofdtaak: minder dan 1/16 van de week (1 uur)." in spoken[3]
    assert not view.task.measure.isHidden()
    stand_on(bench, "Banken verplaatsen")
    assert view.task.measure.isHidden()
    assert view.task.why.text().startswith("Geen hoofdtaak")
    assert "Eigen terrein: ‘Waterwaarden meten’." in view.whole.words
    assert "Vul in wanneer het pakket is afgesproken" in view.whole.words
    walk(view)


def test_order_out_and_the_way_back(bench: Bench) -> None:
    before = bench.state()
    stand_on(bench, "Lijnen oprollen")
    bench.key(bench.view.list, Qt.Key.Key_Up, ALT)
    assert names(bench)[:2] == ["Lijnen oprollen", "Waterwaarden meten"]
    bench.key(bench.view.list, Qt.Key.Key_Up, ALT)  # it is on top already
    assert names(bench)[0] == "Lijnen oprollen"
    bench.key(bench.view.list, Qt.Key.Key_Delete)
    assert names(bench)[0] == "Waterwaarden meten"
    assert bench.window.toasts[-1][0] == "‘Lijnen oprollen’ is uit het pakket en staat bij ‘uitproberen’."
    for _ in range(3):
        bench.key(bench.view.list, Qt.Key.Key_Left, CTRL)
    assert bench.view._pages.currentWidget() is bench.view.empty
    asked: list[str] = []
    bench.tasks.show_wanted.connect(lambda view, _key: asked.append(view))
    bench.view.empty.acted.emit()
    assert asked == ["board"]
    while bench.acts.undo():
        pass
    assert bench.state() == before
    assert names(bench)[1] == "Lijnen oprollen"


def test_fields_are_typed_here_and_count_at_once(bench: Bench) -> None:
    view = bench.view
    stand_on(bench, "Banken verplaatsen")
    bench.key(view.list, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focus, "90")
    view.flush()
    bench.show()
    assert "1 uur 30 per week" in view.list.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert view.sums.hours.words.startswith("Uren: 9 uur van 16 uur")
    assert view.task.why.text().startswith("Hoofdtaak")
    view.task.measure.click()
    tempo = view.task.binder.editor("tempo").buddy
    assert tempo.isVisible()
    tempo.setFocus()
    QTest.keyClicks(tempo, "40")
    view.flush()
    task = next(one for one in bench.tasks.tasks_in(TaskState.PACKAGE) if one.name == "Banken verplaatsen")
    assert (task.tempo, task.minutes) == (Decimal(40), Decimal(90))


def test_loonwaarde_before_and_after(bench: Bench) -> None:
    session = bench.tasks.session
    assert session is not None
    session.set("agreed_on", date(2026, 6, 1))
    bench.show()
    assert "Sinds het pakket 42% (26-10-2026). Van ervoor is er geen meting." in bench.view.whole.words
    session.set("agreed_on", date(2026, 11, 1))
    bench.show()
    assert "Voor het pakket 42% (26-10-2026). Daarna is nog niet gemeten." in bench.view.whole.words


def test_the_function_is_kept_with_the_placement(bench: Bench) -> None:
    view, place = bench.view, bench.tasks.placement
    assert place is not None
    line = view.whole.job.line
    line.setFocus()
    QTest.keyClicks(line, "Algemeen medewerker zwembad")
    bench.key(line, Qt.Key.Key_Return)
    assert bench.desk.dossiers.get("placement", place.id).job_title == "Algemeen medewerker zwembad"
    assert ("placement", place.id) in bench.announced[-1]
    bench.tasks.refresh(bench.announced[-1])  # as the page does: everything is read again
    bench.show()
    assert line.text() == "Algemeen medewerker zwembad"
    view.flush()
    assert len(bench.announced) == 1  # the same again is nothing to keep
    bench.acts.undo()
    bench.tasks.refresh(bench.announced[-1])
    bench.show()
    assert bench.desk.dossiers.get("placement", place.id).job_title == ""
    assert line.text() == ""
    assert bench.acts.redo()
    assert bench.desk.dossiers.get("placement", place.id).job_title == "Algemeen medewerker zwembad"


def test_a_function_is_a_draft_while_it_is_typed_and_stays_when_it_cannot_be_kept(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, place = bench.view, bench.tasks.placement
    assert place is not None
    dossier = EditSession(place)  # the same placement, open in the dossier, with something typed in it
    keeper = view._context.keeper
    view.close_page()
    keeper.watch(dossier)
    dossier.set("ended_on", date(2026, 12, 1))
    bench.show()
    said: list[str] = []
    bench.acts.say_trouble = lambda _parent, title, _trouble: said.append(title)
    line = view.whole.job.line
    line.setFocus()
    QTest.keyClicks(line, "Medewerker")
    assert keeper.flush()
    draft = bench.desk.drafts.find(place.id)
    assert draft is not None
    assert draft.changes["job_title"] == "Medewerker"
    with monkeypatch.context() as broken:
        broken.setattr(bench.desk.dossiers, "save", lambda _edits: 1 // 0)
        view.flush()
    assert (said, line.text()) == (["De functie is niet bewaard"], "Medewerker")
    view.flush()
    assert keeper.flush()
    kept = bench.desk.dossiers.get("placement", place.id)
    assert (kept.job_title, kept.ended_on) == ("Medewerker", None)
    draft = bench.desk.drafts.find(place.id)
    assert draft is not None
    assert draft.changes == {"ended_on": "2026-12-01"}  # what was typed in the dossier is not lost
    assert dossier.changes == draft.changes
    assert draft.base_version == kept.version
    view.close_page()
    keeper.forget(dossier)


def test_it_lets_go_of_somebody_else(bench: Bench) -> None:
    stand_on(bench, "Lijnen oprollen")
    bench.tasks.open(None)
    bench.show()
    assert bench.view.task.binder.session is None
    assert bench.view.whole.binder.session is None
    bench.view.close_page()
    assert names(bench) == []
    assert not names_in(bench)


def test_a_field_of_more_lines_comes_into_view_as_a_whole(bench: Bench) -> None:
    bench.view.resize(1000, 460)
    bench.show()
    field = bench.view.whole.binder.editor("grows_to").buddy
    port = bench.view._scroll.viewport()
    for before in (bench.view.list, bench.view.task.binder.editor("minutes").buddy):
        before.setFocus()
        bench.view._scroll.verticalScrollBar().setValue(0)
        field.setFocus()
        top = field.mapTo(port, QPoint(0, 0)).y()
        assert top >= 0
        assert top + field.height() <= port.height()


def test_numbers_and_the_end_of_a_placement_are_not_cut(qtbot: QtBot) -> None:
    sums, head = PackageSums(), PageHead(VIEWS)
    qtbot.addWidget(sums)
    qtbot.addWidget(head)
    head.name("Taken van Carla Vermeulen", "bij Wasserij De Zon", "geëindigd op 12-11-2026")
    head.say_state(dirty=True, save=True, paper=True, kept=False)
    sums.guided.say(
        "30 minuten begeleiding per dag nodig", "Marloes Evertsen heeft 30 minuten", Decimal(30), Decimal(30)
    )
    shown = [*sums.guided.findChildren(Elided), head.heading, head.where]
    for size in (100, 150):
        theme.current().set_text_size(size)
        for made, wide in ((head, 1274 if size == 100 else 1226), (sums, px(800))):
            made.resize(wide, made.sizeHint().height())
            made.show()
            QApplication.processEvents()
        assert [one.text() for one in shown] == [one.words for one in shown], size
        assert "geëindigd op 12-11-2026" in head.where.words
        assert "Wasserij De Zon, geëindigd op 12-11-2026" in head.heading.accessibleName()
