"""Small questions about one visit: moved to when and why, why there was no contact, why it is not shared."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.visit import Visit
from beschutdesk.services.dossiers import Edit, Saved
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.dialogs.act import ActDialog
from ui.dialogs.visit_when import WhenField
from ui.looking import FOLDED, hear_keys
from ui.looking import current as looking
from ui.widgets import Combo, FieldBox, label, line_edit

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_EVERYBODY: Final = "iedereen"


class ReasonDialog(ActDialog):
    """Asks why, and does it.

    Args:
        context: the open desk.
        words: title, icon, and the act.
        told: what it is about.
        ask: the label of the field, and what is said when nothing stands there.
        act: what is done with the reason, in the database lane.
        parent: the window below.
    """

    def __init__(
        self,
        context: DeskContext,
        words: tuple[str, str, str],
        told: str,
        ask: tuple[str, str],
        act: Callable[[str], Any],
        parent: QWidget,
    ) -> None:
        super().__init__(*words, context.database, parent)
        self._do, self._empty = act, ask[1]
        self.reason = line_edit()
        self.reason.setMaxLength(TEXT_LIMIT)
        self.box = FieldBox(ask[0], self.reason, "Een paar woorden zijn genoeg.")
        self.reason.textEdited.connect(lambda _words: self.box.say(""))
        self.reason.returnPressed.connect(self.act)
        self._about, self._told = label(told, "strong", wrap=True), told
        self.add(self._about, self.box)
        hear_keys(self)
        looking().changed.connect(self._looked)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> None:
        because = self.reason.text().strip()
        if not because:
            self.box.say(self._empty, "warn")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.work(self._do, because)

    def _looked(self, on: bool) -> None:
        """Somebody looks as well: whom it is about may be more people."""
        self._about.setText(FOLDED if on else self._told)


class MoveDialog(ReasonDialog):
    """Plan a visit for another moment, with why."""

    def __init__(self, context: DeskContext, visit: Visit, told: str, parent: QWidget) -> None:
        super().__init__(
            context,
            ("Bezoek verzetten", "calendar-clock", "Verzetten"),
            told,
            ("Waarom", "Zet erbij waarom je dit verzet."),
            self._move,
            parent,
        )
        self._visits, self._key = context.desk.visits, visit.id
        self.when = WhenField("Naar wanneer", context.today())
        self.when.propose(None, visit.at.at if visit.at is not None else None)
        self._column.insertWidget(1, self.when)
        self.setTabOrder(self.when.line, self.reason)
        self.when.line.returnPressed.connect(self.reason.setFocus)
        self.when.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> None:
        if self.when.ask():
            super().act()

    def _move(self, because: str) -> Any:
        at = self.when.value
        return None if at is None else self._visits.move(self._key, at, because)


class NotShareDialog(ReasonDialog):
    """The result is not shared on purpose: of everybody, or of one of those who were seen.

    Args:
        context: the open desk.
        visit: its id.
        people: the parts of the visit, each with a name.
        told: what it is about.
        parent: the window below.
    """

    def __init__(
        self, context: DeskContext, visit: UUID, people: Sequence[tuple[UUID, str]], told: str, parent: QWidget
    ) -> None:
        super().__init__(
            context,
            ("Bewust niet delen", "eye-off", "Niet delen"),
            told,
            ("Waarom niet", "Zet erbij waarom dit niet gedeeld wordt."),
            self._write,
            parent,
        )
        self._at = 0
        self._desk, self._visit, self._people = context.desk, visit, tuple(people)
        self.who = Combo()
        self.who.addItems([_EVERYBODY, *(name for _, name in self._people)])
        self._who_box = FieldBox("Over wie", self.who)
        self._column.insertWidget(1, self._who_box)
        self.setTabOrder(self.who, self.reason)
        self._who_box.setVisible(len(self._people) > 1)

    def _looked(self, on: bool) -> None:
        super()._looked(on)
        self._who_box.setVisible(len(self._people) > 1 and not on)

    def act(self) -> None:
        self._at = self.who.currentIndex()
        super().act()

    def _write(self, because: str) -> Saved:
        keys = [key for key, _ in self._people]
        return not_share(self._desk, self._visit, keys if self._at == 0 else [keys[self._at - 1]], because)


def not_share(desk: "Desk", visit: UUID, subjects: Sequence[UUID], because: str) -> Saved:
    """In a lane: the result about these is not shared on purpose; one save.

    Raises:
        Trouble: the visit is not there any more.
    """
    root = desk.dossiers.get("visit", visit)
    if root is None:
        raise Trouble("Dit bezoek is er niet meer.", "Er is niets veranderd.")
    changes = {f"subjects/{key}/not_shared_because": because.strip() for key in subjects}
    return desk.dossiers.save([Edit("visit", visit, root.version, changes)])
