"""Beside the board: what was tried, on the board and at visits, whether a task fits, and its steps."""

from datetime import date, time
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task import Demand
from beschutdesk.dossier.task_list import Independence, Opinion, TaskState, TryoutDecision
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Tryout, Visit, VisitState, VisitSubject
from beschutdesk.rules.task_fit import FitPoint, Side
from beschutdesk.services.drafts import Draft
from tests.ui.test_jobcarving import TODAY, Bench, bench
from ui.looking import current as looking
from ui.tabs.jobcarving.fit import gathered
from ui.tabs.jobcarving.tasks import path_of

__all__ = ["bench"]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ON = date(2026, 11, 19)


def a_visit(bench: Bench, key: UUID | None, name: str, **more: object) -> Visit:
    """A visit at which a task was tried."""
    subject = VisitSubject(candidate=bench.person)
    tried = Tryout(subject=subject.id, task=key, name=name, **more)  # type: ignore[arg-type]
    at = Appointment(ON, time(9, 30), "Europe/Amsterdam")
    return Visit(state=VisitState.DONE, at=at, subjects=[subject], tryouts=[tried])


def press_act(bench: Bench, name: str) -> None:
    """Press a button of the history."""
    made = [one for one in bench.page.board.pane.tries.findChildren(QPushButton) if one.isVisible()]
    next(one for one in made if name in (one.text(), one.accessibleName())).click()


def test_a_try_is_noted_and_taken_over(bench: Bench) -> None:
    bench.choose("Kleedhokjes nalopen")
    bench.press(Qt.Key.Key_T, ALT)
    tries = bench.page.board.pane.tries
    first = tries.form.binder.editor("own_opinion").buddy
    assert first.hasFocus()
    bench.qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())  # scrolled to
    tasks, key = bench.page.tasks, tries.form.key
    assert key is not None
    assert tasks.value(key, "tried_on", "tryouts") == TODAY
    for name, value in (
        ("own_opinion", Opinion.GOOD),
        ("help", Independence.CUE),
        ("decision", TryoutDecision.PACKAGE),
    ):
        tasks.set(path_of(key, name, "tryouts"), value)
    QTest.keyClick(tries.form.ready, Qt.Key.Key_Return, CTRL)
    assert bench.column(TaskState.PACKAGE)[-1] == "Kleedhokjes nalopen"
    card = bench.chosen
    assert card is not None
    assert (card.own, card.independence, card.remark) == (Opinion.GOOD, Independence.CUE, "geprobeerd op 22-11")
    assert bench.window.toasts[-1][0] == "‘Kleedhokjes nalopen’ is bijgewerkt en staat bij ‘in het pakket’."
    assert bench.page.undo()  # what was taken over
    assert bench.column(TaskState.IDEA) == ["Kleedhokjes nalopen"]
    assert bench.chosen is not None
    assert bench.chosen.own is None
    assert bench.page.undo()  # the try itself
    assert tries.history == ()
    assert not bench.dirty()


def test_a_try_without_a_decision_is_under_way(bench: Bench) -> None:
    bench.choose("Kleedhokjes nalopen")
    bench.page.board.note_try()
    bench.page.board.pane.tries.finish()
    assert "Kleedhokjes nalopen" in bench.column(TaskState.TRYING)


def test_tries_of_visits_leave_the_draft_alone(bench: Bench) -> None:
    key = bench.key("Kassa klaarzetten")
    bench.enter("Badrand schrobben")
    typed = dict(bench.page.tasks.session.changes)  # type: ignore[union-attr]
    seen = a_visit(bench, key, "Kassa klaarzetten", own_opinion=Opinion.ATTENTION, own_words="Te druk")
    named = a_visit(bench, None, "badrand  Schrobben", decision=TryoutDecision.LATER)
    bench.page.refresh(bench.desk.dossiers.add([seen, named]).changed)
    assert dict(bench.page.tasks.session.changes) == typed  # type: ignore[union-attr]
    bench.choose("Kassa klaarzetten")
    bench.settle()
    tries = bench.page.board.pane.tries
    assert [(one.day, one.visit) for one in tries.history] == [(ON, seen.id)]
    bench.choose("Badrand schrobben")  # found by its name
    bench.settle()
    press_act(bench, "Overnemen")
    assert bench.column(TaskState.LATER) == ["Badrand schrobben"]


def test_a_visit_that_is_being_written_counts(bench: Bench) -> None:
    key = bench.key("Kassa klaarzetten")
    visit = a_visit(bench, key, "Kassa klaarzetten")
    visit.state, visit.tryouts = VisitState.CONCEPT, []
    bench.desk.dossiers.add([visit])
    new = UUID(int=7)
    row = f"tryouts/{new}/"
    changes = {
        "tryouts": [str(new)],
        f"{row}subject": str(visit.subjects[0].id),
        f"{row}task": str(key),
        f"{row}own_words": "Ging goed",
        f"~{row}minutes": "12 minu",
    }
    bench.desk.drafts.keep(Draft("visit", visit.id, 1, changes))
    bench.page.tasks.refresh(frozenset({("visit", visit.id)}))
    bench.choose("Kassa klaarzetten")
    bench.settle()
    history = bench.page.board.pane.tries.history
    assert [(one.open, one.row.own_words) for one in history] == [(True, "Ging goed")]


def test_what_was_tried_at_a_visit_stays(bench: Bench) -> None:
    key = bench.key("Kassa klaarzetten")
    bench.page.refresh(bench.desk.dossiers.add([a_visit(bench, key, "Kassa klaarzetten")]).changed)
    bench.choose("Kassa klaarzetten")
    bench.press(Qt.Key.Key_Delete)
    assert "Kassa klaarzetten" in dict(bench.lines())
    assert "blijft staan" in bench.window.toasts[-1][0]


def test_a_task_goes_and_comes_back_with_its_steps(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    bench.page.board.open_form()
    steps = bench.page.board.form.steps
    for words in ("Haak los", "Rol op", "Leg weg"):
        steps.entry.setFocus()
        QTest.keyClicks(steps.entry, words)
        QTest.keyClick(steps.entry, Qt.Key.Key_Return)
    assert [form.head.words for form in steps.rows.forms()] == ["Haak los", "Rol op", "Leg weg"]
    last = steps.rows.forms()[-1].key
    assert last is not None
    steps.rows.move_row(last, -1)
    assert [form.head.words for form in steps.rows.forms()] == ["Haak los", "Leg weg", "Rol op"]
    assert bench.page.undo()
    assert [form.head.words for form in steps.rows.forms()] == ["Haak los", "Rol op", "Leg weg"]
    assert bench.page.redo()
    assert [form.head.words for form in steps.rows.forms()] == ["Haak los", "Leg weg", "Rol op"]
    bench.page.board.form.walk_wanted.emit(-1)
    assert steps.rows.forms() == []
    bench.page.board.to_board()
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_Delete)
    assert bench.page.tasks.session is not None
    assert bench.page.tasks.session.rows("steps") == []
    assert bench.page.undo()
    found = bench.page.tasks.about("steps", bench.key("Lijnen oprollen"))
    assert [bench.page.tasks.value(one, "words", "steps") for one in found] == ["Haak los", "Leg weg", "Rol op"]
    bench.page.save()
    kept = bench.kept()
    assert kept is not None
    assert [step.words for step in kept.steps] == ["Haak los", "Leg weg", "Rol op"]


def test_fit_follows_what_is_filled_in(bench: Bench) -> None:
    bench.choose("Kassa klaarzetten")
    bench.settle()
    fit = bench.page.board.pane.fit
    before = fit.points
    assert before
    assert {point.side for point in before} == {Side.UNKNOWN}
    tasks = bench.page.tasks
    tasks.set(path_of(bench.key("Kassa klaarzetten"), "pace"), Demand.MUCH)
    bench.qtbot.waitUntil(lambda: fit.points != before)
    looking().set_on(True)
    try:
        assert fit._folded.isVisible()
        assert not fit._body.isVisible()
    finally:
        looking().set_on(False)


def test_a_matter_stands_there_once_with_all_that_is_known_of_it() -> None:
    plus, minus, unknown = Side.PLUS, Side.MINUS, Side.UNKNOWN
    told = (("grens", "A."), ("nodig", "B."), ("tempo", "C."), ("druk", "C."), ("nodig", "D."), ("grens", "E."))
    sides = (minus, unknown, unknown, unknown, unknown, minus)
    points = [FitPoint(side, *one) for side, one in zip(sides, told, strict=True)]
    assert gathered([*points, FitPoint(plus, "grens", "F.")]) == [
        FitPoint(plus, "grens", "F."),
        FitPoint(minus, "grens", "A.\nE."),
        FitPoint(unknown, "nodig", "B.\nD."),
        FitPoint(unknown, "tempo, druk", "C."),
    ]


def test_a_narrow_page_shows_it_when_asked(bench: Bench) -> None:
    page = bench.page
    page.resize(849, 425)
    bench.choose("Kassa klaarzetten")
    bench.qtbot.waitUntil(lambda: not page.board.pane.isVisible())
    bench.press(Qt.Key.Key_Return)
    assert page.board.form.aside.isVisible()
    page.board.form.aside.click()
    assert page.board.pane.isVisible()
    QTest.keyClick(page.board.pane.tries.note, Qt.Key.Key_Escape)
    assert bench.list.hasFocus()


def test_what_was_tried_at_a_visit_only_comes_to_the_board(bench: Bench) -> None:
    seen = a_visit(bench, None, "Ramen lappen")
    elsewhere = a_visit(bench, None, "Vis bakken")
    elsewhere.subjects[0].placement = a_place(bench)
    bench.page.refresh(bench.desk.dossiers.add([seen, elsewhere]).changed)
    bench.qtbot.waitUntil(bench.page.board.news.isVisible)
    bench.page.board.news.acted.emit()
    assert bench.column(TaskState.TRYING) == ["Kassa klaarzetten", "Ramen lappen"]
    assert not bench.page.board.news.isVisible()
    assert bench.chosen is not None
    assert bench.chosen.remark == "geprobeerd op 19-11"
    assert bench.page.undo()
    assert bench.column(TaskState.TRYING) == ["Kassa klaarzetten"]


def a_place(bench: Bench) -> UUID:
    """A placement of the same person that ended."""
    place = Placement(candidate=bench.person, ended_on=date(2025, 3, 1))
    bench.desk.dossiers.add([place])
    return place.id
