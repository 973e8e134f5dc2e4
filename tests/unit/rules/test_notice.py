from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import ContractKind
from beschutdesk.rules.notice import NoticeState, notice

T = ContractKind.TEMPORARY
S = NoticeState


@pytest.mark.parametrize(
    ("since", "until", "by"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 30)),
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 5, 30)),  # six months to the day
        (date(2027, 8, 29), date(2028, 3, 29), date(2028, 2, 29)),
        (date(2026, 8, 29), date(2027, 3, 29), date(2027, 2, 28)),
        (None, date(2026, 12, 31), date(2026, 11, 30)),
    ],
)
def test_a_month_before_the_end(since: date | None, until: date, by: date) -> None:
    assert notice(T, since, until, None, by).state is S.TO_DO
    assert notice(T, since, until, None, by).days_left == 0
    late = notice(T, since, until, None, by + timedelta(days=1))
    assert (late.state, late.by, late.days_left) == (S.OVERDUE, by, -1)
    assert notice(T, since, until, by, date(2030, 1, 1)).state is S.DONE
    assert notice(T, since, until, by + timedelta(days=1), date(2030, 1, 1)).state is S.DONE_LATE


@pytest.mark.parametrize(
    ("kind", "since", "until"),
    [
        (T, date(2026, 1, 1), date(2026, 6, 29)),  # a day short of six months
        (T, date(2025, 8, 31), date(2026, 2, 27)),
        (T, date(2026, 1, 1), None),
        (ContractKind.PERMANENT, date(2026, 1, 1), date(2026, 12, 31)),
        (ContractKind.SECONDMENT, date(2026, 1, 1), date(2026, 12, 31)),
        (None, date(2026, 1, 1), date(2026, 12, 31)),
        (T, date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_not_needed(kind: ContractKind | None, since: date, until: date | None) -> None:
    found = notice(kind, since, until, None, date(2026, 6, 1))
    assert (found.state, found.by) == (S.NOT_NEEDED, None)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 1200))
def test_the_last_day_is_at_least_four_weeks_and_at_most_a_month_before_the_end(since: date, days: int) -> None:
    until = since + timedelta(days=days)
    found = notice(T, since, until, None, since)
    if days < 180:
        assert found.state is S.NOT_NEEDED
    if days > 184:
        assert found.by is not None
    if found.by is not None:
        assert 28 <= (until - found.by).days <= 31
        assert found.reason.endswith(".")
        assert "7:668" in found.source
