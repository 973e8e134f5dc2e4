"""Who may read a field, in few words."""

from typing import Final

from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EVERYONE, HANDOVER, Audience, readers

_MANY: Final = 5


def who_reads(share: frozenset[Audience]) -> str:
    """Who may read a field besides you, short enough to stand beside its label."""
    if not share:
        return "alleen jij"
    if share == {CANDIDATE}:
        return "alleen jij en de kandidaat"
    if share == {COLLEAGUE}:
        return "alleen jij en een collega"
    if share == HANDOVER:
        return "collega, kandidaat"
    missing = EVERYONE - share
    if missing and len(share) >= _MANY:
        return "iedereen behalve " + readers(missing)
    return readers(share)
