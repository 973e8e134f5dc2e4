"""What a visit report says about one person, for whoever reads it: the one source of its paper and its text.

It is made of views and knows no page. What a reader may not see is empty in the views, and what is empty is not said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from beschutdesk.documents.visit_words import RESULT_SIGNS, SIGNS, judged, number_minutes, short_day
from beschutdesk.documents.wording import joined, long_date, sentence
from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.visit import Judgement


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme: the fields it stands in, its title, and how it is called in short; each also for the person."""

    text: str
    judgement: str
    titles: tuple[str, str]
    short: tuple[str, str]


_THEMES: Final = (
    _Theme("tasks", "tasks_judgement", ("Taken", "Je werk"), ("taken", "je werk")),
    _Theme("team", "team_judgement", ("Team", "Je team"), ("team", "je team")),
    _Theme(
        "supervision", "supervision_judgement", ("Begeleiding", "Je begeleiding"), ("begeleiding", "je begeleiding")
    ),
    _Theme(
        "worker_says",
        "worker_judgement",
        ("Werknemer aan het woord", "Dit zei jij"),
        ("volgens de werknemer", "volgens jou"),
    ),
    _Theme(
        "employer_says",
        "employer_judgement",
        ("Begeleider of werkgever aan het woord", "Dit zei je begeleider of baas"),
        ("volgens de begeleider", "volgens je begeleider"),
    ),
    _Theme(
        "conditions",
        "conditions_judgement",
        ("Veilig en gezond werken", "Veilig en gezond werken"),
        ("veilig en gezond werken", "veilig en gezond werken"),
    ),
    _Theme("private", "private_judgement", ("Privé", "Privé"), ("privé", "privé")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; *aside* in small type."""

    text: str
    strong: bool = False
    aside: bool = False


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        head: what stands above each column.
        rows: cells, as many as there are columns.
        shares: width of each column, as a part of the whole.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement in words with its sign."""

    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of a report.

    Attributes:
        title: constant words.
        parts: a text is shown by paragraphs.
    """

    title: str
    parts: tuple[str | Verdict | Grid, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """The views on what a visit says about one person.

    Attributes:
        visit: without what is about anybody else.
        subject: the part about this person.
        before: earlier visits, cut down in the same way; agreements of these are looked back at.
        placement: with the agreements that were made outside a visit; ``None`` without one.
        since: day of the visit before; what came of agreements since then is told.
    """

    visit: SeenBy
    subject: SeenBy
    before: tuple[SeenBy, ...]
    placement: SeenBy | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said about one person.

    Attributes:
        name: as these readers may know it.
        called: what the person is called.
        job: job title.
        next_on: day of the next contact.
        summary: sign and line each.
        chapters: in order.
        news: whether anything in it is of this visit itself.
    """

    name: str
    called: str
    job: str
    next_on: date | None
    summary: tuple[Verdict, ...]
    chapters: tuple[Chapter, ...]
    news: bool = True


def said(person: Person, maker: str, *, themselves: bool = False, at_work: bool = False) -> Said:
    """What is told about one person.

    Args:
        person: the views.
        maker: name of who made the report: *ik* is nobody on paper.
        themselves: whether it is for the person it is about.
        at_work: whether it is read at a workplace.
    """
    return _Teller(person, maker, themselves, at_work).told()


class _Teller:
    def __init__(self, person: Person, maker: str, themselves: bool, at_work: bool) -> None:
        who = person.subject.candidate
        self.called = str(who.name_used).strip() if who is not None else ""
        family = str(who.family_name).strip() if who is not None else ""
        self.name = " ".join(part for part in (self.called, family) if part)
        self._person, self._visit, self._subject = person, person.visit, person.subject
        self._maker, self._you, self._at_work = maker, themselves, at_work
        self._day: date | None = person.visit.at.day if person.visit.at is not None else None

    def told(self) -> Said:
        place, subject = self._person.placement, self._subject
        new, before = list(self._visit.agreements), self._before()
        looked_back = self._agreements(
            before, "Wat we eerder afspraken" if self._you else "Afspraken van eerder", done=True
        )
        lessons = self._lessons()
        chapters = [
            self._agreements(new, "Wat we afspreken" if self._you else "Afspraken", done=False),
            looked_back,
            *(self._theme(theme) for theme in _THEMES[:-1]),
            self._tryouts(),
            lessons,
            self._theme(_THEMES[-1]),
            *self._inside(),
        ]
        told = tuple(one for one in chapters if one is not None)
        old = [looked_back, *([] if self._visit.learning_moments else [lessons])]
        return Said(
            name=self.name,
            called=self.called,
            job=str(place.job_title).strip() if place is not None else "",
            next_on=subject.next_on,
            summary=tuple(self._summary(len(_filled(new)), before)),
            chapters=told,
            news=any(one not in old for one in told),
        )

    # -- in short ------------------------------------------------------------------------------------------------------

    def _summary(self, new: int, before: Sequence[SeenBy]) -> Iterator[Verdict]:
        for judgement in Judgement:
            themes = [one.short[self._you] for one in _THEMES if getattr(self._subject, one.judgement) is judgement]
            if themes:
                yield Verdict(SIGNS[judgement], f"{self._judged(judgement)}: {joined(themes)}.")
        parts = [f"{new} {'nieuwe afspraak' if new == 1 else 'nieuwe afspraken'}."] if new else []
        if before:
            left = sum(_is_open(one) for one in before)
            came = [f"{len(before) - left} klaar"] if left < len(before) else []
            parts.append(f"Van eerder: {', '.join([*came, f'{left} nog open'] if left else came)}.")
        if parts:
            yield Verdict("→", " ".join(parts))

    def _judged(self, judgement: Judgement) -> str:
        if not self._you:
            return judged(judgement, at_work=self._at_work)
        words = {Judgement.GOOD: "Dit gaat goed", Judgement.ATTENTION: "Hier letten we op"}
        return words.get(judgement, "Hier is zorg over")

    # -- agreements ----------------------------------------------------------------------------------------------------

    def _before(self) -> list[SeenBy]:
        """Agreements of the talk before, and others that are open or came to something since."""
        last, *older = self._person.before or (None,)
        rows = [row for visit in older for row in visit.agreements]
        if self._person.placement is not None:
            rows += self._person.placement.agreements
        rows = [row for row in rows if _is_open(row) or self._recent(row.done_on)]
        return _filled([*(last.agreements if last is not None else ()), *rows])

    def _recent(self, day: date | None) -> bool:
        since = self._person.since
        return day is not None and (since is None or day > since)

    def _agreements(self, rows: Sequence[SeenBy], title: str, *, done: bool) -> Chapter | None:
        lines = [self._agreed(row, done=done) for row in _filled(rows)]
        if not lines:
            return None
        head = ("Wie", "Wat", "Wanneer", "Hoe het ging") if done else ("Wie", "Wat", "Wanneer")
        shares = (0.22, 0.32, 0.24, 0.22) if done else (0.22, 0.54, 0.24)
        return Chapter(title, (Grid(head, tuple(lines), shares),))

    def _agreed(self, row: SeenBy, *, done: bool) -> tuple[Cell, ...]:
        what = [Line(row.what.strip() or "–", strong=True)]
        if row.remark.strip():
            what.append(Line(row.remark, aside=True))
        due = short_day(row.due_on) if row.due_on is not None else "geen datum"
        if not done:
            if not _is_open(row):
                what.append(Line(_came(row, None), aside=True))
            return (Line(self._who(row)),), tuple(what), (Line(due),)
        result = [Line(_came(row, self._day))]
        if row.done_on is not None:
            result.append(Line(short_day(row.done_on), aside=True))
        return (Line(self._who(row)),), tuple(what), (Line(due),), tuple(result)

    def _who(self, row: SeenBy) -> str:
        name = row.who.strip()
        if row.party is AgreementParty.ME:
            return name or self._maker or "bemiddelaar"
        if row.party is AgreementParty.EMPLOYEE:
            return "jij" if self._you else self.called or name or "werknemer"
        if row.party in (None, AgreementParty.OTHER):
            return name or "iemand anders"
        label = f"je {row.party.label}" if self._you else row.party.label
        return f"{label} ({name})" if name else label

    # -- themes --------------------------------------------------------------------------------------------------------

    def _theme(self, theme: _Theme) -> Chapter | None:
        judgement, text = getattr(self._subject, theme.judgement), getattr(self._subject, theme.text)
        parts = list[str | Verdict | Grid]()
        if judgement is not None:
            parts.append(Verdict(SIGNS[judgement], self._judged(judgement)))
        if text.strip():
            parts.append(text)
        if theme.text == "supervision":
            parts += self._supervised()
        return Chapter(theme.titles[self._you], tuple(parts)) if parts else None

    def _supervised(self) -> Iterator[str | Grid]:
        subject = self._subject
        guide = subject.supervised_by
        by = str(guide.name).strip() if guide is not None else ""
        if subject.supervision_minutes is not None:
            yield f"Begeleiding vandaag: {number_minutes(subject.supervision_minutes)}{f', door {by}' if by else ''}."
        elif by:
            yield f"Begeleiding vandaag door {by}."
        answers = (
            ("Jij" if self._you else self.called or "Werknemer", subject.enough_worker, subject.form_worker),
            ("Begeleider", subject.enough_supervisor, subject.form_supervisor),
        )
        if any(answer is not None for _, *pair in answers for answer in pair):
            rows = tuple(
                ((Line(who),), *((Line(answer.label if answer else "niet gevraagd"),) for answer in pair))
                for who, *pair in answers
            )
            yield Grid(("Wie zegt dit", "Is de begeleiding genoeg?", "Is de vorm goed?"), rows, (0.3, 0.38, 0.32))

    # -- tried and learnt ----------------------------------------------------------------------------------------------

    def _tryouts(self) -> Chapter | None:
        rows = []
        for one in self._visit.tryouts:
            task = [Line(one.name.strip() or "–", strong=True)]
            task += [Line(f"‘{one.own_words.strip()}’", aside=True)] if one.own_words.strip() else []
            task += [Line(f"Hulpmiddel: {one.aid.strip()}", aside=True)] if one.aid.strip() else []
            helped = [Line(_label(one.help))]
            helped += [Line(number_minutes(one.minutes), aside=True)] if one.minutes is not None else []
            decided = [Line(_label(one.decision, "nog niet"))]
            decided += [Line(one.why, aside=True)] if one.why.strip() else []
            opinions = ((Line(_label(answer)),) for answer in (one.own_opinion, one.supervisor_opinion))
            cells = (tuple(task), *opinions, tuple(helped), tuple(decided))
            if one.name.strip() or any(line.text not in ("–", "nog niet") for cell in cells for line in cell):
                rows.append(cells)
        if not rows:
            return None
        head = ("Taak", "Vind jij" if self._you else "Vindt werknemer", "Vindt begeleider", "Hulp", "Besluit")
        grid = Grid(head, tuple(rows), (0.32, 0.16, 0.17, 0.16, 0.19))
        return Chapter("Wat je hebt uitgeprobeerd" if self._you else "Uitgeprobeerd", (grid,))

    def _lessons(self) -> Chapter | None:
        """Those of the talk before and of this one, and older ones that were asked about since."""
        last, *older = self._person.before or (None,)
        rows = [row for visit in older for row in visit.learning_moments if self._recent(row.worked_on)]
        rows += last.learning_moments if last is not None else ()
        lines = []
        for row in (*rows, *self._visit.learning_moments):
            came = [Line(_label(row.worked, "nog vragen"))]
            came += [Line(row.worked_how, aside=True)] if row.worked_how.strip() else []
            came += [Line(short_day(row.worked_on), aside=True)] if row.worked_on is not None else []
            if row.question.strip() or row.tip.strip() or row.worked is not None or row.worked_how.strip():
                lines.append(((Line(row.question.strip() or "–"),), (Line(row.tip.strip() or "–"),), tuple(came)))
        if not lines:
            return None
        title = "Wat je begeleider vroeg" if self._you else "Leermomenten"
        head = ("Vraag van de begeleider", "Tip", "Werkte het?")
        return Chapter(title, (Grid(head, tuple(lines), (0.38, 0.37, 0.25)),))

    # -- for those who keep the dossier, and for the person ------------------------------------------------------------

    def _inside(self) -> Iterator[Chapter | None]:
        subject, visit = self._subject, self._visit
        judgement, why = subject.concern, subject.concern_why
        parts: list[str | Verdict | Grid] = [why] if why.strip() else []
        if judgement is not None:
            parts.insert(0, Verdict(SIGNS[judgement], self._judged(judgement)))
        yield Chapter("Alles bij elkaar", tuple(parts)) if parts else None
        yield _prose("Waar we aan werken" if self._you else "Waar is aan gewerkt", subject.goals)
        yield _prose("Waarom deze uren", subject.why_hours)
        yield _prose("Wat er verder is opgeschreven" if self._you else "Notitie", subject.notes)
        yield _prose("Volgende keer vragen", subject.ask_next)
        yield _prose("Aantekeningen bij het bezoek", visit.notes)
        lines = [
            f"Aanleiding: {visit.occasion.label}." if visit.occasion is not None else "",
            f"Duur: {number_minutes(visit.minutes)}." if visit.minutes is not None else "",
            _moved(visit.moved_from, visit.moved_because),
            f"Geen contact: {visit.no_contact_because.strip()}" if visit.no_contact_because.strip() else "",
            f"Niet gedeeld: {subject.not_shared_because.strip()}" if subject.not_shared_because.strip() else "",
        ]
        yield _prose("Over dit contact", "\n".join(line for line in lines if line))


def _prose(title: str, text: str) -> Chapter | None:
    return Chapter(title, (text,)) if text.strip() else None


def _filled(rows: Sequence[SeenBy]) -> list[SeenBy]:
    return [row for row in rows if row.what.strip() or row.who.strip() or row.party is not None or row.due_on]


def _is_open(row: SeenBy) -> bool:
    return row.result is None and row.done_on is None


def _came(row: SeenBy, day: date | None) -> str:
    if not _is_open(row):
        result = row.result or AgreementResult.DONE
        return f"{RESULT_SIGNS[result]} {result.label}"
    late = day is not None and row.due_on is not None and row.due_on < day
    return "! nog open, te laat" if late else "○ nog open"


def _moved(first: date | None, because: str) -> str:
    said = sentence(
        f"Stond eerst op {long_date(first)}" if first else "", f"verzet: {because.strip()}" if because else ""
    )
    return said[:1].upper() + said[1:]


def _label(value: Any, otherwise: str = "–") -> str:
    return str(value.label) if value is not None else otherwise
