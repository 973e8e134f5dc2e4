"""What was typed in tasks that were taken out before a save. No save has it, so who takes that save back gets it here.

:meth:`~ui.tabs.jobcarving.acts.Acts.undo_save` brings back what was kept before. A task with steps that were typed,
taken out and never kept would come back without them.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from beschutdesk.dossier.codec import Flat, Plain
from ui.forms.session import RAW, EditSession
from ui.tabs.jobcarving.acts import Acts, Again

SessionOf = Callable[[], EditSession | None]
"""The session that was saved, as it is open now."""


class LeftBehind:
    """What a save is going to leave behind of a session.

    Args:
        session: as it stands just before the save; ``None`` for nothing.
        took: the rows that were taken out of it and not put back.
    """

    def __init__(self, session: EditSession | None, took: frozenset[UUID]) -> None:
        self._values: Flat = {}
        self._orders: dict[str, list[str]] = {}
        self._whose: object = None
        if session is None or not took:
            return
        self._whose = _whose(session)
        keys = {str(key) for key in took}
        self._values = {path: value for path, value in session.changes.items() if _row_of(path) in keys}
        for name in session.shape.children:
            order = self._orders[name] = [str(key) for key in session.rows(name)]
            for step in reversed(session.steps.done):
                if step.attribute == name and not step.added and step.key in took and str(step.key) not in order:
                    order.insert(step.place, str(step.key))

    def bring(self, session: EditSession) -> tuple[Flat, Flat] | None:
        """Type it again over what is kept by now; returns the changes before and after, ``None`` without a change.

        What is open by now may be the list of another placement: nothing is typed there.
        """
        if _whose(session) != self._whose:
            return None
        now = session.changes
        then = now | {path: value for path, value in self._values.items() if path not in now}
        typed = {_row_of(path) for path in self._values}
        for name, before in self._orders.items():
            order: list[Plain] = [str(key) for key in session.rows(name)]
            missing = [at for at, key in enumerate(before) if key in typed and key not in order]
            for at in missing:
                above = next((key for key in reversed(before[:at]) if key in order), None)
                order.insert(0 if above is None else order.index(above) + 1, before[at])
            if missing:
                then[name] = order
        return (now, then) if then != now and session.retrace(now, then) else None

    def way_back(self, acts: Acts, save_id: UUID, session_of: SessionOf) -> Callable[[], object]:
        """How that save is taken back, with what it left behind."""

        def back() -> object:
            made = acts.undo_save(save_id)
            session = session_of() if self._values else None
            turn = self.bring(session) if session is not None else None
            if turn is None or made.save_id is None:
                return made
            return Again(partial(self._again, acts, made.save_id, turn, session_of))

        return back

    def _again(
        self, acts: Acts, save_id: UUID, turn: tuple[Flat, Flat], session_of: SessionOf
    ) -> Callable[[], object] | None:
        session, (now, then) = session_of(), turn
        if session is None or not session.retrace(then, now):
            return None
        try:
            made = acts.undo_save(save_id)
        except Exception:
            session.retrace(now, then)
            raise
        return self.way_back(acts, made.save_id, session_of) if made.save_id is not None else None


def _whose(session: EditSession) -> object:
    """Whose tasks they are: of a placement or of an employer. A list that is begun anew has another id."""
    return next(session.value(name) for name in ("placement", "employer") if name in session.shape.specs)


def _row_of(path: str) -> str:
    """The id of the row that a path is in; empty for a field of the record itself or a list."""
    return path.removeprefix(RAW).partition("/")[2].partition("/")[0]
