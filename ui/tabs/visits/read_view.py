"""A visit to read again: per person how it went, both voices, what was agreed, tried and learnt."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.visit import Tryout, VisitState, VisitSubject
from beschutdesk.rules.when import in_full
from beschutdesk.services.preparing import Lesson
from beschutdesk.services.visits import AgreementAt
from ui.forms.parse import format_day, format_number
from ui.tabs.visits import parts
from ui.tabs.visits.lines import Line, Lines
from ui.tabs.visits.reading import Found
from ui.theme import tokens as tk
from ui.visiting.themes import ASK_NEXT, EMPLOYER, PRIVATE, THEMES, WORKER, Theme
from ui.widgets import Section, box, label, rows

_VOICES: Final = (WORKER, EMPLOYER)
_ANSWERS: Final = (
    ("werknemer", "enough_worker", "form_worker"),
    ("begeleider", "enough_supervisor", "form_supervisor"),
)


class ReadView(QWidget):
    """All of one visit, per person.

    Attributes:
        settled: an agreement (its :class:`AgreementAt`) and its result.
        learnt: a :class:`Lesson` and its answer.
        look_back: a version that went out is to be seen again.
    """

    settled = Signal(object, object)
    learnt = Signal(object, object)
    look_back = Signal(object)

    def __init__(self, found: Found, today: date) -> None:
        super().__init__()
        self._found, self._today = found, today
        self.lists: list[Lines] = []
        many = len(found.subjects) > 1
        made: list[Any] = []
        for one in found.subjects:
            if many:
                made.append(rows(label(found.names[one.id], "title"), tk.S2, gap=0))
            made += self._about(one, many=many)
        made += self._trip()
        self.setLayout(rows(*made, gap=0, margins=(0, 0, 0, tk.S4)))
        self.setMinimumWidth(1)

    # -- one person ----------------------------------------------------------------------------------------------------

    def _about(self, subject: VisitSubject, *, many: bool) -> list[QWidget]:
        themes = [one for one in THEMES if one not in (*_VOICES, PRIVATE, ASK_NEXT)]
        groups: list[tuple[str, list[QWidget], str]] = [
            ("Hoe het gaat", [*self._themes(subject, themes), *self._supervision(subject)], ""),
            ("Aan het woord", list(self._themes(subject, _VOICES)), ""),
            ("Notitie", [parts.prose(subject.notes)] if subject.notes.strip() else [], ""),
            ("Afspraken", self._agreements(subject.id, many=many), ""),
            ("Uitgeprobeerd", self._tried(subject.id, many=many), ""),
            ("Leermomenten", self._lessons(subject.id, many=many), ""),
            ("Privé", list(self._themes(subject, (PRIVATE,))), "Blijft bij jou en de kandidaat"),
            ("Weggaan", self._leaving(subject), ""),
        ]
        return [Section(title, box(rows(*body, gap=0)), note) for title, body, note in groups if body]

    @staticmethod
    def _themes(subject: VisitSubject, themes: Iterable[Theme]) -> list[QWidget]:
        found = []
        for one in themes:
            words, judgement = getattr(subject, one.key).strip(), getattr(subject, one.judgement, None)
            if words or judgement is not None:
                found.append(parts.theme(one.title, judgement, words))
        return found

    def _supervision(self, subject: VisitSubject) -> list[QWidget]:
        said = []
        for who, enough, form in _ANSWERS:
            asked = (("genoeg", getattr(subject, enough)), ("goede vorm", getattr(subject, form)))
            told = [f"{what}: {answer.label}" for what, answer in asked if answer is not None]
            if told:
                said.append(f"Volgens de {who} {', '.join(told)}.")
        if subject.supervision_minutes is not None:
            by = self._found.supervisors.get(subject.supervised_by) if subject.supervised_by is not None else None
            who = f" door {by}" if by else ""
            said.append(f"Begeleiding die dag: {format_number(subject.supervision_minutes, 0)} minuten{who}.")
        return [parts.fact("Genoeg begeleiding, en in een goede vorm?", "\n".join(said))] if said else []

    def _agreements(self, key: UUID | None, *, many: bool) -> list[QWidget]:
        visit, today = self._found.visit, self._today
        lines = []
        for row in visit.agreements:
            if row.subject == key or (row.subject is None and not many):
                open_ = row.result is None and row.done_on is None
                late = open_ and row.due_on is not None and row.due_on < today
                at = AgreementAt("visit", visit.id, row.id)
                inside = row.readers is not None and not row.readers
                lines.append(parts.agreement(row, at, late=late, inside=inside))
        return self._list("Afspraken", lines, self.settled)

    def _tried(self, key: UUID, *, many: bool) -> list[QWidget]:
        rows_ = [one for one in self._found.visit.tryouts if one.subject == key or (one.subject is None and not many)]
        return [parts.fact(one.name or "Taak zonder naam", _tried(one)) for one in rows_]

    def _lessons(self, key: UUID, *, many: bool) -> list[QWidget]:
        visit, lines = self._found.visit, []
        for row in visit.learning_moments:
            if row.subject != key and (row.subject is not None or many):
                continue
            lesson = Lesson(visit.id, row.id, row.question, row.tip, visit.at.day if visit.at is not None else None)
            worked = f"werkte: {row.worked.label}" if row.worked is not None else "nog niet nagevraagd"
            told = f"Tip: {row.tip}" if row.tip and row.question else ""
            detail = " · ".join(part for part in (told, worked, row.worked_how) if part)
            acts = (*parts.WORKED, parts.ASK_AGAIN) if row.worked is not None else parts.WORKED
            lines.append(Line(row.question or row.tip, detail, "graduation-cap", "accent", "leermoment", lesson, acts))
        return self._list("Leermomenten", lines, self.learnt)

    def _leaving(self, subject: VisitSubject) -> list[QWidget]:
        specs = shape_of(subject).specs
        found: list[QWidget] = []
        if subject.concern is not None or subject.concern_why:
            found.append(parts.theme("Hoe je wegging", subject.concern, subject.concern_why))
        if subject.next_on is not None:
            found.append(parts.fact(specs["next_on"].label, in_full(subject.next_on)))
        found += [
            parts.fact(specs[name].label, words)
            for name in ("ask_next", "goals", "why_hours")
            if (words := getattr(subject, name).strip())
        ]
        if subject.not_shared_because:
            found.append(parts.fact(specs["not_shared_because"].label, subject.not_shared_because))
        return found

    # -- the trip ------------------------------------------------------------------------------------------------------

    def _trip(self) -> list[QWidget]:
        visit, found = self._found.visit, self._found
        facts: list[QWidget] = []
        if visit.state is VisitState.NO_CONTACT and visit.no_contact_because:
            facts.append(parts.fact("Waarom geen contact", visit.no_contact_because))
        if visit.present:
            facts.append(parts.fact("Aanwezig", ", ".join(visit.present)))
        if visit.minutes is not None:
            facts.append(parts.fact("Duur", f"{format_number(visit.minutes, 0)} minuten"))
        if visit.moved_from is not None:
            why = f": {visit.moved_because}" if visit.moved_because else ""
            facts.append(parts.fact("Verzet", f"Stond eerst op {format_day(visit.moved_from)}{why}"))
        if visit.notes.strip():
            facts.append(parts.fact("Aantekeningen", visit.notes.strip()))
        made: list[QWidget] = [Section("Het bezoek", box(rows(*facts, gap=0)))] if facts else []
        if len(found.subjects) > 1 or not found.subjects:
            loose = self._agreements(None, many=True)
            made += [Section("Afspraken over het geheel", box(rows(*loose, gap=0)))] if loose else []
        if found.missing:
            words = [one.words for one in found.missing]
            made.append(Section("Nog aan te vullen", parts.bullets(words, "circle-dashed"), "Het mag later"))
        if visit.state is VisitState.DONE and found.subjects:
            made.append(self._shared())
        return made

    def _shared(self) -> QWidget:
        found = self._found
        people = {one.candidate: found.names[one.id] for one in found.subjects}
        many = len(people) > 1
        lines = [parts.issued_line(one, people.get(one.candidate, "") if many else "") for one in found.issued]
        if not lines:
            words = "Nog niemand kreeg dit verslag. Met ‘Verslag’ deel je het, elk met een eigen versie."
            return Section("Wie kreeg wat", parts.prose(words, "soft"))
        made = self._list("Wie kreeg welke versie", lines, None)[0]
        if isinstance(made, Lines):
            made.acted.connect(lambda document, _act: self.look_back.emit(document))
        return Section("Wie kreeg wat", made)

    def _list(self, name: str, lines: list[Line], acted: Any) -> list[QWidget]:
        if not lines:
            return []
        made = Lines(name)
        made.show_lines(lines)
        if acted is not None:
            made.acted.connect(acted)
        self.lists.append(made)
        return [made]


def _tried(one: Tryout) -> str:
    own, guide, decided = (
        "" if value is None else value.label for value in (one.own_opinion, one.supervisor_opinion, one.decision)
    )
    said = (
        (
            "Werknemer",
            " ".join(part for part in (own, f"‘{one.own_words.rstrip('.')}’" if one.own_words else "") if part),
        ),
        ("Begeleider", guide),
        ("Hulp nodig", "" if one.help is None else one.help.label),
        ("Begeleiding", "" if one.minutes is None else f"{format_number(one.minutes, 0)} minuten"),
        ("Hulpmiddel", one.aid),
        ("Besluit", ", ".join(part for part in (decided, one.why) if part)),
    )
    return " ".join(f"{title}: {words.rstrip('.')}." for title, words in said if words) or "Nog zonder oordeel."
