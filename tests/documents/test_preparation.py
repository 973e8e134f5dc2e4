"""What to know before a visit on paper: one page per person, valid, confidential, and never more than fits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from beschutdesk.documents.preparation import Point, Sheet, build, file_name, made
from tests.documents import pdf, pictures
from tests.documents.test_conformance import NASTY

LONG = "Een heel lange tekst die steeds hetzelfde zegt. " * 40


def full() -> Sheet:
    return Sheet(
        name="Thijs van den Bovenkamp",
        called="Thijs",
        place=("Medewerker groenonderhoud", "Hoveniersbedrijf Groenrijk"),
        when=("vrijdag 4 december 2026", "10.00 uur"),
        guide=("Anneke Smit", "06 12 34 56 78"),
        before=("20 november 2026", "werkbezoek"),
        made_on=date(2026, 12, 3),
        agreements=(
            ("☐", "ik", "Met de nieuwe collega praten over één opdracht tegelijk", "! vr 27 nov, te laat"),
            ("☐", "begeleider (Anneke Smit)", "Donderdag neemt Youssef de dag door", "do 10 dec"),
            ("✓", "werkgever", "Gehoorkappen bestellen", "gedaan, do 12 nov"),
        ),
        signals=(Point("!", "Portfolio nakijken", "Het is van 18 mei 2026; elke zes maanden kijk je het na."),),
        themes=(
            ("Taken", "✓ goed", "Randen steken gaat nu zonder touw. Heg knippen blijft lastig."),
            ("Team", "! let op", "De nieuwe collega geeft twee opdrachten tegelijk."),
            ("Begeleiding", "‼ zorg", "Op donderdag is zij er niet en dan blijft het liggen."),
        ),
        hidden=True,
        leaving="! let op: Donderdag is niemand vrijgemaakt.",
        questions=(
            Point("☐", "Hoe vindt de nieuwe collega het zelf?"),
            Point("☐", "Werkte deze tip? Haal één kaartje weg en wacht.", "Wat doe ik als hij stilstaat?"),
        ),
        tasks=(Point("☐", "Kleine maaier schoonmaken", "Sinds 9 november 2026."),),
        supervision=("Afgesproken: 60 minuten per dag.", "Zo was het: 45 minuten (vr 20 nov)."),
        dates=(Point("•", "ma 1 feb 2027: Contract loopt af"),),
    )


def filled(text: str, many: int) -> Sheet:
    """The same with one text everywhere, and so many lines of everything."""
    point = Point("☐", text, text)
    return replace(
        full(),
        name=text[:200],
        called=text[:200],
        place=(text[:200], text[:200]),
        guide=(text[:200], text[:200]),
        agreements=(("☐", text, text, text),) * many,
        signals=(point,) * many,
        themes=((text[:40], "✓ goed", text),) * 6,
        leaving=text,
        questions=(point,) * many,
        tasks=(point,) * many,
        supervision=(text, text),
        dates=(point,) * many,
    )


CASES: dict[str, Callable[[], list[Sheet]]] = {
    "full": lambda: [full()],
    "two": lambda: [full(), Sheet("Sanne Kuipers", "Sanne", made_on=full().made_on), full()],
    "nothing": lambda: [Sheet("", "", made_on=full().made_on)],
    "names": lambda: [filled("W" * 200, 1), full()],
    "long": lambda: [filled(LONG, 60), full()],
}
CASES |= {f"nasty-{n}": lambda text=text: [filled(text, 3)] for n, text in enumerate(NASTY)}  # type: ignore[misc]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("voorbereidingen")
    return pdf.written(folder, ((name, build(case())) for name, case in CASES.items()))


@pytest.mark.slow
def test_the_judge_passes_every_page(files: dict[str, Path]) -> None:
    assert pdf.objections(files.values()) == {}


@pytest.mark.parametrize("name", CASES)
def test_it_hangs_together(files: dict[str, Path], name: str) -> None:
    found = pdf.structure(files[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    for word in pdf.words(files[name]):
        assert word.left >= 56, word
        assert word.right <= 540, word


@pytest.mark.parametrize("name", CASES)
def test_each_person_has_one_page(files: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert len(pdf.photographed(files[name], tmp_path, 20)) == len(CASES[name]())


def test_it_says_what_to_ask_and_keeps_what_is_private_in_the_program(files: dict[str, Path]) -> None:
    words = pdf.aloud(files["full"])
    for there in (
        "! vr 27 nov, te laat",
        "Je ging weg met: ! let op",
        "Werkte deze tip? Haal één kaartje weg en wacht. Wat doe ik",
        "Portfolio nakijken. Het is van",
        "‼ zorg",
        "Er is ook iets privé. Dat staat alleen in het programma.",
    ):
        assert there in words, there
    page = " ".join(word.text for word in pdf.words(files["full"]))
    assert "VERTROUWELIJK" in page
    assert "Alleen voor jezelf. Laat dit niet liggen" in page


def test_what_does_not_fit_is_counted(files: dict[str, Path]) -> None:
    assert "in het programma." in pdf.aloud(files["long"])
    assert "En nog" not in pdf.aloud(files["full"])
    assert "Er is nog niets om op terug te kijken." in pdf.aloud(files["nothing"])


def test_a_page_with_room_left_drops_no_agreement(tmp_path: Path) -> None:
    """One long list asks for fewer lines of everything; what then fits again comes back, agreements first."""
    agreed = tuple(("☐", "ik", f"Afspraak nummer {number}", "do 10 dec") for number in range(1, 6))
    signals = (Point("!", "Iets dat lang duurt en dat hier in meer dan een regel staat", LONG[:160]),) * 30
    path = tmp_path / "vol.pdf"
    path.write_bytes(build([replace(full(), agreements=agreed, signals=signals)]))
    words = pdf.aloud(path)
    assert all(f"Afspraak nummer {number}" in words for number in range(1, 6))
    assert words.count("in het programma.") == 2  # what is private, and the rest of the signals


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheet = replace(full(), leaving="Blij 😀")
    data, dropped = made([sheet])
    assert data == build([sheet])
    assert dropped == ("😀",)
    assert file_name("Thijs", date(2026, 12, 3)) == "Voorbereiding Thijs 03-12-2026.pdf"


@pytest.mark.parametrize("name", ["full", "two"])
def test_the_pages_look_as_they_did(files: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(files[name], f"preparation-{name}", tmp_path, 2) == []
