"""House widgets: small, typed, painted with the theme. What has many rows is a :class:`ListView` with a delegate."""

from ui.theme.paint import ChipLook, Tone
from ui.widgets.buttons import CheckBox, Radio, Segment, Segmented, button, set_button
from ui.widgets.field import FieldBox
from ui.widgets.flow import Flow
from ui.widgets.inputs import Combo, DateEdit, Prose, Search, Secret, Spin, line_edit
from ui.widgets.layout import Line, Pane, Scroller, box, clear, cols, lay_out, line, pane, rows, scroll, set_direction
from ui.widgets.lists import ACCESSIBLE, DISPLAY, ITEM, ItemModel, ListView, RowDelegate, RowLook
from ui.widgets.marks import Avatar, Chip
from ui.widgets.notice import Banner, EmptyState
from ui.widgets.section import Section, SectionEntry, SectionIndex, heading
from ui.widgets.stack import StackLayout
from ui.widgets.tags import Tag, Tags
from ui.widgets.text import Elided, Glyph, announce, label, plain, set_tone

__all__ = [
    "ACCESSIBLE",
    "DISPLAY",
    "ITEM",
    "Avatar",
    "Banner",
    "CheckBox",
    "Chip",
    "ChipLook",
    "Combo",
    "DateEdit",
    "Elided",
    "EmptyState",
    "FieldBox",
    "Flow",
    "Glyph",
    "ItemModel",
    "Line",
    "ListView",
    "Pane",
    "Prose",
    "Radio",
    "RowDelegate",
    "RowLook",
    "Scroller",
    "Search",
    "Secret",
    "Section",
    "SectionEntry",
    "SectionIndex",
    "Segment",
    "Segmented",
    "Spin",
    "StackLayout",
    "Tag",
    "Tags",
    "Tone",
    "announce",
    "box",
    "button",
    "clear",
    "cols",
    "heading",
    "label",
    "lay_out",
    "line",
    "line_edit",
    "pane",
    "plain",
    "rows",
    "scroll",
    "set_button",
    "set_direction",
    "set_tone",
]
