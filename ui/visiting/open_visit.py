"""The visit that is being written, without a widget: whom it is about now, its values, its rows, and saving it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.visit import Visit
from beschutdesk.rules.time import current_placement
from beschutdesk.services.dossiers import Conflict, Saved
from beschutdesk.services.visits import About
from ui import jobs
from ui.visiting.people import NOBODY, Person, read_person
from ui.visiting.session import VisitSession
from ui.visiting.themes import Theme
from ui.whereabouts import VisitPlace

if TYPE_CHECKING:
    from beschutdesk.services.store import ChangeSet
    from ui.context import DeskContext

SUBJECTS: Final = "subjects"
AGREEMENTS: Final = "agreements"
TRYOUTS: Final = "tryouts"
LEARNING: Final = "learning_moments"
INSIDE: Final[tuple[Audience, ...]] = ()
"""The readers of a row that stays inside: nobody but the user."""


class OpenVisit(QObject):
    """One visit in state concept, open for writing.

    Attributes:
        session: its session; the keeper has its draft on disk within a second.
        subject: id of the part that is in front, ``None`` when the visit is about nobody.
        proposed: parts of which it was proposed who was there; who was taken off after that stays off.
        subject_changed: another part is in front.
        changed: a path has another value.
        kept: all of it is on disk: the local moment.
        failing: since this moment nothing could be kept.
    """

    subject_changed = Signal()
    changed = Signal(str)
    kept = Signal(object)
    failing = Signal(object)

    def __init__(self, context: "DeskContext", visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._people: dict[UUID, Person] = {}
        self._seen: set[tuple[str, UUID]] = set()
        self.proposed: set[UUID] = set()
        self.session = VisitSession(visit, self)
        if (draft := context.desk.drafts.find(visit.id)) is not None:
            self.session.restore(draft)
        place = self.session.place
        known = self.session.rows(SUBJECTS)
        self.subject = place.subject if place is not None and place.subject in known else next(iter(known), None)
        context.keeper.watch(self.session, self)
        context.keeper.kept.connect(self._draft_kept)
        context.keeper.failing.connect(self._draft_failing)
        self.session.changed.connect(self.changed)

    @property
    def id(self) -> UUID:
        """Id of the visit."""
        return self.session.id

    @property
    def today(self) -> date:
        """The day of today."""
        return self._context.today()

    # -- whom it is about ----------------------------------------------------------------------------------------------

    @property
    def subjects(self) -> list[UUID]:
        """Ids of its parts."""
        return self.session.rows(SUBJECTS)

    @property
    def number(self) -> int:
        """Which of them is in front, from 1."""
        return self.subjects.index(self.subject) + 1 if self.subject in self.subjects else 0

    @property
    def person(self) -> Person:
        """Who is in front."""
        return self._house() if self.subject is None else self.person_of(self.subject)

    def _house(self) -> Person:
        """The employer in the place of a person, when the visit is about nobody."""
        key = self.session.value("employer")
        employer = None if key is None else self._context.desk.dossiers.get("employer", key)
        return NOBODY if employer is None else Person(employer.name.strip() or "Zonder naam")

    def person_of(self, subject: UUID) -> Person:
        """Who a part is about."""
        if subject not in self._people:
            about = self.about(subject)
            self._people[subject] = read_person(self._context.desk, about[0], about[1], self.today)
            if about[0] is not None:
                audit = self._context.desk.audit
                self._context.database.submit(audit.viewed, "candidate", about[0], priority=jobs.LATER)
        return self._people[subject]

    def about(self, subject: UUID) -> tuple[UUID | None, UUID | None]:
        """Candidate and placement of a part."""
        prefix = f"{SUBJECTS}/{subject}/"
        return self.session.value(f"{prefix}candidate"), self.session.value(f"{prefix}placement")

    def step(self, by: int) -> bool:
        """Go to the next or previous person; ``False`` when there is only one."""
        known = self.subjects
        if len(known) < 2 or self.subject not in known:
            return False
        self.go_to(known[(known.index(self.subject) + by) % len(known)])
        return True

    def go_to(self, subject: UUID) -> None:
        """Put another person in front."""
        if subject == self.subject or subject not in self.subjects:
            return
        self.subject = subject
        self.subject_changed.emit()

    def join(self, candidate: UUID) -> None:
        """Let the visit be about somebody else too, and put them in front.

        Raises:
            Trouble: that cannot be; nothing is changed.
        """
        known = {self.about(subject)[0]: subject for subject in self.subjects}
        if candidate not in known:
            whole = self._context.desk.dossiers.whole(candidate)
            placements = () if whole is None else whole.placements
            place = current_placement(placements, self.today)
            self.save()
            about = About(candidate, None if place is None else place.id)
            self.follow(self._context.database.call(self._context.desk.visits.join, self.id, about))
            known = {self.about(subject)[0]: subject for subject in self.subjects}
        self.go_to(known[candidate])

    # -- values --------------------------------------------------------------------------------------------------------

    def value(self, attribute: str, subject: UUID | None = None) -> Any:
        """A value of the part in front, or of another one."""
        return self.session.value(self.path(attribute, subject))

    def set(self, attribute: str, value: Any, subject: UUID | None = None) -> None:
        """Set a value of the part in front, or of another one."""
        self.session.set(self.path(attribute, subject), value)

    def path(self, attribute: str, subject: UUID | None = None) -> str:
        """Where a field of the part in front stands; without parts that of the visit itself."""
        about = subject or self.subject
        if about is None:
            return self.session.shape.specs[attribute].key
        return f"{SUBJECTS}/{about}/{shape_of('visit_subject').specs[attribute].key}"

    def words(self, theme: Theme) -> str:
        """What is written under a theme, also when it is too long to be saved."""
        raw = self.session.raw(self.path(theme.key))
        return raw if raw is not None else str(self.value(theme.key))

    def write(self, theme: Theme, words: str) -> str:
        """Put down what is written under a theme. Returns why it cannot be saved; then it stays in the draft."""
        try:
            self.set(theme.key, words)
        except WrongValue as wrong:
            self.session.set_raw(self.path(theme.key), words)
            return str(wrong)
        return ""

    def judgement(self, theme: Theme) -> Any:
        """How a theme goes."""
        return self.value(theme.judgement) if self.subject is not None and theme.judgement else None

    # -- rows ----------------------------------------------------------------------------------------------------------

    def rows(self, part: str) -> list[UUID]:
        """The rows of a list that are about who is in front."""
        session = self.session
        return [key for key in session.rows(part) if session.value(f"{part}/{key}/subject") == self.subject]

    def row_value(self, part: str, key: UUID, attribute: str) -> Any:
        """A value of a row."""
        return self.session.value(self.row_path(part, key, attribute))

    def set_row(self, part: str, key: UUID, attribute: str, value: Any) -> None:
        """Set a value of a row."""
        self.session.set(self.row_path(part, key, attribute), value)

    def row_path(self, part: str, key: UUID, attribute: str) -> str:
        """Where a field of a row stands."""
        row = shape_of(self.session.shape.children[part])
        return f"{part}/{key}/{row.specs[attribute].key}"

    def add(self, part: str, values: dict[str, Any]) -> UUID:
        """A new row about who is in front.

        Raises:
            WrongValue: a value that its field cannot hold.
        """
        return self.session.add_row(part, {"subject": self.subject, **values})

    def take_out(self, part: str, key: UUID) -> Callable[[], object]:
        """Take a row out; returns how to put it back, also after a save."""
        row = shape_of(self.session.shape.children[part])
        values = {name: self.row_value(part, key, name) for name in row.specs}
        place = self.session.remove_row(part, key)

        def back() -> None:
            self.session.put_row_back(part, key, place)
            for name, value in values.items():
                self.set_row(part, key, name, value)

        return back

    def half(self, part: str) -> dict[str, str]:
        """What is typed of a new row about who is in front."""
        return self.session.half(part, self.subject or self.id)

    def set_half(self, part: str, values: dict[str, str]) -> None:
        """Keep a half line of who is in front."""
        self.session.set_half(part, self.subject or self.id, {key: value for key, value in values.items() if value})

    # -- keeping -------------------------------------------------------------------------------------------------------

    def remember(self, place: VisitPlace) -> None:
        """Where one is; it goes along with the draft."""
        self.session.place = place

    def save(self) -> None:
        """Bring what is typed into the record. Half lines stay in the draft.

        Raises:
            Trouble: nothing was saved; the draft stands.
        """
        session, context = self.session, self._context
        if not session.is_dirty:
            return
        if not session.edit().changes:  # only half lines: they have no other place than the draft
            context.keeper.write_now()
            return
        try:
            saved = self._write()
        except Conflict:
            # nobody but this page writes in an open visit; what an act elsewhere wrote stands in its history
            root = context.desk.dossiers.get("visit", session.id)
            if root is None:
                raise
            session.settle_on(root, ())
            saved = self._write()
        self._saved(saved)

    def _write(self) -> Saved:
        return self._context.database.call(self._context.desk.dossiers.save, [self.session.edit()])

    def _saved(self, saved: Saved) -> None:
        self._context.keeper.settled(self.session)
        self.follow(saved)
        if self.session.is_half:
            self._context.keeper.touch(self.session)
            self._context.keeper.write_now()
        self.kept.emit(datetime.now().astimezone())

    def try_to_save(self) -> bool:
        """Save when that can be; else the draft is written, and holds everything."""
        try:
            self.save()
        except Exception as error:  # whatever it is, what was typed stands in the draft and on the screen
            jobs.calm(error)
            self._context.keeper.touch(self.session)
            self._context.keeper.write_now()
            return False
        return True

    def follow(self, saved: Saved) -> None:
        """An act saved something: take over what it did to this visit. Others hear of it when the page is left."""
        self._seen |= saved.changed
        if ("visit", self.id) in saved.changed:
            self.read_again()

    def read_again(self) -> bool:
        """Take the record as it is kept now; ``False`` when it is gone."""
        root = self._context.desk.dossiers.get("visit", self.id)
        if root is None or root.deleted_at is not None:
            return False
        if root.version != self.session.version:
            before = self.subjects
            self.session.take(root)
            if before != self.subjects and self.subject not in self.subjects:
                self.subject = next(iter(self.subjects), None)
                self.subject_changed.emit()
        return True

    def began(self) -> None:
        """It was begun just now: others have to hear of it too."""
        self._seen.add(("visit", self.id))

    def seen(self) -> "ChangeSet":
        """What was changed since the last time this was asked, for all other pages."""
        seen, self._seen = self._seen, set()
        return frozenset(seen)

    def let_go(self) -> None:
        """Close it. What is not on disk yet still goes there."""
        keeper = self._context.keeper
        keeper.kept.disconnect(self._draft_kept)
        keeper.failing.disconnect(self._draft_failing)
        keeper.forget(self.session, self)
        self._people.clear()

    def _draft_kept(self, key: UUID, at: datetime) -> None:
        if key == self.id:
            self.kept.emit(at)

    def _draft_failing(self, _trouble: object, since: datetime) -> None:
        if self.session.is_dirty:
            self.failing.emit(since)
