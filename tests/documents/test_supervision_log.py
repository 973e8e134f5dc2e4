"""The log on paper: what was given and by whom, against what was granted; what is missing is not for who pays."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from beschutdesk.documents.supervision_log import build
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.supervision_subsidy import SupervisionEntry
from tests.documents import invented_subsidies as invented
from tests.documents import pdf
from tests.documents.invented_subsidies import Application

GEMEENTE, EMPLOYER = Audience.MUNICIPALITY, Audience.EMPLOYER


def _said(made: Application, audience: Audience, tmp_path: Path) -> str:
    path = tmp_path / "overzicht.pdf"
    path.write_bytes(build(made.views(audience)))
    return pdf.aloud(path)


@pytest.mark.parametrize("audience", [GEMEENTE, EMPLOYER])
def test_totals_stand_against_what_was_granted(audience: Audience, tmp_path: Path) -> None:
    made = invented.granted()
    minutes = sum((one.minutes or Decimal(0) for one in made.subsidy.log), Decimal(80))  # 80 at the visit
    hours, rest = divmod(minutes, 60)
    said = _said(made, audience, tmp_path)
    assert f"Gegeven: {hours} uur {rest} op {len(made.subsidy.log) + 1} dagen." in said
    left, over = divmod(Decimal(180 * 60) - minutes, 60)
    assert f"Toegekend: 180 uur; nog over: {left} uur {over}." in said


def test_each_supervisor_and_each_month_has_its_own_total(tmp_path: Path) -> None:
    made = invented.granted()
    made.visits = []
    anneke, youssef = made.dossier.employer.supervisors
    made.subsidy.log = [
        SupervisionEntry(given_on=date(2026, 5, 4), minutes=Decimal(60), supervisor=anneke.id),
        SupervisionEntry(given_on=date(2026, 5, 5), minutes=Decimal(30), supervisor=youssef.id),
        SupervisionEntry(given_on=date(2026, 6, 1), minutes=Decimal(90), supervisor=anneke.id),
        SupervisionEntry(given_on=date(2026, 6, 2), minutes=Decimal(15), by="Saskia"),
    ]
    said = _said(made, GEMEENTE, tmp_path)
    for words in (
        "mei 2026 2 1 uur 30",
        "juni 2026 2 1 uur 45",
        "Samen 4 3 uur 15",
        "Anneke Smit 2 2 uur 30",
        "Youssef El Amrani 1 30 minuten",
        "Saskia 1 15 minuten",
    ):
        assert words in said, words


def test_a_visit_beside_a_written_line_is_not_counted_twice(tmp_path: Path) -> None:
    made = invented.granted()
    anneke = made.dossier.employer.supervisors[0]
    made.subsidy.log = [SupervisionEntry(given_on=date(2026, 7, 7), minutes=Decimal(75), supervisor=anneke.id)]
    said = _said(made, GEMEENTE, tmp_path)
    assert "Gegeven: 1 uur 15 op 1 dag." in said
    assert "werkbezoek" not in said


def test_what_is_missing_is_for_who_keeps_it_and_not_for_who_pays(tmp_path: Path) -> None:
    assert "Wat er nog mist" in _said(invented.granted(), EMPLOYER, tmp_path)
    assert "Wat er nog mist" not in _said(invented.granted(), GEMEENTE, tmp_path)


def test_the_gemeente_reads_nothing_of_an_absence() -> None:
    made = invented.granted()
    before = build(made.views(GEMEENTE))
    made.dossier.placement.absences = [Absence(since=date(2026, 8, 3), until=date(2026, 9, 4))]
    assert build(made.views(GEMEENTE)) == before
    assert build(made.views(EMPLOYER)) != build(invented.granted().views(EMPLOYER))


def test_more_than_was_granted_is_said(tmp_path: Path) -> None:
    made = invented.granted()
    made.subsidy.steps[-1].hours = Decimal(10)
    assert "meer dan toegekend" in _said(made, GEMEENTE, tmp_path)


def test_an_empty_log_says_so_and_asks_no_signature(tmp_path: Path) -> None:
    said = _said(invented.nothing(), GEMEENTE, tmp_path)
    assert "nog geen begeleiding opgeschreven" in said
    assert "Handtekening" not in said
