"""A ReportLab canvas that writes tagged PDF/A-2a and PDF/UA-1.

ReportLab draws but does not tag. Everything that is missing is added here on the instance: no global patch, so other
users of ReportLab in the same process are not touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    XMP,
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from beschutdesk.documents.tagged.metadata import PRODUCER, IssueDate, Metadata, xmp_packet
from beschutdesk.documents.tagged.structure import Content, Element


class _Body(PDFObject):
    """Bytes of a stream, closed by an end of line that is not counted in its length."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def format(self, _document: object) -> bytes:
        return self._data + b"\n"


class _EndOfLine(NoEncryption):
    """PDF/A asks for an end of line before ``endstream``; ReportLab writes none.

    All stream data goes through the document's encryption object, so a do-nothing encryption is the place to add it
    without touching ReportLab's classes. It must be there always: compressed data can end in a newline of its own.
    """

    def encode(self, t: Any) -> _Body:
        return _Body(t.encode("latin-1") if isinstance(t, str) else bytes(t))


class TaggedCanvas(Canvas):
    """Draws pages and keeps the books of what is real content and what is decoration.

    Args:
        target: where the file goes.
        root: the structure tree, its top an element ``Document``.
        facts: title and so on, and the date of issue.
        colour_profile: ICC profile of the output intent (sRGB).
        page_size: width and height in points.
        font: a registered, embedded font to begin with; the default one may not be used in PDF/A.
    """

    _doc: Any  # ReportLab's own workings, which its stubs do not tell of
    _code: list[str]

    def __init__(
        self,
        target: IO[bytes],
        *,
        root: Element,
        facts: Metadata,
        colour_profile: bytes,
        page_size: tuple[float, float],
        font: str,
    ) -> None:
        rl_config.useA85 = 0  # streams as bytes instead of text: a fifth smaller
        super().__init__(
            target,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            lang=facts.language,
            pdfVersion=(1, 7),
            initialFontName=font,  # type: ignore[arg-type]  # the stubs say float
        )
        self._root = root
        self._facts = facts
        self._profile = colour_profile
        self._page_marks: list[list[Element]] = []
        self._marks: list[Element] = []
        self._open: Element | None = None
        self._artifacts = 0
        self._bookmarks = 0
        self._describe()

    def _describe(self) -> None:
        facts = self._facts
        document = self._doc
        document.encrypt = _EndOfLine()
        document._timeStamp = IssueDate(facts.issued_on)
        # The identifier of the file: made of what the reader sees anyway, and the same for the same document.
        document.signature = sha256("\n".join((facts.title, facts.issued_on.isoformat())).encode())
        self.setTitle(facts.title)
        self.setAuthor(facts.author)
        self.setSubject(facts.subject)
        self.setKeywords(facts.keywords)
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)
        self.setViewerPreference("DisplayDocTitle", "true")

    # -- content and decoration ----------------------------------------------------------------------------------------

    @property
    def decorating(self) -> bool:
        """Whether what is drawn now is decoration, such as the repeated head of a table."""
        return self._artifacts > 0

    @contextmanager
    def mark(self, element: Element | None) -> Iterator[None]:
        """Draw content of an element. Within decoration nothing is marked.

        Raises:
            RuntimeError: marked content cannot stand within marked content.
        """
        if self._artifacts or element is None:
            yield
            return
        if self._open is not None:
            raise RuntimeError(f"{element.tag} within {self._open.tag}")
        self._open = element
        number = len(self._marks)
        self._marks.append(element)
        element.kids.append(Content(self.getPageNumber(), number))
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")
        self._open = None

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Draw decoration: lines, tints, headers and footers. *kind* is ``Header`` or ``Footer`` or nothing."""
        if self._open is not None:  # a tint within real content stays part of it
            yield
            return
        if not self._artifacts:
            dressed = f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC" if kind else "/Artifact BMC"
            self._code.append(dressed)
        self._artifacts += 1
        yield
        self._artifacts -= 1
        if not self._artifacts:
            self._code.append("EMC")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the outline; levels count from 0 and may not be skipped."""
        self._bookmarks += 1
        key = f"h{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level)

    # -- pages and file ------------------------------------------------------------------------------------------------

    def showPage(self) -> None:
        """Finish the page and note which elements its content belongs to."""
        if self._open is not None or self._artifacts:
            raise RuntimeError("a page ends within marked content")
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._page_marks)
        page.Tabs = PDFName("S")
        self._page_marks.append(self._marks)
        self._marks = []

    def save(self) -> None:
        """Write the file."""
        if self._code:
            self.showPage()
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = self._structure()
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        metadata = XMP(creator=lambda _document: xmp_packet(self._facts))
        metadata.filters = []  # PDF/A wants the packet readable
        catalog.Metadata = metadata
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = PDFArray([self._output_intent()])
        super().save()

    def _output_intent(self) -> PDFDictionary:
        profile = PDFStream(PDFDictionary({"N": 3}), self._profile, [PDFZCompress])
        return PDFDictionary(
            {
                "Type": PDFName("OutputIntent"),
                "S": PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": PDFString("sRGB"),
                "Info": PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": self._doc.Reference(profile),
            }
        )

    def _structure(self) -> PDFDictionary:
        document = self._doc
        elements = list(self._root.walk())
        names = {id(element): f"Element{number}" for number, element in enumerate(elements)}
        for element in elements:
            document.Reference(_Node(element, names), names[id(element)])
        marks = [
            part
            for page, marks in enumerate(self._page_marks)
            for part in (page, PDFArray([PDFObjectReference(names[id(element)]) for element in marks]))
        ]
        parents = document.Reference(PDFDictionary({"Nums": PDFArray(marks)}), "ParentTree")
        root = PDFDictionary(
            {
                "Type": PDFName("StructTreeRoot"),
                "K": PDFArray([PDFObjectReference(names[id(self._root)])]),
                "ParentTree": parents,
                "ParentTreeNextKey": len(self._page_marks),
            }
        )
        document.Reference(root, "StructTreeRoot")
        return root


class _Node(PDFObject):
    """One element of the structure tree as a PDF object.

    It writes its own bytes: there are hundreds of them, and ReportLab's general objects would take a third of the time
    of the whole document.
    """

    def __init__(self, element: Element, names: dict[int, str]) -> None:
        self._element = element
        self._names = names

    def format(self, document: Any) -> bytes:
        element, names = self._element, self._names

        def reference(name: str) -> str:
            number, generation = document.idToObjectNumberAndVersion[name]
            return f"{number} {generation} R"

        parent = names[id(element.parent)] if element.parent is not None else "StructTreeRoot"
        first = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                if id(kid) in names:
                    kids.append(reference(names[id(kid)]))
            elif kid.page == first:
                kids.append(str(kid.mcid))
            else:  # content on a later page names that page
                kids.append(f"<</Type /MCR /Pg {reference(f'Page{kid.page}')} /MCID {kid.mcid}>>")
        entries = [f"<</Type /StructElem /S /{element.tag} /P {reference(parent)}"]
        if first is not None:
            entries.append(f"/Pg {reference(f'Page{first}')}")
        if kids:
            entries.append(f"/K [{' '.join(kids)}]")
        if element.attributes:
            entries.append(f"/A [{' '.join(_attributes(*item) for item in element.attributes.items())}]")
        alt = b" /Alt " + PDFString(element.alt).format(document) if element.alt else b""
        return " ".join(entries).encode("ascii") + alt + b">>"


def _attributes(owner: str, values: dict[str, str | tuple[float, ...]]) -> str:
    parts = [
        f"/{key} " + (f"/{value}" if isinstance(value, str) else f"[{' '.join(f'{edge:g}' for edge in value)}]")
        for key, value in values.items()
    ]
    return f"<</O /{owner} {' '.join(parts)}>>"
