"""The dossier file as JSON Schema (draft 2020-12), made from the declarations of the fields.

``python -m beschutdesk.exchange.schema`` writes it to ``resources/schema/dossier-1.json``. The schema says what can
stand in each field; what must hold between records (references, digests, unique identifiers) only the program checks.
Lone surrogates are the one character fault it lets pass: not every validator can tell them from an emoji.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from beschutdesk import resources
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import (
    LINE_LIMIT,
    LINES_LIMIT,
    PROSE_LIMIT,
    TEXT_LIMIT,
    Kind,
    Shape,
    Spec,
    shape_of,
)
from beschutdesk.exchange.contents import ATTACHMENT_LIMIT, FORMAT, LISTS, MOVED, OWNERS, SCHEMA, limit_of

Schema = dict[str, Any]

_BASE64_LIMIT = -(-ATTACHMENT_LIMIT // 3) * 4


def dossier_schema() -> Schema:
    """The schema of a dossier file."""
    lists = {name: _rows(name, record) for name, record in LISTS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:beschutdesk:dossier:{SCHEMA}",
        "title": "Dossier van BeschutDesk",
        "description": "Eén kandidaat met werkgevers, plaatsingen, takenlijsten, portfolio’s en contactmomenten. "
        "x-share noemt wie een veld mag lezen; voor een ander komt het niet op papier.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"type": "integer", "const": SCHEMA},
            "candidate": {"$ref": "#/$defs/candidate"},
            **lists,
            "files": {
                "title": "Bijlagen",
                "description": "Inhoud van de bijlagen, per SHA-256.",
                "type": "object",
                "propertyNames": _digest(),
                "additionalProperties": {"type": "string", "contentEncoding": "base64", "maxLength": _BASE64_LIMIT},
            },
        },
        "required": ["format", "schema", "candidate"],
        "additionalProperties": False,
        "$defs": {shape.name: _record(shape) for shape in _shapes()},
    }


def schema_text() -> str:
    """The schema as it stands in ``resources/schema``."""
    return json.dumps(dossier_schema(), ensure_ascii=False, indent=2) + "\n"


def _shapes() -> list[Shape]:
    shapes: list[Shape] = []
    for name in ("candidate", *LISTS.values()):
        shapes += [shape_of(name), *(shape_of(child) for child in shape_of(name).children.values())]
    return shapes


def _record(shape: Shape) -> Schema:
    properties: Schema = {"id": {"title": "Kenmerk", **_uuid()}}
    properties |= {spec.key: _field(spec) for spec in shape.specs.values()}
    properties |= {name: _rows(name, child) for name, child in shape.children.items()}
    for old, (rows, key) in MOVED.get(shape.name, {}).items():
        properties[old] = {"deprecated": True, **_field(shape_of(shape.children[rows]).by_key(key))}
    owner = OWNERS.get(shape.name)
    required = ["id", shape.specs[owner].key] if owner else ["id"]
    return {
        "title": shape.label,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _rows(name: str, record: str) -> Schema:
    title = shape_of(record).label
    return {"title": title, "type": "array", "items": {"$ref": f"#/$defs/{record}"}, "maxItems": limit_of(name)}


def _field(spec: Spec) -> Schema:
    schema: Schema = {"title": spec.label}
    if spec.hint:
        schema["description"] = spec.hint
    schema |= _KINDS[spec.kind](spec)
    if spec.unit:
        schema["x-unit"] = spec.unit
    if spec.target:
        schema["x-target"] = spec.target
    schema["x-share"] = [audience.key for audience in Audience if audience in spec.share]
    return schema


# -- kinds -------------------------------------------------------------------------------------------------------------


def _text(limit: int) -> Schema:
    # As "not", because $ also matches before a last line end in half of all engines.
    return {"type": "string", "maxLength": limit, "not": {"pattern": "[\\u0000-\\u001F\\u007F\\uFFFE\\uFFFF]"}}


def _prose() -> Schema:
    control = "[\\u0000-\\u0008\\u000B-\\u001F\\u007F\\uFFFE\\uFFFF]"
    return {"type": "string", "maxLength": PROSE_LIMIT, "not": {"pattern": control}}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "maxItems": LINES_LIMIT}


def _date() -> Schema:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "maxLength": 10}


def _time() -> Schema:
    return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "maxLength": 5}


def _uuid() -> Schema:
    return {
        "type": "string",
        "format": "uuid",
        "pattern": "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        "maxLength": 36,
    }


def _digest() -> Schema:
    return {"type": "string", "pattern": "^[0-9a-f]{64}$", "maxLength": 64}


def _group(required: list[str], properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _number(spec: Spec) -> Schema:
    return {
        "type": "number",
        "multipleOf": float(Decimal(1).scaleb(-spec.decimals)) if spec.decimals else 1,
        "exclusiveMinimum": -(10**12),
        "exclusiveMaximum": 10**12,
    }


def _option(spec: Spec) -> Schema:
    labels = {option.key: option.label for option in spec.options or ()}
    return {"enum": list(labels), "x-labels": labels}


def _slot() -> Schema:
    weekday = {"type": "integer", "minimum": 1, "maximum": 7, "description": "1 is maandag, 7 is zondag."}
    return _group(["day"], {"day": weekday, "start": _time(), "end": _time()})


def _appointment() -> Schema:
    return _group(["day", "time"], {"day": _date(), "time": _time(), "zone": _text(TEXT_LIMIT)})


def _attachment() -> Schema:
    name = {**_text(TEXT_LIMIT), "not": {"pattern": "[\\u0000-\\u001F\\u007F\\uFFFE\\uFFFF/\\\\]|^\\.{0,2}$"}}
    size = {"type": "integer", "minimum": 0, "maximum": ATTACHMENT_LIMIT}
    properties = {"sha256": _digest(), "name": name, "type": _text(TEXT_LIMIT), "size": size}
    return _group(list(properties), properties)


def _marks() -> Schema:
    return {"type": "object", "propertyNames": _text(TEXT_LIMIT), "additionalProperties": _text(TEXT_LIMIT)}


_KINDS: dict[Kind, Callable[[Spec], Schema]] = {
    Kind.TEXT: lambda _: _text(TEXT_LIMIT),
    Kind.PROSE: lambda _: _prose(),
    Kind.DAY: lambda _: _date(),
    Kind.APPOINTMENT: lambda _: _appointment(),
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.CHOICE: _option,
    Kind.CHOICES: lambda spec: _list(_option(spec)),
    Kind.YES_NO: _option,
    Kind.WEEK: lambda _: _list(_slot()),
    Kind.LINES: lambda _: _list(_text(LINE_LIMIT)),
    Kind.REFERENCE: lambda _: _uuid(),
    Kind.ATTACHMENT: lambda _: _attachment(),
    Kind.READERS: lambda _: _list({"enum": [audience.key for audience in Audience]}),
    Kind.MARKS: lambda _: _marks(),
}


if __name__ == "__main__":
    target = resources.root() / "schema" / f"dossier-{SCHEMA}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(schema_text().encode("utf-8"))
