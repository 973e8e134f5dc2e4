"""Below the line of a placement: what the rules say about it now, why, and the way to the field.

At most three notices, the gravest first; the rest is folded. What they are, is in
:mod:`ui.tabs.candidates.placement_notices`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.gaps import Missing
from beschutdesk.rules.signals.signal import Signal as RuleSignal
from ui.forms.session import EditSession
from ui.tabs.candidates.pictures import now
from ui.tabs.candidates.placement_notices import PLAN_VISIT, TO_SUBSIDY, Kept, Notice, notices
from ui.theme import tokens as tk
from ui.widgets import Banner, box, button, cols, rows, set_button

MOST: Final = 3
"""Notices in view; the others are folded."""
_ACTS: Final = {
    "absences": "Naar de afwezigheid",
    "agreements": "Naar de afspraak",
    "contracts": "Naar het contract",
    "developments": "Naar de ontwikkeling",
    "evaluations": "Naar de evaluatie",
    "expectations": "Naar de verwachtingen",
    "instruments": "Naar de voorziening",
    "next_contact_on": "Naar einde en daarna",
    "next_step": "Naar einde en daarna",
    "phases": "Naar de fase",
    PLAN_VISIT: "Bezoek plannen",
    "portfolio": "Naar het portfolio",
    "safety_net": "Naar het vangnet",
    "success_checks": "Naar de succesfactoren",
    TO_SUBSIDY: "Naar de begeleidingssubsidie",
    "supervisors": "Naar de begeleiders",
    "team_briefings": "Naar het team",
    "terms": "Naar de afspraken",
    "timeline": "Naar de tijdlijn",
    "wage_values": "Naar de loonwaarde",
}


class _Note(Banner):
    """One notice with its button; Enter presses it."""

    def __init__(self) -> None:
        super().__init__()
        self.notice: Notice | None = None

    def tell(self, notice: Notice | None) -> None:
        """Say this one; ``None`` says nothing, so that no word of a former placement stays behind."""
        if notice == self.notice:
            return
        self.notice = notice
        if notice is None:
            self.set_words("")
            for part in (self, self._button):
                part.setToolTip("")
                part.setAccessibleDescription("")
            self._button.setAccessibleName("")
            return
        act = _ACTS.get(notice.section, "Ga erheen")
        self.set_words(notice.why, notice.tone, notice.words, act)
        self.setToolTip(f"Bron: {notice.source}" if notice.source else "")
        self.setAccessibleDescription(self.toolTip())
        self._button.setAccessibleName(f"{act}. {notice.words}")
        self._button.setAccessibleDescription(f"{notice.why} {self.toolTip()}".strip())

    def take_focus(self) -> None:
        """Let its button have the focus."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acted.emit()
        else:
            super().keyPressEvent(event)


class PlacementSays(QWidget):
    """What the rules say about the open placement.

    Attributes:
        wanted: go to a field: the attribute of the field or list on the form, and the id of the row or ``None``; or
            plan a visit (:data:`~ui.tabs.candidates.placement_notices.PLAN_VISIT`) at the placement with this id; or go
            to an application (:data:`~ui.tabs.candidates.placement_notices.TO_SUBSIDY`).
    """

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._of: UUID | None = None
        self._ask: Callable[[], tuple[Notice, ...]] = tuple
        self._kept = Kept()
        self._kept_of: UUID | None = None
        self._notices: tuple[Notice, ...] = ()
        self._all = False
        self._notes: list[_Note] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tk.S2)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.more = button("", "quiet", "chevron-down", on=self._turn)
        self._foot = box(cols(self.more, None))
        self.setLayout(rows(box(self._list), self._foot, gap=tk.S1))
        self.setAccessibleName("Wat de regels zeggen")
        self.setMinimumWidth(1)
        for _ in range(MOST):
            self._make()
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that is said, folded or not."""
        return self._notices

    def shown(self) -> list[Notice]:
        """What is in view."""
        return [note.notice for note in self._notes if note.notice is not None and not note.isHidden()]

    def tell(
        self,
        placement: EditSession | None,
        others: Sequence[Placement],
        employer: EditSession | None,
        today: date,
        figures: Figures | None = None,
        *,
        closed: bool = False,
    ) -> None:
        """Say what follows from what is on the screen; another placement begins folded, and without what was read.

        Args:
            placement: the open one; ``None`` says nothing.
            others: the other placements of the person.
            employer: of the open placement.
            today: the day that is asked about.
            figures: numbers to count with; those of the program by default.
            closed: whether the dossier of the person is closed.
        """
        key = None if placement is None else placement.id
        if key != self._of:
            self._of, self._all = key, False
        if key != self._kept_of:
            self._kept, self._kept_of = Kept(), key
        siblings = list(others)

        def ask() -> tuple[Notice, ...]:
            if placement is None:
                return ()
            at = None if employer is None else now(employer)
            typed = placement.is_dirty or (employer is not None and employer.is_dirty)
            shown = now(placement)
            return notices(shown, siblings, at, self._kept, today, typed=typed, closed=closed, figures=figures)

        self._ask = ask
        self._say()

    def tell_kept(self, placement: UUID, signals: Sequence[RuleSignal], gaps: Sequence[Missing]) -> None:
        """Add what the service read of a placement: its signals and what is missing.

        What comes before :meth:`tell` waits for it.
        """
        kept = Kept(tuple(signals), tuple(gaps))
        if (kept, placement) == (self._kept, self._kept_of):
            return
        self._kept, self._kept_of = kept, placement
        if placement == self._of:
            self._say()

    def enter(self) -> bool:
        """Go to the first notice; ``False`` when nothing is said."""
        first = next((note for note in self._notes if note.notice is not None), None)
        if first is not None:
            first.take_focus()
        return first is not None

    def _say(self) -> None:
        self._notices = self._ask()
        self._lay()

    def _lay(self) -> None:
        shown = self._notices if self._all else self._notices[:MOST]
        while len(self._notes) < len(shown):
            self._make()
        for number, note in enumerate(self._notes):
            note.tell(shown[number] if number < len(shown) else None)
            note.setVisible(number < len(shown))
        rest = len(self._notices) - MOST
        if rest > 0:
            words = f"Nog {rest} {'punt' if rest == 1 else 'punten'}"
            set_button(
                self.more, "Minder laten zien" if self._all else words, f"chevron-{'up' if self._all else 'down'}"
            )
        self._foot.setVisible(rest > 0)
        self.setVisible(bool(shown))

    def _make(self) -> None:
        note = _Note()
        note.acted.connect(partial(self._go, note))
        note.hide()
        self._notes.append(note)
        self._list.addWidget(note)

    def _turn(self) -> None:
        self._all = not self._all
        self._lay()

    def _go(self, note: _Note) -> None:
        if note.notice is not None:
            self.wanted.emit(note.notice.section, note.notice.row)
