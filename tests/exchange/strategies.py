"""Made-up dossiers of every shape that the declarations allow. Strategies are cached: making them costs the most."""

import hashlib
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import WrongValue, check_text
from beschutdesk.dossier.fields import LINE_LIMIT, PROSE_LIMIT, TEXT_LIMIT, Kind, Record, Shape, Spec, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.values import Appointment, Attachment, Slot
from beschutdesk.exchange.contents import LISTS, OWNERS
from beschutdesk.exchange.dossier_json import Dossier

MOST = 20
"""So many fields of a row are filled at once."""
NASTY = [
    "<b>vet</b> &amp; <para><img src='x'/></para>",
    "🧑‍🌾 werkt 👍🏽",
    "שלום, مرحبا, \u202eomgekeerd\u202c",
    "Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp",
    "a\u0301e\u0308 ﬁ ǅ",
    "{{7*7}} %s $(id) ';--",
    "\u00a0\u2028\ufeff",
]


def _fits(text: str, limit: int, one_line: bool) -> bool:
    try:
        check_text(text, limit, one_line=one_line)
    except WrongValue:
        return False
    return True


@cache
def texts(limit: int, *, one_line: bool) -> st.SearchStrategy[str]:
    """Filled text that a field takes."""
    # left out here and not by the filter below, which gives up on one of the thousands of texts of a dossier
    kept = set() if one_line else set("\n\t")
    unfit = {*map(chr, range(32)), *"\x7f\ufffe\uffff"} - kept
    letters = st.characters(exclude_categories=["Cs"], exclude_characters=sorted(unfit))
    plain = st.text(letters, max_size=30)
    return (st.sampled_from(NASTY) | plain).filter(lambda t: _fits(t, limit, one_line))


def _numbers(decimals: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-(10**11), 10**11).map(lambda n: Decimal(n).scaleb(-decimals))


TIMES = st.times().map(lambda t: time(t.hour, t.minute))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
SLOTS = st.builds(Slot, st.integers(0, 6), st.none() | TIMES, st.none() | TIMES)
CONTENTS = st.binary(max_size=40)
FILE_NAMES = texts(TEXT_LIMIT, one_line=True).filter(lambda n: n not in ("", ".", "..") and not set(n) & set("/\\"))


def _tuple_of(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=4).map(tuple)


@cache
def values(spec: Spec) -> st.SearchStrategy[Any]:
    """Values of a field, the empty one included; no references and no attachments."""
    one_line = texts(TEXT_LIMIT, one_line=True)
    numbers = _numbers(spec.decimals)
    options = st.sampled_from(list(spec.options)) if spec.options else st.nothing()
    filled: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: one_line,
        Kind.PROSE: texts(PROSE_LIMIT, one_line=False),
        Kind.DAY: DAYS,
        Kind.APPOINTMENT: st.builds(Appointment, DAYS, TIMES, st.sampled_from(["Europe/Amsterdam", "UTC"])),
        Kind.NUMBER: numbers,
        Kind.MONEY: numbers,
        Kind.CHOICE: options,
        Kind.CHOICES: _tuple_of(options),
        Kind.YES_NO: options,
        Kind.WEEK: _tuple_of(SLOTS),
        Kind.LINES: _tuple_of(texts(LINE_LIMIT, one_line=True)),
        Kind.READERS: _tuple_of(st.sampled_from(list(Audience))),
        Kind.MARKS: st.dictionaries(one_line, one_line, max_size=3),
    }
    return st.just(spec.empty) | filled[spec.kind]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier whose references and attachments fit together."""
    ids: dict[str, list[UUID]] = {}
    files: dict[str, bytes] = {}
    candidate = _record(draw, shape_of("candidate"), ids, files)
    lists = {
        name: tuple(_record(draw, shape_of(record), ids, files) for _ in range(draw(st.integers(0, 2))))
        for name, record in LISTS.items()
        if record not in OWNERS or ids.get(OWNERS[record])
    }
    return Dossier(candidate, **lists, files=files)


def _record(draw: st.DrawFn, shape: Shape, ids: dict[str, list[UUID]], files: dict[str, bytes]) -> Any:
    filled: dict[str, Any] = {"id": new_id()}
    said = set(shape.specs)
    if shape.parent and len(said) > MOST:  # all of them in every row is more than one example can hold
        said = set(draw(st.lists(st.sampled_from(sorted(said)), max_size=MOST, unique=True)))
    for name, spec in shape.specs.items():
        if name not in said and name != OWNERS.get(shape.name):
            filled[name] = spec.empty
        elif spec.kind is Kind.REFERENCE:
            nothing = [] if OWNERS.get(shape.name) == name else [None]
            filled[name] = draw(st.sampled_from([*ids.get(spec.target, []), *nothing]))
        elif spec.kind is Kind.ATTACHMENT:
            filled[name] = draw(st.none() | _attachments(files))
        else:
            filled[name] = draw(values(spec))
    record: Record = shape.type(**filled)
    ids.setdefault(shape.name, []).append(record.id)
    for name, child in shape.children.items():
        rows = [_record(draw, shape_of(child), ids, files) for _ in range(draw(st.integers(0, 2)))]
        setattr(record, name, rows)
    return record


@st.composite
def _attachments(draw: st.DrawFn, files: dict[str, bytes]) -> Attachment:
    content = draw(CONTENTS)
    digest = hashlib.sha256(content).hexdigest()
    files[digest] = content
    return Attachment(digest, draw(FILE_NAMES), "image/jpeg", len(content))
