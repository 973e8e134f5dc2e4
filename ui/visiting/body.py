"""The parts of the page of a visit, what they show, and where one is in them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.context import DeskContext
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.visiting.agreements import AgreementsPane
from ui.visiting.columns import Columns
from ui.visiting.earlier import EarlierPane
from ui.visiting.guide import GuidePane
from ui.visiting.head import VisitHead
from ui.visiting.learning import LearningPane
from ui.visiting.note import NotePane, Phrases
from ui.visiting.open_visit import AGREEMENTS, LEARNING, SUBJECTS, TRYOUTS, OpenVisit
from ui.visiting.supervision import SupervisionPane
from ui.visiting.theme_list import ThemeList
from ui.visiting.themes import EMPLOYER, SUPERVISION, TASKS, Theme, theme_of, themes_of
from ui.visiting.tryouts import TryoutsPane
from ui.whereabouts import VisitPlace
from ui.widgets import box, line, rows

_SOON_MS: Final = 250
_TALL: Final = 740
"""From this height on there is room for higher rows."""


class VisitBody(QWidget):
    """Header, themes, the text with its agreements, the guide.

    Args:
        context: the open desk.
        visit: what is being written.
        place: where one was in it.

    Attributes:
        visit: what is being written.
    """

    def __init__(self, context: DeskContext, visit: OpenVisit, place: VisitPlace | None) -> None:
        super().__init__()
        self._context = context
        self.visit = visit
        visit.setParent(self)
        self._theme = theme_of(place.theme if place is not None else "")
        self._carets: dict[tuple[UUID | None, str], tuple[int, int]] = {}
        self._part_before = ""
        self._build()
        self._soon = one_shot(self, self._refresh_beside, _SOON_MS)
        if place is not None and place.subject in visit.subjects:
            visit.subject = place.subject
        visit.subject_changed.connect(self._show_subject)
        visit.changed.connect(self._changed)
        visit.kept.connect(self._kept)
        visit.failing.connect(self.head.set_failing)
        looking().changed.connect(self._looked)
        self._show_subject()
        if not visit.session.is_dirty:
            self.head.set_kept(datetime.now().astimezone())
        self._go_back_to(place)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        toast = self._context.window.toast
        self.head = VisitHead()
        self.themes = ThemeList()
        self.earlier = EarlierPane(self._context)
        self.earlier.was_read.connect(self._show_earlier)
        self.note = NotePane()
        self.themes.opened.connect(lambda _row: self.note.enter())
        self.note.left.connect(self._context.keeper.write_now)
        self.phrases = Phrases()
        self.supervision = SupervisionPane()
        self.supervision.binder.left.connect(self._context.keeper.write_now)
        self.tryouts, self.learning = TryoutsPane(toast), LearningPane(toast)
        self.agreements = AgreementsPane(toast)
        self.guide = GuidePane(self._context.desk.guides)
        writing = box(
            rows(
                (self.note, 1),
                self.phrases,
                self.supervision,
                self.tryouts,
                self.learning,
                gap=tk.S2,
                margins=(20, 12, 20, 8),
            )
        )
        self._middle = box(rows((writing, 1), line(), self.agreements, gap=0))
        self.columns = Columns(self.themes, self.earlier, self._middle, self.guide)
        self.columns.folded.connect(self.note.enter)
        self.columns.themes_high = lambda: self.themes.whole
        self.setLayout(rows(self.head, line(), (self.columns, 1), gap=0))
        self.setMinimumSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.columns.low
        self.themes.set_low(self.columns.height() < px(_TALL))
        self.columns.arrange()
        self.phrases.setVisible(not low)
        for part in (self.tryouts, self.learning, self.agreements):
            part.set_low(low)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.themes, self.earlier, self.note, self.agreements, self.guide, self.head]

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The theme in front."""
        return self._theme

    def _show_subject(self) -> None:
        visit = self.visit
        self.head.show_visit(visit)
        self.phrases.set_phrases(self._context.desk.guides.phrases())
        self.agreements.show_visit(visit)
        self.tryouts.show_visit(visit)
        self.learning.show_visit(visit)
        self.supervision.show_visit(visit)
        self._show_theme()
        self.earlier.show_visit(visit)

    def _show_earlier(self) -> None:
        self.columns.set_earlier(self.earlier.has_any)
        self.agreements.set_earlier(self.earlier.open_agreements)
        self.note.tell(self.earlier.last_words(self._theme))

    def _show_theme(self) -> None:
        visit, known = self.visit, themes_of(self.visit.subject)
        theme = self._theme = self._theme if self._theme in known else known[0]
        self.themes.show_themes(visit, theme)
        self.note.show_theme(visit, theme, self.earlier.last_words(theme))
        self.note.set_caret(*self._carets.get((visit.subject, theme.key), (len(visit.words(theme)),) * 2))
        self.supervision.setVisible(theme is SUPERVISION)
        self.tryouts.setVisible(theme is TASKS)
        self.learning.setVisible(theme is EMPLOYER)
        self.guide.show_visit(visit, theme)
        self._remember()

    def reread(self) -> None:
        """Guides or phrases may be others."""
        self.phrases.set_phrases(self._context.desk.guides.phrases())
        self.guide.show_visit(self.visit, self._theme)

    def _changed(self, path: str) -> None:
        self._soon.start()
        part = path.partition("/")[0]
        if part in (AGREEMENTS, TRYOUTS, LEARNING) or not path:
            return
        if path in (SUBJECTS, "medium"):
            self.head.show_visit(self.visit)

    def _refresh_beside(self) -> None:
        """What follows from what was typed; a moment after the keys."""
        self.themes.show_themes(self.visit, self._theme)
        self.note.fill()
        self.agreements.fill()
        self.tryouts.fill()
        self.learning.fill()
        self.guide.fill()
        self._remember()

    def _looked(self, _on: bool) -> None:
        """Somebody looks as well, or no more."""
        self._refresh_beside()
        self.earlier.look()

    def _kept(self, at: datetime) -> None:
        self.head.set_kept(at)

    # -- where one is --------------------------------------------------------------------------------------------------

    def _keep_caret(self) -> None:
        self._carets[self.visit.subject, self._theme.key] = self.note.caret()

    @property
    def place(self) -> VisitPlace:
        """Where one is now: ids, keys and numbers only."""
        caret, anchor = self.note.caret()
        return VisitPlace(self.visit.id, self.visit.subject, self._theme.key, self._part(), caret, anchor)

    def _remember(self) -> None:
        self.visit.remember(self.place)

    def _part(self) -> str:
        focus: QWidget | None = self.window().focusWidget()
        return next((name for name, part in self._parts().items() if part is focus), "")

    def _parts(self) -> dict[str, QWidget]:
        line = self.agreements.line
        return {
            "party": line.party,
            "name": line.name,
            "what": line.what,
            "when": line.when,
            "tryout": self.tryouts.entry,
            "question": self.learning.question,
            "tip": self.learning.tip,
            "themes": self.themes,
            "guide": self.guide.list,
        }

    def _go_back_to(self, place: VisitPlace | None) -> None:
        if place is not None:
            self.note.set_caret(place.caret, place.anchor)
            self._carets[self.visit.subject, self._theme.key] = (place.caret, place.anchor)
        self._part_before = place.part if place is not None else ""

    def enter(self) -> None:
        """Take the keyboard, where it was."""
        goal = self._parts().get(self._part_before)
        self._part_before = ""
        if goal is not None and goal.isVisibleTo(self):
            goal.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.note.enter()
