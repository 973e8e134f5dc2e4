"""What one does with dossiers of candidates, beside what one does with everything that is kept."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.fits import Found
from beschutdesk.services.timeline import Event, EventKind
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.going import to_subsidy, to_visit
from ui.locking import note_fault
from ui.main_window import SUBSIDY
from ui.tabs.dossiers.acts import ActWords, RootActs

if TYPE_CHECKING:
    from ui.tabs.candidates.page import CandidatesPage

_TOLD_IN: Final = {
    EventKind.PHASE: "placement",
    EventKind.TERMS: "placement",
    EventKind.CONTRACT: "contracts",
    EventKind.ABSENCE: "lasting",
    EventKind.WAGE_VALUE: "contracts",
    EventKind.INSTRUMENT: "contracts",
    EventKind.EVALUATION: "introduction",
    EventKind.AGREEMENT: "lasting",
    EventKind.ADJUSTMENT: "placement",
    EventKind.TEAM: "lasting",
    EventKind.DEVELOPMENT: "lasting",
    EventKind.ADVICE: "advice",
    EventKind.INVOLVED: "involved",
    EventKind.BACKGROUND: "background",
    EventKind.DOCUMENT: "portfolio",
    EventKind.MADE: "person",
}
"""Where in the form the thing of an event stands."""
_WORDS: Final = ActWords("deze kandidaat", "Dossier van {} ligt in de prullenbak.", "Het dossier is terug.")


class CandidateActs(RootActs):
    """The acts of Kandidaten."""

    _page: "CandidatesPage"

    def __init__(self, context: DeskContext, page: "CandidatesPage") -> None:
        super().__init__(context, page, _WORDS)
        self._nobody_else: set[UUID] = set()

    def save(self) -> bool:
        """Save; somebody new who may be here already is asked about first, once."""
        main = self._page.dossier.main
        if main is not None and main.is_new and main.id not in self._nobody_else:
            self._page.form.settle()
            if found := self._same_people(main.build()):
                self._ask_who(main.id, found)
                return False
        return super().save()

    def _same_people(self, person: Candidate) -> list[Found]:
        try:
            return self._context.desk.fits.same_people(person) if person.name_used.strip() or person.bsn else []
        except Exception as error:  # a question that cannot be asked stands in nobody's way; saving tells what is wrong
            note_fault(error)
            return []

    def _ask_who(self, key: UUID, found: list[Found]) -> None:
        from ui.tabs.candidates.alike import AlikeDialog

        dialog = AlikeDialog(found, self._page)

        def save() -> None:
            self._nobody_else.add(key)
            self.save()

        dialog.accepted.connect(save)
        dialog.other_chosen.connect(self._go_to_other)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _go_to_other(self, key: UUID) -> None:
        self._page.choose(key)
        self._page.list.view.setFocus()  # and not in a field: the next letter is none of theirs

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
        """Ask for the portfolio; what is typed is saved first."""
        if (key := self.kept_key()) is not None:
            self._page.portfolio_requested.emit(key)

    def compare(self) -> None:
        """Lay employers side by side for the open person; what is typed is saved first."""
        from ui.dialogs.comparing import Side, open_comparing

        if (key := self.kept_key()) is not None:
            open_comparing(self._context, Side.CANDIDATE, key, self._page.dossier.title, self._page)

    def proposed(self, saved: Saved, words: str) -> None:
        """An employer was proposed and kept: show the placement that it began with."""
        page = self._page
        self.remember(saved)
        self._context.announce(saved.changed)
        place = next((key for record, key in saved.changed if record == "placement"), None)
        if page.dossier.key is not None and place is not None:
            page.dossier.open(page.dossier.key, place)
        page.go_to_section("placement")
        page.form.go_to_first("placement")
        self._context.window.toast(words, self.undo)

    def plan_visit(self, placement: UUID | None) -> None:
        """A visit is due: plan it here, at this placement of who is open."""
        from ui.tabs.visits.acts import VisitActs

        person = self._page.dossier.key
        if person is not None:
            self._page.flush()
            VisitActs(self._context, self._page).plan_due(person, placement)

    def to_subsidy(self, application: UUID | None) -> None:
        """Go to this application; without one to where the first can be begun."""
        self._page.flush()
        if application is None:
            self._context.window.show_tab(SUBSIDY)
        else:
            to_subsidy(self._context, application)

    def go_to_event(self, event: Event) -> None:
        """Go to where a line of the timeline stands in the form."""
        if event.record == "visit":
            to_visit(self._context, event.id)
            return
        section = _TOLD_IN.get(event.kind)
        if section is not None:
            self._page.go_to_section(section)
            self._page.form.go_to_first(section)
