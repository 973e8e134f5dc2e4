"""The recovery code on one page, for a sealed envelope. It holds nothing of a dossier."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from beschutdesk.documents import style
from beschutdesk.documents.fonts import SEMIBOLD
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import ListItem, Run, TextStyle, Words
from beschutdesk.documents.wording import long_date

TITLE: Final = "Herstelcode van BeschutDesk"
_PER_ROW: Final = 3
_CODE: Final = TextStyle(SEMIBOLD, 25, 31, style.INK)
_LONGEST: Final = 90  # letters of a name
_STEPS: Final = (
    "Open BeschutDesk en kies op het slotscherm ‘Herstelcode gebruiken’.",
    "Typ de negen groepen over. Streepjes, spaties en hoofdletters maken niet uit.",
    "Kies onder Instellingen › Beveiliging een nieuwe wachtzin en een nieuwe herstelcode. Vernietig dan dit papier.",
)
_KEEPING: Final = (
    "In een gesloten envelop bij de teamleider, in een kast met een slot.",
    "Nooit bij de laptop, en zonder foto of scan.",
    "Envelop open of weg? Vernieuw dan de sleutel: Instellingen › Beveiliging.",
)
_SCALES: Final = (1.0, 0.96, 0.92)
"""To try, the largest first: it is one page, also with the longest names."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page.

    Attributes:
        code: the code, in groups joined by hyphens; the last one is the check character.
        name, organisation: of the caseworker; may be empty.
        made_on: the day the code was made, and the only date the document depends on.
    """

    code: str
    name: str
    organisation: str
    made_on: date


def build(sheet: Sheet) -> bytes:
    """The page as a PDF/A-2a, PDF/UA-1 file. The same sheet always gives the same bytes."""
    for scale in _SCALES:
        paper = _compose(sheet, scale)
        if paper.extent()[0] == 1:
            break
    return paper.render()


def unprintable(sheet: Sheet) -> tuple[str, ...]:
    """The characters of the name and the organisation that no font has."""
    return tuple(_compose(sheet).dropped)


def _compose(sheet: Sheet, scale: float = 1.0) -> Paper:
    parts = Parts(scale, tight=True)
    house = parts.house
    name, organisation = parts.title(sheet.name, _LONGEST), parts.title(sheet.organisation, _LONGEST)
    blocks: list[Block] = [
        parts.words("SLEUTEL VAN DE KLUIS", house.kind),
        Space(7),
        parts.words(TITLE, house.names[1], "H1", bookmark=TITLE),
        Space(6),
        parts.facts([("Van", [name]), ("Organisatie", [organisation]), ("Gemaakt op", [long_date(sheet.made_on)])]),
        Space(style.PANEL_GAP),
        parts.words(
            "Met deze code gaat de kluis met dossiers open als de wachtzin vergeten is, of als de eigenaar uitvalt en "
            "collega’s verder moeten. Wie deze code heeft, kan alles lezen. Behandel dit papier als de dossiers zelf.",
            house.body,
        ),
        Space(4),
        _code(parts, sheet.code),
        parts.section("Bewaren", [parts.bullets(_KEEPING)]),
        parts.section("Gebruiken", [_steps(parts)]),
        parts.section(
            "Verzegeld",
            [
                parts.signatures([("Datum", "dag van verzegelen"), ("Handtekening", "van wie de envelop sloot")]),
            ],
        ),
    ]
    facts = Metadata(
        title=TITLE,
        author=name or "BeschutDesk",
        subject="Opent de kluis als de wachtzin er niet is. In een gesloten envelop bewaren",
        keywords="herstelcode; geheim",
        issued_on=sheet.made_on,
    )
    footer = f"{TITLE}  ·  {long_date(sheet.made_on)}"
    readers = "Alleen openen als het nodig is"
    return Paper(Stack(blocks), facts, readers, ("GEHEIM",), footer, parts.dropped)


def _code(parts: Parts, code: str) -> Frame:
    groups = code.split("-")
    cells = [_group(parts, number, group, last=number == len(groups)) for number, group in enumerate(groups, start=1)]
    inside = style.WIDE - style.PANEL_PADDING[0] - style.PANEL_PADDING[2]
    widths = [inside / _PER_ROW] * _PER_ROW
    rows: list[Block] = []
    for start in range(0, len(cells), _PER_ROW):
        row = cells[start : start + _PER_ROW]
        row += [Frame(Stack([]), (0, 0, 0, 0)) for _ in range(_PER_ROW - len(row))]
        rows.append(Columns(row, widths))
    heading = parts.words("De code", parts.house.panel_title, "H2", bookmark="De code")
    note = parts.words(_reading(code), parts.house.note)
    note.before = 6
    return Frame(Stack([heading, *rows, note], "Sect"), style.PANEL_PADDING, fill=style.TINT, bar=style.PANEL_BAR)


def _group(parts: Parts, number: int, group: str, *, last: bool) -> Frame:
    """Letters apart: easier to copy by hand, and a screen reader spells them."""
    label = f"Groep {number}: het controleteken" if last and len(group) == 1 else f"Groep {number}"
    letters = Words((Run(NBSP.join(group)),), _CODE)
    return Frame(Stack([parts.words(label, parts.house.fact_label), letters]), (0, 5, 0, 4))


def _reading(code: str) -> str:
    return (
        f"De code heeft {len(code.replace('-', ''))} tekens. Aan het laatste, het controleteken, merkt het programma "
        "een tikfout. De letters I, L, O en U komen niet voor: 0 is een nul en 1 is een één."
    )


def _steps(parts: Parts) -> Stack:
    indent = style.SIGN_INDENT + 2
    rows = [
        ListItem(f"{number}.", parts.words(step, parts.house.item), indent) for number, step in enumerate(_STEPS, 1)
    ]
    return Stack(rows, "L", attributes={"List": {"ListNumbering": "Decimal"}})
