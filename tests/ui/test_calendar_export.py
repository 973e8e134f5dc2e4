"""The calendar dialog: what goes out is in view, with initials only, and is what the file holds."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import context_of, put_away, show_desk, throw_away
from tests.ui.walker import press, settle, walk
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs.calendar_export import CalendarDialog, export_calendar
from ui.looking import current as looking
from ui.widgets import ACCESSIBLE

LATER_MS = 10_000


def world() -> list[Any]:
    person = Candidate(name_used="Jelte", family_name="van der Bos")
    employer = Employer(name="Bakkerij Graan", place="Kampen")
    trial = PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 11, 1), until=date(2026, 12, 26))
    placement = Placement(candidate=person.id, employer=employer.id, phases=[trial])
    visit = Visit(
        at=Appointment(date(2026, 11, 30), time(9, 30)),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        employer=employer.id,
        subjects=[VisitSubject(candidate=person.id, placement=placement.id)],
    )
    return [person, employer, placement, visit]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[DeskWindow]:
    made = show_desk(qtbot, desk)
    yield made
    looking().set_on(False)
    put_away(made)


@pytest.fixture
def context(window: DeskWindow) -> DeskContext:
    return context_of(window)


@pytest.fixture
def dialog(context: DeskContext, qtbot: QtBot) -> Iterator[CalendarDialog]:
    context.desk.dossiers.add(world())
    made = opened(context, qtbot)
    yield made
    throw_away(made)


def fail(_parent: object, title: str, trouble: Trouble) -> None:
    raise AssertionError(f"{title}: {trouble}")


def opened(context: DeskContext, qtbot: QtBot) -> CalendarDialog:
    made = CalendarDialog(context, context.window)
    made.say_trouble = fail
    made.show()
    read(made, qtbot)
    return made


def read(made: CalendarDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made.shown is not None, timeout=LATER_MS)
    settle()


def said(made: CalendarDialog) -> list[str]:
    return [made.model.index(row, 0).data(ACCESSIBLE) for row in range(made.model.rowCount())]


def words_in(made: Any) -> str:
    return " ".join(one.text() for one in made.findChildren(QLabel) if one.isVisible())


def exports(desk: Desk) -> list[Any]:
    found = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.EXPORT}))))
    return [line.detail for line in found]


def test_what_goes_out_is_in_view_with_initials_only(dialog: CalendarDialog) -> None:
    assert said(dialog) == [
        "maandag 30-11-2026, 9.30 uur, Werkbezoek: J.B.",
        "zaterdag 26-12-2026, Einde proefplaatsing: J.B.",
    ]
    shown = words_in(dialog)
    assert "1 bezoek, 1 termijn." in shown
    assert "Niet erin: namen, werkgevers, notities." in shown


def test_places_only_when_asked_and_the_file_is_what_was_in_view(
    dialog: CalendarDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "agenda.ics"
    names: list[str] = []

    def ask(_parent: object, name: str) -> Path:
        names.append(name)
        return path

    dialog.ask_path = ask
    for places in (False, True):
        if places:
            dialog.places.setFocus()
            press(Qt.Key.Key_Space)
            read(dialog, qtbot)
        assert ("Kampen" in said(dialog)[0]) is places
        dialog.save_button.setFocus()
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(dialog.verdict.isVisible, timeout=LATER_MS)
        text = path.read_text(encoding="utf-8")
        assert text.count("BEGIN:VEVENT") == dialog.shown == 2
        assert ("Kampen" in text) is places
        assert not [word for word in ("Jelte", "Bos", "Bakkerij", "Graan") if word in text]
        assert exports(context.desk)[0] == {"document": "calendar", "places": places}
    assert names == ["agenda-2026-11-23.ics"] * 2


def test_a_file_that_cannot_be_written_is_not_noted(
    dialog: CalendarDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    troubles: list[Trouble] = []
    dialog.say_trouble = lambda _parent, _title, trouble: troubles.append(trouble)
    dialog.ask_path = lambda _parent, _name: tmp_path / "weg" / "agenda.ics"
    dialog.save()
    qtbot.waitUntil(lambda: bool(troubles), timeout=LATER_MS)
    assert dialog.save_button.isEnabled()
    assert exports(context.desk) == []


def test_never_mind_writes_nothing(dialog: CalendarDialog, context: DeskContext) -> None:
    dialog.ask_path = lambda _parent, _name: None
    dialog.save()
    assert dialog.save_button.isEnabled()
    assert exports(context.desk) == []


def test_nothing_planned_says_what_will_be_here(context: DeskContext, qtbot: QtBot) -> None:
    made = opened(context, qtbot)
    assert "Nog niets voor een agenda" in words_in(made)
    assert not made.save_button.isEnabled()
    throw_away(made)


def test_not_while_somebody_looks_along(dialog: CalendarDialog, context: DeskContext) -> None:
    looking().set_on(True)
    settle()
    assert not dialog.isVisible()
    assert dialog.model.rowCount() == 0
    assert export_calendar(context) is None


def test_everything_is_reached_by_keyboard(dialog: CalendarDialog) -> None:
    stops = walk(dialog, (760, 640)).stops
    assert {"Met de plaats van de werkgever bij een bezoek", "Wat er in de agenda komt"} <= set(stops)


def test_nothing_is_cut_off(dialog: CalendarDialog, qtbot: QtBot) -> None:
    for wide, high in ((760, 640), (560, 461)):
        dialog.resize(wide, high)
        assert not cut_off_at_rest(dialog)
