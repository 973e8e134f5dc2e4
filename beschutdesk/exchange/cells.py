"""What a person typed in a cell, as the plain value of a field.

Only what can be meant in one way gets through: 01-02-24 is refused, not guessed. Messages name what is possible and
never repeat the cell.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind, Spec
from beschutdesk.dossier.values import MONTHS, SHORT_MONTHS, WEEKDAYS, Choices, YesNo
from beschutdesk.exchange.sheet import Cell
from beschutdesk.rules.folding import fold

Plain = Any

FIRST_YEAR = 1900
_FORMULA_ERRORS = frozenset(
    ("#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NUM!",
     "#GETAL!", "#NULL!", "#LEEG!")
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2,})", re.ASCII)
_WORDS = re.compile(r"(?:\w+ )?(\d{1,2})[- ]([a-z]+)\.?[- ](\d{2,})", re.ASCII)
_NUMBER = re.compile(r"-?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?|-?\d+\.\d+", re.ASCII)
_TIMES = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?: ?uur)?", re.ASCII)
_YES = frozenset(("ja", "j", "yes", "y", "waar", "true", "x", "1"))
_NO = frozenset(("nee", "n", "neen", "no", "onwaar", "false", "0"))
_UNKNOWN = frozenset(("onbekend", "?", "weet niet"))


def as_text(cell: Cell) -> str:
    """A cell as a person would type it, on one or several lines."""
    if isinstance(cell, str):
        lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f").replace(".", ",")
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return "" if cell is None else str(cell)


def to_plain(spec: Spec, cell: Cell) -> Plain:
    """The plain form (see :mod:`beschutdesk.dossier.codec`) of a filled cell; the field can hold it.

    Raises:
        WrongValue: the field cannot hold it; the message is Dutch.
    """
    if isinstance(cell, str) and cell.strip().upper() in _FORMULA_ERRORS:
        raise WrongValue("de formule in dit vak geeft een fout")
    plain = _KINDS[spec.kind](spec, cell)
    codec.decode(spec, plain)
    return plain


def can_hold(spec: Spec) -> bool:
    """Whether a cell can fill this kind of field."""
    return spec.kind in _KINDS


# -- kinds -------------------------------------------------------------------------------------------------------------


def _text(_: Spec, cell: Cell) -> Plain:
    return " ".join(as_text(cell).split())


def _prose(_: Spec, cell: Cell) -> Plain:
    return as_text(cell)


def _day(_: Spec, cell: Cell) -> Plain:
    if isinstance(cell, datetime):
        cell = cell.date()
    if not isinstance(cell, date):
        cell = _read_day(fold(as_text(cell))) if isinstance(cell, str) else None
    if cell is None:
        raise WrongValue("een datum schrijf je als dd-mm-jjjj, bijvoorbeeld 22-11-2026, en de dag moet bestaan")
    if cell.year < FIRST_YEAR:
        raise WrongValue(f"een datum van vóór {FIRST_YEAR} kan niet kloppen")
    return cell.isoformat()


def _read_day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, number = found.groups()
    elif found := _DUTCH.fullmatch(text.replace(" - ", "-").removesuffix(" 00:00").removesuffix(" 0:00")):
        number, month, year = found.groups()
    elif found := _WORDS.fullmatch(text):
        number, name, year = found.groups()
        names = [*MONTHS, *SHORT_MONTHS]
        if name not in names:
            return None
        month = str(names.index(name) % 12 + 1)
    else:
        return None
    if len(year) < 4:
        raise WrongValue("een jaartal heeft vier cijfers: bij twee cijfers is de eeuw niet zeker")
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def _number(spec: Spec, cell: Cell) -> Plain:
    value: Decimal | None = None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    elif isinstance(cell, str):
        text = " ".join(cell.split()).removeprefix("€").removesuffix(spec.unit or " ").strip()
        if _NUMBER.fullmatch(text):
            if "," in text or _NUMBER.fullmatch(text)[2]:  # type: ignore[index]
                text = text.replace(".", "").replace(",", ".")
            try:
                value = Decimal(text)
            except InvalidOperation:  # pragma: no cover - the pattern lets numbers through only
                value = None
    if value is None or not value.is_finite():
        raise WrongValue("hier hoort een getal")
    return codec.encode(spec, codec.decode(spec, int(value) if value == value.to_integral_value() else value))


def _choice(spec: Spec, cell: Cell) -> Plain:
    assert spec.options is not None  # noqa: S101 - a choice has options, or it would not import
    key = _names(spec.options).get(_folded(as_text(cell)))
    if key is None:
        raise WrongValue(f"hier hoort een van: {'; '.join(option.label for option in spec.options)}")
    return key


def _yes_no(_: Spec, cell: Cell) -> Plain:
    text = _folded(as_text(cell))
    for words, answer in ((_YES, YesNo.YES), (_NO, YesNo.NO), (_UNKNOWN, YesNo.UNKNOWN)):
        if text in words:
            return answer.key
    raise WrongValue("hier hoort ja, nee of onbekend")


def _choices(spec: Spec, cell: Cell) -> Plain:
    assert spec.options is not None  # noqa: S101 - see above
    known = _names(spec.options)
    keys: list[str] = []
    for part in _parts(as_text(cell)):
        found = list(_chosen(part, known))
        if not found:
            raise WrongValue(
                f"hier horen, gescheiden door ; een of meer van: {'; '.join(o.label for o in spec.options)}"
            )
        keys += found
    return list(dict.fromkeys(keys))


def _chosen(part: str, known: dict[str, str]) -> Iterator[str]:
    """The choices in a text with commas; a label may have one too, so the longest that fits. None: it is wrong."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    found: list[str] = []
    while pieces:
        for end in range(len(pieces), 0, -1):
            if key := known.get(_folded(", ".join(pieces[:end]))):
                found.append(key)
                pieces = pieces[end:]
                break
        else:
            return
    yield from found


def _lines(_: Spec, cell: Cell) -> Plain:
    return list(_parts(as_text(cell)))


def _week(_: Spec, cell: Cell) -> Plain:
    slots: list[dict[str, Plain]] = []
    for group in re.split(r"[;\n]", "\n".join(fold(line) for line in as_text(cell).split("\n"))):
        parts = [_slots(part.split()) for part in re.split(r",| en ", group) if part.strip()]
        if len({"start" in part[0] for part in parts}) > 1:
            raise WrongValue(_WEEK_WORDS)  # in "ma, wo 9-12" it is not certain that Monday begins at nine too
        slots += [slot for part in parts for slot in part]
    return slots


def _slots(words: list[str]) -> list[dict[str, Plain]]:
    named = [word.rstrip(".:") for word in words if word[0].isalpha() and word != "uur"]
    days = [_weekdays(word) for word in named]
    if not days or not all(days):
        raise WrongValue(_WEEK_WORDS)
    rest = " ".join(word for word in words if not word[0].isalpha() or word == "uur")
    times = dict(zip(("start", "end"), _stretch(rest), strict=True)) if rest else {}
    return [{"day": day + 1, **times} for found in days for day in found]


_WEEK_WORDS = "dagen schrijf je als ma, wo, vr of als ma 9:00-12:30; wo 13:00-17:00"


def _weekdays(word: str) -> list[int]:
    first, dash, last = word.partition("-")
    if dash:
        ends = [_weekdays(first), _weekdays(last)]
        return list(range(ends[0][0], ends[1][0] + 1)) if all(len(end) == 1 for end in ends) else []
    return [i for i, name in enumerate(WEEKDAYS) if word in (name, name[:2], name[:3])]


def _stretch(text: str) -> tuple[str, str]:
    first, dash, last = text.replace("–", "-").partition("-")
    found = [_TIMES.fullmatch(part.strip()) for part in (first, last)]
    if not dash or None in found:
        raise WrongValue(_WEEK_WORDS)
    moments = [(int(match[1]), int(match[2] or 0)) for match in found if match]
    if any(hour > 23 or minute > 59 for hour, minute in moments) or moments[0] >= moments[1]:
        raise WrongValue("deze tijden kunnen niet kloppen")
    return f"{moments[0][0]:02}:{moments[0][1]:02}", f"{moments[1][0]:02}:{moments[1][1]:02}"


def _parts(text: str) -> Iterator[str]:
    for part in re.split(r"[;\n]", text):
        if bare := part.strip().removeprefix("- ").removeprefix("• ").strip():
            yield bare


@cache
def _names(options: type[Choices]) -> dict[str, str]:
    """Key by everything a choice is called."""
    return {_folded(name): option.key for option in options for name in (option.key, option.label)}


def _folded(text: str) -> str:
    return fold(text).rstrip(".")


_KINDS: dict[Kind, Callable[[Spec, Cell], Plain]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _prose,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO: _yes_no,
    Kind.WEEK: _week,
    Kind.LINES: _lines,
}
