"""The applications for begeleidingssubsidie of many placements, read by columns for the rules."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from beschutdesk.rules.schemes import Schemes
from beschutdesk.rules.signals.asked import Asked
from beschutdesk.rules.subsidy_applicant import is_employer
from beschutdesk.storage.mapping import TABLES
from beschutdesk.storage.subsidy_listing import briefs

_SUBSIDY, _PLACEMENT, _EMPLOYER = (TABLES[name] for name in ("supervision_subsidy", "placement", "employer"))
_BATCH: Final = 500


def asked(connection: sa.Connection, heads: Mapping[int, Any], schemes: Schemes) -> dict[int, tuple[Asked, ...]]:
    """The applications by the row number of their placement, the oldest first; none from the trash.

    Args:
        connection: to read from.
        heads: placements with the gemeente of their candidate, by row number.
        schemes: all there are.
    """
    query = (
        sa.select(
            _PLACEMENT.c.rid.label("place"),
            _SUBSIDY.c.rid,
            _SUBSIDY.c.applicant,
            _SUBSIDY.c.applicant_iban,
            _EMPLOYER.c.iban,
        )
        .select_from(
            _PLACEMENT.join(_SUBSIDY, _SUBSIDY.c.placement == _PLACEMENT.c.id).outerjoin(
                _EMPLOYER, _EMPLOYER.c.id == _PLACEMENT.c.employer
            )
        )
        .where(_SUBSIDY.c.deleted_at.is_(None))
    )
    rids, found = sorted(heads), list[Any]()
    for start in range(0, len(rids), _BATCH):
        found += connection.execute(query.where(_PLACEMENT.c.rid.in_(rids[start : start + _BATCH])))
    known = briefs(connection, [row.rid for row in found], kept=True)
    out: dict[int, list[Asked]] = defaultdict(list)
    for row in found:
        one = known[row.rid]
        own = (row.applicant_iban or "").strip()
        out[row.place].append(
            Asked(
                one.id,
                one.since,
                one.until,
                one.renews,
                one.steps,
                one.facts,
                own or ((row.iban or "") if is_employer(row) else ""),
                schemes.chosen(one.scheme, heads[row.place].municipality or ""),
                one.renewed,
            )
        )
    return {
        place: tuple(sorted(group, key=lambda one: (one.since or date.max, one.id))) for place, group in out.items()
    }
