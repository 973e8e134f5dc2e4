"""What a reader does not get of a visit, and why: for the list beside a preview."""

from collections.abc import Iterator
from typing import Any

from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_order import PersonPart, VisitOrder, unpacked
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience, readers
from beschutdesk.dossier.fields import Kind, Record, Row, Spec, shape_of
from beschutdesk.services.documents import LeftOut

_TRIP = "Contactmoment"
_SILENT = frozenset({"state"})
"""Always filled in, and says nothing."""
_COUNTED = {
    "agreements": ("afspraak", "afspraken"),
    "tryouts": ("uitgeprobeerde taak", "uitgeprobeerde taken"),
    "learning_moments": ("leermoment", "leermomenten"),
}


def left_out(order: VisitOrder) -> list[LeftOut]:
    """What is filled in and not in this report: fields, rows that were closed, and what is about others.

    No name of anybody else is in it.
    """
    out: dict[LeftOut, None] = {}
    if (audience := order.reader.audience) is not None:
        for part in order.parts:
            out |= dict.fromkeys(_of_person(part, audience))
    out |= dict.fromkeys(_of_trip(order))
    return list(out)


def _of_person(part: PersonPart, audience: Audience) -> Iterator[LeftOut]:
    visit: Any = unpacked(part.visit)
    subject = visit.subjects[0]
    for spec in _hidden(subject, audience):
        yield LeftOut(spec.label, shape_of(subject).label, _why(spec.share))
    for spec in _hidden(visit, audience):
        yield LeftOut(spec.label, shape_of(visit).label, _why(spec.share))
    for name in shape_of(visit).children:
        if name == "subjects":
            continue
        rows: list[Row] = getattr(visit, name)
        closed = [row for row in rows if row.readers is not None and audience not in row.readers]
        for narrowed in dict.fromkeys(row.readers for row in closed):
            number = sum(row.readers == narrowed for row in closed)
            what = f"{number} {_COUNTED[name][number != 1]}" if name in _COUNTED else f"{number} × {name}"
            why = f"{_why(frozenset(narrowed or ()))}: zo heb je het zelf afgesloten"
            yield LeftOut(what, _TRIP, why)
        hidden = dict.fromkeys(spec for row in rows if row not in closed for spec in _hidden(row, audience))
        for spec in hidden:
            yield LeftOut(f"{shape_of(spec.record).label}: {spec.label.lower()}", _TRIP, _why(spec.share))


def _of_trip(order: VisitOrder) -> Iterator[LeftOut]:
    if order.others:
        who = "nog 1 ander" if order.others == 1 else f"nog {order.others} anderen"
        own = "hoort in een eigen verslag"
        if order.reader is Reader.EMPLOYER and not order.combined:
            own = "hoort in een eigen verslag, of in een gezamenlijk verslag"
        yield LeftOut(f"Alles over {who}", _TRIP, own)
    because = "kan over een ander gaan, want er waren meer mensen bij"
    if order.unnamed:
        lines = "1 regel" if order.unnamed == 1 else f"{order.unnamed} regels"
        yield LeftOut(f"Aanwezig: {lines}", _TRIP, because)
    if order.trip_notes:
        yield LeftOut("Aantekeningen", _TRIP, because)
    if order.loose:
        yield LeftOut(f"{order.loose} × iets dat bij niemand staat", _TRIP, because)


def _hidden(record: Record, audience: Audience) -> Iterator[Spec]:
    """The fields of one record that are filled in and not for this reader."""
    for spec in shape_of(record).specs.values():
        if spec.kind in (Kind.REFERENCE, Kind.MARKS, Kind.READERS) or spec.name in _SILENT or not spec.share:
            continue
        if audience not in spec.share and codec.is_filled(getattr(record, spec.name)):
            yield spec


def _why(share: frozenset[Audience]) -> str:
    return f"alleen voor {readers(share)}" if share else "alleen voor jou"
