"""All schemes for begeleidingssubsidie: those that come with the program, and one's own in their place or beside them.

``resources/rates`` holds what comes with the program. A text of one's own has the same notation (``[[scheme]]``) and
replaces the schemes whose key it names; the scheme of a candidate follows the gemeente.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from beschutdesk import resources
from beschutdesk.rules.folding import words
from beschutdesk.rules.scheme import (
    COUNTED,
    DEADLINES,
    Background,
    BadScheme,
    CountsFrom,
    Deadline,
    Intensity,
    JobcoachRule,
    Paper,
    PaperWhen,
    Proration,
    Question,
    Rate,
    Renewal,
    Scheme,
    Settlement,
    SettlementMethod,
)
from beschutdesk.rules.scheme_text import as_text, parse

__all__ = [
    "COUNTED",
    "DEADLINES",
    "FILES",
    "NATIONAL",
    "Background",
    "BadScheme",
    "CountsFrom",
    "Deadline",
    "Intensity",
    "JobcoachRule",
    "Paper",
    "PaperWhen",
    "Proration",
    "Question",
    "Rate",
    "Renewal",
    "Scheme",
    "Schemes",
    "Settlement",
    "SettlementMethod",
    "as_text",
    "parse",
    "standard",
]

FILES: Final = ("landelijk.toml", "voorbeeld.toml")
"""What comes with the program, in ``resources/rates``."""
NATIONAL: Final = "landelijk"
"""Key of the scheme for the whole country."""


@dataclass(frozen=True, slots=True)
class Schemes:
    """Schemes in a fixed order: those of the program first, then one's own."""

    all: tuple[Scheme, ...]

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self.all)

    def of(self, municipality: str) -> tuple[Scheme, ...]:
        """What somebody of a gemeente can choose from, however its name is spelled: its own first, then the country's.

        Never empty as long as there is a scheme for the country; the first one is the one to begin with.
        """
        asked = words(municipality)
        local = (one for one in self.all if one.municipality and asked and words(one.municipality) == asked)
        return (*local, *(one for one in self.all if not one.municipality))

    def by_key(self, key: str) -> Scheme | None:
        """One scheme."""
        return next((one for one in self.all if one.key == key), None)

    def chosen(self, key: str, municipality: str) -> Scheme | None:
        """The scheme of an application: the one that it names, or when it names none, that of the gemeente.

        An unknown key is never read as another scheme: then it is ``None``.
        """
        return self.by_key(key) if key else next(iter(self.of(municipality)), None)

    def with_own(self, text: str) -> "Schemes":
        """These with the schemes of a text in place of those with the same key, and the others behind them.

        Raises:
            BadScheme: it cannot be read; the message is one Dutch line.
        """
        return self.replaced(parse(text))

    def replaced(self, own: Iterable[Scheme]) -> "Schemes":
        """These with one's own in place of those with the same key, and the others behind them."""
        found = {one.key: one for one in self.all}
        return Schemes(tuple((found | {one.key: replace(one, own=True) for one in own}).values()))


@cache
def standard() -> Schemes:
    """The schemes that come with the program."""
    return Schemes(tuple(one for name in FILES for one in parse(resources.read_text("rates", name))))
