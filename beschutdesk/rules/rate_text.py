"""Dated, sourced numbers in TOML (``resources/rates``): what minimum wage and wage subsidy share in reading."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

LONGEST = 600


class BadRate(ValueError):
    """A text with rates that cannot be read. The message is one Dutch line that names the key."""


def load(text: str) -> dict[str, Any]:
    """A text as plain values, with decimals.

    Raises:
        BadRate: it is no TOML.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise BadRate(f"dit is geen TOML: {' '.join(str(error).split())}") from None


def group(where: str, plain: Any, names: Iterable[str]) -> Mapping[str, Any]:
    """A group that has no other names than these.

    Raises:
        BadRate: it is no group, or has another name in it.
    """
    if not isinstance(plain, dict):
        raise BadRate(f"{where}: hier hoort een groep")
    if unknown := next((name for name in plain if name not in names), None):
        raise BadRate(f"{where}: ‘{unknown[:60]}’ kent het programma niet")
    return plain


def rows(where: str, plain: Any) -> list[Any]:
    """A list with something in it.

    Raises:
        BadRate: it is not.
    """
    if not isinstance(plain, list) or not plain:
        raise BadRate(f"{where}: hier hoort een lijst van groepen")
    return plain


def day(where: str, plain: Mapping[str, Any], name: str, *, needed: bool = True) -> date | None:
    """A date.

    Raises:
        BadRate: it is not.
    """
    value = plain.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadRate(f"{where}: ‘{name}’ is een datum, zoals 2026-01-01")
    return value


def begin(where: str, plain: Mapping[str, Any]) -> date:
    """The date ``since``.

    Raises:
        BadRate: it is not there, or no date.
    """
    found = day(where, plain, "since")
    if found is None:  # pragma: no cover - needed
        raise BadRate(f"{where}: ‘since’ ontbreekt")
    return found


def amount(where: str, plain: Mapping[str, Any], name: str, most: int) -> Decimal:
    """A number above 0.

    Raises:
        BadRate: it is not, or too large.
    """
    value = plain.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise BadRate(f"{where}: ‘{name}’ is een getal, met een punt voor de decimalen")
    exact = Decimal(value)
    if not exact.is_finite() or not 0 < exact <= most:
        raise BadRate(f"{where}: ‘{name}’ is meer dan 0, en hooguit {most}")
    return exact


def flag(where: str, plain: Mapping[str, Any], name: str) -> bool:
    """True or false.

    Raises:
        BadRate: it is neither.
    """
    value = plain.get(name)
    if not isinstance(value, bool):
        raise BadRate(f"{where}: ‘{name}’ is true of false")
    return value


def words(where: str, plain: Mapping[str, Any], name: str) -> str:
    """A line of text.

    Raises:
        BadRate: it is empty, too long or no text.
    """
    value = plain.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise BadRate(f"{where}: ‘{name}’ is één regel tekst, hooguit {LONGEST} tekens")
    return value.strip()


def in_order(where: str, spans: Iterable[tuple[date, date | None]]) -> None:
    """Look whether spans, oldest first, have no day in common and end after they begin.

    One without a last day ends where the next begins.

    Raises:
        BadRate: they have, or one ends before it begins.
    """
    before: tuple[date, date | None] | None = None
    for since, until in spans:
        if until is not None and until < since:
            raise BadRate(f"{where}: ‘until’ ligt vóór ‘since’ {since.isoformat()}")
        if before is not None and since <= (before[1] or before[0]):
            raise BadRate(f"{where}: ‘since’ {since.isoformat()} valt in de regel ervoor")
        before = since, until
