"""What the inventory says of its tasks."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from beschutdesk.rules.task_time import how_long, together
from beschutdesk.services.inventories import Use
from ui.looking import current as looking
from ui.tabs.jobcarving.inventory_open import WORKING_DAYS, OfferLine

_SHOWN: Final = 2
_QUOTED: Final = 40


def quoted(name: str) -> str:
    """A name in quotes, short enough for a toast."""
    words = name.strip() or "Een taak zonder naam"
    return f"‘{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}’"


def tasks(number: int) -> str:
    """``4 taken``."""
    return "geen taken" if not number else "1 taak" if number == 1 else f"{number} taken"


def used_words(uses: Sequence[Use]) -> str:
    """``Thijs: uitproberen``; no names while somebody looks as well."""
    if not uses:
        return ""
    if looking().on:
        return "op 1 bord" if len(uses) == 1 else f"op {len(uses)} borden"
    said = [f"{use.name or 'iemand'}: {use.state.label}" for use in uses[:_SHOWN]]
    more = len(uses) - len(said)
    return " · ".join([*said, f"en nog {more}"] if more else said)


def sum_words(lines: Sequence[OfferLine], chosen: Collection[UUID] = ()) -> tuple[str, str]:
    """How much work there is, of the chosen ones or of all; and what else there is to know of it."""
    mine = [line for line in lines if line.id in chosen] if chosen else list(lines)
    known = [line.weekly for line in mine if line.weekly is not None]
    total = together(known)
    what = f"{len(mine)} gekozen" if chosen else tasks(len(mine))
    words = f"{what}, samen {how_long(total)} per week" if known else what
    lying = sum(line.left_lying for line in mine)
    unknown = len(mine) - len(known)
    more = [
        f"{lying} {'blijft' if lying == 1 else 'blijven'} nu liggen" if lying else "",
        f"van {unknown} is niet te rekenen hoe lang" if unknown and known else "",
        f"per werkdag telt als {WORKING_DAYS} dagen" if known and not chosen else "",
    ]
    return words, " · ".join(part for part in more if part)
