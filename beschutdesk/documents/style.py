"""How documents look: every size, colour and distance, in one place. Lengths are points.

Print-safe by rule: nothing within 10 mm of the edge, no large dark areas, and no meaning in colour alone.
"""

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm

from beschutdesk.documents.fonts import REGULAR, SEMIBOLD
from beschutdesk.documents.tagged.pager import Room
from beschutdesk.documents.tagged.tables import TableStyle
from beschutdesk.documents.tagged.words import TextStyle

INK: Color = HexColor("#1C2326")  # 15.9 : 1 on white
SOFT: Color = HexColor("#55626A")  # 6.3 : 1
ACCENT: Color = HexColor("#1F4E5F")  # 9.1 : 1, prints as dark grey
RULE: Color = HexColor("#9FB0B7")  # never for text
HAIR: Color = HexColor("#CBD5D9")
TINT: Color = HexColor("#EFF3F4")
MIDDLE: Color = HexColor("#C9D4D9")
WHITE: Color = white

PAGE = (210 * mm, 297 * mm)
MARGIN = 20 * mm
SIDE = 38 * mm  # the column of section titles
GUTTER = 6 * mm
LEFT = MARGIN + SIDE + GUTTER
WIDE = PAGE[0] - 2 * MARGIN
NARROW = WIDE - SIDE - GUTTER
BOTTOM = 20.5 * mm
FIRST_PAGE = Room(MARGIN, PAGE[1] - 31 * mm, WIDE, PAGE[1] - 31 * mm - BOTTOM)
LATER_PAGE = Room(MARGIN, PAGE[1] - 24.5 * mm, WIDE, PAGE[1] - 24.5 * mm - BOTTOM)

HEADER_BASE = PAGE[1] - 16.4 * mm
FOOTER_BASE = 11 * mm
FOOTER_RULE = 15.5 * mm
BAR_BASE = PAGE[1] - 26 * mm
BAR = (26 * mm, 1.1 * mm)

THICK, THIN, HAIRLINE = 0.8, 0.6, 0.4

PHOTO = 28 * mm
PHOTO_GAP = 8 * mm
RING = 1.4

SECTION_NEED = 26 * mm  # a section does not begin in less than this
TABLE_NEED = 42 * mm
WHOLE = 62 * mm  # sections up to this height are not cut
PANEL_GAP = 12

FACTS = (0.265, 0.23, 0.27, 0.235)
FACT_PADDING = (9.0, 7.0, 6.0, 8.0)
PANEL_PADDING = (14.0, 9.0, 14.0, 8.0)
PANEL_BAR = (3.0, ACCENT)
BOX_PADDING = (9.0, 7.0, 8.0, 7.0)
BOX_GAP = 5 * mm
BULLET_INDENT = 11.0
SIGN_INDENT = 14.0
DISC = 15.2

READING = 1.2
"""Scale of the version for the person it is about."""

MOST_PAGES = 3
SIZES = (1.2, 1.15, 1.1, 1.05, 1.0, 0.96, 0.92)
"""Scales to try, the largest first, when a portfolio takes more pages; at the last one body text is 9.7 points."""


@dataclass(frozen=True, slots=True)
class House:
    """The text styles and white space at one scale."""

    scale: float
    section_gap: float  # above the line over a section
    section_drop: float  # from that line to its text
    table: TableStyle
    kind: TextStyle
    names: tuple[TextStyle, ...]  # from large to small: the first that keeps a name on two lines
    subtitle: TextStyle
    title: TextStyle  # of a section, in the side column
    goes_on: TextStyle
    subhead: TextStyle
    body: TextStyle
    item: TextStyle
    key: TextStyle  # the lines of the summary
    panel_title: TextStyle
    head: TextStyle  # of a table column
    cell: TextStyle
    note: TextStyle
    fact: TextStyle
    fact_label: TextStyle
    caption: TextStyle
    step: TextStyle
    furniture: TextStyle  # header and footer


@cache
def house(scale: float = 1.0, *, tight: bool = False) -> House:
    """The text styles; *scale* enlarges all but header and footer, *tight* gives the same type a little less air."""

    def style(size: float, leading: float, color: Color = INK, font: str = REGULAR, after: float = 0) -> TextStyle:
        return TextStyle(font, size * scale, leading * scale, color, after * scale)

    air = 1.2 if tight else 0.0
    table = TableStyle(
        head_line=(0.9, ACCENT),
        row_line=(HAIRLINE, HAIR),
        last_line=(THIN, RULE),
        row_padding=(4.5 - air, 5.5 - 1.2 * air),
    )
    return House(
        scale=scale,
        section_gap=13 - 3 * air,
        section_drop=7 - air,
        table=table,
        kind=style(9, 11, ACCENT, SEMIBOLD),
        names=tuple(style(size, size * 1.1, INK, SEMIBOLD, after=3) for size in (30, 24, 19)),
        subtitle=style(12.5, 17, SOFT),
        title=style(12, 14.5, ACCENT, SEMIBOLD),
        goes_on=style(9, 12, SOFT),
        subhead=style(10.5, 14, INK, SEMIBOLD, after=2),
        body=style(10.5, 15 - 0.7 * air, after=5 - air),
        item=style(10.5, 15 - 0.7 * air, after=2.5 - 0.7 * air),
        key=style(11, 16 - 0.7 * air, after=3 - 0.7 * air),
        panel_title=style(12, 15, ACCENT, SEMIBOLD, after=4),
        head=style(8.5, 11, SOFT, SEMIBOLD),
        cell=style(10, 13.5),
        note=style(9, 12, SOFT),
        fact=style(10, 13.5),
        fact_label=style(8, 10.5, SOFT, SEMIBOLD, after=1),
        caption=style(8.5, 11.5, SOFT),
        step=style(9.5, DISC / scale, INK, SEMIBOLD),
        furniture=TextStyle(REGULAR, 8.5, 11, SOFT),
    )
