"""A table from another program: CSV, or the first or a named sheet of an Excel workbook.

Sizes are checked before anything is read. Messages never repeat what stands in a cell.
"""

import csv
import io
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from beschutdesk.exchange.contents import BadDossier

FILE_LIMIT = 25 * 1024 * 1024
"""Largest file, in bytes."""
ROWS_LIMIT = 20_000
COLUMNS_LIMIT = 200
CELL_LIMIT = 100_000
"""Most characters in one cell of a CSV file."""

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What stands in a cell; see :func:`is_empty`."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = (";", "\t", ",")
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 20


class BadSheet(BadDossier):
    """A table that cannot be read. The message is one Dutch line without any value of the file."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row under the header.

    Attributes:
        number: its number as a spreadsheet program shows it, from 1; the header counts.
        cells: as many as the header has names.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header.

    Attributes:
        header: the names of the columns, each one different; a column without a name is called by its letter.
        lines: the rows with anything in them.
        form: how it was read, in Dutch, for who wonders about odd characters.
        unanswered: columns with a formula of which the file does not hold the outcome; such cells are empty.
    """

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    form: str = ""
    unanswered: tuple[str, ...] = ()


def read(path: Path, sheet: str = "") -> Sheet:
    """The table in a file. What it is shows from its content, not from its name.

    Args:
        path: the file.
        sheet: name of a sheet in a workbook; the first one when empty.

    Raises:
        BadSheet: it is no table, or too large.
        OSError: it cannot be opened or read.
    """
    return read_bytes(_content(path), sheet)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook, in order; none for CSV.

    Raises:
        BadSheet, OSError: see :func:`read`.
    """
    data = _content(path)
    if not _is_workbook(data):
        return ()
    from beschutdesk.exchange.workbook import names

    return names(data)


def _content(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise BadSheet("dit is geen gewoon bestand")
    _check_size(found.st_size)
    with path.open("rb") as file:
        # One byte more than allowed: a file that grows meanwhile is still seen to be too large.
        data = file.read(FILE_LIMIT + 1)
    _check_size(len(data))
    return data


def read_bytes(data: bytes, sheet: str = "") -> Sheet:
    """The table in the content of a file; see :func:`read`."""
    _check_size(len(data))
    if not data.strip(b" \t\r\n"):
        raise BadSheet("dit bestand is leeg")
    if _is_workbook(data):
        from beschutdesk.exchange.workbook import rows

        name, found, unanswered = rows(data, sheet)
        table = _table(found, f"Excel-werkmap, blad ‘{name}’")
        return replace(table, unanswered=tuple(head for at, head in enumerate(table.header) if at in unanswered))
    if sheet:
        raise BadSheet("dit bestand heeft geen bladen; het is geen Excel-werkmap")
    return _csv(data)


def _check_size(size: int) -> None:
    if size > FILE_LIMIT:
        raise BadSheet(f"dit bestand is {-(-size // 1024**2)} MB groot; hooguit {FILE_LIMIT // 1024**2} MB kan")


def _is_workbook(data: bytes) -> bool:
    """Whether it is a zip, as workbooks are.

    Raises:
        BadSheet: it is a kind of file of which we know that we cannot read it.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadSheet("deze werkmap is met een wachtwoord beveiligd; bewaar hem zonder wachtwoord")
        raise BadSheet("dit is een oud Excel-bestand (.xls); open het en bewaar het als .xlsx of .csv")
    if data.startswith(b"%PDF"):
        raise BadSheet("dit is een pdf; een tabel daaruit is niet te lezen")
    return data.startswith(b"PK")


# -- CSV ---------------------------------------------------------------------------------------------------------------


def _csv(data: bytes) -> Sheet:
    text, encoding = _decode(data)
    delimiter = ""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        # A line for Excel only, which does not count it as a row.
        delimiter, text = first.strip()[4:] or "\t", rest
    delimiter = delimiter or _sniff(text)
    named = {"\t": "tab", ";": "puntkomma", ",": "komma"}.get(delimiter, delimiter)
    return _table(enumerate(_records(text, delimiter), 1), f"CSV, {encoding}, gescheiden door {named}")


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = [("utf-16", "UTF-16")]
    else:
        tries = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, shown in tries:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, shown
    raise BadSheet("dit is geen CSV en geen Excel-werkmap (.xlsx)")


def _sniff(text: str) -> str:
    """The delimiter under which the first rows are most alike."""
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter))


def _likeness(sample: str, delimiter: str) -> tuple[bool, float, int]:
    widths = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(record) or len(record) > 1:
                widths.append(len(record))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return False, 0.0, 0
    if not widths:
        return False, 0.0, 0
    return widths[0] > 1, sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _records(text: str, delimiter: str) -> Iterable[Sequence[Cell]]:
    number = 0
    # Strict, or a quote that is never closed would swallow all rows after it unseen.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    limit = csv.field_size_limit(CELL_LIMIT)
    try:
        for record in reader:
            number += 1
            yield record
        return
    except csv.Error as wrong:
        large = "field limit" in str(wrong)
    finally:
        csv.field_size_limit(limit)
    if large:
        raise BadSheet(f"rij {number + 1}: een vak heeft meer dan {CELL_LIMIT} tekens; staan de aanhalingstekens goed?")
    raise BadSheet(f"rij {number + 1}: een aanhalingsteken staat verkeerd of wordt niet gesloten")


# -- rows to a table ---------------------------------------------------------------------------------------------------


def _table(rows: Iterable[tuple[int, Sequence[Cell]]], form: str) -> Sheet:
    """The first row with anything in it is the header; rows without anything are passed over."""
    header: Sequence[Cell] | None = None
    found: list[tuple[int, Sequence[Cell]]] = []
    for number, row in rows:
        cells = _trimmed(row)
        if all(is_empty(cell) for cell in cells):
            continue
        if len(cells) > COLUMNS_LIMIT:
            raise BadSheet(f"rij {number} heeft {len(cells)} kolommen; er kunnen er {COLUMNS_LIMIT} in")
        if header is None:
            header = cells
            continue
        if len(found) == ROWS_LIMIT:
            raise BadSheet(f"deze tabel heeft meer dan {ROWS_LIMIT} rijen; verdeel hem over bestanden")
        found.append((number, cells))
    if header is None:
        raise BadSheet("dit bestand is leeg")
    width = max([len(header), *(len(cells) for _, cells in found)])
    return Sheet(
        _named(header, width),
        tuple(Line(number, (*cells, *[None] * (width - len(cells)))) for number, cells in found),
        form,
    )


def _trimmed(row: Sequence[Cell]) -> Sequence[Cell]:
    end = len(row)
    while end and (row[end - 1] is None or row[end - 1] == ""):
        end -= 1
    return row[:end]


def _named(header: Sequence[Cell], width: int) -> tuple[str, ...]:
    names: list[str] = []
    for index in range(width):
        cell = header[index] if index < len(header) else None
        name = " ".join(str(cell).split()) if cell is not None else ""
        name = name or f"kolom {letter(index)}"
        number, unique = 1, name
        while unique in names:
            number += 1
            unique = f"{name} ({number})"
        names.append(unique)
    return tuple(names)


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in it; spaces are nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def letter(index: int) -> str:
    """A column as a spreadsheet program calls it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
