"""What to know before a visit, on one page per person: for the user's own eyes, and it says so.

The builder gets finished words. What does not fit on the page is left in the program, and the page says how much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.leaving import safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.words import ListItem, TextStyle
from beschutdesk.documents.text import Dropped, shortened
from beschutdesk.documents.wording import long_date, short_date

KIND: Final = "Voorbereiding"

_LONGEST_NAME = 120
_FOOTER_NAME = 40
_MOST: Final = {8: 160, 6: 160, 4: 160, 3: 90, 2: 60, 1: 25}
"""So many lines of each kind, of so many letters; fewer when they do not fit."""
_LISTS: Final = ("agreements", "questions", "signals", "dates", "tasks")
"""Of these as many lines as fit, in this order."""
_LEAST: Final = 2
"""So many lines of another list stay when an agreement takes its place."""
_SCALES = (1.0, 0.96, 0.92)
_SIGN, _WHO, _WHEN = 8 * mm, 31 * mm, 35 * mm
_THEME, _JUDGED = 34 * mm, 24 * mm


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list: a sign, the words, and what stands under it in small type."""

    sign: str
    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of one person, in words.

    Attributes:
        name, called: of the person.
        place: job and employer.
        when: day and hour of the visit, in lines; empty when it is not planned.
        guide: name and phone of who guides.
        before: day of the visit before and what it was.
        made_on: the day of this page.
        agreements: sign, who, what, and when.
        signals: what asks attention.
        themes: title, judgement and first words of last time.
        hidden: whether there was something private, which is not on paper.
        leaving: how one went away last time.
        questions: to ask, tips that were given among them.
        tasks: being tried out.
        supervision: sentences.
        dates: days that come up.
    """

    name: str
    called: str
    place: tuple[str, str] = ("", "")
    when: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    made_on: date = date.min
    agreements: tuple[tuple[str, str, str, str], ...] = ()
    signals: tuple[Point, ...] = ()
    themes: tuple[tuple[str, str, str], ...] = ()
    hidden: bool = False
    leaving: str = ""
    questions: tuple[Point, ...] = ()
    tasks: tuple[Point, ...] = ()
    supervision: tuple[str, ...] = ()
    dates: tuple[Point, ...] = ()


def build(sheets: Sequence[Sheet]) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same sheets always give the same bytes."""
    return made(sheets)[0]


def made(sheets: Sequence[Sheet]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    dropped = Dropped()
    story: list[Block] = []
    for number, sheet in enumerate(sheets):
        room = style.LATER_PAGE if number else style.FIRST_PAGE
        page, lost = _fitted(sheet, room.height)
        for char in lost:
            dropped.add(char)
        story.append(page)
        if sheet is not sheets[-1]:
            story.append(Space(max(0.0, room.height - page.height(room.width))))
    first = sheets[0]
    parts = Parts()
    names = parts.title(first.name, 60) if len(sheets) == 1 else f"{len(sheets)} mensen"
    facts = Metadata(
        title=f"{KIND} {names or 'naam ontbreekt'}",
        author="BeschutDesk",
        subject="Wat je wilt weten voor een bezoek. Alleen voor jezelf",
        keywords="werkbezoek; voorbereiding; vertrouwelijk",
        issued_on=first.made_on,
    )
    whom = parts.title(first.name, _FOOTER_NAME) if len(sheets) == 1 else names
    footer = f"{KIND} {whom or 'naam ontbreekt'}  ·  {long_date(first.made_on)}  ·  versnipper dit na het bezoek"
    readers = "Alleen voor jezelf. Laat dit niet liggen en deel het niet"
    paper = Paper(Stack(story), facts, readers, ("VERTROUWELIJK",), footer, dropped)
    return paper.render(), tuple(dropped)


def file_name(called: str, day: date) -> str:
    """``Voorbereiding Thijs 22-11-2026.pdf``: a name every system accepts.

    Args:
        called: the person.
        day: of the visit, or of the page when it is not planned.
    """
    return f"{safe_name(f'{KIND} {called}', KIND)} {short_date(day)}.pdf"


# -- composing ---------------------------------------------------------------------------------------------------------


def _fitted(sheet: Sheet, height: float) -> tuple[Stack, Dropped]:
    """The page with as much on it as fits."""
    for most in _MOST:
        for at, scale in enumerate(_SCALES):
            tried = _tried(sheet, most, scale, dict.fromkeys(_LISTS, most))
            if tried[0].height(style.WIDE) <= height:
                return _filled_up(sheet, height, most, _SCALES[at:], tried)
    return tried


def _tried(sheet: Sheet, most: int, scale: float, counts: Mapping[str, int]) -> tuple[Stack, Dropped]:
    parts = Parts(scale, tight=scale < 1)
    return Stack(_page(parts, sheet, most, counts)), parts.dropped


def _filled_up(
    sheet: Sheet, height: float, most: int, scales: Sequence[float], page: tuple[Stack, Dropped]
) -> tuple[Stack, Dropped]:
    """The same page with lines that were left out, as far as there is room.

    For agreements all of it may be a little smaller, and the longest other list a line shorter.
    """
    counts = {name: min(most, len(getattr(sheet, name))) for name in _LISTS}
    first, *others = _LISTS
    for name in _LISTS:
        while counts[name] < len(getattr(sheet, name)):
            ways = [(scales[0], {**counts, name: counts[name] + 1})]
            if name == first:
                ways += [(scale, ways[0][1]) for scale in scales[1:]]
                longest = max(others, key=counts.__getitem__)
                if counts[longest] > _LEAST:
                    ways.append((scales[0], {**ways[0][1], longest: counts[longest] - 1}))
            for scale, more in ways:
                tried = _tried(sheet, most, scale, more)
                if tried[0].height(style.WIDE) <= height:
                    break
            else:
                break
            counts, page, scales = more, tried, scales[scales.index(scale) :]
    return page


def _page(parts: Parts, sheet: Sheet, most: int, counts: Mapping[str, int]) -> list[Block]:
    """What stands on it: texts as long as goes with *most*, and so many lines of each list."""
    house, letters = parts.house, _MOST[most]
    name = parts.title(sheet.name, _LONGEST_NAME if most > 1 else _MOST[most]) or "Naam ontbreekt"
    tries = [parts.words(name, look, "H1", bookmark=name) for look in house.names[1:]]
    heading = next((one for one in tries if len(one.lines(style.WIDE)) <= 1), tries[-1])
    under = " · ".join(_short(parts, part, min(60, _MOST[most])) for part in sheet.place if part.strip())
    blocks: list[Block] = [parts.words(KIND.upper(), house.kind), Space(5), heading]
    blocks += [parts.words(under, house.subtitle)] if under else []
    facts = parts.facts(
        [
            ("Bezoek", sheet.when or ("nog niet gepland",)),
            ("Begeleider", [_short(parts, line, min(40, _MOST[most])) for line in sheet.guide] or ["niet bekend"]),
            ("Vorige keer", sheet.before or ("nog niet geweest",)),
            ("Dit blad", [long_date(sheet.made_on)]),
        ]
    )
    blocks += [Space(7), facts]
    body = [
        *_agreements(parts, sheet, letters, counts["agreements"]),
        *_listed(parts, "Vragen en tips", sheet.questions, letters, counts["questions"]),
        *_listed(parts, "Nu aan de hand", sheet.signals, letters, counts["signals"]),
        *_last_time(parts, sheet, most),
        *_listed(parts, "Wordt uitgeprobeerd", sheet.tasks, letters, counts["tasks"]),
        *_sentences(parts, "Begeleiding", sheet.supervision, _MOST[most]),
        *_listed(parts, "Komt eraan", sheet.dates, letters, counts["dates"]),
    ]
    if not body:
        text = "Er is nog niets om op terug te kijken."
        body = [parts.section("Nog leeg", [parts.words(text, house.body)])]
    return [*blocks, *body]


def _agreements(parts: Parts, sheet: Sheet, letters: int, most: int) -> list[Block]:
    if not sheet.agreements:
        return []
    cell = parts.house.cell
    rows: list[list[Block]] = []
    for sign, who, what, when in sheet.agreements[:most]:
        rows.append(
            [
                parts.strong(sign, cell),
                parts.words(_short(parts, who, min(60, letters)) or "–", cell),
                parts.words(_short(parts, what, letters), cell),
                parts.words(_short(parts, when, min(60, letters)), cell),
            ]
        )
    side = [width * parts.house.scale for width in (_SIGN, _WHO, _WHEN)]
    widths = [side[0], side[1], style.NARROW - sum(side), side[2]]
    table = parts.table(["Af", "Wie", "Wat", "Wanneer"], rows, widths)
    return [parts.section("Afspraken", [table, *_more(parts, len(sheet.agreements), most)], table=True)]


def _last_time(parts: Parts, sheet: Sheet, most: int) -> list[Block]:
    house, body = parts.house, list[Block]()
    if sheet.leaving:
        body.append(
            parts.words(
                _short(parts, sheet.leaving, _MOST[most]),
                house.body,
                lead="Je ging weg met:",
            )
        )
    if sheet.themes:
        letters = min(90, _MOST[most])
        rows: list[list[Block]] = [
            [
                parts.words(title, house.cell),
                parts.strong(judged, house.cell),
                parts.words(_short(parts, words, letters), house.cell),
            ]
            for title, judged, words in sheet.themes[: max(most, 3)]
        ]
        side = [_THEME * house.scale, _JUDGED * house.scale]
        body.append(
            parts.table(["Onderwerp", "Hoe het ging", "Eerste woorden"], rows, [*side, style.NARROW - sum(side)])
        )
    if sheet.hidden:
        body += [Space(3), parts.words("Er is ook iets privé. Dat staat alleen in het programma.", house.note)]
    return [parts.section("Vorige keer", body, table=not sheet.leaving and bool(sheet.themes))] if body else []


def _listed(parts: Parts, title: str, points: Sequence[Point], letters: int, most: int) -> list[Block]:
    if not points:
        return []
    house = parts.house
    look = TextStyle(house.cell.font, house.cell.size, house.cell.leading, house.cell.color, 2 * house.scale)
    mark = TextStyle(house.subhead.font, look.size, look.leading, look.color)
    indent = style.SIGN_INDENT * house.scale
    rows: list[Block] = []
    for point in points[:most]:
        text, aside = _short(parts, point.text, letters), _short(parts, point.aside, letters)
        if aside:
            text = text if text.endswith((".", "?", "!", "…")) else f"{text}."
        inner = parts.words(aside, look, lead=text) if aside else parts.words(text, look)
        rows.append(ListItem(point.sign, inner, indent, mark))
    listed = Stack(rows, "L", attributes={"List": {"ListNumbering": "None"}})
    return [parts.section(title, [listed, *_more(parts, len(points), most)])]


def _sentences(parts: Parts, title: str, lines: Sequence[str], letters: int) -> list[Block]:
    return (
        [parts.section(title, [parts.words(_short(parts, line, letters), parts.house.cell) for line in lines])]
        if lines
        else []
    )


def _more(parts: Parts, number: int, most: int) -> list[Block]:
    left = number - most
    return [Space(2), parts.words(f"En nog {left} in het programma.", parts.house.note)] if left > 0 else []


def _short(parts: Parts, text: str, letters: int) -> str:
    return shortened(text, letters, dropped=parts.dropped)
