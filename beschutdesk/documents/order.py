"""An order for a document: plain data that crosses to another process, and its way to a file.

Whoever makes the document rebuilds the records, puts the audience's glasses on and hands the builder views only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import beschutdesk.dossier  # noqa: F401 - declares the records
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.seen_by import Glass


@dataclass(frozen=True, slots=True)
class Order:
    """One portfolio for one audience.

    Attributes:
        records: name, id and flat form of every record that the document may draw from.
        portfolio, caseworker, task_list: ids among them.
        number: the version that the footer names.
        issued_on: the date on it.
        photo: cleaned JPEG, only when it may be shown.
    """

    audience: Audience
    records: tuple[tuple[str, UUID, codec.Flat], ...]
    portfolio: UUID
    caseworker: UUID
    task_list: UUID | None
    number: int
    issued_on: date
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document.

    Attributes:
        data: the PDF.
        name: proposed file name.
        dropped: characters of the texts that no font has; they stand as □ in the document.
    """

    data: bytes
    name: str
    dropped: tuple[str, ...] = ()


def packed(records: Sequence[Record]) -> tuple[tuple[str, UUID, codec.Flat], ...]:
    """Records as plain data."""
    return tuple((shape_of(record).name, record.id, codec.flatten(record)) for record in records)


def render(order: Order) -> Printed:
    """Make the document."""
    from beschutdesk.documents.portfolio import PortfolioViews, build, file_name, unprintable

    records: dict[UUID, Record] = {}
    for name, key, flat in order.records:
        record = shape_of(name).type(id=key)
        codec.apply(record, flat)
        records[key] = record
        for rows in shape_of(name).children:
            records |= {row.id: row for row in getattr(record, rows)}
    glass = Glass(order.audience, records)
    views = PortfolioViews(
        audience=order.audience,
        portfolio=glass.see(records[order.portfolio]),
        caseworker=glass.see(records[order.caseworker]),
        task_list=None if order.task_list is None else glass.see(records[order.task_list]),
        number=order.number,
        issued_on=order.issued_on,
        photo=order.photo,
    )
    return Printed(build(views), file_name(views), unprintable(views))
