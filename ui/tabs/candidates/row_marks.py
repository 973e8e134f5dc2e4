"""What stands beside rows of a placement and follows from others: the number in the chain, and what holds now."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.chain import Chain, Paper, chains, papers
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.phases import now
from beschutdesk.rules.time import in_force
from ui.forms.rows import RowMark

_NONE: Final = RowMark("")
_NOW: Final = RowMark("nu", "info")


def chain_marks(places: Iterable[Placement], figures: Figures | None = None) -> dict[UUID, RowMark]:
    """``2 van 3`` by id of the contract, with the reason; a contract that the chain made permanent says so.

    Args:
        places: all placements of one candidate: contracts with another employer may count too.
        figures: numbers to count with; those of the program by default.
    """
    found = chains(papers(places), figures)
    return {paper.key: _mark(chain, paper) for chain in found for paper in chain.papers if paper.key}


def _mark(chain: Chain, paper: Paper) -> RowMark:
    told = f"{chain.reason} ({chain.source})"
    ends = paper.until or paper.since  # one without an end is not permanent already because it may run on for years
    if chain.by_law and chain.permanent_since is not None and ends >= chain.permanent_since:
        return RowMark("vast door de keten", "warn", told)
    if paper.permanent:
        return _NONE
    number = 1 + [one for one in chain.papers if not one.permanent].index(paper)
    return RowMark(f"{number} van {chain.limit}", "warn" if number >= chain.limit else None, told)


def holding(place: Placement, today: date) -> tuple[dict[UUID, RowMark], dict[UUID, RowMark]]:
    """Which phase runs today, and which terms hold, by id of the row. Of one row alone nobody needs to be told."""
    phase = now(place.phases, today)
    terms = in_force(place.terms, today)
    return (
        {place.phases[phase.index].id: _NOW} if phase is not None and len(place.phases) > 1 else {},
        {terms.id: _NOW} if terms is not None and len(place.terms) > 1 else {},
    )
