"""A value that does not fit, a name that is unknown, a reference into nothing: the place is named, the value is not."""

import base64
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from beschutdesk.dossier.fields import shape_of
from beschutdesk.exchange.dossier_json import BadDossier, read
from tests.exchange.samples import DIGEST, HEAD, SECRET, as_file, put, refusal, refused, sample

NAME = "kandidaat › Roepnaam (candidate.name_used)"
BORN = "kandidaat › Geboortedatum (candidate.born)"
STATE = "kandidaat › Stand (candidate.state)"
GOOD_AT = "kandidaat › Dit kan ik goed (candidate.good_at)"
GOOD_AT_2 = "kandidaat › Dit kan ik goed, regel 2 (candidate.good_at[1])"
PHOTO = "kandidaat › Foto (candidate.photo)"
DAY_1 = "kandidaat › Dagen dagbesteding, regel 1 (candidate.day_activity_week[0])"
TERMS = "plaatsing 1 › Afspraken over uren en begeleiding"
HOURS = f"{TERMS} 2 › Uren per week (placements[0].terms[1].hours)"
READERS_2 = f"{TERMS} 2 › Wie mag deze regel lezen, regel 2 (placements[0].terms[1].readers[1])"
MARKS = "portfolio 1 › Herkomst (portfolios[0].sources)"

A_TEXT = "hier hoort tekst tussen aanhalingstekens"
A_DATE = "een datum schrijf je als jjjj-mm-dd, bijvoorbeeld 2026-11-22, en de dag moet bestaan"
A_DAY = "een weekdag is een getal van 1 (maandag) tot en met 7 (zondag)"
A_NUMBER = "hier hoort een getal, zonder aanhalingstekens"
A_LIST = "hier hoort een lijst tussen [ en ]"
A_GROUP = "hier hoort een groep tussen { en }"
A_UUID = "hier hoort een kenmerk (UUID), zoals 01a05ad0-0000-7000-8000-000000000001"
FLAT = "in deze groep horen geen lijsten of groepen"
AUDIENCES = "hier hoort een van: floor, supervisor, employer, sob, municipality, colleague, candidate"


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("candidate.born", "3-2-2001", BORN, A_DATE),
        ("candidate.born", "2001-02-30", BORN, A_DATE),
        ("candidate.born", "20010203", BORN, A_DATE),
        ("candidate.born", 20010203, BORN, A_DATE),
        ("candidate.born", None, BORN, "hier hoort een waarde; laat het veld weg als er niets is"),
        ("candidate.name_used", 7, NAME, A_TEXT),
        ("candidate.name_used", {"a": SECRET}, NAME, A_TEXT),
        ("candidate.name_used", "x" * 10_000, NAME, "deze tekst is 10000 tekens lang; er passen er 200 in"),
        ("candidate.name_used", "a\x00b", NAME, "een besturingsteken (U+0000) kan niet in een tekst staan"),
        ("candidate.name_used", "a\ud83d", NAME, "een half teken (surrogaat) kan niet in een tekst staan"),
        ("candidate.name_used", "a\nb", NAME, "hier past één regel, zonder regeleinde of tab"),
        (
            "candidate.state",
            SECRET,
            "kandidaat › Stand (candidate.state)",
            "hier hoort een van: active, waiting, closed",
        ),
        ("candidate.good_at.1", ["een lijst"], GOOD_AT_2, A_TEXT),
        ("candidate.good_at", ["x"] * 101, GOOD_AT, "deze lijst heeft 101 regels; er passen er 100 in"),
        ("candidate.good_at", "Tellen", GOOD_AT, A_LIST),
        ("candidate.day_activity_week.0", 4, DAY_1, A_GROUP),
        (
            "candidate.day_activity_week.0.day",
            8,
            DAY_1,
            "een weekdag is een getal van 1 (maandag) tot en met 7 (zondag)",
        ),
        ("candidate.day_activity_week.0.end", "9:00", DAY_1, "een tijd schrijf je als uu:mm, bijvoorbeeld 08:30"),
        (
            "candidate.day_activity_week.0.from",
            "09:00",
            DAY_1,
            "een groep hier heeft een onbekend veld; wat kan: day, start, end",
        ),
        ("candidate.day_activity_week.0.start", [SECRET], DAY_1, FLAT),
        ("candidate.photo.name", "../../ann.jpg", PHOTO, "bij ‘name’ hoort de naam van een bestand, zonder map ervoor"),
        ("candidate.photo.name", "", PHOTO, "bij ‘name’ hoort de naam van een bestand, zonder map ervoor"),
        ("candidate.photo.sha256", DIGEST.upper(), PHOTO, "sha256 heeft 64 tekens, 0-9 en a-f"),
        ("placements.0.terms.1.hours", "20", HOURS, A_NUMBER),
        ("placements.0.terms.1.hours", True, HOURS, A_NUMBER),
        ("placements.0.terms.1.hours", 20.125, HOURS, "dit getal heeft meer dan 2 decimalen"),
        ("placements.0.terms.1.hours", 10**12, HOURS, "dit getal is te groot"),
        ("placements.0.terms.1.readers", ["floor", SECRET], READERS_2, AUDIENCES),
        ("portfolios.0.sources", {"a": {}}, MARKS, "hier hoort een groep van teksten"),
        ("candidate", [SECRET], "kandidaat (candidate)", A_GROUP),
        ("placements", {}, "plaatsing (placements)", A_LIST),
        ("placements.0.terms", SECRET, f"{TERMS} (placements[0].terms)", A_LIST),
        ("placements.0.terms.0", 3, f"{TERMS} 1 (placements[0].terms[0])", A_GROUP),
        ("employers", [{}] * 1001, "werkgever (employers)", "deze lijst heeft 1001 regels; er passen er 1000 in"),
    ],
)
def test_a_value_that_does_not_fit(path: str, value: Any, place: str, problem: str) -> None:
    assert refused(path, value) == f"{place}: {problem}"


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("NaN", "NaN en Infinity zijn geen getallen"),
        ("-Infinity", "NaN en Infinity zijn geen getallen"),
        ("1e999999", "dit getal is te groot"),
        ("-1e999999999999999999999", "dit getal is te groot"),
        ("1" * 5000, "dit getal is te groot"),
        ("1" * 5000 + ".5", "dit getal is te groot"),
        ("1e-999999", "dit getal heeft meer dan 2 decimalen"),
        ("0." + "0" * 5000 + "1", "dit getal heeft meer dan 2 decimalen"),
    ],
    ids=lambda text: text[:12],
)
def test_numbers_that_json_readers_stumble_over(number: str, problem: str) -> None:
    data = as_file(sample()).replace(b"20.5", number.encode())
    assert refusal(data) == f"{HOURS}: {problem}"
    assert refusal(as_file(sample()).replace(b'"Ann"', number.encode())).startswith(NAME)


@pytest.mark.parametrize("text", ["<b>vet</b> <para>&amp;", "👩🏽‍🌾", "שלום \u202eomgekeerd", "Brzęczyszczykiewicz"])
def test_odd_text_is_plain_text(text: str) -> None:
    assert read(as_file(put(sample(), "candidate.name_used", text))).candidate.name_used == text


def _every_field() -> list[str]:
    paths = {"candidate": "candidate", "employers.0": "employer", "employers.0.supervisors.0": "supervisor"}
    paths |= {"placements.0": "placement", "placements.0.terms.0": "terms", "portfolios.0": "portfolio"}
    paths |= {"task_lists.0": "task_list", "task_lists.0.tasks.0": "carved_task"}
    paths |= {"candidate.skills.0": "employee_skill", "candidate.background.0": "background"}
    paths |= {"candidate.week_parts.0": "week_part", "candidate.involved.0": "involvement"}
    paths |= {"candidate.advices.0": "advice", "employers.0.contacts.0": "contact", "employers.0.sites.0": "site"}
    paths |= {"visits.0": "visit", "visits.0.subjects.0": "visit_subject"}
    return [f"{at}.{spec.key}" for at, record in paths.items() for spec in shape_of(record).specs.values()]


WRONG: list[Callable[[], Any]] = [
    lambda: SECRET,
    lambda: f"{SECRET}\n\x00" * 2000,
    lambda: [SECRET],
    lambda: [[SECRET]],
    lambda: {SECRET: SECRET},
    lambda: [{SECRET: SECRET}],
    lambda: [{"day": SECRET}],
    lambda: {"sha256": SECRET, "name": SECRET, "type": SECRET, "size": SECRET},
    lambda: {"a": {SECRET: [SECRET]}},
]


@pytest.mark.parametrize("path", _every_field())
def test_no_message_repeats_what_the_file_says(path: str) -> None:
    for wrong in WRONG:
        data = as_file(put(sample(), path, wrong()))
        with suppress(BadDossier):
            read(data)
            continue  # it was text, and this is a field for text
        assert re.match(r"\w+( \d+)?( › [^(]+)? \([\w.\[\]]+\): ", refusal(data))


# -- names -------------------------------------------------------------------------------------------------------------

UNKNOWN = "kandidaat (candidate): het 12e veld hier is onbekend"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("candidate.family_nane", f"{UNKNOWN}; bedoel je ‘family_name’ (Achternaam)?"),
        ("candidate." + SECRET, UNKNOWN),
        ("candidate." + SECRET * 100_000, UNKNOWN),
        ("candidate.version", UNKNOWN),
        ("employer", "het 10e veld hier is onbekend; bedoel je ‘employers’?"),
    ],
    ids=lambda text: text[:20],
)
def test_an_unknown_field(path: str, message: str) -> None:
    assert refused(path, SECRET) == message


def test_an_unknown_field_in_a_row() -> None:
    row = f"{TERMS} 2 (placements[0].terms[1])"
    assert refused("placements.0.terms.1.hour", SECRET) == (
        f"{row}: het 4e veld hier is onbekend; bedoel je ‘hours’ (Uren per week)?"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"name_used"', '"name_used": "Bo", "name_used"', "kandidaat (candidate): ‘name_used’ staat hier twee keer"),
        ('"born"', f'"{SECRET}": 1, "{SECRET}": 2, "born"', "kandidaat (candidate): een naam staat hier twee keer"),
        ('"schema"', '"schema": 1, "schema"', "‘schema’ staat hier twee keer"),
        ('"day"', '"day": 5, "day"', f"{DAY_1}: een naam staat hier twee keer"),
        ('"a": "b"', '"a": "b", "a": "c"', f"{MARKS}: een naam staat hier twee keer"),
        ('"files": {', f'"files": {{"{DIGEST}": "", ', "bijlagen (files): een bijlage staat hier twee keer"),
    ],
)
def test_a_name_that_stands_twice(old: str, new: str, message: str) -> None:
    text = as_file(sample()).decode()
    assert text.count(old) == 1
    assert refusal(text.replace(old, new).encode()) == message


# -- between records ---------------------------------------------------------------------------------------------------

TERMS_1, TERMS_2 = (f"{TERMS} {n + 1} (placements[0].terms[{n}])" for n in range(2))
SUPERVISOR = f"{TERMS} 1 › Vaste begeleider (placements[0].terms[0].supervisor)"


def _nowhere(what: str) -> str:
    return f"dit verwijst naar een {what} die niet in dit bestand staat"


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("candidate.id", "1", "kandidaat › Kenmerk (candidate.id)", A_UUID),
        ("candidate.id", "{" + HEAD + "01}", "kandidaat › Kenmerk (candidate.id)", A_UUID),
        ("candidate.id", HEAD + "01\n", "kandidaat › Kenmerk (candidate.id)", A_UUID),
        (
            "employers.0.id",
            HEAD + "01",
            "werkgever 1 (employers[0])",
            "het kenmerk (id) is al gebruikt bij kandidaat (candidate)",
        ),
        ("placements.0.terms.1.id", HEAD + "05", TERMS_2, f"het kenmerk (id) is al gebruikt bij {TERMS_1}"),
        (
            "placements.0.candidate",
            HEAD + "99",
            "plaatsing 1 › Kandidaat (placements[0].candidate)",
            _nowhere("kandidaat"),
        ),
        (
            "placements.0.employer",
            HEAD + "01",
            "plaatsing 1 › Werkgever (placements[0].employer)",
            _nowhere("werkgever"),
        ),
        ("placements.0.terms.0.supervisor", HEAD + "02", SUPERVISOR, _nowhere("begeleider")),
        ("placements.0.terms.0.supervisor", HEAD, SUPERVISOR, A_UUID),
        (
            "portfolios.0.placement",
            HEAD + "99",
            "portfolio 1 › Plaatsing (portfolios[0].placement)",
            _nowhere("plaatsing"),
        ),
    ],
)
def test_between_records(path: str, value: Any, place: str, problem: str) -> None:
    assert refused(path, value) == f"{place}: {problem}"


def test_the_id_is_missing() -> None:
    plain = sample()
    del plain["placements"][0]["terms"][1]["id"]
    assert refusal(as_file(plain)) == f"{TERMS_2}: het kenmerk (id) ontbreekt"


@pytest.mark.parametrize(
    ("name", "field", "words", "owner"),
    [
        ("placements", "candidate", "plaatsing 1 › Kandidaat (placements[0].candidate)", "kandidaat"),
        ("portfolios", "candidate", "portfolio 1 › Kandidaat (portfolios[0].candidate)", "kandidaat"),
        ("task_lists", "placement", "takenlijst 1 › Plaatsing (task_lists[0].placement)", "plaatsing"),
        (
            "visits",
            "candidate",
            "contactmoment 1 › Over wie 1 › Kandidaat (visits[0].subjects[0].candidate)",
            "kandidaat",
        ),
    ],
)
def test_whose_it_is_must_be_said(name: str, field: str, words: str, owner: str) -> None:
    plain = sample()
    del (plain[name][0] if name != "visits" else plain[name][0]["subjects"][0])[field]
    assert refusal(as_file(plain)) == f"{words}: hier ontbreekt de verwijzing; zonder {owner} hoort dit nergens bij"


# -- attachments -------------------------------------------------------------------------------------------------------

FILE = "bijlagen › bijlage 1 (files[0])"


@pytest.mark.parametrize(
    ("files", "place", "problem"),
    [
        ([], "bijlagen (files)", A_GROUP),
        ({}, PHOTO, "de inhoud van deze bijlage ontbreekt onder ‘files’"),
        ({DIGEST: 5}, FILE, A_TEXT),
        ({DIGEST: "%%%"}, FILE, "de inhoud hoort in base64 te staan"),
        ({DIGEST: "YSBwaWN0dXJl\n"}, FILE, "de inhoud hoort in base64 te staan"),
        ({DIGEST: "YSBwaWN0dXJlZh=="}, FILE, "de inhoud hoort in base64 te staan"),
        ({DIGEST: "é"}, FILE, "de inhoud hoort in base64 te staan"),
        ({DIGEST: "YSBwaWN0dXJm"}, FILE, "de inhoud is beschadigd: die past niet bij het kenmerk (sha256)"),
        ({DIGEST: "YSA="}, PHOTO, "de bijlage is niet zo groot als erbij staat"),
        ({DIGEST: "A" * 14_000_000}, FILE, "een bijlage is hooguit 10 MB"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_attachments(files: Any, place: str, problem: str) -> None:
    assert refused("files", files) == f"{place}: {problem}"


def test_an_attachment_that_belongs_nowhere() -> None:
    plain = sample()
    del plain["candidate"]["photo"]
    assert refusal(as_file(plain)) == f"{FILE}: deze bijlage hoort bij geen enkel veld"


def test_the_limit_of_an_attachment_is_exact() -> None:
    limit = 10 * 1024**2
    largest, larger = (base64.b64encode(bytes(limit + extra)).decode() for extra in (0, 1))
    assert refused("files", {DIGEST: larger}) == f"{FILE}: een bijlage is hooguit 10 MB"
    assert "niet zo groot" in refused("files", {DIGEST: largest})
