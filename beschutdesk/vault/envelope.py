"""The key envelope: a small file beside the database that holds the data key once per way in.

See :mod:`beschutdesk.vault.slot` for how a way in is sealed. The checksum over the file is no protection: it tells a
damaged envelope from a wrong passphrase. It is computed one way in all versions, the ones to come included, so that
damage to the number of the version is not taken for a newer program.
"""

import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from beschutdesk.dossier.identity import new_id
from beschutdesk.files import write_whole
from beschutdesk.vault.errors import DamagedEnvelope, LastWayIn, NewerEnvelope, WrongSecret
from beschutdesk.vault.keys import DataKey
from beschutdesk.vault.recovery import make_code, normalise
from beschutdesk.vault.slot import DEVICE, FORMAT, NOW, PASSPHRASE, RECOVERY, Cost, Slot, blank, typed

__all__ = ["DEVICE", "PASSPHRASE", "RECOVERY", "STANDARD", "Cost", "Envelope", "Slot"]

LOCK = "vault.lock"
"""Beside the file: held from reading it to writing it changed, or the change of another program would be undone."""
VERSION = 2
STANDARD = Cost(passes=3, memory=64 * 1024, lanes=4)
_MOST_BYTES = 256 * 1024
_MOST_SLOTS = 32
"""A damaged or hostile file must not keep the program busy beyond this."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """All ways in to one vault. Never changed in place: a changed one is made, and saved.

    Attributes:
        vault: names the vault.
        slots: the ways in that this program knows.
        others: slots of kinds that a later program of the same file version added, kept as they are.
        mark: tells, to who has the data key, that the slots hold it; empty in what an older version wrote.
    """

    vault: UUID
    slots: tuple[Slot, ...]
    others: tuple[dict[str, Any], ...] = ()
    mark: str = ""

    @classmethod
    def make(cls, key: DataKey, passphrase: str, code: str = "", *, proven: bool = False) -> "tuple[Envelope, str]":
        """An envelope with a passphrase and a recovery code, fresh unless given, which is returned beside it."""
        code = code or make_code()
        envelope = cls(new_id(), ()).with_passphrase(key, passphrase).with_code(key, code, proven=proven)
        return envelope, code

    # -- opening -------------------------------------------------------------------------------------------------------

    def open(self, passphrase: str) -> DataKey:
        """The data key.

        Raises:
            WrongSecret: the passphrase opens no slot.
        """
        if (found := self._try(PASSPHRASE, typed(passphrase))) is None:
            raise WrongSecret(
                "Deze wachtzin klopt niet.",
                "Er is niets gewist;",
                "probeer het rustig opnieuw. Hoofdletters tellen mee.",
            )
        return found[1]

    def open_with_code(self, written: str) -> DataKey:
        """The data key, by the recovery code.

        Raises:
            WrongSecret: it is no code, or not the code of this vault.
        """
        if (found := self._try(RECOVERY, _code(written))) is None:
            raise WrongSecret(
                "Deze herstelcode hoort niet bij deze kluis.", "Er is niets gewist.", "Zoek de code van deze kluis op."
            )
        return found[1]

    def open_with_secret(self, secret: str) -> DataKey:
        """The data key, by the passphrase or, when it has the form of one, by the recovery code.

        Raises:
            WrongSecret: neither.
        """
        try:
            return self.open(secret)
        except WrongSecret:
            if not is_code(secret):
                raise
        return self.open_with_code(secret)

    def open_with_pin(self, slot: Slot, kept: bytes, pin: str) -> DataKey:
        """The data key, by what the keyring of this device keeps and the PIN.

        Raises:
            WrongSecret: the PIN is another one.
        """
        if (key := slot.open(self.vault, kept + typed(pin))) is None:
            raise WrongSecret("Deze pincode klopt niet.", "Er is niets gewist;", "probeer het rustig opnieuw.")
        return key

    def _try(self, kind: str, secret: bytes) -> tuple[Slot, DataKey] | None:
        for slot in self.of(kind):
            if (key := slot.open(self.vault, secret)) is not None:
                return slot, key
        return None

    def of(self, kind: str) -> tuple[Slot, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def on_device(self, mark: str) -> Slot | None:
        """The slot of the PIN on this device."""
        return next((slot for slot in self.of(DEVICE) if slot.device == mark), None)

    def holds(self, key: DataKey) -> bool | None:
        """Whether the slots hold this data key; ``None`` when this envelope does not tell."""
        return hmac.compare_digest(self.mark.encode(), _mark(key).encode()) if self.mark else None

    # -- changing ------------------------------------------------------------------------------------------------------

    def with_passphrase(self, key: DataKey, passphrase: str) -> "Envelope":
        """With this passphrase instead of the one that was."""
        fresh = blank(PASSPHRASE, STANDARD, _today())
        return self._with(self.of(PASSPHRASE), [fresh.holding(key, self.vault, typed(passphrase))], key)

    def with_code(self, key: DataKey, code: str, *, proven: bool) -> "Envelope":
        """With this recovery code instead of the one that was.

        Raises:
            ValueError: it is no code.
            LastWayIn: there is no passphrase, and the code is not proven.
        """
        fresh = blank(RECOVERY, STANDARD, _today(), proven=proven)
        return self._with(self.of(RECOVERY), [fresh.holding(key, self.vault, typed(normalise(code)))], key)

    def with_pin(self, key: DataKey, kept: bytes, pin: str, *, device: str, named: UUID) -> "Envelope":
        """With this PIN on this device, instead of the one that was on it.

        Args:
            key: the data key.
            kept: the random secret that the keyring keeps; its length is fixed, so it cannot run into the PIN.
            pin: what is typed.
            device: mark of the device.
            named: id of the slot, under which the keyring keeps the secret.
        """
        fresh = blank(DEVICE, STANDARD, _today(), device=device, named=named)
        gone = [slot for slot in self.of(DEVICE) if slot.device == device]
        return self._with(gone, [fresh.holding(key, self.vault, kept + typed(pin))], key)

    def without(self, key: UUID) -> "Envelope":
        """Without the slot of this id; as it is when there is none.

        Raises:
            LastWayIn: no passphrase and no proven recovery code would be left.
        """
        return self._with([slot for slot in self.slots if slot.id == key], [])

    def renewed(self, secret: str) -> "Envelope":
        """With the slot that this passphrase or code opens sealed in the form and at the price of today.

        A recovery code that was typed is a code that is on paper, so it counts as proven from here on.
        """
        tries = [(PASSPHRASE, typed(secret))]
        if is_code(secret):
            tries.append((RECOVERY, typed(normalise(secret))))
        for kind, raw in tries:
            if (found := self._try(kind, raw)) is None:
                continue
            slot, key = found
            proven = kind == RECOVERY
            if slot.proven == proven and slot.form == NOW and not slot.cost.less_than(STANDARD):
                return self
            made = blank(kind, STANDARD, slot.made_on, proven=proven, named=slot.id)
            fresh = made.holding(key, self.vault, raw)
            slots = tuple(fresh if other is slot else other for other in self.slots)
            return replace(self, slots=slots, mark=_mark(key))
        return self

    def _with(self, gone: Iterable[Slot], fresh: list[Slot], key: DataKey | None = None) -> "Envelope":
        away = {slot.id for slot in gone}
        slots = (*(slot for slot in self.slots if slot.id not in away), *fresh)
        if not any(slot.kind == PASSPHRASE or (slot.kind == RECOVERY and slot.proven) for slot in slots):
            raise LastWayIn(
                "Dit is de laatste weg naar binnen.",
                "Er is niets veranderd.",
                "Een kluis houdt een wachtzin of een herstelcode die je hebt overgetypt. Stel eerst een andere in.",
            )
        return replace(self, slots=slots, mark=self.mark if key is None else _mark(key))

    # -- file ----------------------------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, readable by its owner only."""
        slots = [*(slot.as_json() for slot in self.slots), *self.others]
        body: dict[str, Any] = {"format": FORMAT, "version": VERSION, "vault": str(self.vault), "slots": slots}
        if self.mark:
            body["mark"] = self.mark
        body["checksum"] = _checksum(body)
        write_whole(path, json.dumps(body, indent=1).encode() + b"\n")

    @classmethod
    def load(cls, path: Path) -> "Envelope":
        """Read the file.

        Raises:
            DamagedEnvelope: it is unreadable or does not add up.
            NewerEnvelope: made by a newer version.
        """
        try:
            with path.open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
            if len(raw) > _MOST_BYTES:
                raise ValueError
            body = json.loads(raw)
            if body["format"] != FORMAT or body.pop("checksum") != _checksum(body):
                raise ValueError
            version = body["version"]
            if type(version) is not int or version < 1:
                raise ValueError
            if version > VERSION:
                raise NewerEnvelope(
                    "Deze kluis is gemaakt met een nieuwere versie van BeschutDesk.",
                    "Er is niets veranderd.",
                    "Installeer de nieuwste versie.",
                )
            return cls._of(UUID(body["vault"]), version, body["slots"], str(body.get("mark", "")))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, binascii.Error):
            raise DamagedEnvelope(
                f"Het sleutelbestand {path.name} is beschadigd.",
                "De dossiers zelf zijn niet veranderd.",
                "Zet het bestand terug uit een reservekopie.",
            ) from None

    @classmethod
    def _of(cls, vault: UUID, version: int, entries: list[dict[str, Any]], mark: str) -> "Envelope":
        if len(entries) > _MOST_SLOTS:
            raise ValueError
        read = [(entry, Slot.from_json(entry, version, vault)) for entry in entries]
        slots = tuple(slot for _, slot in read if slot is not None)
        if len({slot.id for slot in slots}) < len(slots) or {PASSPHRASE, RECOVERY}.isdisjoint(s.kind for s in slots):
            raise ValueError
        return cls(vault, slots, tuple(entry for entry, slot in read if slot is None), mark)


def is_code(text: str) -> bool:
    """Whether this has the form of a recovery code."""
    try:
        normalise(text)
    except ValueError:
        return False
    return True


def check_code(written: str) -> None:
    """See whether this has the form of a recovery code, before it counts as a try.

    Raises:
        WrongSecret: it has not; with what is wrong.
    """
    _code(written)


def _code(written: str) -> bytes:
    try:
        return typed(normalise(written))
    except ValueError as error:
        raise WrongSecret(str(error), "Er is niets gewist.", "Lees de code nog eens van het papier.") from None


def _mark(key: DataKey) -> str:
    return key.derive("envelope mark").hex()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a person's today


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
