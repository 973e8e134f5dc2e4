"""The fields of a scheme as they stand on a form: what they are called, what is typed in them, and back to a value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.amounts import Rounding
from beschutdesk.rules.scheme_words import free_key
from beschutdesk.rules.schemes import (
    DEADLINES,
    CountsFrom,
    Deadline,
    Intensity,
    JobcoachRule,
    Paper,
    PaperWhen,
    Proration,
    Question,
    Rate,
    Scheme,
    SettlementMethod,
)
from ui.forms.parse import format_day, format_number, parse_day, parse_number

YES, NO, UNKNOWN = "ja", "nee", "niet bekend"


class Kind(Enum):
    """How a field is typed."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FieldDef:
    """One field.

    Attributes:
        name: of the attribute.
        label, hint: Dutch.
        kind: how it is typed.
        options: value and words, of a choice.
        needed: it cannot stay empty.
        share: of the width of its line.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    options: tuple[tuple[Any, str], ...] = ()
    needed: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class RowsDef:
    """A list of rows of a scheme.

    Attributes:
        name: of the attribute.
        title: Dutch, plural.
        one: Dutch, one row, in a sentence.
        lines: the fields, beside each other per line.
    """

    name: str
    title: str
    one: str
    lines: tuple[tuple[FieldDef, ...], ...]

    @property
    def fields(self) -> tuple[FieldDef, ...]:
        """All fields."""
        return tuple(one for line in self.lines for one in line)


def _of(options: type[Choices]) -> tuple[tuple[Any, str], ...]:
    return tuple((one, one.label) for one in options)


_YES_NO: Final = ((True, YES), (False, NO))
_SOURCE: Final = FieldDef(
    "source", "Waar staat dit?", hint="Verordening, formulier of website, met het jaar.", needed=True
)
_LOOSE_SOURCE: Final = FieldDef("source", "Waar staat dit?")

MAIN: Final[tuple[tuple[FieldDef, ...], ...]] = (
    (FieldDef("name", "Naam van de regeling", needed=True, share=3), FieldDef("municipality", "Gemeente", share=2)),
    (
        FieldDef(
            "source",
            "Waar staat de regeling?",
            hint="Naam van de verordening of het adres van de website.",
            needed=True,
        ),
    ),
    (FieldDef("remark", "Opmerking"),),
)
"""What stands on top. An empty gemeente is the whole country."""
RULES: Final[tuple[tuple[FieldDef, ...], ...]] = (
    (
        FieldDef("proration", "Deel van een jaar", Kind.CHOICE, options=_of(Proration)),
        FieldDef("rounding", "Afronden", Kind.CHOICE, options=_of(Rounding)),
    ),
    (
        FieldDef("jobcoaching", "Als er ook jobcoaching is", Kind.CHOICE, options=_of(JobcoachRule)),
        FieldDef("asks_hours", "Vraagt uren en waarom", Kind.CHOICE, options=_YES_NO),
    ),
    (
        FieldDef("renewal.months", "Een periode duurt", Kind.COUNT, hint="In maanden. Leeg: niet bekend."),
        FieldDef("renewal.times", "Hoe vaak te verlengen", Kind.COUNT, hint="Leeg: geen grens, of niet bekend."),
    ),
    (FieldDef("renewal.note", "Verlengen: wat moet je weten?"), FieldDef("renewal.source", "Waar staat dit?")),
    (FieldDef("settlement.method", "Betalen", Kind.CHOICE, options=_of(SettlementMethod)),),
    (
        FieldDef("settlement.note", "Verantwoorden: wat moet je weten?"),
        FieldDef("settlement.source", "Waar staat dit?"),
    ),
)
"""How it counts, how it is renewed and settled."""
LISTS: Final[tuple[RowsDef, ...]] = (
    RowsDef(
        "rates",
        "Bedragen",
        "bedrag",
        (
            (
                FieldDef("per_year", "Bedrag per jaar", Kind.MONEY, hint="In euro.", needed=True),
                FieldDef("hours", "Bij uren per week", Kind.NUMBER, hint="De noemer.", needed=True),
            ),
            (
                FieldDef("since", "Vanaf", Kind.DAY, needed=True),
                FieldDef("until", "Tot en met", Kind.DAY, hint="Leeg: tot er een nieuw bedrag is."),
            ),
            (
                FieldDef("cap", "Meer uren geven niet meer", Kind.CHOICE, options=((None, UNKNOWN), *_YES_NO)),
                FieldDef("verified", "Zelf in de bron gezien", Kind.CHOICE, options=((False, NO), (True, YES))),
            ),
            (_SOURCE,),
        ),
    ),
    RowsDef(
        "intensities",
        "Zwaarte van de begeleiding",
        "zwaarte",
        (
            (
                FieldDef("label", "Naam", needed=True, share=2),
                FieldDef("factor", "Bedrag keer", Kind.NUMBER, needed=True),
            ),
            (_LOOSE_SOURCE,),
        ),
    ),
    RowsDef(
        "questions",
        "Vragen",
        "vraag",
        ((FieldDef("label", "Vraag", needed=True),), (FieldDef("hint", "Uitleg"),), (_LOOSE_SOURCE,)),
    ),
    RowsDef(
        "papers",
        "Bijlagen",
        "bijlage",
        (
            (
                FieldDef("label", "Welke bijlage", needed=True),
                FieldDef("needed_when", "Wanneer", Kind.CHOICE, options=_of(PaperWhen)),
            ),
            (_LOOSE_SOURCE,),
        ),
    ),
    RowsDef(
        "deadlines",
        "Termijnen",
        "termijn",
        (
            (
                FieldDef("key", "Welke termijn", Kind.CHOICE, options=tuple(DEADLINES.items())),
                FieldDef("counts_from", "Geteld vanaf", Kind.CHOICE, options=_of(CountsFrom)),
            ),
            (
                FieldDef("months", "Maanden", Kind.COUNT),
                FieldDef("weeks", "Weken", Kind.COUNT),
                FieldDef("days", "Dagen", Kind.COUNT),
            ),
            (
                FieldDef("before", "Voor of na die dag", Kind.CHOICE, options=((False, "na"), (True, "ervoor"))),
                FieldDef(
                    "firm",
                    "Hard",
                    Kind.CHOICE,
                    options=((False, "nee, een herinnering"), (True, "ja, van wet of regeling")),
                ),
            ),
            (_SOURCE,),
        ),
    ),
)
"""The lists, in the order of the form."""
_TYPES: Final[Mapping[str, type]] = {
    "rates": Rate,
    "intensities": Intensity,
    "questions": Question,
    "papers": Paper,
    "deadlines": Deadline,
}
_EMPTY: Final[Mapping[str, Any]] = {"source": "", "hint": ""}
_COUNTED: Final = frozenset(("days", "weeks", "months"))
"""Parts of a term: nothing is 0."""


def show(field: FieldDef, value: Any) -> str:
    """A value as it stands in a field that is typed."""
    if value is None:
        return ""
    if field.kind is Kind.DAY:
        return format_day(value)
    if field.kind is Kind.MONEY:
        return format_number(value, 2, always=True)
    if field.kind is Kind.NUMBER:
        return format_number(value, 6)
    if field.kind is Kind.COUNT:
        return "" if value == 0 and field.name in _COUNTED else str(value)
    return str(value)


def read(field: FieldDef, text: str, today: date) -> Any:
    """What was typed, as a value.

    Raises:
        WrongValue: it cannot be read, or it is needed and empty. The message is Dutch.
    """
    words = " ".join(text.split())
    if not words:
        if field.needed:
            raise WrongValue("Dit hoort erbij.")
        return "" if field.kind is Kind.TEXT else None
    if field.kind is Kind.DAY:
        return parse_day(words, today)[0]
    if field.kind is Kind.MONEY:
        return _positive(parse_number(words, 2, "€"))
    if field.kind is Kind.NUMBER:
        return _positive(parse_number(words, 6))
    if field.kind is Kind.COUNT:
        if not words.isdecimal() or len(words) > 4:
            raise WrongValue("Typ een heel getal.")
        return int(words)
    return words


def _positive(value: Decimal | None) -> Decimal | None:
    if value is not None and value < 0:
        raise WrongValue("Dit kan niet onder nul zijn.")
    return value


def values_of(row: Any, fields: tuple[FieldDef, ...]) -> dict[str, Any]:
    """The values of a row or a scheme, by name of the field; ``renewal.months`` lies one deeper."""
    found = {}
    for one in fields:
        value = row
        for part in one.name.split("."):
            value = getattr(value, part)
        found[one.name] = value
    return found


def begin(rows: RowsDef, today: date) -> dict[str, Any]:
    """The values of a new row."""
    first = {one.name: one.options[0][0] if one.kind is Kind.CHOICE else None for one in rows.fields}
    if rows.name == "rates":
        first["since"] = date(today.year, 1, 1)
    return first


def row_of(rows: RowsDef, values: Mapping[str, Any], keys: tuple[str, ...], key: str = "") -> Any:
    """A row of these values.

    Args:
        rows: which list.
        values: by name of the field.
        keys: of the other rows of the list.
        key: of this row; made of its label when empty.
    """
    filled = {
        name: _EMPTY.get(name, 0) if value is None and name in _COUNTED else value for name, value in values.items()
    }
    filled = {name: "" if value is None and name in _EMPTY else value for name, value in filled.items()}
    if rows.name not in ("rates", "deadlines"):
        filled["key"] = key or free_key(str(values.get("label") or rows.one), keys)
    return _TYPES[rows.name](**filled)


def summary(rows: RowsDef, row: Any) -> str:
    """A row in a few words, for a list."""
    from beschutdesk.rules.scheme_words import facts

    only: dict[str, Any] = {rows.name: (row,)}
    scheme = replace(Scheme(key="x", name="x", source="x"), **only)
    group = {"rates": "Bedragen", "papers": "Bijlagen", "deadlines": "Termijnen", "questions": "Vragen"}.get(
        rows.name, "Zwaarte van de begeleiding"
    )
    found = [one for one in facts(scheme) if one.group == group and one.key != "asks_hours"]
    return f"{found[0].label}: {found[0].value}" if found else rows.one
