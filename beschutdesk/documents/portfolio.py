"""The overdraagbaar portfolio on paper.

The builder gets views and never a record, so what its readers may not see is not there to be printed.
"""

from dataclasses import dataclass
from datetime import date

from beschutdesk.documents import style
from beschutdesk.documents.leaving import FOR, READERS, safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.photo import portrait
from beschutdesk.documents.portfolio_sections import Sheet, sections
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.text import first_letter, plain
from beschutdesk.documents.wording import joined, long_date, number, sentence, work_days
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import YesNo

KIND = "Overdraagbaar portfolio"

_NEXT_TO_NOTHING = 0.4  # of a page
_LONGEST_NAME = 200  # letters in the heading, which must not run over a page
# Only these versions go to the readers that the person has named; naming them on another one would mislead.
_NAMES_READERS = frozenset({Audience.FLOOR, Audience.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class PortfolioViews:
    """All that a portfolio is made of.

    Attributes:
        audience: whose eyes the views are.
        portfolio: the texts, with the views of candidate and placement behind it.
        caseworker: who made it.
        task_list: the tasks to print, chosen by the caller, with steps and plan; all of them are printed.
        number: of the version.
        issued_on: the day it is made; the only date the document depends on.
        photo: from ``images.clean``; printed only with consent.
    """

    audience: Audience
    portfolio: SeenBy
    caseworker: SeenBy
    task_list: SeenBy | None
    number: int
    issued_on: date
    photo: bytes | None = None


def build(views: PortfolioViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return fitted(views).render()


def unprintable(views: PortfolioViews) -> tuple[str, ...]:
    """The characters in these texts that no font has, or that would come out unreadable; the user should know."""
    return tuple(_compose(views).dropped)


def file_name(views: PortfolioViews) -> str:
    """``Portfolio Thijs, versie 3, voor de vloer.pdf``: a name every system accepts."""
    sheet = _sheet(views, Parts())
    parts = [safe_name(f"Portfolio {sheet.name}", "Portfolio"), f"versie {views.number}", FOR[views.audience]]
    if sheet.concept:
        parts.append("concept")
    return ", ".join(parts) + ".pdf"


# -- composing ---------------------------------------------------------------------------------------------------------


def _sheet(views: PortfolioViews, parts: Parts) -> Sheet:
    return Sheet(
        parts=parts,
        audience=views.audience,
        portfolio=views.portfolio,
        candidate=views.portfolio.candidate,
        placement=views.portfolio.placement,
        caseworker=views.caseworker,
        tasks=views.task_list.tasks if views.task_list is not None else (),
        steps=views.task_list.steps if views.task_list is not None else (),
        plan=views.task_list.plan if views.task_list is not None else (),
        issued_on=views.issued_on,
    )


def fitted(views: PortfolioViews) -> Paper:
    """On three pages when that can be done: first with a little less air, then with slightly smaller type.

    Nobody reads a fourth page in the doorway of a canteen. What is too much even so keeps its full size.
    """
    wanted = style.READING if views.audience is Audience.CANDIDATE else 1.0
    first = paper = _compose(views, wanted)
    pages, filled = paper.extent()
    if pages > style.MOST_PAGES:
        for scale in (size for size in style.SIZES if size <= wanted):
            paper = _compose(views, scale, tight=True)
            if paper.extent()[0] <= style.MOST_PAGES:
                return paper
    if pages > 1 and filled < _NEXT_TO_NOTHING:
        paper = _compose(views, wanted, tight=True)
        if paper.extent()[0] < pages:
            return paper
    return first


def _compose(views: PortfolioViews, scale: float = 1.0, *, tight: bool = False) -> Paper:
    sheet = _sheet(views, Parts(scale, tight=tight))
    parts = sheet.parts
    blocks: list[Block] = [_masthead(sheet, views.photo), Space(9), _facts(sheet, views.number)]
    if sheet.concept:
        blocks += [Space(style.PANEL_GAP), parts.notice("Concept.", _concept_text(sheet))]
    blocks += sections(sheet)
    name = parts.title(sheet.name, 60) or "naam ontbreekt"
    footer = f"Portfolio van {name}  ·  versie {views.number}  ·  {long_date(views.issued_on)}"
    facts = Metadata(
        title=f"{KIND} van {name}",
        author=parts.title(sentence(views.caseworker.name, views.caseworker.role)) or "BeschutDesk",
        subject=f"Zo werk je met {name}. Versie {views.number}, {FOR[views.audience]}",
        keywords="portfolio; begeleiding; vertrouwelijk",
        issued_on=views.issued_on,
    )
    labels = ("VERTROUWELIJK", "CONCEPT") if sheet.concept else ("VERTROUWELIJK",)
    return Paper(Stack(blocks), facts, _readers(sheet), labels, footer, parts.dropped)


def _readers(sheet: Sheet) -> str:
    if sheet.audience is Audience.CANDIDATE:
        return f"Alleen voor {sheet.name or 'jou'}"
    readers = READERS[sheet.audience]
    named = [line for line in sheet.portfolio.readers_named if line.strip()]
    if named and sheet.audience in _NAMES_READERS:
        return f"{readers}: {joined(named)}"
    return readers


def _concept_text(sheet: Sheet) -> str:
    who = sheet.name or "de persoon zelf"
    return f"Dit portfolio is nog niet besproken met {who}. Gebruik het nog niet, en geef het niet door."


def _masthead(sheet: Sheet, photo: bytes | None) -> Columns:
    parts, house = sheet.parts, sheet.parts.house
    width = style.WIDE - style.PHOTO - style.PHOTO_GAP
    full = " ".join(part for part in (sheet.name, sheet.family_name) if part.strip()) or "Naam ontbreekt"
    full = parts.title(full, _LONGEST_NAME)
    tries = [parts.words(full, look, "H1", bookmark=parts.title(full)) for look in house.names]
    heading = next((name for limit, name in enumerate(tries, start=1) if len(name.lines(width)) <= limit), tries[-1])
    kind = parts.words(KIND.upper(), house.kind)
    subtitle = parts.words(" · ".join(part for part in (sheet.job_title, sheet.employer) if part), house.subtitle)
    # The name stands low, beside the foot of the picture; a name on two lines begins higher.
    used = sum(block.height(width) for block in (kind, heading, subtitle))
    gap = Space(max(10.0, style.PHOTO + 2 - used - house.names[0].after))
    initials = first_letter(sheet.name) + _family_initial(sheet.family_name)
    consent = sheet.candidate is not None and sheet.candidate.photo_consent is YesNo.YES
    shown = photo if consent and sheet.candidate is not None and sheet.candidate.photo is not None else None
    picture = portrait(shown, initials, parts.title(f"Foto van {sheet.name}"))
    none = (0.0, 0.0, 0.0, 0.0)
    cells = [Frame(Stack([kind, gap, heading, subtitle]), none), Frame(picture, none)]
    return Columns(cells, [width, style.WIDE - width])


def _family_initial(family_name: str) -> str:
    """The initial of the main part: ``B`` of *van den Bovenkamp*."""
    words = plain(family_name).split()
    main = next((word for word in words if word[:1].isupper()), words[0] if words else "")
    return first_letter(main)


def _facts(sheet: Sheet, version: int) -> Stack:
    terms = sheet.terms
    days = work_days(terms.days) if terms is not None else []
    if terms is not None and terms.hours is not None:
        days.append(f"{number(terms.hours)} uur per week")
    supervisor = terms.supervisor if terms is not None else None
    guide = [sentence(supervisor.name, supervisor.role)] if supervisor is not None else []
    if terms is not None and supervisor is not None:
        guide.append(terms.supervision_moment)
    made = [f"versie {version}", long_date(sheet.issued_on)]
    if sheet.portfolio.review_on is not None:
        made.append(f"nakijken vóór {long_date(sheet.portfolio.review_on)}")
    place = [sheet.employer, sheet.placement.department] if sheet.placement is not None else []
    return sheet.parts.facts(
        [
            ("Werkplek", [line for line in place if line]),
            ("Werkdagen", days),
            ("Vaste begeleider", [line for line in guide if line]),
            ("Dit document", made),
        ]
    )
