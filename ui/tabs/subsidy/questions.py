"""What only this scheme asks: a field for each question, kept as an answer on the application."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.editors import ProseEditor
from ui.forms.session import EditSession, hear
from ui.theme import tokens as tk
from ui.widgets import FieldBox, clear, label, rows

_ANSWERS = "answers"
_EARLIER = "Antwoord van eerder"
_NONE = "Deze regeling vraagt niets extra’s."


class QuestionsPart(QWidget):
    """The questions of the scheme, and answers that were given under another one.

    An answer becomes a row at the first key.

    Attributes:
        left: the user is done with a field.
        changed: an answer came or went.
    """

    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: EditSession | None = None
        self._questions: tuple[Any, ...] = ()
        self._editors: dict[str, ProseEditor] = {}
        self._own = False
        self._spec = shape_of("subsidy_answer").specs["answer"]
        self._rows = rows(gap=tk.BETWEEN_FIELDS)
        self.setLayout(self._rows)
        self.setMinimumWidth(1)

    def bind(self, session: EditSession | None) -> None:
        """Show those of another application, or none."""
        if session is self._session:
            self._fill()
            return
        self._session = hear(self._session, session, self._changed, self._fill)
        if session is None:
            self._questions = ()
        self._build()

    def offer(self, questions: Sequence[Any]) -> None:
        """Ask these."""
        if tuple(questions) != self._questions:
            self._questions = tuple(questions)
            self._build()

    @property
    def asked(self) -> list[str]:
        """The keys of what is asked."""
        return list(self._editors)

    def counts(self) -> tuple[int, int]:
        """How many were answered, and how many there are."""
        return sum(bool(self._answer(key)) for key in self._editors), len(self._editors)

    def go_to(self, key: str) -> bool:
        """Go to a question; the first without an answer when it is not there."""
        first = next((one for one in self._editors if not self._answer(one)), next(iter(self._editors), ""))
        editor = self._editors.get(key) or self._editors.get(first)
        if editor is not None:
            editor.buddy.setFocus()
        return editor is not None

    def in_focus(self) -> str:
        """The question that one is in; empty when it is none."""
        return next((key for key, one in self._editors.items() if one.buddy.hasFocus()), "")

    def settle(self) -> None:
        """Read what is half typed."""
        for key, editor in self._editors.items():
            if editor.buddy.hasFocus():
                self._keep(key)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        focus = next((key for key, one in self._editors.items() if one.buddy.hasFocus()), "")
        self._editors = {}
        clear(self._rows)
        for key, title, hint in self._wanted():
            editor = ProseEditor(self._spec)
            made = FieldBox(title, editor.widget, hint)
            editor.edited.connect(lambda key=key: self._keep(key))
            editor.left.connect(self.left)
            self._editors[key] = editor
            self._rows.addWidget(made)
            made.show()
        if not self._editors:
            self._rows.addWidget(label(_NONE, "body", "soft", wrap=True))
        self._fill()
        if focus in self._editors:
            self._editors[focus].buddy.setFocus()
        self.changed.emit()

    def _wanted(self) -> list[tuple[str, str, str]]:
        found = []
        for one in self._questions:
            source = f"Bron: {one.source}" if one.source else ""
            found.append((one.key, one.label, " ".join(part for part in (one.hint, source) if part)))
        known = {key for key, _, _ in found}
        if self._session is not None:
            for row in self._session.rows(_ANSWERS):
                key = str(self._session.value(f"{_ANSWERS}/{row}/asked"))
                if key and key not in known and self._answer(key):
                    found.append((key, _EARLIER, "Deze regeling vraagt dit niet meer. Het antwoord blijft staan."))
        return found

    def _row(self, key: str) -> UUID | None:
        session = self._session
        if session is None:
            return None
        asked = ((row, session.value(f"{_ANSWERS}/{row}/asked")) for row in session.rows(_ANSWERS))
        return next((row for row, one in asked if one == key), None)

    def _answer(self, key: str) -> str:
        row = self._row(key)
        return "" if row is None or self._session is None else str(self._session.value(f"{_ANSWERS}/{row}/answer"))

    def _fill(self) -> None:
        for key, editor in self._editors.items():
            if editor.typed() != self._answer(key):
                editor.set_value(self._answer(key))

    def _changed(self, path: str) -> None:
        if not self._own and (not path or path == _ANSWERS or path.startswith(f"{_ANSWERS}/")):
            self._fill()

    def _keep(self, key: str) -> None:
        session, words = self._session, self._editors[key].typed()
        if session is None or words == self._answer(key):
            return
        self._own = True
        try:
            row = self._row(key)
            if row is None:
                session.add_row(_ANSWERS, {"asked": key, "answer": words})
                self.changed.emit()
            else:
                session.set(f"{_ANSWERS}/{row}/answer", words)
        finally:
            self._own = False
