"""Terms and numbers that change by year, gemeente or cao: dated, with their source, and replaceable.

``resources/rules/*.toml`` holds what comes with the program. A user's own file has the same keys and replaces what it
names: ``standard().replaced(text)``.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from beschutdesk import resources

FILES = ("placements.toml", "signals.toml", "visits.toml")
"""What comes with the program, in ``resources/rules``."""

MOST: Final = 10_000
"""The largest value; whatever is larger was meant otherwise."""
_ONE: Final = {"dagen": "dag", "weken": "week", "maanden": "maand", "contracten": "contract", "punten": "punt"}
_MAY_BE_NOTHING: Final = ("lead_days", "lead_months", "before_days", "after_days", "ask_days", "plan_days", "_asked")


class BadFigures(ValueError):
    """A file with numbers that cannot be read. The message is one Dutch line that names the key."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its history.

    Attributes:
        key: stable English name.
        label: what it is, in Dutch.
        unit: Dutch unit.
        source: law article or report, in Dutch.
        values: the day from which each value holds, oldest first; never empty.
    """

    key: str
    label: str
    unit: str
    source: str
    values: tuple[tuple[date, int], ...]

    @property
    def least(self) -> int:
        """The smallest value that means something: 0 only where it says how long before or after, or whether."""
        return 0 if self.key.endswith(_MAY_BE_NOTHING) else 1

    def on(self, day: date) -> int:
        """The value on a day; before the first one that first one."""
        return next((value for since, value in reversed(self.values) if since <= day), self.values[0][1])


@dataclass(frozen=True, slots=True)
class Figures:
    """All numbers by key."""

    by_key: Mapping[str, Figure]

    def on(self, key: str, day: date) -> int:
        """The value of one number on a day.

        Raises:
            KeyError: there is no such number.
        """
        return self.by_key[key].on(day)

    def source(self, key: str) -> str:
        """Where a number comes from, in Dutch.

        Raises:
            KeyError: there is no such number.
        """
        return self.by_key[key].source

    def replaced(self, text: str) -> "Figures":
        """These numbers with those of a user's own file in their place. Label and unit stay when it names none.

        Raises:
            BadFigures: it is no TOML, names an unknown number, or a value is not one.
        """
        return Figures({**self.by_key, **_parse(text, self.by_key)})


@cache
def standard() -> Figures:
    """The numbers that come with the program."""
    found: dict[str, Figure] = {}
    for name in FILES:
        found |= _parse(resources.read_text("rules", name), None)
    return Figures(found)


def filled(text: str, known: Figures, day: date | None = None) -> str:
    """A text with ``{key}`` in it, with those numbers as they are on a day, or the latest ones."""
    return re.sub(r"\{(\w+)\}", lambda hit: measure(known.by_key[hit[1]], day), text)


def measure(figure: Figure, day: date | None = None) -> str:
    """The value of a number on a day, or the latest one, with its unit: ``3 maanden``."""
    value = figure.values[-1][1] if day is None else figure.on(day)
    return f"{value} {unit_of(value, figure.unit)}"


def unit_of(value: int, unit: str) -> str:
    """A unit as it is called with so many of it: ``maand``, ``maanden``."""
    return _ONE.get(unit, unit) if value == 1 else unit


def own(text: str) -> dict[str, Figure]:
    """The numbers that a user's own text puts in place of others.

    Raises:
        BadFigures: as :meth:`Figures.replaced`.
    """
    return _parse(text, standard().by_key)


def as_text(figures: Iterable[Figure]) -> str:
    """These numbers as a text that :meth:`Figures.replaced` reads; empty for none."""
    return "".join(_group(figure) for figure in figures)


def _group(figure: Figure) -> str:
    base = standard().by_key.get(figure.key)
    lines = [f"[{figure.key}]"]
    for name in ("label", "unit", "source"):
        words = " ".join(getattr(figure, name).replace("\x7f", " ").split())
        if base is None or words != getattr(base, name):
            lines.append(f"{name} = {json.dumps(words, ensure_ascii=False)}")
    values = ", ".join(f"{{ from = {since.isoformat()}, value = {value} }}" for since, value in figure.values)
    return "\n".join([*lines, f"values = [{values}]"]) + "\n\n"


def _parse(text: str, known: Mapping[str, Figure] | None) -> dict[str, Figure]:
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFigures(f"dit is geen TOML: {error}") from None
    return {key: _figure(key, group, known) for key, group in plain.items()}


def _figure(key: str, group: Any, known: Mapping[str, Figure] | None) -> Figure:
    if known is not None and key not in known:
        raise BadFigures(f"{key}: deze regel kent het programma niet")
    if not isinstance(group, dict) or not isinstance(group.get("values"), list) or not group["values"]:
        raise BadFigures(f"{key}: hier hoort een groep met ‘values’")
    values = tuple(sorted(_value(key, one) for one in group["values"]))
    base = known[key] if known is not None else None
    words = {name: group.get(name, getattr(base, name, "")) for name in ("label", "unit", "source")}
    if not all(isinstance(word, str) and word for word in words.values()):
        raise BadFigures(f"{key}: ‘label’, ‘unit’ en ‘source’ zijn tekst")
    found = Figure(key, values=values, **words)
    if any(value < found.least for _, value in values):
        raise BadFigures(f"{key}: dit getal is {found.least} of meer")
    return found


def _value(key: str, one: Any) -> tuple[date, int]:
    since, value = (one.get("from"), one.get("value")) if isinstance(one, dict) else (None, None)
    if (
        not isinstance(since, date)
        or isinstance(since, datetime)
        or not isinstance(value, int)
        or isinstance(value, bool)
        or not 0 <= value <= MOST
    ):
        raise BadFigures(f"{key}: een waarde heeft ‘from’ (een datum) en ‘value’ (een heel getal)")
    return since, value
