"""The page with the rules says what the code does, and every rule is whole."""

import re
from pathlib import Path

import pytest

from beschutdesk.dossier.fields import shape_of
from beschutdesk.rules.figures import filled, standard
from beschutdesk.rules.signals import RULES, Rule, Scope
from beschutdesk.rules.signals.page import page
from beschutdesk.storage.attention import FAMILIES

PAGE = Path(__file__).parents[3] / "docs" / "signals.md"
ELSEWHERE = {"subsidy", "backups", "drafts", "portfolio", "timeline"}
"""Sections that are pages of the program or parts of a dossier, and no field or list."""


def test_the_page_equals_the_code() -> None:
    told = "python -m beschutdesk.rules.signals.page > docs/signals.md"
    assert PAGE.read_text("utf-8") == page(), f"run: {told}"


@pytest.mark.parametrize("one", RULES.values(), ids=lambda one: one.key)
def test_every_rule_is_whole(one: Rule) -> None:
    known = standard()
    assert set(one.figures) <= set(known.by_key)
    assert set(re.findall(r"\{(\w+)\}", one.when)) <= set(one.figures)
    assert "{" not in filled(one.when, known)
    assert one.label
    assert one.source(known)
    assert one.look.__doc__
    if one.record:
        shape = shape_of(one.record)
        assert one.section in {*shape.specs, *shape.children, *ELSEWHERE}
    else:
        assert one.section in ELSEWHERE


def test_every_number_is_used() -> None:
    own = {key for rule in RULES.values() for key in rule.figures}
    text = (PAGE.parents[1] / "resources" / "rules" / "signals.toml").read_text("utf-8")
    assert set(re.findall(r"^\[(\w+)\]", text, re.MULTILINE)) <= own


def test_every_rule_on_placements_is_looked_for_once() -> None:
    looked = [key for family in FAMILIES for key in family.rules]
    assert sorted(looked) == sorted(key for key, one in RULES.items() if one.scope is Scope.PLACEMENT)
