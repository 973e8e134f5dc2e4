"""Employee skills as one calm table: the whole short list, per skill how far someone is and what that looks like.

A row of the dossier is made only when something is filled in, and goes again when all is taken out.
"""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from beschutdesk.dossier.around import Skill, SkillLevel
from ui.forms.session import EditSession, hear
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Segmented, label, line_edit, rows

_LIST: Final = "skills"
_LEVELS: Final = tuple(SkillLevel)
_BESIDE: Final = 660
"""From this width on the note stands beside the choice, and not below it."""
_NAME: Final = 110
"""The name of a skill stands beside the choice when it keeps this much room, and above it when it does not."""
_DIGITS: Final = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3}
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LevelChoice(Segmented):
    """How far: left and right choose, 1 to 4 as well; up and down go to another skill.

    Attributes:
        stepped: up or down was pressed: -1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__([level.label for level in _LEVELS], name=name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _DIGITS:
            self._pick(_DIGITS[key])
        else:
            super().keyPressEvent(event)


class SkillsTable(QWidget):
    """All skills, bound to the session of a candidate.

    Attributes:
        left: the user is done with a field.
        changed: what is filled in may be more or less.
    """

    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: EditSession | None = None
        self._own = False
        self._gone: dict[Skill, tuple[UUID, int]] = {}
        self.levels: dict[Skill, LevelChoice] = {}
        self.notes: dict[Skill, Any] = {}
        self._beside: bool | None = None
        self._above = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tk.S4)
        self._grid.setVerticalSpacing(tk.S1)
        self._names: dict[Skill, QWidget] = {}
        for number, skill in enumerate(Skill):
            self._make(skill, number)
        hint = label(
            "Kies met pijltjes of 1 tot 4; op en neer gaat naar een andere vaardigheid. Leeg is: nog niet besproken.",
            "meta",
            "soft",
            wrap=True,
        )
        self.setLayout(rows(hint, self._grid, gap=tk.S3))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay(beside=False, above=False)

    def _make(self, skill: Skill, number: int) -> None:
        words = skill.label[:1].upper() + skill.label[1:]
        choice = LevelChoice(words)
        choice.edited.connect(lambda _index, skill=skill: self._edited(skill))
        choice.stepped.connect(lambda step, number=number: self._step(number + step))
        note = line_edit(placeholder="Wat helpt hierbij?")
        note.setAccessibleName(f"{words}: toelichting")
        note.textEdited.connect(lambda _text, skill=skill: self._edited(skill))
        note.editingFinished.connect(self.left)
        self.levels[skill], self.notes[skill] = choice, note
        self._names[skill] = label(words, "body", wrap=True)

    # -- binding -------------------------------------------------------------------------------------------------------

    def bind(self, session: EditSession | None) -> None:
        """Show the skills of another candidate, or of nobody."""
        self.let_go()
        self._session = hear(None, session, self._changed, self.fill)
        self.fill()

    def let_go(self) -> None:
        """Hear no more of whom it showed, and write nothing there; :meth:`bind` follows."""
        self._session = hear(self._session, None, self._changed, self.fill)
        self._gone.clear()

    def fill(self) -> None:
        """Show everything again as the session has it."""
        found = self._rows()
        for skill in Skill:
            self._fill_one(skill, found.get(skill))

    def _fill_one(self, skill: Skill, key: UUID | None) -> None:
        level, note = (None, "") if key is None else (self._value(key, "level"), self._value(key, "note"))
        choice, line = self.levels[skill], self.notes[skill]
        choice.choose(-1 if level is None else _LEVELS.index(level))
        if line.text() != note:
            line.setText(note)
            line.setCursorPosition(0)
        self._show_note(skill)

    def _rows(self) -> dict[Skill, UUID]:
        """The row of each skill; of two about the same, the first."""
        found: dict[Skill, UUID] = {}
        for key in () if self._session is None else self._session.rows(_LIST):
            skill = self._value(key, "skill")
            if skill is not None:
                found.setdefault(skill, key)
        return found

    def _value(self, key: UUID, attribute: str) -> Any:
        return None if self._session is None else self._session.value(f"{_LIST}/{key}/{attribute}")

    def _changed(self, path: str) -> None:
        if not self._own and (not path or path == _LIST or path.startswith(f"{_LIST}/")):
            self.fill()
            self.changed.emit()

    # -- typing --------------------------------------------------------------------------------------------------------

    def _edited(self, skill: Skill) -> None:
        session = self._session
        if session is None:
            return
        chosen, note = self.levels[skill].chosen, self.notes[skill].text()
        level = None if chosen < 0 else _LEVELS[chosen]
        self._own = True
        try:
            self._keep(session, skill, level, note)
        finally:
            self._own = False
        self._show_note(skill)
        self.changed.emit()

    def _keep(self, session: EditSession, skill: Skill, level: SkillLevel | None, note: str) -> None:
        key = self._rows().get(skill)
        if level is None and not note:
            if key is not None:
                self._gone[skill] = key, session.remove_row(_LIST, key)
            return
        if key is None and skill in self._gone:
            key, place = self._gone.pop(skill)
            session.put_row_back(_LIST, key, place)
        if key is None:
            session.add_row(_LIST, {"skill": skill, "level": level, "note": note})
            return
        session.set(f"{_LIST}/{key}/level", level)
        session.set(f"{_LIST}/{key}/note", note)

    # -- room ----------------------------------------------------------------------------------------------------------

    def _step(self, number: int) -> None:
        skills = list(Skill)
        if 0 <= number < len(skills):
            self.levels[skills[number]].buddy().setFocus(Qt.FocusReason.TabFocusReason)

    def _show_note(self, skill: Skill) -> None:
        """Beside the choice there is always room; below it, the note comes when there is something to say."""
        note = self.notes[skill]
        shown = bool(self._beside) or self.levels[skill].chosen >= 0 or bool(note.text()) or note.hasFocus()
        if note.isHidden() == shown:
            note.setVisible(shown)

    def _lay(self, *, beside: bool, above: bool) -> None:
        if (beside, above) == (self._beside, self._above):
            return
        self._beside, self._above = beside, above
        centre = Qt.AlignmentFlag.AlignVCenter
        for number, skill in enumerate(Skill):
            name, choice, note = self._names[skill], self.levels[skill], self.notes[skill]
            at = number * 3
            if above:
                self._grid.addWidget(name, at, 0, 1, 2)
                self._grid.addWidget(choice, at + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(note, at + 2, 0, 1, 2)
            else:
                self._grid.addWidget(name, at, 0, centre)
                self._grid.addWidget(choice, at, 1, centre)
                self._grid.addWidget(note, at if beside else at + 1, 2 if beside else 1)
            self._show_note(skill)
        self._grid.setColumnStretch(0, 0 if beside else 1)
        self._grid.setColumnMinimumWidth(0, 150 if beside else 0)
        self._grid.setColumnStretch(2, 1 if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width()
        widest = max(choice.sizeHint().width() for choice in self.levels.values())
        self._lay(beside=wide >= px(_BESIDE), above=wide < widest + tk.S4 + px(_NAME))
        super().resizeEvent(event)
