"""Fields of a form, made from their declarations and bound to one edit session at a time."""

from collections.abc import Container, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from ui.forms.editors import Arrived, Editor, Helpers, Reading
from ui.forms.make import make_editor
from ui.forms.session import EditSession, hear
from ui.forms.who_reads import who_reads
from ui.looking import FOLDED, folds
from ui.looking import current as looking
from ui.timers import one_shot
from ui.widgets import FieldBox, Tone

_REST_MS: Final = 700
"""After the last key: who types on is not told what is missing yet."""


class Binder(QObject):
    """The fields of one record, or of one row, on a form.

    Widgets are made once by :meth:`box`; :meth:`bind` fills them for another session in a few milliseconds.

    Args:
        record: name of the record.
        helpers: what editors may ask of the page.

    Attributes:
        left: the user is done with a field: a good moment to keep the draft.
        refreshed: fields were filled or edited: a good moment to count.
        finished: the user is done with this attribute; before :attr:`left`.
    """

    left = Signal()
    refreshed = Signal()
    finished = Signal(str)

    def __init__(self, record: str, helpers: Helpers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shape = shape_of(record)
        self._helpers = helpers
        self._boxes: dict[str, FieldBox] = {}
        self._private: list[FieldBox] = []
        self._editors: dict[str, Editor] = {}
        self._by_path: dict[str, str] = {}
        self._waiting: dict[str, None] = {}
        self._session: EditSession | None = None
        self._prefix = ""
        self._own = False
        self._typing = ""
        self._stood: tuple[str, Any] | None = None
        """The field that is typed in, and what stood there before: half a number is none."""
        self._resting = one_shot(self, self._rested, _REST_MS)

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
        if folds(spec.share):
            self._hide_private(made)
        if spec.opt_in:
            self._show_asked(attribute)
        return made

    def _hide_private(self, made: FieldBox) -> None:
        """Fold a field that nobody may read over one's shoulder, as long as somebody looks as well."""
        if not self._private:
            looking().changed.connect(self._fold)
        self._private.append(made)
        if looking().on:
            made.fold(FOLDED)

    def _fold(self, on: bool) -> None:
        for made in self._private:
            made.fold(FOLDED if on else "")

    def editor(self, attribute: str) -> Editor:
        """The editor of a field; made at the first call. Alone it stands without label or message."""
        if attribute not in self._editors:
            helpers = replace(self._helpers, records=partial(self._others, attribute))
            editor = self.make(attribute, helpers)
            self._editors[attribute] = editor
            editor.edited.connect(lambda: self._edited(attribute))
            editor.left.connect(lambda: self._left(attribute))
            editor.expect = partial(self._expect, attribute)
            if after := editor.spec.after:
                editor.start = partial(self._value, after)
            if self._session is not None:  # made after something was opened
                self._by_path[self.path(attribute)] = attribute
                self._waiting[attribute] = None
        return self._editors[attribute]

    def make(self, attribute: str, helpers: Helpers) -> Editor:
        """The editor of a field, from its declaration; a form that edits a field in its own way makes another."""
        return make_editor(self.shape.specs[attribute], helpers, self.shape)

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
        self._session = hear(self._session, session, self._changed, self.fill)
        self._prefix, self._stood = prefix, None
        self._resting.stop()
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
        if editor.spec.opt_in:
            self._show_asked(attribute)
        self._say(attribute, message)

    def show_asked(self) -> None:
        """Fields may be asked for now that were not before, or no longer."""
        for attribute in self._boxes:
            if self.shape.specs[attribute].opt_in:
                self._show_asked(attribute)

    def _show_asked(self, attribute: str) -> None:
        """Hide a field that nobody asks for, unless something was recorded or is typed in it."""
        box, spec = self._boxes.get(attribute), self.shape.specs[attribute]
        if box is not None:
            session, path = self._session, self.path(attribute)
            filled = session is not None and (session.raw(path) is not None or session.value(path) != spec.empty)
            shown = filled or self._helpers.asks(spec)
            if not shown:
                box.hide()
            elif box.parentWidget() is not None:  # without one it would be a window
                box.show()

    def _say(self, attribute: str, message: str, tone: Tone = "warn") -> None:
        """Say what cannot be right; else what may not be right, in this tone. It is kept all the same."""
        box = self._boxes.get(attribute)
        if box is None:
            return
        if message:
            box.say(message)
        elif remark := self._remark(attribute):
            box.say(remark, tone)
        elif box.message:
            box.say("")

    def _remark(self, attribute: str) -> str:
        spec = self.shape.specs[attribute]
        if not (spec.check or spec.after):
            return ""
        from beschutdesk.rules.checks import remark, too_early

        value = self._value(attribute)
        if spec.after:
            return too_early(self.shape.specs[spec.after], self._value(spec.after), value)
        return remark(spec, value) if isinstance(value, str) else ""

    def _value(self, attribute: str) -> Any:
        return None if self._session is None else self._session.value(self.path(attribute))

    def _rested(self) -> None:
        if self._typing in self._boxes and not self._boxes[self._typing].message:
            self._say(self._typing, "", "info")

    def _message(self, attribute: str, reading: Reading) -> str:
        if reading.raw is not None:
            return reading.message
        try:
            spec = self.shape.specs[attribute]
            codec.decode(spec, codec.encode(spec, reading.value))
        except WrongValue as wrong:
            return _sentence(wrong)
        return ""

    def _others(self, attribute: str, target: str) -> list[tuple[UUID, str]]:
        """What a reference may point to: not the row it stands in, and not what a field before it chose already.

        Nobody replaces themselves. What was kept so all the same stays in view, with words that ask for another choice.
        """
        known, session = self._helpers.records(target), self._session
        if session is None:
            return known
        taken = set()
        if self._prefix and self.shape.name == target:
            taken.add(UUID(self._prefix.split("/")[1]))
        for spec in self.shape.specs.values():
            if spec.name == attribute:
                break
            if spec.kind is Kind.REFERENCE and spec.target == target:
                taken.add(session.value(self.path(spec.name)))
        mine = session.value(self.path(attribute))
        return [
            (key, f"{words}: kies iemand anders" if key in taken else words)
            for key, words in known
            if key not in taken or key == mine
        ]

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
            self._chose(attribute)
            self.refreshed.emit()

    def _chose(self, attribute: str) -> None:
        """What one reference points to, the next ones do not offer; and with its start an end may be too early."""
        if self.shape.specs[attribute].kind is Kind.REFERENCE:
            self.refill()
        for name in self._boxes:
            if self.shape.specs[name].after == attribute and self._session and not self._session.raw(self.path(name)):
                self._say(name, "")

    def _edited(self, attribute: str) -> None:
        if self._stood is None or self._stood[0] != attribute:
            self._stood = (attribute, self._value(attribute))
        self._typing = attribute
        self._keep(attribute, self._editors[attribute].read())
        self.refreshed.emit()

    def _left(self, attribute: str) -> None:
        self._typing = ""
        self._resting.stop()
        reading = self._editors[attribute].settle()
        self._keep(attribute, reading)
        self._stood = None
        box = self._boxes.get(attribute)
        if box is not None and reading.note and not self._remark(attribute):
            box.say(reading.note, "info")
        self.finished.emit(attribute)
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
                if self._stood is not None and self._stood[0] == attribute and self.spec(attribute).kind is Kind.NUMBER:
                    session.set(path, self._stood[1])  # not the number that its first digits were
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
        self._chose(attribute)
        if attribute == self._typing and not message and self._is_quiet(attribute):
            if self._remark(attribute):
                self._resting.start()  # it is said when the keys rest; what stands there goes as soon as it is right
            else:
                self._resting.stop()
            return
        self._say(attribute, message, "info" if attribute == self._typing else "warn")

    def _is_quiet(self, attribute: str) -> bool:
        box = self._boxes.get(attribute)
        return box is not None and not box.message

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
