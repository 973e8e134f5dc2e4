"""Voorbereiden: what to know before a visit, calm and on one page, per person."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.when import in_full
from beschutdesk.services.preparing import Lesson, Preparation
from ui.forms.parse import SHORT_DAYS, format_day, format_number
from ui.tabs.today.words import TONES, haste, when
from ui.tabs.visits import parts
from ui.tabs.visits.lines import Act, Line, Lines
from ui.tabs.visits.words import kind
from ui.theme import paint
from ui.theme import tokens as tk
from ui.widgets import Section, box, label, rows

_GO: Final = Act("Enter", "Ga erheen", "go")
_HOW: Final = Act("Enter", "Werkte het?", "ask")


class PrepareView(QWidget):
    """One person.

    Attributes:
        settled: an agreement (its :class:`AgreementAt`) and its result.
        learnt: a :class:`Lesson` and its answer.
        gone_to: a signal whose place is wanted.
    """

    settled = Signal(object, object)
    learnt = Signal(object, object)
    gone_to = Signal(object)

    def __init__(self, found: Preparation, today: date, *, named: bool) -> None:
        super().__init__()
        self._today = today
        self.lists: list[Lines] = []
        made: list[Any] = []
        if named:
            where = " · ".join(part for part in (found.job, found.employer) if part)
            made.append(rows(label(found.name, "title"), label(where, "body", "soft"), tk.S2, gap=0))
        made += [part for part in self._sections(found) if part is not None]
        if not found.last and len(made) <= 1 + int(named):
            words = "Er is nog niets om op terug te kijken. Na het eerste bezoek staat hier wat er toen is afgesproken."
            made.append(parts.prose(words, "soft"))
        self.setLayout(rows(*made, gap=0, margins=(0, 0, 0, tk.S4)))
        self.setMinimumWidth(1)

    def _sections(self, found: Preparation) -> list[QWidget | None]:
        return [
            self._agreements(found),
            self._questions(found),
            self._lessons(found),
            self._signals(found),
            self._last(found),
            self._tasks(found),
            self._supervision(found),
            self._dates(found),
        ]

    def _last(self, found: Preparation) -> QWidget:
        last = found.last
        if last is None:
            return Section("Vorige keer", parts.prose("Dit is het eerste bezoek.", "soft"))
        made: list[QWidget] = [parts.theme(one.label, one.judgement, one.words) for one in last.themes]
        if last.concern is not None:
            made.append(parts.theme("Hoe je wegging", last.concern, last.why))
        if not made:
            made.append(parts.prose("Er is toen niets opgeschreven.", "soft"))
        return Section("Vorige keer", box(rows(*made, gap=0)), f"{kind(last.medium)}, {in_full(last.day)}")

    def _agreements(self, found: Preparation) -> QWidget | None:
        if not found.agreements:
            return None
        lines = [
            parts.agreed(
                one.what, one.at, (one.party, one.who), (one.due_on, one.result, one.done_on), late=one.overdue
            )
            for one in found.agreements
        ]
        made = self._list(f"Afspraken met {found.called}", lines)
        made.acted.connect(self.settled)
        open_, late = sum(one.open for one in found.agreements), sum(one.overdue for one in found.agreements)
        note = f"{open_} open" + (f", {late} te laat" if late else "")
        return Section("Afspraken", made, note)

    def _lessons(self, found: Preparation) -> QWidget | None:
        if not found.lessons:
            return None
        made = self._list(f"Leermomenten bij {found.called}", [_lesson(one) for one in found.lessons])
        made.acted.connect(self.learnt)
        return Section("Werkte de tip?", made, "Vraag het na")

    def _questions(self, found: Preparation) -> QWidget | None:
        if not found.questions:
            return None
        return Section("Vragen van vorige keer", parts.bullets(found.questions))

    def _signals(self, found: Preparation) -> QWidget | None:
        if not found.signals:
            return None
        lines = []
        for one in found.signals:
            tone = TONES[one.severity]
            sign = paint.tone(tone).icon
            until, hurry = when(one, self._today), haste(one, self._today)
            detail = " · ".join(part for part in ("" if hurry in until else hurry, until, one.why) if part)
            colour = "accent" if tone == "info" else str(tone)
            lines.append(Line(one.words.removesuffix("."), detail, sign, colour, "", one, (_GO,)))
        made = self._list(f"Wat aandacht vraagt bij {found.called}", lines)
        made.acted.connect(lambda signal, _act: self.gone_to.emit(signal))
        return Section("Wat aandacht vraagt", made, "Ook bij Vandaag")

    def _tasks(self, found: Preparation) -> QWidget | None:
        if not found.tasks:
            return None
        made = []
        for one in found.tasks:
            minutes = f"{format_number(one.minutes, 0)} minuten" if one.minutes is not None else ""
            help_ = one.independence.label if one.independence is not None else ""
            since = f"sinds {format_day(one.started_on)}" if one.started_on is not None else ""
            detail = ", ".join(part for part in (minutes, help_, since) if part)
            made.append(f"{one.name or 'Taak zonder naam'}" + (f" ({detail})" if detail else ""))
        return Section("Wordt geprobeerd", parts.bullets(made, "list-checks"))

    def _supervision(self, found: Preparation) -> QWidget | None:
        said = []
        if found.guide:
            said.append(f"Begeleider: {found.guide}.")
        if found.agreed_minutes is not None:
            said.append(f"Afgesproken: {format_number(found.agreed_minutes, 0)} minuten per dag.")
        if found.minutes:
            was = ", ".join(f"{_short(day)} {format_number(minutes, 0)}" for day, minutes in found.minutes)
            said.append(f"Zoals het was: {was} minuten.")
        return Section("Begeleiding", parts.prose("\n".join(said))) if said else None

    def _dates(self, found: Preparation) -> QWidget | None:
        if not found.dates:
            return None
        lines = [f"{_short(one.day)}  {one.words}" for one in found.dates]
        return Section("Komt eraan", parts.bullets(lines, "calendar-days"))

    def _list(self, name: str, lines: list[Line]) -> Lines:
        made = Lines(name)
        made.show_lines(lines)
        self.lists.append(made)
        return made


def _lesson(one: Lesson) -> Line:
    title = one.question or one.tip
    tip = f"Tip: {one.tip}" if one.tip and one.question else ""
    given = f"gegeven op {format_day(one.given_on)}" if one.given_on is not None else ""
    detail = " · ".join(part for part in (tip, given) if part)
    return Line(title, detail, "graduation-cap", "accent", "leermoment", one, (*parts.WORKED, _HOW))


def _short(day: date) -> str:
    return f"{SHORT_DAYS[day.weekday()]} {format_day(day)}"
