"""An open desk with its lanes, for tests of dialogs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.portfolio import PortfolioDialog
from ui.forms.keeper import DraftKeeper

TODAY = date(2026, 11, 22)


@dataclass
class Desktop:
    """What dialogs are given, and what they said.

    Attributes:
        troubles: title and trouble of each error that was shown.
        opened: files that were opened in another program.
        dialogs: all that were made; they are closed in the end.
    """

    desk: Desk
    lane: jobs.JobsLane
    database: jobs.DatabaseLane
    keeper: DraftKeeper
    qtbot: QtBot
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    dialogs: list[PortfolioDialog] = field(default_factory=list)

    @property
    def ids(self) -> list[UUID]:
        """The candidates."""
        return self.desk.dossiers.ids("candidate")

    def dialog(self, candidate: UUID | None = None, **more: Any) -> PortfolioDialog:
        """The portfolio dialog of a candidate (the first), once it shows its pages."""
        made = PortfolioDialog(
            self.desk,
            self.lane,
            candidate or self.ids[0],
            keeper=self.keeper,
            database=self.database,
            today=TODAY,
            **more,
        )
        self.qtbot.addWidget(made)
        self.dialogs.append(made)
        made.resize(1120, 690)
        made.say_trouble = lambda _parent, title, trouble: self.troubles.append((title, trouble))
        made.open_file = self.opened.append
        made.show()
        self.wait(made)
        return made

    def wait(self, dialog: PortfolioDialog) -> None:
        """Until its pages are those of now."""
        self.qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)

    def change(self, candidate: UUID, **texts: Any) -> None:
        """Save other texts of a candidate."""
        person = self.desk.dossiers.get("candidate", candidate)
        assert person is not None
        self.desk.dossiers.save([Edit("candidate", candidate, person.version, texts)])


@contextmanager
def desktop(desk: Desk, qtbot: QtBot) -> Iterator[Desktop]:
    """An open desk with its lanes; afterwards no dialog and no thread is left."""
    lane, database = jobs.JobsLane(), jobs.DatabaseLane()
    made = Desktop(desk, lane, database, DraftKeeper(database, desk.drafts), qtbot)
    yield made
    for dialog in made.dialogs:
        dialog.abandon()
    made.keeper.flush()
    assert lane.close()
    assert database.close()


def save_to(dialog: PortfolioDialog, path: Path | None) -> list[str]:
    """Press "Opslaan als pdf…" and choose this path; returns the proposed names."""
    asked: list[str] = []

    def ask(_parent: QWidget, name: str) -> Path | None:
        asked.append(name)
        return path

    dialog.ask_path = ask
    dialog.save_button.click()
    return asked
