"""The *stappenplan* for the employer: what is left to do, by whom and by when, on one or two pages."""

from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.form_blocks import OPEN, TICKED, tinted
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.step_plan_content import Todo, changes, done, illness, people, todos
from beschutdesk.documents.subsidy_views import (
    Sheet,
    SubsidyViews,
    contact,
    fitted,
    made_by,
    masthead,
    money,
    named,
    paper,
    unbroken,
)
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.wording import long_date, short_date
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.subsidy_states import state_of

KIND: Final = "Stappenplan"
READERS: Final = (Audience.EMPLOYER, Audience.SOB)
"""For whom it can be made."""

_TICK, _WHO, _BY = 8 * mm, 28 * mm, 24 * mm
_ROLE, _REACH = 24 * mm, 46 * mm


def build(views: SubsidyViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return made(views)[0]


def made(views: SubsidyViews) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    composed = fitted(lambda scale, *, tight: _compose(views, scale, tight=tight))
    return composed.render(), tuple(composed.dropped)


def file_name(views: SubsidyViews) -> str:
    """``Stappenplan Thijs Bos, versie 1, voor de werkgever.pdf``."""
    return named(_sheet(views), views)


def texts(views: SubsidyViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    return [("Dit is er nog te doen", one.note) for one in todos(views) if one.note]


# -- composing ---------------------------------------------------------------------------------------------------------


def _sheet(views: SubsidyViews) -> Sheet:
    return Sheet(
        kind=KIND,
        heading=views.name,
        under=views.job,
        about=views.name,
        subject="Wie doet wat, en wanneer, voor de begeleidingssubsidie",
        keywords="stappenplan; begeleidingssubsidie; werkgever; vertrouwelijk",
    )


def _compose(views: SubsidyViews, scale: float, *, tight: bool) -> Paper:
    parts, sheet = Parts(scale, tight=tight), _sheet(views)
    left = todos(views)
    story = [
        *masthead(parts, sheet),
        Space(9),
        _facts(parts, views),
        *_short(parts, views, left),
        *_todo(parts, left),
        *_done(parts, views),
        *_people(parts, views),
        *_illness(parts, views),
        *_changes(parts, views),
        *_questions(parts, views),
    ]
    return paper(parts, views, sheet, story)


def _facts(parts: Parts, views: SubsidyViews) -> Stack:
    since, until = views.since, views.until
    days = [f"{long_date(since)} t/m"] if since is not None else []
    days += [long_date(until)] if until is not None else []
    reckoning = views.reckoning
    granted = [
        one.amount for one in views.subsidy.steps if one.state is SubsidyState.GRANTED and one.amount is not None
    ]
    if granted:
        lines = [money(granted[-1]), "toegekend"]
    elif reckoning is not None and reckoning.total is not None:
        lines = [f"ongeveer {money(reckoning.total)}", "nog niet toegekend"]
        lines += ["tarief niet nagekeken"] if reckoning.cautions else []
    else:
        lines = ["nog niet bekend"]
    state = state_of(views.subsidy) if views.begun else None
    return parts.facts(
        [
            ("Begeleidingssubsidie", [state.label if state is not None else "nog niet aangevraagd"]),
            ("Periode", days),
            ("Bedrag", lines),
            made_by(views),
        ]
    )


def _short(parts: Parts, views: SubsidyViews, left: list[Todo]) -> list[Block]:
    """Who asks nothing more of a reader than half a minute: the first thing to do, and whom to call."""
    lines = ["Wij nemen het papierwerk over. Jij leest, tekent en laat weten wat er verandert."]
    own = [one for one in left if one.who != "wij"]
    if own:
        first = own[0]
        by = f", uiterlijk {long_date(first.by)}" if first.by is not None else ""
        lines.append(f"Nu als eerste: {first.what[0].lower()}{first.what[1:].rstrip('.')}{by}.")
    else:
        lines.append("Je hoeft nu niets te doen.")
    phone = unbroken(str(views.caseworker.phone))
    if phone:
        lines.append(f"Vragen? Bel {str(views.caseworker.name).strip() or 'ons'}: {phone}.")
    return [Space(style.PANEL_GAP), tinted(parts, "In het kort", [parts.bullets(lines, parts.house.key)])]


def _todo(parts: Parts, left: list[Todo]) -> list[Block]:
    house = parts.house
    if not left:
        return [parts.section("Dit is er nog te doen", [parts.words("Er is nu niets te doen.", house.body)])]
    rows: list[list[Block]] = []
    for one in left:
        what: list[Block] = [parts.words(one.what, house.cell), *parts.prose(one.note, house.note)]
        by = short_date(one.by) if one.by is not None else "–"
        rows.append(
            [parts.strong(OPEN, house.cell), Stack(what), parts.words(one.who, house.cell), parts.words(by, house.cell)]
        )
    side = [width * house.scale for width in (_TICK, _WHO, _BY)]
    widths = [side[0], style.NARROW - sum(side), side[1], side[2]]
    table = parts.table(["Af", "Wat", "Wie", "Uiterlijk"], rows, widths)
    return [parts.section("Dit is er nog te doen", [table], table=True)]


def _done(parts: Parts, views: SubsidyViews) -> list[Block]:
    house = parts.house
    rows: list[list[Block]] = [
        [
            parts.strong(TICKED, house.cell),
            parts.words(one.what, house.cell),
            parts.words(short_date(one.on) if one.on is not None else "–", house.cell),
        ]
        for one in done(views)
    ]
    if not rows:
        return []
    side = [_TICK * house.scale, _BY * house.scale]
    table = parts.table(["Af", "Wat", "Op"], rows, [side[0], style.NARROW - sum(side), side[1]])
    return [parts.section("Dit is al gedaan", [table], table=True)]


def _people(parts: Parts, views: SubsidyViews) -> list[Block]:
    house = parts.house
    rows: list[list[Block]] = [
        [parts.words(role, house.cell), parts.strong(name, house.cell), parts.words(does, house.cell)]
        for role, name, does in people(views)
    ]
    if not rows:
        return []
    side = [_ROLE * house.scale, _REACH * house.scale]
    table = parts.table(["Rol", "Wie", "Wat"], rows, [side[0], style.NARROW - sum(side), side[1]])
    return [parts.section("Wie doet wat", [table], table=True)]


def _illness(parts: Parts, views: SubsidyViews) -> list[Block]:
    whom = views.called or "de werknemer"
    body: list[Block] = [parts.words(f"Is {whom} ziek of om een andere reden langer weg?", parts.house.body)]
    return [parts.section("Bij ziekte", [*body, parts.bullets(illness(views))])]


def _changes(parts: Parts, views: SubsidyViews) -> list[Block]:
    text, what = changes(views)
    return [parts.section("Wijzigingen", [parts.words(text, parts.house.body), parts.bullets(what)])]


def _questions(parts: Parts, views: SubsidyViews) -> list[Block]:
    lines = contact(views)
    if not lines:
        return []
    return [parts.section("Vragen?", [parts.words(line, parts.house.cell) for line in lines])]
