"""What the editors of a dossier look up: employers, supervisors, and where a photo goes."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from beschutdesk.dossier.values import Attachment
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.tabs.candidates.dossier import OpenDossier


class Lookups:
    """Answers the questions of editors; remembers the list of employers until one changes."""

    def __init__(self, context: DeskContext, dossier: OpenDossier) -> None:
        self._context = context
        self._dossier = dossier
        self._employers: list[tuple[UUID, str]] | None = None

    def forget(self) -> None:
        """An employer was saved: read them again next time."""
        self._employers = None

    def records(self, target: str) -> list[tuple[UUID, str]]:
        """The records that a reference may point to."""
        if target == "employer":
            if self._employers is None:
                rows = self._context.desk.lists.table("employers", self._context.today())
                self._employers = [(UUID(row["id"]), _employer(row["name"], row["place"])) for row in rows]
            return self._employers
        if target == "supervisor":
            return self._supervisors()
        return []

    def _supervisors(self) -> list[tuple[UUID, str]]:
        """Those of the open employer as they are on the screen, also when not saved yet."""
        session = self._dossier.session("employer")
        if session is None:
            return []
        found = []
        for key in session.rows("supervisors"):
            name = session.value(f"supervisors/{key}/name")
            role = session.value(f"supervisors/{key}/role")
            found.append((key, ", ".join(part for part in (name or "begeleider zonder naam", role) if part)))
        return found

    def store(self, path: Path, stored: Callable[[Attachment | None], None]) -> None:
        """Put a photo in the vault, beside the UI thread."""

        def failed(trouble: Trouble) -> None:
            from ui.dialogs.trouble import show_trouble

            stored(None)
            show_trouble(self._context.window, "De foto is niet bewaard", trouble)

        self._context.jobs.submit(self._context.desk.transfer.photo, path, done=stored, failed=failed)


def _employer(name: str, place: str) -> str:
    return ", ".join(part for part in (name or "werkgever zonder naam", place) if part)
