"""Design tokens: the only place with a colour, a size or a distance. No Qt in here.

Documents on paper use the same ink, soft, accent, rule, hair and tint, so that screen and paper are one family.
"""

from dataclasses import dataclass, fields
from typing import Final, Generic, TypeVar

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Colours(Generic[C]):
    """The colours of one theme, as ``#RRGGBB`` here and as QColor in :mod:`ui.theme.theme`.

    Attributes:
        paper: where one reads and types.
        side: rail, lists, side panes.
        tint: hover, call-out, total.
        pick: a chosen row, always with an accent bar beside it.
        hair: line between rows (decoration).
        rule: line between sections, outline of a normal button (decoration).
        edge: border of an input, an empty tick box.
        ink: text.
        soft: second line, hint, placeholder.
        accent: headings, links, the primary button.
        on_accent: text on accent.
        accent_hover: primary button under the mouse.
        block: large filled areas, quieter than accent in the dark.
        on_block: text on block.
        focus: the focus ring.
        good: done, goes well.
        good_bg: ground of good.
        warn: let op.
        warn_bg: ground of warn.
        care: zorg, error.
        care_bg: ground of care.
    """

    paper: C
    side: C
    tint: C
    pick: C
    hair: C
    rule: C
    edge: C
    ink: C
    soft: C
    accent: C
    on_accent: C
    accent_hover: C
    block: C
    on_block: C
    focus: C
    good: C
    good_bg: C
    warn: C
    warn_bg: C
    care: C
    care_bg: C


COLOUR_NAMES: Final = tuple(f.name for f in fields(Colours))

LIGHT: Final = Colours(
    paper="#FFFFFF",
    side="#F6F8F9",
    tint="#EFF3F4",
    pick="#DCE8EC",
    hair="#CBD5D9",
    rule="#9FB0B7",
    edge="#74868E",
    ink="#1C2326",
    soft="#55626A",
    accent="#1F4E5F",
    on_accent="#FFFFFF",
    accent_hover="#163A47",
    block="#1F4E5F",
    on_block="#FFFFFF",
    focus="#0E7AA5",
    good="#1D6A43",
    good_bg="#E4F2EA",
    warn="#7A4A00",
    warn_bg="#FBF0DA",
    care="#9C2226",
    care_bg="#FBE8E6",
)

DARK: Final = Colours(
    paper="#191F22",
    side="#131819",
    tint="#222A2E",
    pick="#24414C",
    hair="#303B40",
    rule="#4C5C63",
    edge="#7B8F95",
    ink="#E6ECEE",
    soft="#AAB8BE",
    accent="#93CBDC",
    on_accent="#0D2129",
    accent_hover="#B2DDE9",
    block="#31758B",
    on_block="#FFFFFF",
    focus="#5CC3E8",
    good="#8AD5AB",
    good_bg="#173124",
    warn="#EBC070",
    warn_bg="#352A12",
    care="#F5A09A",
    care_bg="#401F1F",
)

# Distances, in logical pixels: 4 · 8 · 12 · 16 · 24 · 32 · 48.
S1: Final = 4
S2: Final = 8
S3: Final = 12
S4: Final = 16
S5: Final = 24
S6: Final = 32
S7: Final = 48
PAGE_MARGIN: Final = S5
BETWEEN_COLUMNS: Final = S6
BETWEEN_FIELDS: Final = S3
LABEL_GAP: Final = 3

R_INPUT: Final = 4
R_CARD: Final = 6
R_FLOAT: Final = 10
RING: Final = 2
"""Width of the focus ring."""

# Heights and widths; those that hold text grow with the text size (theme.px).
H_INPUT: Final = 36
H_SEGMENT: Final = 30
H_ROW: Final = 35
H_INDEX: Final = 36
H_SUM: Final = 36
H_VISIT: Final = 56
H_PERSON: Final = 58
H_SIGNAL: Final = 76
H_SIGNAL_CURRENT: Final = 108
H_RESULT: Final = 44
H_HEADER: Final = 60
H_TAB: Final = 66
H_TAB_LOW: Final = 54
H_CHIP: Final = 22
W_RAIL: Final = 92
W_HEAD: Final = 168
"""Left column of a form section, with its heading."""
W_FORM: Final = 940
"""A form is never wider than this; the rest stays white, at the right."""
W_LIST: Final = 292
W_LIST_NARROW: Final = 248
W_INDEX: Final = 232
W_SIDE_PANE: Final = 290

ICON_SMALL: Final = 15
ICON: Final = 18
ICON_RAIL: Final = 22
STROKE: Final = "1.75"
"""Line width of the icons; the set is drawn with 2, which is heavy beside this type."""

FAMILY: Final = "Source Sans 3"
TYPE: Final[dict[str, tuple[int, int]]] = {
    "meta": (13, 400),
    "meta_strong": (13, 600),
    "body": (15, 400),
    "strong": (15, 600),
    "section": (17, 600),
    "title": (22, 600),
    "display": (28, 600),
    "note": (19, 400),
    "note_strong": (19, 600),
}
"""Type scale: name to (pixels at 100 %, weight). Pixels, not points: a point is a quarter smaller on macOS."""
TEXT_SIZES: Final = (90, 100, 115, 130, 150)
"""Steps of the user's text size, in percent."""

# Breakpoints, in logical pixels of the content (the window less the rail) unless it says window.
NARROW: Final = 900
MEDIUM: Final = 1000
WIDE: Final = 1180
VERY_WIDE: Final = 1500
HEADER_FULL: Final = 960
"""From here the header shows the words of its button and the key of the search field."""
HEADER_PHASE: Final = 700
"""From here the header shows the phase."""
SECTION_SIDE: Final = 620
"""From here a section has its heading at the left instead of on top."""
LOW_WINDOW: Final = 600


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2 counts it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


_GROUNDS = ("paper", "side", "tint", "pick")
TEXT: Final = 4.5
SHAPE: Final = 3.0
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(("ink", ground, TEXT) for ground in (*_GROUNDS, "good_bg", "warn_bg", "care_bg")),
    *(("soft", ground, TEXT) for ground in _GROUNDS),
    *(("accent", ground, TEXT) for ground in _GROUNDS),
    *(("on_accent", ground, TEXT) for ground in ("accent", "accent_hover")),
    ("on_block", "block", TEXT),
    ("block", "paper", SHAPE),
    *((tone, f"{tone}_bg", TEXT) for tone in ("good", "warn", "care")),
    *((tone, ground, TEXT) for tone in ("good", "warn", "care") for ground in _GROUNDS),
    *(("focus", ground, SHAPE) for ground in _GROUNDS),
    *(("edge", ground, SHAPE) for ground in _GROUNDS),
    ("paper", "ink", TEXT),
    ("tint", "ink", TEXT),
)
"""Every pair that meets on a screen: colour, ground, least contrast. The last two are the toast and the tool tip."""


def failing() -> list[str]:
    """The pairs, in light and dark, that have less contrast than they need; empty when all is well."""
    found = []
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        for colour, ground, least in PAIRS:
            ratio = contrast(getattr(colours, colour), getattr(colours, ground))
            if ratio < least:
                found.append(f"{name}: {colour} on {ground} is {ratio:.2f}, less than {least}")
    return found
