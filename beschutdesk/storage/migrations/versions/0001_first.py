"""The first schema.

Written out in SQL and not taken from the declarations: a migration must do the same for ever.

Revision ID: 0001
Revises:
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE candidate (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        name_used TEXT,
        family_name TEXT,
        state TEXT,
        born DATE,
        phone TEXT,
        email TEXT,
        municipality TEXT,
        contact_preference TEXT,
        photo TEXT,
        photo_consent TEXT,
        good_at TEXT,
        enjoys TEXT,
        wishes TEXT,
        works_best TEXT,
        "explain" TEXT,
        pace TEXT,
        surroundings TEXT,
        changes TEXT,
        aids TEXT,
        calm_signs TEXT,
        rising_signs TEXT,
        rising_help TEXT,
        overload_signs TEXT,
        overload_help TEXT,
        please_do TEXT,
        please_dont TEXT,
        new_colleague TEXT,
        day_activity TEXT,
        day_activity_week TEXT,
        view_on_sob TEXT,
        care TEXT,
        income TEXT,
        private_notes TEXT,
        CONSTRAINT pk_candidate PRIMARY KEY (rid),
        CONSTRAINT uq_candidate_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE caseworker (
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
        organisation TEXT,
        role TEXT,
        phone TEXT,
        reachable TEXT,
        email TEXT,
        CONSTRAINT pk_caseworker PRIMARY KEY (rid),
        CONSTRAINT uq_caseworker_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE destroyed (
        root_id BLOB NOT NULL,
        "on" DATE NOT NULL,
        CONSTRAINT pk_destroyed PRIMARY KEY (root_id)
    )
    """,
    """
    CREATE TABLE directory (
        rid INTEGER NOT NULL,
        root_id BLOB NOT NULL,
        record TEXT NOT NULL,
        title TEXT NOT NULL,
        sort TEXT NOT NULL,
        state TEXT NOT NULL,
        in_trash BOOLEAN NOT NULL,
        CONSTRAINT pk_directory PRIMARY KEY (rid),
        CONSTRAINT uq_directory_root_id UNIQUE (root_id)
    )
    """,
    "CREATE INDEX ix_directory_list ON directory (record, in_trash, sort)",
    """
    CREATE TABLE draft (
        root_id BLOB NOT NULL,
        record TEXT NOT NULL,
        base_version INTEGER NOT NULL,
        schema_revision TEXT NOT NULL,
        changes TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (root_id)
    )
    """,
    """
    CREATE TABLE employer (
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
        sector TEXT,
        address TEXT,
        postcode TEXT,
        place TEXT,
        phone TEXT,
        contact_name TEXT,
        contact_role TEXT,
        work_on_offer TEXT,
        notes TEXT,
        CONSTRAINT pk_employer PRIMARY KEY (rid),
        CONSTRAINT uq_employer_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE history (
        rid INTEGER NOT NULL,
        save_id BLOB NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        record TEXT NOT NULL,
        root_id BLOB NOT NULL,
        version INTEGER NOT NULL,
        path TEXT NOT NULL,
        old TEXT,
        new TEXT,
        CONSTRAINT pk_history PRIMARY KEY (rid)
    )
    """,
    "CREATE INDEX ix_history_root_id ON history (root_id)",
    "CREATE INDEX ix_history_save_id ON history (save_id)",
    """
    CREATE TABLE setting (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_setting PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE placement (
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
        employer BLOB,
        job_title TEXT,
        department TEXT,
        match_type TEXT,
        ended_on DATE,
        safety_net TEXT,
        notes TEXT,
        CONSTRAINT pk_placement PRIMARY KEY (rid),
        CONSTRAINT uq_placement_id UNIQUE (id),
        CONSTRAINT fk_placement_candidate FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_placement_employer FOREIGN KEY(employer) REFERENCES employer (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_placement_candidate ON placement (candidate)",
    "CREATE INDEX ix_placement_employer ON placement (employer)",
    """
    CREATE TABLE supervisor (
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
        role TEXT,
        phone TEXT,
        email TEXT,
        days TEXT,
        training TEXT,
        trained_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_supervisor PRIMARY KEY (rid),
        CONSTRAINT uq_supervisor_id UNIQUE (id),
        CONSTRAINT fk_supervisor_parent_rid FOREIGN KEY(parent_rid) REFERENCES employer (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_supervisor_parent_rid ON supervisor (parent_rid)",
    """
    CREATE TABLE adjustment (
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
        agreed_on DATE,
        agreed_with TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_adjustment PRIMARY KEY (rid),
        CONSTRAINT uq_adjustment_id UNIQUE (id),
        CONSTRAINT fk_adjustment_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_adjustment_parent_rid ON adjustment (parent_rid)",
    """
    CREATE TABLE placement_phase (
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
        since DATE,
        until DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_placement_phase PRIMARY KEY (rid),
        CONSTRAINT uq_placement_phase_id UNIQUE (id),
        CONSTRAINT fk_placement_phase_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_placement_phase_parent_rid ON placement_phase (parent_rid)",
    """
    CREATE TABLE portfolio (
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
        summary TEXT,
        good_at TEXT,
        enjoys TEXT,
        works_best TEXT,
        "explain" TEXT,
        pace TEXT,
        surroundings TEXT,
        changes TEXT,
        aids TEXT,
        please_do TEXT,
        please_dont TEXT,
        calm_signs TEXT,
        rising_signs TEXT,
        rising_help TEXT,
        overload_signs TEXT,
        overload_help TEXT,
        new_colleague TEXT,
        next_step TEXT,
        readers_named TEXT,
        discussed_with TEXT,
        discussed_on DATE,
        review_on DATE,
        left_out TEXT,
        sources TEXT,
        CONSTRAINT pk_portfolio PRIMARY KEY (rid),
        CONSTRAINT uq_portfolio_id UNIQUE (id),
        CONSTRAINT fk_portfolio_candidate FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_portfolio_placement FOREIGN KEY(placement) REFERENCES placement (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_portfolio_candidate ON portfolio (candidate)",
    "CREATE INDEX ix_portfolio_placement ON portfolio (placement)",
    """
    CREATE TABLE task_list (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        placement BLOB,
        CONSTRAINT pk_task_list PRIMARY KEY (rid),
        CONSTRAINT uq_task_list_id UNIQUE (id),
        CONSTRAINT fk_task_list_placement FOREIGN KEY(placement) REFERENCES placement (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_task_list_placement ON task_list (placement)",
    """
    CREATE TABLE terms (
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
        valid_from DATE,
        hours INTEGER,
        days TEXT,
        supervisor BLOB,
        backup BLOB,
        supervision_form TEXT,
        supervision_minutes INTEGER,
        supervision_moment TEXT,
        visit_weeks INTEGER,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_terms PRIMARY KEY (rid),
        CONSTRAINT uq_terms_id UNIQUE (id),
        CONSTRAINT fk_terms_supervisor FOREIGN KEY(supervisor) REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_terms_backup FOREIGN KEY(backup) REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_terms_parent_rid FOREIGN KEY(parent_rid) REFERENCES placement (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_terms_backup ON terms (backup)",
    "CREATE INDEX ix_terms_parent_rid ON terms (parent_rid)",
    "CREATE INDEX ix_terms_supervisor ON terms (supervisor)",
    """
    CREATE TABLE carved_task (
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
        how TEXT,
        "when" TEXT,
        minutes INTEGER,
        independence TEXT,
        aids TEXT,
        ask TEXT,
        own_opinion TEXT,
        supervisor_opinion TEXT,
        started_on DATE,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_carved_task PRIMARY KEY (rid),
        CONSTRAINT uq_carved_task_id UNIQUE (id),
        CONSTRAINT fk_carved_task_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_list (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_carved_task_parent_rid ON carved_task (parent_rid)",
    """
    CREATE TABLE issued_document (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        kind TEXT,
        candidate BLOB,
        placement BLOB,
        portfolio BLOB,
        audience TEXT,
        number INTEGER,
        issued_on DATE,
        to_whom TEXT,
        way TEXT,
        concept TEXT,
        digest TEXT,
        file TEXT,
        CONSTRAINT pk_issued_document PRIMARY KEY (rid),
        CONSTRAINT uq_issued_document_id UNIQUE (id),
        CONSTRAINT fk_issued_document_candidate FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issued_document_placement FOREIGN KEY(placement) REFERENCES placement (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issued_document_portfolio FOREIGN KEY(portfolio) REFERENCES portfolio (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_issued_document_candidate ON issued_document (candidate)",
    "CREATE INDEX ix_issued_document_placement ON issued_document (placement)",
    "CREATE INDEX ix_issued_document_portfolio ON issued_document (portfolio)",
    "CREATE VIRTUAL TABLE directory_fts USING fts5(title, more, prefix='1 2 3', tokenize='unicode61')",
    "INSERT INTO directory_fts(directory_fts, rank) VALUES('secure-delete', 1)",
)
TABLES = (
    "directory_fts",
    "issued_document",
    "carved_task",
    "terms",
    "task_list",
    "portfolio",
    "placement_phase",
    "adjustment",
    "supervisor",
    "placement",
    "setting",
    "history",
    "employer",
    "draft",
    "directory",
    "destroyed",
    "caseworker",
    "candidate",
)
CHANGES = frozenset(TABLES)
"""Tables whose rows come or go by this migration, either way."""


def upgrade() -> None:
    """Make all tables."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them again, rows before their owners."""
    for table in TABLES:
        op.execute(f"DROP TABLE {table}")
