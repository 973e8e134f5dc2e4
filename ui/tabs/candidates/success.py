"""The success factors of a placement as a living checklist: how each stands, since when, and what was there before.

A check of an earlier day is never changed here: who looks again makes a new one, and the old one stays.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.lasting import FactorState, SuccessCheck
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.rules.checklist import Standing, checklist, groups, history
from ui.forms.editors import Helpers
from ui.forms.session import EditSession, hear
from ui.tabs.candidates.success_detail import LIST, PLACES, ROW, SuccessDetail
from ui.tabs.candidates.success_rows import NARROW, STATES, GroupLine, Line, SuccessList, stand_of
from ui.theme import current as theme
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import announce, label, rows

_INDENT: Final = tk.S2 + tk.ICON + 10
_FIELDS: Final = ("factor", "state", "looked_on", "note")


class SuccessPart(QWidget):
    """All factors of one placement, in the order of the way.

    Args:
        helpers: what editors may ask.

    Attributes:
        left: the user is done with a field.
        changed: how many were looked at may be more or less.
        taken_out: a check went: what it was, and how to put it back.
        wanted: go to where a factor can be arranged: a record, and a field or list on it.
    """

    left = Signal()
    changed = Signal()
    taken_out = Signal(str, object)
    wanted = Signal(str, str)

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self._helpers = helpers
        self._session: EditSession | None = None
        self._own = False
        self._standings: dict[SuccessFactor, Standing] = {}
        self._checks: list[SuccessCheck] = []
        self._factor: SuccessFactor | None = None
        self.detail = SuccessDetail(helpers)
        self.list = SuccessList(self._room)
        self.detail.setParent(self.list.viewport())
        self.detail.hide()
        self.list.current_changed.connect(self._current_changed)
        self.list.stand_wanted.connect(self.set_stand)
        self.list.next_wanted.connect(self._next_stand)
        self.list.removal_wanted.connect(self.take_out)
        self.list.opened.connect(lambda _row: self.open_remark())
        self.detail.stand_wanted.connect(self.set_stand)
        self.detail.stepped.connect(self._step)
        self.detail.remarked.connect(self._remark)
        self.detail.done.connect(self._back)
        self.detail.left.connect(self.left)
        self.detail.go_wanted.connect(self._go)
        self.detail.laid_out.connect(self._grown)
        theme().changed.connect(self._fit)
        hint = label(
            "Loop ze af bij de start en daarna af en toe. Wat je eerder vond, blijft staan.", "meta", "soft", wrap=True
        )
        self.setLayout(rows(hint, self.list, gap=tk.S1))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.fill()

    # -- binding -------------------------------------------------------------------------------------------------------

    def bind(self, session: EditSession | None) -> None:
        """Show those of another placement, or of none."""
        self.let_go()
        self._session = hear(None, session, self._changed, self.fill)
        self.fill()

    def let_go(self) -> None:
        """Hear no more of what it showed, and write nothing there; :meth:`bind` follows."""
        self._session = hear(self._session, None, self._changed, self.fill)
        self._factor = None
        self.detail.clear()
        self.detail.hide()
        self.list.setCurrentIndex(self.list.items.index(-1, 0))

    def fill(self) -> None:
        """Show everything again as the session has it."""
        self._read()
        lines: list[Line] = []
        for group, found in groups(self._standings.values()).items():
            done = sum(one.state is FactorState.YES for one in found)
            lines += [GroupLine(group, done, len(found)), *found]
        self.list.items.set_items(lines)
        self._show_detail()

    def counts(self) -> tuple[int, int]:
        """How many factors somebody looked at, and how many there are."""
        return sum(one.state is not None for one in self._standings.values()), len(self._standings)

    def binders(self) -> list[Any]:
        """Of the fields that are half typed maybe; to be settled before a save."""
        return [self.detail.binder]

    @property
    def _today(self) -> date:
        return self._helpers.today()

    def _read(self) -> None:
        session, checks = self._session, list[SuccessCheck]()
        for key in () if session is None else session.rows(LIST):
            values = {name: session.value(f"{LIST}/{key}/{name}") for name in _FIELDS} if session is not None else {}
            checks.append(SuccessCheck(id=key, **values))
        self._checks = checks
        self._standings = {one.factor: one for one in checklist(checks, self._today)}

    def _changed(self, path: str) -> None:
        if not self._own and (not path or path == LIST or path.startswith(f"{LIST}/")):
            self.fill()
            self.changed.emit()

    # -- the current one -----------------------------------------------------------------------------------------------

    @property
    def current(self) -> SuccessFactor | None:
        """The factor whose details are in view."""
        return self._factor

    def go_to(self, factor: SuccessFactor) -> None:
        """Make a factor current, with the focus on it."""
        lines = self.list.items.items()
        row = next(n for n, one in enumerate(lines) if isinstance(one, Standing) and one.factor is factor)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self.list.go_to(row)
        self.list.bring_into_view(row)  # also when it was current already

    def _current_changed(self, row: int) -> None:
        line = self.list.items.item(row)
        self._factor = line.factor if isinstance(line, Standing) else None
        self._show_detail()
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self.list or self.list.isAncestorOf(focus))
        if self._factor is not None and inside:
            self.list.bring_into_view(row)

    def _show_detail(self) -> None:
        factor, session = self._factor, self._session
        if factor is None or session is None:
            self.detail.hide()
            self._fit()
            return
        one = self._standings[factor]
        earlier = history(self._checks, factor, self._today)[1:]
        self.detail.show_factor(one, earlier, session if self._open_key(factor) is not None else None)
        self._fit()
        self.detail.show()

    def _room(self) -> int:
        """How high the details of the current factor are."""
        if self._factor is None or self._session is None:
            return 0
        return self.detail.high(self._inner_width())

    def _indent(self) -> int:
        return px(_INDENT) if self.list.viewport().width() >= px(NARROW) else tk.S3

    def _inner_width(self) -> int:
        return max(1, self.list.viewport().width() - self._indent())

    def _fit(self) -> None:
        self.list.fit()
        self._place()

    def _grown(self) -> None:
        """What stands in the details needs other room now."""
        if not self.detail.isHidden() and self.detail.height() != self._room():
            self._fit()

    def _place(self) -> None:
        """Put the details below the first line of the current row."""
        index = self.list.currentIndex()
        if self._factor is None or not index.isValid():
            return
        self.list.executeDelayedItemsLayout()
        rect = self.list.visualRect(index)
        line = self.list.items.item(index.row())
        head = px(self.list.rows.head_height(line, current=True))
        high = self.detail.high(self._inner_width())
        self.detail.setGeometry(QRect(self._indent(), rect.top() + head, self._inner_width(), high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _step(self, step: int) -> None:
        """To the factor above or below, with the focus where it was."""
        factors = list(SuccessFactor)
        at = factors.index(self._factor) + step if self._factor is not None else -1
        if 0 <= at < len(factors):
            lines = self.list.items.items()
            self.list.go_to(
                next(n for n, one in enumerate(lines) if isinstance(one, Standing) and one.factor is factors[at])
            )
            self.detail.stand.buddy().setFocus(Qt.FocusReason.TabFocusReason)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _open_key(self, factor: SuccessFactor) -> UUID | None:
        """The check that is being made: of today, or never saved. Only that one can still be changed."""
        one, session = self._standings[factor], self._session
        if one.key is None or session is None:
            return None
        saved = {row.id for row in session.root.success_checks}
        return one.key if one.key not in saved or one.looked_on == self._today else None

    def set_stand(self, state: FactorState) -> None:
        """How the current factor stands now."""
        if self._factor is not None and self._session is not None:
            note = self._standings[self._factor].note if self._open_key(self._factor) is not None else ""
            self._keep(self._factor, state, note)
            announce(self.list, f"{self._factor.label}: {stand_of(self._standings[self._factor])}")
            self.left.emit()

    def _next_stand(self) -> None:
        if self._factor is not None:
            state = self._standings[self._factor].state
            self.set_stand(STATES[0 if state is None else (STATES.index(state) + 1) % len(STATES)])

    def _remark(self, text: str) -> None:
        """A remark says that somebody looked; how it stands is then not known, unless that was said."""
        factor = self._factor
        if factor is None or self._session is None:
            return
        state = self._standings[factor].state
        if state is not None or text:
            self._keep(factor, state or FactorState.UNKNOWN, text)

    def _keep(self, factor: SuccessFactor, state: FactorState, note: str) -> None:
        session, key, before = self._session, self._open_key(factor), self._standings[factor]
        if session is None:
            return
        self._own = True
        try:
            if key is None:
                values = {"factor": factor, "state": state, "looked_on": self._today, "note": note}
                session.add_row(LIST, values)
            else:
                session.set(f"{LIST}/{key}/state", state)
                session.set(f"{LIST}/{key}/note", note)
        finally:
            self._own = False
        if key is not None and before.state is state:
            self._read()  # only the remark is other, and it stands in its field already: a key press stays light
            return
        self.fill()
        self.changed.emit()

    def take_out(self) -> None:
        """Take the latest check of the current factor out; what was before it counts again."""
        session = self._session
        key = self._standings[self._factor].key if self._factor is not None else None
        if session is None or key is None:
            return
        place = session.remove_row(LIST, key)
        self.taken_out.emit(shape_of(ROW).label, lambda: session.put_row_back(LIST, key, place))
        self.left.emit()

    def open_remark(self) -> None:
        """Go to the remark of the current factor."""
        if self._factor is not None:
            self.detail.note.setFocus(Qt.FocusReason.OtherFocusReason)  # by Tab all of it would be selected
            self.detail.note.end(False)

    def _back(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def _go(self) -> None:
        if self._factor is not None:
            self.wanted.emit(*PLACES[self._factor])
