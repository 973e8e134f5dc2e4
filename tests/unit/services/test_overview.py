"""*Overzicht* out of a vault: nothing from the trash, gemeenten by any spelling, and no name anywhere."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from beschutdesk.dossier.around import Advice, AdviceOutcome
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import EndReason, MatchType, PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 22)


def person(name: str, municipality: str, kind: PhaseKind | None = None) -> list[Record]:
    advice = Advice(requested_on=date(2026, 1, 2), decided_on=date(2026, 2, 2), outcome=AdviceOutcome.POSITIVE)
    one = Candidate(name_used=name, municipality=municipality, advices=[advice])
    if kind is None:
        return [one]
    placement = Placement(
        candidate=one.id,
        match_type=MatchType.VACANCY,
        phases=[PlacementPhase(kind=kind, since=date(2026, 3, 1))],
        terms=[Terms(valid_from=date(2026, 3, 1), hours=Decimal("24.00"))],
    )
    return [one, placement]


def fill(desk: Desk, *groups: list[Record]) -> None:
    desk.dossiers.add([record for group in groups for record in group])


def counts(desk: Desk, table: str, municipality: str = "") -> dict[str, int]:
    found = desk.overview.numbers(2026, municipality, today=TODAY)
    return {row.key: row.count for row in found.table(table).rows if row.count}


def test_numbers_of_a_gemeente_however_it_is_spelled(desk: Desk) -> None:
    fill(
        desk,
        person("Ann", "Kampen", PhaseKind.CONTRACT_PERMANENT),
        person("Bo", "kampen "),
        person("Cas", "Kampen", PhaseKind.TRIAL),
        person("Dirk", "Zwolle", PhaseKind.SECONDMENT),
        person("Eef", ""),
    )
    assert desk.overview.municipalities() == ["Kampen", "Zwolle"]
    assert counts(desk, "places") == {"contract_permanent": 1, "secondment": 1}
    assert counts(desk, "places", "KAMPEN") == {"contract_permanent": 1}
    assert counts(desk, "standing", "kampen") == {"placed": 1, "meeting": 1, "waiting": 1}
    assert counts(desk, "started", "Kampen") == {"vacancy": 2}
    assert counts(desk, "hours") == {"under_28": 2}
    assert desk.overview.numbers(2026, "kAMPEN", today=TODAY).municipality == "Kampen"


def test_what_is_in_the_trash_is_not_counted(desk: Desk) -> None:
    placed, waits = person("Ann", "Ede", PhaseKind.INTERNAL_SOB), person("Bo", "Ede")
    fill(desk, placed, waits)
    desk.dossiers.trash("placement", placed[1].id)
    assert counts(desk, "standing") == {"waiting": 2}
    desk.dossiers.trash("candidate", waits[0].id)
    assert counts(desk, "standing") == {"waiting": 1}


def test_ends_come_with_their_reason(desk: Desk) -> None:
    group = person("Ann", "Ede", PhaseKind.CONTRACT_TEMPORARY)
    placement = group[1]
    assert isinstance(placement, Placement)
    placement.ended_on, placement.end_reason = date(2026, 9, 1), EndReason.TEAM
    fill(desk, group)
    assert counts(desk, "ended") == {"team": 1}
    assert counts(desk, "next") == {"": 1}


def test_a_year_or_a_gemeente_that_is_not_there(desk: Desk) -> None:
    for year in (2014, 2027):
        with pytest.raises(Trouble, match="2015 tot en met 2026"):
            desk.overview.numbers(year, today=TODAY)
    with pytest.raises(Trouble, match="niemand uit die gemeente"):
        desk.overview.numbers(2026, "Ede", today=TODAY)
    assert desk.overview.numbers(2026, today=TODAY).people == 0


def test_the_taakstelling_is_filled_in_per_gemeente_and_year(desk: Desk) -> None:
    fill(desk, person("Ann", "Ede", PhaseKind.SECONDMENT), person("Bo", "Kampen"))
    assert desk.overview.numbers(2026, "Ede", today=TODAY).goal.target is None
    desk.overview.set_target("ede", 2026, 9, "Staatscourant")
    goal = desk.overview.numbers(2026, "Ede", today=TODAY).goal
    assert (goal.target, goal.source, goal.short) == (9, "Staatscourant", 8)
    assert desk.overview.numbers(2025, "Ede", today=TODAY).goal.target is None
    assert desk.overview.numbers(2026, today=TODAY).goal.target is None  # Kampen is still missing
    desk.overview.set_target("Kampen", 2026, 4, "Staatscourant")
    assert desk.overview.numbers(2026, today=TODAY).goal.target == 13
    desk.overview.set_target("Ede", 2026, None, "")
    assert [one.municipality for one in desk.overview.targets()] == ["Kampen"]
    for wrong in (("", 2026, 3, "x"), ("Ede", 2014, 3, "x"), ("Ede", 2026, -1, "x"), ("Ede", 2026, 3, " ")):
        with pytest.raises(Trouble, match="niet veranderd"):
            desk.overview.set_target(*wrong)


def cells(data: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_the_workbook_for_others_hides_and_ones_own_marks(desk: Desk) -> None:
    fill(desk, *(person(f"zq{number}", "Ede", PhaseKind.SECONDMENT) for number in range(7)))
    fill(desk, *(person(f"zq{number}", "Ede", PhaseKind.CONTRACT_TEMPORARY) for number in range(2)))
    found = desk.overview.numbers(2026, "Ede", today=TODAY)
    others, own = (cells(desk.overview.export(found, exact=exact)) for exact in (False, True))
    assert list(others) == list(own)
    assert len(others) == 2 + len(found.tables)
    places = {str(row[0]): row[1] for row in others["Plekken"][2:]}
    assert places == {
        "detachering": "niet getoond",
        "interne plek SOB": 0,
        "tijdelijk contract": "niet getoond",
        "vast contract": 0,
        "onderbreking": 0,
        "Samen": 9,
    }
    assert ["tijdelijk contract", 2, "klein aantal"] in own["Plekken"]
    text = str(others) + str(own)
    assert "zq" not in text
    assert "Geef dit bestand niet door" in str(own)
    assert "herkennen" in str(others)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x.example";"Ede")', "@SUM(A1)", "+1", "-2", "\x00\x0bEde"])
def test_no_text_becomes_a_formula(desk: Desk, name: str) -> None:
    fill(desk, person("Ann", name))
    if any(char.isalnum() for char in name):
        desk.overview.set_target(name, 2026, 3, f"={name}")
    data = desk.overview.export(desk.overview.numbers(2026, name, today=TODAY))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if not name.startswith("\x00"):
        about = book["Toelichting"]["B3"]
        assert (about.value, about.quotePrefix) == (name, True)


def test_what_left_is_in_the_log(desk: Desk) -> None:
    found = desk.overview.numbers(2026, today=TODAY)
    desk.overview.handed_out(found, exact=True)
    numbers = desk.audit.numbers(Filter(acts=frozenset({Act.EXPORT})))
    (line,) = desk.audit.lines(numbers)
    assert dict(line.detail) == {"document": "overview", "year": 2026, "exact": True}
