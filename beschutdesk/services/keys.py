"""The ways in to an open vault: add, replace, remove; and the PIN of this device.

A change takes a secret of now, because an unlocked laptop may be in other hands. It rewrites the envelope and never
the database. Slots that were made by an older version become of today when the secret of theirs is at hand.
"""

import base64
import binascii
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.blame import blame
from beschutdesk.dossier.identity import new_id
from beschutdesk.files import alone
from beschutdesk.services import profile as profiles
from beschutdesk.services.audit import Act, Audit
from beschutdesk.services.profile import PASSPHRASE, PIN, RECOVERY
from beschutdesk.services.recovery_paper import check_typed
from beschutdesk.storage import settings
from beschutdesk.trouble import Trouble
from beschutdesk.vault import device, tries
from beschutdesk.vault.errors import NoKeyring, WeakSecret

if TYPE_CHECKING:
    from beschutdesk.services.store import Store
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey
    from beschutdesk.vault.slot import Slot

_KEPT = "device:"
"""Setting, with the id of the slot: the half of a PIN that the keyring keeps, to put it back there."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in.

    Attributes:
        id: names it, in lists and for :meth:`Keys.remove`.
        kind: ``passphrase``, ``recovery`` or ``pin``.
        made_on: the day it was set; ``None`` when an older version wrote down none.
        proven: a recovery code that was typed back once. A passphrase and a PIN need no such proof.
        here: it works on this device. False only for the PIN of another one.
    """

    id: str
    kind: str
    made_on: date | None
    proven: bool
    here: bool

    @property
    def label(self) -> str:
        """In Dutch."""
        if self.kind == PIN:
            return "Pincode op dit apparaat" if self.here else "Pincode op een ander apparaat"
        return "Wachtzin" if self.kind == PASSPHRASE else "Herstelcode"


class Keys:
    """The ways in to the vault of an open desk.

    Every method that takes ``secret``, the passphrase or recovery code of now, raises WrongSecret or TooSoon when it
    is another one; each that changes something raises a Trouble when the envelope cannot be written, and then nothing
    has changed. Once it is written the change is made: the audit log hears of it at
    the next opening when it cannot then.
    """

    def __init__(self, profile: Path, store: "Store", audit: Audit) -> None:
        self._profile = profile
        self._store = store
        self._audit = audit

    def all(self) -> list[Way]:
        """The ways in: passphrase, recovery code, PINs."""
        envelope = profiles.envelope_of(self._profile)
        here = device.mark(envelope.vault)
        order = (PASSPHRASE, RECOVERY, PIN)
        return sorted((_way(slot, here) for slot in envelope.slots), key=lambda way: order.index(way.kind))

    def set_passphrase(self, secret: str, new: str) -> None:
        """A new passphrase, instead of the one that was.

        Raises:
            WeakSecret: the new one is easy to guess.
        """
        profiles.must_be_strong(new)
        self._change(secret, lambda envelope, key: envelope.with_passphrase(key, new))
        self._note(PASSPHRASE, "set")

    def set_recovery(self, secret: str, code: str, typed: str) -> None:
        """A new recovery code, instead of the one that was.

        Args:
            secret: of now.
            code: from :func:`beschutdesk.services.profile.new_recovery_code`, as it was shown.
            typed: the code, typed back from paper.

        Raises:
            Trouble: what was typed back is another code.
        """
        check_typed(code, typed)
        self._change(secret, lambda envelope, key: envelope.with_code(key, code, proven=True))
        self._note(RECOVERY, "set")

    def prove_recovery(self, typed: str) -> None:
        """The recovery code is on paper: it was typed back.

        Raises:
            WrongSecret: it is not the code of this vault.
        """
        from beschutdesk.vault.envelope import check_code

        check_code(typed)
        self._change(typed, lambda envelope, _: envelope)
        self._note(RECOVERY, "proven")

    def set_pin(self, secret: str, pin: str, patience: float | None = None) -> None:
        """A PIN for this device, instead of the one that was. Asks the keyring: call it in a jobs lane.

        Raises:
            WeakSecret: the PIN is easy to guess.
            NoKeyring: there is no keyring that does it; with the reason.
        """
        if why := profiles.weak_pin(pin):
            raise WeakSecret(why, "Er is niets veranderd.", "Neem andere tekens, zonder patroon.")
        envelope, _ = profiles.data_key(self._profile, secret)  # before the keyring asks anybody anything
        here, named, kept = device.mark(envelope.vault), new_id(), device.make_secret()
        before = [slot for slot in envelope.of("device") if slot.device == here]
        with self._undone_on_failure(named, patience):
            device.keep(str(named), kept, patience)
            with self._store.writing() as connection:
                settings.put(connection, f"{_KEPT}{named}", base64.b64encode(kept).decode())
            self._change(secret, lambda envelope, key: envelope.with_pin(key, kept, pin, device=here, named=named))
        self._note(PIN, "set")
        tries.Tries(self._profile).reset(tries.PIN)
        for slot in before:
            self._forget(slot.id, patience)

    def remove(self, secret: str, way_id: str, patience: float | None = None) -> None:
        """Take a way in away. For a PIN this asks the keyring: call it in a jobs lane.

        Raises:
            LastWayIn: no passphrase and no proven recovery code would be left.
        """
        envelope = profiles.envelope_of(self._profile)
        slot = next((slot for slot in envelope.slots if str(slot.id) == way_id), None)
        if slot is None:
            raise Trouble(
                "Deze weg naar binnen is er niet (meer).", "Er is niets veranderd.", "Bekijk de lijst opnieuw."
            )
        self._change(secret, lambda envelope, _: envelope.without(slot.id))
        self._note(_kind(slot), "removed")
        here = slot.device == device.mark(envelope.vault)
        if slot.kind == "device":
            self._forget(slot.id, patience if here else 0.0)
            if here:
                tries.Tries(self._profile).reset(tries.PIN)

    def pin_possible(self, patience: float | None = None) -> Trouble | None:
        """Why there can be no PIN on this device; ``None`` when there can. Asks the keyring: call it in a jobs lane."""
        return device.usable(patience)

    def mend(self, patience: float | None = None) -> bool:
        """Put the keyring's half of the PIN back when it is not there: after five wrong PINs, or a reset of the system.

        For the window, in a jobs lane, once the passphrase or the recovery code has opened the vault. The keyring may
        refuse or stay silent; then the PIN rests, and everything else works. What is kept for slots that are gone, as
        after a renewed key, goes.

        Returns:
            Whether there is a PIN on this device and it works.
        """
        envelope = profiles.envelope_of(self._profile)
        for gone in self._known() - {slot.id for slot in envelope.of("device")}:
            self._forget(gone, patience)
        slot = envelope.on_device(device.mark(envelope.vault))
        kept = None if slot is None else self._kept(slot.id)
        if slot is None or kept is None:
            return False
        try:
            if device.fetch(str(slot.id), patience) != kept:
                device.keep(str(slot.id), kept, patience)
        except NoKeyring:
            return False
        tries.Tries(self._profile).reset(tries.PIN)
        return True

    def _kept(self, slot: UUID) -> bytes | None:
        with self._store.reading() as connection:
            value = settings.get(connection, f"{_KEPT}{slot}")
        try:
            return None if value is None else base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            return None

    def _known(self) -> set[UUID]:
        """The slots for which something is kept."""
        with self._store.reading() as connection:
            return {UUID(key.removeprefix(_KEPT)) for key in settings.starting(connection, _KEPT)}

    def _forget(self, slot: UUID, patience: float | None) -> None:
        """What is kept for a slot that is gone. What stays opens nothing any more; :meth:`mend` tries again."""
        with contextlib.suppress(Trouble), self._store.writing() as connection:
            settings.drop(connection, f"{_KEPT}{slot}")
        if patience != 0:
            with contextlib.suppress(NoKeyring):
                device.forget(str(slot), patience)

    @contextlib.contextmanager
    def _undone_on_failure(self, slot: UUID, patience: float | None) -> "Iterator[None]":
        try:
            yield
        except BaseException as error:
            with contextlib.suppress(Exception):  # the first error is the one to tell
                self._forget(slot, 0.0 if isinstance(error, NoKeyring) else patience)
            raise

    def _change(self, secret: str, change: "Callable[[Envelope, DataKey], Envelope]") -> None:
        """Read, change and write the envelope while no other window or program does: what it changed before stays."""
        from beschutdesk.vault.envelope import LOCK

        try:
            with alone(self._profile / LOCK):
                envelope, key = profiles.data_key(self._profile, secret)
                change(envelope.renewed(secret), key).save(self._profile / profiles.ENVELOPE)
        except OSError as error:
            trouble = blame(error)
            if trouble is None:
                raise
            raise Trouble(trouble.happened, "De wegen naar binnen zijn niet veranderd.", trouble.todo) from None

    def _note(self, way: str, what: str) -> None:
        try:
            self._audit.note(Act.KEYS, way=way, what=what)
        except Trouble:  # a full or busy database does not undo what already opens the vault
            tries.Tries(self._profile).note_act(way, what)


def _kind(slot: "Slot") -> str:
    return PIN if slot.kind == "device" else slot.kind


def _way(slot: "Slot", here: str) -> Way:
    proven = slot.proven or slot.kind != RECOVERY
    return Way(str(slot.id), _kind(slot), slot.made_on, proven, slot.kind != "device" or slot.device == here)
