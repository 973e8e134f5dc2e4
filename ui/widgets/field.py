"""A field of a form: label above, editor, hint below."""

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import paint
from ui.theme import tokens as tk
from ui.theme.paint import Tone
from ui.widgets.layout import cols, rows
from ui.widgets.text import Elided, Glyph, announce, label, plain, set_tone


@runtime_checkable
class Compound(Protocol):
    """An editor made of several widgets says which of them takes the focus."""

    def buddy(self) -> QWidget:
        """The widget that takes the focus for the whole."""


@runtime_checkable
class Nameable(Protocol):
    """An editor made of several widgets passes its name on to them."""

    def set_name(self, name: str) -> None:
        """Take this name for screen readers."""


class _Title(Elided):
    """The label; a click on it goes to the editor."""

    LEAST = 1

    def _cut(self) -> None:
        super()._cut()
        if "&" in self.text():
            self.setText(plain(self.text()))  # beside a buddy it would be a mnemonic

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.buddy().setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


_BUT: Final = "iedereen behalve "


class _Readers(Elided):
    """Who may read it. What has no room is counted or left out: a word that is cut in two says nothing."""

    def _cut(self) -> None:
        names = self.words.split(", ")
        room = QFontMetrics(self.font())
        for kept in range(len(names), 0, -1):
            rest = len(names) - kept
            shown = ", ".join(names[:kept]) + (f" +{rest}" if rest else "")
            if room.horizontalAdvance(shown) <= self.width():
                self.setText(shown)
                self.setToolTip(self.words if rest else "")
                return
        but = self.words.startswith(_BUT)
        short = self.words.replace(_BUT, "niet ", 1) if but or len(names) == 1 else f"{len(names)} lezers"
        self.setText(short if room.horizontalAdvance(short) <= self.width() else "")
        self.setToolTip(self.words)


class FieldBox(QWidget):
    """Label, editor and hint. A message takes the place of the hint.

    There are no asterisks: what is required is said in words by the act that needs it.

    Args:
        title: the label, also the accessible name of the editor.
        editor: the input. A :class:`Compound` one says who takes the focus.
        hint: a short question or remark below.
        readers: who may read it, in words, at the right of the label.

    Attributes:
        editor: the input.
    """

    def __init__(self, title: str, editor: QWidget, hint: str = "", readers: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self._telling = False
        self._folded: QLabel | None = None
        self._title = _Title(title, "meta_strong", "ink")
        self._readers = _Readers("", "meta", "soft")
        self._readers.setAlignment(paint.RIGHT)
        # It takes what the label leaves: its own wish would push the label aside.
        self._readers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._note = label(hint, "meta", "soft", wrap=True)
        if not hint:  # setVisible(True) would make a window of it: it has no parent yet
            self._note.hide()
        self._glyph = Glyph("", "care", tk.ICON_SMALL)
        self._message = label("", "meta_strong", "care", wrap=True)
        self._said = QWidget()
        self._said.setLayout(
            cols(rows(self._glyph, None, gap=0, margins=(0, 2, 0, 0)), (self._message, 1), gap=tk.S1 + 2)
        )
        self._said.hide()
        self._focus = editor.buddy() if isinstance(editor, Compound) else editor
        self._title.setBuddy(self._focus)
        top = cols(self._title, (self._readers, 1), gap=tk.S3)
        self.setLayout(rows(top, editor, self._note, self._said, None, gap=tk.LABEL_GAP))
        self.set_readers(readers)
        self._set_name(title)
        self._describe(hint)

    @property
    def title(self) -> str:
        """The label."""
        return self._focus_name

    @property
    def wanted(self) -> int:
        """How wide it has to be for its label to be read whole."""
        return self._title.sizeHint().width() + tk.S3

    @property
    def message(self) -> str:
        """What :meth:`say` says now, or empty."""
        return self._message.text() if self._telling else ""

    def set_readers(self, readers: str) -> None:
        """Say who may read it."""
        self._readers.set_words(readers)
        self._readers.setAccessibleName(f"Leesbaar voor: {readers}" if readers else "")

    def set_hint(self, hint: str) -> None:
        """Give another hint."""
        self._hint = hint
        self._note.setText(hint)
        if not self._telling:
            self._show_below()
            self._describe(hint)

    def say(self, message: str, tone: Tone = "care") -> None:
        """Put a message in place of the hint: care = cannot be right, warn = perhaps. Empty brings the hint back."""
        wrong = bool(message) and tone == "care"
        for widget in (self.editor, self._focus):
            if (widget.property("state") == "care") != wrong:
                widget.setProperty("state", "care" if wrong else "")
                widget.update()
        if message:
            look = paint.tone(tone)
            colour = "accent" if tone == "info" else tone
            self._glyph.set_glyph(look.icon, colour)
            set_tone(self._message, colour)
            if self.message != message:
                announce(self._focus, f"{look.word}: {message}")
            self._message.setText(message)
            self._describe(f"{look.word}: {message}")
        else:
            self._describe(self._hint)
        self._telling = bool(message)
        self._show_below()

    def fold(self, words: str) -> None:
        """Put these words in place of the editor and what stands below it; empty brings those back."""
        if self._folded is None:
            self._folded = label("", "body", "soft", wrap=True)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)  # noqa: S101 - made above
            column.insertWidget(1, self._folded)
        self._folded.setText(words)
        self._folded.setVisible(bool(words))
        self.editor.setVisible(not words)
        self._show_below()

    def _show_below(self) -> None:
        open_ = self._folded is None or self._folded.isHidden()
        self._said.setVisible(open_ and self._telling)
        self._note.setVisible(open_ and bool(self._hint) and not self._telling)

    def _set_name(self, title: str) -> None:
        self._focus_name = title
        if isinstance(self.editor, Nameable):
            self.editor.set_name(title)
        else:
            self.editor.setAccessibleName(title)
            self._focus.setAccessibleName(title)

    def _describe(self, words: str) -> None:
        self._focus.setAccessibleDescription(words)
