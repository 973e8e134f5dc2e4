"""What a supervision log is made of: written lines, what visits said, the terms, and what was granted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from beschutdesk.dossier.supervision_subsidy import LogOrigin
from beschutdesk.dossier.values import Slot


class Entry(Protocol):
    """A written line: a :class:`~beschutdesk.dossier.supervision_subsidy.SupervisionEntry` or a view on one."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def given_on(self) -> date | None:
        """On which day."""
        ...

    @property
    def minutes(self) -> Decimal | None:
        """How long."""
        ...

    @property
    def supervisor(self) -> UUID | None:
        """Who, of the employer's."""
        ...

    @property
    def by(self) -> str:
        """Who, in words."""
        ...

    @property
    def why(self) -> str:
        """What for."""
        ...

    @property
    def entered(self) -> LogOrigin | None:
        """Typed or imported."""
        ...


class TermsOf(Protocol):
    """As much of the terms of a placement as is looked at."""

    @property
    def valid_from(self) -> date | None:
        """Since when."""
        ...

    @property
    def days(self) -> tuple[Slot, ...]:
        """Working days."""
        ...

    @property
    def supervision_minutes(self) -> Decimal | None:
        """Minutes a day."""
        ...


class Away(Protocol):
    """Days on which the worker was not there."""

    @property
    def since(self) -> date | None:
        """First day."""
        ...

    @property
    def until(self) -> date | None:
        """Last day."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What was said of the supervision at a visit.

    Attributes:
        visit: id of the visit.
        day: of the visit.
        minutes: supervision on that day.
        supervisor: who gave it, when that was noted.
    """

    visit: UUID
    day: date
    minutes: Decimal
    supervisor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """What was granted: so many hours, in a period of its own or (``None``) that of the application."""

    hours: Decimal
    since: date | None = None
    until: date | None = None
