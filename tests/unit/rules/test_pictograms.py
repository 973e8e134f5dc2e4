"""The pictograms: each is there, has a word of its own, and is found by what somebody types."""

import pytest

from beschutdesk import resources
from beschutdesk.rules.pictograms import found, pictogram, pictograms


def test_each_is_in_the_icon_set_and_says_something_else() -> None:
    every = pictograms()
    assert len({one.key for one in every}) == len({one.word for one in every}) == len(every) >= 100
    for one in every:
        assert resources.path("icons", f"{one.key}.svg").is_file()
        assert one.word == one.word.strip() != ""
        assert one.group


def test_those_of_one_group_stand_together() -> None:
    groups = [one.group for one in pictograms()]
    assert [one for at, one in enumerate(groups) if not at or groups[at - 1] != one] == list(dict.fromkeys(groups))


def test_one_that_is_gone_is_no_picture() -> None:
    assert pictogram("") is None
    assert pictogram("bestaat-niet") is None
    assert pictogram("broom") in pictograms()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("vegen", "broom"),
        ("Koffie", "coffee"),
        ("hands", "own-glove"),
        ("gras", "own-lawn-mower"),
        ("prullen", "trash-2"),
    ],
)
def test_found_by_the_beginning_of_a_word(typed: str, key: str) -> None:
    assert key in [one.key for one in found(typed)]


def test_nothing_typed_finds_all_and_nonsense_none() -> None:
    assert found("  ") == pictograms()
    assert found("xyzzy") == ()
