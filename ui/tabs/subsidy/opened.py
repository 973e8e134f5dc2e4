"""One application that is open, without a widget."""

from uuid import UUID

from PySide6.QtCore import QObject

from beschutdesk.services.desk import Desk
from ui.forms.keeper import DraftKeeper
from ui.jobs import Lane
from ui.tabs.dossiers.opened import OpenRoots


class OpenSubsidy(OpenRoots):
    """The session of one application. It always exists in the vault: it begins filled in from the dossier.

    Attributes:
        whose: the name of the person, as far as it was told.
        where: the name of the employer.
    """

    root = "supervision_subsidy"
    records = ("supervision_subsidy",)

    def __init__(self, desk: Desk, lane: Lane, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(desk, lane, keeper, parent)
        self.whose = self.where = ""

    @property
    def title(self) -> str:
        return " voor ".join(part for part in (self.where, self.whose) if part)

    @property
    def person(self) -> UUID | None:
        """Whom it is about."""
        return None if self.main is None else self.main.value("candidate")

    def name(self, whose: str, where: str) -> None:
        """Take the names that stand above it; they are read with what is around it."""
        self.whose, self.where = whose, where
