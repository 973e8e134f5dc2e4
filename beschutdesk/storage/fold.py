"""Folding for the search directory, and what was typed as a full-text query."""

from beschutdesk.rules.folding import fold, words

__all__ = ["fold", "query", "words"]


def query(text: str) -> str:
    """What was typed as a full-text query: every word as a prefix. Empty when nothing can be searched."""
    return " ".join(f'"{word}"*' for word in words(text).split())
