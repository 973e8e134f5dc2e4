"""Rows of the database through the eyes of one audience.

What :class:`~beschutdesk.dossier.seen_by.Glass` is for records, for what is read by columns.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Spec, shape_of

_WHO_WROTE = frozenset({"created_by", "updated_by"})


class Eyes:
    """The eyes of a reader.

    Args:
        reader: whose; ``None`` is the responsible bemiddelaar, who sees everything.
    """

    def __init__(self, reader: Audience | None) -> None:
        self.reader = reader

    @property
    def stamps(self) -> bool:
        """Whether who wrote what and when is for this reader: only for those who keep the dossier."""
        return self.reader in (None, Audience.COLLEAGUE)

    def may(self, record: str, field: str) -> bool:
        """Whether this reader may read a field of a record."""
        return self.reader is None or self.reader in shape_of(record).specs[field].share

    def open(self, narrowed: Collection[Audience] | None) -> bool:
        """Whether a row with these readers is not closed to this one."""
        return self.reader is None or narrowed is None or self.reader in narrowed

    def rows(self, record: str, rows: Iterable[Any]) -> Iterator[Any]:
        """Rows of one record, without those that are closed to this reader."""
        if self.reader is None:
            return iter(rows)
        specs = shape_of(record).specs
        return (_Seen(row, specs, self) for row in rows if self.open(getattr(row, "readers", None)))

    def see(self, row: Any, places: Mapping[str, tuple[str, str]]) -> Any:
        """A row of several records; *places* says of each column of which record and field it is."""
        if self.reader is None:
            return row
        return _Seen(row, {name: shape_of(record).specs[field] for name, (record, field) in places.items()}, self)


class _Seen:
    """One row: a column that this reader may not read has the empty value of its kind."""

    __slots__ = ("_eyes", "_row", "_specs")

    def __init__(self, row: Any, specs: Mapping[str, Spec], eyes: Eyes) -> None:
        self._row, self._specs, self._eyes = row, specs, eyes

    def __getattr__(self, name: str) -> Any:
        spec = self._specs.get(name)
        if spec is not None and self._eyes.reader not in spec.share:
            return spec.empty
        if name in _WHO_WROTE and not self._eyes.stamps:
            return ""
        return getattr(self._row, name)
