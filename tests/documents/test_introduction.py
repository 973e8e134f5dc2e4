"""An evaluatie kennismaking on paper: valid, readable aloud, in the design of the others, and nobody's secrets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from beschutdesk.documents.introduction import IntroductionViews, build, file_name, unprintable
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, shape_of
from beschutdesk.dossier.introduction import Click, IntroductionEvaluation, Verdict
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.seen_by import Glass, SeenBy
from beschutdesk.services.introduction_paper import READERS
from tests.documents import invented, pdf, pictures
from tests.documents.test_conformance import NASTY
from tests.documents.two_worlds import OPEN_ROWS, World, token

DAY = date(2026, 11, 22)


def full() -> IntroductionEvaluation:
    return IntroductionEvaluation(
        held_on=date(2026, 11, 18),
        present=("Thijs", "Anneke Smit, teamleider", "Rachida Jansen"),
        click_candidate=Click.YES,
        candidate_says="Ik wil hier blijven. Het is buiten en Youssef legt het rustig uit.",
        click_employer=Click.PARTLY,
        employer_says="Fijne kerel. We zoeken nog naar een manier om te zeggen dat er iets verandert.",
        tasks_fit=("Onkruid schoffelen", "Bus inladen met de lijst", "Gereedschap tellen"),
        tasks_not=("Heg knippen met de machine", "Werk aan een drukke weg"),
        minutes_needed=Decimal(60),
        minutes_available=Decimal(45),
        supervision="Elke ochtend neemt Anneke de dag door. Is zij er niet, dan doet Youssef het.",
        team="Het team vindt het gewoon. De nieuwe collega weet nog niet hoe Thijs werkt.",
        expectations="Het tempo blijft lager. Zelf een planning maken komt later, misschien niet.",
        verdict=Verdict.EXTEND,
        reasons="De taken passen en de klik is er. Er is nog te weinig tijd voor begeleiding.",
        extended_until=date(2027, 1, 15),
        agreed=("Anneke zoekt een kwartier extra, vóór 1 december", "Rachida praat met de nieuwe collega"),
        remark="Anneke leek moe. Volgende keer eerst alleen met haar praten.",
    )


def views(
    audience: Audience, said: IntroductionEvaluation | None = None, dossier: invented.Dossier | None = None
) -> IntroductionViews:
    made = dossier or invented.full()
    glass = Glass(audience, made.records)
    said = full() if said is None else said
    return IntroductionViews(audience, glass.see(said), glass.see(made.placement), glass.see(made.caseworker), 2, DAY)


def _nasty(text: str) -> IntroductionEvaluation:
    said = full()
    for name, spec in shape_of("introduction_evaluation").specs.items():
        if spec.kind is Kind.PROSE:
            setattr(said, name, text)
        elif spec.kind is Kind.LINES:
            setattr(said, name, (text, text))
    return said


CASES: dict[str, Callable[[], IntroductionViews]] = {one.key: lambda one=one: views(one) for one in READERS}  # type: ignore[misc]
CASES["nothing"] = lambda: views(Audience.EMPLOYER, IntroductionEvaluation(), invented.Dossier())
CASES["stop"] = lambda: views(
    Audience.EMPLOYER, IntroductionEvaluation(verdict=Verdict.STOP, reasons="Het werk past niet.")
)
CASES["long"] = lambda: views(Audience.CANDIDATE, _nasty("Een heel lange tekst die steeds hetzelfde zegt. " * 40))
CASES |= {
    f"nasty-{number}": lambda text=text: views(Audience.COLLEAGUE, _nasty(text))  # type: ignore[misc]
    for number, text in enumerate(NASTY)
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return pdf.written(tmp_path_factory.mktemp("evaluaties"), ((name, build(case())) for name, case in CASES.items()))


@pytest.mark.slow
def test_the_judge_passes_every_evaluation(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


@pytest.mark.parametrize("name", CASES)
def test_it_hangs_together(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert {"H1", "H2", "P", "Sect"} <= found.tags


def test_the_decision_stands_first_and_what_is_short_is_named(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["employer"])
    order = (
        "Het besluit",
        "tot en met 15 januari 2027",
        "De taken passen",
        "De klik",
        "Het werk",
        "Dat is 15 minuten te weinig.",
    )
    places = [words.index(word) for word in order]
    assert places == sorted(places)
    assert "Anneke leek moe" not in words
    assert "Anneke leek moe" in pdf.aloud(made["colleague"])
    assert "We stoppen hier." in pdf.aloud(made["stop"])


def test_the_gemeente_gets_what_it_decides_on(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["municipality"])
    for there in ("We verlengen", "De taken passen", "Nodig: 60 minuten per dag", "Medewerker groenonderhoud"):
        assert there in words
    for gone in ("Klikt het", "Youssef", "Het team", "Gelezen"):
        assert gone not in words


def test_what_is_missing_makes_it_a_concept() -> None:
    unfinished = IntroductionEvaluation(verdict=Verdict.GO)
    assert views(Audience.EMPLOYER, unfinished).missing == ["Gesprek op", "Waarom"]
    assert file_name(views(Audience.EMPLOYER, unfinished)) == (
        "Evaluatie kennismaking Thijs, versie 2, voor de werkgever, concept.pdf"
    )
    assert file_name(views(Audience.MUNICIPALITY)) == "Evaluatie kennismaking Thijs, versie 2, voor de gemeente.pdf"
    assert views(Audience.CANDIDATE).missing == []


def test_the_same_views_give_the_same_bytes_and_tell_what_cannot_be_printed() -> None:
    said = replace(full(), id=full().id, team="Blij 😀")
    assert build(views(Audience.EMPLOYER, said)) == build(views(Audience.EMPLOYER, said))
    assert unprintable(views(Audience.EMPLOYER, said)) == ("😀",)


# -- nobody reads what is not theirs -----------------------------------------------------------------------------------


def _of(world: World) -> IntroductionViews:
    made, glass = world.seen()
    placement = made["placement"]
    assert isinstance(placement, Placement)
    said = next(row for row in placement.evaluations if row.readers is None)
    seen: Callable[[Record], SeenBy] = glass.see
    return IntroductionViews(world.audience, seen(said), seen(placement), seen(made["caseworker"]), 1, DAY)


def test_a_long_name_leaves_version_and_day_in_the_footer(tmp_path: Path) -> None:
    dossier = invented.full()
    dossier.candidate.name_used = "Wieńczysława Świętosława"
    dossier.candidate.family_name = "Brzęczyszczykiewicz-van den Bovenkamp-Vandermeersch"
    path = tmp_path / "lang.pdf"
    path.write_bytes(build(views(Audience.EMPLOYER, dossier=dossier)))
    read = " ".join(word.text for word in pdf.words(path)).replace("\u00a0", " ")
    assert "· versie 2 · 22 november 2026" in read


@pytest.mark.parametrize("audience", READERS)
def test_what_is_hidden_leaves_no_trace(audience: Audience) -> None:
    one, two = (_of(World(name, audience)) for name in ("een", "twee"))
    assert build(one) == build(two)
    assert file_name(one) == file_name(two)


@pytest.mark.parametrize("audience", READERS)
def test_every_permitted_field_is_printed(audience: Audience, tmp_path: Path) -> None:
    path = tmp_path / "evaluatie.pdf"
    path.write_bytes(build(_of(World("een", audience))))
    text = pdf.squeezed("".join(pdf.spoken(path)))
    for name, spec in REGISTRY["introduction_evaluation"].specs.items():
        if spec.kind in (Kind.PROSE, Kind.LINES):
            tokens = [token(f"placement.evaluations{row}.{name}", "samen") for row in range(OPEN_ROWS)]
            assert any(word in text for word in tokens) == (audience in spec.share), name


# -- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["employer", "candidate", "municipality", "nothing"])
def test_the_pages_look_as_they_did(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(made[name], f"introduction-{name}", tmp_path) == []
