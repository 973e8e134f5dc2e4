"""The portfolio behind the dialog: what is changed in it, whether the dossier moved on, and saving it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.portfolio import Portfolio, PortfolioSection
from beschutdesk.rules import sources
from beschutdesk.rules.review import review_day
from beschutdesk.trouble import Trouble
from ui.forms.session import EditSession
from ui.jobs import Lane

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import LeftOut, Order
    from beschutdesk.services.dossiers import Saved, Whole
    from ui.forms.keeper import DraftKeeper


class PortfolioBook(QObject):
    """One portfolio while its dialog is open.

    A candidate without one gets it from the dossier. It is kept with the first change or when it is handed over, not
    by looking at it.

    Attributes:
        session: the texts, with what is changed.
        person: the candidate, as read when the dialog opened.
        today: the date on the document.
        changed: something is different; the preview is out of date.
    """

    changed = Signal()

    def __init__(
        self,
        desk: "Desk",
        candidate: UUID,
        today: date,
        *,
        session: EditSession | None = None,
        keeper: "DraftKeeper | None" = None,
        lane: Lane | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Read the portfolio, or begin one.

        Raises:
            Trouble: there is no such candidate.
        """
        super().__init__(parent)
        self._desk, self._candidate, self.today = desk, candidate, today
        self._keeper, self._lane = keeper, lane
        whole = desk.dossiers.whole(candidate)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", "Er is niets veranderd.", "Kijk in de prullenbak.")
        self.person: Candidate = whole.candidate
        self._own = session is None
        if session is None:
            session = self._kept(whole.portfolios[-1]) if whole.portfolios else self._begun(whole)
        self.session = session
        if self._own and keeper is not None:
            keeper.watch(session)
        session.changed.connect(self._on_change)
        session.reset_done.connect(self.changed)

    def _kept(self, root: Portfolio) -> EditSession:
        session = EditSession(root, self)
        if (draft := self._desk.drafts.find(root.id)) is not None:
            session.restore(draft)
        return session

    def _begun(self, whole: "Whole") -> EditSession:
        for draft in self._desk.drafts.all():
            if draft.record == "portfolio" and draft.changes.get("candidate") == str(self._candidate):
                session = EditSession(Portfolio(id=draft.id), self)
                session.restore(draft)
                return session
        filled = self._desk.documents.new_portfolio(whole, self.today)
        filled.review_on = review_day(self.today, self._desk.today.figures(whole.candidate.municipality))
        return EditSession(filled, self)

    def _on_change(self, _path: str) -> None:
        self.changed.emit()

    # -- reading -------------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What the person is called."""
        return self.person.name_used.strip() or "deze kandidaat"

    @property
    def concept(self) -> bool:
        """Whether the person has not agreed yet."""
        said = str(self.session.value("discussed_with")).strip()
        return not said or self.session.value("discussed_on") is None

    def order(self, audience: Audience) -> "Order":
        """The order for what is on the screen now."""
        root: Portfolio = self.session.build()
        return self._desk.documents.portfolio_order(self._candidate, audience, self.today, portfolio=root)

    def left_out(self, order: "Order") -> "list[LeftOut]":
        """The filled-in fields that this audience does not get."""
        return self._desk.documents.left_out(order)

    def issued(self) -> list[IssuedDocument]:
        """Earlier versions, the latest first."""
        return self._desk.documents.issued(self._candidate)

    def printed_sections(self) -> set[PortfolioSection]:
        """The sections that are not left out."""
        return set(PortfolioSection) - set(self.session.value("left_out"))

    def stale(self) -> tuple[Spec, ...]:
        """The texts whose source in the dossier changed since they were copied or compared."""
        root: Portfolio = self.session.build()
        return sources.stale(root, self.person)

    def pair(self, spec: Spec) -> tuple[str, str]:
        """What the portfolio says and what the dossier says, as text."""
        there = getattr(self.person, spec.source.partition(".")[2])
        return _as_text(self.session.value(spec.key)), _as_text(there)

    # -- changing ------------------------------------------------------------------------------------------------------

    def show_section(self, section: PortfolioSection, shown: bool) -> None:
        """Print a section or leave it out."""
        printed = self.printed_sections() | {section} if shown else self.printed_sections() - {section}
        self.session.set("left_out", tuple(s for s in PortfolioSection if s not in printed))

    def take(self, specs: Iterable[Spec]) -> None:
        """Take these texts from the dossier again."""
        root: Portfolio = copy(self.session.build())
        chosen = tuple(specs)
        sources.refill(root, self.person, chosen)
        for spec in chosen:
            self.session.set(spec.key, getattr(root, spec.name))
        self.session.set("sources", root.sources)

    def keep_own(self, specs: Iterable[Spec]) -> None:
        """Keep these texts: they were compared with the dossier as it is now."""
        root: Portfolio = copy(self.session.build())
        sources.accept(root, self.person, specs)
        self.session.set("sources", root.sources)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> "Saved | None":
        """Save what is changed; ``None`` when there is nothing to save.

        Raises:
            Trouble: it could not be saved; the draft stands.
        """
        session = self.session
        edit = session.edit()
        if not edit.changes:
            return None
        save = self._desk.dossiers.save
        saved = self._lane.call(save, [edit]) if self._lane is not None else save([edit])
        if self._keeper is not None:
            self._keeper.settled(session)
        if (root := self._desk.dossiers.get("portfolio", session.id)) is not None:
            session.begin_again(root)
        if session.raw_paths() and self._keeper is not None:
            self._keeper.touch(session)  # saving dropped the draft; half a date is still worth keeping
        return saved

    @property
    def worth_saving(self) -> bool:
        """Whether the user changed something: a portfolio that was only looked at is not kept."""
        return self.session.is_dirty and (not self.session.is_new or self.session.is_touched)

    def close(self) -> None:
        """Let go of the session. What waits of its draft is still written."""
        self.session.changed.disconnect(self._on_change)
        self.session.reset_done.disconnect(self.changed)
        if self._own and self._keeper is not None:
            self._keeper.forget(self.session)


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(str(line) for line in value)
    return str(value or "")
