"""What people type in cells: read in one way only, or refused with what is possible."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.exchange.cells import as_text, can_hold, to_plain
from beschutdesk.exchange.columns import RECORDS, targets
from beschutdesk.exchange.sheet import Cell, is_empty
from tests.strategies import values

MORNING = datetime(1990, 2, 1, 9, 5)  # noqa: DTZ001 - a cell has no zone

PERSON, FIRM = shape_of(Candidate).specs, shape_of(Employer).specs
DAY = "een datum schrijf je als dd-mm-jjjj, bijvoorbeeld 22-11-2026, en de dag moet bestaan"


def refusal(spec: Spec, cell: Cell) -> str:
    with pytest.raises(WrongValue) as caught:
        to_plain(spec, cell)
    return str(caught.value)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01-02-1990", "1990-02-01"),
        ("1-2-1990", "1990-02-01"),
        ("1/2/1990", "1990-02-01"),
        ("1.2.1990", "1990-02-01"),
        (" 31-12-1999 ", "1999-12-31"),
        ("1990-02-01", "1990-02-01"),
        ("1990-02-01 00:00:00", "1990-02-01"),
        ("01-02-1990 0:00", "1990-02-01"),
        ("1 februari 1990", "1990-02-01"),
        ("1 Feb. 1990", "1990-02-01"),
        ("donderdag 1 maart 1990", "1990-03-01"),
        ("3-mrt-1990", "1990-03-03"),
        ("29-02-2024", "2024-02-29"),
        (date(1990, 2, 1), "1990-02-01"),
        (MORNING, "1990-02-01"),
    ],
)
def test_days(cell: Cell, day: str) -> None:
    assert to_plain(PERSON["born"], cell) == day


@pytest.mark.parametrize("cell", ["01-02-90", "1/2/90", "1 feb 90"])
def test_a_year_has_four_digits(cell: str) -> None:
    assert refusal(PERSON["born"], cell) == "een jaartal heeft vier cijfers: bij twee cijfers is de eeuw niet zeker"


@pytest.mark.parametrize(
    "cell", ["30-02-1990", "13-13-1990", "onbekend", "1990", 32905, 32905.5, "02-1990", "1 foo 1990", True]
)
def test_no_day(cell: Cell) -> None:
    assert refusal(PERSON["born"], cell) == DAY


def test_days_of_long_ago_are_mistakes() -> None:
    assert refusal(PERSON["born"], "01-01-0190") == "een datum van vóór 1900 kan niet kloppen"
    assert refusal(PERSON["born"], date(1899, 12, 31)) == "een datum van vóór 1900 kan niet kloppen"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("0612345678", "0612345678"),
        (612345678, "612345678"),
        (12.5, "12,5"),
        (1e21, "1000000000000000000000"),
        ("  Sem \u00a0 de  Wit ", "Sem de Wit"),
        ("Sem\nde Wit", "Sem de Wit"),
        (date(2026, 1, 2), "02-01-2026"),
        (MORNING, "01-02-1990 09:05"),
        (time(9, 5), "09:05"),
        (timedelta(hours=30, minutes=5), "30:05"),
        (True, "ja"),
    ],
)
def test_text(cell: Cell, plain: str) -> None:
    assert to_plain(PERSON["phone"], cell) == plain


def test_long_and_odd_texts_are_refused() -> None:
    assert refusal(PERSON["phone"], "x" * 201) == "deze tekst is 201 tekens lang; er passen er 200 in"
    assert refusal(PERSON["phone"], "a\x07b") == "een besturingsteken (U+0007) kan niet in een tekst staan"
    assert refusal(PERSON["phone"], "#N/B") == "de formule in dit vak geeft een fout"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [("3", 3), (3, 3), (3.0, 3), (" 1.250 ", 1250), ("-2", -2), ("3,0", 3), ("1.250,00", 1250), ("3.0", 3)],
)
def test_numbers(cell: Cell, plain: int) -> None:
    assert to_plain(FIRM["places"], cell) == plain


def test_a_unit_may_stand_behind_a_number() -> None:
    assert to_plain(shape_of(Supervisor).specs["minutes"], "30 minuten") == 30


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("twee", "hier hoort een getal"),
        ("1.2.3", "hier hoort een getal"),
        ("1,234,5", "hier hoort een getal"),
        (True, "hier hoort een getal"),
        (date(2026, 1, 2), "hier hoort een getal"),
        (float("nan"), "hier hoort een getal"),
        (2.5, "dit getal heeft meer dan 0 decimalen"),
        ("0.125", "dit getal heeft meer dan 0 decimalen"),  # no 125: a thousand does not begin with 0
        (10**12, "dit getal is te groot"),
        ("9" * 300, "dit getal is te groot"),
    ],
)
def test_no_number(cell: Cell, words: str) -> None:
    assert refusal(FIRM["places"], cell) == words


@pytest.mark.parametrize("cell", ["wacht op een plek", " Wacht op een PLEK.", "waiting"])
def test_a_choice_by_label_or_key(cell: str) -> None:
    assert to_plain(PERSON["state"], cell) == "waiting"


def test_a_wrong_choice_is_told_what_can_be() -> None:
    assert refusal(PERSON["state"], "lopend") == "hier hoort een van: actief; wacht op een plek; afgerond"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("groen en tuin", ["green"]),
        ("Groen en tuin; schoonmaak", ["green", "cleaning"]),
        ("green, cleaning, green", ["green", "cleaning"]),
        ("winkel\nkeuken en bediening\n", ["shop", "kitchen"]),
    ],
)
def test_choices(cell: str, plain: list[str]) -> None:
    assert to_plain(PERSON["wants_work"], cell) == plain


def test_choices_with_a_comma_in_their_label() -> None:
    assert to_plain(PERSON["suits"], "buiten, rustig, weinig prikkels, klein, vast team") == [
        "outdoors",
        "quiet",
        "small_team",
    ]
    assert refusal(PERSON["suits"], "buiten, rustig").startswith(
        "hier horen, gescheiden door ; een of meer van: buiten;"
    )


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        *((cell, "yes") for cell in ("ja", "J", "x", True, 1, "WAAR")),
        *((cell, "no") for cell in ("nee", "N", "NEEN", False, 0)),
        *((cell, "unknown") for cell in ("onbekend", "?")),
    ],
)
def test_yes_and_no(cell: Cell, plain: str) -> None:
    assert to_plain(PERSON["photo_consent"], cell) == plain


def test_perhaps_is_no_answer() -> None:
    assert refusal(PERSON["photo_consent"], "misschien") == "hier hoort ja, nee of onbekend"


def test_lines() -> None:
    assert to_plain(PERSON["wishes"], "- buiten werken\n• bij dieren; ochtenden, geen avond\n\n") == [
        "buiten werken",
        "bij dieren",
        "ochtenden, geen avond",
    ]


def slot(day: int, start: str, end: str) -> dict[str, Any]:
    return {"day": day, "start": start, "end": end}


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("ma", [{"day": 1}]),
        ("ma, wo en vr", [{"day": 1}, {"day": 3}, {"day": 5}]),
        ("Maandag; donderdag", [{"day": 1}, {"day": 4}]),
        ("di-do", [{"day": 2}, {"day": 3}, {"day": 4}]),
        ("ma 9:00-12:30; wo 13-17 uur", [slot(1, "09:00", "12:30"), slot(3, "13:00", "17:00")]),
        ("ma di 9.00 – 12.00", [slot(1, "09:00", "12:00"), slot(2, "09:00", "12:00")]),
    ],
)
def test_weeks(cell: str, plain: Any) -> None:
    assert to_plain(PERSON["day_activity_week"], cell) == plain


WEEK = "dagen schrijf je als ma, wo, vr of als ma 9:00-12:30; wo 13:00-17:00"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("ma, wo 9-12", WEEK),
        ("elke dag", WEEK),
        ("9-12", WEEK),
        ("ma 9", WEEK),
        ("vr-ma", WEEK),
        ("ma 12-9", "deze tijden kunnen niet kloppen"),
        ("ma 9-25", "deze tijden kunnen niet kloppen"),
        (3, WEEK),
    ],
)
def test_no_week(cell: Cell, words: str) -> None:
    assert refusal(PERSON["day_activity_week"], cell) == words


def test_spaces_are_nothing() -> None:
    assert [is_empty(cell) for cell in (None, "", " \n\u00a0", 0, False, "x")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert as_text(None) == ""


def written(spec: Spec, value: Any) -> Cell:
    """A value as a person would type it."""
    if spec.kind in (Kind.CHOICE, Kind.YES_NO):
        return str(value.label)
    if spec.kind is Kind.CHOICES:
        return "; ".join(option.label for option in value)
    if spec.kind is Kind.LINES:
        return "\n".join(value)
    if spec.kind is Kind.WEEK:
        return "; ".join(
            f"{WEEKDAYS[s.weekday]}{f' {s.start:%H:%M}-{s.end:%H:%M}' if s.start and s.end else ''}" for s in value
        )
    if spec.kind in (Kind.NUMBER, Kind.MONEY):
        return str(value).replace(".", ",")
    return value  # type: ignore[no-any-return]


SPECS = [target.spec for record in RECORDS for target in targets(record).values()]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_what_a_field_can_hold_comes_back_from_how_people_write_it(data: st.DataObject) -> None:
    spec = data.draw(st.sampled_from(SPECS))
    value = data.draw(values(spec).filter(codec.is_filled))
    if spec.kind is Kind.WEEK:
        value = tuple(s for s in value if s.minutes > 0 or (s.start is None and s.end is None))
    cell = written(spec, value)
    if is_empty(cell) or (isinstance(cell, str) and cell.strip().startswith("#")):
        return
    plain = to_plain(spec, cell)
    found = codec.decode(spec, plain)
    if spec.kind in (Kind.TEXT, Kind.PROSE, Kind.LINES):  # but for spaces at the ends and doubled ones
        assert "".join(str(plain).split()) or not str(value).split()
        return
    assert found == value


@given(
    st.sampled_from(SPECS),
    st.text()
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas(),
)
@settings(max_examples=600, deadline=None)
def test_any_cell_fits_or_is_refused(spec: Spec, cell: Cell) -> None:
    if is_empty(cell):
        return
    with suppress(WrongValue):
        codec.decode(spec, to_plain(spec, cell))


def test_every_kind_of_field_is_read_or_left_out_knowingly() -> None:
    left = {Kind.REFERENCE, Kind.ATTACHMENT, Kind.READERS, Kind.MARKS, Kind.APPOINTMENT}
    assert {kind for kind in Kind if not can_hold(Spec("x", kind, frozenset()))} == left
    assert Decimal(3) == codec.decode(FIRM["places"], to_plain(FIRM["places"], "3"))
