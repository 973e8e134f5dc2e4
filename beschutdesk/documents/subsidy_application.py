"""The *aanvraag begeleidingssubsidie* on paper, made to be signed.

It says what a gemeente decides on: who asks, for whom, which hours, who supervises, why that is more than usual, to
what end, and what it comes to, line by line. Nothing private and nothing medical can be in it: the builder gets views.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.application_parties import applicant, contract, in_minutes, supervisor, worker
from beschutdesk.documents.form_blocks import amount, amounts, signing, ticked, tinted
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.portfolio_sections import Kept
from beschutdesk.documents.subsidy_views import (
    NAMELESS,
    Sheet,
    SubsidyViews,
    contact,
    fitted,
    made_by,
    masthead,
    money,
    named,
    paper,
    period,
    small,
    told,
)
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.wording import joined, long_date, sentence
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import InstrumentKind, InstrumentState
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.subsidy_amount import Reckoning
from beschutdesk.rules.subsidy_checks import papers_of

KIND: Final = "Aanvraag begeleidingssubsidie"
READERS: Final = (Audience.MUNICIPALITY, Audience.EMPLOYER, Audience.SOB)
"""For whom it can be made."""
MOST_GOALS: Final = 3
PROVED: Final = "meer dan gewone begeleiding, zonder die begeleiding kan het werk niet worden gedaan"
"""What an application must prove (research/domain §1.2: the definition of *interne werkbegeleiding* by a gemeente)."""

_AMOUNT = 30 * mm
_WHAT = 40 * mm
_TICK = 8 * mm


def build(views: SubsidyViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return made(views)[0]


def made(views: SubsidyViews) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    composed = fitted(lambda scale, *, tight: _compose(views, scale, tight=tight))
    return composed.render(), tuple(composed.dropped)


def file_name(views: SubsidyViews) -> str:
    """``Aanvraag begeleidingssubsidie Thijs Bos 2027, versie 1, voor de gemeente.pdf``."""
    return named(_sheet(views), views, concept=bool(views.missing))


def texts(views: SubsidyViews) -> list[tuple[str, str]]:
    """Every text that somebody typed and that is printed, with the title it stands under."""
    asked = views.subsidy
    out = [(shape_of("supervision_subsidy").specs[name].label, str(getattr(asked, name))) for name in _PROSE]
    for goal in asked.goals[:MOST_GOALS]:
        out += [("Plan", str(getattr(goal, name))) for name in ("problem", "action", "goal")]
    out += [("Vragen van de gemeente", str(one.answer)) for one in asked.answers]
    out += [("Bijlagen", text) for one in asked.attachments for text in (one.what, one.not_needed_because)]
    return out


_PROSE: Final = ("usual", "why_more", "without", "other_subsidies")


# -- composing ---------------------------------------------------------------------------------------------------------


def _sheet(views: SubsidyViews) -> Sheet:
    missing = bool(views.missing)
    to = f"aan {_to(views)}"
    return Sheet(
        kind=KIND,
        heading=views.name,
        under=views.job,
        about=views.name,
        subject=sentence(f"Aanvraag {to}", period(views.since, views.until)),
        keywords="begeleidingssubsidie; beschut werk; aanvraag; vertrouwelijk",
        labels=("VERTROUWELIJK", "CONCEPT") if missing else ("VERTROUWELIJK",),
    )


def _to(views: SubsidyViews) -> str:
    return f"gemeente {views.municipality}" if views.municipality else "de gemeente"


def _compose(views: SubsidyViews, scale: float, *, tight: bool) -> Paper:
    parts, sheet = Parts(scale, tight=tight), _sheet(views)
    reckoning, missing = views.reckoning, views.missing
    story = [*masthead(parts, sheet), Space(9), _facts(parts, views, reckoning)]
    if missing:
        text = f"Nog niet ingevuld: {joined([small(word) for word in missing])}."
        story += [Space(style.PANEL_GAP), parts.notice("Concept.", text)]
    story += [
        *_asked(parts, views, reckoning),
        *applicant(parts, views),
        *worker(parts, views),
        *contract(parts, views),
        *supervisor(parts, views),
        *_why(parts, views),
        *_plan(parts, views),
        *_amount(parts, views, reckoning),
        *_other(parts, views),
        *_answers(parts, views),
        *_papers(parts, views),
        *_signed(parts, views),
    ]
    return paper(parts, views, sheet, story)


def _facts(parts: Parts, views: SubsidyViews, reckoning: Reckoning | None) -> Stack:
    total = reckoning.total if reckoning is not None else None
    since, until = views.since, views.until
    days = [f"{long_date(since)} t/m"] if since is not None else []
    days += [long_date(until)] if until is not None else []
    return parts.facts(
        [
            (
                "Aan",
                [
                    f"Gemeente {views.municipality}" if views.municipality else "De gemeente",
                    views.scheme.name if views.scheme is not None else "",
                ],
            ),
            ("Periode", days),
            ("Gevraagd bedrag", [money(total)] if total is not None else ["nog niet bekend"]),
            made_by(views),
        ]
    )


def _asked(parts: Parts, views: SubsidyViews, reckoning: Reckoning | None) -> list[Block]:
    """The thirty-second version: who asks what, for whom."""
    who, whom = views.applicant.name or "De aanvrager", views.name or NAMELESS
    when = period(views.since, views.until)
    lines = [f"{who} vraagt begeleidingssubsidie voor het werk van {whom}{f', {when}' if when else ''}."]
    guiding = views.guiding
    if guiding is not None and guiding.supervision_minutes is not None:
        minutes = in_minutes(guiding.supervision_minutes)
        guide = str(guiding.supervisor.name).strip() if guiding.supervisor is not None else ""
        lines.append(f"Elke werkdag is {minutes} begeleiding nodig{f', van {guide}' if guide else ''}.")
    if reckoning is not None and reckoning.total is not None:
        lines.append(f"Gevraagd bedrag: {money(reckoning.total)}. De berekening staat in deze aanvraag.")
    if views.subsidy.renews is not None:
        before = period(views.subsidy.renews.since, views.subsidy.renews.until)
        lines.append(f"Dit is een verlenging van de aanvraag{f' over {before}' if before else ' hiervoor'}.")
    return [Space(style.PANEL_GAP), tinted(parts, "In het kort", [parts.bullets(lines, parts.house.key)])]


def _why(parts: Parts, views: SubsidyViews) -> list[Block]:
    asked, house = views.subsidy, parts.house
    specs = shape_of("supervision_subsidy").specs
    body: list[Block] = [parts.words(f"{PROVED}.", house.body, lead="Het gaat om:")]
    for name in ("usual", "why_more", "without"):
        text = told(parts, str(getattr(asked, name)))
        body += [parts.subhead(specs[name].label), *(text or [parts.words("Nog niet ingevuld.", house.note)])]
    return [parts.section("Waarom meer begeleiding", body)]


def _plan(parts: Parts, views: SubsidyViews) -> list[Block]:
    house, specs = parts.house, shape_of("subsidy_goal").specs
    names = ("problem", "action", "goal")
    goals = [one for one in views.subsidy.goals if any(str(getattr(one, name)).strip() for name in names)]
    if not goals:
        body: list[Block] = [parts.words("Er staan nog geen doelen in het plan.", house.note)]
        return [parts.section("Plan", body)]
    rows: list[list[Block]] = [
        [Stack(parts.prose(str(getattr(one, name)), house.cell) or [parts.words("–", house.cell)]) for name in names]
        for one in goals[:MOST_GOALS]
    ]
    third = style.NARROW / 3
    return [parts.section("Plan", [parts.table([specs[name].label for name in names], rows, [third] * 3)], table=True)]


def _amount(parts: Parts, views: SubsidyViews, reckoning: Reckoning | None) -> list[Block]:
    house = parts.house
    if reckoning is None:
        why = "Kies eerst de periode." if views.scheme is not None else "De regeling van deze gemeente is niet bekend."
        return [parts.section("Bedrag", [parts.words(f"Er is nog geen bedrag. {why}", house.body)])]
    rows: list[list[Block]] = [
        [parts.words(line.what, house.cell), parts.words(line.how, house.note), amount(parts, money(line.amount))]
        for line in reckoning.lines
    ]
    if reckoning.total is not None:
        rows.append(
            [
                parts.strong("Gevraagd bedrag", house.cell),
                parts.words(period(views.since, views.until), house.note),
                amount(parts, money(reckoning.total), strong=True),
            ]
        )
    side = [_WHAT * house.scale, _AMOUNT * house.scale]
    body: list[Block] = []
    if rows:
        widths = [side[0], style.NARROW - sum(side), side[1]]
        body.append(amounts(parts, ["Wat", "Hoe berekend", "Bedrag"], rows, widths))
    if reckoning.total is not None and reckoning.rounding:
        body += [Space(4), parts.words(reckoning.rounding, house.note)]
    if reckoning.asks:
        lines = parts.bullets(reckoning.asks, house.cell)
        body += [Space(8), parts.strong("Dit is nog niet bekend. Daarom is er geen bedrag.", house.cell), lines]
    if reckoning.cautions:
        body += [Space(8), _cautions(parts, reckoning.cautions)]
    return [parts.section("Bedrag", body, table=bool(rows))]


def _cautions(parts: Parts, lines: Sequence[str]) -> Block:
    return parts.notice("Let op.", " ".join(line.strip() for line in lines))


def _other(parts: Parts, views: SubsidyViews) -> list[Block]:
    asked, house = views.subsidy, parts.house
    body = told(parts, str(asked.other_subsidies))
    if not body and (known := _beside(views)):
        body = [parts.bullets(known)]
    body = body or [parts.words("Geen andere subsidies opgegeven.", house.body)]
    coaching: Decimal | None = asked.jobcoaching_amount
    if asked.jobcoaching is YesNo.YES:
        much = f": {money(coaching)} in deze periode" if coaching is not None else ""
        body.append(parts.words(f"De werkgever krijgt ook jobcoaching{much}.", house.body))
    elif asked.jobcoaching is YesNo.NO:
        body.append(parts.words("De werkgever krijgt geen jobcoaching.", house.body))
    return [parts.section("Andere subsidies", body)]


def _beside(views: SubsidyViews) -> list[str]:
    """What this place gets as well, as it is known at the placement; for when nobody wrote it down here."""
    return [
        sentence(f"{one.kind.label[0].upper()}{one.kind.label[1:]}", one.state.label, period(one.since, one.until))
        for one in views.placement.instruments
        if one.kind not in (None, InstrumentKind.SUPERVISION_SUBSIDY, InstrumentKind.NO_RISK)
        and one.state in (InstrumentState.ASKED, InstrumentState.GRANTED)
    ]


def _answers(parts: Parts, views: SubsidyViews) -> list[Block]:
    """What only this scheme asks; a question without an answer keeps its place."""
    house, scheme = parts.house, views.scheme
    given = {str(one.asked): str(one.answer) for one in views.subsidy.answers}
    body: list[Block] = []
    for question in scheme.questions if scheme is not None else ():
        answer = told(parts, given.get(question.key, ""))
        body += [parts.subhead(question.label), *(answer or [parts.words("Nog niet ingevuld.", house.note)])]
    return [parts.section("Vragen van de gemeente", body)] if body else []


def _papers(parts: Parts, views: SubsidyViews) -> list[Block]:
    rows: list[list[Block]] = []
    kept = list(views.subsidy.attachments)
    wanted = papers_of(views.scheme, renewal=views.subsidy.renews is not None)
    for asked in wanted:
        found = next((one for one in kept if str(one.asked) == asked.key), None)
        done, aside = _how(found)
        rows.append(ticked(parts, done, asked.label, aside))
    known = {one.key for one in wanted}
    for one in kept:
        if str(one.asked) not in known and str(one.what).strip():
            done, aside = _how(one)
            rows.append(ticked(parts, done, str(one.what), aside))
    if not rows:
        return []
    tick = _TICK * parts.house.scale
    table = parts.table(["Erbij", "Bijlage"], rows, [tick + 4, style.NARROW - tick - 4])
    return [parts.section("Bijlagen", [table], table=True)]


def _how(one: SeenBy | None) -> tuple[bool, str]:
    """Whether a paper goes along, and in words how."""
    if one is not None and one.file is not None:
        return True, f"gaat mee als bestand: {one.file.name}"
    if one is not None and one.on_paper is YesNo.YES:
        return True, "gaat op papier mee"
    if one is not None and str(one.not_needed_because).strip():
        return True, f"niet nodig, omdat {str(one.not_needed_because).strip()}"
    return False, "nog erbij doen"


def _signed(parts: Parts, views: SubsidyViews) -> list[Block]:
    """Consent, the statement that it is true, and the boxes."""
    asked, house = views.subsidy, parts.house
    if asked.consent_on is not None:
        by = str(asked.consent_by).strip()
        consent = (
            f"{views.called or 'De werknemer'} weet van deze aanvraag en vindt het goed. "
            f"Dat is besproken op {long_date(asked.consent_on)}{f' door {by}' if by else ''}."
        )
    else:
        consent = "Nog niet ingevuld wanneer dit met de werknemer is besproken."
    statement = (
        "Wie tekent, verklaart dat deze aanvraag klopt en volledig is, en geeft wijzigingen door aan de gemeente: "
        "andere uren, een ander rekeningnummer, een andere begeleider, langere afwezigheid en het einde van het "
        "contract."
    )
    body: list[Block] = [parts.words(consent, house.body), parts.words(statement, house.body), Space(4)]
    signer = [
        ("Naam", str(asked.signatory)),
        ("Functie", str(asked.signatory_role)),
        ("Plaats", ""),
        ("Datum", ""),
    ]
    worker = [("Naam", views.name), ("Plaats", ""), ("Datum", "")]
    body.append(signing(parts, [("De aanvrager", signer), ("De werknemer: gezien en akkoord", worker)]))
    lines = contact(views)
    if lines:
        body += [Space(9), parts.words(" · ".join(lines), house.note, lead="Vragen over deze aanvraag:")]
    return [Kept("Ondertekening", body, house)]
