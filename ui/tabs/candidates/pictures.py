"""What the pictures of a dossier show, from what stands on the screen."""

from datetime import date

from beschutdesk.dossier.values import Slot
from beschutdesk.rules.time import in_force
from ui.forms.session import EditSession
from ui.tabs.candidates.drawn import Bar, Block


def week_blocks(
    candidate: EditSession | None, placement: EditSession | None, employer: EditSession | None, today: date
) -> list[Block]:
    """Work by the terms that hold today, and day activity."""
    blocks: list[Block] = []
    if placement is not None and placement.value("ended_on") is None:
        terms = in_force(placement.build().terms, today)
        where = employer.value("name") if employer is not None else ""
        blocks += [Block(slot, True, where) for slot in (terms.days if terms else ())]
    if candidate is not None:
        where = str(candidate.value("day_activity")).partition(",")[0]
        slots: tuple[Slot, ...] = candidate.value("day_activity_week")
        blocks += [Block(slot, False, where) for slot in slots]
    return blocks


def phase_bars(placement: EditSession | None) -> tuple[list[Bar], list[int]]:
    """The phases with a first day, and which row each of them is."""
    if placement is None:
        return [], []
    bars, rows = [], []
    for number, key in enumerate(placement.rows("phases")):
        since = placement.value(f"phases/{key}/since")
        if since is not None:
            kind = placement.value(f"phases/{key}/kind")
            name = kind.label[:1].upper() + kind.label[1:] if kind else "Fase"
            until = placement.value(f"phases/{key}/until")
            bars.append(Bar(name, since, until if until is None or until >= since else None))
            rows.append(number)
    return bars, rows
