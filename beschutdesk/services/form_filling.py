"""Filling one form: from values by key to a flat PDF, with what did not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from beschutdesk.exchange.acroform import Blank, Field, FieldKind
from beschutdesk.exchange.form_mapping import Entry
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.form_values import OWN, Said, values
from beschutdesk.services.form_report import FormReport, once, place_of

if TYPE_CHECKING:
    from beschutdesk.documents.form_overlay import Ink

_LOUD = ("application.", "applicant.", "candidate.", "goal.", "terms.", "guide.", "amount.", "placement.")
"""Groups of which somebody wants to know that something goes nowhere."""
_QUIET = frozenset({"candidate.municipality", "terms.valid_from", "application.capped", "amount.lines"})
_SAME_AS = {
    "candidate.name": ("candidate.name_used", "candidate.family_name"),
    "candidate.name_used": ("candidate.name",),
    "candidate.family_name": ("candidate.name",),
}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with everything in it, which cannot be changed any more."""

    data: bytes
    report: FormReport


def fill_in(data: bytes, blank: Blank, entries: Sequence[Entry], said: Mapping[str, Said]) -> FilledForm:
    """Fill in a form and make it flat.

    Args:
        data: the blank.
        blank: what :func:`~beschutdesk.exchange.acroform.read` said of it.
        entries: what goes into which field.
        said: what is known, by key.

    Raises:
        BadForm: the blank cannot be filled in.
    """
    from beschutdesk.documents.form_overlay import draw
    from beschutdesk.exchange.form_flatten import flatten

    work = _Work(blank, entries, said)
    over = draw(blank.pages, work.inks)
    flat = flatten(data, over.data if work.inks else None, ticked=work.ticked, cleared=work.cleared)
    too_long = once(place_of(work.owners[at]) for at in over.too_long)
    return FilledForm(flat, work.report(too_long, over.dropped))


class _Work:
    """What goes where.

    Attributes:
        inks: words and ticks that we draw.
        owners: of each of those: its field.
        ticked: what the form draws as ticked.
        cleared: what gets another content than the blank gave it.
    """

    def __init__(self, blank: Blank, entries: Sequence[Entry], said: Mapping[str, Said]) -> None:
        self._blank, self._said = blank, said
        self._entries = {entry.key: entry for entry in entries}
        self.inks: list[Ink] = []
        self.owners: list[Field] = []
        self.ticked: set[tuple[str, str]] = set()
        self.cleared: set[tuple[str, str]] = set()
        self._filled: set[tuple[str, str]] = set()
        self._nothing: list[str] = []
        self._no_option: list[str] = []
        for field in blank.fields:
            self._take(field)

    def _take(self, field: Field) -> None:
        entry = self._entries.get(field.key)
        if entry is None or not entry.value:
            self._keep(field)
        elif field.kind is FieldKind.TICK:
            self._tick(field, entry)
        else:
            self._write(field, entry)

    def _keep(self, field: Field) -> None:
        """What the blank holds already stays; the form itself may leave it to us to draw that."""
        if field.value and field.kind is not FieldKind.TICK:
            self._draw(replace(field, places=tuple(one for one in field.places if not one.filled)), field.value)

    def _tick(self, field: Field, entry: Entry) -> None:
        known = self._said.get(entry.value)
        if entry.value != OWN and known is None:
            self._miss(field, entry)
            return
        on = entry.value == OWN or (known is not None and entry.option in known.answers)
        self.cleared.add(field.key)
        if not on:
            return
        self._filled.add(field.key)
        if all(place.drawn for place in field.places):
            self.ticked.add(field.key)
        else:
            self._draw(field, "", tick=True)

    def _write(self, field: Field, entry: Entry) -> None:
        known = self._said.get(entry.value)
        text = entry.option if entry.value == OWN else known.text if known is not None else ""
        if not text:
            self._miss(field, entry)
            return
        if field.kind is FieldKind.CHOICE and field.options:
            same = [option for option in field.options if folded(option) == folded(text)]
            text = same[0] if same else text
            if not same:
                self._no_option.append(f"{place_of(field)}: {text}")
        self.cleared.add(field.key)
        self._filled.add(field.key)
        self._draw(field, text)

    def _miss(self, field: Field, entry: Entry) -> None:
        value = values().get(entry.value)
        self._nothing.append(f"{place_of(field)}: {value.words}" if value is not None else place_of(field))
        self._keep(field)

    def _draw(self, field: Field, text: str, *, tick: bool = False) -> None:
        from beschutdesk.documents.form_overlay import Ink, Look

        if tick:
            look = Look.TICK
        elif field.comb:
            look = Look.COMB
        else:
            look = Look.LINES if field.multiline else Look.LINE
        for place in field.places:
            cells = field.limit if field.comb else 0
            limit = 0 if field.comb else field.limit
            self.inks.append(Ink(place.page, place.box, place.turn, text, look, field.size, field.align, cells, limit))
            self.owners.append(field)

    def report(self, too_long: tuple[str, ...], dropped: tuple[str, ...]) -> FormReport:
        there = {field.key for field in self._blank.fields}
        used = {entry.value for key, entry in self._entries.items() if key in there}
        used |= {value.part_of for key, value in values().items() if key in used and value.part_of}
        used |= {same for key in tuple(used) for same in _SAME_AS.get(key, ())}
        unused = [
            value.words
            for key, value in values().items()
            if key in self._said and key not in used and not value.part_of and key.startswith(_LOUD)
            if key not in _QUIET
        ]
        open_ = [
            place_of(field)
            for field in self._blank.fields
            if field.required and field.key not in self._filled and not field.value and field.kind is not FieldKind.TICK
        ]
        gone = [entry.name for key, entry in self._entries.items() if key not in there and entry.value]
        return FormReport(
            filled=len(self._filled),
            fields=len(self._blank.fields),
            too_long=too_long,
            no_option=once(self._no_option),
            nothing=once(self._nothing),
            unused=tuple(unused),
            open=once(open_),
            gone=once(gone),
            dropped=dropped,
        )
