"""Why a database cannot be opened. Apart from the engine, so that naming them costs no import of it."""

from beschutdesk.blame import Cause
from beschutdesk.trouble import Trouble


class DamagedDatabase(Trouble):
    """The key fits the envelope but not the file, or a part of the file cannot be read any more.

    Attributes:
        cause: what happened to the file.
    """

    def __init__(self, happened: str, safe: str = "", todo: str = "", *, cause: Cause = Cause.DAMAGED) -> None:
        super().__init__(happened, safe, todo)
        self.cause = cause


class EmptyDatabase(DamagedDatabase):
    """There is nothing in the file."""


class ForeignDatabase(DamagedDatabase):
    """The file is of another program, or of another vault."""


class UnreachableDatabase(Trouble):
    """The file is in use by another program, has gone, or the disk does not let us read or write it.

    Attributes:
        cause: what stands in the way.
    """

    def __init__(self, happened: str, safe: str = "", todo: str = "", *, cause: Cause = Cause.BROKEN) -> None:
        super().__init__(happened, safe, todo)
        self.cause = cause


class NewerDatabase(Trouble):
    """The database was written by a newer version of the program."""


class FailedMigration(Trouble):
    """A migration did not do what it should; the file is as it was."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"De dossiers konden niet worden omgezet naar deze versie van BeschutDesk ({why}).",
            "Er is niets veranderd; de vorige versie van BeschutDesk kan ze gewoon openen.",
            "Gebruik de vorige versie en meld deze fout.",
        )


class BadBackup(Trouble):
    """A backup that is not whole, or was changed after it was made."""
