"""A record as it was kept, by path: each field is read when somebody asks for it, for a long one has thousands."""

from typing import Any, Final

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import Plain
from beschutdesk.dossier.fields import Record, Spec, shape_of

MISSING: Final = object()
"""What stands at a path that the record does not have."""


class Kept:
    """The fields of a record and its rows (paths as in :mod:`beschutdesk.dossier.codec`).

    Args:
        root: the record; nobody changes it from now on.
    """

    def __init__(self, root: Record) -> None:
        self.root: Any = root
        self._children = shape_of(root).children
        self._rows: dict[str, dict[str, Record]] = {}
        self._plain: dict[str, Plain] = {}

    def plain(self, path: str) -> Plain:
        """The plain value at a path, :data:`MISSING` when there is none; not to be changed."""
        if path in self._plain:
            return self._plain[path]
        if path in self._children:
            found: Plain = [*self._of(path)]
        else:
            owner, spec = self._at(path)
            if spec is None:
                return MISSING
            found = codec.encode(spec, getattr(owner, spec.name))
        self._plain[path] = found
        return found

    def value(self, path: str) -> Any:
        """The value of the field at a path, :data:`MISSING` when there is none."""
        owner, spec = self._at(path)
        return MISSING if spec is None else getattr(owner, spec.name)

    def row(self, name: str, key: str) -> Any:
        """A row of a list, not to be changed; ``None`` when it is not there."""
        return self._of(name).get(key)

    def _of(self, name: str) -> dict[str, Record]:
        if name not in self._rows:
            self._rows[name] = {str(row.id): row for row in getattr(self.root, name)}
        return self._rows[name]

    def _at(self, path: str) -> tuple[Any, Spec | None]:
        """The record or row with the field at a path; no spec when the record has no such field or row."""
        head, _, key = path.rpartition("/")
        owner: Record | None = self.root
        if head:
            name, _, row = head.partition("/")
            owner = self._of(name).get(row) if name in self._children else None
        if owner is None:
            return None, None
        try:
            return owner, shape_of(owner).by_key(key)
        except KeyError:
            return None, None
