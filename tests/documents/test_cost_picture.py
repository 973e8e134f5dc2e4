"""The kostenplaatje: an estimate that says what it rests on, never an invented amount, and no more than is allowed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from beschutdesk.documents.cost_picture import costs, made, span_of, weekly
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.supervision_subsidy import Applicant
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.cost_answers import CostAnswers
from beschutdesk.rules.cost_picture import cost_picture
from tests.documents import invented_subsidies as invented
from tests.documents import pdf
from tests.documents.invented_subsidies import Application

EMPLOYER = Audience.EMPLOYER
KNOWN = CostAnswers(Decimal("15.20"), Decimal(2400), Decimal(38), Decimal(700))


def _said(made_of: Application, tmp_path: Path, answers: CostAnswers | None = None) -> str:
    path = tmp_path / "plaatje.pdf"
    path.write_bytes(made(made_of.views(EMPLOYER), answers)[0])
    return pdf.aloud(path)


def test_it_says_all_that_an_employer_asks(tmp_path: Path) -> None:
    said = _said(invented.granted(), tmp_path, KNOWN)
    for words in (
        "een schatting",
        "Loon",
        "Vakantiebijslag",
        "Werkgeverslasten",
        "Loonkostensubsidie (LKS)",
        "Begeleidingssubsidie",
        "Dat betaalt de werkgever",
        "Of: detachering door het SOB",
        "Inleenvergoeding",
        "Forfaitaire loonkostensubsidie: 1 mei t/m 11 oktober 2026",
        "stap voor stap",
        "Normaal niet bij beschut werk",
        "Aanpassing van de werkplek",
        "Jobcoach",
        "Training voor de begeleider",
        "binnen 6 weken",
        "Waar dit op rust",
        "€ 15,20 per uur",
    ):
        assert words in said, words


def test_what_the_employer_pays_is_the_sum_of_the_lines_that_are_printed(tmp_path: Path) -> None:
    made_of = invented.granted()
    found = cost_picture(costs(made_of.views(EMPLOYER), KNOWN))
    said = _said(made_of, tmp_path, KNOWN)
    for variant in found.variants:
        for one in variant.months:
            assert one.pays == sum(line.amount for line in one.lines if line.amount is not None)
            assert f"€ {one.pays:,.2f}".translate(str.maketrans(",.", ".,")) in said


def test_a_year_that_is_not_known_gives_no_amount_and_says_what_is_asked(tmp_path: Path) -> None:
    made_of = invented.full()
    made_of.subsidy.since, made_of.subsidy.until = date(2031, 1, 1), date(2031, 12, 31)
    said = _said(made_of, tmp_path)
    assert "nog niet te berekenen" in said
    assert "Het minimumloon in 2031 is niet bekend" in said
    assert "14,99" not in said


def test_an_unverified_amount_is_cautioned(tmp_path: Path) -> None:
    assert "niet geverifieerd" in _said(invented.full(), tmp_path, KNOWN)


def test_it_takes_what_is_known_of_the_placement() -> None:
    made_of = invented.granted()
    made_of.subsidy.jobcoaching, made_of.subsidy.jobcoaching_amount = YesNo.NO, Decimal(500)
    made_of.subsidy.capped = YesNo.NO
    found = costs(made_of.views(EMPLOYER))
    assert (found.since, found.until) == (date(2026, 5, 1), date(2027, 4, 30))
    assert found.granted == Decimal("4500.00")
    assert found.begun == date(2026, 5, 1)
    assert (found.jobcoaching, found.cap, found.seconded) == (None, False, False)
    made_of.dossier.placement.contracts.append(Contract(kind=ContractKind.SECONDMENT, fee=Decimal(650)))
    made_of.subsidy.applicant = Applicant.SOB
    found = costs(made_of.views(EMPLOYER), KNOWN)
    assert (found.fee, found.seconded, found.employer_supervises) == (Decimal(650), True, False)


def test_what_was_granted_for_another_period_is_not_counted_with() -> None:
    made_of = invented.granted()
    made_of.subsidy.until = date(2027, 3, 31)
    assert costs(made_of.views(EMPLOYER)).granted is None


def test_without_a_period_it_is_a_year_from_today() -> None:
    assert span_of(invented.nothing().views(EMPLOYER)) == (date(2026, 11, 21), date(2027, 11, 20))


def test_an_employer_learns_no_birthday_from_it() -> None:
    made_of = invented.full()
    before = made(made_of.views(EMPLOYER), KNOWN)
    made_of.dossier.candidate.born = date(2008, 1, 1)
    assert made(made_of.views(EMPLOYER), KNOWN) == before


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([], "uren nog niet ingevuld"),
        (["24"], "24 uur per week"),
        (["16", "16.00", "20"], "16, later 20 uur per week"),
        (["16", "20", "16"], "16, later 20, later 16 uur per week"),
    ],
)
def test_hours_that_change_are_all_said(hours: list[str], words: str) -> None:
    assert weekly([Decimal(one) for one in hours]) == words
