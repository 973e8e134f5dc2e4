"""Tables of others: what is in them comes out, whatever wrote them; what is no table is refused in one Dutch line."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beschutdesk.exchange import sheet, workbook
from beschutdesk.exchange.sheet import BadSheet, Sheet, letter, read, read_bytes, sheet_names
from tests.strategies import LINE, PROSE

HEADER = ["Naam", "Plaats", "Wensen"]


def as_csv(rows: list[list[str]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: list[list[Any]], title: str = "Blad1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # also when it begins with =
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(found: Sheet) -> list[list[Any]]:
    return [list(line.cells) for line in found.lines]


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(BadSheet) as caught:
        read_bytes(data, name)
    return str(caught.value)


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """A workbook with some members put in or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in ({name: old.read(name) for name in old.namelist()} | changed).items():
            new.writestr(name, content)
    return out.getvalue()


# -- round trips -------------------------------------------------------------------------------------------------------

ROWS = st.lists(st.tuples(LINE, LINE, PROSE).map(list), max_size=6)
NOTHING = ["\u00a0", "", ""]


def numbered(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The rows that say something, with their number under a header: a row of spaces is passed over, its number too."""
    return [(number, row) for number, row in enumerate(rows, 2) if "".join(row).strip()]


def numbered_in(found: Sheet) -> list[tuple[int, list[Any]]]:
    return [(line.number, ["" if cell is None else cell for cell in line.cells]) for line in found.lines]


@given(ROWS, st.sampled_from([";", ",", "\t"]))
@example([NOTHING], ";")
@example([NOTHING, ["Sem", "", ""]], ",")
@settings(max_examples=150, deadline=None)
def test_any_text_in_a_csv_comes_back(rows: list[list[str]], delimiter: str) -> None:
    found = read_bytes(as_csv([HEADER, *rows], delimiter))
    assert found.header == tuple(HEADER)
    assert numbered_in(found) == numbered(rows)


@given(ROWS)
@example([NOTHING, ["Sem", "", ""]])
@settings(max_examples=60, deadline=None)
def test_any_text_in_a_workbook_comes_back(rows: list[list[str]]) -> None:
    found = read_bytes(as_xlsx([HEADER, *rows]))
    assert found.header == tuple(HEADER)
    assert numbered_in(found) == numbered(rows)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_table_or_a_dutch_line(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"):
        or_a_line(start + data)


BOOK = as_xlsx([HEADER, ["Sem", "Utrecht", ""]])


def parts_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_gives_a_table_or_a_dutch_line(data: st.DataObject) -> None:
    whole = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    or_a_line(bytes(whole[: data.draw(st.integers(1, len(whole)))]))


@given(st.sampled_from(parts_of(BOOK)), st.integers(0, 2000), st.binary(max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_workbook_with_odd_parts_gives_a_table_or_a_dutch_line(name: str, place: int, odd: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        part = archive.read(name)
    or_a_line(repacked(BOOK, {name: part[:place] + odd + part[place + len(odd) :]}))


def or_a_line(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        said = ""
        try:
            read_bytes(data)
        except BadSheet as wrong:
            said = str(wrong)
    assert "\n" not in said


def test_values_of_a_workbook_come_as_values() -> None:
    moment = datetime(2026, 1, 2, 9, 30)  # noqa: DTZ001 - a cell has no zone
    row = [12345678, 2.5, 3.0, True, date(1990, 1, 2), moment, time(8, 15), " é "]
    (line,) = read_bytes(as_xlsx([list("abcdefgh"), row])).lines
    assert line.cells == (12345678, 2.5, 3, True, date(1990, 1, 2), moment, time(8, 15), " é ")
    assert isinstance(line.cells[2], int)


# -- numbers of rows and names of columns ------------------------------------------------------------------------------


def test_formulas_without_an_outcome_are_told_by_column() -> None:
    data = as_xlsx([["Naam", "Leeftijd", "Nr", "Leeg", "Plaats"], ["Sem", "=1+1", "=1+1", "=A9", "=A9"]])
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    for place, cell in {
        "B2": "<f>1+1</f><v/>",
        "C2": "<f>1+1</f><v>2</v>",
        "D2": "<f>A9</f><v></v>",
        "E2": "<f>A9</f>",
    }.items():
        kind = ' t="str"' if place in "D2 E2" else ""  # an empty text is an outcome
        xml, count = re.subn(f'<c r="{place}".*?</c>', f'<c r="{place}"{kind}>{cell}</c>', xml)
        assert count == 1
    found = read_bytes(repacked(data, {"xl/worksheets/sheet1.xml": xml.encode()}))
    assert shown(found) == [["Sem", None, 2, None, None]]
    assert found.unanswered == ("Leeftijd", "Plaats")


def test_rows_have_the_number_that_a_spreadsheet_shows() -> None:
    text = '\r\nNaam;Plaats\r\n"Sem\r\nmet regel";Utrecht\r\n;\r\n\r\nNoor;Ede\r\n'
    assert [line.number for line in read_bytes(text.encode()).lines] == [3, 6]
    rows: list[list[Any]] = [[], [], ["Naam"], ["Sem"], [], ["Noor"]]
    assert [line.number for line in read_bytes(as_xlsx(rows)).lines] == [4, 6]


@pytest.mark.parametrize("as_file", [as_csv, as_xlsx])
def test_a_row_of_spaces_is_no_row(as_file: Callable[[list[list[str]]], bytes]) -> None:
    found = read_bytes(as_file([[" ", ""], ["Naam", "Plaats"], [" ", "\u00a0"], ["Sem", "Ede", ""]]))
    assert (found.header, shown(found)) == (("Naam", "Plaats"), [["Sem", "Ede"]])


def test_a_line_for_excel_only_is_no_row() -> None:
    found = read_bytes(b"sep=,\r\nNaam,Plaats\r\nSem;x,Ede\r\n")
    assert found.header == ("Naam", "Plaats")
    assert [(line.number, line.cells) for line in found.lines] == [(2, ("Sem;x", "Ede"))]


def test_columns_without_a_name_are_called_by_their_letter_and_twins_are_counted() -> None:
    found = read_bytes(b"Naam;;Naam;Naam\r\na;b;c;d;e\r\n")
    assert found.header == ("Naam", "kolom B", "Naam (2)", "Naam (3)", "kolom E")


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (701, "ZZ"), (702, "AAA")])
def test_letters(index: int, name: str) -> None:
    assert letter(index) == name


# -- how a CSV is written ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "form"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encoding_and_delimiter_are_found_out(encoding: str, form: str, delimiter: str) -> None:
    found = read_bytes(as_csv([["Naam", "Plaats"], ["Zoë – €", "’s-Gravenhage"]], delimiter, encoding))
    assert form in found.form
    assert shown(found) == [["Zoë – €", "’s-Gravenhage"]]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Naam, voornaam;Plaats\nBerg, Piet;Ede\n", ("Naam, voornaam", "Plaats")),
        ("Naam, voorletters, tussen;Plaats\nBerg, P;Ede\nVries, A, de;Ede\n", ("Naam, voorletters, tussen", "Plaats")),
        ("Naam\nSem\nNoor\n", ("Naam",)),
        ('Naam,Adres\n"Sem","Dorp; 1"\n"A;b","c"\n', ("Naam", "Adres")),
    ],
)
def test_the_delimiter_is_what_makes_rows_alike(text: str, header: tuple[str, ...]) -> None:
    assert read_bytes(text.encode()).header == header


# -- refused -----------------------------------------------------------------------------------------------------------

NO_TABLE = "dit is geen CSV en geen Excel-werkmap (.xlsx)"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dit bestand is leeg"),
        (b"\r\n \t", "dit bestand is leeg"),
        (b";;\r\n;", "dit bestand is leeg"),
        (b"\xef\xbb\xbf", "dit bestand is leeg"),
        (b"a;b\0c", NO_TABLE),
        (b"\x89PNG\r\n\x1a\n\0\0", NO_TABLE),
        (b"%PDF-1.7", "dit is een pdf; een tabel daaruit is niet te lezen"),
        (OLE + b"x" * 99, "dit is een oud Excel-bestand (.xls); open het en bewaar het als .xlsx of .csv"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "deze werkmap is met een wachtwoord beveiligd; bewaar hem zonder wachtwoord",
        ),
        (b"PK\x03\x04stuk", "deze werkmap is beschadigd; open hem in Excel en bewaar hem opnieuw"),
        (b'a;b\n1;"2\n3;4\n', "rij 2: een aanhalingsteken staat verkeerd of wordt niet gesloten"),
        (b'a;b\n1;2\n"3"x;4\n', "rij 3: een aanhalingsteken staat verkeerd of wordt niet gesloten"),
        (b"a;b\n" + b"x" * 100_001, "rij 2: een vak heeft meer dan 100000 tekens; staan de aanhalingstekens goed?"),
        (b"a" + b";b" * 200, "rij 1 heeft 201 kolommen; er kunnen er 200 in"),
        (b"a\n" + b"1\n" * 20_001, "deze tabel heeft meer dan 20000 rijen; verdeel hem over bestanden"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_no_table(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_the_most_rows_and_columns_that_fit() -> None:
    assert len(read_bytes(b"a\n" + b"1\n" * 20_000).lines) == 20_000
    assert len(read_bytes(b"a" + b";b" * 199 + b"\n1").header) == 200


def test_workbooks_that_are_refused() -> None:
    assert refusal(repacked(BOOK, {"xl/vbaProject.bin": b"x"})).startswith("deze werkmap heeft macro’s")
    assert refusal(repacked(BOOK, {"xl/macrosheets/sheet1.xml": b"x"})).startswith("deze werkmap heeft macro’s")
    assert refusal(repacked(BOOK, {"xl/workbook.bin": b"x"})).startswith("dit is een binaire werkmap")
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(ods.getvalue()).startswith("dit is een OpenDocument-bestand")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("lees.txt", "hallo")
    assert refusal(other.getvalue()) == NO_TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_before_it_is_read(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'.encode(encoding)
    assert "DOCTYPE" in refusal(repacked(BOOK, {"xl/sharedStrings.xml": bomb}))


@pytest.mark.parametrize("name", ["xl/worksheets/sheet2.xml", "xl/worksheets/sheet2.bin", "mimetype"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("unpacked")

    bomb = repacked(BOOK, {name: b"<a>" + b" " * (workbook.UNPACKED_LIMIT + 1)})
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(openpyxl, "load_workbook", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert "uitgepakt groter dan 150 MB" in refusal(bomb)


def test_what_a_workbook_says_of_its_size_is_not_believed() -> None:
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        page = archive.read(name)
    assert b'ref="A1:C2"' in page
    for said in (b'ref="A1:A1"', b'ref="A1:XFD1048576"'):
        found = read_bytes(repacked(BOOK, {"xl/worksheets/sheet1.xml": page.replace(b'ref="A1:C2"', said)}))
        assert shown(found) == [["Sem", "Utrecht", None]]


def test_a_row_beyond_the_last_of_a_spreadsheet_is_not_counted_up_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 1_000)  # so that it takes no time
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        page = archive.read(name)
    assert b'<row r="2"' in page
    for number, cells in ((1_000, [["Sem", "Utrecht", None]]), (1_001, None)):
        far = page.replace(b'<row r="2"', b'<row r="%d"' % number)
        for letter_ in (b"A", b"B", b"C"):
            far = far.replace(b'r="%s2"' % letter_, b'r="%s%d"' % (letter_, number))
        data = repacked(BOOK, {name: far})
        if cells is None:
            assert refusal(data).startswith("deze werkmap is beschadigd")
        else:
            assert shown(read_bytes(data)) == cells


def test_far_away_cells() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book.worksheets[0]["GS2"] = "x"
    out = io.BytesIO()
    book.save(out)
    assert refusal(out.getvalue()) == "rij 2 heeft meer dan 200 kolommen"


def test_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book.create_sheet("Werkgevers").append(["Bedrijf"])
    path = tmp_path / "lijst.xlsx"
    book.save(path)
    assert sheet_names(path) == ("Blad1", "Werkgevers")
    assert read(path).header == tuple(HEADER)
    assert read(path, "werkgevers ").header == ("Bedrijf",)
    assert refusal(path.read_bytes(), "x") == "deze werkmap heeft geen blad met die naam; wel: Blad1, Werkgevers"
    assert refusal(b"a;b\n1;2", "x") == "dit bestand heeft geen bladen; het is geen Excel-werkmap"


def test_a_folder_and_a_large_file_are_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(BadSheet, match="geen gewoon bestand"):
        read(tmp_path)
    large = tmp_path / "groot.csv"
    with large.open("wb") as file:
        file.truncate(sheet.FILE_LIMIT + 1)
    with pytest.raises(BadSheet, match="dit bestand is 26 MB groot; hooguit 25 MB kan"):
        read(large)
