"""Beveiliging: the ways in, when the vault locks by itself, and a new key."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from beschutdesk.services import profile as profiles
from beschutdesk.services.settings import IDLE_LONGEST, IDLE_SHORTEST
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.own_lane import own_lane
from ui.settings.page import SettingsPage
from ui.settings.slots import PASSPHRASE, PIN, RECOVERY, WayRow, is_last, since, why_last
from ui.theme import px
from ui.timers import one_shot
from ui.widgets import FieldBox, Section, Spin, Tone, button, clear, cols, label, rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from beschutdesk.services.keys import Way
    from ui.context import DeskContext

_SET: Final = "set"
_PROVE: Final = "prove"
_REMOVE: Final = "remove"
_NOT_SET: Final = "Niet ingesteld."
_WAIT_MS: Final = 400
"""From the last turn of the number to its being kept: one line in the log, and not sixty."""
_ASKING: Final = "De sleutelbos van dit apparaat wordt gevraagd…"
_SLOW_MS: Final = 3000
_LATE: Final = "De sleutelbos van dit apparaat antwoordt nog niet. De rest van dit venster werkt gewoon."


class SecurityPage(SettingsPage):
    """The section.

    Attributes:
        renew_requested: Sleutel vernieuwen: secret of now, passphrase from now on, new code.
        lock_requested: lock now.
    """

    renew_requested = Signal(str, str, str)
    lock_requested = Signal()

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Beveiliging", "Elk van deze manieren opent de hele kluis.")
        self._ring = own_lane(self)  # of its own: a keyring may be silent, and nothing else waits for it
        self._ways: Sequence[Way] = ()
        self._pin: Trouble | str | None = _ASKING
        self._passphrase = WayRow(PASSPHRASE, {_SET: "Wachtzin wijzigen", _REMOVE: "Wachtzin verwijderen"})
        code = {_PROVE: "Herstelcode overtypen", _SET: "Nieuwe herstelcode", _REMOVE: "Herstelcode verwijderen"}
        self._code = WayRow(RECOVERY, code)
        self._pin_row = WayRow(PIN, {_SET: "Pincode instellen", _REMOVE: "Pincode verwijderen"}, last=True)
        for row in (self._passphrase, self._code, self._pin_row):
            row.asked.connect(partial(self._asked, row.kind))
        self._others: list[str] = []
        self._elsewhere: QVBoxLayout = rows(gap=0)
        ways = rows(self._passphrase, self._code, self._pin_row, self._elsewhere, gap=0)
        self.minutes = Spin(IDLE_SHORTEST, IDLE_LONGEST, " minuten")
        self.minutes.setFixedWidth(px(140))
        self.minutes.setKeyboardTracking(False)
        field = FieldBox("Op slot na", self.minutes, "Zo lang zonder toets of muis. Wat je typt, is altijd bewaard.")
        self.lock_button = button("Nu vergrendelen", icon="lock", tip="Vergrendelen (Ctrl+L)")
        self.lock_button.clicked.connect(lambda _checked=False: self.lock_requested.emit())
        self.renew_button = button("Sleutel vernieuwen…", icon="rotate-ccw", on=self._renew)
        renewing = (
            "Alles in de kluis wordt opnieuw versleuteld. Doe dit als iemand anders je wachtzin of herstelcode kan "
            "kennen en ook bij deze laptop kon."
        )
        self.add(
            Section("Manieren om te openen", ways),
            Section("Vergrendelen", rows(field, cols(self.lock_button, None), gap=12)),
            Section("Nieuwe sleutel", rows(label(renewing, wrap=True), cols(self.renew_button, None), gap=10)),
        )
        self._wait = one_shot(self, self._keep_minutes, _WAIT_MS)
        self._slow = one_shot(self, self._say_late, _SLOW_MS)
        self.minutes.valueChanged.connect(lambda _value: self._wait.start())

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        self._wait.stop()
        self.minutes.blockSignals(True)
        self.minutes.setValue(self.context.desk.settings.idle_minutes)
        self.minutes.blockSignals(False)
        self._read()
        self._pin = _ASKING
        self._slow.start()
        self._ring.submit(self.context.desk.keys.pin_possible, done=self._pin_known, failed=self._pin_known)

    def _read(self) -> None:
        """Read the ways at once; the keyring is not asked for that."""
        try:
            self._ways = self.context.desk.keys.all()
        except Exception as error:  # a damaged envelope is said, not thrown
            self.say_trouble(jobs.calm(error))
            return
        self._show()

    def _again(self, *_: Any) -> None:
        # behind what runs in the lane: an act that was left alone is done by then
        self._read()
        self.lane.submit(self.context.desk.keys.all, done=self._take)

    def _take(self, ways: "Sequence[Way]") -> None:
        self._ways = ways
        self._show()

    def _pin_known(self, trouble: Trouble | None) -> None:
        self._slow.stop()
        self._pin = trouble
        self._show()

    def _say_late(self) -> None:
        self._pin = _LATE
        self._show()

    # -- the list ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        by_kind = {way.kind: way for way in self._ways if way.kind != PIN}
        here = next((way for way in self._ways if way.kind == PIN and way.here), None)
        self._show_passphrase(by_kind.get(PASSPHRASE))
        self._show_code(by_kind.get(RECOVERY))
        self._show_pin(here)
        self._show_elsewhere([way for way in self._ways if way.kind == PIN and not way.here])

    def _show_passphrase(self, way: "Way | None") -> None:
        row = self._passphrase
        last = way is not None and is_last(way, self._ways)
        row.tell(
            _NOT_SET if way is None else since(way.made_on), None, why_last(way) if way is not None and last else ""
        )
        row.offer(_SET, "Kiezen…" if way is None else "Wijzigen…")
        row.offer(_REMOVE, "" if way is None else "Verwijderen…", usable=not last)

    def _show_code(self, way: "Way | None") -> None:
        row = self._code
        last = way is not None and is_last(way, self._ways)
        state: tuple[str, Tone] | None = None
        if way is not None:
            state = ("Overgetypt", "good") if way.proven else ("Nog niet overgetypt", "warn")
        row.tell(
            _NOT_SET if way is None else since(way.made_on), state, why_last(way) if way is not None and last else ""
        )
        row.offer(_PROVE, "" if way is None or way.proven else "Overtypen…")
        row.offer(_SET, "Nieuwe herstelcode…")
        row.offer(_REMOVE, "" if way is None else "Verwijderen…", usable=not last)

    def _show_pin(self, way: "Way | None") -> None:
        note = f"{self._pin.happened} {self._pin.todo}" if isinstance(self._pin, Trouble) else self._pin or ""
        self._pin_row.tell(_NOT_SET if way is None else since(way.made_on), None, note)
        self._pin_row.offer(_SET, "Instellen…" if way is None else "Wijzigen…", usable=self._pin is None)
        name = "Pincode instellen" if way is None else "Pincode wijzigen"
        self._pin_row.buttons[_SET].setAccessibleName(name)
        self._pin_row.offer(_REMOVE, "" if way is None else "Verwijderen…")

    def _show_elsewhere(self, ways: "Sequence[Way]") -> None:
        """PINs of other devices, for which this vault was copied; there is hardly ever one."""
        if [way.id for way in ways] == self._others:
            return
        self._others = [way.id for way in ways]
        clear(self._elsewhere)
        before = self._pin_row.buttons[_REMOVE]
        for way in ways:
            row = WayRow(PIN, {_REMOVE: "Pincode van een ander apparaat verwijderen"}, last=True)
            row.tell(f"{since(way.made_on)} Deze hoort bij een ander apparaat.")
            row.offer(_REMOVE, "Verwijderen…")
            row.asked.connect(partial(self._remove, way))
            self._elsewhere.addWidget(row)
            QWidget.setTabOrder(before, row.buttons[_REMOVE])  # it came later than what stands below
            before = row.buttons[_REMOVE]

    def _way(self, kind: str) -> "Way | None":
        return next((way for way in self._ways if way.kind == kind and way.here), None)

    def _asked(self, kind: str, key: str) -> None:
        way = self._way(kind)
        if key == _PROVE:
            self._prove()
        elif key == _REMOVE:
            if way is not None:
                self._remove(way)
        elif kind == PASSPHRASE:
            self._change_passphrase()
        elif kind == RECOVERY:
            self._new_code()
        else:
            self._set_pin(way)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _open(self, dialog: "QDialog", done: str) -> None:
        dialog.accepted.connect(lambda: self.said.emit(done))
        dialog.finished.connect(self._again)
        dialog.open()

    def _change_passphrase(self) -> None:
        from ui.dialogs.secret import PassphraseDialog

        keys = self.context.desk.keys
        self._open(PassphraseDialog(self.lane, keys.set_passphrase, self), "De nieuwe wachtzin opent nu de kluis.")

    def _new_code(self) -> None:
        from ui.dialogs.new_code import NewCodeDialog

        desk = self.context.desk
        dialog = NewCodeDialog(self.lane, desk.keys.set_recovery, desk.caseworker(), self)
        self._open(dialog, "De nieuwe herstelcode werkt; de oude niet meer.")

    def _prove(self) -> None:
        from ui.dialogs.new_code import ProveCodeDialog

        self._open(ProveCodeDialog(self.lane, self.context.desk.keys.prove_recovery, self), "De code op papier klopt.")

    def _set_pin(self, way: "Way | None") -> None:
        from ui.dialogs.secret import PinDialog

        dialog = PinDialog(self.lane, self.context.desk.keys.set_pin, self, change=way is not None)
        self._open(dialog, "De pincode is ingesteld.")

    def _remove(self, way: "Way", _key: str = _REMOVE) -> None:
        from ui.dialogs.secret import SecretDialog

        keys = self.context.desk.keys
        what = {PASSPHRASE: "wachtzin", RECOVERY: "herstelcode", PIN: "pincode"}.get(way.kind, way.label)
        words = f"Daarna opent deze {what} de kluis niet meer. Reservekopieën van eerder gaan er nog wel mee open."
        if way.kind == PIN:
            words = "Daarna opent alleen je wachtzin of je herstelcode de kluis."
        title = f"{what[:1].upper()}{what[1:]} verwijderen"
        dialog = SecretDialog(
            title, words, title, self.lane, lambda secret: keys.remove(secret, way.id), self, busy="Wordt verwijderd…"
        )
        self._open(dialog, f"De {what} is verwijderd.")

    def _renew(self) -> None:
        from ui.dialogs.new_code import RenewDialog

        desk = self.context.desk
        dialog = RenewDialog(self.lane, partial(_opens, desk.profile), desk.caseworker(), self)
        dialog.renew_requested.connect(self.renew_requested)
        dialog.open()

    # -- the lock ------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._keep_minutes()

    def _keep_minutes(self) -> None:
        settings = self.context.desk.settings
        minutes = self.minutes.value()
        if minutes == settings.idle_minutes:
            return
        try:
            self.context.database.call(setattr, settings, "idle_minutes", minutes)
        except Exception as error:  # said in calm words; the number of before stands again
            self.say_trouble(jobs.calm(error))
            self.minutes.setValue(settings.idle_minutes)
            return
        self.say_trouble(None)
        self.said.emit("Opgeslagen.")
        self.changed.emit()


def _opens(profile: Any, secret: str) -> None:
    """Try a secret; what it opens is thrown away at once."""
    profiles.data_key(profile, secret)
