"""Looking for what was stored, as the search field does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from beschutdesk.dossier.fields import Record
from beschutdesk.services.desk import Desk
from beschutdesk.services.search import Hit

TODAY = date(2026, 11, 22)
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
NAMES = st.text(LETTERS, min_size=1, max_size=30)
NOTES = st.text(LETTERS, max_size=200)
ONE_AT_A_TIME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def keep(desk: Desk, *records: Record) -> None:
    desk.dossiers.add(records)


def hits(desk: Desk, text: str, kind: str) -> tuple[Hit, ...]:
    groups = [group for group in desk.search.find(text, 8, today=TODAY) if group.kind == kind]
    return groups[0].hits if groups else ()


def titles(desk: Desk, text: str, kind: str = "people") -> list[str]:
    return [hit.title for hit in hits(desk, text, kind)]


@contextmanager
def only_now(desk: Desk, *records: Record) -> Iterator[None]:
    """These records, and out of the way again."""
    keep(desk, *records)
    try:
        yield
    finally:
        for record in records:
            desk.dossiers.trash(type(record).__name__.lower(), record.id)
