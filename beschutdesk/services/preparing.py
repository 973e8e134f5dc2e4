"""*Voorbereiden*: what to know before a visit, per person, on one page; for the user's own eyes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.lasting import Agreed, AgreementParty, AgreementResult
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task_list import CarvedTask, TaskState
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitSubject
from beschutdesk.rules.deadlines import Deadline, deadlines
from beschutdesk.rules.time import in_force
from beschutdesk.rules.visit_copy import cut
from beschutdesk.services.store import Store
from beschutdesk.services.today import Day, Signal
from beschutdesk.services.visits import About, AgreementAt
from beschutdesk.storage import visit_history
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["Lesson", "Looked", "Preparation", "Preparing", "Promise", "ThemeThen"]

_SAFE: Final = "Er is niets veranderd."
_FIRST_WORDS: Final = 120
"""Letters of what was said last time."""
_MINUTES: Final = 3
"""Times that supervision is looked back at."""
_THEMES: Final = ("tasks", "team", "supervision", "worker_says", "employer_says", "conditions", "private")
_JUDGED: Final = {"worker_says": "worker_judgement", "employer_says": "employer_judgement"}


@dataclass(frozen=True, slots=True)
class ThemeThen:
    """How one theme was last time.

    Attributes:
        field: attribute of the text on a subject.
        label: Dutch title.
        judgement: ``None`` when none was given.
        words: the first words of what was said.
        private: whether it is better not said aloud or on paper.
    """

    field: str
    label: str
    judgement: Judgement | None
    words: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """The visit before.

    Attributes:
        visit: its id.
        day, medium: when, and how.
        themes: those of which something was said.
        concern, why: how one went away, and why.
    """

    visit: UUID
    day: date
    medium: Medium | None
    themes: tuple[ThemeThen, ...] = ()
    concern: Judgement | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreement that is open, of the visit before, or that came to something since.

    Attributes:
        at: where it stands, to settle it.
        what: the words.
        party, who: who does it.
        due_on, done_on, result: as they were written down.
        overdue: whether it is open and its day has passed.
        inside: whether its row is closed to all but one kind of reader.
    """

    at: AgreementAt
    what: str
    party: AgreementParty | None
    who: str
    due_on: date | None
    done_on: date | None
    result: AgreementResult | None
    overdue: bool
    inside: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.result is None and self.done_on is None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A tip of which is not known whether it worked: ids of the visit and the row, question and tip."""

    visit: UUID
    row: UUID
    question: str
    tip: str
    given_on: date | None


@dataclass(frozen=True, slots=True)
class Preparation:
    """What to know about one person.

    Attributes:
        about: whom, and in which placement.
        at: when the visit is planned; ``None`` when it is not.
        name, called: of the person.
        employer, job: where, and as what.
        guide: who guides, with a phone number when there is one.
        last: the visit before; ``None`` when there was none.
        agreements: open ones by day, then those of the visit before that came to something, and what did since then.
        signals: what *Vandaag* says of this placement, the most pressing first.
        tasks: being tried out.
        agreed_minutes: supervision a day, as it was agreed.
        minutes: how it was, by day, the latest first.
        questions: to ask this time, line by line.
        lessons: tips to ask about.
        dates: days that come up, the first one first.
    """

    about: About
    at: Appointment | None
    name: str
    called: str
    employer: str = ""
    job: str = ""
    guide: str = ""
    last: Looked | None = None
    agreements: tuple[Promise, ...] = ()
    signals: tuple[Signal, ...] = ()
    tasks: tuple[CarvedTask, ...] = ()
    agreed_minutes: Decimal | None = None
    minutes: tuple[tuple[date, Decimal], ...] = ()
    questions: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    dates: tuple[Deadline, ...] = ()


class Preparing:
    """Preparing visits of one profile."""

    def __init__(self, store: Store, day: Day) -> None:
        self._store, self._day = store, day

    def of(self, about: About, today: date, visit: UUID | None = None) -> Preparation:
        """What to know about one person; a short read, but belongs in a lane.

        Args:
            about: whom, and in which placement.
            today: the day.
            visit: id of the visit that is prepared, when it is there already.

        Raises:
            Trouble: there is no such person, or no such visit.
        """
        person = self._person(about.candidate)
        meant = self._visit(visit) if visit is not None else None
        place, house = self._place(about.placement)
        with self._store.reading() as connection:
            ids = visit_history.before(connection, person.id, meant.at if meant else None, visit)
            minutes = visit_history.minutes(connection, person.id, today, _MINUTES)
        past = [_only(one, person.id) for one in self._store.load_all("visit", ids)]
        last = past[0] if past else None
        terms = in_force(place.terms, today) if place is not None else None
        since = last.at.day if last is not None and last.at is not None else None
        return Preparation(
            about=about,
            at=meant.at if meant is not None else None,
            name=" ".join(part for part in (person.name_used, person.family_name) if part),
            called=person.name_used,
            employer=house.name if house is not None else "",
            job=place.job_title if place is not None else "",
            guide=_guide(terms, house),
            last=_looked(last),
            agreements=tuple(_promises(place, past, since, today)),
            signals=self._day.of(place.id, today) if place is not None else (),
            tasks=self._tasks(place),
            agreed_minutes=terms.supervision_minutes if terms is not None else None,
            minutes=tuple(minutes),
            questions=_questions(last),
            lessons=tuple(_lessons(past)),
            dates=deadlines(place, today) if place is not None else (),
        )

    def of_visit(self, visit: UUID, today: date) -> tuple[Preparation, ...]:
        """The same for everybody a visit is about, in its order; nothing of who is in the trash.

        Raises:
            Trouble: there is no such visit, or it is about nobody, or nobody who is still there.
        """
        found = self._visit(visit)
        about = [About(one.candidate, one.placement) for one in found.subjects if one.candidate is not None]
        if not about:
            raise Trouble("Dit bezoek gaat over geen kandidaat.", _SAFE)
        known = self._store.load_all("candidate", [one.candidate for one in about])
        there = {one.id for one in known if one.deleted_at is None}
        about = [one for one in about if one.candidate in there]
        if not about:
            raise Trouble("Wie je zou zien, is er niet meer.", _SAFE, "Kijk in de prullenbak.")
        return tuple(self.of(one, today, visit) for one in about)

    def render(self, prepared: Sequence[Preparation], today: date) -> Printed:
        """On paper, each person on a page of their own. It is nowhere but in memory."""
        from beschutdesk.documents import preparation as paper
        from beschutdesk.services.preparing_paper import sheet

        first = prepared[0]
        data, dropped = paper.made([sheet(one, today) for one in prepared])
        return Printed(data, paper.file_name(first.called, first.at.day if first.at is not None else today), dropped)

    def printed(self, prepared: Sequence[Preparation], way: str) -> None:
        """Note in the audit log that it left the program; no copy is kept. Call it after it was handed over."""
        detail = {"document": "preparation", "audience": "dossier", "way": way}
        self._store.note(*(Note(Act.PRINT, "candidate", one.about.candidate, detail=detail) for one in prepared))

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _person(self, key: UUID) -> Candidate:
        found = self._store.load("candidate", key)
        if not isinstance(found, Candidate) or found.deleted_at is not None:
            raise Trouble("Deze kandidaat is er niet meer.", _SAFE)
        return found

    def _visit(self, key: UUID) -> Visit:
        found = self._store.load("visit", key)
        if not isinstance(found, Visit) or found.deleted_at is not None:
            raise Trouble("Dit bezoek is er niet meer.", _SAFE)
        return found

    def _place(self, key: UUID | None) -> tuple[Placement | None, Employer | None]:
        place = self._store.load("placement", key) if key is not None else None
        if not isinstance(place, Placement) or place.deleted_at is not None:
            return None, None
        house = self._store.load("employer", place.employer) if place.employer is not None else None
        return place, house if isinstance(house, Employer) and house.deleted_at is None else None

    def _tasks(self, place: Placement | None) -> tuple[CarvedTask, ...]:
        if place is None:
            return ()
        from beschutdesk.storage import queries

        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "task_list", "placement", place.id)
        lists = self._store.load_all("task_list", ids)
        return tuple(task for one in lists for task in one.tasks if task.state is TaskState.TRYING)


def _only(visit: Visit, candidate: UUID) -> Visit:
    return cut(visit, [one.id for one in visit.subjects if one.candidate == candidate]).visit


def _mine(visit: Visit | None) -> VisitSubject | None:
    return next(iter(visit.subjects), None) if visit is not None else None


def _looked(visit: Visit | None) -> Looked | None:
    subject = _mine(visit)
    if visit is None or visit.at is None or subject is None:
        return None
    themes = tuple(one for field in _THEMES if (one := _theme(subject, field)) is not None)
    if not themes and subject.notes.strip():
        label = shape_of(subject).specs["notes"].label
        themes = (ThemeThen("notes", label, None, first_words(subject.notes)),)
    return Looked(visit.id, visit.at.day, visit.medium, themes, subject.concern, subject.concern_why)


def _theme(subject: VisitSubject, field: str) -> ThemeThen | None:
    spec = shape_of(subject).specs[field]
    judgement = getattr(subject, _JUDGED.get(field, f"{field}_judgement"))
    words = first_words(getattr(subject, field))
    if judgement is None and not words:
        return None
    return ThemeThen(field, spec.label, judgement, words, private=field == "private")


def first_words(text: str, most: int = _FIRST_WORDS) -> str:
    """A text on one line, cut between two words."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    short = whole[: most - 1]
    return f"{short.rsplit(' ', 1)[0] if ' ' in short[most // 2 :] else short}…"


def _promises(place: Placement | None, past: Sequence[Visit], since: date | None, today: date) -> Iterator[Promise]:
    found: list[Promise] = []
    for root in (place, *past):
        if root is None:
            continue
        record = shape_of(root).name
        rows: Sequence[Agreed] = root.agreements
        for row in rows:
            promise = _promise(row, AgreementAt(record, root.id, row.id), today)
            recent = promise.done_on is not None and (since is None or promise.done_on >= since)
            if promise.open or recent or root in past[:1]:
                found.append(promise)
    yield from sorted(found, key=lambda one: (not one.open, one.due_on or date.max, one.what))


def _promise(row: Agreed, at: AgreementAt, today: date) -> Promise:
    is_open = row.result is None and row.done_on is None
    overdue = is_open and row.due_on is not None and row.due_on < today
    inside = row.readers is not None and len(row.readers) <= 1
    return Promise(at, row.what, row.party, row.who, row.due_on, row.done_on, row.result, overdue, inside)


def _lessons(past: Sequence[Visit]) -> Iterator[Lesson]:
    for visit in past:
        for row in visit.learning_moments:
            if row.worked is None and (row.question.strip() or row.tip.strip()):
                day = visit.at.day if visit.at is not None else None
                yield Lesson(visit.id, row.id, row.question, row.tip, day)


def _questions(last: Visit | None) -> tuple[str, ...]:
    subject = _mine(last)
    lines = subject.ask_next.splitlines() if subject is not None else []
    return tuple(line.strip().removeprefix("- ") for line in lines if line.strip())


def _guide(terms: Terms | None, house: Employer | None) -> str:
    if terms is None or house is None:
        return ""
    found: Supervisor | None = next((one for one in house.supervisors if one.id == terms.supervisor), None)
    return ", ".join(part for part in (found.name, found.phone) if part) if found is not None else ""
