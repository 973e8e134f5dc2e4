"""What the pictures of a dossier show, from what stands on the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from beschutdesk.dossier.placement import Placement
from beschutdesk.rules import week as weeks
from beschutdesk.rules.waiting import Standing, stretches, wait
from ui.forms.parse import format_day
from ui.forms.session import EditSession
from ui.tabs.candidates.phase_data import PhasePicture, phase_picture


def now(session: EditSession) -> Any:
    """The record as it is on the screen; only to be read."""
    return session.build() if session.is_dirty else session.root


def on_screen(placement: EditSession | None, others: Iterable[Placement]) -> list[Placement]:
    """All placements of somebody: the open one as it is typed, the others as they were kept."""
    here = [] if placement is None else [now(placement)]
    return [*here, *(place for place in others if placement is None or place.id != placement.id)]


def week_of(
    candidate: EditSession | None, placements: Sequence[Placement], employer: EditSession | None, today: date
) -> weeks.Week:
    """The week as it is today. A block of work without a job title says the name of the open employer."""
    if candidate is None:
        return weeks.arranged(())
    found = weeks.week(now(candidate), placements, today)
    where = str(employer.value("name")) if employer is not None else ""
    return weeks.arranged(
        replace(block, what=where) if block.kind is weeks.BlockKind.WORK and not block.what else block
        for block in found.blocks()
    )


def standing_words(candidate: EditSession | None, placements: Sequence[Placement], today: date) -> tuple[str, bool]:
    """Where somebody stands, in a sentence, and whether they wait: ``Op de wachtlijst sinds …``."""
    if candidate is None:
        return "", False
    places = [
        stretch
        for place in placements
        for stretch in stretches(
            [(one.kind, one.since, one.until) for one in place.phases], place.ended_on, place.contracts
        )
    ]
    found = wait(now(candidate).advices, places, today)
    if found.standing is not Standing.WAITING:
        words = found.standing.value
        return f"{words[:1].upper()}{words[1:]}.", False
    if found.since is None:
        return "Op de wachtlijst. Vul in wanneer het besluit er was, dan staat hier sinds wanneer.", True
    days = f"{found.days} {'dag' if found.days == 1 else 'dagen'}"
    return f"Op de wachtlijst sinds {format_day(found.since)} ({days}).", True


def phase_line(placement: EditSession | None, today: date) -> PhasePicture:
    """The line of the open placement as it is typed."""
    return phase_picture(None if placement is None else now(placement), today)
