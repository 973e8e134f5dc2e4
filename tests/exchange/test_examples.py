"""The example in the documentation is read as it says."""

from datetime import date
from pathlib import Path

from beschutdesk.dossier.around import AdviceOutcome
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.exchange import columns, intake, sheet

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_example_list_with_its_mapping() -> None:
    table = sheet.read(EXAMPLES / "kandidaten.csv")
    mapping = columns.from_toml((EXAMPLES / "kandidaten.toml").read_text("utf-8"))
    plan = intake.plan(table, mapping, [])
    assert not plan.bad
    assert not plan.doubles
    assert not plan.left
    people = [row.record for row in plan.new]
    assert len(people) == len(table.lines) == 4
    first = people[0]
    assert isinstance(first, Candidate)
    assert (first.name_used, first.family_name, first.born) == ("Noor", "van der Veen", date(1998, 3, 14))
    assert [(one.decided_on, one.outcome) for one in first.advices] == [(date(2026, 9, 2), AdviceOutcome.POSITIVE)]


def test_all_but_the_whole_name_would_have_been_guessed() -> None:
    table = sheet.read(EXAMPLES / "kandidaten.csv")
    mapping = columns.from_toml((EXAMPLES / "kandidaten.toml").read_text("utf-8"))
    guess = columns.guess("candidate", table.header)
    written = {column.name: column for column in mapping.columns}
    assert {column.name for column in guess.mapping.columns} == written.keys() - {"Naam", "Opmerking"}
    assert all(written[column.name] == column for column in guess.mapping.columns)
    assert guess.ask.keys() == {"Naam"}
