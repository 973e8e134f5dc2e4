"""One root that is being edited: what was kept, and what is typed over it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import Flat, WrongValue
from beschutdesk.dossier.fields import Record, Shape, Spec, shape_of
from beschutdesk.dossier.identity import new_id
from ui.forms.kept import MISSING, Kept
from ui.forms.steps import RowStep, RowSteps

if TYPE_CHECKING:
    from beschutdesk.services.dossiers import Edit
    from beschutdesk.services.drafts import Draft

RAW = codec.HALF
"""Stands before the path of typed text that is no value yet: half a date. It lives in the draft and is never saved."""
_GONE: Final = object()


class EditSession(QObject):
    """The base version of a root with the changes to it, by path (see :mod:`beschutdesk.dossier.codec`).

    Values that are set stand here as plain JSON and are replaced, never changed in place; a copy of :attr:`changes` is
    all that a draft needs.

    Attributes:
        record: name of the record.
        id: its id.
        version: version the changes are typed over; 0 for a new record.
        steps: the rows that came and went since the last save; see :meth:`step`.
        changed: a path has another value; also the path of a row list. Emitted after the change.
        reset_done: everything may be different: read it all again.
    """

    changed = Signal(str)
    reset_done = Signal()

    def __init__(self, root: Record, parent: QObject | None = None) -> None:
        """Begin with a root that nobody else changes, as the services give them."""
        super().__init__(parent)
        self.shape: Shape = shape_of(root)
        self.record = self.shape.name
        self.id: UUID = root.id
        self.version = root.version
        # a new root is all change: its draft must say everything, for there is nothing under it
        self._kept = Kept(root if root.version else self.shape.type(id=root.id))
        self._changes: Flat = {} if root.version else codec.changes(codec.flatten(self.root), codec.flatten(root))
        self._touched = False
        self.steps = RowSteps()
        self._expected: dict[str, object] = {}
        self.changed.connect(self._touch)

    # -- reading -------------------------------------------------------------------------------------------------------

    @property
    def changes(self) -> Flat:
        """A copy of what differs from the base, raw texts included."""
        return dict(self._changes)

    @property
    def root(self) -> Any:
        """The record as it was kept; not to be changed."""
        return self._kept.root

    @property
    def is_new(self) -> bool:
        """Whether it was never saved."""
        return self.version == 0

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return any(self._is_alive(path) for path in self._changes)

    @property
    def is_touched(self) -> bool:
        """Whether someone typed in it: a new root that nobody touched may vanish again."""
        return self._touched

    @property
    def is_waiting(self) -> bool:
        """Whether a value is still on its way (see :meth:`expect`)."""
        return bool(self._expected)

    def _touch(self, _path: str) -> None:
        self._touched = True

    def spec(self, path: str) -> Spec:
        """The declaration of the field at a path."""
        spec = codec.spec_at(self.shape, path)
        if spec is None:
            raise KeyError(f"{path} is a list of rows")
        return spec

    def plain(self, path: str) -> Any:
        """The plain value at a path as it is on the screen."""
        if path in self._changes:
            return self._changes[path]
        if (kept := self._kept.plain(path)) is not MISSING:
            return kept
        spec = codec.spec_at(self.shape, path)
        return [] if spec is None else codec.encode(spec, spec.empty)

    def value(self, path: str) -> Any:
        """The value at a path; empty when a draft of an older program holds what no longer fits."""
        if path not in self._changes and (kept := self._kept.value(path)) is not MISSING:
            return kept  # reading plain values again would cost more than all the rest of a form
        spec = self.spec(path)
        try:
            return codec.decode(spec, self.plain(path))
        except WrongValue:
            return spec.empty

    def raw(self, path: str) -> str | None:
        """What is typed at a path and is no value yet."""
        raw = self._changes.get(RAW + path)
        return raw if isinstance(raw, str) else None

    def raw_paths(self) -> list[str]:
        """The paths where something stands that cannot be saved."""
        return [path[1:] for path in self._changes if path.startswith(RAW) and self._is_alive(path)]

    def is_filled(self, path: str) -> bool:
        """Whether anything stands at a path."""
        return self.plain(path) not in (None, "", [], {}) or RAW + path in self._changes

    def rows(self, attribute: str) -> list[UUID]:
        """The ids of a list of rows, in order."""
        return [UUID(key) for key in self.plain(attribute)]

    def row(self, attribute: str, key: UUID) -> Any:
        """A row of a list as it is on the screen; not to be changed, for one in which nobody typed is the kept one."""
        shape, prefix = shape_of(self.shape.children[attribute]), f"{attribute}/{key}/"
        kept = self._kept.row(attribute, str(key))
        if kept is not None and all(prefix + spec.key not in self._changes for spec in shape.specs.values()):
            return kept
        return shape.type(id=key, **{name: self.value(prefix + spec.key) for name, spec in shape.specs.items()})

    def build(self) -> Any:
        """The record as it is on the screen, for rules that look at a whole one."""
        record = codec.copy(self.root)
        codec.apply(record, {p: value for p, value in self._saveable().items() if self._is_sound(p, value)})
        return record

    def _is_sound(self, path: str, value: Any) -> bool:
        try:
            spec = codec.spec_at(self.shape, path)
            if spec is not None:
                codec.decode(spec, value)
        except (WrongValue, KeyError):
            return False
        return True

    # -- changing ------------------------------------------------------------------------------------------------------

    def set(self, path: str, value: Any) -> None:
        """Put a value at a path.

        Raises:
            WrongValue: the field cannot hold it; nothing is changed.
        """
        spec = self.spec(path)
        plain = codec.encode(spec, value)
        codec.decode(spec, plain)
        self._expected.pop(path, None)
        had_raw = self._changes.pop(RAW + path, None) is not None
        self._put(path, plain, force=had_raw)

    def expect(self, path: str) -> Callable[[Any], None]:
        """A value for a path is being fetched. Returns what takes it in, whoever is on the screen by then.

        ``None`` means that nothing came. Void once another value was set or another one is expected. Taking it in
        raises as :meth:`set` does.
        """
        token = self._expected[path] = object()

        def arrived(value: Any) -> None:
            if self._expected.get(path) is token:
                del self._expected[path]
                if value is not None:
                    self.set(path, value)

        return arrived

    def set_raw(self, path: str, text: str) -> None:
        """Keep typed text that is no value yet. The value under it stays as it was until the text can be read."""
        if self._changes.get(RAW + path) != text:
            self._changes[RAW + path] = text
            self.changed.emit(path)

    def drop_raw(self, path: str) -> None:
        """What was half typed at a path stands elsewhere by now, or is wiped out."""
        if self._changes.pop(RAW + path, None) is not None:
            self.changed.emit(path)

    def add_row(self, attribute: str, values: dict[str, Any] | None = None, *, at: int | None = None) -> UUID:
        """Make a row, at the end or at a place in the list; ``values`` by attribute. Returns its id.

        Raises:
            WrongValue: a field cannot hold its value; no row is made.
        """
        key, row = new_id(), shape_of(self.shape.children[attribute])
        for name, value in (values or {}).items():
            codec.decode(row.specs[name], codec.encode(row.specs[name], value))
        order = [*self.plain(attribute)]
        place = len(order) if at is None else at
        order.insert(place, str(key))
        self.steps.add(attribute, key, place, added=True)
        self._put(attribute, order)
        for name, value in (values or {}).items():
            self.set(f"{attribute}/{key}/{row.specs[name].key}", value)
        return key

    def remove_row(self, attribute: str, key: UUID) -> int:
        """Take a row out of its list; its fields stay known, so that it can be put back. Returns its place."""
        place: int = self.plain(attribute).index(str(key))
        self.steps.add(attribute, key, place, added=False)
        self._take_row(attribute, key)
        return place

    def put_row_back(self, attribute: str, key: UUID, place: int) -> None:
        """Undo :meth:`remove_row`."""
        self.steps.drop(attribute, key, added=False)
        self._put_row(attribute, key, place)

    def step(self, *, back: bool) -> RowStep | None:
        """Take the last row that came or went back, or do again what was undone; ``None`` when there is none."""
        from_, to = (self.steps.done, self.steps.undone) if back else (self.steps.undone, self.steps.done)
        if not from_:
            return None
        step = from_.pop()
        to.append(step)
        if step.added is back:
            self._take_row(step.attribute, step.key)
        else:
            self._put_row(step.attribute, step.key, step.place)
        return step

    def _take_row(self, attribute: str, key: UUID) -> None:
        self._put(attribute, [other for other in self.plain(attribute) if other != str(key)])

    def _put_row(self, attribute: str, key: UUID, place: int) -> None:
        order = [*self.plain(attribute)]
        if str(key) not in order:
            order.insert(place, str(key))
            self._put(attribute, order)

    def move_row(self, attribute: str, key: UUID, step: int) -> bool:
        """Move a row up (-1) or down (1); ``False`` when it is at the end already."""
        order = [*self.plain(attribute)]
        place = order.index(str(key))
        if not 0 <= place + step < len(order):
            return False
        order.insert(place + step, order.pop(place))
        self._put(attribute, order)
        return True

    def _put(self, path: str, plain: Any, *, force: bool = False) -> None:
        if self.plain(path) == plain and not force:
            return
        if self._kept.plain(path) == plain:
            self._changes.pop(path, None)
        else:
            self._changes[path] = plain
        self.changed.emit(path)

    def retrace(self, here: Flat, there: Flat) -> bool:
        """Go from one moment's :attr:`changes` to another's, exactly, in the paths in which these two differ.

        ``False``, and nothing is done, when something else stands at one of them by now.
        """
        paths = [path for path in {**here, **there} if here.get(path, _GONE) != there.get(path, _GONE)]
        if any(self._changes.get(path, _GONE) != here.get(path, _GONE) for path in paths):
            return False
        for path in paths:
            if path in there:
                self._changes[path] = there[path]
            else:
                self._changes.pop(path, None)
        for path in dict.fromkeys(path.removeprefix(RAW) for path in paths):
            self.changed.emit(path)
        return True

    # -- keeping -------------------------------------------------------------------------------------------------------

    def _saveable(self) -> Flat:
        return {path: value for path, value in self._living().items() if not path.startswith(RAW)}

    def _living(self) -> Flat:
        return {path: value for path, value in self._changes.items() if self._is_alive(path)}

    def _is_alive(self, path: str) -> bool:
        """Whether the field is there; what stands in a row that was taken out is only known to put it back."""
        name, slash, rest = path.removeprefix(RAW).partition("/")
        return not slash or rest.rpartition("/")[0] in self.plain(name)

    def edit(self) -> "Edit":
        """What to save: everything that can be read; what cannot, stays a draft."""
        from beschutdesk.services.dossiers import Edit

        rest = {path: value for path, value in self._living().items() if path.startswith(RAW)}
        return Edit(self.record, self.id, self.version, self._saveable(), rest)

    def draft(self) -> "Draft":
        """What to keep until it is saved."""
        from beschutdesk.services.drafts import Draft

        return Draft(self.record, self.id, self.version, self._living())

    def restore(self, draft: "Draft") -> None:
        """Take up a draft. It keeps the version that it was typed over, so that saving sees what changed since."""
        self.version = draft.base_version
        self._changes = {path: value for path, value in draft.changes.items() if self._is_known(path)}
        self._touched = True
        self.steps.clear()
        self.reset_done.emit()

    def _is_known(self, path: str) -> bool:
        try:
            codec.spec_at(self.shape, path.removeprefix(RAW))
        except (KeyError, IndexError):
            return False  # of a field that no longer exists
        return True

    def _rest_on(self, root: Record) -> None:
        self._kept, self.version = Kept(root), root.version

    def begin_again(self, root: Record) -> None:
        """Take the kept record as the base after a save. Only texts that could not be saved are still changes."""
        self._rest_on(root)
        self._changes = {path: value for path, value in self._living().items() if path.startswith(RAW)}
        self.steps.clear()
        self.reset_done.emit()

    def abandon(self) -> None:
        """Throw away all that is typed: whoever shows this session shows what was kept again."""
        self._changes = {}
        self.steps.clear()
        self.reset_done.emit()

    def follow(self, root: Record) -> None:
        """The record was changed elsewhere. Take the new base, unless that hides a field that was changed twice."""
        if (root.version, root.deleted_at) == (self.version, self.root.deleted_at):
            return  # it was not
        old, new = self._kept, Kept(root)
        if all(old.plain(path) == new.plain(path) for path in self._changes if not path.startswith(RAW)):
            self._rest_on(root)
            self.reset_done.emit()

    def settle_on(self, root: Record, give_up: Iterable[str]) -> None:
        """After a conflict: take the kept record as the base, give up these paths and keep all other changes."""
        old, new = self._kept, Kept(root)
        for path in self.shape.children:
            if path in self._changes:
                self._changes[path] = codec.merge_rows(old.plain(path), self._changes[path], new.plain(path))
        self.steps.clear()
        for path in give_up:
            self._changes.pop(path, None)
        self._rest_on(root)
        self._changes = {path: value for path, value in self._changes.items() if self._kept.plain(path) != value}
        self.reset_done.emit()
        self.changed.emit("")


def hear(
    before: EditSession | None,
    session: EditSession | None,
    changed: Callable[[str], object],
    reset: Callable[[], object],
) -> EditSession | None:
    """Hear one session instead of another; returns the one that is heard now.

    Args:
        before: the one that was heard, or nothing.
        session: the one to hear, or nothing.
        changed: hears which path has another value.
        reset: hears that everything may be different.
    """
    if before is not None:
        before.changed.disconnect(changed)
        before.reset_done.disconnect(reset)
    if session is not None:
        session.changed.connect(changed)
        session.reset_done.connect(reset)
    return session
