"""Every portfolio is valid PDF/A-2a and PDF/UA-1, reads in the right order, and holds whatever people type."""

import random
import re
from collections.abc import Callable
from dataclasses import fields
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from beschutdesk.documents import portfolio, style
from beschutdesk.documents.fonts import REGULAR
from beschutdesk.documents.portfolio import build
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.words import Words
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.placement import Adjustment
from beschutdesk.dossier.task_list import CarvedTask, Independence
from tests.documents import invented, pdf
from tests.documents.invented import Dossier

PRINTED = (Audience.FLOOR, Audience.SUPERVISOR, Audience.COLLEAGUE, Audience.CANDIDATE)

TAGS = {"Document", "Sect", "P", "H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Figure"}
TAGS |= {"Table", "THead", "TBody", "TR", "TH", "TD"}

NASTY = (
    "<b>vet</b> & <img src='x'/> </para> &amp; %s {0} \\ ( ) [ ]",
    "emoji 😀🧑\u200d🌾 🇳🇱, astraal 𝔗𝔥𝔦𝔧𝔰, prive \ue000",
    "rechts naar links: שלום مرحبا \u202eomgekeerd\u202c \u2066x\u2069 \u200f",
    "Wie\u0144czys\u0142awa Ğ ş İ ĳ Ĳ ẞ e\u0301 n\u0303 ﬁ ½ ² €",
    "\x00\x07\x1b[31m tab\ten\xadafbreek\u200bnul\ufeffbreed\u3000spatie\u2028regel\u2029alinea",
    "Griekse Ωμέγα, Кириллица, 漢字かな, ไทย, ☐ ☑ ♥ → ∑",
    "\ufffe\uffff\U0010ffff",
    "a\u0300\u0301\u0302\u0303 ZALGO\u0335\u0336",
    "x" * 1_500,
    "–" * 700,
    "w" * 400 + "\u00a0" + "w" * 400,
    " \n \t \n ",
    "- \n• \n* ",
)


_VOCABULARY = """de het een taak begeleider planning één reünie ’s – € ●○ ✓ proefplaatsings-begeleider נ 😀 ǝ
    begeleidingssubsidie en/of 8.30 – 14.30 uur"""


def _every_text(dossier: Dossier, text: Callable[[str], str]) -> Dossier:
    """Put a text into every field that holds text."""

    def visit(record: Record) -> None:
        shape = shape_of(record)
        for name, spec in shape.specs.items():
            value: Any
            if spec.kind in (Kind.TEXT, Kind.PROSE):
                value = text(name)
            elif spec.kind is Kind.LINES:
                value = (text(name), text(name))
            else:
                continue
            setattr(record, name, value)
        for name in shape.children:
            for row in getattr(record, name):
                visit(row)

    for entry in fields(dossier):
        record = getattr(dossier, entry.name)
        if isinstance(record, Record):
            visit(record)
    return dossier


def _endless() -> Dossier:
    """A word that is longer than a page, at every kind of place."""
    word = "x" * 10_000
    dossier = invented.full()
    dossier.candidate.name_used = word
    dossier.employer.name = dossier.employer.supervisors[0].phone = word
    dossier.placement.terms[0].supervision_moment = dossier.placement.adjustments[1].agreed_with = word
    dossier.portfolio.works_best = dossier.portfolio.rising_help = word
    dossier.portfolio.summary = dossier.portfolio.please_do = dossier.portfolio.readers_named = ("kort", word, "kort")
    dossier.task_list.tasks[0].name = dossier.task_list.tasks[1].how = dossier.task_list.tasks[2].when = word
    return dossier


def _fuzzed(seed: int) -> Dossier:
    dice = random.Random(seed)
    vocabulary = _VOCABULARY.split()

    def text(_: str) -> str:
        length = dice.choice((0, 1, 3, 8, 20, 60, 60, 300 if dice.random() < 0.2 else 10))
        return dice.choice((" ", " ", "\n", "\n- ")).join(dice.choices(vocabulary, k=length))

    dossier = _every_text(invented.full(), text)
    dossier.portfolio.please_do = tuple(text("") for _ in range(dice.randint(0, 40)))
    dossier.placement.adjustments = [Adjustment(what=text("")) for _ in range(dice.randint(0, 30))]
    dossier.task_list.tasks = [
        CarvedTask(name=text(""), how=text(""), when=text(""), independence=dice.choice([*Independence, None]))
        for _ in range(dice.randint(0, 60))
    ]
    return dossier


def _cases() -> dict[str, Callable[[], bytes]]:
    """Name to maker of a file."""

    def made(dossier: Callable[[], Dossier], audience: Audience) -> Callable[[], bytes]:
        return lambda: build(dossier().views(audience))

    def filled(text: str, audience: Audience) -> Callable[[], bytes]:
        return made(lambda: _every_text(invented.full(), lambda _: text), audience)

    cases: dict[str, Callable[[], bytes]] = {}
    for audience in Audience:
        cases[f"full-{audience.key}"] = made(invented.full, audience)
        cases[f"empty-{audience.key}"] = made(invented.empty, audience)
    cases["photo"] = made(lambda: invented.with_photo(invented.full(), invented.photo()), Audience.FLOOR)
    cases["nothing"] = made(Dossier, Audience.COLLEAGUE)
    for number, text in enumerate(NASTY):
        cases[f"nasty-{number}"] = filled(text, PRINTED[number % len(PRINTED)])
    long = "Een heel lange tekst die steeds hetzelfde zegt. " * 40
    cases["endless"] = made(_endless, Audience.SUPERVISOR)
    cases["long"] = filled(long, Audience.SUPERVISOR)
    for seed in range(4):
        cases[f"fuzz-{seed}"] = made(partial(_fuzzed, seed), PRINTED[seed % len(PRINTED)])
    return cases


CASES = _cases()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All cases as files."""
    return pdf.written(tmp_path_factory.mktemp("portfolios"), ((name, make()) for name, make in CASES.items()))


_words = cache(pdf.words)


@pytest.mark.slow
def test_the_judge_passes_every_portfolio(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


def _without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def _without_marks(file: pikepdf.Pdf) -> None:
    del file.Root.MarkInfo


def _without_intent(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents


def _without_alt(file: pikepdf.Pdf) -> None:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            del thing.Alt


def _without_scope(file: pikepdf.Pdf) -> None:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH" and "/A" in thing:
            del thing.A


def _without_embedded_fonts(file: pikepdf.Pdf) -> None:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing.FontFile2


@pytest.mark.slow
def test_the_judge_bites(made: dict[str, Path], tmp_path: Path) -> None:
    damage = (
        _without_language,
        _without_marks,
        _without_intent,
        _without_alt,
        _without_scope,
        _without_embedded_fonts,
    )
    paths = []
    for do in damage:
        with pikepdf.open(made["photo"]) as file:
            do(file)
            paths.append(tmp_path / f"{do.__name__}.pdf")
            file.save(paths[-1])
    verdicts = pdf.judged(paths)
    unnoticed = [path.name for path in paths if not verdicts[path.name, "2a"] and not verdicts[path.name, "ua1"]]
    assert unnoticed == []


@pytest.mark.parametrize("name", CASES)
def test_content_and_trees_agree(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert found.tags <= TAGS


@pytest.mark.parametrize("audience", PRINTED)
def test_a_normal_portfolio_is_drawn_in_reading_order(made: dict[str, Path], audience: Audience) -> None:
    assert pdf.structure(made[f"full-{audience.key}"].read_bytes()).inversions == 0


def test_the_structure_check_bites(made: dict[str, Path]) -> None:
    out = BytesIO()
    with pikepdf.open(made["full-floor"]) as file:
        row = file.Root.StructTreeRoot.ParentTree.Nums[1]
        row[0], row[1] = row[1], row[0]
        file.save(out)
    assert pdf.structure(out.getvalue()).faults


@pytest.mark.parametrize("name", [*(f"full-{audience.key}" for audience in PRINTED), "fuzz-3", "nasty-4", "endless"])
def test_a_screen_reader_gets_the_story_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    story: list[str] = []
    attach = Words.attach

    def recording(self: Words, parent: Element) -> None:
        story.append("".join(run.text for run in self._runs))
        attach(self, parent)

    monkeypatch.setattr(Words, "attach", recording)
    path = tmp_path / "story.pdf"
    path.write_bytes(CASES[name]())
    told = [text.replace("\u00a0", " ").strip() for text in story if text.strip()]
    spoken = [text.strip() for text in pdf.spoken(path) if text.strip()]
    assert _split_words_joined(spoken) == _split_words_joined(told)


@pytest.mark.parametrize(
    "name", [*(f"full-{audience.key}" for audience in PRINTED), "fuzz-0", "nasty-1", "nasty-4", "endless"]
)
def test_another_reader_hears_the_same(made: dict[str, Path], name: str) -> None:
    """The tests read with a reader of their own, because poppler takes minutes for them all; it must know no less."""
    heard = pdf.spoken(made[name])
    assert heard == pdf.spoken_by_poppler(made[name])
    assert any(heard)


def _split_words_joined(texts: list[str]) -> list[str]:
    """A word cut at a page's end comes in two pieces: with a hyphen, or anywhere when its column is narrower."""
    joined = re.sub(r"(?<=[a-z]{2}-)\s+(?=[a-z]{2})", "", "\n".join(texts))
    wide = any(word in joined for word in ("xxxxx", "begeleidingssubsidie"))
    return [pdf.squeezed(joined)] if wide else joined.split()


@pytest.mark.parametrize("name", CASES)
def test_nothing_runs_off_the_page(made: dict[str, Path], name: str) -> None:
    assert pdf.stray(made[name], _words(made[name]), style.MARGIN) == []


def test_pages_do_not_run_into_the_footer(made: dict[str, Path]) -> None:
    for name in CASES:
        page_words = [word for word in _words(made[name]) if word.bottom < style.PAGE[1] - style.FOOTER_RULE]
        assert all(word.bottom < style.PAGE[1] - style.BOTTOM + 3 for word in page_words), name


@pytest.mark.parametrize("name", ["full-floor", "photo", "nasty-1", "endless", "fuzz-1"])
def test_the_same_views_give_the_same_bytes(made: dict[str, Path], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert CASES[name]() == made[name].read_bytes()


@pytest.mark.parametrize("name", ["full-floor", "photo", "nasty-3", "nasty-5", "fuzz-2"])
def test_all_fonts_are_embedded(made: dict[str, Path], name: str) -> None:
    with pikepdf.open(made[name]) as file:
        fonts = [
            thing
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/FontDescriptor" in thing
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)
        loose = [
            thing
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Type") == "/Font"
            and "/FontDescriptor" not in thing
        ]
        assert loose == []


def test_the_file_says_what_it_is(made: dict[str, Path]) -> None:
    with pikepdf.open(made["full-supervisor"]) as file:
        assert str(file.Root.Lang) == "nl-NL"
        assert str(file.docinfo.Title) == "Overdraagbaar portfolio van Thijs"
        assert str(file.docinfo.Author) == "Rachida Jansen, jobcoach"
        assert str(file.docinfo.CreationDate).startswith("D:20261121000000")
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_outline() as outline:
            top = outline.root[0]
            titles = [item.title for item in top.children]
        assert top.title == "Thijs van den Bovenkamp"
        assert titles[:2] == ["In het kort", "Dit kan ik goed"]
        assert titles[-1] == "Wie mag dit lezen?"


@pytest.mark.parametrize("audience", [Audience.FLOOR, Audience.SUPERVISOR])
def test_a_normal_portfolio_has_three_pages(made: dict[str, Path], audience: Audience) -> None:
    with pikepdf.open(made[f"full-{audience.key}"]) as file:
        assert len(file.pages) == 3


def test_the_user_hears_which_characters_are_missing() -> None:
    dossier = invented.full()
    dossier.candidate.name_used = "Thijs 😀"
    dossier.portfolio.next_step = "שלום \u202e en 漢"
    assert set(portfolio.unprintable(dossier.views(Audience.FLOOR))) == {"😀", *"שלום", "漢"}
    assert portfolio.unprintable(invented.full().views(Audience.FLOOR)) == ()


def test_a_mark_within_a_mark_is_refused() -> None:
    facts = portfolio._compose(invented.empty().views(Audience.FLOOR)).facts
    canvas = TaggedCanvas(
        BytesIO(), root=Element("Document"), facts=facts, colour_profile=b"", page_size=style.PAGE, font=REGULAR
    )
    with pytest.raises(RuntimeError, match="within"), canvas.mark(Element("P")), canvas.mark(Element("P")):
        pass
