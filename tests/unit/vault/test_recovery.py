import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.vault.recovery import _ALPHABET, grouped, make_code, normalise


def test_a_code_reads_back() -> None:
    for _ in range(50):
        code = make_code()
        assert len(code) == 41
        assert grouped(normalise(f" {code.lower().replace('0', 'o').replace('1', 'l')} ")) == code


@given(st.integers(0, 32), st.sampled_from(_ALPHABET))
def test_one_wrong_character_is_always_found(at: int, char: str) -> None:
    code = normalise(make_code())
    if code[at] != char:
        with pytest.raises(ValueError, match="tikfout"):
            normalise(code[:at] + char + code[at + 1 :])


@pytest.mark.parametrize(("typed", "words"), [("", "33 tekens"), ("A" * 40, "dit zijn er 40"), ("U" * 33, "geen U")])
def test_what_is_wrong_is_said(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        normalise(typed)
