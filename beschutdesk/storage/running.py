"""What a placement that runs is, and who takes a place with one: said once, for every query that asks.

Kept as text, for what is asked at every key goes past the compiler of SQLAlchemy. In a query the table goes by its own
name, ``placement``.
"""

from datetime import date

import sqlalchemy as sa

from beschutdesk.storage.mapping import TABLES

_RUNS = "placement.deleted_at IS NULL AND (placement.ended_on IS NULL OR placement.ended_on >= {today})"
_ALIVE = "EXISTS (SELECT 1 FROM candidate WHERE candidate.id = placement.candidate AND candidate.deleted_at IS NULL)"
_TAKES = f"{_RUNS} AND {_ALIVE}"

RUNS = _RUNS.format(today="?")
"""Condition in plain SQL: the placement has not ended. One value: today as ISO text."""
TAKES = _TAKES.format(today="?")
"""Condition in plain SQL: it runs, and the person is not in the trash, so that they take a place. One value: today."""


def is_running(today: date) -> sa.ColumnElement[bool]:
    """The condition on a placement that it has not ended."""
    return _condition(_RUNS, today)


def takes_place(today: date) -> sa.ColumnElement[bool]:
    """The condition on a placement that it runs and that the person is not in the trash."""
    return _condition(_TAKES, today)


def _condition(text: str, today: date) -> sa.ColumnElement[bool]:
    day = sa.bindparam("today", today, TABLES["placement"].c.ended_on.type, unique=True)
    said: sa.TextClause = sa.text(text.format(today=":today")).bindparams(day)
    return sa.type_coerce(said.self_group(), sa.Boolean)
