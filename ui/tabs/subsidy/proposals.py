"""Below a text: what the dossier says already, to be taken over on request and never by itself."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.session import EditSession
from ui.theme import tokens as tk
from ui.widgets import FieldBox, announce, box, button, cols, label, rows

GOALS: Final = "goals"
_GOAL: Final = ("problem", "action", "goal")
_ADD: Final = "Voorstel uit het dossier erbij"
_FILL: Final = "Voorstel uit het dossier"
_LOOK: Final = "Bekijk het voorstel"
_HIDE: Final = "Verberg het voorstel"


class Proposal(QWidget):
    """A field with the button that fills it, and the words it would fill in.

    Args:
        box_: the field.
        attribute: its name on the application.

    Attributes:
        wanted: take it over (the attribute).
    """

    wanted = Signal(str)

    def __init__(self, box_: FieldBox, attribute: str) -> None:
        super().__init__()
        self._box, self._attribute, self._words = box_, attribute, ""
        title = box_.title
        self.fill = button(_FILL, "quiet", "download", on=lambda: self.wanted.emit(attribute))
        self.fill.setAccessibleName(f"{_FILL}: {title}")
        self.look = button(_LOOK, "quiet", "eye", on=self._turn)
        self.look.setAccessibleName(f"{_LOOK}: {title}")
        self._shown = label("", "body", "soft", wrap=True, italic=True)
        self._shown.hide()
        self._bar = box(cols(self.fill, self.look, None, gap=tk.S1))
        self.setLayout(rows(box_, self._bar, self._shown, gap=0))
        self.setMinimumWidth(1)
        self.show_words("", filled=False)

    @property
    def words(self) -> str:
        """What it would fill in; empty when the dossier says nothing."""
        return self._words

    def show_words(self, words: str, *, filled: bool) -> None:
        """Offer these; nothing hides the offer."""
        self._words = words
        self._bar.setVisible(bool(words))
        self.fill.setText(_ADD if filled else _FILL)
        self._shown.setText(words)
        if not words:
            self._show(False)

    def _turn(self) -> None:
        self._show(self._shown.isHidden())

    def _show(self, on: bool) -> None:
        self._shown.setVisible(on)
        self.look.setText(_HIDE if on else _LOOK)
        self.look.setAccessibleName(f"{self.look.text()}: {self._box.title}")
        if on:
            announce(self.look, self._words)


def added(before: str, proposed: str) -> str:
    """What stands there with the proposal behind it; the same words are not said twice."""
    before = before.rstrip()
    if not before:
        return proposed
    return before if proposed in before else f"{before}\n\n{proposed}"


def goals(proposals: Mapping[str, str]) -> list[dict[str, str]]:
    """The goals that the dossier proposes, by field."""
    found: dict[str, dict[str, str]] = {}
    for key, words in proposals.items():
        number, _, name = key.removeprefix(f"{GOALS}:").partition(".")
        if key.startswith(f"{GOALS}:") and name:
            found.setdefault(number, {})[name] = words
    return [found[number] for number in sorted(found)]


def plan_open(session: EditSession, proposals: Mapping[str, str]) -> bool:
    """Whether a plan is proposed and nobody wrote one yet."""
    return bool(goals(proposals)) and not any(
        session.is_filled(f"{GOALS}/{row}/{name}") for row in session.rows(GOALS) for name in _GOAL
    )


class Filled:
    """What was taken over, and how to take it back. What somebody typed since stays.

    Attributes:
        session: in which.
        texts: what stood there and what stands there now, by path.
        rows: goals that were added.
    """

    def __init__(self, session: EditSession) -> None:
        self.session = session
        self.texts: dict[str, tuple[str, str]] = {}
        self.rows: list[UUID] = []

    def __bool__(self) -> bool:
        return bool(self.texts or self.rows)

    @property
    def number(self) -> int:
        """How many texts and goals were taken over."""
        return len(self.texts) + len(self.rows)

    def take_back(self) -> bool:
        """Put back what stood there; ``False`` when everything was changed since."""
        session, undone = self.session, False
        for path, (before, after) in self.texts.items():
            if session.value(path) == after:
                session.set(path, before)
                undone = True
        there = set(session.rows(GOALS))
        for row in self.rows:
            if row in there:
                session.remove_row(GOALS, row)
                undone = True
        return undone


def fill(session: EditSession, proposals: Mapping[str, str], names: Iterable[str]) -> Filled:
    """Take proposals over; the plan only when nobody wrote one. Nothing that stands there is lost."""
    done = Filled(session)
    for name in names:
        if name == GOALS:
            _fill_plan(session, proposals, done)
        elif proposed := proposals.get(name, ""):
            path = session.shape.specs[name].key
            before = str(session.value(path))
            after = added(before, proposed)
            if after != before:
                session.set(path, after)
                done.texts[path] = (before, after)
    return done


def _fill_plan(session: EditSession, proposals: Mapping[str, str], done: Filled) -> None:
    if not plan_open(session, proposals):
        return
    for row in session.rows(GOALS):
        session.remove_row(GOALS, row)  # begun, with nothing in it
    done.rows += [session.add_row(GOALS, dict(one)) for one in goals(proposals)]
