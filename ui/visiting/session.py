"""The session of one visit: saved while one writes on, with half lines and the place where one was in its draft."""

import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Record
from ui.forms.session import RAW, EditSession
from ui.whereabouts import VisitPlace

if TYPE_CHECKING:
    from beschutdesk.services.drafts import Draft

_PLACE: Final = RAW + "subjects"
"""Under a list of rows stands no text by itself: there the draft keeps where one was, and lines half typed."""


class VisitSession(EditSession):
    """An :class:`EditSession` that takes a save in without filling the screen again.

    Attributes:
        place: where one is; goes along with a draft, and comes back with it.
    """

    place: VisitPlace | None = None

    # -- half lines ----------------------------------------------------------------------------------------------------

    def half(self, part: str, subject: UUID) -> dict[str, str]:
        """What is typed of a new row of a list, for one subject; nothing when that line is empty."""
        found = _lines(self._changes.get(RAW + part)).get(str(subject))
        return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}

    def set_half(self, part: str, subject: UUID, values: dict[str, str]) -> None:
        """Keep a half line in the draft; without values it is gone. It never becomes a row by itself."""
        whole = _lines(self._changes.get(RAW + part))
        before = dict(whole)
        if values:
            whole[str(subject)] = values
        else:
            whole.pop(str(subject), None)
        if whole == before:
            return
        if whole:
            self._changes[RAW + part] = json.dumps(whole)
        else:
            self._changes.pop(RAW + part, None)
        self.changed.emit(part)

    @property
    def is_half(self) -> bool:
        """Whether something stands here that cannot be saved yet."""
        return any(path.startswith(RAW) and self._is_alive(path) for path in self._changes)

    # -- the draft -----------------------------------------------------------------------------------------------------

    def draft(self) -> "Draft":
        """What to keep until it is saved; with something to keep, also where one is."""
        from beschutdesk.services.drafts import Draft

        made = super().draft()
        if not made.changes or self.place is None:
            return made
        return Draft(made.record, made.id, made.base_version, {**made.changes, _PLACE: _written(self.place)})

    def restore(self, draft: "Draft") -> None:
        """Take up a draft, and the place in it."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            self.place = _read(str(draft.changes.get(_PLACE, "")))
        super().restore(draft)
        self._changes.pop(_PLACE, None)

    # -- saving --------------------------------------------------------------------------------------------------------

    def take(self, root: Record) -> None:
        """The record was saved with what stood here, or changed by an act: what was typed since stays.

        Only what is different on the screen is told; a caret stays where it is.
        """
        old, new = codec.flatten(self.root), codec.flatten(root)
        known = {path for path in {*old, *self._changes} if not path.startswith(RAW)}
        before = {path: self.plain(path) for path in known}
        for path in self.shape.children:
            if path in self._changes and path in new:
                mine = self._changes[path]
                self._changes[path] = codec.merge_rows(old.get(path, []), mine, new[path])
        self._rest_on(root)
        self._changes = {
            path: plain for path, plain in self._changes.items() if path.startswith(RAW) or new.get(path, RAW) != plain
        }
        for path in known | set(new):
            if before.get(path, RAW) != self.plain(path):
                self.changed.emit(path)


def _lines(text: Any) -> dict[str, Any]:
    with suppress(ValueError, TypeError):
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    return {}


def _written(place: VisitPlace) -> str:
    return json.dumps({name: str(value) if isinstance(value, UUID) else value for name, value in asdict(place).items()})


def _read(text: str) -> VisitPlace | None:
    found = json.loads(text) if text else None
    if not isinstance(found, dict):
        return None
    subject = found.get("subject")
    return VisitPlace(
        UUID(found["visit"]),
        UUID(subject) if subject else None,
        str(found.get("theme", "")),
        str(found.get("part", "")),
        int(found.get("caret", 0)),
        int(found.get("anchor", 0)),
    )
