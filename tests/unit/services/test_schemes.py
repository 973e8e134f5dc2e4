"""Schemes of one's own: kept in the vault, shared as a file, and never replaced without their differences seen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from beschutdesk.rules.scheme_words import Checked, checked_on, differences, facts, free_key, validity
from beschutdesk.rules.schemes import NATIONAL, Paper, PaperWhen, Rate, Scheme, as_text, standard
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.schemes import Standing
from beschutdesk.storage import settings
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

RATE = Rate(date(2026, 1, 1), None, Decimal("4321.5"), Decimal(32), None, True, "Verordening, artikel 3")
MINE = Scheme(
    key="proefdorp",
    name="Subsidie begeleiding Proefdorp",
    municipality="Proefdorp",
    source="Website van de gemeente",
    rates=(RATE,),
    papers=(Paper("contract", "Het contract", PaperWhen.ALWAYS, "Aanvraagformulier"),),
)


def test_without_ones_own_it_is_that_of_the_program(desk: Desk) -> None:
    assert desk.schemes.all() == standard()
    assert desk.schemes.own() == ()


def test_one_is_kept_changed_and_taken_back(desk: Desk, profile_dir: Path) -> None:
    before = desk.schemes.put(MINE)
    assert desk.schemes.all().of("PROEFDORP")[0] == replace(MINE, own=True)
    other = replace(MINE, name="Anders")
    desk.schemes.put(other)
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert again.schemes.own() == (replace(other, own=True),)
        then = again.schemes.remove(MINE.key)
        assert again.schemes.own() == ()
        again.schemes.put_back(then)
        assert again.schemes.own()[0].name == "Anders"
        again.schemes.put_back(before)
        assert again.schemes.own() == ()


def test_the_same_as_supplied_is_not_ones_own(desk: Desk) -> None:
    national = standard().by_key(NATIONAL)
    assert national is not None
    desk.schemes.put(replace(national, remark="Bij ons anders."))
    assert [one.key for one in desk.schemes.own()] == [NATIONAL]
    desk.schemes.put(national)
    assert desk.schemes.own() == ()


def test_what_cannot_be_read_hides_no_other(desk: Desk) -> None:
    desk.schemes.put(MINE)
    with desk.schemes._store.writing() as connection:
        settings.put(connection, "scheme:later", '[[scheme]]\nkey = "later"\nnewer = true\n')
    assert [one.key for one in desk.schemes.own()] == ["proefdorp"]
    assert desk.schemes.unread() == ("later",)


@pytest.mark.parametrize("text", ["", "[[scheme]]\nkey = 1\n", "geen toml ="])
def test_a_bad_text_changes_nothing(desk: Desk, text: str) -> None:
    desk.schemes.put(MINE)
    with pytest.raises(Trouble, match="Deze regeling kan niet"):
        desk.schemes.save(text)
    assert desk.schemes.own() == (replace(MINE, own=True),)


def test_a_file_goes_round_and_only_looking_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "regelingen.toml"
    desk.schemes.put(MINE)
    desk.schemes.write_file(path, {MINE.key})
    desk.schemes.remove(MINE.key)
    look = desk.schemes.read_file(path)
    assert [(one.scheme.key, one.standing) for one in look.found] == [("proefdorp", Standing.NEW)]
    assert desk.schemes.own() == ()
    desk.schemes.take(look, {"proefdorp"})
    assert desk.schemes.own() == (replace(MINE, own=True),)
    assert desk.schemes.read_file(path).found[0].standing is Standing.SAME


def test_another_edition_is_shown_with_its_differences_before_it_counts(desk: Desk, tmp_path: Path) -> None:
    desk.schemes.put(MINE)
    theirs = replace(MINE, rates=(replace(RATE, per_year=Decimal(5000)),), papers=())
    path = tmp_path / "collega.toml"
    path.write_text(as_text(theirs), encoding="utf-8")
    (found,) = desk.schemes.read_file(path).found
    assert found.standing is Standing.DIFFERS
    said = {one.label: (one.here, one.there) for one in found.differences}
    assert said["Het contract"] == ("bij elke aanvraag (bron: Aanvraagformulier)", "")
    here, there = said["Vanaf 1 januari 2026"]
    assert "€ 4.321,50" in here
    assert "€ 5.000,00" in there
    assert desk.schemes.own()[0].rates == (RATE,), "nothing was replaced"
    with pytest.raises(Trouble, match="geen regeling gekozen"):
        desk.schemes.take(desk.schemes.read_file(path), ())


def test_in_place_of_one_of_the_program_says_so(desk: Desk, tmp_path: Path) -> None:
    national = standard().by_key(NATIONAL)
    assert national is not None
    path = tmp_path / "landelijk.toml"
    path.write_text(as_text(replace(national, name="Landelijk, eigen")), encoding="utf-8")
    assert desk.schemes.read_file(path).found[0].standing is Standing.IN_PLACE


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[[scheme]]\n", b"", b"x" * (2 * 1024 * 1024 + 1)])
def test_a_file_that_is_none_is_told_calmly(desk: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "kapot.toml"
    path.write_bytes(data)
    with pytest.raises(Trouble) as told:
        desk.schemes.read_file(path)
    assert told.value.safe == "Er is niets ingelezen."
    with pytest.raises(Trouble):
        desk.schemes.read_file(tmp_path / "weg.toml")


def test_a_copy_is_not_verified_and_has_a_key_of_its_own(desk: Desk) -> None:
    copy = desk.schemes.copy_of(MINE)
    desk.schemes.put(MINE)
    desk.schemes.put(copy)
    assert {one.key for one in desk.schemes.own()} == {"proefdorp", "subsidie_begeleiding_proefdorp_kopie"}
    assert not copy.rates[0].verified
    assert desk.schemes.copy_of(MINE).key == "subsidie_begeleiding_proefdorp_kopie_2"


def test_words_about_a_scheme() -> None:
    assert checked_on(MINE, date(2026, 5, 1)) is Checked.VERIFIED
    assert checked_on(MINE, date(2027, 5, 1)) is Checked.OUTDATED
    assert checked_on(MINE, date(2025, 5, 1)) is Checked.NO_AMOUNT
    assert checked_on(replace(MINE, rates=(replace(RATE, verified=False),)), date(2026, 5, 1)) is Checked.UNVERIFIED
    assert validity(MINE) == "vanaf 1 januari 2026"
    assert differences(MINE, MINE) == ()
    assert free_key("Één Regeling!", []) == "een_regeling"


@pytest.mark.parametrize("scheme", [*standard(), MINE], ids=lambda one: one.key)
def test_every_figure_is_shown_with_its_source(scheme: Scheme) -> None:
    shown = facts(scheme)
    assert len({one.key for one in shown}) == len(shown)
    for rate in scheme.rates:
        assert any(one.source == rate.source and one.group == "Bedragen" for one in shown)
    for term in scheme.deadlines:
        assert any(one.source == term.source and one.label == term.label for one in shown)
