"""What one does with an inventory: type tasks, take them out, save, bring to a board, and take back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.task_typed import TypedTask
from beschutdesk.services.dossiers import Conflict, Saved
from beschutdesk.services.inventories import Brought
from beschutdesk.services.task_import import Goal
from ui.context import DeskContext
from ui.forms.session import EditSession
from ui.main_window import JOBCARVING
from ui.tabs.jobcarving.acts import Act, Acts
from ui.tabs.jobcarving.half import half_of, still_half
from ui.tabs.jobcarving.inventory_bar import RULE, Entry
from ui.tabs.jobcarving.inventory_open import RECORD, TASKS, Back, OpenInventory
from ui.tabs.jobcarving.inventory_words import quoted, tasks
from ui.tabs.jobcarving.left_behind import LeftBehind

if TYPE_CHECKING:
    from ui.tabs.jobcarving.inventory import InventoryView

BOARD: Final = "board"
_FAILED: Final = "Dat is niet gelukt"


class Deeds:
    """The acts of the inventory. What was typed and not saved is taken back step by step, a save as a whole.

    Args:
        context: the open desk.
        acts: the one list of what can be taken back in jobcarving.
        view: whose acts they are.
        dossier: what is open.

    Attributes:
        saving: a save of this view is being announced; it knows already.
    """

    def __init__(self, context: DeskContext, acts: Acts, view: "InventoryView", dossier: OpenInventory) -> None:
        self._context, self._acts, self._view, self._dossier = context, acts, view, dossier
        self._unsaved: list[Act] = []
        self.saving = False

    def entries(self) -> list[Entry]:
        """What one does seldom with the inventory, for the menu behind the dots."""
        view, main, dirty = self._view, self._dossier.main, self._dossier.is_dirty
        ticked, there = view.left.ticked(), main is not None and (not main.is_new or dirty)
        some = view.model.rowCount() > 0
        return [
            ("info", "Over deze inventaris", view.show_about, True),
            ("square-check", "Kies alle taken (Ctrl+A in de lijst)", view.list.turn_all, some),
            ("trash-2", "Gekozen taken weghalen", partial(self.take_out, ticked), bool(ticked)),
            RULE,
            ("rotate-ccw", "Wijzigingen weggooien", self.throw_away, dirty),
            ("trash-2", "Inventaris naar de prullenbak", self.trash, there),
        ]

    # -- in the session ------------------------------------------------------------------------------------------------

    def enter(self, typed: Sequence[TypedTask]) -> None:
        """Put what was typed at the end of the list."""
        dossier = self._dossier
        if dossier.main is None or not typed:
            return
        made: list[UUID] = []
        for one in typed:
            try:
                made += dossier.add([one])
            except WrongValue as wrong:
                self._view.entry.refuse(one, str(wrong))
        if not made:
            return
        session = dossier.main
        self._view.current = made[-1]
        self._view.show_all(reveal=True)
        words = "" if len(made) == 1 else f"{tasks(len(made))} in de lijst gezet."
        self.typed(words, lambda: dossier.take_out(made, session), made[0])

    def typed(self, words: str, back: Back, key: UUID | None = None, took: Iterable[UUID] = ()) -> None:
        """Something was done that is not saved yet: it can be taken back until it is."""
        heap = self._dossier.key

        def go_back() -> None:
            if key is not None and heap is not None:
                self._view.go_to(key, heap)

        self._unsaved.append(self._acts.did(words, back, go_back, kept=True, took=took))
        self._view.show_all()

    def take_out(self, keys: Sequence[UUID]) -> None:
        """Take tasks out of the list."""
        dossier = self._dossier
        if not keys or dossier.main is None:
            return
        one = len(keys) == 1
        words = f"{quoted(dossier.value(keys[0], 'name'))} is weggehaald." if one else f"{tasks(len(keys))} weggehaald."
        self.typed(words, dossier.take_out(keys), keys[0], (*keys, *dossier.steps_of(keys)))

    def move(self, key: UUID, step: int) -> None:
        """Move a task up or down, past the next one that is in view; what a filter hides keeps its order."""
        session, keys = self._dossier.main, self._dossier.keys()
        shown = [line.id for line in self._view.model.items()]
        at = shown.index(key) + step if key in shown else -1
        if session is None or key not in keys or not 0 <= at < len(shown):
            return
        by = keys.index(shown[at]) - keys.index(key)
        if self._dossier.move(key, by):
            self.typed("", lambda: session.move_row(TASKS, key, -by), key)

    def open_row(self, _record: str, path: str) -> None:
        """Show the field with this path: of a task, or of a step."""
        part, row, field = path.split("/")
        key, main = UUID(row), self._dossier.main
        if main is None or key not in main.rows(part):
            return
        form = self._view.form
        self._view.go_to(key if part == TASKS else main.value(f"{part}/{row}/task"))
        if part == TASKS:
            form.unfold(field)
        else:
            form.steps.rows.go_to(key)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save the inventory; ``False`` when that did not happen."""
        dossier = self._dossier
        self._view.settle()
        if not dossier.is_dirty:
            self._acts.tell("Alles was al opgeslagen.")
            return True
        return self._save()

    def keep_first(self) -> bool:
        """Save what is typed: what comes next works with what is kept."""
        self._view.settle()
        return not self._dossier.is_dirty or self._save()

    def _save(self) -> bool:
        left, key = LeftBehind(self._dossier.main, self._acts.took), self._dossier.key
        try:
            saved = self._dossier.save()
        except Conflict as conflict:
            self._ask(conflict)
            return False
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            self._acts.trouble("Opslaan is niet gelukt", error)
            return False
        self._acts.forget(self._unsaved)
        self._unsaved.clear()
        if saved is not None and saved.save_id is not None:
            self._announce(saved)
            back = left.way_back(self._acts, saved.save_id, partial(self._session_of, key))
            self._acts.did(f"De inventaris is bewaard.{still_half(self._dossier.main)}", back, kept=True)
        elif half := still_half(self._dossier.main):
            self._acts.tell(half.strip())
        self._view.show_all()
        return True

    def _session_of(self, key: UUID | None) -> EditSession | None:
        """An inventory of this employer as it is open; it opens when another one is."""
        dossier = self._dossier
        if key is not None and key != dossier.key and key in {heap.id for heap in dossier.heaps}:
            self._view.open_heap(key)
        return dossier.main if dossier.key == key else None

    def _announce(self, saved: Saved) -> None:
        self.saving = True
        try:
            self._context.announce(saved.changed)
        finally:
            self.saving = False

    def _ask(self, conflict: Conflict) -> None:
        from ui.tabs.candidates.conflict import ask_which

        def chosen(given_up: list[tuple[UUID, str]]) -> None:
            self._dossier.settle(conflict, given_up)
            self._save()

        ask_which(conflict.clashes, self._view, chosen)

    def did(self, words: str, saved: Saved) -> None:
        """Something was kept by itself: Ctrl+Z takes that save back."""
        save_id = saved.save_id
        if save_id is None:
            self._acts.tell(words)
            return

        self._acts.did(words, partial(self._acts.undo_save, save_id), kept=True)

    def brought(self, brought: Brought, words: str) -> None:
        """Tasks came into an inventory by another way than typing: show it."""
        self._context.announce(brought.saved.changed)
        already = len(brought.already)
        there = f" {already} {'stond' if already == 1 else 'stonden'} er al." if already else ""
        self.did(f"{words}{there}", brought.saved)
        self._view.show_brought(brought)

    def throw_away(self) -> None:
        """Throw away what is typed since the last save."""
        dossier, entry = self._dossier, self._view.entry
        entry.keep_rest()
        gone = dossier.discard()
        entry.show_half(half_of(dossier.main))
        self._acts.forget(self._unsaved)
        self._unsaved.clear()
        if gone:
            keep, drafts = self._context.database.call, self._context.desk.drafts

            def back() -> None:
                keep(drafts.keep, *gone)
                dossier.open(gone[0].id)

            self._acts.did("Wat je typte is weggegooid.", back, kept=True)
        self._view.open_again()

    def trash(self) -> None:
        """Put the whole inventory in the trash; one that was never saved is thrown away."""
        dossier, main = self._dossier, self._dossier.main
        if main is None or (main.is_new and not dossier.is_dirty):
            return
        if main.is_new:
            self.throw_away()
            return
        self._view.settle()
        title = dossier.title
        saved = self._run(self._context.desk.dossiers.trash, RECORD, main.id)
        if saved is not None:
            self._acts.forget(self._unsaved)
            self._unsaved.clear()
            self._context.announce(saved.changed)
            self.did(f"De inventaris ‘{title}’ ligt in de prullenbak.", saved)

    def restore(self, key: UUID) -> None:
        """Take an inventory out of the trash, and show it."""
        self._view.settle()
        saved = self._run(self._context.desk.dossiers.restore, RECORD, key)
        if saved is not None:
            self._context.announce(saved.changed)
            self._view.open_heap(key)
            self.did(f"De inventaris ‘{self._dossier.title}’ is terug.", saved)

    # -- from elsewhere and to elsewhere ------------------------------------------------------------------------------

    @property
    def _department(self) -> str:
        return "" if self._dossier.main is None else str(self._dossier.main.value("department"))

    def open_templates(self) -> None:
        """Choose tasks of a sector."""
        from ui.dialogs.task_template import TaskTemplateDialog

        view = self._view
        if view.employer is not None and self.keep_first():
            names = [one.name for one in self._dossier.lines()]
            dialog = TaskTemplateDialog(self._context, view.employer, self._department, names, view.window())
            dialog.brought.connect(self.brought)
            dialog.open()

    def open_import(self) -> None:
        """Read a table in."""
        from ui.dialogs.task_import import TaskImportDialog

        view = self._view
        if view.employer is not None and self.keep_first():
            dialog = TaskImportDialog(self._context, Goal(view.employer, self._department), view.window())
            dialog.tasks_brought.connect(self.brought)
            dialog.open()

    def open_copying(self) -> None:
        """Copy the chosen tasks to another employer or department."""
        from ui.dialogs.task_copy import TaskCopyDialog

        view, keys = self._view, self._view.chosen()
        if keys and self.keep_first() and self._dossier.key is not None:
            dialog = TaskCopyDialog(self._context, self._dossier.key, keys, view.window())
            dialog.brought.connect(self.brought)
            dialog.open()

    # -- to a board ----------------------------------------------------------------------------------------------------

    def to_board(self, keys: Sequence[UUID], placement: UUID, who: str, before: Callable[[], bool]) -> None:
        """Put tasks on the board of the person whose placement this is, as ideas."""
        main = self._dossier.main
        if main is None or not keys or not self.keep_first() or not before():
            return
        brought = self._run(self._context.desk.inventories.take, main.id, list(keys), placement)
        if brought is None:
            return
        self._context.announce(brought.saved.changed)
        count, already = len(brought.made), len(brought.already)
        words = f"{tasks(count)} als idee op het bord van {who} gezet."
        there = f" {already} {'stond' if already == 1 else 'stonden'} er al." if already else ""
        self.did(words + there, brought.saved)
        self._view.choose_none()

    def go_to_board(self, candidate: UUID) -> None:
        """Show the board of somebody who has a task."""
        self._context.choose(candidate)
        page: Any = self._context.window.page(JOBCARVING)
        if page is not None:
            page.show_view(BOARD)

    def _run(self, act: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return self._context.database.call(act, *arguments)
        except Exception as error:  # said in calm words, whatever it is
            self._acts.trouble(_FAILED, error)
            return None

    def forget(self) -> None:
        """Another employer, or a lock: what was typed stays a draft, and is no longer taken back step by step."""
        self._acts.forget(self._unsaved)
        self._unsaved.clear()
