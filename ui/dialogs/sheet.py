"""The sheet with a recovery code: made as a PDF and put where the user says, with the warning that goes with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.saving import AskPath, ask_save_path
from ui.pages.welcome_code import CodeProof

if TYPE_CHECKING:
    from beschutdesk.dossier.caseworker import Caseworker

OPENS_ALL: Final = (
    "Wie de pdf met deze code heeft en je laptop, kan alles lezen. Zet hem op een stick of druk hem af en gooi het "
    "bestand dan weg; laat hem niet op deze laptop staan."
)
_NAME: Final = "herstelcode.pdf"


class SheetSaver(QObject):
    """Offers to save the code of a :class:`CodeProof`.

    Args:
        proof: the code; the saver goes with it.
        lane: where the document is made.
        owner: gives whose name stands on the sheet.
        failed: called with what went wrong.

    Attributes:
        ask_path: how it asks for a place; a test puts its own here.
    """

    def __init__(
        self,
        proof: CodeProof,
        lane: jobs.Lane,
        owner: "Callable[[], Caseworker]",
        failed: Callable[[Trouble], object],
    ) -> None:
        super().__init__(proof)
        self._proof, self._lane, self._owner, self._tell = proof, lane, owner, failed
        self.ask_path: AskPath = ask_save_path
        proof.allow_saving()
        proof.save_requested.connect(self._save)

    def _save(self, code: str) -> None:
        path = self.ask_path(self._proof.window(), _NAME)
        if path is None:
            return
        self._proof.say("De pdf wordt gemaakt…")
        self._lane.submit(_write, path, code, self._owner(), done=self._saved, failed=self._failed)

    def _saved(self, path: Path) -> None:
        if isValid(self._proof):
            self._proof.say(f"Opgeslagen als {path.name}. Dit bestand opent alles: bewaar het niet op deze laptop.")

    def _failed(self, trouble: Trouble) -> None:
        if isValid(self._proof):
            self._proof.say("")
            self._tell(trouble)


def _write(path: Path, code: str, owner: "Caseworker") -> Path:
    from beschutdesk.services.recovery_paper import recovery_sheet
    from ui.dialogs.saving import NotWritten, write_pdf

    try:
        write_pdf(path, recovery_sheet(code, owner, date.today()).data)  # noqa: DTZ011 - the day on this table
    except NotWritten as error:
        raise Trouble(error.happened, "De code staat nog op het scherm.", error.todo) from None
    return path
