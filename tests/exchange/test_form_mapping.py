"""What goes where: as a file that comes back as it was, and as a first proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.exchange.acroform import Blank, Field, FieldKind, read
from beschutdesk.exchange.form_mapping import Entry, FormMapping, from_toml, propose, to_toml
from beschutdesk.rules.form_values import OWN, values
from tests.exchange.asked import BLANKS, blank

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"]) | st.just(" "), max_size=60
)


def field(name: str, label: str = "", kind: FieldKind = FieldKind.TEXT, state: str = "") -> Field:
    return Field(name, state, label, kind)


def proposed(*fields: Field) -> dict[str, tuple[str, str]]:
    found = propose(Blank("0" * 64, "", ((595.0, 842.0),), fields))
    return {entry.name: (entry.value, entry.option) for entry in found}


@given(
    name=WORDS,
    municipality=WORDS,
    rows=st.lists(
        st.tuples(WORDS.filter(bool), WORDS, st.sampled_from(["", OWN, *values()]), WORDS.filter(bool)),
        max_size=8,
        unique_by=lambda row: row[:2],
    ),
)
def test_a_file_comes_back_as_it_was(name: str, municipality: str, rows: list[tuple[str, str, str, str]]) -> None:
    mapping = FormMapping(name, municipality, "ab" * 32, tuple(Entry(*row) for row in rows))
    assert from_toml(to_toml(mapping)) == mapping


@pytest.mark.parametrize(("name", "least"), list(zip(BLANKS, (18, 22, 27), strict=True)))
def test_most_fields_get_a_proposal_that_exists(name: str, least: int) -> None:
    found = propose(read(blank(name)))
    assert len(found) >= least
    assert all(entry.value in values() for entry in found)


def test_other_words_for_the_same() -> None:
    assert proposed(
        field("f1", "Geboortedatum werknemer"),
        field("wnBsn"),
        field("wg_tel", "Telefoonnummer van de werkgever"),
        field("f4", "Loonheffingsnummer"),
        field("f5", "Motivering"),
        field("f6", "Aantal uren per week"),
    ) == {
        "f1": ("candidate.born", ""),
        "wnBsn": ("candidate.bsn", ""),
        "wg_tel": ("applicant.phone", ""),
        "f4": ("application.wage_tax_number", ""),
        "f5": ("application.why_more", ""),
        "f6": ("terms.hours", ""),
    }


def test_what_says_nothing_or_too_much_gets_none() -> None:
    odd = ("", "tekst12", "Diagnose", "Medicijnen", "Reden van ziekte", "Kenmerk", "Veld 3", "Partner", "Nationaliteit")
    assert proposed(*(field(f"x{at}", words) for at, words in enumerate(odd))) == {}


def test_buttons_by_their_answer() -> None:
    tick = FieldKind.TICK
    found = propose(
        Blank(
            "0" * 64,
            "",
            ((595.0, 842.0),),
            (
                field("contract", "Soort contract", tick, "vast contract"),
                field("vb", "Verlenging", tick),
                field("x", "ja", tick),
                field("jc", "Krijgt de werkgever ook jobcoaching", tick),
            ),
        )
    )
    assert [(entry.name, entry.value, entry.option) for entry in found] == [
        ("contract", "contract.kind", "permanent"),
        ("vb", "application.kind", "renewal"),
        ("jc", "application.jobcoaching", "yes"),
    ]


def test_nothing_is_proposed_twice_for_what_is_known() -> None:
    blank_ = Blank("0" * 64, "", ((595.0, 842.0),), (field("bsn", "BSN"),))
    assert propose(blank_, [Entry("bsn", "", "")]) == ()
