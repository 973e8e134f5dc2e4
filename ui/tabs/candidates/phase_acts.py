"""The keys on the line of a placement at work in the list of its phases."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.new_rows import phase
from beschutdesk.rules.phases import BESIDE
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.tabs.candidates.drawn import PhaseLine


class PhaseActs(QObject):
    """Enter goes to the row of a phase, Insert makes one after it, Delete takes it out as its row does, with undo.

    Args:
        line: the picture; this goes with it.
        session: the placement that is open.
        editor: the list of its phases, filled.
        draw: brings the picture up to date at once.
    """

    def __init__(
        self,
        line: PhaseLine,
        session: Callable[[], EditSession | None],
        editor: Callable[[], RowsEditor],
        draw: Callable[[], None],
    ) -> None:
        super().__init__(line)
        self._line, self._session, self._editor, self._draw = line, session, editor, draw
        line.opened.connect(self.open)
        line.add_wanted.connect(self.add_after)
        line.out_wanted.connect(self.take_out)

    def open(self, key: UUID) -> None:
        """Go to the first field of a phase."""
        self._editor().go_to(key)

    def add_after(self, key: UUID) -> None:
        """Make a phase in the list after this one, and go to its first field."""
        session, editor = self._session(), self._editor()
        if session is None:
            return
        placement: Placement = session.build()
        rows = session.rows("phases")
        values = begin_after(placement, key, self._line.canvas.picture.today)
        made = session.add_row("phases", values, at=rows.index(key) + 1 if key in rows else None)
        self._draw()
        editor.go_to(made)
        editor.left.emit()

    def take_out(self, key: UUID) -> None:
        """Take a phase out of the list; the arrows go on from its neighbour."""
        editor = self._editor()
        here = self._line.canvas.hasFocus()
        editor.take_out(key)
        if here:  # a picture that hides itself must not have the focus: Qt would give it to anything
            editor.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._draw()
        if here and not self._line.isHidden():
            self._line.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def begin_after(placement: Placement, key: UUID, today: date) -> dict[str, Any]:
    """What a phase after this one begins with: as any new one after the last phase, and nothing between two others."""
    dated = [one for one in placement.phases if one.since is not None and one.kind not in BESIDE]
    last = max(dated, key=lambda one: one.since or date.min, default=None)
    return phase(placement, today) if last is not None and last.id == key else {}
