"""Questions that bring tasks to light, at the side while one types."""

from typing import Final

from PySide6.QtWidgets import QWidget

from beschutdesk.rules.task_prompts import AskWhom, TaskPrompt, prompts_for
from ui.theme import tokens as tk
from ui.visiting.wrapped import Row, WrappedList
from ui.widgets import Combo, Pane, cols, label, line, pane, rows

_ASKED: Final = "al gevraagd"


class PromptsPane(Pane):
    """The questions, by whom one asks. What was ticked is forgotten when the inventory is left.

    Attributes:
        whom: whom one asks.
        list: the questions.
    """

    def __init__(self) -> None:
        super().__init__("side")
        self._asked: set[str] = set()
        self.whom = Combo()
        self.whom.setAccessibleName("Vragen: met wie je praat")
        for one in AskWhom:
            self.whom.addItem(one.label[:1].upper() + one.label[1:])
        self.whom.activated.connect(lambda _index: self._fill())
        self.list = WrappedList("Vragen die taken opleveren")
        self.list.acted.connect(self._turn)
        self.list.current_changed.connect(lambda _row: self._tell())
        self._remark = label("", "meta", wrap=True)
        self._call = pane(rows(label("Let op", "meta_strong"), self._remark, gap=2, margins=(14, 8, 10, 10)), "tint")
        head = rows(
            cols(label("Vragen", "section", "accent"), None, label("F2", "meta", "soft")),
            self.whom,
            gap=tk.S1 + 2,
            margins=(14, 12, 12, 8),
        )
        self.setLayout(rows(head, line(), (self.list, 1), cols(self._call, margins=(12, 8, 12, 12)), gap=0))
        self.setMinimumSize(1, 1)
        self._fill()

    def forget(self) -> None:
        """Another employer: nothing was asked there yet."""
        self._asked.clear()
        self._fill()

    def _fill(self) -> None:
        whom = list(AskWhom)[max(0, self.whom.currentIndex())]
        self.list.set_rows([self._row(one) for one in prompts_for(whom)])
        self._tell()

    def _row(self, one: TaskPrompt) -> Row:
        on = one.key in self._asked
        icon, tone = ("square-check", "good") if on else ("square", "edge")
        return Row(one.ask, one, icon, tone, _ASKED if on else "nog niet gevraagd", quiet=on)

    def _turn(self, one: object) -> None:
        if isinstance(one, TaskPrompt):
            self._asked ^= {one.key}
            self._fill()

    def _tell(self) -> None:
        row = self.list.current()
        remark = row.what.remark if row is not None and isinstance(row.what, TaskPrompt) else ""
        self._remark.setText(remark)
        self._call.setVisible(bool(remark))

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.list]
