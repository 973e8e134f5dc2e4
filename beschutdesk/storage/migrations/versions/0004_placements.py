"""Placements: contracts, absence, loonwaarde, instruments, evaluations, agreements and what makes it last.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MADE = (
    "signal_mark",
    "success_check",
    "development",
    "team_briefing",
    "expectation",
    "agreement",
    "introduction_evaluation",
    "instrument",
    "wage_value",
    "absence",
    "contract",
)
"""New tables, in the order in which they can go again."""

CHANGES = frozenset(MADE)
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

ADDED = {
    "directory_contact": ("placement", "seen"),
    "placement_phase": ("goal", "permitted_on", "lender"),
    "supervisor": ("away_since", "away_until"),
    "terms": ("rhythm_employer", "rhythm_employer_on", "rhythm_employee_on", "supervision_cover"),
    "placement": (
        "end_reason",
        "end_remark",
        "next_step",
        "next_remark",
        "next_contact_on",
        "safety_net_on",
        "safety_net_with",
    ),
}

STATEMENTS = (
    """
    CREATE TABLE contract (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        party TEXT,
        party_name TEXT,
        kind TEXT,
        since DATE,
        until DATE,
        same_work TEXT,
        notice_on DATE,
        decision TEXT,
        decided_on DATE,
        fee INTEGER,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_contract PRIMARY KEY (rid),
        CONSTRAINT uq_contract_id UNIQUE (id),
        CONSTRAINT fk_contract_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_contract_parent_rid ON contract (parent_rid)",
    """
    CREATE TABLE absence (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        since DATE,
        until DATE,
        to_report TEXT,
        reported_on DATE,
        reported_municipality_on DATE,
        recovery_reported_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_absence PRIMARY KEY (rid),
        CONSTRAINT uq_absence_id UNIQUE (id),
        CONSTRAINT fk_absence_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_absence_parent_rid ON absence (parent_rid)",
    """
    CREATE TABLE wage_value (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        kind TEXT,
        percentage INTEGER,
        measured_on DATE,
        measured_by TEXT,
        next_on DATE,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_wage_value PRIMARY KEY (rid),
        CONSTRAINT uq_wage_value_id UNIQUE (id),
        CONSTRAINT fk_wage_value_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_wage_value_parent_rid ON wage_value (parent_rid)",
    """
    CREATE TABLE instrument (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        kind TEXT,
        state TEXT,
        asked_on DATE,
        decided_on DATE,
        since DATE,
        until DATE,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_instrument PRIMARY KEY (rid),
        CONSTRAINT uq_instrument_id UNIQUE (id),
        CONSTRAINT fk_instrument_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_instrument_parent_rid ON instrument (parent_rid)",
    """
    CREATE TABLE introduction_evaluation (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        held_on DATE,
        present TEXT,
        click_candidate TEXT,
        candidate_says TEXT,
        click_employer TEXT,
        employer_says TEXT,
        tasks_fit TEXT,
        tasks_not TEXT,
        minutes_needed INTEGER,
        minutes_available INTEGER,
        supervision TEXT,
        team TEXT,
        expectations TEXT,
        verdict TEXT,
        reasons TEXT,
        extended_until DATE,
        agreed TEXT,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_introduction_evaluation PRIMARY KEY (rid),
        CONSTRAINT uq_introduction_evaluation_id UNIQUE (id),
        CONSTRAINT fk_introduction_evaluation_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_introduction_evaluation_parent_rid ON introduction_evaluation (parent_rid)",
    """
    CREATE TABLE agreement (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        what TEXT,
        party TEXT,
        who TEXT,
        made_on DATE,
        due_on DATE,
        done_on DATE,
        result TEXT,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement PRIMARY KEY (rid),
        CONSTRAINT uq_agreement_id UNIQUE (id),
        CONSTRAINT fk_agreement_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_agreement_parent_rid ON agreement (parent_rid)",
    """
    CREATE TABLE expectation (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        told_on DATE,
        told_to TEXT,
        what TEXT,
        reminded_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_expectation PRIMARY KEY (rid),
        CONSTRAINT uq_expectation_id UNIQUE (id),
        CONSTRAINT fk_expectation_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_expectation_parent_rid ON expectation (parent_rid)",
    """
    CREATE TABLE team_briefing (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        reason TEXT,
        who TEXT,
        from_on DATE,
        done_on DATE,
        done_by TEXT,
        what TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_team_briefing PRIMARY KEY (rid),
        CONSTRAINT uq_team_briefing_id UNIQUE (id),
        CONSTRAINT fk_team_briefing_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_team_briefing_parent_rid ON team_briefing (parent_rid)",
    """
    CREATE TABLE development (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        looked_on DATE,
        profile TEXT,
        what TEXT,
        next_step TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_development PRIMARY KEY (rid),
        CONSTRAINT uq_development_id UNIQUE (id),
        CONSTRAINT fk_development_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_development_parent_rid ON development (parent_rid)",
    """
    CREATE TABLE success_check (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        factor TEXT,
        state TEXT,
        looked_on DATE,
        note TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_success_check PRIMARY KEY (rid),
        CONSTRAINT uq_success_check_id UNIQUE (id),
        CONSTRAINT fk_success_check_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_success_check_parent_rid ON success_check (parent_rid)",
    """
    CREATE TABLE signal_mark (
        "key" TEXT NOT NULL,
        turn INTEGER NOT NULL,
        root_id BLOB,
        candidate BLOB,
        state TEXT NOT NULL,
        until DATE,
        reason TEXT NOT NULL,
        made_on DATE NOT NULL,
        CONSTRAINT pk_signal_mark PRIMARY KEY ("key")
    )
    """,
    "CREATE INDEX ix_signal_mark_root_id ON signal_mark (root_id)",
    "CREATE INDEX ix_signal_mark_candidate ON signal_mark (candidate)",
    "ALTER TABLE directory_contact ADD COLUMN placement BLOB",
    "ALTER TABLE directory_contact ADD COLUMN seen BOOLEAN",
    "CREATE INDEX ix_directory_contact_seen ON directory_contact (candidate, seen, placement, day)",
    "CREATE INDEX ix_visit_open ON visit (state) WHERE state IN ('planned', 'concept')",
    "ALTER TABLE placement_phase ADD COLUMN goal TEXT",
    "ALTER TABLE placement_phase ADD COLUMN permitted_on DATE",
    "ALTER TABLE placement_phase ADD COLUMN lender TEXT",
    "ALTER TABLE supervisor ADD COLUMN away_since DATE",
    "ALTER TABLE supervisor ADD COLUMN away_until DATE",
    "ALTER TABLE terms ADD COLUMN rhythm_employer TEXT",
    "ALTER TABLE terms ADD COLUMN rhythm_employer_on DATE",
    "ALTER TABLE terms ADD COLUMN rhythm_employee_on DATE",
    "ALTER TABLE terms ADD COLUMN supervision_cover TEXT",
    "ALTER TABLE placement ADD COLUMN end_reason TEXT",
    "ALTER TABLE placement ADD COLUMN end_remark TEXT",
    "ALTER TABLE placement ADD COLUMN next_step TEXT",
    "ALTER TABLE placement ADD COLUMN next_remark TEXT",
    "ALTER TABLE placement ADD COLUMN next_contact_on DATE",
    "ALTER TABLE placement ADD COLUMN safety_net_on DATE",
    "ALTER TABLE placement ADD COLUMN safety_net_with TEXT",
)

EMPTY = (
    "UPDATE placement_phase SET goal = '', lender = ''",
    "UPDATE terms SET rhythm_employer = '', supervision_cover = ''",
    "UPDATE placement SET end_remark = '', next_remark = '', safety_net_with = ''",
)
"""An empty text is not the same as no value."""


def upgrade() -> None:
    """Make the tables and columns. A phase that is a contract stays a phase: nobody said with whom it was."""
    for statement in (*STATEMENTS, *EMPTY):
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP INDEX ix_visit_open")
    op.execute("DROP INDEX ix_directory_contact_seen")
    for table in MADE:
        op.execute(f"DROP TABLE {table}")
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
