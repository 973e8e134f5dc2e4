"""Words in the boxes of a form: they fit, become smaller, or it is told that they do not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from beschutdesk.documents.form_overlay import Ink, Look, Overlay, draw, squeezed
from tests.exchange.asked import WHY
from tests.exchange.reading import words_of

PAGE = (400.0, 300.0)
BOX = (50.0, 200.0, 200.0, 220.0)
LINE = Ink(0, BOX, 0, "Łukasz Çelik-Şahin")


def shown(*inks: Ink, pages: Sequence[tuple[float, float]] = (PAGE,)) -> tuple[Overlay, str]:
    made = draw(pages, inks)
    return made, " ".join(" ".join(words_of(made.data)).split())


def test_names_that_most_programs_cannot_write() -> None:
    made, words = shown(LINE)
    assert words == "Łukasz Çelik-Şahin"
    assert not made.too_long
    assert not made.dropped


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("look", list(Look))
def test_every_look_in_every_turn(look: Look, turn: int) -> None:
    box = (50.0, 50.0, 90.0, 250.0) if turn % 180 else (50.0, 50.0, 250.0, 90.0)
    made, words = shown(Ink(0, box, turn, "ab12", look, cells=4 if look is Look.COMB else 0))
    wanted = "✓" if look is Look.TICK else "ab12"
    assert sorted("".join(words.split())) == sorted(wanted)  # who reads loose letters upside down, reads them backwards
    assert not made.too_long


def test_too_long_is_told_and_stands_there_as_far_as_it_goes() -> None:
    made, words = shown(replace(LINE, text="a" * 20 + " " + "b" * 200), LINE)
    assert made.too_long == (0,)
    assert "aaaaaaaaaaaaaaaaaaaa b" in words
    assert words.count("…") == 1


def test_lines_become_smaller_before_they_are_cut() -> None:
    wide = Ink(0, (20.0, 200.0, 380.0, 280.0), 0, WHY, Look.LINES)
    made, words = shown(wide)
    assert not made.too_long
    assert words == " ".join(WHY.split())
    small = replace(wide, box=(20.0, 240.0, 200.0, 280.0))
    made, words = shown(small)
    assert made.too_long == (0,)
    assert words.endswith("…")


def test_lines_keep_what_was_typed_on_lines_of_their_own() -> None:
    box = (20.0, 100.0, 380.0, 280.0)
    made, words = shown(Ink(0, box, 0, "een\n\ntwee\r\ndrie", Look.LINES))
    assert words == "een twee drie"
    assert not made.too_long


def test_one_box_per_character() -> None:
    comb = Ink(0, BOX, 0, "NL91 ABNA 0417 1643 00", Look.COMB, cells=18)
    made, words = shown(comb)
    assert "".join(words.split()) == "NL91ABNA0417164300"
    assert not made.too_long
    made, words = shown(replace(comb, cells=17))
    assert made.too_long == (0,)


@pytest.mark.parametrize(
    ("text", "limit", "wanted"),
    [
        ("07-03-1998", 8, "07031998"),
        ("07-03-1998", 10, "07-03-1998"),
        ("8011 AB", 6, "8011AB"),
        ("abcdef", 3, "abcdef"),
        ("---", 2, "---"),
        ("wat dan ook", 0, "wat dan ook"),
    ],
)
def test_what_parts_it_goes_first(text: str, limit: int, wanted: str) -> None:
    assert squeezed(text, limit) == wanted


def test_as_many_characters_as_the_form_wants() -> None:
    made, words = shown(replace(LINE, text="abcdef", limit=4))
    assert made.too_long == (0,)
    assert words == "abcd"


def test_what_no_font_has_is_told() -> None:
    made, words = shown(replace(LINE, text="Goed \U0001f600 zo"))
    assert made.dropped == ("\U0001f600",)
    assert words == "Goed □ zo"


@pytest.mark.parametrize("box", [(50.0, 50.0, 50.0, 60.0), (50.0, 50.0, 51.0, 51.0)])
@pytest.mark.parametrize("look", list(Look))
def test_a_box_without_room_is_no_fault(look: Look, box: tuple[float, float, float, float]) -> None:
    draw([PAGE], [Ink(0, box, 0, WHY, look, cells=9)])


def test_as_many_pages_as_the_form_has() -> None:
    made, _ = shown(replace(LINE, page=2), pages=[PAGE] * 4)
    assert [bool(words) for words in words_of(made.data)] == [False, False, True, False]


def test_the_same_words_give_the_same_bytes() -> None:
    assert draw([PAGE], [LINE]).data == draw([PAGE], [LINE]).data
