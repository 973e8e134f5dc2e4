"""The pictograms that can be chosen for a task or a step, each with its Dutch word.

``resources/pictograms.toml`` says which of the icon set they are; the word is read aloud on paper and searched by in
the chooser. What is kept is the key alone, so a word can get better without a migration.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from beschutdesk import resources
from beschutdesk.rules.folding import words

FILE = "pictograms.toml"


@dataclass(frozen=True, slots=True)
class Pictogram:
    """One picture.

    Attributes:
        key: what is kept, and the name of the picture in ``resources/icons``.
        word: one or two plain Dutch words.
        group: the heading above it in the chooser.
        also: other words to find it by.
    """

    key: str
    word: str
    group: str
    also: str = ""


@cache
def pictograms() -> tuple[Pictogram, ...]:
    """All of them, in the order of the chooser; those of one group stand together."""
    plain = tomllib.loads(resources.read_text(FILE))
    return tuple(
        Pictogram(one["key"], one["word"], group["name"], one.get("also", ""))
        for group in plain["group"]
        for one in group["pictogram"]
    )


def pictogram(key: str) -> Pictogram | None:
    """The picture with this key; ``None`` for an empty key and for one that this version does not have."""
    return _by_key().get(key)


def found(typed: str) -> tuple[Pictogram, ...]:
    """The pictures of which a word begins with each of the words typed, however they are spelled; all for nothing."""
    asked = words(typed).split()
    return tuple(one for one in pictograms() if all(_has(one, word) for word in asked))


@cache
def _by_key() -> dict[str, Pictogram]:
    return {one.key: one for one in pictograms()}


@cache
def _searched(one: Pictogram) -> tuple[str, ...]:
    return tuple(words(f"{one.word} {one.also} {one.group}").split())


def _has(one: Pictogram, asked: str) -> bool:
    return any(word.startswith(asked) for word in _searched(one))
