"""Kostenplaatje: what an employer pays, counted by hand; and what is not known is never counted as if it were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Instrument, InstrumentKind, InstrumentState, WageValue, WageValueKind
from beschutdesk.rules import cost_notes
from beschutdesk.rules.cost_picture import (
    EMPLOYED,
    FEE,
    SECONDED,
    SUPERVISION,
    WAGE,
    WAGE_SUBSIDY,
    CostPicture,
    Costs,
    Part,
    cost_picture,
)
from beschutdesk.rules.figures import standard as figures
from beschutdesk.rules.rate_text import BadRate
from beschutdesk.rules.schemes import JobcoachRule, Proration, Rate, Scheme, standard
from beschutdesk.rules.subsidy_amount import Stretch

BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
SCHEME = Scheme(
    key="hier",
    name="Regeling van hier",
    rates=(Rate(BEGIN, END, Decimal(7800), Decimal(31), True, True, "Brief"),),
)
FORTY = (WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(40), measured_on=date(2025, 6, 1)),)


def picture(**changed: Any) -> CostPicture:
    base = Costs(since=BEGIN, until=END, terms=[Stretch(None, Decimal(31))], scheme=SCHEME, wage_values=FORTY)
    return cost_picture(replace(base, **changed))


def amounts(part: Part) -> list[tuple[str, str | None]]:
    return [(line.key, None if line.amount is None else str(line.amount)) for line in part.lines]


def test_a_year_in_service() -> None:
    found = picture()
    employed, seconded = found.variants
    assert (employed.key, seconded.key) == (EMPLOYED, SECONDED)
    first, second = employed.months
    assert (first.since, first.until, second.since, second.until) == (
        BEGIN,
        date(2026, 6, 30),
        date(2026, 7, 1),
        END,
    )
    assert amounts(first) == [
        ("wage", "1976.04"),  # 14.71 × 31 × 52/12
        ("holiday", "158.08"),
        ("employer_costs", "501.52"),  # 23.5 % of 1976.04 and 158.08
        ("wage_subsidy", "-1581.14"),
        ("supervision", "-650.00"),
    ]
    assert str(first.pays) == "404.50"
    assert second.line(WAGE_SUBSIDY) == replace(first.lines[3])  # in July the minimum wage rises, and LKS does not
    assert str(second.pays) == "454.68"  # 2013.66 + 161.09 + 511.07 − 1581.14 − 650.00
    assert amounts(employed.whole) == [
        ("wage", "23938.20"),  # 6 × 14.71 × 31 × 52/12 + 6 × 14.99 × 31 × 52/12
        ("holiday", "1915.06"),
        ("employer_costs", "6075.52"),
        ("wage_subsidy", "-18973.68"),
        ("supervision", "-7800.00"),
    ]
    assert str(employed.whole.pays) == "5155.10"
    assert found.lines == first.lines
    assert found.asks == ()


def test_every_sum_is_that_of_its_lines() -> None:
    for variant in picture(fee=Decimal(700)).variants:
        for part in (*variant.months, variant.whole):
            assert part.pays == sum(line.amount for line in part.lines if line.amount is not None)


def test_how_it_was_counted_stands_beside_it() -> None:
    how = {line.key: line.how for line in picture().lines}
    assert how == {
        "wage": "€ 14,71 × 31 uur × 52 ÷ 12",
        "holiday": "8 % van het loon",
        "employer_costs": "geschat op 23,5 % van loon en vakantiebijslag",
        "wage_subsidy": "gemeten loonwaarde: € 1.836,16 × 31/36 uur",
        "supervision": "€ 7.800,00 per jaar × 31/31 uur ÷ 12",
    }


def test_it_says_that_it_is_an_estimate_and_what_it_rests_on() -> None:
    found = picture()
    assert "schatting" in found.assumptions[0]
    assert any("23,5 %" in one and "niet geverifieerd" in one for one in found.cautions)
    assert any("1 januari" in one for one in found.assumptions)
    assert any("21 jaar of ouder" in one for one in found.assumptions)
    assert not any("21 jaar of ouder" in one for one in picture(born=date(1990, 1, 1)).assumptions)


def test_a_wage_of_one_s_own() -> None:
    found = picture(wage_hour=Decimal("16.00"))
    line = found.variants[0].whole.line(WAGE)
    assert line is not None
    assert str(line.amount) == "25792.00"  # 16 × 31 × 52
    assert len(found.variants[0].months) == 1
    assert "€ 16,00 per uur" in found.assumptions[1]


def test_the_flat_period_and_its_end() -> None:
    found = picture(since=date(2026, 3, 1), begun=date(2026, 3, 1), wage_values=())
    assert (found.flat_since, found.flat_until) == (date(2026, 3, 1), date(2026, 8, 31))
    spans = [(part.since, part.line(WAGE_SUBSIDY)) for part in found.variants[0].months]
    flat = [line for day, line in spans if line is not None and day < date(2026, 9, 1)]
    assert [str(line.amount) for line in flat] == ["-1317.62", "-1317.62"]
    assert all(line.how.startswith("forfaitair: ") for line in flat)
    last = found.variants[0].months[-1]
    assert last.since == date(2026, 9, 1)
    assert last.without == ("Loonkostensubsidie (LKS)",)
    assert str(last.pays) == "2035.82"  # all costs, and 650 of the subsidy that is known
    assert any("forfaitaire LKS" in one for one in found.assumptions)
    assert found.asks == ("Voor 1 september t/m 31 december 2026 is er geen gemeten loonwaarde.",)


def test_an_amount_that_is_not_known_is_not_counted_and_that_is_said() -> None:
    found = picture(scheme=standard().by_key("landelijk"))
    (first, *_), whole = found.variants[0].months, found.variants[0].whole
    assert dict(amounts(first))[SUPERVISION] is None
    assert first.without == whole.without == ("Begeleidingssubsidie",)
    assert str(first.pays) == "1054.50"
    assert "geen bedrag bekend" in found.asks[0]
    none = picture(scheme=None)
    assert SUPERVISION not in dict(amounts(none.variants[0].whole))
    assert none.supervision is None


def test_a_wage_that_is_not_known_leaves_the_sum_open() -> None:
    found = picture(since=date(2026, 7, 1), until=date(2027, 6, 30))
    assert [part.pays is None for part in found.variants[0].months] == [False, True]
    assert found.variants[0].whole.pays is None
    assert dict(amounts(found.variants[0].whole))[WAGE] is None
    assert any("minimumloon in 2027" in one for one in found.asks)


def test_who_is_younger_than_21_has_another_minimum_wage() -> None:
    found = picture(born=date(2007, 1, 1))
    assert found.variants[0].whole.pays is None
    assert any("jonger dan 21" in one for one in found.asks)
    typed = picture(born=date(2007, 1, 1), wage_hour=Decimal("8.83"), minimum_month=Decimal("1376.64"))
    assert typed.variants[0].whole.pays is not None
    assert typed.asks == ()
    assert any("jonger dan 21" in one for one in picture(born=date(2007, 1, 1), wage_hour=Decimal("8.83")).asks)


def test_the_amount_that_was_granted_takes_the_place_of_the_calculation() -> None:
    found = picture(granted=Decimal("7200.00"), scheme=standard().by_key("landelijk"))
    assert found.asks == ()
    month, whole = (part.line(SUPERVISION) for part in (found.variants[0].months[0], found.variants[0].whole))
    assert month is not None
    assert whole is not None
    assert (str(month.amount), str(whole.amount)) == ("-600.00", "-7200.00")


def test_who_supervises_gets_the_subsidy() -> None:
    found = picture(employer_supervises=False)
    line = found.variants[0].whole.line(SUPERVISION)
    assert line is not None
    assert line.amount == 0
    assert "niet naar de werkgever" in line.how
    assert found.supervision is None


def test_seconded() -> None:
    found = picture(seconded=True, fee=Decimal("700.00"))
    first = found.variants[0]
    assert first.key == SECONDED
    assert amounts(first.whole) == [(FEE, "8400.00"), (SUPERVISION, "-7800.00")]
    assert str(first.whole.pays) == "600.00"
    assert [amounts(part) for part in first.months] == [[(FEE, "700.00"), (SUPERVISION, "-650.00")]]
    assert any("SOB houdt het contract" in one for one in found.assumptions)
    assert "fee_example" not in [note.key for note in found.notes]


def test_a_fee_that_is_not_known_is_asked_when_it_matters() -> None:
    found = picture(seconded=True)
    assert found.variants[0].whole.pays is None
    assert found.asks == ("De inleenvergoeding per maand is niet bekend. Vul die in bij het contract.",)
    assert picture().asks == ()
    example = next(note for note in found.notes if note.key == "fee_example")
    assert "voorbeeld" in example.text


def test_jobcoaching_goes_off_a_month_as_well() -> None:
    scheme = replace(SCHEME, jobcoaching=JobcoachRule.DEDUCTED)
    found = picture(scheme=scheme, jobcoaching=Decimal(1200))
    month, whole = (part.line(SUPERVISION) for part in (found.variants[0].months[0], found.variants[0].whole))
    assert month is not None
    assert whole is not None
    assert (str(month.amount), str(whole.amount)) == ("-550.00", "-6600.00")
    assert "min jobcoaching" in month.how


def test_a_period_that_cannot_be_is_said() -> None:
    found = picture(until=date(2025, 1, 1))
    assert found.variants == ()
    assert found.lines == ()
    assert "periode klopt niet" in found.asks[0]


@pytest.mark.parametrize("terms", [[], [Stretch(None, None)], [Stretch(date(2026, 5, 1), Decimal(24))]])
def test_hours_that_are_not_known_leave_the_sum_open(terms: Sequence[Stretch]) -> None:
    found = picture(terms=terms)
    assert found.variants[0].whole.pays is None
    assert any("aantal uren" in one for one in found.asks)


@given(
    st.lists(st.builds(Stretch, st.dates(BEGIN, END), st.decimals(1, 36, places=1)), max_size=3),
    st.sampled_from(list(Proration)),
    st.decimals(0, 100, places=1),
)
def test_the_months_are_the_whole(terms: list[Stretch], proration: Proration, share: Decimal) -> None:
    values = (WageValue(kind=WageValueKind.MEASURED, percentage=share, measured_on=BEGIN),)
    known = [Stretch(None, Decimal(20)), *terms]
    found = picture(terms=known, wage_values=values, scheme=replace(SCHEME, proration=proration))
    for variant in found.variants:
        assert variant.months[0].since == BEGIN
        assert variant.months[-1].until == END
    whole = found.variants[0].whole
    assert whole.pays == sum(line.amount for line in whole.lines if line.amount is not None)
    line = whole.line(SUPERVISION)
    assert line is not None
    assert found.supervision is not None
    assert found.supervision.total is not None
    assert line.amount == -found.supervision.total


# -- notes -------------------------------------------------------------------------------------------------------------


def test_what_an_employer_must_know() -> None:
    notes = {note.key: note for note in cost_notes.notes(BEGIN)}
    assert "binnen 6 weken" in notes["illness"].text
    assert notes["illness"].term == "Ziek melden bij UWV binnen 6 weken; beter melden binnen 2 dagen"
    assert "Normaal niet bij beschut werk" in notes["lkv"].text
    assert "2.6" in notes["lkv"].source
    assert {"adaptation", "job_coach", "training", "wage_subsidy"} <= notes.keys()
    for note in notes.values():
        assert note.source
        assert "{" not in note.text + note.term


def test_terms_of_one_s_own_are_told() -> None:
    known = figures().replaced("[absence_report_days]\nvalues = [{ from = 2026-01-01, value = 4 }]")
    (note,) = [note for note in cost_notes.notes(BEGIN, known=known) if note.key == "illness"]
    assert "binnen 4 dagen" in note.text


def test_how_far_a_voorziening_is_stands_with_it() -> None:
    rows = [
        Instrument(kind=InstrumentKind.NO_RISK, state=InstrumentState.TO_ASK),
        Instrument(kind=InstrumentKind.NO_RISK, state=InstrumentState.GRANTED, until=date(2027, 2, 28)),
        Instrument(kind=InstrumentKind.ADAPTATION, state=InstrumentState.NOT_NEEDED),
        Instrument(kind=InstrumentKind.JOB_COACH),
    ]
    states = {note.key: note.state for note in picture(instruments=rows).notes}
    assert states["illness"] == "toegekend t/m 28 februari 2027"
    assert states["adaptation"] == "niet nodig"
    assert states["job_coach"] == states["lkv"] == ""


NOTE = '[[note]]\nkey = "a"\nkind = ""\ntitle = "A"\ntext = "A"\nsource = "B"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("note = 1", "note: hier hoort een lijst"),
        (NOTE.replace('title = "A"\n', ""), "note 1: ‘title’ is één regel tekst"),
        (NOTE.replace('kind = ""', 'kind = "lkv"'), "note 1: ‘kind’ is een van"),
        (NOTE.replace('kind = ""', "kind = 3"), "note 1: ‘kind’ is een van"),
        (NOTE.replace('text = "A"', 'text = "{weeks}"'), "note 1: tussen { en } staat"),
        (NOTE.replace('text = "A"', 'text = "{"'), "note 1: tussen { en } staat"),
        (NOTE + "amount = 3", "note 1: ‘amount’ kent"),
    ],
)
def test_bad_notes_are_refused(text: str, said: str) -> None:
    with pytest.raises(BadRate) as caught:
        cost_notes.parse(text)
    assert str(caught.value).startswith(said)
