"""The lock: everything stays closed until the passphrase or the recovery code opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.brand import Bar, CentredPage
from ui.theme import tokens as tk
from ui.widgets import Banner, FieldBox, Secret, Tone, box, button, cols, label, line_edit, rows, set_button

_WIDTH = 400
_OPEN = "Ontgrendelen"
_USE_CODE, _USE_PASSPHRASE = "Herstelcode gebruiken", "Wachtzin gebruiken"


class LockPage(CentredPage):
    """Passphrase or recovery code. It shows no names: anyone can see this page.

    Attributes:
        unlock: open with this passphrase.
        unlock_with_code: open with this recovery code.
    """

    unlock = Signal(str)
    unlock_with_code = Signal(str)

    def __init__(self) -> None:
        self._status = label("", "body", "soft", wrap=True)
        self._safe = Banner(icon="shield-check")
        self._secret = Secret("Wachtzin")
        self._by_secret = FieldBox("Wachtzin", self._secret, "Hoofdletters en spaties tellen mee.")
        self._code = line_edit()
        self._by_code = FieldBox(
            "Herstelcode", self._code, "Typ de groepjes achter elkaar. Streepjes en spaties maken niet uit."
        )
        self._by_code.hide()
        self._go = button(_OPEN, "primary", "lock-open", on=self._submit)
        self._go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._other = button(_USE_CODE, "quiet", "key-round", on=self._switch)
        self._busy = False
        column = box(
            rows(
                Bar(),
                label("BeschutDesk", "title"),
                self._status,
                tk.S1,
                self._safe,
                tk.S1,
                self._by_secret,
                self._by_code,
                tk.S1,
                self._go,
                cols(self._other, None),
            )
        )
        super().__init__(column, _WIDTH)
        self._secret.entered.connect(self._submit)
        self._code.returnPressed.connect(self._submit)
        self._secret.edited.connect(lambda _words: self._by_secret.say(""))
        self._code.textEdited.connect(lambda _words: self._by_code.say(""))
        self.set_status("")
        self.set_safe("", "")

    # ---- what it says ------------------------------------------------------------------------------------------------
    def set_status(self, words: str) -> None:
        """Say since when it is locked and why; empty says nothing."""
        self._status.setText(words)
        self._status.setVisible(bool(words))

    def set_safe(self, title: str, words: str) -> None:
        """Say that all is kept, with initials at most; an empty title says nothing."""
        self._safe.set_words(words, "info", title, icon="shield-check")
        self._safe.setVisible(bool(title))

    def say(self, message: str, tone: Tone = "care") -> None:
        """Put a message below the field in use, select what was typed and give the field the focus."""
        self._field.say(message, tone)
        line = self._code if self._with_code else self._secret.line
        line.selectAll()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Show that it is being opened; meanwhile nothing can be pressed."""
        self._busy = busy
        for widget in (self._secret, self._code, self._go, self._other):
            widget.setEnabled(not busy)
        set_button(self._go, "Bezig met openen…" if busy else _OPEN, "" if busy else "lock-open")
        if not busy:
            self._focus_field()

    def clear(self) -> None:
        """Forget what was typed and what was said."""
        self._secret.clear()
        self._code.clear()
        for field in (self._by_secret, self._by_code):
            field.say("")

    # ---- inside ------------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_field()

    @property
    def _with_code(self) -> bool:
        return not self._by_code.isHidden()

    @property
    def _field(self) -> FieldBox:
        return self._by_code if self._with_code else self._by_secret

    def _focus_field(self) -> None:
        target: QWidget = self._code if self._with_code else self._secret
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch(self) -> None:
        with_code = not self._with_code
        self.clear()
        self._by_secret.setVisible(not with_code)
        self._by_code.setVisible(with_code)
        self._other.setText(_USE_PASSPHRASE if with_code else _USE_CODE)
        self._focus_field()

    def _submit(self) -> None:
        if self._busy:
            return
        if self._with_code:
            words, signal = self._code.text().strip(), self.unlock_with_code
        else:
            words, signal = self._secret.text(), self.unlock
        if words:
            signal.emit(words)
        else:
            self.say("Typ eerst je herstelcode." if self._with_code else "Typ eerst je wachtzin.", "info")
