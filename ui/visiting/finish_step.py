"""The three fields about one person, and what a scheme asks besides."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.visit import Judgement
from beschutdesk.rules.finishing import TOGETHER
from beschutdesk.services.visits import About
from ui.context import DeskContext
from ui.forms.binder import Binder
from ui.forms.editors import Helpers, LineEdit, clean
from ui.theme import tokens as tk
from ui.visiting.next_contact import NextField
from ui.visiting.open_visit import SUBJECTS, OpenVisit
from ui.visiting.present import PresentField
from ui.visiting.themes import SIGNS, WORKER
from ui.widgets import FieldBox, Segmented, label, rows

_JUDGEMENTS: Final = tuple(Judgement)
_ASKED: Final = ("goals", "why_hours")
_HERE: Final = frozenset({"present", "concern", "concern_why", "next_on", "minutes", *_ASKED})
"""Fields that stand on this step themselves."""
_FRIENDLY: Final = "Dit mag ook later:"


class FinishStep(QWidget):
    """Present, concern and next contact of one person; no other person is named.

    Attributes:
        subject: whom it is about; ``None`` for a visit to an employer alone.
        grown: it takes more room, or less.
    """

    grown = Signal()

    def __init__(self, context: DeskContext, visit: OpenVisit, subject: UUID | None) -> None:
        super().__init__()
        self._context, self._visit, self.subject = context, visit, subject
        lacks = context.desk.visits.missing(visit.session.build())
        mine = [one for one in lacks if one.subject in (None, subject)]
        fields = {one.field for one in mine}
        near, there, self._elsewhere = self._names()
        self.present = PresentField(near, there)
        self.present.edited.connect(self.keep)
        parts: list[QWidget] = [FieldBox("Aanwezig", self.present)]
        self.concern = Segmented(
            [one.label[:1].upper() + one.label[1:] for one in _JUDGEMENTS],
            name="Hoe ga je hier weg",
            icons=[SIGNS[one][0] for one in _JUDGEMENTS],
            tones=[SIGNS[one][1] for one in _JUDGEMENTS],
        )
        self.why = LineEdit()
        self._why_box = FieldBox("Waarom", self.why, "Eén zin is genoeg.")
        self.next: NextField | None = None
        if subject is not None:
            parts += self._about(subject)
        else:
            for unused in (self.concern, self._why_box):
                unused.setParent(self)  # without a parent it would be a window
                unused.hide()
        self._binders: list[Binder] = []
        if "minutes" in fields or visit.session.is_filled("minutes"):
            parts.append(self._field("visit", "", "minutes"))
        for attribute in _ASKED:
            if subject is not None and (attribute in fields or visit.value(attribute, subject)):
                parts.append(self._field("visit_subject", f"{SUBJECTS}/{subject}/", attribute))
        open_ = [one.words for one in mine if one.field not in _HERE]
        if open_:
            parts.append(label("\n".join([_FRIENDLY, *(f"·  {words}" for words in open_)]), "meta", "soft", wrap=True))
        self.setLayout(rows(*parts, gap=tk.S3))
        self.setMinimumWidth(1)

    def _about(self, subject: UUID) -> list[QWidget]:
        visit, today = self._visit, self._context.today()
        candidate, placement = visit.about(subject)
        kept = visit.value("concern", subject)
        self.concern.choose(-1 if kept is None else _JUDGEMENTS.index(kept))
        self.concern.edited.connect(lambda _index: self._judged())
        self.why.setText(" ".join(str(visit.value("concern_why", subject)).split()))
        self.why.setMaxLength(TEXT_LIMIT)
        self.why.textEdited.connect(lambda _words: self.keep())
        due = None
        if candidate is not None:
            due = self._context.desk.visits.next_for(About(candidate, placement), today)
        typed = visit.session.raw(visit.path("next_on", subject))
        self.next = NextField(due, visit.value("next_on", subject), today, typed)
        self.next.line.setMaxLength(TEXT_LIMIT)
        self.next.line.textEdited.connect(self._keep_next)
        found: list[QWidget] = [FieldBox("Hoe ga je hier weg?", self.concern), self._why_box, self.next]
        self._why_box.setVisible(self._asks_why())
        return found

    def _field(self, record: str, prefix: str, attribute: str) -> QWidget:
        binder = Binder(record, Helpers(today=self._context.today), self)
        made = binder.box(attribute)
        binder.bind(self._visit.session, prefix)
        self._binders.append(binder)
        return made

    def _names(self) -> tuple[list[str], list[str], list[str]]:
        """Names near at hand, of those who are known to have been there, and those that stay out of view here."""
        visit, subject = self._visit, self.subject
        everybody = list(visit.session.value("present"))
        if subject is None:
            return [], everybody, []
        person = visit.person_of(subject)
        people = [visit.person_of(one) for one in visit.subjects if one != subject]
        others = {name for one in people for name in (one.name, one.used)} - {person.name, person.used}
        near = [person.name, *(name for _, name in person.supervisors), *person.contacts]
        elsewhere = [name for name in everybody if name in others]
        there = [name for name in everybody if name not in others]
        if subject not in visit.proposed:
            there += [name for name in self._likely(subject) if name not in there]
        return near, there, elsewhere

    def _likely(self, subject: UUID) -> list[str]:
        """Whom one need not ask about: who was visited or spoke, and the supervisor who was named at this visit."""
        visit, person = self._visit, self._visit.person_of(subject)
        found = []
        if visit.session.value("medium") in TOGETHER or visit.value(WORKER.key, subject).strip():
            found.append(person.name)
        if visit.session.value("employer") in (None, person.house):
            named = visit.value("supervised_by", subject)
            found += [name for key, name in person.supervisors if key == named]
        return found

    # -- acts ----------------------------------------------------------------------------------------------------------

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.present.buddy()

    def judge(self, judgement: Judgement) -> None:
        """Say how one leaves."""
        if self.subject is not None:
            self.concern.choose(_JUDGEMENTS.index(judgement))
            self._judged()

    def _judged(self) -> None:
        self._why_box.setVisible(self._asks_why())
        self.grown.emit()
        self.keep()

    def _asks_why(self) -> bool:
        return self.concern.chosen > 0 or bool(self.why.text())

    def keep(self) -> None:
        """Put what stands here into the visit."""
        visit = self._visit
        for binder in self._binders:
            binder.settle()
        there = {*self.present.names, *self._elsewhere}
        before = [name for name in visit.session.value("present") if name in there]
        visit.session.set("present", tuple(dict.fromkeys((*before, *self.present.names))))
        if self.subject is None:
            return
        visit.proposed.add(self.subject)
        at = self.concern.chosen
        visit.set("concern", None if at < 0 else _JUDGEMENTS[at], self.subject)
        visit.set("concern_why", clean(self.why.text(), one_line=True).strip(), self.subject)

    def ready(self) -> bool:
        """Keep it all; ``False`` when the next day cannot be read, and says so."""
        self.keep()
        if self.next is not None and not self.next.is_fine:
            self.next.tell()
            self.next.enter()
            return False
        return True

    def _keep_next(self, words: str) -> None:
        """As it is typed, in the draft: it becomes a day when the visit is finished."""
        self._visit.session.set_raw(self._visit.path("next_on", self.subject), words)

    @property
    def next_at(self) -> Any:
        """When the next contact is: a moment, a day, or ``None``."""
        return None if self.next is None else self.next.value
