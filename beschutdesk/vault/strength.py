"""How hard a passphrase is to guess, in words a person understands. Advice, not rules."""

from dataclasses import dataclass

from zxcvbn import zxcvbn

LEAST = 2
"""Below this score a passphrase is found within hours on one machine; the program then asks for a longer one."""
_LONGEST = 72  # zxcvbn's cost grows fast with length; beyond this nothing changes in the score

_WORDS = ("te raden", "zwak", "redelijk", "goed", "sterk")
_ADVICE = (
    "Iemand raadt dit snel. Neem vier of vijf losse woorden.",
    "Dit is nog kort. Zet er een of twee woorden bij.",
    "Dit houdt een tijd stand. Nog een woord maakt het sterk.",
    "Dit houdt lang stand.",
    "Dit houdt heel lang stand.",
)


@dataclass(frozen=True, slots=True)
class Strength:
    """Score 0 to 4, a word for it and what would help."""

    score: int
    word: str
    advice: str

    @property
    def enough(self) -> bool:
        """Whether it may be used."""
        return self.score >= LEAST


def strength(passphrase: str) -> Strength:
    """Estimate by zxcvbn, which knows common words, names, dates and keyboard rows."""
    score = int(zxcvbn(passphrase[:_LONGEST])["score"]) if passphrase else 0
    return Strength(score, _WORDS[score], _ADVICE[score])
