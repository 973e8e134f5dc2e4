"""A task in one line: only what means one thing is read, the rest stays in the name."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.task import DayPart, Frequency
from beschutdesk.rules.task_typed import TypedTask, typed_task, without_bullet


def task(name: str, minutes: int | None = None, times: int | None = None, **more: Any) -> TypedTask:
    def number(one: int | None) -> Decimal | None:
        return None if one is None else Decimal(one)

    return TypedTask(name, number(minutes), number(times), **more)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("vloer vegen 20 min elke dag", task("vloer vegen", 20, frequency=Frequency.DAY)),
        ("Vloer vegen, elke werkdag 20 minuten", task("Vloer vegen", 20, frequency=Frequency.DAY)),
        ("karren halen 2x per week 1u30", task("karren halen", 90, 2, frequency=Frequency.WEEK)),
        ("ramen lappen: twee keer per maand, half uur", task("ramen lappen", 30, 2, frequency=Frequency.MONTH)),
        ("koffie zetten elke ochtend", task("koffie zetten", frequency=Frequency.DAY, day_part=DayPart.MORNING)),
        ("post rondbrengen 's middags 15 min.", task("post rondbrengen", 15, day_part=DayPart.AFTERNOON)),
        ("1 keer per week containers buiten zetten", task("1 keer per week containers buiten zetten")),
        ("containers buiten zetten 1 keer per week", task("containers buiten zetten", frequency=Frequency.WEEK)),
        ("tuinmeubels schuren in het seizoen", task("tuinmeubels schuren", frequency=Frequency.SEASON)),
        ("vaatwasser uitruimen 1,5 uur per dag", task("vaatwasser uitruimen", 90, frequency=Frequency.DAY)),
        ("bestek sorteren 10 min per keer 3x per dag", task("bestek sorteren", 10, 3, frequency=Frequency.DAY)),
        ("vegen 2 x 20 min per dag", task("vegen", 20, 2, frequency=Frequency.DAY)),
        ("vegen 2x20 min elke dag", task("vegen", 20, 2, frequency=Frequency.DAY)),
        ("vegen drie keer 20 minuten per week", task("vegen", 20, 3, frequency=Frequency.WEEK)),
        ("vegen 20 min 2x", task("vegen", 20, 2)),
        ("post elke dag 2 keer 15 min", task("post", 15, 2, frequency=Frequency.DAY)),
        ("post wekelijks 2 keer", task("post", None, 2, frequency=Frequency.WEEK)),
        ("vegen 2 uur 4 dagen per week", task("vegen", 120, 4, frequency=Frequency.WEEK)),
        ("vegen 2 uur per dag, 4 dagen in de week", task("vegen", 120, 4, frequency=Frequency.WEEK)),
        ("post 2x per dag 15 min 4 dagen per week", task("post", 15, 8, frequency=Frequency.WEEK)),
        ("vegen ca. 20 min", task("vegen", 20, about=True)),
        ("vegen ±20 minuten elke dag", task("vegen", 20, frequency=Frequency.DAY, about=True)),
        ("vegen ongeveer 3 keer per week", task("vegen", None, 3, frequency=Frequency.WEEK, about=True)),
        ("vegen (20 min per dag)", task("vegen", 20, frequency=Frequency.DAY)),
        ("vegen 20 min/dag", task("vegen", 20, frequency=Frequency.DAY)),
        ("vegen 20 min 3x p/w", task("vegen", 20, 3, frequency=Frequency.WEEK)),
        ("vegen tweemaal daags 3 kwartier", task("vegen", 45, 2, frequency=Frequency.DAY)),
        ("vegen eens per maand drie uur", task("vegen", 180, frequency=Frequency.MONTH)),
        ("vakken vullen gang 3 20 min", task("vakken vullen gang 3", 20)),
        ("vitamine a 20 min", task("vitamine a", 20)),
        ("toezicht in de middag 1 uur en 15 min", task("toezicht", 75, day_part=DayPart.AFTERNOON)),
    ],
)
def test_what_is_read(line: str, read: TypedTask) -> None:
    assert typed_task(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "vakken vullen gang 3",
        "deur openen om 9 uur",
        "20 min",
        "elke dag",
        "filters wisselen om de week",
        "ploeg 2 per bus ophalen",
        "bestelling klaar binnen 20 minuten",
        "kabel van 5 m afknippen",
        "gasten ontvangen 1.30 uur",
        "bed opmaken 0x per week",
        "vegen 15 à 20 min",
        "vegen 15 a 20 min",
        "vegen 15-20 min",
        "vegen 15 - 20 min",
        "vegen tussen 15 en 20 min",
        "vegen max 20 min",
        "vegen 2 en een half uur",
        "vegen 1 uur een kwartier",
        "vegen 3 x 2 x 20 min",
        "karren 2 à 3 keer per week",
        "karren 2 - 3 keer per week",
        "karren een paar keer per week",
        "karren enkele dagen per week",
        "karren niet elke dag",
        "controle elke 20 min",
        "controle om het half uur",
        "vuilnis midden in de week",
        "vegen (zie gang 3)",
        "vegen 1x per 2 weken",
        "vegen 8 dagen per week",
        "",
    ],
)
def test_what_stays_a_name(line: str) -> None:
    assert typed_task(line) == TypedTask(line)


def test_what_was_said_twice_is_read_once_and_the_rest_stays_to_be_seen() -> None:
    assert typed_task("vegen 10 min 20 min") == task("vegen 10 min", 20)


def test_what_was_read_is_told() -> None:
    assert typed_task("vegen 20 min elke dag").told == "20 minuten, per werkdag"
    assert typed_task("halen 3x per week ’s ochtends").told == "3 keer per week, ochtend"
    assert typed_task("vegen").told == ""
    assert typed_task("vegen 20 min").values == {"name": "vegen", "minutes": Decimal(20)}


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("• vegen", "vegen"),
        ("\uf0b7\tvegen", "vegen"),
        ("- vegen", "vegen"),
        ("  – vegen - en dweilen", "vegen - en dweilen"),
        ("3. vegen", "vegen"),
        ("12) vegen", "vegen"),
        ("- [ ] vegen", "vegen"),
        ("o\tvegen", "vegen"),
        ("1 keer per week vegen", "1 keer per week vegen"),
        ("3.5 uur toezicht", "3.5 uur toezicht"),
        ("-5 graden noteren", "-5 graden noteren"),
        ("o ja vegen", "o ja vegen"),
        ("3.", "3."),
        ("•", "•"),
    ],
)
def test_a_bullet_is_no_word_of_the_task(line: str, plain: str) -> None:
    assert without_bullet(line) == plain


def test_what_does_not_fit_in_a_name_goes_with_the_remarks() -> None:
    long = "woord " * 50
    read = typed_task(f"{long}15 min elke dag")
    assert (read.minutes, read.frequency) == (Decimal(15), Frequency.DAY)
    values = read.values
    assert len(values["name"]) <= TEXT_LIMIT
    assert f"{values['name']} {values['remark']}" == long.strip()
    glued = typed_task("x" * 450).values
    assert (glued["name"], glued["remark"]) == ("x" * 200, "x" * 250)
    assert "remark" not in typed_task("x" * 200).values


def test_numbers_that_cannot_go_together_stay_to_be_seen() -> None:
    assert typed_task("post 3x per week 2 x 20 min") == task("post 3x per week", 20, 2)
    assert typed_task("vegen 36 uur per week") == task("vegen 36 uur", frequency=Frequency.WEEK)
    assert typed_task("vegen elke week 4 dagen per week") == TypedTask(
        "vegen elke week", times=Decimal(4), frequency=Frequency.WEEK
    )


LENGTHS = {"20 min": 20, "5 minuten": 5, "1 uur": 60, "1u30": 90, "half uur": 30, "drie kwartier": 45, "1,5 uur": 90}
COUNTS = {"2x": 2, "3 keer": 3, "twee maal": 2, "4 ×": 4}
OFTENS = {"per dag": Frequency.DAY, "elke week": Frequency.WEEK, "iedere maand": Frequency.MONTH}
ROUGH = ("", "ca. ", "ongeveer ")


@given(
    st.sampled_from(sorted(LENGTHS)),
    st.sampled_from(sorted(COUNTS)),
    st.sampled_from(sorted(OFTENS)),
    st.sampled_from(ROUGH),
    st.sampled_from(range(4)),
    st.sampled_from([" ", ", ", ": ", " - "]),
)
def test_however_it_is_put_it_says_the_same(
    length: str, count: str, unit: str, rough: str, order: int, apart: str
) -> None:
    said = (
        f"{rough}{count} {length} {unit}",
        f"{unit} {rough}{count} {length}",
        f"{rough}{length} {count} {unit}",
        f"{count} {unit} {rough}{length}",
    )[order]
    read = typed_task(f"hal vegen{apart}{said}")
    assert read == task("hal vegen", LENGTHS[length], COUNTS[count], frequency=OFTENS[unit], about=bool(rough))
    again = typed_task(f"hal vegen {read.told}")  # what is told says all of it
    assert again == read


UNDERSTOOD = (
    *("20", "min", "minuten", "2", "x", "3", "keer", "per", "elke", "dag", "week", "uur", "half", "een", "4", "dagen"),
    *("ca.", "ongeveer", "kwartier", "twee", "in", "de", "maand", "p/w", "’s", "middags", "ochtend", "daags"),
    *("wekelijks", "af", "en", "toe"),
)
STRANGE = ("gang", "of", "à", "max", "niet", "bijna", "tot", "behalve", "zaterdag", "15-", "rond", "paar", "personen")


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*UNDERSTOOD, *STRANGE]), min_size=1, max_size=9))
def test_no_word_is_lost_that_was_not_understood(words: list[str]) -> None:
    read = typed_task(" ".join(["hal", *words]))
    kept = read.name.split(" ")
    left_out = ["hal", *words][len(kept) :]
    assert ["hal", *words][: len(kept)] == kept
    assert set(left_out) <= set(UNDERSTOOD)
    assert bool(left_out) == bool(read.told)
    numbers = {"20": 20, "2": 2, "3": 3, "4": 4, "twee": 2}
    product = (read.minutes or 1) * (read.times or 1)
    for word in left_out:  # each number counts in what was read
        if word in numbers:
            assert product % numbers[word] == 0 or numbers[word] in divmod(read.minutes or 0, 60)


@given(st.text(max_size=60))
def test_any_line_can_be_typed_and_keeps_its_beginning(line: str) -> None:
    read, plain = typed_task(line), " ".join(line.split())
    assert plain.startswith(read.name)
    assert bool(read.name) == bool(plain)


@given(st.text(alphabet="•-*3.) \tavegn", max_size=20))
def test_only_a_bullet_goes(line: str) -> None:
    assert line.strip().endswith(without_bullet(line))
    assert any(letter.isalnum() for letter in line) == any(letter.isalnum() for letter in without_bullet(line))
