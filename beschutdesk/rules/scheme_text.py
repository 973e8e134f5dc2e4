"""Schemes as TOML text and back: the notation of ``resources/rates`` and of the file that colleagues share.

Every name that the notation does not know is refused, for a slip in ``until`` would change an amount without a word.
Amounts are read as decimals, never as binary floats.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeVar

from beschutdesk.dossier.values import Choices
from beschutdesk.rules.amounts import Rounding, number
from beschutdesk.rules.scheme import (
    COUNTED,
    DEADLINES,
    Background,
    BadScheme,
    CountsFrom,
    Deadline,
    Intensity,
    JobcoachRule,
    Paper,
    PaperWhen,
    Proration,
    Question,
    Rate,
    Renewal,
    Scheme,
    Settlement,
    SettlementMethod,
)

LONGEST: Final = 600
"""Characters of one text."""
MOST: Final = 60
"""Rows of one kind, and schemes in one file."""
MOST_EURO: Final = Decimal(1_000_000)
MOST_HOURS: Final = Decimal(60)
MOST_FACTOR: Final = Decimal(10)
MOST_TERM: Final = 1000
_TOP: Final = "dit bestand"
_KEY: Final = re.compile(r"[a-z0-9_]{1,60}")
_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")

C = TypeVar("C", bound=Choices)
R = TypeVar("R")
_SCHEME: Final = (
    "key",
    "name",
    "municipality",
    "source",
    "remark",
    "example",
    "asks_hours",
    "rounding",
    "proration",
    "jobcoaching",
    "renewal",
    "settlement",
    "rate",
    "intensity",
    "question",
    "paper",
    "deadline",
    "background",
)


# -- reading -----------------------------------------------------------------------------------------------------------


def parse(text: str) -> tuple[Scheme, ...]:
    """The schemes in a text with groups ``[[scheme]]``; none in an empty text.

    Raises:
        BadScheme: it is no TOML, or something in it is not as it must be. One Dutch line that names the key.
    """
    try:
        plain = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise BadScheme(f"dit is geen TOML: {' '.join(str(error).split())}") from None
    _known(_TOP, plain, ("scheme",))
    found: dict[str, Scheme] = {}
    for at, group in enumerate(_groups(_TOP, plain, "scheme"), 1):
        one = _scheme(at, group)
        if one.key in found:
            raise BadScheme(f"regeling ‘{one.key}’: deze ‘key’ staat er twee keer")
        found[one.key] = one
    return tuple(found.values())


def _scheme(at: int, group: Mapping[str, Any]) -> Scheme:
    key = _key(f"regeling {at}", group)
    where = f"regeling ‘{key}’"
    _known(where, group, _SCHEME)
    return Scheme(
        key=key,
        name=_words(where, group, "name", needed=True),
        municipality=_words(where, group, "municipality"),
        source=_words(where, group, "source", needed=True),
        remark=_words(where, group, "remark"),
        example=_flag(where, group, "example"),
        rates=_rates(where, group),
        intensities=_rows(where, group, "intensity", _intensity),
        questions=_rows(where, group, "question", _question),
        papers=_rows(where, group, "paper", _paper),
        deadlines=_rows(where, group, "deadline", _deadline),
        asks_hours=_flag(where, group, "asks_hours"),
        rounding=_choice(where, group, "rounding", Rounding, Rounding.CENT),
        proration=_choice(where, group, "proration", Proration, Proration.DAYS),
        jobcoaching=_choice(where, group, "jobcoaching", JobcoachRule, JobcoachRule.UNKNOWN),
        renewal=_renewal(f"{where}, renewal", group.get("renewal", {})),
        settlement=_settlement(f"{where}, settlement", group.get("settlement", {})),
        background=_rows(where, group, "background", _background),
    )


def _rates(where: str, group: Mapping[str, Any]) -> tuple[Rate, ...]:
    rates = sorted(_rows(where, group, "rate", _rate), key=lambda one: one.since)
    for one, after in pairwise(rates):
        if one.since == after.since:
            raise BadScheme(f"{where}, rate: er zijn twee bedragen met ‘since’ {one.since.isoformat()}")
        if one.until is not None and one.until >= after.since:
            raise BadScheme(f"{where}, rate: ‘until’ {one.until.isoformat()} valt in het bedrag daarna")
    return tuple(rates)


def _rate(where: str, group: Mapping[str, Any]) -> Rate:
    _known(where, group, ("since", "until", "per_year", "hours", "cap", "verified", "source"))
    since, until = _day(where, group, "since", needed=True), _day(where, group, "until")
    if since is None:  # pragma: no cover - needed
        raise BadScheme(f"{where}: ‘since’ ontbreekt")
    if until is not None and until < since:
        raise BadScheme(f"{where}: ‘until’ ligt vóór ‘since’")
    hours = _number(where, group, "hours", MOST_HOURS)
    if not hours:
        raise BadScheme(f"{where}: ‘hours’ is meer dan 0")
    return Rate(
        since,
        until,
        _number(where, group, "per_year", MOST_EURO, decimals=2),
        hours,
        _flag(where, group, "cap") if "cap" in group else None,
        _flag(where, group, "verified", needed=True),
        _words(where, group, "source", needed=True),
    )


def _intensity(where: str, group: Mapping[str, Any]) -> Intensity:
    _known(where, group, ("key", "label", "factor", "source"))
    key, label = _key(where, group), _words(where, group, "label", needed=True)
    return Intensity(key, label, _number(where, group, "factor", MOST_FACTOR), _words(where, group, "source"))


def _question(where: str, group: Mapping[str, Any]) -> Question:
    _known(where, group, ("key", "label", "hint", "source"))
    key, label = _key(where, group), _words(where, group, "label", needed=True)
    return Question(key, label, _words(where, group, "hint"), _words(where, group, "source"))


def _paper(where: str, group: Mapping[str, Any]) -> Paper:
    _known(where, group, ("key", "label", "needed_when", "source"))
    key, label = _key(where, group), _words(where, group, "label", needed=True)
    needed_when = _choice(where, group, "needed_when", PaperWhen, PaperWhen.ALWAYS)
    return Paper(key, label, needed_when, _words(where, group, "source"))


def _deadline(where: str, group: Mapping[str, Any]) -> Deadline:
    _known(where, group, ("key", "counts_from", "source", "days", "weeks", "months", "before", "firm"))
    key = _key(where, group)
    if key not in DEADLINES:
        raise BadScheme(f"{where}: ‘key’ is een van {', '.join(DEADLINES)}")
    if "counts_from" not in group:
        raise BadScheme(f"{where}: ‘counts_from’ ontbreekt")
    counts_from = _choice(where, group, "counts_from", CountsFrom, CountsFrom.DECIDED)
    if counts_from is not COUNTED[key]:
        raise BadScheme(
            f"{where}: ‘{DEADLINES[key]}’ telt vanaf {COUNTED[key].label} (counts_from = {COUNTED[key].key})"
        )
    return Deadline(
        key,
        counts_from,
        _words(where, group, "source", needed=True),
        days=_count(where, group, "days") or 0,
        weeks=_count(where, group, "weeks") or 0,
        months=_count(where, group, "months") or 0,
        before=_flag(where, group, "before"),
        firm=_flag(where, group, "firm"),
    )


def _background(where: str, group: Mapping[str, Any]) -> Background:
    _known(where, group, ("years", "text", "source"))
    years, text = _words(where, group, "years", needed=True), _words(where, group, "text", needed=True)
    return Background(years, text, _words(where, group, "source", needed=True))


def _renewal(where: str, group: Any) -> Renewal:
    if not isinstance(group, dict):
        raise BadScheme(f"{where}: hier hoort een groep")
    _known(where, group, ("months", "times", "note", "source"))
    months = _count(where, group, "months")
    if months == 0:
        raise BadScheme(f"{where}: ‘months’ is 1 of meer")
    note, source = _words(where, group, "note"), _words(where, group, "source")
    return Renewal(months, _count(where, group, "times"), note, source)


def _settlement(where: str, group: Any) -> Settlement:
    if not isinstance(group, dict):
        raise BadScheme(f"{where}: hier hoort een groep")
    _known(where, group, ("method", "note", "source"))
    method = _choice(where, group, "method", SettlementMethod, SettlementMethod.UNKNOWN)
    return Settlement(method, _words(where, group, "note"), _words(where, group, "source"))


# -- values ------------------------------------------------------------------------------------------------------------


def _rows(
    where: str, group: Mapping[str, Any], name: str, read: Callable[[str, Mapping[str, Any]], R]
) -> tuple[R, ...]:
    rows = tuple(read(f"{where}, {name} {at}", one) for at, one in enumerate(_groups(where, group, name), 1))
    keys = [key for one in rows if (key := getattr(one, "key", None)) is not None]
    if twice := next((key for at, key in enumerate(keys) if key in keys[:at]), None):
        raise BadScheme(f"{where}, {name}: ‘key’ ‘{twice}’ staat er twee keer")
    return rows


def _groups(where: str, group: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = group.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise BadScheme(f"{where}: ‘{name}’ hoort een lijst van groepen te zijn")
    if len(rows) > MOST:
        raise BadScheme(f"{where}: er passen {MOST} groepen ‘{name}’ in")
    return rows


def _known(where: str, group: Mapping[str, Any], names: Iterable[str]) -> None:
    if unknown := next((name for name in group if name not in names), None):
        raise BadScheme(f"{where}: ‘{' '.join(_CONTROL.sub(' ', unknown).split())[:60]}’ kent het programma niet")


def _key(where: str, group: Mapping[str, Any]) -> str:
    key = group.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise BadScheme(f"{where}: ‘key’ heeft alleen kleine letters, cijfers en _, hooguit 60")
    return key


def _words(where: str, group: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    text = group.get(name, "")
    if not isinstance(text, str):
        raise BadScheme(f"{where}: ‘{name}’ is tekst")
    if _CONTROL.search(text):
        raise BadScheme(f"{where}: ‘{name}’ is één regel tekst, zonder besturingstekens")
    if len(text) > LONGEST:
        raise BadScheme(f"{where}: ‘{name}’ is langer dan {LONGEST} tekens")
    if needed and not text.strip():
        raise BadScheme(f"{where}: ‘{name}’ ontbreekt of is leeg")
    return " ".join(text.split())


def _flag(where: str, group: Mapping[str, Any], name: str, *, needed: bool = False) -> bool:
    value = group.get(name, None if needed else False)
    if not isinstance(value, bool):
        raise BadScheme(f"{where}: ‘{name}’ is true of false")
    return value


def _day(where: str, group: Mapping[str, Any], name: str, *, needed: bool = False) -> date | None:
    value = group.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadScheme(f"{where}: ‘{name}’ is een datum, zoals 2026-01-01")
    return value


def _number(where: str, group: Mapping[str, Any], name: str, most: Decimal, *, decimals: int = 6) -> Decimal:
    value = group.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise BadScheme(f"{where}: ‘{name}’ is een getal, met een punt voor de decimalen")
    exact = Decimal(value)
    if not exact.is_finite() or not 0 <= exact <= most:
        raise BadScheme(f"{where}: ‘{name}’ is een getal van 0 tot en met {number(most)}")
    if exact != round(exact, decimals):
        raise BadScheme(f"{where}: ‘{name}’ heeft hooguit {decimals} decimalen")
    return exact


def _count(where: str, group: Mapping[str, Any], name: str) -> int | None:
    value = group.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_TERM:
        raise BadScheme(f"{where}: ‘{name}’ is een heel getal van 0 tot en met {MOST_TERM}")
    return value


def _choice(where: str, group: Mapping[str, Any], name: str, options: type[C], default: C) -> C:
    value = group.get(name, default.key)
    if not isinstance(value, str) or value not in [one.key for one in options]:
        raise BadScheme(f"{where}: ‘{name}’ is een van {', '.join(one.key for one in options)}")
    return options.from_key(value)


# -- writing -----------------------------------------------------------------------------------------------------------


def as_text(scheme: Scheme) -> str:
    """A scheme as a text that :func:`parse` reads back to the same scheme (but for :attr:`Scheme.own`)."""
    head = _lines(
        key=scheme.key,
        name=scheme.name,
        municipality=scheme.municipality or None,
        source=scheme.source,
        remark=scheme.remark or None,
        example=scheme.example or None,
        asks_hours=scheme.asks_hours or None,
        rounding=scheme.rounding,
        proration=scheme.proration,
        jobcoaching=scheme.jobcoaching,
    )
    blocks = [f"[[scheme]]\n{head}"]
    for name, group in (("renewal", scheme.renewal), ("settlement", scheme.settlement)):
        if lines := _row(group):
            blocks.append(f"[scheme.{name}]\n{lines}")
    rows: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("rate", scheme.rates),
        ("intensity", scheme.intensities),
        ("question", scheme.questions),
        ("paper", scheme.papers),
        ("deadline", scheme.deadlines),
        ("background", scheme.background),
    )
    blocks += [f"[[scheme.{name}]]\n{_row(one)}" for name, several in rows for one in several]
    return "\n".join(blocks) + "\n"


def _row(one: Any) -> str:
    """The filled fields of a row: what is empty, false or 0 is what :func:`parse` takes when it is not there.

    But false is an answer for ``cap`` and ``verified``, and 0 for ``times`` and for amounts.
    """
    plain = {name: getattr(one, name) for name in type(one).__dataclass_fields__}
    said = ("verified", "cap", "times", "per_year", "factor")
    return _lines(**{name: value for name, value in plain.items() if value or name in said})


def _lines(**values: Any) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Choices):
        return json.dumps(value.key)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    return json.dumps(" ".join(_CONTROL.sub(" ", str(value)).split()), ensure_ascii=False)
