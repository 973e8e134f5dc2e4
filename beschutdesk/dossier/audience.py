"""Who a document is for. Audiences are a set, not a ladder: each field names every reader that may see it."""

from enum import Enum


class Audience(Enum):
    """A kind of reader. The responsible bemiddelaar is none of these: that person reads everything.

    Attributes:
        label: the Dutch name on screens and in documents.
        short: the word or two beside a field's label.
    """

    FLOOR = ("floor", "vloer", "vloer")
    SUPERVISOR = ("supervisor", "andere leidinggevende", "begeleider")
    EMPLOYER = ("employer", "werkgever", "werkgever")
    SOB = ("sob", "sociaal ontwikkelbedrijf", "SOB")
    MUNICIPALITY = ("municipality", "gemeente", "gemeente")
    COLLEAGUE = ("colleague", "collega-bemiddelaar", "collega")
    CANDIDATE = ("candidate", "kandidaat zelf", "kandidaat")

    def __init__(self, key: str, label: str, short: str) -> None:
        self.key = key
        self.label = label
        self.short = short

    @classmethod
    def from_key(cls, key: str) -> "Audience":
        """The audience with this key.

        Raises:
            KeyError: no audience has it.
        """
        for audience in cls:
            if audience.key == key:
                return audience
        raise KeyError(key)


FLOOR, SUPERVISOR, EMPLOYER, SOB = Audience.FLOOR, Audience.SUPERVISOR, Audience.EMPLOYER, Audience.SOB
MUNICIPALITY, COLLEAGUE, CANDIDATE = Audience.MUNICIPALITY, Audience.COLLEAGUE, Audience.CANDIDATE

NOBODY: frozenset[Audience] = frozenset()
"""Only the responsible bemiddelaar: in no document at all."""
EVERYONE: frozenset[Audience] = frozenset(Audience)
WORKPLACE: frozenset[Audience] = frozenset({FLOOR, SUPERVISOR, EMPLOYER, SOB})
"""Those who work with the person, day by day or as the boss."""
WORKING: frozenset[Audience] = WORKPLACE | {COLLEAGUE, CANDIDATE}
"""All who must know how to work with the person; not the municipality, which decides on money only."""
HANDOVER: frozenset[Audience] = frozenset({COLLEAGUE, CANDIDATE})
"""A colleague who takes over, and the person concerned."""


def readers(share: frozenset[Audience]) -> str:
    """The audiences in words, in a fixed order: ``vloer, werkgever, collega``; empty when nobody else reads it."""
    if share == EVERYONE:
        return "iedereen"
    return ", ".join(audience.short for audience in Audience if audience in share)
