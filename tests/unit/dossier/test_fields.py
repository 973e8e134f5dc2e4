"""Declarations that are not whole must not import."""

from dataclasses import dataclass

import pytest

from beschutdesk.dossier import fields
from beschutdesk.dossier.audience import EVERYONE, FLOOR, NOBODY
from beschutdesk.dossier.fields import (
    REGISTRY,
    Kind,
    Record,
    children,
    choice,
    prose,
    record,
    reference,
    shape_of,
    text,
)
from beschutdesk.dossier.task import DEMANDS


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "REGISTRY", dict(REGISTRY))
    monkeypatch.setattr(fields, "_NAMES", dict(fields._NAMES))


def test_a_field_without_an_audience_does_not_import() -> None:
    with pytest.raises(TypeError, match="no audience"):
        text("Naam")


def test_a_plain_attribute_does_not_import() -> None:
    with pytest.raises(TypeError, match=r"thing\.secret: not declared"):

        @record("thing", "Ding")
        @dataclass(eq=False, kw_only=True)
        class Thing(Record):
            secret: str = ""


def test_nobody_must_be_said() -> None:
    @record("thing", "Ding")
    @dataclass(eq=False, kw_only=True)
    class Thing(Record):
        secret: str = text("Geheim", share=NOBODY)

    assert shape_of(Thing).specs["secret"].share == frozenset()


def test_a_copy_may_not_be_read_by_more_people_than_its_source() -> None:
    @record("thing", "Ding")
    @dataclass(eq=False, kw_only=True)
    class Thing(Record):
        copied: str = prose("Privé", share={FLOOR}, source="candidate.private_notes")

    with pytest.raises(TypeError, match=r"shared with floor, its source candidate\.private_notes is not"):
        fields.seal()


@pytest.mark.parametrize(
    ("maker", "problem"),
    [
        (lambda: choice("Keuze", share=EVERYONE), "no options"),
        (lambda: reference("Wie", share=EVERYONE), "no target"),
    ],
)
def test_half_a_declaration_does_not_import(maker: object, problem: str) -> None:
    with pytest.raises(TypeError, match=problem):

        @record("thing", "Ding")
        @dataclass(eq=False, kw_only=True)
        class Thing(Record):
            half: object = maker()  # type: ignore[operator]


def test_a_key_stands_once() -> None:
    with pytest.raises(TypeError, match="twice"):

        @record("thing", "Ding")
        @dataclass(eq=False, kw_only=True)
        class Thing(Record):
            one: str = text("Een", share=EVERYONE)
            two: str = text("Twee", share=EVERYONE, key="one")


def test_unknown_rows_do_not_import() -> None:
    @record("thing", "Ding")
    @dataclass(eq=False, kw_only=True)
    class Thing(Record):
        rows: list[Record] = children("nothing")

    with pytest.raises(TypeError, match="no record 'nothing'"):
        fields.seal()


def test_every_kind_that_a_portfolio_needs_is_declared_somewhere_or_ready() -> None:
    used = {spec.kind for shape in REGISTRY.values() for spec in shape.specs.values()}
    assert set(Kind) - used <= {Kind.APPOINTMENT, Kind.MONEY}


def test_rows_know_their_owner() -> None:
    assert shape_of("carved_task").parent == "task_list"
    assert shape_of("candidate").parent == ""


def test_keys_are_stable() -> None:
    """Keys stand in files and databases of users: a change here needs a migration."""
    work = [
        "name", "minutes", "times", "frequency", "day_part", "place", "tools", "clothing", "safety", "quality",
        "done_by", "left_lying", "freed_for", "work_kinds", "surroundings", "independence_asked", "social", "deadlines",
        "pace", "interruptions", "predictability", "physical", "teachable", "training", "pictogram",
    ]  # fmt: skip
    assert list(shape_of("inventory_task").specs) == ["readers", *work, "remark"]
    assert list(shape_of("carved_task").specs) == [
        "readers", *work, "taken_from", "state", "how", "when", "independence", "aids", "ask", "own_opinion",
        "supervisor_opinion", "own_territory", "tempo", "quality_share", "net_time", "started_on", "remark",
    ]  # fmt: skip
    assert set(DEMANDS) < set(work)
