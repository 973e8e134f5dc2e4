"""Fast entry: one line per task, Enter, next. What is read besides the name is shown while one types.

Nothing that is typed or pasted is cut: what is too long for a name goes with the remarks, and lines that are too many
for one time wait on the clipboard. Both is said, as is a task that stood there already.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import PROSE_LIMIT, TEXT_LIMIT
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.task_typed import TypedTask, typed_task, without_bullet
from ui.clipboard import put
from ui.forms.editors import LineEdit, clean
from ui.tabs.jobcarving.half import HALF_MS
from ui.tabs.jobcarving.inventory_words import quoted, tasks
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import announce, label, rows

_HINT: Final = "Bijvoorbeeld: vloer vegen 20 min elke dag"
_LONG: Final = f"Een naam heeft hooguit {TEXT_LIMIT} tekens. De rest komt bij ‘Opmerking’."
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PASTE: Final = QKeySequence.StandardKey.Paste
MOST: Final = 300
"""So many lines can be pasted at once; the others wait on the clipboard."""
_ANY_LENGTH: Final = 2**30


def lines_of(words: str) -> list[str]:
    """The lines of a text that say something, without bullets and numbers in front."""
    found = (without_bullet(line) for line in clean(words).split("\n"))
    return [line for line in found if any(letter.isalnum() for letter in line)]


def for_now(lines: Sequence[str]) -> tuple[list[str], str]:
    """As many lines as can be taken at once. The others go back on the clipboard, and that is what is said."""
    fit = [at for at, line in enumerate(lines) if len(line) <= PROSE_LIMIT][:MOST]
    if len(fit) == len(lines):
        return list(lines), ""
    taken = set(fit)
    rest = [line for at, line in enumerate(lines) if at not in taken]
    put("\n".join(rest))
    words = "1 regel staat" if len(rest) == 1 else f"{len(rest)} regels staan"
    how = "plak nog een keer" if len(fit) == MOST else "een regel is te lang, maak er meer van"
    return [lines[at] for at in fit], f"Nog {words} op het klembord: {how}."


class PastedLine(LineEdit):
    """A line in which several lines can be pasted, and that holds any length.

    Attributes:
        pasted: these were.
    """

    pasted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_ANY_LENGTH)
        self.textChanged.connect(self._look_for_lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(_PASTE):
            super().keyPressEvent(event)
            return
        lines = lines_of(QGuiApplication.clipboard().text())
        if len(lines) > 1:
            self.pasted.emit(lines)
        elif lines and not self.text():
            self.insert(lines[0].replace("\t", " "))
        else:
            super().keyPressEvent(event)

    def _look_for_lines(self, words: str) -> None:
        """Several lines came by the mouse, or out of a menu."""
        if words.isprintable():
            return
        lines = lines_of(words)
        if len(lines) > 1:
            self.clear()
            self.pasted.emit(lines)


class _Line(PastedLine):
    """Enter enters, Ctrl+Enter takes the line as it stands; several lines that are pasted are several tasks.

    Attributes:
        entered: the line is done; whether it is to be read.
        down: on to the list.
    """

    entered = Signal(bool)
    down = Signal()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter brings tasks to the board on every other place: here it is about the line.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            self.entered.emit(held != Qt.KeyboardModifier.ControlModifier)
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class TaskEntry(QWidget):
    """The field with what was understood below it.

    Attributes:
        entered: tasks were typed: a list of :class:`TypedTask`.
        half: this is typed and not entered yet, to be kept as a draft: soon after the oldest key, and at once when it
            is nothing any more.
        down: on to the list.
        field: the line itself.
        names: asked for the names that stand in the list already.
    """

    entered = Signal(list)
    half = Signal(str)
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names: Callable[[], Iterable[str]] = tuple
        self.field = _Line()
        self.field.setMinimumWidth(60)
        self.field.setPlaceholderText("Nieuwe taak: typ en druk op Enter")
        self.field.setAccessibleName("Nieuwe taak")
        self.field.setAccessibleDescription("Typ een taak en druk op Enter. Hoe lang en hoe vaak mag erachter.")
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.pasted.connect(self._take)
        self.field.down.connect(self.down)
        self._told = label("", "meta", "soft", wrap=True)
        self._told.setMinimumWidth(1)
        self.setLayout(rows(self.field, self._told, gap=tk.LABEL_GAP))
        self.setFocusProxy(self.field)
        self._soon = one_shot(self, self._look, HALF_MS)
        self._tell()

    @property
    def told(self) -> str:
        """What stands below the field."""
        return self._told.text()

    def read(self) -> TypedTask | None:
        """The task that is typed; ``None`` for nothing."""
        read = typed_task(clean(self.field.text(), one_line=True))
        return read if read.name else None

    def keep_rest(self) -> None:
        """The page is left or saved: what is typed and not entered is kept as it is, and only Enter makes it a task."""
        if self._soon.isActive():
            self._keep_half()

    def refuse(self, typed: TypedTask, why: str) -> None:
        """It cannot be kept like this: it stands in the field again."""
        self.field.setText(f"{typed.name} {typed.told}".strip())
        self._say(why)

    def show_half(self, words: str) -> None:
        """Show what was typed and not entered, without telling."""
        self._soon.stop()
        self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(False)
        self._tell()

    def clear(self) -> None:
        """Forget what is typed, without telling."""
        self.show_half("")

    def _typed(self, text: str) -> None:
        if text != self.field.text():
            return  # it was taken as several lines already
        self._tell()
        if not text:
            self._keep_half()
        elif not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        """Not at every key: keep it, and see whether it is there already."""
        self._keep_half()
        read = self.read()
        if read is not None and self._there([read]):
            self._tell(f"{quoted(read.name)} staat er al.")

    def _keep_half(self) -> None:
        self._soon.stop()
        self.half.emit(self.field.text())

    def _tell(self, more: str = "") -> None:
        read = self.read()
        said = []
        if read is not None and read.told:
            said.append(f"Ik lees: {quoted(read.name)}, {read.told}. Liever alles als naam? Ctrl+Enter.")
        if read is not None and read.parts[1]:
            said.append(_LONG)
        self._told.setText(" ".join([*said, more] if more else said) or _HINT)

    def _say(self, words: str) -> None:
        """Tell what happened, until the next key."""
        self._told.setText(words)
        announce(self.field, words)

    def _there(self, typed: Sequence[TypedTask]) -> int:
        """How many of these stand in the list already."""
        known = {folded(name) for name in self.names()}
        return sum(folded(one.parts[0]) in known for one in typed)

    def _enter(self, reads: bool) -> None:
        plain = " ".join(clean(self.field.text(), one_line=True).split())
        if not plain:
            return
        typed = typed_task(plain) if reads else TypedTask(plain)
        there = self._there([typed])
        self.field.clear()
        self.entered.emit([typed])
        if self.field.text():
            return  # it was refused
        if there:
            self._say(f"{quoted(typed.name)} stond er al en staat er nu twee keer.")
        else:
            announce(self.field, f"{quoted(typed.name)} staat in de lijst. {typed.told}".strip())

    def _take(self, lines: list[str]) -> None:
        fit, waiting = for_now(lines)
        typed = [typed_task(line) for line in fit]
        there = self._there(typed)
        self.entered.emit(typed)
        said = [f"{tasks(len(typed))} geplakt."] if typed else []
        if there:
            said.append("1 daarvan stond er al." if there == 1 else f"{there} daarvan stonden er al.")
        if any(one.parts[1] for one in typed):
            said.append(_LONG)
        self._say(" ".join([*said, waiting]).strip())
