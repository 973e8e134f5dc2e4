"""The conversation guide at the side: short questions with ticks, those about the theme in front first."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.guides import Guide, Partner, Question
from ui.theme import tokens as tk
from ui.visiting.open_visit import OpenVisit
from ui.visiting.themes import EMPLOYER, PRIVATE, WORKER, Theme
from ui.visiting.wrapped import Row, WrappedList
from ui.widgets import Combo, Elided, Pane, announce, cols, label, line, pane, rows

if TYPE_CHECKING:
    from beschutdesk.services.guides import Guides

_WITH: Final = {WORKER.key: Partner.EMPLOYEE, EMPLOYER.key: Partner.SUPERVISOR}
"""Who is spoken with in a theme, where that is plain."""
_REST: Final = "Verder"


class GuidePane(Pane):
    """The guide of one talk.

    Attributes:
        list: the questions.
        partner: with whom one talks.
        changed: something was ticked.
    """

    changed = Signal()

    def __init__(self, guides: "Guides") -> None:
        super().__init__("side")
        self._guides = guides
        self._visit: OpenVisit | None = None
        self._theme: Theme | None = None
        self._guide: Guide | None = None
        self.partner = Combo()
        self.partner.setAccessibleName("Leidraad: met wie je praat")
        for one in Partner:
            self.partner.addItem(one.label)
        self.partner.activated.connect(lambda _index: self._fill())
        self._phase = Elided("", "meta", "soft")
        self.list = WrappedList("Leidraad")
        self.list.acted.connect(self._turn)
        self.list.current_changed.connect(lambda _row: self._tell())
        self._remark = label("", "meta", wrap=True)
        self._call = pane(rows(label("Let op", "meta_strong"), self._remark, gap=2, margins=(14, 8, 10, 10)), "tint")
        head = rows(
            cols(label("Leidraad", "section", "accent"), None, label("F2", "meta", "soft")),
            self.partner,
            self._phase,
            gap=tk.S1 + 2,
            margins=(14, 12, 12, 8),
        )
        self.setLayout(rows(head, line(), (self.list, 1), cols(self._call, margins=(12, 8, 12, 12)), gap=0))
        self.setMinimumSize(1, 1)

    def show_visit(self, visit: OpenVisit | None, theme: Theme) -> None:
        """Show the guide for who is in front, and for a theme."""
        if theme.key in _WITH and (self._theme is None or theme.key != self._theme.key):
            self.partner.setCurrentIndex(list(Partner).index(_WITH[theme.key]))
        self._visit, self._theme = visit, theme
        if visit is None:
            self.list.set_rows([])
            return
        self._fill()

    def let_go(self) -> None:
        """Forget whom it was for."""
        self._visit = None
        self.list.set_rows([])

    def _fill(self) -> None:
        visit = self._visit
        if visit is None:
            return
        person = visit.person
        with_whom = list(Partner)[max(self.partner.currentIndex(), 0)]
        self._guide = self._guides.for_talk(person.phase, with_whom, stage=person.stage)
        self._phase.set_words(person.phase_words or person.stage.label)
        self.fill()

    def fill(self) -> None:
        """Show the questions with their ticks."""
        visit, guide, theme = self._visit, self._guide, self._theme
        if visit is None or guide is None or theme is None:
            return
        asked = set(visit.value("asked")) if visit.subject is not None else set()
        here = [one for one in guide.questions if one.theme.field == theme.key]
        rest = [one for one in guide.questions if one.theme.field != theme.key]
        if theme is not PRIVATE:  # what is private is asked when one is there
            rest = [one for one in rest if one.theme.field != PRIVATE.key]
        shown = [Row(theme.name)] if here else []
        shown += [_row(guide, one, asked) for one in here]
        shown += [Row(_REST)] if here and rest else []
        shown += [_row(guide, one, asked) for one in rest]
        self.list.set_rows(shown)
        self._tell()

    def _tell(self) -> None:
        row = self.list.current()
        remark = row.what.remark if row is not None and isinstance(row.what, Question) else ""
        if not remark:
            remark = next((row.what.remark for row in self.list.rows() if row.what and row.what.remark), "")
        self._remark.setText(remark)
        self._call.setVisible(bool(remark))

    def _turn(self, question: object) -> None:
        visit, guide = self._visit, self._guide
        if visit is None or guide is None or visit.subject is None or not isinstance(question, Question):
            return
        asked, key = visit.value("asked"), key_of(guide, question)
        on = key not in asked
        visit.set("asked", (*asked, key) if on else tuple(one for one in asked if one != key))
        announce(self.list, "gevraagd" if on else "nog niet gevraagd")
        self.fill()
        self.changed.emit()

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.list]


def key_of(guide: Guide, question: Question) -> str:
    """How a visit remembers that a question was asked: a key is known within its guide only."""
    return f"{guide.partner.key}:{question.key}"


def _row(guide: Guide, question: Question, asked: set[str]) -> Row:
    on = key_of(guide, question) in asked
    return Row(
        question.ask,
        question,
        "square-check" if on else "square",
        "good" if on else "edge",
        "gevraagd" if on else "nog niet gevraagd",
        quiet=on,
    )
