"""What each plaatsingstype asks for: getting acquainted first, and clearness about costs.

Source: research of 2022 on beschut werk at regular employers, the five types by frequency (DOMAIN.md §2.2). It is
advice in own words; the program never holds anybody to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from beschutdesk.dossier.placement import MatchType

SOURCE: Final = "Onderzoek naar beschut werk bij gewone werkgevers, 2022"
"""What the pages that show this name as their source."""


class Needed(Enum):
    """Whether a step is needed, with its Dutch word."""

    YES = "ja"
    SOMETIMES = "soms"
    NO = "nee"


@dataclass(frozen=True, slots=True)
class Step:
    """One step and whether this type asks for it.

    Attributes:
        needed: the short answer.
        why: one or two Dutch sentences.
    """

    needed: Needed
    why: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to think of with a type of match.

    Attributes:
        match_type: the type.
        acquaintance: a kennismakingstraject before the contract.
        costs: telling the employer what it costs and what comes back.
        watch: what goes wrong most easily, one Dutch sentence.
    """

    match_type: MatchType
    acquaintance: Step
    costs: Step
    watch: str


_ALL = (
    Guidance(
        MatchType.SCHOOL_STAGE,
        Step(Needed.NO, "De stage was de kennismaking: werkgever en werknemer kennen elkaar al."),
        Step(
            Needed.YES, "Een stage kost de werkgever weinig, een contract wel. Leg vóór het contract uit wat verandert."
        ),
        "De stagebegeleider van school valt weg. Spreek af wie dat overneemt.",
    ),
    Guidance(
        MatchType.OWN_NETWORK,
        Step(Needed.YES, "De werkgever kent jou, niet de kandidaat. Laat hen eerst samen werken."),
        Step(Needed.SOMETIMES, "Wie al vaker meedeed, kent de regelingen. Vraag het, en vertel wat nieuw is."),
        "Het aanbod is er eerder dan de wens. Kijk of het werk bij de kandidaat past, niet alleen bij de werkgever.",
    ),
    Guidance(
        MatchType.EMPLOYER_ASKED,
        Step(Needed.YES, "De werkgever heeft een beeld, vaak door SROI. Een kennismaking laat zien of dat klopt."),
        Step(
            Needed.SOMETIMES, "Wie het voor een aanbesteding doet, heeft zich vaak al ingelezen. Vraag wat bekend is."
        ),
        "Vraag wie er op de vloer begeleidt: wie het vraagt, is meestal niet wie het doet.",
    ),
    Guidance(
        MatchType.CANDIDATE_PROPOSED,
        Step(Needed.SOMETIMES, "Kent de werkgever de kandidaat al van het werk, dan kan het zonder. Anders wel."),
        Step(Needed.YES, "Deze werkgever dacht nog niet aan beschut werk. Geef een stappenplan en alle bedragen."),
        "Bespreek vooraf wat er gebeurt als het niet lukt: er staat ook een persoonlijke band op het spel.",
    ),
    Guidance(
        MatchType.VACANCY,
        Step(Needed.YES, "De functie lag al vast. Alleen door te proberen blijkt of het gaat."),
        Step(
            Needed.YES, "De werkgever rekende op een gewone werknemer. Laat zien wat begeleiding kost en wat terugkomt."
        ),
        "Er kan meestal alleen iets bij de functie, zelden iets af. Onderhandel daar vroeg over.",
    ),
)

GUIDANCE: Final[Mapping[MatchType, Guidance]] = {one.match_type: one for one in _ALL}
"""By type, in order of frequency."""


def guidance(match_type: MatchType | None) -> Guidance | None:
    """What this type asks for; ``None`` when the type is not known yet."""
    return None if match_type is None else GUIDANCE[match_type]
