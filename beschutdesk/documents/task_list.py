"""The task list for who decides about the work: what is carved, how long it takes, whose time comes free and for what.

One line of sums on top, one table of tasks, one of the time that comes free, one of who guides when.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.subsidy_views import Sheet, fitted, masthead
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.task_views import (
    NAMELESS,
    Planned,
    TaskViews,
    facts_of,
    footer_of,
    made_by,
    named,
    readers_of,
)
from beschutdesk.documents.wording import joined, number, sentence, work_days
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.folding import words
from beschutdesk.rules.plan_people import has_guide
from beschutdesk.rules.task_time import frees_somebody, how_long, often, together

KIND: Final = "Takenlijst"
_HOURS, _WHO = 20 * mm, 36 * mm
_FREED, _FREE, _WHEN, _GUIDE = 32 * mm, 22 * mm, 34 * mm, 42 * mm


def made(views: TaskViews) -> tuple[bytes, tuple[str, ...]]:
    """The file as PDF/A-2a and PDF/UA-1, and the characters in its texts that no font has."""
    composed = fitted(lambda scale, *, tight: _compose(views, scale, tight=tight))
    return composed.render(), tuple(composed.dropped)


def file_name(views: TaskViews) -> str:
    """``Takenlijst Thijs Bos, versie 1, voor de werkgever.pdf``."""
    return named(views, KIND, views.name)


def texts(views: TaskViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    out = []
    for task in views.tasks:
        title = str(task.name) or NAMELESS
        out += [(title, str(getattr(task, name))) for name in ("name", "place", "done_by", "freed_for")]
    place = shape_of("placement").specs
    out += [(place[name].label, str(getattr(views.placement, name))) for name in ("job_title", "department")]
    out += [("Begeleiding", text) for _, one in _guided(views) for text in (one.title, str(one.part.cover))]
    return [*out, ("Waar groeien we naartoe", str(views.task_list.grows_to))]


# -- composing ---------------------------------------------------------------------------------------------------------


def _compose(views: TaskViews, scale: float, *, tight: bool) -> Paper:
    parts = Parts(scale, tight=tight)
    sheet = Sheet(kind=KIND, heading=views.name, under=views.job, about=views.name, subject="", keywords="")
    story = [
        *masthead(parts, sheet),
        Space(9),
        _facts(parts, views),
        *_short(parts, views),
        *_tasks(parts, views),
        *_freed(parts, views),
        *_guiding(parts, views),
        *_grows(parts, views),
    ]
    facts = facts_of(parts, views, KIND, views.name, "Welke taken, hoe lang, en wat er vrijkomt", "jobcarving; taken")
    footer = footer_of(parts, views, KIND, views.name)
    return Paper(Stack(story), facts, readers_of(views), ("VERTROUWELIJK",), footer, parts.dropped)


def _facts(parts: Parts, views: TaskViews) -> Stack:
    terms = views.terms
    place = [views.workplace, str(views.placement.department)]
    days = work_days(terms.days) if terms is not None else []
    if terms is not None and terms.hours is not None:
        days.append(f"{number(terms.hours)} uur per week")
    guide = terms.supervisor if terms is not None else None
    who = [sentence(str(guide.name), str(guide.role))] if guide is not None else []
    return parts.facts([("Werkplek", place), ("Werkdagen", days), ("Vaste begeleider", who), made_by(views)])


def _short(parts: Parts, views: TaskViews) -> list[Block]:
    lines = list(_sums(views))
    return [Space(style.PANEL_GAP), parts.panel("In het kort", lines)] if lines else []


def _sums(views: TaskViews) -> Iterator[str]:
    """The thirty-second version."""
    if not views.tasks:
        return
    times = [views.time(task) for task in views.tasks]
    known = [one.weekly for one in times if one.weekly is not None]
    count = "1 taak" if len(times) == 1 else f"{len(times)} taken"
    what = f"{count}, mogelijk bij deze werkgever" if views.whole else count
    terms = views.terms
    if known:
        total, agreed = together(known), ""
        if terms is not None and terms.hours and not views.whole:
            held = "meer dan" if total > terms.hours * 60 else "van"
            agreed = f", {held} de {number(terms.hours)} afgesproken uren"
        yield f"{what}: samen {_hours(total)} per week{agreed}."
    else:
        yield f"{what}. Hoe lang ze samen duren, is nog niet bekend."
    if missing := len(times) - len(known):
        yield f"Van {'1 taak' if missing == 1 else f'{missing} taken'} is de tijd niet te berekenen; die telt niet mee."
    main = [str(task.name) for task, one in zip(views.tasks, times, strict=True) if one.main and str(task.name).strip()]
    if main:
        yield f"{'Hoofdtaak' if len(main) == 1 else 'Hoofdtaken'}: {joined(main)}."
    if lying := sum(task.left_lying is YesNo.YES for task in views.tasks):
        yield f"{'1 taak blijft' if lying == 1 else f'{lying} taken blijven'} nu liggen."


def _tasks(parts: Parts, views: TaskViews) -> list[Block]:
    house = parts.house
    title = "Mogelijke taken" if views.whole else "De taken"
    if not views.tasks:
        words_ = "Er zijn nog geen taken in het pakket."
        return [parts.section(title, [parts.words(words_, house.body)])]
    with_who = any(task.sees("done_by") for task in views.tasks)
    rows: list[list[Block]] = []
    for task in views.tasks:
        time = views.time(task)
        name: list[Block] = [parts.strong(str(task.name).strip() or NAMELESS, house.cell)]
        known: Any = task  # a view has the names of a record
        notes = [often(known), str(task.place).strip()]
        if any(notes):
            name.append(parts.words(" · ".join(one for one in notes if one), house.note))
        if task.left_lying is YesNo.YES:
            name.append(parts.words("Blijft nu liggen.", house.note))
        taken: list[Block] = [parts.words(_hours(time.weekly) if time.weekly is not None else "onbekend", house.cell)]
        if time.main:
            taken.append(parts.words("hoofdtaak", house.note))
        row: list[Block] = [Stack(name), Stack(taken)]
        if with_who:
            row.append(parts.words(str(task.done_by).strip() or "–", house.cell))
        rows.append(row)
    side = [_HOURS * house.scale, *([_WHO * house.scale] if with_who else [])]
    head = ["Taak", "Per week", *(["Wie doet het nu"] if with_who else [])]
    body: list[Block] = [parts.table(head, rows, [style.NARROW - sum(side), *side])]
    if any(views.time(task).main for task in views.tasks):
        legal = (
            "Hoofdtaak: ten minste 1/16 van de werkweek en ten minste 30 minuten per werkdag (Besluit "
            "loonkostensubsidie Participatiewet 2021, artikel 1)."
        )
        body += [Space(5), parts.words(legal, house.caption)]
    return [parts.section(title, body, table=True)]


def _freed(parts: Parts, views: TaskViews) -> list[Block]:
    """Whose time comes free, and what for: one line per colleague."""
    house = parts.house
    groups: dict[str, list[SeenBy]] = {}
    for task in views.tasks:
        known_as: Any = task
        if frees_somebody(known_as):
            groups.setdefault(words(str(task.done_by)), []).append(task)
    rows: list[list[Block]] = []
    for found in groups.values():
        known = [one for task in found if (one := views.time(task).weekly) is not None]
        hours = _hours(together(known)) if known else "onbekend"
        more = f"en {len(found) - len(known)} zonder tijd" if known and len(known) < len(found) else ""
        uses = dict.fromkeys(str(task.freed_for).strip() for task in found)
        freed: list[Block] = [parts.words(use, house.cell) for use in uses if use]
        rows.append(
            [
                parts.strong(str(found[0].done_by).strip(), house.cell),
                Stack([parts.words(hours, house.cell), *([parts.words(more, house.note)] if more else [])]),
                Stack(freed or [parts.words("nog te bespreken", house.note)]),
            ]
        )
    if not rows:
        return []
    side = [_FREED * house.scale, _FREE * house.scale]
    widths = [*side, style.NARROW - sum(side)]
    table = parts.table(["Wie", "Komt vrij", "Doet in die tijd"], rows, widths)
    return [parts.section("Tijd die vrijkomt", [table], table=True)]


def _guided(views: TaskViews) -> list[tuple[int, Planned]]:
    """The blocks of the week in which somebody guides: moments of supervision, and work that somebody does along."""
    blocks = ((day, one) for day in views.planned_days for one in views.planned(day))
    return [(day, one) for day, one in blocks if has_guide(one.kind, one.part.supervisor)]


def _guiding(parts: Parts, views: TaskViews) -> list[Block]:
    """Who guides when, and what that costs in the own day; the same moment on several days is one line."""
    house = parts.house
    moments: dict[tuple[str, str, str], list[Slot]] = {}
    for _, one in _guided(views):
        moments.setdefault((one.title, one.helper, str(one.part.cover).strip()), []).append(one.slot)
    rows: list[list[Block]] = [
        [
            Stack([parts.words(line, house.cell) for line in work_days(slots)]),
            Stack([parts.words(helper or "nog niemand", house.cell), parts.words(title, house.note)]),
            parts.words(cover or "–", house.cell),
        ]
        for (title, helper, cover), slots in moments.items()
    ]
    if not rows:
        return []
    side = [width * house.scale for width in (_WHEN, _GUIDE)]
    head = ["Wanneer", "Wie begeleidt", "Wat wacht, of wie neemt over"]
    table = parts.table(head, rows, [*side, style.NARROW - sum(side)])
    return [parts.section("Begeleiding", [table], table=True)]


def _grows(parts: Parts, views: TaskViews) -> list[Block]:
    body = parts.prose(str(views.task_list.grows_to))
    return [parts.section(shape_of("task_list").specs["grows_to"].label, body)] if body else []


def _hours(minutes: Decimal) -> str:
    """``7 uur 30``, on one line."""
    return how_long(minutes).replace(" ", NBSP)
