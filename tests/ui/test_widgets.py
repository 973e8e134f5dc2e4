"""The house widgets."""

import gc
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fixtures import throw_away
from tests.ui.walker import focused, name_of, settle, shown, walk
from ui import theme
from ui.widgets import (
    Avatar,
    Banner,
    CheckBox,
    Chip,
    Combo,
    DateEdit,
    Elided,
    EmptyState,
    FieldBox,
    Glyph,
    ItemModel,
    ListView,
    Pane,
    Prose,
    Radio,
    RowDelegate,
    RowLook,
    Search,
    Secret,
    Section,
    Segmented,
    Spin,
    box,
    button,
    clear,
    cols,
    heading,
    label,
    line,
    line_edit,
    pane,
    plain,
    rows,
    scroll,
    set_button,
    set_tone,
)

LONG = "Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp & Zonen <b>bv</b>"
KEYS = Qt.Key


# ---- words -----------------------------------------------------------------------------------------------------------
def test_labels_are_plain_text(qtbot: QtBot) -> None:
    made = label(LONG)
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == LONG
    set_tone(made, "care")
    assert made.palette().windowText().color() == theme.colours().care
    set_tone(made, "")
    assert made.palette().windowText().color() == theme.colours().ink


def test_elided_gives_way_and_keeps_the_whole(qtbot: QtBot) -> None:
    made = Elided(LONG, "section")
    host = shown(qtbot, made, 200)
    assert made.text().endswith("…")
    assert made.toolTip() == made.words == made.accessibleName() == LONG
    host.resize(900, 100)
    settle()
    assert made.text() == LONG
    assert made.toolTip() == ""
    made.set_words("twee\nregels")
    assert made.words == "twee regels"


def test_plain_keeps_an_ampersand() -> None:
    assert plain("Kok & zonen") == "Kok && zonen"


# ---- layout ----------------------------------------------------------------------------------------------------------
def test_rows_and_cols_take_all_kinds_of_items(qtbot: QtBot) -> None:
    a, b, c = label("a"), label("b"), label("c")
    layout = rows(a, (b, 1), 12, None, cols(c))
    host = box(layout)
    qtbot.addWidget(host)
    assert layout.count() == 5
    assert layout.stretch(1) == 1
    clear(layout)
    assert layout.count() == 0


@pytest.mark.parametrize("ground", ["", "side", "tint", "good", "warn", "care", "card", "float"])
@pytest.mark.usefixtures("both_themes")
def test_grounds_paint(qtbot: QtBot, ground: str) -> None:
    made = Pane(ground)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(100, 60)
    image = made.grab().toImage()
    c = theme.colours()
    wanted = {"": c.paper, "side": c.side, "card": c.side, "float": c.paper, "tint": c.tint}
    assert image.pixelColor(50, 30) == wanted.get(ground, getattr(c, f"{ground}_bg", None))


def test_making_a_field_opens_no_window(qtbot: QtBot) -> None:
    """A child that is shown before it has a parent flashes as a window and takes the focus away."""
    host = shown(qtbot, line_edit())
    made = Section("Kop", FieldBox("Naam", line_edit(), "Een hint"), "4 van 5 ingevuld")
    qtbot.addWidget(made)
    settle()
    assert QApplication.activeWindow() is host


def test_scroll_is_no_stop_unless_it_holds_only_text(qtbot: QtBot) -> None:
    form, text = scroll(QWidget()), scroll(label("Veel tekst", wrap=True), "Uitleg")
    qtbot.addWidget(form)
    qtbot.addWidget(text)
    assert form.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert text.focusPolicy() is Qt.FocusPolicy.StrongFocus


# ---- buttons ---------------------------------------------------------------------------------------------------------
def test_an_icon_alone_is_named_by_its_tip(qtbot: QtBot) -> None:
    made = button("", "quiet", "plus", "Nieuwe kandidaat (Ctrl+N)")
    qtbot.addWidget(made)
    assert name_of(made) == "Nieuwe kandidaat"
    set_button(made, "Nieuw", "plus")
    assert name_of(made) == "Nieuw"


def test_a_click_on_the_words_of_a_tick_box_counts(qtbot: QtBot) -> None:
    tick, radio = CheckBox("Gedeeld met de werkgever"), Radio("gemeten")
    shown(qtbot, box(rows(tick, radio)))
    for widget in (tick, radio):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.sizeHint().width() - 3, 10))
        assert widget.isChecked()


class TestSegmented:
    WORDS = ("kan", "met hulp", "nog niet", "onbekend")

    def made(self, qtbot: QtBot, chosen: int = -1, *, clearable: bool = True) -> tuple[Segmented, list[int]]:
        segmented = Segmented(self.WORDS, chosen, "Op tijd komen", clearable=clearable)
        shown(qtbot, segmented)
        said: list[int] = []
        segmented.edited.connect(said.append)
        segmented.buddy().setFocus()
        return segmented, said

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(focused(), key)

    def test_arrows_choose(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot)
        assert segmented.chosen == -1
        self.press(KEYS.Key_Right)
        self.press(KEYS.Key_Down)
        self.press(KEYS.Key_Left)
        self.press(KEYS.Key_End)
        self.press(KEYS.Key_Right)
        self.press(KEYS.Key_Home)
        assert said == [1, 2, 1, 3, 0]
        assert segmented.segments()[0].hasFocus()

    def test_space_chooses_the_one_in_focus_and_delete_makes_it_nothing(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot)
        self.press(KEYS.Key_Space)
        assert segmented.chosen == 0
        self.press(KEYS.Key_Delete)
        assert segmented.chosen == -1
        assert said == [0, -1]
        assert not any(segment.isChecked() for segment in segmented.segments())

    def test_space_on_what_was_chosen_before_changes_nothing(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot, 2)
        self.press(KEYS.Key_Space)
        assert segmented.chosen == 2
        assert said == []

    def test_a_click_on_the_chosen_one_makes_it_nothing(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot, 2)
        for _ in range(2):
            QTest.mouseClick(segmented.segments()[2], Qt.MouseButton.LeftButton)
        assert said == [-1, 2]

    def test_a_filter_always_has_a_choice(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot, 1, clearable=False)
        QTest.mouseClick(segmented.segments()[1], Qt.MouseButton.LeftButton)
        self.press(KEYS.Key_Delete)
        assert segmented.chosen == 1
        assert segmented.segments()[1].isChecked()
        assert said == []

    def test_the_program_changes_but_does_not_edit(self, qtbot: QtBot) -> None:
        segmented, said = self.made(qtbot)
        changes: list[int] = []
        segmented.changed.connect(changes.append)
        segmented.choose(3)
        segmented.choose(3)
        assert (changes, said) == ([3], [])

    def test_names_say_what_is_chosen(self, qtbot: QtBot) -> None:
        segmented, _ = self.made(qtbot)
        segmented.set_words(0, "Kok & zonen")
        segmented.set_name("Werkgever")
        assert [s.accessibleName() for s in segmented.segments()][:2] == [
            "Werkgever: Kok & zonen",
            "Werkgever: met hulp",
        ]
        assert segmented.segments()[0].text() == "Kok && zonen"

    def test_bold_moves_nothing(self, qtbot: QtBot) -> None:
        segmented, _ = self.made(qtbot)
        before = [s.geometry() for s in segmented.segments()]
        segmented.choose(1)
        settle()
        assert [s.geometry() for s in segmented.segments()] == before


# ---- lists -----------------------------------------------------------------------------------------------------------
class _Row(RowDelegate):
    def row_height(self, item: str, *, current: bool) -> int:
        return 60 if current else 35

    def paint_row(self, painter: QPainter, rect: object, item: str, look: RowLook) -> None:
        painter.drawText(10, 10, item)


def list_of(qtbot: QtBot, *names: str, uniform: bool = True, letters: bool = True) -> ListView:
    model = ItemModel(str)
    model.set_items(names)
    view = ListView(model, _Row(), "Kandidaten", uniform=uniform, letters=letters)
    shown(qtbot, view)
    view.setFocus()
    return view


def test_a_list_opens_with_enter_and_a_double_click(qtbot: QtBot) -> None:
    view = list_of(qtbot, "Anna", "Daan", "Gijs")
    opened: list[int] = []
    view.opened.connect(opened.append)
    QTest.keyClick(view, KEYS.Key_Home)
    QTest.keyClick(view, KEYS.Key_Return)
    view.go_to(1)
    assert view.current_item() == "Daan"
    QTest.keyClick(view, KEYS.Key_Enter)
    middle = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened == [0, 1, 2]


def test_letters_type_ahead_unless_they_are_acts(qtbot: QtBot) -> None:
    typed, acted = list_of(qtbot, "Anna", "Gijs"), list_of(qtbot, "Anna", "Gijs", letters=False)
    for view in (typed, acted):
        view.go_to(0)
        QTest.keyClick(view, KEYS.Key_G)
    assert typed.current_item() == "Gijs"
    assert acted.current_item() == "Anna"


def test_the_current_row_may_grow(qtbot: QtBot) -> None:
    view = list_of(qtbot, "Anna", "Daan", "Gijs", uniform=False)
    view.go_to(1)
    settle()
    rects = [view.visualRect(view.model().index(i, 0)) for i in range(3)]
    assert [rect.height() for rect in rects] == [35, 60, 35]
    assert rects[2].top() == rects[1].bottom() + 1


def test_a_list_that_goes_takes_its_rows_with_it(qtbot: QtBot) -> None:
    view, delegate = ListView(ItemModel(str), made := _Row(), "Kandidaten"), weakref.ref(made)
    del made
    host = box(rows(view))
    shown(qtbot, host)
    assert view.itemDelegate() is delegate()
    throw_away(host)
    del view, host
    gc.collect()
    assert delegate() is None, "it would hold all that it asks the page that made it"


def test_the_focus_is_seen_on_an_empty_list(qtbot: QtBot) -> None:
    view = list_of(qtbot)
    host = view.window()
    layout = host.layout()
    assert layout is not None
    layout.addWidget(button("Toevoegen"))
    walk(host, (400, 400))


def test_the_model_speaks_in_sentences(qtbot: QtBot) -> None:
    model = ItemModel(lambda name: f"{name}, 3 signalen", str)
    model.set_items(["Anna"])
    index = model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Anna, 3 signalen"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Anna"
    assert index.data(Qt.ItemDataRole.UserRole) == "Anna"
    assert model.item(5) is None


# ---- notices ---------------------------------------------------------------------------------------------------------
def test_an_empty_state_has_one_act_and_another_way(qtbot: QtBot) -> None:
    state = EmptyState(
        "building-2", "Nog geen werkgevers", "Hier komen de bedrijven.", "Werkgever toevoegen", "Uit Excel halen"
    )
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayout(rows((state, 1)))
    with qtbot.waitSignals([state.acted, state.other_acted]):
        found = walk(host, (500, 300))
        for act in state.findChildren(QWidget):
            if name_of(act) in ("Werkgever toevoegen", "Uit Excel halen"):
                QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    assert found.stops == ["Werkgever toevoegen", "Uit Excel halen"]


def test_a_banner_says_its_meaning_in_words_too(qtbot: QtBot) -> None:
    banner = Banner("De proefplaatsing eindigt op 11-12-2026.", "warn", act="Vastleggen")
    shown(qtbot, banner)
    assert banner.accessibleName().startswith("Let op: ")
    with qtbot.waitSignal(banner.acted):
        QTest.mouseClick(
            next(w for w in banner.findChildren(QWidget) if name_of(w) == "Vastleggen"), Qt.MouseButton.LeftButton
        )
    banner.set_words("Klaar.", "good")
    assert banner.accessibleName() == "Goed:  Klaar."


# ---- all together ----------------------------------------------------------------------------------------------------
def gallery() -> QWidget:
    combo = Combo("Kies…")
    combo.addItems(["M. de Boer", LONG])
    combo.setCurrentIndex(-1)
    grid = QGridLayout()
    fields = [
        FieldBox("Roepnaam", line_edit("Thijs"), "Zo noemt iedereen hem", "iedereen"),
        FieldBox("Begeleider", combo),
        FieldBox("Uren", Spin(0, 40, " uur")),
        FieldBox("Datum", DateEdit()),
        FieldBox("Op tijd komen", Segmented(["kan", "met hulp", "nog niet"], 1, icons=["check", "users", "x"])),
        FieldBox("Wachtzin", Secret("Wachtzin")),
    ]
    fields[0].say("Dit kan niet.", "care")
    fields[1].say("Klopt dit?", "warn")
    for i, field in enumerate(fields):
        grid.addWidget(field, i // 2, i % 2)
    editable = Combo()
    editable.setEditable(True)
    editable.addItem("vrij")
    editable.setAccessibleName("Vrije keuze")
    ticks = cols(CheckBox("Gedeeld"), Radio("gemeten"), Chip("3 signalen", "care"), Chip("concept", dashed=True), None)
    acts = cols(
        Search("Zoek", "Ctrl+K"), button("Opslaan", "primary"), button("Later"), button("", "quiet", "plus", "Meer")
    )
    marks = cols(Avatar("TH"), Avatar(), Glyph("info"), Elided(LONG), line("upright"), None)
    page = rows(
        heading("Kandidaten", "9"),
        Section("Gegevens", grid, "4 van 5 ingevuld"),
        Section("Vrij", rows(FieldBox("Zo werk ik het best", Prose("Rustig.")), editable, ticks, acts, marks)),
        pane(rows(label("Let op")), "warn"),
        Banner("Alles is bewaard.", "good", "Bewaard"),
        None,
        margins=(24, 12, 24, 12),
    )
    host = QWidget()
    host.setLayout(rows((scroll(box(page)), 1), gap=0))
    return host


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize(("width", "height", "text_size"), [(1366, 728, 100), (560, 400, 100), (911, 485, 150)])
def test_the_keyboard_reaches_and_sees_everything(qtbot: QtBot, width: int, height: int, text_size: int) -> None:
    theme.current().set_text_size(text_size)
    host = gallery()
    qtbot.addWidget(host)
    found = walk(host, (width, height))
    assert "Op tijd komen: met hulp" in found.stops
    assert "Op tijd komen: kan" not in found.stops
