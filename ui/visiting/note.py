"""The large calm field, its title, how it goes, and the phrases that one types often."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from beschutdesk.dossier.visit import Judgement
from ui.forms.editors import GrowingText, clean
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.open_visit import OpenVisit
from ui.visiting.themes import KEYS, SIGNS, Theme
from ui.widgets import Elided, Segmented, box, button, cols, label, plain, rows

_LEAST: Final = 72
_WIDE: Final = 700
_PRIVATE_KEYS: Final = "Ctrl+Shift+P"
_HIDDEN: Final = f"Ingeklapt. {_PRIVATE_KEYS} klapt dit open; bij een ander thema gaat het weer dicht."
_JUDGEMENTS: Final = tuple(Judgement)


class NoteField(GrowingText):
    """Takes all the room there is; it scrolls when the text is longer."""

    def __init__(self) -> None:
        super().__init__(type_="note")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(_LEAST))

    def _grow(self) -> None:
        """It has its place by itself."""

    def written(self) -> str:
        """The text as it is kept."""
        return clean(self.toPlainText()).rstrip().lstrip("\n")

    def put(self, words: str) -> None:
        """Type words for the user where the cursor is, with a space or a new line around them where needed."""
        cursor = self.textCursor()
        before = self.toPlainText()[: cursor.selectionStart()]
        gap = "" if not before or before[-1].isspace() else " "
        cursor.insertText(f"{gap}{words} ")
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class Phrases(QWidget):
    """Short phrases: those that fit stand in a line; all of them are in the menu of the first button (Alt+S).

    Attributes:
        chosen: a phrase to put into the text.
        editing_wanted: the user wants to change the list.
    """

    chosen = Signal(str)
    editing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu_button = button("Snel", "quiet", "chevron-down", "Snelle zinnen (Alt+S)", on=self.open_menu)
        self.menu_button.setAccessibleName("Snelle zinnen")
        self._row = cols(self.menu_button, gap=tk.S1)
        self._shown: list[QPushButton] = []
        self._phrases: tuple[str, ...] = ()
        self._menu = QMenu(self)
        self.setLayout(self._row)
        self.setMinimumWidth(1)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Show these."""
        if tuple(phrases) == self._phrases:
            return
        self._phrases = tuple(phrases)
        for made in self._shown:
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._shown = [self._made(phrase) for phrase in self._phrases]
        self._fit()

    def _made(self, phrase: str) -> QPushButton:
        made = button(plain(phrase), "quiet", on=lambda: self.chosen.emit(phrase))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard they are in the menu: Tab stays short
        self._row.addWidget(made)
        return made

    def open_menu(self) -> None:
        """Show all phrases; a number chooses one."""
        self._menu.clear()
        for number, phrase in enumerate(self._phrases, 1):
            mark = f"&{number}  " if number < 10 else ""
            action = QAction(mark + plain(phrase), self._menu)
            action.triggered.connect(lambda _on=False, phrase=phrase: self.chosen.emit(phrase))
            self._menu.addAction(action)
        self._menu.addSeparator()
        change = QAction("&Lijst aanpassen…", self._menu)
        change.triggered.connect(lambda _on=False: self.editing_wanted.emit())
        self._menu.addAction(change)
        self._menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.menu_button.sizeHint().width()
        for made in self._shown:
            room -= made.sizeHint().width() + self._row.spacing()
            made.setVisible(room >= 0)


class NotePane(QWidget):
    """One theme of who is in front.

    Attributes:
        field: the text.
        judgement: how it goes.
        edited: text or judgement is another one.
        left: the user is done in the text.
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._visit: OpenVisit | None = None
        self._theme: Theme | None = None
        self._open = False
        self._title = Elided("", "title")
        self._before = Elided("", "meta", "soft")
        self._before.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.judgement = Segmented(
            [judgement.label[:1].upper() + judgement.label[1:] for judgement in _JUDGEMENTS],
            name="Hoe gaat het",
            icons=[SIGNS[judgement][0] for judgement in _JUDGEMENTS],
            tones=[SIGNS[judgement][1] for judgement in _JUDGEMENTS],
        )
        for segment, judgement in zip(self.judgement.segments(), _JUDGEMENTS, strict=True):
            segment.setToolTip(f"{judgement.label} ({KEYS[judgement]})")
        self.judgement.edited.connect(self._judged)
        self.field = NoteField()
        self.field.edited.connect(self._typed)
        self.field.left.connect(self.left)
        self._folded: QLabel = label(_HIDDEN, "body", "soft", wrap=True)
        self._unfold = button("Openklappen", "", "eye", f"Openklappen ({_PRIVATE_KEYS})", on=self.turn_private)
        self._hidden = box(rows(self._folded, cols(self._unfold, None), None, gap=tk.S3, margins=(0, 8, 0, 0)))
        self._hidden.hide()
        top = cols(self._title, (self._before, 1), self.judgement, gap=tk.S3)
        self.setLayout(rows(top, (self.field, 1), (self._hidden, 1), gap=tk.S2))
        looking().changed.connect(self._looked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def _name(self) -> None:
        if self._theme is not None:
            self._title.set_words(self._theme.title if self.width() >= px(_WIDE) else self._theme.heading)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_theme(self, visit: OpenVisit | None, theme: Theme, before: str = "") -> None:
        """Show a theme.

        Args:
            visit: the open visit; ``None`` shows nothing.
            theme: the theme.
            before: how it went the last time, in words.
        """
        if theme is not self._theme:
            self._open = False
        self._visit, self._theme = visit, theme
        self._name()
        self.field.setAccessibleName(theme.title)
        self.field.setPlaceholderText(theme.hint)
        self.judgement.set_name(f"{theme.title}: hoe gaat het")
        self.tell(before)
        self.fill()

    def tell(self, before: str) -> None:
        """Say how it went the last time."""
        shown = before and not (self._theme is not None and self._theme.is_private)
        self._before.set_words(f"Vorige keer: {before}" if shown else "")

    def fill(self) -> None:
        """Show what is kept; a text that is the same keeps its cursor."""
        visit, theme = self._visit, self._theme
        folded = theme is not None and self.is_folded
        self.field.setVisible(not folded)
        self._hidden.setVisible(folded)
        self._folded.setText(FOLDED if looking().on else _HIDDEN)
        self._unfold.setVisible(not looking().on)
        self.judgement.setVisible(bool(theme is not None and theme.judgement) and not folded)
        words = "" if visit is None or theme is None or folded else visit.words(theme)
        if words != self.field.written():
            self.field.set_words(words)
        judged = None if visit is None or theme is None else visit.judgement(theme)
        self.judgement.choose(-1 if judged is None or folded else _JUDGEMENTS.index(judged))

    @property
    def is_folded(self) -> bool:
        """Whether the theme is private and nobody asked to see it, or nobody may read along in it."""
        theme = self._theme
        if theme is None:
            return False
        return theme.is_covered if looking().on else theme.is_private and not self._open

    def turn_private(self) -> None:
        """Unfold the private theme, or fold it again."""
        self._open = not self._open
        self.fill()
        self.enter()

    def _looked(self, on: bool) -> None:
        if on:
            self._open = False
        self.fill()

    def enter(self) -> None:
        """Go where one writes."""
        if not self.is_folded:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._unfold.isVisibleTo(self):
            self._unfold.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> None:
        """Say how it goes; the same once more takes it back."""
        if self._visit is None or self._theme is None or not self._theme.judgement or self.is_folded:
            return
        at = _JUDGEMENTS.index(judgement)
        self.judgement.choose(-1 if self.judgement.chosen == at else at)
        self._judged(self.judgement.chosen)

    def _judged(self, chosen: int) -> None:
        if self._visit is not None and self._theme is not None:
            self._visit.set(self._theme.judgement, None if chosen < 0 else _JUDGEMENTS[chosen])
            self.edited.emit()

    def _typed(self) -> None:
        if self._visit is not None and self._theme is not None and not self.is_folded:
            wrong = self._visit.write(self._theme, self.field.written())
            if wrong:
                self._before.set_words(f"Nog niet opgeslagen: {wrong}. Het blijft als concept bewaard.")
            self.edited.emit()

    def caret(self) -> tuple[int, int]:
        """Cursor and the other end of the selection."""
        cursor = self.field.textCursor()
        return cursor.position(), cursor.anchor()

    def set_caret(self, caret: int, anchor: int) -> None:
        """Put the cursor back."""
        most = max(0, self.field.document().characterCount() - 1)
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(min(anchor, most))
        cursor.setPosition(min(caret, most), QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)
