"""The parts beside the preview of a portfolio: what is not in it, what is printed, what went stale, what went out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.dossier.values import YesNo
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Elided, Glyph, Pane, button, clear, cols, label, line, rows

if TYPE_CHECKING:
    from beschutdesk.services.documents import LeftOut

WAYS = {"pdf": "als pdf", "print": "afgedrukt", "mail": "gemaild"}
_ONLY = "alleen voor "
_SHOWN_VERSIONS = 4
_BEGINNING = 150
_OF_ONE: Final[Mapping[UUID, str]] = MappingProxyType({})


def dutch_day(day: date | None) -> str:
    """23-11-2026; nothing for no day."""
    return day.strftime("%d-%m-%Y") if day is not None else ""


class Part(QWidget):
    """A part with a heading, a count and a body that is filled anew when something changes."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = label(title, "section", "accent")
        self.count = label("", "body", "soft")
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        head = cols(self.heading, self.count, None, gap=10)
        self.setLayout(rows(head, 6, line("rule"), self.body, gap=0))

    def say(self, count: int | str, empty: str = "") -> None:
        """Empty the body and show how many there are; with none, say so in words."""
        clear(self.body)
        self.count.setText(str(count or ""))
        if not count and empty:
            said = label(empty, "meta", "soft", wrap=True)
            said.setContentsMargins(0, 8, 0, 8)
            self.body.addWidget(said)


class LeftOutPart(Part):
    """The filled-in fields that these readers do not get, together with who may read them: the strictest first."""

    def __init__(self) -> None:
        super().__init__("Wat staat er niet in")

    def show_fields(self, found: "Sequence[LeftOut]") -> None:
        """Show these."""
        self.say(sum(one.fields for one in found), "Deze lezer mag alles lezen wat is ingevuld.")
        groups: dict[str, list[LeftOut]] = {}
        for one in found:
            groups.setdefault(one.why, []).append(one)
        for why in sorted(groups, key=lambda why: why.count(",")):
            labels = list(dict.fromkeys(one.words for one in groups[why]))
            number = sum(one.fields for one in groups[why])
            fields = "1 veld" if number == 1 else f"{number} velden"
            short = why.startswith(_ONLY)
            reason = Elided(why_words(why), "strong") if short else label(why_words(why), "strong", wrap=True)
            words = rows(
                cols((reason, 1), label(fields, "meta", "soft"), gap=12),
                label(", ".join(labels), "meta", "soft", wrap=True),
                gap=0,
            )
            glyph = rows(2, Glyph("eye-off"), None, gap=0)
            self.body.addLayout(cols(glyph, (words, 1), gap=10, margins=(0, 6, 2, 7)))
            self.body.addWidget(line())


def why_words(why: str) -> str:
    """The reason as people say it; you read everything yourself, so with one other reader that is said too."""
    if not why.startswith(_ONLY):
        return why[:1].upper() + why[1:]
    who = why.removeprefix(_ONLY)
    alone = {"jou": "jou", "kandidaat": "jou en de kandidaat", "collega": "jou en een collega"}
    first, comma, last = who.rpartition(", ")
    return f"Alleen voor {alone.get(who) or (f'{first} en {last}' if comma else who)}"


class SectionsPart(Part):
    """Which sections are printed. One can leave a section out, never add what is not for these readers.

    Attributes:
        toggled: a section is ticked or unticked by the user.
    """

    toggled = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__("Afdrukken")
        self.boxes: dict[PortfolioSection, CheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 4)
        grid.setHorizontalSpacing(tk.S3)
        grid.setVerticalSpacing(2)
        half = (len(PortfolioSection) + 1) // 2
        for place, section in enumerate(PortfolioSection):
            box = CheckBox(section.label)
            box.setChecked(True)
            box.setMinimumWidth(1)
            box.clicked.connect(lambda on, section=section: self.toggled.emit(section, on))
            self.boxes[section] = box
            grid.addWidget(box, place % half, place // half)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def show_printed(self, printed: set[PortfolioSection]) -> None:
        """Tick these."""
        for section, box in self.boxes.items():
            box.setChecked(section in printed)
        self.count.setText(f"{len(printed)} van {len(self.boxes)}")


class StalePart(Pane):
    """Texts of the portfolio whose source in the dossier has changed since.

    Attributes:
        take: the user wants the text of the dossier for these fields.
        keep: the user keeps the text of the portfolio.
    """

    take = Signal(object)
    keep = Signal(object)

    def __init__(self) -> None:
        super().__init__("warn")
        self._words = label("", "strong", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(tk.S2)
        head = cols(rows(2, Glyph("triangle-alert", "warn"), None, gap=0), (self._words, 1), gap=10)
        self.setLayout(rows(head, self._list, gap=8, margins=(14, 10, 12, 10)))
        self.setVisible(False)

    def show_stale(self, specs: Sequence[Spec], pair: Callable[[Spec], tuple[str, str]]) -> None:
        """Show these fields, each with what the dossier says now."""
        clear(self._list)
        self.setVisible(bool(specs))
        many = len(specs) > 1
        self._words.setText(
            f"{len(specs)} teksten in het dossier zijn veranderd sinds dit portfolio."
            if many
            else "Eén tekst in het dossier is veranderd sinds dit portfolio."
        )
        for spec in specs:
            _, there = pair(spec)
            now = label(f"Nu in het dossier: {_beginning(there) or 'leeg'}", "meta", "soft", wrap=True)
            now.setToolTip(there)
            took = button("Overnemen", "quiet", on=partial(self.take.emit, (spec,)))
            kept = button("Mijn tekst houden", "quiet", on=partial(self.keep.emit, (spec,)))
            took.setAccessibleName(f"{spec.label}: overnemen uit het dossier")
            kept.setAccessibleName(f"{spec.label}: mijn tekst houden")
            acts = cols(took, kept, None, gap=4, margins=(18, 0, 0, 0))  # their words line up with the text above
            words = rows(Elided(spec.label, "meta_strong"), now, gap=1, margins=(28, 0, 0, 0))
            self._list.addLayout(rows(words, acts, gap=0))
        if many:
            every = button("Alles overnemen", "quiet", on=lambda: self.take.emit(tuple(specs)))
            self._list.addLayout(cols(every, None, margins=(18, 0, 0, 0)))


def _beginning(text: str) -> str:
    """A text short enough for a pane; the whole is in the tool tip."""
    words = " ".join(text.split())
    return words if len(words) <= _BEGINNING else words[:_BEGINNING].rstrip() + "…"


class IssuedPart(Part):
    """Versions that went out, the latest first.

    Attributes:
        reopen: show this one again, as it went out.
    """

    reopen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Eerder gedeeld")
        self._all = False

    def show_issued(self, issued: Sequence[IssuedDocument], about: Mapping[UUID, str] = _OF_ONE) -> None:
        """Show these; of many only the latest until one asks for more.

        Args:
            issued: what went out, the latest first.
            about: how people are called by id, when these are about more than one.
        """
        self.say(len(issued), "Nog niet gedeeld. Hier komt elke versie die je opslaat of afdrukt.")
        shown = issued if self._all else issued[:_SHOWN_VERSIONS]
        for document in shown:
            look = button("Opnieuw bekijken", "quiet", on=partial(self.reopen.emit, document))
            whom = about.get(document.candidate, "") if document.candidate is not None else ""
            title = f"{title_of(document)}, over {whom}" if whom else title_of(document)
            look.setAccessibleName(f"{title} opnieuw bekijken")
            words = rows(Elided(title, "strong"), Elided(_how(document), "meta", "soft"), gap=0)
            self.body.addLayout(cols((words, 1), look, gap=8, margins=(0, 4, 0, 4)))
            self.body.addWidget(line())
        if len(issued) > len(shown):
            more = button(f"Alle {len(issued)} versies", "quiet", on=lambda: self._show_all(issued, about))
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self, issued: Sequence[IssuedDocument], about: Mapping[UUID, str]) -> None:
        self._all = True
        self.show_issued(issued, about)


def title_of(document: IssuedDocument) -> str:
    """``Versie 3, vloer``."""
    return f"Versie {document.number or 0:f}, {reader_words(document)}"


def reader_words(document: IssuedDocument) -> str:
    """For whom it was, as that is called for this kind of document."""
    if document.kind is DocumentKind.VISIT_REPORT:
        from beschutdesk.services.visit_papers import Reader

        return next((one.label for one in Reader if one.key == document.audience), document.audience)
    return audience_words(document.audience)


def audience_words(key: str) -> str:
    """Dutch name of an audience by its key; the key itself when a newer program wrote it."""
    try:
        return Audience.from_key(key).label
    except KeyError:
        return key


def _how(document: IssuedDocument) -> str:
    parts = [dutch_day(document.issued_on), WAYS.get(document.way, document.way), document.to_whom]
    if document.concept is YesNo.YES:
        parts.append("concept")
    return " · ".join(part for part in parts if part)
