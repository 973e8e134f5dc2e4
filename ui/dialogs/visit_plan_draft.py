"""What is typed of a visit that is being planned, as a draft: on disk within a second, and there again after a lock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject

from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.services.visit_plans import Plan, plan_of
from beschutdesk.services.visits import About
from ui.forms.session import EditSession

if TYPE_CHECKING:
    from beschutdesk.services.drafts import Draft
    from ui.context import DeskContext

_SUBJECTS: Final = "subjects"
_AT: Final = "at"


class PlanDraft(QObject):
    """Kept from the first thing on that the user chose or typed.

    Args:
        context: the open desk.
        draft: go on with this one.
        parent: the dialog; it goes with that.

    Attributes:
        session: what is typed.
        begun: something of it was kept.
    """

    def __init__(self, context: "DeskContext", draft: "Draft | None", parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        root = Visit(state=VisitState.PLANNED) if draft is None else Visit(id=draft.id, state=VisitState.PLANNED)
        self.session = EditSession(root, self)
        self.begun = draft is not None
        if draft is not None:
            self.session.restore(draft)
            context.keeper.watch(self.session, self)

    @property
    def key(self) -> UUID:
        """Id that the visit will have."""
        return self.session.id

    def plan(self) -> Plan:
        """What stands in it."""
        return plan_of(self.session.draft())

    def put(self, about: Sequence[About], employer: UUID | None, medium: Medium, when: str | None) -> None:
        """Keep what stands in the dialog; *when* as it was typed, ``None`` while the day is the proposed one."""
        session = self.session
        for key in session.rows(_SUBJECTS):
            if About(*(session.value(f"{_SUBJECTS}/{key}/{name}") for name in ("candidate", "placement"))) not in about:
                session.remove_row(_SUBJECTS, key)
        known = {session.value(f"{_SUBJECTS}/{key}/candidate") for key in session.rows(_SUBJECTS)}
        for one in about:
            if one.candidate not in known:
                session.add_row(_SUBJECTS, {"candidate": one.candidate, "placement": one.placement})
        session.set("employer", employer)
        session.set("medium", medium)
        if when is None:
            session.set(_AT, None)  # takes away what was typed there
        else:
            session.set_raw(_AT, when)
        if not self.begun:
            self.begun = True
            self._context.keeper.watch(session, self)
            self._context.keeper.touch(session)

    def settle(self) -> None:
        """It is saved with its draft: what waits is not written any more."""
        if self.begun:
            self._context.keeper.settled(self.session)

    def again(self) -> None:
        """It could not be saved: keep it once more."""
        if self.begun:
            self._context.keeper.touch(self.session)

    def keep(self) -> None:
        """Write it now and let go of it; the next time it is there again."""
        if self.begun:
            self._context.keeper.write_now()
        self.let_go()

    def drop(self) -> "Draft | None":
        """Throw it away; returns it, for who takes that back."""
        if not self.begun:
            return None
        draft = self.session.draft()
        self.settle()
        self._context.database.call(self._context.desk.drafts.drop, self.key)
        self.let_go()
        return draft

    def let_go(self) -> None:
        """The dialog is gone. What is not written yet still is."""
        if self.begun:
            self._context.keeper.forget(self.session, self)
