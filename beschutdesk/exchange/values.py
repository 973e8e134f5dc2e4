"""One value of a dossier file: what :mod:`beschutdesk.dossier.codec` does, stricter, and with the place of an error."""

import re
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import LINES_LIMIT, Kind, Spec
from beschutdesk.exchange.contents import Place
from beschutdesk.exchange.strict_json import Group, NotANumber

Plain = Any

GROUPS = {
    Kind.WEEK: ("day", "start", "end"),
    Kind.APPOINTMENT: ("day", "time", "zone"),
    Kind.ATTACHMENT: ("sha256", "name", "type", "size"),
}
"""Names in the groups that some kinds of field are made of."""
LISTED = (Kind.LINES, Kind.WEEK, Kind.CHOICES, Kind.READERS)
"""Kinds that are a list in the file."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def from_plain(spec: Spec, plain: Plain, place: Place) -> Any:
    """The value of a field.

    Raises:
        BadDossier: the field cannot hold it.
    """
    if spec.kind in LISTED and isinstance(plain, list):
        # Line by line first, only to be able to say which one is wrong.
        for index, item in enumerate(plain[:LINES_LIMIT]):
            _decode(spec, [item], place.item(index))
    return _decode(spec, plain, place)


def to_plain(spec: Spec, value: Any, place: Place) -> Plain:
    """The form of a filled field in the file; what could not be read back is not written.

    Raises:
        BadDossier: the field holds something that does not belong there.
    """
    plain = codec.encode(spec, value)
    from_plain(spec, _as_parsed(plain), place)
    return plain


def uuid_from_plain(plain: Plain, place: Place) -> str:
    """An identifier, in the one spelling that files use (eight-four-four-four-twelve).

    Raises:
        BadDossier: it is something else.
    """
    if not isinstance(plain, str) or not _UUID.fullmatch(plain):
        raise place.bad("hier hoort een kenmerk (UUID), zoals 01a05ad0-0000-7000-8000-000000000001")
    return plain


def _as_parsed(plain: Plain) -> Plain:
    if isinstance(plain, dict):
        return Group({name: _as_parsed(value) for name, value in plain.items()})
    return [_as_parsed(item) for item in plain] if isinstance(plain, list) else plain


def _decode(spec: Spec, plain: Plain, place: Place) -> Any:
    _refuse_oddities(plain, place)
    if spec.kind is Kind.REFERENCE:
        return UUID(uuid_from_plain(plain, place))
    if spec.kind in GROUPS:
        for group in plain if isinstance(plain, list) else [plain]:
            _check_group(group, GROUPS[spec.kind], place)
    if spec.kind is Kind.ATTACHMENT:
        _check_file_name(plain, place)
    try:
        return codec.decode(spec, plain)
    except WrongValue as wrong:
        problem = str(wrong)
    raise place.bad(problem)


def _refuse_oddities(plain: Plain, place: Place) -> None:
    """What JSON readers let pass: nothing that stands for something, a name twice, NaN. Depth is bounded already."""
    if plain is None:
        raise place.bad("hier hoort een waarde; laat het veld weg als er niets is")
    if isinstance(plain, NotANumber):
        raise place.bad("NaN en Infinity zijn geen getallen")
    if isinstance(plain, Group) and plain.twice is not None:
        raise place.bad("een naam staat hier twee keer")
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for item in inner:
        _refuse_oddities(item, place)


def _check_group(plain: Plain, known: tuple[str, ...], place: Place) -> None:
    if not isinstance(plain, dict):
        return
    if any(name not in known for name in plain):
        raise place.bad(f"een groep hier heeft een onbekend veld; wat kan: {', '.join(known)}")
    if any(isinstance(value, dict | list) for value in plain.values()):
        raise place.bad("in deze groep horen geen lijsten of groepen")


def _check_file_name(plain: Plain, place: Place) -> None:
    name = plain.get("name") if isinstance(plain, dict) else None
    if isinstance(name, str) and (name in ("", ".", "..") or "/" in name or "\\" in name):
        raise place.bad("bij ‘name’ hoort de naam van een bestand, zonder map ervoor")
