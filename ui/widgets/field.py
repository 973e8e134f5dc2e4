"""A field of a form: label above, editor, hint below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import paint
from ui.theme import tokens as tk
from ui.theme.paint import Tone
from ui.widgets.buttons import Segmented
from ui.widgets.layout import cols, rows
from ui.widgets.text import Elided, Glyph, announce, label, plain, set_tone


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


class _Said(QWidget):
    """A message below a field, with the glyph of its tone."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("", "care", tk.ICON_SMALL)
        self.words = label("", "meta_strong", "care", wrap=True)
        self.setLayout(cols(rows(self._glyph, None, gap=0, margins=(0, 2, 0, 0)), (self.words, 1), gap=tk.S1 + 2))

    def say(self, icon: str, message: str, colour: str) -> None:
        """Say this, in the colour of its tone."""
        self._glyph.set_glyph(icon, colour)
        set_tone(self.words, colour)
        self.words.setText(message)


class FieldBox(QWidget):
    """Label, editor and hint. A message takes the place of the hint.

    There are no asterisks: what is required is said in words by the act that needs it. A form has hundreds of these:
    what one of them does not need (a hint, a message, who reads it) is only made when there is something to say.

    Args:
        title: the label, also the accessible name of the editor.
        editor: the input. One that is made of several widgets says with ``buddy()`` which of them takes the focus, and
            passes its name on to them with ``set_name()``.
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
        self._readers: _Readers | None = None
        self._below: QLabel | None = None
        self._said: _Said | None = None
        buddy: Callable[[], QWidget] | None = getattr(editor, "buddy", None)
        self._focus = editor if buddy is None else buddy()
        self._title.setBuddy(self._focus)
        self._top = cols(self._title, gap=tk.S3)
        self._column = rows(self._top, editor, None, gap=tk.LABEL_GAP)
        self.setLayout(self._column)
        self.set_readers(readers)
        self._set_name(title)
        self._describe(hint)
        self._show_below()

    @property
    def title(self) -> str:
        """The label."""
        return self._focus_name

    @property
    def wanted(self) -> int:
        """How wide it has to be for its label, and every option of a choice, to be read whole."""
        options = self.editor.sizeHint().width() if isinstance(self.editor, Segmented) else 0
        return max(self._title.sizeHint().width() + tk.S3, options)

    @property
    def message(self) -> str:
        """What :meth:`say` says now, or empty."""
        return self._said.words.text() if self._said is not None and self._telling else ""

    def set_readers(self, readers: str) -> None:
        """Say who may read it."""
        if self._readers is None:
            if not readers:
                return
            self._readers = _Readers("", "meta", "soft")
            self._readers.setAlignment(paint.RIGHT)
            # It takes what the label leaves: its own wish would push the label aside.
            self._readers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._top.addWidget(self._readers, 1)
        self._readers.set_words(readers)
        self._readers.setAccessibleName(f"Leesbaar voor: {readers}" if readers else "")

    def set_hint(self, hint: str) -> None:
        """Give another hint."""
        self._hint = hint
        if self._below is not None:
            self._below.setText(hint)
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
            if self.message != message:
                announce(self._focus, f"{look.word}: {message}")
            if self._said is None:
                self._said = _Said()
                self._column.insertWidget(self._column.count() - 1, self._said)
            self._said.say(look.icon, message, "accent" if tone == "info" else tone)
            self._describe(f"{look.word}: {message}")
        else:
            self._describe(self._hint)
        self._telling = bool(message)
        self._show_below()

    def fold(self, words: str) -> None:
        """Put these words in place of the editor and what stands below it; empty brings those back."""
        if self._folded is None:
            self._folded = label("", "body", "soft", wrap=True)
            self._column.insertWidget(1, self._folded)
        self._folded.setText(words)
        self._folded.setVisible(bool(words))
        self.editor.setVisible(not words)
        self._show_below()

    @property
    def _note(self) -> QLabel:
        """The hint below the editor."""
        if self._below is None:
            self._below = label(self._hint, "meta", "soft", wrap=True)
            self._column.insertWidget(self._column.indexOf(self.editor) + 1, self._below)
        return self._below

    def _show_below(self) -> None:
        open_ = self._folded is None or self._folded.isHidden()
        if self._said is not None:
            self._said.setVisible(open_ and self._telling)
        if self._hint or self._below is not None:
            self._note.setVisible(open_ and bool(self._hint) and not self._telling)

    def _set_name(self, title: str) -> None:
        self._focus_name = title
        set_name: Callable[[str], None] | None = getattr(self.editor, "set_name", None)
        if set_name is not None:
            set_name(title)
        else:
            self.editor.setAccessibleName(title)
            self._focus.setAccessibleName(title)

    def _describe(self, words: str) -> None:
        self._focus.setAccessibleDescription(words)
