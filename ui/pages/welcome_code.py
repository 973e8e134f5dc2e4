"""The last step of the first start: the recovery code, and what to begin with."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Radio, button, cols, label, rows

CLIPBOARD_MS = 60_000
_PER_ROW = 4
_PAD = 14


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


class CodeStep(QWidget):
    """The code, where to keep it, and the choice of an empty vault or the demo dossiers.

    Attributes:
        print_requested: print this code.
        view: shows the code.
        kept: ticked when the user has written it down.
        demo: chosen when the demo dossiers are wanted.
    """

    print_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.view = CodeView()
        self.kept = CheckBox("Ik heb de code opgeschreven")
        empty = Radio("Met een lege kluis")
        self.demo = Radio("Met voorbeelddossiers, om te oefenen")
        empty.setChecked(True)
        self._choice = QButtonGroup(self)
        self._choice.addButton(empty)
        self._choice.addButton(self.demo)
        self._copy = button("Kopiëren", icon="copy", on=self._to_clipboard)
        self._print = button("Afdrukken", icon="printer", on=lambda: self.print_requested.emit(self.code))
        self._print.hide()
        self._note = label("", "meta", "soft", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLIPBOARD_MS)
        self._timer.timeout.connect(self._off_clipboard)
        intro = (
            "Bewaar deze code op papier, niet bij deze laptop. Vergeet je je wachtzin, dan is dit de enige andere "
            "sleutel. Zonder wachtzin en zonder code komt niemand er meer in, ook jij niet."
        )
        self.setLayout(
            rows(
                label(intro, "body", "soft", wrap=True),
                tk.S1,
                self.view,
                cols(self._copy, self._print, (self._note, 1)),
                self.kept,
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

    def set_code(self, code: str) -> None:
        """Show this code."""
        self.code = code
        self.view.set_code(code)

    def allow_printing(self) -> None:
        """Offer to print it."""
        self._print.show()

    def forget(self) -> None:
        """Forget the code, on the clipboard too."""
        self._timer.stop()
        self._off_clipboard()
        self.set_code("")

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self.code)
        self._note.setText("Gekopieerd. Over een minuut is het klembord weer leeg.")
        self._timer.start()

    def _off_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self.code and clipboard.text() == self.code:
            clipboard.clear()
        self._note.setText("")
