"""The form of one scheme: amounts with their days and source, questions, papers, terms and rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.rules.scheme_words import free_key
from beschutdesk.rules.schemes import BadScheme, Renewal, Scheme, Settlement, as_text, parse
from beschutdesk.trouble import Trouble
from ui.dialogs.room import take_room
from ui.settings.scheme_fields import LISTS, MAIN, RULES, values_of
from ui.settings.scheme_rows import FieldsForm, RowsPart
from ui.theme import tokens as tk
from ui.widgets import Banner, Section, announce, box, button, cols, label, line, rows, scroll

if TYPE_CHECKING:
    from ui.context import DeskContext

_SIZE: Final = QSize(820, 680)
_LEAST: Final = QSize(480, 360)
_WORDS: Final = (
    "Een bedrag dat je niet zelf in de bron zag, heet overal ‘niet geverifieerd’. Wat je niet weet, laat je open."
)


class SchemeDialog(QDialog):
    """Edits a scheme; it is kept by the button, and nothing before that.

    Args:
        context: the open desk.
        scheme: to begin with.
        keys: of all schemes, for a new one.
        new: it does not exist yet.
        parent: the window below.

    Attributes:
        kept: it was kept: what it took the place of.
    """

    kept = Signal(object, str)

    def __init__(
        self, context: "DeskContext", scheme: Scheme, keys: tuple[str, ...], *, new: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._scheme, self._keys, self._new = context, scheme, keys, new
        self._dirty = new
        title = "Nieuwe regeling" if new else f"Regeling: {scheme.name}"
        self.setWindowTitle(title)
        today: Callable[[], date] = context.today
        self.main, self.rules = FieldsForm(MAIN, today), FieldsForm(RULES, today)
        self.lists = {one.name: RowsPart(one, today) for one in LISTS}
        self.trouble = Banner()
        self.trouble.hide()
        sections = [Section("Regeling", self.main)]
        sections += [Section(one.title, self.lists[one.name]) for one in LISTS]
        sections.append(Section("Rekenen en afrekenen", self.rules))
        head = rows(label(title, "title", wrap=True), label(_WORDS, "body", "soft", wrap=True), gap=2)
        content = box(rows(head, *sections, self.trouble, None, gap=tk.S4, margins=(24, 20, 24, 20)))
        content.setMinimumWidth(1)
        scroller = scroll(content)
        scroller.follow_focus()
        self._note = label("", "meta", "soft", wrap=True)
        self._note.setMinimumWidth(1)
        self.close_button = button("Annuleren", on=self.reject)
        self.keep_button = button("Opslaan", "primary", "", "Opslaan (Ctrl+S)", on=self.keep)
        for one in (self.close_button, self.keep_button):
            one.setAutoDefault(False)
        foot = cols((self._note, 1), self.close_button, self.keep_button, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows((scroller, 1), line(), foot, gap=0))
        QShortcut(QKeySequence.StandardKey.Save, self, self.keep)
        self._show()
        for form in (self.main, self.rules):
            form.edited.connect(self._touched)
        for part in self.lists.values():
            part.edited.connect(self._touched)
        take_room(self, _SIZE, _LEAST)
        self.main.focus_first()

    def _show(self) -> None:
        for form in (self.main, self.rules):
            form.show_values(values_of(self._scheme, tuple(form.fields.values())))
        for name, part in self.lists.items():
            part.show_rows(getattr(self._scheme, name))

    def _touched(self) -> None:
        self._dirty = True
        self._asked_to_close = False
        self._note.setText("")

    # -- keeping -------------------------------------------------------------------------------------------------------

    def read(self) -> Scheme | None:
        """The scheme as it stands there; ``None`` when something cannot be read, and then it says what."""
        self._say(None)
        main = self.main.read()
        rules = None if main is None else self.rules.read()
        if main is None or rules is None:
            return None
        lists: dict[str, Any] = {}
        for name, part in self.lists.items():
            found = part.read()
            if found is None:
                return None
            lists[name] = found
        renewal = Renewal(*(rules.pop(f"renewal.{name}") for name in ("months", "times", "note", "source")))
        settlement = Settlement(*(rules.pop(f"settlement.{name}") for name in ("method", "note", "source")))
        key = self._scheme.key
        if self._new:
            key = free_key(f"{main['name']} {main['municipality']}", self._keys)
        made = replace(
            self._scheme, key=key, renewal=renewal, settlement=settlement, example=False, **main, **rules, **lists
        )
        try:
            parse(as_text(made))
        except BadScheme as error:
            words = str(error).removeprefix(f"regeling ‘{key}’").lstrip(":, ")
            self._say(Trouble(f"Dit kan nog niet: {words}.", "Er is niets opgeslagen.", "Verbeter het en sla dan op."))
            return None
        return made

    def keep(self) -> None:
        """Keep it and close."""
        made = self.read()
        if made is None:
            return
        self.keep_button.setEnabled(False)

        def kept(before: Any) -> None:
            self._dirty = False
            self.kept.emit(before, made.key)
            self.accept()

        def failed(trouble: Trouble) -> None:
            self.keep_button.setEnabled(True)
            self._say(trouble)

        self._context.database.submit(self._context.desk.schemes.put, made, done=kept, failed=failed)

    def _say(self, trouble: Trouble | None) -> None:
        self.trouble.setVisible(trouble is not None)
        if trouble is not None:
            rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
            self.trouble.set_words(rest, "care", trouble.happened)
            announce(self, str(trouble))

    # -- leaving -------------------------------------------------------------------------------------------------------

    _asked_to_close = False

    def reject(self) -> None:
        """Close; what was typed asks once."""
        if self._dirty and not self._asked_to_close and self._has_typed():
            self._asked_to_close = True
            self._note.setText("Niet opgeslagen. Nog eens Annuleren gooit weg wat je typte.")
            announce(self, self._note.text())
            return
        super().reject()

    def _has_typed(self) -> bool:
        return not self._new or (bool(self.main.boxes) and self._changed_main())

    def _changed_main(self) -> bool:
        found = values_of(self._scheme, tuple(self.main.fields.values()))
        typed = {name: getattr(one.editor, "text", str)() for name, one in self.main.boxes.items()}
        return any(typed[name] != (found[name] or "") for name in typed) or any(
            part.count != len(getattr(self._scheme, name)) for name, part in self.lists.items()
        )

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        super().reject()
