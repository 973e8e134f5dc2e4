"""Which column fills which field: guessed from names, written down, shared, and found again."""

import tomllib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk import resources
from beschutdesk.exchange import columns
from beschutdesk.exchange.columns import (
    RECORDS,
    BadMapping,
    Column,
    Mapping,
    Split,
    fingerprint,
    from_toml,
    guess,
    split_name,
    targets,
    to_toml,
)
from beschutdesk.rules.folding import words

NAME = ("candidate.name_used", "candidate.family_name")


def column(name: str, to: str, **more: Any) -> Column:
    return Column(name, (to,), **more)


# -- targets -----------------------------------------------------------------------------------------------------------


def test_targets_are_stable_keys_with_two_rows_of_each_list() -> None:
    firm = targets("employer")
    assert firm["employer.kvk"].label == "KvK-nummer"
    assert firm["employer.supervisors.2.phone"].label == "Begeleider 2: Telefoon"
    assert "employer.supervisors.3.name" not in firm
    assert "candidate.photo" not in targets("candidate")
    assert "employer.supervisors.1.backup" not in firm


# -- guesses -----------------------------------------------------------------------------------------------------------


def test_every_field_is_found_by_its_own_label_and_key() -> None:
    for record in RECORDS:
        ask = tomllib.loads(resources.read_text("import", "columns.toml"))[record].get("ask", {})
        for target in targets(record).values():
            if target.child or words(target.label) in ask:
                continue
            for name in (target.label, target.spec.key):
                found = guess(record, [name.upper()]).mapping
                assert [c.to for c in found.columns] == [(target.path,)], name


@pytest.mark.parametrize(
    ("record", "name", "path"),
    [
        ("candidate", "Achternaam", "family_name"),
        ("candidate", "FAMILIENAAM", "family_name"),
        ("candidate", "surname", "family_name"),
        ("candidate", "Voornaam", "name_used"),
        ("candidate", "Geb.datum", "born"),
        ("candidate", "geboorte-datum ", ""),
        ("candidate", "E-mailadres", "email"),
        ("candidate", "Tel.", "phone"),
        ("candidate", "Datum indicatie", "advices.1.decided_on"),
        ("candidate", "Klantnummer", ""),
        ("employer", "Bedrijfsnaam", "name"),
        ("employer", "KvK nr.", "kvk"),
        ("employer", "Telefoon begeleider", "supervisors.1.phone"),
        ("employer", "Begeleider 2: Naam", "supervisors.2.name"),
    ],
)
def test_guesses(record: str, name: str, path: str) -> None:
    found = guess(record, [name])
    assert [c.to for c in found.mapping.columns] == ([(f"{record}.{path}",)] if path else [])
    assert found.unknown == (() if path else (name,))


def test_a_whole_name_is_asked_and_never_split_by_itself() -> None:
    found = guess("candidate", ["Naam", "Plaats"])
    assert [c.name for c in found.mapping.columns] == ["Plaats"]
    assert found.ask == {"Naam": "Staan hier voornaam en achternaam samen in? Kies dan hoe die te splitsen zijn."}


def test_the_second_column_for_a_field_is_asked() -> None:
    found = guess("candidate", ["Mobiel", "Telefoon"])
    assert [c.name for c in found.mapping.columns] == ["Mobiel"]
    assert found.ask == {"Telefoon": "Kolom ‘Mobiel’ vult ‘Telefoon’ al."}


def test_parts_are_joined_in_the_order_in_which_people_write_them() -> None:
    found = guess("candidate", ["Achternaam", "Tussenvoegsel", "Huisnr.", "Straat", "Toevoeging"])
    assert found.mapping.columns == (
        column("Tussenvoegsel", NAME[1], join=True),
        column("Achternaam", NAME[1], join=True),
        column("Straat", "candidate.address", join=True),
        column("Huisnr.", "candidate.address", join=True),
        column("Toevoeging", "candidate.address", join=True),
    )
    assert guess("candidate", ["Huisnr."]).unknown == ("Huisnr.",)


def test_the_words_in_the_data_file_name_fields_that_are_there_once() -> None:
    table = tomllib.loads(resources.read_text("import", "columns.toml"))
    assert set(table) == set(RECORDS)
    for record, said in table.items():
        before, after, ask = (said.pop(name, {}) for name in ("before", "after", "ask"))
        for group in (said, before, after):
            assert {f"{record}.{key}" for key in group} <= set(targets(record))
        names = [words(name) for group in (said, before, after) for some in group.values() for name in some]
        names += [words(name) for name in ask]
        assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


@given(st.lists(st.text(max_size=30), max_size=12, unique=True), st.sampled_from(RECORDS))
@settings(max_examples=100, deadline=None)
def test_any_header_gives_a_mapping_that_can_be_used(header: list[str], record: str) -> None:
    found = guess(record, header)
    named = [c.name for c in found.mapping.columns]
    assert sorted([*named, *found.ask, *found.unknown]) == sorted(header)


# -- found again -------------------------------------------------------------------------------------------------------


def test_a_header_is_known_again_whatever_its_order_and_spelling() -> None:
    one = fingerprint("candidate", ["Voornaam", "E-mail"])
    assert one == fingerprint("candidate", ["e mail", "VOORNAAM "])
    assert one != fingerprint("employer", ["Voornaam", "E-mail"])
    assert one != fingerprint("candidate", ["Voornaam"])
    assert len(one) == 20


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "split", "parts"),
    [
        ("Piet van den Berg", Split.FIRST_LAST, ("Piet", "van den Berg")),
        ("  Noor   Öz ", Split.FIRST_LAST, ("Noor", "Öz")),
        ("Berg, Piet van den", Split.LAST_COMMA_FIRST, ("Piet", "van den Berg")),
        ("Jansen,Anna Maria", Split.LAST_COMMA_FIRST, ("Anna Maria", "Jansen")),
        ("Hof, Els van ’t", Split.LAST_COMMA_FIRST, ("Els", "van ’t Hof")),
        ("Vries - de Wit, A. de", Split.LAST_COMMA_FIRST, ("A.", "de Vries - de Wit")),
        ("Berg, Van", Split.LAST_COMMA_FIRST, ("Van", "Berg")),
    ],
)
def test_names_are_split(text: str, split: Split, parts: tuple[str, str]) -> None:
    assert split_name(text, split) == parts


@pytest.mark.parametrize(
    ("text", "split", "words_"),
    [
        ("Sem", Split.FIRST_LAST, "één woord"),
        ("Berg, Piet", Split.FIRST_LAST, "een komma"),
        ("Piet Berg", Split.LAST_COMMA_FIRST, "met één komma"),
        ("Berg, ", Split.LAST_COMMA_FIRST, "met één komma"),
        (", Piet", Split.LAST_COMMA_FIRST, "met één komma"),
        ("Berg, Piet, dhr", Split.LAST_COMMA_FIRST, "met één komma"),
    ],
)
def test_names_that_are_written_otherwise_are_refused(text: str, split: Split, words_: str) -> None:
    with pytest.raises(ValueError, match=words_):
        split_name(text, split)


# -- as a file ---------------------------------------------------------------------------------------------------------

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    record = draw(st.sampled_from(RECORDS))
    names = draw(st.lists(NAMES, unique=True, max_size=8))
    paths = draw(st.permutations(list(targets(record))))
    made = [Column(name, (path,), join=draw(st.booleans())) for name, path in zip(names, paths, strict=False)]
    if record == "candidate" and not any(set(c.to) & set(NAME) for c in made) and draw(st.booleans()):
        made.append(Column(f"{''.join(names)}+", NAME, draw(st.sampled_from(Split))))
    return Mapping(record, tuple(made))


@given(mappings(), st.lists(NAMES, max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_mapping_comes_back_from_its_file(mapping: Mapping, header: list[str]) -> None:
    assert from_toml(to_toml(mapping, header)) == mapping


def test_a_file_made_by_hand() -> None:
    text = """
    record = "candidate"
    [[column]]
    name = "Naam"
    to = ["candidate.name_used", "candidate.family_name"]
    split = "first_last"
    [[column]]
    name = "Woonplaats"
    to = "candidate.place"
    """
    naam = Column("Naam", NAME, Split.FIRST_LAST)
    assert from_toml(text) == Mapping("candidate", (naam, column("Woonplaats", "candidate.place")))


HEAD = 'record = "candidate"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("record = ", "dit is geen TOML: het gaat mis bij"),
        ("a = [" * 3000, "dit is geen TOML"),
        ("x" * 100_001, "dit is te groot voor een indeling van kolommen"),
        ("", "bij ‘record’ hoort een van: candidate, employer"),
        ('record = "placement"', "bij ‘record’ hoort een van: candidate, employer"),
        (HEAD + "kolom = 1", "er staat een onbekende naam in; wat kan: record, [[column]]"),
        (HEAD + "column = 1", "kolommen horen onder [[column]]"),
        (HEAD + "[[column]]\nto = 'candidate.bsn'", "[[column]] 1: bij ‘name’ hoort de naam van de kolom"),
        (HEAD + "[[column]]\nname = 'a'", "[[column]] 1: bij ‘to’ hoort een veld, zoals candidate.name_used"),
        (HEAD + "[[column]]\nname = 'a'\nto = [1]", "[[column]] 1: bij ‘to’ hoort een veld, zoals candidate.name_used"),
        (HEAD + "[[column]]\nname = 'a'\nnaar = 'x'", "[[column]] 1: er staat een onbekende naam in"),
        (
            HEAD + "[[column]]\nname = 'a'\nto = 'candidate.bsn'\njoin = 1",
            "[[column]] 1: bij ‘join’ hoort true of false",
        ),
        (HEAD + "[[column]]\nname = 'a'\nto = 'candidate.bsn'\nsplit = []", "[[column]] 1: bij ‘split’ hoort een van:"),
        (HEAD + "[[column]]\nname = 'a'\nto = 'candidate.photo'", "kolom ‘a’ wijst naar een veld dat er niet is"),
        (HEAD + "[[column]]\nname = 'a'\nto = 'employer.name'", "kolom ‘a’ wijst naar een veld dat er niet is"),
        (
            HEAD + "[[column]]\nname = 'a'\nto = ['candidate.bsn', 'candidate.place']\nsplit = 'first_last'",
            "kolom ‘a’: split vult candidate.name_used en candidate.family_name, in deze volgorde",
        ),
        (HEAD + "[[column]]\nname = 'a'\nto = ['candidate.bsn', 'candidate.place']", "bij kolom ‘a’ hoort één veld"),
        (HEAD + "[[column]]\nname = 'a'\nto = 'candidate.bsn'\n" * 2, "kolom ‘a’ staat er twee keer in"),
        (
            HEAD
            + "[[column]]\nname = 'a'\nto = 'candidate.bsn'\n[[column]]\nname = 'b'\nto = 'candidate.bsn'\njoin = true",
            "twee kolommen vullen ‘BSN’; zet er join = true bij als ze samen horen",
        ),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_files_that_cannot_be_used(text: str, message: str) -> None:
    if text.count(HEAD) > 1:
        text = HEAD + text.replace(HEAD, "")
    with pytest.raises(BadMapping) as caught:
        from_toml(text)
    assert str(caught.value).startswith(message)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_mapping_or_refused(text: str) -> None:
    for start in ("", HEAD, HEAD + "[[column]]\n"):
        with suppress(BadMapping):
            from_toml(start + text)


def test_the_module_names_its_records() -> None:
    assert set(columns.NAMES) == set(RECORDS)
