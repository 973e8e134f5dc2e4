"""The table of DOMAIN.md §2.2, and that everything has a word."""

from beschutdesk.dossier.placement import MatchType
from beschutdesk.rules.guidance import GUIDANCE, Needed, guidance

NO, SOME, YES = Needed.NO, Needed.SOMETIMES, Needed.YES


def test_the_table_of_the_research() -> None:
    assert list(GUIDANCE) == list(MatchType)  # by frequency
    assert [one.acquaintance.needed for one in GUIDANCE.values()] == [NO, YES, YES, SOME, YES]
    assert [one.costs.needed for one in GUIDANCE.values()] == [YES, SOME, SOME, YES, YES]


def test_everything_is_said_in_short_sentences() -> None:
    for one in GUIDANCE.values():
        for text in (one.acquaintance.why, one.costs.why, one.watch):
            assert text.endswith(".")
            assert all(len(sentence.split()) <= 20 for sentence in text.split(". "))


def test_no_type_no_guidance() -> None:
    assert guidance(None) is None
    assert guidance(MatchType.VACANCY) is GUIDANCE[MatchType.VACANCY]
