"""Keeping what is typed and not yet saved."""

import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from beschutdesk.services.store import Store
from beschutdesk.storage import drafts
from beschutdesk.storage.drafts import Draft
from beschutdesk.trouble import Trouble

__all__ = ["Draft", "Drafts"]

_PURPOSE: Final = "drafts kept in memory"
_NONCE_BYTES: Final = 12


class Drafts:
    """Drafts of one profile. Safe to call from the database lane.

    A draft that is held is not on disk yet: it is found as if it were, and goes there with the next one that is kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[UUID, Draft] = {}

    def keep(self, *kept: Draft) -> datetime:
        """Write drafts, and those that are held, in one transaction; an empty one is dropped.

        Returns the UTC moment they are on disk.
        """
        held = dict(self._held)
        at = datetime.now(UTC)
        with self._store.writing() as connection:
            for draft in (held | {draft.id: draft for draft in kept}).values():
                at = drafts.keep(connection, draft)
        for key, draft in held.items():
            if self._held.get(key) is draft:
                self.release(key)
        return at

    def drop(self, key: UUID) -> None:
        """Forget a draft."""
        self.release(key)
        with self._store.writing() as connection:
            drafts.drop(connection, key)

    def find(self, key: UUID) -> Draft | None:
        """The draft of a root."""
        if (held := self._held.get(key)) is not None:
            return held
        with self._store.reading() as connection:
            return drafts.find(connection, key)

    def all(self) -> list[Draft]:
        """All drafts, the latest first."""
        held = dict(self._held)
        with self._store.reading() as connection:
            return [*held.values(), *(draft for draft in drafts.all_drafts(connection) if draft.id not in held)]

    # -- while the disk takes nothing ----------------------------------------------------------------------------------

    @property
    def held(self) -> tuple[UUID, ...]:
        """The roots whose draft is in memory only."""
        return tuple(self._held)

    def hold(self, held: Iterable[Draft]) -> None:
        """Keep drafts in memory until they can be written."""
        self._held |= {draft.id: draft for draft in held}

    def release(self, key: UUID) -> None:
        """The root was saved or its draft thrown away: what is held of it is not written any more."""
        self._held.pop(key, None)

    def sealed(self, pending: Iterable[Draft]) -> bytes:
        """Drafts that could not be written, with those that are held, for the time that the vault is closed.

        Only the key of this vault opens them again.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        whole = (self._held | {draft.id: draft for draft in pending}).values()
        plain = json.dumps([[draft.record, str(draft.id), draft.base_version, dict(draft.changes)] for draft in whole])
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._store.key.derive(_PURPOSE)).encrypt(nonce, plain.encode(), None)

    def unsealed(self, sealed: bytes) -> list[Draft]:
        """What :meth:`sealed` gave.

        Raises:
            Trouble: this vault has another key.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            key = self._store.key.derive(_PURPOSE)
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except InvalidTag as error:
            raise Trouble(
                "De tekst die nog in het geheugen stond, hoort bij een andere kluis en is niet meer te lezen.",
                "Wat opgeslagen was of als concept was bewaard, is er nog.",
                "Typ opnieuw wat je mist.",
            ) from error
        return [Draft(record, UUID(key), version, changes) for record, key, version, changes in json.loads(plain)]
