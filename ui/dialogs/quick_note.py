"""The quick note (Ctrl+Shift+N): who, how, and what was said. Ten seconds, and it stands in the timeline.

What is typed is a draft of a visit that was never saved; a form that is open behind it is not touched.
"""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.visit import Visit
from beschutdesk.rules.folding import words as folded
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.notes import MEDIA, QuickNote, Who, from_draft
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.found_list import FoundList
from ui.dialogs.trouble import show_trouble
from ui.dialogs.who_field import WhoField
from ui.finding import whom
from ui.forms.session import EditSession
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.main_window import EMPLOYERS
from ui.shell.palette import Result
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import (
    Banner,
    FieldBox,
    Glyph,
    Prose,
    Segmented,
    button,
    cols,
    label,
    line,
    rows,
)

_WIDE: Final = 560
_MOST: Final = 5
_SUBJECTS: Final = "subjects"


class QuickNoteDialog(QDialog):
    """One note. Esc closes and keeps what was typed as a draft; the next time it stands there again.

    Args:
        context: the open desk.
        who: whom it is about to begin with; ``None`` for nobody.
        name: how they are called.
        parent: the window below.

    Attributes:
        kept: the note was saved: what was :class:`Saved`, and about whom.
    """

    kept = Signal(object, str)

    def __init__(self, context: DeskContext, who: Who | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Snelle notitie")
        self.setFixedWidth(min(px(_WIDE), max(320, (parent.width() if parent else px(_WIDE)) - 32)))
        self._context = context
        self._beside = who[1] if who is not None and who[0] == "candidate" else None
        self._who: Who | None = None
        self._pointed = False
        self.session = EditSession(Visit(), self)
        self._watching = False
        self._build()
        if (found := self._unfinished()) is not None:
            self._take_up(found)
        elif who is not None:
            self._choose(who, name)
        self._tell()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.who = WhoField()
        self.who.setPlaceholderText("Naam van een kandidaat of werkgever")
        self.who.setAccessibleName("Over wie")
        self.who.textEdited.connect(self._find)
        self.who.moved.connect(self._move)
        self.who.taken.connect(self._take)
        self.who.left.connect(self._who_left)
        self.list = FoundList(self._take)
        self.who_box = FieldBox("Over wie", self.who)
        self.kind = Segmented([medium.label for medium in MEDIA], name="Soort contact")
        self.kind.edited.connect(lambda _index: self._typed())
        self.text = Prose(least=4, most=10)
        self.text.setAccessibleName("Notitie")
        self.text.edited.connect(self._typed)
        self.text_box = FieldBox("Notitie", self.text, "Kort en feitelijk. De kandidaat mag meelezen.")
        self.trouble = Banner()
        self.trouble.hide()
        self.note = label("", "meta", "soft", wrap=True)
        self.throw = button("Weggooien", "quiet", "trash-2", on=self.discard)
        self.later = button("Later", tip="Sluiten; wat je typte blijft als concept (Esc)", on=self.reject)
        self.save = button("Bewaren", "primary", tip="Bewaren (Ctrl+Enter)", on=self.keep)
        for made in (self.throw, self.later, self.save):
            made.setAutoDefault(False)
        title = cols(Glyph("notebook-pen", "accent", 24), (label("Snelle notitie", "title"), 1), gap=12)
        hints = label(
            "Ctrl+Enter bewaart · Alt+1 tot 4 kiest de soort · Esc sluit, je tekst blijft", "meta", "soft", wrap=True
        )
        self.setLayout(
            rows(
                rows(
                    title,
                    rows(self.who_box, self.list, gap=2),
                    FieldBox("Soort contact", self.kind),
                    self.text_box,
                    self.trouble,
                    self.note,
                    gap=tk.S3,
                    margins=(24, 20, 24, 12),
                ),
                line(),
                cols((hints, 1), self.throw, self.later, self.save, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)
        for number in range(len(MEDIA)):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self).activated.connect(lambda n=number: self._pick(n))
        hear_keys(self)
        looking().changed.connect(self._looked)
        self.setTabOrder(self.who, self.kind)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        goal = self.who if self._who is None else self.text
        goal.setFocus(Qt.FocusReason.OtherFocusReason)
        if goal is self.text:
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    # -- whom ----------------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Who | None:
        """Whom it is about."""
        return self._who

    def _choose(self, who: Who, name: str) -> None:
        self._who = who
        self.who.setText(name)
        self.who_box.say("")
        self.list.hide()

    def _find(self, words: str) -> None:
        self._who, self._pointed = None, False
        found = whom(self._context.desk, words, self._beside)[:_MOST] if words.strip() else []
        self.list.show_found(found)
        self._typed()
        self._fit()

    def _move(self, step: int) -> None:
        if self.list.step(step):
            self._pointed = True

    def _take(self) -> None:
        """Take what is current in the list, and go on to the text."""
        if self.list.isVisible():
            self._choose_current()
            self._fit()
        if self._who is not None:
            self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _who_left(self) -> None:
        if self._who is None and self.list.isVisible() and self._is_meant():
            self._choose_current()
        self.list.hide()
        self._fit()

    def _is_meant(self) -> bool:
        """Whether leaving the field may take what is current: pointed at, or the only one that is called so.

        One out of many, or one whose name is only close, would put the note in the dossier of somebody else.
        """
        if self._pointed or self.list.results.rowCount() != 1:
            return self._pointed
        found = self.list.results.items()[0]
        typed, called = folded(self.who.text()).split(), folded(found.title).split()
        return all(any(part.startswith(word) for part in called) for word in typed)

    def _choose_current(self) -> None:
        result = self.list.current_item()
        if isinstance(result, Result):
            self._choose(result.payload, result.title)
            self._typed()

    def _pick(self, number: int) -> None:
        self.kind.choose(number)
        self._typed()

    # -- the draft -----------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        """Put what stands here into the draft, which is on disk within a second."""
        session, chosen, words = self.session, self.kind.chosen, self.text.words()
        session.set("medium", None if chosen < 0 else MEDIA[chosen])
        there = session.rows(_SUBJECTS)
        if self._who is not None and self._who[0] == "employer":
            for key in there:
                session.remove_row(_SUBJECTS, key)
            session.set("employer", self._who[1])
            session.set("notes", words)
        else:
            session.set("employer", None)
            session.set("notes", "")
            key = there[0] if there else session.add_row(_SUBJECTS)
            session.set(f"{_SUBJECTS}/{key}/candidate", None if self._who is None else self._who[1])
            session.set(f"{_SUBJECTS}/{key}/notes", words)
        if not self._watching and words.strip():
            self._watching = True
            self._context.keeper.watch(session)
            self._context.keeper.touch(session)
        self._tell()

    def _unfinished(self) -> QuickNote | None:
        """The note to go on with; while somebody looks as well, none but about the person beside them."""
        return next((note for note in self._context.desk.notes.unfinished() if self._may_be_read(note.who)), None)

    def _may_be_read(self, who: Who | None) -> bool:
        return not looking().on or (who is not None and who == ("candidate", self._beside))

    def _looked(self, _on: bool) -> None:
        """Somebody looks as well: a note about others closes, and stays a draft."""
        self.list.hide()
        if not self._may_be_read(self._who) and (self._who is not None or self.text.words().strip()):
            self.reject()

    def _take_up(self, found: QuickNote) -> None:
        draft = self._context.desk.drafts.find(found.key)
        if draft is None:
            return
        self.session = EditSession(Visit(id=found.key), self)
        self.session.restore(draft)
        self._watching = True
        self._context.keeper.watch(self.session)
        if found.who is not None and (name := self._name_of(found.who)):
            self._choose(found.who, name)
        self.kind.choose(MEDIA.index(found.medium) if found.medium in MEDIA else -1)
        self.text.set_words(found.text)
        self.note.setText("Deze notitie stond nog open. Maak haar af, of gooi haar weg en begin een nieuwe.")

    def _name_of(self, who: Who) -> str:
        found: Any = self._context.desk.dossiers.get(*who)
        if found is None or found.deleted_at is not None:
            return ""
        if who[0] == "employer":
            return str(found.name)
        return " ".join(part for part in (found.name_used, found.family_name) if part)

    def _tell(self) -> None:
        self.throw.setVisible(bool(self.text.words().strip()))

    def flush(self) -> None:
        """Read what is half typed into the draft: the desk is locked."""
        if self.text.words().strip():
            self._typed()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Save it; says what is missing when something is."""
        self._who_left()
        if self._who is None:
            self._find(self.who.text())  # what was found before, to choose from
            self._ask(self.who_box, self.who, "Kies eerst over wie dit gaat.")
            return
        words = self.text.words()
        if not words.strip():
            self._ask(self.text_box, self.text, "Er staat nog niets. Typ wat je wilt onthouden.")
            return
        self._typed()
        who, name, note = self._who, self.who.text(), from_draft(self.session.draft())
        medium = None if self.kind.chosen < 0 else MEDIA[self.kind.chosen]
        quick = self._context.desk.notes.quick
        self._context.keeper.settled(self.session)
        try:
            saved: Saved = self._context.database.call(lambda: quick(who, medium, words, draft=note))
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            self._context.keeper.touch(self.session)
            self._say(jobs.calm(error))
            return
        self._let_go()
        self.accept()
        self.kept.emit(saved, name)

    def discard(self) -> None:
        """Throw away what was typed; the toast gives it back."""
        draft, context = self.session.draft(), self._context
        context.keeper.settled(self.session)
        context.database.call(context.desk.drafts.drop, self.session.id)
        self._let_go()
        super().reject()
        if from_draft(draft) is not None:
            context.window.toast("Notitie weggegooid.", lambda: context.database.call(context.desk.drafts.keep, draft))

    def reject(self) -> None:
        if self.list.isVisible():  # the first Esc closes what was found
            self.list.hide()
            self._fit()
            return
        if self.text.words().strip():
            self._typed()
            self._context.keeper.write_now()
            self._context.window.toast("Je notitie is een concept. Ctrl+Shift+N gaat verder.", None)
        elif self._watching:
            self._context.keeper.settled(self.session)
            self._context.database.call(self._context.desk.drafts.drop, self.session.id)
        self._let_go()
        super().reject()

    def _let_go(self) -> None:
        if self._watching:
            self._watching = False
            self._context.keeper.forget(self.session)

    def _ask(self, box: FieldBox, goal: QWidget, words: str) -> None:
        box.say(words, "warn")
        goal.setFocus()
        self._fit()

    def _say(self, trouble: Trouble) -> None:
        rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
        self.trouble.set_words(rest, "care", trouble.happened)
        self.trouble.show()
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.minimumSizeHint().height(), self.sizeHint().height()))


def _employer_in_front(context: DeskContext) -> tuple[Who, str] | None:
    page: Any = context.window.page(EMPLOYERS) if context.window.tab == EMPLOYERS else None
    main = None if page is None else page.dossier.main
    return None if main is None or main.is_new else (("employer", main.id), page.dossier.title)


def take_note(context: DeskContext, who: Who | None, name: str, parent: QWidget) -> QuickNoteDialog:
    """Open the quick note. What is saved is announced, and can be undone from the toast.

    It is about the chosen person to begin with; among the employers about the one that is open there.
    """
    who, name = _employer_in_front(context) or (who, name)
    dialog = QuickNoteDialog(context, who, name, parent)

    def undo(key: UUID, *, gone: bool) -> None:
        """Take the note away, or bring it back."""
        try:
            back = context.database.call(context.desk.dossiers.undo, key)
        except Exception as error:  # said in calm words, whatever it is
            show_trouble(parent, "De notitie staat er nog" if gone else "De notitie is nog weg", jobs.calm(error))
            return
        tell(back, "Notitie weggehaald." if gone else "De notitie staat er weer.", gone=not gone)

    def tell(saved: Saved, words: str, *, gone: bool = True) -> None:
        context.announce(saved.changed)
        key = saved.save_id
        context.window.toast(words, None if key is None else lambda: undo(key, gone=gone))

    dialog.kept.connect(lambda saved, about: tell(saved, f"Notitie bewaard bij {about}."))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
