"""What someone changed in a record, laid over what others saved meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import REGISTRY, Record, Shape, shape_of
from beschutdesk.dossier.rows_about import ABOUT, About
from beschutdesk.storage.unit_of_work import ABSENT, Step
from beschutdesk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Edit:
    """What someone changed in one root.

    Attributes:
        record: name of the record.
        id: its id.
        base_version: version the changes were typed over; 0 for a new record.
        changes: new plain value per path (see :mod:`beschutdesk.dossier.codec`).
        rest: what was typed and cannot be saved yet, such as half a date; stays as a draft over the new version.
    """

    record: str
    id: UUID
    base_version: int
    changes: Mapping[str, Any]
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was changed here and, meanwhile, elsewhere.

    Attributes:
        label: Dutch label of the field.
        mine, theirs: plain values.
    """

    record: str
    id: UUID
    path: str
    label: str
    mine: Any
    theirs: Any


class Conflict(Trouble):
    """The same field changed twice. Nothing was saved; the draft stands."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        names = ", ".join(dict.fromkeys(clash.label for clash in clashes))
        super().__init__(
            f"Dit veld is intussen ook op een andere plek veranderd: {names}.",
            "Je tekst staat als concept in de kluis.",
            "Kies welke tekst je wilt bewaren.",
        )
        self.clashes = tuple(clashes)


def rebase(edit: Edit, root: Record, since: Sequence[Step]) -> tuple[dict[str, Any], list[Clash]]:
    """The changes to make now, and the fields that were changed on both sides."""
    now = codec.flatten(root)
    shape = shape_of(root)
    elsewhere = {step.path: step for step in reversed(since)}  # the first step per path holds the base value
    changes: dict[str, Any] = {}
    clashes = []
    for path, mine in edit.changes.items():
        if path in elsewhere and now.get(path, ABSENT) != mine:
            if path in shape.children:
                base = elsewhere[path].old
                changes[path] = codec.merge_rows([] if base is ABSENT else base, mine, now[path])
            elif path in now:
                clashes.append(Clash(edit.record, edit.id, path, label_at(shape, path), mine, now[path]))
            continue
        changes[path] = mine
    for path, mine in edit.changes.items():
        if "/" in path and path not in now and codec.is_filled(mine):
            _bring_back(path, mine, edit, now, since, changes)
    if (about := ABOUT.get(edit.record)) is not None:
        _bring_owners(about, edit, now, since, changes)
    return changes, clashes


def _bring_back(
    path: str, mine: Any, edit: Edit, now: codec.Flat, since: Sequence[Step], changes: dict[str, Any]
) -> None:
    """Something was typed in a row that was taken out meanwhile: the row returns, else the text would vanish unseen."""
    rows, key, _ = path.split("/", 2)
    listed: list[str] = changes[rows] if rows in changes else now[rows]
    if key not in listed:
        if key not in edit.changes.get(rows, [key]):
            return  # taken out here too
        _return(rows, key, listed, since, changes)
    changes[path] = mine


def _return(rows: str, key: str, listed: list[str], since: Sequence[Step], changes: dict[str, Any]) -> None:
    """A row comes back at the end of its list, as it was."""
    changes[rows] = [*listed, key]
    for step in since:
        known = step.old if step.new is ABSENT else step.new
        if step.path.startswith(f"{rows}/{key}/") and known is not ABSENT:
            changes.setdefault(step.path, known)


def _bring_owners(about: About, edit: Edit, now: codec.Flat, since: Sequence[Step], changes: dict[str, Any]) -> None:
    """What somebody wrote about a row that was taken out meanwhile: that row returns, for it would lead nowhere."""
    kept = edit.changes.get(about.owners)  # who was taken out here stays out
    for name in about.lists:
        rows: list[str] = changes[name] if name in changes else now[name]
        for key in rows:
            path = f"{name}/{key}/{about.by}"
            owner = changes.get(path, now.get(path))
            listed: list[str] = changes[about.owners] if about.owners in changes else now[about.owners]
            if owner is not None and owner not in listed and (kept is None or owner in kept):
                _return(about.owners, owner, listed, since, changes)


def label_at(shape: Shape, path: str) -> str:
    """The Dutch label of the field a path names."""
    spec = codec.spec_at(shape, path)
    return REGISTRY[shape.children[path]].label if spec is None else spec.label
