"""Two dossiers that look the same to one audience and differ in everything else.

Generated from the declarations: a new field, record or row joins by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

import beschutdesk.dossier  # noqa: F401 - declares all records
from beschutdesk.documents.portfolio import PortfolioViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, Shape, Spec, roots
from beschutdesk.dossier.seen_by import Glass, SeenBy
from beschutdesk.dossier.values import Appointment, Attachment, Slot, YesNo
from tests.documents.invented import TODAY, picture_of

OPEN_ROWS = 2


@dataclass(frozen=True)
class World:
    """One of the two: what the audience may see is the same in both, the rest carries the name of the world."""

    name: str
    audience: Audience

    def seen(self) -> tuple[dict[str, Record], Glass]:
        """One root of each kind, every field of it filled, and the glass of the audience."""
        made = {shape.name: self._record(shape, shape.name) for shape in roots()}
        records = {record.id: record for record in made.values()}
        for record in made.values():
            records |= {row.id: row for row in _rows(record)}
        self._link(made, records)
        return made, Glass(self.audience, records, opted=True)

    def views(self) -> PortfolioViews:
        """The views on a whole dossier, every field of it filled."""
        made, glass = self.seen()
        shared = self.audience in REGISTRY["candidate"].specs["photo"].share
        return PortfolioViews(
            audience=self.audience,
            portfolio=glass.see(made["portfolio"]),
            caseworker=glass.see(made["caseworker"]),
            task_list=glass.see(made["task_list"]),
            number=7,
            issued_on=TODAY,
            photo=picture_of("samen" if shared else self.name),
        )

    # -- records -------------------------------------------------------------------------------------------------------

    def _record(self, shape: Shape, path: str, *, closed: bool = False) -> Record:
        record = shape.type(created_by=f"{self.name} maakte", updated_by=f"{self.name} wijzigde", origin=self.name)
        for name, spec in shape.specs.items():
            if spec.kind is Kind.READERS:
                others = tuple(audience for audience in Audience if audience is not self.audience)
                setattr(record, name, others if closed else None)
            elif spec.kind is not Kind.REFERENCE:
                seen = not closed and self.audience in spec.share
                setattr(record, name, value(spec, f"{path}.{name}", "samen" if seen else self.name))
        for name, child in shape.children.items():
            setattr(record, name, self._children(REGISTRY[child], f"{path}.{name}"))
        return record

    def _children(self, shape: Shape, path: str) -> list[Record]:
        rows = [self._record(shape, f"{path}{number}") for number in range(OPEN_ROWS)]
        hidden = [self._record(shape, f"{path}-dicht{number}", closed=True) for number in range(2)]
        # Hidden rows differ in number and place too.
        return [hidden[0], *rows, hidden[1]] if self.name == "een" else [rows[0], hidden[0], rows[1]]

    def _link(self, made: dict[str, Record], records: dict[UUID, Record]) -> None:
        """Point every reference at a record of its kind; a hidden one somewhere else in each world."""
        by_shape: dict[str, list[Record]] = {}
        for record in records.values():
            by_shape.setdefault(_shape(record).name, []).append(record)
        for record in records.values():
            for number, spec in enumerate(s for s in _shape(record).specs.values() if s.kind is Kind.REFERENCE):
                targets = [target for target in by_shape[spec.target] if getattr(target, "readers", None) is None]
                closed = [target for target in by_shape[spec.target] if target not in targets]
                seen = self.audience in spec.share
                if not seen:
                    targets = targets if self.name == "een" else [*reversed(targets)]
                elif closed and number == 1:  # the stand-in: a reference that is seen, to a row that is not
                    targets = closed
                setattr(record, spec.name, targets[number % len(targets)].id)


def _shape(record: Record) -> Shape:
    return next(shape for shape in REGISTRY.values() if shape.type is type(record))


def _rows(record: Record) -> list[Record]:
    return [row for name in _shape(record).children for row in getattr(record, name)]


# -- words -------------------------------------------------------------------------------------------------------------


def token(path: str, world: str) -> str:
    """A word that exists for this field in this world only."""
    return f"{path.replace('_', '').replace('.', 'q').replace('-', 'z')}{world}"


def tokens(record: str, name: str) -> list[str]:
    """The words that stand for a field that is seen: of the root, or of any of the open rows."""
    shape = REGISTRY[record]
    if not shape.parent:
        return [token(f"{record}.{name}", "samen")]
    children = next(key for key, child in REGISTRY[shape.parent].children.items() if child == record)
    return [token(f"{shape.parent}.{children}{number}.{name}", "samen") for number in range(OPEN_ROWS)]


def unsaid(text: str, wanted: Mapping[str, str], audience: Audience) -> list[str]:
    """The fields that an audience may read and that a document does not say.

    Args:
        text: what it says, without white space.
        wanted: names of fields that it prints, by record.
        audience: for whom it is.
    """
    return [
        f"{record}.{name}"
        for record, names in wanted.items()
        for name in names.split()
        if audience in REGISTRY[record].specs[name].share and not any(word in text for word in tokens(record, name))
    ]


# -- leaks: with one of these the proof must fail ----------------------------------------------------------------------


def all_fields_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every audience reads every field."""
    monkeypatch.setattr(SeenBy, "sees", lambda self, name: True)


def all_rows_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that were closed are open."""
    monkeypatch.setattr(SeenBy, "open", True)


# -- values ------------------------------------------------------------------------------------------------------------


def value(spec: Spec, path: str, world: str) -> Any:  # noqa: PLR0911 - one line per kind
    """A filled-in value: for two worlds always two different ones."""
    word = token(path, world)
    dice = int.from_bytes(sha256(word.encode()).digest()[:8])
    if spec.kind in (Kind.TEXT, Kind.PROSE):
        return word
    if spec.kind is Kind.LINES:
        return (f"{word}a", f"{word}b")
    if spec.kind is Kind.DAY:
        day = TODAY - timedelta(days=dice % 100)
        return day if world != "twee" else day - timedelta(days=200)
    if spec.kind is Kind.APPOINTMENT:
        return Appointment(date(2026, 1, 1) + timedelta(days=dice % 300), time(dice % 24, 0))
    if spec.kind in (Kind.NUMBER, Kind.MONEY):
        return Decimal(dice % 40 + {"een": 100, "twee": 200}.get(world, 1))
    if spec.kind is Kind.CHOICE:
        assert spec.options is not None
        members = [*spec.options, None]
        return members[{"een": 0, "twee": 1}.get(world, dice % (len(members) - 1))]
    if spec.kind is Kind.CHOICES:  # sections left out: none, or what is being proved would not be printed
        assert spec.options is not None
        return () if world == "samen" else (list(spec.options)[{"een": 0, "twee": 1}[world]],)
    if spec.kind is Kind.YES_NO:
        return {"een": YesNo.NO, "twee": YesNo.UNKNOWN}.get(world, YesNo.YES)
    if spec.kind is Kind.WEEK:
        hour = {"een": 6, "twee": 7}.get(world, 8)
        return tuple(Slot(day, time(hour, dice % 60), time(hour + 6, dice % 60)) for day in (0, 1, 3))
    if spec.kind is Kind.ATTACHMENT:
        return Attachment(sha256(word.encode()).hexdigest(), f"{word}.jpg", "image/jpeg", dice % 1000)
    if spec.kind is Kind.MARKS:
        return {word: word}
    raise AssertionError(spec.kind)
