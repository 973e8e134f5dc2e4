"""The form of one question of a conversation guide, and the field of the quick phrases."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.guides import (
    ASK_LONGEST,
    REMARK_LONGEST,
    BadGuide,
    Question,
    Theme,
    check_phrases,
    standard_phrases,
)
from ui.forms.editors import GrowingText, clean
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, button, cols, line_edit, rows

_THEMES: Final = tuple(Theme)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields."""

    theme: Theme
    ask: str
    remark: str


class QuestionForm(QWidget):
    """Shows one question and reads what is typed.

    Attributes:
        edited: the user has typed or chosen.
        left: a field was left, or Enter was pressed in it.
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self.ask, self.theme, self.remark = line_edit(), Combo(), GrowingText(least=1, most=4)
        self.ask.setMaxLength(ASK_LONGEST)
        self.remark.setTabChangesFocus(True)
        for theme in _THEMES:
            self.theme.addItem(theme.label)
        self.ask_box = FieldBox("Vraag", self.ask, "Kort en gewoon. Eén ding tegelijk.")
        self.theme_box = FieldBox("Gaat over", self.theme, "Daar schrijf je het antwoord.")
        self.remark_box = FieldBox("Opmerking voor jezelf", self.remark, "Waar let je op als je dit vraagt?")
        self.setLayout(
            rows(self.ask_box, cols((self.theme_box, 2), (self.remark_box, 3), gap=tk.BETWEEN_FIELDS), gap=tk.S3)
        )
        self.ask.textEdited.connect(lambda _text: self.edited.emit())
        self.ask.editingFinished.connect(self.left.emit)
        self.theme.activated.connect(self._chosen)
        self.remark.edited.connect(self.edited.emit)
        self.remark.left.connect(self.left.emit)

    def _chosen(self, _row: int) -> None:
        self.edited.emit()
        self.left.emit()

    @property
    def question(self) -> Question | None:
        """What is shown."""
        return self._question

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(_THEMES[max(0, self.theme.currentIndex())], _line(self.ask.text()), _line(self.remark.words()))

    @property
    def is_typed(self) -> bool:
        """Whether it differs from what is kept."""
        shown = self._question
        return shown is not None and self.typed != Typed(shown.theme, shown.ask, shown.remark)

    def show_question(self, question: Question, typed: Typed | None) -> None:
        """Show a question, with what was typed of it before."""
        self._question = question
        shown = typed or Typed(question.theme, question.ask, question.remark)
        if _line(self.ask.text()) != shown.ask:
            self.ask.setText(shown.ask)
            self.ask.setCursorPosition(0)
        if _line(self.remark.words()) != shown.remark:
            self.remark.set_words(shown.remark)
        self.theme.setCurrentIndex(_THEMES.index(shown.theme))
        self.clear_messages()
        if typed is not None:
            self.read()

    def clear_messages(self) -> None:
        """Say nothing about the fields."""
        self.ask_box.say("")
        self.remark_box.say("")

    def read(self) -> Question | None:
        """The question as it was typed; ``None`` when it cannot be kept, and then the fields say why."""
        self.clear_messages()
        typed = self.typed
        if self._question is None:
            return None
        if not typed.ask:
            self.ask_box.say("Schrijf een vraag. Weghalen kan met de knop boven dit formulier.")
            return None
        if len(typed.remark) > REMARK_LONGEST:
            self.remark_box.say(f"Dit is te lang. Er passen {REMARK_LONGEST} tekens in.")
            return None
        return Question(self._question.key, typed.theme, typed.ask, typed.remark)


class PhrasesForm(QWidget):
    """The quick phrases, one on each line.

    Attributes:
        left: the field was left.
        reset_asked: back to those of the program.
    """

    left = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[str, ...] = ()
        self.text = GrowingText(least=4, most=14)
        self.field = FieldBox("Zinnen", self.text, "Eén zin per regel. In deze volgorde kies je ze.")
        self.reset_button = button("Zinnen terug naar standaard", icon="undo-2", on=self.reset_asked.emit)
        self.reset_button.setAutoDefault(False)
        self.reset_button.hide()
        self.setLayout(rows(self.field, cols(self.reset_button, None), gap=tk.S3))
        self.text.edited.connect(lambda: self.field.say(""))
        self.text.left.connect(self.left.emit)

    @property
    def typed(self) -> tuple[str, ...]:
        """The phrases as they stand there."""
        return tuple(words for one in clean(self.text.words()).splitlines() if (words := _line(one)))

    @property
    def is_typed(self) -> bool:
        """Whether they differ from what is kept."""
        return self.typed != self._kept

    def show_phrases(self, phrases: tuple[str, ...]) -> None:
        """Show what is kept; what is being typed is left alone."""
        typing = self.is_typed and self.text.hasFocus()
        self._kept = phrases
        self.reset_button.setVisible(phrases != standard_phrases())
        if not typing and self.is_typed:
            self.text.set_words("\n".join(phrases))
            self.field.say("")

    def read(self) -> tuple[str, ...] | None:
        """The phrases; ``None`` when they cannot be kept, and then the field says why."""
        found = self.typed
        try:
            check_phrases(found)
        except BadGuide as error:
            words = str(error)
            self.field.say(f"{words[:1].upper()}{words[1:]}.")
            return None
        return found


def _line(text: str) -> str:
    return " ".join(clean(text, one_line=True).split())
