"""The floor for a document: the same story, word for word, in plain platypus, without tags."""

from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from beschutdesk.documents import fonts, style
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Section
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Space, Stack
from beschutdesk.documents.tagged.tables import DataTable
from beschutdesk.documents.tagged.words import ListItem, TextStyle, Words

_STYLES: dict[Any, ParagraphStyle] = {}


def _style(look: TextStyle, indent: float = 0) -> ParagraphStyle:
    key = (look.font, look.size, look.leading, look.after, indent)
    if key not in _STYLES:
        _STYLES[key] = ParagraphStyle(
            f"s{len(_STYLES)}",
            fontName=look.font,
            fontSize=look.size,
            leading=look.leading,
            spaceAfter=look.after,
            leftIndent=indent,
            textColor=look.color,
        )
    return _STYLES[key]


def _markup(words: Any) -> str:
    return "".join(
        f'<font name="{run.font}">{escape(run.text)}</font>' if run.font else escape(run.text) for run in words._runs
    )


def flowables(block: Any) -> list[Flowable]:
    """What platypus would be given for this block."""
    if isinstance(block, Words):
        return [Paragraph(_markup(block), _style(block.style))]
    if isinstance(block, ListItem):
        look = _style(block._body.style, block._indent)
        return [Paragraph(_markup(block._body), look, bulletText="•")]
    if isinstance(block, Space):
        return [Spacer(0, block.height(0))]
    if isinstance(block, Stack):
        return [flowable for part in block.blocks for flowable in flowables(part)]
    if isinstance(block, Frame):
        return flowables(block._inner)
    if isinstance(block, Columns):
        return [Table([[flowables(cell) for cell in block._cells]], colWidths=block._widths)]
    if isinstance(block, DataTable):
        rows = [[flowables(cell) for cell in row] for row in block._cells]
        return [Table(rows, colWidths=block._widths, repeatRows=1)]
    if isinstance(block, Section):
        return [*flowables(block._heading), *flowables(block._body)]
    assert isinstance(block, Block)  # a picture, a rule or a numbered disc: nothing to read
    return []


def build(paper: Paper) -> bytes:
    """The plain document of the same story."""
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=style.PAGE, initialFontName=fonts.REGULAR)
    document.build(flowables(paper.story))
    return out.getvalue()
