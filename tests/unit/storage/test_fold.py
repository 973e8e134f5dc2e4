import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.storage.fold import fold, query


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Yıldırım", "yildirim"),
        ("İpek", "ipek"),
        ("Sørensen", "sorensen"),
        ("Brzęczyszczykiewicz", "brzeczyszczykiewicz"),
        ("  Anne-Sophie   d’Été ", "anne-sophie d'ete"),
        ("Straße", "strasse"),
        ("ĲSSELMEER", "ijsselmeer"),
        ("Ǿ", "o"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "match"),
    [("thi hoe", '"thi"* "hoe"*'), ('a"b OR c*', '"a"* "b"* "or"* "c"*'), ("--", ""), ("", ""), ("d’", '"d"*')],
)
def test_no_typed_character_is_an_operator(typed: str, match: str) -> None:
    assert query(typed) == match
