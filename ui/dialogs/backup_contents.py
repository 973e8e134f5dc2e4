"""What is in a backup, beside what is in the vault now, and what putting it back does."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ui.dialogs.backup_list import when
from ui.theme import tokens as tk
from ui.widgets import Banner, label, line, rows

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.restoring import Contents

_DATABASE: Final = "dossiers.db"


@dataclass(frozen=True, slots=True)
class Here:
    """What is in the vault now.

    Attributes:
        dossiers, employers: how many outside the trash.
        last_change: UTC moment of the last save.
    """

    dossiers: int
    employers: int
    last_change: datetime | None


def comparison(contents: "Contents", here: Here | None, folder: Path) -> QVBoxLayout:
    """Both beside each other, and the words that go with it.

    Args:
        contents: what is in the backup.
        here: what is in the open vault; ``None`` when it is closed.
        folder: of the profile.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tk.S4)
    grid.setVerticalSpacing(6)
    backup = contents.backup
    now: tuple[str, str, str]
    if here is not None:
        now = (str(here.dossiers), str(here.employers), when(here.last_change))
    else:
        now = ("op slot", "op slot", _changed(folder))
    lines = (
        ("", "In de reservekopie", "Nu in de kluis"),
        ("Gemaakt", when(backup.made_at), "–"),
        ("Dossiers", str(contents.dossiers), now[0]),
        ("Werkgevers", str(len(contents.employers)), now[1]),
        ("Laatste wijziging", when(contents.last_change), now[2]),
    )
    for row, (what, there, here_words) in enumerate(lines):
        grid.addWidget(label(what, "meta_strong", "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
        for column, words in ((1, there), (2, here_words)):
            cell = label(words, "meta_strong" if row == 0 else "body", "accent" if row == 0 else "", wrap=True)
            cell.setMinimumWidth(1)
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    found = rows(rows(line("rule"), grid, gap=tk.S3), gap=tk.S3)
    if words := _left_out(contents):
        found.addWidget(Banner(words, "info"))
    later = here is not None and _is_later(here.last_change, contents.last_change)
    lost = "Wat je na die laatste wijziging hebt gedaan, staat dan niet meer in de kluis. " if later else ""
    found.addWidget(
        Banner(
            f"{lost}Wat er nu staat, blijft bewaard in een map ‘vervangen-…’ naast de kluis, tot je die zelf "
            f"weggooit. {contents.afterwards or 'Daarna opent de kluis met wat je hierboven typte.'}",
            "warn",
            "Terugzetten vervangt de hele kluis",
        )
    )
    return found


def here_of(desk: "Desk") -> Here:
    """What is in an open vault now."""
    from beschutdesk.services.audit import Act, Filter

    counts = desk.lists.candidate_counts()
    written = frozenset({Act.CREATE, Act.CHANGE, Act.UNDO, Act.TRASH, Act.UNTRASH, Act.IMPORT})
    last: Any = desk.audit.lines(desk.audit.numbers(Filter(acts=written))[:1])
    number = sum(count for state, count in counts.items() if state != "trash")
    return Here(number, len(desk.dossiers.ids("employer")), last[0].at if last else None)


def _changed(folder: Path) -> str:
    try:
        at = (folder / _DATABASE).stat().st_mtime
    except OSError:
        return "er is geen kluis"
    return when(datetime.fromtimestamp(at, UTC))


def _is_later(now: datetime | None, then: datetime | None) -> bool:
    return now is not None and (then is None or now > then)


def _left_out(contents: "Contents") -> str:
    gone, missing = contents.destroyed_since, contents.attachments_missing
    parts = []
    if gone == 1:
        parts.append("Eén dossier dat daarna is vernietigd, komt niet terug.")
    elif gone:
        parts.append(f"{gone} dossiers die daarna zijn vernietigd, komen niet terug.")
    if missing:
        parts.append(f"{missing} {'bijlage ontbreekt' if missing == 1 else 'bijlagen ontbreken'} in deze kopie.")
    return " ".join(parts)
