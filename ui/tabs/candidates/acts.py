"""What one does with dossiers: begin, save, undo, throw away, take back. Every act can be undone."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from beschutdesk.services.dossiers import Conflict, NothingLeft, Saved
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext

if TYPE_CHECKING:
    from ui.tabs.candidates.page import CandidatesPage


class CandidateActs:
    """The acts of the page.

    Attributes:
        saving: a save of this page is being announced; its forms know already.
    """

    def __init__(self, context: DeskContext, page: "CandidatesPage") -> None:
        self._context = context
        self._page = page
        self._done: list[UUID] = []
        self._undone: list[UUID] = []
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
            page.say("Opslaan is niet gelukt", jobs.calm(error))
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
        """Take the last save back; ``False`` when there is none."""
        return self._turn(self._done, self._undone, "Ongedaan gemaakt.", self.redo)

    def redo(self) -> bool:
        """Do what was undone again."""
        return self._turn(self._undone, self._done, "Opnieuw gedaan.", self.undo)

    def _turn(self, from_: list[UUID], to: list[UUID], words: str, back: Callable[[], object]) -> bool:
        if not from_:
            return False
        self._page.flush()
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
        self._context.window.toast(words, back)
        return True

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
        """Who came out of the trash is chosen again: the next key must not fall on a neighbour."""
        people = [key for record, key in saved.changed if record == "candidate"]
        if len(people) == 1 and people[0] != self._page.dossier.key and not self._page.list.in_trash:
            person = self._context.desk.dossiers.get("candidate", people[0])
            if person is not None and person.deleted_at is None:
                self._context.choose(people[0])

    def _leave_trashed(self, saved: Saved) -> None:
        key = self._page.dossier.key
        if key is None or ("candidate", key) not in saved.changed:
            return
        person = self._context.desk.dossiers.get("candidate", key)
        if person is None or person.deleted_at is not None:
            self._page.dossier.close()

    # -- beginning -----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a dossier and go to its first field."""
        page = self._page
        page.flush()
        key = page.dossier.open_new()
        page.list.show_current(None)
        page.open(key)
        page.go_to_section("person")
        page.form.go_to_first("person")

    def add_placement(self) -> None:
        """Begin a placement of the open person."""
        self._page.dossier.add_placement()
        self._page.go_to_section("placement")
        self._page.form.row_list("placement", "phases").make_row()

    def load_demo(self) -> None:
        """Bring in the invented dossiers."""
        window = self._context.window
        window.busy("Demodossiers laden")

        def done(saved: Saved) -> None:
            window.busy(None)
            self._context.announce(saved.changed)
            self._page.list.step(0)
            self._page.list.view.setFocus()

        def failed(trouble: Trouble) -> None:
            window.busy(None)
            self._page.say("De demodossiers zijn niet geladen", trouble)

        self._context.jobs.submit(self._context.desk.transfer.bring_in_demo, done=done, failed=failed)

    def batch(self) -> None:
        """The portfolios of everybody in the list, to one folder; what is typed is saved first."""
        from ui.dialogs.batch_dialog import BatchDialog

        page = self._page
        page.flush()
        if page.dossier.is_dirty and not self.save():
            return
        context = self._context
        lines = context.desk.lists.candidate_lines(page.list.model.listed(), context.today())
        dialog = BatchDialog(context.desk, context.jobs, [found.id for found in lines], page)
        dialog.kept.connect(context.announce)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def portfolio(self) -> None:
        """Ask for the portfolio; what is typed is saved first, for it prints what is kept."""
        page = self._page
        key = page.dossier.key
        if key is None:
            return
        page.form.settle()
        if page.dossier.is_dirty and not self.save():
            return
        page.portfolio_requested.emit(key)

    # -- throwing away -------------------------------------------------------------------------------------------------

    def trash(self) -> None:
        """Put the open dossier in the trash."""
        page = self._page
        key = page.dossier.key
        if key is None or page.list.in_trash:
            return
        person = page.dossier.session("candidate")
        if person is not None and person.is_new:
            self.discard()
            return
        name = page.dossier.title or "deze kandidaat"
        row = page.list.view.currentIndex().row()
        page.flush()
        saved = self._run(self._context.desk.dossiers.trash, "candidate", key, title="Weggooien is niet gelukt")
        if saved is None:
            return
        self.remember(saved)
        self._follow(saved)
        count = page.list.model.rowCount()
        if count:
            page.list.view.go_to(min(max(row, 0), count - 1))
        self._context.window.toast(f"Dossier van {name} ligt in de prullenbak.", self.undo)

    def restore(self, key: UUID | None) -> None:
        """Take a dossier out of the trash and open it."""
        if key is None:
            return
        saved = self._run(self._context.desk.dossiers.restore, "candidate", key, title="Terugzetten is niet gelukt")
        if saved is None:
            return
        self.remember(saved)
        person = self._context.desk.dossiers.get("candidate", key)
        self._context.announce(saved.changed)
        state = person.state.key if person is not None and person.state else "active"
        self._page.list.reveal(key, state)
        self._page.open(key)
        self._context.window.toast("Het dossier is terug.", self.undo)

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
            page.set_candidate(key)

        if drafts:
            self._context.window.toast("Wijzigingen weggegooid.", back)
