"""How far an application is: the line above the form with the next step, and the part with all steps and terms."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.subsidy_states import NEXT, NextDeadline, Term, next_states
from ui.forms.parse import format_day
from ui.tabs.subsidy.track import Track, way
from ui.tabs.subsidy.words import SIGNS, STEPS, deadline_words, euros, short_deadline
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Chip, Elided, Tone, box, button, cols, label, rows, set_button, set_tone
from ui.widgets.flow import Flow

_TRACK: Final = 460
"""With a lower page than this the line alone tells how far it is."""
_BESIDE: Final = 620
"""With less room than this the term stands below the state."""
_LEADS_TO: Final = {
    Term.SIGN: SubsidyState.SUBMITTED,
    Term.APPLY: SubsidyState.SUBMITTED,
    Term.DECISION: SubsidyState.GRANTED,
    Term.ACCOUNT: SubsidyState.ACCOUNTING,
    Term.SETTLE: SubsidyState.SETTLED,
}
_TONES: Final[dict[str, Tone]] = {"warn": "warn", "care": "care", "good": "good"}


def reached(steps: Sequence[Any]) -> dict[SubsidyState, str]:
    """The day on which it came in each state, the latest, in words."""
    found: dict[SubsidyState, date] = {}
    for one in steps:
        if one.state is not None and one.happened_on is not None:
            found[one.state] = max(found.get(one.state, one.happened_on), one.happened_on)
    return {state: format_day(day) for state, day in found.items()}


def expected(deadlines: Sequence[NextDeadline]) -> dict[SubsidyState, str]:
    """By which day it should come in a state, in words. Asking for the next period leads to none of this one."""
    found: dict[SubsidyState, str] = {}
    for one in deadlines:
        if one.due is not None and (state := _LEADS_TO.get(one.term)) is not None:
            found.setdefault(state, f"t/m {format_day(one.due)}")
    return found


class StateHead(QWidget):
    """The state in a word, the next term, the next step, and the way of it all.

    Attributes:
        step_wanted: a step is to be taken (its state).
    """

    step_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chip = Chip()
        self.told, self._below = Elided("", "body", "soft"), Elided("", "body", "soft")
        self.step = button("", "", "arrow-right", "Volgende stap (Ctrl+Enter)", on=self._go)
        self.track = Track()
        self._next: SubsidyState | None = None
        top = cols(self.chip, (self.told, 1), self.step, gap=tk.S3)
        self.setLayout(
            rows(top, self._below, self.track, gap=tk.S2, margins=(tk.PAGE_MARGIN, tk.S2, tk.PAGE_MARGIN, tk.S1))
        )
        self.setMinimumWidth(1)
        self._empty()

    @property
    def next(self) -> SubsidyState | None:
        """The state that the next step leads to."""
        return self._next

    def show_found(self, found: Any, today: date) -> None:
        """Show how far this is; ``None`` while it was not read yet."""
        if found is None:
            self._empty()
            return
        state = found.state
        icon, tone = SIGNS[state]
        self.chip.set_look(state.label, _TONES.get(tone), icon)
        term = found.deadline
        words = ""
        if term is not None:
            when = short_deadline(term.due, today) if term.due is not None else ""
            words = f"{when[:1].upper()}{when[1:]}: {_small(term.what)}" if when else term.what
        self._tell(words, late=term is not None and term.due is not None and term.due < today)
        self.track.show_stops(way(state, reached(found.application.steps), expected(found.deadlines)))
        self._next = next(iter(next_states(state)), None)
        self.step.setVisible(self._next is not None)
        self.step.setText(f"{STEPS[self._next][0]}…" if self._next is not None else "")

    def _empty(self) -> None:
        self._next = None
        self.chip.set_look("concept", None, "pencil")
        self._tell("", late=False)
        self.track.show_stops([])
        self.step.hide()

    def _go(self) -> None:
        if self._next is not None:
            self.step_wanted.emit(self._next)

    def _tell(self, words: str, *, late: bool) -> None:
        """The term; below the state where there is no room beside it."""
        for one in (self.told, self._below):
            one.set_words(words)
            set_tone(one, "care" if late else "soft")
        self._place()

    def _place(self) -> None:
        beside = self.width() >= px(_BESIDE)
        self._below.setVisible(not beside and bool(self.told.words))
        policy = self.told.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # it keeps the button at the right
        self.told.setSizePolicy(policy)
        self.told.setVisible(beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def fit(self, page_height: int) -> None:
        """Give way on a low page."""
        self.track.setVisible(page_height >= px(_TRACK))


class StatePart(QWidget):
    """All steps that can be taken now, and the term that runs, with where it comes from.

    Attributes:
        step_wanted: a step is to be taken (its state).
    """

    step_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._state: SubsidyState | None = None
        self.acts: dict[SubsidyState, QPushButton] = {}
        self._term = Banner()
        self._words = label("", "body", wrap=True)
        self._words.setMinimumWidth(1)
        self._steps = [button("", "" if not number else "quiet") for number in range(max(map(len, NEXT.values())))]
        for number, made in enumerate(self._steps):
            made.clicked.connect(partial(self._want, number))
            made.hide()
        held = box(Flow(*self._steps, gap=tk.S2))
        held.setMinimumWidth(1)
        self.setLayout(rows(self._words, self._term, held, gap=tk.S2))
        self.setMinimumWidth(1)
        self.show_found(None, date.min)

    @property
    def words(self) -> str:
        """What it says of the state."""
        return self._words.text()

    @property
    def term(self) -> str:
        """What it says of the term."""
        return self._term.accessibleName() if not self._term.isHidden() else ""

    def show_found(self, found: Any, today: date) -> None:
        """Show how far this is."""
        if found is None:
            self._words.setText("")
            self._term.hide()
            self._offer(None)
            return
        self._words.setText(_summary(found))
        term = found.deadline
        self._term.setVisible(term is not None)
        if term is not None:
            tone: Tone = "info"
            if term.due is not None:
                days = (term.due - today).days
                tone = "care" if days < 0 else "warn" if days <= 14 else "info"
            when = deadline_words(term.due, today) if term.due is not None else ""
            source = f"Bron: {term.source}." if term.source else ""
            title = f"{term.what.rstrip('.')}{f': {when}' if when else ''}"
            self._term.set_words(" ".join(part for part in (term.why, source) if part), tone, title)
        self._offer(found.state)

    def _offer(self, state: SubsidyState | None) -> None:
        """Offer the steps that may follow. The buttons stay the same ones, so that Tab finds them where they stand."""
        if state is self._state:
            return
        self._state = state
        focus = any(one.hasFocus() for one in self._steps)
        self.acts = dict(zip(() if state is None else next_states(state), self._steps, strict=False))
        for one, made in self.acts.items():
            set_button(made, f"{STEPS[one][0]}…", SIGNS[one][0])
        for made in self._steps:
            made.setVisible(made in self.acts.values())
        if focus and self.acts:
            self._steps[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, number: int, _checked: bool = False) -> None:
        self.step_wanted.emit(list(self.acts)[number])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _small(sentence: str) -> str:
    """A sentence behind a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")


def _summary(found: Any) -> str:
    """The state in a sentence, with the day, the amount and the mark of the letter."""
    step = next((one for one in reversed(found.application.steps) if one.state is found.state), None)
    said = found.state.label[:1].upper() + found.state.label[1:]
    if step is None:
        return f"{said}."
    if step.happened_on is not None:
        said += f" op {format_day(step.happened_on)}"
    parts = [said]
    if step.amount is not None:
        parts.append(euros(step.amount))
    if step.letter:
        parts.append(f"Kenmerk {step.letter}")
    if step.reason:
        parts.append(" ".join(step.reason.split()))
    return ". ".join(parts).rstrip(".") + "."
