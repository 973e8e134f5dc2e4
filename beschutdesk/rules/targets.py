"""How many places beschut werk a gemeente owes at the end of a year, from a dated and sourced list.

Participatiewet art. 10b lid 4: the minister sets the numbers, per gemeente and per year. ``resources/rules`` holds what
comes with the program; what a user fills in goes before it.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeGuard

from beschutdesk import resources
from beschutdesk.rules.folding import words

MOST = 100_000


class BadTargets(ValueError):
    """A list that cannot be read. The message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class Target:
    """The number of one gemeente in one year.

    Attributes:
        municipality: its name.
        year: at the end of which year.
        places: at least so many.
        source: where that stands, in Dutch.
    """

    municipality: str
    year: int
    places: int
    source: str


@cache
def standard() -> tuple[Target, ...]:
    """What comes with the program."""
    return parse(resources.read_text("rules", "targets.toml"))


def parse(text: str) -> tuple[Target, ...]:
    """The targets in a file with groups ``[[target]]``.

    Raises:
        BadTargets: it is no TOML, or a group lacks something.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTargets(f"dit is geen TOML: {error}") from None
    groups = plain.get("target")
    if not isinstance(groups, list):
        raise BadTargets("hier horen groepen met de naam ‘target’")
    return tuple(_target(number, group) for number, group in enumerate(groups, 1))


def find(targets: Iterable[Target], municipality: str, year: int) -> Target | None:
    """The target of a gemeente in a year, however its name is spelled; the last one counts."""
    asked, found = words(municipality), None
    for target in targets:
        if asked and target.year == year and words(target.municipality) == asked:
            found = target
    return found


def _target(number: int, group: Any) -> Target:
    if not isinstance(group, dict):
        raise BadTargets(f"groep {number}: dit is geen groep")
    municipality, year, places, source = (group.get(key) for key in ("municipality", "year", "places", "source"))
    if not isinstance(municipality, str) or not words(municipality):
        raise BadTargets(f"groep {number}: ‘municipality’ is de naam van een gemeente")
    if not _is_number(year) or not 2015 <= year <= 2100:
        raise BadTargets(f"groep {number}: ‘year’ is een jaar vanaf 2015")
    if not _is_number(places) or not 0 <= places <= MOST:
        raise BadTargets(f"groep {number}: ‘places’ is een heel getal")
    if not isinstance(source, str) or not source.strip():
        raise BadTargets(f"groep {number}: ‘source’ zegt waar het aantal staat")
    return Target(municipality.strip(), year, places, source.strip())


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
