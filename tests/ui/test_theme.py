"""Tokens, fonts, icons and the house style."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from tests.ui.walker import settle
from ui import theme
from ui.theme import icons, paint, tokens
from ui.theme import theme as theme_module
from ui.widgets import DateEdit, button, label, line_edit, rows

UI = Path(ui.__file__).parent


@pytest.mark.parametrize(("colour", "ground", "least"), tokens.PAIRS)
@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_pair_has_the_contrast_it_needs(
    colours: tokens.Colours[str], colour: str, ground: str, least: float
) -> None:
    assert tokens.contrast(getattr(colours, colour), getattr(colours, ground)) >= least


def test_failing_names_what_is_too_weak(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tokens.failing() == []
    monkeypatch.setattr(tokens, "PAIRS", (("hair", "paper", 3.0),))
    assert [words.split(" is ")[0] for words in tokens.failing()] == ["light: hair on paper", "dark: hair on paper"]


def test_contrast_is_that_of_wcag() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_colour_and_no_style_sheet_outside_the_tokens() -> None:
    hex_colour, global_colour = re.compile(r"#[0-9A-Fa-f]{6}\b"), re.compile(r"GlobalColor\.(?!transparent)")
    for file in UI.rglob("*.py"):
        text = file.read_text("utf-8")
        if file.name != "tokens.py":
            assert not hex_colour.search(text), f"{file.name} has a colour of its own"
        assert not global_colour.search(text), f"{file.name} has a colour of its own"
        assert "setStyleSheet(" not in text, f"{file.name} has a style sheet"


def test_tokens_know_no_qt() -> None:
    assert "PySide6" not in (UI / "theme" / "tokens.py").read_text("utf-8")


@pytest.mark.parametrize("name", tokens.TYPE)
def test_fonts_are_source_sans_in_the_asked_weight(name: str) -> None:
    pixels, weight = tokens.TYPE[name]
    info = QFontInfo(theme.font(name))
    assert (info.family(), info.pixelSize(), info.weight()) == (tokens.FAMILY, pixels, weight)


def test_switching_changes_palette_labels_and_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    words = label("zacht", "meta", "soft")
    qtbot.addWidget(words)
    with qtbot.waitSignal(theme.current().changed):
        theme.apply(qapp, dark=True)
    assert theme.current().dark
    assert words.palette().windowText().color() == QColor(tokens.DARK.soft)
    assert qapp.palette().window().color() == QColor(tokens.DARK.paper)
    theme.apply(qapp, dark=False)
    assert words.palette().windowText().color() == QColor(tokens.LIGHT.soft)


def test_the_system_decides_until_the_user_does(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = qapp.styleHints()

    def system(*, dark: bool) -> None:
        monkeypatch.setattr(theme_module, "_system_is_dark", lambda: dark)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def shown_as_the_system_goes_dark_and_light() -> list[bool]:
        seen = []
        for dark in (True, False, True):
            system(dark=dark)
            seen.append(theme.current().dark)
        return seen

    theme.apply(qapp)
    assert shown_as_the_system_goes_dark_and_light() == [True, False, True]
    theme.current().use(dark=False)
    assert shown_as_the_system_goes_dark_and_light() == [False, False, False]


def test_text_size_grows_words_and_heights_and_stays_within_bounds(qtbot: QtBot) -> None:
    words, field, act = label("tekst", "meta"), line_edit("tekst"), button("Opslaan", "primary")
    for widget in (words, field, act):
        qtbot.addWidget(widget)
    before = [w.sizeHint() for w in (words, field, act)]
    theme.current().set_text_size(150)
    after = [w.sizeHint() for w in (words, field, act)]
    assert words.font().pixelSize() == 20
    assert all(large.height() > small.height() for small, large in zip(before, after, strict=True))
    theme.current().set_text_size(500)
    assert theme.current().text_size == tokens.TEXT_SIZES[-1]
    theme.current().set_text_size(10)
    assert theme.current().text_size == tokens.TEXT_SIZES[0]
    assert theme.px(36) == 36, "heights never shrink"


def test_text_size_goes_by_steps(qtbot: QtBot) -> None:
    current = theme.current()
    assert [current.step_text_size(1) for _ in range(5)] == [115, 130, 150, 150, 150]
    assert current.step_text_size(0) == 100
    assert current.step_text_size(-1) == 90


def test_icons_are_tinted_and_sharp() -> None:
    picture = icons.pixmap("lock", tokens.LIGHT.accent, 18, 1.5)
    assert picture.size() == QSize(27, 27)
    assert picture.devicePixelRatio() == 1.5
    image = picture.toImage()
    inked = [image.pixelColor(x, y) for x in range(27) for y in range(27) if image.pixelColor(x, y).alpha() == 255]
    assert inked
    assert all(pixel.name().upper() == tokens.LIGHT.accent for pixel in inked)
    assert icons.pixmap("lock", tokens.LIGHT.accent, 18, 1.5) is picture


def test_an_icon_that_is_missing_takes_nothing_with_it() -> None:
    try:
        assert not icons.pixmap("bestaat-niet", tokens.LIGHT.ink, 18, 1.0).isNull()
        assert icons.missing == {"bestaat-niet"}
    finally:
        icons.missing.clear()


def test_text_is_cut_and_never_markup() -> None:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    used = theme.font()
    wide = paint.text(
        painter, image.rect().toRectF(), "<b>vet</b>\nen nog een heel lang verhaal erbij", used, QColor(0, 0, 0)
    )
    painter.end()
    assert 0 < wide <= 200
    assert paint.elided("een\n twee", used, 500) == "een twee"
    cut = paint.fit("woord " * 80, used, 120, 2)
    assert cut.endswith("…")
    assert paint.fit("kort", used, 120, 2) == "kort"


def _picture(widget: QWidget) -> QImage:
    settle()
    return widget.grab().toImage()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.usefixtures("both_themes")
def test_what_fusion_draws_and_we_draw_over_is_readable(qtbot: QtBot) -> None:
    """Menus, tables, progress and boxes of Qt get our colours; nothing here fails in paint."""
    host = QWidget()
    qtbot.addWidget(host)
    table, bar, spin, date = QTableWidget(2, 2), QProgressBar(), QSpinBox(), DateEdit()
    table.setHorizontalHeaderLabels(["Wat", "Hoeveel"])
    bar.setValue(40)
    disabled = QPushButton("Uit")
    disabled.setEnabled(False)
    host.setLayout(rows(table, bar, spin, date, disabled, QPushButton("Plat"), QLabel("Woord")))
    host.resize(400, 400)
    host.show()
    assert not _picture(host).isNull()
    menu = QMenu(host)
    menu.addAction(QAction(icons.icon("pencil", theme.colours().soft), "Gedaan\tG", menu))
    menu.addSeparator()
    ticked = menu.addAction("Aangevinkt")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    menu.addAction("Uit").setEnabled(False)
    menu.addMenu("Meer")
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(ticked)
    image = _picture(menu)
    assert image.pixelColor(0, 60) == theme.colours().edge
    menu.close()


@pytest.mark.usefixtures("both_themes")
def test_the_calendar_of_a_date_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    date = DateEdit()
    qtbot.addWidget(date)
    date.show()
    calendar = date.calendarWidget()
    assert isinstance(calendar, QCalendarWidget)
    calendar.ensurePolished()
    assert calendar.headerTextFormat().foreground().color() == theme.colours().soft
    theme.apply(qapp, dark=not theme.current().dark)
    assert calendar.headerTextFormat().foreground().color() == theme.colours().soft
    assert not calendar.grab().isNull()


def test_message_boxes_wear_the_house_style(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText("Dossier vernietigen?")
    yes = box.addButton("Nog bewaren", QMessageBox.ButtonRole.RejectRole)
    box.show()
    settle()
    assert yes.height() >= tokens.H_INPUT
    assert yes.font().weight() == 600
    assert not box.grab().isNull()


@pytest.mark.usefixtures("both_themes")
def test_a_focused_primary_button_has_its_ring_against_the_page(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    act, other = button("Opslaan", "primary"), button("Later")
    host.setLayout(rows(act, other, margins=(20, 20, 20, 20)))
    host.show()
    host.activateWindow()
    act.setFocus()
    settle()
    image = act.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(0, middle) == theme.colours().focus
    assert image.pixelColor(6, middle) == theme.colours().accent
