"""Search finds any name, whatever alphabet it is in, also with a slip of the finger."""

import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.visit import Visit
from beschutdesk.services.desk import Desk
from beschutdesk.services.search import Group
from beschutdesk.storage.fold import fold, words
from tests.unit.storage.searching import NAMES, NOTES, ONE_AT_A_TIME, TODAY, hits, keep, only_now, titles

# -- any name ----------------------------------------------------------------------------------------------------------


@given(st.text(max_size=40))
@example("𝕬")
@example("ǅ ﬀ ŉ")
def test_folding_is_done_after_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(words(text)) == words(text)


@ONE_AT_A_TIME
@given(name=NAMES)
@example(name="Łukasz Ørsted-ıl")
@example(name="Straße")
@example(name="e\u0301tienne o\u0308")
@example(name="فاطمة")
@example(name="🦊🦊")
@example(name="𞤀𞤣𞤤𞤢𞤥")
@example(name="ꭓ Ꭰ ᲀ")
def test_any_name_is_found_by_itself_in_any_case(desk: Desk, name: str) -> None:
    candidate = Candidate(name_used=name)
    with only_now(desk, candidate):
        found = [hit.id for hit in hits(desk, name, "people")]
        assert found == ([candidate.id] if words(name) else [])
        if words(name):
            assert [hit.id for hit in hits(desk, fold(name), "people")] == [candidate.id]
            assert [hit.id for hit in hits(desk, words(name)[:-1] or words(name), "people")] == [candidate.id]
            assert len(desk.lists.candidates(text=name)) == 1
    assert hits(desk, name, "people") == ()


@ONE_AT_A_TIME
@given(note=NOTES, place=st.integers(0))
@example(note="0:0:Ŀ0\u0f8d℠", place=4)
@example(note="merk™ van ons", place=0)
def test_every_word_of_a_note_finds_it_and_is_marked(desk: Desk, note: str, place: int) -> None:
    spoken = words(note).split()
    assume(spoken)
    visit = Visit(notes=note, employer=None)
    with only_now(desk, visit):
        word = spoken[place % len(spoken)]
        (hit,) = hits(desk, word, "notes")
        assert hit.id == visit.id
        assert hit.marks
        assert all(words(hit.excerpt[begin:end]) for begin, end in hit.marks)


@ONE_AT_A_TIME
@given(typed=st.text(max_size=60))
@example(typed='" OR * NEAR( ^')
@example(typed="\x00")
@example(typed="a" * 3000)
def test_nothing_that_is_typed_breaks_it(demo_desk: Desk, typed: str) -> None:
    for group in demo_desk.search.find(typed, today=TODAY):
        assert isinstance(group, Group)
        assert 0 < len(group.hits) <= 6


# -- a slip of the finger ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Rosien", "Harm Roossien"),
        ("roossein", "Harm Roossien"),
        ("Wienszyslawa", "Wieńczysława Nowak"),
        ("wiencyzslawa", "Wieńczysława Nowak"),
        ("wienszys", "Wieńczysława Nowak"),
        ("Hoksta", "Noor Hoekstra"),
        ("noro hoekstra", "Noor Hoekstra"),
        ("yildrim", "Gül Yıldırım"),
    ],
)
def test_a_name_with_a_slip_is_found(desk: Desk, typed: str, name: str) -> None:
    for one in ("Harm Roossien", "Wieńczysława Nowak", "Noor Hoekstra", "Gül Yıldırım", "Bas de Wit"):
        first, _, last = one.partition(" ")
        keep(desk, Candidate(name_used=first, family_name=last))
    found = hits(desk, typed, "people")
    assert found[0].title == name
    assert found[0].alike


def test_an_exact_name_brings_no_others(desk: Desk) -> None:
    keep(desk, *(Candidate(name_used="Sanne", family_name=name) for name in ("Bos", "Vos", "Kos")))
    keep(desk, Candidate(name_used="Sanna", family_name="Lind"))
    assert titles(desk, "sanne") == ["Sanne Bos", "Sanne Kos", "Sanne Vos"]
    assert not any(hit.alike for hit in hits(desk, "sanne", "people"))
    assert titles(desk, "sanne vos")[0] == "Sanne Vos"


def test_short_words_are_taken_as_they_are(desk: Desk) -> None:
    keep(desk, Candidate(name_used="Bas"), Candidate(name_used="Bus"))
    assert titles(desk, "bos") == []


@given(
    name=st.text(string.ascii_lowercase, min_size=6, max_size=14),
    place=st.integers(1, 4),
    letter=st.sampled_from(string.ascii_lowercase),
    kind=st.sampled_from(("other", "more", "less", "swapped")),
)
@ONE_AT_A_TIME
def test_one_slip_anywhere_is_forgiven(desk: Desk, name: str, place: int, letter: str, kind: str) -> None:
    before, after = name[:place], name[place:]
    typed = {
        "other": before + letter + after[1:],
        "more": before + letter + after,
        "less": before + after[1:],
        "swapped": before + after[1] + after[0] + after[2:],
    }[kind]
    candidate = Candidate(name_used=name)
    with only_now(desk, candidate):
        assert [hit.id for hit in hits(desk, typed, "people")] == [candidate.id]


def test_new_names_are_forgiven_too_and_nothing_stays_behind_the_lock(desk: Desk) -> None:
    desk.search.warm()
    keep(desk, Candidate(name_used="Zilverdraad"))
    assert titles(desk, "zilverdrad") == ["Zilverdraad"]
    store = desk._store
    assert store.memory
    desk.close()
    assert not store.memory
