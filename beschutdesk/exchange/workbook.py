"""The cells of an Excel workbook (.xlsx), after a look at what is in the file.

Values only: of a formula what it gave last. Nothing in a workbook is ever run, and one that could run something is
refused, so that nobody learns to open those.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from beschutdesk.exchange.sheet import COLUMNS_LIMIT, ROWS_LIMIT, BadSheet, Cell, is_empty

UNPACKED_LIMIT = 150 * 1024 * 1024
"""Most bytes in a workbook when unpacked. All of it counts: any part may be a sheet, whatever it is called."""
MEMBERS_LIMIT = 2_000
LAST_ROW = 1_048_576
"""Excel has no more; up to the number of a row further on, empty ones would be counted without end."""
_LOOK = 64 * 1024
_BROKEN = "deze werkmap is beschadigd; open hem in Excel en bewaar hem opnieuw"
_RETURN = re.compile("_x000[dD]_")
_FORMULA = re.compile(rb"[<:]f[\s/>]")


def names(data: bytes) -> tuple[str, ...]:
    """The names of the sheets with cells, in order.

    Raises:
        BadSheet: it is no workbook that we read.
    """
    _check(data)
    book = _open(data)
    try:
        return tuple(sheet.title for sheet in book.worksheets)
    finally:
        book.close()


def rows(data: bytes, sheet: str = "") -> tuple[str, list[tuple[int, tuple[Cell, ...]]], frozenset[int]]:
    """The name of the sheet, its rows with anything in them, each with its number, and its unanswered columns.

    Those are, from 0, the columns with a formula of which the file does not hold what it gave: it comes as empty.

    Raises:
        BadSheet: it is no workbook that we read, it has no such sheet, or it is too large.
    """
    _check(data)
    book = _open(data)
    try:
        chosen = _choose(book, sheet)
        return chosen.title, list(_rows(chosen)), _unanswered(chosen)
    finally:
        book.close()


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look(archive)
    except BadSheet:
        raise
    except Exception:  # whatever a parser says of a file that is not as it should be
        broken = True
    else:
        broken = False
    if broken:
        raise BadSheet(_BROKEN)


def _look(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS_LIMIT or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise BadSheet(f"deze werkmap is uitgepakt groter dan {UNPACKED_LIMIT // 1024**2} MB; dat is geen gewone lijst")
    there = {member.filename.lower() for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise BadSheet("dit bestand is met een wachtwoord beveiligd; bewaar het zonder wachtwoord")
    if "mimetype" in there and archive.read("mimetype")[:80].startswith(b"application/vnd.oasis"):
        raise BadSheet("dit is een OpenDocument-bestand; open het en bewaar het als .xlsx of .csv")
    if "xl/workbook.bin" in there:
        raise BadSheet("dit is een binaire werkmap (.xlsb); open hem en bewaar hem als .xlsx")
    if any(name.startswith("xl/macrosheets/") or name.endswith("vbaproject.bin") for name in there):
        raise BadSheet("deze werkmap heeft macro’s; bewaar hem zonder macro’s als .xlsx")
    if not {"[content_types].xml", "xl/workbook.xml"} <= there:
        raise BadSheet("dit is geen CSV en geen Excel-werkmap (.xlsx)")
    for member in members:
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue  # a picture may have one
        with archive.open(member) as file:
            head = file.read(_LOOK).replace(b"\0", b"")  # UTF-16 too
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise BadSheet("in deze werkmap staat iets dat er niet hoort (DOCTYPE); bewaar hem opnieuw vanuit Excel")


def _open(data: bytes) -> Any:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what it does not keep; nothing is written back
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:
        broken = BadSheet(_BROKEN)
    raise broken


def _choose(book: Any, name: str) -> Any:
    if not book.worksheets:
        raise BadSheet("deze werkmap heeft geen blad met cellen")
    if not name:
        return book.worksheets[0]
    for sheet in book.worksheets:
        if sheet.title.casefold() == name.strip().casefold():
            return sheet
    known = ", ".join(sheet.title for sheet in book.worksheets[:10])
    raise BadSheet(f"deze werkmap heeft geen blad met die naam; wel: {known}")


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    sheet.reset_dimensions()  # what a file says of its own size may be far off
    taken = wide = 0
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > LAST_ROW:
                raise BadSheet(_BROKEN)
            cells = tuple(_cell(value) for value in row[:COLUMNS_LIMIT])
            if len(row) > COLUMNS_LIMIT:
                wide += 1
                if wide > ROWS_LIMIT or any(value is not None for value in row[COLUMNS_LIMIT:]):
                    raise BadSheet(f"rij {number} heeft meer dan {COLUMNS_LIMIT} kolommen")
            if not all(is_empty(value) for value in cells):
                taken += 1
                if taken > ROWS_LIMIT + 1:  # the header too
                    raise BadSheet(f"deze tabel heeft meer dan {ROWS_LIMIT} rijen; verdeel hem over bestanden")
                yield number, cells
        return
    except BadSheet:
        raise
    except Exception:
        broken = BadSheet(_BROKEN)
    raise broken


def _unanswered(sheet: Any) -> frozenset[int]:
    """The columns with a formula without an outcome, which openpyxl gives as an empty cell."""
    from openpyxl.utils import coordinate_to_tuple
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    cell, row, formula, value = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "row", "f", "v"))
    found, column = set[int](), 0
    try:
        if not _has_formulas(sheet):  # most lists, and parsing takes a third of the time of reading it
            return frozenset()
        with sheet._get_source() as source:
            for _, element in iterparse(source):
                if element.tag == cell:
                    place = element.get("r")
                    column = coordinate_to_tuple(place)[1] if place else column + 1  # as openpyxl counts
                    # an empty text is an outcome too
                    without = not element.findtext(value) and (element.get("t") != "str" or element.find(value) is None)
                    if without and element.find(formula) is not None:
                        found.add(column - 1)
                elif element.tag == row:
                    column = 0
                    element.clear()
        return frozenset(found)
    except Exception:
        broken = BadSheet(_BROKEN)
    raise broken


def _has_formulas(sheet: Any) -> bool:
    end = b""
    with sheet._get_source() as source:
        while part := source.read(_LOOK):
            if _FORMULA.search(end + part):
                return True
            end = part[-2:]
    return False


def _cell(value: Any) -> Cell:
    """A value as a person sees it: whole numbers without a fraction, days without a time."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str):
        return _RETURN.sub("", value)
    return value if isinstance(value, Cell) else str(value)
