"""What must hold between the records of one dossier file."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from beschutdesk.dossier.fields import Kind, Record, Spec, shape_of
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.contents import ATTACHMENT_LIMIT, OWNERS, Dossier, Place, walk


def check(dossier: Dossier) -> None:
    """Identifiers are unique, references lead somewhere in the file, attachments are there and whole.

    Raises:
        BadDossier: with the first thing that does not hold.
    """
    records = list(walk(dossier))
    known = _unique(records)
    for place, record in records:
        _references(place, record, known)
    _files(dossier, records)


def _unique(records: list[tuple[Place, Record]]) -> dict[UUID, str]:
    """Name of the record by id."""
    first: dict[UUID, Place] = {}
    for place, record in records:
        if record.id in first:
            other = first[record.id]
            raise place.bad(f"het kenmerk (id) is al gebruikt bij {' › '.join(other.words)} ({other.path})")
        first[record.id] = place
    return {record.id: shape_of(record).name for _, record in records}


def _references(place: Place, record: Record, known: dict[UUID, str]) -> None:
    shape = shape_of(record)
    for name, spec in shape.specs.items():
        if spec.kind is not Kind.REFERENCE:
            continue
        target = getattr(record, name)
        if target is None:
            if OWNERS.get(shape.name) == name:
                raise place.field(spec).bad(f"hier ontbreekt de verwijzing; zonder {_name(spec)} hoort dit nergens bij")
        elif known.get(target) != spec.target:
            raise place.field(spec).bad(f"dit verwijst naar een {_name(spec)} die niet in dit bestand staat")


def _name(spec: Spec) -> str:
    return shape_of(spec.target).label.lower()


def _attachments(records: list[tuple[Place, Record]]) -> Iterator[tuple[Place, Attachment]]:
    for place, record in records:
        for name, spec in shape_of(record).specs.items():
            value = getattr(record, name) if spec.kind is Kind.ATTACHMENT else None
            if value is not None:
                yield place.field(spec), value


def _files(dossier: Dossier, records: list[tuple[Place, Record]]) -> None:
    for index, content in enumerate(dossier.files.values()):
        if len(content) > ATTACHMENT_LIMIT:
            raise file_place(index).bad(f"een bijlage is hooguit {ATTACHMENT_LIMIT // 1024**2} MB")
    wanted: set[str] = set()
    for place, attachment in _attachments(records):
        wanted.add(attachment.digest)
        if attachment.digest not in dossier.files:
            raise place.bad("de inhoud van deze bijlage ontbreekt onder ‘files’")
        if len(dossier.files[attachment.digest]) != attachment.size:
            raise place.bad("de bijlage is niet zo groot als erbij staat")
    for index, (digest, content) in enumerate(dossier.files.items()):
        if hashlib.sha256(content).hexdigest() != digest:
            raise file_place(index).bad("de inhoud is beschadigd: die past niet bij het kenmerk (sha256)")
        if digest not in wanted:
            raise file_place(index).bad("deze bijlage hoort bij geen enkel veld")


def file_place(index: int) -> Place:
    """The place of the content of an attachment, by its order under ``files``."""
    return Place(("bijlagen", f"bijlage {index + 1}"), f"files[{index}]")
