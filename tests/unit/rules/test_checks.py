"""Numbers and addresses that cannot be right are told."""

import pytest

from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.rules.checks import CHECKS, remark


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        ("bsn", "111222333"),
        ("bsn", "1112.22.333"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("iban", "nl91abna0417164300"),
        ("kvk", "12345678"),
        ("postcode", "8261 xz"),
        ("postcode", "8261XZ"),
        ("email", "iemand@voorbeeld.nl"),
        ("phone", "06 12 34 56 70"),
        ("phone", "+31 (0)38-123 45 67"),
        ("phone", "06 12345670, liefst na tienen"),
    ],
)
def test_what_is_right_gets_no_remark(check: str, typed: str) -> None:
    assert CHECKS[check](typed) == ""


@pytest.mark.parametrize(
    ("check", "typed", "says"),
    [
        ("bsn", "111222334", "elfproef"),
        ("bsn", "111222", "negen cijfers"),
        ("bsn", "abcdefghi", "negen cijfers"),
        ("iban", "NL91ABNA0417164301", "klopt niet"),
        ("iban", "NL91ABNA041716430", "klopt niet"),
        ("kvk", "1234567", "acht cijfers"),
        ("postcode", "0123 AB", "1234 AB"),
        ("postcode", "1234 SS", "1234 AB"),
        ("email", "iemand@voorbeeld", "@"),
        ("email", "iemand voorbeeld.nl", "@"),
        ("phone", "0612", "niet compleet"),
        ("phone", "bel de receptie", "niet compleet"),
    ],
)
def test_what_cannot_be_right_is_told_in_dutch(check: str, typed: str, says: str) -> None:
    found = CHECKS[check](typed)
    assert says in found
    assert typed not in found, "a remark may be logged or shown to others: it never repeats what was typed"


def test_every_declared_check_exists_and_stands_on_a_line_of_text() -> None:
    declared = {spec.check: spec for shape in REGISTRY.values() for spec in shape.specs.values() if spec.check}
    assert set(declared) == set(CHECKS)
    assert {spec.kind for spec in declared.values()} == {Kind.TEXT}


def test_an_empty_field_is_never_wrong() -> None:
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            assert remark(spec, "") == remark(spec, "  ") == ""
