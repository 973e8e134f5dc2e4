"""What every document is asked before it leaves the program."""

from collections.abc import Collection

from beschutdesk.dossier.audience import Audience
from beschutdesk.trouble import Trouble

__all__ = ["NOTHING_PRINTED", "only_for"]

NOTHING_PRINTED = "Er is niets afgedrukt."


def only_for(what: str, audience: Audience, readers: Collection[Audience], safe: str = NOTHING_PRINTED) -> None:
    """Refuse a reader that a document is not made for.

    Args:
        what: *Een portfolio*; it begins a sentence.
        audience: who is to read it.
        readers: for whom it is made.
        safe: what did not happen.

    Raises:
        Trouble: it is not for this reader; it says for whom it is.
    """
    if audience not in readers:
        known = ", ".join(one.label for one in readers)
        raise Trouble(f"{what} is er alleen voor: {known}.", safe, "Kies een van deze lezers.")
