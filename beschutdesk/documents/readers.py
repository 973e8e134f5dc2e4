"""For whom a visit report is made. One of them is nobody else: the copy that stays in the dossier."""

from collections.abc import Mapping
from enum import Enum
from uuid import UUID

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.seen_by import Glass, OwnGlass


class Reader(Enum):
    """A reader of a visit report.

    Attributes:
        key: stable name; that of its audience, or ``dossier``.
        label: the Dutch name on screens.
    """

    EMPLOYER = ("employer", "werkgever")
    SUPERVISOR = ("supervisor", "begeleider")
    DOSSIER = ("dossier", "eigen dossier")
    CANDIDATE = ("candidate", "kandidaat zelf")

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label

    @classmethod
    def of(cls, key: str) -> "Reader":
        """The reader with this key.

        Raises:
            ValueError: there is none.
        """
        for reader in cls:
            if reader.key == key:
                return reader
        raise ValueError(f"a visit report has no copy for {key}")

    @property
    def audience(self) -> Audience | None:
        """As which audience it reads; ``None`` for the responsible bemiddelaar, who reads everything."""
        return None if self is Reader.DOSSIER else Audience.from_key(self.key)

    @property
    def at_work(self) -> bool:
        """Whether it is read at a workplace: then it tells of that workplace alone."""
        return self in (Reader.EMPLOYER, Reader.SUPERVISOR)

    def glass(self, records: Mapping[UUID, Record]) -> Glass:
        """The eyes of this reader."""
        audience = self.audience
        return OwnGlass(records) if audience is None else Glass(audience, records)

    def for_whom(self, called: str) -> str:
        """As it ends a file name: ``voor de werkgever``, ``voor Merlien``."""
        if self is Reader.CANDIDATE:
            return f"voor {called or 'de kandidaat zelf'}"
        return f"voor {'het' if self is Reader.DOSSIER else 'de'} {self.label}"

    def only_for(self, called: str) -> str:
        """The line at the top of every page."""
        if self is Reader.CANDIDATE:
            return f"Alleen voor {called or 'jou'}"
        if self is Reader.DOSSIER:
            return "Eigen dossier. Voor niemand anders"
        return f"Alleen voor de {self.label}"
