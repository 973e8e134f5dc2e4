"""The day plan for the wall: one sheet per day, in large type, to be ticked off by hand.

Upright with a line per step, or lying with a picture per step. Each day is set as large as it fits on one sheet. What
something is, is said by words, a picture and a frame; never by colour, for many a printer has none.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.day_look import Look
from beschutdesk.documents.fonts import REGULAR, SEMIBOLD
from beschutdesk.documents.form_blocks import OPEN
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.pictogram import picture
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Rule, Space, Stack
from beschutdesk.documents.tagged.figure import Figure
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import TextStyle
from beschutdesk.documents.task_views import Planned, TaskViews, facts_of, footer_of, named
from beschutdesk.documents.wall import LYING, UPRIGHT, Sheet, Wall, fits, sheets
from beschutdesk.documents.wall_items import Card, Item, in_width, photo
from beschutdesk.documents.wording import clock
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import WEEKDAYS

KIND: Final = "Dagindeling"
SIZES: Final = (1.35, 1.25, 1.15, 1.08, 1.02, 0.96, 0.9, 0.84, 0.78, 0.75)
"""Scales of the sheet with lines to try, the largest first; at the last one a step is 12 points."""
ACROSS: Final = ((3, 0.45), (4, 0.5), (5, 0.5), (5, 0.42), (6, 0.5), (6, 0.42), (7, 0.5), (7, 0.4))
"""How many pictures beside each other to try, and how much of their width they take; the largest first."""
_LEAST: Final = 12.0  # points
_LEAST_WORD: Final = 9.0  # points, of a long word below a picture
_TOGETHER: Final = (8, 430)
"""So many steps, and letters of them, stand below the name of a task on a day that goes on on a next sheet."""
_LONGEST_NAME: Final = 40  # letters
_NONE: Final = (0.0, 0.0, 0.0, 0.0)
_GAP: Final = 5 * mm  # between pictures
_INSIDE: Final = (5.5, 5.0, 3.5, 7.0)  # of a card, between its frame and what it says: left, top, right, bottom
_ASIDE: Final = 9.0  # of that, left and right
_TALL: Final = 16.5  # of a day, above the line


def made(views: TaskViews, look: Look = Look.LINES) -> tuple[bytes, tuple[str, ...]]:
    """The file as PDF/A-2a and PDF/UA-1, and the characters in its texts that no font has."""
    wall = _compose(views, look)
    return wall.render(), tuple(wall.dropped)


def file_name(views: TaskViews) -> str:
    """``Dagindeling Thijs, versie 1, voor de vloer.pdf``."""
    return named(views, KIND, views.called)


def texts(views: TaskViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    out = []
    for day in views.planned_days:
        for block in views.planned(day):
            out.append((WEEKDAYS[day].capitalize(), block.title))
            out += [(block.title, str(step.words)) for step in _steps(views, block)]
    return list(dict.fromkeys(out))


# -- composing ---------------------------------------------------------------------------------------------------------


def _compose(views: TaskViews, look: Look) -> Wall:
    parts = Parts()
    sheet = UPRIGHT if look is Look.LINES else LYING
    days = [(WEEKDAYS[day], _day(parts, views, day, look, sheet)) for day in views.planned_days]
    if not days:
        heading = parts.words(KIND, TextStyle(SEMIBOLD, 40, 46, style.INK, 8), "H1", bookmark=KIND)
        said = parts.words("Er is nog geen dagindeling.", TextStyle(REGULAR, 18, 24, style.INK))
        days = [("", Stack([heading, said], "Sect"))]
    facts = facts_of(parts, views, KIND, views.called, "Wat je doet op een dag, van begin tot eind", "dag; taken")
    return Wall(sheet, days, facts, footer_of(parts, views, KIND, views.called), parts.dropped)


def _day(parts: Parts, views: TaskViews, day: int, look: Look, sheet: Sheet) -> Stack:
    """As large as it fits on one sheet; what is too much even so is on as few as it can be, as large as those hold."""
    tries: list[Callable[[], list[Block]]]
    if look is Look.LINES:
        tries = [partial(_lines, parts, views, day, scale) for scale in SIZES]
    else:
        tries = [partial(_pictures, parts, views, day, *how) for how in ACROSS]
    larger: list[Stack] = []
    for make in tries:
        story = Stack([*_head(parts, views, day, sheet), *make(), *_foot(parts, views)], "Sect")
        if fits(story, sheet):
            return story
        larger.append(story)
    if look is Look.LINES:  # with the name of the task above the steps of the next sheet too
        rows = (_lines(parts, views, day, scale, whole=False) for scale in SIZES)
        larger = [Stack([*_head(parts, views, day, sheet), *made, *_foot(parts, views)], "Sect") for made in rows]
    fewest = sheets(larger[-1], sheet)
    return next(one for one in larger if sheets(one, sheet) <= fewest)


def _head(parts: Parts, views: TaskViews, day: int, sheet: Sheet) -> list[Block]:
    width = sheet.room.width
    title = WEEKDAYS[day].capitalize()
    who = parts.words(parts.title(views.called, _LONGEST_NAME), TextStyle(REGULAR, 22, 27, style.SOFT))
    taken = min(who.natural_width(width), width * 0.5) + 1
    heading = parts.words(title, TextStyle(SEMIBOLD, 40, 44, style.INK), "H1", bookmark=title)
    row = Columns([Frame(heading, _NONE), Frame(who, (0, _TALL, 0, 0))], [width - taken, taken])
    return [row, Space(4), Rule(2.2, style.INK), Space(8)]


def _foot(parts: Parts, views: TaskViews) -> list[Block]:
    terms = views.terms
    guide = terms.supervisor if terms is not None else None
    name = str(guide.name).strip() if guide is not None else ""
    if not name:
        return []
    return [Space(10), parts.words(f"Vraag het aan {name}.", TextStyle(REGULAR, 16, 21, style.INK), lead="Hulp nodig?")]


def _steps(views: TaskViews, block: Planned) -> list[SeenBy]:
    task = block.part.task
    if task is None or block.kind is not PlanKind.TASK:
        return []
    return [one for one in views.steps(task) if str(one.words).strip()]


def _with_whom(block: Planned) -> str:
    """``Samen met Anneke, anders Youssef``; for a task as well when somebody guides in it."""
    return f"Samen met {block.helper}" if block.helper else ""


# -- a line per step ---------------------------------------------------------------------------------------------------


def _lines(parts: Parts, views: TaskViews, day: int, scale: float, *, whole: bool = True) -> list[Block]:
    """A row per block; unless *whole*, one with many steps is in several, each with the name and the times."""
    rows: list[Block] = []
    for block in views.planned(day):
        steps = _steps(views, block)
        for number, some in enumerate([steps] if whole else _groups(steps)):
            rows += [_row(parts, block, some, scale, again=number > 0), Space(3.5 * scale)]
    return [Stack(rows[:-1], "L", attributes={"List": {"ListNumbering": "None"}})]


def _groups(steps: Sequence[SeenBy]) -> list[list[SeenBy]]:
    """The steps in groups that stay together on a sheet; one group of none when there are none."""
    groups: list[list[SeenBy]] = [[]]
    most, letters = _TOGETHER
    for step in steps:
        taken = sum(len(str(one.words)) for one in groups[-1])
        if groups[-1] and (len(groups[-1]) >= most or taken + len(str(step.words)) > letters):
            groups.append([])
        groups[-1].append(step)
    return groups


def _row(parts: Parts, block: Planned, steps: Sequence[SeenBy], scale: float, *, again: bool = False) -> Block:
    time, side = 29 * mm * scale, 15 * mm * scale
    gap, inside = 4 * mm * scale, 3 * mm
    body = UPRIGHT.room.width - time - side - gap - 2 * inside
    large = TextStyle(SEMIBOLD, 21 * scale, 25 * scale, style.INK, 1.5 * scale)
    name = f"{block.title}, verder" if again else block.title
    title = in_width(parts, name, large, body, _LEAST)
    plain = TextStyle(REGULAR, 14 * scale, 18 * scale, style.INK)
    said: list[Block] = [parts.words(name, title)]
    if (whom := _with_whom(block)) and not again:
        said.append(parts.words(whom, plain))
    if block.kind is PlanKind.TASK:
        said.append(_ticks(parts, steps, body, scale))
    label = Frame(_time(parts, block, scale), _NONE)
    shown = picture(block.picture, side) or Space(0)
    cells = [Frame(shown, (0, 1.5 * scale, gap, 0)), Frame(Stack(said), _NONE)]
    item = Item(label, time, cells, [side + gap, body])
    padding = (inside, 4.5 * scale, inside, 6 * scale)
    if block.kind is PlanKind.BREAK:
        return Frame(item, padding, fill=style.TINT)
    if block.kind is PlanKind.SUPERVISION:
        return Frame(item, padding, stroke=style.INK, weight=1.6)
    return Frame(item, padding, stroke=style.RULE, weight=style.THIN)


def _time(parts: Parts, block: Planned, scale: float) -> Block:
    """When it begins, large, and until when; read together."""
    slot = block.slot
    look = TextStyle(SEMIBOLD, 23 * scale, 25 * scale, style.INK)
    until = TextStyle(REGULAR, 12 * scale, 15 * scale, style.SOFT)
    first = clock(slot.start) if slot.start is not None else ""
    last = f"tot{NBSP}{clock(slot.end)}" if slot.end is not None else ""
    return Stack([parts.words(first, look, "Lbl"), parts.words(last, until, "Lbl")])


def _ticks(parts: Parts, steps: Sequence[SeenBy], width: float, scale: float) -> Block:
    """A box to tick per step; one for the whole when it has none."""
    box = TextStyle(REGULAR, 22 * scale, 20.5 * scale, style.INK)
    tick, side, gap = 8.5 * mm * scale, 7.5 * mm * scale, 2.5 * mm * scale
    pictured = any(picture(str(one.pictogram), side) is not None for one in steps)
    beside = side + gap if pictured else 0.0
    told = [(str(one.words), str(one.pictogram)) for one in steps] or [("klaar", "")]
    usual = TextStyle(REGULAR, 16 * scale, 20.5 * scale, style.INK)
    look = in_width(parts, " ".join(words for words, _ in told), usual, width - tick - beside, _LEAST)
    rows: list[Block] = []
    for words, key in told:
        said = Frame(parts.words(words, look), _NONE)
        label = Frame(parts.words(OPEN, box, "Lbl"), _NONE)
        if not pictured:
            rows.append(Item(label, tick, [said], [width - tick]))
            continue
        shown = picture(key, side) or Space(0)
        rows.append(Item(label, tick, [Frame(shown, _NONE), said], [beside, width - tick - beside]))
    return Stack(rows, "L", attributes={"List": {"ListNumbering": "None"}})


# -- a picture per step ------------------------------------------------------------------------------------------------


def _pictures(parts: Parts, views: TaskViews, day: int, across: int, share: float) -> list[Block]:
    """Cards from left to right, as a strip: each block opens with its time, and its steps follow."""
    width = (LYING.room.width - (across - 1) * _GAP) / across
    cards = [card for block in views.planned(day) for card in _cards(parts, views, block, width, share)]
    rows: list[Block] = []
    for first in range(0, len(cards), across):
        row = cards[first : first + across]
        rows += [Columns(row, [width] * len(row), gap=_GAP), Space(_GAP * 0.7)]
    return [Stack(rows[:-1], "L", attributes={"List": {"ListNumbering": "None"}})]


def _cards(parts: Parts, views: TaskViews, block: Planned, width: float, share: float) -> list[Frame]:
    """One for what it is, with its time, and one per step."""
    scale = width / (46 * mm)
    size = max(_LEAST, 14 * scale)
    look = TextStyle(SEMIBOLD, size * 1.08, size * 1.3, style.INK)
    small = TextStyle(REGULAR, size, size * 1.25, style.INK)
    big = TextStyle(SEMIBOLD, size * 1.4, size * 1.6, style.INK)
    side, room = width * share, width - _ASIDE
    steps = _steps(views, block)
    open_box = "" if steps or block.kind is not PlanKind.TASK else OPEN
    opening = " ".join(part for part in (block.times.partition(" ")[0], open_box) if part)
    body: list[Block] = [picture(block.picture, side) or Space(0), Space(3)]
    body.append(parts.words(block.title, in_width(parts, block.title, look, room, _LEAST_WORD)))
    if block.guides[0]:
        whom = f"Samen met {block.guides[0]}"
        body.append(parts.words(whom, in_width(parts, whom, small, room, _LEAST_WORD)))
    first = Card(parts.words(opening, big, "Lbl"), [Space(2), *body])
    tinted = block.kind is PlanKind.BREAK
    frames = [Frame(first, _INSIDE, fill=style.TINT if tinted else None, stroke=style.INK, weight=1.6)]
    for number, step in enumerate(steps, start=1):
        shown = _shown(step, views.photos, room, side) or _number(parts, number, side)
        said = str(step.words)
        words = parts.words(said, in_width(parts, said, small, room, _LEAST_WORD))
        card = Card(parts.words(OPEN, big, "Lbl"), [Space(2), shown, Space(3), words])
        frames.append(Frame(card, _INSIDE, stroke=style.RULE, weight=style.THIN))
    return frames


def _shown(step: SeenBy, photos: Mapping[str, bytes], width: float, side: float) -> Figure | None:
    """The photo of a step, else its pictogram."""
    file = step.photo
    data = photos.get(file.digest) if file is not None else None
    if data is None:
        return picture(str(step.pictogram), side)
    return photo(data, (width, side), "Foto bij deze stap")


def _number(parts: Parts, number: int, side: float) -> Block:
    """What stands where there is no picture."""
    look = TextStyle(SEMIBOLD, side * 0.6, side, style.SOFT)
    return parts.words(str(number), look)
