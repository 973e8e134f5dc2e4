"""A report of a visit before it leaves: for whom, what is not in it and why, and what to look at once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.services.visit_papers import Reader, Slip
from ui import jobs
from ui.dialogs.given_paper import GivenPaperDialog, beside, choices
from ui.dialogs.handing import HandedOver
from ui.dialogs.paper import Ready
from ui.dialogs.saving import ask_folder
from ui.dialogs.visit_parts import TO_HAND, SharePart
from ui.dialogs.visit_share import Person, Report, Shared, Target, hand_all, make, waiting
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, announce, button, label, rows

if TYPE_CHECKING:
    from beschutdesk.dossier.issued_document import IssuedDocument
    from ui.context import DeskContext

_WORDS: Final = {
    Reader.EMPLOYER: "Werkgever",
    Reader.SUPERVISOR: "Begeleider op de werkplek",
    Reader.CANDIDATE: "De kandidaat zelf",
    Reader.DOSSIER: "Eigen dossier, voor jou alleen",
}
_MAILED: Final = "Noteren als gemaild"
_LATER: Final = f"Iemand kijkt mee: dit bezoek gaat over meer mensen. Delen kan bij Bezoeken. {KEYS} toont alles weer."


@dataclass(frozen=True, slots=True)
class About:
    """The visit of which a report is made: its id, whom it was about, and what stands above the window."""

    visit: UUID
    people: tuple[Person, ...]
    title: str


class VisitReportDialog(GivenPaperDialog):
    """Preview of one report, per reader.

    Args:
        context: the open desk.
        about: of which visit.
        share: ask for employer and supervisor in one go.
        parent: the window it belongs to.

    Attributes:
        who: a choice per reader.
        side: what stands beside the preview.
        ask_folder: how it asks for a folder; a test puts its own here.
    """

    def __init__(
        self, context: "DeskContext", about: About, *, share: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.desk, context.jobs, "Het verslag", parent)
        self._context, self._about, self._share = context, about, share
        self._today = context.today()
        self._mail: Ready | None = None
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self._waiting: list[Target] = []
        self._looked_at: frozenset[tuple[Reader, Slip]] = frozenset()
        self._build()
        hear_keys(self)
        looking().changed.connect(self._looked)
        self._after_handing()
        self._begin()
        self._render()

    def _build(self) -> None:
        question = "Voor wie is dit verslag?"
        self.who = choices(self, question, _WORDS, self._chose)
        self.who[Reader.EMPLOYER].setChecked(True)
        self.people = Combo()
        for person in self._about.people:
            self.people.addItem(person.name, person.subject)
        many = len(self._about.people) > 1
        if many:
            self.people.addItem("iedereen samen, één verslag", None)
        self.people.activated.connect(lambda _at: self._chose())
        self._people_box = FieldBox("Over wie", self.people, "Samen kan alleen voor de werkgever.")
        self.copy_button = button("Kopieer als tekst", "quiet", "copy", on=self.copy_text)
        self.copy_button.setAutoDefault(False)
        self.share_part = SharePart()
        self.share_part.wanted.connect(self.share_all)
        self.nothing = label("Er staat niets in dat voor deze lezer is.", "body", "warn", wrap=True)
        self.side = beside(
            self.share_part,
            label(question, "meta_strong"),
            *self.who.values(),
            self._people_box,
            self.nothing,
            self.slips,
            tk.S1,
            self.left_out,
            self.to_whom_box,
            rows(self.copy_button, gap=0),
            self.issued,
        )
        self._people_box.setVisible(many)
        self.nothing.hide()
        title = "Delen met werkgever en begeleider" if self._share else "Verslag"
        self.lay_out(f"{title}: {self._about.title}", self.side, self.chip, first="save")

    def _begin(self) -> None:
        if self._share and self._waiting:
            self._choose(self._waiting[0])
        self.who[self.reader].setFocus()

    # -- what is chosen ------------------------------------------------------------------------------------------------

    @property
    def reader(self) -> Reader:
        """For whom it is now."""
        return next(reader for reader, made in self.who.items() if made.isChecked())

    @property
    def subject(self) -> UUID | None:
        """About whom it is now; ``None`` for everybody together."""
        found: Any = self.people.currentData()
        return found if isinstance(found, UUID) else None

    def choose(self, reader: Reader, subject: UUID | None = None) -> None:
        """Make it for this reader, about this person; about who is chosen when left out."""
        self.who[reader].setChecked(True)
        if subject is not None:
            self.people.setCurrentIndex(max(0, self.people.findData(subject)))
        self._chose()

    def _choose(self, target: Target) -> None:
        self.who[target.reader].setChecked(True)
        self.people.setCurrentIndex(max(0, self.people.findData(target.person.subject)))

    def _chose(self) -> None:
        if self.subject is None and self.reader is not Reader.EMPLOYER and self.people.count():
            self.people.setCurrentIndex(0)
            announce(self, "Samen kan alleen voor de werkgever.")
        self._out_of_date()

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready]:
        desk, visit, today = self._desk, self._about.visit, self._today
        also = tuple(self._waiting) if self._share else ()
        return partial(make, desk, visit, self.reader, self.subject, today, also)

    def _shown(self, ready: Ready) -> None:
        if not isinstance(ready, Report):
            return
        self.left_out.show_fields(ready.left_out)
        self.slips.show_slips(ready.slips, named=len({reader for reader, _ in ready.slips}) > 1)
        self.nothing.setVisible(ready.empty)
        self.copy_button.setEnabled(not ready.empty)
        state = "concept" if ready.order.concept else "nog niet gedeeld"
        self.chip.set_look(f"versie {ready.order.number}, {state}", icon="pencil", dashed=True)
        unable = {target for target, _ in ready.unable}
        self._waiting = [one for one in self._waiting if one not in unable]
        self._tell_share([f"{one.reader.label}: {why}" for one, why in ready.unable])

    def _tell_share(self, unable: Sequence[str] = ()) -> None:
        many = len(self._about.people) > 1
        words = [f"{one.reader.label}, over {one.person.name}" if many else one.reader.label for one in self._waiting]
        self.share_part.show_waiting(words, unable, shown=self._share)

    # -- handing over --------------------------------------------------------------------------------------------------

    def _after_handing(self) -> None:
        found = self._desk.visit_papers.issued(self._about.visit)
        many = len(self._about.people) > 1
        self.issued.show_issued(found, {one.candidate: one.name for one in self._about.people} if many else {})
        self._waiting = waiting(self._about.people, found)
        self._tell_share()

    def copy_text(self) -> None:
        """Put it on the clipboard as text; afterwards it can be noted as mailed."""
        self._with_ready(self._copy_ready)

    def _copy_ready(self, ready: Ready) -> None:
        try:
            text = self._context.database.call(self._desk.visit_papers.copy, ready.order)
        except Exception as error:  # said in calm words, whatever it is
            self.say_trouble(self, "Kopiëren is niet gelukt", jobs.calm(error))
            return
        if not text:
            return
        self._context.copy(text)
        self._mail = ready
        words = "Gekopieerd. Plak het in je mail; stuur je het echt, noteer het dan."
        self.done_banner.set_words(words, "good", act=_MAILED)
        self.done_banner.show()
        announce(self, words)

    def _open_saved(self) -> None:
        if self._mail is None:
            super()._open_saved()
            return
        ready, self._mail = self._mail, None
        papers, whom = self._desk.visit_papers, self._whom()

        def note() -> HandedOver:
            saved = papers.issue(ready.order, ready.printed, way="mail", to_whom=whom)
            return HandedOver(ready.order.number, None, saved.changed)

        self._hand(lambda _report: note(), "Noteren is niet gelukt")

    def _handed(self, handed: HandedOver) -> None:
        self._mail = None
        super()._handed(handed)

    def share_all(self) -> None:
        """All copies that nobody got yet, into one folder; what to look at in them is pointed out first."""
        if self._waiting:
            self._with_ready(self._share_ready)

    def _share_ready(self, ready: Ready) -> None:
        found = frozenset(ready.slips) if isinstance(ready, Report) else frozenset()
        if not self._waiting or self._points_out(found):
            return
        folder = self.ask_folder(self, "Map voor de verslagen")
        if folder is None:
            return
        targets, desk, visit, today = tuple(self._waiting), self._desk, self._about.visit, self._today

        def failed(trouble: Any) -> None:
            if not self._gone:
                self._set_handing(False)
                self._after_handing()
                self.say_trouble(self, "Niet alle verslagen zijn opgeslagen", trouble)

        def run(report: Any) -> Shared:
            return hand_all(desk, visit, targets, today, folder, report)

        self._set_handing(True)
        self._lane.submit(run, done=self._all_handed, failed=failed, progress=self._say_copy)

    def _points_out(self, found: frozenset[tuple[Reader, Slip]]) -> bool:
        """Whether there is something to look at that was not pointed out when this was asked before."""
        if found <= self._looked_at:
            return False
        self._looked_at |= found
        self.share_part.ask(looked=True)
        number = len(found)
        words = f"Kijk eerst nog even naar {number} {'woord' if number == 1 else 'woorden'}, hiernaast."
        self.done_banner.set_words(f"{words} Er is nog niets opgeslagen.", "warn")
        self.done_banner.show()
        self.side.ensureWidgetVisible(self.slips)
        announce(self, words)
        return True

    def _say_copy(self, done: int, total: int) -> None:
        if not self._gone:
            self.note.setText(f"Verslag {done + 1} van {total}")

    def _all_handed(self, shared: Shared) -> None:
        if self._gone:
            return
        self.kept.emit(shared.changed)
        self._set_handing(False)
        self._after_handing()
        self._out_of_date()
        number = len(shared.paths)
        words = "Het verslag is opgeslagen in" if number == 1 else f"{number} verslagen zijn opgeslagen in"
        words = f"{words} de map die je koos. {TO_HAND}"
        self.done_banner.set_words(words, "good")
        self.done_banner.show()
        announce(self, words)

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _looked(self, on: bool) -> None:
        """With more than one person on the trip another name stands beside it."""
        if on and len(self._about.people) > 1:
            self.preview.hide()
            self.reject()

    def _forget(self, *, locked: bool) -> None:
        super()._forget(locked=locked)
        self._mail = None
        self._waiting = []


def open_report(
    context: "DeskContext",
    key: UUID,
    parent: QWidget,
    *,
    share: bool = False,
    back: "IssuedDocument | None" = None,
) -> VisitReportDialog | None:
    """Open the report of a visit; while somebody looks as well, not of one that was about more people.

    Args:
        context: the open desk.
        key: of the visit.
        parent: the window below.
        share: for employer and supervisor in one go.
        back: show this version, as it went out.
    """
    from ui.tabs.visits.reading import read
    from ui.tabs.visits.words import moment

    found = context.database.call(read, context.desk, key, context.today())
    people = [] if found is None else found.subjects
    known = tuple(
        Person(one.id, one.candidate, found.names[one.id])
        for one in people
        if found is not None and one.candidate is not None
    )
    if looking().on and len(known) > 1:
        context.window.toast(_LATER)
        return None
    title = "" if found is None else f"{found.who}, {moment(found.visit.at, time=False)}"
    dialog = VisitReportDialog(context, About(key, known, title), share=share, parent=parent)
    dialog.kept.connect(context.announce)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    if back is not None:
        dialog.look_back(back)
    return dialog
