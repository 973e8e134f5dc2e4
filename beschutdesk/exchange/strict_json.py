"""JSON from an unknown hand: sizes are checked first, and nothing that JSON readers usually let pass gets through.

What has no place of its own yet (a name that stands twice, NaN) is kept as a mark in the result, so that the caller
can say in which field it stands. Messages never repeat what the file says.
"""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from beschutdesk.exchange.contents import FILE_LIMIT, BadDossier

DEPTH_LIMIT = 20
"""A dossier needs seven levels."""
TOKENS_LIMIT = 1_000_000
"""Brackets and commas outside strings: what a file costs in memory is bounded before it is parsed."""

_HUGE = Decimal("Infinity")
# Possessive, so that an unfinished string costs one pass and not one pass per quote.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


class Group(dict[str, Any]):
    """An object; ``twice`` is a name that stands in it more than once, or ``None``."""

    twice: str | None = None


class NotANumber:
    """NaN or Infinity: JavaScript, not JSON."""

    def __init__(self, _: str) -> None:
        pass


def check_size(size: int) -> None:
    """Raises :class:`BadDossier` when a file is larger than a dossier can be."""
    if size > FILE_LIMIT:
        shown = -(-size // 1024**2)
        raise BadDossier(f"dit bestand is {shown} MB groot; een dossierbestand is hooguit {FILE_LIMIT // 1024**2} MB")


def parse(data: bytes) -> Any:
    """The plain value of a JSON text.

    Raises:
        BadDossier: too large, empty, not UTF-8, too deep, or not JSON.
    """
    check_size(len(data))
    text = _decode(data)
    if not text.strip():
        raise BadDossier("dit bestand is leeg")
    _measure(text)
    try:
        return json.loads(text, object_pairs_hook=_group, parse_int=_int, parse_float=_float, parse_constant=NotANumber)
    except json.JSONDecodeError as wrong:
        where = wrong.pos
    # Outside the except clause: the JSON error holds the whole text, and must not travel along as context.
    raise BadDossier(f"dit is geen JSON: de fout zit {_position(text, where)}")


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        where = wrong.start + 1
    raise BadDossier(f"dit bestand is geen UTF-8-tekst: het gaat mis bij byte {where}")


def _measure(text: str) -> None:
    depth = tokens = 0
    for match in _TOKEN.finditer(text):
        mark = text[match.start()]
        if mark == '"':
            continue
        tokens += 1
        depth += (mark in "[{") - (mark in "]}")
        if depth > DEPTH_LIMIT:
            where = _position(text, match.start())
            raise BadDossier(f"er zitten meer dan {DEPTH_LIMIT} haakjes in elkaar, {where}")
        if tokens > TOKENS_LIMIT:
            raise BadDossier("dit bestand bestaat uit te veel losse onderdelen voor een dossier")


def _position(text: str, index: int) -> str:
    return f"op regel {text.count(chr(10), 0, index) + 1}, kolom {index - text.rfind(chr(10), 0, index)}"


def _group(pairs: list[tuple[str, Any]]) -> Group:
    group = Group()
    for name, value in pairs:
        if name in group and group.twice is None:
            group.twice = name
        group[name] = value
    return group


def _int(digits: str) -> int | Decimal:
    # int() refuses thousands of digits with an error of its own; no field holds more than twelve.
    return int(digits) if len(digits) <= 20 else _HUGE


def _float(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return _HUGE
