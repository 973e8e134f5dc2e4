"""What is done with a visit, each with a way back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from beschutdesk.dossier.visit import Answer, Visit
from beschutdesk.services.dossiers import Edit, Saved
from beschutdesk.services.preparing import Lesson
from beschutdesk.services.visit_plans import unfinished
from beschutdesk.services.visits import AgreementAt
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.looking import KEYS
from ui.looking import current as looking
from ui.tabs.visits.reading import Found
from ui.tabs.visits.words import kind, moment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from beschutdesk.dossier.issued_document import IssuedDocument
    from beschutdesk.services.drafts import Draft
    from ui.dialogs.visit_batch import VisitBatchDialog
    from ui.dialogs.visit_plan import VisitPlanDialog
    from ui.dialogs.visit_print import VisitReportDialog

_KEPT: Final = 20
_LOOKING: Final = f"Iemand kijkt mee: hier staan namen van anderen. {KEYS} zet de Meekijkstand uit."
_EARLY: Final = "Het staat gepland op {}. Deze poging komt op vandaag te staan; de geplande dag blijft erbij staan."
_DROPPED: Final = "Er is geen bezoek gepland."


class VisitActs:
    """Does it, says so with a way back, and has all pages hear of it.

    Args:
        context: the open desk.
        page: for dialogs.

    Attributes:
        made: shows a visit that was planned just now.
    """

    def __init__(self, context: DeskContext, page: "QWidget") -> None:
        self._context, self._page = context, page
        self._saves: list[UUID] = []
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.made: Callable[[UUID], object] = lambda _key: None

    # -- planning ------------------------------------------------------------------------------------------------------

    def plan(
        self, person: UUID | None, placement: UUID | None = None, *, draft: "Draft | None" = None
    ) -> "VisitPlanDialog | None":
        """Ask who, when and how; nothing while somebody looks as well.

        Args:
            person: whom it is about to begin with.
            placement: at which placement of theirs; the one that runs when left out.
            draft: go on with this; whom it is about stands in it.
        """
        if looking().on:
            self._context.window.toast(_LOOKING)
            return None
        from ui.dialogs.visit_plan import VisitPlanDialog

        dialog = VisitPlanDialog(self._context, person, self._page.window(), placement=placement, draft=draft)
        dialog.happened.connect(self._planned)
        dialog.dropped.connect(lambda gone: self._context.window.toast(_DROPPED, lambda: self._plan_again(gone)))
        dialog.open()
        return dialog

    def _planned(self, made: object) -> None:
        """It stands in the list, in view; what was on a day that has been is written up at once."""
        if isinstance(made, Visit):
            key = made.id
            self._context.announce(frozenset({("visit", key)}))
            self.made(key)
            QTimer.singleShot(0, self._page, lambda: self._context.open_visit(key))  # the dialog is gone by then
        elif isinstance(made, Saved):
            for record, planned in made.changed:
                if record == "visit":
                    self.made(planned)
            self.did(made, "Het bezoek is gepland.")

    def plan_due(self, person: UUID, placement: UUID | None = None) -> "VisitPlanDialog | None":
        """Plan about this person, from what was typed about them and not planned, if anything was."""
        return self.plan(person, placement, draft=unfinished(self._context.desk.drafts, person))

    def _plan_again(self, draft: "Draft") -> None:
        """Take up what was given up."""
        self._context.database.call(self._context.desk.drafts.keep, draft)
        self.plan(None, draft=draft)

    def move(self, found: Found) -> QDialog:
        """Plan it for another moment."""
        from ui.dialogs.visit_change import MoveDialog

        dialog = MoveDialog(self._context, found.visit, _told(found), self._page.window())
        dialog.happened.connect(lambda saved: self.did(saved, "Het bezoek is verzet."))
        dialog.open()
        return dialog

    def no_contact(self, found: Found) -> QDialog:
        """Nobody was reached."""
        visits, today, key = self._context.desk.visits, self._context.today(), found.visit.id
        at = found.visit.at
        early = f"\n{_EARLY.format(moment(at, time=False))}" if at is not None and at.day > today else ""
        return self._ask(
            ("Geen contact gekregen", "circle-dashed", "Vastleggen"),
            _told(found) + early,
            ("Waarom lukte het niet", "Zet erbij waarom er geen contact was."),
            lambda because: visits.no_contact(key, because, today),
            "Vastgelegd als poging, niet als bezoek.",
        )

    def print_preparation(self, found: Found) -> QDialog | None:
        """The preparation on paper."""
        if not found.prepared:
            return None
        from ui.dialogs.preparation_print import PreparationDialog

        context = self._context
        dialog = PreparationDialog(context.desk, context.jobs, found.prepared, context.today(), self._page.window())
        return self._open(dialog)

    # -- afterwards ----------------------------------------------------------------------------------------------------

    def report(
        self, key: UUID, *, share: bool = False, back: "IssuedDocument | None" = None
    ) -> "VisitReportDialog | None":
        """The report, per reader; a version that went out when asked."""
        from ui.dialogs.visit_print import open_report

        return open_report(self._context, key, self._page.window(), share=share, back=back)

    def batch(self) -> "VisitBatchDialog | None":
        """The reports of a period; nothing while somebody looks as well."""
        if looking().on:
            self._context.window.toast(_LOOKING)
            return None
        from ui.dialogs.visit_batch import VisitBatchDialog

        dialog = VisitBatchDialog(self._context, self._page.window())
        dialog.kept.connect(self._context.announce)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.show()  # one goes on working behind it
        return dialog

    def not_share(self, found: Found) -> QDialog:
        """The result is not shared on purpose; with more than one person it is asked of whom."""
        from ui.dialogs.visit_change import NotShareDialog

        people = [(one.id, found.names[one.id]) for one in found.subjects if not one.not_shared_because]
        dialog = NotShareDialog(self._context, found.visit.id, people, _told(found), self._page.window())
        dialog.happened.connect(lambda saved: self.did(saved, "Dit verslag wordt bewust niet gedeeld."))
        dialog.open()
        return dialog

    def share_after_all(self, found: Found) -> None:
        """It is to be shared again."""
        changes = {f"subjects/{one.id}/not_shared_because": "" for one in found.subjects}
        self._edit(found, changes, "Het verslag staat weer bij ‘nog te delen’.")

    def reopen(self, found: Found) -> None:
        """It is a concept again."""
        self._edit(found, {"state": "concept"}, "Het bezoek staat weer open.")

    def throw_away(self, key: UUID | None) -> None:
        """Put it in the trash."""
        if key is not None:
            self.do(lambda: self._context.desk.dossiers.trash("visit", key), "Het bezoek ligt in de prullenbak.")

    def put_back(self, key: UUID) -> None:
        """Take it out of the trash."""
        self.do(lambda: self._context.desk.dossiers.restore("visit", key), "Het bezoek staat er weer.")

    def settle(self, at: Any, result: Any) -> None:
        """What came of an agreement."""
        if isinstance(at, AgreementAt):
            visits, today = self._context.desk.visits, self._context.today()
            words = f"Afspraak: {result.label}." if result is not None else "De afspraak staat weer open."
            self.do(lambda: visits.settle(at, result, today), words)

    def learnt(self, lesson: Any, answer: Any) -> None:
        """Whether a tip worked; asked with what happened when it is not said yet."""
        if not isinstance(lesson, Lesson):
            return
        if answer == "ask":
            from ui.visiting.earlier import LessonDialog

            dialog = LessonDialog(lesson, self._page.window())
            dialog.accepted.connect(lambda: self._learnt(lesson, dialog.worked, dialog.how.text()))
            self._open(dialog)
            return
        self._learnt(lesson, answer, "")

    def _learnt(self, lesson: Lesson, answer: Answer | None, how: str) -> None:
        visits, today = self._context.desk.visits, self._context.today()
        words = f"Leermoment: werkte {answer.label}." if answer is not None else "De tip staat weer open."
        self.do(lambda: visits.learnt(lesson.visit, lesson.row, answer, how, today), words)

    # -- doing and undoing ---------------------------------------------------------------------------------------------

    def do(self, act: Callable[[], Saved], words: str) -> None:
        """Do it in the lane."""
        self._context.database.submit(act, done=lambda saved: self.did(saved, words), failed=self._failed)

    def did(self, saved: Any, words: str) -> None:
        """Something was saved."""
        if not isinstance(saved, Saved):
            return
        self._context.announce(saved.changed)
        key = saved.save_id
        if key is not None:
            self._saves = [*self._saves, key][-_KEPT:]
        self._context.window.toast(words, None if key is None else partial(self.undo, key))

    def undo(self, key: UUID | None = None) -> bool:
        """Take the last act back, or this one; ``False`` when there is none."""
        key = key or (self._saves[-1] if self._saves else None)
        if key is None or key not in self._saves:
            return False
        try:
            back = self._context.database.call(self._context.desk.dossiers.undo, key)
        except Exception as error:  # it can be tried again
            self.say_trouble(self._page, "Ongedaan maken is niet gelukt", jobs.calm(error))
            return True
        self._saves.remove(key)
        self._context.announce(back.changed)
        return True

    def let_go(self) -> None:
        """Forget what was done."""
        self._saves.clear()

    def _edit(self, found: Found, changes: dict[str, Any], words: str) -> None:
        dossiers, key = self._context.desk.dossiers, found.visit.id

        def write() -> Saved:
            return dossiers.save([Edit("visit", key, dossiers.get("visit", key).version, changes)])

        self.do(write, words)

    def _failed(self, trouble: Trouble) -> None:
        self.say_trouble(self._page, "Dat is niet gelukt", trouble)

    def _ask(
        self,
        words: tuple[str, str, str],
        told: str,
        ask: tuple[str, str],
        act: Callable[[str], Saved],
        done: str,
    ) -> QDialog:
        from ui.dialogs.visit_change import ReasonDialog

        dialog = ReasonDialog(self._context, words, told, ask, act, self._page.window())
        dialog.happened.connect(lambda saved: self.did(saved, done))
        dialog.open()
        return dialog

    @staticmethod
    def _open(dialog: QDialog) -> QDialog:
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog


def _told(found: Found) -> str:
    return f"{kind(found.visit.medium)} · {found.who} · {moment(found.visit.at)}"
