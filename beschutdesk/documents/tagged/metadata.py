"""What a file says about itself: document information, the XMP packet and the claims PDF/A-2a and PDF/UA-1."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.utils import TimeStamp

PRODUCER = "BeschutDesk"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts about a document. Texts are plain and already safe (see ``documents.text.plain``).

    Attributes:
        title: shown in the title bar of a reader.
        author: who made it.
        subject: one line on what it is for.
        keywords: separated by semicolons.
        issued_on: the only date in the file.
        language: of the text.
    """

    title: str
    author: str
    subject: str
    keywords: str
    issued_on: date
    language: str = "nl-NL"


class IssueDate(TimeStamp):
    """ReportLab's moment of creation, but taken from the document instead of the clock or the environment."""

    def __init__(self, day: date) -> None:
        self.t = 0.0
        self.lt = day.timetuple()
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
        self.dhh = 0
        self.dmm = 0
        self.tzname = "UTC"


def xmp_packet(facts: Metadata) -> bytes:
    """The XMP packet. PDF/A asks that it agrees with the document information to the letter."""
    moment = f"{facts.issued_on.isoformat()}T00:00:00+00:00"
    body = "".join(
        (
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(facts.title)}</rdf:li></rdf:Alt></dc:title>',
            f"<dc:creator><rdf:Seq><rdf:li>{escape(facts.author)}</rdf:li></rdf:Seq></dc:creator>",
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">',
            f"{escape(facts.subject)}</rdf:li></rdf:Alt></dc:description>",
            f"<dc:language><rdf:Bag><rdf:li>{escape(facts.language)}</rdf:li></rdf:Bag></dc:language>",
            f"<pdf:Producer>{PRODUCER}</pdf:Producer><pdf:Keywords>{escape(facts.keywords)}</pdf:Keywords>",
            f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
            f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>",
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        )
    )
    return f"{_OPEN}{body}</rdf:Description>{_EXTENSION}{_CLOSE}".encode()


_OPEN = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
)
_CLOSE = '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'

# PDF/A knows no PDF/UA: it accepts the claim only when the packet itself describes that schema.
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
