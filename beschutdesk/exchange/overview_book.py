"""The numbers of *Overzicht* as an Excel workbook: a sheet with what was counted, and a sheet for every table.

No cell is a formula, whatever a gemeente or a source is called: texts are written as texts, with the mark that keeps
them so when somebody edits the cell.
"""

import io
import re
from typing import Any, Final

from beschutdesk.rules.disclosure import HIDDEN, LEAST, ShownTable, shown, shown_goal
from beschutdesk.rules.numbers import Overview
from beschutdesk.rules.time import in_words

_SHEETS: Final = {
    "standing": "Waar staan mensen",
    "waiting": "Wachtlijst",
    "places": "Plekken",
    "hours": "Uren",
    "meeting": "Kennismaking",
    "advices_asked": "Adviezen aangevraagd",
    "advices_decided": "Besluiten UWV",
    "advices_ended": "Adviezen geëindigd",
    "started": "Begonnen",
    "running": "Lopend",
    "phases_started": "Fasen begonnen",
    "phases_ended": "Fasen geëindigd",
    "ended": "Einde, reden",
    "lengths": "Einde, duur",
    "next": "Einde, daarna",
}
"""Names on the tabs, at most 31 signs."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 300
_TITLE, _NAME, _WIDE = "Overzicht beschut werk", "Taakstelling", 58


def write(numbers: Overview, *, exact: bool = False) -> bytes:
    """The workbook.

    Args:
        numbers: what to write.
        exact: small cells are marked and not hidden; such a copy is for the bemiddelaar only.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "BeschutDesk"
    book.properties.title = f"{_TITLE} {numbers.year}"
    tables = [shown(table, exact=exact) for table in numbers.tables]
    goal_hides = not exact and shown_goal(numbers).realised is None
    _about(book.active, numbers, exact=exact, hides=goal_hides or any(table.hides for table in tables))
    _goal(book.create_sheet(_NAME), numbers, exact=exact)
    for table in tables:
        _table(book.create_sheet(_SHEETS[table.table.key]), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(sheet: Any, numbers: Overview, *, exact: bool, hides: bool) -> None:
    sheet.title = "Toelichting"
    on = in_words(numbers.on)
    lines = [
        ("Gemeente", numbers.municipality or "alle gemeenten in deze kluis samen"),
        ("Jaar", str(numbers.year)),
        ("Stand op", on),
        ("Wat er geteld is", "Dossiers in deze kluis van één bemiddelaar. Geen namen, geen kenmerken."),
        ("Wat er niet in zit", "Dossiers in de prullenbak, en dossiers die vernietigd zijn na de bewaartermijn."),
        ("Plek", "Een contract, een detachering, een interne plek bij het SOB, of een onderbreking daarvan."),
        ("Duur", "De middelste duur in weken: de helft duurde korter, de helft langer."),
    ]
    few = f"van 1 tot en met {LEAST - 1}"
    if exact:
        lines += [
            ("Voor wie", "Alleen voor de bemiddelaar zelf. Geef dit bestand niet door."),
            ("Kleine aantallen", f"Aantallen {few} hebben een kleur en de opmerking ‘klein aantal’."),
        ]
    else:
        why = f"Aantallen {few} zijn {HIDDEN}, zodat niemand te herkennen is."
        more = "Soms is ook een groter aantal weggelaten, omdat het kleine anders uit te rekenen is."
        parts = "zoals één gemeente en alle gemeenten samen, of twee maanden na elkaar"
        together = f"Geef niet twee overzichten door waarvan het ene een deel is van het andere, {parts}."
        lines += [
            ("Kleine aantallen", f"{why} {more}"),
            ("Let op bij doorgeven", f"{together} Wie ze van elkaar aftrekt, kan iemand herkennen."),
        ]
        if not hides:
            lines.append(("Weggelaten", "In dit overzicht hoefde niets weg."))
    _heading(sheet, f"{_TITLE} {numbers.year}", ("", ""))
    for row, (label, text) in enumerate(lines, 3):
        _text(sheet.cell(row, 1), label, strong=True)
        _text(sheet.cell(row, 2), text, wrap=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90


def _goal(sheet: Any, numbers: Overview, *, exact: bool) -> None:
    goal, seen = numbers.goal, shown_goal(numbers, exact=exact)
    _heading(sheet, "Plekken tegenover de taakstelling", ("", "Aantal"))
    rows: list[tuple[str, Any]] = [
        (f"Taakstelling eind {numbers.year}", "niet ingevuld" if seen.target is None else seen.target),
        (f"Mensen met een plek op {in_words(numbers.on)}", seen.realised),
        ("Nog te gaan (met een min: meer dan nodig)", "" if seen.target is None else seen.short),
        ("Hun uren per week samen", None if seen.hours is None else float(seen.hours)),
        (
            f"Dat zijn hele plekken van {goal.full_hours} uur",
            None if seen.whole_places is None else float(seen.whole_places),
        ),
    ]
    for row, (label, value) in enumerate(rows, 3):
        _text(sheet.cell(row, 1), label)
        _value(sheet.cell(row, 2), HIDDEN if value is None else value)
    source = "Participatiewet art. 10b lid 4. " + (f"Het aantal: {goal.source}." if goal.source else "")
    _text(sheet.cell(9, 1), f"{source.strip()} De wet telt dienstverbanden; de uren zijn ter vergelijking.", wrap=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDE, 16


def _table(sheet: Any, table: ShownTable) -> None:
    of = table.table
    head = ["Wat", of.what.capitalize(), *(["Middelste duur in weken"] if of.timed else [])]
    marked = any(row.small and row.count is not None for row in table.rows)
    if marked:
        head.append("Opmerking")
    _heading(sheet, f"{of.title}, {of.when}", head)
    for row, one in enumerate(table.rows, 3):
        _text(sheet.cell(row, 1), one.label)
        _value(sheet.cell(row, 2), HIDDEN if one.count is None else one.count)
        if of.timed and one.weeks is not None:
            _value(sheet.cell(row, 3), one.weeks)
        if one.small and one.count is not None:
            _mark(sheet.cell(row, 2))
            _text(sheet.cell(row, len(head)), "klein aantal")
    if of.totalled:
        last = len(table.rows) + 3
        _text(sheet.cell(last, 1), "Samen", strong=True)
        _value(sheet.cell(last, 2), HIDDEN if table.total is None else table.total, strong=True)
    for column, width in zip("ABCD", (_WIDE, 16, 24, 16), strict=True):
        sheet.column_dimensions[column].width = width


# -- cells -------------------------------------------------------------------------------------------------------------


def _heading(sheet: Any, title: str, head: tuple[str, ...] | list[str]) -> None:
    from openpyxl.styles import Border, Font, Side

    _text(sheet.cell(1, 1), title, strong=True)
    sheet.cell(1, 1).font = Font(bold=True, size=14, color="1F4E5F")
    for column, word in enumerate(head, 1):
        if word:
            _text(sheet.cell(2, column), word, strong=True)
        sheet.cell(2, column).border = Border(bottom=Side("thin", color="1F4E5F"))
    sheet.freeze_panes = "A3"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _text(cell: Any, text: str, *, strong: bool = False, wrap: bool = False) -> None:
    """A text, and never a formula."""
    from openpyxl.styles import Alignment, Font

    cell.value = _CONTROL.sub("", text)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    if strong:
        cell.font = Font(bold=True)


def _value(cell: Any, value: Any, *, strong: bool = False) -> None:
    """A number, or the words that stand in its place; at the right either way."""
    from openpyxl.styles import Alignment, Font

    if isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value
        cell.number_format = "0" if isinstance(value, int) else "0.0#"
    cell.alignment = Alignment(horizontal="right")
    if strong:
        cell.font = Font(bold=True)


def _mark(cell: Any) -> None:
    """The colour of a small number; the words stand beside it, for who does not see it."""
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor="FFE9B8")
