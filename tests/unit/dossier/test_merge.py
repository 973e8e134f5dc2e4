from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.codec import merge_rows

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(KEYS, KEYS, KEYS)
def test_everyones_additions_and_removals_count(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_rows(base, mine, theirs)
    assert len(set(merged)) == len(merged)
    added = (set(mine) | set(theirs)) - set(base)
    kept = set(base) & set(mine) & set(theirs)
    assert set(merged) == added | kept


@given(KEYS, KEYS)
def test_who_changes_alone_gets_what_they_want(base: list[str], mine: list[str]) -> None:
    assert merge_rows(base, mine, base) == mine
    assert sorted(merge_rows(base, base, mine)) == sorted(mine)
