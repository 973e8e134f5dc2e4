"""One way in to a vault: the data key, sealed with AES-256-GCM under what Argon2id makes of a secret.

What a slot says of itself (kind, price, vault, day, whether it was proven) is authenticated along with the key, so that
a slot cannot be moved to another vault, be made cheaper to guess or be called proven. What exactly, is the slot's
*form*: 1 as written by version 0.1, which stays readable for ever, and 2.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from beschutdesk.dossier.identity import new_id
from beschutdesk.vault.keys import DataKey

FORMAT = "beschutdesk-vault"
PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a slot
RECOVERY = "recovery"
DEVICE = "device"
KINDS = frozenset({PASSPHRASE, RECOVERY, DEVICE})
FIRST, NOW = 1, 2
"""Forms of a slot."""
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

    def less_than(self, other: "Cost") -> bool:
        """Whether guessing is cheaper than with *other*."""
        return self.passes * self.memory < other.passes * other.memory


_MOST = Cost(passes=20, memory=2 * 1024 * 1024, lanes=16)
"""A damaged or hostile file must not make the program claim more than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in.

    Attributes:
        id: names the slot in the keyring, in lists and on the command line.
        kind: passphrase, recovery or device.
        made_on: the day; ``None`` when nobody wrote it down (form 1).
        proven: of a recovery code: it was typed back once, so it is on paper.
        device: of a device slot: mark of the device, see :func:`beschutdesk.vault.device.mark`.
        form: what is authenticated along with the key.
    """

    id: UUID
    kind: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    made_on: date | None = None
    proven: bool = False
    device: str = ""
    form: int = NOW

    def bound_to(self, vault: UUID) -> bytes:
        """What is authenticated along with the key."""
        cost = [self.cost.passes, self.cost.memory, self.cost.lanes]
        if self.form == FIRST:
            return json.dumps([FORMAT, FIRST, str(vault), self.kind, cost, self.salt.hex()]).encode()
        about = [str(self.id), self.kind, _day(self.made_on), self.proven, self.device]
        return json.dumps([FORMAT, NOW, str(vault), about, cost, self.salt.hex()]).encode()

    def open(self, vault: UUID, secret: bytes) -> DataKey | None:
        """The data key, or ``None`` when the secret is another one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return DataKey.from_bytes(
                AESGCM(_stretch(secret, self)).decrypt(self.nonce, self.sealed, self.bound_to(vault))
            )
        except (InvalidTag, ValueError):
            return None

    def holding(self, key: DataKey, vault: UUID, secret: bytes) -> "Slot":
        """A blank slot with the data key sealed in it."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if self.sealed:
            raise AssertionError("a nonce seals once")
        sealed = AESGCM(_stretch(secret, self)).encrypt(self.nonce, bytes(key), self.bound_to(vault))
        return replace(self, sealed=sealed)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "id": str(self.id),
            "kind": self.kind,
            "form": self.form,
            "made_on": _day(self.made_on),
            "proven": self.proven,
            "device": self.device,
            "argon2id": {"passes": self.cost.passes, "memory": self.cost.memory, "lanes": self.cost.lanes},
            "salt": _b64(self.salt),
            "nonce": _b64(self.nonce),
            "sealed": _b64(self.sealed),
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any], version: int, vault: UUID) -> "Slot | None":
        """From what stands in a file of *version*; ``None`` for a kind or form that this program does not know.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it does not add up.
        """
        form = entry["form"] if version >= NOW else FIRST
        kind = entry["kind"]
        if not isinstance(kind, str) or type(form) is not int:
            raise ValueError
        if kind not in KINDS or form not in (FIRST, NOW):
            return None
        salt, nonce, sealed = (base64.b64decode(entry[name], validate=True) for name in ("salt", "nonce", "sealed"))
        if len(salt) < _SALT_BYTES or len(nonce) != _NONCE_BYTES:
            raise ValueError
        slot = cls(
            id=_id_of_old(vault, salt), kind=kind, cost=_cost(entry["argon2id"]), salt=salt, nonce=nonce, sealed=sealed,
            form=form,
        )  # fmt: skip
        if form == FIRST:  # had no more than this, and what the file says beyond it is not authenticated
            return slot
        proven, device, day = entry["proven"], entry["device"], entry["made_on"]
        if not isinstance(proven, bool) or not isinstance(device, str):
            raise ValueError
        return cls(
            id=UUID(entry["id"]), kind=kind, cost=slot.cost, salt=salt, nonce=nonce, sealed=sealed,
            made_on=None if day is None else date.fromisoformat(day), proven=proven, device=device,
        )  # fmt: skip


def blank(
    kind: str,
    cost: Cost,
    made_on: date | None,
    *,
    proven: bool = False,
    device: str = "",
    named: UUID | None = None,
) -> Slot:
    """A fresh slot that holds nothing yet; *named* when it must have an id that is known already."""
    return Slot(
        id=named or new_id(),
        kind=kind,
        cost=cost,
        salt=secrets.token_bytes(_SALT_BYTES),
        nonce=secrets.token_bytes(_NONCE_BYTES),
        sealed=b"",
        made_on=made_on,
        proven=proven,
        device=device,
    )


def typed(secret: str) -> bytes:
    """What was typed, as bytes. NFC: the same passphrase typed on another system must give the same bytes."""
    return unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")


def _stretch(secret: bytes, slot: Slot) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(secret, slot.salt, slot.cost.passes, slot.cost.memory, slot.cost.lanes, 32, Type.ID)


def _cost(price: dict[str, Any]) -> Cost:
    cost = Cost(int(price["passes"]), int(price["memory"]), int(price["lanes"]))
    if not (1 <= cost.passes <= _MOST.passes and 1 <= cost.lanes <= _MOST.lanes):
        raise ValueError
    if not 8 * cost.lanes <= cost.memory <= _MOST.memory:
        raise ValueError
    return cost


def _id_of_old(vault: UUID, salt: bytes) -> UUID:
    """A slot of form 1 has no id; this one is the same at every reading."""
    return uuid5(vault, salt.hex())


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
