"""What an employer must know beside the amounts of a kostenplaatje, out of ``resources/rates``: text and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Protocol

from beschutdesk import resources
from beschutdesk.dossier.contract import InstrumentKind, InstrumentState
from beschutdesk.rules import rate_text
from beschutdesk.rules.figures import Figures, measure
from beschutdesk.rules.figures import standard as standard_figures
from beschutdesk.rules.rate_text import BadRate
from beschutdesk.rules.time import in_words

FILE: Final = "cost_notes.toml"
_NAMES: Final = ("key", "kind", "title", "text", "term", "source")
_TERMS: Final = {"absence_term": "absence_report_days", "recovery_term": "recovery_report_days"}
_WEEK: Final = 7


class Instrument(Protocol):
    """A voorziening of a placement; see :class:`beschutdesk.dossier.contract.Instrument`."""

    @property
    def kind(self) -> InstrumentKind | None:
        """What it is."""

    @property
    def state(self) -> InstrumentState | None:
        """How far it is."""

    @property
    def until(self) -> date | None:
        """Last day."""


@dataclass(frozen=True, slots=True)
class Note:
    """What an employer must know.

    Attributes:
        key: stable name.
        title, text: Dutch.
        term: what must be done within which time; mostly empty.
        state: how far it is at this placement, in Dutch; empty when that is not written down.
        source: where it stands.
    """

    key: str
    title: str
    text: str
    term: str
    source: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    note: Note
    kind: InstrumentKind | None


def notes(
    day: date, instruments: Iterable[Instrument] = (), known: Figures | None = None, *, left_out: Iterable[str] = ()
) -> tuple[Note, ...]:
    """All notes as they hold on a day.

    Args:
        day: of which the terms count.
        instruments: of the placement; the last one of a kind says how far it is.
        known: numbers to fill in.
        left_out: keys of notes that do not matter now.
    """
    numbers = known or standard_figures()
    terms = {name: _term(numbers, key, day) for name, key in _TERMS.items()}
    states = {one.kind: _state(one) for one in instruments if one.kind is not None and one.state is not None}
    skipped = set(left_out)
    return tuple(
        Note(
            one.note.key,
            one.note.title,
            one.note.text.format(**terms),
            one.note.term.format(**terms),
            one.note.source,
            "" if one.kind is None else states.get(one.kind, ""),
        )
        for one in _standard()
        if one.note.key not in skipped
    )


def parse(text: str) -> tuple[tuple[Note, InstrumentKind | None], ...]:
    """The notes in a text, before numbers are filled in.

    Raises:
        BadRate: it cannot be read; one Dutch line that names the key.
    """
    plain = rate_text.group("dit bestand", rate_text.load(text), ("note",))
    rows = rate_text.rows("note", plain.get("note"))
    return tuple(_note(f"note {at}", one) for at, one in enumerate(rows, 1))


@cache
def _standard() -> tuple[_Text, ...]:
    return tuple(_Text(note, kind) for note, kind in parse(resources.read_text("rates", FILE)))


def _note(where: str, plain: object) -> tuple[Note, InstrumentKind | None]:
    group = rate_text.group(where, plain, _NAMES)
    key, title, text, source = (rate_text.words(where, group, name) for name in ("key", "title", "text", "source"))
    kind = group.get("kind") or None
    if kind is not None and kind not in [one.key for one in InstrumentKind]:
        raise BadRate(f"{where}: ‘kind’ is een van {', '.join(one.key for one in InstrumentKind)}, of leeg")
    term = rate_text.words(where, group, "term") if group.get("term") else ""
    try:
        (text + term).format(**dict.fromkeys(_TERMS, ""))
    except (KeyError, ValueError, IndexError):
        raise BadRate(f"{where}: tussen {{ en }} staat een van {', '.join(_TERMS)}") from None
    return Note(key, title, text, term, source), None if kind is None else InstrumentKind.from_key(kind)


def _term(known: Figures, key: str, day: date) -> str:
    """A term in weeks where it is whole weeks, as people say it."""
    days = known.on(key, day)
    if days and days % _WEEK == 0:
        return f"{days // _WEEK} {'week' if days == _WEEK else 'weken'}"
    return measure(known.by_key[key], day)


def _state(one: Instrument) -> str:
    state = one.state.label if one.state is not None else ""
    return f"{state} t/m {in_words(one.until)}" if one.until is not None and state else state
