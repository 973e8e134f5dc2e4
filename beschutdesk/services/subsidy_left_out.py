"""What a reader does not get on a paper of a begeleidingssubsidie or of jobcarving, and why: for beside a preview.

What is about the person and the application stands there field by field; of anything else the fields that the same
readers may have are one line.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience, readers
from beschutdesk.dossier.fields import Kind, Record, Row, Spec, shape_of
from beschutdesk.services.documents import LeftOut

_ALONE: Final = frozenset({"candidate", "supervision_subsidy"})
_SILENT: Final = frozenset({"state", "digest"})
"""Always filled in, and says nothing."""
_OFF: Final = "staat uit bij Instellingen"
"""Why a reader who may have it does not get it."""


class FromRecords(Protocol):
    """As much of an order as says what it draws from."""

    @property
    def audience(self) -> Audience:
        """Who will read it."""
        ...

    @property
    def opted(self) -> bool:
        """Whether what is off by default was turned on."""
        ...

    @property
    def records(self) -> Sequence[Record]:
        """All that it draws from."""
        ...


def left_out(order: FromRecords) -> list[LeftOut]:
    """What is filled in and not for this reader: fields, and rows that were closed."""
    out: dict[tuple[str, str], list[Spec]] = {}
    for record in order.records:
        for spec in _hidden(record, order.audience, opted=order.opted):
            together = spec.key if spec.record in _ALONE else _why(spec.share)
            found = out.setdefault((spec.record, together), [])
            found += [spec] if spec not in found else []
    return [*(_line(specs, order) for specs in out.values()), *_closed(order)]


def _hidden(record: Record, audience: Audience, *, opted: bool) -> Iterator[Spec]:
    """The fields of one record and its open rows that are filled in and not for this reader."""
    shape = shape_of(record)
    for spec in shape.specs.values():
        if spec.kind in (Kind.REFERENCE, Kind.MARKS, Kind.READERS) or spec.name in _SILENT or not spec.share:
            continue
        off = spec.opt_in and not opted
        if (off or audience not in spec.share) and codec.is_filled(getattr(record, spec.name)):
            yield spec
    for name in shape.children:
        for row in getattr(record, name):
            if row.readers is None or audience in row.readers:
                yield from _hidden(row, audience, opted=opted)


def _closed(order: FromRecords) -> Iterator[LeftOut]:
    """Rows that somebody closed to this reader, by number."""
    for record in order.records:
        shape = shape_of(record)
        for name in shape.children:
            rows: list[Row] = [one for one in getattr(record, name) if one.readers is not None]
            shut = [one for one in rows if order.audience not in (one.readers or ())]
            for narrowed in dict.fromkeys(one.readers for one in shut):
                number = sum(one.readers == narrowed for one in shut)
                why = f"{_why(frozenset(narrowed or ()))}: zo heb je het zelf afgesloten"
                yield LeftOut(f"{number} × {shape_of(shut[0]).label}", shape.label, why)


def _line(specs: list[Spec], order: FromRecords) -> LeftOut:
    """Fields of one record that the same readers may have."""
    first, where = specs[0], shape_of(specs[0].record).label
    why = _why(first.share) if order.audience not in first.share else _OFF
    if len(specs) > 1:
        return LeftOut(where, where, why, len(specs))
    return LeftOut(first.label if first.record in _ALONE else f"{where}: {first.label}", where, why)


def _why(share: frozenset[Audience]) -> str:
    return f"alleen voor {readers(share)}" if share else "alleen voor jou"
