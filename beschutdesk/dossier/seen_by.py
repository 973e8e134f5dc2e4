"""What one audience sees of a dossier. A document builder gets these views and never a record."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Record, shape_of


class SeenBy:
    """One record through the eyes of one audience.

    An attribute gives the field's value, or the empty value of its kind when this audience may not read it. Rows come
    as views, without those that are closed to the audience. A reference gives the view of the other record, or
    ``None``; identifiers, stamps and versions do not exist here.
    """

    __slots__ = ("_glass", "_record")

    def __init__(self, record: Record, glass: "Glass") -> None:
        self._record = record
        self._glass = glass

    def __getattr__(self, name: str) -> Any:
        shape = shape_of(self._record)
        if name in shape.children:
            views = (self._glass.see(row) for row in getattr(self._record, name))
            return tuple(view for view in views if view.open)
        try:
            spec = shape.specs[name]
        except KeyError:
            raise AttributeError(f"{shape.name}.{name} is not a declared field") from None
        if not self.sees(name):
            return spec.empty
        value = getattr(self._record, name)
        if spec.kind is Kind.REFERENCE:
            return self._glass.look_up(value)
        return dict(value) if spec.kind is Kind.MARKS else value

    def sees(self, name: str) -> bool:
        """Whether this audience may read the field at all, filled in or not."""
        spec = shape_of(self._record).specs[name]
        return self.open and self._glass.lets(spec.share) and (self._glass.opted or not spec.opt_in)

    @property
    def open(self) -> bool:
        """Whether the row is not closed to this audience; always true for a record that is not a row."""
        narrowed = getattr(self._record, "readers", None)
        return narrowed is None or self._glass.lets(narrowed)

    def __eq__(self, other: object) -> bool:
        """Whether both are of one record: a step and its task find each other so, without an identifier."""
        return isinstance(other, SeenBy) and self._record is other._record

    def __hash__(self) -> int:
        return id(self._record)

    def __repr__(self) -> str:
        return f"<{shape_of(self._record).name} seen by {self._glass.who}>"


class Glass:
    """The pair of eyes: an audience and the records that references may lead to.

    Fields that are off until the user turns them on are not seen, unless *opted* says that they were turned on.
    """

    def __init__(self, audience: Audience, records: Mapping[UUID, Record], *, opted: bool = False) -> None:
        self.audience = audience
        self.opted = opted
        self._records = records

    @property
    def who(self) -> str:
        """Whose eyes these are, by a stable key."""
        return self.audience.key

    def lets(self, readers: Collection[Audience]) -> bool:
        """Whether what is for these readers may be seen through it."""
        return self.audience in readers

    def see(self, record: Record) -> SeenBy:
        """The view of one record."""
        return SeenBy(record, self)

    def look_up(self, key: UUID | None) -> SeenBy | None:
        """The view of the record a reference points to, if it is there and open."""
        target = self._records.get(key) if key is not None else None
        if target is None:
            return None
        view = self.see(target)
        return view if view.open else None


class OwnGlass(Glass):
    """The eyes of the responsible bemiddelaar, who reads all that is kept.

    No audience stands for that person, so none can be mistaken for it: whoever wants these eyes has to name this class.
    A document that is made with it says so on every page, for it takes its readers from :func:`who_sees`.
    """

    def __init__(self, records: Mapping[UUID, Record]) -> None:
        super().__init__(Audience.COLLEAGUE, records, opted=True)

    @property
    def who(self) -> str:
        """No key of an audience."""
        return "dossier"

    def lets(self, readers: Collection[Audience]) -> bool:
        """Everything."""
        return True


def who_sees(view: SeenBy) -> str:
    """Whose eyes a view is made with: the key of an audience, or ``dossier`` for the responsible bemiddelaar."""
    return view._glass.who
