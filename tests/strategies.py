"""Hypothesis strategies made from the declarations: any value of any field, any record."""

import functools
import itertools
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Record, Shape, Spec, shape_of
from beschutdesk.dossier.values import Appointment, Attachment, Slot

_CHARS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
LINE = st.text(_CHARS, max_size=60)
PROSE = st.lists(LINE, max_size=4).map("\n".join)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TIMES = st.times().map(lambda t: time(t.hour, t.minute))
SLOTS = st.builds(Slot, st.integers(0, 6), st.none() | TIMES, st.none() | TIMES)


def _decimals(spec: Spec) -> st.SearchStrategy[Decimal]:
    return st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-spec.decimals))


def values(spec: Spec) -> st.SearchStrategy[Any]:
    """Any value that the field can hold. References stay empty: a test that needs them sets them."""
    options = list(spec.options or ())
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: LINE,
        Kind.PROSE: PROSE,
        Kind.DAY: st.none() | DAYS,
        Kind.APPOINTMENT: st.none() | st.builds(Appointment, DAYS, TIMES),
        Kind.NUMBER: st.none() | _decimals(spec),
        Kind.MONEY: st.none() | _decimals(spec),
        Kind.CHOICE: st.sampled_from([None, *options]),
        Kind.CHOICES: st.lists(st.sampled_from(options), unique=True, max_size=4).map(tuple)
        if options
        else st.just(()),
        Kind.YES_NO: st.sampled_from([None, *options]),
        Kind.WEEK: st.lists(SLOTS, max_size=5).map(tuple),
        Kind.LINES: st.lists(LINE, max_size=4).map(tuple),
        Kind.REFERENCE: st.none(),
        Kind.ATTACHMENT: st.none()
        | st.builds(Attachment, st.binary(min_size=32, max_size=32).map(bytes.hex), LINE, LINE, st.integers(0, 10**7)),
        Kind.READERS: st.none() | st.lists(st.sampled_from(list(Audience)), unique=True).map(tuple),
        Kind.MARKS: st.dictionaries(LINE, LINE, max_size=3),
    }
    return by_kind[spec.kind]


FILLED_LISTS = 5
"""Most lists of one record that have rows in the same example: a placement has too many for all at once."""


def records(shape: Shape | str) -> st.SearchStrategy[Record]:
    """Any record of this shape, with up to three rows in every list, or in some of them when it has many."""
    return _records(shape if isinstance(shape, str) else shape.name)


@functools.cache
def _records(name: str) -> st.SearchStrategy[Record]:
    """Made once per record: a hundred small strategies take longer to build than a value to draw."""
    shape = shape_of(name)
    parts: dict[str, st.SearchStrategy[Any]] = {name: values(spec) for name, spec in shape.specs.items()}
    rows = {name: st.lists(_records(child), max_size=3) for name, child in shape.children.items()}
    made = functools.partial(st.builds, shape.type, id=st.uuids().map(lambda u: UUID(int=u.int)), **parts)
    if len(rows) <= FILLED_LISTS:
        return made(**rows)
    chosen = [made(**{name: rows[name] for name in pair}) for pair in itertools.combinations(rows, 2)]
    return st.one_of(chosen)
