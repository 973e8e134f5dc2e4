"""Names of everybody and every workplace that is known, to be found back in a text in one pass over its words.

With ten thousand people many a word is somebody's name. So a name that is a word by itself counts only where it is
written as a name: with a capital, and not because a sentence begins with it. A first name alone never counts here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from beschutdesk.rules.folding import words

_SHORTEST: Final = 3
"""Letters of a name of one word."""
_SAYS_ENOUGH: Final = 3
"""So many words are a workplace, however they are written."""
_LEGAL: Final = (("b", "v"), ("n", "v"), ("v", "o", "f"), ("bv",), ("nv",), ("vof",))

Word = tuple[str, bool]
"""A folded word of a text, and whether it is written as a name."""


class NameKind(Enum):
    """Whose name it is."""

    PERSON = "person"
    FAMILY = "family"
    WORKPLACE = "workplace"


@dataclass(frozen=True)
class KnownNames:
    """Names by their words; make it with :func:`known_names`."""

    kinds: dict[tuple[str, ...], NameKind]
    lengths: dict[str, tuple[int, ...]]

    def found(self, text: Sequence[Word], shown: Iterable[str] = ()) -> Iterator[tuple[NameKind, int, int]]:
        """The names in a text: whose, the first word and the one after the last. The longest where more would fit.

        Args:
            text: its words in order.
            shown: names that may stand there; a name within one of these is not found either.
        """
        allowed = KnownNames(*_by_first({_key(name): NameKind.PERSON for name in shown}))
        at = 0
        while at < len(text):
            if (passed := allowed._longest(text, at, always=True)) is not None:
                at = passed[1]
            elif (hit := self._longest(text, at)) is not None:
                yield hit[0], at, hit[1]
                at = hit[1]
            else:
                at += 1

    def _longest(self, text: Sequence[Word], at: int, *, always: bool = False) -> tuple[NameKind, int] | None:
        for length in self.lengths.get(text[at][0], ()):
            part = text[at : at + length]
            kind = self.kinds.get(tuple(word for word, _ in part))
            if kind is not None and (always or _is_meant(kind, part)):
                return kind, at + length
        return None


@lru_cache(maxsize=2)
def known_names(people: tuple[tuple[str, str], ...], workplaces: tuple[str, ...]) -> KnownNames:
    """Of people their full name and their family name, of workplaces theirs.

    Args:
        people: roepnaam and family name.
        workplaces: names.
    """
    kinds: dict[tuple[str, ...], NameKind] = {}
    for name in workplaces:
        key = _key(name)
        for ending in _LEGAL:
            if len(key) > len(ending) and key[-len(ending) :] == ending:
                key = key[: -len(ending)]
                break
        kinds[key] = NameKind.WORKPLACE
    for _, family in people:
        kinds[_key(family)] = NameKind.FAMILY
    for used, family in people:
        if used.strip() and family.strip():
            kinds[_key(f"{used} {family}")] = NameKind.PERSON
    return KnownNames(*_by_first(kinds))


def _key(name: str) -> tuple[str, ...]:
    return tuple(words(name).split())


def _by_first(
    kinds: dict[tuple[str, ...], NameKind],
) -> tuple[dict[tuple[str, ...], NameKind], dict[str, tuple[int, ...]]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in kinds:
        if key and (len(key) > 1 or len(key[0]) >= _SHORTEST):
            lengths[key[0]].add(len(key))
    return kinds, {word: tuple(sorted(of, reverse=True)) for word, of in lengths.items()}


def _is_meant(kind: NameKind, part: Sequence[Word]) -> bool:
    if kind is NameKind.PERSON:
        return True
    if kind is NameKind.FAMILY:
        return part[-1][1]
    return len(part) >= _SAYS_ENOUGH or any(named for _, named in part)
