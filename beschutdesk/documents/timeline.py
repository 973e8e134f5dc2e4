"""The timeline of a person or of an employer on paper, by month, the newest first.

The builder gets lines that were read through the eyes of the audience already, so what its readers may not see is not
there to be printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.leaving import FOR, READERS, safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.wording import clock, joined, long_date, sentence
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.values import MONTHS, WEEKDAYS

KIND: Final = "Tijdlijn"

_DAY, _SORT = 22 * mm, 27 * mm
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_LONGEST_NAME = 200  # letters in the heading, which must not run over a page
_LONGEST_CHOICE = 400


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened, as these readers may know it.

    Attributes:
        at: the day, or day and local time where that is known.
        kind: Dutch word for what sort of event it is.
        title: a short Dutch line.
        detail: what more is known; may be several lines.
        by: who wrote it down; empty when that is not for these readers.
    """

    at: date | datetime
    kind: str
    title: str
    detail: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; it is named on the first page, for it is not everything then.

    Attributes:
        kinds: Dutch words of the kinds that are in it; empty is all.
        since, until: first and last day.
        words: every line has these words.
    """

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a timeline on paper is made of.

    Attributes:
        audience: who will read it.
        name: of the person or the employer, as these readers may know it.
        called: what the person is called, for the version that is for the person.
        lines: the newest first.
        choice: what was asked for.
        caseworker: who made it, with the role.
        number: of the version; ``None`` when versions are not counted.
        issued_on: the day it is made.
    """

    audience: Audience
    name: str
    called: str
    lines: tuple[Line, ...]
    choice: Choice
    caseworker: str
    number: int | None
    issued_on: date


def build(sheet: Sheet) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same sheet always gives the same bytes."""
    return _compose(sheet).render()


def unprintable(sheet: Sheet) -> tuple[str, ...]:
    """The characters in these texts that no font has; the user should know."""
    return tuple(_compose(sheet).dropped)


def made(sheet: Sheet) -> tuple[bytes, tuple[str, ...]]:
    """What :func:`build` and :func:`unprintable` give, composed once: a timeline may have thousands of lines."""
    paper = _compose(sheet)
    return paper.render(), tuple(paper.dropped)


def file_name(sheet: Sheet) -> str:
    """``Tijdlijn Thijs Bos, versie 2, voor de gemeente.pdf``: a name every system accepts."""
    parts = [safe_name(f"{KIND} {sheet.name}", KIND)]
    if sheet.number is not None:
        parts.append(f"versie {sheet.number}")
    return ", ".join([*parts, FOR[sheet.audience]]) + ".pdf"


def choice_words(choice: Choice) -> str:
    """What was asked for in words: ``Alleen contact en taak, 1 januari – 22 november 2026``; empty for everything."""
    kinds = joined(choice.kinds)
    words = choice.words.strip()
    asked = sentence(kinds, _period(choice.since, choice.until), f"met de woorden ‘{words}’" if words else "")
    return f"Alleen {asked}" if asked else ""


# -- composing ---------------------------------------------------------------------------------------------------------


def _compose(sheet: Sheet) -> Paper:
    parts = Parts(style.READING if sheet.audience is Audience.CANDIDATE else 1.0)
    name = parts.title(sheet.name, 60) or "naam ontbreekt"
    blocks = [*_masthead(parts, sheet), Space(9), _facts(parts, sheet)]
    if asked := choice_words(sheet.choice):
        blocks += [Space(style.PANEL_GAP), parts.notice("Niet alles.", f"{parts.title(asked, _LONGEST_CHOICE)}.")]
    if sheet.audience is not Audience.COLLEAGUE:
        whole = "Wat niet voor deze lezer is, staat er niet in. Dit is dus niet het hele dossier."
        blocks += [Space(6), parts.words(whole, parts.house.note)]
    blocks += [_month(parts, month, list(lines)) for month, lines in groupby(sheet.lines, _month_of)]
    if not sheet.lines:
        blocks.append(parts.section("Nog leeg", [parts.words(_nothing(sheet), parts.house.body)]))
    version = f"versie {sheet.number}" if sheet.number is not None else ""
    footer = "  ·  ".join(part for part in (f"{KIND} van {name}", version, long_date(sheet.issued_on)) if part)
    facts = Metadata(
        title=f"{KIND} van {name}",
        author=parts.title(sheet.caseworker) or "BeschutDesk",
        subject=sentence(parts.title(asked) or "Alles met een datum", FOR[sheet.audience]),
        keywords="tijdlijn; begeleiding; vertrouwelijk",
        issued_on=sheet.issued_on,
    )
    return Paper(Stack(blocks), facts, _readers(sheet), ("VERTROUWELIJK",), footer, parts.dropped)


def _readers(sheet: Sheet) -> str:
    if sheet.audience is Audience.CANDIDATE:
        return f"Alleen voor {sheet.called.strip() or 'jou'}"
    return READERS[sheet.audience]


def _masthead(parts: Parts, sheet: Sheet) -> list[Block]:
    house = parts.house
    full = parts.title(sheet.name.strip() or "Naam ontbreekt", _LONGEST_NAME)
    tries = [parts.words(full, look, "H1", bookmark=parts.title(full)) for look in house.names[1:]]
    heading = next((name for name in tries if len(name.lines(style.WIDE)) <= 2), tries[-1])
    return [parts.words(KIND.upper(), house.kind), Space(7), heading]


def _facts(parts: Parts, sheet: Sheet) -> Stack:
    count = len(sheet.lines)
    inside = f"{count or 'geen'} {'gebeurtenis' if count == 1 else 'gebeurtenissen'}"
    days = [_day(line) for line in sheet.lines]
    spread = _period(min(days), max(days)) if days else "nog niets"
    version = [f"versie {sheet.number}"] if sheet.number is not None else []
    return parts.facts(
        [
            ("Wat erin staat", [inside, "de nieuwste eerst"] if count > 1 else [inside]),
            ("Van – tot en met", [spread]),
            ("Dit document", [*version, long_date(sheet.issued_on), sheet.caseworker]),
        ]
    )


def _nothing(sheet: Sheet) -> str:
    if choice_words(sheet.choice):
        return "Er is niets dat bij deze keuze past."
    if sheet.audience is Audience.COLLEAGUE:
        return "Er is nog niets met een datum."
    return "Er is nog niets met een datum dat voor deze lezer is."


# -- the lines ---------------------------------------------------------------------------------------------------------


def _day(line: Line) -> date:
    return line.at.date() if isinstance(line.at, datetime) else line.at


def _month_of(line: Line) -> tuple[int, int]:
    return line.at.year, line.at.month


def _month(parts: Parts, month: tuple[int, int], lines: Sequence[Line]) -> Block:
    scale = parts.house.scale
    side = [_DAY * scale, _SORT * scale]
    widths = [*side, style.NARROW - sum(side)]
    rows = [_cells(parts, line) for line in lines]
    title = f"{MONTHS[month[1] - 1].capitalize()} {month[0]}"
    return parts.section(title, [parts.table(["Dag", "Soort", "Wat er was"], rows, widths)], table=True)


def _cells(parts: Parts, line: Line) -> list[Block]:
    house, day = parts.house, _day(line)
    when: list[Block] = [
        parts.words(f"{WEEKDAYS[day.weekday()][:2]} {day.day}{NBSP}{_SHORT[day.month - 1]}", house.cell)
    ]
    at = line.at
    if isinstance(at, datetime) and (at.hour or at.minute):
        when.append(parts.words(f"{clock(at.time())}{NBSP}uur", house.note))
    what: list[Block] = [parts.strong(line.title or "(zonder woorden)", house.cell)]
    what += parts.prose(line.detail, house.cell)
    if line.by.strip():
        what.append(parts.words(f"door {line.by.strip()}", house.note))
    return [Stack(when), parts.words(line.kind, house.cell), Stack(what)]


def _period(since: date | None, until: date | None) -> str:
    """``1 januari – 22 november 2026``."""
    if since is None:
        return f"tot en met {long_date(until)}" if until is not None else ""
    if until is None:
        return f"vanaf {long_date(since)}"
    if since == until:
        return long_date(since)
    first = long_date(since)
    if since.year == until.year:
        first = first.removesuffix(f"{NBSP}{since.year}")
    return f"{first}{NBSP}– {long_date(until)}"
