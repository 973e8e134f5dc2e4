"""Folding text for search and sorting, the same on both sides: ``Łukasz`` is found by ``lukasz``."""

import unicodedata

# letters that Unicode does not decompose into a base letter and a mark
_OWN = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "’": "'"}
)


def fold(text: str) -> str:
    """Lower case, without diacritics, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_OWN))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_OWN).split())


def query(text: str) -> str:
    """What was typed as a full-text query: every word as a prefix. Empty when nothing can be searched."""
    words = ("".join(char if char.isalnum() else " " for char in fold(text))).split()
    return " ".join(f'"{word}"*' for word in words)
