"""Which column of a table fills which field, as a thing that can be kept, shared and found again.

A target is a path with the stable keys of the declarations: ``candidate.name_used``, and for the first two rows of a
list ``employer.supervisors.1.name``. What a column may mean is written down in the mapping; nothing is guessed while
reading rows.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.exchange.cells import can_hold
from beschutdesk.exchange.contents import BadDossier
from beschutdesk.rules.folding import words

RECORDS = ("candidate", "employer", "supervision_entry", "inventory_task")
"""The records that a table can fill."""
CHILD_ROWS = 2
"""How many rows of a list have targets of their own."""
TEXT_LIMIT = 100_000
"""Most characters in a mapping."""

NAMES = {
    "candidate": ("candidate.name_used", "candidate.family_name"),
    "employer": ("employer.name",),
    "supervision_entry": ("supervision_entry.given_on",),
    "inventory_task": ("inventory_task.name",),
}
"""The targets of which a row fills at least one, or nobody would know what it is about."""


class BadMapping(BadDossier):
    """A mapping that cannot be used. The message is one Dutch line."""


class Split(Enum):
    """How one column with a whole name becomes two fields. The value stands in files."""

    FIRST_LAST = "first_last"
    """``Piet van den Berg``: the first word is the roepnaam."""
    LAST_COMMA_FIRST = "last_comma_first"
    """``Berg, Piet van den``: what stands before the comma, with the prefixes at the end before it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill.

    Attributes:
        path: as it stands in a mapping.
        label: Dutch, with the list that a row is in.
        spec: the declared field.
        child: name of the list on the record; empty for a field of the record itself.
        row: which row of that list, from 1; 0 for a field of the record itself.
    """

    path: str
    label: str
    spec: Spec
    child: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """What one column does.

    Attributes:
        name: its name in the header.
        to: the paths it fills: one, or two with *split*.
        split: how its text is cut in two.
        join: it fills a field together with others, in the order of the mapping, with a space between.
    """

    name: str
    to: tuple[str, ...]
    split: Split | None = None
    join: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """What all columns do. Columns that are not named are left alone.

    Raises:
        BadMapping: a target is unknown or filled twice, or a split has no two names to fill.
    """

    record: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        if self.record not in RECORDS:
            raise BadMapping(f"bij ‘record’ hoort een van: {', '.join(RECORDS)}")
        known = targets(self.record)
        taken: dict[str, bool] = {}
        names: set[str] = set()
        for column in self.columns:
            if column.name in names:
                raise BadMapping(f"kolom ‘{column.name}’ staat er twee keer in")
            names.add(column.name)
            _check_column(self.record, column, known)
            for path in column.to:
                if path in taken and not (taken[path] and column.join):
                    label = known[path].label
                    raise BadMapping(f"twee kolommen vullen ‘{label}’; zet er join = true bij als ze samen horen")
                taken[path] = column.join


def _check_column(record: str, column: Column, known: dict[str, Target]) -> None:
    for path in column.to:
        if path not in known:
            raise BadMapping(f"kolom ‘{column.name}’ wijst naar een veld dat er niet is, of dat een tabel niet vult")
    if column.split is None:
        if len(column.to) != 1:
            raise BadMapping(f"bij kolom ‘{column.name}’ hoort één veld, of twee met split")
    elif column.to != NAMES["candidate"] or record != "candidate" or column.join:
        raise BadMapping(f"kolom ‘{column.name}’: split vult {' en '.join(NAMES['candidate'])}, in deze volgorde")


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal to a person.

    Attributes:
        mapping: what the names of the columns say.
        ask: what somebody has to choose, by column.
        unknown: columns that say nothing to us.
    """

    mapping: Mapping
    ask: dict[str, str]
    unknown: tuple[str, ...]


# -- targets -----------------------------------------------------------------------------------------------------------


@cache
def targets(record: str) -> dict[str, Target]:
    """Every field of a record that a column can fill, by path, in the order of the declarations."""
    shape = shape_of(record)
    found = [Target(f"{record}.{spec.key}", spec.label, spec) for spec in shape.specs.values() if can_hold(spec)]
    for child, name in shape.children.items():
        row_shape = shape_of(name)
        for row in range(1, CHILD_ROWS + 1):
            found += [
                Target(f"{record}.{child}.{row}.{spec.key}", f"{row_shape.label} {row}: {spec.label}", spec, child, row)
                for spec in row_shape.specs.values()
                if can_hold(spec)
            ]
    if record == "inventory_task":
        found.append(_steps())
    return {target.path: target for target in found}


def _steps() -> Target:
    """All steps of a task in one cell: they are rows of the inventory beside the task, and not of the task."""
    spec = shape_of("inventory_step").specs["words"]
    return Target(
        "inventory_task.steps", "Stappen", replace(spec, label="Stappen", kind=Kind.LINES, key="steps", name="steps")
    )


# -- guessing ----------------------------------------------------------------------------------------------------------


def guess(record: str, header: Iterable[str]) -> Guess:
    """What the names of columns say: the labels and keys of the fields, and the words in ``columns.toml``.

    Each field is proposed once, for the first column with its name. A column with a whole name is never split here.
    """
    said = _dictionary(record)
    whole: dict[str, str] = {}
    questions: dict[str, str] = {}
    rest: list[str] = []
    for name in header:
        folded = words(name)
        path = said.known.get(folded)
        if folded in said.ask:
            questions[name] = said.ask[folded]
        elif path is None:
            rest.append(name)
        elif path in whole:
            questions[name] = f"Kolom ‘{whole[path]}’ vult ‘{targets(record)[path].label}’ al."
        else:
            whole[path] = name
    columns: list[Column] = []
    for path, name in whole.items():
        before = [other for other in rest if said.before.get(words(other)) == path]
        after = [other for other in rest if said.after.get(words(other)) == path]
        together = [*before, name, *after]
        columns += [Column(one, (path,), join=len(together) > 1) for one in together]
    used = {column.name for column in columns}
    return Guess(Mapping(record, tuple(columns)), questions, tuple(name for name in rest if name not in used))


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """What columns are called: path by folded name, for whole fields and for parts; what to ask."""

    known: dict[str, str]
    before: dict[str, str]
    after: dict[str, str]
    ask: dict[str, str]


@cache
def _dictionary(record: str) -> _Dictionary:
    from beschutdesk import resources

    table: dict[str, Any] = tomllib.loads(resources.read_text("import", "columns.toml"))[record]
    before, after, ask = (table.pop(name, {}) for name in ("before", "after", "ask"))
    known: dict[str, str] = {}
    for target in targets(record).values():
        # of a field in a list only its whole label: "Naam" is not enough
        for name in [target.label] if target.child else [target.spec.key, target.label]:
            known.setdefault(words(name), target.path)
    return _Dictionary(
        known | _by_name(record, table),
        _by_name(record, before),
        _by_name(record, after),
        {words(name): question for name, question in ask.items()},
    )


def _by_name(record: str, table: dict[str, list[str]]) -> dict[str, str]:
    return {words(name): f"{record}.{key}" for key, names in table.items() for name in names}


def is_header(record: str, header: Iterable[str]) -> bool:
    """Whether these can be names of columns: we know one of them. Else they may well be the first person."""
    said = _dictionary(record)
    known = said.known.keys() | said.before.keys() | said.after.keys() | said.ask.keys()
    return any(words(name) in known for name in header)


def fingerprint(record: str, header: Iterable[str]) -> str:
    """Names a header, whatever the order of its columns: the mapping made for it is remembered under this."""
    named = json.dumps([record, sorted(words(name) or name for name in header)], ensure_ascii=True)
    return hashlib.sha256(named.encode("ascii")).hexdigest()[:20]


# -- names in one column -----------------------------------------------------------------------------------------------

_PREFIXES = frozenset(
    ("van", "v", "de", "der", "den", "d", "het", "t", "ten", "ter", "te", "tot", "op", "in", "aan", "onder", "over",
     "uit", "bij", "voor", "von", "vom", "zu", "zum", "la", "le", "les", "du", "des", "da", "das", "do", "dos", "del",
     "della", "di", "el", "al", "ben", "bin", "ibn", "abu", "af", "av", "s")
)  # fmt: skip


def split_name(text: str, split: Split) -> tuple[str, str]:
    """Roepnaam and achternaam out of a whole name.

    Raises:
        ValueError: the name is not written that way; the message is Dutch.
    """
    if split is Split.FIRST_LAST:
        if "," in text:
            raise ValueError("hier staat een komma; deze kolom hoort voornaam en dan achternaam te hebben")
        first, _, last = " ".join(text.split()).partition(" ")
        if not last:
            raise ValueError("hier staat één woord; deze kolom hoort voornaam en achternaam te hebben")
        return first, last
    last, comma, rest = (" ".join(part.split()) for part in text.partition(","))
    given = rest.split()
    prefixes: list[str] = []
    while len(given) > 1 and words(given[-1]) in _PREFIXES:
        prefixes.insert(0, given.pop())
    if not comma or not last or not given or "," in rest:
        raise ValueError("deze kolom hoort ‘achternaam, voornaam’ te hebben, met één komma")
    return " ".join(given), " ".join([*prefixes, last])


# -- as a file ---------------------------------------------------------------------------------------------------------


def to_toml(mapping: Mapping, header: Sequence[str] = ()) -> str:
    """The mapping as a text that can be kept and shared; :func:`from_toml` gives it back.

    Args:
        mapping: what to write.
        header: columns of the table; those that are left alone are named in remarks.
    """
    lines = [
        "# Welke kolom van een lijst in welk veld komt, voor: beschutdesk import --csv … --mapping dit-bestand",
        f"record = {_quoted(mapping.record)}",
    ]
    for column in mapping.columns:
        lines += ["", "[[column]]", f"name = {_quoted(column.name)}"]
        if column.split is None:
            lines.append(f"to = {_quoted(column.to[0])}")
        else:
            lines.append(f"to = [{', '.join(_quoted(path) for path in column.to)}]")
            lines.append(f"split = {_quoted(column.split.value)}")
        if column.join:
            lines.append("join = true")
    named = {column.name for column in mapping.columns}
    left = [name for name in header if name not in named]
    if left:
        lines += ["", "# Deze kolommen worden overgeslagen:", *(f"# {_quoted(name)}" for name in left)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def from_toml(text: str) -> Mapping:
    """The mapping in a text.

    Raises:
        BadMapping: it is not one.
    """
    if len(text) > TEXT_LIMIT:
        raise BadMapping("dit is te groot voor een indeling van kolommen")
    plain: dict[str, Any] = {}
    problem = ""
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        place = str(wrong).rpartition("(at ")[2].removesuffix(")")
        place = place.replace("line", "regel").replace("column", "kolom").replace("end of document", "het einde")
        problem = f"dit is geen TOML: het gaat mis bij {place}" if "(at " in str(wrong) else "dit is geen TOML"
    if problem:
        raise BadMapping(problem)
    if plain.keys() - {"record", "column"}:
        raise BadMapping("er staat een onbekende naam in; wat kan: record, [[column]]")
    columns = plain.get("column", [])
    if not isinstance(columns, list) or not all(isinstance(column, dict) for column in columns):
        raise BadMapping("kolommen horen onder [[column]]")
    return Mapping(str(plain.get("record", "")), tuple(_column(i, column) for i, column in enumerate(columns, 1)))


def _column(number: int, plain: dict[str, Any]) -> Column:
    here = f"[[column]] {number}"
    if plain.keys() - {"name", "to", "split", "join"}:
        raise BadMapping(f"{here}: er staat een onbekende naam in; wat kan: name, to, split, join")
    name, to, split, join = plain.get("name"), plain.get("to"), plain.get("split"), plain.get("join", False)
    if not isinstance(name, str) or not name:
        raise BadMapping(f"{here}: bij ‘name’ hoort de naam van de kolom")
    paths = [to] if isinstance(to, str) else to
    if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
        raise BadMapping(f"{here}: bij ‘to’ hoort een veld, zoals candidate.name_used")
    if not isinstance(join, bool):
        raise BadMapping(f"{here}: bij ‘join’ hoort true of false")
    kinds = {kind.value: kind for kind in Split}
    if split is not None and (not isinstance(split, str) or split not in kinds):
        raise BadMapping(f"{here}: bij ‘split’ hoort een van: {', '.join(kinds)}")
    return Column(name, tuple(paths), kinds[split] if isinstance(split, str) else None, join)
