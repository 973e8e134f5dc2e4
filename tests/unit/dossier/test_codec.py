"""The flat form loses nothing, and what changed is found exactly."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind, Record, Spec, roots, shape_of
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.values import YesNo
from tests.strategies import records, values

ANY_ROOT = st.sampled_from(roots()).flatmap(records)
PAIR = st.sampled_from(roots()).flatmap(lambda shape: st.tuples(records(shape), records(shape)))


@given(ANY_ROOT)
@settings(max_examples=60)
def test_a_flat_record_builds_the_same_record(record: Record) -> None:
    flat = codec.flatten(record)
    again = type(record)(id=record.id)
    codec.apply(again, flat)
    assert codec.flatten(again) == flat


@given(PAIR)
@settings(max_examples=60)
def test_changes_make_the_new_out_of_the_old(pair: tuple[Record, Record]) -> None:
    old, new = pair
    goal = codec.flatten(new)
    codec.apply(old, codec.changes(codec.flatten(old), goal))
    assert codec.flatten(old) == goal


@given(ANY_ROOT)
@settings(max_examples=30)
def test_a_copy_shares_nothing(record: Record) -> None:
    twin = codec.copy(record)
    assert codec.flatten(twin) == codec.flatten(record)
    for name in shape_of(record).children:
        assert getattr(twin, name) is not getattr(record, name)
        assert not set(map(id, getattr(twin, name))) & set(map(id, getattr(record, name)))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_round_trips(kind: Kind) -> None:
    options = YesNo if kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO) else None
    spec = Spec("Veld", kind, frozenset(), key="veld", options=options, decimals=2, target="candidate")

    @given(values(spec))
    @settings(max_examples=40)
    def check(value: Any) -> None:
        assert codec.decode(spec, codec.encode(spec, value)) == value

    check()


@pytest.mark.parametrize(
    ("attribute", "plain", "words"),
    [
        ("name_used", 5, "tekst tussen aanhalingstekens"),
        ("name_used", "a" * 10_000, "10000 tekens"),
        ("name_used", "a\x00b", "besturingsteken"),
        ("name_used", "a\ud800", "half teken"),
        ("name_used", "a\nb", "één regel"),
        ("born", "30-02-2001", "jjjj-mm-dd"),
        ("born", "2001-02-30", "de dag moet bestaan"),
        ("born", 2001, "jjjj-mm-dd"),
        ("state", "bezig", "active, waiting, closed"),
        ("state", ["active"], "active, waiting, closed"),
        ("good_at", "één", "lijst"),
        ("good_at", ["a"] * 101, "101 regels"),
        ("day_activity_week", [{"day": 8}], "weekdag"),
        ("day_activity_week", [{"day": 1, "start": "8.30"}], "uu:mm"),
        ("day_activity_week", [{"day": 1, "einde": "08:30"}], "onbekend"),
        ("photo", {"sha256": "x", "name": "", "type": "", "size": 1}, "64 tekens"),
        ("photo_consent", "misschien", "yes, no, unknown"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(attribute: str, plain: Any, words: str) -> None:
    with pytest.raises(WrongValue, match=words) as caught:
        codec.decode(shape_of("candidate").specs[attribute], plain)
    assert "misschien" not in str(caught.value)


@pytest.mark.parametrize("plain", [True, "24", 1e13, float("nan"), 24.123])
def test_a_wrong_number(plain: Any) -> None:
    with pytest.raises(WrongValue):
        codec.decode(shape_of("terms").specs["hours"], plain)


def test_rows_move_come_and_go() -> None:
    a, b = Terms(), Terms()
    placement = Placement(terms=[a, b])
    new = str(Terms().id)
    codec.apply(placement, {"terms": [str(b.id), new], f"terms/{new}/hours": 24.5, f"terms/{a.id}/hours": 8})
    assert placement.terms[0].id == b.id
    assert str(placement.terms[1].hours) == "24.50"
    assert a.hours is None  # it is no longer in the list


def test_an_unknown_path_is_an_error() -> None:
    with pytest.raises(KeyError):
        codec.apply(Candidate(), {"nickname": "x"})


def test_unknown_differs_from_no_and_from_empty() -> None:
    spec = shape_of("candidate").specs["photo_consent"]
    assert {codec.encode(spec, value) for value in (None, YesNo.NO, YesNo.UNKNOWN)} == {None, "no", "unknown"}
