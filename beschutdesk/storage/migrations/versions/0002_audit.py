"""The audit log: lines are only ever added, one after the other.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHANGES = frozenset({"audit"})
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

STATEMENTS = (
    """
    CREATE TABLE audit (
        rid INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        origin TEXT NOT NULL,
        act TEXT NOT NULL,
        record TEXT NOT NULL,
        root_id BLOB,
        result TEXT NOT NULL,
        detail TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        CONSTRAINT pk_audit PRIMARY KEY (rid)
    )
    """,
    "CREATE INDEX ix_audit_root_id ON audit (root_id, act)",
    "CREATE INDEX ix_audit_act ON audit (act)",
    """
    CREATE TRIGGER audit_follows BEFORE INSERT ON audit
    WHEN NEW.rid IS NOT (SELECT coalesce(max(rid), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_remains BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
)


def upgrade() -> None:
    """Make the table with what guards it."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop it; its triggers and indexes go along."""
    op.execute("DROP TABLE audit")
