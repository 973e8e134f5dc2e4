"""Whether a number or address can be right. What cannot is told, and kept as it was typed all the same.

A field names its check, and the day that it comes after, in its declaration
(:class:`beschutdesk.dossier.fields.Spec`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from stdnum import iban as iban_module
from stdnum.nl import bsn as bsn_module
from stdnum.nl import postcode as postcode_module

from beschutdesk.dossier.fields import Spec

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_PHONE: Final = re.compile(r"(?:\+|00)?[0-9]{8,14}")
_KVK: Final = re.compile(r"[0-9]{8}")
_NINE: Final = re.compile(r"[0-9]{8,9}")  # an old one may lack its leading zero
_SIGNS: Final = re.compile(r"[\s().\-/]")


def bsn(typed: str) -> str:
    """Elfproef on a citizen service number (Wet algemene bepalingen burgerservicenummer)."""
    if not _NINE.fullmatch(_SIGNS.sub("", typed)):
        return "Een BSN heeft negen cijfers."
    return "" if bsn_module.is_valid(typed) else "Dit BSN klopt niet (elfproef). Kijk het cijfer voor cijfer na."


def iban(typed: str) -> str:
    """Length and check digits of a bank account number (ISO 13616)."""
    return "" if iban_module.is_valid(typed) else "Dit IBAN klopt niet. Kijk het teken voor teken na."


def kvk(typed: str) -> str:
    """A number of the Dutch trade register has eight digits; it has no check digit."""
    return "" if _KVK.fullmatch(typed.replace(" ", "")) else "Een KvK-nummer heeft acht cijfers."


def postcode(typed: str) -> str:
    """A Dutch postcode."""
    return "" if postcode_module.is_valid(typed) else "Een postcode schrijf je als 1234 AB."


def email(typed: str) -> str:
    """Something before and after one @, with a dot behind it."""
    return "" if _EMAIL.fullmatch(typed.strip()) else "Dit lijkt geen e-mailadres. Het heeft één @ en daarna een punt."


def phone(typed: str) -> str:
    """Eight to fourteen digits, whatever stands between them; words may follow them."""
    digits = _SIGNS.sub("", typed.partition(",")[0])
    return "" if _PHONE.fullmatch(digits) else "Dit telefoonnummer lijkt niet compleet."


CHECKS: Final[Mapping[str, Callable[[str], str]]] = {
    "bsn": bsn,
    "email": email,
    "iban": iban,
    "kvk": kvk,
    "phone": phone,
    "postcode": postcode,
}
"""By the key that a field declares. Each gives a Dutch remark, or an empty text when nothing is wrong."""


def remark(spec: Spec, typed: str) -> str:
    """What is wrong with a text in this field; empty when nothing is, when it is empty, or when it has no check."""
    return CHECKS[spec.check](typed) if spec.check and typed.strip() else ""


def too_early(first: Spec, start: date | None, end: date | None) -> str:
    """What is wrong with an end that lies before its start; empty when nothing is, or when one of them is not known.

    Args:
        first: the field of the start.
        start: the day in it.
        end: the day of the field that comes after it.
    """
    if start is None or end is None or end >= start:
        return ""
    return f"Dit ligt vóór “{first.label}” ({start:%d-%m-%Y}). Kijk of dag en jaar kloppen."
