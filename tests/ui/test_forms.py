"""The binder of a form: what is typed reaches the session, of one person only, and what is wrong is said."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EVERYONE, NOBODY, WORKING
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import LINE_LIMIT, LINES_LIMIT, PROSE_LIMIT, REGISTRY, TEXT_LIMIT, Kind
from beschutdesk.dossier.values import Attachment, YesNo
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import throw_away, today
from ui.forms.binder import Binder
from ui.forms.editors import Helpers, Reading
from ui.forms.files import AttachmentEditor
from ui.forms.grid import FieldGrid
from ui.forms.make import make_editor
from ui.forms.session import EditSession
from ui.forms.who_reads import who_reads
from ui.widgets import Elided


def saved(**values: object) -> Candidate:
    person = Candidate(version=3)
    for name, value in values.items():
        setattr(person, name, value)
    return person


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


def test_fields_stand_below_each_other_where_their_labels_could_not_be_read(qtbot: QtBot) -> None:
    binder = Binder("terms", Helpers(today))
    short, long = binder.box("hours"), binder.box("visit_weeks", title="Met de werkgever & werknemer afgesproken op")
    grid = FieldGrid([[short, long]])
    qtbot.addWidget(grid)
    for width, beside in ((900, True), (500, False), (900, True)):
        grid.resize(width, 300)
        with qtbot.waitExposed(grid):
            grid.show()
        QApplication.processEvents()
        assert (short.y() == long.y()) is beside
        assert cut_off(grid) == []
        label = next(one for one in long.findChildren(Elided) if one.words.startswith("Met de"))
        assert label.text() == "Met de werkgever && werknemer afgesproken op", "whole, and no mnemonic"
    grid.resize(160, 300)
    QApplication.processEvents()
    assert label.text().endswith("…")
    assert label.toolTip() == label.words


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
