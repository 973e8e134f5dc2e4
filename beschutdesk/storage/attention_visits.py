"""Contacts and reports that ask attention: what :mod:`beschutdesk.storage.attention` looks for in visits."""

# ruff: noqa: S608 - the queries are put together of what stands here; what is asked comes in as parameters

from typing import Final

from beschutdesk.dossier.issued_document import NOT_OF_VISITS

SEEN: Final = """
    (SELECT c.rid FROM directory_contact c
     WHERE c.candidate = live.candidate AND c.seen = 1 AND c.day <= :today
       AND (c.placement IS NULL OR c.placement = live.id)
     ORDER BY c.day DESC, c.visit DESC, c.rid LIMIT 1)
"""
"""The line of the latest contact at work of a placement; and the same for any contact."""
MET: Final = SEEN.replace("c.seen = 1", "c.what = 'met'")


def lines(runs: str) -> str:
    """The tables that :func:`visits` stands on: since when nobody was seen at a placement, and after how long one goes.

    Args:
        runs: whether a placement runs, in SQL.
    """
    return f"""
    , line AS MATERIALIZED (
        SELECT live.rid,
            (SELECT min(since) FROM (
                SELECT f.since FROM placement_phase f WHERE f.parent_rid = live.rid
                UNION ALL SELECT k.since FROM contract k WHERE k.parent_rid = live.rid)) AS began,
            (SELECT min(days) FROM (
                SELECT CASE WHEN f.kind IN ('contract_temporary', 'contract_permanent') THEN :least
                            ELSE :introduction END AS days
                FROM placement_phase f WHERE f.parent_rid = live.rid
                  AND f.since <= :today AND (f.until IS NULL OR f.until >= :today)
                UNION ALL SELECT :least FROM contract k WHERE k.parent_rid = live.rid AND k.kind IS NOT NULL
                  AND k.since <= :today AND (k.until IS NULL OR k.until >= :today))) AS usual,
            (SELECT min(t.visit_weeks) * 7 FROM terms t WHERE t.parent_rid = live.rid AND t.visit_weeks > 0) AS agreed,
            (SELECT max(c.day) FROM directory_contact c WHERE c.candidate = live.candidate AND c.seen = 1
               AND c.placement = live.id AND c.day <= :today) AS here,
            (SELECT max(c.day) FROM directory_contact c WHERE c.candidate = live.candidate AND c.seen = 1
               AND c.placement IS NULL AND c.day <= :today) AS loose
        FROM live WHERE {runs}
    ), seen AS (
        SELECT rid, began, coalesce(min(usual, agreed), usual) AS days,
            nullif(max(coalesce(here, ''), coalesce(loose, '')), '') AS last
        FROM line
    )
"""


_SILENT: Final = ", ".join(f"'{kind.key}'" for kind in NOT_OF_VISITS)
TELLS: Final = f"coalesce(d.kind, '') NOT IN ({_SILENT})"
"""Of a document ``d``: whether somebody learns from it how a visit went."""


def _known(audience: str) -> str:
    """Whether a reader has the report of the visit of this contact, or of a later one."""
    return f"""EXISTS (
        SELECT 1 FROM issued_document d LEFT JOIN visit v ON v.id = d.visit AND v.deleted_at IS NULL
        WHERE d.candidate = live.candidate AND d.deleted_at IS NULL AND {TELLS}
          AND d.audience = '{audience}' AND (d.placement IS NULL OR d.placement = live.id) AND d.issued_on IS NOT NULL
          AND coalesce(json_extract(v.at, '$.day'), d.issued_on) >= c.day)"""


def visits(runs: str) -> str:
    """Who was not seen for too long, a report that nobody got, and a worry that nobody came back on.

    Args:
        runs: whether a placement runs, in SQL.
    """
    return f"""
    SELECT rid, date(coalesce(last, began), '+' || days || ' days') AS due FROM seen
    WHERE julianday(:today) - julianday(coalesce(last, began)) >= days
    UNION ALL
    SELECT live.rid, c.day FROM live CROSS JOIN directory_contact c ON c.candidate = live.candidate AND c.seen = 1
    WHERE {runs} AND c.day BETWEEN :share_from AND :share_to AND (c.placement IS NULL OR c.placement = live.id)
      AND NOT ({_known("employer")} AND {_known("supervisor")})
    UNION ALL
    SELECT live.rid, c.day FROM live CROSS JOIN visit_subject s ON s.candidate = live.candidate
    CROSS JOIN directory_contact c ON c.candidate = live.candidate AND c.subject = s.id
    WHERE {runs} AND s.concern = 'concern' AND c.what = 'met' AND c.day <= :today
      AND NOT EXISTS (
          SELECT 1 FROM directory_contact n WHERE n.candidate = live.candidate AND n.what = 'met'
            AND n.day > c.day AND n.day <= :today AND (n.placement IS NULL OR n.placement = live.id))
"""
