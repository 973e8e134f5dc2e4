"""The line of a placement: what it says, where everything stands at any width, and what is painted."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from tests.ui.cut_off import cut_off_at_rest
from ui import theme
from ui.tabs.candidates.drawn import PhaseLine
from ui.tabs.candidates.phase_data import PhasePicture, Sort, State, lasting, phase_picture
from ui.tabs.candidates.phase_paint import NAME_LINES, PhaseLayout, draw
from ui.theme import paint

TODAY = date(2026, 11, 23)
KINDS = PhaseKind
KEYS = Qt.Key


def phase(kind: PhaseKind | None, since: date | None, until: date | None = None) -> PlacementPhase:
    return PlacementPhase(kind=kind, since=since, until=until)


def two_years() -> Placement:
    """A school stage to a permanent contract, with a gap, an interruption and an absence."""
    return Placement(
        phases=[
            phase(KINDS.STAGE, date(2023, 9, 4), date(2024, 6, 28)),
            phase(KINDS.TRIAL, date(2024, 7, 1), date(2024, 8, 25)),
            phase(KINDS.SECONDMENT, date(2024, 8, 26), date(2025, 8, 31)),
            phase(KINDS.CONTRACT_TEMPORARY, date(2025, 9, 1), date(2026, 8, 31)),
            phase(KINDS.BREAK, date(2026, 2, 1), date(2026, 4, 30)),
            phase(KINDS.CONTRACT_PERMANENT, date(2026, 9, 1)),
        ],
        absences=[Absence(since=date(2025, 3, 3), until=date(2025, 5, 2))],
    )


def thirty_years() -> Placement:
    kinds = [kind for kind in KINDS if kind is not KINDS.BREAK]
    return Placement(
        phases=[phase(kinds[n % len(kinds)], date(1996 + 2 * n, 3, 1), date(1998 + 2 * n, 2, 20)) for n in range(15)],
        absences=[Absence(since=date(1997 + n, 2, 1), until=date(1997 + n, 3, 1)) for n in range(28)],
    )


def overlapping() -> Placement:
    return Placement(
        phases=[
            phase(KINDS.STAGE, date(2026, 3, 2), date(2026, 9, 10)),
            phase(KINDS.TRIAL, date(2026, 8, 31), date(2026, 10, 18)),
            phase(KINDS.CONTRACT_TEMPORARY, date(2026, 10, 1)),
            phase(KINDS.SECONDMENT, date(2026, 11, 1), date(2026, 12, 1)),
            phase(KINDS.CONTRACT_PERMANENT, date(2027, 2, 1)),
            phase(KINDS.STAGE, date(2026, 5, 1), date(2026, 4, 1)),
            phase(None, None, date(2026, 6, 1)),
        ]
    )


CASES = {"two years": two_years(), "thirty years": thirty_years(), "overlapping": overlapping()}


def words_of(*phases: PlacementPhase, today: date = TODAY) -> list[str]:
    return [bar.words for bar in phase_picture(Placement(phases=list(phases)), today).bars]


# ---- what it says ----------------------------------------------------------------------------------------------------
def test_a_running_trial_counts_in_weeks_and_days() -> None:
    assert words_of(phase(KINDS.TRIAL, date(2026, 10, 19), date(2026, 12, 11))) == [
        "Proefplaatsing: 19-10-2026 t/m 11-12-2026, week 6 van 8, nog 18 dagen"
    ]
    assert words_of(phase(KINDS.TRIAL, date(2026, 10, 19), TODAY))[0].endswith("vandaag de laatste dag")


def test_past_planned_and_open_ones_say_so() -> None:
    said = words_of(
        phase(KINDS.STAGE, date(2026, 3, 2), date(2026, 4, 26)),
        phase(KINDS.GROWTH, None, date(2026, 6, 1)),
        phase(KINDS.SECONDMENT, date(2026, 9, 1)),
        phase(KINDS.CONTRACT_TEMPORARY, date(2026, 11, 24), date(2027, 11, 23)),
    )
    assert said == [
        "Stage: 02-03-2026 t/m 26-04-2026, afgerond, 8 weken",
        "Opbouw vanuit dagbesteding: tot en met 01-06-2026, begindag niet ingevuld, afgerond",
        "Detachering: sinds 01-09-2026, einddag niet ingevuld, loopt nu ruim 2 maanden",
        "Tijdelijk contract: 24-11-2026 t/m 23-11-2027, gepland, begint over 1 dag",
    ]


def test_never_is_no_end() -> None:
    (bar,) = phase_picture(Placement(phases=[phase(KINDS.CONTRACT_PERMANENT, date(2026, 1, 1), date.max)]), TODAY).bars
    assert bar.runs_on
    assert bar.words == "Vast contract: sinds 01-01-2026, loopt nu ruim 10 maanden"


def test_problems_absences_and_the_end_are_in_the_words() -> None:
    placement = two_years()
    placement.ended_on = date(2026, 10, 31)
    words = phase_picture(placement, TODAY).words
    for part in (
        "Tussen 28 juni 2024 en 1 juli 2024 staat niets: 2 dagen.",
        "Onderbreking: 01-02-2026 t/m 30-04-2026",
        "Afwezig: 03-03-2025 t/m 02-05-2025.",
        "De plaatsing eindigde op 31-10-2026.",
    ):
        assert part in words
    assert words.count("Onderbreking") == 1


def test_each_problem_is_a_band_with_its_word() -> None:
    strips = [one for one in phase_picture(overlapping(), TODAY).strips if one.sort is Sort.PROBLEM]
    assert {one.word for one in strips} == {"tegelijk", "geen einddag", "geen begindag", "einde vóór begin"}
    gap = phase_picture(two_years(), TODAY).strips[0]
    assert (gap.word, gap.since, gap.until) == ("2 dagen leeg", date(2024, 6, 29), date(2024, 6, 30))


def test_no_placement_and_no_day_draw_nothing() -> None:
    assert phase_picture(None, TODAY).bars == ()
    assert phase_picture(Placement(), TODAY).bars == ()
    assert phase_picture(Placement(phases=[phase(KINDS.STAGE, None)]), TODAY).bars == ()


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), "1 dag"),
        (date(2026, 1, 1), date(2026, 1, 14), "2 weken"),
        (date(2026, 1, 1), date(2026, 3, 3), "62 dagen"),
        (date(2026, 1, 1), date(2026, 3, 31), "3 maanden"),
        (date(2026, 1, 31), date(2026, 4, 30), "3 maanden"),
        (date(2024, 2, 29), date(2025, 2, 28), "1 jaar"),
        (date(2024, 1, 1), date(2026, 4, 2), "ruim 2 jaar en 3 maanden"),
        (date(2024, 1, 1), date.max, "7976 jaar"),
    ],
)
def test_how_long(since: date, until: date, words: str) -> None:
    assert lasting(since, until) == words


# ---- where it stands -------------------------------------------------------------------------------------------------
def check(made: PhaseLayout) -> None:
    """Nothing lies over another, nothing is cut, and all of it is within the picture."""
    bars = made.picture.bars
    whole = QRectF(0, 0, made.width, made.height + 0.5)
    for name in made.names:
        assert name.rect.width() >= paint.width(bars[name.bar].name, "meta_strong")
        assert whole.contains(name.rect), (name, whole)
    for one, other in combinations(made.names, 2):
        assert not one.rect.intersects(other.rect), (bars[one.bar].name, bars[other.bar].name)
    for name in made.names:
        if name.tick is None:
            continue
        tick = QRectF(name.foot.x(), made.foot + 4, 1, name.rect.top() - made.foot - 4)
        for other in made.names:
            assert other is name or not tick.intersects(other.rect), (bars[name.bar].name, bars[other.bar].name)
    for band in made.bands:
        assert whole.contains(band.rect)
        if band.word is not None:
            icon = 18 if band.strip.sort is Sort.PROBLEM else 0
            assert band.word.width() >= icon + paint.width(band.strip.word, "meta_strong" if icon else "meta")
            assert whole.contains(band.word)
    said = [band.word for band in made.bands if band.word is not None]
    assert not any(one.intersects(other) for one, other in combinations(said, 2))
    ends = [mark.x + 3 + paint.width(mark.words, "meta") for mark in made.marks if mark.words]
    starts = [mark.x + 3 for mark in made.marks if mark.words]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert not ends or ends[-1] <= made.width
    for number, (bar, rect) in enumerate(zip(bars, made.bars, strict=True)):
        assert rect.width() >= 6
        assert rect.left() >= 0
        assert rect.right() <= made.width
        found = made.at(rect.center())
        assert found is not None
        assert bar.beside or found == number or made.bars[found].intersects(rect.adjusted(-2, -4, 2, 4))


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("wide", [300, 460, 760, 1400])
@pytest.mark.parametrize("case", CASES)
def test_no_name_is_cut_and_nothing_lies_over_another(case: str, wide: int, size: int) -> None:
    theme.current().set_text_size(size)
    check(PhaseLayout(phase_picture(CASES[case], TODAY), wide))


DAYS = st.dates(date(1996, 1, 1), date(2036, 1, 1))


@st.composite
def lines(draw_: st.DrawFn) -> Placement:
    kinds = st.one_of(st.none(), st.sampled_from(list(KINDS)))
    phases = draw_(
        st.lists(st.builds(phase, kinds, st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)), max_size=9)
    )
    away = draw_(st.lists(st.builds(Absence, since=DAYS, until=st.one_of(st.none(), DAYS)), max_size=4))
    return Placement(phases=phases, absences=away, ended_on=draw_(st.one_of(st.none(), DAYS)))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(placement=lines(), wide=st.integers(220, 1400), today=DAYS)
def test_any_line_can_be_laid_out(placement: Placement, wide: int, today: date) -> None:
    made = PhaseLayout(phase_picture(placement, today), wide)
    check(made)
    assert made.picture.words or not made.picture.bars


def test_a_few_phases_all_have_their_name_and_many_say_that_some_have_not(qtbot: QtBot) -> None:
    assert PhaseLayout(phase_picture(two_years(), TODAY), 760).unnamed == 0
    assert PhaseLayout(phase_picture(thirty_years(), TODAY), 460).unnamed > 0
    assert NAME_LINES > 1


@pytest.mark.parametrize(("case", "years"), [("two years", False), ("thirty years", True)])
def test_the_axis_counts_in_months_or_in_years(case: str, years: bool) -> None:
    words = [mark.words for mark in PhaseLayout(phase_picture(CASES[case], TODAY), 760).marks if mark.words]
    assert 3 <= len(words) <= 20
    assert all(word.isdecimal() for word in words) is years
    if not years:
        assert words[0].endswith(("23", "24"))  # the first one says which year it is
        assert "jan 25" in words


# ---- what is painted -------------------------------------------------------------------------------------------------
def painted(picture: PhasePicture, wide: int = 760, chosen: int | None = None) -> tuple[QImage, PhaseLayout]:
    made = PhaseLayout(picture, wide)
    image = QImage(wide, round(made.height) + 2, QImage.Format.Format_RGB32)
    image.fill(theme.colours().paper)
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, wide, made.height), made, theme.colours(), chosen)
    painter.end()
    return image, made


def test_past_is_grey_now_is_filled_and_planned_is_empty_with_dashes(both_themes: bool) -> None:
    placement = Placement(
        phases=[
            phase(KINDS.STAGE, date(2026, 3, 2), date(2026, 7, 10)),
            phase(KINDS.TRIAL, date(2026, 10, 1), date(2026, 12, 20)),
            phase(KINDS.CONTRACT_TEMPORARY, date(2026, 12, 21), date(2027, 12, 20)),
        ]
    )
    picture = phase_picture(placement, TODAY)
    image, made = painted(picture)
    c = theme.colours()
    assert [bar.state for bar in picture.bars] == [State.DONE, State.NOW, State.PLAN]
    past, now, plan = ((rect.left() + 6, rect.center().y()) for rect in made.bars)
    for (x, y), colour in zip((past, now, plan), (c.edge, c.block, c.paper), strict=True):
        assert image.pixelColor(QPoint(round(x), round(y))) == colour
    top = round(made.bars[2].top())
    edge = {
        image.pixelColor(x, top).rgb() for x in range(round(made.bars[2].left()) + 8, round(made.bars[2].right()) - 8)
    }
    assert len(edge) > 1  # dashes and the paper between them


def test_what_runs_on_is_filled_up_to_today_and_dashed_after() -> None:
    image, made = painted(phase_picture(two_years(), TODAY))
    c, rect = theme.colours(), made.bars[-1]
    y = round(rect.center().y())
    assert image.pixelColor(round(rect.left()) + 5, y) == c.block
    assert image.pixelColor(round(made.x(TODAY)) + 6, y) == c.paper
    assert rect.right() >= made.width - 6


def test_the_chosen_one_is_outlined() -> None:
    picture = phase_picture(two_years(), TODAY)
    assert painted(picture, chosen=1)[0] != painted(picture)[0]
    assert painted(picture, chosen=4)[0] != painted(picture)[0]  # also what interrupts another one


# ---- the widget ------------------------------------------------------------------------------------------------------
@pytest.fixture
def line(qtbot: QtBot) -> PhaseLine:
    made = PhaseLine()
    qtbot.addWidget(made)
    made.show_picture(phase_picture(two_years(), TODAY))
    made.resize(760, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.canvas.clearFocus()
    QApplication.processEvents()
    return made


def names(line: PhaseLine, keys: Sequence[Qt.Key]) -> list[str]:
    said = []
    for key in keys:
        QTest.keyClick(line.canvas, key)
        said.append(line.words.partition(":")[0])
    return said


def test_arrows_go_through_the_phases_and_say_each(line: PhaseLine) -> None:
    plain = line.canvas.grab().toImage()
    line.setFocus()
    QApplication.processEvents()
    assert line.canvas.hasFocus()
    assert line.canvas.grab().toImage() != plain
    assert line.words.startswith("Vast contract: sinds 01-09-2026")
    assert names(line, [KEYS.Key_Left, KEYS.Key_Left, KEYS.Key_Home, KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_End]) == [
        "Onderbreking",
        "Tijdelijk contract",
        "Stage",
        "Stage",
        "Proefplaatsing",
        "Vast contract",
    ]


def test_keys_and_mouse_ask_for_what_they_say(line: PhaseLine, qtbot: QtBot) -> None:
    key = line.canvas.picture.bars[0].key
    line.canvas.choose(key)
    for signal, pressed in (
        (line.opened, KEYS.Key_Return),
        (line.opened, KEYS.Key_Enter),
        (line.add_wanted, KEYS.Key_Insert),
        (line.out_wanted, KEYS.Key_Delete),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.keyClick(line.canvas, pressed)
        assert asked.args == [key]
    spot = (line.canvas.layout_now().bars[2].center() + line.canvas.room().topLeft()).toPoint()
    QTest.mouseClick(line.canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert line.words.startswith("Detachering")
    with qtbot.waitSignal(line.opened) as asked:
        QTest.mouseDClick(line.canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [line.canvas.picture.bars[2].key]
    with qtbot.assertNotEmitted(line.opened):
        QTest.keyClick(line.canvas, KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_chosen_phase_stays_chosen_when_the_line_changes(line: PhaseLine) -> None:
    placement = two_years()
    line.show_picture(phase_picture(placement, TODAY))
    chosen: UUID = placement.phases[1].id
    line.canvas.choose(chosen)
    placement.phases.insert(0, phase(KINDS.TASTER, date(2023, 8, 1), date(2023, 8, 5)))
    line.show_picture(phase_picture(placement, TODAY))
    assert line.canvas.chosen is not None
    assert line.canvas.chosen.key == chosen
    line.canvas.setFocus()
    placement.phases = [one for one in placement.phases if one.id != chosen]
    line.show_picture(phase_picture(placement, TODAY))
    assert line.words.startswith("Detachering")  # its neighbour


def test_it_is_as_high_as_it_needs_at_any_width(line: PhaseLine) -> None:
    line.show_picture(phase_picture(thirty_years(), TODAY))
    layout = line.layout()
    assert layout is not None
    for wide in (760, 380, 1200):
        line.resize(wide, 400)
        QApplication.processEvents()
        assert line.canvas.height() >= line.canvas.layout_now().height
        line.resize(wide, layout.heightForWidth(wide))
        assert cut_off_at_rest(line) == []


def test_without_phases_it_hides(line: PhaseLine) -> None:
    line.show_picture(phase_picture(None, TODAY))
    assert line.isHidden()
    assert line.words == ""
    QTest.keyClick(line.canvas, KEYS.Key_Return)  # and does nothing
    assert lasting(TODAY, TODAY + timedelta(days=1)) == "2 dagen"


def test_larger_letters_make_it_higher(line: PhaseLine) -> None:
    before = line.canvas.height()
    theme.current().set_text_size(150)
    QApplication.processEvents()
    assert line.canvas.height() > before
    assert line.canvas.height() >= line.canvas.layout_now().height
    check(line.canvas.layout_now())
