"""Rows in a form: terms, supervisors and contacts follow the session, and new ones start from what held."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from tests.ui.fixtures import throw_away, today
from tests.ui.walker import settle, shown, walk
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.tabs.candidates.layout_placement import TERMS
from ui.tabs.dossiers.supervisors import SUPERVISORS
from ui.tabs.employers.layout import CONTACTS
from ui.widgets import box, button, rows


@pytest.fixture
def terms(qtbot: QtBot) -> Iterator[RowsEditor]:
    made = RowsEditor(TERMS, Helpers(today))
    made.resize(700, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.bind(None)
    throw_away(made)


def test_rows_follow_the_session(terms: RowsEditor, qtbot: QtBot) -> None:
    session = EditSession(Placement(version=1, terms=[Terms(hours=Decimal(8)), Terms(hours=Decimal("12.5"))]))
    terms.bind(session)
    assert [form.value("hours") for form in terms.forms()] == [Decimal(8), Decimal("12.5")]
    undo: list[object] = []
    terms.taken_out.connect(lambda _name, back: undo.append(back))
    QTest.mouseClick(terms.forms()[0].out, Qt.MouseButton.LeftButton)
    assert [form.value("hours") for form in terms.forms()] == [Decimal("12.5")]
    back = undo[0]
    assert callable(back)
    back()
    assert [form.value("hours") for form in terms.forms()] == [Decimal(8), Decimal("12.5")]
    QTest.mouseClick(terms.forms()[0].down, Qt.MouseButton.LeftButton)
    assert [form.value("hours") for form in terms.forms()] == [Decimal("12.5"), Decimal(8)]
    terms.bind(None)
    assert terms.forms() == []


def test_new_terms_start_from_what_held(terms: RowsEditor, qtbot: QtBot) -> None:
    session = EditSession(Placement(version=1, terms=[Terms(hours=Decimal(8), valid_from=date(2026, 1, 1))]))
    terms.bind(session)
    QTest.mouseClick(terms.add, Qt.MouseButton.LeftButton)
    added = terms.forms()[1]
    assert added.value("hours") == Decimal(8)
    assert added.value("valid_from") is None
    focus = terms.window().focusWidget()
    assert focus is not None
    assert added.isAncestorOf(focus)
    QTest.keyClicks(focus, "1-12-2026")
    assert added.value("valid_from") == date(2026, 12, 1)


def test_tab_goes_through_the_rows_as_they_stand(qtbot: QtBot) -> None:
    session = EditSession(Employer(version=1, supervisors=[Supervisor(name="Els")]))
    first, second = RowsEditor(CONTACTS, Helpers(today)), RowsEditor(SUPERVISORS, Helpers(today))
    window = shown(qtbot, box(rows(first, second, button("Opslaan"))), 800, 900)
    for editor in (first, second):
        editor.bind(session)
    second.make_row()
    first.make_row()
    settle()
    stops = walk(window, (800, 900), pictures=False).stops
    wanted = ["Rol", "Contactpersoon toevoegen", "Training", "Begeleider omlaag", "Training", "Begeleider omhoog"]
    places, at = [], stops.index("Naam")
    for name in [*wanted, "Begeleider toevoegen", "Opslaan"]:
        at = stops.index(name, at)
        places.append(at)
        at += 1
    assert places == sorted(places)
    assert (stops.count("Naam"), stops.count("Training")) == (3, 2)
    for editor in (first, second):
        editor.bind(None)


def test_nobody_replaces_themselves(qtbot: QtBot) -> None:
    session = EditSession(Employer(version=1))
    els, ton = (session.add_row("supervisors", {"name": name}) for name in ("Els", "Ton"))
    binder = Binder("supervisor", Helpers(today, lambda target: [(els, "Els"), (ton, "Ton")]))
    combo: Any = binder.box("backup").editor
    qtbot.addWidget(binder.field_box("backup"))
    binder.bind(session, f"supervisors/{els}/")
    assert choices_of(combo) == ["–", "Ton"]
    binder.bind(session, f"supervisors/{ton}/")
    assert choices_of(combo) == ["–", "Els"]
    session.set(f"supervisors/{ton}/backup", ton)
    assert choices_of(combo) == ["–", "Els", "Ton: kies iemand anders"], "what was kept so stays in view"
    assert combo.currentText() == "Ton: kies iemand anders"


def test_the_fixed_supervisor_is_not_offered_as_the_stand_in(qtbot: QtBot) -> None:
    els, ton = UUID(int=1), UUID(int=2)
    session = EditSession(Placement(version=1))
    row = session.add_row("terms")
    binder = Binder("terms", Helpers(today, lambda target: [(els, "Els"), (ton, "Ton")]))
    for attribute in ("supervisor", "backup"):
        qtbot.addWidget(binder.box(attribute))
    binder.bind(session, f"terms/{row}/")
    fixed, backup = (binder.editor(attribute).widget for attribute in ("supervisor", "backup"))
    assert choices_of(fixed) == choices_of(backup) == ["–", "Els", "Ton"]
    QTest.keyClicks(fixed, "Els")
    assert session.value(f"terms/{row}/supervisor") == els
    assert choices_of(backup) == ["–", "Ton"]
    session.set(f"terms/{row}/supervisor", ton)
    assert choices_of(backup) == ["–", "Els"]
    assert choices_of(fixed) == ["–", "Els", "Ton"]


def choices_of(combo: Any) -> list[str]:
    return [combo.itemText(number) for number in range(combo.count())]


def test_references_offer_what_the_page_knows(qtbot: QtBot) -> None:
    keys = [UUID(int=1), UUID(int=2)]
    made = RowsEditor(TERMS, Helpers(today, lambda target: [(key, f"{target} {n}") for n, key in enumerate(keys)]))
    session = EditSession(Placement(version=1, terms=[Terms(supervisor=UUID(int=9))]))
    made.bind(session)
    combo = made.forms()[0].binder.editor("supervisor").widget
    words = [combo.itemText(i) for i in range(combo.count())]  # type: ignore[attr-defined]
    assert words == ["–", "supervisor 0", "supervisor 1", "staat niet meer in de lijst"]
    assert made.forms()[0].value("supervisor") == UUID(int=9)
    made.bind(None)
    throw_away(made)


def test_every_row_form_can_narrow_its_readers(qtbot: QtBot) -> None:
    made = RowsEditor(SUPERVISORS, Helpers(today))
    assert made.child == "supervisor"
    throw_away(made)
