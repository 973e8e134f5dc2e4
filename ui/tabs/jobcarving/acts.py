"""What was done in jobcarving and how to take it back: one stack for the board, the package, the plan and the heap."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import Flat
from beschutdesk.services.dossiers import NothingLeft, Saved
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.forms.session import EditSession

_CHANGED: Final = "Opnieuw doen kan niet: er staat intussen iets anders."


@dataclass(frozen=True, eq=False, slots=True)
class Act:
    """One act that can be taken back.

    Attributes:
        back: takes it back; a save that it makes for that is what it returns, so that it can be done again.
        focus: goes to where it happened.
        kept: it was saved by itself, so that it stands when the task list is saved.
        took: the rows that it took out.
    """

    back: Callable[[], object]
    focus: Callable[[], object] | None
    kept: bool
    took: frozenset[UUID] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Again:
    """What a way back returns that knows itself how it is done again.

    Attributes:
        act: does it, and returns the new way back; ``None`` when something else stands there by now.
    """

    act: Callable[[], Callable[[], object] | None]


@dataclass(frozen=True, eq=False, slots=True)
class _Turn:
    """The way between two moments of a session; exact, and only while nothing else was typed over it."""

    session: EditSession
    here: Flat
    there: Flat

    def __call__(self) -> bool:
        return self.session.retrace(self.here, self.there)

    @property
    def other(self) -> "_Turn":
        return _Turn(self.session, self.there, self.here)


class Acts(QObject):
    """The acts of all views of jobcarving, the last one first to go.

    Attributes:
        changed: something was done or taken back; who shows it looks again.
        say_trouble: how it tells what went wrong; a test puts its own here.
        sessions: asked for what is open, so that what is taken back can be done again.
    """

    changed = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._page = context, parent
        self._done: list[Act] = []
        self._undone: list[tuple[Act, _Turn | UUID | Again]] = []
        self.sessions: Callable[[], Iterable[EditSession]] = tuple
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble

    def did(
        self,
        words: str,
        back: Callable[[], object],
        focus: Callable[[], object] | None = None,
        *,
        kept: bool = False,
        took: Iterable[UUID] = (),
    ) -> Act:
        """Something was done; returns the act, for :meth:`forget`.

        Args:
            words: said in a toast with the way back; none for what one sees happen, such as a line that was typed.
            back: takes it back.
            focus: goes to where it happened.
            kept: it was saved by itself already.
            took: the rows that it took out.
        """
        act = Act(back, focus, kept, frozenset(took))
        self._done.append(act)
        self._undone.clear()
        self.changed.emit()
        self._context.keeper.write_now()
        if words:
            self._context.window.toast(words, lambda: self._take_back(act))
        else:
            self._context.window.hush()  # else Ctrl+Z would take back what it tells of, and not this
        return act

    @property
    def took(self) -> frozenset[UUID]:
        """The rows that were taken out, and that can be put back step by step until they are saved."""
        return frozenset(key for act in self._done for key in act.took)

    def forget(self, gone: Iterable[Act]) -> None:
        """These can no longer be taken back step by step: what they were done to was saved."""
        gone = set(gone)
        self._done = [act for act in self._done if act not in gone]
        self._undone = [one for one in self._undone if one[0] not in gone]

    def tell(self, words: str) -> None:
        """Say something that needs no way back."""
        self._context.window.toast(words, None)

    def trouble(self, title: str, error: BaseException) -> None:
        """Say what went wrong, in calm words."""
        self.say_trouble(self._page, title, jobs.calm(error))

    def undo(self) -> bool:
        """Take the last act back; ``False`` when there is none."""
        if not self._done:
            return False
        self._take_back(self._done[-1])
        return True

    def redo(self) -> bool:
        """Do what was taken back last again; ``False`` when there is nothing."""
        if not self._undone:
            return False
        act, how = self._undone.pop()
        try:
            back = self._again(how)
        except Exception as error:  # said in calm words, whatever it is
            self._undone.clear()
            self.trouble("Opnieuw doen is niet gelukt", error)
            return True
        if back is None:
            self._undone.clear()
            self.tell(_CHANGED)
            return True
        self._done.append(replace(act, back=back))
        self._come_to(act)
        return True

    def _again(self, how: _Turn | UUID | Again) -> Callable[[], object] | None:
        """Go on again; returns the new way back, ``None`` when something else stands there by now."""
        if isinstance(how, Again):
            return how.act()
        if isinstance(how, UUID):
            made = self.undo_save(how).save_id
            return partial(self.undo_save, made) if made is not None else None
        if how.session not in tuple(self.sessions()) or not how():
            return None
        return how.other

    def undo_save(self, save_id: UUID) -> Saved:
        """Take a save back, and tell everybody.

        Raises:
            Trouble: nothing of it is left to take back.
        """
        self._context.keeper.write_now()  # first: a draft that is gone by now would be taken up again
        saved: Saved = self._context.database.call(self._context.desk.dossiers.undo, save_id)
        self._context.announce(saved.changed)
        return saved

    def saved(self) -> None:
        """The task list was saved: what was typed in it is no longer taken back step by step."""
        self._done = [act for act in self._done if act.kept]
        self._undone.clear()

    def clear(self) -> None:
        """Forget all of it: somebody else is shown, or nobody."""
        self._done.clear()
        self._undone.clear()

    def _take_back(self, act: Act) -> None:
        if act not in self._done:
            return
        before = [(session, session.changes) for session in self.sessions()]
        try:
            made = act.back()
        except NothingLeft as error:  # all of it was changed again since: trying once more does not help
            self.forget([act])
            self.trouble("Ongedaan maken kan niet meer", error)
            return
        except Exception as error:  # it stays on the stack, so that it can be tried again
            self.trouble("Ongedaan maken is niet gelukt", error)
            return
        if act in self._done:
            self._done.remove(act)
        self._remember(act, made, before)
        self._come_to(act)

    def _remember(self, act: Act, made: object, before: list[tuple[EditSession, Flat]]) -> None:
        """How to do it again: by the save that took it back, or by what is different now in what is open."""
        if isinstance(made, Again):
            self._undone.append((act, made))
            return
        if isinstance(made, Saved):
            if made.save_id is not None:
                self._undone.append((act, made.save_id))
            return
        for session, changes in before:
            if session in tuple(self.sessions()) and session.changes != changes:
                self._undone.append((act, _Turn(session, session.changes, changes)))
                return
        self._undone.clear()  # what cannot be done again stands before all that was undone earlier

    def _come_to(self, act: Act) -> None:
        if act.focus is not None:
            act.focus()
        self.changed.emit()
        self._context.keeper.write_now()
