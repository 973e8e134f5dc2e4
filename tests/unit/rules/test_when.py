"""Days and moments as they are typed while somebody talks: shown in full, never guessed, never wrong while typing."""

from datetime import date, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.values import MONTHS, SHORT_MONTHS, WEEKDAYS
from beschutdesk.rules.spoken import VOCABULARY
from beschutdesk.rules.when import GO_ON, PAST, Moment, State, When, in_full, read_moment, read_when

MONDAY = date(2026, 11, 23)
TODAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(366 * 3 + 365 * 6)]
ODD = (date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2026, 3, 29), date(2028, 2, 28), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("vr", "vrijdag 27 november 2026"),
        ("Vrijdag", "vrijdag 27 november 2026"),
        ("vr.", "vrijdag 27 november 2026"),
        ("op vrijdag", "vrijdag 27 november 2026"),
        ("uiterlijk vr", "vrijdag 27 november 2026"),
        ("ma", "maandag 30 november 2026 (niet vandaag, over een week)"),
        ("volgende week di", "dinsdag 1 december 2026"),
        ("di volgende week", "dinsdag 1 december 2026"),
        ("deze week vr", "vrijdag 27 november 2026"),
        ("vorige week do", "donderdag 19 november 2026 (al geweest)"),
        ("komende ma", "maandag 30 november 2026"),
        ("a.s. vrijdag", "vrijdag 27 november 2026"),
        ("afgelopen ma", "maandag 16 november 2026 (al geweest)"),
        ("vandaag", "maandag 23 november 2026 (vandaag)"),
        ("morgen", "dinsdag 24 november 2026"),
        ("overmorgen", "woensdag 25 november 2026"),
        ("gisteren", "zondag 22 november 2026 (al geweest)"),
        ("over 2 weken", "maandag 7 december 2026"),
        ("over twee weken", "maandag 7 december 2026"),
        ("over 2 weken op vr", "vrijdag 11 december 2026"),
        ("binnen 10 dagen", "donderdag 3 december 2026"),
        ("over één maand", "woensdag 23 december 2026"),
        ("over een half jaar", "zondag 23 mei 2027"),
        ("3 weken geleden", "maandag 2 november 2026 (al geweest)"),
        ("eind van de maand", "maandag 30 november 2026"),
        ("einde volgende maand", "donderdag 31 december 2026"),
        ("eind februari", "zondag 28 februari 2027"),
        ("eind februari 2028", "dinsdag 29 februari 2028"),
        ("eind van het jaar", "donderdag 31 december 2026"),
        ("ma week 50", "maandag 7 december 2026"),
        ("week 53 vr", "vrijdag 1 januari 2027"),
        ("di van week 2", "dinsdag 12 januari 2027"),
        ("vóór de kerst", "donderdag 24 december 2026"),
        ("12-12", "zaterdag 12 december 2026"),
        ("12/12", "zaterdag 12 december 2026"),
        ("12–12", "zaterdag 12 december 2026"),
        ("12 dec", "zaterdag 12 december 2026"),
        ("12dec", "zaterdag 12 december 2026"),
        ("za 12-12", "zaterdag 12 december 2026"),
        ("12 december 2027", "zondag 12 december 2027"),
        ("12-12-26", "zaterdag 12 december 2026"),
        ("12-12-’26", "zaterdag 12 december 2026"),
        ("12122026", "zaterdag 12 december 2026"),
        ("2026-12-12", "zaterdag 12 december 2026"),
        ("de 12e", "zaterdag 12 december 2026"),
        ("12-1", "dinsdag 12 januari 2027 (volgend jaar)"),
        ("23-11", "maandag 23 november 2026 (vandaag)"),
        ("12-11-2026", "donderdag 12 november 2026 (al geweest)"),
        ("vrijdagmiddag", "vrijdag 27 november 2026"),
        ("vr middag", "vrijdag 27 november 2026"),
        ("Vrijdag ’s avonds", "vrijdag 27 november 2026"),
        ("vrijdag in de ochtend", "vrijdag 27 november 2026"),
        ("maandagmorgen", "maandag 30 november 2026 (niet vandaag, over een week)"),
        ("volgende week dinsdagmiddag", "dinsdag 1 december 2026"),
        ("over 2 weken op vrijdagavond", "vrijdag 11 december 2026"),
        ("vrijdagmiddag 4-12", "vrijdag 4 december 2026"),
        ("morgenochtend", "dinsdag 24 november 2026"),
        ("vanmiddag", "maandag 23 november 2026 (vandaag)"),
    ],
)
def test_a_day_is_shown_in_full(text: str, shown: str) -> None:
    found = read_when(text, MONDAY)
    assert (found.state, found.shown) == (State.READ, shown)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("volgende vrijdag", "27 november of 4 december"),
        ("week 50", "7 december tot en met 13 december"),
        ("volgende week", "Welke dag is dat? Typ ‘volgende week di’."),
        ("volgende maand", "Welke dag is dat? Typ de datum, zoals 30-11."),
        ("kerst", "Een feestdag leest het programma niet. Typ 24-12, 25-12 of 26-12."),
        ("met kerst", "Een feestdag leest het programma niet."),
        ("2e kerstdag", "Typ 26-12."),
        ("begin januari", "Welke dag"),
        ("eind volgende week", "Welke dag"),
        ("half december", "Welke dag"),
        ("voor vrijdag", "de dag ervoor"),
        ("voor 12-12", "de dag ervoor"),
        ("voor vrijdagmiddag", "de dag ervoor"),
        ("volgende vrijdagmiddag", "27 november of 4 december"),
        ("12-11", "12 november is net geweest. Zet het jaar erbij."),
        ("29-2", "Zet het jaar erbij"),
        ("12-12-20", "vier cijfers"),
    ],
)
def test_what_could_be_two_days_is_asked(text: str, part: str) -> None:
    found = read_when(text, MONDAY)
    assert (found.state, found.day) == (State.MORE, None)
    assert part in found.shown


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("31-02", "31 februari 2026 bestaat niet."),
        ("31-2-2027", "31 februari 2027 bestaat niet."),
        ("29-2-2027", "29 februari 2027 bestaat niet."),
        ("0-12", "0 december 2026 bestaat niet."),
        ("12-13", "Een maand 13 is er niet."),
        ("week 54", "Week 54 is er niet"),
        ("week 53 2027", "Week 53 is er niet in 2027."),
        ("ma 27-11-2026", "27 november 2026 is een vrijdag."),
        ("31e", "31 november 2026 bestaat niet."),
        ("over 999 jaar", "Zo ver weg"),
        ("1-1-9999", "te ver weg"),
        ("xyz", "geen dag"),
        ("32", "geen dag"),
        ("vrijdagnacht", "geen dag"),
        ("vrijdag misschien", "geen dag"),
        ("vrijdagmiddag misschien", "geen dag"),
        ("-", "geen dag"),
        ("1 1 1 1", "geen dag"),
    ],
)
def test_what_is_no_day_says_why(text: str, part: str) -> None:
    found = read_when(text, MONDAY)
    assert (found.state, found.day) == (State.WRONG, None)
    assert part in found.shown


@pytest.mark.parametrize("text", ["", " ", "\n", ".", " . "])
def test_nothing_is_not_wrong(text: str) -> None:
    assert read_when(text, MONDAY) == When(State.EMPTY, None, "")


SAID = (
    "vrijdag",
    "volgende week dinsdag",
    "overmorgen",
    "over 2 weken",
    "over een maand",
    "over een half jaar op vrijdag",
    "eind van de maand",
    "einde volgende maand",
    "ma week 50",
    "voor de kerst",
    "12 december 2027",
    "za 12 dec 2026",
    "za 12-12-2026",
    "2026-12-12",
    "uiterlijk vrijdag",
    "3 weken geleden",
    "komende woensdag",
    "vrijdagochtend",
    "volgende week dinsdagmiddag",
    "vr avond",
    "morgenmiddag",
)


@pytest.mark.parametrize("text", SAID)
def test_halfway_nothing_is_wrong_yet(text: str) -> None:
    states = [read_when(text[:length], MONDAY).state for length in range(1, len(text) + 1)]
    assert State.WRONG not in states
    assert states[-1] is State.READ


@pytest.mark.parametrize("text", ["v", "12-", "12", "12 d", "over", "over 2 w", "1-0", "za 1", "2026-"])
def test_type_on_says_so(text: str) -> None:
    assert read_when(text, MONDAY) == When(State.MORE, None, GO_ON)


def test_a_day_is_never_wrong_while_it_is_typed() -> None:
    for day in (one for one in DAYS if one.year in (2027, 2028)):
        for text in (f"{day.day}-{day.month}-{day.year}", f"{day:%d-%m-%Y}", f"{day.day} {MONTHS[day.month - 1]}"):
            for length in range(1, len(text)):
                found = read_when(text[:length], MONDAY)
                # 30-11 may stand where 30-1 stood, and 29-02 waits for its year
                assert found.state is not State.WRONG, text[:length]


def written(day: date) -> list[str]:
    number, month, year = day.day, day.month, day.year
    return [
        f"{number}-{month}-{year}",
        f"{number:02}-{month:02}-{year}",
        f"{number}/{month}/{year}",
        f"{number}.{month}.{year}",
        f"{number} {month} {year}",
        f"{number:02}{month:02}{year}",
        f"{year}-{month:02}-{number:02}",
        f"{number}-{month}-{year % 100:02}",
        f"{number} {SHORT_MONTHS[month - 1]} {year}",
        f"{number} {SHORT_MONTHS[month - 1]}. {year}",
        f"{number} {MONTHS[month - 1]} {year}",
        f"{WEEKDAYS[day.weekday()]} {number} {MONTHS[month - 1]} {year}",
        f"{WEEKDAYS[day.weekday()][:2]} {number}-{month}-{year}",
        f"{WEEKDAYS[day.weekday()][:2]} week {day.isocalendar().week} {day.isocalendar().year}",
    ]


def test_every_day_is_read_in_each_notation() -> None:
    for day in DAYS:
        for text in written(day):
            found = read_when(text, MONDAY)
            assert found.day == day, (text, found)
            assert found.words == in_full(day)
            assert found.past == (day < MONDAY)


@given(day=st.sampled_from(DAYS), today=TODAYS)
@settings(deadline=None)
def test_without_a_year_it_is_the_coming_one_or_asked(day: date, today: date) -> None:
    found = read_when(f"{day.day}-{day.month}", today)
    if found.day is None:
        assert "Zet het jaar erbij" in found.shown
        return
    assert (found.day.day, found.day.month) == (day.day, day.month)
    assert today <= found.day < today + timedelta(days=366)
    assert ("volgend jaar" in found.shown) == (found.day.year != today.year)


@given(today=TODAYS, number=st.integers(0, 6))
def test_a_weekday_is_one_of_the_coming_seven(today: date, number: int) -> None:
    for text in (WEEKDAYS[number], WEEKDAYS[number][:2]):
        found = read_when(text, today)
        assert found.day is not None
        assert found.day.weekday() == number
        assert today < found.day <= today + timedelta(days=7)
        assert ("niet vandaag" in found.shown) == (today.weekday() == number)


def sound(text: str, today: date) -> None:
    """What holds of every outcome."""
    found = read_when(text, today)
    assert (found.day is None) == (found.state is not State.READ)
    assert bool(found.shown) == (found.state is not State.EMPTY)
    if found.day is not None:
        assert found.words == in_full(found.day)
        assert found.shown.startswith(found.words)
        assert read_when(found.words, today).day == found.day
        assert found.past == (found.day < today) == (PAST in found.shown)
    moment = read_moment(text, today)
    assert (moment.day is None) == (moment.state is not State.READ)
    if moment.day is not None:
        assert moment.shown.startswith(moment.words)
        again = read_moment(moment.words, today)
        assert (again.day, again.time) == (moment.day, moment.time)
        assert moment.past == (moment.day < today) == (PAST in moment.shown)


@given(text=st.text(), today=st.dates())
@example("12-12-12", date.max)
@example("over 3 weken", date.max)
@example("9 maanden geleden", date.min)
@example("vr", date.max)
@example("eind volgende maand", date.max)
@example("12e", date.max)
@example("²-²", MONDAY)
@example("١-١-٢٠٢٦", MONDAY)
@settings(max_examples=500, deadline=None)
def test_no_text_is_too_much(text: str, today: date) -> None:
    read_when(text, today)
    read_moment(text, today)


PIECES = st.sampled_from([*sorted(VOCABULARY), *map(str, range(60)), "2026", "9.30", "uur", "om", "-", "/", "."])


@given(pieces=st.lists(PIECES, min_size=1, max_size=6), today=TODAYS, glue=st.sampled_from([" ", "", "-"]))
@settings(max_examples=1500, deadline=None)
def test_what_is_shown_reads_back_to_the_same_day(pieces: list[str], today: date, glue: str) -> None:
    sound(glue.join(pieces), today)


@pytest.mark.parametrize("today", ODD)
def test_every_way_on_an_odd_day(today: date) -> None:
    for text in SAID:
        sound(text, today)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("over een maand", date(2026, 1, 31), date(2026, 2, 28)),
        ("over een jaar", date(2028, 2, 29), date(2029, 2, 28)),
        ("eind van de maand", date(2028, 2, 1), date(2028, 2, 29)),
        ("morgen", date(2028, 2, 28), date(2028, 2, 29)),
        ("morgen", date(2026, 12, 31), date(2027, 1, 1)),
        ("volgende week ma", date(2026, 12, 31), date(2027, 1, 4)),
        ("vr week 53", date(2026, 12, 31), date(2027, 1, 1)),
        ("ma week 1", date(2026, 12, 31), date(2027, 1, 4)),
        ("eind volgende maand", date(2026, 12, 31), date(2027, 1, 31)),
        ("voor de kerst", date(2026, 12, 26), date(2027, 12, 24)),
        ("over 1 dag", date(2026, 3, 28), date(2026, 3, 29)),
        ("over 1 dag", date(2026, 10, 24), date(2026, 10, 25)),
        ("29-2", date(2027, 5, 1), date(2028, 2, 29)),
        ("31-12", date(2026, 12, 31), date(2026, 12, 31)),
        ("1-1", date(2026, 12, 31), date(2027, 1, 1)),
        ("12-12-85", MONDAY, date(1985, 12, 12)),
    ],
)
def test_turns_of_month_year_and_clock(text: str, today: date, day: date) -> None:
    assert read_when(text, today).day == day


@pytest.mark.parametrize("text", ["30-12", "30 december", "wo 30-12"])
def test_what_was_just_before_the_turn_of_the_year_is_asked_too(text: str) -> None:
    found = read_when(text, date(2027, 1, 2))
    assert (found.state, found.day) == (State.MORE, None)
    assert found.shown == "30 december is net geweest. Zet het jaar erbij."
    assert read_when("30-11", date(2027, 1, 2)).day == date(2027, 11, 30)
    assert read_when("1-12", date(2027, 1, 2)).day == date(2027, 12, 1)  # 32 days ago is not just now


@pytest.mark.parametrize(
    ("text", "shown", "at"),
    [
        ("vr 9.30", "vrijdag 27 november 2026 om 9.30 uur", time(9, 30)),
        ("vr 9:30", "vrijdag 27 november 2026 om 9.30 uur", time(9, 30)),
        ("vr om 9.30 uur", "vrijdag 27 november 2026 om 9.30 uur", time(9, 30)),
        ("di 14 uur", "dinsdag 24 november 2026 om 14.00 uur", time(14)),
        ("di 14u", "dinsdag 24 november 2026 om 14.00 uur", time(14)),
        ("12-12 om 9", "zaterdag 12 december 2026 om 9.00 uur", time(9)),
        ("volgende week di 9u30", "dinsdag 1 december 2026 om 9.30 uur", time(9, 30)),
        ("over 2 weken, 10.00", "maandag 7 december 2026 om 10.00 uur", time(10)),
        ("vr 2 uur", "vrijdag 27 november 2026 om 2.00 uur ’s nachts", time(2)),
        ("gisteren 9.30", "zondag 22 november 2026 om 9.30 uur (al geweest)", time(9, 30)),
        ("25-10-2026 2.30", "zondag 25 oktober 2026 om 2.30 uur ’s nachts (al geweest)", time(2, 30)),
        ("vr", "vrijdag 27 november 2026", None),
    ],
)
def test_a_moment_is_shown_in_full(text: str, shown: str, at: time | None) -> None:
    found = read_moment(text, MONDAY)
    assert (found.state, found.shown, found.time) == (State.READ, shown, at)


@pytest.mark.parametrize(
    ("text", "state", "part"),
    [
        ("9.30", State.MORE, "Typ ook de dag."),
        ("14 uur", State.MORE, "Typ ook de dag."),
        ("9.10", State.MORE, "een dag of een tijd"),
        ("vr 14", State.MORE, "Is 14 de tijd?"),
        ("12-12 14", State.MORE, "Is 14 de tijd?"),
        ("vr om", State.MORE, GO_ON),
        ("vr 9:3", State.MORE, GO_ON),
        ("volgende vr 9.30", State.MORE, "27 november of 4 december"),
        ("vr 25.00", State.WRONG, "Zo laat is het nooit."),
        ("31-2 9.30", State.WRONG, "31 februari 2026 bestaat niet."),
        ("28-3-2027 2.30", State.WRONG, "de klok gaat dan een uur vooruit"),
        ("xyz 9.30", State.WRONG, "geen dag"),
        ("", State.EMPTY, ""),
    ],
)
def test_a_moment_that_is_not_there(text: str, state: State, part: str) -> None:
    found = read_moment(text, MONDAY)
    assert (found.state, found.day) == (state, None)
    assert part in found.shown


@given(day=st.sampled_from(DAYS), at=st.times().map(lambda t: time(t.hour, t.minute)), today=TODAYS)
@settings(deadline=None)
def test_every_moment_that_exists_is_read(day: date, at: time, today: date) -> None:
    found: Moment = read_moment(f"{day.day}-{day.month}-{day.year} {at.hour}.{at.minute:02}", today)
    if found.state is State.WRONG:
        assert (day.weekday(), day.month, at.hour) == (6, 3, 2)
        assert day.day > 24
        return
    assert (found.day, found.time) == (day, at)


def test_halfway_a_moment_nothing_is_wrong() -> None:
    for text in ("vr 9.30", "di 14 uur", "12-12 om 9.30", "volgende week di om 9u30", "12 december 2026 9:30 uur"):
        assert State.WRONG not in [read_moment(text[:length], MONDAY).state for length in range(1, len(text) + 1)]
