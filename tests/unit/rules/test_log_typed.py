"""What somebody types in the supervision log."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.log_typed import Days, filling, read_days, read_minutes

TODAY = date(2026, 11, 18)  # a Wednesday


def november(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, day) for day in days)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", date(2026, 11, 18)),
        ("gisteren", date(2026, 11, 17)),
        ("ma", date(2026, 11, 16)),
        ("Maandag", date(2026, 11, 16)),
        ("wo", date(2026, 11, 18)),
        ("do", date(2026, 11, 12)),
        ("do vorige week", date(2026, 11, 12)),
        ("16-11", date(2026, 11, 16)),
        ("16 nov", date(2026, 11, 16)),
        ("20-12", date(2025, 12, 20)),
        ("3-1-2026", date(2026, 1, 3)),
        ("3-1-26", date(2026, 1, 3)),
    ],
)
def test_a_day_looks_back(text: str, day: date) -> None:
    assert read_days(text, TODAY) == Days((day,))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ma-vr", november(16, 17, 18, 19, 20)),
        ("ma t/m wo", november(16, 17, 18)),
        ("ma-vr vorige week", november(9, 10, 11, 12, 13)),
        ("do-vr", november(12, 13)),
        ("ma, wo", november(16, 18)),
        ("ma wo vr", november(16, 18, 20)),
        ("ma en di", november(16, 17)),
        ("9-11 t/m 11-11", november(9, 10, 11)),
        ("9 t/m 11 november", november(9, 10, 11)),
        ("9-11 nov", november(9, 10, 11)),
    ],
)
def test_several_days_at_once(text: str, days: tuple[date, ...]) -> None:
    assert read_days(text, TODAY) == Days(days, many=True)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("ma-vr 30", 30),
        ("gisteren 45 min", 45),
        ("16-11, 1:30", 90),
        ("ma 1,5 uur", 90),
        ("16-11 30", 30),
        ("16-11-2026 30", 30),
        ("ma-wo 20 minuten", 20),
    ],
)
def test_minutes_may_stand_behind_the_days(text: str, minutes: int) -> None:
    assert read_days(text, TODAY).minutes == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Typ een dag"),
        ("ooit", "Typ een dag"),
        ("vr-ma", "niet op volgorde"),
        ("20-11", "moet nog komen"),
        ("31-2-2026", "bestaat niet"),
        ("12-11 t/m 9-11", "ligt voor"),
        ("1-1-2026 t/m 1-3-2026", "hooguit 31"),
        ("ma-vr 30 60", "Typ een dag"),
        ("ma-vr 0", "Nul minuten"),
    ],
)
def test_what_cannot_be_read_says_how(text: str, words: str) -> None:
    with pytest.raises(WrongValue, match=words):
        read_days(text, TODAY)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30", 30), ("30 min", 30), ("1:05", 65), ("1u30", 90), ("1 uur 30", 90), ("2 uur", 120), ("0,33 uur", 20)],
)
def test_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Typ minuten"), ("1,5", "Zijn dit uren"), ("0", "Nul"), ("1500", "Een dag heeft"), ("1:75", "Typ minuten")],
)
def test_minutes_that_cannot_be(text: str, words: str) -> None:
    with pytest.raises(WrongValue, match=words):
        read_minutes(text)


def test_a_week_fills_only_days_that_were_worked_and_have_no_line() -> None:
    terms = [Terms(valid_from=date(2026, 1, 1), days=(Slot(0), Slot(1), Slot(2), Slot(3)))]
    away = [Absence(since=date(2026, 11, 16), until=date(2026, 11, 16))]
    found = filling(read_days("ma-vr 30", TODAY), terms, away, {date(2026, 11, 17)}, TODAY)
    assert found.days == (date(2026, 11, 18),)
    assert found.skipped == (
        "ma 16 nov: afwezig.",
        "di 17 nov: staat er al.",
        "do 19 nov, vr 20 nov: moet nog komen.",
    )


def test_one_day_that_is_named_gets_its_line_whatever_day_it_is() -> None:
    terms = [Terms(valid_from=date(2026, 1, 1), days=(Slot(0),))]
    assert filling(read_days("zo", TODAY), terms, [], {date(2026, 11, 15)}, TODAY).days == (date(2026, 11, 15),)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_whole_date_is_read_or_refused_for_being_ahead(day: date, today: date) -> None:
    text = f"{day.day}-{day.month}-{day.year}"
    if day > today:
        with pytest.raises(WrongValue, match="moet nog komen"):
            read_days(text, today)
    else:
        assert read_days(text, today).days == (day,)


@given(st.text(max_size=40), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nothing_that_is_typed_breaks_it(text: str, today: date) -> None:
    try:
        found = read_days(text, today)
    except WrongValue:
        return
    assert found.days
    assert list(found.days) == sorted(set(found.days))
    assert found.many or len(found.days) == 1


@given(st.integers(1, 1440))
def test_minutes_read_back(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert read_minutes(str(minutes)) == read_minutes(f"{hours}:{rest:02}") == Decimal(minutes)
