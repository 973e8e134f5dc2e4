"""What every document that leaves says: for which readers it is, and a file name that every system accepts."""

import re
from typing import Final

from beschutdesk.documents.text import plain
from beschutdesk.dossier.audience import Audience

READERS: Final = {
    Audience.FLOOR: "Alleen voor collega’s op de werkvloer",
    Audience.SUPERVISOR: "Alleen voor leidinggevenden op het werk",
    Audience.EMPLOYER: "Alleen voor de werkgever",
    Audience.SOB: "Alleen voor het sociaal ontwikkelbedrijf",
    Audience.MUNICIPALITY: "Alleen voor de gemeente",
    Audience.COLLEAGUE: "Alleen voor een collega-bemiddelaar",
}
"""The line at the top of every page; the version for the person names that person."""
FOR: Final = {
    Audience.FLOOR: "voor de vloer",
    Audience.SUPERVISOR: "voor leidinggevenden",
    Audience.EMPLOYER: "voor de werkgever",
    Audience.SOB: "voor het SOB",
    Audience.MUNICIPALITY: "voor de gemeente",
    Audience.COLLEAGUE: "voor een collega-bemiddelaar",
    Audience.CANDIDATE: "voor jezelf",
}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\u25a1\x00-\x1f]+')


def safe_name(name: str, otherwise: str) -> str:
    """A part of a file name that every system accepts.

    Args:
        name: as it would be without rules.
        otherwise: when nothing is left of it.
    """
    cleaned = re.sub(r"\s+", " ", _FORBIDDEN.sub(" ", plain(name)))
    return cleaned[:80].strip(" .") or otherwise
