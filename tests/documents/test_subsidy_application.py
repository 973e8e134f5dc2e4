"""What an application says: what a gemeente decides on, made to be signed, and never more than is known."""

from decimal import Decimal
from pathlib import Path

import pytest

from beschutdesk.documents.subsidy_application import PROVED, build, file_name, made, texts
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyGoal, SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from tests.documents import invented_subsidies as invented
from tests.documents import pdf
from tests.documents.invented_subsidies import Application

GEMEENTE, EMPLOYER, SOB = Audience.MUNICIPALITY, Audience.EMPLOYER, Audience.SOB


def _said(made_of: Application, audience: Audience, tmp_path: Path) -> str:
    path = tmp_path / "aanvraag.pdf"
    path.write_bytes(build(made_of.views(audience)))
    return pdf.aloud(path)


def test_it_says_all_that_is_asked_in_the_order_of_a_form(tmp_path: Path) -> None:
    said = _said(invented.full(), GEMEENTE, tmp_path)
    order = (
        "Aanvrager",
        "90001354",
        "NL02 ABNA 0123 4567 89",
        "Gerrit Groen, eigenaar",
        "111222333",
        "12 april 2003",
        "positief advies, besluit van 2 september 2025",
        "tijdelijk contract met de werkgever zelf",
        "1 mei 2026 t/m 30 april 2027",
        "18 uur",
        "24 uur",
        "Harrie Helpt (2026)",
        "Youssef El Amrani",
        PROVED,
        "stopt het werk halverwege",
        "Wat is het doel",
        "Elk deel is precies berekend",
        "Acht jaar teamleider",
        "Uittreksel van de KvK",
        "Portfolio van Thijs",
        "18 november 2026 door Rachida Jansen",
        "verklaart dat deze aanvraag klopt",
        "Handtekening",
    )
    places = [said.index(word) for word in order]
    assert places == sorted(places)


def test_the_amount_stands_there_line_by_line_and_adds_up(tmp_path: Path) -> None:
    made_of = invented.full()
    reckoning = made_of.views(GEMEENTE).reckoning
    assert reckoning is not None
    assert reckoning.total == Decimal("5396.33")  # 9.240 × (18/36 × 181/365 + 24/36 × 184/365)
    assert sum(line.amount for line in reckoning.lines) == reckoning.total
    said = _said(made_of, GEMEENTE, tmp_path)
    for words in ("€ 2.291,01", "€ 3.105,32", "Gevraagd bedrag", "€ 5.396,33", "18/36 uur", "181/365", "184/365"):
        assert words in said


def test_an_amount_that_rests_on_nothing_certain_says_so(tmp_path: Path) -> None:
    assert "is niet geverifieerd" in _said(invented.full(), GEMEENTE, tmp_path)


def test_without_a_rate_there_is_no_amount_and_it_says_why(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.since, made_of.subsidy.until = (day.replace(year=2024) for day in (invented.SINCE, invented.UNTIL))
    said = _said(made_of, GEMEENTE, tmp_path)
    assert "nog niet bekend. Daarom is er geen bedrag" in said
    assert "€ 9.240" not in said


@pytest.mark.parametrize("audience", [EMPLOYER, SOB])
def test_what_a_reader_may_not_know_is_a_line_to_write_on(audience: Audience, tmp_path: Path) -> None:
    said = _said(invented.full(), audience, tmp_path)
    assert "BSN (vul zelf in)" in said
    assert "Geboortedatum (vul zelf in)" in said
    for hidden in ("111222333", "12 april 2003", "Kerkpad 4", "positief advies"):
        assert hidden not in said


def test_what_is_missing_makes_it_a_concept_but_not_the_signature(tmp_path: Path) -> None:
    made_of = invented.full()
    assert made_of.views(GEMEENTE).missing == ()
    made_of.subsidy.why_more = " "
    made_of.dossier.employer.iban = ""
    views = made_of.views(GEMEENTE)
    assert views.missing == ("Waarom is meer begeleiding nodig dan gewoon", "IBAN van de aanvrager")
    assert file_name(views).endswith("voor de gemeente, concept.pdf")
    assert "waarom is meer begeleiding nodig dan gewoon en IBAN van de aanvrager." in _said(made_of, GEMEENTE, tmp_path)


def test_another_applicant_stands_there_and_not_the_employer(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.applicant, made_of.subsidy.applicant_name = Applicant.CARE, "Zorggroep De Brug"
    said = _said(made_of, GEMEENTE, tmp_path)
    assert "Zorggroep De Brug vraagt begeleidingssubsidie" in said
    assert "90001354" not in said
    assert "KvK-nummer van de aanvrager" in made_of.views(GEMEENTE).missing


def test_at_most_three_goals_stand_in_the_plan(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.goals = [SubsidyGoal(problem=f"probleem {number}") for number in range(5)]
    said = _said(made_of, GEMEENTE, tmp_path)
    assert [f"probleem {number}" in said for number in range(5)] == [True, True, True, False, False]


def test_a_renewal_says_so_and_asks_the_papers_of_a_renewal(tmp_path: Path) -> None:
    made_of = invented.full()
    before = SupervisionSubsidy(since=invented.SINCE.replace(year=2026), until=invented.UNTIL.replace(year=2026))
    made_of.subsidy.renews, made_of.before = before.id, before
    said = _said(made_of, GEMEENTE, tmp_path)
    assert "een verlenging van de aanvraag over 1 januari 2026 t/m 31 december 2026" in said
    assert "Uittreksel van de KvK" not in said


def test_what_runs_beside_it_is_told_when_nobody_wrote_it_down(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.other_subsidies = ""
    said = _said(made_of, GEMEENTE, tmp_path)
    assert "Loonkostensubsidie (LKS), toegekend, vanaf 1 mei 2026" in said
    assert "Geen andere subsidies" not in said


def test_jobcoaching_is_told_with_its_amount(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.jobcoaching, made_of.subsidy.jobcoaching_amount = YesNo.YES, Decimal(1000)
    said = _said(made_of, GEMEENTE, tmp_path)
    assert "ook jobcoaching: € 1.000,00 in deze periode" in said
    assert "€ 4.396,33" in said


def test_every_text_that_is_printed_can_be_looked_through(tmp_path: Path) -> None:
    made_of = invented.full()
    said, found = _said(made_of, GEMEENTE, tmp_path), [text for _, text in texts(made_of.views(GEMEENTE))]
    assert "Acht jaar teamleider, begeleidde eerder twee leerlingen." in found
    assert all(" ".join(line.strip(" -").split()) in said for text in found for line in text.splitlines() if line)


def test_the_user_hears_which_characters_are_missing() -> None:
    made_of = invented.full()
    made_of.subsidy.usual = "Blij 😀"
    assert made(made_of.views(GEMEENTE))[1] == ("😀",)
