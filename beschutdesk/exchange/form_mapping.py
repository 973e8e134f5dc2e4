"""Which of our values goes into which field of a form: as a file that colleagues share, and as a first proposal."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from beschutdesk import resources
from beschutdesk.exchange.acroform import Blank, Field, FieldKind
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.form_values import OWN, values

LONGEST: Final = 500_000
_MOST: Final = 2_000
_LONGEST_TEXT: Final = 200
_ENOUGH: Final = 87.0
"""So alike (0 to 100) must a field be to what it is proposed for; below it one reads nonsense too often."""
_CLEAR: Final = 3.0
"""So much better than the next one."""
_SMALL: Final = 4
"""A field for so few characters may be for a part: a day, a month, a digit."""
_YES: Final = "yes"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|[_.\-/:\[\]()#]+")


class BadMapping(ValueError):
    """A mapping that cannot be used. The message is a Dutch clause, without a capital or a point."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes into one field.

    Attributes:
        name, state: of the field, as :attr:`~beschutdesk.exchange.acroform.Field.key`.
        value: key of :func:`~beschutdesk.rules.form_values.values`, or ``own``; empty leaves it open on purpose.
        option: of a tick box: the answer at which it is on; of ``own``: the text.
    """

    name: str
    state: str
    value: str
    option: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The field that it is about."""
        return self.name, self.state


@dataclass(frozen=True, slots=True)
class FormMapping:
    """A mapping as it travels.

    Attributes:
        name, municipality: what the form is called, and whose it is.
        digest: SHA-256 of the blank that it was made for.
        entries: one per field, in any order.
    """

    name: str
    municipality: str
    digest: str
    entries: tuple[Entry, ...]


# -- as a file ---------------------------------------------------------------------------------------------------------


def to_toml(mapping: FormMapping) -> str:
    """The mapping as a text; :func:`from_toml` gives it back. It holds nothing about a person."""
    known = values()
    lines = [
        "# Wat er in de velden van een formulier komt, voor: beschutdesk fill-form LEEG.pdf --mapping dit-bestand …",
        f"form = {_quoted(mapping.name)}",
        f"municipality = {_quoted(mapping.municipality)}",
        f"sha256 = {_quoted(mapping.digest)}",
    ]
    for entry in mapping.entries:
        lines += ["", "[[field]]", f"name = {_quoted(entry.name)}"]
        if entry.state:
            lines.append(f"state = {_quoted(entry.state)}")
        value = known.get(entry.value)
        lines.append(f"value = {_quoted(entry.value)}" + (f"  # {value.words}" if value is not None else ""))
        if entry.option:
            lines.append(f"option = {_quoted(entry.option)}")
    return "\n".join(lines) + "\n"


def from_toml(text: str) -> FormMapping:
    """The mapping in a text.

    Raises:
        BadMapping: it is not one, or names what we do not have.
    """
    if len(text) > LONGEST:
        raise BadMapping("dit is te groot voor een koppeling")
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        where = f": het gaat mis op regel {line[1]}" if line else ""
        raise BadMapping(f"dit is geen TOML{where}") from None
    if unknown := plain.keys() - {"form", "municipality", "sha256", "field"}:
        raise BadMapping(f"een onbekende naam: {_shown(min(unknown))}; wat kan: form, municipality, sha256, [[field]]")
    rows = plain.get("field", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadMapping("velden horen onder [[field]]")
    if len(rows) > _MOST:
        raise BadMapping(f"er staan meer dan {_MOST} velden in")
    entries = tuple(_entry(number, row) for number, row in enumerate(rows, 1))
    seen = set[tuple[str, str]]()
    for entry in entries:
        if entry.key in seen:
            raise BadMapping(f"veld {_shown(entry.name)} staat er twee keer in")
        seen.add(entry.key)
    digest = plain.get("sha256", "")
    if not isinstance(digest, str) or (digest and not _DIGEST.fullmatch(digest)):
        raise BadMapping("bij ‘sha256’ horen 64 tekens, 0 tot en met f")
    return FormMapping(_text(plain, "form"), _text(plain, "municipality"), digest, entries)


def _entry(number: int, row: Mapping[str, Any]) -> Entry:
    here = f"[[field]] {number}"
    if row.keys() - {"name", "state", "value", "option"}:
        raise BadMapping(f"{here}: er staat een onbekende naam in; wat kan: name, state, value, option")
    name, state, value, option = (_text(row, key, here) for key in ("name", "state", "value", "option"))
    if not name:
        raise BadMapping(f"{here}: bij ‘name’ hoort de naam van het veld in de pdf")
    if value and value != OWN and value not in values():
        raise BadMapping(f"{here}: {_shown(value)} is niets wat dit programma in een formulier kan zetten")
    if value == OWN and not option:
        raise BadMapping(f"{here}: bij ‘own’ hoort een ‘option’ met de tekst")
    return Entry(name, state, value, option)


def _text(plain: Mapping[str, Any], key: str, here: str = "") -> str:
    found = plain.get(key, "")
    if not isinstance(found, str) or len(found) > _LONGEST_TEXT or not (found.isprintable() or not found):
        before = f"{here}: " if here else ""
        raise BadMapping(f"{before}bij ‘{key}’ hoort tekst op één regel, tot {_LONGEST_TEXT} tekens")
    return found


def _shown(text: str) -> str:
    words = "".join(char for char in text if char.isprintable())
    return f"‘{words[:40]}{'…' if len(words) > 40 else ''}’"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


# -- as a proposal -----------------------------------------------------------------------------------------------------


def carried_over(blank: Blank, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What a mapping of another edition says of the fields that this one has too."""
    there = {field.key for field in blank.fields}
    return tuple(entry for entry in entries if entry.key in there)


def shared(blank: Blank, names: Iterable[tuple[str, str]]) -> float:
    """Which part of the fields two editions have in common, 0 to 1."""
    own, other = {field.key for field in blank.fields}, set(names)
    return len(own & other) / max(len(own), len(other), 1)


def propose(blank: Blank, taken: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """What goes into which field, as the words of the fields say; only where it is rather sure.

    Args:
        blank: the form.
        taken: what is known already; nothing is proposed for those fields.
    """
    done = {entry.key for entry in taken}
    found = []
    for field in blank.fields:
        if field.key in done:
            continue
        entry = _ticked(field) if field.kind is FieldKind.TICK else _worded(field)
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _worded(field: Field) -> Entry | None:
    small, tiny = 0 < field.limit <= _SMALL, field.limit == 1
    known = [key for key, value in values().items() if (small if value.part_of else not tiny)]
    best = _best(_asked(field), [key for key in known if not _twice(key)])
    return Entry(field.name, field.state, best) if best else None


def _twice(key: str) -> bool:
    """Whether the same is among what is known of the applicant, who mostly is the employer."""
    group, _, rest = key.partition(".")
    return group == "employer" and f"applicant.{rest}" in values()


def _ticked(field: Field) -> Entry | None:
    """A tick box for one answer of a choice: what is asked in its group, and the answer on its button."""
    from rapidfuzz import fuzz

    key = _best(_asked(field), [key for key, value in values().items() if value.options])
    if not key:
        return _by_answer(field)
    options = dict(values()[key].options)
    if not field.state:
        return Entry(field.name, "", key, _YES) if _YES in options else None
    said = folded(" ".join(field.options or (field.state,)))
    scores = {answer: fuzz.token_set_ratio(said, folded(label)) for answer, label in options.items()}
    answer = max(scores, key=scores.__getitem__)
    return Entry(field.name, field.state, key, answer) if scores[answer] >= _ENOUGH else None


def _by_answer(field: Field) -> Entry | None:
    """A tick box that is called as one answer of ours, and of one choice only."""
    said = {folded(field.label), folded(_last(field)), *(folded(word) for word in field.options)} - {""}
    found = [
        (key, answer)
        for key, value in values().items()
        for answer, label in value.options
        if folded(label) in said and len(label) > _SMALL
    ]
    return Entry(field.name, field.state, *found[0]) if len(found) == 1 else None


def _last(field: Field) -> str:
    return _HUMPS.sub(" ", field.name.rpartition(".")[2])


def _asked(field: Field) -> tuple[str, ...]:
    """What a field asks, in the words of our labels: as its label says it, and as its name does."""
    said = (field.label, _HUMPS.sub(" ", field.name), _last(field))
    return tuple(dict.fromkeys(words for one in said if (words := _normal(one))))


def _normal(text: str) -> str:
    table, skip = _words()
    out: list[str] = []
    for word in folded(_HUMPS.sub(" ", text)).split():
        if word not in skip:
            out += table.get(word, word).split()
    return " ".join(dict.fromkeys(out))


def _best(asked: Sequence[str], keys: Sequence[str]) -> str:
    """The value whose words are most like what is asked, when it is clear enough; else nothing."""
    from rapidfuzz import fuzz

    for words in asked:
        scores: dict[str, float] = {}
        for key in keys:
            known = _phrases().get(key, ())
            scores[key] = max((fuzz.token_sort_ratio(words, phrase) for phrase in known), default=0.0)
        ranked = sorted(scores.values(), reverse=True)
        if ranked and ranked[0] >= _ENOUGH and (len(ranked) == 1 or ranked[0] - ranked[1] >= _CLEAR):
            return max(scores, key=scores.__getitem__)
    return ""


@cache
def _words() -> tuple[Mapping[str, str], frozenset[str]]:
    plain = tomllib.loads(resources.read_text("forms", "words.toml"))
    return plain["word"], frozenset(plain["skip"]["words"])


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """How each value may be asked for: as its group and label say it, and as the list of phrases does."""
    plain: dict[str, list[str]] = tomllib.loads(resources.read_text("forms", "words.toml"))["phrase"]
    found: dict[str, tuple[str, ...]] = {}
    for key, value in values().items():
        own = [_normal(f"{value.label} {value.group}"), *(_normal(phrase) for phrase in plain.get(key, ()))]
        if value.part_of:
            part = value.label.rpartition(", ")[2]
            ends = [part, part.removeprefix("cijfer ")]
            own = [_normal(f"{phrase} {end}") for phrase in found[value.part_of] for end in ends]
        found[key] = tuple(dict.fromkeys(words for words in own if words))
    return found
