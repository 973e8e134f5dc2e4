"""The line in which an agreement is typed: who, what, when; below it how it is understood."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.lasting import AgreementParty
from beschutdesk.rules.when import State, When, read_when
from ui.forms.editors import LineEdit, clean
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.people import Person
from ui.widgets import CheckBox, Combo, Elided, Glyph, announce, cols, label, rows, set_tone

_PARTIES: Final = tuple(AgreementParty)
_NAMED: Final = frozenset({AgreementParty.FAMILY, AgreementParty.OTHER})
"""Who of them it is, has to be said."""
_WHO, _NAME, _WHEN = 128, 110, 168
_NARROW: Final = 560
_ROOMY: Final = 760
_WHEN_SHORT: Final = "vr, over 2 weken"
_WHEN_LONG: Final = f"wanneer: {_WHEN_SHORT}, 12-12"
_ENTER: Final = "Enter: toevoegen"
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement as it is typed.

    Attributes:
        party: who does it; ``None`` as long as nobody was chosen.
        who: their name, where it is known or typed.
        what: what they do.
        when: what was typed of the day.
        inside: it stays inside.
    """

    party: AgreementParty | None = None
    who: str = ""
    what: str = ""
    when: str = ""
    inside: bool = False

    def plain(self) -> dict[str, str]:
        """For the draft; nothing while nothing is typed."""
        if not (self.what.strip() or self.when.strip() or self.who.strip()):
            return {}
        party = "" if self.party is None else self.party.key
        return {
            "party": party,
            "who": self.who,
            "what": self.what,
            "when": self.when,
            "inside": "1" if self.inside else "",
        }


def from_plain(values: dict[str, str]) -> Line:
    """Out of a draft."""
    party = next((one for one in _PARTIES if one.key == values.get("party")), None)
    who, what, when = (values.get(name, "") for name in ("who", "what", "when"))
    return Line(party, who, what, when, bool(values.get("inside")))


class _Cell(LineEdit):
    """A cell of the line.

    Attributes:
        up: the user wants to go to the list above.
    """

    up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.up.emit()
            return
        super().keyPressEvent(event)
        if event.key() in _ENTERS:
            event.accept()  # else the line would hear it once more, with another cell in focus


class AgreementLine(QWidget):
    """Three cells in one line, and how they are understood. Enter adds; nothing is guessed.

    Attributes:
        entered: Enter was pressed and all of it can be read: a :class:`Line` and its day.
        edited: something was typed.
        up: the user wants to go to the list above.
    """

    entered = Signal(object, object)
    edited = Signal()
    up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._person: Person | None = None
        self.party = Combo("wie")
        self.party.setAccessibleName("Afspraak: wie")
        for option in _PARTIES:
            self.party.addItem(option.label)
        self.party.setCurrentIndex(-1)
        self.name, self.what, self.when = _Cell(), _Cell(), _Cell()
        cells = (
            (self.name, "Afspraak: wie precies", "naam"),
            (self.what, "Afspraak: wat", "wat"),
            (self.when, "Afspraak: wanneer", _WHEN_SHORT),
        )
        for cell, name, hint in cells:
            cell.setAccessibleName(name)
            cell.setPlaceholderText(hint)
            cell.setMinimumWidth(60)
            cell.setMaxLength(TEXT_LIMIT)
            cell.textEdited.connect(self._typed)
            cell.returnPressed.connect(self._enter)
            cell.up.connect(self.up)
        self.party.activated.connect(lambda _index: self._typed())
        self.inside = CheckBox("alleen intern")
        self.inside.setToolTip("Deze afspraak komt in geen enkel verslag (Alt+I)")
        self.inside.setAccessibleName("Afspraak: alleen intern")
        self.inside.clicked.connect(lambda _on=False: self._typed())
        self._arrow = Glyph("arrow-right", "accent", tk.ICON_SMALL)
        self._reading = Elided("", "meta_strong")
        self._reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._enter_hint = label(_ENTER, "meta", "soft")
        cells_row = cols(self.party, self.name, (self.what, 1), self.when, gap=tk.S1 + 2)
        below = cols(self._arrow, (self._reading, 1), self.inside, self._enter_hint, gap=tk.S2)
        self.setLayout(rows(cells_row, below, gap=2))
        self.setMinimumWidth(1)
        self._settle()

    # -- values --------------------------------------------------------------------------------------------------------

    @property
    def line(self) -> Line:
        """What stands here."""
        at = self.party.currentIndex()
        party = None if at < 0 else _PARTIES[at]
        texts = [clean(cell.text(), one_line=True) for cell in (self.name, self.what, self.when)]
        who = texts[0] if party in _NAMED else self._known(party)
        return Line(party, who, texts[1], texts[2], self.inside.isChecked())

    def _known(self, party: AgreementParty | None) -> str:
        """The name of who is meant, where there is only one; the reading below shows it."""
        if party is not AgreementParty.SUPERVISOR or self._person is None or self._person.guide is None:
            return ""
        return self._person.guide[1]

    def show_line(self, line: Line, person: Person, today: date) -> None:
        """Show a half line, or an empty one, about a person."""
        self._person, self._today = person, today
        self.party.setCurrentIndex(-1 if line.party is None else _PARTIES.index(line.party))
        for cell, words in (
            (self.name, line.who if line.party in _NAMED else ""),
            (self.what, line.what),
            (self.when, line.when),
        ):
            if cell.text() != words:
                cell.setText(words)
        self.inside.setChecked(line.inside)
        self._settle()

    def read(self) -> When:
        """The day as it is understood."""
        return read_when(self.when.text(), self._today)

    def _typed(self) -> None:
        self._settle()
        self.edited.emit()

    # -- how it is understood ------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        line = self.line
        self.name.setVisible(line.party in _NAMED)
        when = self.read()
        who = "" if line.party is None else f"{line.party.label} {line.who}".strip()
        started = bool(line.plain())
        if not started:
            words, tone = "", "soft"
        elif when.state is State.WRONG:
            words, tone = when.shown, "warn"
        elif when.state is State.MORE:
            words, tone = f"{when.shown} Nog geen dag gelezen.", "soft"
        else:
            parts = (who or "wie?", when.shown or "zonder dag", " ".join(line.what.split()))
            words, tone = "  ·  ".join(part for part in parts if part), "ink"
        self._arrow.set_glyph("triangle-alert" if tone == "warn" else "arrow-right" if words else "", _glyph(tone))
        self._reading.set_words(words)
        set_tone(self._reading, tone)
        self.when.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self.party.setFixedWidth(px(_WHO - 18 if narrow else _WHO))
        self.name.setFixedWidth(px(_NAME - 20 if narrow else _NAME))
        wide = self.width() >= px(_ROOMY)
        self.when.setFixedWidth(px(_WHEN - 30 if narrow else _WHEN + (70 if wide else 0)))
        self.when.setPlaceholderText(_WHEN_LONG if wide else _WHEN_SHORT)
        self._enter_hint.setVisible(not narrow)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def enter_line(self) -> None:
        """Put the cursor where something is missing, from the left."""
        line = self.line
        goal: QWidget = self.party if line.party is None else self.what if not line.what.strip() else self.when
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_inside(self) -> None:
        """Let it stay inside, or not."""
        self.inside.setChecked(not self.inside.isChecked())
        announce(self.inside, "alleen intern" if self.inside.isChecked() else "niet alleen intern")
        self._typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and self.party.hasFocus():
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        line, when = self.line, self.read()
        if not line.what.strip():
            self._ask(self.what, "Typ wat er is afgesproken.")
        elif line.party is None:
            self._ask(self.party, "Kies wie dit doet.")
        elif when.state in (State.WRONG, State.MORE):
            self._ask(self.when, f"{when.shown} Of laat leeg.")
        else:
            self.entered.emit(line, when.day)

    def _ask(self, goal: QWidget, words: str) -> None:
        self._arrow.set_glyph("triangle-alert", "warn")
        self._reading.set_words(words)
        set_tone(self._reading, "warn")
        announce(self, words)
        goal.setFocus(Qt.FocusReason.OtherFocusReason)


def _glyph(tone: str) -> Any:
    return {"warn": "warn", "ink": "accent"}.get(tone, "soft")
