"""Which placements may have signals: one query per family of rules, so that nothing else is read.

Every query takes one too many rather than one too few: whether there is a signal, the rule says. A test holds it to
that (``tests/unit/services/test_today.py``).
"""

# ruff: noqa: S608 - the queries are put together of what stands here; what is asked comes in as parameters

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from beschutdesk.rules.signals.situation import LONG_AGO_MONTHS
from beschutdesk.rules.signals.subsidies import SCHEME_LEAD_DAYS
from beschutdesk.rules.time import days_after, months_after
from beschutdesk.storage.attention_subsidies import ASKED, subsidies
from beschutdesk.storage.attention_visits import lines, visits
from beschutdesk.storage.mapping import DOUBT

Most = Callable[[str], int]
"""The largest value of a number that anybody counts with today, for the widest window; with ``-`` before its key the
smallest, negative.
"""


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that are looked for together.

    Attributes:
        rules: their keys.
        lists: the records under a placement that they look at.
        more: what else; see :data:`beschutdesk.storage.situations.MORE`.
        query: gives the rids of placements, each with the day from which it is pressing.
        days: what the query asks for by name.
        beside: tables that the query makes for itself.
    """

    rules: tuple[str, ...]
    lists: tuple[str, ...]
    more: tuple[str, ...]
    query: str
    days: Callable[[date, Most], dict[str, Any]]
    beside: str = ""


_LIVE: Final = """
    live AS MATERIALIZED (
        SELECT p.rid, p.id, p.candidate, p.employer, p.ended_on FROM placement p
        LEFT JOIN candidate c ON c.id = p.candidate
        WHERE p.deleted_at IS NULL AND c.deleted_at IS NULL AND c.state IS NOT 'closed'
          AND (p.ended_on IS NULL OR p.ended_on >= :long_ago)
    )
"""
_RUNS: Final = "(live.ended_on IS NULL OR live.ended_on >= :today)"

_CONTRACTS: Final = """
    SELECT live.rid, k.until AS due FROM live JOIN contract k ON k.parent_rid = live.rid
    WHERE (live.ended_on IS NULL OR live.ended_on >= k.until) AND k.until BETWEEN :today AND :contract_far
    UNION ALL
    SELECT live.rid, f.until FROM live JOIN placement_phase f ON f.parent_rid = live.rid
    WHERE (live.ended_on IS NULL OR live.ended_on >= f.until) AND f.kind IN ('contract_temporary', 'secondment')
      AND f.until BETWEEN :today AND :contract_far
    UNION ALL
    SELECT live.rid, f.until FROM live JOIN placement_phase f ON f.parent_rid = live.rid
    WHERE live.ended_on IS NULL AND f.until BETWEEN :today AND :introduction_far
    UNION ALL
    SELECT live.rid, f.since FROM live JOIN placement_phase f ON f.parent_rid = live.rid
    WHERE live.ended_on IS NULL AND f.kind IN ('trial', 'trial_extended') AND f.since <= :today
      AND (f.until IS NULL OR f.until >= :today)
    UNION ALL
    SELECT live.rid, '9' FROM live WHERE live.ended_on IS NULL AND live.candidate IN (
        SELECT candidate FROM (
            SELECT p.candidate, k.since, k.until FROM contract k JOIN placement p ON p.rid = k.parent_rid
            WHERE p.deleted_at IS NULL AND k.kind = 'temporary'
            UNION ALL
            SELECT p.candidate, f.since, f.until FROM placement_phase f JOIN placement p ON p.rid = f.parent_rid
            WHERE p.deleted_at IS NULL AND f.kind = 'contract_temporary' AND NOT EXISTS (
                SELECT 1 FROM contract k WHERE k.parent_rid = f.parent_rid AND k.kind != 'secondment'
                  AND k.since <= coalesce(f.until, '9999') AND coalesce(k.until, '9999') >= f.since)
        )
        GROUP BY candidate
        HAVING count(*) > :chain_contracts
            OR julianday(max(coalesce(until, :today))) - julianday(min(since)) > 30 * :chain_months - 5
    )
"""

_ABSENCE: Final = """
    SELECT live.rid, a.since AS due FROM live JOIN absence a ON a.parent_rid = live.rid
    WHERE a.to_report IS NOT 'no' AND (
        (a.reported_on IS NULL AND a.since <= :report_from)
        OR (a.recovery_reported_on IS NULL AND a.until BETWEEN :recovery_from AND :today))
"""

_DOUBT: Final = re.sub(r"(\w+) IN", r"s.\1 IN", DOUBT)
_NEED: Final = """
    , need AS MATERIALIZED (
        SELECT supervisor, sum(most) AS minutes FROM (
            SELECT o.supervisor, max(o.supervision_minutes) AS most FROM terms o
            JOIN placement p ON p.rid = o.parent_rid
            WHERE o.supervisor IS NOT NULL AND p.deleted_at IS NULL AND (p.ended_on IS NULL OR p.ended_on >= :today)
            GROUP BY o.supervisor, o.parent_rid
            UNION ALL
            SELECT coalesce(o.backup, s.backup), max(o.supervision_minutes) FROM terms o
            JOIN placement p ON p.rid = o.parent_rid JOIN supervisor s ON s.id = o.supervisor
            WHERE p.deleted_at IS NULL AND (p.ended_on IS NULL OR p.ended_on >= :today)
              AND (s.leaves_on <= :today OR (
                  coalesce(s.away_since, s.away_until) IS NOT NULL AND coalesce(s.away_since, '') <= :today
                  AND coalesce(s.away_until, '9999-12-31') >= :today))
            GROUP BY coalesce(o.backup, s.backup), o.parent_rid)
        GROUP BY supervisor
    )
"""
_SUPERVISION: Final = f"""
    SELECT live.rid, coalesce(s.leaves_on, '8') AS due FROM live JOIN terms t ON t.parent_rid = live.rid
    JOIN supervisor s ON s.id = t.supervisor
    LEFT JOIN need ON need.supervisor = s.id
    WHERE {_RUNS} AND (s.leaves_on <= :leaves_far OR s.minutes < need.minutes)
    UNION ALL
    SELECT live.rid, max(coalesce(s.away_since, :today), :today) FROM live JOIN terms t ON t.parent_rid = live.rid
    JOIN supervisor s ON s.id = t.supervisor
    WHERE {_RUNS} AND coalesce(s.away_since, s.away_until) IS NOT NULL
      AND coalesce(s.away_since, '') <= :away_far AND coalesce(s.away_until, '9999-12-31') >= :today
    UNION ALL
    SELECT rid, '8' FROM (
        SELECT live.rid FROM live JOIN success_check k ON k.parent_rid = live.rid
        WHERE {_RUNS} AND k.factor = 'supervisor_time' AND k.state IN ('partly', 'no') AND k.looked_on <= :today
        UNION ALL
        SELECT live.rid FROM live CROSS JOIN visit_subject s ON s.candidate = live.candidate
        WHERE {_RUNS} AND ({_DOUBT}) AND (s.placement IS NULL OR s.placement = live.id)
    ) GROUP BY rid HAVING count(*) >= :judged_times
"""

_ENDING: Final = """
    SELECT rid, over AS due FROM (
        SELECT live.rid, max(
            coalesce((SELECT max(f.until) FROM placement_phase f
                      WHERE f.parent_rid = live.rid AND f.since IS NOT NULL AND f.kind IS NOT 'break'), ''),
            coalesce((SELECT max(k.until) FROM contract k
                      WHERE k.parent_rid = live.rid AND k.since IS NOT NULL), '')) AS over
        FROM live WHERE live.ended_on IS NULL
    ) WHERE over BETWEEN '1' AND :yesterday
    UNION ALL
    SELECT live.rid, live.ended_on FROM live WHERE live.ended_on < :today
    UNION ALL
    SELECT live.rid, p.next_contact_on FROM live JOIN placement p ON p.rid = live.rid
    WHERE p.next_contact_on <= :contact_far
"""

_MONEY: Final = f"""
    SELECT live.rid, coalesce(w.next_on, w.measured_on) AS due FROM live JOIN wage_value w ON w.parent_rid = live.rid
    WHERE {_RUNS} AND w.measured_on <= :today AND w.percentage IS NOT NULL AND (
        w.next_on <= :wage_far OR (w.kind = 'flat' AND w.measured_on <= :flat_from)
        OR w.measured_on <= :wage_from OR w.measured_on >= :fell_from)
      AND NOT EXISTS (SELECT 1 FROM wage_value o WHERE o.parent_rid = w.parent_rid AND o.measured_on > w.measured_on
                      AND o.measured_on <= :today AND o.percentage IS NOT NULL)
    UNION ALL
    SELECT live.rid, coalesce(i.until, i.since, i.asked_on, '8') FROM live JOIN instrument i ON i.parent_rid = live.rid
    WHERE i.state IN ('to_ask', 'asked') OR (i.state = 'granted' AND (i.until <= :renew_far OR live.ended_on < :today))
    UNION ALL
    SELECT live.rid, k.since FROM live JOIN contract k ON k.parent_rid = live.rid
    WHERE {_RUNS} AND k.kind IN ('temporary', 'permanent') AND k.since BETWEEN :lks_from AND :lks_to
      AND NOT EXISTS (SELECT 1 FROM instrument i WHERE i.parent_rid = live.rid AND i.kind = 'wage_subsidy'
                      AND i.state IS NOT NULL AND i.state != 'to_ask')
"""

_LASTING: Final = f"""
    SELECT live.rid, coalesce(a.due_on, '8') AS due FROM live JOIN agreement a ON a.parent_rid = live.rid
    WHERE a.done_on IS NULL AND a.result IS NULL AND (a.due_on IS NULL OR a.due_on <= :mine_far)
    UNION ALL
    SELECT live.rid, coalesce(a.due_on, '8') FROM visit_agreement a
    CROSS JOIN visit_subject s ON s.id = a.subject
    CROSS JOIN live ON live.id = s.placement
    WHERE a.done_on IS NULL AND a.result IS NULL AND (a.due_on IS NULL OR a.due_on <= :mine_far)
    UNION ALL
    SELECT live.rid, coalesce(b.from_on, '8') FROM live JOIN team_briefing b ON b.parent_rid = live.rid
    WHERE {_RUNS} AND b.done_on IS NULL AND (b.from_on IS NULL OR b.from_on <= :colleague_far)
    UNION ALL
    SELECT live.rid, '9' FROM live JOIN expectation e ON e.parent_rid = live.rid WHERE {_RUNS}
    GROUP BY live.rid HAVING max(coalesce(e.told_on, ''), coalesce(e.reminded_on, '')) BETWEEN '1' AND :told_from
    UNION ALL
    SELECT live.rid, '9' FROM live JOIN contract k ON k.parent_rid = live.rid
    WHERE {_RUNS} AND k.kind IN ('temporary', 'permanent') AND k.since <= :looked_from
      AND NOT EXISTS (SELECT 1 FROM development d WHERE d.parent_rid = live.rid AND d.looked_on > :looked_from)
    UNION ALL
    SELECT live.rid, '9' FROM live JOIN development d ON d.parent_rid = live.rid WHERE {_RUNS}
    GROUP BY live.rid HAVING max(d.looked_on) <= :looked_from
"""

_PORTFOLIO: Final = f"""
    SELECT live.rid, coalesce(f.review_on, f.discussed_on, '8') AS due
    FROM live JOIN portfolio f ON f.candidate = live.candidate
    WHERE {_RUNS} AND f.deleted_at IS NULL AND (f.placement IS NULL OR f.placement = live.id)
"""


FAMILIES: Final = (
    Family(
        ("introduction_end", "trial_limit", "contract_decision", "contract_notice", "chain_last", "chain_permanent"),
        ("placement_phase", "contract", "introduction_evaluation"),
        ("papers",),
        _CONTRACTS,
        lambda today, most: {
            "contract_far": days_after(
                months_after(today, max(most("decision_months"), most("chain_lead_months"), most("notice_months"))),
                most("notice_lead_days") + 5,
            ),
            "introduction_far": days_after(today, most("introduction_lead_days")),
            "chain_contracts": -most("-chain_contracts"),
            "chain_months": -most("-chain_months"),
        },
    ),
    Family(
        ("absence_report", "absence_recovery"),
        ("absence",),
        (),
        _ABSENCE,
        lambda today, most: {
            "report_from": days_after(today, most("absence_lead_days") + most("-absence_report_days")),
            "recovery_from": days_after(today, -most("recovery_stop_days")),
        },
    ),
    Family(
        ("supervisor_leaves", "supervisor_gone", "supervisor_away", "supervision_short", "supervision_judged"),
        ("terms", "success_check"),
        ("guides", "found"),
        _SUPERVISION,
        lambda today, most: {
            "leaves_far": days_after(months_after(today, most("leaves_lead_months")), 5),
            "away_far": days_after(today, most("away_lead_days")),
            "judged_times": -most("-judged_times"),
        },
        _NEED,
    ),
    Family(
        ("visit_rhythm", "visit_least", "visit_concern", "result_not_shared"),
        ("placement_phase", "contract", "terms", "absence"),
        ("contacts",),
        visits(_RUNS),
        lambda today, most: {
            "least": -7 * most("-visit_least_weeks"),
            "introduction": -7 * most("-visit_introduction_weeks"),
            "share_from": days_after(today, -7 * most("share_stop_weeks")),
            "share_to": days_after(today, most("-share_days")),
        },
        lines(_RUNS),
    ),
    Family(
        ("ran_out", "ended_without_next", "next_contact", "out_of_sight"),
        ("placement_phase", "contract"),
        ("contacts", "follows"),
        _ENDING,
        lambda today, most: {
            "yesterday": days_after(today, -1),
            "contact_far": days_after(today, most("next_contact_lead_days")),
        },
    ),
    Family(
        (
            "flat_end",
            "wage_value_due",
            "wage_value_fell",
            "wage_subsidy_ask",
            "instrument_ask",
            "instrument_answer",
            "instrument_renew",
            "instrument_settle",
        ),
        ("wage_value", "instrument", "contract"),
        ("subsidies",),
        _MONEY,
        lambda today, most: {
            "wage_far": days_after(today, most("wage_lead_days")),
            "flat_from": days_after(months_after(today, most("-flat_measure_months")), 5),
            "wage_from": days_after(months_after(today, most("-wage_value_months")), most("wage_lead_days") + 5),
            "fell_from": days_after(months_after(today, -most("wage_fell_months")), -5),
            "renew_far": days_after(today, most("renew_lead_days")),
            "lks_from": days_after(months_after(today, -most("lks_months")), -most("lks_after_days") - 5),
            "lks_to": days_after(months_after(today, most("-lks_months")), most("lks_lead_days") + 5),
        },
    ),
    Family(
        (
            "subsidy_apply",
            "subsidy_answer",
            "subsidy_decision",
            "subsidy_renew",
            "subsidy_account",
            "subsidy_change",
            "subsidy_never",
        ),
        ("terms", "contract", "absence", "instrument"),
        ("subsidies",),
        subsidies(_RUNS),
        lambda today, most: {
            "apply_far": days_after(today, most("ask_lead_days") + SCHEME_LEAD_DAYS),
            "renew_far": days_after(today, most("renew_lead_days") + SCHEME_LEAD_DAYS),
            "absent_from": days_after(today, most("-subsidy_absence_days")),
            "asked_from": days_after(today, most("-subsidy_ask_days")),
        },
        ASKED,
    ),
    Family(
        ("agreement_mine", "agreement_theirs", "new_colleague", "expectation_repeat", "development_yearly"),
        ("agreement", "team_briefing", "expectation", "development", "contract"),
        ("promises",),
        _LASTING,
        lambda today, most: {
            "mine_far": days_after(today, most("mine_lead_days")),
            "colleague_far": days_after(today, most("colleague_lead_days")),
            "told_from": days_after(months_after(today, most("-expectation_months")), 5),
            "looked_from": days_after(
                months_after(today, most("-development_months")), most("development_lead_days") + 5
            ),
        },
    ),
    Family(
        ("portfolio_review", "portfolio_supervisor"), ("terms",), ("paperwork",), _PORTFOLIO, lambda today, most: {}
    ),
)
"""Every rule on placements is in one of these."""


def candidates(connection: sa.Connection, family: Family, today: date, most: Most, number: int = -1) -> Sequence[int]:
    """The rids of placements that may have signals of a family, the most pressing first.

    Args:
        connection: to read from.
        family: which rules.
        today: the day that is asked about.
        most: the widest numbers.
        number: how many at most; all when negative.
    """
    values = {"today": today, "long_ago": months_after(today, -LONG_AGO_MONTHS), **family.days(today, most)}
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    text = (
        f"WITH {_LIVE}{family.beside}, hit AS ({family.query})"
        " SELECT rid FROM hit GROUP BY rid ORDER BY min(due), rid LIMIT :number"
    )
    used = {key: value for key, value in plain.items() if re.search(rf":{key}\b", text)}
    return list(connection.execute(sa.text(text), {**used, "number": number}).scalars())
