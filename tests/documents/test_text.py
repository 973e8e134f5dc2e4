"""Texts: only what can be drawn gets through, nothing is ever parsed, and words find their lines."""

import unicodedata
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from beschutdesk.documents import fonts, style
from beschutdesk.documents.page import elided
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import Run, Words
from beschutdesk.documents.text import BOX, Dropped, first_letter, paragraphs, plain, shortened, typeset
from beschutdesk.documents.wording import joined, long_date, number, sentence, short_date, work_days
from beschutdesk.dossier.values import Slot

Parts()  # registers the fonts


@given(st.text())
def test_only_printable_characters_get_through(text: str) -> None:
    covered = fonts.coverage(fonts.REGULAR) | fonts.coverage(fonts.FALLBACK) | {32, 160}
    for char in plain(text):
        assert ord(char) in covered
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


@given(st.text(), st.booleans())
def test_every_run_is_in_a_font_that_has_its_characters(text: str, strong: bool) -> None:
    own = fonts.SEMIBOLD if strong else fonts.REGULAR
    runs = typeset(text, strong=strong)
    for run in runs:
        covered = fonts.coverage(run.font or own) | {160}
        assert all(ord(char) in covered for char in run.text)
    assert "".join(run.text for run in runs) == plain(text)


@given(st.text(), st.floats(30, 500))
@example("\u00a00000\u00bc", 30.0)
@example("0000\u00bc\u00a0", 30.0)
@example("wel\u00a0\u00a0een\u00a0heel\u00a0lang\u00a0woord\u00a0\u00a0", 30.0)
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    words = Words(typeset(text), style.house().body)
    lines = words.lines(width)
    said = "".join(run.text for line in lines for run in line.runs)
    assert said.replace(NBSP, " ").split() == plain(text).replace(NBSP, " ").split()  # a narrow line drops outer spaces
    assert all(line.width <= width + 0.1 for line in lines)


@given(st.text(min_size=1), st.integers(1, 40), st.floats(60, 300))
def test_both_halves_of_a_paragraph_hold_all_of_it(text: str, times: int, width: float) -> None:
    words = Words(typeset(f"{text} " * times), style.house().body)
    whole = words.lines(width)
    parts = words.split(width, words.height(width) / 2)
    if parts is None:
        assert len(whole) < 6
        return
    first, rest = parts
    assert first.lines(width) + rest.lines(width) == whole
    assert min(len(first.lines(width)), len(rest.lines(width))) >= 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>a</b> & b", "<b>a</b> & b"),
        ("  a \t b\n\nc ", "a b c"),
        ("e\u0301e\u0301n", "één"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("a\u202eb\u2066c\u200fd\u200b\ufeff", "abcd"),
        ("nul\x00\x1b", "nul"),
        ("duim 👍🏽", f"duim {BOX}{BOX}"),
        ("♥\ufe0f", "♥"),
        ("שלום", BOX * 4),
        ("\ue000\ud800\uffff", BOX * 3),
        ("9.00 – 17.00 uur", f"9.00{NBSP}–{NBSP}17.00{NBSP}uur"),
        ("5\u202f000", f"5{NBSP}000"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_dropped_characters_are_told_once_and_in_order() -> None:
    dropped = Dropped()
    plain("b😀a漢😀", dropped=dropped)
    typeset(f"שa{BOX}", dropped=dropped)
    assert list(dropped) == ["😀", "漢", "ש"]
    assert len(dropped) == 3


def test_the_fallback_is_used_for_single_runs_only() -> None:
    assert typeset("a Ա b") == (Run("a "), Run("Ա", fonts.FALLBACK), Run(" b"))


def test_a_fixed_space_gives_way_before_a_word_is_cut() -> None:
    words = Words(typeset(f"op 21{NBSP}november{NBSP}2026"), style.house().fact)
    assert ["".join(run.text for run in line.runs).strip() for line in words.lines(70)] == ["op", "21 november", "2026"]


def test_a_compound_breaks_after_its_hyphen_and_a_number_does_not() -> None:
    words = Words(typeset("Brzęczyszczykiewicz-Bovenkamp 06-12345678"), style.house().fact)
    assert ["".join(run.text for run in line.runs) for line in words.lines(100)] == [
        "Brzęczyszczykiewicz-",
        "Bovenkamp ",
        "06-12345678",
    ]


def test_a_lonely_last_word_gets_company_for_free() -> None:
    words = Words(typeset("Zelf de kleine maaier starten en schoonmaken. Daarna: een vierde dag"), style.house().body)
    width = words.natural_width(1e9) - 4
    last = "".join(run.text for run in words.lines(width)[-1].runs)
    assert len(last.split()) > 1


def test_elided_keeps_whole_words() -> None:
    runs = elided("Alleen voor Thijs, Anneke en de hele ploeg", style.house().furniture, 110)
    assert "".join(run.text for run in runs) == "Alleen voor Thijs, Anneke…"


def test_shortened() -> None:
    assert shortened("kort", 10) == "kort"
    assert shortened("een lange titel", 10) == "een lange…"


@pytest.mark.parametrize(("text", "letter"), [("thijs", "T"), ("’t Hart", "T"), ("😀", ""), ("", ""), ("ßa", "S")])
def test_first_letter(text: str, letter: str) -> None:
    assert first_letter(text) == letter


def test_paragraphs_follow_the_lines_of_the_user() -> None:
    assert paragraphs("a\n\n b\r\nc\u2029d") == ["a", "b", "c", "d"]


def test_dates_and_numbers() -> None:
    assert long_date(date(2026, 3, 1)) == f"1{NBSP}maart{NBSP}2026"
    assert short_date(date(2026, 3, 1)) == "01-03-2026"
    assert number(Decimal("24.50")) == "24,5"
    assert number(Decimal("18.00")) == "18"
    assert number(Decimal(100)) == "100"
    assert joined(["a", "b", "c"]) == "a, b en c"
    assert joined([]) == ""
    assert sentence("a", "", "b") == "a, b"


def _slot(day: int, start: str = "", end: str = "") -> Slot:
    return Slot(day, time.fromisoformat(start) if start else None, time.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([], []),
        ([_slot(1)], ["dinsdag"]),
        ([_slot(1, "08:30", "14:30"), _slot(3, "08:30", "14:30")], ["dinsdag en donderdag, 8.30 – 14.30 uur"]),
        ([_slot(day, "08:30", "14:30") for day in range(3)], ["ma t/m wo, 8.30 – 14.30 uur"]),
        ([_slot(day) for day in (0, 1, 2, 4)], ["ma t/m wo en vr"]),
        ([_slot(day) for day in (0, 2, 4)], ["ma, wo en vr"]),
        ([_slot(0, "08:00", "12:00"), _slot(1, "09:00", "12:00")], ["ma, 8.00 – 12.00 uur", "di, 9.00 – 12.00 uur"]),
        ([_slot(0, "13:00", "15:00"), _slot(0, "08:00", "12:00")], ["maandag, 8.00 – 12.00 en 13.00 – 15.00 uur"]),
        ([_slot(0, "13:00"), _slot(1, "", "12:00")], ["ma, vanaf 13.00 uur", "di, tot 12.00 uur"]),
    ],
)
def test_work_days(slots: list[Slot], expected: list[str]) -> None:
    assert [line.replace(NBSP, " ") for line in work_days(slots)] == expected
