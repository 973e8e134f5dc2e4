"""The data key of a vault and what is derived from it."""

import secrets
from dataclasses import dataclass

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """The random key that everything in a vault is encrypted with. It is never made from a passphrase.

    Attributes:
        key: 32 bytes, the raw SQLCipher key.
        salt: 16 bytes, the SQLCipher salt. Kept with the key, so that a damaged first page of the file can be told
            from a wrong key.
    """

    key: bytes
    salt: bytes

    @classmethod
    def make(cls) -> "DataKey":
        """A fresh random key."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "DataKey":
        """Key and salt from 48 bytes."""
        if len(raw) != KEY_BYTES + SALT_BYTES:
            raise ValueError("a data key has 48 bytes")
        return cls(raw[:KEY_BYTES], raw[KEY_BYTES:])

    def __bytes__(self) -> bytes:
        return self.key + self.salt

    def __repr__(self) -> str:
        return "DataKey(…)"

    def derive(self, purpose: str) -> bytes:
        """Another 32-byte key, bound to a purpose (HKDF-SHA256, RFC 5869)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), KEY_BYTES, self.salt, purpose.encode()).derive(self.key)
