import pytest

from beschutdesk.vault.strength import strength


@pytest.mark.parametrize("weak", ["", "welkom", "12345678", "qwerty", "aaaaaaaaaaaaa"])
def test_what_everyone_tries_is_not_enough(weak: str) -> None:
    assert not strength(weak).enough


def test_four_loose_words_are_strong() -> None:
    assert strength("paars fietst langzaam kaas").score == 4


def test_a_very_long_one_costs_no_time() -> None:
    assert strength("ab" * 50_000).score >= 0
