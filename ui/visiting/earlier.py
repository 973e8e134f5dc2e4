"""What stood open the last time: agreements with their state, questions to ask, tips of which one asks how it went."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.visit import Answer
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.preparing import Lesson, Preparation, Promise
from beschutdesk.services.visits import About
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import px
from ui.visiting.agreements import short_day
from ui.visiting.open_visit import OpenVisit
from ui.visiting.themes import Theme
from ui.visiting.wrapped import Row, WrappedList
from ui.widgets import (
    Elided,
    FieldBox,
    Glyph,
    Pane,
    Segmented,
    announce,
    button,
    cols,
    label,
    line,
    line_edit,
    plain,
    rows,
)

_WIDE: Final = 480
_ENDS: Final = (".", "?", "!")


class EarlierPane(Pane):
    """The list of what stood open.

    Attributes:
        acted: an act saved something.
        was_read: what there was has come, or nothing came.
    """

    acted = Signal(object)
    was_read = Signal()

    def __init__(self, context: DeskContext) -> None:
        super().__init__("side")
        self._context = context
        self._visit: OpenVisit | None = None
        self._found: Preparation | None = None
        self._wanted = 0
        self._title = Elided("Van vorige keer", "meta_strong", "accent")
        self._key = label("Alt+E", "meta", "soft")
        self.list = WrappedList("Van vorige keer", "meta")
        self.list.acted.connect(self._act)
        self.menu = QMenu(self)
        head = cols((self._title, 1), self._key, margins=(14, 8, 12, 4))
        self.setLayout(rows(line(), head, (self.list, 1), gap=0))
        self.setMinimumSize(1, 1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_visit(self, visit: OpenVisit) -> None:
        """Read and show what stood open about who is in front; until it comes nothing is shown."""
        self._visit = visit
        self._show(None)
        self._read()

    def look(self) -> None:
        """Somebody looks as well, or no more: show what may be seen."""
        self._show(self._found)

    def let_go(self) -> None:
        """Forget what was read."""
        self._visit, self._found = None, None
        self._wanted += 1
        self.menu.clear()
        self.list.set_rows([])

    @property
    def has_any(self) -> bool:
        """Whether anything stood open."""
        return bool(self.list.rows())

    @property
    def open_agreements(self) -> int:
        """How many agreements are still open."""
        return 0 if self._found is None else sum(one.open for one in self._found.agreements)

    def last_words(self, theme: Theme) -> str:
        """How a theme went the last time."""
        last = None if self._found is None else self._found.last
        then = next((one for one in last.themes if one.field == theme.key), None) if last is not None else None
        if then is None or then.private:
            return ""
        words = f"‘{then.words}’" if then.words else ""
        return ". ".join(part for part in (then.judgement.label if then.judgement is not None else "", words) if part)

    def _read(self) -> None:
        visit, context = self._visit, self._context
        candidate, placement = (None, None) if visit is None or visit.subject is None else visit.about(visit.subject)
        if visit is None or candidate is None:
            self._show(None)
            return
        self._wanted += 1
        number = self._wanted

        def came(found: Preparation | None) -> None:
            if number == self._wanted:  # somebody else may be in front by now
                self._show(found)

        about = About(candidate, placement)
        context.database.submit(
            context.desk.preparing.of, about, context.today(), visit.id, done=came, failed=lambda _trouble: came(None)
        )

    def _show(self, found: Preparation | None) -> None:
        self._found, visit = found, self._visit
        shown: list[Row] = []
        if found is not None and visit is not None:
            day = "" if found.last is None else f", {short_day(found.last.day, visit.today)}"
            self._title.set_words(f"Van vorige keer{day}")
            covered = looking().on  # what stays inside, nobody reads along
            shown += [_promise(one, visit) for one in found.agreements if not (covered and one.inside)]
            shown += [_lesson(one) for one in found.lessons]
            questions = [] if covered else found.questions
            shown += [Row(words, words, "message-square", "accent", "vragen", "Vraag") for words in questions]
        self.list.set_rows(shown)
        self.was_read.emit()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _act(self, what: object) -> None:
        if isinstance(what, Promise):
            self._ask_result(what)
        elif isinstance(what, Lesson):
            self._ask_lesson(what)

    def _ask_result(self, agreement: Promise) -> None:
        self.menu.clear()
        for number, result in enumerate(AgreementResult, 1):
            action = QAction(f"&{number}  {plain(result.label)}", self.menu)
            action.triggered.connect(partial(self._settle, agreement, result))
            self.menu.addAction(action)
        if not agreement.open:
            again = QAction("&Weer open", self.menu)
            again.triggered.connect(partial(self._settle, agreement, None))
            self.menu.addAction(again)
        at = self.list.visualRect(self.list.currentIndex())
        self.menu.popup(self.list.viewport().mapToGlobal(QPoint(at.left() + 32, at.bottom())))

    def _settle(self, agreement: Promise, result: AgreementResult | None, _on: bool = False) -> None:
        visits, today = self._context.desk.visits, self._context.today()
        words = "weer open" if result is None else result.label
        self._do(lambda: visits.settle(agreement.at, result, today), f"{agreement.what}: {words}")

    def _ask_lesson(self, lesson: Lesson) -> None:
        dialog = LessonDialog(lesson, self)

        def keep() -> None:
            visits, today = self._context.desk.visits, self._context.today()
            worked, how = dialog.worked, dialog.how.text().strip()
            self._do(lambda: visits.learnt(lesson.visit, lesson.row, worked, how, today), "Leermoment bewaard")

        dialog.accepted.connect(keep)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _do(self, act: Callable[[], Saved], words: str) -> None:
        try:
            saved = self._context.database.call(act)
        except Exception as error:
            show_trouble(self, "Dat is niet gelukt", jobs.calm(error))
            return
        self.acted.emit(saved)
        self._read()
        announce(self.list, words)
        key = saved.save_id
        self._context.window.toast(words, None if key is None else lambda: self._undo(saved))

    def _undo(self, saved: Saved) -> None:
        if saved.save_id is None:
            return
        try:
            back = self._context.database.call(self._context.desk.dossiers.undo, saved.save_id)
        except Exception as error:
            show_trouble(self, "Ongedaan maken is niet gelukt", jobs.calm(error))
            return
        self.acted.emit(back)
        self._read()


def _promise(one: Promise, visit: OpenVisit) -> Row:
    result = "gedaan" if one.result is None else one.result.label
    if not one.open:
        done = one.result in (None, AgreementResult.DONE)
        icon, tone, said = ("check" if done else "minus"), ("good" if done else "soft"), result
    elif one.overdue:
        icon, tone, said = "clock", "care", "te laat"
    else:
        icon, tone, said = "circle", "soft", "open"
    who = " ".join(part for part in ("" if one.party is None else one.party.label, one.who) if part)
    notes = [part for part in (who, short_day(one.due_on, visit.today) if one.open else "") if part]
    tail = f" ({', '.join(notes)})" if notes else ""
    words = f"{one.what}{tail}" + (f", {said}" if said != "open" else "")
    return Row(words, one, icon, tone, said, quiet=not one.open)


def _lesson(one: Lesson) -> Row:
    parts = [f"Vroeg: {one.question}" if one.question else "", f"Tip: {one.tip}" if one.tip else ""]
    words = " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)
    return Row(f"{words} Werkte dat?", one, "info", "accent", "leermoment")


class LessonDialog(QDialog):
    """Did the tip work, and what happened?"""

    def __init__(self, lesson: Lesson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Werkte de tip?")
        self.setFixedWidth(px(_WIDE))
        self._answers = list(Answer)
        self.answer = Segmented([one.label for one in self._answers], name="Werkte het")
        self.how = line_edit()
        self.how.setMaxLength(TEXT_LIMIT)
        self.how.returnPressed.connect(self.accept)
        keep = button("Bewaren", "primary", on=self.accept)
        later = button("Annuleren", on=self.reject)
        for made in (keep, later):
            made.setAutoDefault(False)
        told = [label(words, wrap=True) for words in (lesson.question, lesson.tip and f"Tip: {lesson.tip}") if words]
        title = cols(Glyph("graduation-cap", "accent", 24), (label(self.windowTitle(), "title"), 1), gap=12)
        self.setLayout(
            rows(
                rows(
                    title,
                    *told,
                    FieldBox("Werkte het", self.answer),
                    FieldBox("Wat gebeurde er", self.how),
                    gap=12,
                    margins=(24, 20, 24, 12),
                ),
                line(),
                cols(None, later, keep, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        hear_keys(self)

    @property
    def worked(self) -> Answer | None:
        """What was answered."""
        at = self.answer.chosen
        return None if at < 0 else self._answers[at]
