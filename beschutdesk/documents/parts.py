"""House blocks: sections with their title in the side column, lists, panels, boxes, tables, signatures.

Builders compose these; texts come in as plain strings and are made safe here, in one place (:class:`Parts`).
"""

from collections.abc import Iterable, Sequence
from copy import copy

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.fonts import SEMIBOLD, register
from beschutdesk.documents.style import House
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Rule, Space, Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.tables import DataTable
from beschutdesk.documents.tagged.words import ListItem, Run, TextStyle, Words
from beschutdesk.documents.text import Dropped, paragraphs, shortened, typeset

_BULLETS = ("- ", "• ", "* ", "– ")
_REST_NEED = 22 * mm
"""A cut that leaves less than this for the next page is moved up."""


class Section(Block):
    """A section over the full width: a line, the title in the side column, the text in the wide one.

    Args:
        title: constant words; also the bookmark.
        body: what stands in it.
        house: text styles.
        need: least height in which the section may begin.
        tag: of its heading.
    """

    def __init__(
        self, title: str, body: Sequence[Block], house: House, need: float = style.SECTION_NEED, tag: str = "H2"
    ) -> None:
        self.before = house.section_gap
        self._drop = house.section_drop
        self.title = title
        self._heading = Words((Run(title),), house.title, tag, bookmark=title)
        self._goes_on_note = Words((Run("vervolg"),), house.goes_on)
        self._body = Stack(body)
        self._need = need
        self._whole = style.WHOLE * house.scale
        self._goes_on = False
        self._high: float | None = None  # measured once: with hundreds of sections each page would measure all again

    def attach(self, parent: Element) -> None:
        here = parent.add("Sect")
        self._heading.attach(here)
        self._body.attach(here)

    def height(self, width: float) -> float:
        if self._high is None:
            side = self._heading.height(style.SIDE)
            if self._goes_on:
                side += self._goes_on_note.height(style.SIDE)
            self._high = self._drop + max(side, self._body.height(style.NARROW))
        return self._high

    def split(self, width: float, room: float) -> "tuple[Section, Section] | None":
        if not self._goes_on and (room < self._need or self.height(width) <= self._whole):
            return None
        room -= self._drop
        parts = self._body.split(style.NARROW, room)
        if parts is not None and parts[1].height(style.NARROW) < _REST_NEED:
            parts = self._body.split(style.NARROW, room - _REST_NEED) or parts
        if parts is None:
            return None
        first, rest = copy(self), copy(self)
        first._body, rest._body = parts
        rest._goes_on = True
        first._high = rest._high = None
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        inside = top - self._drop
        if self._goes_on:
            with canvas.artifact("Header"):
                self._heading.draw(canvas, x, inside, style.SIDE)
                below = inside - self._heading.height(style.SIDE)
                self._goes_on_note.draw(canvas, x, below, style.SIDE)
        else:
            Rule(style.THIN, style.RULE).draw(canvas, x, top, width)
            self._heading.draw(canvas, x, inside, style.SIDE)
        self._body.draw(canvas, x + style.SIDE + style.GUTTER, inside, style.NARROW)


class Step(Block):
    """A numbered disc: 1 is open, 2 is grey, 3 is solid. The number is read aloud, the disc is not."""

    def __init__(self, number: int, look: TextStyle) -> None:
        self._number = number
        ink = style.WHITE if number == 3 else style.INK
        self._words = Words((Run(str(number)),), TextStyle(look.font, look.size, style.DISC, ink))

    def attach(self, parent: Element) -> None:
        self._words.attach(parent)

    def height(self, width: float) -> float:
        return style.DISC

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        radius = style.DISC / 2
        with canvas.artifact():
            canvas.setFillColor({1: style.WHITE, 2: style.MIDDLE}.get(self._number, style.ACCENT))
            canvas.setStrokeColor(style.ACCENT)
            canvas.setLineWidth(1.1)
            canvas.circle(x + radius, top - radius, radius - 0.55, stroke=1, fill=1)
        indent = radius - self._words.natural_width(width) / 2
        self._words.draw(canvas, x + indent, top, width)


def _is_item(line: str) -> bool:
    return f"{line} ".startswith(_BULLETS)


class Parts:
    """Makes blocks out of texts, for one document.

    Args:
        scale: of all text.
        tight: a little less air, to save a page.
    """

    def __init__(self, scale: float = 1.0, *, tight: bool = False) -> None:
        register()
        self.house = style.house(scale, tight=tight)
        self.dropped = Dropped()

    # -- texts ---------------------------------------------------------------------------------------------------------

    def title(self, text: str, limit: int = 120) -> str:
        """A text for a title, bookmark or alternative text."""
        return shortened(text, limit, dropped=self.dropped)

    def words(self, text: str, look: TextStyle, tag: str = "P", *, lead: str = "", bookmark: str = "") -> Words:
        """A paragraph; *lead* comes first, in semibold."""
        runs = typeset(text, dropped=self.dropped)
        if lead:
            opening = typeset(lead, strong=True, dropped=self.dropped)
            gap = (Run(" ", SEMIBOLD),) if runs and not runs[0].text.startswith(",") else ()
            runs = (*opening, *gap, *runs)
        return Words(runs, look, tag, bookmark=bookmark)

    def strong(self, text: str, look: TextStyle) -> Words:
        """A paragraph in semibold."""
        return Words(typeset(text, strong=True, dropped=self.dropped), look)

    def prose(self, text: str, look: TextStyle | None = None, *, lead: str = "") -> list[Block]:
        """A text of several lines: every line a paragraph, lines with a dash or bullet a list.

        *lead* comes first, in semibold: before the words of the first paragraph, or above a list.
        """
        blocks: list[Block] = []
        items: list[str] = []
        lines = paragraphs(text)
        if lead and (not lines or _is_item(lines[0])):
            blocks.append(self.strong(lead, look or self.house.body))
            lead = ""
        for line in lines:
            if _is_item(line):
                items.append(line[2:])
                continue
            if items:
                blocks.append(self.bullets(items, look))
                items = []
            blocks.append(self.words(line, look or self.house.body, lead=lead))
            lead = ""
        if items:
            blocks.append(self.bullets(items, look))
        return blocks

    def bullets(self, items: Iterable[str], look: TextStyle | None = None, *, sign: str = "•") -> Stack:
        """A list. Empty items are left out."""
        body = look or self.house.item
        hanging = sign != "•"
        indent = (style.SIGN_INDENT if hanging else style.BULLET_INDENT) * self.house.scale
        mark = TextStyle(SEMIBOLD, body.size, body.leading, body.color) if hanging else None
        rows = [ListItem(sign, self.words(item, body), indent, mark) for item in items if item.strip()]
        listed = Stack(rows, "L", attributes={"List": {"ListNumbering": "None" if hanging else "Disc"}})
        listed.after = max(body.after, self.house.body.after if look is None else 0)
        return listed

    def subhead(self, text: str) -> Words:
        """A heading within a section; it stays with what follows."""
        heading = self.words(text, self.house.subhead, "H3", bookmark=text)
        heading.before, heading.with_next = 6 * self.house.scale, True
        return heading

    # -- blocks --------------------------------------------------------------------------------------------------------

    def section(self, title: str, body: Sequence[Block], *, table: bool = False, tag: str = "H2") -> Section:
        """A section; *table* when it opens with one, *tag* when it stands under a heading of its own."""
        return Section(title, body, self.house, style.TABLE_NEED if table else style.SECTION_NEED, tag)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Block]], widths: Sequence[float]) -> DataTable:
        """A table; the first column names the rows."""
        return DataTable([self.words(word, self.house.head) for word in head], rows, widths, self.house.table)

    def panel(self, title: str, lines: Iterable[str]) -> Frame:
        """The tinted panel with the thirty-second version."""
        heading = self.words(title, self.house.panel_title, "H2", bookmark=title)
        heading.with_next = True
        inner = Stack([heading, self.bullets(lines, self.house.key)], "Sect")
        return Frame(inner, style.PANEL_PADDING, fill=style.TINT, bar=style.PANEL_BAR)

    def notice(self, lead: str, text: str) -> Frame:
        """An outlined remark about the document itself."""
        inner = self.words(text, self.house.fact, lead=lead)
        return Frame(inner, (10, 6, 10, 7), stroke=style.INK, weight=style.THICK)

    def box(self, title: str, lines: Sequence[str], sign: str, *, tinted: bool) -> Frame:
        """One of two boxes side by side: tint or outline, and a sign of its own."""
        inner = Stack([self.subhead(title), self.bullets(lines, sign=sign)], "Sect")
        inner.before = 0
        if tinted:
            return Frame(inner, style.BOX_PADDING, fill=style.TINT)
        return Frame(inner, style.BOX_PADDING, stroke=style.INK, weight=style.THICK)

    def side_by_side(self, frames: Sequence[Frame]) -> Columns:
        """Boxes of the same width beside each other."""
        width = (style.NARROW - style.BOX_GAP) / 2
        return Columns(frames, [width] * len(frames), gap=style.BOX_GAP)

    def facts(self, facts: Sequence[tuple[str, Sequence[str]]]) -> Stack:
        """The strip of facts under the name: label and lines, four at most."""
        left, top, right, bottom = style.FACT_PADDING
        cells = []
        for number, (label, lines) in enumerate(facts):
            rows: list[Block] = [self.words(label, self.house.fact_label)]
            rows += [self.words(line, self.house.fact) for line in lines if line.strip()]
            if len(rows) == 1:
                rows.append(self.words("nog niet ingevuld", self.house.note))
            last = number == len(facts) - 1
            cells.append(Frame(Stack(rows), (left if number else 0, top, 0 if last else right, bottom)))
        shares = style.FACTS if len(facts) == len(style.FACTS) else [1 / len(facts)] * len(facts)
        widths = [style.WIDE * share for share in shares]
        strip = Columns(cells, widths, divider=(style.HAIRLINE, style.HAIR))
        line = (style.THIN, style.RULE)
        return Stack([Rule(*line), strip, Rule(*line)])

    def signatures(self, people: Sequence[tuple[str, str]]) -> Stack:
        """Lines to sign on, with name and remark below."""
        width = (style.NARROW - 8 * mm) / 2
        cells = [
            Frame(
                Stack(
                    [
                        Rule(style.THICK, style.INK),
                        Space(2),
                        self.words(name, self.house.cell),
                        self.words(remark, self.house.note),
                    ]
                ),
                (0, 0, 0, 0),
            )
            for name, remark in people
        ]
        return Stack([Space(10 * mm), Columns(cells, [width] * len(cells), gap=8 * mm)])
