"""Values as plain JSON and back, and records as flat paths.

One notation serves the dossier file, drafts, history, undo and merging. A record flattens to paths: ``name_used`` for a
field, ``tasks`` for the order of its rows (a list of ids), ``tasks/<id>/name`` for a field of a row. Comparing two flat
records gives exactly what changed; applying changes to a record gives it back.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import (
    LINE_LIMIT,
    LINES_LIMIT,
    PROSE_LIMIT,
    TEXT_LIMIT,
    Kind,
    Record,
    Shape,
    Spec,
    shape_of,
)
from beschutdesk.dossier.values import Appointment, Attachment, Slot

Plain = Any
"""What JSON can hold: str, int, float, bool, None, list, dict."""
Flat = dict[str, Plain]
"""Path to plain value."""
HALF: Final = "~"
"""Stands before the path of typed text that is no value yet: half a date, half a row. Only drafts have it."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LARGEST = Decimal(10) ** 12


class WrongValue(ValueError):
    """A value that a field cannot hold. The message is Dutch and does not repeat the value."""


# -- one value ---------------------------------------------------------------------------------------------------------


def encode(spec: Spec, value: Any) -> Plain:
    """The plain form of a value."""
    if value is None:
        return None
    return _ENCODE[spec.kind](value)


def decode(spec: Spec, plain: Plain) -> Any:
    """The value of a plain form.

    Raises:
        WrongValue: the field cannot hold it.
    """
    if plain is None:
        if spec.empty is None:
            return None
        raise WrongValue("hier hoort een waarde; laat het veld weg als er niets is")
    return _DECODE[spec.kind](spec, plain)


def check_text(plain: Plain, limit: int, *, one_line: bool) -> str:
    """A string that can be kept, searched and printed.

    Raises:
        WrongValue: not a string, too long, a control character, or half a surrogate pair.
    """
    if not isinstance(plain, str):
        raise WrongValue("hier hoort tekst tussen aanhalingstekens")
    if len(plain) > limit:
        raise WrongValue(f"deze tekst is {len(plain)} tekens lang; er passen er {limit} in")
    if found := _UNFIT.search(plain):
        if ord(found[0]) > 0x80:
            raise WrongValue("een half teken (surrogaat) kan niet in een tekst staan")
        raise WrongValue(f"een besturingsteken (U+{ord(found[0]):04X}) kan niet in een tekst staan")
    if one_line and ("\n" in plain or "\t" in plain):
        raise WrongValue("hier past één regel, zonder regeleinde of tab")
    return plain


def _date(plain: Plain) -> date:
    if isinstance(plain, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        try:
            return date.fromisoformat(plain)
        except ValueError:
            pass
    raise WrongValue("een datum schrijf je als jjjj-mm-dd, bijvoorbeeld 2026-11-22, en de dag moet bestaan")


def _time(plain: Plain) -> time:
    if isinstance(plain, str) and re.fullmatch(r"\d\d:\d\d", plain):
        try:
            return time.fromisoformat(plain)
        except ValueError:
            pass
    raise WrongValue("een tijd schrijf je als uu:mm, bijvoorbeeld 08:30")


def _number(spec: Spec, plain: Plain) -> Decimal:
    if isinstance(plain, bool) or not isinstance(plain, int | float | Decimal):
        raise WrongValue("hier hoort een getal, zonder aanhalingstekens")
    try:
        value = Decimal(str(plain))
    except InvalidOperation:  # pragma: no cover - str() of a number always parses
        raise WrongValue("hier hoort een getal") from None
    if not value.is_finite() or abs(value) >= _LARGEST:
        raise WrongValue("dit getal is te groot")
    if value != round(value, spec.decimals):
        raise WrongValue(f"dit getal heeft meer dan {spec.decimals} decimalen")
    return value.quantize(Decimal(1).scaleb(-spec.decimals))


def _option(spec: Spec, plain: Plain) -> Any:
    options = spec.options or ()
    for option in options:
        if option.key == plain:
            return option
    known = ", ".join(option.key for option in options)
    raise WrongValue(f"hier hoort een van: {known}")


def _array(plain: Plain, limit: int = LINES_LIMIT) -> list[Plain]:
    if not isinstance(plain, list):
        raise WrongValue("hier hoort een lijst tussen [ en ]")
    if len(plain) > limit:
        raise WrongValue(f"deze lijst heeft {len(plain)} regels; er passen er {limit} in")
    return plain


def _object(plain: Plain, required: set[str], optional: frozenset[str] = frozenset()) -> dict[str, Plain]:
    if not isinstance(plain, dict):
        raise WrongValue("hier hoort een groep tussen { en }")
    if missing := required - plain.keys():
        raise WrongValue(f"hier ontbreekt {', '.join(sorted(missing))}")
    if unknown := plain.keys() - required - optional:
        raise WrongValue(f"onbekend: {', '.join(sorted(unknown))}")
    return plain


def _slot(plain: Plain) -> Slot:
    group = _object(plain, {"day"}, frozenset({"start", "end"}))
    weekday = group["day"]
    if isinstance(weekday, bool) or not isinstance(weekday, int) or not 1 <= weekday <= 7:
        raise WrongValue("een weekdag is een getal van 1 (maandag) tot en met 7 (zondag)")
    start, end = (None if group.get(name) is None else _time(group[name]) for name in ("start", "end"))
    return Slot(weekday - 1, start, end)


def _appointment(plain: Plain) -> Appointment:
    group = _object(plain, {"day", "time"}, frozenset({"zone"}))
    zone = group.get("zone", "Europe/Amsterdam")
    if not isinstance(zone, str) or zone not in _zones():
        raise WrongValue("deze tijdzone bestaat niet")
    return Appointment(_date(group["day"]), _time(group["time"]), zone)


@cache
def _zones() -> frozenset[str]:
    """Names of all time zones. Asking takes milliseconds: the system looks through its folders every time."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _attachment(plain: Plain) -> Attachment:
    group = _object(plain, {"sha256", "name", "type", "size"})
    if not isinstance(group["sha256"], str) or not _DIGEST.fullmatch(group["sha256"]):
        raise WrongValue("sha256 heeft 64 tekens, 0-9 en a-f")
    if isinstance(group["size"], bool) or not isinstance(group["size"], int) or group["size"] < 0:
        raise WrongValue("size is het aantal bytes")
    name = check_text(group["name"], TEXT_LIMIT, one_line=True)
    return Attachment(group["sha256"], name, check_text(group["type"], TEXT_LIMIT, one_line=True), group["size"])


def _uuid(plain: Plain) -> UUID:
    try:
        return UUID(plain)
    except (ValueError, AttributeError, TypeError):
        raise WrongValue("hier hoort een kenmerk (UUID)") from None


def _readers(plain: Plain) -> tuple[Audience, ...]:
    try:
        return tuple(Audience.from_key(key) for key in _array(plain))
    except (KeyError, TypeError):
        raise WrongValue(f"hier hoort een van: {', '.join(audience.key for audience in Audience)}") from None


def _marks(plain: Plain) -> dict[str, str]:
    if not isinstance(plain, dict) or not all(isinstance(v, str) for v in plain.values()):
        raise WrongValue("hier hoort een groep van teksten")
    return {
        check_text(k, TEXT_LIMIT, one_line=True): check_text(v, TEXT_LIMIT, one_line=True) for k, v in plain.items()
    }


def _plain_number(value: Decimal) -> Plain:
    return int(value) if value == value.to_integral_value() else float(value)


def _plain_slot(slot: Slot) -> Plain:
    plain: dict[str, Plain] = {"day": slot.weekday + 1}
    if slot.start is not None:
        plain["start"] = slot.start.isoformat("minutes")
    if slot.end is not None:
        plain["end"] = slot.end.isoformat("minutes")
    return plain


_ENCODE: dict[Kind, Callable[[Any], Plain]] = {
    Kind.TEXT: str,
    Kind.PROSE: str,
    Kind.DAY: date.isoformat,
    Kind.APPOINTMENT: lambda v: {"day": v.day.isoformat(), "time": v.at.isoformat("minutes"), "zone": v.zone},
    Kind.NUMBER: _plain_number,
    Kind.MONEY: _plain_number,
    Kind.CHOICE: lambda v: v.key,
    Kind.CHOICES: lambda v: [option.key for option in v],
    Kind.YES_NO: lambda v: v.key,
    Kind.WEEK: lambda v: [_plain_slot(slot) for slot in v],
    Kind.LINES: list,
    Kind.REFERENCE: str,
    Kind.ATTACHMENT: lambda v: {"sha256": v.digest, "name": v.name, "type": v.media_type, "size": v.size},
    Kind.READERS: lambda v: [audience.key for audience in v],
    Kind.MARKS: dict,
}

_DECODE: dict[Kind, Callable[[Spec, Plain], Any]] = {
    Kind.TEXT: lambda _, v: check_text(v, TEXT_LIMIT, one_line=True),
    Kind.PROSE: lambda _, v: check_text(v, PROSE_LIMIT, one_line=False),
    Kind.DAY: lambda _, v: _date(v),
    Kind.APPOINTMENT: lambda _, v: _appointment(v),
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.CHOICE: _option,
    Kind.CHOICES: lambda s, v: tuple(_option(s, key) for key in _array(v)),
    Kind.YES_NO: _option,
    Kind.WEEK: lambda _, v: tuple(_slot(slot) for slot in _array(v)),
    Kind.LINES: lambda _, v: tuple(check_text(line, LINE_LIMIT, one_line=True) for line in _array(v)),
    Kind.REFERENCE: lambda _, v: _uuid(v),
    Kind.ATTACHMENT: lambda _, v: _attachment(v),
    Kind.READERS: lambda _, v: _readers(v),
    Kind.MARKS: lambda _, v: _marks(v),
}


# -- records -----------------------------------------------------------------------------------------------------------


def flatten(record: Record) -> Flat:
    """Every field of the record and its rows, by path. Stamps are not in it."""
    return dict(_walk(record, ""))


def _walk(record: Record, prefix: str) -> Iterator[tuple[str, Plain]]:
    shape = shape_of(record)
    for name, spec in shape.specs.items():
        yield prefix + spec.key, encode(spec, getattr(record, name))
    for name in shape.children:
        rows: list[Record] = getattr(record, name)
        yield prefix + name, [str(row.id) for row in rows]
        for row in rows:
            yield from _walk(row, f"{prefix}{name}/{row.id}/")


def changes(old: Flat, new: Flat) -> Flat:
    """What makes *new* out of *old*: the new value per path. Paths of a removed row are not named: the row list is."""
    return {path: value for path, value in new.items() if path not in old or old[path] != value}


def apply(record: Record, changed: Mapping[str, Plain]) -> None:
    """Write changes into a record: row lists first, so that new rows exist before their fields are set.

    Changes to a row that is no longer in its list are passed over. Values that did not change are not touched.

    Raises:
        WrongValue: a value does not fit its field.
        KeyError: a path names no field.
    """
    shape = shape_of(record)
    for name, child in shape.children.items():
        if name in changed:
            _reorder(record, name, child, [_uuid(key) for key in _array(changed[name], 10_000)])
    rows = {f"{name}/{row.id}": row for name in shape.children for row in getattr(record, name)}
    for path, plain in changed.items():
        head, _, key = path.rpartition("/")
        if not head:
            if path not in shape.children:
                _set(record, shape.by_key(key), plain)
        elif head in rows:
            _set(rows[head], shape_of(rows[head]).by_key(key), plain)
        elif head.partition("/")[0] not in shape.children:
            raise KeyError(path)


def _set(record: Record, spec: Spec, plain: Plain) -> None:
    value = decode(spec, plain)
    if getattr(record, spec.name) != value:
        setattr(record, spec.name, value)


def _reorder(record: Record, name: str, child: str, order: list[UUID]) -> None:
    have: dict[UUID, Record] = {row.id: row for row in getattr(record, name)}
    if list(have) != order:
        make = shape_of(child).type
        setattr(record, name, [have.get(key) or make(id=key) for key in order])


def merge_rows(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Three-way merge of a row order: everyone's additions and removals count, my order wins."""
    gone = {key for key in base if key not in mine or key not in theirs}
    merged = [key for key in mine if key not in gone]
    return merged + [key for key in theirs if key not in merged and key not in gone]


def copy(record: Record) -> Any:
    """A copy with the same ids and stamps that shares nothing with the original."""
    shape = shape_of(record)
    values: dict[str, Any] = {f.name: getattr(record, f.name) for f in fields(record)}
    for name in shape.children:
        values[name] = [copy(row) for row in values[name]]
    for name, spec in shape.specs.items():
        if spec.kind is Kind.MARKS:
            values[name] = dict(values[name])
    return type(record)(**values)


def spec_at(shape: Shape, path: str) -> Spec | None:
    """The spec that a path names; ``None`` for a row list.

    Raises:
        KeyError: the path names nothing.
    """
    parts = path.split("/")
    if len(parts) == 1:
        return None if path in shape.children else shape.by_key(path)
    return spec_at(shape_of(shape.children[parts[0]]), "/".join(parts[2:]))


def is_filled(value: Any) -> bool:
    """Whether anything stands in a field; for values and for their plain forms."""
    return value is not None and value not in ("", (), [], {})
