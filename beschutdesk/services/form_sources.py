"""What is known around an application, through the eyes of the gemeente, to fill in its form."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from beschutdesk.dossier.around import Advice, AdviceOutcome
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import EMPLOYMENT, Contract, WageValue
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.seen_by import Glass, SeenBy
from beschutdesk.rules.form_values import READER, Sources, Sum

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered

_NOTHING: Final = Sum()


def sources_of(found: "Gathered", *, opted: bool) -> Sources:
    """The views that a form is filled from.

    Args:
        found: all that belongs to an application.
        opted: the user turned on what is off by default, the BSN.
    """
    candidate = found.candidate or Candidate()
    known: list[Record] = [found.application, candidate, found.caseworker]
    known += [one for one in (found.employer, found.placement) if one is not None]
    glass = Glass(READER, _by_id(known), opted=opted)
    since = found.application.since

    def see(record: Any) -> SeenBy | None:
        view = glass.see(record) if record is not None else None
        return view if view is not None and view.open else None

    placement = found.placement
    scheme = found.scheme
    step = next((one for one in scheme.intensities if one.key == found.application.intensity), None) if scheme else None
    return Sources(
        application=glass.see(found.application),
        candidate=glass.see(candidate),
        caseworker=glass.see(found.caseworker),
        employer=see(found.employer),
        placement=see(placement),
        terms=see(next(iter(found.terms), None)),
        contract=see(_contract(placement.contracts if placement is not None else (), since)),
        wage_value=see(_wage_value(placement.wage_values if placement is not None else (), since)),
        advice=see(_advice(candidate.advices)),
        guide=see(found.supervisor),
        backup=see(found.backup),
        scheme=scheme.name if scheme is not None else "",
        intensity=step.label if step is not None else "",
        renewal=found.application.renews is not None,
        amount=_sum(found.reckoning),
    )


def _by_id(records: Sequence[Record]) -> dict[Any, Record]:
    found = {record.id: record for record in records}
    for record in records:
        for name in shape_of(record).children:
            found |= {row.id: row for row in getattr(record, name)}
    return found


def _contract(rows: Sequence[Contract], since: date | None) -> Contract | None:
    """The contract of employment that runs at the start of the period, else the last one."""
    held = sorted((row for row in rows if row.kind in EMPLOYMENT), key=lambda row: row.since or date.min)
    held = held or sorted(rows, key=lambda row: row.since or date.min)
    runs = [row for row in held if since is None or ((row.since or date.min) <= since <= (row.until or date.max))]
    return next(reversed(runs or held), None)


def _wage_value(rows: Sequence[WageValue], since: date | None) -> WageValue | None:
    ordered = sorted(rows, key=lambda row: row.measured_on or date.min)
    before = [row for row in ordered if since is None or (row.measured_on or date.min) <= since]
    return next(reversed(before or ordered), None)


def _advice(rows: Sequence[Advice]) -> Advice | None:
    """The last positive one that still counts; an application rests on no other."""
    held = [row for row in rows if row.outcome is AdviceOutcome.POSITIVE and row.ended_on is None]
    return max(held, key=lambda row: row.decided_on or date.min, default=None)


def _sum(reckoning: Any) -> Sum:
    if reckoning is None:
        return _NOTHING
    lines = tuple((str(line.what), str(line.how), Decimal(line.amount)) for line in reckoning.lines)
    return Sum(lines, reckoning.total, tuple(reckoning.cautions))
