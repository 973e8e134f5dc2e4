"""The success factors of a placement: looked at by keyboard, and what was there before stays."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.lasting import FactorState, SuccessCheck
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.success import FactorGroup, SuccessFactor
from beschutdesk.services.desk import Desk
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import candidates_page, context_of, open_person, shown
from tests.ui.walker import focused, press, settle, walk
from tests.ui.walker import shown as in_window
from ui import theme
from ui.desk_window import DeskWindow
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.candidates.success import SuccessPart
from ui.tabs.candidates.success_detail import PLACES, place_words
from ui.tabs.candidates.success_rows import LETTERS, GroupLine, sentence

__all__ = ["shown"]

TODAY = date(2026, 11, 23)
JUNE = date(2026, 6, 3)


@pytest.fixture
def session() -> EditSession:
    checks = [
        SuccessCheck(factor=SuccessFactor.CLICK, state=FactorState.NO, looked_on=date(2026, 3, 2)),
        SuccessCheck(
            factor=SuccessFactor.CLICK, state=FactorState.PARTLY, looked_on=JUNE, note="Met Ria wel, met Wim niet."
        ),
    ]
    return EditSession(Placement(version=2, success_checks=checks))


@pytest.fixture
def part(qtbot: QtBot, session: EditSession) -> Iterator[SuccessPart]:
    made = SuccessPart(Helpers(today=lambda: TODAY))
    in_window(qtbot, made, 780, 1100)
    made.bind(session)
    settle()
    yield made
    made.bind(None)


def checks(session: EditSession, factor: SuccessFactor) -> list[tuple[FactorState | None, date | None, str]]:
    return [(one.state, one.looked_on, one.note) for one in session.build().success_checks if one.factor is factor]


def words(part: SuccessPart) -> str:
    return "\n".join(one.text() for one in part.detail.findChildren(QLabel) if one.isVisible())


def test_all_of_them_stand_there_by_part_of_the_way_and_nothing_changes(
    part: SuccessPart, session: EditSession
) -> None:
    lines = part.list.items.items()
    assert [one.group for one in lines if isinstance(one, GroupLine)] == list(FactorGroup)
    assert [one.factor for one in lines if not isinstance(one, GroupLine)] == list(SuccessFactor)
    said = next(sentence(one) for one in lines if not isinstance(one, GroupLine) and one.factor is SuccessFactor.CLICK)
    assert said.startswith("Er is een klik: deels op 03-06-2026. Met Ria wel, met Wim niet. Waarom telt dit?")
    assert part.counts() == (1, len(SuccessFactor))
    assert not session.is_dirty
    assert part.detail.isHidden()


def test_the_list_is_as_high_as_its_rows_and_the_details_stand_in_the_current_one(part: SuccessPart) -> None:
    for factor in (SuccessFactor.SKILLS, SuccessFactor.SHORT_LINES, SuccessFactor.WORKING_CONDITIONS):
        part.go_to(factor)
        settle()
        model = part.list.items
        last = part.list.visualRect(model.index(model.rowCount() - 1, 0))
        assert last.bottom() <= part.list.viewport().height()
        row = part.list.visualRect(part.list.currentIndex())
        assert row.contains(part.detail.geometry())
        assert factor.why in words(part)
        assert factor.source in words(part)


def test_why_it_counts_follows_the_arrows(part: SuccessPart) -> None:
    part.list.setFocus()
    press(Qt.Key.Key_Home)
    passed = [part.current]
    for _ in range(3):  # the last one over the heading of the next part
        press(Qt.Key.Key_Down)
        passed.append(part.current)
    assert passed == list(SuccessFactor)[:4]
    assert SuccessFactor.EXPECTATIONS.why in words(part)


def test_letters_and_space_set_how_it_stands_today(part: SuccessPart, session: EditSession) -> None:
    part.go_to(SuccessFactor.MET)
    for letter, state in LETTERS.items():
        press(Qt.Key(ord(letter)))
        assert checks(session, SuccessFactor.MET) == [(state, TODAY, "")], "one check a day is enough"
    press(Qt.Key.Key_Space)
    assert checks(session, SuccessFactor.MET) == [(FactorState.YES, TODAY, "")]
    assert part.counts() == (2, len(SuccessFactor))
    assert part.list.items.item(part.list.currentIndex().row()).state is FactorState.YES


def test_looked_at_again_is_a_new_check_and_the_old_ones_stay(part: SuccessPart, session: EditSession) -> None:
    before = checks(session, SuccessFactor.CLICK)
    part.go_to(SuccessFactor.CLICK)
    assert "Eerder: nee op 02-03-2026" in words(part)
    press(Qt.Key.Key_J)
    assert checks(session, SuccessFactor.CLICK) == [*before, (FactorState.YES, TODAY, "")]
    assert "deels op 03-06-2026, ‘Met Ria wel, met Wim niet.’" in words(part)


def test_a_remark_on_an_old_check_is_a_new_one_too(part: SuccessPart, session: EditSession) -> None:
    before = checks(session, SuccessFactor.CLICK)
    part.go_to(SuccessFactor.CLICK)
    press(Qt.Key.Key_Return)
    assert focused() is part.detail.note
    QTest.keyClicks(part.detail.note, " Nu ook.")
    assert checks(session, SuccessFactor.CLICK) == [
        *before,
        (FactorState.PARTLY, TODAY, "Met Ria wel, met Wim niet. Nu ook."),
    ]
    press(Qt.Key.Key_Return)
    assert focused() is part.list


def test_a_remark_without_a_stand_is_not_yet_known(part: SuccessPart, session: EditSession) -> None:
    part.go_to(SuccessFactor.TEAM)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(part.detail.note, "Navragen bij Ria ")
    assert part.detail.note.text() == "Navragen bij Ria "
    assert checks(session, SuccessFactor.TEAM) == [(FactorState.UNKNOWN, TODAY, "Navragen bij Ria")]
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_J)
    assert checks(session, SuccessFactor.TEAM) == [(FactorState.YES, TODAY, "Navragen bij Ria")]


def test_the_day_can_be_another_one_while_it_is_being_made(part: SuccessPart, session: EditSession) -> None:
    part.go_to(SuccessFactor.CLICK)
    assert part.detail.day.isHidden(), "that of an earlier check stays"
    press(Qt.Key.Key_N)
    line = part.detail.binder.editor("looked_on").buddy
    assert line.isVisible()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "20-11-2026")
    part.list.setFocus()
    settle()
    assert checks(session, SuccessFactor.CLICK)[-1] == (FactorState.NO, date(2026, 11, 20), "")
    press(Qt.Key.Key_D)
    assert checks(session, SuccessFactor.CLICK)[-1] == (FactorState.PARTLY, date(2026, 11, 20), "")


def test_taken_out_and_put_back(part: SuccessPart, session: EditSession, qtbot: QtBot) -> None:
    before = checks(session, SuccessFactor.CLICK)
    part.go_to(SuccessFactor.CLICK)
    with qtbot.waitSignal(part.taken_out) as heard:
        press(Qt.Key.Key_Delete)
    assert checks(session, SuccessFactor.CLICK) == before[:1]
    assert part.detail.stand.chosen == list(FactorState).index(FactorState.NO)
    heard.args[1]()
    assert checks(session, SuccessFactor.CLICK) == before
    part.go_to(SuccessFactor.MET)
    press(Qt.Key.Key_Delete)
    assert not session.is_dirty


def test_another_placement_shows_nothing_of_the_former(part: SuccessPart, session: EditSession) -> None:
    part.go_to(SuccessFactor.CLICK)
    part.bind(EditSession(Placement()))
    assert part.current is None
    assert part.counts() == (0, len(SuccessFactor))
    part.go_to(SuccessFactor.CLICK)
    assert "Ria" not in words(part) + part.detail.note.text()
    press(Qt.Key.Key_J)
    assert not session.is_dirty
    part.bind(None)
    part.set_stand(FactorState.NO)
    assert part.counts() == (0, len(SuccessFactor))


def test_what_changed_elsewhere_is_shown(part: SuccessPart, session: EditSession) -> None:
    values = {"factor": SuccessFactor.TEAM, "state": FactorState.YES, "looked_on": TODAY}
    key = session.add_row("success_checks", values)
    assert part.counts() == (2, len(SuccessFactor))
    session.remove_row("success_checks", key)
    assert part.counts() == (1, len(SuccessFactor))


@pytest.mark.parametrize("factor", SuccessFactor)
def test_each_factor_leads_to_something_that_is_there(factor: SuccessFactor) -> None:
    record, attribute = PLACES[factor]
    shape = shape_of(record)
    assert attribute in shape.specs or attribute in shape.children
    assert place_words(factor)


def test_the_link_goes_there(part: SuccessPart, qtbot: QtBot) -> None:
    part.go_to(SuccessFactor.SECOND_SUPERVISOR)
    assert part.detail.go.text() == "Naar afspraken over uren en begeleiding"
    with qtbot.waitSignal(part.wanted) as heard:
        part.detail.go.click()
    assert heard.args == ["placement", "terms"]


def test_up_and_down_in_the_choice_go_to_another_factor(part: SuccessPart, session: EditSession) -> None:
    part.go_to(SuccessFactor.MET)
    press(Qt.Key.Key_Tab)
    assert part.detail.stand.isAncestorOf(focused())
    press(Qt.Key.Key_D)
    press(Qt.Key.Key_Down)
    assert part.current is SuccessFactor.CLICK
    assert part.detail.stand.isAncestorOf(focused())
    assert checks(session, SuccessFactor.MET) == [(FactorState.PARTLY, TODAY, "")]


def test_keyboard_walk(part: SuccessPart, both_themes: bool) -> None:
    part.go_to(SuccessFactor.CLICK)
    press(Qt.Key.Key_J)
    found = walk(part.window(), (780, 1100))
    at = found.stops.index("Succesfactoren")
    assert found.stops[at : at + 4] == [
        "Succesfactoren",
        "Er is een klik: ja",
        "Naar evaluatie kennismaking",
        "Toelichting: Er is een klik",
    ]


@pytest.mark.parametrize(("width", "size"), [(780, 150), (430, 100), (520, 150)])
def test_nothing_runs_off_in_a_narrow_form(part: SuccessPart, width: int, size: int) -> None:
    from ui import theme

    theme.current().set_text_size(size)
    part.window().resize(width, 1400)
    settle()
    part.go_to(SuccessFactor.SHORT_LINES)
    settle()
    assert part.list.visualRect(part.list.currentIndex()).contains(part.detail.geometry())
    for widget in (part.detail.stand, part.detail.go, part.detail.note):
        assert widget.mapTo(part, widget.rect().topRight()).x() <= part.width()


def test_kept_and_undone_with_the_placement(demo_desk: Desk, part: SuccessPart) -> None:
    key = demo_desk.dossiers.ids("placement")[0]
    kept = demo_desk.dossiers.get("placement", key)
    before = len(kept.success_checks)
    session = EditSession(kept)
    part.bind(session)
    part.go_to(SuccessFactor.WORKING_CONDITIONS)
    press(Qt.Key.Key_D)
    saved = demo_desk.dossiers.save([session.edit()])
    now = demo_desk.dossiers.get("placement", key).success_checks
    assert (now[-1].factor, now[-1].state) == (SuccessFactor.WORKING_CONDITIONS, FactorState.PARTLY)
    assert saved.save_id is not None
    demo_desk.dossiers.undo(saved.save_id)
    assert len(demo_desk.dossiers.get("placement", key).success_checks) == before
    QApplication.processEvents()


def test_in_a_dossier_it_is_saved_and_taken_back(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    desk, place = context_of(shown).desk, page.dossier.session("placement")
    assert place is not None
    before = desk.dossiers.get("placement", place.id).success_checks
    page.go_to_section("success")
    page.form.success.go_to(SuccessFactor.WORKING_CONDITIONS)
    press(Qt.Key.Key_D)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = desk.dossiers.get("placement", place.id).success_checks
    assert [(one.factor, one.state, one.looked_on) for one in kept[len(before) :]] == [
        (SuccessFactor.WORKING_CONDITIONS, FactorState.PARTLY, TODAY)
    ]
    assert page.form.success.current is SuccessFactor.WORKING_CONDITIONS, "a save moves nobody"
    page.undo()
    assert len(desk.dossiers.get("placement", place.id).success_checks) == len(before)


def test_nothing_of_the_former_placement_stays_out_of_view(part: SuccessPart) -> None:
    part.go_to(SuccessFactor.CLICK)
    settle()
    assert "Met Ria wel" in part.detail.note.text()
    assert "nee op 02-03-2026" in part.detail.earlier.text()
    part.bind(EditSession(Placement(version=1)))
    assert (part.detail.note.text(), part.detail.earlier.text()) == ("", "")
    assert not any("Ria" in repr(line) for line in part.list.items.items())


def test_letters_of_another_size_leave_the_details_in_their_row(part: SuccessPart) -> None:
    theme.current().set_text_size(150)
    part.go_to(SuccessFactor.CLICK)
    settle()
    theme.current().set_text_size(100)
    settle()
    row = part.list.visualRect(part.list.currentIndex())
    assert row.contains(part.detail.geometry().adjusted(0, 0, 0, -1))
    assert cut_off_at_rest(part) == []
    assert part.detail.height() == part._room()
