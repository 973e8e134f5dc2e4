"""Begeleidingssubsidie: applications with their plan, papers, steps and log; forms of gemeenten; their documents.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MADE = (
    "form_field",
    "municipal_form",
    "supervision_entry",
    "subsidy_fact",
    "subsidy_step",
    "subsidy_attachment",
    "subsidy_answer",
    "subsidy_goal",
    "supervision_subsidy",
)
"""New tables, in the order in which they can go again."""

CHANGES = frozenset(MADE)
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

STATEMENTS = (
    """
    CREATE TABLE supervision_subsidy (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        candidate BLOB,
        placement BLOB,
        scheme TEXT,
        since DATE,
        until DATE,
        renews BLOB,
        applicant TEXT,
        applicant_name TEXT,
        applicant_kvk TEXT,
        applicant_iban TEXT,
        applicant_address TEXT,
        applicant_postcode TEXT,
        applicant_place TEXT,
        applicant_phone TEXT,
        applicant_email TEXT,
        wage_tax_number TEXT,
        signatory TEXT,
        signatory_role TEXT,
        signed_on DATE,
        intensity TEXT,
        capped TEXT,
        jobcoaching TEXT,
        jobcoaching_amount INTEGER,
        usual TEXT,
        why_more TEXT,
        without TEXT,
        other_subsidies TEXT,
        consent_on DATE,
        consent_by TEXT,
        notes TEXT,
        CONSTRAINT pk_supervision_subsidy PRIMARY KEY (rid),
        CONSTRAINT uq_supervision_subsidy_id UNIQUE (id),
        CONSTRAINT fk_supervision_subsidy_candidate FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_supervision_subsidy_placement FOREIGN KEY(placement) REFERENCES placement (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_supervision_subsidy_renews FOREIGN KEY(renews) REFERENCES supervision_subsidy (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_supervision_subsidy_candidate ON supervision_subsidy (candidate)",
    "CREATE INDEX ix_supervision_subsidy_placement ON supervision_subsidy (placement)",
    "CREATE INDEX ix_supervision_subsidy_renews ON supervision_subsidy (renews)",
    """
    CREATE TABLE subsidy_goal (
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
        problem TEXT,
        action TEXT,
        goal TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_subsidy_goal PRIMARY KEY (rid),
        CONSTRAINT uq_subsidy_goal_id UNIQUE (id),
        CONSTRAINT fk_subsidy_goal_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_subsidy_goal_parent_rid ON subsidy_goal (parent_rid)",
    """
    CREATE TABLE subsidy_answer (
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
        asked TEXT,
        answer TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_subsidy_answer PRIMARY KEY (rid),
        CONSTRAINT uq_subsidy_answer_id UNIQUE (id),
        CONSTRAINT fk_subsidy_answer_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_subsidy_answer_parent_rid ON subsidy_answer (parent_rid)",
    """
    CREATE TABLE subsidy_attachment (
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
        asked TEXT,
        what TEXT,
        file TEXT,
        on_paper TEXT,
        not_needed_because TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_subsidy_attachment PRIMARY KEY (rid),
        CONSTRAINT uq_subsidy_attachment_id UNIQUE (id),
        CONSTRAINT fk_subsidy_attachment_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_subsidy_attachment_parent_rid ON subsidy_attachment (parent_rid)",
    """
    CREATE TABLE subsidy_step (
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
        state TEXT,
        happened_on DATE,
        amount INTEGER,
        since DATE,
        until DATE,
        hours INTEGER,
        reason TEXT,
        due_on DATE,
        letter TEXT,
        file TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_subsidy_step PRIMARY KEY (rid),
        CONSTRAINT uq_subsidy_step_id UNIQUE (id),
        CONSTRAINT fk_subsidy_step_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_subsidy_step_parent_rid ON subsidy_step (parent_rid)",
    """
    CREATE TABLE subsidy_fact (
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
        value TEXT,
        told_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_subsidy_fact PRIMARY KEY (rid),
        CONSTRAINT uq_subsidy_fact_id UNIQUE (id),
        CONSTRAINT fk_subsidy_fact_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_subsidy_fact_parent_rid ON subsidy_fact (parent_rid)",
    """
    CREATE TABLE supervision_entry (
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
        given_on DATE,
        minutes INTEGER,
        supervisor BLOB,
        "by" TEXT,
        why TEXT,
        entered TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_supervision_entry PRIMARY KEY (rid),
        CONSTRAINT uq_supervision_entry_id UNIQUE (id),
        CONSTRAINT fk_supervision_entry_supervisor FOREIGN KEY(supervisor) REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_supervision_entry_parent_rid FOREIGN KEY(parent_rid) REFERENCES supervision_subsidy (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_supervision_entry_parent_rid ON supervision_entry (parent_rid)",
    "CREATE INDEX ix_supervision_entry_supervisor ON supervision_entry (supervisor)",
    """
    CREATE TABLE municipal_form (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        name TEXT,
        municipality TEXT,
        digest TEXT,
        file TEXT,
        CONSTRAINT pk_municipal_form PRIMARY KEY (rid),
        CONSTRAINT uq_municipal_form_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE form_field (
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
        name TEXT,
        state TEXT,
        value TEXT,
        option TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_form_field PRIMARY KEY (rid),
        CONSTRAINT uq_form_field_id UNIQUE (id),
        CONSTRAINT fk_form_field_parent_rid FOREIGN KEY(parent_rid) REFERENCES municipal_form (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_form_field_parent_rid ON form_field (parent_rid)",
    "ALTER TABLE issued_document ADD COLUMN subsidy BLOB CONSTRAINT fk_issued_document_subsidy REFERENCES supervision_subsidy (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX ix_issued_document_subsidy ON issued_document (subsidy)",
)


def upgrade() -> None:
    """Make the tables and the column."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP INDEX ix_issued_document_subsidy")
    op.execute("ALTER TABLE issued_document DROP COLUMN subsidy")
    for table in MADE:
        op.execute(f"DROP TABLE {table}")
