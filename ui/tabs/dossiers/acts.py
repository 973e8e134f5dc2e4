"""What one does with what is open: begin, save, undo, throw away, take back. Every act can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from beschutdesk.dossier.fields import shape_of
from beschutdesk.services.dossiers import Conflict, NothingLeft, Saved
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext

if TYPE_CHECKING:
    from beschutdesk.services.intake import Undone
    from ui.tabs.dossiers.page import RootPage


@dataclass(frozen=True, slots=True)
class ActWords:
    """What the acts say.

    Attributes:
        unnamed: stands for a name that is not there yet.
        in_trash: after it went to the trash; ``{}`` is the name.
        back: after it came out of the trash.
    """

    unnamed: str
    in_trash: str
    back: str


_NOT_KEPT: Final = "Opslaan is niet gelukt"
_COPIED_AS: Final = {"works": "working", "work": "offer", "supervisors": "contacts"}
"""Sections of a form that have another key where they are copied from."""


class RootActs:
    """The acts of a page.

    Args:
        context: the open desk.
        page: whose acts they are.
        words: what they say.

    Attributes:
        saving: a save of this page is being announced; its forms know already.
    """

    def __init__(self, context: DeskContext, page: "RootPage", words: ActWords) -> None:
        self._context = context
        self._page = page
        self._words = words
        self._done: list[UUID] = []
        self._undone: list[UUID] = []
        self._brought: set[UUID] = set()
        self.saving = False

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save all that is open; ``False`` when it did not happen."""
        page = self._page
        if page.dossier.key is None:
            return False
        page.form.settle()
        try:
            saved = page.dossier.save()
        except Conflict as conflict:
            return self._ask(conflict)
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            page.say(_NOT_KEPT, jobs.calm(error))
            return False
        left = [session.spec(path).label for session in page.dossier.sessions() for path in session.raw_paths()]
        if (saved is None or saved.save_id is None) and not left:
            page.show_state()
            self._context.window.toast("Alles was al opgeslagen.", None)
            return True
        if saved is not None:
            self._tell(saved)
        words = (
            "Opgeslagen."
            if not left
            else f"Opgeslagen, behalve {', '.join(dict.fromkeys(left))}. Dat kan nog niet kloppen."
        )
        undo = None if saved is None or saved.save_id is None else self.undo
        self._context.window.toast(words, undo)
        page.show_state(datetime.now().astimezone() if not left else None)
        return True

    def keep_first(self) -> bool:
        """Save what is typed: what comes next works with what is kept. ``False`` when nothing is open or it failed."""
        page = self._page
        if page.dossier.key is None:
            return False
        page.form.settle()
        main = page.dossier.main
        unsaved = page.dossier.is_dirty or (main is not None and main.is_new)
        return not unsaved or self.save()

    def kept_key(self) -> UUID | None:
        """The id of what is open, saved first; ``None`` when nothing is open or it could not be saved."""
        return self._page.dossier.key if self.keep_first() else None

    def _tell(self, saved: Saved) -> None:
        self.remember(saved)
        self.saving = True
        try:
            self._context.announce(saved.changed)
        finally:
            self.saving = False

    def _ask(self, conflict: Conflict) -> bool:
        from ui.tabs.candidates.conflict import ConflictDialog

        dialog = ConflictDialog(conflict.clashes, self._page)

        def chosen() -> None:
            self._page.dossier.settle(conflict, dialog.given_up())
            self.save()

        dialog.accepted.connect(chosen)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return False

    def remember(self, saved: Saved) -> None:
        """A save was made elsewhere in the name of this page: Ctrl+Z takes it back too."""
        if saved.save_id is not None:
            self._done.append(saved.save_id)
            self._undone.clear()

    def undo(self) -> bool:
        """Take the last row that came or went since the last save back, else that save; ``False`` without either."""
        return self._step(back=True) or self._turn(back=True)

    def redo(self) -> bool:
        """Do what was undone again; ``False`` when there is nothing."""
        return self._step(back=False) or self._turn(back=False)

    def _tell_turned(self, words: str, *, back: bool) -> None:
        self._context.window.toast(words, self.redo if back else self.undo, again=back)

    def _step(self, *, back: bool) -> bool:
        """Rows that are not saved yet go before saves: they came later."""
        found = [
            (steps[-1].at, session)
            for session in self._page.dossier.sessions()
            if (steps := session.steps.done if back else session.steps.undone)
        ]
        if not found:
            return False
        # what was done last is undone first, and what was undone last (so, done first) is done again first
        _, session = (max if back else min)(found, key=lambda one: one[0])
        step = session.step(back=back)
        self._page.flush()
        if step is not None:
            name = shape_of(session.shape.children[step.attribute]).label
            self._tell_turned(f"{name} {'weggehaald' if step.added is back else 'teruggezet'}.", back=back)
        return True

    def _turn(self, *, back: bool) -> bool:
        from_, to = (self._done, self._undone) if back else (self._undone, self._done)
        words = "Ongedaan gemaakt." if back else "Opnieuw gedaan."
        if not from_:
            return False
        for session in self._page.dossier.sessions():
            session.steps.clear()
        self._page.flush()
        if from_[-1] in self._brought:
            self._turn_list(from_, to, words, back=back)
            return True
        try:
            saved = self._context.database.call(self._context.desk.dossiers.undo, from_[-1])
        except Exception as error:  # said in calm words, whatever it is
            self._page.say("Dat is niet gelukt", jobs.calm(error))
            if isinstance(error, NothingLeft):
                from_.pop()  # anything else can be tried again
            return True
        from_.pop()
        if saved.save_id is not None:
            to.append(saved.save_id)
        self._follow(saved)
        self._tell_turned(words, back=back)
        return True

    def _turn_list(self, from_: list[UUID], to: list[UUID], words: str, *, back: bool) -> None:
        """The same for a list that was read in. It may be long, so the window does not wait; what was used stays."""
        save_id, window = from_.pop(), self._context.window
        window.busy("De lijst wordt teruggedraaid")

        def done(undone: "Undone") -> None:
            window.busy(None)
            if undone.saved.save_id is not None:
                to.append(undone.saved.save_id)
                self._brought.add(undone.saved.save_id)
            self._follow(undone.saved)
            count = len(undone.stayed)
            stayed = f" {count} {'blijft' if count == 1 else 'blijven'} staan: daar is sindsdien in gewerkt."
            self._tell_turned(f"{words}{stayed if count else ''}", back=back)

        def failed(trouble: Trouble) -> None:
            window.busy(None)
            if not isinstance(trouble, NothingLeft):
                from_.append(save_id)  # anything else can be tried again
            self._page.say("Dat is niet gelukt", trouble)

        self._context.jobs.submit(self._context.desk.intake.undo, save_id, done=done, failed=failed)

    def _run(self, fn: Callable[..., Saved], *args: Any, title: str) -> Saved | None:
        try:
            return self._context.database.call(fn, *args)
        except Exception as error:  # said in calm words, whatever it is
            self._page.say(title, jobs.calm(error))
            return None

    def _follow(self, saved: Saved) -> None:
        """After something other than a save of the open form: everyone looks again, also this page."""
        self._leave_trashed(saved)
        self._context.announce(saved.changed)
        self._return_to(saved)

    def _return_to(self, saved: Saved) -> None:
        """What came out of the trash is chosen again: the next key must not fall on a neighbour."""
        page = self._page
        found = [key for record, key in saved.changed if record == page.dossier.root]
        if len(found) == 1 and found[0] != page.dossier.key and not page.list.in_trash and self._is_there(found[0]):
            page.choose(found[0])

    def _leave_trashed(self, saved: Saved) -> None:
        dossier = self._page.dossier
        key = dossier.key
        if key is not None and (dossier.root, key) in saved.changed and not self._is_there(key):
            dossier.close()

    def _is_there(self, key: UUID) -> bool:
        found = self._context.desk.dossiers.get(self._page.dossier.root, key)
        return found is not None and found.deleted_at is None

    # -- beginning -----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a new one and go to its first field."""
        page = self._page
        page.flush()
        key = page.dossier.open_new()
        page.list.show_current(None)
        page.open(key)
        first = next(iter(page.form.sections))
        page.go_to_section(first)
        page.form.go_to_first(first)

    # -- to and from other programs ------------------------------------------------------------------------------------

    def copy_text(self) -> None:
        """Copy a section as text, beginning with the one that one is in; what is typed is saved first."""
        from ui.dialogs.copying import of_record, open_copying

        page = self._page
        if (key := self.kept_key()) is not None:
            section = page.index.current_key()
            source = of_record(self._context, page.dossier.root, key)
            open_copying(self._context, source, _COPIED_AS.get(section, section), page)

    def bring_in(self) -> None:
        """Read a list in, out of a file of another program."""
        from ui.dialogs.importing import open_importing

        self._page.flush()
        open_importing(self._context, self._page.dossier.root, self._brought_in, self._page)

    def _brought_in(self, saved: Saved, words: str) -> None:
        self.remember(saved)
        if saved.save_id is not None:
            self._brought.add(saved.save_id)
        self._context.announce(saved.changed)
        self._page.list.view.setFocus()
        self._context.window.toast(words, self.undo)

    # -- throwing away -------------------------------------------------------------------------------------------------

    def trash(self) -> None:
        """Put what is open in the trash."""
        page = self._page
        key = page.dossier.key
        if key is None or page.list.in_trash:
            return
        main = page.dossier.main
        if main is not None and main.is_new:
            self.discard()
            return
        name = page.dossier.title or self._words.unnamed
        row = page.list.view.currentIndex().row()
        page.flush()
        words = f"{self._words.in_trash.format(name)}{self.also_said(key)}"
        saved = self._run(self._context.desk.dossiers.trash, page.dossier.root, key, title="Weggooien is niet gelukt")
        if saved is None:
            return
        self.remember(saved)
        self._follow(saved)
        count = page.list.model.rowCount()
        if count:
            page.list.view.go_to(min(max(row, 0), count - 1))
        self._context.window.toast(words, self.undo)

    def also_said(self, _key: UUID) -> str:
        """What else there is to say when this goes to the trash, behind other words."""
        return ""

    def restore(self, key: UUID | None) -> None:
        """Take something out of the trash and open it."""
        if key is None:
            return
        page, dossiers = self._page, self._context.desk.dossiers
        saved = self._run(dossiers.restore, page.dossier.root, key, title="Terugzetten is niet gelukt")
        if saved is None:
            return
        self.remember(saved)
        self._context.announce(saved.changed)
        page.list.reveal(key, page.state_of(dossiers.get(page.dossier.root, key)))
        page.open(key)
        self._context.window.toast(self._words.back, self.undo)

    def discard(self) -> None:
        """Throw away what is typed and not saved; it can be had back from the toast."""
        page = self._page
        key = page.dossier.key
        if key is None:
            return
        page.form.settle()
        drafts = page.dossier.discard()
        page.list.load()
        page.list.show_current(page.dossier.key)
        page.refresh(frozenset())

        def back() -> None:
            self._context.database.call(self._context.desk.drafts.keep, *drafts)
            page.dossier.close()
            page.list.load()
            page.show_again(key)

        if drafts:
            self._context.window.toast("Wijzigingen weggegooid.", back)
