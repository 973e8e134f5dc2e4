"""The recovery code: a way back in that is written on paper.

160 random bits in 32 characters that cannot be confused (Crockford's base 32: no I, L, O, U) and one check character
(Luhn over these 32), in groups of four.
"""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 32
_READ_AS = str.maketrans("ILO", "110")


def make_code() -> str:
    """A fresh code, in groups: ``7K2M-….-X``."""
    from stdnum import luhn

    body = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return grouped(body + luhn.calc_check_digit(body, _ALPHABET))


def grouped(code: str) -> str:
    """The code in groups of four, joined by hyphens."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def normalise(typed: str) -> str:
    """What was typed, as the bare code: capitals, without spaces and hyphens, look-alikes put right.

    Raises:
        ValueError: too short or long, an impossible character, or the check character does not fit. The message is
            Dutch and says which.
    """
    from stdnum import luhn

    bare = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    if len(bare) != _LENGTH + 1:
        raise ValueError(f"Een herstelcode heeft {_LENGTH + 1} tekens; dit zijn er {len(bare)}.")
    if set(bare) - set(_ALPHABET):
        raise ValueError("In een herstelcode staan alleen cijfers en letters, en geen U.")
    if not luhn.is_valid(bare, _ALPHABET):
        raise ValueError("Er zit een tikfout in de herstelcode. Kijk hem teken voor teken na.")
    return bare
