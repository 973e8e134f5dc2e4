"""The dossier file: one candidate with employers, placements, task lists, portfolios and visits, as JSON.

Fields stand under their stable keys; empty ones are left out. Stamps (version, who saved it and when) stay behind.
``resources/schema/dossier-1.json`` describes the same for other programs.
"""

import base64
import binascii
import json
import stat
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Record, Shape, shape_of
from beschutdesk.exchange.checks import check, file_place
from beschutdesk.exchange.contents import (
    ATTACHMENT_LIMIT,
    FILE_LIMIT,
    FORMAT,
    LISTS,
    MOVED,
    SCHEMA,
    BadDossier,
    Dossier,
    Place,
    limit_of,
    moved_id,
)
from beschutdesk.exchange.strict_json import Group, check_size, parse
from beschutdesk.exchange.values import from_plain, to_plain, uuid_from_plain

__all__ = ["BadDossier", "Dossier", "read", "read_file", "read_record", "write"]

Plain = Any
_TOP = ("format", "schema", "candidate", *LISTS, "files")


# -- reading -----------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Dossier:
    """The dossier in a file.

    Raises:
        BadDossier: the file is not one, or something in it is wrong; the message names place and field.
    """
    plain = parse(data)
    _check_head(plain)
    top = Place()
    _check_names(plain, _TOP, top)
    if "candidate" not in plain:
        raise BadDossier("de kandidaat ontbreekt in dit bestand (candidate)")
    candidate = _record(shape_of(Candidate), plain["candidate"], top.root("candidate"))
    lists = {name: tuple(_rows(plain.get(name, []), name, record, top)) for name, record in LISTS.items()}
    dossier = Dossier(candidate, **lists, files=_files(plain.get("files", Group())))
    check(dossier)
    return dossier


def read_file(path: Path) -> Dossier:
    """The dossier in the file at this path. A file that is too large is refused without reading it.

    Raises:
        BadDossier: see :func:`read`; also when it is no ordinary file.
        OSError: it cannot be opened or read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise BadDossier("dit is geen gewoon bestand")
    check_size(found.st_size)
    with path.open("rb") as file:
        # One byte more than allowed: a file that grows meanwhile is still seen to be too large.
        return read(file.read(FILE_LIMIT + 1))


def read_record(name: str, data: bytes) -> Any:
    """One root of a file of our own, in the notation of a dossier file, without what stands around it.

    Raises:
        BadDossier: something in it is wrong.
    """
    return _record(shape_of(name), parse(data), Place().root(name))


def _check_head(plain: Plain) -> None:
    if not isinstance(plain, Group):
        raise BadDossier("dit is geen BeschutDesk-dossier: het hoort te beginnen met {")
    if plain.get("format") != FORMAT:
        raise BadDossier(f"dit is geen BeschutDesk-dossier: bij ‘format’ hoort {FORMAT} te staan")
    schema = plain.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise BadDossier(f"bij ‘schema’ hoort het nummer van de indeling te staan, {SCHEMA}")
    if schema > SCHEMA:
        raise BadDossier(
            f"dit bestand is gemaakt door een nieuwere versie van BeschutDesk; deze versie kent indeling {SCHEMA}"
        )


def _record(shape: Shape, plain: Plain, place: Place) -> Any:
    group = _group(plain, place)
    fields = {spec.key: spec for spec in shape.specs.values()}
    labels = {key: spec.label for key, spec in fields.items()}
    labels |= {name: shape_of(child).label for name, child in shape.children.items()}
    moved = MOVED.get(shape.name, {})
    _check_names(group, ("id", *labels, *moved), place, labels)
    if "id" not in group:
        raise place.bad("het kenmerk (id) ontbreekt")
    values: dict[str, Any] = {"id": UUID(uuid_from_plain(group["id"], place.key("id", "Kenmerk")))}
    for key, spec in fields.items():
        if key in group:
            values[spec.name] = from_plain(spec, group[key], place.field(spec))
    for name, child in shape.children.items():
        if name in group:
            values[name] = _rows(group[name], name, child, place)
    for old in moved.keys() & group.keys():
        _take_moved(shape, moved[old], group[old], values, place.key(old, labels[moved[old][0]]))
    return shape.type(**values)


def _take_moved(shape: Shape, to: tuple[str, str], plain: Plain, values: dict[str, Any], place: Place) -> None:
    """Put a field of an older file in the row where it stands now, the first of its list."""
    name, key = to
    child = shape_of(shape.children[name])
    value = from_plain(child.by_key(key), plain, place)
    if not value:
        return
    own = moved_id(values["id"])
    rows = values.setdefault(name, [])
    row = next((row for row in rows if row.id == own), None)
    if row is None:
        row = child.type(id=own)
        rows.insert(0, row)
    setattr(row, child.by_key(key).name, value)


def _rows(plain: Plain, name: str, record: str, place: Place) -> list[Any]:
    shape = shape_of(record)
    here = place.key(name, shape.label if place.words else shape.label.lower())
    if not isinstance(plain, list):
        raise here.bad("hier hoort een lijst tussen [ en ]")
    if len(plain) > limit_of(name):
        raise here.bad(f"deze lijst heeft {len(plain)} regels; er passen er {limit_of(name)} in")
    return [_record(shape, row, place.member(record, name, index)) for index, row in enumerate(plain)]


def _group(plain: Plain, place: Place) -> Group:
    if not isinstance(plain, Group):
        raise place.bad("hier hoort een groep tussen { en }")
    return plain


def _check_names(group: Group, known: tuple[str, ...], place: Place, labels: dict[str, str] | None = None) -> None:
    """Unknown names are pointed at by their order, not repeated: a name can hold anything."""
    if group.twice is not None:
        named = f"‘{group.twice}’" if group.twice in known else "een naam"
        raise place.bad(f"{named} staat hier twee keer")
    for index, name in enumerate(group):
        if name in known:
            continue
        near = get_close_matches(name, known, 1) if len(name) <= 60 else []
        problem = f"het {index + 1}e veld hier is onbekend"
        if near:
            label = (labels or {}).get(near[0])
            problem += f"; bedoel je ‘{near[0]}’{f' ({label})' if label else ''}?"
        raise place.bad(problem)


def _files(plain: Plain) -> dict[str, bytes]:
    top = Place(("bijlagen",), "files")
    group = _group(plain, top)
    if group.twice is not None:
        raise top.bad("een bijlage staat hier twee keer")
    return {digest: _content(text, file_place(index)) for index, (digest, text) in enumerate(group.items())}


def _content(text: Plain, place: Place) -> bytes:
    if not isinstance(text, str):
        raise place.bad("hier hoort tekst tussen aanhalingstekens")
    if len(text) > -(-ATTACHMENT_LIMIT // 3) * 4:
        raise place.bad(f"een bijlage is hooguit {ATTACHMENT_LIMIT // 1024**2} MB")
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        content = None
    # Base64 has several spellings of the same bytes; only the usual one counts.
    if content is None or base64.b64encode(content).decode("ascii") != text:
        raise place.bad("de inhoud hoort in base64 te staan")
    return content


# -- writing -----------------------------------------------------------------------------------------------------------


def write(dossier: Dossier) -> bytes:
    """The file of a dossier; :func:`read` gives it back.

    Raises:
        BadDossier: the dossier holds something that a file cannot: a reference to a record outside it, a missing
            attachment, a value that does not fit its field, or more than 25 MB.
    """
    check(dossier)
    top = Place()
    plain: dict[str, Plain] = {"format": FORMAT, "schema": SCHEMA}
    plain["candidate"] = _plain_record(dossier.candidate, top.root("candidate"))
    for name, record in LISTS.items():
        plain[name] = _plain_rows(getattr(dossier, name), name, record, top)
    if dossier.files:
        plain["files"] = {key: base64.b64encode(dossier.files[key]).decode("ascii") for key in sorted(dossier.files)}
    data = (json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode("utf-8")
    check_size(len(data))
    return data


def _plain_record(record: Record, place: Place) -> Plain:
    shape = shape_of(record)
    plain: dict[str, Plain] = {"id": str(record.id)}
    for name, spec in shape.specs.items():
        value = getattr(record, name)
        # Not "is it filled": no readers at all and readers never narrowed are both nothing, and mean the opposite.
        if value != spec.empty:
            plain[spec.key] = to_plain(spec, value, place.field(spec))
    for name, child in shape.children.items():
        if rows := getattr(record, name):
            plain[name] = _plain_rows(rows, name, child, place)
    return plain


def _plain_rows(records: list[Record] | tuple[Record, ...], name: str, record: str, place: Place) -> list[Plain]:
    if len(records) > limit_of(name):
        raise BadDossier(f"deze lijst heeft {len(records)} regels; er passen er {limit_of(name)} in ({name})")
    return [_plain_record(row, place.member(record, name, index)) for index, row in enumerate(records)]
