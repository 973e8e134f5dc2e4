"""The line of the chosen person in the header follows every save, without choosing somebody else first."""

from datetime import date
from typing import Any

import pytest

from beschutdesk.dossier.placement import EndReason, PhaseKind
from tests.ui.fixtures import TODAY, candidates_page, open_person, shown
from ui.desk_window import DeskWindow
from ui.models.roles import ITEM
from ui.person import person_line

__all__ = ["shown"]


def test_phase_and_supervisor_stand_there_after_the_save(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    for row in range(page.list.model.rowCount()):
        open_person(page, row, whole=False)
        place, firm = page.dossier.session("placement"), page.dossier.session("employer")
        if place is not None and firm is not None and place.root.ended_on is None and firm.rows("supervisors"):
            break
    else:
        raise AssertionError("nobody in the demo works")
    for key in place.rows("phases"):
        place.remove_row("phases", key)
    place.add_row("phases", {"kind": PhaseKind.TRIAL, "since": TODAY})
    other = firm.add_row("supervisors", {"name": "Wilma Duin"})
    place.add_row("terms", {"valid_from": TODAY, "supervisor": other})
    assert page.acts.save()
    person = shown.window.header.person
    assert person is not None
    assert person.phase == "Proefplaatsing"
    assert "begeleider Wilma Duin" in person.meta
    place.set("ended_on", date(2026, 11, 20))
    place.set("end_reason", EndReason.TASKS)
    assert page.acts.save()
    person = shown.window.header.person
    assert person is not None
    assert "nog geen plek" not in person.meta
    assert f"plaatsing geëindigd, laatst bij {firm.root.name}" in person.meta
    assert page.list.view.currentIndex().data(ITEM).meta == "plaatsing geëindigd"


def test_the_header_of_somebody_else_reads_no_whole_dossier(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page, context = candidates_page(shown), shown.context
    assert context is not None
    people = context.desk.dossiers.ids("candidate")
    opened = {}
    for key in people:
        page.open(key)
        opened[key] = person_line(context, key, page.known(key))

    def whole(*_: Any, **__: Any) -> None:
        raise AssertionError("a whole dossier was read for one line")

    monkeypatch.setattr(context.desk.dossiers, "whole", whole)
    assert {key: person_line(context, key) for key in people} == opened
    assert sum("begeleider" in line.meta for line in opened.values() if line is not None) > 1
