"""The lock: everything stays closed until a PIN, the passphrase or the recovery code opens it."""

import math
import time
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy

from beschutdesk.trouble import Trouble
from ui.pages.brand import Bar, CentredPage
from ui.pages.opening_trouble import OpeningTrouble
from ui.theme import tokens as tk
from ui.widgets import Banner, FieldBox, Secret, Tone, announce, box, button, cols, label, line_edit, rows, set_button

_WIDTH: Final = 420
_OPEN: Final = "Ontgrendelen"
_BUSY: Final = "Bezig met openen…"


class By(StrEnum):
    """A way to open the vault."""

    PIN = "pin"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way
    CODE = "code"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way as it stands on the page.

    Attributes:
        what: what is typed.
        use: words of the button that goes to it.
        mine: the same with "je".
        icon: of that button.
    """

    what: str
    use: str
    mine: str
    icon: str


_WAYS: Final = {
    By.PIN: _Way("Pincode", "Pincode gebruiken", "je pincode", "hard-drive"),
    By.PASSPHRASE: _Way("Wachtzin", "Wachtzin gebruiken", "je wachtzin", "message-square-text"),
    By.CODE: _Way("Herstelcode", "Herstelcode gebruiken", "je herstelcode", "key-round"),
}


class LockPage(CentredPage):
    """PIN, passphrase or recovery code. It shows no names: anyone can see this page.

    Attributes:
        unlock, unlock_with_code, unlock_with_pin: open with what was typed.
        gave_up: another way was chosen while the vault was being opened.
        restore_wanted, rescue_wanted: a next step when it cannot be opened.
    """

    unlock = Signal(str)
    unlock_with_code = Signal(str)
    unlock_with_pin = Signal(str)
    gave_up = Signal()
    restore_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self) -> None:
        self._status = label("", "body", "soft", wrap=True)
        self._safe = Banner(icon="shield-check")
        self._result = Banner()
        self._result.hide()
        self._trouble = OpeningTrouble()
        self._trouble.hide()
        self._pin = Secret("Pincode")
        self._secret = Secret("Wachtzin")
        self._code = line_edit()
        self._fields = {
            By.PIN: FieldBox("Pincode", self._pin, "Alleen op dit apparaat. Een andere weg kan altijd."),
            By.PASSPHRASE: FieldBox("Wachtzin", self._secret, "Hoofdletters en spaties tellen mee."),
            By.CODE: FieldBox(
                "Herstelcode", self._code, "Typ de groepjes achter elkaar. Streepjes en spaties maken niet uit."
            ),
        }
        self._by_secret, self._by_code = self._fields[By.PASSPHRASE], self._fields[By.CODE]
        self._go = button(_OPEN, "primary", "lock-open", on=self._submit)
        self._go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._others: dict[By, QPushButton] = {
            by: button(way.use, "quiet", way.icon, on=partial(self._choose, by)) for by, way in _WAYS.items()
        }
        self._by, self._with_pin, self._busy = By.PASSPHRASE, False, False
        self._until: dict[bool, float] = {}
        self._ticks = QTimer()
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tick)
        column = box(
            rows(
                Bar(),
                label("BeschutDesk", "title"),
                self._status,
                tk.S1,
                self._safe,
                self._result,
                self._trouble,
                tk.S1,
                *self._fields.values(),
                tk.S1,
                self._go,
                rows(*(cols(other, None) for other in self._others.values()), gap=0),
            )
        )
        super().__init__(column, _WIDTH)
        self._ticks.setParent(self)
        for secret, field in ((self._pin, self._fields[By.PIN]), (self._secret, self._by_secret)):
            secret.entered.connect(self._submit)
            secret.edited.connect(lambda _words, field=field: self._typed(field))
        self._code.returnPressed.connect(self._submit)
        self._code.textEdited.connect(lambda _words: self._typed(self._by_code))
        self._trouble.restore_wanted.connect(self.restore_wanted)
        self._trouble.rescue_wanted.connect(self.rescue_wanted)
        self.set_status("")
        self.set_safe("", "")
        self._arrange()

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
        """Put a message below the field in use, select what was typed, hidden again, and give the field the focus."""
        self._field.say(message, tone)
        for secret in (self._pin, self._secret):
            secret.show_words(False)
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_trouble(self, trouble: Trouble | None, *, restore: bool = False, rescue: bool = False) -> None:
        """Say in three parts why the vault does not open and what can be done; ``None`` takes that away."""
        self._trouble.setVisible(trouble is not None)
        if trouble is not None:
            self._safe.hide()
            self._result.hide()
            self._trouble.tell(trouble, restore=restore, rescue=rescue)

    def tell_result(self, title: str, words: str) -> None:
        """Say how a rescue ended."""
        self._result.set_words(words, "good", title)
        self._result.show()
        announce(self._result, f"{title} {words}")

    def set_busy(self, busy: bool, words: str = _BUSY) -> None:
        """Show that it is being opened; meanwhile only another way can be chosen."""
        self._busy = busy
        for widget in (self._pin, self._secret, self._code, self._trouble):
            widget.setEnabled(not busy)
        for by, other in self._others.items():
            other.setEnabled(not busy or (by != self._by and self._by == By.PIN))
        self._show_go(words)
        if not busy:
            self._focus_field()

    def rest(self, seconds: float, *, pin: bool = False) -> None:
        """A next try counts after so many seconds; until then the button rests and says so. Of the PIN apart."""
        self._until[pin] = time.monotonic() + seconds
        self._ticks.start()
        self._show_go()

    @property
    def _rest(self) -> int:
        return max(0, math.ceil(self._until.get(self._by == By.PIN, 0.0) - time.monotonic()))

    def set_ways(self, *, pin: bool, blocked: bool = False) -> None:
        """Offer the PIN, and begin with it when nothing was typed yet; say it when it was dropped."""
        before, self._with_pin = self._with_pin, pin
        if pin and not before and not self._line.text() and not self._busy:
            self._use(By.PIN)
        elif not pin and self._by == By.PIN:
            self._use(By.PASSPHRASE)
        else:
            self._arrange()
        if blocked and not pin and not self._field.message:
            self._field.say("De pincode doet het niet meer na te veel verkeerde pogingen.", "info")

    def use(self, by: By) -> None:
        """Go to another way; what was typed is forgotten."""
        self._use(by)

    @property
    def by(self) -> By:
        """The way in use."""
        return self._by

    @property
    def typed(self) -> str:
        """What stands in the field in use."""
        return self._line.text()

    def clear(self) -> None:
        """Forget what was typed and what was said."""
        self._pin.clear()
        self._secret.clear()
        self._code.clear()
        for field in self._fields.values():
            field.say("")

    # ---- inside ------------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_field()

    @property
    def _field(self) -> FieldBox:
        return self._fields[self._by]

    @property
    def _line(self) -> QLineEdit:
        return {By.PIN: self._pin.line, By.PASSPHRASE: self._secret.line, By.CODE: self._code}[self._by]

    def _focus_field(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        for by, field in self._fields.items():
            field.setVisible(by == self._by)
        for by, other in self._others.items():
            other.setVisible(by != self._by and (by != By.PIN or self._with_pin))

    def _choose(self, by: By) -> None:
        if self._busy:
            self.gave_up.emit()
        self._use(by)

    def _use(self, by: By) -> None:
        had = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.clear()
        self._by = by
        self._arrange()
        self._ticks.start()
        self._show_go()
        if had or self.isVisible():
            self._focus_field()

    def _typed(self, field: FieldBox) -> None:
        field.say("")
        self._result.hide()

    def _show_go(self, busy: str = _BUSY) -> None:
        rest = self._rest
        self._go.setEnabled(not self._busy and rest <= 0)
        if self._busy:
            set_button(self._go, busy, "")
        elif rest > 0:
            set_button(self._go, f"Weer proberen over {_span(rest)}", "hourglass")
        else:
            set_button(self._go, _OPEN, "lock-open")

    def _tick(self) -> None:
        if self._rest <= 0:
            self._ticks.stop()
            if not self._go.isEnabled() and not self._busy:
                self._field.say("")
                announce(self._line, "Je kunt het weer proberen.")
        self._show_go()

    def _submit(self) -> None:
        if self._busy or self._rest > 0:
            return
        words = self.typed.strip() if self._by == By.CODE else self.typed
        signals = {By.PIN: self.unlock_with_pin, By.PASSPHRASE: self.unlock, By.CODE: self.unlock_with_code}
        if words:
            signals[self._by].emit(words)
        else:
            self.say(f"Typ eerst {_WAYS[self._by].mine}.", "info")


def _span(seconds: int) -> str:
    """Seconds as one reads them: 9 seconden, 1:05 minuut."""
    if seconds < 60:
        return "1 seconde" if seconds == 1 else f"{seconds} seconden"
    return f"{seconds // 60}:{seconds % 60:02} minuut"
