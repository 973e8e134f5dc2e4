"""Identifiers of records: UUID version 7, so that they sort by the moment they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562 §5.7)."""
    return uuid7()
