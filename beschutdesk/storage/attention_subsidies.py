"""Which placements may have signals about a begeleidingssubsidie; see :mod:`beschutdesk.storage.attention`."""

# ruff: noqa: S608 - the queries are put together of what stands here; what is asked comes in as parameters

from typing import Final

ASKED: Final = """
    , asked AS MATERIALIZED (
        SELECT live.rid, live.ended_on, live.employer, a.id, a.rid AS arid, a.applicant, a.applicant_iban,
            coalesce(a.since, '0001-01-01') AS first, coalesce(a.until, '9999-12-31') AS last, a.since,
            coalesce((
                SELECT s.until FROM subsidy_step s WHERE s.parent_rid = a.rid AND s.state = 'granted'
                ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1), a.until) AS until,
            coalesce((
                SELECT s.state FROM subsidy_step s WHERE s.parent_rid = a.rid AND s.state IS NOT NULL
                ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1), 'concept') AS state,
            (
                SELECT s.due_on FROM subsidy_step s WHERE s.parent_rid = a.rid AND s.state IS NOT NULL
                ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1) AS due_on
        FROM live JOIN supervision_subsidy a ON a.placement = live.id WHERE a.deleted_at IS NULL
    ), fact AS (
        SELECT asked.*, f.what, coalesce(f.value, '') AS value FROM asked
        JOIN subsidy_fact f ON f.parent_rid = asked.arid
        WHERE asked.state IN ('submitted', 'questions', 'granted', 'accounting') AND f.position = (
            SELECT max(o.position) FROM subsidy_fact o WHERE o.parent_rid = f.parent_rid AND o.what = f.what)
    )
"""
"""Tables beside the query: the applications, and what stood in those that were sent in."""


def _timeline(what: str, value: str) -> str:
    """Placements of which what held from which day is not what was written down; see ``rules/subsidy_changes.py``."""
    parts = "length(fact.value) - length(replace(fact.value, '=', ''))"
    return f"""
    SELECT fact.rid, '8' AS due FROM fact WHERE fact.what = '{what}' AND (
        EXISTS (
            SELECT 1 FROM terms t WHERE t.parent_rid = fact.rid AND t.valid_from > fact.first
              AND t.valid_from <= fact.last AND instr(fact.value || ';', t.valid_from || '=' || {value} || ';') = 0)
        OR coalesce((
            SELECT fact.first || '=' || {value} FROM terms t
            WHERE t.parent_rid = fact.rid AND coalesce(t.valid_from, '') <= fact.first
            ORDER BY coalesce(t.valid_from, '') DESC, t.position DESC LIMIT 1), '') != CASE
                WHEN instr(fact.value, ';') THEN substr(fact.value, 1, instr(fact.value, ';') - 1) ELSE fact.value END
        OR {parts} > 1 + (
            SELECT count(DISTINCT t.valid_from) FROM terms t WHERE t.parent_rid = fact.rid
              AND t.valid_from > fact.first AND t.valid_from <= fact.last))
    """


def subsidies(runs: str) -> str:
    """The query of the family.

    Args:
        runs: when a placement in ``live`` runs.
    """
    return f"""
    SELECT rid, coalesce(due_on, since, '8') AS due FROM asked
    WHERE (state IN ('concept', 'ready') AND since <= :apply_far) OR state = 'questions'
        OR (state IN ('submitted', 'accounting') AND (due_on IS NULL OR due_on < :today))
        OR (state = 'refused' AND (due_on IS NULL OR due_on >= :today))
    UNION ALL
    SELECT rid, until FROM asked
    WHERE state IN ('granted', 'accounting') AND (ended_on < :today OR until < :today OR (until <= :renew_far
        AND NOT EXISTS (SELECT 1 FROM supervision_subsidy n WHERE n.renews = asked.id AND n.deleted_at IS NULL)))
    UNION ALL
    {_timeline("hours", "coalesce(t.hours, '')")}
    UNION ALL
    {_timeline("supervisor", "coalesce(lower(hex(t.supervisor)), '')")}
    UNION ALL
    SELECT fact.rid, '8' FROM fact LEFT JOIN employer e ON e.id = fact.employer
    WHERE fact.what = 'iban' AND fact.value != upper(replace(coalesce(
        nullif(trim(fact.applicant_iban), ''),
        CASE WHEN coalesce(fact.applicant, 'employer') = 'employer' THEN e.iban END, ''), ' ', ''))
    UNION ALL
    SELECT fact.rid, '8' FROM fact WHERE fact.what = 'end' AND (
        (fact.ended_on < fact.last AND (fact.value = '' OR fact.ended_on < fact.value))
        OR (SELECT max(coalesce(k.until, '9999-12-31')) FROM contract k WHERE k.parent_rid = fact.rid)
            < min(fact.last, coalesce(nullif(fact.value, ''), '9999-12-31')))
    UNION ALL
    SELECT fact.rid, '8' FROM fact JOIN absence b ON b.parent_rid = fact.rid
    WHERE fact.what = 'absence' AND b.since <= :absent_from AND instr(fact.value, b.since) = 0
    UNION ALL
    SELECT live.rid, '9' FROM live JOIN contract k ON k.parent_rid = live.rid
    WHERE {runs} AND k.kind IN ('temporary', 'permanent') AND k.since <= :asked_from
      AND EXISTS (SELECT 1 FROM contract n WHERE n.parent_rid = live.rid AND n.kind IN ('temporary', 'permanent')
                  AND (n.until IS NULL OR n.until >= :today))
      AND NOT EXISTS (SELECT 1 FROM supervision_subsidy a WHERE a.placement = live.id AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM instrument i WHERE i.parent_rid = live.rid AND i.kind = 'supervision_subsidy')
"""
