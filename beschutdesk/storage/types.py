"""Column types, one per way of writing a value down."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.codec import decode, encode
from beschutdesk.dossier.fields import Kind, Spec


class Id(sa.TypeDecorator[UUID]):
    """A UUID as its 16 bytes."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: sa.Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> UUID | None:
        """From the database."""
        return None if value is None else UUID(bytes=value)


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC as ISO text, so that it sorts."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else datetime.fromisoformat(value)


class Scaled(sa.TypeDecorator[Decimal]):
    """An exact number as a whole number of its smallest unit: exact, and it sorts and adds up in SQL."""

    impl = sa.Integer
    cache_ok = True

    def __init__(self, decimals: int) -> None:
        super().__init__()
        self.decimals = decimals

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        """To the database."""
        return None if value is None else int(value.scaleb(self.decimals))

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> Decimal | None:
        """From the database."""
        return None if value is None else Decimal(value).scaleb(-self.decimals)


class Coded(sa.TypeDecorator[Any]):
    """Anything else by its plain form: the bare key of a choice, JSON for what has parts."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, spec: Spec) -> None:
        super().__init__()
        self.spec = spec

    def process_bind_param(self, value: Any | None, dialect: sa.Dialect) -> str | None:
        """To the database."""
        if value is None:
            return None
        plain = encode(self.spec, value)
        return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> Any | None:
        """From the database."""
        if value is None:
            return None
        bare = self.spec.kind in (Kind.CHOICE, Kind.YES_NO)
        return decode(self.spec, value if bare else json.loads(value))


def column_type(spec: Spec) -> sa.types.TypeEngine[Any]:
    """The column type of a declared field."""
    if spec.kind in (Kind.TEXT, Kind.PROSE):
        return sa.Text()
    if spec.kind is Kind.DAY:
        return sa.Date()
    if spec.kind in (Kind.NUMBER, Kind.MONEY):
        return Scaled(spec.decimals)
    if spec.kind is Kind.REFERENCE:
        return Id()
    return Coded(spec)
