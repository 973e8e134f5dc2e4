"""The page of a visit: header, themes, the text with its agreements, the guide; and all its keys."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.visit import Judgement, Medium, Visit
from beschutdesk.services.store import ChangeSet
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.forms.parse import format_time
from ui.looking import KEYS as LOOKING_KEYS
from ui.looking import current as looking
from ui.visiting.beginning import Begun, give_up
from ui.visiting.body import VisitBody
from ui.visiting.open_visit import OpenVisit
from ui.visiting.themes import ASK_NEXT, EMPLOYER, KEYS, PRIVATE, TASKS, THEMES, Theme, theme_of, themes_of
from ui.whereabouts import VisitPlace
from ui.widgets import announce

Share = Callable[[UUID], object]


class VisitingPage(VisitBody):
    """One visit over the whole window. Esc goes back and leaves it open; Ctrl+Enter finishes it.

    Args:
        context: the open desk.
        visit: in state concept, as :func:`ui.visiting.beginning.visit_of` gives it.
        place: where one was in it.
        on_share: shares the report of a visit with employer and supervisor; without it that is left for later.

    Attributes:
        left: the user goes back, or has finished.
        visit: what is being written.
    """

    left = Signal()

    def __init__(
        self,
        context: DeskContext,
        visit: Visit | Begun,
        place: VisitPlace | None = None,
        on_share: Share | None = None,
    ) -> None:
        begun = visit if isinstance(visit, Begun) else Begun(visit)
        opened = OpenVisit(context, begun.visit)
        super().__init__(context, opened, place or opened.session.place)
        self._begun, self._on_share = begun, on_share
        if begun.fresh:
            opened.began()
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self._wire()
        self._set_keys()

    def _wire(self) -> None:
        self.head.left.connect(self.leave)
        self.head.other_wanted.connect(lambda: self.other(1))
        self.head.help_wanted.connect(self.show_keys)
        self.head.joined.connect(self.ask_join)
        self.head.guide_wanted.connect(self.turn_guide)
        self.head.medium_chosen.connect(self._take_medium)
        self.head.finished.connect(self.finish)
        self.themes.chosen.connect(lambda key: self.show_theme(theme_of(key), enter=False))
        self.earlier.acted.connect(self._acted_earlier)
        self.phrases.chosen.connect(self._put_phrase)
        self.phrases.editing_wanted.connect(self._edit_phrases)

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Esc": self._escape,
            "Alt+A": self.agreements.line.enter_line,
            "Alt+C": self.head.open_media,
            "Alt+E": self.go_earlier,
            "Alt+I": self.agreements.turn_inside,
            "Alt+M": self.go_learning,
            "Alt+S": self.phrases.open_menu,
            "Alt+T": self.go_tryouts,
            "Alt+W": self.ask_join,
            "Alt+V": lambda: self.show_theme(ASK_NEXT),
            "Ctrl+Shift+P": self.turn_private,
            "F1": self.show_keys,
            "F2": self.turn_guide,
            LOOKING_KEYS: looking().turn,
            "Ctrl+S": self.save,
        }
        keys |= {f"Alt+{n}": partial(self.show_theme, theme) for n, theme in enumerate(THEMES, 1)}
        keys |= {KEYS[judgement]: partial(self.note.judge, judgement) for judgement in Judgement}
        keys |= dict.fromkeys(("Ctrl+Tab", "Alt+PgDown"), partial(self.other, 1))
        keys |= dict.fromkeys(("Ctrl+Shift+Tab", "Alt+PgUp"), partial(self.other, -1))
        keys |= dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.finish)
        for name, act in keys.items():
            QShortcut(QKeySequence(name), self).activated.connect(act)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def show_theme(self, theme: Theme, *, enter: bool = True) -> None:
        """Put another theme in front; what was typed goes into the record."""
        if theme is not self._theme and theme in themes_of(self.visit.subject):
            self._keep_caret()
            self._theme = theme
            self._show_theme()
            QTimer.singleShot(0, self, self._save_quietly)
        if enter:
            self.note.enter()

    def other(self, step: int) -> None:
        """Go to the next or previous person of this visit."""
        self._keep_caret()
        self.settle()
        if not self.visit.step(step):
            self._context.window.toast("Dit bezoek gaat over één werknemer. ‘Werknemer erbij’ voegt iemand toe.")
            return
        QTimer.singleShot(0, self, self._save_quietly)
        self.note.enter()

    def ask_join(self) -> None:
        """Ask who is seen too."""
        from ui.visiting.joining import JoinDialog

        dialog = JoinDialog(self._context, self)
        dialog.chosen.connect(self.join)
        self._open(dialog)

    def join(self, candidate: UUID) -> None:
        """See somebody else too."""
        self._keep_caret()
        self.settle()
        try:
            self.visit.join(candidate)
        except Exception as error:
            self.say_trouble(self, "Dat is niet gelukt", jobs.calm(error))
            return
        self.head.show_visit(self.visit)
        self.note.enter()

    def _take_medium(self, medium: Medium) -> None:
        """It is another kind of contact than was planned or begun."""
        self.visit.session.set("medium", medium)
        announce(self.head, f"Soort contact: {medium.label}")
        self._save_quietly()

    def turn_guide(self) -> None:
        """Show the guide and go to it, or let it go."""
        focus: QWidget | None = self.window().focusWidget()
        inside = focus is not None and self.guide.isAncestorOf(focus)
        if self.columns.guide_shown and not inside and self.columns.guide_docked:
            self.guide.list.enter()
            return
        if self.columns.turn_guide():
            self.guide.list.enter()
        else:
            self.note.enter()

    def go_earlier(self) -> None:
        """Go to what stood open the last time."""
        if not self.earlier.has_any:
            self._context.window.toast("Er staat niets open van de vorige keer.")
            return
        self.columns.show_earlier()
        self.earlier.list.enter()

    def go_tryouts(self) -> None:
        """Write down a task that was tried."""
        self.show_theme(TASKS, enter=False)
        if self._theme is TASKS:
            self.tryouts.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_learning(self) -> None:
        """Write down a learning moment."""
        self.show_theme(EMPLOYER, enter=False)
        if self._theme is EMPLOYER:
            self.learning.question.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_private(self) -> None:
        """Go to what is private, open; there, fold it again."""
        if self._theme is not PRIVATE:
            self.show_theme(PRIVATE, enter=False)
        if self._theme is PRIVATE:
            self.note.turn_private()

    def show_keys(self) -> None:
        """Show the keys of this page."""
        from ui.visiting.keys_help import KeysDialog

        self._open(KeysDialog(self))

    def _put_phrase(self, phrase: str) -> None:
        if not self.note.is_folded:
            self.note.field.put(phrase)

    def _edit_phrases(self) -> None:
        from ui.settings.dialog import GUIDES, open_settings

        open_settings(self._context, GUIDES).finished.connect(lambda _result: self.reread())

    def _acted_earlier(self, saved: object) -> None:
        from beschutdesk.services.dossiers import Saved

        if isinstance(saved, Saved):
            self.visit.follow(saved)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _escape(self) -> None:
        if not self.columns.fold():
            self.leave()

    def leave(self) -> None:
        """Go back; the visit stays open, and everything that was typed is kept."""
        self.flush()
        words = self._words_of_leaving()
        self._context.announce(self.visit.seen())
        self._context.window.toast(words)
        self.left.emit()

    def _words_of_leaving(self) -> str:
        """A visit that was begun just now, and in which nothing was written, is no visit."""
        if self._begun.fresh and not self.visit.session.is_dirty:
            try:
                saved = give_up(self._context, self._begun)
            except Exception as error:  # then it stays open
                jobs.calm(error)
            else:
                if saved is not None:
                    self.visit.follow(saved)
                    return "Er was niets genoteerd: dit bezoek is niet bewaard."
        at = self.visit.session.value("at")
        since = f" van {format_time(at.at)} uur" if at is not None else ""
        return f"Het bezoek{since} staat nog open. Ctrl+B gaat verder."

    def finish(self) -> None:
        """Finish the visit."""
        from ui.visiting.finishing import FinishDialog

        self.flush()
        dialog = FinishDialog(self._context, self.visit, self._on_share, self)
        dialog.done_with.connect(self._finished)
        self._open(dialog)

    def _finished(self, words: str, undo: Callable[[], object] | None) -> None:
        self._context.announce(self.visit.seen())
        self._context.window.toast(words, undo)
        self.left.emit()

    # -- keeping -------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Read what is half typed."""
        self.supervision.settle()
        self._remember()

    def save(self) -> None:
        """Save what is typed; says so when that cannot be."""
        self.settle()
        try:
            self.visit.save()
        except Exception as error:  # what was typed stands on the screen and in the draft
            self.say_trouble(self, "Opslaan is niet gelukt", jobs.calm(error))

    def _save_quietly(self) -> None:
        self.settle()
        self.visit.try_to_save()

    def flush(self) -> None:
        """Bring all of it into the record, or at least into the draft: the page is left or the desk is locked."""
        self._keep_caret()
        self._save_quietly()
        self._context.keeper.write_now()

    def refresh(self, changed: ChangeSet) -> None:
        """Something was saved or taken back elsewhere."""
        if ("visit", self.visit.id) in changed and not self.visit.read_again():
            self.left.emit()

    def undo(self) -> bool:
        """Acts are taken back from the toast."""
        return False

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._soon.stop()
        self.visit.let_go()
        self.note.show_theme(None, THEMES[0])
        self.agreements.show_visit(None)
        self.tryouts.show_visit(None)
        self.learning.show_visit(None)
        self.supervision.show_visit(None)
        self.earlier.let_go()
        self.guide.let_go()
        self.themes.let_go()
