"""Fields of a form, made from their declarations and bound to one edit session at a time."""

from collections.abc import Container, Iterable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EVERYONE, HANDOVER, Audience, readers
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Spec, shape_of
from ui.forms.editors import Arrived, Editor, Helpers, Reading
from ui.forms.make import make_editor
from ui.forms.session import EditSession
from ui.widgets import FieldBox

_MANY: Final = 5


def who_reads(share: frozenset[Audience]) -> str:
    """Who may read a field besides you, short enough to stand beside its label."""
    if not share:
        return "alleen jij"
    if share == {CANDIDATE}:
        return "alleen jij en de kandidaat"
    if share == {COLLEAGUE}:
        return "alleen jij en een collega"
    if share == HANDOVER:
        return "collega, kandidaat"
    missing = EVERYONE - share
    if missing and len(share) >= _MANY:
        return "iedereen behalve " + readers(missing)
    return readers(share)


class Binder(QObject):
    """The fields of one record, or of one row, on a form.

    Widgets are made once by :meth:`box`; :meth:`bind` fills them for another session in a few milliseconds.

    Args:
        record: name of the record.
        helpers: what editors may ask of the page.

    Attributes:
        left: the user is done with a field: a good moment to keep the draft.
        refreshed: fields were filled or edited: a good moment to count.
    """

    left = Signal()
    refreshed = Signal()

    def __init__(self, record: str, helpers: Helpers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shape = shape_of(record)
        self._helpers = helpers
        self._boxes: dict[str, FieldBox] = {}
        self._editors: dict[str, Editor] = {}
        self._by_path: dict[str, str] = {}
        self._waiting: dict[str, None] = {}
        self._session: EditSession | None = None
        self._prefix = ""
        self._own = False

    # -- building ------------------------------------------------------------------------------------------------------

    def box(self, attribute: str, *, title: str = "", hint: str | None = None) -> FieldBox:
        """A field with label, editor, hint and who may read it.

        Args:
            attribute: name of the attribute on the record.
            title: other words than the declared label.
            hint: another hint than the declared one.
        """
        spec = self.shape.specs[attribute]
        editor = self.editor(attribute)
        made = FieldBox(
            title or spec.label,
            editor.widget,
            spec.hint if hint is None else hint,
            who_reads(spec.share),
        )
        self._boxes[attribute] = made
        return made

    def editor(self, attribute: str) -> Editor:
        """The editor of a field; made at the first call. Alone it stands without label or message."""
        if attribute not in self._editors:
            editor = make_editor(self.shape.specs[attribute], self._helpers, self.shape)
            self._editors[attribute] = editor
            editor.edited.connect(lambda: self._edited(attribute))
            editor.left.connect(lambda: self._left(attribute))
            editor.expect = partial(self._expect, attribute)
        return self._editors[attribute]

    def hide_readers(self) -> None:
        """Leave out who may read the fields, where the same fields above say it already."""
        for made in self._boxes.values():
            made.set_readers("")

    def attributes(self) -> Iterable[str]:
        """The fields that were made."""
        return self._editors.keys()

    def field_box(self, attribute: str) -> FieldBox:
        """The box of a field that was made."""
        return self._boxes[attribute]

    def spec(self, attribute: str) -> Spec:
        """The declaration of a field."""
        return self.shape.specs[attribute]

    # -- binding -------------------------------------------------------------------------------------------------------

    @property
    def session(self) -> EditSession | None:
        """What the fields are bound to now."""
        return self._session

    def bind(self, session: EditSession | None, prefix: str = "", *, first: Container[str] | None = None) -> None:
        """Show another session, or nothing.

        Args:
            session: the root that is edited.
            prefix: ``terms/<id>/`` for a row; empty for the root itself.
            first: the fields to fill at once, because they are in view; the others wait for :meth:`fill_some`. All are
                filled when left out.
        """
        if self._session is not None:
            self._session.changed.disconnect(self._changed)
            self._session.reset_done.disconnect(self.fill)
        self._session, self._prefix = session, prefix
        if session is not None:
            session.changed.connect(self._changed)
            session.reset_done.connect(self.fill)
        self._begin_filling()
        for attribute in self._editors:
            if first is None or attribute in first or _has_focus(self._editors[attribute]):
                self._fill_one(attribute)
        self.refreshed.emit()

    def fill_some(self, number: int) -> bool:
        """Fill so many of the fields that wait; ``False`` when none waits any more."""
        for attribute in list(self._waiting)[:number]:
            self._fill_one(attribute)
        return bool(self._waiting)

    def path(self, attribute: str) -> str:
        """Where a field stands in the session."""
        return self._prefix + self.shape.specs[attribute].key

    def fill(self) -> None:
        """Show everything again as the session has it."""
        self._begin_filling()
        for attribute in self._editors:
            self._fill_one(attribute)
        self.refreshed.emit()

    def _begin_filling(self) -> None:
        self._by_path = {self.path(attribute): attribute for attribute in self._editors}
        self._waiting = dict.fromkeys(self._editors)

    def _fill_one(self, attribute: str) -> None:
        self._waiting.pop(attribute, None)
        editor, path = self._editors[attribute], self.path(attribute)
        raw = None if self._session is None else self._session.raw(path)
        message = ""
        if raw is not None:
            editor.show_raw(raw)
            message = self._message(attribute, editor.settle())
        else:
            editor.set_value(editor.spec.empty if self._session is None else self._session.value(path))
        self._say(attribute, message)

    def _say(self, attribute: str, message: str) -> None:
        box = self._boxes.get(attribute)
        if box is not None and (message or box.message):
            box.say(message)

    def _message(self, attribute: str, reading: Reading) -> str:
        if reading.raw is not None:
            return reading.message
        try:
            spec = self.shape.specs[attribute]
            codec.decode(spec, codec.encode(spec, reading.value))
        except WrongValue as wrong:
            return _sentence(wrong)
        return ""

    def refill(self) -> None:
        """The records that references may point to have changed."""
        for editor in self._editors.values():
            editor.refill()

    # -- both ways -----------------------------------------------------------------------------------------------------

    def _changed(self, path: str) -> None:
        if self._own:
            return
        if not path:
            self.fill()
        elif (attribute := self._by_path.get(path)) and attribute not in self._waiting:
            self._fill_one(attribute)
            self.refreshed.emit()

    def _edited(self, attribute: str) -> None:
        self._keep(attribute, self._editors[attribute].read())
        self.refreshed.emit()

    def _left(self, attribute: str) -> None:
        reading = self._editors[attribute].settle()
        self._keep(attribute, reading)
        box = self._boxes.get(attribute)
        if box is not None and reading.note:
            box.say(reading.note, "info")
        self.left.emit()

    def _keep(self, attribute: str, reading: Reading) -> None:
        """Put what an editor holds into the session: as a value, or as text that nobody may lose."""
        if attribute in self._waiting:
            self._fill_one(attribute)  # it still shows the former person
            return
        session, path = self._session, self.path(attribute)
        if session is None:
            return
        self._own = True
        message = reading.message
        try:
            if reading.raw is not None:
                session.set_raw(path, reading.raw)
            else:
                session.set(path, reading.value)
        except WrongValue as wrong:
            typed = self._editors[attribute].typed()
            if typed is not None:
                session.set_raw(path, typed)
            message = _sentence(wrong)
        finally:
            self._own = False
        self._say(attribute, message)

    def _expect(self, attribute: str) -> Arrived | None:
        """What takes in a value that comes later; the form may show someone else by then."""
        session, path = self._session, self.path(attribute)
        if session is None:
            return None
        take = session.expect(path)

        def arrived(value: Any) -> None:
            try:
                take(value)
            except WrongValue as wrong:
                if self._session is session and self.path(attribute) == path:
                    self._say(attribute, _sentence(wrong))

        return arrived

    def settle(self) -> None:
        """Read all that is half typed for good: before saving."""
        for attribute, editor in self._editors.items():
            if attribute in self._waiting:
                continue
            if editor.read().raw is not None or _has_focus(editor):
                self._keep(attribute, editor.settle())


def _sentence(wrong: WrongValue) -> str:
    words = str(wrong)
    return f"{words[:1].upper()}{words[1:]}."


def _has_focus(editor: Editor) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is editor.widget or editor.widget.isAncestorOf(focus))
