"""One declaration per field.

A record is a plain dataclass under :func:`record`; each field is made by one of the makers (:func:`text`,
:func:`prose`, …) and carries a :class:`Spec`. Everything else is derived from the specs: column, form, validation,
draft, JSON schema, label on paper, history line and who may read it.

A field without an audience does not import, and neither does one that copies from a field with a narrower audience.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from beschutdesk.dossier.audience import NOBODY, Audience
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.values import Choices, YesNo

PRINT = "print"
SUBMIT = "submit"


class Kind(Enum):
    """What a field holds, with its Python type."""

    TEXT = "text"  # str, one line
    PROSE = "prose"  # str, several lines
    DAY = "day"  # date | None
    APPOINTMENT = "appointment"  # Appointment | None
    NUMBER = "number"  # Decimal | None, with a unit
    MONEY = "money"  # Decimal | None, euro with two decimals
    CHOICE = "choice"  # member of Choices | None
    CHOICES = "choices"  # tuple of members of Choices
    YES_NO = "yes_no"  # YesNo | None
    WEEK = "week"  # tuple of Slot
    LINES = "lines"  # tuple of str, short
    REFERENCE = "reference"  # UUID of another record | None
    ATTACHMENT = "attachment"  # Attachment | None
    READERS = "readers"  # tuple of Audience | None: None narrows nothing
    MARKS = "marks"  # dict of str to str: fingerprints the program keeps, never shown


TEXT_LIMIT = 200
PROSE_LIMIT = 20_000
LINE_LIMIT = 400
LINES_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of one field.

    Attributes:
        label: Dutch label on screens and on paper.
        kind: what the field holds.
        share: the audiences that may read it.
        key: stable name in JSON, drafts and history; it stays when the attribute is renamed.
        hint: a short Dutch question or remark under the editor.
        needed_for: the acts that ask for the field (:data:`PRINT`, :data:`SUBMIT`); it never blocks a draft.
        unit: Dutch unit behind a number.
        decimals: decimals of a number.
        options: the list to choose from.
        target: name of the record that a reference points to.
        check: key of the rule in :mod:`beschutdesk.rules.checks` that a text should pass; a wrong one is told, never
            refused.
        after: attribute of the day of the same record before which this day cannot lie; an earlier one is told, never
            refused.
        source: ``record.attribute`` that this field is filled from.
        opt_in: nobody is asked for it, and no document says it, until the user turns it on in the settings. What was
            recorded is shown all the same.
        name: attribute on the record; set by :func:`record`.
        record: name of the record; set by :func:`record`.
    """

    label: str
    kind: Kind
    share: frozenset[Audience]
    key: str = ""
    hint: str = ""
    needed_for: frozenset[str] = frozenset()
    unit: str = ""
    decimals: int = 0
    options: type[Choices] | None = None
    target: str = ""
    check: str = ""
    after: str = ""
    source: str = ""
    opt_in: bool = False
    name: str = ""
    record: str = ""

    @property
    def empty(self) -> Any:
        """The value when nothing is filled in."""
        if self.kind in (Kind.TEXT, Kind.PROSE):
            return ""
        if self.kind in (Kind.LINES, Kind.WEEK, Kind.CHOICES):
            return ()
        return {} if self.kind is Kind.MARKS else None


def _make(kind: Kind, default: Any = MISSING, default_factory: Any = MISSING, **fixed: Any) -> Callable[..., Any]:
    def maker(
        label: str,
        *,
        share: Iterable[Audience] | None = None,
        key: str = "",
        hint: str = "",
        needed_for: Iterable[str] = (),
        **more: Any,
    ) -> Any:
        if share is None:
            raise TypeError(f"field {label!r} has no audience: say share=…, NOBODY included")
        spec = Spec(label, kind, frozenset(share), key, hint, frozenset(needed_for), **fixed, **more)
        if default_factory is not MISSING:
            return field(default_factory=default_factory, metadata={"spec": spec})
        return field(default=default, metadata={"spec": spec})

    return maker


text = _make(Kind.TEXT, "")
"""One line of words."""
prose = _make(Kind.PROSE, "")
"""Several lines of words."""
day = _make(Kind.DAY, None)
"""A calendar date."""
appointment = _make(Kind.APPOINTMENT, None)
"""A local date and time with its zone."""
number = _make(Kind.NUMBER, None)
"""An exact number; ``unit=`` in Dutch, ``decimals=`` (0)."""
money = _make(Kind.MONEY, None, unit="€", decimals=2)
"""An amount in euro."""
choice = _make(Kind.CHOICE, None)
"""One of ``options=``."""
choices = _make(Kind.CHOICES, ())
"""Any of ``options=``."""
yes_no = _make(Kind.YES_NO, None, options=YesNo)
"""Yes, no or unknown."""
week = _make(Kind.WEEK, ())
"""Weekdays with times."""
lines = _make(Kind.LINES, ())
"""A list of short lines."""
reference = _make(Kind.REFERENCE, None)
"""Another record, by ``target=``."""
attachment = _make(Kind.ATTACHMENT, None)
"""A file in the vault."""
marks = _make(Kind.MARKS, default_factory=dict)
"""Fingerprints by key, kept by the program."""
_readers = _make(Kind.READERS, None)


def children(record_name: str) -> Any:
    """A list of rows that live and die with this record."""
    return field(default_factory=list, metadata={"children": record_name})


@dataclass(eq=False, kw_only=True)
class Record:
    """Base of all records.

    Attributes:
        id: UUIDv7, the same in every copy and file.
        version: number of saves; 0 is not saved yet.
        created_at, updated_at: UTC, for machines.
        created_by, updated_by: name of the caseworker.
        origin: which profile made it.
        deleted_at: UTC moment it went to the trash, or ``None``.
    """

    id: UUID = field(default_factory=new_id)
    version: int = 0
    created_at: datetime | None = None
    created_by: str = ""
    updated_at: datetime | None = None
    updated_by: str = ""
    origin: str = ""
    deleted_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Row(Record):
    """Base of records that are part of another one. A row may narrow its fields' audiences, never widen them."""

    readers: tuple[Audience, ...] | None = _readers("Wie mag deze regel lezen", share=NOBODY)


STAMPS = frozenset(f.name for f in fields(Record))


@dataclass(frozen=True, slots=True)
class Shape:
    """A declared record.

    Attributes:
        name: stable English name, also that of its table.
        label: Dutch name.
        type: the dataclass.
        specs: by attribute, in order of declaration.
        children: attribute to name of the row record.
        parent: name of the record that owns these rows; empty for a root.
    """

    name: str
    label: str
    type: type[Record]
    specs: Mapping[str, Spec]
    children: Mapping[str, str]
    parent: str = ""
    _by_key: Mapping[str, Spec] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {spec.key: spec for spec in self.specs.values()})

    def by_key(self, key: str) -> Spec:
        """The spec with this stable key.

        Raises:
            KeyError: the record has no such field.
        """
        return self._by_key[key]


REGISTRY: dict[str, Shape] = {}
_NAMES: dict[type[Record], str] = {}

T = TypeVar("T", bound=type[Record])


def record(name: str, label: str) -> Callable[[T], T]:
    """Declare a dataclass as a record.

    Raises:
        TypeError: a field has no audience, a reference no target, a choice no options, a key stands twice, or a day
            lies after what is no day.
    """

    def declare(cls: T) -> T:
        shape = Shape(name, label, cls, *_read(cls, name))
        _check(shape)
        REGISTRY[name] = shape
        _NAMES[cls] = name
        return cls

    return declare


def _read(cls: type[Record], record_name: str) -> tuple[dict[str, Spec], dict[str, str]]:
    specs: dict[str, Spec] = {}
    kids: dict[str, str] = {}
    for f in fields(cls):
        if f.name in STAMPS:
            continue
        if "children" in f.metadata:
            kids[f.name] = f.metadata["children"]
            continue
        specs[f.name] = _named(f, record_name)
    return specs, kids


def _named(f: "Field[Any]", record_name: str) -> Spec:
    spec: Spec | None = f.metadata.get("spec")
    if spec is None:
        raise TypeError(f"{record_name}.{f.name}: not declared, so it has no audience")
    return replace(spec, key=spec.key or f.name, name=f.name, record=record_name)


def _check(shape: Shape) -> None:
    keys = [spec.key for spec in shape.specs.values()]
    if len(set(keys) | set(shape.children)) != len(keys) + len(shape.children):
        raise TypeError(f"{shape.name}: a key stands twice")
    for spec in shape.specs.values():
        if spec.kind in (Kind.CHOICE, Kind.CHOICES) and spec.options is None:
            raise TypeError(f"{shape.name}.{spec.name}: no options")
        if spec.kind is Kind.REFERENCE and not spec.target:
            raise TypeError(f"{shape.name}.{spec.name}: no target")
        if spec.after and (spec.after not in shape.specs or {spec.kind, shape.specs[spec.after].kind} != {Kind.DAY}):
            raise TypeError(f"{shape.name}.{spec.name}: no day {spec.after!r} to lie after")


def seal() -> None:
    """Bind rows to their owners and check what spans records; called once all records are declared.

    Raises:
        TypeError: a row, target or source is unknown, or a copy would be read by more people than its source.
    """
    for shape in list(REGISTRY.values()):
        for attribute, child in shape.children.items():
            if child not in REGISTRY:
                raise TypeError(f"{shape.name}.{attribute}: no record {child!r}")
            REGISTRY[child] = replace(REGISTRY[child], parent=shape.name)
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            if spec.target and spec.target not in REGISTRY:
                raise TypeError(f"{shape.name}.{spec.name}: no record {spec.target!r}")
            if spec.source:
                _check_copy(spec)


def _check_copy(spec: Spec) -> None:
    source = source_of(spec)
    if source.kind is not spec.kind:
        raise TypeError(f"{spec.record}.{spec.name}: another kind than its source {spec.source}")
    if wider := spec.share - source.share:
        names = ", ".join(sorted(audience.key for audience in wider))
        raise TypeError(f"{spec.record}.{spec.name}: shared with {names}, its source {spec.source} is not")


def source_of(spec: Spec) -> Spec:
    """The spec that a copying field is filled from."""
    name, _, attribute = spec.source.partition(".")
    return REGISTRY[name].specs[attribute]


def shape_of(thing: Record | type[Record] | str) -> Shape:
    """The declaration of a record, a record type or a record name.

    Raises:
        KeyError: it was never declared.
    """
    if isinstance(thing, str):
        return REGISTRY[thing]
    return REGISTRY[_NAMES[thing if isinstance(thing, type) else type(thing)]]


def roots() -> list[Shape]:
    """The records that stand alone, in order of declaration."""
    return [shape for shape in REGISTRY.values() if not shape.parent]
