"""The *evaluatie kennismaking* on paper: what both sides think at the end of getting acquainted, and what comes next.

The builder gets views and never a record, so what its readers may not see is not there to be printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.leaving import FOR, READERS, safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.portfolio_sections import Kept
from beschutdesk.documents.tagged.blocks import Block, Frame, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import TextStyle
from beschutdesk.documents.wording import joined, long_date, number, sentence
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import PRINT, shape_of
from beschutdesk.dossier.introduction import Verdict
from beschutdesk.dossier.seen_by import SeenBy

KIND: Final = "Evaluatie kennismaking"

_NEXT_TO_NOTHING = 0.4  # of a page
_LONGEST_NAME = 200  # letters in the heading, which must not run over a page
_FOOTER_NAME = 40  # letters: beside it stand the version and the day, which must never be cut
_WHO, _CLICK = 34 * mm, 22 * mm
_MEANS: Final = {
    Verdict.GO: "We gaan door.",
    Verdict.EXTEND: "We verlengen de kennismaking.",
    Verdict.STOP: "We stoppen hier.",
}


@dataclass(frozen=True, slots=True)
class IntroductionViews:
    """All that the document is made of.

    Attributes:
        audience: whose eyes the views are.
        evaluation: what was said and decided.
        placement: to which it belongs, with the views of candidate and employer behind it.
        caseworker: who made it.
        number: of the version.
        issued_on: the day it is made.
    """

    audience: Audience
    evaluation: SeenBy
    placement: SeenBy
    caseworker: SeenBy
    number: int
    issued_on: date

    @property
    def called(self) -> str:
        """What the person is called."""
        person = self.placement.candidate
        return str(person.name_used).strip() if person is not None else ""

    @property
    def name(self) -> str:
        """The name as far as these readers may know it."""
        person = self.placement.candidate
        family = str(person.family_name).strip() if person is not None else ""
        return " ".join(part for part in (self.called, family) if part)

    @property
    def employer(self) -> str:
        """Name of the organisation."""
        found = self.placement.employer
        return str(found.name).strip() if found is not None else ""

    @property
    def missing(self) -> list[str]:
        """Labels of what must be filled in before it counts, as far as these readers may read it."""
        specs = shape_of("introduction_evaluation").specs
        wanted = [name for name, spec in specs.items() if PRINT in spec.needed_for and self.evaluation.sees(name)]
        return [specs[name].label for name in wanted if not _filled(getattr(self.evaluation, name))]


def build(views: IntroductionViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes.

    When little stands on the last page it is set closer, and then a little smaller, to save that page; the version for
    the person keeps its large type.
    """
    paper = _compose(views)
    pages, filled = paper.extent()
    if pages > 1 and filled < _NEXT_TO_NOTHING:
        wanted = _scale(views)
        for scale in (wanted,) if wanted > 1 else (size for size in style.SIZES if size <= wanted):
            closer = _compose(views, scale, tight=True)
            if closer.extent()[0] < pages:
                return closer.render()
    return paper.render()


def unprintable(views: IntroductionViews) -> tuple[str, ...]:
    """The characters in these texts that no font has; the user should know."""
    return tuple(_compose(views).dropped)


def file_name(views: IntroductionViews) -> str:
    """``Evaluatie kennismaking Thijs, versie 1, voor de werkgever.pdf``: a name every system accepts."""
    parts = [safe_name(f"{KIND} {views.called}", KIND), f"versie {views.number}", FOR[views.audience]]
    return ", ".join([*parts, "concept"] if views.missing else parts) + ".pdf"


# -- composing ---------------------------------------------------------------------------------------------------------


def _scale(views: IntroductionViews) -> float:
    return style.READING if views.audience is Audience.CANDIDATE else 1.0


def _compose(views: IntroductionViews, scale: float = 0.0, *, tight: bool = False) -> Paper:
    parts = Parts(scale or _scale(views), tight=tight)
    missing = views.missing
    blocks = [*_masthead(parts, views), Space(9), _facts(parts, views)]
    if missing:
        text = f"Nog niet ingevuld: {joined([word.lower() for word in missing])}."
        blocks += [Space(style.PANEL_GAP), parts.notice("Concept.", text)]
    if views.audience is Audience.MUNICIPALITY:
        text = "Hier staat alleen wat de gemeente nodig heeft om te beslissen."
        blocks += [Space(6), parts.words(text, parts.house.note)]
    body = [
        *_decision(parts, views),
        *_click(parts, views),
        *_tasks(parts, views),
        *_supervision(parts, views),
        *_prose(parts, views, "team", "Het team"),
        *_prose(parts, views, "expectations", "Verwachtingen"),
        *_agreed(parts, views),
        *_prose(parts, views, "remark", "Aantekening"),
    ]
    signed = _signed(parts, views) if body else []
    if not body:
        text = "Er is nog niets opgeschreven dat voor deze lezer is."
        body = [parts.section("Nog leeg", [parts.words(text, parts.house.body)])]
    name = parts.title(views.name, 60) or "naam ontbreekt"
    short = parts.title(views.name, _FOOTER_NAME) or "naam ontbreekt"
    footer = f"{KIND} van {short}  ·  versie {views.number}  ·  {long_date(views.issued_on)}"
    facts = Metadata(
        title=f"{KIND} van {name}",
        author=parts.title(sentence(views.caseworker.name, views.caseworker.role)) or "BeschutDesk",
        subject=f"Hoe was de kennismaking, en hoe gaat het verder. Versie {views.number}, {FOR[views.audience]}",
        keywords="kennismaking; evaluatie; vertrouwelijk",
        issued_on=views.issued_on,
    )
    labels = ("VERTROUWELIJK", "CONCEPT") if missing else ("VERTROUWELIJK",)
    story = Stack([*blocks, *body, *signed])
    return Paper(story, facts, _readers(views), labels, footer, parts.dropped)


def _readers(views: IntroductionViews) -> str:
    if views.audience is Audience.CANDIDATE:
        return f"Alleen voor {views.called or 'jou'}"
    return READERS[views.audience]


def _masthead(parts: Parts, views: IntroductionViews) -> list[Block]:
    house = parts.house
    full = parts.title(views.name or "Naam ontbreekt", _LONGEST_NAME)
    tries = [parts.words(full, look, "H1", bookmark=parts.title(full)) for look in house.names[1:]]
    heading = next((name for name in tries if len(name.lines(style.WIDE)) <= 2), tries[-1])
    under = " · ".join(part for part in (str(views.placement.job_title).strip(), views.employer) if part)
    blocks: list[Block] = [parts.words(KIND.upper(), house.kind), Space(7), heading]
    return [*blocks, parts.words(under, house.subtitle)] if under else blocks


def _facts(parts: Parts, views: IntroductionViews) -> Stack:
    said, placement = views.evaluation, views.placement
    place = [line for line in (views.employer, str(placement.department).strip()) if line]
    made = [
        f"versie {views.number}",
        long_date(views.issued_on),
        sentence(views.caseworker.name, views.caseworker.role),
    ]
    facts = [
        ("Werkplek", place),
        ("Gesprek op", [long_date(said.held_on)] if said.held_on is not None else []),
        ("Dit document", made),
    ]
    if said.sees("present"):
        facts.insert(2, ("Wie waren erbij", _said(said.present)))
    return parts.facts(facts)


# -- one by one --------------------------------------------------------------------------------------------------------


def _decision(parts: Parts, views: IntroductionViews) -> list[Block]:
    said, house = views.evaluation, parts.house
    reasons = _told(parts, said.reasons)
    if said.verdict is None and not reasons:
        return []
    text = _MEANS.get(said.verdict, "Er is nog geen besluit.")
    if said.verdict is Verdict.EXTEND and said.extended_until is not None:
        text = f"We verlengen de kennismaking tot en met {long_date(said.extended_until)}."
    heading = parts.words("Het besluit", house.panel_title, "H2", bookmark="Het besluit")
    heading.with_next = True
    verdict = parts.strong(text, house.key)
    inner = Stack([heading, verdict, *reasons], "Sect")
    frame = Frame(inner, style.PANEL_PADDING, fill=style.TINT, bar=style.PANEL_BAR)
    return [Space(style.PANEL_GAP), frame]


def _click(parts: Parts, views: IntroductionViews) -> list[Block]:
    said, house = views.evaluation, parts.house
    me = "Jij" if views.audience is Audience.CANDIDATE else views.called or "De kandidaat"
    rows: list[list[Block]] = []
    for who, click, words in (
        (me, said.click_candidate, said.candidate_says),
        ("De werkgever", said.click_employer, said.employer_says),
    ):
        if click is not None or words.strip():
            answer = click.label if click is not None else "niet gevraagd"
            told = _told(parts, words, house.cell) or [parts.words("–", house.cell)]
            rows.append([parts.words(who, house.cell), parts.strong(answer, house.cell), Stack(told)])
    if not rows:
        return []
    side = [_WHO * house.scale, _CLICK * house.scale]
    table = parts.table(["Wie", "Klikt het?", "In eigen woorden"], rows, [*side, style.NARROW - sum(side)])
    return [parts.section("De klik", [table], table=True)]


def _tasks(parts: Parts, views: IntroductionViews) -> list[Block]:
    boxes = []
    for field, title, sign in (("tasks_fit", "Dit past", "✓"), ("tasks_not", "Dit past niet", "✗")):
        if lines := _said(getattr(views.evaluation, field)):
            boxes.append(parts.box(title, lines, sign, tinted=field == "tasks_fit"))
    return [parts.section("Het werk", [parts.side_by_side(boxes)])] if boxes else []


def _supervision(parts: Parts, views: IntroductionViews) -> list[Block]:
    said = views.evaluation
    lines = []
    if said.minutes_needed is not None:
        lines.append(f"Nodig: {_minutes(said.minutes_needed)} per dag.")
    if said.minutes_available is not None:
        lines.append(f"De begeleider heeft: {_minutes(said.minutes_available)} per dag.")
    if said.minutes_needed is not None and said.minutes_available is not None:
        short = said.minutes_needed - said.minutes_available
        lines.append(f"Dat is {_minutes(short)} te weinig." if short > 0 else "Dat is genoeg.")
    body: list[Block] = [parts.words(" ".join(lines), parts.house.body)] if lines else []
    body += _told(parts, said.supervision)
    return [parts.section("De begeleiding", body)] if body else []


def _minutes(value: Decimal) -> str:
    return f"{number(value)}{NBSP}{'minuut' if value == 1 else 'minuten'}"


def _prose(parts: Parts, views: IntroductionViews, field: str, title: str) -> list[Block]:
    body = _told(parts, getattr(views.evaluation, field))
    return [parts.section(title, body)] if body else []


def _told(parts: Parts, text: str, look: TextStyle | None = None) -> list[Block]:
    """A text in paragraphs and lists, without a list of nothing but bullets."""
    return [block for block in parts.prose(text, look) if not isinstance(block, Stack) or block.blocks]


def _agreed(parts: Parts, views: IntroductionViews) -> list[Block]:
    lines = _said(views.evaluation.agreed)
    return [parts.section("Dit spreken we af", [parts.bullets(lines)])] if lines else []


def _signed(parts: Parts, views: IntroductionViews) -> list[Block]:
    """Who was at the table signs for having read it; the gemeente and a colleague were not there."""
    if views.audience in (Audience.MUNICIPALITY, Audience.COLLEAGUE):
        return []
    body: list[Block] = [
        parts.words("Iedereen krijgt een eigen versie. Tekenen mag, het hoeft niet.", parts.house.body),
        parts.signatures(
            [(views.name or "kandidaat", "gelezen, datum"), (views.employer or "werkgever", "gelezen, datum")]
        ),
    ]
    return [Kept("Gelezen", body, parts.house)]


def _said(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
