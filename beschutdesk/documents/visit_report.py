"""The report of a visit on paper and as text: one copy per reader, from one source.

Whose eyes the views are made with decides for whom the paper says it is, so no copy can be called another's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from beschutdesk.documents import style
from beschutdesk.documents.leaving import safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.portfolio_sections import Kept
from beschutdesk.documents.readers import Reader
from beschutdesk.documents.tagged.blocks import Block, Frame, Rule, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import ListItem, TextStyle
from beschutdesk.documents.visit_content import Cell, Chapter, Grid, Person, Said, Verdict, said
from beschutdesk.documents.visit_words import kind, moment
from beschutdesk.documents.wording import joined, long_date, sentence, short_date
from beschutdesk.dossier.seen_by import SeenBy, who_sees

_NEXT_TO_NOTHING = 0.4  # of a page
_LONGEST_NAME = 200  # letters in the heading, which must not run over a page
_FOOTER_NAME = 40  # letters: beside it stand the version and the day, which must never be cut
_NOBODY: Final = "naam ontbreekt"


@dataclass(frozen=True, slots=True)
class VisitReportViews:
    """All that the document is made of.

    Attributes:
        people: whom it is about; more than one only for the employer.
        visit: the trip, for when and where; without what is about anybody who is not in :attr:`people`.
        employer: at whose place; ``None`` when there is none.
        caseworker: who made it.
        number: of the version.
        issued_on: the day it is made.
        concept: whether the visit is not finished yet.
    """

    people: tuple[Person, ...]
    visit: SeenBy
    employer: SeenBy | None
    caseworker: SeenBy
    number: int
    issued_on: date
    concept: bool

    def __post_init__(self) -> None:
        views = [self.visit, self.caseworker, *([self.employer] if self.employer is not None else [])]
        for one in self.people:
            views += [one.visit, one.subject, *one.before, *([one.placement] if one.placement is not None else [])]
        if len({who_sees(view) for view in views}) != 1:
            raise ValueError("the views of one report are seen by one reader")
        if len(self.people) != 1 and self.reader is not Reader.EMPLOYER:
            raise ValueError("only the employer reads about several people at once")

    @property
    def reader(self) -> Reader:
        """Whose eyes the views are."""
        return Reader.of(who_sees(self.caseworker))

    @property
    def maker(self) -> str:
        """Name of who made it."""
        return str(self.caseworker.name).strip()

    @property
    def place(self) -> str:
        """Name of the employer."""
        return str(self.employer.name).strip() if self.employer is not None else ""

    @property
    def told(self) -> tuple[Said, ...]:
        """What is said about each."""
        themselves, at_work = self.reader is Reader.CANDIDATE, self.reader.at_work
        return tuple(said(one, self.maker, themselves=themselves, at_work=at_work) for one in self.people)


def build(views: VisitReportViews) -> bytes:
    """The document as a PDF/A-2a, PDF/UA-1 file. The same views always give the same bytes."""
    return made(views)[0]


def made(views: VisitReportViews) -> tuple[bytes, tuple[str, ...]]:
    """The file, and the characters in its texts that no font has."""
    paper = fitted(views)
    return paper.render(), tuple(paper.dropped)


def fitted(views: VisitReportViews) -> Paper:
    """The document before it is written.

    When little stands on the last page it is set closer, and then a little smaller, to save that page; the version for
    the person keeps its large type.
    """
    told = views.told
    paper = _compose(views, told)
    pages, filled = paper.extent()
    if pages > 1 and filled < _NEXT_TO_NOTHING:
        wanted = _scale(views)
        for scale in (wanted,) if wanted > 1 else (size for size in style.SIZES if size <= wanted):
            closer = _compose(views, told, scale, tight=True)
            if closer.extent()[0] < pages:
                return closer
    return paper


def unprintable(views: VisitReportViews) -> tuple[str, ...]:
    """The characters in these texts that no font has; the user should know."""
    return tuple(_compose(views, views.told).dropped)


def file_name(views: VisitReportViews) -> str:
    """``Verslag werkbezoek Thijs 20-11-2026, versie 1, voor de werkgever.pdf``: a name every system accepts."""
    told, at = views.told, views.visit.at
    whom = told[0].called if len(told) == 1 else views.place
    day = f" {short_date(at.day)}" if at is not None else ""
    name = safe_name(f"{kind(views.visit)} {whom}", kind(views.visit))
    reader = safe_name(views.reader.for_whom(told[0].called), "voor de kandidaat zelf")
    parts = [f"{name}{day}", f"versie {views.number}", reader]
    return ", ".join([*parts, "concept"] if views.concept else parts) + ".pdf"


# -- composing ---------------------------------------------------------------------------------------------------------


def _scale(views: VisitReportViews) -> float:
    return style.READING if views.reader is Reader.CANDIDATE else 1.0


def _compose(views: VisitReportViews, told: Sequence[Said], scale: float = 0.0, *, tight: bool = False) -> Paper:
    parts = Parts(scale or _scale(views), tight=tight)
    blocks = [*_masthead(parts, views, told), Space(9), _facts(parts, views, told)]
    if views.concept:
        notice = parts.notice("Concept.", "Dit bezoek is nog niet afgerond. Er kan nog iets veranderen.")
        blocks += [Space(style.PANEL_GAP), notice]
    for one in told:
        if len(told) > 1:
            blocks += _person(parts, one)
        blocks += _about(parts, one, "H2" if len(told) == 1 else "H3")
    blocks += _ending(parts, views)
    whom = told[0].name if len(told) == 1 else views.place
    title, at = kind(views.visit), views.visit.at
    day = f", {long_date(at.day)}" if at is not None else ""
    labels = ("VERTROUWELIJK", "NIET DELEN") if views.reader is Reader.DOSSIER else ("VERTROUWELIJK",)
    reader = views.reader.for_whom(parts.title(told[0].called))
    facts = Metadata(
        title=f"{title} {parts.title(whom, 60) or _NOBODY}{day}",
        author=parts.title(sentence(views.maker, str(views.caseworker.role))) or "BeschutDesk",
        subject=f"Hoe het gaat op het werk. Versie {views.number}, {reader}",
        keywords="werkbezoek; verslag; vertrouwelijk",
        issued_on=views.issued_on,
    )
    short = parts.title(whom, _FOOTER_NAME) or _NOBODY
    footer = f"{title} {short}{day}  ·  versie {views.number}"
    readers = views.reader.only_for(told[0].called)
    story = Stack(blocks)
    return Paper(story, facts, readers, (*labels, "CONCEPT") if views.concept else labels, footer, parts.dropped)


def _masthead(parts: Parts, views: VisitReportViews, told: Sequence[Said]) -> list[Block]:
    house = parts.house
    alone = told[0] if len(told) == 1 else None
    full = parts.title(alone.name if alone else views.place, _LONGEST_NAME) or _NOBODY.capitalize()
    tries = [parts.words(full, look, "H1", bookmark=parts.title(full)) for look in house.names[1:]]
    heading = next((name for name in tries if len(name.lines(style.WIDE)) <= 2), tries[-1])
    if alone:
        under = " · ".join(part for part in (alone.job, views.place) if part)
    else:
        under = f"Over {joined([one.called or _NOBODY for one in told])}"
    blocks: list[Block] = [parts.words(kind(views.visit).upper(), house.kind), Space(7), heading]
    return [*blocks, parts.words(under, house.subtitle)] if under else blocks


def _facts(parts: Parts, views: VisitReportViews, told: Sequence[Said]) -> Stack:
    made_by = sentence(views.maker, str(views.caseworker.role))
    facts = [
        ("Wanneer", moment(views.visit) or ["geen datum"]),
        ("Wie waren erbij", [line for line in views.visit.present if line.strip()] or ["niet opgeschreven"]),
        ("Dit verslag", [f"versie {views.number}", long_date(views.issued_on), made_by]),
    ]
    if len(told) == 1:
        day = told[0].next_on
        facts.insert(2, ("Volgende keer", [long_date(day) if day is not None else "nog geen datum"]))
    return parts.facts(facts)


def _person(parts: Parts, one: Said) -> list[Block]:
    """Where another person begins in a combined report."""
    house = parts.house
    name = parts.title(one.name, _LONGEST_NAME) or _NOBODY.capitalize()
    heading = parts.words(name, house.names[-1], "H2", bookmark=parts.title(name, 60))
    heading.with_next = True
    following = f"Volgende keer: {long_date(one.next_on)}" if one.next_on is not None else ""
    under = parts.words(" · ".join(part for part in (one.job, following) if part), house.subtitle)
    under.with_next = True
    line = Rule(2, style.ACCENT)
    line.with_next = True
    blocks: list[Block] = [Space(18), line, Space(6), heading]
    for block in blocks:
        block.with_next = True
    return [*blocks, under] if one.job or following else blocks


def _about(parts: Parts, one: Said, tag: str) -> list[Block]:
    blocks: list[Block] = []
    if one.summary:
        heading = parts.words("In het kort", parts.house.panel_title, tag, bookmark="In het kort")
        heading.with_next = True
        inner = Stack([heading, _signed(parts, one.summary)], "Sect")
        blocks += [
            Space(style.PANEL_GAP),
            Frame(inner, style.PANEL_PADDING, fill=style.TINT, bar=style.PANEL_BAR),
        ]
    blocks += [_chapter(parts, chapter, tag) for chapter in one.chapters]
    if not one.chapters:
        text = "Er is nog niets opgeschreven dat voor deze lezer is."
        blocks.append(parts.section("Nog leeg", [parts.words(text, parts.house.body)], tag=tag))
    return blocks


def _signed(parts: Parts, lines: Sequence[Verdict]) -> Stack:
    """A list in which each line has a sign of its own."""
    look = parts.house.key
    mark = TextStyle(parts.house.subhead.font, look.size, look.leading, look.color)
    indent = (style.SIGN_INDENT + 3) * parts.house.scale
    rows = [ListItem(line.sign, parts.words(line.word, look), indent, mark) for line in lines]
    listed = Stack(rows, "L", attributes={"List": {"ListNumbering": "None"}})
    listed.after = look.after
    return listed


def _chapter(parts: Parts, chapter: Chapter, tag: str) -> Block:
    body: list[Block] = []
    for part in chapter.parts:
        if isinstance(part, Verdict):
            verdict = parts.strong(f"{part.sign}{NBSP}{NBSP}{part.word}", parts.house.body)
            verdict.with_next = True
            body.append(verdict)
        elif isinstance(part, Grid):
            body += [*([Space(4 * parts.house.scale)] if body else []), _grid(parts, part)]
        else:
            body += [one for one in parts.prose(part) if not isinstance(one, Stack) or one.blocks]
    return parts.section(chapter.title, body, table=isinstance(chapter.parts[0], Grid), tag=tag)


def _grid(parts: Parts, grid: Grid) -> Block:
    widths = [style.NARROW * share for share in grid.shares]
    return parts.table(grid.head, [[_cell(parts, cell) for cell in row] for row in grid.rows], widths)


def _cell(parts: Parts, cell: Cell) -> Block:
    house, lines = parts.house, list[Block]()
    for line in cell:
        look = house.note if line.aside else house.cell
        lines.append(parts.strong(line.text, look) if line.strong else parts.words(line.text, look))
    return lines[0] if len(lines) == 1 else Stack(lines)


def _ending(parts: Parts, views: VisitReportViews) -> list[Block]:
    """Whom to call; not in the copy that stays."""
    who = views.caseworker
    lines = [sentence(views.maker, str(who.role), str(who.organisation))]
    lines.append(sentence(str(who.phone), str(who.reachable)))
    lines.append(str(who.email))
    lines = [line for line in lines if line.strip()]
    if views.reader is Reader.DOSSIER or not lines:
        return []
    lead = "Klopt er iets niet, of heb je een vraag? Laat het weten."
    body = [parts.words(lead, parts.house.body), *(parts.words(line, parts.house.cell) for line in lines)]
    return [Kept("Vragen?", body, parts.house)]


# -- as text -----------------------------------------------------------------------------------------------------------


def as_text(views: VisitReportViews) -> str:
    """The same report as plain text, for a mail or another program; empty when it says nothing to this reader."""
    told = views.told
    if not any(one.chapters for one in told):
        return ""
    head = [" ".join(part for part in (kind(views.visit), *(moment(views.visit)[:1])) if part), views.place]
    if present := [line for line in views.visit.present if line.strip()]:
        head.append(f"Erbij: {', '.join(present)}")
    blocks = ["\n".join(line for line in head if line)]
    for one in told:
        about = [one.name or _NOBODY.capitalize()]
        about += [f"Volgende keer: {long_date(one.next_on)}"] if one.next_on is not None else []
        blocks += ["\n".join([*about, *(line.word for line in one.summary)])]
        blocks += [_written(chapter) for chapter in one.chapters]
    maker = sentence(views.maker, str(views.caseworker.role))
    concept = "Concept: dit bezoek is nog niet afgerond." if views.concept else ""
    blocks += [line for line in (concept, maker) if line]
    return "\n\n".join(blocks).replace(NBSP, " ") + "\n"


def texts(views: VisitReportViews) -> list[tuple[str, str]]:
    """Every text of a report with the title it stands under."""
    out = [("Wie waren erbij", line) for line in views.visit.present]
    for one in views.told:
        for chapter in one.chapters:
            for part in chapter.parts:
                if isinstance(part, Grid):
                    out += [(chapter.title, line.text) for row in part.rows for cell in row for line in cell]
                elif isinstance(part, str):
                    out.append((chapter.title, part))
    return out


def _written(chapter: Chapter) -> str:
    lines = [chapter.title]
    for part in chapter.parts:
        if isinstance(part, Grid):
            lines += [_row(part, row) for row in part.rows]
        else:
            text = part.word if isinstance(part, Verdict) else part
            lines += [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(lines)


def _row(grid: Grid, row: Sequence[Cell]) -> str:
    cells = ((head, ", ".join(line.text.strip() for line in cell)) for head, cell in zip(grid.head, row, strict=True))
    return "- " + "; ".join(f"{head}: {words}" for head, words in cells if words not in ("", "–"))
