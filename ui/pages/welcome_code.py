"""The recovery code: shown, taken along, and typed back once. The last step of the first start ends with it too."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSizePolicy, QWidget

from ui.clipboard import put
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import FieldBox, Radio, button, cols, label, rows

CLIPBOARD_MS: Final = 60_000
TYPE_BACK: Final = "Typ de code over van je papier"
_PER_ROW: Final = 4
_PAD: Final = 14
_READ_AS: Final = str.maketrans("ILO", "110", " -–")


def same_code(typed: str, code: str) -> bool:
    """Whether what was typed is this code; capitals, hyphens and look-alikes do not count."""
    return bool(code) and bare_code(typed) == bare_code(code)


def bare_code(typed: str) -> str:
    """A code as it counts: capitals, nothing in between, look-alikes put right."""
    return "".join(typed.split()).upper().translate(_READ_AS)


class CodeView(QWidget):
    """The code in groups, large enough to copy by hand. Tab reaches it, so that a screen reader can spell it."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_code("")

    def set_code(self, code: str) -> None:
        """Show this code; dashes and spaces part its groups."""
        self._groups = code.replace("-", " ").split()
        self.setAccessibleName("Herstelcode: " + ", ".join(self._groups))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = max(1, -(-len(self._groups) // _PER_ROW))
        return QSize(300, lines * px(36) + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter, rect = colours(), QPainter(self), self.rect().toRectF()
        paint.box(painter, rect, c.tint, c.edge, tk.R_CARD)
        wide = (rect.width() - 2 * _PAD) / _PER_ROW
        used = font("title", tabular=True)
        for i, group in enumerate(self._groups):
            line, column = divmod(i, _PER_ROW)
            room = QRectF(_PAD + column * wide, _PAD + line * px(36), wide, px(36))
            paint.text(painter, room, group, used, c.ink, paint.CENTRE)
        if self.hasFocus():
            paint.ring(painter, rect, tk.R_CARD)
        painter.end()


class TypedCode(QLineEdit):
    """One line that takes keys only: a code that was pasted proves nothing about paper."""

    def __init__(self) -> None:
        super().__init__()
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhUppercaseOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setMaxLength(80)
        self.setMinimumWidth(60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            return
        super().keyPressEvent(event)


class CodeProof(QWidget):
    """A code, ways to take it along, and the field in which it is typed back.

    Args:
        hint: below that field, while nothing is typed.

    Attributes:
        print_requested, save_requested: print this code, or save it as a PDF; see :meth:`allow_printing` and
            :meth:`allow_saving`.
        proven_changed: the code was typed back in full, or no longer.
        view: shows the code.
        typed: where it is typed back.
    """

    print_requested = Signal(str)
    save_requested = Signal(str)
    proven_changed = Signal(bool)

    def __init__(self, hint: str = "Streepjes en spaties maken niet uit. Plakken kan hier niet.") -> None:
        super().__init__()
        self.code = ""
        self._proven = False
        self.view = CodeView()
        self.typed = TypedCode()
        self.field = FieldBox(TYPE_BACK, self.typed, hint)
        self._copy = button("Kopiëren", icon="copy", on=self._to_clipboard)
        self._print = button("Afdrukken", icon="printer", on=lambda: self.print_requested.emit(self.code))
        self._save = button("Opslaan als pdf…", icon="download", on=lambda: self.save_requested.emit(self.code))
        self._save.setToolTip("Dit bestand opent alles: bewaar het niet op deze laptop")
        self._print.hide()
        self._save.hide()
        self._note = label("", "meta", "soft", wrap=True)
        self._timer = one_shot(self, self._off_clipboard, CLIPBOARD_MS)
        self.typed.textEdited.connect(lambda _words: self._look())
        self.typed.editingFinished.connect(self._judge)
        acts = cols(self._copy, self._print, self._save, None)
        self.setLayout(rows(self.view, acts, self._note, self.field, gap=tk.S2))
        self._note.hide()

    @property
    def proven(self) -> bool:
        """Whether the code was typed back in full."""
        return self._proven

    def set_code(self, code: str) -> None:
        """Show this code."""
        self.code = code
        self.view.set_code(code)
        self.typed.clear()
        self._look()

    def allow_printing(self) -> None:
        """Offer to print it."""
        self._print.show()

    def allow_saving(self) -> None:
        """Offer to save it as a PDF."""
        self._save.show()

    def say(self, words: str) -> None:
        """A line below the buttons; empty says nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def ready(self) -> bool:
        """Whether it was typed back; says so at the field when it was not."""
        if not self._proven:
            self.field.say(
                "Dit is nog niet de hele code. Vergelijk hem groepje voor groepje."
                if self.typed.text().strip()
                else "Typ de code eerst over. Dan weet je zeker dat je papier klopt.",
                "warn",
            )
        return self._proven

    def forget(self) -> None:
        """Forget the code, on the clipboard too."""
        self._timer.stop()
        self._off_clipboard()
        self.set_code("")

    def _look(self) -> None:
        proven = same_code(self.typed.text(), self.code)
        self.field.say("De code klopt." if proven else "", "good")
        if proven != self._proven:
            self._proven = proven
            self.proven_changed.emit(proven)

    def _judge(self) -> None:
        if self.typed.text().strip():
            self.ready()

    def _to_clipboard(self) -> None:
        put(self.code)
        self.say("Gekopieerd. Over een minuut is het klembord weer leeg.")
        self._timer.start()

    def _off_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self.code and clipboard.text() == self.code:
            clipboard.clear()
        self.say("")


class CodeStep(QWidget):
    """The code, where to keep it, and the choice of an empty vault or the demo dossiers.

    Attributes:
        print_requested: print this code.
        view: shows the code.
        proof: the code and the field in which it is typed back.
        demo: chosen when the demo dossiers are wanted.
    """

    print_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.proof = CodeProof("Dat mag ook later, bij Instellingen. Streepjes maken niet uit; plakken kan hier niet.")
        self.proof.print_requested.connect(self.print_requested)
        self.view = self.proof.view
        empty = Radio("Met een lege kluis")
        self.demo = Radio("Met voorbeelddossiers, om te oefenen")
        empty.setChecked(True)
        self._choice = QButtonGroup(self)
        self._choice.addButton(empty)
        self._choice.addButton(self.demo)
        intro = (
            "Bewaar deze code op papier, niet bij deze laptop. Vergeet je je wachtzin, dan is dit de enige andere "
            "sleutel. Zonder wachtzin en zonder code komt niemand er meer in, ook jij niet."
        )
        self.setLayout(
            rows(
                label(intro, "body", "soft", wrap=True),
                tk.S1,
                self.proof,
                tk.S3,
                label("Waarmee wil je beginnen?", "strong"),
                empty,
                self.demo,
                cols(
                    30,
                    (label("Verzonnen mensen. Ze kunnen naar de prullenbak.", "meta", "soft", wrap=True), 1),
                    gap=0,
                ),
                None,
                gap=tk.S1 + 2,
            )
        )

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self.proof.code

    def set_code(self, code: str) -> None:
        """Show this code."""
        self.proof.set_code(code)

    def ready(self) -> QWidget | None:
        """The field that still needs something, or ``None``. Typing back may wait; half a code is a mistake."""
        if self.proof.typed.text().strip() and not self.proof.ready():
            return self.proof.typed
        return None

    def allow_printing(self) -> None:
        """Offer to print it."""
        self.proof.allow_printing()

    def forget(self) -> None:
        """Forget the code, on the clipboard too."""
        self.proof.forget()
