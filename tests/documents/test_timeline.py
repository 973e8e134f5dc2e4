"""A timeline on paper: valid, readable aloud, whole over many pages, and of nobody's secrets."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from beschutdesk.documents.timeline import Choice, Line, Sheet, build, choice_words, file_name, unprintable
from beschutdesk.dossier.audience import Audience
from tests.documents import pdf, pictures
from tests.documents.test_conformance import NASTY

DAY = date(2026, 11, 22)
ALL = Choice()
KINDS = ("contact", "uren en begeleiding", "school en werk", "taak")
NOTES = (
    "",
    "Belde dat de bus later kwam. Begint voortaan om 9.00 uur.",
    "Besproken met Gerben:\n- pauze om tien uur\n- de oven piept lager\nVolgende keer over drie weken.",
)


def _lines(number: int) -> tuple[Line, ...]:
    first = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - the clock on the wall
    return tuple(
        Line(
            first - timedelta(days=3 * i, hours=i % 5) if i % 4 else (first - timedelta(days=3 * i)).date(),
            KINDS[i % len(KINDS)],
            f"Telefoon, Bakkerij Graan & Gloed {i}",
            NOTES[i % len(NOTES)],
            "R. Jansen" if i % 2 else "",
        )
        for i in range(number)
    )


def _sheet(
    lines: tuple[Line, ...] = (),
    audience: Audience = Audience.COLLEAGUE,
    choice: Choice = ALL,
    *,
    name: str = "Jelte Bos",
    number: int | None = 2,
) -> Sheet:
    return Sheet(audience, name, name.split(" ", 1)[0], lines, choice, "R. Jansen, jobcoach", number, DAY)


SOME = Choice(("contact", "taak"), date(2026, 1, 1), DAY, "bus")
SHEETS = {
    "colleague": _sheet(_lines(9)),
    "candidate": _sheet(_lines(9), Audience.CANDIDATE),
    "municipality": _sheet(_lines(2), Audience.MUNICIPALITY, SOME),
    "empty": _sheet(),
    "nothing-chosen": _sheet((), Audience.MUNICIPALITY, SOME),
    "employer": _sheet(_lines(5), name="Bakkerij Graan & Gloed", number=None),
    "many": _sheet(_lines(200)),
    "long": _sheet((*_lines(3), Line(date(2026, 1, 1), "contact", "x" * 500, "Een lange tekst. " * 2000), *_lines(2))),
    "far": _sheet((Line(date.max, "fase", "Later"), Line(date.min, "dossier", "Eerder"))),
}
SHEETS |= {
    f"nasty-{number}": _sheet(
        (Line(DAY, text, text, text, text),), Audience.CANDIDATE, Choice((text,), None, DAY, text), name=text
    )
    for number, text in enumerate(NASTY)
    if text.split()
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return pdf.written(tmp_path_factory.mktemp("tijdlijnen"), ((name, build(sheet)) for name, sheet in SHEETS.items()))


@pytest.mark.slow
def test_the_judge_passes_every_timeline(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


@pytest.mark.parametrize("name", SHEETS)
def test_it_hangs_together(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert {"H1", "H2", "P", "Sect"} <= found.tags
    if SHEETS[name].lines:
        assert {"Table", "THead", "TBody", "TR", "TH", "TD"} <= found.tags


def test_every_line_is_read_aloud_once_and_in_order(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["many"]) + " "
    places = [words.index(f"Graan & Gloed {i} ") for i in range(200)]
    assert places == sorted(places)
    assert all(words.count(f"Graan & Gloed {i} ") == 1 for i in range(200))
    assert words.count("November 2026") == 1
    assert "door R. Jansen" in words
    assert "zo 22 nov" in words
    with pikepdf.open(made["many"]) as file:
        assert 10 < len(file.pages) < 40


def test_a_text_of_pages_is_whole(made: dict[str, Path]) -> None:
    assert pdf.aloud(made["long"]).count("Een lange tekst.") == 2000


def test_what_was_chosen_is_named(made: dict[str, Path]) -> None:
    asked = "Alleen contact en taak, 1 januari – 22 november 2026, met de woorden ‘bus’"
    assert choice_words(SOME).replace("\u00a0", " ") == asked
    assert choice_words(Choice()) == ""
    assert choice_words(Choice(since=DAY)).replace("\u00a0", " ") == "Alleen vanaf 22 november 2026"
    assert choice_words(Choice(until=DAY)).replace("\u00a0", " ") == "Alleen tot en met 22 november 2026"
    assert f"Niet alles. {asked}." in pdf.aloud(made["municipality"])
    assert "Niet alles" not in pdf.aloud(made["colleague"])


def test_nothing_is_said_in_words(made: dict[str, Path]) -> None:
    assert "Er is nog niets met een datum." in pdf.aloud(made["empty"])
    assert "Er is niets dat bij deze keuze past." in pdf.aloud(made["nothing-chosen"])
    assert "voor deze lezer" in pdf.aloud(made["municipality"])


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        (Audience.COLLEAGUE, "Alleen voor een collega-bemiddelaar"),
        (Audience.MUNICIPALITY, "Alleen voor de gemeente"),
        (Audience.CANDIDATE, "Alleen voor Jelte"),
    ],
)
def test_every_page_says_for_whom_it_is(audience: Audience, words: str, tmp_path: Path) -> None:
    path = tmp_path / "tijdlijn.pdf"
    path.write_bytes(build(_sheet(_lines(40), audience)))
    pages = pdf.words(path)
    for page in {word.page for word in pages}:
        assert words in " ".join(word.text for word in pages if word.page == page)


def test_its_name_is_good_on_every_system() -> None:
    assert file_name(_sheet()) == "Tijdlijn Jelte Bos, versie 2, voor een collega-bemiddelaar.pdf"
    name = file_name(_sheet(name='a/b\\c:"d"', audience=Audience.MUNICIPALITY, number=None))
    assert name == "Tijdlijn a b c d, voor de gemeente.pdf"


def test_the_same_sheet_gives_the_same_bytes_and_tells_what_cannot_be_printed() -> None:
    sheet = _sheet((Line(DAY, "contact", "Blij 😀"),))
    assert build(sheet) == build(sheet)
    assert unprintable(sheet) == ("😀",)


@pytest.mark.parametrize("name", ["colleague", "candidate", "municipality", "nothing-chosen"])
def test_the_pages_look_as_they_did(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(made[name], f"timeline-{name}", tmp_path, 1) == []
