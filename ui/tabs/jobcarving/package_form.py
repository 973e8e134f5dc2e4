"""Beside the package: the chosen task, and the whole of it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.contract import WageValueKind
from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.package import SOURCE, Line, Package
from beschutdesk.rules.wage_value import Point, in_points
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.parse import format_day, format_number
from ui.forms.row_head import RowHead
from ui.forms.session import EditSession
from ui.tabs.jobcarving.package_list import title
from ui.tabs.jobcarving.tasks import TASKS
from ui.theme import tokens as tk
from ui.widgets import Elided, box, button, cols, label, rows

_FUNCTION: Final = "job_title"
_MEASURE: Final = ("tempo", "quality_share", "net_time")
_MEASURE_HEAD: Final = "Meting voorbereiden"
_MEASURE_HINT: Final = "Deel van wat gewoon is. De loonwaarde zelf bepaalt wie meet."


class ChosenTask(QWidget):
    """The chosen task: whether it is a main task, how much time, and folded what prepares a measurement.

    Attributes:
        out_wanted: it leaves the package.
        board_wanted: show it on the board, with all that is known of it.
    """

    out_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("carved_task", helpers, self)
        self.key: UUID | None = None
        self._title = Elided("", "section", "accent")
        self.why = label("", "body", wrap=True)
        self.why.setToolTip(f"Bron: {SOURCE}")
        self.board = button("", "quiet", "columns-3", "Op het bord tonen", on=self.board_wanted.emit)
        self.out = button("", "quiet", "x", "Uit het pakket (Delete in de lijst)", on=self.out_wanted.emit)
        grid = FieldGrid([[self.binder.box(name) for name in names] for names in (("minutes", "times"),)])
        more = FieldGrid([[self.binder.box(name)] for name in ("frequency", "own_territory")])
        self.measure = RowHead()
        self.measure.say(_MEASURE_HEAD)
        self.measure.clicked.connect(self._fold)
        shares = FieldGrid([[self.binder.box(name) for name in _MEASURE]])
        self._shares = box(rows(label(_MEASURE_HINT, "meta", "soft", wrap=True), shares, gap=tk.S2))
        self._shares.hide()
        top = cols((self._title, 1), self.board, self.out, gap=2)
        self.setLayout(rows(top, self.why, grid, more, self.measure, self._shares, gap=tk.S2))
        self.setMinimumWidth(1)

    def bind(self, session: EditSession | None, line: Line | None) -> None:
        """Show another task, or none."""
        key = line.task.id if line is not None else None
        self._title.set_words(title(line) if line is not None else "")
        self.why.setText(line.why if line is not None else "")
        if self.key != key or self.binder.session is not (session if key is not None else None):
            self.key = key
            self.binder.bind(session if key is not None else None, "" if key is None else f"{TASKS}/{key}/")
        filled = line is not None and any(getattr(line.task, name) is not None for name in _MEASURE)
        asked = line is not None and (line.main is True or filled)
        self.measure.setVisible(asked)
        self._shares.setVisible(asked and self.measure.isChecked())

    def focus_first(self) -> None:
        """Go to its first field."""
        self.binder.editor("minutes").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self, on: bool) -> None:
        self._shares.setVisible(on)


class JobTitle(QWidget):
    """The name of the whole: the function of the placement. It is kept with the placement, at once when one leaves it.

    Until then it is typed in the session of the placement, so that it is a draft as all that is typed.

    Attributes:
        wanted: the function is to be called so.
    """

    wanted = Signal(str)

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("placement", helpers, self)
        self.setLayout(rows(self.binder.box(_FUNCTION)))
        self.binder.left.connect(self._left)

    @property
    def line(self) -> QWidget:
        """The field itself."""
        return self.binder.editor(_FUNCTION).buddy

    def settle(self) -> None:
        """Ask to keep what was typed, when it is something else."""
        self.binder.settle()
        self._left()

    def _left(self) -> None:
        session = self.binder.session
        typed = session.value(self.binder.path(_FUNCTION)) if session is not None else ""
        if session is not None and typed != getattr(session.root, _FUNCTION):
            self.wanted.emit(typed)


class WholePackage(QWidget):
    """What the tasks make together: the function, when it was agreed, what it did to the loonwaarde, and what comes."""

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("task_list", helpers, self)
        self.job = JobTitle(helpers)
        grid = FieldGrid([[self.binder.box("agreed_on")], [self.binder.box("grows_to")]])
        self._wage = label("", "body", wrap=True)
        self._variety = label("", "body", wrap=True)
        self._own = label("", "body", wrap=True)
        self._cautions = label("", "body", wrap=True)
        self._think = label("Om over na te denken", "strong", "accent")
        self.setLayout(
            rows(
                self.job,
                grid,
                label("Loonwaarde", "strong", "accent"),
                self._wage,
                label("Afwisseling en eigen terrein", "strong", "accent"),
                self._variety,
                self._own,
                self._think,
                self._cautions,
                gap=tk.S2,
            )
        )
        self.setMinimumWidth(1)

    @property
    def words(self) -> str:
        """All that it says below the fields."""
        shown = (self._wage, self._variety, self._own, self._cautions)
        return "\n".join(one.text() for one in shown if not one.isHidden())

    def show_package(self, session: EditSession | None, made: Package, place: Placement | None) -> None:
        """Show what these tasks make together."""
        if self.binder.session is not session:
            self.binder.bind(session)
        self._wage.setText(wage_words(made, place))
        kinds = ", ".join(kind.label for kind in made.variety)
        self._variety.setText(
            f"Soorten werk: {kinds}." if kinds else "Welk soort werk het is, staat nog bij geen taak."
        )
        own = ", ".join(f"‘{task.name or 'taak zonder naam'}’" for task in made.territories)
        self._own.setText(f"Eigen terrein: {own}.")
        self._own.setVisible(bool(own))
        self._cautions.setText("\n".join(f"• {one}" for one in made.cautions))
        for part in (self._think, self._cautions):
            part.setVisible(bool(made.cautions))

    def let_go(self) -> None:
        """The session goes, and all that was said of it."""
        self.binder.bind(None)
        for words in (self._wage, self._variety, self._own, self._cautions):
            words.setText("")


def wage_words(made: Package, place: Placement | None) -> str:
    """Loonwaarde before the package and after it, laid side by side."""
    before, after = made.before, made.after
    if before is not None and after is not None and made.change is not None:
        if not made.change:
            how = "gelijk gebleven"
        else:
            how = f"{in_points(made.change)} {'meer' if made.change > 0 else 'minder'}"
        return f"Voor het pakket {_point(before)}, daarna {_point(after)}: {how}."
    if before is not None:
        return f"Voor het pakket {_point(before)}. Daarna is nog niet gemeten."
    if after is not None:
        return f"Sinds het pakket {_point(after)}. Van ervoor is er geen meting."
    measured = _measured(place)
    if measured and place is not None:
        return "Vul in wanneer het pakket is afgesproken; dan staan de metingen van ervoor en erna naast elkaar."
    return "Er is nog geen loonwaarde gemeten."


def _measured(place: Placement | None) -> bool:
    values: Sequence[object] = place.wage_values if place is not None else ()
    return any(getattr(one, "kind", None) is WageValueKind.MEASURED for one in values)


def _point(point: Point) -> str:
    return f"{format_number(point.percentage, 2)}% ({format_day(point.day)})"
