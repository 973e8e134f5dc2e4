"""Sessions, binder and rows: what is typed stands in the session, and of one person only."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EVERYONE, NOBODY, WORKING
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.values import YesNo
from tests.ui.fixtures import throw_away, today
from ui.forms.binder import Binder, who_reads
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.rows import RowsEditor
from ui.forms.session import RAW, EditSession
from ui.tabs.candidates.layout import SUPERVISORS, TERMS


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
