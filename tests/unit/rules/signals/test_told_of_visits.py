"""Which documents tell a reader how visits went: a task list for the employer leaves a report still to be shared."""

from datetime import date

import pytest

from beschutdesk.dossier.issued_document import NOT_OF_VISITS, DocumentKind, IssuedDocument
from beschutdesk.rules.signals.visited import last_to

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("kind", [*DocumentKind, None])
def test_only_what_speaks_of_visits_counts(kind: DocumentKind | None) -> None:
    paper = IssuedDocument(kind=kind, audience="employer", issued_on=DAY)
    assert last_to([paper], "employer", []) == (None if kind in NOT_OF_VISITS else DAY)
    assert last_to([paper], "supervisor", []) is None


def test_a_report_and_a_timeline_do() -> None:
    assert not {DocumentKind.VISIT_REPORT, DocumentKind.TIMELINE, DocumentKind.INTRODUCTION} & set(NOT_OF_VISITS)
