"""The evaluatie kennismaking: begun with what is known, filled in by keyboard, kept as rows of the placement."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.introduction import Click, IntroductionEvaluation, Verdict
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, Opinion, TaskList, TaskState
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk
from tests.documents import invented
from tests.documents.test_introduction import full
from tests.ui.fixtures import candidates_page, context_of, open_person, shown, shown_empty
from tests.ui.walker import focused, press, settle, walk
from tests.ui.walker import shown as in_window
from ui import theme
from ui.desk_window import DeskWindow
from ui.dialogs.introduction_print import IntroductionDialog
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.candidates.introduction import IntroductionPart

__all__ = ["shown", "shown_empty"]

TODAY = date(2026, 11, 23)


@pytest.fixture
def dossier(desk: Desk) -> invented.Dossier:
    """One placement with terms, a supervisor with time, and tasks of all kinds."""
    made = invented.full()
    made.placement.terms[0].valid_from = date(2026, 1, 1)
    made.placement.terms[0].supervision_minutes = Decimal(60)
    made.employer.supervisors[0].minutes = Decimal(45)
    made.placement.terms[0].supervisor = made.employer.supervisors[0].id
    tasks = [
        CarvedTask(name="Gereedschap tellen", state=TaskState.PACKAGE),
        CarvedTask(name="Heg knippen", state=TaskState.DROPPED),
        CarvedTask(name="Bus inladen", state=TaskState.TRYING, own_opinion=Opinion.GOOD),
        CarvedTask(name="Bladblazen", state=TaskState.TRYING, supervisor_opinion=Opinion.NOT_FIT),
        CarvedTask(name="Verven", state=TaskState.IDEA),
    ]
    desk.dossiers.add(
        [made.candidate, made.employer, made.placement, TaskList(placement=made.placement.id, tasks=tasks)]
    )
    return made


@pytest.fixture
def session(desk: Desk, dossier: invented.Dossier) -> EditSession:
    return EditSession(desk.dossiers.get("placement", dossier.placement.id))


@pytest.fixture
def unbound(qtbot: QtBot, shown_empty: DeskWindow) -> Iterator[IntroductionPart]:
    """In view and of nobody yet, so that no field of it is made."""
    made = IntroductionPart(Helpers(today=lambda: TODAY))
    made.serve(context_of(shown_empty), lambda: True)
    in_window(qtbot, made, 780, 1400)
    yield made
    made.bind(None)


@pytest.fixture
def part(unbound: IntroductionPart, session: EditSession) -> IntroductionPart:
    unbound.bind(session)
    settle()
    return unbound


def row(session: EditSession, number: int = -1) -> IntroductionEvaluation:
    found: Placement = session.build()
    return found.evaluations[number]


def field(part: IntroductionPart, name: str) -> QWidget:
    return part.binder.editor(name).buddy


def test_nothing_yet_says_how_to_begin_and_changes_nothing(part: IntroductionPart, session: EditSession) -> None:
    assert part.add.text() == "Evaluatie beginnen"
    assert part.paper.isHidden()
    assert part.binders() == []
    assert not session.is_dirty


def test_it_begins_with_what_is_known(part: IntroductionPart, session: EditSession, dossier: invented.Dossier) -> None:
    part.add.setFocus()
    press(Qt.Key.Key_Space)
    said = row(session)
    assert said.held_on == TODAY
    assert said.present == (dossier.candidate.name_used, dossier.employer.supervisors[0].name)
    assert said.tasks_fit == ("Gereedschap tellen",)
    assert said.tasks_not == ("Heg knippen", "Bladblazen")
    assert (said.minutes_needed, said.minutes_available) == (Decimal(60), Decimal(45))
    assert (said.click_candidate, said.verdict) == (None, None), "what was not said stays open"
    assert "15 minuten te weinig" in part.enough.words
    assert part.tasks.names == ("Bus inladen", "Verven")


def test_filled_in_by_keyboard(part: IntroductionPart, session: EditSession) -> None:
    part.begin()
    assert part.binder.editor("click_candidate").widget.isAncestorOf(focused())
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Ik wil hier blijven.")
    part.binder.editor("verdict").buddy.setFocus()
    assert part.binder.field_box("extended_until").isHidden()
    press(Qt.Key.Key_Right)
    said = row(session)
    assert (said.click_candidate, said.click_employer) == (Click.YES, Click.PARTLY)
    assert said.candidate_says == "Ik wil hier blijven."
    assert said.verdict is Verdict.EXTEND
    assert part.binder.field_box("extended_until").isVisible()
    assert part._heading.words == "Gesprek op 23-11-2026: verlengen"


def test_an_offered_task_gets_its_place_with_one_press(part: IntroductionPart, session: EditSession) -> None:
    part.begin()
    settle()
    buttons = {one.accessibleName(): one for one in part.tasks.findChildren(QWidget) if one.accessibleName()}
    buttons["Bus inladen: past"].setFocus()
    press(Qt.Key.Key_Space)
    assert row(session).tasks_fit == ("Gereedschap tellen", "Bus inladen")
    assert focused().accessibleName() == "Verven: past"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert row(session).tasks_not == ("Heg knippen", "Bladblazen", "Verven")
    assert part.tasks.isHidden()
    session.set(f"evaluations/{part.key}/tasks_fit", ())
    assert part.tasks.names == ("Gereedschap tellen", "Bus inladen")


def test_a_second_one_leaves_the_first_and_the_latest_is_in_view(part: IntroductionPart, session: EditSession) -> None:
    session.add_row("evaluations", {"held_on": date(2026, 10, 1), "verdict": Verdict.EXTEND, "reasons": "Te kort."})
    part.finish()
    assert part.add.text() == "Nieuwe evaluatie"
    first = part.key
    part.begin()
    assert part.key != first
    assert [one.held_on for one in session.build().evaluations] == [date(2026, 10, 1), TODAY]
    assert [part.which.itemText(n) for n in range(part.which.count())] == [
        "Gesprek op 23-11-2026: nog geen besluit",
        "Gesprek op 01-10-2026: verlengen",
    ]
    part.which.setFocus()
    press(Qt.Key.Key_Down)
    assert part.key == first
    assert part.binder.editor("reasons").read().value == "Te kort."
    assert first is not None
    part.go_to(first)
    assert field(part, "held_on").hasFocus()


def test_taken_out_and_put_back(part: IntroductionPart, session: EditSession, qtbot: QtBot) -> None:
    part.begin()
    with qtbot.waitSignal(part.taken_out) as heard:
        part.out.click()
    assert session.build().evaluations == []
    assert part.paper.isHidden()
    heard.args[1]()
    assert row(session).tasks_fit == ("Gereedschap tellen",)
    assert part.paper.isVisible()


def test_half_a_number_stays_a_draft(part: IntroductionPart, session: EditSession) -> None:
    part.begin()
    line = field(part, "minutes_needed")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "veel")
    part.add.setFocus()
    assert session.raw_paths() == [f"evaluations/{part.key}/minutes_needed"]
    assert part.binders() == [part.binder]
    again = EditSession(Placement(id=session.id, version=1))
    again.restore(session.draft())
    part.bind(again)
    assert field(part, "minutes_needed").property("text") == "veel"


def test_the_fields_are_made_in_small_steps_and_then_stand_there(unbound: IntroductionPart, qtbot: QtBot) -> None:
    part = unbound
    part.bind(EditSession(Placement(version=1, evaluations=[full()])))
    assert part.binders() == [], "nobody waits for eighteen fields"
    assert part._heading.words == "Gesprek op 18-11-2026: verlengen"
    qtbot.waitUntil(lambda: bool(part.binders()))
    assert part.binder.editor("reasons").read().value == full().reasons
    assert field(part, "reasons").isVisible()


def test_another_placement_shows_nothing_of_the_former(part: IntroductionPart) -> None:
    part.begin()
    part.binder.editor("reasons").buddy.setFocus()
    QTest.keyClicks(focused(), "Iets geheims.")
    part.bind(EditSession(Placement()))
    settle()
    assert part.key is None
    assert part.binder.editor("reasons").read().value == ""
    assert (part._heading.words, part.which.count(), part.tasks.names) == ("", 0, ()), "also not out of view"
    part.begin()
    assert part.tasks.isHidden()


def test_it_is_put_on_paper_after_a_save(
    part: IntroductionPart, session: EditSession, shown_empty: DeskWindow, qtbot: QtBot
) -> None:
    context = context_of(shown_empty)
    part.begin()
    asked: list[bool] = []

    def no() -> bool:
        asked.append(True)
        return False

    part.before = no
    assert part.print_out() is None

    def keep() -> bool:
        context.desk.dossiers.save([session.edit()])
        session.begin_again(context.desk.dossiers.get("placement", session.id))
        return True

    part.before = keep
    dialog = part.print_out()
    assert isinstance(dialog, IntroductionDialog)
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    assert asked == [True]
    assert dialog.ready is not None
    assert dialog.ready.order.evaluation.tasks_fit == ("Gereedschap tellen",)
    assert dialog.windowTitle() == "Evaluatie kennismaking van Thijs"
    dialog.reject()


def test_keyboard_walk(part: IntroductionPart, session: EditSession, both_themes: bool) -> None:
    values = {name: getattr(full(), name) for name in ("held_on", "verdict", "reasons", "minutes_needed")}
    session.add_row("evaluations", values)
    part.finish()
    settle()
    found = walk(part.window(), (780, 1600))
    assert "Evaluatie maken…" in found.stops
    assert "Naar de takenlijst" in found.stops
    assert found.stops.index("Gesprek op") < found.stops.index("Waarom") < found.stops.index("Nieuwe evaluatie")


@pytest.mark.parametrize(("width", "size"), [(780, 150), (460, 100)])
def test_nothing_runs_off_in_a_narrow_form(part: IntroductionPart, session: EditSession, width: int, size: int) -> None:
    session.add_row("evaluations", {"tasks_fit": ("Een heel lange taak die nergens op één regel past " * 3,)})
    part.finish()
    theme.current().set_text_size(size)
    part.window().resize(width, 1800)
    settle()
    for widget in part.findChildren(QWidget):
        if widget.isVisible() and part.isAncestorOf(widget):
            assert widget.mapTo(part, widget.rect().topRight()).x() <= part.width() + 1, widget


def test_from_the_dossier_to_paper(shown: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = candidates_page(shown)
    open_person(page)
    context, place = context_of(shown), page.dossier.session("placement")
    assert place is not None
    before = len(place.rows("evaluations"))
    part = page.form.introduction
    page.go_to_section("introduction")
    part.begin()
    part.binder.editor("reasons").buddy.setFocus()
    QTest.keyClicks(focused(), "Het past.")
    dialog = part.print_out()
    assert dialog is not None
    kept = context.desk.dossiers.get("placement", place.id).evaluations
    assert len(kept) == before + 1, "what leaves was saved first"
    assert kept[-1].reasons == "Het past."
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    dialog.ask_path = lambda _parent, _name: tmp_path / "e.pdf"
    with qtbot.waitSignal(dialog.kept, timeout=20_000):
        dialog.save_pdf()
    (issued,) = context.desk.introductions.issued(place.id)
    assert issued.concept is YesNo.YES
    page.go_to_section("timeline")
    qtbot.waitUntil(lambda: any("Evaluatie kennismaking" in one.title for one in page.timeline.events()))
    dialog.reject()
