"""Afronden: who was there, how one leaves, when the next contact is. The rest only where a scheme asks for it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement
from beschutdesk.services.visits import Finished
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.visit_change import not_share
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.finish_step import FinishStep
from ui.visiting.halves import take_in
from ui.visiting.open_visit import OpenVisit
from ui.visiting.sharing import SharePart
from ui.visiting.themes import KEYS
from ui.widgets import Banner, Chip, Elided, Glyph, box, button, cols, lay_out, line, rows, scroll

Share = Callable[[UUID], object]
_WIDE: Final = 640
_AROUND: Final = 32


class FinishDialog(QDialog):
    """One step per person, then the question whether the result is shared.

    Args:
        context: the open desk.
        visit: what was written.
        on_share: shares the result of a visit; ``None`` when that cannot be done from here.
        parent: the page.

    Attributes:
        done_with: the visit is finished: what is told, and how to take it back.
    """

    done_with = Signal(str, object)

    def __init__(
        self, context: DeskContext, visit: OpenVisit, on_share: Share | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._visit, self._on_share = context, visit, on_share
        self.setWindowTitle("Bezoek afronden")
        self._next: dict[UUID, Appointment | date | None] = {}
        self._finished: Finished | None = None
        known, first = visit.subjects, max(0, visit.number - 1)
        self._order = [*known[first:], *known[:first]]  # who is in front comes first
        self._at = 0
        self._name, self._which = Elided("", "title"), Chip()
        self._trouble = Banner()
        self._trouble.hide()
        self._shown: QWidget | None = None
        self._place = rows(gap=0)
        self.later = button("Nog niet", tip="Terug naar het bezoek (Esc)", on=self.reject)
        self.back = button("Vorige", on=lambda: self._go(self._at - 1))
        self.go_on = button("", "primary", tip="Verder (Ctrl+Enter)", on=self.next)
        self._foot = box(cols(None, self.later, self.back, self.go_on, margins=(24, 12, 24, 14)))
        for made in (self.later, self.back, self.go_on):
            made.setAutoDefault(False)
        title = cols(Glyph("square-check", "accent", 24), (self._name, 1), self._which, gap=12, margins=(24, 16, 24, 4))
        self._head = box(title)
        self._content = box(rows(self._trouble, self._place, None, gap=tk.S3, margins=(24, 8, 24, 12)))
        self._content.setMinimumWidth(1)
        self._line = line()
        area = scroll(self._content)
        area.follow_focus()
        self.setLayout(rows(self._head, (area, 1), self._line, self._foot, gap=0))
        self._keys: list[QShortcut] = []
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(keys, self.next)
        for judgement in Judgement:
            self._key(KEYS[judgement], partial(self._judge, judgement))
        hear_keys(self)
        self._go(0)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(act)
        self._keys.append(made)

    # -- steps ---------------------------------------------------------------------------------------------------------

    @property
    def step(self) -> FinishStep | None:
        """The step in front; ``None`` once it is finished."""
        return self._shown if isinstance(self._shown, FinishStep) else None

    @property
    def share(self) -> SharePart | None:
        """The question at the end."""
        return self._shown if isinstance(self._shown, SharePart) else None

    def _go(self, at: int) -> None:
        """Show the step of one person, and of nobody else."""
        subjects = self._order
        self._at = min(max(at, 0), max(len(subjects) - 1, 0))
        subject = subjects[self._at] if subjects else None
        self._show(FinishStep(self._context, self._visit, subject))
        self._name.set_words("Afronden" if subject is None else f"Afronden: {self._visit.person_of(subject).used}")
        several = len(subjects) > 1
        self._which.set_look(f"{self._at + 1} van {len(subjects)}")
        self._which.setVisible(several)
        self.back.setVisible(self._at > 0)
        last = self._at >= len(subjects) - 1
        self.go_on.setText("Afronden" if last else "Volgende werknemer")
        self._fit()

    def _show(self, part: FinishStep | SharePart) -> None:
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = part
        self._place.addWidget(part)
        part.show()
        part.grown.connect(self._fit)
        lay_out()
        part.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, judgement: Judgement) -> None:
        if self.step is not None:
            self.step.judge(judgement)

    def next(self) -> None:
        """Go on: to the next person, or finish it."""
        step = self.step
        if step is None:
            if self.share is not None:
                self.share.go_on()
            return
        if not step.ready():
            return
        if step.subject is not None:
            self._next[step.subject] = step.next_at
        if self._at + 1 < len(self._order):
            self._go(self._at + 1)
        else:
            self._finish()

    # -- finishing -----------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        visit, context = self._visit, self._context
        try:
            for subject, at in self._next.items():
                visit.set("next_on", at.day if isinstance(at, Appointment) else at, subject)
            take_in(visit)
            visit.save()
            today = context.today()
            self._finished = context.database.call(context.desk.visits.finish, visit.id, self._next, today)
        except Exception as error:  # nothing is lost: the visit is a concept still
            told = jobs.calm(error)
            rest = "\n".join(part for part in (told.safe, told.todo) if part)
            self._trouble.set_words(rest, "care", told.happened)
            self._trouble.show()
            self._fit()
            return
        visit.follow(self._finished.saved)
        self._trouble.hide()
        self._ask_share(self._finished)

    def _ask_share(self, finished: Finished) -> None:
        several = len(self._visit.subjects) > 1
        can_share = self._on_share is not None and not (several and looking().on)  # it would name the others
        part = SharePart(finished, can_share, self._visit.person.used if several else "", self._visit.subject)
        part.chosen.connect(self._shared)
        self._name.set_words("Het bezoek is afgerond")
        self._which.hide()
        self._foot.hide()
        self._line.hide()
        self._show(part)
        self._fit()

    def _shared(self, what: str, because: str) -> None:
        visit, context, finished = self._visit, self._context, self._finished
        saves = [] if finished is None else [finished.saved.save_id]
        if what == "never":
            alone = self.share is not None and self.share.only_front
            subjects = [one for one in visit.subjects if not alone or one == visit.subject]
            try:
                kept = context.database.call(not_share, context.desk, visit.id, subjects, because)
            except Exception as error:
                told = jobs.calm(error)
                self._trouble.set_words(told.safe, "care", told.happened)
                self._trouble.show()
                return
            visit.follow(kept)
            saves.append(kept.save_id)
        self.accept()
        words = "Bezoek afgerond." if finished is None or not finished.planned else "Bezoek afgerond, volgende gepland."
        known = [key for key in reversed(saves) if key is not None]
        self.done_with.emit(words, partial(_take_back, context, known) if known else None)
        if what == "now" and self._on_share is not None:
            self._on_share(visit.id)

    def reject(self) -> None:
        """Before it is finished: back to the visit. After that: shared later."""
        if self._finished is not None:
            self._shared("later", "")
        else:
            super().reject()

    def flush(self) -> None:
        """The desk is locked: what stands here goes into the visit."""
        if self.step is not None:
            self.step.keep()

    # -- size ----------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        wide = min(px(_WIDE), room.width() - _AROUND)
        lay_out()
        layout = self._content.layout()
        inner = self._content.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            inner = layout.heightForWidth(wide)
        foot = 0 if self._foot.isHidden() else self._foot.sizeHint().height() + 1
        self.setFixedWidth(wide)
        self.resize(wide, min(inner + foot + self._head.sizeHint().height(), room.height() - _AROUND))


def _take_back(context: DeskContext, saves: Sequence[UUID]) -> None:
    """The visit is open again, the next one is not planned, and nothing is withheld on purpose; the last save first."""
    for key in saves:
        context.announce(context.database.call(context.desk.dossiers.undo, key).changed)
    context.window.toast("Het bezoek staat weer open. Ctrl+B gaat verder.")
