"""Numbers of one's own, in place of those that come with the program: for all gemeenten, or for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from beschutdesk.rules.figures import BadFigures, Figures, standard
from beschutdesk.rules.folding import words
from beschutdesk.storage import attention, settings

FIGURES: Final = "figures"
"""Setting: numbers of one's own, for all; with a colon and a gemeente behind it, for that one."""


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """All numbers that anybody counts with.

    Attributes:
        all: for every gemeente without numbers of its own.
        by_municipality: of the others, by the folded name of the gemeente.
    """

    all: Figures
    by_municipality: Mapping[str, Figures]

    def of(self, municipality: str) -> Figures:
        """The numbers that count for a gemeente, however its name is spelled."""
        return self.by_municipality.get(words(municipality), self.all)

    def most(self) -> attention.Most:
        """The widest value of a number, for a query that may take too many and never too few."""

        def most(key: str) -> int:
            name, sign = (key[1:], -1) if key.startswith("-") else (key, 1)
            figures = [one.by_key[name] for one in (self.all, *self.by_municipality.values())]
            return max(sign * value for figure in figures for _, value in figure.values)

        return most


def own_figures(connection: sa.Connection) -> OwnFigures:
    """What counts now; a text that a newer program wrote, and this one cannot read, changes nothing."""
    kept = settings.starting(connection, FIGURES)
    base = _replaced(standard(), kept.get(FIGURES, ""))
    own = {key.split(":", 1)[1]: _replaced(base, text) for key, text in kept.items() if ":" in key}
    return OwnFigures(base, own)


def setting(municipality: str) -> str:
    """Name of the setting that holds the numbers of a gemeente, or (empty) of all."""
    return f"{FIGURES}:{words(municipality)}" if municipality.strip() else FIGURES


def _replaced(base: Figures, text: str) -> Figures:
    try:
        return base.replaced(text) if text else base
    except BadFigures:
        return base
