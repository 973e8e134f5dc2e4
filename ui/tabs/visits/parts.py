"""Small parts of the page of a visit: judged themes, facts, and lines to act on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.lasting import Agreed, AgreementParty, AgreementResult
from beschutdesk.dossier.visit import Answer, Judgement
from beschutdesk.services.visits import AgreementAt
from ui.dialogs.portfolio_parts import WAYS, reader_words
from ui.forms.parse import format_day
from ui.tabs.visits.lines import Act, Line
from ui.tabs.visits.words import came_of, whose
from ui.theme import tokens as tk
from ui.visiting.themes import NOTHING, SIGNS
from ui.widgets import Glyph, box, cols, label, rows

RESULTS = (
    Act("G", "Gedaan", AgreementResult.DONE),
    Act("D", "Deels", AgreementResult.PARTLY),
    Act("N", "Niet gedaan", AgreementResult.NOT_DONE),
    Act("V", "Niet meer nodig", AgreementResult.DROPPED),
)
OPEN_AGAIN = Act("O", "Weer open", None)
WORKED = (
    Act("J", "Werkte", Answer.YES),
    Act("B", "Een beetje", Answer.PARTLY),
    Act("N", "Werkte niet", Answer.NO),
)
ASK_AGAIN = Act("O", "Nog niet gevraagd", None)


def agreement(row: Agreed, at: AgreementAt, *, late: bool, inside: bool = False) -> Line:
    """A line for an agreement, with what can be said of it by key."""
    return agreed(row.what, at, (row.party, row.who), (row.due_on, row.result, row.done_on), late=late, inside=inside)


def agreed(
    what: str,
    at: AgreementAt,
    by: tuple[AgreementParty | None, str],
    state: tuple[object, AgreementResult | None, object],
    *,
    late: bool,
    inside: bool = False,
) -> Line:
    """The same, of its parts: who does it; and its day, result and day on which it was done."""
    due, result, done_on = state
    came = came_of(result, done_on)  # type: ignore[arg-type]
    when = f"{'te laat: was voor' if late else 'voor'} {format_day(due)}" if due and not came else ""  # type: ignore[arg-type]
    parts = (whose(*by), when, came, "blijft intern" if inside else "")
    detail = " · ".join(part for part in parts if part)
    if came:
        icon, tone, said = ("check", "good", "") if result in (None, AgreementResult.DONE) else ("minus", "soft", "")
    else:
        icon, tone, said = ("clock", "care", "te laat") if late else ("circle", "soft", "open")
    acts = (*RESULTS, OPEN_AGAIN) if came else RESULTS
    return Line(what or "Afspraak zonder woorden", detail, icon, tone, said, at, acts, quiet=bool(came))


def theme(title: str, judgement: Judgement | None, words: str) -> QWidget:
    """A theme: the sign and the word of how it goes, and what was said."""
    icon, tone = SIGNS[judgement] if judgement is not None else NOTHING
    head = [label(title, "strong")]
    if judgement is not None:
        head.append(label(judgement.label, "meta_strong", tone))
    body = [cols(*head, None, gap=tk.S2)]
    right = rows(*body, gap=1)
    if words:
        said = label(words, "body", "", wrap=True)
        said.setMinimumWidth(1)
        right.addWidget(said)
    glyph = rows(1, Glyph(icon, tone), None, gap=0)
    made = box(cols(glyph, (right, 1), gap=10, margins=(0, 0, 0, tk.S2)))
    made.setMinimumWidth(1)
    return made


def fact(title: str, words: str, tone: str = "") -> QWidget:
    """A title with what is known, on one line where there is room."""
    said = label(words, "body", tone, wrap=True)
    said.setMinimumWidth(1)
    made = box(rows(label(title, "meta_strong", "soft"), said, gap=0, margins=(0, 0, 0, tk.S2)))
    made.setMinimumWidth(1)
    return made


def prose(words: str, tone: str = "") -> QLabel:
    """A text to read."""
    made = label(words, "body", tone, wrap=True)
    made.setMinimumWidth(1)
    return made


def bullets(found: Sequence[str], icon: str = "circle-help") -> QWidget:
    """Some short texts below each other, each with a sign."""
    parts = []
    for words in found:
        glyph = rows(1, Glyph(icon, "accent"), None, gap=0)
        said = prose(words)
        said.setAlignment(Qt.AlignmentFlag.AlignTop)
        parts.append(cols(glyph, (said, 1), gap=10, margins=(0, 0, 0, 6)))
    made = box(rows(*parts, gap=0))
    made.setMinimumWidth(1)
    return made


def issued_line(document: IssuedDocument, name: str) -> Line:
    """Who got which version when; Enter shows it as it went out."""
    whom = f", {document.to_whom}" if document.to_whom else ""
    about = f" · over {name}" if name else ""
    when = f"{format_day(document.issued_on)}, {WAYS.get(document.way, document.way)}"
    kept = document.file is not None
    detail = f"{when}{about}" + ("" if kept else " · over meer mensen, daarom niet bewaard")
    acts = (Act("Enter", "Bekijken", "look"),) if kept else ()
    title = f"Versie {document.number or 0:f} voor: {reader_words(document)}{whom}"
    return Line(title, detail, "send", "accent", "", document, acts)
