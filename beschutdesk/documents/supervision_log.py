"""The supervision log on paper: minutes per day and by whom, totals against what was granted, and what is missing.

The log is counted from views: a line that a reader may not see is in no total. What is missing is for who keeps the log
and not for who pays: on which days somebody was away is nobody else's business.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.form_blocks import amount, amounts, signing, tinted
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.portfolio_sections import Kept
from beschutdesk.documents.subsidy_views import Sheet, SubsidyViews, fitted, made_by, masthead, named, paper, period
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.wording import long_date, number
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.supervision_subsidy import LogOrigin, SubsidyState
from beschutdesk.dossier.values import MONTHS, WEEKDAYS
from beschutdesk.rules.subsidy_states import latest
from beschutdesk.rules.supervision_log import Granted, Line, Log, Seen, Source, log
from beschutdesk.rules.supervision_log_words import gaps, month_name, span

KIND: Final = "Overzicht van de begeleiding"
READERS: Final = (Audience.MUNICIPALITY, Audience.EMPLOYER, Audience.SOB)
"""For whom it can be made."""

_DAY, _WHO, _TIME = 18 * mm, 34 * mm, 16 * mm


@dataclass(frozen=True, slots=True)
class _Entry:
    """A written line, as a reader sees it; numbers stand in for ids, which a view does not have."""

    id: UUID
    given_on: date | None
    minutes: Decimal | None
    supervisor: UUID | None
    by: str
    why: str
    entered: LogOrigin | None


@dataclass(frozen=True, slots=True)
class _Counted:
    """A log and what its supervisors are called."""

    log: Log
    names: dict[UUID, str]

    def who(self, line: Line) -> str:
        """Who gave it, in words."""
        known = self.names.get(line.supervisor, "") if line.supervisor is not None else line.by.strip()
        return known or "niet opgeschreven"


def build(views: SubsidyViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return made(views)[0]


def made(views: SubsidyViews) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    counted = _counted(views)
    composed = fitted(lambda scale, *, tight: _compose(views, counted, scale, tight=tight))
    return composed.render(), tuple(composed.dropped)


def file_name(views: SubsidyViews) -> str:
    """``Overzicht van de begeleiding Thijs Bos, versie 1, voor de gemeente.pdf``."""
    return named(_sheet(views), views)


def texts(views: SubsidyViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    return [("Per dag", text) for one in views.subsidy.log for text in (str(one.why), str(one.by))]


# -- counting ----------------------------------------------------------------------------------------------------------


def _counted(views: SubsidyViews) -> _Counted:
    names: dict[UUID, str] = {}
    known: dict[str, UUID] = {}

    def who(person: SeenBy | None) -> UUID | None:
        if person is None:
            return None
        name = str(person.name).strip() or "naam ontbreekt"
        key = known.setdefault(name, UUID(int=len(known) + 1))
        names[key] = name
        return key

    entries = [
        _Entry(UUID(int=at), one.given_on, one.minutes, who(one.supervisor), str(one.by), str(one.why), None)
        for at, one in enumerate(views.subsidy.log)
    ]
    seen = [
        Seen(UUID(int=at), visit.at.day, subject.supervision_minutes, who(subject.supervised_by))
        for at, visit in enumerate(views.visits)
        for subject in visit.subjects
        if visit.at is not None and subject.supervision_minutes is not None
    ]
    terms: Any = views.placement.terms
    away: Any = views.placement.absences
    made_log = log(
        entries,
        seen,
        _granted(views),
        terms,
        since=views.since,
        until=views.until,
        today=views.issued_on,
        absences=away,
    )
    return _Counted(made_log, names)


def _granted(views: SubsidyViews) -> Granted | None:
    steps: Any = [one for one in views.subsidy.steps if one.hours is not None]
    step: Any = latest(steps, SubsidyState.GRANTED)
    return Granted(step.hours, step.since, step.until) if step is not None else None


# -- composing ---------------------------------------------------------------------------------------------------------


def _sheet(views: SubsidyViews) -> Sheet:
    return Sheet(
        kind=KIND,
        heading=views.name,
        under=views.job,
        about=views.name,
        subject=f"Begeleiding per dag, {period(views.since, views.until) or 'zonder periode'}",
        keywords="begeleiding; verantwoording; vertrouwelijk",
    )


def _compose(views: SubsidyViews, counted: _Counted, scale: float, *, tight: bool) -> Paper:
    parts, sheet = Parts(scale, tight=tight), _sheet(views)
    story = [*masthead(parts, sheet), Space(9), _facts(parts, views, counted.log), *_short(parts, counted.log)]
    if not counted.log.days:
        text = "Er is in deze periode nog geen begeleiding opgeschreven."
        story.append(parts.section("Nog leeg", [parts.words(text, parts.house.body)]))
    story += [
        *_totals(parts, counted),
        *_missing(parts, views, counted.log),
        *_days(parts, counted),
        *(_signed(parts, views) if counted.log.days else []),
    ]
    return paper(parts, views, sheet, story)


def _facts(parts: Parts, views: SubsidyViews, found: Log) -> Stack:
    since, until = views.since, views.until
    days = [f"{long_date(since)} t/m"] if since is not None else []
    days += [long_date(until)] if until is not None else []
    letter = next((str(one.letter) for one in reversed(views.subsidy.steps) if str(one.letter).strip()), "")
    granted = [span(found.granted.hours * 60)] if found.granted is not None else ["geen uren toegekend"]
    return parts.facts(
        [
            ("Periode", days),
            ("Begeleiding gegeven", [span(found.total), _number(len(found.days), "dag", "dagen")]),
            ("Toegekend", [*granted, f"kenmerk {letter}" if letter else ""]),
            made_by(views),
        ]
    )


def _short(parts: Parts, found: Log) -> list[Block]:
    if not found.days:
        return []
    lines = [f"Gegeven: {span(found.total)} op {_number(len(found.days), 'dag', 'dagen')}."]
    if found.left is not None and found.granted is not None:
        whole = span(found.granted.hours * 60)
        rest = f"nog over: {span(found.left)}" if found.left >= 0 else f"dat is {span(-found.left)} meer dan toegekend"
        lines.append(f"Toegekend: {whole}; {rest}.")
    if found.average is not None:
        agreed = f"; afgesproken is {number(found.agreed)} minuten" if found.agreed is not None else ""
        lines.append(f"Gemiddeld {number(found.average)} minuten op een dag met begeleiding{agreed}.")
    return [Space(style.PANEL_GAP), tinted(parts, "In het kort", [parts.bullets(lines, parts.house.key)])]


def _totals(parts: Parts, counted: _Counted) -> list[Block]:
    if not counted.log.days:
        return []
    house = parts.house
    by: dict[str, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    for line in counted.log.lines:
        if line.counted:
            days, minutes = by[counted.who(line)]
            by[counted.who(line)] = days + 1, minutes + line.minutes
    side = [24 * mm * house.scale, 30 * mm * house.scale]
    widths = [style.NARROW - sum(side), *side]

    def row(name: str, days: int, minutes: Decimal, *, strong: bool = False) -> list[Block]:
        first = parts.strong(name, house.cell) if strong else parts.words(name, house.cell)
        return [first, amount(parts, f"{days}", strong=strong), amount(parts, span(minutes), strong=strong)]

    months = [row(month_name(one.first), one.days, one.minutes) for one in counted.log.months if one.days]
    months.append(row("Samen", len(counted.log.days), counted.log.total, strong=True))
    people = [row(name, days, minutes) for name, (days, minutes) in by.items()]
    return [
        parts.section("Per maand", [amounts(parts, ["Maand", "Dagen", "Begeleiding"], months, widths, 2)], table=True),
        parts.section(
            "Per begeleider", [amounts(parts, ["Wie", "Regels", "Begeleiding"], people, widths, 2)], table=True
        ),
    ]


def _missing(parts: Parts, views: SubsidyViews, found: Log) -> list[Block]:
    """What is not there, for who keeps the log."""
    if views.audience is Audience.MUNICIPALITY:
        return []
    said = gaps(found)
    lines = [parts.bullets(said, parts.house.cell)] if said else [parts.words("Er mist niets.", parts.house.body)]
    return [parts.section("Wat er nog mist", list[Block](lines))]


def _days(parts: Parts, counted: _Counted) -> list[Block]:
    """Per month a table, so that a long year can be looked through."""
    months: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in counted.log.lines:
        if line.counted:
            months[line.day.year, line.day.month].append(line)
    side = [width * parts.house.scale for width in (_DAY, _WHO, _TIME)]
    widths = [side[0], side[1], style.NARROW - sum(side), side[2]]
    return [
        parts.section(
            f"{MONTHS[month - 1].capitalize()} {year}",
            [amounts(parts, ["Dag", "Door", "Waarvoor", "Minuten"], list(_rows(parts, counted, lines)), widths)],
            table=True,
        )
        for (year, month), lines in months.items()
    ]


def _rows(parts: Parts, counted: _Counted, lines: Sequence[Line]) -> Iterator[list[Block]]:
    house, before = parts.house, None
    for line in lines:
        day = f"{WEEKDAYS[line.day.weekday()][:2]}{NBSP}{line.day.day}" if line.day != before else ""
        before = line.day
        why = line.why.strip() or ("genoteerd bij een werkbezoek" if line.source is Source.VISIT else "")
        yield [
            parts.words(day or NBSP, house.cell),
            parts.words(counted.who(line), house.cell),
            Stack(parts.prose(why, house.cell) or [parts.words("–", house.cell)]),
            amount(parts, number(line.minutes)),
        ]


def _signed(parts: Parts, views: SubsidyViews) -> list[Block]:
    text = "Wie tekent, verklaart dat deze begeleiding op deze dagen is gegeven."
    signer = [("Naam", str(views.subsidy.signatory)), ("Plaats", ""), ("Datum", "")]
    guiding = views.guiding
    guide = str(guiding.supervisor.name) if guiding is not None and guiding.supervisor is not None else ""
    supervisor = [("Naam", guide), ("Plaats", ""), ("Datum", "")]
    boxes = signing(parts, [("De begeleider", supervisor), ("Namens de aanvrager", signer)])
    return [Kept("Ondertekening", [parts.words(text, parts.house.body), Space(4), boxes], parts.house)]


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
