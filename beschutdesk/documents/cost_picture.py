"""The *kostenplaatje* on paper: what a place costs an employer a month and in a period. An estimate, and it says so.

What it rests on stands with it: formula, assumptions, what is not known, what is not verified. The counting is done by
:mod:`beschutdesk.rules.cost_picture`, here from views, so that nothing this employer may not know is in a sum.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.form_blocks import amount, amounts, tinted
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.subsidy_views import (
    Sheet,
    SubsidyViews,
    capped,
    contact,
    fitted,
    made_by,
    masthead,
    money,
    named,
    paper,
    small,
)
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.wording import joined, long_date, number
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.cost_answers import CostAnswers
from beschutdesk.rules.cost_picture import CostPicture, Costs, Part, Variant, cost_picture
from beschutdesk.rules.spans import told
from beschutdesk.rules.subsidy_amount import Line, Stretch
from beschutdesk.rules.subsidy_states import latest
from beschutdesk.rules.time import full_months

KIND: Final = "Kostenplaatje"
READERS: Final = (Audience.EMPLOYER, Audience.SOB)
"""For whom it can be made."""

_YEAR = 12
_WHAT, _AMOUNT = 44 * mm, 28 * mm


def build(views: SubsidyViews, answers: CostAnswers | None = None) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return made(views, answers)[0]


def made(views: SubsidyViews, answers: CostAnswers | None = None) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    found = cost_picture(costs(views, answers), known=views.figures)
    composed = fitted(lambda scale, *, tight: _compose(views, found, scale, tight=tight))
    return composed.render(), tuple(composed.dropped)


def file_name(views: SubsidyViews) -> str:
    """``Kostenplaatje Thijs Bos, versie 1, voor de werkgever.pdf``."""
    return named(_sheet(views), views)


def costs(views: SubsidyViews, answers: CostAnswers | None = None) -> Costs:
    """What goes into the calculation, as far as this reader may know it."""
    asked, placement, told_by = views.subsidy, views.placement, answers or CostAnswers()
    since, until = span_of(views)
    person = views.candidate
    lent = [one for one in placement.contracts if one.kind is ContractKind.SECONDMENT and _runs(one, since, until)]
    fees = [one.fee for one in lent if one.fee is not None]
    values: Any = placement.wage_values
    instruments: Any = placement.instruments
    begun = min((one.since for one in views.contracts if one.since is not None), default=None)
    return Costs(
        since=since,
        until=until,
        terms=[Stretch(one.valid_from, one.hours) for one in placement.terms],
        begun=begun,
        born=person.born if person is not None else None,
        wage_hour=told_by.wage_hour,
        minimum_month=told_by.minimum_month,
        wage_values=values,
        full_time=told_by.full_time,
        scheme=views.scheme,
        intensity=str(asked.intensity),
        jobcoaching=asked.jobcoaching_amount if asked.jobcoaching is YesNo.YES else None,
        cap=capped(asked),
        granted=_granted(views, since, until),
        employer_supervises=views.by_employer,
        fee=fees[-1] if fees else told_by.fee,
        seconded=bool(lent),
        instruments=instruments,
    )


def span_of(views: SubsidyViews) -> tuple[date, date]:
    """The period: of the application, else a year from the day it is made."""
    since, until = views.since, views.until
    if since is not None and until is not None and since <= until:
        return since, until
    start = since or views.issued_on
    return start, full_months(start, _YEAR) - timedelta(days=1)


def _runs(one: Any, since: date, until: date) -> bool:
    return (one.since or date.min) <= until and (one.until or date.max) >= since


def _granted(views: SubsidyViews, since: date, until: date) -> Decimal | None:
    """What was granted, when it is for this very period."""
    steps: Any = views.subsidy.steps
    step: Any = latest(steps, SubsidyState.GRANTED)
    if step is None or (step.since or since, step.until or until) != (since, until):
        return None
    found: Decimal | None = step.amount
    return found


# -- composing ---------------------------------------------------------------------------------------------------------


def _sheet(views: SubsidyViews) -> Sheet:
    return Sheet(
        kind=KIND,
        heading=views.name,
        under=views.job,
        about=views.name,
        subject="Wat een plek kost en wat ervoor terugkomt. Een schatting",
        keywords="kostenplaatje; beschut werk; schatting; vertrouwelijk",
        labels=("VERTROUWELIJK", "SCHATTING"),
    )


def _compose(views: SubsidyViews, found: CostPicture, scale: float, *, tight: bool) -> Paper:
    parts, sheet = Parts(scale, tight=tight), _sheet(views)
    story = [*masthead(parts, sheet), Space(9), _facts(parts, views, found), *_short(parts, found)]
    for number_, variant in enumerate(found.variants):
        story += _variant(parts, variant, first=number_ == 0)
    story += [
        *_open(parts, found),
        *_formula(parts, found),
        *_notes(parts, found),
        *_assumptions(parts, found),
        *_questions(parts, views),
    ]
    return paper(parts, views, sheet, story)


def weekly(hours: Sequence[Decimal]) -> str:
    """Hours a week in order of time, each change once: ``16, later 20 uur per week``."""
    if not hours:
        return "uren nog niet ingevuld"
    return f"{', later '.join(number(one) for one, _ in groupby(hours))} uur per week"


def _facts(parts: Parts, views: SubsidyViews, found: CostPicture) -> Stack:
    return parts.facts(
        [
            ("Werkplek", [views.workplace, weekly([one.hours for one in views.terms if one.hours is not None])]),
            ("Periode", [f"{long_date(found.since)} t/m", long_date(found.until)]),
            ("Dit is", ["een schatting", "de gemeente beslist"]),
            made_by(views),
        ]
    )


def _short(parts: Parts, found: CostPicture) -> list[Block]:
    lines = []
    for variant in found.variants[:1]:
        first = variant.months[0] if variant.months else variant.whole
        if variant.months and first.pays is not None:
            lines.append(f"{variant.label}: ongeveer {money(first.pays)} per maand{_lacking(first)}.")
        if variant.whole.pays is not None:
            lines.append(f"Over de hele periode ongeveer {money(variant.whole.pays)}{_lacking(variant.whole)}.")
    if found.flat_since is not None and found.flat_until is not None:
        lines.append(
            f"Forfaitaire loonkostensubsidie: {told(found.flat_since, found.flat_until)}. Daarna telt de gemeten "
            "loonwaarde en verandert het bedrag."
        )
    if found.asks:
        lines.append("Nog niet alles is bekend: zie ‘Wat wij nog niet weten’.")
    if not lines:
        lines.append("Er is nog te weinig bekend voor een bedrag.")
    return [Space(style.PANEL_GAP), tinted(parts, "In het kort", [parts.bullets(lines, parts.house.key)])]


def _lacking(one: Part) -> str:
    return f", nog zonder {' en '.join(small(name) for name in one.without)}" if one.without else ""


def _variant(parts: Parts, variant: Variant, *, first: bool) -> list[Block]:
    """A table per stretch in which nothing changes; of the whole period one too, when there is something to add up."""
    title = variant.label if first else f"Of: {small(variant.label)}"
    body: list[Block] = []
    for one in variant.months:
        when = f"Per maand, {told(one.since, one.until)}"
        if one.pays is not None:
            body += [parts.subhead(when), _table(parts, one), Space(4)]
        else:
            body.append(parts.words(f"{when}: {_unknown(one)}", parts.house.body))
    if len(variant.months) > 1 and variant.whole.pays is not None and first:
        when = f"De hele periode, {told(variant.whole.since, variant.whole.until)}"
        body += [parts.subhead(when), _table(parts, variant.whole, whole=True)]
    elif variant.whole.pays is not None:
        text = f"Over de hele periode: {money(variant.whole.pays)}{_lacking(variant.whole)}."
        body.append(parts.words(text, parts.house.body))
    return [parts.section(title, body, table=variant.months[0].pays is not None)] if body else []


def _unknown(one: Part) -> str:
    """That there is no sum yet, and what is known of it."""
    known = [f"{small(line.what)} {money(line.amount)}" for line in one.lines if line.amount is not None]
    return f"nog niet te berekenen.{f' Wel bekend: {joined(known)}.' if known else ''}"


def _table(parts: Parts, one: Part, *, whole: bool = False) -> Block:
    house = parts.house
    rows: list[list[Block]] = [
        [
            parts.words(line.what, house.cell),
            parts.words(line.how, house.note),
            amount(parts, money(line.amount) if line.amount is not None else "niet bekend"),
        ]
        for line in one.lines
    ]
    lacking = f"nog zonder {' en '.join(small(name) for name in one.without)}" if one.without else ""
    total = money(one.pays) if one.pays is not None else "niet bekend"
    rows.append(
        [
            parts.strong("Dat betaalt de werkgever", house.cell),
            parts.words(lacking, house.note),
            amount(parts, total, strong=True),
        ]
    )
    side = [_WHAT * house.scale, _AMOUNT * house.scale]
    widths = [side[0], style.NARROW - sum(side), side[1]]
    return amounts(parts, ["Wat", "Hoe berekend", "In de periode" if whole else "Per maand"], rows, widths)


def _open(parts: Parts, found: CostPicture) -> list[Block]:
    blocks: list[Block] = []
    if found.asks:
        blocks.append(parts.section("Wat wij nog niet weten", [parts.bullets(found.asks)]))
    if found.cautions:
        blocks.append(parts.section("Let op", [parts.bullets(found.cautions, sign="!")]))
    return blocks


def _formula(parts: Parts, found: CostPicture) -> list[Block]:
    """How the loonkostensubsidie is counted, step by step, in the first stretch in which it is known."""
    known = next((one for one in found.wage_subsidy.parts if one.steps), None)
    if known is None:
        return []
    title = "Loonkostensubsidie, stap voor stap"
    lead = f"{told(known.since, known.until)}, {'forfaitair' if known.flat else 'met de gemeten loonwaarde'}."
    body: list[Block] = [parts.words(lead, parts.house.body), _steps(parts, known.steps)]
    return [parts.section(title, body)]


def _steps(parts: Parts, lines: Sequence[Line]) -> Block:
    house = parts.house
    rows: list[list[Block]] = [
        [
            parts.words(line.what, house.cell),
            parts.words(line.how, house.note),
            amount(parts, money(line.amount), strong=line is lines[-1]),
        ]
        for line in lines
    ]
    side = [_WHAT * house.scale, _AMOUNT * house.scale]
    return amounts(parts, ["Stap", "Hoe berekend", "Komt op"], rows, [side[0], style.NARROW - sum(side), side[1]])


def _notes(parts: Parts, found: CostPicture) -> list[Block]:
    """What an employer must know beside the amounts: no-risk, illness, LKV, adaptation, jobcoach, training."""
    body: list[Block] = []
    for note in found.notes:
        body += [parts.subhead(note.title), *parts.prose(note.text)]
        if note.term:
            body.append(parts.words(note.term, parts.house.body, lead="Doen:"))
        if note.state:
            body.append(parts.words(note.state, parts.house.note, lead="Bij deze plek:"))
    return [parts.section("Goed om te weten", body)] if body else []


def _assumptions(parts: Parts, found: CostPicture) -> list[Block]:
    lines = list(found.assumptions)
    return [parts.section("Waar dit op rust", [parts.bullets(lines)])] if lines else []


def _questions(parts: Parts, views: SubsidyViews) -> list[Block]:
    lines = contact(views)
    if not lines:
        return []
    text = "Klopt er iets niet, of heb je een vraag? Laat het weten."
    body = [parts.words(text, parts.house.body), *(parts.words(line, parts.house.cell) for line in lines)]
    return [parts.section("Vragen?", list[Block](body))]
