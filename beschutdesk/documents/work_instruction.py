"""A work instruction: one task, step by step, with a photo or a pictogram beside each step.

It hangs where the work is done, so it says how the work goes and nothing about who does it but a name.
"""

from collections.abc import Mapping
from typing import Any, Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.fonts import SEMIBOLD
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.pictogram import picture
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Rule, Space, Stack
from beschutdesk.documents.tagged.figure import Figure
from beschutdesk.documents.tagged.words import TextStyle
from beschutdesk.documents.task_views import NAMELESS, TaskViews, facts_of, footer_of, made_by, named, readers_of
from beschutdesk.documents.wall_items import Item, photo
from beschutdesk.documents.wording import work_days
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.rules.task_time import often

KIND: Final = "Werkinstructie"
_NONE: Final = (0.0, 0.0, 0.0, 0.0)
_PICTO: Final = 22 * mm
_GAP: Final = 7 * mm
_NUMBER: Final = 12 * mm
_PHOTO: Final = (54 * mm, 40 * mm)
_SMALL: Final = 24 * mm  # a pictogram in the place of a photo
_PICTURES: Final = (1.0, 0.85, 0.7)
"""Scales of the pictures to try, the largest first, to save a last page with little on it."""
_NEXT_TO_NOTHING: Final = 0.4  # of a page
_PADDING: Final = (0.0, 8.0, 0.0, 9.0)


def made(views: TaskViews) -> tuple[bytes, tuple[str, ...]]:
    """The file as PDF/A-2a and PDF/UA-1, and the characters in its texts that no font has.

    The views hold the one task that it is of.
    """
    scale = style.READING if views.audience is Audience.CANDIDATE else 1.0
    composed = _compose(views, scale, _PICTURES[0])
    pages, filled = composed.extent()
    if pages > 1 and filled < _NEXT_TO_NOTHING:
        tries = (_compose(views, scale, share) for share in _PICTURES[1:])
        composed = next((one for one in tries if one.extent()[0] < pages), composed)
    return composed.render(), tuple(composed.dropped)


def file_name(views: TaskViews) -> str:
    """``Werkinstructie Kassa klaarzetten, versie 1, voor de vloer.pdf``."""
    return named(views, KIND, _title(views))


def texts(views: TaskViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    out = []
    for task in views.tasks:
        names = ("name", "place", "when", "tools", "clothing", "aids", "safety", "quality", "ask", "how")
        out += [(shape_of("carved_task").specs[name].label, str(getattr(task, name))) for name in names]
        for number, step in enumerate(views.steps(task), start=1):
            out += [(f"Stap {number}", str(step.words)), (f"Stap {number}", str(step.mind))]
    return out


# -- composing ---------------------------------------------------------------------------------------------------------


def _title(views: TaskViews) -> str:
    return (str(views.tasks[0].name).strip() if views.tasks else "") or NAMELESS


def _compose(views: TaskViews, scale: float, share: float) -> Paper:
    parts = Parts(scale)
    title = _title(views)
    story: list[Block] = [_masthead(parts, views, title), Space(9), _facts(parts, views)]
    for task in views.tasks[:1]:
        story += [*_safety(parts, task), *_needed(parts, task), *_steps(parts, views, task, share), *_good(parts, task)]
    facts = facts_of(parts, views, KIND, title, "Zo doe je deze taak, stap voor stap", "taak; stappen")
    footer = footer_of(parts, views, KIND, title)
    return Paper(Stack(story), facts, readers_of(views), (), footer, parts.dropped)


def _masthead(parts: Parts, views: TaskViews, title: str) -> Block:
    house = parts.house
    task = views.tasks[0] if views.tasks else None
    shown = picture(str(task.pictogram), _PICTO) if task is not None else None
    width = style.WIDE - (_PICTO + _GAP if shown is not None else 0)
    whole = parts.title(title, 200)
    tries = [parts.words(whole, look, "H1", bookmark=parts.title(whole)) for look in house.names]
    heading = next((one for one in tries if len(one.lines(width)) <= 2), tries[-1])
    under = " · ".join(part for part in (views.called, views.workplace) if part)
    blocks: list[Block] = [parts.words(KIND.upper(), house.kind), Space(7), heading]
    blocks += [parts.words(under, house.subtitle)] if under else []
    if shown is None:
        return Stack(blocks)
    return Columns([Frame(Stack(blocks), _NONE), Frame(shown, _NONE)], [width, _PICTO], gap=_GAP)


def _facts(parts: Parts, views: TaskViews) -> Stack:
    task = views.tasks[0] if views.tasks else None
    if task is None:
        return parts.facts([made_by(views)])
    when = work_days(views.slots(task)) or [str(task.when).strip()]
    label = task.day_part.label if task.day_part is not None else ""
    return parts.facts(
        [
            ("Waar", [str(task.place).strip()]),
            ("Wanneer", [line for line in when if line] or [label]),
            ("Hoe lang", [often(_any(task))]),
            ("Vragen aan", [str(task.ask).strip() or _guide(views)]),
        ]
    )


def _any(view: SeenBy) -> Any:
    """A view, for a rule that is written for records."""
    return view


def _guide(views: TaskViews) -> str:
    terms = views.terms
    guide = terms.supervisor if terms is not None else None
    return str(guide.name).strip() if guide is not None else ""


def _safety(parts: Parts, task: SeenBy) -> list[Block]:
    said = str(task.safety).strip()
    return [Space(style.PANEL_GAP), parts.notice("Let op!", said)] if said else []


def _needed(parts: Parts, task: SeenBy) -> list[Block]:
    specs = shape_of("carved_task").specs
    told = [(specs[name].label, str(getattr(task, name)).strip()) for name in ("tools", "clothing", "aids")]
    body: list[Block] = [parts.words(said, parts.house.body, lead=f"{what}:") for what, said in told if said]
    return [parts.section("Dit heb je nodig", body)] if body else []


def _good(parts: Parts, task: SeenBy) -> list[Block]:
    body = parts.prose(str(task.quality))
    return [parts.section(shape_of("carved_task").specs["quality"].label, body)] if body else []


def _steps(parts: Parts, views: TaskViews, task: SeenBy, share: float) -> list[Block]:
    """The steps over the full width, with a line between them."""
    house = parts.house
    heading = parts.words("Stap voor stap", house.title, "H2", bookmark="Stap voor stap")
    heading.before, heading.with_next = house.section_gap, True
    steps = [one for one in views.steps(task) if str(one.words).strip() or str(one.mind).strip() or one.photo]
    if not steps:
        body = parts.prose(str(task.how)) or [parts.words("Bij deze taak staan nog geen stappen.", house.body)]
        return [parts.section("Stap voor stap", body)]
    pictures = [
        _shown(step, views.photos, parts.title(f"Foto bij stap {number}: {step.words}"), share)
        for number, step in enumerate(steps, start=1)
    ]
    wide = max((one.width for one in pictures if one is not None), default=0.0)
    rows: list[Block] = []
    for number, (step, shown) in enumerate(zip(steps, pictures, strict=True), start=1):
        line = Rule(style.HAIRLINE, style.RULE)
        line.with_next = True
        rows += [line, _step(parts, step, number, shown, wide)]
    listed = Stack(rows, "L", attributes={"List": {"ListNumbering": "Decimal"}})
    return [heading, Space(4), listed]


def _step(parts: Parts, step: SeenBy, number: int, shown: Figure | None, wide: float) -> Item:
    """A number, a picture, and the words in large type; *wide* is the column of all pictures."""
    font, scale = parts.house.body.font, parts.house.scale
    big = TextStyle(SEMIBOLD, 24 * scale, 28 * scale, style.ACCENT)
    words = TextStyle(font, 16 * scale, 21 * scale, style.INK, 3 * scale)
    mind = TextStyle(font, 13 * scale, 17.5 * scale, style.INK)
    said: list[Block] = [parts.words(str(step.words).strip() or f"Stap {number}", words)]
    if str(step.mind).strip():
        said.append(parts.words(str(step.mind).strip(), mind, lead="Let op:"))
    label = Frame(parts.words(str(number), big, "Lbl"), (0, 4.5, 0, 0))
    beside = wide + _GAP if wide else 0.0
    text = Frame(Stack(said), _PADDING)
    if not wide:
        return Item(label, _NUMBER, [text], [style.WIDE - _NUMBER])
    picture_cell = Frame(shown or Space(0), _PADDING)
    return Item(label, _NUMBER, [picture_cell, text], [beside, style.WIDE - _NUMBER - beside])


def _shown(step: SeenBy, photos: Mapping[str, bytes], alt: str, share: float) -> Figure | None:
    """The photo, else the pictogram; nothing when there is neither."""
    file = step.photo
    data = photos.get(file.digest) if file is not None else None
    if data is None:
        return picture(str(step.pictogram), _SMALL * share)
    return photo(data, (_PHOTO[0] * share, _PHOTO[1] * share), alt)
