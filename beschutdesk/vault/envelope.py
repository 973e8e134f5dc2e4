"""The key envelope: a small file beside the database that holds the data key once per way in.

Each slot seals the data key with AES-256-GCM. The key of a slot comes from what the user knows by Argon2id; kind,
parameters and vault are authenticated with it, so that a slot cannot be moved to another vault or made cheaper. The
checksum over the file is no protection: it tells a damaged envelope from a wrong passphrase.
"""

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from beschutdesk.dossier.identity import new_id
from beschutdesk.files import write_whole
from beschutdesk.vault.errors import DamagedEnvelope, NewerEnvelope, WrongSecret
from beschutdesk.vault.keys import DataKey
from beschutdesk.vault.recovery import make_code, normalise

FORMAT = "beschutdesk-vault"
VERSION = 1
PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a slot
RECOVERY = "recovery"
_NONCE_BYTES = 12
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """Price of one guess (Argon2id, RFC 9106).

    Attributes:
        passes: iterations.
        memory: KiB.
        lanes: parallel lanes.
    """

    passes: int
    memory: int
    lanes: int


STANDARD = Cost(passes=3, memory=64 * 1024, lanes=4)
_MOST = Cost(passes=20, memory=2 * 1024 * 1024, lanes=16)
"""A damaged or hostile file must not make the program claim more than this."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in."""

    kind: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    def bound_to(self, vault: UUID) -> bytes:
        """What is authenticated along with the key."""
        cost = [self.cost.passes, self.cost.memory, self.cost.lanes]
        return json.dumps([FORMAT, VERSION, str(vault), self.kind, cost, self.salt.hex()]).encode()


@dataclass(frozen=True, slots=True)
class Envelope:
    """All ways in to one vault."""

    vault: UUID
    slots: tuple[Slot, ...]

    @classmethod
    def make(cls, key: DataKey, passphrase: str, code: str = "") -> "tuple[Envelope, str]":
        """An envelope with a passphrase and a recovery code, fresh unless given, which is returned beside it."""
        vault, code = new_id(), code or make_code()
        slots = (_seal(vault, PASSPHRASE, passphrase, key), _seal(vault, RECOVERY, normalise(code), key))
        return cls(vault, slots), code

    def open(self, passphrase: str) -> DataKey:
        """The data key.

        Raises:
            WrongSecret: the passphrase opens no slot.
        """
        if (key := self._try(PASSPHRASE, passphrase)) is None:
            raise WrongSecret(
                "Deze wachtzin klopt niet.",
                "Er is niets gewist;",
                "probeer het rustig opnieuw. Hoofdletters tellen mee.",
            )
        return key

    def open_with_code(self, typed: str) -> DataKey:
        """The data key, by the recovery code.

        Raises:
            WrongSecret: it is no code, or not the code of this vault.
        """
        try:
            code = normalise(typed)
        except ValueError as error:
            raise WrongSecret(str(error), "Er is niets gewist.") from None
        if (key := self._try(RECOVERY, code)) is None:
            raise WrongSecret(
                "Deze herstelcode hoort niet bij deze kluis.", "Er is niets gewist.", "Zoek de code van deze kluis op."
            )
        return key

    def _try(self, kind: str, secret: str) -> DataKey | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        for slot in self.slots:
            if slot.kind == kind:
                try:
                    raw = AESGCM(_stretch(secret, slot)).decrypt(slot.nonce, slot.sealed, slot.bound_to(self.vault))
                except InvalidTag:
                    continue
                return DataKey.from_bytes(raw)
        return None

    # -- file ----------------------------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, readable by its owner only."""
        body: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "vault": str(self.vault),
            "slots": [
                {
                    "kind": slot.kind,
                    "argon2id": {"passes": slot.cost.passes, "memory": slot.cost.memory, "lanes": slot.cost.lanes},
                    "salt": _b64(slot.salt),
                    "nonce": _b64(slot.nonce),
                    "sealed": _b64(slot.sealed),
                }
                for slot in self.slots
            ],
        }
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
            body = json.loads(path.read_bytes())
            if body["format"] != FORMAT:
                raise ValueError
            if body["version"] > VERSION:
                raise NewerEnvelope(
                    "Deze kluis is gemaakt met een nieuwere versie van BeschutDesk.",
                    "Er is niets veranderd.",
                    "Installeer de nieuwste versie.",
                )
            checksum = body.pop("checksum")
            if checksum != _checksum(body):
                raise ValueError
            slots = tuple(_slot(entry) for entry in body["slots"])
            return cls(UUID(body["vault"]), slots)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
            raise DamagedEnvelope(
                f"Het sleutelbestand {path.name} is beschadigd.",
                "De dossiers zelf zijn niet veranderd.",
                "Zet het bestand terug uit een reservekopie.",
            ) from None


def _seal(vault: UUID, kind: str, secret: str, key: DataKey) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    empty = Slot(kind, STANDARD, secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES), b"")
    sealed = AESGCM(_stretch(secret, empty)).encrypt(empty.nonce, bytes(key), empty.bound_to(vault))
    return Slot(kind, empty.cost, empty.salt, empty.nonce, sealed)


def _stretch(secret: str, slot: Slot) -> bytes:
    import unicodedata

    from argon2.low_level import Type, hash_secret_raw

    # NFC: the same passphrase typed on another system must give the same bytes
    typed = unicodedata.normalize("NFC", secret).encode()
    return hash_secret_raw(typed, slot.salt, slot.cost.passes, slot.cost.memory, slot.cost.lanes, 32, Type.ID)


def _slot(entry: dict[str, Any]) -> Slot:
    price = entry["argon2id"]
    cost = Cost(int(price["passes"]), int(price["memory"]), int(price["lanes"]))
    if not (1 <= cost.passes <= _MOST.passes and 1 <= cost.lanes <= _MOST.lanes):
        raise ValueError
    if not 8 * cost.lanes <= cost.memory <= _MOST.memory:
        raise ValueError
    salt, nonce, sealed = (base64.b64decode(entry[name], validate=True) for name in ("salt", "nonce", "sealed"))
    if len(salt) < _SALT_BYTES or len(nonce) != _NONCE_BYTES:
        raise ValueError
    return Slot(str(entry["kind"]), cost, salt, nonce, sealed)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
