"""What of ours can go into the fields of somebody else's form.

The list follows from the declarations: a field that the gemeente may not read is not in it, and everything is read
through the gemeente's eyes (:class:`~beschutdesk.dossier.seen_by.SeenBy`). So nothing private or medical can be filled
in, whatever a form asks and whatever stands in a mapping that somebody sent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.amounts import number, plain
from beschutdesk.rules.subsidy_applicant import FIELDS, applicant_of

READER: Final = Audience.MUNICIPALITY
"""Who reads a form of the gemeente."""
OWN: Final = "own"
"""Key of a text of one's own that is the same on every form; for a tick box: always on."""
GOALS: Final = 3
"""An application has at most three goals."""

_KIND: Final = "application.kind"
_KINDS: Final = (("first", "eerste aanvraag"), ("renewal", "verlenging"))
_HELD: Final = frozenset(
    {Kind.TEXT, Kind.PROSE, Kind.DAY, Kind.NUMBER, Kind.MONEY, Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.LINES}
)
_KEYS: Final = frozenset({("supervision_subsidy", "scheme"), ("supervision_subsidy", "intensity")})
"""Hold a key of a scheme instead of words; their words are among the values that follow."""
_STREET: Final = re.compile(r"(.*?\D)[\s,]+(\d+.*)")
_BSN_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Value:
    """Something that can be filled in.

    Attributes:
        key: stable name, in mappings that people share: ``candidate.family_name``.
        label: in Dutch, within its group.
        group: whose or what it is, in Dutch.
        options: answers to choose from, key and Dutch label; for tick boxes.
        several: words on more than one line.
        part_of: key of the value that it is a part of; empty for a whole one.
    """

    key: str
    label: str
    group: str
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False
    part_of: str = ""

    @property
    def words(self) -> str:
        """As it stands in a list: ``Werknemer: Achternaam``."""
        return f"{self.group}: {self.label}"


@dataclass(frozen=True, slots=True)
class Said:
    """What goes into a field.

    Attributes:
        text: the words.
        answers: of a choice: keys of what was chosen.
    """

    text: str
    answers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as it was reckoned, with the lines that lead to it: what, how, and what it comes to."""

    lines: tuple[tuple[str, str, Decimal], ...] = ()
    total: Decimal | None = None
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What a form is filled from: views with the eyes of the gemeente, as far as there is anything.

    Attributes:
        terms, contract: those at the start of the period.
        guide, backup: who supervises, and who stands in.
        scheme, intensity: in words.
        renewal: it follows an application for the period before.
    """

    application: SeenBy
    candidate: SeenBy
    caseworker: SeenBy
    employer: SeenBy | None = None
    placement: SeenBy | None = None
    terms: SeenBy | None = None
    contract: SeenBy | None = None
    wage_value: SeenBy | None = None
    advice: SeenBy | None = None
    guide: SeenBy | None = None
    backup: SeenBy | None = None
    scheme: str = ""
    intensity: str = ""
    renewal: bool = False
    amount: Sum = Sum()


@dataclass(frozen=True, slots=True)
class _Group:
    key: str
    label: str
    record: str


_GROUPS: Final = (
    _Group("application", "Aanvraag", "supervision_subsidy"),
    _Group("candidate", "Werknemer", "candidate"),
    _Group("advice", "Advies beschut werk", "advice"),
    _Group("employer", "Werkgever", "employer"),
    _Group("placement", "Plaatsing", "placement"),
    _Group("contract", "Contract", "contract"),
    _Group("terms", "Uren en begeleiding", "terms"),
    _Group("wage_value", "Loonwaarde", "wage_value"),
    _Group("guide", "Begeleider", "supervisor"),
    _Group("backup", "Vervanger van de begeleider", "supervisor"),
    _Group("caseworker", "Bemiddelaar", "caseworker"),
)


# -- what there is -----------------------------------------------------------------------------------------------------


@cache
def values() -> Mapping[str, Value]:
    """Everything that can be filled in, by key, in the order in which people look for it."""
    found: list[Value] = []
    for group in _GROUPS:
        if group.key == "candidate":
            found += _applicant_values()
            found.append(Value("candidate.name", "Hele naam", group.label))
        for spec in _open(group.record):
            if group.key == "application" and spec.name.startswith("applicant_"):
                continue  # among those of the applicant, with the employer's where that one asks
            found += _with_parts(Value(f"{group.key}.{spec.key}", *_words(spec, group.label)), spec)
        if group.key == "application":
            found.append(Value(_KIND, "Soort aanvraag", group.label, _KINDS))
            for number in range(1, GOALS + 1):
                for spec in _open("subsidy_goal"):
                    found.append(Value(f"goal.{number}.{spec.key}", *_words(spec, f"Doel {number}")))
    money = "Bedrag"
    found += [
        Value("amount.total", "Gevraagd bedrag", money),
        Value("amount.lines", "Berekening, regel voor regel", money, several=True),
        Value("scheme.name", "Regeling", money),
        Value("scheme.intensity", "Zwaarte van de begeleiding", money),
    ]
    for part in _with_parts(Value("today", "Datum van vandaag", "Vandaag"), None, day=True):
        found.append(part)
    return {value.key: value for value in found}


def _open(record: str) -> Iterator[Spec]:
    """The fields of a record that can be written down and that the gemeente may read."""
    for spec in shape_of(record).specs.values():
        if spec.kind in _HELD and READER in spec.share and (record, spec.name) not in _KEYS:
            yield spec


def _words(spec: Spec, group: str) -> tuple[str, str, tuple[tuple[str, str], ...], bool]:
    options = tuple((one.key, one.label) for one in spec.options) if spec.options is not None else ()
    label = spec.label + (f" ({spec.unit})" if spec.unit and spec.unit != "€" else "")
    return label, group, options, spec.kind in (Kind.PROSE, Kind.LINES)


def _with_parts(value: Value, spec: Spec | None, *, day: bool = False) -> Iterator[Value]:
    yield value
    parts: Sequence[tuple[str, str]] = ()
    if day or (spec is not None and spec.kind is Kind.DAY):
        parts = (("day", "dag"), ("month", "maand"), ("year", "jaar"))
    elif spec is not None and spec.check == "postcode":
        parts = (("digits", "cijfers"), ("letters", "letters"))
    elif spec is not None and spec.check == "bsn":
        parts = tuple((str(at), f"cijfer {at}") for at in range(1, _BSN_DIGITS + 1))
    elif spec is not None and spec.name in {"address", "applicant_address"}:
        parts = (("street", "straat"), ("number", "huisnummer"))
    for key, label in parts:
        yield Value(f"{value.key}.{key}", f"{value.label}, {label}", value.group, part_of=value.key)


def _applicant_values() -> Iterator[Value]:
    specs = shape_of("supervision_subsidy").specs
    for name in FIELDS:
        spec = specs[f"applicant_{name}"]
        if READER in spec.share:
            label = spec.label.removesuffix(" van de aanvrager")
            yield from _with_parts(Value(f"applicant.{name}", label, "Aanvrager"), spec)


# -- what it is --------------------------------------------------------------------------------------------------------


def fill(sources: Sources, today: date) -> Mapping[str, Said]:
    """What is known, by key of :func:`values`; nothing stands there for what is not known."""
    views = {one.name: getattr(sources, one.name) for one in fields(sources)}
    found: dict[str, Said] = {}
    for group in _GROUPS:
        view = views[group.key]
        if view is None:
            continue
        for spec in _open(group.record):
            _put(found, f"{group.key}.{spec.key}", spec, getattr(view, spec.name))
    person = sources.candidate
    _say(found, "candidate.name", f"{person.name_used} {person.family_name}")
    _put_applicant(found, sources)
    kind, label = _KINDS[sources.renewal]
    found[_KIND] = Said(label, frozenset({kind}))
    for at, goal in enumerate(sources.application.goals[:GOALS], 1):
        for spec in _open("subsidy_goal"):
            _put(found, f"goal.{at}.{spec.key}", spec, getattr(goal, spec.name))
    if sources.amount.total is not None:
        _say(found, "amount.total", plain(sources.amount.total))
        lines = [f"{what}: {how} = € {plain(amount)}" for what, how, amount in sources.amount.lines]
        _say(found, "amount.lines", "\n".join([*lines, *sources.amount.cautions]))
    _say(found, "scheme.name", sources.scheme)
    _say(found, "scheme.intensity", sources.intensity)
    _put_day(found, "today", today)
    return {key: said for key, said in found.items() if key in values()}


def _put_applicant(found: dict[str, Said], sources: Sources) -> None:
    """Who asks: as the application says it, else as the employer of the placement is known."""
    application: Any = sources.application
    employer: Any = sources.employer
    data = applicant_of(application, employer)
    specs = shape_of("supervision_subsidy").specs
    for name in FIELDS:
        _put(found, f"applicant.{name}", specs[f"applicant_{name}"], getattr(data, name))


def _put(found: dict[str, Said], key: str, spec: Spec, held: Any) -> None:
    """Write down what a field holds, with its parts."""
    if held is None or held in ("", ()):
        return
    if isinstance(held, date):
        _put_day(found, key, held)
    elif isinstance(held, Choices):
        found[key] = Said(held.label, frozenset({held.key}))
    elif isinstance(held, Decimal):
        _say(found, key, plain(held) if spec.kind is Kind.MONEY else number(held))
    elif isinstance(held, tuple):
        _put_several(found, key, held)
    else:
        _put_text(found, key, spec, str(held))


def _put_several(found: dict[str, Said], key: str, held: tuple[Any, ...]) -> None:
    chosen = [one for one in held if isinstance(one, Choices)]
    if chosen:
        found[key] = Said(", ".join(one.label for one in chosen), frozenset(one.key for one in chosen))
    else:
        _say(found, key, "\n".join(str(one) for one in held))


def _put_text(found: dict[str, Said], key: str, spec: Spec, text: str) -> None:
    text = text.strip()
    tight = re.sub(r"[\s.\-]", "", text)
    if spec.check == "iban":
        text = " ".join(tight[at : at + 4] for at in range(0, len(tight), 4)).upper()
    elif spec.check == "bsn" and tight.isdigit() and len(tight) in (_BSN_DIGITS - 1, _BSN_DIGITS):
        text = tight.zfill(_BSN_DIGITS)
        for at, digit in enumerate(text, 1):
            _say(found, f"{key}.{at}", digit)
    elif spec.check == "postcode" and re.fullmatch(r"\d{4}[A-Za-z]{2}", tight):
        text = f"{tight[:4]} {tight[4:].upper()}"
        _say(found, f"{key}.digits", text[:4])
        _say(found, f"{key}.letters", text[5:])
    elif spec.name in {"address", "applicant_address"} and (parts := _STREET.fullmatch(text)):
        _say(found, f"{key}.street", parts[1])
        _say(found, f"{key}.number", parts[2])
    _say(found, key, text)


def _put_day(found: dict[str, Said], key: str, day: date) -> None:
    _say(found, key, f"{day:%d-%m}-{day.year:04d}")
    _say(found, f"{key}.day", f"{day:%d}")
    _say(found, f"{key}.month", f"{day:%m}")
    _say(found, f"{key}.year", f"{day.year:04d}")


def _say(found: dict[str, Said], key: str, text: str) -> None:
    if text.strip():
        found[key] = Said(text.strip())
