"""Forty people of whom only a name is known, out of a table of somebody else: the page of the day stays empty."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from beschutdesk.services.desk import Desk

TODAY = date(2026, 11, 22)
ROWS = [("Voornaam", "Achternaam"), *((f"Kandidaat {number}", "Zilver") for number in range(1, 41))]


def as_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(ROWS)


def as_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    book.save(path)


@pytest.mark.parametrize(("name", "write"), [("namen.csv", as_csv), ("namen.xlsx", as_workbook)])
def test_forty_names_give_at_most_five_lines(
    desk: Desk, tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    path = tmp_path / name
    write(path)
    opened = desk.intake.open(path, "candidate")
    desk.intake.run(desk.intake.preview(opened.sheet, "candidate", opened.guess.mapping))
    assert len(desk.dossiers.ids("candidate")) == 40
    for days in (0, 1, 30, 91, 366, 800):  # whatever time passes, nobody is nagged about who is only a name
        page = desk.today.lines(TODAY + timedelta(days))
        assert page.total <= 5
        assert {one.rule for one in page.lines} <= {"backup"}
        assert page.folds == ()
