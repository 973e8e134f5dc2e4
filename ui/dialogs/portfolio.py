"""The portfolio before it leaves: for whom, what is not in it, how it looks, and then to a file or the printer."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from ui import jobs
from ui.dialogs.paper import Ready
from ui.dialogs.portfolio_book import PortfolioBook
from ui.dialogs.portfolio_frame import PortfolioFrame
from ui.forms.session import EditSession

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.forms.keeper import DraftKeeper


class PortfolioDialog(PortfolioFrame):
    """Preview of one portfolio, with what can still be chosen about it.

    Attributes:
        saved: the edits to the portfolio were saved: a ``Saved``, with which that can be undone.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: "Desk",
        jobs_lane: jobs.Lane,
        candidate_id: UUID,
        parent: QWidget | None = None,
        *,
        keeper: "DraftKeeper | None" = None,
        database: jobs.Lane | None = None,
        session: EditSession | None = None,
        today: date | None = None,
    ) -> None:
        """Open the portfolio of a candidate.

        Args:
            desk: the open profile.
            jobs_lane: where the document is made.
            candidate_id: whose.
            parent: the window it belongs to.
            keeper: keeps the drafts of what is changed here.
            database: lane to save in.
            session: the portfolio as it is being edited elsewhere, when it is; else it is read here.
            today: the date on the document.

        Raises:
            Trouble: there is no such candidate.
        """
        book = PortfolioBook(
            desk,
            candidate_id,
            today or date.today(),  # noqa: DTZ011 - the date on paper is that of this table
            session=session,
            keeper=keeper,
            lane=database,
        )
        super().__init__(desk, jobs_lane, book, parent)
        self._saving = self._refused = False
        # Told when this closes: on hearing it, the form below makes its sessions anew, and one of them is in use here.
        self._untold: set[tuple[str, UUID]] = set()
        self.book.changed.connect(self._changed)
        self.side.audience_chosen.connect(lambda _audience: self._out_of_date())
        self.side.reopen.connect(self.look_back)
        self.side.show_issued(self.book.issued())
        self._render()

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return self.side.audience

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if not self._saving:  # what is on the screen is what was saved
            self._out_of_date()

    def _making(self) -> Callable[[], Ready]:
        order = self.book.order(self.audience)
        self.side.show_state(self.book.left_out(order))
        state = "concept" if self.book.concept else "nog niet gedeeld"
        self.chip.set_look(f"versie {order.number}, {state}", icon="pencil", dashed=True)
        render = self._desk.documents.render
        return lambda: Ready(order, render(order))

    def _settle(self) -> None:
        self.side.settle()

    # -- handing over --------------------------------------------------------------------------------------------------

    def _before_handing(self) -> bool:
        return self._save_book()

    def _after_handing(self) -> None:
        self.side.show_issued(self.book.issued())

    # -- leaving -------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Read what is half typed; the draft keeper does the rest. Before a lock."""
        self.side.settle()

    def _save_book(self) -> bool:
        self._saving, first = True, self.book.session.is_new
        try:
            saved = self.book.save()
        except Exception as error:  # whatever it is, the text is in the draft and the dialog must be able to close
            self.say_trouble(self, "Het portfolio is niet opgeslagen", jobs.calm(error))
            return False
        finally:
            self._saving = False
        if saved is not None:
            self.saved.emit(saved)
            # with the first one the person changed too: views that show the person look for it
            more = {("candidate", self.book.person.id)} if first else set()
            self._untold |= saved.changed | more
        return True

    def _may_close(self) -> bool:
        """What was changed is saved. When that fails the draft stands and a second try closes."""
        self.side.settle()
        if self.book.worth_saving and not self._refused and not self._save_book():
            self._refused = True
            return False
        return True

    def _forget(self, *, locked: bool) -> None:
        if locked:
            self._untold.clear()  # there is nobody left to tell
        self.flush()
        self.side.unbind()
        self.book.close()
        if self._untold:
            self.kept.emit(frozenset(self._untold))
