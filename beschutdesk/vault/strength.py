"""How hard a passphrase is to guess, in words a person understands. Advice, not rules."""

from dataclasses import dataclass
from itertools import pairwise

from zxcvbn import zxcvbn

LEAST = 2
"""Below this score a passphrase is found within hours on one machine; the program then asks for a longer one."""
_LONGEST = 72  # zxcvbn's cost grows fast with length; beyond this nothing changes in the score

_DUTCH = ("welkom", "geheim", "wachtwoord", "wachtzin", "pincode", "gemeente", "jobcoach", "beschutdesk", "nederland")
"""What people here try first; zxcvbn's own lists are English."""

_WORDS = ("te raden", "zwak", "redelijk", "goed", "sterk")
_ADVICE = (
    "Iemand raadt dit snel. Neem vier of vijf losse woorden.",
    "Dit is nog kort. Zet er een of twee woorden bij.",
    "Dit houdt een tijd stand. Nog een woord maakt het sterk.",
    "Dit houdt lang stand.",
    "Dit houdt heel lang stand.",
)


LEAST_PIN = 6
"""Characters. Five tries at a million numbers; the keyring holds off who would try more."""


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
    score = int(zxcvbn(passphrase[:_LONGEST], user_inputs=_DUTCH)["score"]) if passphrase else 0
    return Strength(score, _WORDS[score], _ADVICE[score])


def weak_pin(pin: str) -> str:
    """What makes a PIN easy to guess, in Dutch; empty when it will do."""
    if len(pin) < LEAST_PIN:
        return f"Een pincode heeft ten minste {LEAST_PIN} tekens."
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if len(set(pin)) < 3 or len(steps) == 1:
        return "Deze pincode is een rijtje of een herhaling."
    if any(len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size) for size in range(1, len(pin) // 2 + 1)):
        return "Deze pincode herhaalt zichzelf."
    if strength(pin).score < 1:
        return "Deze pincode raadt iedereen als eerste."
    return ""
