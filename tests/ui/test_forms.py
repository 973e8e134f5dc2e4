"""Sessions, binder and rows: what is typed stands in the session, and of one person only."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EVERYONE, NOBODY, WORKING
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import LINE_LIMIT, LINES_LIMIT, PROSE_LIMIT, REGISTRY, TEXT_LIMIT, Kind
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.values import Attachment, YesNo
from tests.ui.fixtures import throw_away, today
from tests.ui.walker import settle, shown, walk
from ui.forms.binder import Binder, who_reads
from ui.forms.editors import Helpers, Reading
from ui.forms.files import AttachmentEditor
from ui.forms.grid import FieldGrid
from ui.forms.make import make_editor
from ui.forms.rows import RowsEditor
from ui.forms.session import RAW, EditSession
from ui.tabs.candidates.layout import TERMS
from ui.tabs.dossiers.supervisors import SUPERVISORS
from ui.tabs.employers.layout import CONTACTS
from ui.widgets import box, button, rows


def saved(**values: object) -> Candidate:
    person = Candidate(version=3)
    for name, value in values.items():
        setattr(person, name, value)
    return person


# -- sessions ----------------------------------------------------------------------------------------------------------


def test_a_value_is_a_change_until_it_is_as_before() -> None:
    session = EditSession(saved(name_used="Thijs"))
    assert not session.is_dirty
    session.set("name_used", "Tijs")
    assert session.changes == {"name_used": "Tijs"}
    assert session.value("name_used") == "Tijs"
    session.set("name_used", "Thijs")
    assert not session.is_dirty


def test_a_new_root_says_everything_in_its_draft() -> None:
    session = EditSession(Candidate(state=CandidateState.ACTIVE))
    assert session.is_new
    assert not session.is_touched
    assert session.edit().changes == {"state": "active"}
    assert session.edit().base_version == 0


def test_a_wrong_value_changes_nothing() -> None:
    session = EditSession(saved(name_used="Thijs"))
    with pytest.raises(WrongValue):
        session.set("name_used", "x" * 201)
    assert session.value("name_used") == "Thijs"


def test_half_a_value_is_in_the_draft_and_not_in_the_edit() -> None:
    session = EditSession(saved(born=date(1990, 1, 2)))
    session.set_raw("born", "3-4-")
    assert session.draft().changes == {RAW + "born": "3-4-"}
    assert session.edit().changes == {}
    assert session.value("born") == date(1990, 1, 2)
    again = EditSession(saved(born=date(1990, 1, 2)))
    again.restore(session.draft())
    assert again.raw("born") == "3-4-"
    again.set("born", date(1990, 1, 2))
    assert not again.is_dirty


def test_a_draft_of_a_field_that_is_gone_is_taken_up_without_it() -> None:
    session = EditSession(saved())
    draft = session.draft()
    session.restore(type(draft)("candidate", draft.id, 3, {"once": "x", "name_used": "Bo", "terms/1/x": "y"}))
    assert session.changes == {"name_used": "Bo"}


def test_rows_can_be_made_moved_taken_out_and_put_back() -> None:
    place = Placement(version=1, terms=[Terms(hours=Decimal(8))])
    session = EditSession(place)
    first = place.terms[0].id
    second = session.add_row("terms", {"hours": Decimal(12)})
    assert session.rows("terms") == [first, second]
    assert session.move_row("terms", second, -1)
    assert not session.move_row("terms", second, -1)
    assert session.rows("terms") == [second, first]
    at = session.remove_row("terms", second)
    assert "terms" not in session.edit().changes or session.rows("terms") == [first]
    assert all(str(second) not in path for path in session.edit().changes)
    session.put_row_back("terms", second, at)
    assert session.value(f"terms/{second}/hours") == Decimal(12)
    assert [row.hours for row in session.build().terms] == [Decimal(12), Decimal(8)]


def test_a_record_that_changed_elsewhere_is_followed_unless_a_field_changed_twice() -> None:
    person = saved(name_used="Thijs", phone="1")
    session = EditSession(person)
    session.set("phone", "2")
    other = codec.copy(person)
    other.name_used, other.version = "Tijs", 4
    session.follow(other)
    assert (session.version, session.value("name_used")) == (4, "Tijs")
    third = codec.copy(other)
    third.phone, third.version = "3", 5
    session.follow(third)
    assert session.version == 4  # so that saving asks
    session.settle_on(third, [])
    assert (session.version, session.changes) == (5, {"phone": "2"})
    session.settle_on(third, ["phone"])
    assert not session.is_dirty


def test_settling_a_conflict_keeps_rows_of_both() -> None:
    place = Placement(version=1, terms=[Terms(hours=Decimal(8))])
    session = EditSession(place)
    mine = session.add_row("terms")
    other = codec.copy(place)
    other.version = 2
    other.terms.append(Terms(hours=Decimal(20)))
    session.settle_on(other, [])
    assert session.rows("terms") == [place.terms[0].id, mine, other.terms[1].id]


def test_half_a_text_in_a_row_that_was_taken_out_is_no_change() -> None:
    root = Placement(version=2, terms=[Terms()])
    session = EditSession(root)
    key = root.terms[0].id
    session.set_raw(f"terms/{key}/hours_per_week", "18,")
    place = session.remove_row("terms", key)
    assert session.raw_paths() == []
    session.put_row_back("terms", key, place)
    assert session.raw_paths() == [f"terms/{key}/hours_per_week"], "taking it out can be undone"
    session.remove_row("terms", key)
    assert session.draft().changes == {"terms": []}
    root.terms = []
    session.begin_again(root)
    assert not session.is_dirty
    assert session.raw_paths() == []


def test_a_row_that_came_and_went_is_no_change() -> None:
    session = EditSession(Placement(version=2))
    key = session.add_row("terms", {"readers": tuple(EVERYONE)})
    session.remove_row("terms", key)
    assert not session.is_dirty


def test_a_value_that_comes_late_goes_where_it_was_asked() -> None:
    session = EditSession(saved(name_used="Bo"))
    first, second = session.expect("name_used"), session.expect("name_used")
    first("Eerste")
    assert session.value("name_used") == "Bo", "another one was asked for"
    second("Tweede")
    assert session.value("name_used") == "Tweede"
    third = session.expect("name_used")
    session.set("name_used", "Derde")
    assert not session.is_waiting
    third("Te laat")
    session.expect("name_used")(None)
    assert session.value("name_used") == "Derde"


# -- binder ------------------------------------------------------------------------------------------------------------

NAMES = ("name_used", "born", "works_best", "good_at", "state", "photo_consent", "day_activity_week")


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[tuple[Binder, QWidget]]:
    binder = Binder("candidate", Helpers(today))
    grid = FieldGrid([[binder.box(name)] for name in NAMES])
    grid.resize(700, 900)
    with qtbot.waitExposed(grid):
        grid.show()
    yield binder, grid
    binder.bind(None)
    throw_away(grid)


def texts(widget: QWidget) -> str:
    lines = [line.text() for line in widget.findChildren(QLineEdit)]
    return " | ".join(lines + [edit.toPlainText() for edit in widget.findChildren(QPlainTextEdit)])


def test_typing_reaches_the_session_and_back(form: tuple[Binder, QWidget], qtbot: QtBot) -> None:
    binder, _ = form
    session = EditSession(saved())
    binder.bind(session)
    QTest.keyClicks(binder.editor("name_used").buddy, "Thijs & Co")
    QTest.keyClicks(binder.editor("works_best").buddy, "rustig")
    assert session.value("name_used") == "Thijs & Co"
    assert session.value("works_best") == "rustig"
    session.set("name_used", "Bo")
    assert binder.editor("name_used").read().value == "Bo"


def test_another_session_shows_nothing_of_the_former(form: tuple[Binder, QWidget], qtbot: QtBot) -> None:
    binder, grid = form
    first = EditSession(saved(name_used="Zonneschijn", works_best="Zonnig", good_at=("zon",), photo_consent=YesNo.YES))
    first.set_raw("born", "zon")
    binder.bind(first)
    assert "Zon" in texts(grid)
    for other in (EditSession(saved()), None):
        binder.bind(other)
        assert "zon" not in texts(grid).lower()
        assert binder.editor("photo_consent").read().value is None
        assert not binder.field_box("born").message
    QTest.keyClick(binder.editor("name_used").buddy, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    line = binder.editor("name_used").buddy
    assert isinstance(line, QLineEdit)
    line.undo()
    text = binder.editor("works_best").buddy
    assert isinstance(text, QPlainTextEdit)
    text.undo()
    assert "zon" not in texts(grid).lower()
    assert first.value("name_used") == "Zonneschijn"


def test_a_message_stands_at_the_field_and_goes_while_typing(form: tuple[Binder, QWidget], qtbot: QtBot) -> None:
    binder, _ = form
    session = EditSession(saved())
    binder.bind(session)
    line = binder.editor("born").buddy
    line.setFocus()
    QTest.keyClicks(line, "31-2-1990")
    assert not binder.field_box("born").message, "nobody is told off while typing"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "31" in binder.field_box("born").message
    assert session.raw("born") == "31-2-1990"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert not binder.field_box("born").message


def test_a_text_too_long_is_told_and_kept(form: tuple[Binder, QWidget]) -> None:
    binder, _ = form
    session = EditSession(saved())
    binder.bind(session)
    line = binder.editor("name_used").buddy
    assert isinstance(line, QLineEdit)
    line.insert("y" * 300)
    line.textEdited.emit(line.text())
    assert session.raw("name_used") == "y" * 300
    assert "200" in binder.field_box("name_used").message
    binder.bind(session)
    assert line.text() == "y" * 300


TYPED = {
    Kind.TEXT: "y" * (TEXT_LIMIT + 1),
    Kind.PROSE: "y" * (PROSE_LIMIT + 1),
    Kind.LINES: "kort\n" + "y" * (LINE_LIMIT + 1),
    Kind.NUMBER: "9999999999999",
    Kind.MONEY: "9" * 60,
    Kind.DAY: "31-02-1990",
    Kind.APPOINTMENT: "31-02-1990 | 9.30",
    Kind.WEEK: " | ".join(["8.30-12.30, " * LINES_LIMIT, *[""] * 6]),
}
"""What a field of this kind cannot hold."""
FIELDS = {p.kind: (s, p) for s in REGISTRY.values() for p in s.specs.values() if p.kind in TYPED}


def test_every_kind_in_which_one_types_is_tried(qapp: QApplication) -> None:
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            try:
                editor = make_editor(spec, Helpers(today), shape)
            except ValueError:
                continue
            assert (editor.typed() is not None) == (spec.kind in TYPED), spec.kind
            throw_away(editor.widget)


@pytest.mark.parametrize("kind", FIELDS)
def test_whatever_is_typed_is_kept_and_told(kind: Kind, qapp: QApplication) -> None:
    shape, spec = FIELDS[kind]
    binder = Binder(shape.name, Helpers(today))
    box = binder.box(spec.name)
    root = shape.type(version=2)
    session = EditSession(root)
    binder.bind(session)
    editor = binder.editor(spec.name)
    editor.show_raw(TYPED[kind])
    editor.edited.emit()
    kept = session.raw(spec.key)
    assert kept
    assert kept.replace(" ", "") == TYPED[kind].replace(" ", "")
    editor.left.emit()
    assert box.message
    assert session.raw(spec.key) == kept
    assert session.value(spec.key) == spec.empty
    binder.bind(None)
    throw_away(box)


def test_a_value_the_session_refuses_is_kept_as_it_was_typed(
    form: tuple[Binder, QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when an editor reads it: a number, a day or a list is no text by itself."""
    binder, _ = form
    session = EditSession(saved())
    binder.bind(session)
    line = binder.editor("born").buddy
    assert isinstance(line, QLineEdit)
    line.setText("01-02-1990")

    def refuse(*_: object) -> None:
        raise WrongValue("dit past hier niet")

    monkeypatch.setattr(session, "set", refuse)
    binder._keep("born", Reading(date(1990, 2, 1)))
    assert binder.field_box("born").message == "Dit past hier niet."
    assert session.raw("born") == "01-02-1990"


def test_a_photo_that_comes_late_is_put_with_whom_it_was_chosen_for(qapp: QApplication) -> None:
    answers: list[Callable[[Attachment | None], None]] = []
    binder = Binder("candidate", Helpers(today, store=lambda _path, stored: answers.append(stored)))
    editor = binder.editor("photo")
    assert isinstance(editor, AttachmentEditor)
    one, other = EditSession(saved()), EditSession(saved())
    photo, too_long = (
        Attachment("0" * 64, "foto.jpg", "image/jpeg", 12),
        Attachment("0" * 64, "y" * 250, "image/png", 1),
    )
    binder.bind(one)
    editor.take(Path("foto.jpg"))
    binder.bind(other)
    answers[0](photo)
    assert one.value("photo") == photo
    assert other.value("photo") is editor.read().value is None
    editor.take(Path("foto.jpg"))
    binder.fill()  # as after a save
    answers[1](photo)
    assert other.value("photo") == editor.read().value == photo
    editor.take(Path("nog-een.jpg"))
    editor._take_away()
    answers[2](photo)
    assert other.value("photo") is editor.read().value is None
    editor.take(Path("lang.jpg"))
    binder.bind(one)
    answers[3](too_long)
    assert other.value("photo") is None
    binder.bind(None)
    throw_away(editor.widget)


def test_settling_reads_what_is_half_typed(form: tuple[Binder, QWidget], qtbot: QtBot) -> None:
    binder, _ = form
    session = EditSession(saved())
    binder.bind(session)
    QTest.keyClicks(binder.editor("born").buddy, "2 jan 90")
    assert session.value("born") is None
    binder.settle()
    assert session.value("born") == date(1990, 1, 2)
    assert session.raw("born") is None


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (NOBODY, "alleen jij"),
        ({CANDIDATE}, "alleen jij en de kandidaat"),
        ({COLLEAGUE}, "alleen jij en een collega"),
        (WORKING, "iedereen behalve gemeente"),
        (EVERYONE, "iedereen"),
        ({COLLEAGUE, CANDIDATE}, "collega, kandidaat"),
    ],
)
def test_who_may_read_is_said_in_words(share: set[object], words: str) -> None:
    assert who_reads(frozenset(share)) == words  # type: ignore[arg-type]


# -- rows --------------------------------------------------------------------------------------------------------------


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
    wanted = ["Rol", "Contactpersoon toevoegen", "Training", "begeleider omlaag", "Training", "begeleider omhoog"]
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
