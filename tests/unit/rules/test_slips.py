"""What is pointed out before a document leaves: health, care, money, others' names, a BSN; and what is let be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.guides import PHRASE_LONGEST, Partner, standard, standard_phrases
from beschutdesk.rules.known_names import known_names
from beschutdesk.rules.slips import Slip, SlipKind, slips

OTHERS = ("Roos de Wit", "Roos", "Jan Bakker", "Jan", "Bo Łączna", "Bo", "Noël")


def found(text: str, names: tuple[str, ...] = OTHERS) -> list[tuple[str, str]]:
    return [(one.kind.value, one.found) for one in slips([("Team", text)], names)]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Hij vergat zijn medicijnen.", "health", "medicijnen"),
        ("ADHD maakt het druk.", "health", "ADHD"),
        ("Ze heeft een depressie gehad", "health", "depressie"),
        ("Naar de HUISARTS geweest", "health", "HUISARTS"),
        ("bijna een burn-out", "health", "burn-out"),
        ("zij heeft last van haar rug", "health", "last van haar rug"),
        ("Pijn in de schouder na het tillen", "health", "Pijn in de schouder"),
        ("zijn knie doet erg pijn", "health", "knie doet erg pijn"),
        ("een versleten heup", "health", "versleten heup"),
        ("had weer hoofdpijn", "health", "hoofdpijn"),
        ("kreeg paniekaanvallen", "health", "paniekaanvallen"),
        ("Zijn woonbegeleider belde", "care", "woonbegeleider"),
        ("Hij woont begeleid, dus begeleid wonen", "care", "begeleid wonen"),
        ("Wajong loopt door", "income", "Wajong"),
        ("Zit in de schuldsanering", "income", "schuldsanering"),
        ("Roos deed het voor", "name", "Roos"),
        ("samen met ROOS DE WIT", "name", "ROOS DE WIT"),
        ("bij roos de wit aan tafel", "name", "roos de wit"),
        ("naast Bo in de pauze", "name", "Bo"),
        ("met Noel en anderen", "name", "Noel"),
        ("Bo Laczna hielp", "name", "Bo Laczna"),
        ("nummer 111222333 genoteerd", "bsn", "111222333"),
        ("bsn: 1112.22.333", "bsn", "1112.22.333"),
        ("bsn 111 222 333.", "bsn", "111 222 333"),
    ],
)
def test_what_is_pointed_out(text: str, kind: str, said: str) -> None:
    assert (kind, said) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "De bakker legt het brood neer.",
        "Hij plant een roos en snoeit de rozen.",
        "Zij doet de witte was.",
        "Hij zet borden op het bord.",
        "Januari was druk.",
        "Hij werkt met een tablet.",
        "Zij vult suiker en koffie bij.",
        "Hij behandelt de post netjes, zo gaat behandelen van pakjes.",
        "De tafels schoonmaken met alcohol.",
        "Dat was niet zijn schuld.",
        "Er is een toeslag voor de zondag.",
        "Dat bedrijf is specialist in staal.",
        "Zij assisteert, is assistent van de chef en helpt addenda kopiëren.",
        "De pilaar staat in de weg.",
        "Hij tilt met een rechte rug, zijn voeten uit elkaar en zijn schouders laag.",
        "Hij heeft last van de drukte en van het handboek.",
        "Zij werkt hand in hand met een arme collega en doet alles van harte.",
        "Begeleiding genoeg, begeleider tevreden.",
        "Wiam en Wmoh komen op tijd.",
        "Belt met 06 12345678 of 088 123 45 67.",
        "Postcode 1234 AB, van 8.30-12.30 en 13.00-15.00 uur.",
        "Telt 12.345.678 en 111222334 dozen.",
    ],
)
def test_what_is_everyday_is_let_be(text: str) -> None:
    assert found(text) == []


def test_no_day_is_taken_for_a_bsn() -> None:
    for number in range(0, 4000, 3):
        day = date(2024, 1, 1) + timedelta(days=number)
        for text in (f"{day.day}-{day.month}-{day.year}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%d%m%Y}"):
            assert found(f"Vanaf {text} weer.") == [], text
        assert found(f"{day:%Y-%m-%d}") == []


@pytest.mark.parametrize("phrase", standard_phrases())
def test_quick_phrases_give_no_alarm(phrase: str) -> None:
    assert len(phrase) <= PHRASE_LONGEST
    assert found(phrase) == []


@pytest.mark.parametrize("partner", [Partner.SUPERVISOR, Partner.EMPLOYER])
def test_questions_to_who_works_there_give_no_alarm(partner: Partner) -> None:
    for (who, _), guide in standard().items():
        if who is partner:
            for one in guide.questions:
                assert found(one.ask) == [], one.ask


def test_each_is_told_once_with_its_place() -> None:
    texts = [("Taken", "Medicijnen, en nog eens medicijnen."), ("Team", "medicijnen"), ("Privé", "")]
    told = slips(texts)
    assert [(one.where, one.found) for one in told] == [("Taken", "Medicijnen"), ("Team", "medicijnen")]
    assert told[0].words.startswith("‘Medicijnen’ lijkt over gezondheid te gaan (Taken: ")


def test_who_may_know_hears_only_of_others() -> None:
    text = "Medicijnen, Roos en 111222333"
    kinds = [one.kind for one in slips([("Taken", text)], OTHERS, told=False)]
    assert kinds == [SlipKind.NAME, SlipKind.BSN]


def test_without_names_nobody_is_found() -> None:
    assert slips([("Team", "Roos en Jan Bakker")]) == ()
    assert slips([("Team", "A. en Roos")], ["", " ", "A", "…"]) == ()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=200)), max_size=3), st.lists(st.text(max_size=30)))
def test_no_text_is_too_much(texts: list[tuple[str, str]], names: list[str]) -> None:
    for one in slips(texts, names):
        assert isinstance(one, Slip)
        assert any(one.found in text for where, text in texts if where == one.where)
        assert one.words


@given(before=st.text(max_size=40), after=st.text(max_size=40), kind=st.sampled_from(["medicijnen", "Roos de Wit"]))
def test_whatever_stands_around_it(before: str, after: str, kind: str) -> None:
    said = [one.found for one in slips([("Team", f"{before} {kind} {after}")], OTHERS)]
    assert kind in said


KNOWN = known_names(
    (("Jelte", "Roossien"), ("Piet", "de Boer"), ("Ans", "Bakker"), ("Bo", "Li"), ("", "")),
    ("Bakkerij Graan & Gloed B.V.", "Kans", "De Bakkerij", ""),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("met jelte roossien aan tafel", ["jelte roossien"]),
        ("Jelte  Roossien en meneer de Boer", ["Jelte  Roossien", "de Boer"]),
        ("bij Bakkerij Graan & Gloed gezien", ["Bakkerij Graan & Gloed"]),
        ("als bij bakkerij graan & gloed", ["bakkerij graan & gloed"]),
        ("komt van Kans. Kans op regen is groot", ["Kans"]),
        ("vroeg het aan Bakker", ["Bakker"]),
        ("Bakker is zijn vak. Hij wil bakker worden, bij de boer of bij de bakkerij.", []),
        ("Jelte doet het goed, Piet ook, en Li belde", []),
        ("‘Bakker’ is een woord.\n- Bakker ook:\nBakker", []),
        ("met Ans Bakker", ["Ans Bakker"]),
    ],
)
def test_everybody_who_is_known_is_found_where_a_name_is_meant(text: str, said: list[str]) -> None:
    assert [one.found for one in slips([("Team", text)], known=KNOWN)] == said


def test_whose_name_may_stand_there_hides_what_is_part_of_it() -> None:
    shown = ["Ans Bakker", "Bakker", "Bakkerij Graan & Gloed B.V.", "Bakkerij Graan & Gloed"]
    text = "Aan mevrouw Bakker van Bakkerij Graan & Gloed gevraagd, en aan Piet de Boer."
    assert [one.found for one in slips([("Team", text)], known=KNOWN, shown=shown)] == ["Piet de Boer"]
    both = slips([("Team", "met Jelte Roossien")], ["Jelte", "Roossien"], known=KNOWN)
    assert [one.found for one in both] == ["Jelte Roossien"], "told once"


def test_the_name_of_a_workplace_says_so() -> None:
    (one,) = slips([("Team", "werkte bij Kans")], known=KNOWN)
    assert one.words == "‘Kans’ is de naam van een andere werkgever (Team: werkte bij Kans)"
