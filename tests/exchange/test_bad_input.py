"""Files that are no dossier, too large, too deep: refused in one Dutch line, before they cost anything."""

import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.exchange.dossier_json import BadDossier, read, read_file
from beschutdesk.exchange.strict_json import DEPTH_LIMIT, TOKENS_LIMIT
from tests.exchange.samples import CONTENT, DIGEST, as_file, put, refusal, refused, sample


def test_the_sample_itself_is_good() -> None:
    assert read(as_file(sample())).files == {DIGEST: CONTENT}


# -- not a dossier -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dit bestand is leeg"),
        (b" \r\n\t", "dit bestand is leeg"),
        (b"\xef\xbb\xbf", "dit bestand is leeg"),
        (b'{\n "a": 1,\n}', "dit is geen JSON: de fout zit op regel 3, kolom 1"),
        (b'{"a": "b}', "dit is geen JSON: de fout zit op regel 1, kolom 7"),
        (b'{"a": 1} x', "dit is geen JSON: de fout zit op regel 1, kolom 10"),
        (b'{"a": "x\x00y"}', "dit is geen JSON: de fout zit op regel 1, kolom 9"),
        (b"\x00" * 40, "dit is geen JSON: de fout zit op regel 1, kolom 1"),
        (b"{'a': 1}", "dit is geen JSON: de fout zit op regel 1, kolom 2"),
        (b'{"a": "\xe9"}', "dit bestand is geen UTF-8-tekst: het gaat mis bij byte 8"),
        ('{"a": 1}'.encode("utf-16"), "dit bestand is geen UTF-8-tekst: het gaat mis bij byte 1"),
        (b'{"a": "\xed\xa0\x80"}', "dit bestand is geen UTF-8-tekst: het gaat mis bij byte 8"),
        (b"[]", "dit is geen BeschutDesk-dossier: het hoort te beginnen met {"),
        (b"12", "dit is geen BeschutDesk-dossier: het hoort te beginnen met {"),
        (b"NaN", "dit is geen BeschutDesk-dossier: het hoort te beginnen met {"),
        (b"{}", "dit is geen BeschutDesk-dossier: bij ‘format’ hoort beschutdesk-dossier te staan"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_not_a_dossier(data: bytes, message: str) -> None:
    assert refusal(data) == message


@pytest.mark.parametrize("schema", [None, "1", True, 0, -1, 1.0, [1], 10**30])
def test_schema_is_a_number(schema: Any) -> None:
    assert refused("schema", schema) == "bij ‘schema’ hoort het nummer van de indeling te staan, 1"


def test_a_newer_file_says_so_before_anything_else() -> None:
    plain = put(put(sample(), "schema", 2), "brand_new", 1)
    newer = "dit bestand is gemaakt door een nieuwere versie van BeschutDesk; deze versie kent indeling 1"
    assert refusal(as_file(plain)) == newer


def test_the_candidate_is_missing() -> None:
    plain = sample()
    del plain["candidate"]
    assert refusal(as_file(plain)) == "de kandidaat ontbreekt in dit bestand (candidate)"


# -- size and depth ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[" * 100_000, DEPTH_LIMIT + 1),
        ("[" * 100_000 + "]" * 100_000, DEPTH_LIMIT + 1),
        ('{"a":' * 100_000, DEPTH_LIMIT * 5 + 1),
    ],
    ids=["open", "closed", "objects"],
)
def test_deep_nesting_is_refused_before_parsing(text: str, column: int) -> None:
    assert refusal(text.encode()) == f"er zitten meer dan {DEPTH_LIMIT} haakjes in elkaar, op regel 1, kolom {column}"


def test_brackets_in_a_text_are_no_nesting() -> None:
    assert read(as_file(put(sample(), "candidate.name_used", '["\\' * 60))).candidate.name_used == '["\\' * 60


@pytest.mark.parametrize("text", ["[" + "0," * TOKENS_LIMIT + "0]", "[" + "[]," * TOKENS_LIMIT + "0]"], ids="ab")
def test_too_many_parts(text: str) -> None:
    assert refusal(text.encode()) == "dit bestand bestaat uit te veel losse onderdelen voor een dossier"


@pytest.mark.parametrize("text", ['"' + '\\"' * 3_000_000, '"\\' * 3_000_000, '"' * 6_000_001], ids=["a", "b", "c"])
@pytest.mark.timeout(20)
def test_an_unfinished_text_costs_no_more_than_its_length(text: str) -> None:
    assert refusal(text.encode()).startswith("dit is geen JSON")


def test_too_large_is_said_before_parsing() -> None:
    assert refusal(b"\xff" * (25 * 1024**2 + 1)) == "dit bestand is 26 MB groot; een dossierbestand is hooguit 25 MB"


def test_a_sparse_file_of_200_mb_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "groot.json"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    tracemalloc.start()
    try:
        with pytest.raises(BadDossier, match=r"^dit bestand is 200 MB groot; een dossierbestand is hooguit 25 MB$"):
            read_file(path)
        assert tracemalloc.get_traced_memory()[1] < 1024**2
    finally:
        tracemalloc.stop()


def test_read_file(tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    path.write_bytes(as_file(sample()))
    assert read_file(path).candidate.name_used == "Ann"
    with pytest.raises(BadDossier, match=r"^dit is geen gewoon bestand$"):
        read_file(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nergens.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    with pytest.raises(BadDossier, match=r"^dit is geen gewoon bestand$"):
        read_file(tmp_path / "pijp")
