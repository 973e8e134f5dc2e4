"""What stands in a portfolio, for whom, and what it is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from beschutdesk.documents.portfolio import PortfolioViews, build, file_name
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.exchange.demo import demo_dossiers
from tests.documents import invented, pdf
from tests.documents.invented import Dossier

Said = Callable[..., str]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """All that is printed, headers and footers included, as one text."""

    def read(dossier: Dossier, audience: Audience = Audience.FLOOR) -> str:
        path = tmp_path / "portfolio.pdf"
        path.write_bytes(build(dossier.views(audience)))
        return " ".join(word.text for word in pdf.words(path))

    return read


def test_the_facts_are_there(said: Said) -> None:
    text = said(invented.full())
    for fact in (
        "Hoveniersbedrijf Groenrijk",
        "8.30 – 14.30 uur",
        "18 uur per week",
        "Anneke Smit",
        "21 november 2026",
        "18 mei 2027",
        "Portfolio van Thijs",
        "Pagina 1 van 3",
        "VERTROUWELIJK",
        "06 12 34 56 78",
        "112",
        "●●○ met seintje",
    ):
        assert fact in text


@pytest.mark.parametrize("section", PortfolioSection)
def test_a_section_can_be_left_out(said: Said, section: PortfolioSection) -> None:
    dossier = invented.full()
    assert section.label in said(dossier)
    dossier.portfolio.left_out = (section,)
    assert section.label not in said(dossier)


def test_the_terms_of_the_day_count(said: Said) -> None:
    dossier = invented.full()
    now = dossier.placement.terms[0]
    dossier.placement.terms.append(Terms(valid_from=date(2026, 11, 22), supervision_moment="pas morgen"))
    dossier.placement.terms.append(Terms(valid_from=date(2025, 1, 1), supervision_moment="lang geleden"))
    text = said(dossier)
    assert now.supervision_moment in text
    assert "pas morgen" not in text
    assert "lang geleden" not in text


def test_only_a_portfolio_that_was_discussed_is_no_concept(said: Said) -> None:
    dossier = invented.full()
    assert "CONCEPT" not in said(dossier)
    assert "besproken met Thijs en zijn moeder op 18 november 2026" in said(dossier)
    dossier.portfolio.discussed_on = None
    text = said(dossier)
    assert "CONCEPT" in text
    assert "nog niet besproken met Thijs" in text
    assert file_name(dossier.views(Audience.FLOOR)).endswith(", concept.pdf")


def test_who_may_read_it_stands_on_every_page(said: Said) -> None:
    assert said(invented.full()).count("Alleen voor collega’s op de werkvloer: Thijs en zijn moeder") == 3
    assert "Alleen voor een collega-bemiddelaar" in said(invented.full(), Audience.COLLEAGUE)
    assert "Alleen voor Thijs" in said(invented.full(), Audience.CANDIDATE)


def test_the_floor_does_not_get_the_family_name(said: Said) -> None:
    assert "Bovenkamp" not in said(invented.full())
    for audience in (Audience.SUPERVISOR, Audience.COLLEAGUE, Audience.CANDIDATE):
        assert "Thijs van den Bovenkamp" in said(invented.full(), audience)


def test_a_colleague_gets_what_the_floor_does_not(said: Said) -> None:
    own = ("Zorgboerderij De Linde", "App liever dan bellen", "gewoon bedrijf", "Later zelf op de kleine", "vijf dagen")
    assert all(words in said(invented.full(), Audience.COLLEAGUE) for words in own)
    for audience in (Audience.FLOOR, Audience.SUPERVISOR, Audience.CANDIDATE):
        assert not any(words in said(invented.full(), audience) for words in own)


def test_the_reading_version_is_larger(tmp_path: Path) -> None:
    heights = {}
    for audience in (Audience.FLOOR, Audience.CANDIDATE):
        path = tmp_path / f"{audience.key}.pdf"
        book = invented.full()
        book.portfolio.left_out = (PortfolioSection.TASKS, PortfolioSection.STRESS)  # else four pages: no room for it
        path.write_bytes(build(book.views(audience)))
        word = next(word for word in pdf.words(path) if word.text == "volgorde.")
        heights[audience] = word.bottom - word.top
    assert heights[Audience.CANDIDATE] == pytest.approx(1.2 * heights[Audience.FLOOR], rel=0.01)


def test_a_full_portfolio_takes_three_pages_for_everyone(tmp_path: Path) -> None:
    for audience in (Audience.FLOOR, Audience.SUPERVISOR, Audience.COLLEAGUE, Audience.CANDIDATE):
        path = tmp_path / f"{audience.key}.pdf"
        path.write_bytes(build(invented.full().views(audience)))
        with pikepdf.open(path) as document:
            assert len(document.pages) <= 3, audience


@pytest.mark.parametrize("number", range(4))
def test_a_demo_portfolio_takes_three_pages_for_everyone(number: int, tmp_path: Path) -> None:
    dossier = demo_dossiers()[number]
    records = {record.id: record for record in dossier.records()}
    records |= {row.id: row for employer in dossier.employers for row in employer.supervisors}
    (tasks,) = dossier.task_lists
    tasks.tasks = [task for task in tasks.tasks if task.state is TaskState.PACKAGE]
    for audience in (Audience.FLOOR, Audience.SUPERVISOR, Audience.COLLEAGUE, Audience.CANDIDATE):
        glass = Glass(audience, records)
        views = PortfolioViews(
            audience=audience,
            portfolio=glass.see(dossier.portfolios[0]),
            caseworker=glass.see(Caseworker(name="R. Jansen", role="jobcoach", phone="06 12 34 56 70")),
            task_list=glass.see(tasks),
            number=1,
            issued_on=date(2026, 11, 22),
        )
        path = tmp_path / f"{audience.key}.pdf"
        path.write_bytes(build(views))
        with pikepdf.open(path) as document:
            assert len(document.pages) <= 3, audience


def test_an_empty_portfolio_says_so(said: Said) -> None:
    text = said(invented.empty())
    assert "Hier staat nog niets" in text
    assert "112" in text
    assert "Naam ontbreekt" in said(Dossier())


def test_bullets_and_lines_of_the_user_stay(tmp_path: Path) -> None:
    dossier = invented.full()
    dossier.portfolio.new_colleague = "Eerst dit.\n\n- een\n• twee\n- \nDan dat."
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(build(dossier.views(Audience.FLOOR)))
    spoken = [text.strip() for text in pdf.spoken(path)]
    start = spoken.index("Eerst dit.")
    assert spoken[start : start + 6] == ["Eerst dit.", "•", "een", "•", "twee", "Dan dat."]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thijs", "Portfolio Thijs, versie 3, voor de vloer.pdf"),
        ("Zoë-Maan", "Portfolio Zoë-Maan, versie 3, voor de vloer.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "Portfolio a b c d e f g h i j, versie 3, voor de vloer.pdf"),
        ("..\n\x00\u202e😀. ", "Portfolio, versie 3, voor de vloer.pdf"),
        ("x" * 500, f"Portfolio {'x' * 70}, versie 3, voor de vloer.pdf"),
        ("CON", "Portfolio CON, versie 3, voor de vloer.pdf"),
        ("", "Portfolio, versie 3, voor de vloer.pdf"),
    ],
)
def test_the_file_name_is_safe_everywhere(name: str, expected: str) -> None:
    dossier = invented.full()
    dossier.candidate.name_used = name
    assert file_name(dossier.views(Audience.FLOOR)) == expected


def test_every_audience_has_a_file_name_of_its_own() -> None:
    assert len({file_name(invented.full().views(audience)) for audience in Audience}) == len(Audience)


def test_a_portfolio_without_a_task_list_can_be_made() -> None:
    views = replace(invented.full().views(Audience.FLOOR), task_list=None)
    assert build(views).startswith(b"%PDF-1.7")
