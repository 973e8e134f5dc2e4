import pytest

from beschutdesk.vault.strength import strength, weak_pin


@pytest.mark.parametrize("weak", ["", "welkom", "12345678", "qwerty", "aaaaaaaaaaaaa"])
def test_what_everyone_tries_is_not_enough(weak: str) -> None:
    assert not strength(weak).enough


def test_four_loose_words_are_strong() -> None:
    assert strength("paars fietst langzaam kaas").score == 4


def test_a_very_long_one_costs_no_time() -> None:
    assert strength("ab" * 50_000).score >= 0


@pytest.mark.parametrize(
    "pin", ["", "12345", "123456", "654321", "111111", "121212", "123123", "112233", "135790", "qwerty", "geheim"]
)
def test_a_pin_that_everyone_tries(pin: str) -> None:
    assert weak_pin(pin)


@pytest.mark.parametrize("pin", ["482913", "739154", "kaas 4 is"])
def test_a_pin_that_will_do(pin: str) -> None:
    assert not weak_pin(pin)
