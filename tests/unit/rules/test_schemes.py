"""Schemes are data with a source: read, written back, replaced by one's own, and refused in one clear line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.amounts import Rounding
from beschutdesk.rules.schemes import (
    COUNTED,
    DEADLINES,
    Background,
    BadScheme,
    CountsFrom,
    Deadline,
    Intensity,
    JobcoachRule,
    Paper,
    PaperWhen,
    Proration,
    Question,
    Rate,
    Renewal,
    Scheme,
    Schemes,
    Settlement,
    SettlementMethod,
    as_text,
    parse,
    standard,
)
from beschutdesk.rules.subsidy_states import proposed_due

HEAD = '[[scheme]]\nkey = "hier"\nname = "Regeling"\nsource = "Verordening"\n'
DEADLINE = '[[scheme.deadline]]\nkey = "apply_before"\n'
RATE = (
    "[[scheme.rate]]\nsince = 2026-01-01\nuntil = 2026-12-31\nper_year = 6543.21\nhours = 30\n"
    'verified = true\nsource = "Verordening art. 4"\n'
)


def test_what_comes_with_the_program_says_where_it_comes_from() -> None:
    for scheme in standard():
        assert scheme.name
        assert scheme.source
        assert not scheme.own
        for rows in (scheme.rates, scheme.questions, scheme.papers, scheme.deadlines, scheme.background):
            assert all(getattr(one, "source", "") for one in rows)
        assert all(deadline.days or deadline.weeks or deadline.months for deadline in scheme.deadlines)


def test_of_the_country_only_2021_is_known() -> None:
    country = standard().by_key("landelijk")
    assert country is not None
    assert country.municipality == ""
    known = country.rate_on(date(2021, 12, 31))
    assert known is not None
    assert (known.per_year, known.hours, known.cap, known.verified) == (Decimal(7800), Decimal(31), None, True)
    for day in (date(2020, 12, 31), date(2022, 1, 1), date(2024, 6, 1), date(2026, 11, 22)):
        assert country.rate_on(day) is None
    assert any("geen bedrag voor de werkgever" in one.text for one in country.background)


def test_an_example_is_an_example_and_no_gemeente_gets_it_by_itself() -> None:
    for scheme in standard():
        if scheme.municipality:
            assert scheme.example
            assert not any(rate.verified for rate in scheme.rates)
    assert [scheme.key for scheme in standard().of("Kampen")] == ["landelijk"]


@pytest.mark.parametrize("scheme", list(standard()), ids=lambda one: one.key)
def test_what_is_written_is_read_back(scheme: Scheme) -> None:
    assert parse(as_text(scheme)) == (scheme,)


# -- one's own ---------------------------------------------------------------------------------------------------------


def test_own_schemes_come_beside_and_in_place_of_others() -> None:
    text = HEAD + 'municipality = "Súdwest-Fryslân"\n' + RATE
    mine = standard().with_own(text)
    local = mine.by_key("hier")
    assert local is not None
    assert local.own
    assert [one.key for one in mine.of("SUDWEST FRYSLAN")] == ["hier", "landelijk"]
    assert [one.key for one in mine.of("Sneek")] == ["landelijk"]
    assert [one.key for one in mine.of("")] == ["landelijk"]
    assert mine.chosen("", "sudwest-fryslan") is local
    assert mine.chosen("landelijk", "Súdwest-Fryslân") is mine.by_key("landelijk")
    assert mine.chosen("gone", "Súdwest-Fryslân") is None
    country = mine.with_own(text.replace('"hier"', '"landelijk"').replace('municipality = "Súdwest-Fryslân"\n', ""))
    assert [one.key for one in country] == [one.key for one in mine]
    replaced = country.by_key("landelijk")
    assert replaced is not None
    assert replaced.name == "Regeling"
    assert standard().with_own("") == standard()
    assert standard().by_key("hier") is None


def test_an_amount_is_never_a_binary_float() -> None:
    (scheme,) = parse(HEAD + RATE)
    assert scheme.rates[0].per_year == Decimal("6543.21")
    assert scheme.rates[0].cap is None
    assert "per_year = 6543.21\n" in as_text(scheme)
    assert "cap" not in as_text(scheme)


def test_a_rate_holds_until_the_next_one() -> None:
    text = HEAD + RATE.replace("until = 2026-12-31\n", "") + RATE.replace("2026-", "2027-")
    (scheme,) = parse(text)
    for day, since in ((date(2026, 12, 31), 2026), (date(2027, 1, 1), 2027)):
        found = scheme.rate_on(day)
        assert found is not None
        assert found.since.year == since
    assert scheme.rate_on(date(2028, 1, 1)) is None  # the first one ended where the second began
    (alone,) = parse(HEAD + RATE.replace("until = 2026-12-31\n", ""))
    assert alone.rate_on(date(2028, 1, 1)) == alone.rates[0]  # no last day: it holds, and says that it is old
    assert scheme.rates[0].outdated_on(date(2028, 1, 1))
    assert not scheme.rates[0].outdated_on(date(2026, 12, 31))
    assert not scheme.rates[1].outdated_on(date(2028, 1, 1))


# -- terms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "day", "due", "words"),
    [
        (
            Deadline("objection_within", CountsFrom.DECIDED, "Awb", weeks=6),
            date(2026, 11, 17),
            date(2026, 12, 29),
            "6 weken na de dag van het besluit",
        ),
        (
            Deadline("renew_before", CountsFrom.PERIOD_END, "x", months=1, before=True),
            date(2027, 3, 31),
            date(2027, 2, 28),
            "1 maand vóór de laatste dag van de periode",
        ),
        (
            Deadline("account_within", CountsFrom.PERIOD_END, "x", months=1, days=2),
            date(2027, 1, 31),
            date(2027, 3, 2),
            "1 maand en 2 dagen na de laatste dag van de periode",
        ),
        (
            Deadline("answer_within", CountsFrom.QUESTION, "x"),
            date(2027, 1, 1),
            date(2027, 1, 1),
            "meteen na de dag van de vraag",
        ),
        (
            Deadline("renew_before", CountsFrom.PERIOD_END, "x", days=9, before=True),
            date.min,
            date.min,
            "9 dagen vóór de laatste dag van de periode",
        ),
        (
            Deadline("account_within", CountsFrom.PERIOD_END, "x", weeks=1),
            date.max,
            date.max,
            "1 week na de laatste dag van de periode",
        ),
    ],
)
def test_terms(deadline: Deadline, day: date, due: date, words: str) -> None:
    assert deadline.on(day) == due
    assert deadline.words == words
    assert deadline.label == DEADLINES[deadline.key]


def test_what_is_law_is_no_part_of_a_scheme() -> None:
    """It stands with the numbers that hold everywhere, where a gemeente can have its own."""
    country = standard().by_key("landelijk")
    assert country is not None
    for key in ("apply_before", "decide_within", "objection_within"):
        assert country.deadline(key) is None
    day, of_law = date(2026, 11, 17), (SubsidyState.REFUSED, SubsidyState.SUBMITTED)
    assert [proposed_due(state, day, None, country) for state in of_law] == [date(2026, 12, 29), date(2027, 1, 12)]


def test_every_term_counts_from_one_day() -> None:
    assert COUNTED.keys() == DEADLINES.keys()


def test_what_is_looked_up_by_key() -> None:
    example = standard().by_key("voorbeeld")
    assert example is not None
    for found in (example.intensity("light"), example.question("why_hours"), example.paper("log")):
        assert found is not None
    assert (example.intensity(""), example.question("no"), example.paper("no")) == (None, None, None)


# -- refused -----------------------------------------------------------------------------------------------------------

BROKEN = [
    ("[[scheme", "dit is geen TOML"),
    ("x = " + "9" * 5000, "dit is geen TOML"),
    ("scheme = 3", "dit bestand: ‘scheme’ hoort een lijst"),
    ("scheme = [3]", "dit bestand: ‘scheme’ hoort een lijst"),
    ("[[regeling]]", "dit bestand: ‘regeling’ kent het programma niet"),
    ("[[scheme]]", "regeling 1: ‘key’ heeft alleen kleine letters"),
    ('[[scheme]]\nkey = "Kámpen"', "regeling 1: ‘key’ heeft alleen kleine letters"),
    ('[[scheme]]\nkey = "hier"', "regeling ‘hier’: ‘name’ ontbreekt of is leeg"),
    ('[[scheme]]\nkey = "hier"\nname = "x"', "regeling ‘hier’: ‘source’ ontbreekt of is leeg"),
    (HEAD + HEAD, "regeling ‘hier’: deze ‘key’ staat er twee keer"),
    (HEAD + "amount = 3", "regeling ‘hier’: ‘amount’ kent het programma niet"),
    (HEAD + "municipality = 3", "regeling ‘hier’: ‘municipality’ is tekst"),
    (HEAD + 'remark = "a\\nb"', "regeling ‘hier’: ‘remark’ is één regel tekst"),
    (HEAD + f'remark = "{"a" * 601}"', "regeling ‘hier’: ‘remark’ is langer dan 600 tekens"),
    (HEAD + 'asks_hours = "ja"', "regeling ‘hier’: ‘asks_hours’ is true of false"),
    (HEAD + "example = 1", "regeling ‘hier’: ‘example’ is true of false"),
    (HEAD + 'rounding = "up"', "regeling ‘hier’: ‘rounding’ is een van cent, euro"),
    (HEAD + "rounding = []", "regeling ‘hier’: ‘rounding’ is een van"),
    (HEAD + 'proration = "weeks"', "regeling ‘hier’: ‘proration’ is een van days, months"),
    (HEAD + 'jobcoaching = "half"', "regeling ‘hier’: ‘jobcoaching’ is een van"),
    (HEAD + "renewal = 3", "regeling ‘hier’, renewal: hier hoort een groep"),
    (HEAD + "renewal = { months = 0 }", "regeling ‘hier’, renewal: ‘months’ is 1 of meer"),
    (HEAD + "renewal = { times = -1 }", "regeling ‘hier’, renewal: ‘times’ is een heel getal"),
    (HEAD + "renewal = { year = 1 }", "regeling ‘hier’, renewal: ‘year’ kent het programma niet"),
    (HEAD + "settlement = 3", "regeling ‘hier’, settlement: hier hoort een groep"),
    (HEAD + 'settlement = { method = "cash" }', "regeling ‘hier’, settlement: ‘method’ is een van"),
    (HEAD + "rate = 3", "regeling ‘hier’: ‘rate’ hoort een lijst van groepen"),
    (HEAD + "[scheme.rate]\nhours = 31", "regeling ‘hier’: ‘rate’ hoort een lijst van groepen"),
    (HEAD + RATE.replace("since = 2026-01-01\n", ""), "regeling ‘hier’, rate 1: ‘since’ is een datum"),
    (HEAD + RATE.replace("2026-01-01", "2026-01-01T00:00:00"), "regeling ‘hier’, rate 1: ‘since’ is een datum"),
    (HEAD + RATE.replace("2026-12-31", '"2026"'), "regeling ‘hier’, rate 1: ‘until’ is een datum"),
    (HEAD + RATE.replace("2026-12-31", "2025-12-31"), "regeling ‘hier’, rate 1: ‘until’ ligt vóór ‘since’"),
    (HEAD + RATE.replace("until", "untill"), "regeling ‘hier’, rate 1: ‘untill’ kent het programma niet"),
    (HEAD + RATE.replace("6543.21", '"6543,21"'), "regeling ‘hier’, rate 1: ‘per_year’ is een getal, met een punt"),
    (HEAD + RATE.replace("6543.21", "true"), "regeling ‘hier’, rate 1: ‘per_year’ is een getal"),
    (HEAD + RATE.replace("6543.21", "-1"), "regeling ‘hier’, rate 1: ‘per_year’ is een getal van 0 tot en met 1000000"),
    (HEAD + RATE.replace("6543.21", "nan"), "regeling ‘hier’, rate 1: ‘per_year’ is een getal van 0"),
    (HEAD + RATE.replace("6543.21", "inf"), "regeling ‘hier’, rate 1: ‘per_year’ is een getal van 0"),
    (HEAD + RATE.replace("6543.21", "1000000.01"), "regeling ‘hier’, rate 1: ‘per_year’ is een getal van 0"),
    (HEAD + RATE.replace("6543.21", "6543.215"), "regeling ‘hier’, rate 1: ‘per_year’ heeft hooguit 2 decimalen"),
    (HEAD + RATE.replace("per_year = 6543.21\n", ""), "regeling ‘hier’, rate 1: ‘per_year’ is een getal"),
    (HEAD + RATE.replace("hours = 30", "hours = 0"), "regeling ‘hier’, rate 1: ‘hours’ is meer dan 0"),
    (
        HEAD + RATE.replace("hours = 30", "hours = 61"),
        "regeling ‘hier’, rate 1: ‘hours’ is een getal van 0 tot en met 60",
    ),
    (HEAD + RATE + 'cap = "ja"', "regeling ‘hier’, rate 1: ‘cap’ is true of false"),
    (HEAD + RATE.replace("verified = true\n", ""), "regeling ‘hier’, rate 1: ‘verified’ is true of false"),
    (HEAD + RATE.replace('"Verordening art. 4"', '""'), "regeling ‘hier’, rate 1: ‘source’ ontbreekt of is leeg"),
    (HEAD + RATE + RATE, "regeling ‘hier’, rate: er zijn twee bedragen met ‘since’ 2026-01-01"),
    (
        HEAD + RATE + RATE.replace("2026-01-01", "2026-12-31"),
        "regeling ‘hier’, rate: ‘until’ 2026-12-31 valt in het bedrag daarna",
    ),
    (HEAD + RATE * 61, "regeling ‘hier’: er passen 60 groepen ‘rate’ in"),
    (HEAD + '[[scheme.intensity]]\nkey = "a"\nlabel = "A"', "regeling ‘hier’, intensity 1: ‘factor’ is een getal"),
    (
        HEAD + '[[scheme.intensity]]\nkey = "a"\nlabel = "A"\nfactor = 11',
        "regeling ‘hier’, intensity 1: ‘factor’ is een getal van 0 tot en met 10",
    ),
    (HEAD + '[[scheme.question]]\nkey = "a b"', "regeling ‘hier’, question 1: ‘key’ heeft alleen"),
    (HEAD + '[[scheme.question]]\nkey = "a"', "regeling ‘hier’, question 1: ‘label’ ontbreekt"),
    (
        HEAD + '[[scheme.question]]\nkey = "a"\nlabel = "A"\n' * 2,
        "regeling ‘hier’, question: ‘key’ ‘a’ staat er twee keer",
    ),
    (
        HEAD + '[[scheme.paper]]\nkey = "a"\nlabel = "A"\nneeded_when = "soms"',
        "regeling ‘hier’, paper 1: ‘needed_when’ is een van always",
    ),
    (HEAD + '[[scheme.deadline]]\nkey = "soon"', "regeling ‘hier’, deadline 1: ‘key’ is een van apply_before"),
    (HEAD + DEADLINE, "regeling ‘hier’, deadline 1: ‘counts_from’ ontbreekt"),
    (HEAD + DEADLINE + 'counts_from = "now"', "regeling ‘hier’, deadline 1: ‘counts_from’ is een van"),
    (HEAD + DEADLINE + 'counts_from = "period_start"', "regeling ‘hier’, deadline 1: ‘source’ ontbreekt"),
    (
        HEAD + DEADLINE + 'counts_from = "decided"\nsource = "x"',
        "regeling ‘hier’, deadline 1: ‘Aanvragen uiterlijk’ telt vanaf de eerste dag van de periode",
    ),
    (
        HEAD + DEADLINE + 'counts_from = "period_start"\nsource = "x"\nweeks = 1.5',
        "regeling ‘hier’, deadline 1: ‘weeks’ is een heel getal",
    ),
    (HEAD + '[[scheme.background]]\nyears = "2021"', "regeling ‘hier’, background 1: ‘text’ ontbreekt"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_bad_scheme_is_refused_in_one_line_that_names_the_key(text: str, said: str) -> None:
    with pytest.raises(BadScheme) as caught:
        standard().with_own(text)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


T = TypeVar("T", Intensity, Question, Paper, Deadline)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=40
)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=20)
SHORT = st.integers(0, 1000)


def options(kind: type[Choices]) -> st.SearchStrategy[Choices]:
    return st.sampled_from(list(kind))


def several(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3, unique_by=lambda row: row.key).map(tuple)


ANY = st.builds(
    Scheme,
    key=KEYS,
    name=WORDS,
    municipality=st.just("") | WORDS,
    source=WORDS,
    remark=st.just("") | WORDS,
    example=st.booleans(),
    own=st.just(False),
    rates=st.lists(
        st.builds(
            Rate,
            st.dates(),
            st.none(),
            st.decimals(0, 1_000_000, places=2),
            st.decimals("0.5", 60, places=2),
            st.none() | st.booleans(),
            st.booleans(),
            WORDS,
        ),
        max_size=3,
        unique_by=lambda row: row.since,
    ).map(lambda rows: tuple(sorted(rows, key=lambda row: row.since))),
    intensities=several(st.builds(Intensity, KEYS, WORDS, st.decimals(0, 10, places=3), WORDS)),
    questions=several(st.builds(Question, KEYS, WORDS, WORDS, WORDS)),
    papers=several(st.builds(Paper, KEYS, WORDS, options(PaperWhen), WORDS)),
    deadlines=several(
        st.builds(
            lambda key, *words, **rest: Deadline(key, COUNTED[key], *words, **rest),
            st.sampled_from(list(DEADLINES)),
            WORDS,
            days=SHORT,
            weeks=SHORT,
            months=SHORT,
            before=st.booleans(),
            firm=st.booleans(),
        )
    ),
    asks_hours=st.booleans(),
    rounding=options(Rounding),
    proration=options(Proration),
    jobcoaching=options(JobcoachRule),
    renewal=st.builds(Renewal, st.none() | st.integers(1, 1000), st.none() | SHORT, st.just("") | WORDS, WORDS),
    settlement=st.builds(Settlement, options(SettlementMethod), st.just("") | WORDS, WORDS),
    background=st.lists(st.builds(Background, WORDS, WORDS, WORDS), max_size=3).map(tuple),
)


@given(ANY)
def test_any_scheme_is_read_back_as_it_was_written(scheme: Scheme) -> None:
    assert parse(as_text(scheme)) == (scheme,)
    found = Schemes(()).with_own(as_text(scheme)).by_key(scheme.key)
    assert found == replace(scheme, own=True)
