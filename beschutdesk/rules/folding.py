"""Folding text for search, sorting and comparing, the same on all sides: ``Łukasz`` is found by ``lukasz``."""

import re
import unicodedata

# letters that Unicode does not decompose into a base letter and a mark
_OWN = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "’": "'"}
)
_WORDS = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, without diacritics, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    for _ in range(2):  # what a first round takes apart may hold capitals: 𝕬 is an A of another kind
        apart = unicodedata.normalize("NFKD", text.casefold().translate(_OWN))
        text = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(text.translate(_OWN).split())


def words(text: str) -> str:
    """Folded, with letters and digits only: what two spellings of the same name have in common."""
    folded = fold(text)
    if folded.isascii():
        return " ".join(_WORDS.findall(folded))
    return " ".join("".join(char if char.isalnum() else " " for char in folded).split())
