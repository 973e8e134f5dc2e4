"""The recovery code on paper, and the proof that somebody copied it."""

from datetime import date
from typing import TYPE_CHECKING

from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.documents.order import Printed
    from beschutdesk.dossier.caseworker import Caseworker


def recovery_sheet(code: str, owner: "Caseworker", made_on: date) -> "Printed":
    """One page for a sealed envelope, with nothing of a dossier on it.

    Args:
        code: the recovery code, in groups.
        owner: whose vault it opens.
        made_on: the day the code was made.
    """
    from beschutdesk.documents.order import Printed
    from beschutdesk.documents.recovery_sheet import Sheet, build, unprintable

    sheet = Sheet(code, owner.name, owner.organisation, made_on)
    return Printed(build(sheet), f"Herstelcode BeschutDesk {made_on.isoformat()}.pdf", unprintable(sheet))


def check_typed(code: str, typed: str) -> None:
    """Whether the code that was typed back is the code that was shown.

    Raises:
        Trouble: it has a slip in it, or is another one.
    """
    from beschutdesk.vault.recovery import normalise

    try:
        same = normalise(typed) == normalise(code)
    except ValueError as error:
        raise Trouble(str(error), "Er is niets veranderd.", "Kijk op het papier en typ de code opnieuw over.") from None
    if not same:
        raise Trouble(
            "De overgetypte code is een andere dan de nieuwe code.",
            "Er is niets veranderd: de oude code werkt nog.",
            "Vergelijk de code op papier met die op het scherm.",
        )
