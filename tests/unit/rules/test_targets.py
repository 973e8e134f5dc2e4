"""The number of places that a gemeente owes: dated, with its source, and replaceable."""

import pytest

from beschutdesk.rules.targets import BadTargets, Target, find, parse, standard


def test_what_comes_with_the_program_has_sources() -> None:
    assert standard()
    assert all(one.source and one.places > 0 and one.year >= 2015 for one in standard())


def test_the_last_one_counts_however_the_name_is_spelled() -> None:
    known = [
        Target("Súdwest-Fryslân", 2026, 40, "a"),
        Target("sudwest fryslan", 2026, 44, "b"),
        Target("Ede", 2025, 9, "c"),
    ]
    found = find(known, "SÚDWEST FRYSLÂN ", 2026)
    assert found is not None
    assert found.places == 44
    assert find(known, "Ede", 2026) is None
    assert find(known, "", 2026) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[target", "geen TOML"),
        ("target = 3", "groepen"),
        ("target = [3]", "geen groep"),
        ('[[target]]\nmunicipality = "-"', "naam"),
        ('[[target]]\nmunicipality = "Ede"\nyear = true', "jaar"),
        ('[[target]]\nmunicipality = "Ede"\nyear = 2026\nplaces = -1', "heel getal"),
        ('[[target]]\nmunicipality = "Ede"\nyear = 2026\nplaces = 3', "waar het aantal staat"),
    ],
)
def test_a_bad_list_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadTargets, match=said):
        parse(text)
