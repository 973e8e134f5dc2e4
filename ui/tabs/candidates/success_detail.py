"""What stands below the current success factor: why it counts, how it stands, a remark, and where to arrange it."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT, shape_of
from beschutdesk.dossier.lasting import FactorState
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.rules.checklist import Standing
from ui.forms.binder import Binder
from ui.forms.editors import Helpers, LineEdit, clean
from ui.forms.parse import format_day
from ui.forms.session import EditSession
from ui.tabs.candidates.success_rows import LETTERS, STATES
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Segmented, button, cols, label, plain, rows
from ui.widgets.flow import Flow

LIST: Final = "success_checks"
ROW: Final = "success_check"
PLACES: Final[dict[SuccessFactor, tuple[str, str]]] = {
    SuccessFactor.SKILLS: ("candidate", "skills"),
    SuccessFactor.MOTIVATION: ("candidate", "wishes"),
    SuccessFactor.OPEN_WISHES: ("candidate", "wishes"),
    SuccessFactor.EXPECTATIONS: ("placement", "expectations"),
    SuccessFactor.FULL_INFORMATION: ("placement", "instruments"),
    SuccessFactor.MET: ("placement", "evaluations"),
    SuccessFactor.CLICK: ("placement", "evaluations"),
    SuccessFactor.TRACK: ("placement", "phases"),
    SuccessFactor.SHORT_LINES: ("candidate", "involved"),
    SuccessFactor.CARVING: ("task_list", "tasks"),
    SuccessFactor.SUPERVISOR_TIME: ("placement", "terms"),
    SuccessFactor.PORTFOLIO: ("portfolio", "summary"),
    SuccessFactor.TRAINING: ("employer", "supervisors"),
    SuccessFactor.PAPERWORK: ("placement", "instruments"),
    SuccessFactor.RHYTHM: ("placement", "terms"),
    SuccessFactor.SHARED: ("placement", "agreements"),
    SuccessFactor.WAGE_VALUE: ("placement", "wage_values"),
    SuccessFactor.SECOND_SUPERVISOR: ("placement", "terms"),
    SuccessFactor.TEAM: ("placement", "team_briefings"),
    SuccessFactor.SAFETY_NET: ("placement", "safety_net"),
    SuccessFactor.WORKING_CONDITIONS: ("placement", "adjustments"),
}
"""Where each factor can be arranged: a record, and a field or list on it."""
_SHOWN: Final = 3
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_KEYS: Final = " · ".join(f"{letter} {state.label}" for letter, state in LETTERS.items())


def place_words(factor: SuccessFactor) -> str:
    """What that place is called, from its declaration."""
    record, attribute = PLACES[factor]
    shape = shape_of(record)
    if record in ("portfolio", "task_list"):
        return shape.label
    child = shape.children.get(attribute)
    return shape_of(child).label if child is not None else shape.specs[attribute].label


def told(one: Standing) -> str:
    """An earlier check in words: *deels op 03-06-2026, ‘alleen op maandag’*."""
    when = f" op {format_day(one.looked_on)}" if one.looked_on is not None else ""
    note = f", ‘{one.note}’" if one.note else ""
    return f"{one.state.label if one.state is not None else ''}{when}{note}"


class StandChoice(Segmented):
    """How it stands: left and right, or the letters; up and down go to another factor."""

    stepped = Signal(int)

    def __init__(self) -> None:
        spec = shape_of(ROW).specs["state"]
        super().__init__([state.label for state in STATES], name=spec.label, clearable=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(step)
        elif (state := LETTERS.get(event.text().upper())) is not None and not (
            event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self._pick(STATES.index(state))
        else:
            super().keyPressEvent(event)


class RemarkLine(LineEdit):
    """Enter and Escape go back to the list.

    Attributes:
        done: one of these was pressed.
    """

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.accept()
            self.done.emit()
            return
        super().keyPressEvent(event)


class SuccessDetail(QWidget):
    """The details of one factor; made once and filled for each that becomes current.

    Attributes:
        stand_wanted: a stand was chosen.
        stepped: up or down in the choice.
        remarked: the remark was changed by hand: its text.
        done: back to the list.
        left: the user is done with a field.
        go_wanted: to where it can be arranged.
        laid_out: what stands in it may need other room: a message, or letters of another size.
    """

    stand_wanted = Signal(object)
    stepped = Signal(int)
    remarked = Signal(str)
    done = Signal()
    left = Signal()
    go_wanted = Signal()
    laid_out = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        spec = shape_of(ROW).specs["note"]
        self.why = label("", wrap=True)
        self._source = label("", "meta", "soft", wrap=True)
        self.stand = StandChoice()
        self.stand.edited.connect(lambda index: self.stand_wanted.emit(STATES[index]))
        self.stand.stepped.connect(self.stepped)
        self.note = RemarkLine()
        self.note.setMaxLength(TEXT_LIMIT)
        self.note.textEdited.connect(lambda text: self.remarked.emit(clean(text, one_line=True).strip()))
        self.note.editingFinished.connect(self.left)
        self.note.done.connect(self.done)
        self.binder = Binder(ROW, helpers, self)
        self.day = self.binder.box("looked_on")
        self.day.set_readers("")
        self.binder.left.connect(self.left)
        self.go = button("", "quiet", "arrow-right", on=self.go_wanted.emit)
        self.earlier = label("", "meta", "soft", wrap=True)
        keys = label(f"{_KEYS} · Spatie volgende · Enter toelichting · Delete weghalen", "meta", "soft", wrap=True)
        note = FieldBox(spec.label, self.note, spec.hint)
        why = rows(label("Waarom telt dit", "meta_strong", "accent"), self.why, self._source, gap=1)
        fields = cols((note, 1), self.day, gap=tk.S4)  # without a day the remark has all the room
        flow = Flow(self.stand, self.go, gap=tk.S3)
        self._column = rows(why, flow, fields, self.earlier, keys, gap=tk.S2, margins=(0, 0, tk.S3, tk.S3))
        self.setLayout(self._column)
        self.setMinimumWidth(1)

    def show_factor(self, one: Standing, earlier: tuple[Standing, ...], open_row: EditSession | None) -> None:
        """Fill it.

        Args:
            one: the factor as it stands.
            earlier: its checks before that one, the latest first.
            open_row: the session, when the check is being made now, so that its day can still be changed.
        """
        self.why.setText(one.factor.why)
        self._source.setText(one.factor.source)
        self.stand.choose(-1 if one.state is None else STATES.index(one.state))
        if self.note.text().strip() != one.note:
            self.note.setText(one.note)
            self.note.setCursorPosition(0)
        self.note.setAccessibleName(f"{shape_of(ROW).specs['note'].label}: {one.factor.label}")
        self.stand.set_name(one.factor.label)
        prefix = f"{LIST}/{one.key}/" if open_row is not None else ""
        if self.binder.session is not open_row or self.binder.path("note") != f"{prefix}note":
            self.binder.bind(open_row, prefix)
        self.day.setVisible(open_row is not None)
        words = place_words(one.factor)
        self.go.setText(plain(f"Naar {words[:1].lower()}{words[1:]}"))
        rest = f" · en {len(earlier) - _SHOWN} keer daarvoor" if len(earlier) > _SHOWN else ""
        before = "  ·  ".join(told(each) for each in earlier[:_SHOWN])
        self.earlier.setText(f"Eerder: {before}{rest}" if before else "")
        self.earlier.setVisible(bool(before))

    def clear(self) -> None:
        """Keep nothing that was read of anybody."""
        if self.binder.session is not None:
            self.binder.bind(None)
        if self.note.text():
            self.note.clear()
        self.earlier.setText("")

    def set_stand(self, state: FactorState | None) -> None:
        """Show another stand."""
        self.stand.choose(-1 if state is None else STATES.index(state))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done

    def high(self, width: int) -> int:
        """How high it is in this width, in pixels."""
        self._column.activate()
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(300, self.high(max(self.width(), 300)))
