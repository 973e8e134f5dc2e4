"""Leidraad en zinnen: the questions beside a talk and the phrases that one often writes, in one's own words."""

from functools import partial
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from shiboken6 import isValid

from beschutdesk.rules.guides import Partner, Question, Stage, new_key, standard
from beschutdesk.trouble import Trouble
from ui.settings.guide_form import PhrasesForm, QuestionForm, Typed
from ui.settings.guide_list import HIGH, QuestionList, lines
from ui.settings.page import SettingsPage
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, Flow, Section, box, button, cols

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

_PARTNERS, _STAGES = tuple(Partner), tuple(Stage)
_SHOWN: Final = 5
_WORDS: Final = "De vragen naast je gesprek, en zinnen die je vaak schrijft. Maak er je eigen woorden van."
_NOT_KEPT: Final = "Nog niet bewaard: lees wat er onder het veld staat."

Place = tuple[Partner, Stage]
Before = tuple[Place | None, tuple[Question, ...] | tuple[str, ...] | None]
"""What a change took the place of: a guide, or (without a place) the phrases."""

_kept: "Final[WeakKeyDictionary[Desk, dict[tuple[Place, str], Typed]]]" = WeakKeyDictionary()
"""What was typed and cannot be kept, as long as the vault is open: by guide and question."""


class GuidesPage(SettingsPage):
    """A guide as a list with the form of the chosen question, and the phrases; all counts as soon as a field is left.

    Attributes:
        loaded: the chosen guide is in view.
    """

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Leidraad en zinnen", _WORDS)
        self.loaded = False
        self._place: Place = (_PARTNERS[0], Stage.RUNNING)
        self._questions: tuple[Question, ...] = ()
        self._new: Question | None = None
        self._turns = 0
        self._done: list[Before] = []
        self._typed = _kept.setdefault(context.desk, {})
        self.partner, self.stage = Combo(), Combo()
        for choice, options in ((self.partner, _PARTNERS), (self.stage, _STAGES)):
            for one in options:
                choice.addItem(one.label[:1].upper() + one.label[1:])
            choice.activated.connect(lambda _row: self._turn())
        self.stage.setCurrentIndex(_STAGES.index(Stage.RUNNING))
        self.list = QuestionList()
        self.list.setFixedHeight(px(HIGH) * _SHOWN)
        self.list.current_changed.connect(lambda _row: self._fill())
        self.list.opened.connect(lambda _row: self._begin())
        self.list.moved.connect(self.move_question)
        self.list.out_wanted.connect(self.take_out)
        self.form = QuestionForm()
        self.form.edited.connect(self._note)
        self.form.left.connect(self.flush)
        self.phrases = PhrasesForm()
        self.phrases.left.connect(self._flush_phrases)
        self.phrases.reset_asked.connect(lambda: self._write_phrases(None))
        self.new_button = button("Nieuwe vraag", icon="plus", on=self.begin_new)
        self.up_button = button("", "quiet", "arrow-up", "Vraag omhoog (Alt+↑)", on=lambda: self.move_question(-1))
        self.down_button = button("", "quiet", "arrow-down", "Vraag omlaag (Alt+↓)", on=lambda: self.move_question(1))
        self.out_button = button("", "quiet", "trash-2", "Vraag weghalen (Delete)", on=self.take_out)
        self.reset_button = button("Terug naar standaard", icon="undo-2", on=self.reset)
        acts = (self.new_button, self.up_button, self.down_button, self.out_button)
        for act in (*acts, self.reset_button):
            act.setAutoDefault(False)
        self.reset_button.hide()
        which = cols((FieldBox("Gesprek met", self.partner), 1), (FieldBox("Wanneer", self.stage), 1), gap=tk.S3)
        self._acts = box(Flow(*acts, self.reset_button, gap=tk.S2))
        self._part = Section("Deze vraag", self.form)
        self._whole = (self.list, self._acts, self._part)
        self._say_words = Section("Snelle zinnen", self.phrases)
        self.add(box(which), tk.S3, self.list, tk.S2, self._acts, tk.S4, self._part, self._say_words)

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Read the guide and the phrases, beside the window."""
        turn, place = self._turns, self._place

        def take(found: "tuple[tuple[Question, ...] | None, tuple[str, ...]]") -> None:
            if (turn, place) == (self._turns, self._place):  # nothing was changed or chosen meanwhile
                self._take(*found)

        work = partial(_read, self.context.desk, place)
        self.context.database.submit(work, done=self.while_here(take), failed=self.while_here(self._unread))

    def _take(self, own: tuple[Question, ...] | None, phrases: tuple[str, ...]) -> None:
        self._questions = standard()[self._place].questions if own is None else own
        self.phrases.show_phrases(phrases)
        self.loaded = True
        self._show()

    def _unread(self, trouble: Trouble) -> None:
        for one in self._whole:
            one.setVisible(False)
        self.say_trouble(trouble)

    def _turn(self) -> None:
        self.flush()
        self._place = (_PARTNERS[self.partner.currentIndex()], _STAGES[self.stage.currentIndex()])
        self._new, self.loaded = None, False
        self.say_trouble(None)
        self.show_page()

    def _show(self, chosen: str = "") -> None:
        for one in self._whole:
            one.setVisible(True)
        supplied = standard()[self._place].questions
        self.list.show_lines(lines(self._questions, {one.key: one for one in supplied}, self._unkept()), chosen)
        self.reset_button.setVisible(self._questions != supplied)
        if self._new is None:
            self._fill()

    def _unkept(self) -> frozenset[str]:
        return frozenset(key for place, key in self._typed if place == self._place)

    def _fill(self) -> None:
        row = self.list.current()
        self._new = None
        if row is not None:
            at = self.list.currentIndex().row()
            self._part.set_note(f"{at + 1} van {self.list.count()}")
            self.form.show_question(row.question, self._typed.get((self._place, row.question.key)))
            self.up_button.setEnabled(at > 0)
            self.down_button.setEnabled(at < self.list.count() - 1)
            self.out_button.setEnabled(self.list.count() > 1)

    def _begin(self) -> None:
        self.form.ask.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.ask.selectAll()

    # -- one question --------------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """An empty form; the question comes behind the chosen one as soon as it has words."""
        self.flush()
        row = self.list.current()
        if row is None:
            return
        self._new = Question(new_key(), row.question.theme, "")
        self._part.set_note("Nieuwe vraag")
        self.form.show_question(self._new, None)
        self.form.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self) -> None:
        """Hold what is typed, so that it stays whatever one looks at next."""
        shown = self.form.question
        self.form.clear_messages()
        if shown is None or self._new is not None or not self.loaded:
            return
        if self.form.is_typed:
            self._typed[self._place, shown.key] = self.form.typed
        else:
            self._typed.pop((self._place, shown.key), None)

    def flush(self) -> None:
        self._flush_phrases()
        shown = self.form.question
        if not self.loaded or shown is None or not self.form.is_typed:
            return
        if self._new is not None and not self.form.typed.ask and not self.form.typed.remark:
            return  # only a theme was chosen: nothing was said yet
        question = self.form.read()
        if question is None:
            self._mark()
            self.said.emit(_NOT_KEPT)
            return
        self._typed.pop((self._place, shown.key), None)
        if self._new is not None:
            at = self.list.currentIndex().row() + 1
            self._new = None
            self._write((*self._questions[:at], question, *self._questions[at:]), chosen=question.key)
        else:
            self._write(tuple(question if one.key == question.key else one for one in self._questions))

    def move_question(self, step: int) -> None:
        """Move the chosen question so many places."""
        self.flush()
        key = self.list.current_key()
        found = list(self._questions)
        at = next((number for number, one in enumerate(found) if one.key == key), -1)
        if at >= 0 and 0 <= at + step < len(found):
            found.insert(at + step, found.pop(at))
            self._write(tuple(found), chosen=key)

    def take_out(self) -> None:
        """Take the chosen question out of the guide."""
        row = self.list.current()
        if row is None:
            return
        if len(self._questions) == 1:
            self.said.emit("Eén vraag blijft staan. Terug naar standaard kan wel.")
            return
        key = row.question.key
        self._typed.pop((self._place, key), None)
        self._write(tuple(one for one in self._questions if one.key != key), words="Vraag weggehaald.")

    def reset(self) -> None:
        """Back to the guide that comes with the program."""
        for place, key in [one for one in self._typed if one[0] == self._place]:
            self._typed.pop((place, key))
        self._new = None
        self._write(standard()[self._place].questions, words="Weer de standaard.")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def _write(self, questions: tuple[Question, ...], *, chosen: str = "", words: str = "Opgeslagen.") -> None:
        place = self._place
        self._questions = questions
        self._show(chosen)
        self._submit(partial(_put, self.context.desk, place, questions), words)

    def _flush_phrases(self) -> None:
        if not self.loaded or not self.phrases.is_typed:
            return
        found = self.phrases.read()
        if found is None:
            self.said.emit(_NOT_KEPT)
        else:
            self._write_phrases(found)

    def _write_phrases(self, phrases: tuple[str, ...] | None) -> None:
        if phrases is None:
            self.phrases.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.phrases.show_phrases(phrases)
        self._submit(partial(_put_phrases, self.context.desk, phrases), "Opgeslagen.")

    def _submit(self, work: "partial[Before]", words: str) -> None:
        self._turns += 1

        def written(before: Before) -> None:
            self._done.append(before)
            if isValid(self):
                self._changed(words)

        self.context.database.submit(work, done=written, failed=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        if isValid(self):
            self.say_trouble(trouble)
            self.show_page()
        if not isValid(self) or not self.isVisible():
            self.context.window.toast(str(trouble))

    def _changed(self, words: str) -> None:
        self.say_trouble(None)
        self.said.emit(words)
        self.changed.emit()
        self.show_page()

    def _mark(self) -> None:
        """Show in the list that something is not kept, and let the form be."""
        if self._new is None:
            supplied = {one.key: one for one in standard()[self._place].questions}
            self.list.blockSignals(True)
            self.list.show_lines(lines(self._questions, supplied, self._unkept()))
            self.list.blockSignals(False)

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    def take_back(self) -> bool:
        if not self._done:
            return False
        place, before = self._done.pop()
        self._turns += 1

        def undone(_nothing: object) -> None:
            if place is not None and place != self._place:
                self.partner.setCurrentIndex(_PARTNERS.index(place[0]))
                self.stage.setCurrentIndex(_STAGES.index(place[1]))
                self._turn()
            self._changed("Ongedaan gemaakt.")

        work = partial(_back, self.context.desk, place, before)
        self.context.database.submit(work, done=self.while_here(undone), failed=self._failed)
        return True


def _read(desk: "Desk", place: Place) -> tuple[tuple[Question, ...] | None, tuple[str, ...]]:
    """In a lane: the questions of one's own, if any, and the phrases."""
    return desk.guides.own(*place), desk.guides.phrases()


def _put(desk: "Desk", place: Place, questions: tuple[Question, ...]) -> Before:
    """In a lane: put a guide in place; returns what was there."""
    before = desk.guides.own(*place)
    desk.guides.set_own(*place, questions)
    return place, before


def _put_phrases(desk: "Desk", phrases: tuple[str, ...] | None) -> Before:
    """In a lane: put phrases in place, or (``None``) take one's own away; returns what was there."""
    before = desk.guides.phrases()
    if phrases is None:
        desk.guides.reset_phrases()
    else:
        desk.guides.set_phrases(phrases)
    return None, before


def _back(desk: "Desk", place: Place | None, before: "tuple[Question, ...] | tuple[str, ...] | None") -> None:
    """In a lane: put back what was there."""
    if place is None:
        desk.guides.set_phrases([one for one in before or () if isinstance(one, str)])
    elif before is None:
        desk.guides.reset(*place)
    else:
        desk.guides.set_own(*place, [one for one in before if isinstance(one, Question)])
